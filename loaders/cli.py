"""The `keji` command: one short function per verb."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from loaders import diff, display, explain, metrics, pipeline, release, status
from loaders.errors import KejiError, Stopped, TimedOut
from loaders.home import PROJECT, Home
from loaders.pipeline import Request, Result
from loaders.record import default_trigger

app = typer.Typer(
    name="keji",
    help="Local-government science and technology reports in, a warehouse of sourced facts out.",
    epilog="Exit codes: 0 good; 1 checks or build failed; 2 bad use; 3 published, but some inputs were rejected; "
    "75 another run holds the lock.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the warehouse. [default: $KEJI_HOME, else var/ of the project]", show_default=False
    ),
]
Reports = Annotated[Path, typer.Option("--reports", help="Folder of the reports.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Timeout = Annotated[float, typer.Option("--timeout", help="Give up after so many seconds; 0 is never.", min=0)]
Retries = Annotated[int, typer.Option("--retries", help="Try again so often after errors that may pass.", min=0)]
Keep = Annotated[int, typer.Option("--keep", help="Releases to keep, besides the last of each month.", min=1)]
Trigger = Annotated[str, typer.Option("--trigger", help="Who started the run, for its record.")]
Postgres = Annotated[str, typer.Option("--postgres", help="A PostgreSQL that gets the release too: postgresql://…")]
Metrics = Annotated[Path | None, typer.Option("--metrics-file", help="Write Prometheus text for node_exporter here.")]

REPORTS = PROJECT / "reports"


@app.command()
def run(
    home: HomeOption = None,
    reports: Reports = REPORTS,
    force: Annotated[bool, typer.Option("--force", help="Also where nothing has changed.")] = False,
    keep: Keep = release.KEEP,
    retries: Retries = 0,
    timeout: Timeout = 0,
    trigger: Trigger = "",
    metrics_file: Metrics = None,
    postgres: Postgres = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Load, build, check and publish; nothing where nothing has changed."""
    with _session(home, quiet, timeout) as (found, shown):
        request = Request(found, reports.absolute(), trigger or default_trigger(), keep, force, postgres, shown)
        try:
            result = pipeline.retry(lambda: pipeline.run(request), retries)
        finally:
            if metrics_file:
                metrics.write(found, metrics_file)
    _end(result, as_json, quiet)


@app.command()
def load(home: HomeOption = None, reports: Reports = REPORTS, as_json: Json = False, quiet: Quiet = False) -> None:
    """Read new and changed reports into `raw` of the build database."""
    _do(pipeline.load, home, as_json, quiet, reports=reports.absolute())


@app.command()
def build(home: HomeOption = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Build the models."""
    _do(pipeline.build, home, as_json, quiet)


@app.command()
def check(home: HomeOption = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Run every check on the build database."""
    _do(pipeline.check, home, as_json, quiet)


@app.command()
def publish(
    home: HomeOption = None,
    keep: Keep = release.KEEP,
    postgres: Postgres = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Publish the build database, if its checks have passed."""
    _do(pipeline.publish, home, as_json, quiet, keep=keep, postgres=postgres)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="A query; it can read the current release and nothing else.")],
    home: HomeOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Ask the current release."""
    with _session(home, quiet=True) as (found, _), release.reader(release.require_current(found)) as connection:
        columns, rows = release.ask(connection, sql)
    if as_json:
        display.print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        display.print_csv(columns, rows)
    else:
        display.show_table("", columns, rows)


@app.command("explain")
def explain_statement(
    statement: Annotated[str, typer.Argument(help="Its statement_key, or how it begins.")], home: HomeOption = None
) -> None:
    """A statement's sentence, and what was decided on it by which rule."""
    with _session(home, quiet=True) as (found, _), release.reader(release.require_current(found)) as connection:
        typer.echo(explain.explain(connection, statement))


@app.command("diff")
def show_difference(
    before: Annotated[str, typer.Argument(help="[default: the release before]", show_default=False)] = "",
    after: Annotated[str, typer.Argument(help="[default: the current release]", show_default=False)] = "",
    home: HomeOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Which statements came, went, or changed value or meaning between two releases, and why."""
    with _session(home, quiet=True) as (found, _):
        difference = diff.compare(found, before, after)
    rows = [change.row for change in difference.changes]
    columns = list(rows[0]) if rows else []
    if as_json:
        display.print_json({"before": difference.before, "after": difference.after, "changes": rows})
    elif as_csv:
        display.print_csv(columns, [list(row.values()) for row in rows])
    else:
        title = f"{difference.before} > {difference.after}"
        display.show_table(title, ("", ""), list(difference.summary.items()) or [("no statement differs", "")])
        if rows:
            display.show_table("", columns, [list(row.values()) for row in rows])


@app.command("status")
def show_status(home: HomeOption = None, as_json: Json = False) -> None:
    """The current release, the last runs, how fresh each region is, what is waiting."""
    with _session(home, quiet=True) as (found, _):
        facts = status.gather(found)
    display.print_json(facts) if as_json else status.show(facts)


@app.command("releases")
def show_releases(home: HomeOption = None, as_json: Json = False) -> None:
    """The releases there are."""
    with _session(home, quiet=True) as (found, _):
        rows = status.list_releases(found)
    columns = ("release_id", "published_at", "statements", "checks_passed", "is_current")
    if as_json:
        display.print_json(rows)
    else:
        display.show_table("", columns, [[row[column] for column in columns] for row in rows])


@app.command()
def rollback(
    release_id: Annotated[str, typer.Argument(help="[default: the one before the current]", show_default=False)] = "",
    home: HomeOption = None,
    as_json: Json = False,
) -> None:
    """Turn `current` back to an earlier release."""
    with _session(home, quiet=False) as (found, shown):
        result = pipeline.rollback(Request(found, trigger=default_trigger(), display=shown), release_id or None)
    _end(result, as_json, quiet=False)


def _do(work: Callable[[Request], Result], home: Path | None, as_json: bool, quiet: bool, **asked: Any) -> None:
    with _session(home, quiet) as (found, shown):
        result = work(Request(found, trigger=default_trigger(), display=shown, **asked))
    _end(result, as_json, quiet)


def _end(result: Result, as_json: bool, quiet: bool) -> None:
    if as_json:
        display.print_json(status.describe(result))
    elif not quiet:
        status.show_result(result)
    raise typer.Exit(result.exit_code)


@contextmanager
def _session(home: Path | None, quiet: bool, timeout: float = 0) -> Iterator[tuple[Home, Any]]:
    """The home and a display; errors become a line and an exit code, signals become errors."""
    found = Home.find(home)
    display.start_logging(found, quiet)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    signal.signal(signal.SIGALRM, _time_out)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        with display.display(quiet) as shown:
            yield found, shown
    except (KejiError, Stopped) as error:
        display.fail(str(error))
        raise typer.Exit(error.exit_code) from None
    except OSError as error:
        display.fail(str(error))
        raise typer.Exit(1) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(number: int, _: Any) -> None:
    raise Stopped(f"stopped by {signal.Signals(number).name}")


def _time_out(*_: Any) -> None:
    raise TimedOut("the time allowed is over")


def main() -> None:
    app()


if __name__ == "__main__":
    main()

"""The `keji` command: one short function per verb."""

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from loaders.errors import BadUse, KejiError, Stopped, TimedOut
from loaders.home import PROJECT, Home
from loaders.runs import diff, metrics, pipeline, release, status
from loaders.runs.pipeline import Request, Result
from loaders.runs.record import default_trigger
from loaders.show import display, explain
from loaders.show.plain import safe
from loaders.warehouse import corrections

app = typer.Typer(
    name="keji",
    help="Read local-government science and technology reports into a warehouse in which every number has its sentence.",
    epilog="Exit codes: 0 good; 1 checks or build failed; 2 bad use; 3 published, but some inputs were rejected; "
    "75 another run holds the lock.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _folder(said: str) -> Path:
    """The folder that an option names. Raises BadParameter for an empty name, which a variable that is not set leaves."""
    if not said:
        raise typer.BadParameter("it is empty")
    return Path(said)


HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        help="Folder of the warehouse. (default: $KEJI_HOME, else var/ of the project)",
        show_default=False,
        parser=_folder,
        metavar="PATH",
    ),
]
Reports = Annotated[Path, typer.Option("--reports", help="Folder with the reports.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Timeout = Annotated[float, typer.Option("--timeout", help="Stop after this many seconds; 0 means never.", min=0)]
Retries = Annotated[int, typer.Option("--retries", help="Retries after transient errors.", min=0)]
Keep = Annotated[
    int, typer.Option("--keep", help="Number of releases to keep, in addition to the last one of each month.", min=1)
]
Trigger = Annotated[str, typer.Option("--trigger", help="Name of what starts the run, kept in its record.")]
Postgres = Annotated[
    str,
    typer.Option(
        "--postgres",
        envvar="KEJI_POSTGRES",
        show_envvar=False,
        help="Copy the release into this PostgreSQL database as well: postgresql://user@host/database. "
        "The password is best left to PGPASSWORD or ~/.pgpass; $KEJI_POSTGRES can be set instead.",
    ),
]
Metrics = Annotated[
    Path | None, typer.Option("--metrics-file", help="Write figures for Prometheus (node_exporter) to this file.")
]

REPORTS = PROJECT / "reports"
MOST_ROWS = 10**9  # that a query may be asked for
ADDRESS = re.compile("postgres(?:ql)?://", re.IGNORECASE)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"keji {version('keji')}")
        raise typer.Exit


@app.callback()
def keji(
    _: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Read local-government science and technology reports into a warehouse in which every number has its sentence."""


@app.command()
def run(
    home: HomeOption = None,
    reports: Reports = REPORTS,
    force: Annotated[bool, typer.Option("--force", help="Run even if nothing has changed.")] = False,
    keep: Keep = release.KEEP,
    retries: Retries = 0,
    timeout: Timeout = 0,
    trigger: Trigger = "",
    metrics_file: Metrics = None,
    postgres: Postgres = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Load, build, check and publish. Does nothing if nothing has changed."""
    with _session(home, quiet, timeout, makes_home=True, reports=reports) as (found, shown):
        request = Request(found, reports.absolute(), trigger or default_trigger(), keep, force, postgres, shown)
        try:
            result = pipeline.retry(lambda: pipeline.run(request), retries)
        finally:
            if metrics_file:
                metrics.write(found, metrics_file)
    _end(result, as_json, quiet)


@app.command("fetch")
def fetch_pages(
    urls: Annotated[list[str] | None, typer.Argument(help="Addresses of pages or files.", show_default=False)] = None,
    listed: Annotated[Path | None, typer.Option("--list", help="A file of addresses, one a line.")] = None,
    reports: Reports = REPORTS,
    home: HomeOption = None,
    quiet: Quiet = False,
) -> None:
    """Save web pages and files into the reports folder, each with its source address. At most one request a second."""
    from loaders import fetch  # brings a client that no other verb needs  # noqa: PLC0415

    with _session(home, quiet) as (_, _shown):
        asked = [*(urls or ()), *(fetch.read_list(listed) if listed else ())]
        if not asked:
            raise BadUse("which pages? `keji fetch URL…` or `keji fetch --list FILE`")
        missed = 0
        for each in fetch.fetch(asked, reports.absolute()):
            missed += not each.path
            if each.problem or not quiet:
                outcome = each.problem or f"{each.path}{'' if each.is_new else ', there already'}"
                typer.echo(safe(f"{each.url}: {outcome}"), err=bool(each.problem))
    raise typer.Exit(pipeline.REJECTED if missed else 0)


@app.command()
def load(home: HomeOption = None, reports: Reports = REPORTS, as_json: Json = False, quiet: Quiet = False) -> None:
    """Read new and changed reports into the raw tables of the build database."""
    _do(pipeline.load, home, as_json, quiet, makes_home=True, reports=reports.absolute())


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
    """Publish the build database if its checks have passed."""
    _do(pipeline.publish, home, as_json, quiet, keep=keep, postgres=postgres)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL query on the current release.", show_default=False)] = "",
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file; - is stdin.")] = None,
    home: HomeOption = None,
    limit: Annotated[
        int | None,
        typer.Option(help="Print at most this many rows. (default: 100 in a table, else all)", min=1, max=MOST_ROWS),
    ] = None,
    vertical: Annotated[
        bool | None,
        typer.Option("--vertical/--table", help="A line per column, or a table. (default: what fits)"),
    ] = None,
    keys: Annotated[bool, typer.Option("--keys", help="Also show *_key columns that the query does not name.")] = False,
    as_csv: Csv = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="With --csv: add the byte order mark that Excel needs.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Query the current release, read-only."""
    with _session(home, quiet=True) as (found, _):
        _require_one_form(as_csv, as_json)
        if excel and not as_csv:
            raise BadUse("--excel goes with --csv")
        sql = _readable("the query", _choose_sql(sql, file))
        most = limit or (None if as_csv or as_json else display.MOST_ROWS)
        with release.reader(release.require_current(found)) as connection:
            columns, rows, is_cut = release.ask_some(connection, sql, most)
        if as_json:
            names = _apart(columns)
            display.print_json([dict(zip(names, row, strict=True)) for row in rows])
        elif as_csv:
            display.print_csv(columns, rows, excel)
        else:
            display.show_answer(columns, rows, vertical, [] if keys else _keys_to_hide(columns, sql))
            if is_cut and not limit:
                typer.echo(f"only the first {most} rows; --limit shows more, --csv and --json print all")


def _require_one_form(as_csv: bool, as_json: bool) -> None:
    if as_csv and as_json:
        raise BadUse("--csv or --json, not both")


def _readable(what: str, text: str) -> str:
    """A text as it was typed. Raises BadUse where its bytes are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadUse(f"{what} is not UTF-8") from None
    return text


def _apart(columns: list[str]) -> list[str]:
    """Names of columns, none twice: the second a is a_1."""
    found: list[str] = []
    for column in columns:
        name, times = column, 0
        while name in found or (times and name in columns):
            times += 1
            name = f"{column}_{times}"
        found.append(name)
    return found


def _choose_sql(sql: str, file: Path | None) -> str:
    """The query given as an argument or in a file. Raises BadUse."""
    if sql and file:
        raise BadUse("a query or --file, not both")
    if file is None:
        return sql
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUse(f"the query cannot be read: {error}") from error


def _keys_to_hide(columns: list[str], sql: str) -> list[str]:
    """Keys are for joins: a table has room for those only that the query names, or for keys alone."""
    keys = [column for column in columns if column.endswith("_key") and column not in sql]
    return keys if len(keys) < len(columns) else []


@app.command(context_settings={"ignore_unknown_options": True})  # -3.2 is a value
def correct(
    statement: Annotated[str, typer.Argument(help="A statement_key, or its first characters.")],
    column: Annotated[str, typer.Argument(help=f"What was misread: {', '.join(corrections.COLUMNS)}.")],
    value: Annotated[str, typer.Argument(help="What is right; numbers in the base unit, days as 2024-01-08.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")],
    home: HomeOption = None,
) -> None:
    """Record a correction of a misread statement; the next run applies it."""
    with _session(home, quiet=True) as (found, _), release.reader(release.require_current(found)) as connection:
        change = corrections.Change(column, _readable("the value", value), _readable("the reason", reason))
        typer.echo(safe(str(corrections.add(found, connection, statement, change))))


@app.command("explain")
def explain_statement(
    statement: Annotated[str, typer.Argument(help="A statement_key, or its first characters.")], home: HomeOption = None
) -> None:
    """Show the sentence of a statement, and which rule decided each attribute."""
    with _session(home, quiet=True) as (found, _), release.reader(release.require_current(found)) as connection:
        typer.echo(safe(explain.explain(connection, statement)))


@app.command("diff")
def show_difference(
    before: Annotated[
        str, typer.Argument(help="The older release. (default: the one before the newer)", show_default=False)
    ] = "",
    after: Annotated[
        str, typer.Argument(help="The newer release. (default: the current one)", show_default=False)
    ] = "",
    home: HomeOption = None,
    as_csv: Csv = False,
    as_json: Json = False,
) -> None:
    """List the statements that differ between two releases, and why."""
    with _session(home, quiet=True) as (found, _):
        _require_one_form(as_csv, as_json)
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
    """Show the current release, the last runs, how fresh each region is, and which files wait for a run."""
    with _session(home, quiet=True) as (found, _):
        facts = status.gather(found)
        display.print_json(facts) if as_json else status.show(facts)


@app.command("releases")
def show_releases(home: HomeOption = None, as_json: Json = False) -> None:
    """List the releases."""
    with _session(home, quiet=True) as (found, _):
        rows = status.list_releases(found)
    columns = ("release_id", "published_at", "statements", "checks_passed", "is_current")
    if as_json:
        display.print_json(rows)
    else:
        display.show_table("", columns, [[row[column] for column in columns] for row in rows])


@app.command()
def rollback(
    release_id: Annotated[
        str, typer.Argument(help="The release to return to. (default: the one before the current)", show_default=False)
    ] = "",
    home: HomeOption = None,
    as_json: Json = False,
) -> None:
    """Let `current` point to an earlier release."""
    with _session(home, quiet=False) as (found, shown):
        result = pipeline.rollback(Request(found, trigger=default_trigger(), display=shown), release_id or None)
    _end(result, as_json, quiet=False)


def _do(
    work: Callable[[Request], Result],
    home: Path | None,
    as_json: bool,
    quiet: bool,
    makes_home: bool = False,
    **asked: Any,
) -> None:
    with _session(home, quiet, makes_home=makes_home, reports=asked.get("reports")) as (found, shown):
        result = work(Request(found, trigger=default_trigger(), display=shown, **asked))
    _end(result, as_json, quiet)


def _end(result: Result, as_json: bool, quiet: bool) -> None:
    if as_json:
        display.print_json(status.describe(result))
    elif not quiet:
        status.show_result(result)
    raise typer.Exit(result.exit_code)


@contextmanager
def _session(
    home: Path | None, quiet: bool, timeout: float = 0, makes_home: bool = False, reports: Path | None = None
) -> Iterator[tuple[Home, Any]]:
    """The home and a display; errors become a line and an exit code, signals become errors.

    No home is made for reports that are not there.
    """
    found = Home.find(home)
    is_lost = reports is not None and not reports.is_dir()
    makes_home = makes_home and (found.path.is_dir() or not is_lost)
    display.start_logging(found, quiet, to_files=makes_home)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    signal.signal(signal.SIGALRM, _time_out)
    # Again every few seconds: what a signal raises while an object is finalized is lost.
    signal.setitimer(signal.ITIMER_REAL, timeout, 5)
    try:
        if not makes_home and not found.path.is_dir():
            there = f"warehouse in {found.path}; `keji run` makes one"
            raise BadUse(f"there is no {f'folder {reports}' if is_lost else there}")
        with display.display(quiet) as shown:
            yield found, shown
    except (KejiError, Stopped) as error:
        display.fail(str(error))
        raise typer.Exit(error.exit_code) from None
    except (BrokenPipeError, typer.Exit):  # whoever reads has read enough; whoever works knows the code
        raise
    except OSError as error:
        display.fail(str(error))
        raise typer.Exit(1) from None
    except Exception as error:
        display.fail_unexpectedly(error)
        raise typer.Exit(1) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(number: int, _: Any) -> None:
    raise Stopped(f"stopped by {signal.Signals(number).name}")


def _time_out(*_: Any) -> None:
    raise TimedOut("the time allowed is over")


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if any(ADDRESS.match(said) for before, said in pairwise(sys.argv) if before != "--postgres"):
        # Not the command's own error, which would show the address with its password.
        typer.echo(
            "an address of a database goes behind --postgres (it is not shown, for a password may be in it)", err=True
        )
        raise SystemExit(BadUse.exit_code)
    app()


if __name__ == "__main__":
    main()

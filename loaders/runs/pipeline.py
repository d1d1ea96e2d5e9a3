"""load > build > check > publish, and the record of it.

``run`` does all four, or nothing where neither the reports nor the project have changed since the newest release.
"""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import duckdb

from loaders.errors import BadUse, ChecksFailed, KejiError, Locked
from loaders.files import read_json, remove, write_json
from loaders.home import PROJECT, Home
from loaders.read import Inventory, Reject, take_inventory
from loaders.runs import lock, release
from loaders.runs.parsing import Parser
from loaders.runs.record import Record, recorded
from loaders.runs.release import Release
from loaders.warehouse import blame, checks, data_tests, dbt, raw, samples, state, store

logger = logging.getLogger(__name__)

REJECTED = 3  # exit code: published, but some inputs were rejected
MOST_ROUNDS = 5  # of building and checking; each sets aside what the one before found at fault


class Display(Protocol):
    """Where a run shows how far it is."""

    def begin(self, step: str) -> None: ...
    def advance(self, step: str, done: int, total: int) -> None: ...
    def end(self, step: str) -> None: ...


class NoDisplay:
    """Shows nothing."""

    def begin(self, step: str) -> None:
        return

    def advance(self, step: str, done: int, total: int) -> None:
        return

    def end(self, step: str) -> None:
        return


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    home: Home
    reports: Path = PROJECT / "reports"
    trigger: str = "manual"
    keep: int = release.KEEP
    force: bool = False  # build even where nothing has changed
    postgres: str = field(default="", repr=False)  # the URL of a database that gets each release too
    display: Display = field(default_factory=NoDisplay)


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended well."""

    record: state.Row
    release: Release | None = None

    @property
    def exit_code(self) -> int:
        return REJECTED if self.record.get("files_rejected") else 0


@dataclass(frozen=True, slots=True)
class _Run:
    """A run under way: the request, its record, and dbt in a child process."""

    request: Request
    record: Record
    dbt: dbt.Session

    @property
    def home(self) -> Home:
        return self.request.home

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.request.display.begin(name)
        with self.record.step(name):
            yield
        self.request.display.end(name)


@contextmanager
def _begin(request: Request, verb: str) -> Iterator[_Run]:
    with lock.hold(request.home, verb) as handle, recorded(request.home, verb, request.trigger) as record:
        release.repair(request.home)
        with closing(dbt.Session(request.home, handle)) as session:
            yield _Run(request, record, session)


def run(request: Request) -> Result:
    """Load, build, check and publish, unless nothing has changed."""
    _require_folder(request.reports)
    with _begin(request, "run") as this:
        inventory = _take_inventory(this)
        published = _find_unchanged(this, inventory)
        if published and not request.force:
            this.record.note(
                outcome="unchanged",
                release_id=published.release_id,
                files_new=0,
                files_changed=0,
                files_removed=0,
                files_unchanged=len(inventory.files),
                files_rejected=published.manifest.get("files_rejected", 0),
            )
            logger.info("nothing has changed since release %s", published.release_id)
        else:
            dbt.collect_seldom()
            _load(this, inventory)
            this.dbt.start()
            checks.import_expectations()
            _build(this, anew=request.force)
            _check(this)
            published = _publish(this)
        _publish_to_postgres(this)
        return Result(this.record.row, published)


def load(request: Request) -> Result:
    """Bring ``raw`` of the build database up to the reports folder."""
    _require_folder(request.reports)
    with _begin(request, "load") as this:
        _load(this, _take_inventory(this))
        return Result(this.record.row)


def build(request: Request) -> Result:
    """Build the models."""
    with _begin(request, "build") as this:
        _require_database(this.home)
        _build(this)
        return Result(this.record.row)


def check(request: Request) -> Result:
    """Run every check on the build database. Raises ChecksFailed."""
    with _begin(request, "check") as this:
        _require_database(this.home)
        store.forget_checked(this.home)
        _check(this)
        return Result(this.record.row)


def publish(request: Request) -> Result:
    """Publish the build database, if its checks have passed."""
    with _begin(request, "publish") as this:
        published = _publish(this)
        _publish_to_postgres(this)
        return Result(this.record.row, published)


def rollback(request: Request, release_id: str | None) -> Result:
    """Turn ``current`` back. A later run that finds nothing changed leaves it there."""
    with _begin(request, "rollback") as this:
        found = release.rollback(this.home, release_id)
        this.record.note(outcome="done", release_id=found.release_id)
        return Result(this.record.row, found)


def retry(work: Callable[[], Result], retries: int, wait: Callable[[float], None] = time.sleep) -> Result:
    """Try again what failed for reasons that may pass; a failed check will fail again."""
    for attempt in range(retries):
        try:
            return work()
        except (BadUse, ChecksFailed, Locked):
            raise
        except KejiError as error:
            pause = min(5.0 * 2**attempt, 300.0)
            logger.warning("%s; trying again in %.0f s", error, pause)
            wait(pause)
    return work()


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise BadUse(f"there is no folder {folder}")


def _require_database(home: Home) -> None:
    if not home.database.exists():
        raise BadUse(f"nothing has been loaded in {home.path} yet; `keji load` comes first")


def _take_inventory(this: _Run) -> Inventory:
    this.record.note(reports_folder=str(this.request.reports))
    with this.step("read"):
        inventory = take_inventory(this.request.reports)
    if not inventory.files and not inventory.rejects:
        raise BadUse(f"there is no report in {this.request.reports}")
    held = [row["document_id"] for row in state.versions(this.home)]
    samples.require_room(this.request.reports, held, [file.document_id for file in inventory.files])
    return inventory


def _find_unchanged(this: _Run, inventory: Inventory) -> Release | None:
    """The newest release, if it was made of just these inputs by just this project."""
    whole = release.releases(this.home)
    if whole and whole[-1].manifest.get("fingerprint") == fingerprint(this.home, inventory):
        return whole[-1]
    return None


def fingerprint(home: Home, inventory: Inventory) -> str:
    """A hash of all that a release is made of: reports, loaders, lexicons, models, checks, pinned packages."""
    parts = [raw.PARSER_VERSION]
    parts += sorted(f"{file.file_name}\t{file.document_id}\t{file.sidecar_hash}" for file in inventory.files)
    parts += sorted(f"{reject.file_name}\t{reject.reason}" for reject in inventory.rejects)
    for path in _project_files(home):
        parts.append(f"{path.as_posix()}\t{hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


MADE_OF: tuple[str, ...] = (
    *("loaders/**/*.py", "models/**/*.*", "macros/**/*.sql", "seeds/**/*.*"),
    *("tests/dbt/**/*.*", "tests/expectations/**/*.py"),
    *("dbt_project.yml", "profiles.yml", "requirements.lock"),
)


def _project_files(home: Home) -> list[Path]:
    own = [home.corrections] if home.corrections.is_file() else []
    return own + [path for pattern in MADE_OF for path in sorted(PROJECT.glob(pattern)) if path.is_file()]


def _hash(paths: list[Path]) -> str:
    """A hash of some files, so that two releases can be told apart by what they were made of."""
    return hashlib.sha256(b"\0".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)).hexdigest()


def _load(this: _Run, inventory: Inventory) -> None:
    from loaders.lexicon import hash_lexicon  # noqa: PLC0415
    from loaders.warehouse import seeds  # not needed where nothing has changed  # noqa: PLC0415

    home, reports = this.home, this.request.reports
    remove(home.verdict)
    with this.step("load"):
        if not store.has_done(home, _hash(_project_files(home)), "built"):
            seeds.check(PROJECT / "seeds")
        done = 0

        def advance(files: int) -> None:
            nonlocal done
            done += files
            this.request.display.advance("load", done, len(inventory.files))

        stamp = store.Stamp(hash_lexicon(PROJECT / "seeds"), _hash(_project_files(home)))
        loaded = store.load(home, inventory, Parser(reports).parse, stamp, advance)
    made_of = {
        "fingerprint": fingerprint(home, inventory),
        "project_hash": stamp.project_hash,
        "seeds_hash": _hash(sorted((PROJECT / "seeds").rglob("*.csv"))),
        "corrections_hash": _hash([home.corrections] if home.corrections.is_file() else []),
    }
    write_json(home.build / "loaded.json", made_of)
    this.record.note(
        lexicon_hash=stamp.lexicon_hash,
        files_new=loaded.new,
        files_changed=loaded.changed,
        files_removed=loaded.removed,
        files_rejected=loaded.rejected,
        files_unchanged=loaded.unchanged,
    )
    _require_reports(this)


def _require_reports(this: _Run) -> None:
    """An empty release never replaces a full one."""
    with store.connect(this.home, read_only=True) as connection:
        if release.current(this.home) and not store.is_anything_current(connection):
            raise KejiError(
                f"not one report could be read in {this.request.reports}; an empty release would replace a full one"
            )


def _build(this: _Run, anew: bool = False) -> None:
    """Build the models; documents that break one are set aside, and the rest is built."""
    from loaders.warehouse import seeds  # noqa: PLC0415

    remove(this.home.verdict)
    is_built = store.has_done(this.home, _hash(_project_files(this.home)), "built")
    if not is_built:
        seeds.check(PROJECT / "seeds")
    store.keep_models(this.home, _hash(_project_files(this.home)), anew)
    with this.step("build"):
        for _ in range(MOST_ROUNDS):
            command = dbt.BUILD_AGAIN if is_built and not anew else dbt.BUILD
            broken = [node for node in _dbt(this, "build", command) if node.is_bad]
            if not broken:
                break
            _set_aside_breakers(this, broken)
        else:
            raise KejiError(_describe_broken(broken))
    store.note_done(this.home, "built")
    with store.connect(this.home, read_only=True) as connection:
        suspects = store.count_suspects(connection)
    this.record.note(table_rows=store.table_rows(this.home), statements_suspect=suspects)


def _describe_broken(broken: list[dbt.Node]) -> str:
    return "\n".join(["the build failed:", *dbt.bad_nodes(broken)])


def _set_aside_breakers(this: _Run, broken: list[dbt.Node]) -> None:
    """Find the documents with which models cannot be built. Raises KejiError where it is not for them."""
    models = [node.name for node in broken if node.kind == "model"]
    if not models:
        raise KejiError(_describe_broken(broken))
    with store.connect(this.home, read_only=True) as connection:
        documents = store.admitted(connection)

    def breaks(some: Sequence[str]) -> bool:
        with store.connect(this.home) as connection:
            store.admit_only(connection, documents, some)
        nodes = this.dbt.run(["run", "--select", *(f"+{name}" for name in models)])
        return any(node.is_bad for node in nodes)

    logger.warning("%s cannot be built; looking for the documents that break it", ", ".join(models))
    try:
        breakers = blame.find_breakers(documents, breaks)
    finally:
        with store.connect(this.home) as connection:
            store.admit_only(connection, documents, documents)
    if not breakers:
        raise KejiError(f"{_describe_broken(broken)}\nno document explains why")
    detail = f"{', '.join(models)} cannot be built with it: {' '.join(broken[0].message.split())}"
    _set_aside(this, "build", "build_failed", [blame.Blame(document_id, detail) for document_id in breakers])


def _set_aside(this: _Run, stage: str, reason: str, blamed: list[blame.Blame]) -> None:
    project_hash = read_json(this.home.build / "loaded.json").get("project_hash", "")
    with store.connect(this.home) as connection:
        names = store.file_names(connection)
        rejects = [
            Reject(names[each.document_id], each.document_id, reason, each.detail, stage=stage, sentence=each.sentence)
            for each in blamed
        ]
        store.set_aside(connection, rejects, project_hash)
        this.record.note(files_rejected=store.count_rejected(connection))
        is_empty = not store.is_anything_current(connection)
    for reject in rejects:
        logger.warning("%s is set aside: %s", reject.file_name, reject.detail)
    if is_empty:
        told = "\n".join(f"{reject.file_name}: {reject.detail}" for reject in rejects)
        raise KejiError(f"every report was set aside, and nothing is left to publish:\n{told}")


def _check(this: _Run) -> None:
    """Run every check; documents that fail one are set aside, and the rest is built and checked anew."""
    for _ in range(MOST_ROUNDS):
        failed = _check_once(this)
        if not failed:
            return
        with store.connect(this.home, read_only=True) as connection:
            names = store.file_names(connection)
            blamed = [_blame(connection, found) for _, found in failed]
        if not all(blamed):
            break
        by_document = {each.document_id: each for several in reversed(blamed) for each in several}
        _set_aside(this, "check", "check_failed", list(by_document.values()))
        _build(this)
    lines = [_describe_check(row, several, names) for (row, _), several in zip(failed, blamed, strict=True)]
    raise ChecksFailed("\n".join(["checks failed:", *lines]))


Found = dbt.Node | list[tuple[str, str]]  # what a check of dbt found, or documents and what is wrong with each


def _blame(connection: duckdb.DuckDBPyConnection, found: Found) -> list[blame.Blame]:
    if isinstance(found, dbt.Node):
        return blame.blame_rows(connection, found)
    return [blame.Blame(document_id, detail) for document_id, detail in found]


def _check_once(this: _Run) -> list[tuple[state.Row, Found]]:
    """Run every check and record it; those that failed, with what they found. The verdict is written if none did."""
    home = this.home
    remove(home.verdict)
    with this.step("check"):
        expected = checks.run_expectations(home)  # goes on while dbt tests
        found: list[tuple[state.Row, Found]] = list(checks.run_identities(home))
        found += [(checks.describe(node), node) for node in _test(this)]
        found += [(row, []) for row in expected]
        rows = [{**row, "run_id": this.record.run_id} for row, _ in found]
        state.save_checks(home, this.record.run_id, rows)
        counts = Counter(row["outcome"] for row in rows)
        failed = [(row, what) for row, what in found if row["outcome"] in checks.BAD]
        this.record.note(checks_passed=counts["pass"], checks_warned=counts["warn"], checks_failed=len(failed))
        if failed:
            return failed
        with store.connect(home) as connection:
            store.refresh_state(home, connection)
            store.note_checked(connection)
        broken = [node for node in this.dbt.run(dbt.CHECK_RESULTS) if node.is_bad]
        if broken:
            raise KejiError(_describe_broken(broken))
    write_json(home.verdict, {"run_id": this.record.run_id, "checks": counts})
    return []


def _test(this: _Run) -> list[dbt.Node]:
    """The tests of dbt: compiled once for a state of the project, and run by dbt where they find anything."""

    def advance(done: int, total: int) -> None:
        this.request.display.advance("check", done, total)

    if not store.has_done(this.home, _hash(_project_files(this.home)), "built", "compiled"):
        if any(node.is_bad for node in this.dbt.run(dbt.COMPILE_TESTS)):
            return _dbt(this, "check", dbt.TEST)
        store.note_done(this.home, "compiled")
    found = data_tests.run(this.home, advance)
    if found is None:
        return _dbt(this, "check", dbt.TEST)
    passed, others = found
    return passed + (_dbt(this, "check", [*dbt.TEST, "--select", *others]) if others else [])


def _describe_check(row: state.Row, blamed: Sequence[blame.Blame], names: dict[str, str]) -> str:
    """A failed check, and the files and sentences at fault."""
    said = [f"    {names[each.document_id]}: {each.sentence or 'the whole file'}" for each in blamed]
    return "\n".join(
        [f"{row['check_tool']} {row['check_name']}: {row['rows_failed']} rows. {row['message']}".rstrip(), *said]
    )


def _dbt(this: _Run, step: str, command: list[str]) -> list[dbt.Node]:
    def advance(done: int, total: int) -> None:
        this.request.display.advance(step, done, total)

    return this.dbt.run(command, advance)


def _publish(this: _Run) -> Release:
    home, record = this.home, this.record
    verdict, loaded = read_json(home.verdict), read_json(home.build / "loaded.json")
    if not {"run_id", "checks"} <= verdict.keys() or "fingerprint" not in loaded:
        raise ChecksFailed("the build database has not passed its checks; `keji check` comes first")
    with store.connect(home, read_only=True) as connection:
        record.note(files_rejected=store.count_rejected(connection))
    whole = release.releases(home)
    if whole and whole[-1].manifest["checks"].get("run_id") == verdict["run_id"]:
        logger.info("release %s is this build already", whole[-1].release_id)
        record.note(outcome="unchanged", release_id=whole[-1].release_id)
        return whole[-1]
    with this.step("publish"):
        published = release.publish(home, record.row, _manifest(record.row, loaded, verdict))
    record.note(outcome="published", release_id=published.release_id)
    gone = release.prune(home, this.request.keep)
    if gone:
        logger.info("old releases removed: %s", ", ".join(gone))
    return published


def _publish_to_postgres(this: _Run) -> None:
    if this.request.postgres:
        from loaders.runs import postgres  # brings a driver that few runs need  # noqa: PLC0415

        with this.step("postgres"):
            postgres.publish(this.home, this.request.postgres)


def _manifest(run_row: state.Row, loaded: dict[str, Any], verdict: dict[str, Any]) -> dict[str, Any]:
    versions = ("keji_version", "parser_version", "lexicon_hash", "dbt_version", "duckdb_version", "git_commit")
    return {
        "run_id": run_row["run_id"],
        "fingerprint": loaded["fingerprint"],
        "files_rejected": run_row["files_rejected"],
        "checks": {"run_id": verdict["run_id"], **verdict["checks"]},
        "versions": {
            **{name: run_row.get(name) for name in versions},
            "seeds_hash": loaded.get("seeds_hash"),
            "corrections_hash": loaded.get("corrections_hash"),
        },
    }

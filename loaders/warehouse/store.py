"""Rows -> ``raw.*`` of the build database: only what is new or changed is parsed.

``raw`` holds every content that was ever loaded, for a report that is changed or removed leaves the current facts but
not history: its text is kept in the state, so that history outlives a rebuild. ``raw.document_versions`` says what is
present; what follows from that depends on the folder's content alone, not on the order or the number of loads.
"""

import logging
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import md5
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from loaders.errors import KejiError
from loaders.files import read_json, remove, write_json, write_whole
from loaders.home import Home
from loaders.read import File, Inventory, NotAReport, Reject, content_of
from loaders.read.sidecar import SUFFIX
from loaders.runs.parsing import Parsed
from loaders.warehouse import corrections, naming, raw, samples, state

logger = logging.getLogger(__name__)

BATCH = 200  # files parsed and stored at a time: what is lost at most when a load is broken off

# The models that are kept from build to build (macros/kept.sql), and the column of each that tells the document.
KEPT = {
    **{
        f"intermediate.{name}": "document_id"
        for name in (
            *("int_statements_decided", "int_statement_features", "int_statements"),
            *("int_statement_intervals", "int_numerals"),
        )
    },
    **{f"marts.{name}": "document_key" for name in ("dim_sentence", "fct_numerals", "fct_statements")},
    "reporting.rpt_statements": "document_key",
}

Parse = Callable[[Sequence[File]], Iterator[Parsed]]


# Of a table with a document_id, the rows of documents that were not set aside.
ADMITTED = """document_id not in
    (select document_id from raw.rejects where stage in ('build', 'check') and document_id is not null)"""
# Of those, the ones that have not passed the checks of the same project.
UNCHECKED = f"{ADMITTED} and document_id not in (select document_id from raw.checked_documents)"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in files."""

    new: int
    changed: int
    removed: int
    unchanged: int
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a load is made by: another lexicon reads every file again, another project tries again what was set aside."""

    lexicon_hash: str
    project_hash: str = ""


@contextmanager
def connect(home: Home, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build database."""
    home.build.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(home.database), read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def load(
    home: Home,
    inventory: Inventory,
    parse: Parse,
    stamp: Stamp,
    advance: Callable[[int], None] = lambda files: None,
) -> Loaded:
    """Bring ``raw`` up to the inventory. ``advance`` is told how many more files are done."""
    now = datetime.now(UTC).replace(tzinfo=None)
    before = {row["document_id"]: row for row in state.versions(home)}
    inventory = naming.as_before(inventory, before)
    present = {file.document_id: file for file in inventory.files}
    for document_id in samples.outlived(before, present):
        del before[document_id]
        remove(state.archive(home, document_id))
    files = naming.with_names([*inventory.files, *_archived(home, present, before)], before)
    _discard_corrupt(home)
    with connect(home) as connection:
        _create_tables(connection)
        fresh = _take_out_stale(connection, files, (raw.PARSER_VERSION, stamp.lexicon_hash))
        advance(len(files) - len(fresh))
        rejects = [*inventory.rejects]
        outcomes = parse(fresh) if fresh else iter(())
        while batch := list(islice(outcomes, BATCH)):
            _insert(connection, batch, now)
            rejects += [outcome.reject for outcome in batch if outcome.reject and outcome.file.document_id in present]
            advance(len(batch))
        aside = _set_aside_before(connection, files, present, stamp.project_hash)
        parsed = {row[0] for row in connection.execute("select document_id from raw.documents").fetchall()}
        readable = [file for file in inventory.files if file.document_id in parsed]
        loaded = _record_versions(home, readable, before, str(now))
        corrected, misfits = corrections.check(home, connection)
        _replace_table(connection, "corrections", corrected)
        _replace_rejects(connection, [*rejects, *aside, *misfits], now, stamp.project_hash)
        refresh_state(home, connection)
        return replace(loaded, rejected=count_rejected(connection))


def set_aside(connection: duckdb.DuckDBPyConnection, rejects: list[Reject], project_hash: str) -> None:
    """Keep documents from the models: their rows stay in ``raw``, and the views that the models read pass over them.

    A document that lies in the folder no more is history: that it is refused is noted, and no error.
    """
    present = connection.execute("select document_id from raw.document_versions where is_present").fetchall()
    known = {row[0] for row in present}
    now = datetime.now(UTC).replace(tzinfo=None)
    found = [replace(reject, is_error=reject.document_id in known) for reject in rejects]
    _replace_rejects(connection, [*_rejects(connection), *found], now, project_hash)


def admit_only(connection: duckdb.DuckDBPyConnection, documents: Sequence[str], some: Sequence[str]) -> None:
    """Let the models see but some of the documents for a while; those of ``documents`` were all admitted."""
    others = sorted(set(documents) - set(some))
    connection.execute(
        "delete from raw.rejects where stage in ('build', 'check') and list_contains(?, document_id)", [list(documents)]
    )
    connection.execute("insert into raw.rejects by name select unnest(?) as document_id, 'build' as stage", [others])


def admitted(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents that the models see, in the order of their hashes."""
    query = f"select document_id from raw.documents where {ADMITTED} order by document_id"
    return [row[0] for row in connection.execute(query).fetchall()]


def is_anything_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a document that lies in the folder is seen by the models."""
    found = connection.execute(
        "select document_id from raw.document_versions where is_present and list_contains(?, document_id) limit 1",
        [admitted(connection)],
    )
    return bool(found.fetchall())


def file_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The file that each document was read from."""
    return dict(connection.execute("select document_id, file_name from raw.documents").fetchall())


def count_rejected(connection: duckdb.DuckDBPyConnection) -> int:
    """How many rows of ``raw.rejects`` say that something is missing."""
    [(count,)] = connection.execute("select count(*) from raw.rejects where is_error").fetchall()
    return int(count)


def _archived(home: Home, present: Container[str], before: dict[str, state.Row]) -> list[File]:
    """Contents that were loaded once and lie in the folder no more."""
    for older in (home.state / "documents").glob("*.txt"):
        older.replace(older.with_suffix(""))  # of a time when every report was a text file
    gone = ((row["file_name"], document_id) for document_id, row in before.items() if document_id not in present)
    return [
        _out_of_archive(home, name, document_id)
        for name, document_id in gone
        if state.archive(home, document_id).is_file()
    ]


def _out_of_archive(home: Home, name: str, document_id: str) -> File:
    path = state.archive(home, document_id)
    sidecar = path.with_name(path.name + SUFFIX)
    return File(name, path, document_id, (), sidecar.read_text(encoding="utf-8") if sidecar.is_file() else "")


def _keep(archive: Path, file: File) -> None:
    """Keep the bytes of a report, and its sidecar as it is now."""
    if not archive.exists():
        try:
            content = content_of(file)
        except NotAReport as error:
            logger.warning("%s cannot be kept for later: %s", file.file_name, error.detail)
            return
        write_whole(archive, lambda draft: draft.write_bytes(content))
    sidecar = archive.with_name(archive.name + SUFFIX)
    if file.sidecar:
        write_whole(sidecar, lambda draft: draft.write_text(file.sidecar, encoding="utf-8"))
    else:
        sidecar.unlink(missing_ok=True)


def refresh_state(home: Home, connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the record of runs, checks and versions into ``raw``, where the models find it."""
    for name, table in state.tables(home).items():
        _replace_table(connection, name, table)


def _replace_table(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("new_table", table)
    connection.execute(f'create or replace table raw."{name}" as select * from new_table')
    connection.unregister("new_table")


def table_rows(home: Home) -> dict[str, int]:
    """Rows of every table of the build database."""
    with connect(home, read_only=True) as connection:
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal order by all"
        ).fetchall()
        count = {f"{schema}.{table}": f'select count(*) from "{schema}"."{table}"' for schema, table in names}
        return {name: connection.execute(query).fetchall()[0][0] for name, query in count.items()}


def count_suspects(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Current statements that are marked as odd; None where the star is not built, or is that of an older keji."""
    column = "('marts', 'fct_statements', 'is_suspect')"
    there = f"select 1 from duckdb_columns() where (schema_name, table_name, column_name) = {column}"
    if not connection.execute(there).fetchall():
        return None
    count = "select count(*) from marts.fct_statements where is_current and is_suspect"
    return int(connection.execute(count).fetchall()[0][0])


def _discard_corrupt(home: Home) -> None:
    """A build database that cannot be read to its end is thrown away: all in it can be made again."""
    if not home.database.exists():
        remove(_note(home))
        return
    try:
        with connect(home) as connection:
            for name in raw.TABLES:
                if _columns(connection, name):
                    connection.execute(f'select sum(hash(each)) from raw."{name}" as each').fetchall()
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise KejiError(f"someone else has the build database open: {error}") from error
        logger.warning("the build database cannot be read and is made anew: %s", error)
        remove(home.database)
        remove(home.database.with_name(home.database.name + ".wal"))
        remove(_note(home))


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of ``raw``; where a schema has changed, everything is loaded anew."""
    connection.execute("create schema if not exists raw")
    for name, schema in raw.TABLES.items():
        empty = schema.empty_table()
        expected = connection.from_arrow(empty)
        found = _columns(connection, name)
        if found and found != list(zip(expected.columns, map(str, expected.types), strict=True)):
            logger.info("the tables of raw have changed: everything is loaded anew")
            connection.execute("drop schema raw cascade")
            return _create_tables(connection)
        connection.register("empty_table", empty)
        connection.execute(f'create table if not exists raw."{name}" as select * from empty_table')
        connection.unregister("empty_table")
    connection.execute("create table if not exists raw.checked_documents (document_id varchar)")
    for name in raw.TABLES:
        if name != "rejects":  # the models read these views
            connection.execute(
                f'create or replace view raw."admitted_{name}" as select * from raw."{name}" where {ADMITTED}'
            )
    return None


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    return connection.execute(
        """
        select column_name, data_type from duckdb_columns()
        where schema_name = 'raw' and table_name = ?
        order by column_index
        """,
        [table],
    ).fetchall()


def _take_out_stale(connection: duckdb.DuckDBPyConnection, files: list[File], stamp: tuple[str, str]) -> list[File]:
    """Delete what is gone, renamed, or parsed by another parser or lexicon; gives the files that are to be parsed."""
    rows = connection.execute(
        "select document_id, file_name, report, sidecar_hash, parser_version, lexicon_hash from raw.documents"
    ).fetchall()
    wanted = {(file.document_id, file.file_name, file.report, file.sidecar_hash): file for file in files}
    kept = {row[:4] for row in rows if row[:4] in wanted and row[4:] == stamp}
    _delete(connection, {row[0] for row in rows if row[:4] not in kept})
    return [file for known, file in wanted.items() if known not in kept]


def _insert(connection: duckdb.DuckDBPyConnection, batch: list[Parsed], now: datetime) -> None:
    """Store the rows of a batch of files, all or none."""
    connection.begin()
    for name in raw.TABLES:
        tables = [outcome.tables[name] for outcome in batch if name in outcome.tables]
        if tables:
            connection.register("new_rows", pa.concat_tables(tables))
            loaded_at = "replace (cast(? as timestamp) as loaded_at)" if name == "documents" else ""
            connection.execute(
                f'insert into raw."{name}" by name select * {loaded_at} from new_rows', [now] if loaded_at else []
            )
            connection.unregister("new_rows")
    connection.commit()


def _delete(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str | None]) -> None:
    """Delete documents, and what the models keep of them."""
    tables = {f'raw."{name}"': "document_id" for name in (*raw.TABLES, "checked_documents") if name != "rejects"}
    tables |= _by_document(connection)
    gone = sorted(filter(None, document_ids))
    keys = [md5(document_id.encode(), usedforsecurity=False).hexdigest() for document_id in gone]
    connection.begin()
    for table, column in tables.items():
        connection.execute(
            f"delete from {table} where list_contains(?, {column})", [keys if column == "document_key" else gone]
        )
    connection.commit()


def _kept(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The models that are kept, as far as they are there."""
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
    return {name: KEPT[name] for (name,) in found if name in KEPT}


def _by_document(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Those of them that have the column; a keji before this one made some without it, and all of its go before the build."""
    found = connection.execute("select schema_name || '.' || table_name, column_name from duckdb_columns()").fetchall()
    return {name: column for name, column in found if KEPT.get(name) == column}


def keep_models(home: Home, project_hash: str, anew: bool = False) -> None:
    """Let the models keep what they know of each document, unless it was by another project, or all is asked anew."""
    if anew or not has_done(home, project_hash):
        with connect(home) as connection:
            for name in _kept(connection):
                connection.execute(f"drop table {name}")
            connection.execute("delete from raw.checked_documents")
        write_json(_note(home), {"project_hash": project_hash})


def has_done(home: Home, project_hash: str, *steps: str) -> bool:
    """Whether what the models keep is this project's, and it has come to the end of some steps: built, compiled."""
    note = read_json(_note(home))
    return note.get("project_hash") == project_hash and all(note.get(step) for step in steps)


def note_done(home: Home, step: str) -> None:
    """Note that the project has come to the end of a step."""
    write_json(_note(home), {**read_json(_note(home)), step: True})


def _note(home: Home) -> Path:
    return home.build / "kept.json"


def note_checked(connection: duckdb.DuckDBPyConnection) -> None:
    """All documents that the models see have passed the checks: those of a document alone need not be made again."""
    connection.execute(f"insert into raw.checked_documents select document_id from raw.documents where {UNCHECKED}")


def forget_checked(home: Home) -> None:
    """Let every document be checked anew."""
    with connect(home) as connection:
        _create_tables(connection)
        connection.execute("delete from raw.checked_documents")


def _set_aside_before(
    connection: duckdb.DuckDBPyConnection, files: list[File], present: Container[str | None], project_hash: str
) -> list[Reject]:
    """What the same project set aside before, of the documents that are loaded still, by their present names."""
    names = {file.document_id: file.file_name for file in files}
    return [
        replace(reject, file_name=names[reject.document_id], is_error=reject.document_id in present)
        for reject in _rejects(connection, project_hash)
        if reject.document_id in names and reject.stage in ("build", "check")
    ]


def _rejects(connection: duckdb.DuckDBPyConnection, project_hash: str | None = None) -> list[Reject]:
    """The rows of ``raw.rejects``; with a hash, those of that project only."""
    found = connection.execute(
        """
        select file_name, document_id, reason, detail, is_error, stage, sentence
        from raw.rejects
        where project_hash = coalesce(?, project_hash)
        order by file_name, ordinal
        """,
        [project_hash],
    ).fetchall()
    return [Reject(*row) for row in found]


def _replace_rejects(
    connection: duckdb.DuckDBPyConnection, rejects: list[Reject], now: datetime, project_hash: str
) -> None:
    ordinals: Counter[str] = Counter()
    rows = []
    for reject in sorted(rejects, key=lambda reject: reject.file_name):
        rows.append(
            {
                **asdict(reject),
                "ordinal": ordinals[reject.file_name],
                "project_hash": project_hash,
                "rejected_at": now,
            }
        )
        ordinals[reject.file_name] += 1
    _replace_table(connection, "rejects", pa.Table.from_pylist(rows, raw.TABLES["rejects"]))


def _record_versions(home: Home, present: list[File], before: dict[str, state.Row], now: str) -> Loaded:
    """Archive what is new, note what is gone since the last load, and count the files."""
    after = {document_id: {**row, "is_present": False} for document_id, row in before.items()}
    for file in present:
        _keep(state.archive(home, file.document_id), file)
        known = {"document_id": file.document_id, "first_seen_at": now, **before.get(file.document_id, {})}
        after[file.document_id] = {**known, "file_name": file.file_name, "is_present": True}
    for document_id, row in after.items():
        if row["is_present"] != before.get(document_id, {}).get("is_present"):
            row["changed_at"] = now
    state.save_versions(home, [after[document_id] for document_id in sorted(after)])
    return _count_files(before, after)


def _count_files(before: dict[str, state.Row], after: dict[str, state.Row]) -> Loaded:
    old = {row["file_name"]: document_id for document_id, row in before.items() if row["is_present"]}
    new = {row["file_name"]: document_id for document_id, row in after.items() if row["is_present"]}
    both = old.keys() & new.keys()
    changed = sum(old[name] != new[name] for name in both)
    return Loaded(
        new=len(new.keys() - old.keys()),
        changed=changed,
        removed=len(old.keys() - new.keys()),
        unchanged=len(both) - changed,
    )

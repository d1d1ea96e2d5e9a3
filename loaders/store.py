"""Rows -> ``raw.*`` of the build database: only what is new or changed is parsed.

``raw`` holds every content that was ever loaded, for a report that is changed or removed leaves the current facts but
not history: its text is kept in the state, so that history outlives a rebuild. ``raw.document_versions`` says what is
present; what follows from that depends on the folder's content alone, not on the order or the number of loads.
"""

import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from loaders import corrections, raw, state
from loaders.errors import KejiError
from loaders.files import remove, write_whole
from loaders.home import Home
from loaders.read import File, Inventory, NotAReport, Reject

logger = logging.getLogger(__name__)

BATCH = 200  # files parsed and stored at a time: what is lost at most when a load is broken off

Rows = dict[str, list[dict[str, Any]]]
Parse = Callable[[File], Rows]  # raises NotAReport


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in files."""

    new: int
    changed: int
    removed: int
    unchanged: int
    rejected: int = 0


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
    lexicon_hash: str,
    advance: Callable[[int], None] = lambda files: None,
) -> Loaded:
    """Bring ``raw`` up to the inventory. ``advance`` is told how many more files are done."""
    now = datetime.now(UTC).replace(tzinfo=None)
    before = {row["document_id"]: row for row in state.versions(home)}
    present = {file.document_id for file in inventory.files}
    files = [*inventory.files, *_archived(home, present, before)]
    _discard_corrupt(home)
    with connect(home) as connection:
        _create_tables(connection)
        fresh = _take_out_stale(connection, files, (raw.PARSER_VERSION, lexicon_hash))
        advance(len(files) - len(fresh))
        rejects = [*inventory.rejects]
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            rows, turned_away = _parse_batch(batch, parse)
            rejects += [reject for reject in turned_away if reject.document_id in present]
            _insert(connection, rows, now)
            advance(len(batch))
        parsed = {row[0] for row in connection.execute("select document_id from raw.documents").fetchall()}
        readable = [file for file in inventory.files if file.document_id in parsed]
        loaded = _record_versions(home, readable, before, str(now))
        _replace_rejects(connection, rejects, now)
        _replace_table(connection, "corrections", corrections.read(home))
        refresh_state(home, connection)
    return replace(loaded, rejected=sum(reject.is_error for reject in rejects))


def _archived(home: Home, present: set[str], before: dict[str, state.Row]) -> list[File]:
    """Contents that were loaded once and lie in the folder no more."""
    found = (File(row["file_name"], _archive(home, document_id), document_id) for document_id, row in before.items())
    return [file for file in found if file.document_id not in present and file.path.is_file()]


def _archive(home: Home, document_id: str) -> Path:
    return home.state / "documents" / f"{document_id}.txt"


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


def _discard_corrupt(home: Home) -> None:
    """A build database that cannot be read to its end is thrown away: all in it can be made again."""
    if not home.database.exists():
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
        "select document_id, file_name, parser_version, lexicon_hash from raw.documents"
    ).fetchall()
    wanted = {(file.document_id, file.file_name) for file in files}
    kept = {row[:2] for row in rows if row[:2] in wanted and row[2:] == stamp}
    _delete(connection, {row[0] for row in rows if row[:2] not in kept})
    return [file for file in files if (file.document_id, file.file_name) not in kept]


def _parse_batch(files: list[File], parse: Parse) -> tuple[Rows, list[Reject]]:
    rows: Rows = defaultdict(list)
    rejects = []
    for file in files:
        try:
            for table, more in parse(file).items():
                rows[table] += more
        except NotAReport as error:
            rejects.append(Reject(file.file_name, file.document_id, error.reason, error.detail))
    return rows, rejects


def _insert(connection: duckdb.DuckDBPyConnection, rows: Rows, now: datetime) -> None:
    """Store the rows of a batch, all or none."""
    for document in rows.get("documents", []):
        document["loaded_at"] = now
    connection.begin()
    for name, more in rows.items():
        connection.register("new_rows", pa.Table.from_pylist(more, raw.TABLES[name]))
        connection.execute(f'insert into raw."{name}" by name select * from new_rows')
        connection.unregister("new_rows")
    connection.commit()


def _delete(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str | None]) -> None:
    connection.begin()
    for name in raw.TABLES:
        if name != "rejects":
            connection.execute(
                f'delete from raw."{name}" where list_contains(?, document_id)', [sorted(filter(None, document_ids))]
            )
    connection.commit()


def _replace_rejects(connection: duckdb.DuckDBPyConnection, rejects: list[Reject], now: datetime) -> None:
    rows = [
        {
            "file_name": reject.file_name,
            "document_id": reject.document_id,
            "reason": reject.reason,
            "detail": reject.detail,
            "is_error": reject.is_error,
            "rejected_at": now,
        }
        for reject in sorted(rejects, key=lambda reject: reject.file_name)
    ]
    connection.execute("delete from raw.rejects")
    _insert(connection, {"rejects": rows}, now)


def _record_versions(home: Home, present: list[File], before: dict[str, state.Row], now: str) -> Loaded:
    """Archive what is new, note what is gone since the last load, and count the files."""
    after = {document_id: {**row, "is_present": False} for document_id, row in before.items()}
    for file in present:
        archive = _archive(home, file.document_id)
        if not archive.exists():
            write_whole(archive, partial(shutil.copyfile, file.path))
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

"""Publish what passed its checks, take it back, clear away what is old.

A release is a folder that appears whole: it is written as a draft, flushed to disk, given its name, and only then does
the link ``current`` turn to it. Readers hold on to the files they have opened. Releases are numbered, so that a clock
that was set back confuses nobody.
"""

import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.errors import BadUse, KejiError
from loaders.files import flush, point, remove, write_json
from loaders.home import Home
from loaders.warehouse import catalog, comments, state
from loaders.warehouse.catalog import Table, literal

logger = logging.getLogger(__name__)

KEEP = 10
DRAFT = ".draft-"
REQUIRED = {"published_at", "checks", "tables"}  # of a manifest
ID = re.compile(r"(\d{6,})-\d{8}T\d{6}Z")
STORAGE = "storage_version 'v1.3.0', block_size {block_size}"  # files in this format open in DuckDB 1.3 and later
# Every column takes a block at least, so that a few reports take the least room in small ones. In them DuckDB does not pack
# integers, and packing takes it half as long again.
SMALL_BLOCK, LARGE_BLOCK = 16_384, 65_536
MANY_ROWS = 300_000  # of all tables: from here on large blocks take less room


@dataclass(frozen=True, slots=True)
class Release:
    """A published folder with its manifest."""

    path: Path
    manifest: dict[str, Any]

    @property
    def release_id(self) -> str:
        return self.path.name

    @property
    def database(self) -> Path:
        return self.path / "warehouse.duckdb"

    @property
    def month(self) -> str:
        return str(self.manifest["published_at"])[:7]


MEMORY = "1GB"  # for sorting tables; what takes more is put down beside the build
Config = dict[str, str | bool | int | float | list[str]]
# What a reader is given: it cannot write, nor reach another file, nor allow itself to.
READER: Config = {"enable_external_access": "false", "lock_configuration": "true"}


def releases(home: Home) -> list[Release]:
    """The whole releases, oldest first; folders without a manifest that reads are passed over."""
    found = []
    for path in home.releases.glob("*"):
        if ID.fullmatch(path.name) and (path / "warehouse.duckdb").is_file():
            try:
                manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
                if not manifest.keys() >= REQUIRED or not isinstance(manifest["checks"], dict):
                    raise ValueError
                found.append(Release(path, manifest))
            except (OSError, ValueError, AttributeError):
                logger.warning("%s has no manifest and is passed over", path)
    return sorted(found, key=lambda release: _sequence(release.release_id))


def current(home: Home) -> Release | None:
    """The release that ``current`` leads to."""
    if not home.current.is_symlink():
        return None
    name = home.current.readlink().name
    return next((release for release in releases(home) if release.release_id == name), None)


def repair(home: Home) -> Release | None:
    """If ``current`` leads nowhere, turn it to the newest release. Leftovers of a crash are cleared away."""
    for leftover in [*home.releases.glob(f"{DRAFT}*"), *home.path.glob(".current.*")]:
        remove(leftover)
    found = current(home)
    if found is None and (whole := releases(home)):
        found = whole[-1]
        logger.warning("current led nowhere and is turned to %s", found.release_id)
        turn(home, found)
    return found


def turn(home: Home, release: Release) -> None:
    """Let ``current`` lead to a release."""
    point(home.current, f"releases/{release.release_id}")


def publish(home: Home, run: state.Row, manifest: dict[str, Any]) -> Release:
    """Write a release from the build database and turn ``current`` to it. Raises KejiError, with nothing changed."""
    now = datetime.now(UTC)
    release_id = f"{_next_sequence(home):06d}-{now:%Y%m%dT%H%M%SZ}"
    run = {**run, "release_id": release_id, "outcome": "published", "ended_at": str(now.replace(tzinfo=None))}
    try:
        home.releases.mkdir(parents=True, exist_ok=True)
        with _draft(home.releases / f"{DRAFT}{release_id}") as draft:
            keys = catalog.declared_keys(home.build / "target" / "manifest.json")
            counts = _write_database(home, draft, run, keys)
            manifest = {
                "release_id": release_id,
                "published_at": now.isoformat(timespec="seconds"),
                **manifest,
                "tables": counts,
                "keys": keys.dump(),
                "files": _hash_files(draft),
            }
            write_json(draft / "manifest.json", manifest)
            _seal(draft)
            draft.rename(home.releases / release_id)
        flush(home.releases)
        release = Release(home.releases / release_id, manifest)
        turn(home, release)
    except (OSError, duckdb.Error, pa.ArrowException) as error:
        raise KejiError(f"nothing was published, current is as it was: {error}") from error
    return release


def require_current(home: Home) -> Release:
    """The current release. Raises BadUse where there is none."""
    found = current(home)
    if found is None:
        raise BadUse(f"nothing has been published in {home.path} yet; `keji run` comes first")
    return found


@contextmanager
def reader(found: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a release that can neither write nor reach any other file. Raises KejiError."""
    try:
        connection = duckdb.connect(str(found.database), read_only=True, config=READER)
    except duckdb.Error as error:
        raise KejiError(f"release {found.release_id} cannot be opened: {error}") from error
    try:
        yield connection
    finally:
        connection.close()


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of a query. Raises BadUse where DuckDB will not have it."""
    columns, rows, _ = ask_some(connection, sql, None)
    return columns, rows


def ask_some(
    connection: duckdb.DuckDBPyConnection, sql: str, most: int | None
) -> tuple[list[str], list[tuple[Any, ...]], bool]:
    """Columns of a query, its first rows, and whether there are more. Raises BadUse."""
    try:
        statements = len(connection.extract_statements(sql))
        if statements != 1:
            raise BadUse("there is no query" if not statements else f"one query at a time, not {statements}")
        answer = connection.execute(sql)
        rows = answer.fetchall() if most is None else answer.fetchmany(most + 1)
    except (duckdb.Error, ValueError) as error:
        raise BadUse(str(error)) from error
    return [column[0] for column in answer.description or []], rows[:most], most is not None and len(rows) > most


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    path.mkdir()
    try:
        yield path
    finally:
        if path.exists():
            remove(path)


def _next_sequence(home: Home) -> int:
    recorded = [str(run.get("release_id") or "") for run in state.runs(home)]
    there = [path.name for path in home.releases.glob("*")]
    return max((_sequence(name) for name in [*recorded, *there] if ID.fullmatch(name)), default=0) + 1


def _sequence(release_id: str) -> int:
    return int(release_id.partition("-")[0])


def _write_database(home: Home, draft: Path, run: state.Row, keys: catalog.Keys) -> dict[str, int]:
    """``warehouse.duckdb`` and ``parquet/`` of a release; gives the rows of each table."""
    counts = {}
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(home.build / "temporary")}) as connection:
        # The catalogue has the name by which a reader's connection will know it.
        connection.execute(f"attach {literal(str(home.database))} as build (read_only)")
        storage = STORAGE.format(block_size=_block_size(connection))
        connection.execute(f"attach {literal(str(draft / 'warehouse.duckdb'))} as warehouse ({storage})")
        connection.execute("use warehouse")
        connection.begin()
        views = catalog.declared_views(home.build / "target")
        named = comments.names(home.build / "target" / "manifest.json")
        # A view needs tables that must exist before it.
        tables = sorted(
            (comments.in_both(table, named) for table in catalog.read(connection, "build", keys)),
            key=lambda table: f"{table.schema}.{table.name}" in views,
        )
        # What stands in the file as a view is exported from the build database, while the file is written.
        aside = [table for table in tables if f"{table.schema}.{table.name}" in views]
        with connection.cursor() as other, ThreadPoolExecutor(1) as pool:
            exported = [pool.submit(_export, other, table, _rows(table), draft / "parquet") for table in aside]
            for table in tables:
                name = f"{table.schema}.{table.name}"
                _create(connection, table, views.get(name))
                if table not in aside:  # a copy lies in this order already
                    counts[name] = _export(connection, table, f"from {table.full_name}", draft / "parquet")
            _write_meta(home, connection, run)
            connection.commit()
            connection.execute("checkpoint")
            for table, rows in zip(aside, exported, strict=True):
                counts[f"{table.schema}.{table.name}"] = rows.result()
        connection.execute("use memory")
        connection.execute("detach warehouse")
    return counts


def _block_size(connection: duckdb.DuckDBPyConnection) -> int:
    """Of the blocks in which the tables of the build database take the least room in a file."""
    [(rows,)] = connection.execute(
        """
        select coalesce(sum(estimated_size), 0) from duckdb_tables()
        where database_name = 'build' and list_contains(?, schema_name)
        """,
        [list(catalog.SCHEMAS)],
    ).fetchall()
    return LARGE_BLOCK if rows >= MANY_ROWS else SMALL_BLOCK


def _create(connection: duckdb.DuckDBPyConnection, table: Table, query: str | None) -> None:
    """A table with its comments, its rows in the order of the reports; or a view, where a query gives the same rows.

    Without its keys: DuckDB keeps an index for each, and all of them took three fifths of the file.
    """
    connection.execute(f'create schema if not exists "{table.schema}"')
    if query:
        connection.execute(f"create view {table.full_name} as {query}")
        found = [(name, kind) for name, kind, *_ in connection.execute(f"describe {table.full_name}").fetchall()]
        if found != [(column.name, column.type) for column in table.columns]:
            raise KejiError(f"nothing was published: the view {table.full_name} has other columns than its table")
    else:
        connection.execute(f"create table {table.full_name} ({', '.join(_definitions(table))})")
        connection.execute(f"insert into {table.full_name} {_rows(table)}")
    connection.execute(f"comment on {'view' if query else 'table'} {table.full_name} is {literal(table.comment)}")
    for column in table.columns:
        target = f'{table.full_name}."{column.name}"'
        connection.execute(f"comment on column {target} is {literal(column.comment)}")


def _rows(table: Table) -> str:
    """The rows of a table of the build database, in the order of the reports."""
    return f"select * from build.{table.full_name} order by {table.order}"


def _definitions(table: Table) -> Iterator[str]:
    for column in table.columns:
        is_filled = not column.is_nullable or column.name in table.primary_key
        yield f'"{column.name}" {column.type}{" not null" if is_filled else ""}'


def _export(connection: duckdb.DuckDBPyConnection, table: Table, rows: str, folder: Path) -> int:
    """A table as parquet, with its comments as metadata of the schema and of each field; gives its rows."""
    folder.mkdir(exist_ok=True)
    batches = connection.execute(rows).to_arrow_reader(100_000)
    fields = [
        field.with_metadata({"description": column.comment})
        for field, column in zip(batches.schema, table.columns, strict=True)
    ]
    schema = pa.schema(fields, metadata={"description": table.comment, "key": ", ".join(table.primary_key)})
    count = 0
    with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
            count += batch.num_rows
    return count


def _write_meta(home: Home, connection: duckdb.DuckDBPyConnection, run: state.Row) -> None:
    """``meta``: the runs up to this one, their releases, the versions of reports."""
    tables = state.tables(home, run)
    connection.execute("create schema meta")
    for name in ("runs", "document_versions"):
        connection.register("state_table", tables[name])
        connection.execute(f"create table meta.{name} as select * from state_table")
        connection.unregister("state_table")
    connection.execute(
        """
        create table meta.releases as
        select release_id, run_id, ended_at as published_at, git_commit, release_id = ? as is_this_release
        from meta.runs
        where outcome = 'published'
        order by release_id
        """,
        [run["release_id"]],
    )
    for name in ("runs", "document_versions", "releases"):
        columns = [row[0] for row in connection.execute(f"describe meta.{name}").fetchall()]
        for column, text in comments.of_meta(name, columns).items():
            place = f'column meta.{name}."{column}"' if column else f"table meta.{name}"
            connection.execute(f"comment on {place} is {literal(text)}")


def _hash_files(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def _seal(folder: Path) -> None:
    """Nobody writes here again; and all of it is on disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
        flush(path)
    flush(folder)


def rollback(home: Home, release_id: str | None) -> Release:
    """Turn ``current`` to an earlier release: the given one, or that before the current."""
    whole = releases(home)
    now = current(home)
    if release_id:
        found = [release for release in whole if release.release_id == release_id]
    else:
        before = whole if now is None else whole[: whole.index(now)]
        found = before[-1:]
    if not found:
        known = ", ".join(release.release_id for release in whole) or "none"
        raise BadUse(f"no release {release_id or 'before the current one'}; there are: {known}")
    turn(home, found[0])
    return found[0]


def prune(home: Home, keep: int = KEEP) -> list[str]:
    """Remove old releases but for the last ``keep``, the last of each month, and the current one."""
    whole = releases(home)
    kept = {release.release_id for release in whole[-keep:]}
    kept |= {release.release_id for release in {release.month: release for release in whole}.values()}
    kept |= {release.release_id for release in [current(home)] if release}
    gone = [release for release in whole if release.release_id not in kept]
    for release in gone:
        remove(release.path)
    return [release.release_id for release in gone]

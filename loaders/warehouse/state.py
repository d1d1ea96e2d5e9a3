"""What outlives every rebuild: the record of runs, the results of checks, the versions of reports.

``runs.jsonl`` is a journal: a line when a run begins, another when it ends; the last line of a run counts.
``checks/<run>.parquet`` and ``versions.json`` are written whole or not at all. What disks, editors and other programs do
to them all the same is passed over with a warning, and versions that are lost are told from the archived documents.
"""

import json
import logging
import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.files import write_json, write_whole
from loaders.home import Home

logger = logging.getLogger(__name__)

_text, _int, _float, _moment = pa.string(), pa.int64(), pa.float64(), pa.timestamp("us")

TABLES: dict[str, pa.Schema] = {
    "runs": pa.schema(
        [
            ("run_id", _text),
            ("trigger", _text),  # manual, cron, systemd, dagster, …
            ("verb", _text),
            ("reports_folder", _text),
            ("started_at", _moment),  # UTC, as all times
            ("ended_at", _moment),
            ("outcome", _text),  # published, unchanged, done, checks_failed, failed, timed_out, interrupted, crashed
            ("message", _text),
            ("release_id", _text),
            ("keji_version", _text),
            ("parser_version", _text),
            ("lexicon_hash", _text),
            ("dbt_version", _text),
            ("duckdb_version", _text),
            ("git_commit", _text),
            ("files_new", _int),
            ("files_changed", _int),
            ("files_removed", _int),
            ("files_rejected", _int),
            ("files_unchanged", _int),
            ("statements_suspect", _int),  # of the current ones
            ("checks_passed", _int),
            ("checks_failed", _int),
            ("checks_warned", _int),
            ("table_rows", _text),  # JSON: table -> rows
            ("step_seconds", _text),  # JSON: step -> seconds
        ]
    ),
    "check_results": pa.schema(
        [
            ("run_id", _text),
            ("check_name", _text),
            ("check_tool", _text),  # dbt, great_expectations, identity
            ("severity", _text),  # error, warn
            ("outcome", _text),  # pass, fail, warn, error, skip
            ("rows_failed", _int),
            ("seconds", _float),
            ("checked_at", _moment),
            ("message", _text),
        ]
    ),
    "document_versions": pa.schema(
        [
            ("document_id", _text),
            ("file_name", _text),  # the last it had
            ("is_present", pa.bool_()),  # in the reports folder at the last load
            ("first_seen_at", _moment),
            ("changed_at", _moment),  # when it came or went last
        ]
    ),
}

Row = dict[str, Any]


def record_run(home: Home, row: Row) -> None:
    """Add a line to the journal of runs."""
    home.state.mkdir(parents=True, exist_ok=True)
    line = json.dumps(row, ensure_ascii=False, default=str) + "\n"
    handle = os.open(home.state / "runs.jsonl", os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = "\n" + line  # behind a line torn by a crash
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def runs(home: Home) -> list[Row]:
    """All runs, oldest first, each as last recorded."""
    found: dict[str, Row] = {}
    path = home.state / "runs.jsonl"
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _mend(_parse(line), TABLES["runs"])
            if row and row["run_id"]:
                found[row["run_id"]] = _complete(row)
            else:
                _warn(f"{path}: line {number} is no record of a run and is passed over")
    return list(found.values())


def _complete(row: Row) -> Row:
    """A run's record in which what every reader needs is there."""
    texts = {name: row[name] or "" for name in ("verb", "trigger", "outcome")}
    seconds = row["step_seconds"] if isinstance(row["step_seconds"], dict) else {}
    return {**row, **texts, "step_seconds": {name: each for name, each in seconds.items() if _is_number(each)}}


def _parse(text: str) -> Any:
    """What a text of JSON says, none where it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _mend(row: Any, schema: pa.Schema) -> Row | None:
    """A row with a value or none for each column, of the column's type; no row where there is nothing to mend."""
    if not isinstance(row, dict):
        return None
    return {field.name: _mended(row.get(field.name), field.type) for field in schema}


def _mended(value: Any, kind: pa.DataType) -> Any:
    if pa.types.is_timestamp(kind):
        found = moment(value)
        return found and str(found)
    if pa.types.is_boolean(kind):
        return value if isinstance(value, bool) else None
    if pa.types.is_integer(kind):
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63 else None
    if isinstance(value, dict):
        return {_text_of(name): each for name, each in value.items() if not isinstance(each, dict | list)}
    return _text_of(value) if isinstance(value, str) else None


def moment(value: Any) -> datetime | None:
    """A time as it is recorded, in UTC and without a zone; none where it cannot be read."""
    try:
        found = datetime.fromisoformat(str(value))
        return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


def _text_of(value: str) -> str:
    """The text with nothing in it that has no encoding."""
    return value.encode("utf-8", "replace").decode("utf-8")


LARGEST_NUMBER = 1e15  # of seconds or rows that a record may hold; what is not finite is larger


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


@lru_cache(maxsize=1000)
def _warn(message: str) -> None:
    """Say a thing once, however often the state is read."""
    logger.warning("%s", message)


def save_checks(home: Home, run_id: str, rows: list[Row]) -> None:
    table = pa.Table.from_pylist(rows, TABLES["check_results"])
    write_whole(home.state / "checks" / f"{run_id}.parquet", lambda draft: pq.write_table(table, draft))


def checks(home: Home, run_id: str) -> list[Row]:
    """The results of one run's checks, none where they are lost."""
    rows: list[Row] = _read_checks(home.state / "checks" / f"{run_id}.parquet").to_pylist()
    return rows


def _read_checks(path: Path) -> pa.Table:
    """The results in a file, none where it is not one that ``save_checks`` wrote for the run it is named after."""
    schema = TABLES["check_results"]
    try:
        found = pq.read_table(path, schema=schema)
    except FileNotFoundError:
        return schema.empty_table()
    except (pa.ArrowException, OSError, ValueError) as error:
        _warn(f"{path} cannot be read and is passed over: {error}")
        return schema.empty_table()
    names = ("check_name", "check_tool", "outcome")
    if set(found["run_id"].to_pylist()) - {path.stem} or any(found[name].null_count for name in names):
        _warn(f"{path} has no results of the checks of run {path.stem} and is passed over")
        return schema.empty_table()
    return found


def versions(home: Home) -> list[Row]:
    """Every content of a report that was ever loaded, and what became of it."""
    path = home.state / "versions.json"
    content = _read(path) if path.exists() or _archived(home) else []
    rows = [_mend(row, TABLES["document_versions"]) for row in content] if isinstance(content, list) else [None]
    whole = {row["document_id"]: row for row in rows if row and _is_version(row)}
    if len(whole) < len(rows):
        lost = _tell_lost_versions(home, whole)
        _warn(f"{path} cannot be read in full: {len(whole)} versions are as it says, {len(lost)} as the archive tells")
        whole |= lost
    return [whole[document_id] for document_id in sorted(whole)]


DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")


def _read(path: Path) -> Any:
    """What a file of JSON says; none where it cannot be read, is no JSON, or no file."""
    try:
        return _parse(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None


def _is_version(row: Row) -> bool:
    """Whether a row has all that a version is known by."""
    return bool(DOCUMENT_ID.fullmatch(row["document_id"] or "")) and None not in row.values()


def archive(home: Home, document_id: str) -> Path:
    """Where the bytes of a version are kept; its sidecar lies beside them."""
    return home.state / "documents" / document_id


def _archived(home: Home) -> dict[str, Path]:
    """The documents that are archived; of a time when every report was a text file, as text files."""
    found = sorted((home.state / "documents").glob("*"))
    return {
        path.name.removesuffix(".txt"): path for path in found if DOCUMENT_ID.fullmatch(path.name.removesuffix(".txt"))
    }


def _tell_lost_versions(home: Home, known: dict[str, Row]) -> dict[str, Row]:
    """The versions that are archived and not known: as the current release has them, or by the archived file alone."""
    released = {row["document_id"]: row for row in _released_versions(home)}
    found = {}
    for document_id, path in _archived(home).items():
        if document_id not in known:
            kept_since = str(datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None))
            unknown = {"document_id": document_id, "file_name": path.name, "is_present": False}
            times = {"first_seen_at": kept_since, "changed_at": kept_since}
            found[document_id] = released.get(document_id) or {**unknown, **times}
    return found


def _released_versions(home: Home) -> list[Row]:
    query = "select document_id, file_name, is_present, first_seen_at, changed_at from meta.document_versions"
    with suppress(duckdb.Error), duckdb.connect(str(home.current / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(query).to_arrow_table().to_pylist()
        mended = [_mend(row, TABLES["document_versions"]) for row in rows]
        return [row for row in mended if row and _is_version(row)]
    return []


def save_versions(home: Home, rows: list[Row]) -> None:
    """Write the versions; a file that could not be read is kept beside under another name."""
    path = home.state / "versions.json"
    if path.exists() and not isinstance(_read(path), list):
        aside = path.with_name(f"versions.unreadable-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.json")
        path.replace(aside)
        logger.warning("%s could not be read; it is kept as %s", path, aside.name)
    write_json(path, rows)


def tables(home: Home, *more_runs: Row) -> dict[str, pa.Table]:
    """The state as Arrow tables, for ``raw`` and ``meta``; ``more_runs`` are newer than what is recorded."""
    known = {row["run_id"]: row for row in [*runs(home), *more_runs]}
    results = [_read_checks(path) for path in sorted((home.state / "checks").glob("*.parquet"))]
    return {
        "runs": _typed(list(known.values()), TABLES["runs"]),
        "check_results": pa.concat_tables([TABLES["check_results"].empty_table(), *results]),
        "document_versions": _typed(versions(home), TABLES["document_versions"]),
    }


def _typed(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Rows of JSON -> Arrow: times are text in JSON, and lists and objects stay JSON text."""
    columns = []
    for field in schema:
        convert: Callable[[Any], Any] = moment if pa.types.is_timestamp(field.type) else _plain
        columns.append(pa.array([convert(row.get(field.name)) for row in rows], field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value

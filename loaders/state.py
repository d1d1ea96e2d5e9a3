"""What outlives every rebuild: the record of runs, the results of checks, the versions of reports.

``runs.jsonl`` is a journal: a line when a run begins, another when it ends; the last line of a run counts. A line that
a crash tore in half is passed over. ``checks/<run>.parquet`` and ``versions.json`` are written whole or not at all.
"""

import json
import os
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from loaders.files import write_json, write_whole
from loaders.home import Home

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
    try:
        lines = (home.state / "runs.jsonl").read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    for line in lines:
        try:
            row = json.loads(line)
            found[row["run_id"]] = row
        except (ValueError, KeyError, TypeError):
            continue
    return list(found.values())


def save_checks(home: Home, run_id: str, rows: list[Row]) -> None:
    table = pa.Table.from_pylist(rows, TABLES["check_results"])
    write_whole(home.state / "checks" / f"{run_id}.parquet", lambda draft: pq.write_table(table, draft))


def checks(home: Home, run_id: str) -> list[Row]:
    """The results of one run's checks."""
    rows: list[Row] = pq.read_table(home.state / "checks" / f"{run_id}.parquet").to_pylist()
    return rows


def versions(home: Home) -> list[Row]:
    """Every content of a report that was ever loaded, and what became of it."""
    try:
        rows: list[Row] = json.loads((home.state / "versions.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return rows


def save_versions(home: Home, rows: list[Row]) -> None:
    write_json(home.state / "versions.json", rows)


def tables(home: Home, *more_runs: Row) -> dict[str, pa.Table]:
    """The state as Arrow tables, for ``raw`` and ``meta``; ``more_runs`` are newer than what is recorded."""
    known = {row["run_id"]: row for row in [*runs(home), *more_runs]}
    results = sorted((home.state / "checks").glob("*.parquet"))
    schema = TABLES["check_results"]
    return {
        "runs": _typed(list(known.values()), TABLES["runs"]),
        "check_results": pa.concat_tables(
            [schema.empty_table(), *(pq.read_table(path, schema=schema) for path in results)]
        ),
        "document_versions": _typed(versions(home), TABLES["document_versions"]),
    }


def _typed(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Rows of JSON -> Arrow: times and days are text in JSON, and lists and objects stay JSON text."""
    columns = []
    for field in schema:
        values = [_plain(row.get(field.name)) for row in rows]
        if pa.types.is_timestamp(field.type) or pa.types.is_date(field.type):
            values = pa.array([None if value is None else str(value) for value in values], _text).cast(field.type)
            columns.append(values)
        else:
            columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value

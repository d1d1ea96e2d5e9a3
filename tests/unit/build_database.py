"""A small build database, as dbt would leave it, for tests that are not about its models."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from loaders.home import Home

Statement = tuple[str, int, Decimal | float, str | None]

STATEMENTS: list[Statement] = [("a", 1, Decimal("12.5"), "增长12.5%"), ("b", 2, Decimal(320), "=320家")]


def make(home: Home, statements: list[Statement] = STATEMENTS) -> None:
    """Write a star of two tables, one that a release has as a view, and the manifest that declares their keys."""
    (home.build / "target").mkdir(parents=True, exist_ok=True)
    home.database.unlink(missing_ok=True)
    with duckdb.connect(str(home.database)) as connection:
        for schema in ("raw", "staging", "marts", "reporting"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table raw.documents as select 'private' as text")
        connection.execute("create table marts.dim_unit (unit_key integer not null, unit text, primary key (unit_key))")
        connection.execute("insert into marts.dim_unit values (2, '家'), (1, '%')")
        connection.execute(
            """
            create table marts.fct_statements
            (statement_key text not null, unit_key integer not null, value decimal(38, 18), text text,
             primary key (statement_key))
            """
        )
        columns = zip(*statements[::-1], strict=True)
        connection.register("rows", pa.table(dict(zip(("key", "unit", "value", "text"), columns, strict=True))))
        connection.execute("insert into marts.fct_statements select * from rows")
        connection.execute("comment on table marts.fct_statements is 'One row per statement; it''s a fact.'")
        connection.execute("comment on column marts.fct_statements.value is 'In the unit of unit_key.'")
        connection.execute("create table reporting.rpt_statements as select * from marts.fct_statements")
        connection.execute("comment on table reporting.rpt_statements is 'Open this first.'")
    compiled = home.build / "target" / "compiled" / "keji" / "models"
    compiled.mkdir(parents=True, exist_ok=True)
    (compiled / "rpt_statements.sql").write_text('select * from "warehouse"."marts"."fct_statements"')
    (home.build / "target" / "manifest.json").write_text(json.dumps({"nodes": _nodes()}))


def _nodes() -> dict[str, Any]:
    unit = '"warehouse"."marts"."dim_unit"'
    to_unit = {"type": "foreign_key", "to": unit, "to_columns": ["unit_key"], "columns": ["unit_key"]}
    return {
        "model.dim_unit": _node("dim_unit", unit, {"unit_key": [{"type": "primary_key"}]}),
        "model.fct_statements": _node(
            "fct_statements", "other", {}, [{"type": "primary_key", "columns": ["statement_key"]}, to_unit]
        ),
        "model.rpt_statements": {
            **_node("rpt_statements", "another", {"value": [{"type": "not_null"}]}, [to_unit]),
            "schema": "reporting",
            "config": {"meta": {"released_as": "view"}},
            "database": "warehouse",
            "package_name": "keji",
            "original_file_path": "models/rpt_statements.sql",
        },
    }


def _node(name: str, relation: str, columns: dict[str, Any], constraints: list[Any] | None = None) -> dict[str, Any]:
    return {
        "resource_type": "model",
        "schema": "marts",
        "name": name,
        "relation_name": relation,
        "columns": {column: {"constraints": found} for column, found in columns.items()},
        "constraints": constraints or [],
    }


def run_row(number: int = 1) -> dict[str, Any]:
    """A run's record as far as a release needs it."""
    return {
        "run_id": f"run-{number}",
        "verb": "run",
        "trigger": "test",
        "started_at": "2030-01-01 00:00:00",
        "outcome": "running",
    }


def manifest(number: int = 1) -> dict[str, Any]:
    return {"run_id": f"run-{number}", "fingerprint": f"print-{number}", "files_rejected": 0, "checks": {"pass": 3}}


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

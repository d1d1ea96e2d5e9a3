"""What is published: the tables of ``marts`` and ``reporting`` with their comments and keys.

Types and comments come from the build database, keys from dbt's manifest: DuckDB would not let dbt replace a table that
a foreign key points at, and an index for each key takes more room than the tables: only PostgreSQL and the manifest of a
release carry them.
"""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

SCHEMAS = ("marts", "reporting")
ONLY_NEW = re.compile(r"/\* kept \*/.*?/\* end of kept \*/", re.DOTALL)
PLACES = ("document_key", "report", "sentence_start", "numeral_start", "task_start", "span_start")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str  # of DuckDB
    is_nullable: bool
    comment: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    columns: tuple[str, ...]
    to_schema: str
    to_table: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    schema: str
    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def full_name(self) -> str:
        return f'"{self.schema}"."{self.name}"'

    @property
    def order(self) -> str:
        """What its rows are sorted by: report and place in it, as far as it has them, and the key, or else everything.

        What a report says lies together then, and takes half the room that it takes in the order of hashed keys.
        """
        names = {column.name for column in self.columns}
        places = tuple(name for name in PLACES if name in names)
        return (
            quoted((*places, *(name for name in self.primary_key if name not in places))) if self.primary_key else "all"
        )


def quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Keys:
    """The primary and foreign keys of tables, and which columns are never empty, by ``schema.table``."""

    primary: dict[str, tuple[str, ...]]
    foreign: dict[str, tuple[ForeignKey, ...]]
    filled: dict[str, tuple[str, ...]] = field(default_factory=dict)  # a view in DuckDB does not tell

    def dump(self) -> dict[str, Any]:
        """As JSON, for the manifest of a release."""
        dumped: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return dumped

    @classmethod
    def load(cls, dumped: dict[str, Any]) -> "Keys":
        primary = {name: tuple(columns) for name, columns in dumped["primary"].items()}
        foreign = {
            name: tuple(
                ForeignKey(tuple(key["columns"]), key["to_schema"], key["to_table"], tuple(key["to_columns"]))
                for key in keys
            )
            for name, keys in dumped["foreign"].items()
        }
        filled = {name: tuple(columns) for name, columns in dumped.get("filled", {}).items()}
        return cls(primary, foreign, filled)


def read(
    connection: duckdb.DuckDBPyConnection, database: str, keys: Keys, schemas: tuple[str, ...] = SCHEMAS
) -> list[Table]:
    """The tables of some schemas of an attached database, each behind those its foreign keys point at."""
    comments = dict(
        connection.execute(
            """
            select schema_name || '.' || table_name, comment from duckdb_tables() where database_name = $name
            union all
            select schema_name || '.' || view_name, comment from duckdb_views() where database_name = $name
            """,
            {"name": database},
        ).fetchall()
    )
    columns: dict[tuple[str, str], list[Column]] = {}
    for schema, table, name, kind, is_nullable, comment in connection.execute(
        """
        select schema_name, table_name, column_name, data_type, is_nullable, comment
        from duckdb_columns()
        where database_name = $name and list_contains($schemas, schema_name)
        order by schema_name, table_name, column_index
        """,
        {"name": database, "schemas": list(schemas)},
    ).fetchall():
        may_be_empty = is_nullable and name not in keys.filled.get(f"{schema}.{table}", ())
        columns.setdefault((schema, table), []).append(Column(name, kind, may_be_empty, comment or ""))
    tables = [
        Table(
            schema,
            table,
            comments.get(f"{schema}.{table}") or "",
            tuple(found),
            keys.primary.get(f"{schema}.{table}", ()),
            keys.foreign.get(f"{schema}.{table}", ()),
        )
        for (schema, table), found in columns.items()
    ]
    return _sort_by_dependency(tables)


def _sort_by_dependency(tables: list[Table]) -> list[Table]:
    """Those pointed at first; a foreign key to a table that is not published is omitted."""
    published = {(table.schema, table.name) for table in tables}
    done: list[Table] = []
    waiting = list(tables)
    while waiting:
        there = {(table.schema, table.name) for table in done}
        ready = [table for table in waiting if _targets(table) & published <= there | {(table.schema, table.name)}]
        if not ready:
            raise ValueError(f"foreign keys in a circle: {', '.join(table.name for table in waiting)}")
        done += ready
        waiting = [table for table in waiting if table not in ready]
    return done


def _targets(table: Table) -> set[tuple[str, str]]:
    return {(key.to_schema, key.to_table) for key in table.foreign_keys}


def declared_keys(manifest: Path) -> Keys:
    """The keys that the models declare in YAML, out of dbt's manifest."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values() if manifest.exists() else []
    models = [node for node in nodes if node["resource_type"] == "model"]
    # A constraint names its target as a relation once its model is compiled, and as it is written before.
    places = {
        name: (node["schema"], node["name"])
        for node in models
        for name in (node["relation_name"], f"ref('{node['name']}')")
    }
    keys = Keys({}, {})
    for node in models:
        for columns, constraint in _constraints(node):
            name = f"{node['schema']}.{node['name']}"
            if constraint["type"] == "primary_key":
                keys.primary[name] = columns
            elif constraint["type"] == "not_null":
                keys.filled[name] = (*keys.filled.get(name, ()), *columns)
            elif constraint["type"] == "foreign_key" and constraint.get("to") in places:
                key = ForeignKey(columns, *places[constraint["to"]], tuple(constraint["to_columns"]))
                keys.foreign[name] = (*keys.foreign.get(name, ()), key)
    return keys


def declared_views(target: Path) -> dict[str, str]:
    """The queries of the models that a release has as views, by ``schema.table``; dbt compiled them when it built them.

    They name their tables by schema only, for whoever attaches a release gives its catalogue a name of his own; and they
    read all documents, where the build may have read those only that it had not kept (macros/kept.sql).
    """
    manifest = target / "manifest.json"
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values() if manifest.exists() else []
    return {
        f"{node['schema']}.{node['name']}": ONLY_NEW.sub(
            "",
            (target / "compiled" / node["package_name"] / node["original_file_path"])
            .read_text(encoding="utf-8")
            .replace(f'"{node["database"]}".', ""),
        )
        for node in nodes
        if node.get("config", {}).get("meta", {}).get("released_as") == "view"
    }


def _constraints(node: dict[str, Any]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """The constraints of a model, those of its columns among them, with the columns they are about."""
    own = [(tuple(constraint["columns"]), constraint) for constraint in node.get("constraints") or []]
    return own + [
        ((name,), constraint)
        for name, column in node["columns"].items()
        for constraint in column.get("constraints") or []
    ]

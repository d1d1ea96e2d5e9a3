"""The data tests of dbt, asked by the queries that dbt has compiled of them.

dbt takes some thirty milliseconds of processor time for a test, whatever it looks at, and to compile it alone takes ten. A
query that finds nothing passes, whoever asks it; the tests that find anything are left to dbt, which knows what that means
and says so. Queries are compiled once for each state of the project.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from loaders.home import Home
from loaders.warehouse import store
from loaders.warehouse.dbt import Advance, Node

MEMORY = "2GB"  # as in profiles.yml


def run(home: Home, advance: Advance) -> tuple[list[Node], list[str]] | None:
    """The tests that found nothing, and the names of those that found something; None where a query is not to be had."""
    queries = _queries(home.build / "target")
    if not queries:
        return None
    passed, others = [], []
    with store.connect(home, read_only=True) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        for position, (test, sql) in enumerate(queries, start=1):
            begun = time.monotonic()
            if _finds_nothing(connection, sql):
                severity = str(test["config"]["severity"]).lower()
                passed.append(Node(test["name"], "test", "pass", severity, 0, time.monotonic() - begun, ""))
            else:
                others.append(test["name"])
            advance(position, len(queries))
    return passed, others


def _finds_nothing(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    try:
        return not connection.execute(sql).fetchone()
    except duckdb.Error:
        return False


def _queries(target: Path) -> list[tuple[dict[str, Any], str]]:
    """Each test with its query; none at all where one of them is missing."""
    found = [(test, target / "compiled" / test["package_name"] / _place(test)) for test in _tests(target)]
    if not all(path.is_file() for _, path in found):
        return []
    return [(test, path.read_text(encoding="utf-8")) for test, path in found]


def _tests(target: Path) -> Iterator[dict[str, Any]]:
    manifest = target / "manifest.json"
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values() if manifest.exists() else []
    return (node for node in nodes if node["resource_type"] == "test")


def _place(test: dict[str, Any]) -> str:
    """Where dbt puts the query below its folder: a test that is told of in YAML has a file of its own in that file's name."""
    told: str = test["original_file_path"]
    return f"{told}/{test['path']}" if told.endswith((".yml", ".yaml")) else told

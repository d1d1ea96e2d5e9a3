"""No model and no test compares every row of one table with every row of another: what it costs grows with its input.

DuckDB says in its plan how it joins. What it cannot join by equal values or by order it joins by a nested loop, and twice
the reports then cost four times the time. Such a join passes only where one side is a single row, or a table whose size
the project sets and not the reports; each is named below, with why.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.unit.conftest import Warehouse

NESTED = ("NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN", "CROSS_PRODUCT", "POSITIONAL_JOIN")

ALLOWED = {
    "dim_date": "the first and the last day are one row each",
    "int_series": "the words of a bare name and of a share are one row each, and the suffixes of a measure a seed of a few",
    "int_statement_confidence": "the weight that every statement has, and the bound of the sure ones, are one row",
    "rpt_coverage": "the grid is the table: each place, year and kind that occurs has its row, with a report or without",
    "rpt_unmapped_phrases": "a phrase is held against each indicator of the catalogue, to name the nearest",
}


def nested_joins(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """The nested joins in the plan of a query, with what they compare."""
    [(_, plan)] = connection.execute(f"explain (format json) {sql}").fetchall()
    found = [node for root in json.loads(plan) for node in _walk(root) if node["name"].strip() in NESTED]
    return [f"{node['name'].strip()} {node['extra_info'].get('Condition', '')}".strip() for node in found]


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", []):
        yield from _walk(child)


@pytest.fixture(scope="module")
def nested(sample_warehouse: Warehouse) -> dict[str, list[str]]:
    """The nested joins of each model and data test that has any."""
    queries = {
        result["unique_id"].split(".")[2]: result["compiled_code"]
        for result in sample_warehouse.results
        if result["unique_id"].startswith(("model.", "test.")) and result["compiled_code"]
    }
    assert len(queries) > 400
    with duckdb.connect(str(sample_warehouse.database), read_only=True) as connection:
        connection.execute(
            "set nested_loop_join_threshold = 0"
        )  # or a table of four rows would be joined like one of many
        found = {name: nested_joins(connection, sql) for name, sql in queries.items()}
    return {name: joins for name, joins in found.items() if joins}


def test_nothing_is_joined_by_a_nested_loop(nested: dict[str, list[str]]) -> None:
    assert {name: joins for name, joins in nested.items() if name not in ALLOWED} == {}


def test_what_is_allowed_is_still_needed(nested: dict[str, list[str]]) -> None:
    assert ALLOWED.keys() - nested.keys() == set()


@pytest.mark.parametrize(
    "condition",
    ["contains(one.word, other.word)", "one.number = other.number or one.word = other.word", "true"],
)
def test_a_nested_loop_is_found(condition: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table words as select range as number, 'w' || range as word from range(100)")
        sql = f"select * from words as one inner join words as other on {condition}"
        assert nested_joins(connection, sql) != []
        assert nested_joins(connection, "select * from words as one inner join words as other using (number)") == []

"""Tests of dbt asked by the queries that it compiled: what finds nothing passes, all else is left to dbt."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.home import Home
from loaders.warehouse import data_tests

QUERIES = {"nothing": "select 1 where false", "something": "select 1", "broken": "select nowhere from nothing"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Tests told of in YAML and as a file of SQL, as dbt leaves them."""
    home = Home(tmp_path)
    compiled = home.build / "target" / "compiled" / "keji"
    nodes: dict[str, Any] = {"model": {"resource_type": "model"}}
    for name, sql in QUERIES.items():
        told = "tests/dbt/nothing.sql" if name == "nothing" else "models/_models.yml"
        place = compiled / (told if name == "nothing" else f"{told}/{name}.sql")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(sql, encoding="utf-8")
        nodes[name] = {
            **{"resource_type": "test", "name": name, "package_name": "keji", "original_file_path": told},
            **{"path": f"{name}.sql", "config": {"severity": "WARN"}},
        }
    (home.build / "target" / "manifest.json").write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
    duckdb.connect(str(home.database)).close()
    return home


def test_what_finds_nothing_passes_and_the_rest_is_left_to_dbt(home: Home) -> None:
    done: list[tuple[int, int]] = []
    found = data_tests.run(home, lambda position, total: done.append((position, total)))
    assert found is not None
    [passed], others = found
    assert (passed.name, passed.kind, passed.status, passed.severity) == ("nothing", "test", "pass", "warn")
    assert others == ["something", "broken"]
    assert done == [(1, 3), (2, 3), (3, 3)]


def test_where_a_query_is_missing_dbt_tests_everything(home: Home) -> None:
    next(home.build.rglob("something.sql")).unlink()
    assert data_tests.run(home, lambda position, total: None) is None

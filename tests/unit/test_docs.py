"""The pages written from contracts are those in docs/, the metrics answer, and dbt's documentation is one file."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docs import pages
from loaders.warehouse import catalog
from tests.unit.conftest import PROJECT, Warehouse, run_dbt

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def manifest(sample_warehouse: Warehouse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample_warehouse.target / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", pages.PAGES)
def test_pages_say_what_the_contracts_say(manifest: dict[str, Any], name: str) -> None:
    written = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    assert written == pages.PAGES[name](manifest), f"docs/{name} is behind the contracts: run make docs"


def test_every_column_has_a_name_in_both_languages(manifest: dict[str, Any]) -> None:
    for node in pages.models(manifest):
        for name, column in node["columns"].items():
            assert pages.name_zh(column), f"{node['name']}.{name} has no meta.name_zh"
            assert column["description"], f"{node['name']}.{name} has no description"


def test_the_diagram_draws_every_declared_key(manifest: dict[str, Any]) -> None:
    drawn = pages.erd(manifest)
    stars = [node for node in pages.models(manifest) if node["fqn"][1] == "marts"]
    keys = [(node["name"], column, table) for node in stars for column, table in pages.foreign_keys(node)]
    assert len(keys) > 80
    for name, column, table in keys:
        assert f"    {table} ||--o{{ {name} : {column}" in drawn


def test_the_metrics_answer(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    """MetricFlow takes the write lock, so it is given a copy; it looks for the manifest below its project."""
    (tmp_path / "home" / "build").mkdir(parents=True)
    shutil.copy(sample_warehouse.database, tmp_path / "home" / "build" / "warehouse.duckdb")
    project = tmp_path / "project"
    (project / "target").mkdir(parents=True)
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, project / name)
    for name in ("models", "macros", "seeds"):
        (project / name).symlink_to(PROJECT / name)
    for name in ("semantic_manifest.json", "manifest.json"):
        shutil.copy(sample_warehouse.target / name, project / "target" / name)
    answer = tmp_path / "answer.csv"
    found = subprocess.run(
        [
            *(str(BIN / "mf"), "query", "--csv", str(answer)),
            *("--metrics", "attainment_rate,targets_set", "--group-by", "target__region_name"),
            *("--where", "{{ Dimension('target__indicator') }} = 'tech_sme'"),
        ],
        cwd=project,
        env={**os.environ, "KEJI_HOME": str(tmp_path / "home"), "DBT_PROFILES_DIR": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    with answer.open(encoding="utf-8", newline="") as file:
        rows = {row["target__region_name"]: row for row in csv.DictReader(file)}
    assert float(rows["营口市"]["attainment_rate"]) == pytest.approx(78.0)
    expected = sample_warehouse.ask(
        """
        select region, count(*)
        from reporting.rpt_target_attainment
        where indicator = 'tech_sme'
        group by region
        """
    )
    assert {region: float(rows[region]["targets_set"]) for region in rows} == dict(expected)
    declared = json.loads((project / "target" / "semantic_manifest.json").read_text(encoding="utf-8"))
    metrics = [metric["name"] for metric in declared["metrics"]]
    assert len(metrics) > 8
    asked = [
        "--metrics",
        ",".join(metrics),  # each of them can be grouped so
        "--group-by",
        "region__region_level,indicator_of_catalogue__category",
    ]
    found = subprocess.run(
        [str(BIN / "mf"), "query", "--csv", str(answer), *asked],
        cwd=project,
        env={**os.environ, "KEJI_HOME": str(tmp_path / "home"), "DBT_PROFILES_DIR": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    with answer.open(encoding="utf-8", newline="") as file:
        grouped = list(csv.DictReader(file))
    (targets,) = sample_warehouse.one("select count(*) from marts.fct_target_attainment")
    assert sum(float(row["targets_set"] or 0) for row in grouped) == targets
    assert {row["region__region_level"] for row in grouped} >= {"province", "prefecture"}
    shares = [float(row["share_of_targets_met"]) for row in grouped if row["share_of_targets_met"]]
    assert 100 in shares and all(0 <= share <= 100 for share in shares)


def test_dbts_documentation_is_one_file(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "build").mkdir(parents=True)
    shutil.copy(sample_warehouse.database, home / "build" / "warehouse.duckdb")
    made = run_dbt(home, "docs", "generate", "--static")
    assert made.returncode == 0, made.stdout + made.stderr
    page = (home / "build" / "target" / "static_index.html").read_text(encoding="utf-8")
    assert "rpt_target_attainment" in page
    assert json.dumps("陈述宽表")[1:-1] in page  # the Chinese names are there too


def test_a_release_carries_the_declared_keys(sample_warehouse: Warehouse, manifest: dict[str, Any]) -> None:
    """Publishing finds each foreign key that the diagram draws."""
    keys = catalog.declared_keys(sample_warehouse.target / "manifest.json")
    for node in pages.models(manifest):
        found = {(key.columns[0], key.to_table) for key in keys.foreign.get(f"{node['schema']}.{node['name']}", ())}
        assert found == set(pages.foreign_keys(node)), node["name"]
        assert list(keys.primary.get(f"{node['schema']}.{node['name']}", ())) == pages.primary_key(node)

"""Warehouses that tests share: built once a session, of the sample reports and, where they are at hand, of real ones."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.warehouse import dbt

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = PROJECT / "reports"
REAL = PROJECT.parent / "shared" / "reports"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A build database with what dbt said while it was built and tested."""

    home: Path
    results: list[dict[str, Any]] = field(repr=False)

    @property
    def database(self) -> Path:
        return self.home / "build" / "warehouse.duckdb"

    @property
    def target(self) -> Path:
        return self.home / "build" / "target"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        rows = self.ask(query)
        assert len(rows) == 1, f"{len(rows)} rows, not one: {query}"
        return rows[0]


def run_dbt(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One dbt command on a home's build database, in a process of its own so that no lock is left."""
    environment = {
        **os.environ,
        "KEJI_HOME": ".",
        "DBT_PROJECT_DIR": str(PROJECT),
        "DBT_PROFILES_DIR": str(PROJECT),
        "DBT_TARGET_PATH": str(home / "build" / "target"),
        "DBT_LOG_PATH": str(home / "logs"),
        "DBT_USE_COLORS": "false",
    }
    command = [str(Path(sys.executable).parent / "dbt"), *arguments]
    dbt.lend_parsed(home / "build" / "target")
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    dbt.keep_parsed(home / "build" / "target")
    return done


def build(reports: Path, home: Path, *arguments: str) -> Warehouse:
    """Load a folder of reports, then let dbt build and test everything, as it would by itself."""
    load = [sys.executable, "-m", "loaders.cli", "load", "--reports", str(reports), "--home", str(home)]
    loaded = subprocess.run(load, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    built = run_dbt(home, "build", *arguments)
    results = home / "build" / "target" / "run_results.json"
    assert results.exists(), built.stdout + built.stderr
    return Warehouse(home, json.loads(results.read_text(encoding="utf-8"))["results"])


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return build(SAMPLES, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def real_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    if not REAL.is_dir():
        pytest.skip("the five real reports are not at hand (../shared/reports): nothing is tested on them")
    return build(REAL, tmp_path_factory.mktemp("real"), "--exclude-resource-type", "unit_test")

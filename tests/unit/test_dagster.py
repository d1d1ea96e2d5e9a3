"""The Dagster definitions, materialised in process: everything, and nothing published where a check fails."""

import importlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
dg = pytest.importorskip("dagster")

from loaders.errors import ChecksFailed  # noqa: E402
from loaders.home import PROJECT, Home  # noqa: E402
from loaders.runs import release  # noqa: E402
from loaders.warehouse import state  # noqa: E402


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The module, over a home and a folder of one report of its own; both are fixed when it is imported."""
    folder = tmp_path_factory.mktemp("dagster")
    (folder / "reports").mkdir()
    smallest = min((PROJECT / "reports").glob("*.txt"), key=lambda path: path.stat().st_size)
    shutil.copy(smallest, folder / "reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEJI_HOME", str(folder / "home"))
        patch.setenv("KEJI_REPORTS", str(folder / "reports"))
        yield importlib.import_module("loaders.dagster_definitions")


def execute(definitions: Any) -> Any:
    with dg.DagsterInstance.ephemeral() as instance:
        job = definitions.definitions.resolve_job_def("everything")
        return job.execute_in_process(instance=instance, raise_on_error=False)


def test_everything_is_materialised_and_published(definitions: Any) -> None:
    done = execute(definitions)
    assert done.success
    made = {event.asset_key.to_user_string() for event in done.get_asset_materialization_events()}
    assert {"raw/readings", "marts/fct_statements", "reporting/rpt_statements", "release"} <= made
    judged = {judgement.check_name for judgement in done.get_asset_check_evaluations()}
    assert judged == {"identity", "great_expectations", "dbt"}
    assert release.current(Home(definitions.HOME.path)) is not None
    assert [row["trigger"] for row in state.runs(definitions.HOME)] == ["dagster"] * 4


def test_a_failed_check_keeps_the_release_from_being_made(definitions: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[object] = []
    row = {"check_tool": "dbt", "check_name": "unique_key", "outcome": "fail"}

    def fail(request: object) -> None:
        raise ChecksFailed("unique_key")

    monkeypatch.setattr(definitions.pipeline, "load", lambda request: definitions.pipeline.Result({}))
    monkeypatch.setattr(definitions.pipeline, "build", lambda request: definitions.pipeline.Result({"table_rows": {}}))
    monkeypatch.setattr(definitions.pipeline, "check", fail)
    monkeypatch.setattr(definitions.pipeline, "publish", published.append)
    monkeypatch.setattr(definitions.state, "runs", lambda home: [{"run_id": "1"}])
    monkeypatch.setattr(definitions.state, "checks", lambda home, run_id: [row])
    assert not execute(definitions).success
    assert published == []


def test_the_sensor_asks_for_a_run_when_the_folder_changes(definitions: Any) -> None:
    def ask() -> Any:
        return definitions.reports_changed(dg.build_sensor_context())

    first = ask()
    assert ask().run_key == first.run_key
    (Path(definitions.REQUEST.reports) / "more.txt").write_text("更多")
    assert ask().run_key != first.run_key
    (Path(definitions.REQUEST.reports) / "more.txt").unlink()


def test_there_is_a_daily_schedule(definitions: Any) -> None:
    assert definitions.nightly.cron_schedule == "30 2 * * *"

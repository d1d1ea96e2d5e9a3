"""dbt in its child process, on a project of two models."""

import subprocess
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
import yaml

from loaders.errors import KejiError
from loaders.home import PROJECT, Home
from loaders.runs import lock
from loaders.warehouse import dbt

FILES = {
    "dbt_project.yml": "name: tiny\nversion: '1.0.0'\nprofile: tiny\nflags: {send_anonymous_usage_stats: false}\n",
    "profiles.yml": (
        "tiny: {target: build, outputs: {build: {type: duckdb, "
        "path: \"{{ env_var('KEJI_HOME') }}/build/warehouse.duckdb\"}}}\n"
    ),
    "models/one.sql": "select 1 as number",
    "models/two.sql": "select number, 'it''s' as text from {{ ref('one') }}",
    "models/models.yml": (
        "models:\n- name: two\n  columns:\n  - name: number\n    data_tests:\n    - unique\n"
        "    - accepted_values: {name: is_two, arguments: {values: [2]}}\n"
        "    - accepted_values: {name: may_be_two, arguments: {values: [2]}, config: {severity: warn}}\n"
    ),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    project = tmp_path / "project"
    for name, text in FILES.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(dbt, "PROJECT", project)
    home = Home(tmp_path / "it's home")
    home.build.mkdir(parents=True)
    return home


def test_commands_run_one_after_another_and_tell_of_each_node(home: Home) -> None:
    progress: list[tuple[int, int]] = []
    with closing(dbt.Session(home)) as session:
        nodes = session.run(dbt.BUILD, lambda *so_far: progress.append(so_far))
        with duckdb.connect(str(home.database)) as connection:  # closed between two commands
            assert connection.execute("from two").fetchall() == [(1, "it's")]
        nodes += session.run(dbt.TEST, lambda *so_far: progress.append(so_far))
    assert [(node.name, node.status) for node in nodes if node.kind == "model"] == [
        ("one", "success"),
        ("two", "success"),
    ]
    tests = {node.name: (node.status, node.severity, node.failures) for node in nodes if node.kind == "test"}
    assert tests == {
        "unique_two_number": ("pass", "error", 0),
        "is_two": ("fail", "error", 1),
        "may_be_two": ("warn", "warn", 1),
    }
    assert list(dbt.bad_nodes(nodes)) == ["is_two: Got 1 result, configured to fail if != 0"]
    assert progress == [(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)]
    written = [path for path in (dbt.PROJECT / "target").rglob("*") if path.is_file()]
    assert written == [dbt.PROJECT / "target" / "keji" / dbt.PARSED]  # lent to other homes; all else is the home's
    assert not (dbt.PROJECT / "logs").exists()


def test_a_command_that_has_run_runs_again(home: Home) -> None:
    passing = "{{ config(materialized='ephemeral') }} select number + 1 as number from {{ ref('one') }}"
    (dbt.PROJECT / "models" / "passing.sql").write_text(passing)
    (dbt.PROJECT / "models" / "three.sql").write_text("select number from {{ ref('passing') }}")
    with closing(dbt.Session(home)) as session:
        for _ in range(2):
            assert not list(dbt.bad_nodes(session.run(["run"])))
    with duckdb.connect(str(home.database)) as connection:
        assert connection.execute("from three").fetchall() == [(2,)]


def test_a_project_that_does_not_parse_is_an_error(home: Home) -> None:
    (dbt.PROJECT / "models" / "two.sql").write_text("select * from {{ ref('nothing') }}")
    with closing(dbt.Session(home)) as session, pytest.raises(KejiError, match="depends on a node named 'nothing'"):
        session.run(dbt.BUILD)


def test_a_child_that_dies_is_an_error(home: Home) -> None:
    with closing(dbt.Session(home)) as session:
        session.start().kill()
        with pytest.raises(KejiError, match=r"dbt ended with status -9; see .*dbt\.out"):
            session.run(dbt.BUILD)


def test_whoever_breaks_off_takes_dbt_along(home: Home) -> None:
    def break_off(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        lock.hold(home, "run") as handle,
        closing(dbt.Session(home, handle)) as session,
    ):
        session.run(dbt.BUILD, break_off)
    assert lock.holder(home) is None
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(home.path) not in listed


def test_where_memory_is_put_down_is_told_once() -> None:
    """What stands under ``settings`` is told for each connection, and DuckDB refuses the folder once it has been used."""
    profile = yaml.safe_load((PROJECT / "profiles.yml").read_text(encoding="utf-8"))
    [build] = profile["keji"]["outputs"].values()
    assert {"memory_limit", "temp_directory"} <= build["config_options"].keys()
    assert "settings" not in build


@pytest.mark.parametrize("ahead", [False, True])
def test_what_was_parsed_is_lent_to_the_next_home(home: Home, tmp_path: Path, ahead: bool) -> None:
    """Of what was parsed for a home or ahead only what has changed since is parsed again."""
    if ahead:
        dbt.parse_ahead()
    else:
        with closing(dbt.Session(home)) as session:
            session.run(dbt.BUILD)
    lent = dbt.PROJECT / "target" / "keji" / dbt.PARSED
    parsed = lent.read_bytes()
    (dbt.PROJECT / "models" / "two.sql").write_text("select number, 'changed' as text from {{ ref('one') }}")
    other = Home(tmp_path / "other")
    other.build.mkdir(parents=True)
    dbt.lend_parsed(other.build / "target")
    assert (other.build / "target" / dbt.PARSED).read_bytes() == parsed
    assert lent.stat().st_mode & 0o777 == 0o644  # others may run keji here too
    with closing(dbt.Session(other)) as session:
        session.run([*dbt.BUILD, "--log-level-file", "debug"])
    with duckdb.connect(str(other.database)) as connection:
        assert connection.execute("from two").fetchall() == [(1, "changed")]
    assert lent.read_bytes() != parsed
    # dbt says itself that it parses only in part
    assert "Unable to do partial parsing" not in (other.logs / "dbt.log").read_text(encoding="utf-8")

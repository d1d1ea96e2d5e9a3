"""The command on the sample reports, as a user has it: all four steps, twice, in any order, with bad files among the good."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.home import PROJECT, Home
from loaders.runs import release
from loaders.warehouse import catalog, state
from loaders.warehouse.catalog import literal

SAMPLES = sorted((PROJECT / "reports").glob("*.txt"))
PER_RUN = {"fct_check_results"}  # has the seconds of each run


@dataclass(frozen=True)
class Published:
    home: Home
    reports: Path
    told: dict[str, Any]


def keji(home: Home, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "keji", *arguments, "--home", home.path]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def marts(home: Home) -> dict[str, str]:
    """The hash of each table of the current release."""
    files = release.require_current(home).manifest["files"]
    names = {Path(name).stem: hashed for name, hashed in files.items() if name.startswith("parquet/")}
    return {name: hashed for name, hashed in names.items() if name not in PER_RUN}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("run")
    reports = folder / "报告 'reports'"
    reports.mkdir()
    for path in SAMPLES:
        shutil.copy(path, reports)
    home = Home(folder / "home")
    done = keji(home, "run", "--json", "--reports", reports)
    assert done.returncode == 0, done.stderr
    return Published(home, reports, json.loads(done.stdout))


@pytest.mark.alone
def test_a_run_ends_in_a_release_that_answers(published: Published, tmp_path: Path) -> None:
    told = published.told
    assert (told["outcome"], told["files_new"], told["checks_failed"]) == ("published", len(SAMPLES), 0)
    again = json.loads(keji(Home(tmp_path / "home"), "load", "--json", "--reports", published.reports).stdout)
    assert min(told["step_seconds"]["load"], again["step_seconds"]["load"]) <= 2  # a machine has slow moments
    assert told["step_seconds"]["publish"] <= 2
    assert sum(told["step_seconds"].values()) <= 45
    query = "select count(*) as statements, count(distinct report) as reports from reporting.rpt_statements"
    [row] = json.loads(keji(published.home, "query", query, "--json").stdout)
    assert row["reports"] == len(SAMPLES)
    assert row["statements"] > 250
    status = json.loads(keji(published.home, "status", "--json").stdout)
    assert status["current"]["reports"] == len(SAMPLES)
    assert {row["region"] for row in status["freshness"]}
    assert status["waiting"] == []


def test_views_of_the_release_have_the_rows_of_the_build(published: Published) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(published.home.database))} as build (read_only)")
        connection.execute(
            f"attach {literal(str(published.home.current / 'warehouse.duckdb'))} as released (read_only)"
        )
        views = catalog.declared_views(published.home.build / "target")
        assert "reporting.rpt_statements" in views
        for name in views:
            for one, other in (("build", "released"), ("released", "build")):
                left_over = f"select count(*) from (from {one}.{name} except all from {other}.{name})"
                assert connection.execute(left_over).fetchone() == (0,), (name, one)


def test_its_checks_are_in_the_release(published: Published) -> None:
    query = (
        "select check_tool, count(*) as checks from marts.fct_check_results where run_id = '{}' group by all order by 1"
    )
    found = json.loads(keji(published.home, "query", query.format(published.told["run_id"]), "--json").stdout)
    assert {row["check_tool"] for row in found} == {"dbt", "great_expectations", "identity"}
    assert sum(row["checks"] for row in found) == published.told["checks_passed"] + published.told["checks_warned"]


@pytest.mark.alone
def test_nothing_changed_takes_no_time(published: Published) -> None:
    begun = time.monotonic()
    done = keji(published.home, "run", "--json", "--reports", published.reports)
    assert time.monotonic() - begun <= 2
    told = json.loads(done.stdout)
    assert (told["outcome"], set(told["step_seconds"])) == ("unchanged", {"read"})
    assert state.runs(published.home)[-1]["outcome"] == "unchanged"


def test_a_second_run_gives_the_same_bytes(published: Published) -> None:
    before = marts(published.home)
    done = keji(published.home, "run", "--force", "--quiet", "--reports", published.reports)
    assert done.returncode == 0, done.stderr
    assert len(release.releases(published.home)) == 2
    assert marts(published.home) == before


def test_the_order_in_which_files_came_does_not_matter(published: Published, tmp_path: Path) -> None:
    home, reports = Home(tmp_path / "home"), tmp_path / "reports"
    reports.mkdir()
    for path in SAMPLES[::-1]:
        shutil.copy(path, reports)
        assert keji(home, "load", "--quiet", "--reports", reports).returncode == 0
    done = keji(home, "run", "--quiet", "--reports", reports)
    assert done.returncode == 0, done.stderr
    assert marts(home) == marts(published.home)


def tables(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table that would be published of the build database."""
    with duckdb.connect(str(home.database), read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where schema_name in ('marts', 'reporting')"
        ).fetchall()
        found = [name for (name,) in names if name.partition(".")[2] not in PER_RUN]
        return {name: connection.execute(f"from {name} order by all").fetchall() for name in found}


def build(home: Home, reports: Path) -> set[str]:
    """Load and build; gives the reports that were decided, and not kept from the build before."""
    for command in (["load", "--quiet", "--reports", reports], ["build", "--quiet"]):
        done = keji(home, *command)
        assert done.returncode == 0, done.stderr
    with duckdb.connect(str(home.database), read_only=True) as connection:
        decided = connection.execute("select distinct report from intermediate.int_readings").fetchall()
    return {report for (report,) in decided}


def made_anew(home: Home, copy: Path) -> tuple[Home, set[str]]:
    """A copy of a home in which nothing was kept, and the reports that were decided there."""
    shutil.copytree(home.path, copy)
    anew = Home(copy)
    (anew.build / "kept.json").unlink()
    done = keji(anew, "build", "--quiet")
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(anew.database), read_only=True) as connection:
        decided = connection.execute("select distinct report from intermediate.int_readings").fetchall()
    return anew, {report for (report,) in decided}


def flags(home: Home, report: str) -> set[tuple[bool, str | None]]:
    """What other reports make of a report's statements: whether they are current, and why they are odd."""
    query = "select distinct is_current, suspect_reason from reporting.rpt_statements where report = ?"
    with duckdb.connect(str(home.database), read_only=True) as connection:
        return set(connection.execute(query, [report]).fetchall())


REVIEW = """海滨市科学技术局{year}年工作总结

发布日期：{published}

一、主要工作成效

{year}年，全市高新技术企业达到{firms}家，科技型中小企业达到{small}家。

海滨市科学技术局
"""


def test_what_is_kept_is_what_would_be_made_anew(tmp_path: Path) -> None:
    """After more reports, a newer version, a leap, a removal and another sidecar each table is that of a build of all."""
    home, reports = Home(tmp_path / "home"), tmp_path / "reports"
    reports.mkdir()
    *others, last = SAMPLES
    for path in others:
        shutil.copy(path, reports)
    (reports / "first.txt").write_text(
        REVIEW.format(year=2021, published="2022-01-10", firms=41, small=310), encoding="utf-8"
    )
    assert build(home, reports) == {"first", *(path.stem for path in others)}
    assert flags(home, "first") == {(True, None)}

    shutil.copy(last, reports)
    (reports / "leap.txt").write_text(
        REVIEW.format(year=2022, published="2023-01-12", firms=98000, small=325), encoding="utf-8"
    )
    assert build(home, reports) == {"leap", last.stem}
    assert flags(home, "first") == {(True, None), (True, "jump")}
    assert tables(home) == tables(made_anew(home, tmp_path / "more")[0])

    (reports / others[0].name).unlink()
    (reports / "leap.txt").unlink()
    (reports / f"{others[1].name}.meta.yml").write_text("issuer: 甲市科技局\n", encoding="utf-8")
    (reports / "second.txt").write_text(
        REVIEW.format(year=2021, published="2022-02-10", firms=42, small=310), encoding="utf-8"
    )
    assert build(home, reports) == {"second", others[1].stem}
    assert flags(home, "first") == {(False, None)}
    anew, decided = made_anew(home, tmp_path / "fewer")
    assert decided == {"first", "leap", "second", *(path.stem for path in SAMPLES)}
    assert tables(home) == tables(anew)


def test_history_stays_and_the_current_is_that_of_a_first_run(published: Published, tmp_path: Path) -> None:
    """A report that is edited, and one that is removed: the current facts are those of a home that never saw them."""
    edited, removed, *_ = SAMPLES
    home, reports = Home(tmp_path / "home"), tmp_path / "reports"
    reports.mkdir()
    for sample in (edited, removed):  # a word more makes them reports of one's own, whose history stays
        (reports / sample.name).write_text(sample.read_text(encoding="utf-8") + "\n全文完。\n", encoding="utf-8")
    assert keji(home, "load", "--quiet", "--reports", reports).returncode == 0
    (reports / removed.name).unlink()
    with (reports / edited.name).open("a", encoding="utf-8") as file:
        file.write("\n全市另有科技企业孵化器12家。\n")
    first = Home(tmp_path / "first")
    current = {}
    for each in (home, first):
        done = keji(each, "run", "--quiet", "--reports", reports)
        assert done.returncode == 0, done.stderr
        query = "select * from marts.fct_statements where is_current order by statement_key"
        current[each] = keji(each, "query", query, "--csv").stdout
    assert current[home] == current[first]
    assert "statement_key" in current[home]
    versions = "select count(*) as versions, count(*) filter (is_present) as present from meta.document_versions"
    assert json.loads(keji(home, "query", versions, "--json").stdout) == [{"versions": 3, "present": 1}]


def test_a_run_that_is_stopped_says_so(published: Published, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    command = [Path(sys.executable).parent / "keji", "run", "--home", home.path, "--reports", published.reports]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert run.stderr
    while "build begins" not in run.stderr.readline():
        assert run.poll() is None
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 1
    assert "stopped by SIGTERM" in said
    assert state.runs(home)[-1]["outcome"] == "interrupted"


def test_dbt_works_by_itself_on_what_is_loaded(published: Published) -> None:
    environment = {
        **os.environ,
        "KEJI_HOME": str(published.home.path),
        "DBT_TARGET_PATH": str(published.home.build / "own"),
    }
    command = [Path(sys.executable).parent / "dbt", "source", "freshness"]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_reports_of_every_kind_pass_the_checks(tmp_path: Path) -> None:
    """All texts with gold rows: zones, meetings, tables, odd formats. No check may stop what is only unusual."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for path in sorted((PROJECT / "tests" / "gold").glob("*/reports/*.txt")):
        shutil.copy(path, reports)
    done = keji(Home(tmp_path / "home"), "run", "--reports", reports)
    assert done.returncode == 0, done.stdout + done.stderr

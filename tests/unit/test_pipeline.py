"""The whole run with a stand-in for dbt: what is skipped, what stops it, what it leaves behind."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from loaders import cli
from loaders.errors import BadUse, ChecksFailed, KejiError, Locked
from loaders.home import Home
from loaders.runs import lock, pipeline, release, status
from loaders.runs.pipeline import Request
from loaders.warehouse import checks, corrections, dbt, state

REPORT = "全市2030年科技工作总结\n\n　　全市高新技术企业达到{number}家，增长12.5%。\n"

STAR = """
    create schema if not exists marts;
    create or replace table marts.dim_document as select document_id, file_name from raw.documents;
    create or replace table marts.fct_numerals as
        select md5(document_id) as document_key, document_id, numeral_start, text from raw.numerals;
"""


class FakeDbt:
    """Builds two tables, and finds what a test tells it to find."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.nodes: dict[str, list[dbt.Node]] = {}
        self.during: Callable[[], Any] = lambda: None

    def run(self, session: dbt.Session, command: list[str], advance: dbt.Advance) -> list[dbt.Node]:
        self.commands.append(command)
        self.during()
        if command in (dbt.BUILD, dbt.BUILD_AGAIN):
            with duckdb.connect(str(session.home.database)) as connection:
                connection.execute(STAR)
        advance(1, 1)
        return self.nodes.get(command[0], [])


def node(name: str, status_: str, severity: str = "error", message: str = "") -> dbt.Node:
    return dbt.Node(name, "test", status_, severity, 1, 0.1, message)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeDbt:
    made = FakeDbt()

    def run(
        session: dbt.Session, command: list[str], advance: dbt.Advance = lambda done, total: None
    ) -> list[dbt.Node]:
        return made.run(session, command, advance)

    monkeypatch.setattr(dbt.Session, "run", run)
    monkeypatch.setattr(dbt.Session, "start", lambda session: None)
    monkeypatch.setattr(status, "COUNTS", "select count(*) as reports from marts.dim_document")
    monkeypatch.setattr(checks, "run_expectations", lambda home: [])
    return made


@pytest.fixture
def request_(tmp_path: Path, fake: FakeDbt) -> Request:
    reports = tmp_path / "reports"
    reports.mkdir()
    put(reports, "a.txt", 320)
    return Request(Home(tmp_path / "home"), reports)


def put(folder: Path, name: str, number: int) -> None:
    (folder / name).write_text(REPORT.format(number=number), encoding="utf-8")


def last_run(home: Home) -> dict[str, Any]:
    return state.runs(home)[-1]


def test_a_run_publishes_and_records_itself(request_: Request, fake: FakeDbt) -> None:
    result = pipeline.run(request_)
    row = last_run(request_.home)
    assert (row["outcome"], row["files_new"], row["files_rejected"]) == ("published", 1, 0)
    assert (row["checks_passed"], row["checks_failed"]) == (3, 0)
    assert set(row["step_seconds"]) == {"read", "load", "build", "check", "publish"}
    assert row["table_rows"]["raw.documents"] == 1
    # where nothing was compiled, dbt tests everything
    assert fake.commands == [dbt.BUILD, dbt.COMPILE_TESTS, dbt.TEST, dbt.CHECK_RESULTS]
    assert result.exit_code == 0
    with release.reader(result.release) as connection:
        found = connection.execute("select run_id, outcome, release_id from meta.runs").fetchall()
    assert found == [(row["run_id"], "published", row["release_id"])]


@pytest.mark.alone
def test_nothing_is_done_where_nothing_has_changed(request_: Request, fake: FakeDbt) -> None:
    first = pipeline.run(request_)
    fake.commands.clear()
    begun = time.monotonic()
    second = pipeline.run(request_)
    assert time.monotonic() - begun < 1
    assert fake.commands == []
    assert (second.release, second.record["outcome"]) == (first.release, "unchanged")
    assert last_run(request_.home)["files_unchanged"] == 1


@pytest.mark.parametrize("change", ["edit", "add", "remove", "rename", "corrections", "force"])
def test_any_change_makes_a_release(change: str, request_: Request, fake: FakeDbt) -> None:
    put(request_.reports, "b.txt", 1)
    pipeline.run(request_)
    if change == "edit":
        put(request_.reports, "a.txt", 321)
    elif change == "add":
        put(request_.reports, "c.txt", 2)
    elif change == "remove":
        (request_.reports / "b.txt").unlink()
    elif change == "rename":
        (request_.reports / "b.txt").rename(request_.reports / "c.txt")
    elif change == "corrections":
        request_.home.corrections.write_text(",".join(corrections.SCHEMA.names) + "\n")
    again = Request(request_.home, request_.reports, force=change == "force")
    assert pipeline.run(again).record["outcome"] == "published"
    assert len(release.releases(request_.home)) == 2


def test_rejects_are_told_by_the_exit_code_until_they_are_gone(request_: Request, fake: FakeDbt) -> None:
    (request_.reports / "bad.txt").write_bytes(b"\0")
    assert pipeline.run(request_).exit_code == 3
    assert pipeline.run(request_).exit_code == 3
    (request_.reports / "bad.txt").unlink()
    assert pipeline.run(request_).exit_code == 0


def test_failed_checks_leave_current_as_it_was(request_: Request, fake: FakeDbt) -> None:
    first = pipeline.run(request_).release
    put(request_.reports, "b.txt", 1)
    fake.nodes["test"] = [node("unique_key", "fail", message="Got 1 result"), node("range", "warn", "warn")]
    with pytest.raises(ChecksFailed, match=r"dbt unique_key: 1 rows. Got 1 result"):
        pipeline.run(request_)
    row = last_run(request_.home)
    assert (row["outcome"], row["checks_failed"], row["checks_warned"]) == ("checks_failed", 1, 1)
    assert release.current(request_.home) == first
    with pytest.raises(ChecksFailed, match="has not passed its checks"):
        pipeline.publish(request_)
    found = {each["check_name"]: each["outcome"] for each in state.checks(request_.home, row["run_id"])}
    assert found["unique_key"] == "fail"


def test_warnings_do_not_stop_a_release(request_: Request, fake: FakeDbt) -> None:
    fake.nodes["test"] = [node("range", "warn", "warn")]
    assert pipeline.run(request_).record["checks_warned"] == 1


def test_a_failing_model_leaves_current_as_it_was(request_: Request, fake: FakeDbt) -> None:
    first = pipeline.run(request_).release
    put(request_.reports, "b.txt", 1)
    fake.nodes["build"] = [node("fct_statements", "error", message="Binder Error: no such column\nmore")]
    with pytest.raises(KejiError, match="fct_statements: Binder Error: no such column more"):
        pipeline.run(request_)
    assert last_run(request_.home)["outcome"] == "failed"
    assert release.current(request_.home) == first


def test_the_verbs_one_by_one_come_to_the_same(request_: Request, fake: FakeDbt) -> None:
    with pytest.raises(BadUse, match="keji load"):
        pipeline.build(request_)
    pipeline.load(request_)
    pipeline.build(request_)
    with pytest.raises(ChecksFailed):
        pipeline.publish(request_)
    pipeline.check(request_)
    published = pipeline.publish(request_).release
    assert pipeline.publish(request_).release == published
    assert pipeline.run(request_).record["outcome"] == "unchanged"
    pipeline.load(request_)
    with pytest.raises(ChecksFailed):
        pipeline.publish(request_)


def test_a_rollback_stays_until_something_changes(request_: Request, fake: FakeDbt) -> None:
    first = pipeline.run(request_).release
    put(request_.reports, "b.txt", 1)
    pipeline.run(request_)
    pipeline.rollback(request_, None)
    assert pipeline.run(request_).record["outcome"] == "unchanged"
    assert release.current(request_.home) == first
    put(request_.reports, "b.txt", 2)
    pipeline.run(request_)
    assert release.current(request_.home) == release.releases(request_.home)[-1]


def test_an_empty_release_never_replaces_a_full_one(request_: Request, fake: FakeDbt) -> None:
    first = pipeline.run(request_).release
    (request_.reports / "a.txt").write_bytes(b"")
    with pytest.raises(KejiError, match="not one report could be read"):
        pipeline.run(request_)
    assert release.current(request_.home) == first


def test_a_folder_of_rejects_alone_is_published_as_such(request_: Request, fake: FakeDbt) -> None:
    (request_.reports / "a.txt").write_bytes(b"")
    assert pipeline.run(request_).exit_code == 3


def test_folders_that_cannot_be_are_bad_use(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder, message in [(tmp_path / "empty", "no report"), (tmp_path / "none", "no folder")]:
        with pytest.raises(BadUse, match=message):
            pipeline.run(Request(request_.home, folder))


def test_a_killed_run_is_recorded_as_crashed_by_the_next(request_: Request, fake: FakeDbt) -> None:
    state.record_run(request_.home, {"run_id": "killed", "outcome": "running", "step_seconds": {}})
    pipeline.run(request_)
    assert state.runs(request_.home)[0]["outcome"] == "crashed"


def test_a_run_killed_after_publishing_is_recorded_as_published(request_: Request, fake: FakeDbt) -> None:
    result = pipeline.run(request_)
    state.record_run(request_.home, {**result.record, "outcome": "running", "release_id": None})
    pipeline.run(request_)
    row = state.runs(request_.home)[0]
    assert (row["outcome"], row["release_id"]) == ("published", result.release and result.release.release_id)


def test_what_may_pass_is_tried_again_and_what_may_not_is_not() -> None:
    waits: list[float] = []
    left = [KejiError("the disk was busy"), KejiError("again")]

    def work() -> pipeline.Result:
        if left:
            raise left.pop()
        return pipeline.Result({})

    assert pipeline.retry(work, 2, waits.append).record == {}
    assert waits == [5, 10]
    for error in (ChecksFailed("x"), BadUse("x"), Locked("x")):
        left[:] = [error]
        with pytest.raises(type(error)):
            pipeline.retry(work, 2, waits.append)
    left[:] = [KejiError("once"), KejiError("twice")]
    with pytest.raises(KejiError, match="once"):
        pipeline.retry(work, 1, waits.append)


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, list(arguments))
    return done.exit_code, done.output


def test_exit_codes_of_the_command(request_: Request, fake: FakeDbt, tmp_path: Path) -> None:
    home, reports = str(request_.home.path), str(request_.reports)
    asked = ("--home", home)
    assert call("query", "select 1", *asked)[0] == 2
    assert call("run", "--reports", str(tmp_path / "none"), *asked)[0] == 2
    assert call("run", "--nonsense")[0] == 2
    assert call("run", "--reports", reports, *asked)[0] == 0
    assert call("query", "select nonsense", *asked)[0] == 2
    (request_.reports / "bad.txt").write_bytes(b"\0")
    assert call("run", "--reports", reports, *asked)[0] == 3
    put(request_.reports, "b.txt", 1)
    fake.nodes["test"] = [node("unique_key", "fail")]
    code, said = call("run", "--reports", reports, *asked)
    assert (code, "unique_key" in said) == (1, True)
    with lock.hold(request_.home, "run"):
        code, said = call("run", "--reports", reports, *asked)
    assert (code, "another run is at work" in said) == (75, True)
    code, said = call("rollback", "nonsense", *asked)
    assert (code, "no release nonsense" in said) == (2, True)


def test_a_home_that_cannot_be_written_is_a_clear_error(tmp_path: Path, request_: Request) -> None:
    (tmp_path / "file").touch()
    code, said = call("run", "--home", str(tmp_path / "file" / "home"), "--reports", str(request_.reports))
    assert (code, "Not a directory" in said, "Traceback" in said) == (1, True, False)


def test_a_run_that_takes_too_long_is_ended(request_: Request, fake: FakeDbt) -> None:
    fake.during = lambda: time.sleep(30)
    begun = time.monotonic()
    code, said = call("run", "--reports", str(request_.reports), "--home", str(request_.home.path), "--timeout", "1")
    assert (code, "time allowed is over" in said) == (1, True)
    assert time.monotonic() - begun < 10
    assert last_run(request_.home)["outcome"] == "timed_out"


def test_programs_are_answered_in_json(request_: Request, fake: FakeDbt) -> None:
    asked = ("--home", str(request_.home.path), "--json")
    code, said = call("run", "--reports", str(request_.reports), "--quiet", *asked)
    told = json.loads(said)
    assert (code, told["outcome"], told["exit_code"]) == (0, "published", 0)
    assert json.loads(call("query", "select date '2030-01-02' as day, 1.5 as value, '\"=1' as text", *asked)[1]) == [
        {"day": "2030-01-02", "value": 1.5, "text": '"=1'}
    ]
    assert [each["is_current"] for each in json.loads(call("releases", *asked)[1])] == [True]


def test_csv_is_safe_to_open_in_a_spreadsheet(request_: Request, fake: FakeDbt) -> None:
    pipeline.run(request_)
    query = """select '=1+1' as "=a", '+86' as b, '-1' as c, '@x' as d, -1 as e, '增长' as f, 'a"b' as g"""
    said = call("query", query, "--csv", "--home", str(request_.home.path))[1]
    assert said == "'=a,b,c,d,e,f,g\n'=1+1,'+86,'-1,'@x,-1,增长,\"a\"\"b\"\n"


def test_figures_for_prometheus_are_written_after_failures_too(
    request_: Request, fake: FakeDbt, tmp_path: Path
) -> None:
    path = tmp_path / "keji.prom"
    asked = ("--home", str(request_.home.path), "--reports", str(request_.reports), "--metrics-file", str(path))
    call("run", *asked)
    text = path.read_text()
    assert "keji_last_run_success 1\n" in text
    assert 'keji_files{state="new"} 1\n' in text
    assert 'keji_table_rows{table="raw.documents"} 1\n' in text
    fake.nodes["test"] = [node("unique_key", "fail")]
    put(request_.reports, "b.txt", 1)
    call("run", *asked)
    text = path.read_text()
    assert "keji_last_run_success 0\n" in text
    assert 'keji_checks{outcome="failed"} 1\n' in text


def test_the_log_is_there_for_people_and_for_programs(request_: Request, fake: FakeDbt) -> None:
    call("run", "--home", str(request_.home.path), "--reports", str(request_.reports))
    assert "load took" in (request_.home.logs / "keji.log").read_text()
    events = [json.loads(line) for line in (request_.home.logs / "keji.jsonl").read_text().splitlines()]
    assert {"at", "level", "logger", "message"} <= events[0].keys()


def test_status_says_what_is_waiting(request_: Request, fake: FakeDbt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "FRESHNESS", "select 'x' as region_name")
    pipeline.run(request_)
    put(request_.reports, "a.txt", 9)
    put(request_.reports, "b.txt", 1)
    facts = status.gather(request_.home)
    assert facts["waiting"] == [{"file": "a.txt", "why": "changed"}, {"file": "b.txt", "why": "new"}]
    assert facts["runs"][-1]["outcome"] == "published"
    code, said = call("status", "--home", str(request_.home.path))
    assert (code, "b.txt" in said) == (0, True)


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    done = subprocess.run(
        [Path(sys.executable).parent / "keji", "status", "--json", "--home", "here"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["home"] == str(tmp_path / "here")

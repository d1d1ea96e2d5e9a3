"""The state survives what disks, editors and other programs do to it: no verb ends in a traceback, no version is lost."""

import json
import logging
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pipeline import call, fake, put, request_  # noqa: F401  fixtures

from loaders.errors import ChecksFailed
from loaders.home import Home
from loaders.runs import pipeline, release, status
from loaders.runs.pipeline import Request
from loaders.warehouse import state

VERBS = (
    ["status"],
    ["status", "--json"],
    ["releases"],
    ["query", "select count(*) from meta.runs"],
    ["explain", "a"],
    ["diff"],
    ["run"],
    ["publish"],
    ["rollback"],
)
RUN = {
    "run_id": "r",
    "verb": "run",
    "outcome": "done",
    "started_at": "2030-01-02 03:04:05",
    "step_seconds": {"load": 1},
}


def said(path: Path) -> str:
    """What a file says, nothing where it is a folder."""
    return "" if path.is_dir() else path.read_text(encoding="utf-8")


def put_a_folder(home: Home) -> None:
    (home.state / "versions.json").unlink(missing_ok=True)
    (home.state / "versions.json").mkdir()


def damage_versions(content: str) -> Callable[[Home], object]:
    return lambda home: (home.state / "versions.json").write_text(content, encoding="utf-8")


def damage_journal(line: str | bytes) -> Callable[[Home], object]:
    def add(home: Home) -> None:
        with (home.state / "runs.jsonl").open("ab") as file:
            file.write(line if isinstance(line, bytes) else line.encode())

    return add


def damage_checks(content: bytes) -> Callable[[Home], object]:
    def write(home: Home) -> None:
        for path in (home.state / "checks").glob("*.parquet"):
            path.write_bytes(content or path.read_bytes()[:100])

    return write


def add_foreign_checks(home: Home) -> None:
    pq.write_table(pa.table({"city": ["a"], "people": [1]}), home.state / "checks" / "foreign.parquet")
    pq.write_table(pa.table({"run_id": [1.5], "checked_at": ["soon"]}), home.state / "checks" / "types.parquet")
    own = next((home.state / "checks").glob("2*.parquet"))
    (home.state / "checks" / "copy of it.parquet").write_bytes(own.read_bytes())


DAMAGES: dict[str, Callable[[Home], object]] = {
    "empty versions": damage_versions(""),
    "a folder for versions": put_a_folder,
    "torn versions": damage_versions('[{"document_id": "ab'),
    "garbage for versions": damage_versions("\0\x01nonsense"),
    "deep versions": damage_versions("[" * 100_000),
    "an object for versions": damage_versions("{}"),
    "rows without fields": damage_versions('[{}, null, 3, {"document_id": "x"}]'),
    "rows of wrong types": damage_versions('[{"document_id": 1, "file_name": [], "is_present": "yes"}]'),
    "a torn line": damage_journal('{"run_id": "x", "outc'),
    "bytes that are no text": damage_journal(b"\xff\xfe\0\0\n"),
    "a line without fields": damage_journal('{"run_id": "x"}\n'),
    "a line of another kind": damage_journal('[1, 2]\n7\n"x"\nnull\n{"run_id": {}}\n'),
    "wrong types": damage_journal(
        json.dumps(
            {
                **{name: [1] for name in state.TABLES["runs"].names},
                **{"run_id": "x", "files_new": "three", "checks_passed": 10**30, "step_seconds": {"load": "long"}},
            }
        )
        + "\n"
    ),
    "bad moments": damage_journal(
        json.dumps({**RUN, "started_at": "yesterday", "ended_at": "2030-13-01T99:00:00+25:00"}) + "\n"
    ),
    "moments with a zone": damage_journal(json.dumps({**RUN, "ended_at": "2030-01-02T03:04:05+08:00"}) + "\n"),
    "text without an encoding": damage_journal('{"run_id": "x\\ud800", "outcome": "\\udfff", "message": "\\ud800"}\n'),
    "no number": damage_journal('{"run_id": "x", "step_seconds": {"load": NaN}, "table_rows": {"a": Infinity}}\n'),
    "torn checks": damage_checks(b""),
    "garbage for checks": damage_checks(b"PAR1 nonsense PAR1"),
    "foreign checks": add_foreign_checks,
}


@pytest.fixture(autouse=True)
def logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test logs to the screen of the command that another one called."""
    ours = logging.getLogger("loaders")
    monkeypatch.setattr(ours, "handlers", [])
    monkeypatch.setattr(ours, "propagate", True)
    state._warn.cache_clear()


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("damage", DAMAGES)
def test_no_verb_ends_in_a_traceback(
    damage: str,
    request_: Request,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(status, "FRESHNESS", "select 'x' as region")
    home = request_.home
    pipeline.run(request_)
    put(request_.reports, "b.txt", 7)
    pipeline.run(request_)
    DAMAGES[damage](home)
    put(request_.reports, "c.txt", 8)
    for verb in VERBS:
        more = ["--reports", str(request_.reports)] if verb == ["run"] else []
        code, said = call(*verb, *more, "--home", str(home.path))
        assert code in ((1, 2) if verb[0] in ("explain", "diff") else (0,)), (verb, said)
        assert "unexpected error" not in said, (verb, said)
    assert len(release.releases(home)) == 3
    assert state.runs(home)[-1]["outcome"] == "done"


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("damage", [name for name in DAMAGES if "versions" in name or "rows" in name])
def test_versions_that_are_lost_are_told_from_the_archive(
    damage: str,
    request_: Request,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = request_.home
    put(request_.reports, "gone.txt", 7)
    pipeline.run(request_)
    (request_.reports / "gone.txt").unlink()
    pipeline.run(request_)
    before = state.versions(home)
    DAMAGES[damage](home)
    content = said(home.state / "versions.json")
    assert state.versions(home) == before
    put(request_.reports, "new.txt", 8)
    assert pipeline.run(request_).record["files_new"] == 1
    assert len(state.versions(home)) == 3
    aside = [said(path) for path in home.state.glob("versions.unreadable-*.json")]
    is_json = damage.startswith("rows")
    assert aside == ([] if is_json else [content])
    assert "cannot be read in full" in caplog.text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("name", ["verdict.json", "loaded.json"])
@pytest.mark.parametrize("content", ["", "{torn", "[]", "{}"])
def test_a_verdict_that_cannot_be_read_is_none(name: str, content: str, request_: Request) -> None:  # noqa: F811
    first = pipeline.run(request_).release
    (request_.home.build / name).write_text(content)
    with pytest.raises(ChecksFailed, match="has not passed its checks"):
        pipeline.publish(request_)
    assert release.current(request_.home) == first


def test_versions_that_no_release_knows_are_told_by_their_archived_files(tmp_path: Path) -> None:
    home = Home(tmp_path)
    archived = state.archive(home, "ab" * 32)
    archived.parent.mkdir(parents=True)
    archived.write_text("x")
    (archived.parent / "note.txt").write_text("not ours")
    (home.state / "versions.json").write_text("")
    [row] = state.versions(home)
    assert (row["document_id"], row["file_name"], row["is_present"]) == ("ab" * 32, archived.name, False)
    assert state.moment(row["first_seen_at"])


def test_a_run_keeps_what_can_be_read_of_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    state.record_run(home, {**RUN, "files_new": "many", "ended_at": "never", "step_seconds": {"load": 1, "read": "x"}})
    state.record_run(home, {**RUN, "run_id": "s", "ended_at": "2030-01-02T03:04:05+08:00"})
    first, second = state.tables(home)["runs"].to_pylist()
    assert (first["outcome"], first["files_new"], first["ended_at"]) == ("done", None, None)
    assert first["step_seconds"] == '{"load": 1}'
    assert str(second["ended_at"]) == "2030-01-01 19:04:05"


def test_what_is_passed_over_is_told_of_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    home = Home(tmp_path)
    state.record_run(home, RUN)
    damage_journal("{torn\n")(home)
    for _ in range(3):
        assert len(state.runs(home)) == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"{home.state / 'runs.jsonl'}: line 2 is no record of a run and is passed over"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ROW = st.dictionaries(st.sampled_from(state.TABLES["runs"].names), JSON)


@settings(max_examples=200, deadline=None)
@given(row=ROW, run_id=st.text(min_size=1))
def test_any_record_of_a_run_becomes_a_row(tmp_path_factory: pytest.TempPathFactory, row: Any, run_id: str) -> None:
    home = Home(tmp_path_factory.mktemp("state"))
    home.state.mkdir()
    (home.state / "runs.jsonl").write_text(json.dumps({**row, "run_id": run_id}) + "\n")
    assert state.tables(home)["runs"].num_rows == 1


def test_checks_with_any_byte_changed_are_read_or_passed_over(tmp_path: Path) -> None:
    home = Home(tmp_path)
    row = {"run_id": "r", "check_name": "c", "check_tool": "dbt", "outcome": "pass", "severity": "warn"}
    state.save_checks(home, "r", [row])
    path = home.state / "checks" / "r.parquet"
    content, chance = path.read_bytes(), random.Random(7)
    for _ in range(300):
        changed = bytearray(content)
        changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert state.tables(home)["check_results"].num_rows <= 1
    path.write_bytes(content)
    assert state.checks(home, "r")[0] == {**dict.fromkeys(state.TABLES["check_results"].names), **row}

"""Incremental loads: whatever the history of a folder, what is current is what a first load would give."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import BadUse
from loaders.home import Home
from loaders.read import File, NotAReport, Reject, read_document, take_inventory
from loaders.runs.parsing import Parsed
from loaders.warehouse import raw, samples, state, store
from tests.unit.conftest import Warehouse as Built

LEXICON = "1" * 64


@dataclass
class Warehouse:
    """A home, a reports folder, and a parser that does nothing but count its calls."""

    path: Path
    lexicon: str = LEXICON
    parsed: list[str] = field(default_factory=list)

    @property
    def home(self) -> Home:
        return Home(self.path / "home")

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    def put(self, name: str, words: str) -> None:
        path = self.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"全市科技工作总结报告\n{words}", encoding="utf-8")

    def load(self) -> store.Loaded:
        self.reports.mkdir(exist_ok=True)
        return store.load(self.home, take_inventory(self.reports), self.parse, store.Stamp(self.lexicon))

    def parse(self, files: Sequence[File]) -> Iterator[Parsed]:
        for file in files:
            try:
                rows = self.rows_of(file)
            except NotAReport as error:
                yield Parsed(file, {}, Reject(file.file_name, file.document_id, error.reason, error.detail))
            else:
                yield Parsed(file, {name: pa.Table.from_pylist(more, raw.TABLES[name]) for name, more in rows.items()})

    def rows_of(self, file: File) -> dict[str, list[dict[str, Any]]]:
        document = read_document(file, self.reports)
        self.parsed.append(file.file_name)
        row = {
            "document_id": document.document_id,
            "file_name": document.file_name,
            "sidecar_hash": document.sidecar_hash,
            "report": document.report,
            "text": document.text,
            "parser_version": raw.PARSER_VERSION,
            "lexicon_hash": self.lexicon,
        }
        return {"documents": [row], "sentences": [{"document_id": document.document_id, "sentence_start": 0}]}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with store.connect(self.home, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def current(self) -> list[tuple[Any, ...]]:
        """What is present of raw, without the times of the load."""
        return self.rows(
            """
            select documents.* exclude (loaded_at), sentence_start
            from raw.documents
            left join raw.sentences using (document_id)
            inner join raw.document_versions using (document_id)
            where is_present
            order by all
            """
        )


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def test_a_file_changed_while_it_is_read_is_passed_over(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    found = take_inventory(warehouse.reports)
    warehouse.put("a.txt", "3")
    store.load(warehouse.home, found, warehouse.parse, store.Stamp(warehouse.lexicon))
    assert warehouse.rows("select file_name, reason, detail from raw.rejects") == [
        ("a.txt", "unreadable", "it was changed while it was read")
    ]
    assert warehouse.rows("select file_name from raw.documents") == [("b.txt",)]
    warehouse.load()
    assert warehouse.rows("select file_name from raw.documents order by all") == [("a.txt",), ("b.txt",)]
    assert warehouse.rows("select * from raw.rejects") == []


def test_a_file_gone_before_it_is_archived_stops_nothing(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def parse_and_lose(self: Warehouse, files: Sequence[File]) -> Iterator[Parsed]:
        for parsed in parse(self, files):
            parsed.file.path.unlink()
            yield parsed

    parse = Warehouse.parse
    warehouse.put("a.txt", "1")
    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "parse", parse_and_lose)
        assert warehouse.load().new == 1
    assert "a.txt cannot be kept for later" in caplog.text
    assert warehouse.load().removed == 1


def test_only_what_is_new_or_changed_is_parsed(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    assert warehouse.load() == store.Loaded(new=2, changed=0, removed=0, unchanged=0)
    assert warehouse.load() == store.Loaded(new=0, changed=0, removed=0, unchanged=2)
    assert warehouse.parsed == ["a.txt", "b.txt"]
    warehouse.put("b.txt", "3")
    warehouse.put("c.txt", "4")
    assert warehouse.load() == store.Loaded(new=1, changed=1, removed=0, unchanged=1)
    assert warehouse.parsed[2:] == ["b.txt", "c.txt"]


def names_of(warehouse: Warehouse) -> dict[str, str]:
    """What the report in each file is called."""
    present = "inner join raw.document_versions using (document_id) where is_present"
    return dict(warehouse.rows(f"select documents.file_name, report from raw.documents {present}"))


def test_files_of_one_name_are_reports_of_several(warehouse: Warehouse) -> None:
    warehouse.put("2029/a.txt", "企业11家")
    warehouse.put("2030/a.txt", "企业12家")
    warehouse.put("2030/b.txt", "企业13家")
    warehouse.load()
    first = {"2029/a.txt": "2029/a", "2030/a.txt": "2030/a", "2030/b.txt": "b"}
    assert names_of(warehouse) == first
    warehouse.put("2031/b.txt", "企业14家")
    warehouse.put("2031/b.md", "企业15家")
    warehouse.put("b.txt", "企业16家")
    warehouse.load()
    assert names_of(warehouse) == {
        **first,
        "2031/b.txt": "2031/b.txt",
        "2031/b.md": "2031/b",
        "b.txt": "b.txt",
    }


def test_a_report_keeps_its_name_whatever_comes_or_goes(warehouse: Warehouse) -> None:
    warehouse.put("2030/b.txt", "企业11家")
    warehouse.load()
    warehouse.put("b.txt", "企业12家")
    warehouse.put("2030/b.txt", "企业13家")
    warehouse.load()
    assert names_of(warehouse) == {"2030/b.txt": "b", "b.txt": "b.txt"}
    (warehouse.reports / "2030/b.txt").unlink()
    warehouse.load()
    assert names_of(warehouse) == {"b.txt": "b.txt"}


def test_a_file_that_is_moved_keeps_the_name_of_its_report(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "企业11家")
    warehouse.load()
    (warehouse.reports / "2030").mkdir()
    (warehouse.reports / "a.txt").rename(warehouse.reports / "2030/a.txt")
    warehouse.load()
    assert names_of(warehouse) == {"2030/a.txt": "a"}


def test_a_copy_is_the_document_it_was(warehouse: Warehouse) -> None:
    warehouse.put("m.txt", "企业11家")
    warehouse.load()
    warehouse.put("a copy.txt", "企业11家")
    warehouse.load()
    assert names_of(warehouse) == {"m.txt": "m"}
    assert warehouse.rows("select file_name, reason, detail, is_error from raw.rejects") == [
        ("a copy.txt", "duplicate", "same content as m.txt", False)
    ]
    (warehouse.reports / "m.txt").unlink()
    warehouse.load()
    assert names_of(warehouse) == {"a copy.txt": "a copy"}


def test_another_lexicon_or_parser_reads_everything_again(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.put("a.txt", "1")
    warehouse.load()
    warehouse.lexicon = "2" * 64
    warehouse.load()
    monkeypatch.setattr(raw, "PARSER_VERSION", "next")
    warehouse.load()
    assert warehouse.parsed == ["a.txt"] * 3
    assert warehouse.rows("select parser_version, lexicon_hash from raw.documents") == [("next", "2" * 64)]


def test_what_is_removed_or_changed_leaves_the_current_but_not_history(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    warehouse.load()
    warehouse.put("a.txt", "11")
    (warehouse.reports / "b.txt").unlink()
    assert warehouse.load() == store.Loaded(new=0, changed=1, removed=1, unchanged=0)
    assert [row[2] for row in warehouse.current()] == ["a.txt"]
    assert warehouse.rows("select count(*) from raw.documents") == [(3,)]
    assert warehouse.rows("select count(*) from raw.document_versions where not is_present") == [(2,)]


def test_history_outlives_the_build_database(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    warehouse.load()
    (warehouse.reports / "a.txt").unlink()
    warehouse.load()
    before = warehouse.rows("select * exclude (loaded_at) from raw.documents order by all")
    shutil.rmtree(warehouse.home.build)
    warehouse.load()
    assert warehouse.rows("select * exclude (loaded_at) from raw.documents order by all") == before
    assert len(before) == 2


def test_a_report_that_comes_back_is_current_again(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    warehouse.load()
    (warehouse.reports / "a.txt").unlink()
    warehouse.load()
    warehouse.put("a.txt", "1")
    assert warehouse.load().new == 1
    assert len(warehouse.current()) == 2
    assert warehouse.parsed == ["a.txt", "b.txt"]


def test_rejects_are_those_of_the_folder_as_it_is(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    (warehouse.reports / "o'clock.txt").write_bytes(b"\0")
    (warehouse.reports / "copy.txt").write_bytes((warehouse.reports / "a.txt").read_bytes())
    assert warehouse.load() == store.Loaded(new=1, changed=0, removed=0, unchanged=0, rejected=1)
    assert warehouse.rows("select file_name, reason, is_error from raw.rejects order by all") == [
        ("copy.txt", "duplicate", False),
        ("o'clock.txt", "binary", True),
    ]
    (warehouse.reports / "o'clock.txt").unlink()
    assert warehouse.load().rejected == 0
    assert warehouse.rows("select count(*) from raw.rejects where is_error") == [(0,)]


def test_a_report_that_turns_into_garbage_is_rejected_and_gone(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    warehouse.load()
    (warehouse.reports / "a.txt").write_bytes(b"")
    loaded = warehouse.load()
    assert (loaded.removed, loaded.rejected) == (1, 1)
    assert [row[2] for row in warehouse.current()] == ["b.txt"]


@pytest.mark.parametrize("damage", ["garbage", "a torn block", "an empty file"])
def test_a_corrupt_build_database_is_made_anew(damage: str, warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1" * 5000)
    warehouse.load()
    before = warehouse.current()
    content = bytearray(warehouse.home.database.read_bytes())
    if damage == "a torn block":
        content[12288:] = b"\xaa" * (len(content) - 12288)
    warehouse.home.database.write_bytes({"garbage": b"nonsense" * 999, "an empty file": b""}.get(damage, content))
    warehouse.load()
    assert warehouse.current() == before


def test_a_build_database_with_other_columns_is_loaded_anew(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.load()
    with duckdb.connect(str(warehouse.home.database)) as connection:
        connection.execute("alter table raw.documents drop column title")
    warehouse.load()
    assert warehouse.rows("select title from raw.documents") == [(None,)]


def test_a_load_broken_off_goes_on_where_it_was(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BATCH", 2)
    for number in range(5):
        warehouse.put(f"{number}.txt", str(number))

    def break_off(files: Sequence[File]) -> Iterator[Parsed]:
        for parsed in warehouse.parse(files):
            if parsed.file.file_name == "3.txt":
                raise RuntimeError
            yield parsed

    with pytest.raises(RuntimeError):
        store.load(warehouse.home, take_inventory(warehouse.reports), break_off, store.Stamp(warehouse.lexicon))
    warehouse.parsed.clear()
    warehouse.load()
    assert warehouse.parsed == ["2.txt", "3.txt", "4.txt"]
    assert len(warehouse.current()) == 5


def test_names_never_reach_sql_unquoted(warehouse: Warehouse) -> None:
    name = "x'); drop table raw.documents; --.txt"
    warehouse.put(name, "1")
    warehouse.load()
    (warehouse.reports / name).unlink()
    warehouse.put("b.txt", "2")
    warehouse.load()
    assert warehouse.rows("select file_name from raw.documents order by 1") == [("b.txt",), (name,)]


CORRECTION = "document_id,span_start,span_end,ordinal,column_name,expected_value,value,reason,corrected_on\n"


def test_own_corrections_reach_raw_and_misfits_the_rejects(warehouse: Warehouse) -> None:
    warehouse.put("a.txt", "1")
    warehouse.load()
    assert warehouse.rows("select count(*) from raw.corrections") == [(0,)]
    [(document_id,)] = warehouse.rows("select document_id from raw.documents")
    with store.connect(warehouse.home) as connection:
        connection.execute(
            "insert into raw.readings by name"
            f" select '{document_id}' as document_id, 1 as span_start, 2 as span_end, 0 as ordinal"
        )
    rows = f"{document_id},1,2,0,unit,家,个,misread,2030/1/2\nd,1,2,0,unit,家,个,,\n"
    warehouse.home.corrections.write_text(CORRECTION + rows, encoding="utf-8-sig")
    assert warehouse.load().rejected == 1
    [row] = warehouse.rows("select * from raw.corrections")
    assert row == (document_id, 1, 2, 0, "unit", "家", "个", "misread", date(2030, 1, 2))
    assert warehouse.rows("select file_name, stage, reason, detail from raw.rejects") == [
        ("corrections.csv", "corrections", "correction", "row 3 is passed over: no report with document_id d is loaded")
    ]


NAMES = st.sampled_from(["a.txt", "b.txt", "c/a.txt", "d.txt"])
EDIT = st.tuples(st.just("put"), NAMES, st.sampled_from(["1", "2", "3"]))
REMOVE = st.tuples(st.just("remove"), NAMES, st.just(""))
RENAME = st.tuples(st.just("rename"), NAMES, NAMES)
LOAD = st.tuples(st.just("load"), st.just(""), st.just(""))
HISTORIES = st.lists(st.one_of(EDIT, REMOVE, RENAME, LOAD), max_size=12)


@settings(max_examples=30, deadline=None)
@given(HISTORIES)
def test_current_equals_a_first_load_after_any_history(history: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        for step in history:
            apply(warehouse, *step)
        warehouse.load()
        first = Warehouse(Path(folder) / "first")
        first.path.mkdir()
        shutil.copytree(warehouse.reports, first.reports)
        first.load()
        assert unnamed(warehouse) == unnamed(first)  # a name is kept from before
        assert {row["document_id"] for row in state.versions(warehouse.home)} >= {row[0] for row in first.current()}


def unnamed(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    """What is current but for the names of files and reports."""
    return [(row[0], *row[3:]) for row in warehouse.current()]


def apply(warehouse: Warehouse, action: str, name: str, other: str) -> None:
    path = warehouse.reports / name
    if action == "load":
        warehouse.load()
    elif action == "put":
        warehouse.put(name, other)
    elif path.is_file() and action == "remove":
        path.unlink()
    elif path.is_file():
        (warehouse.reports / other).parent.mkdir(exist_ok=True)
        path.rename(warehouse.reports / other)


def journal(home: Home) -> Iterator[str]:
    return iter((home.state / "runs.jsonl").read_text().splitlines())


def test_the_last_line_of_a_run_counts_and_torn_lines_do_not(tmp_path: Path) -> None:
    home = Home(tmp_path)
    state.record_run(home, {"run_id": "1", "outcome": "running"})
    with (home.state / "runs.jsonl").open("a") as file:
        file.write('{"run_id": "2", "outco')
    state.record_run(home, {"run_id": "1", "outcome": "published"})
    assert [row["outcome"] for row in state.runs(home)] == ["published"]
    assert [json.loads(line)["run_id"] for line in journal(home) if line.endswith("}")] == ["1", "1"]


def test_the_state_reaches_raw_with_its_types(warehouse: Warehouse) -> None:
    row = {
        "run_id": "1",
        "started_at": "2030-01-02 03:04:05.678",
        "outcome": "published",
        "table_rows": {"raw.documents": 1},
    }
    state.record_run(warehouse.home, row)
    warehouse.put("a.txt", "1")
    warehouse.load()
    assert warehouse.rows("select run_id, year(started_at), table_rows, files_new from raw.runs") == [
        ("1", 2030, '{"raw.documents": 1}', None)
    ]
    assert warehouse.rows("select count(*) from raw.check_results") == [(0,)]


def test_what_was_set_aside_stays_so_until_the_project_is_another(warehouse: Warehouse) -> None:
    def load(project_hash: str) -> int:
        stamp = store.Stamp(LEXICON, project_hash)
        return store.load(warehouse.home, take_inventory(warehouse.reports), warehouse.parse, stamp).rejected

    warehouse.put("a.txt", "1")
    warehouse.put("b.txt", "2")
    assert load("one") == 0
    with store.connect(warehouse.home) as connection:
        names = {name: document_id for document_id, name in store.file_names(connection).items()}
        reject = Reject("a.txt", names["a.txt"], "check_failed", "so it is", stage="check", sentence="一句")
        store.set_aside(connection, [reject], "one")
        assert store.admitted(connection) == [names["b.txt"]]
    assert load("one") == 1
    assert warehouse.rows("select file_name, stage, sentence, is_error from raw.rejects") == [
        ("a.txt", "check", "一句", True)
    ]
    (warehouse.reports / "a.txt").unlink()
    assert load("one") == 0
    assert warehouse.rows("select file_name, is_error from raw.rejects") == [("a.txt", False)]
    warehouse.put("a.txt", "1")
    assert load("two") == 0
    assert warehouse.rows("select count(*) from raw.rejects") == [(0,)]


def test_what_models_know_is_kept_by_the_same_project_only(warehouse: Warehouse) -> None:
    """And of a document that is read anew, not at all."""
    warehouse.put("a.txt", "一")
    warehouse.put("b.txt", "二")
    warehouse.load()

    def kept() -> dict[str, int]:
        with store.connect(warehouse.home, read_only=True) as connection:
            return {name: len(connection.execute(f"from {name}").fetchall()) for name in store._kept(connection)}

    def keep() -> None:
        with store.connect(warehouse.home) as connection:
            for name, column in store.KEPT.items():
                connection.execute(f"create schema if not exists {name.partition('.')[0]}")
                told = "md5(document_id)" if column == "document_key" else "document_id"
                connection.execute(f"create or replace table {name} as select {told} as {column} from raw.documents")

    store.keep_models(warehouse.home, "one")
    keep()
    store.keep_models(warehouse.home, "one")
    assert kept() == dict.fromkeys(store.KEPT, 2)
    (warehouse.reports / "a.txt.meta.yml").write_text("issuer: 甲市科技局\n", encoding="utf-8")
    warehouse.load()
    assert kept() == dict.fromkeys(store.KEPT, 1)
    for project, anew in (("one", True), ("another", False)):
        keep()
        store.keep_models(warehouse.home, project, anew)
        assert kept() == {}


def test_all_that_dbt_adds_to_is_known_to_be_kept(sample_warehouse: Built) -> None:
    manifest = json.loads((sample_warehouse.target / "manifest.json").read_text(encoding="utf-8"))
    added_to = {
        f"{node['schema']}.{node['name']}": node["columns"].keys()
        for node in manifest["nodes"].values()
        if node["config"]["materialized"] == "incremental"
    }
    assert added_to.keys() == store.KEPT.keys()
    assert all(store.KEPT[name] in columns for name, columns in added_to.items())


def test_samples_are_forgotten_once_others_are_loaded(warehouse: Warehouse) -> None:
    """They are no history of anybody's; what was one's own stays history as ever."""
    for path in samples.FOLDER.glob("*.txt"):
        (warehouse.reports / path.name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, warehouse.reports)
    warehouse.load()
    assert {row["document_id"] for row in state.versions(warehouse.home)} == samples.listed()
    shutil.rmtree(warehouse.reports)
    warehouse.put("mine.txt", "一")
    warehouse.load()
    with store.connect(warehouse.home, read_only=True) as connection:
        assert connection.execute("select file_name from raw.documents").fetchall() == [("mine.txt",)]
        assert connection.execute("select file_name from raw.document_versions").fetchall() == [("mine.txt",)]
    assert not any(state.archive(warehouse.home, each).exists() for each in samples.listed())
    (warehouse.reports / "mine.txt").unlink()
    warehouse.put("mine too.txt", "二")
    warehouse.load()
    assert {row["file_name"]: row["is_present"] for row in state.versions(warehouse.home)} == {
        "mine.txt": False,
        "mine too.txt": True,
    }


def test_samples_never_take_the_place_of_ones_own() -> None:
    with pytest.raises(BadUse, match="would take the place"):
        samples.require_room(samples.FOLDER, ["0" * 64], samples.listed())
    samples.require_room(samples.FOLDER, samples.listed(), samples.listed())
    samples.require_room(samples.FOLDER, ["0" * 64], ["0" * 64, *samples.listed()])  # put there on purpose
    samples.require_room(Path("elsewhere"), ["0" * 64], samples.listed())


def test_every_sample_is_listed() -> None:
    files = {path.name: sha256(path.read_bytes()).hexdigest() for path in samples.FOLDER.glob("*.txt")}
    assert set(files.values()) == samples.listed()


def test_models_of_an_older_keji_are_no_hindrance(warehouse: Warehouse) -> None:
    """It kept tables of the same names without the column by which they are kept now."""
    warehouse.put("a.txt", "一")
    warehouse.load()
    with store.connect(warehouse.home) as connection:
        connection.execute("create schema if not exists reporting")
        connection.execute("create table reporting.rpt_statements as select 1 as statement_key")
    warehouse.put("a.txt", "二")
    warehouse.load()
    store.keep_models(warehouse.home, "newer")
    with store.connect(warehouse.home, read_only=True) as connection:
        assert store._kept(connection) == {}

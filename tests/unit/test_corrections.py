"""Corrections and seeds as people save them: every fault is named, nothing else suffers by it."""

import csv
import hashlib
import io
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_pipeline import call, fake, put, request_  # noqa: F401  fixtures
from typer.testing import CliRunner

from loaders import cli, spreadsheet
from loaders.errors import BadUse
from loaders.home import PROJECT, Home
from loaders.runs import pipeline, release
from loaders.runs.pipeline import Request
from loaders.warehouse import corrections, seeds

ID = "ab" * 32
GOOD = {
    **{"document_id": ID, "span_start": "3", "span_end": "7", "ordinal": "0", "column_name": "unit"},
    **{"expected_value": "家", "value": "个", "reason": "误读", "corrected_on": "2024/1/8"},
}
SAVED = [("utf-8", "\n"), ("utf-8-sig", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n"), ("utf-8", "\r")]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def raw() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create schema raw")
    connection.execute(f"create table raw.documents as select '{ID}' as document_id")
    connection.execute(
        f"""
        create table raw.readings as
        select
            '{ID}' as document_id, 3 as span_start, 7 as span_end, 0 as ordinal, '家' as unit,
            320::decimal(38, 18) as value, null::decimal(38, 18) as value_high
        """
    )
    return connection


def table(*rows: dict[str, str], end: str = "\n") -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerow(GOOD)
    writer.writerows(row.values() for row in rows)
    return buffer.getvalue()


def check(
    home: Home, raw: duckdb.DuckDBPyConnection, content: str, codec: str = "utf-8"
) -> tuple[list[Any], list[str]]:
    home.corrections.write_bytes(content.encode(codec))
    kept, refused = corrections.check(home, raw)
    assert {(each.stage, each.reason, each.is_error) for each in refused} <= {("corrections", "correction", True)}
    return kept.to_pylist(), [each.detail for each in refused]


@pytest.mark.parametrize(("codec", "end"), SAVED)
def test_a_file_is_read_however_it_was_saved(home: Home, raw: duckdb.DuckDBPyConnection, codec: str, end: str) -> None:
    [row], refused = check(home, raw, table(GOOD, end=end), codec)
    assert refused == []
    assert (row["span_start"], row["value"], row["reason"], str(row["corrected_on"])) == (3, "个", "误读", "2024-01-08")


@pytest.mark.parametrize(
    ("column", "written", "stored"),
    [
        ("value", "1,234,567.50", "1234567.5"),
        ("value", "４０.７３", "40.73"),
        ("value_high", "-3.20", "-3.2"),
        ("value", "1e5", "100000"),
        ("period_start", "2024/1/8", "2024-01-08"),
        ("period_end", "2024年12月31日", "2024-12-31"),
        ("base_period", "2024.1.8", "2024-01-08"),
        ("period_end", "2024/1/8 0:00", "2024-01-08"),
        ("stance", " target ", "target"),
    ],
)
def test_values_are_stored_in_one_form(
    home: Home, raw: duckdb.DuckDBPyConnection, column: str, written: str, stored: str
) -> None:
    [row], refused = check(home, raw, table({**GOOD, "column_name": column, "expected_value": "", "value": written}))
    assert (refused, row["value"]) == ([], stored)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"column_name": "colour"}, "no column colour can be corrected"),
        ({"column_name": ""}, "no column (empty) can be corrected"),
        ({"column_name": "value", "value": "many"}, "value: many is no number"),
        ({"column_name": "value", "value": "nan"}, "value: nan is no number"),
        ({"column_name": "value", "value": "1e30"}, "value: 1e30 is larger"),
        ({"column_name": "value", "value": "1e999999999"}, "value: 1e999999999 is larger"),
        ({"column_name": "value", "value": "1e-999999999"}, "value: 1e-999999999 is larger or smaller"),
        ({"span_start": "1e999999999"}, "span_start: 1e999999999 is larger"),
        ({"column_name": "value", "value": ""}, "value:  is no number"),
        ({"column_name": "period_end", "value": "2024/2/30"}, "period_end: 2024/2/30 is no day"),
        ({"column_name": "period_end", "value": "soon"}, "period_end: soon is no day"),
        (
            {"column_name": "period_end", "value": "9999-12-31"},
            "period_end: 9999-12-31 is no day that a report speaks of",
        ),
        ({"column_name": "measure", "value": "share"}, "a share is not stated in 家"),
        ({"column_name": "stance", "value": "goal"}, "stance: goal is none of the codes"),
        ({"column_name": "region_name", "value": ""}, "region_name: it is empty"),
        ({"value": "只头"}, "unit: 只头 is none of the codes in seeds/units.csv"),
        ({"span_start": "three"}, "span_start: three is no number"),
        ({"span_start": "-3"}, "span_start: -3 is no place in a text"),
        ({"span_end": "7.5"}, "span_end: 7.5 is no whole number"),
        ({"corrected_on": "yesterday"}, "corrected_on: yesterday is no day"),
        ({"document_id": ""}, "document_id is empty"),
        ({"document_id": "cd" * 32}, "no report with document_id cdcd"),
        ({"span_end": "8"}, "no number was read at its span_start, span_end and ordinal"),
        ({"ordinal": "1"}, "no number was read at its span_start, span_end and ordinal"),
    ],
)
def test_a_row_that_is_wrong_or_fits_nothing_is_named_and_passed_over(
    home: Home, raw: duckdb.DuckDBPyConnection, changed: dict[str, str], why: str
) -> None:
    [row], [refused] = check(
        home, raw, table({**GOOD, **changed}, {**GOOD, "column_name": "stance", "value": "target"})
    )
    assert row["column_name"] == "stance"
    assert refused.startswith(f"row 2 is passed over: {why}")


def test_rows_that_contradict_each_other_are_named(home: Home, raw: duckdb.DuckDBPyConnection) -> None:
    [row], refused = check(home, raw, table(GOOD, {**GOOD, "value": "项"}))
    assert (row["value"], refused) == ("项", ["row 2 is passed over: row 3 corrects the same"])
    ends = {"period_end": "2024/1/1", "period_start": "2025/1/1"}
    rows = [{**GOOD, "column_name": name, "expected_value": "", "value": value} for name, value in ends.items()]
    kept, refused = check(home, raw, table(*rows))
    assert (kept, len(refused)) == ([], 2)
    assert "the period would end on 2024-01-01, before 2025-01-01" in refused[0]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("value_high", "12", "the range would end at 12, below 320"),
        ("value_high", "330", ""),
        ("value_high", "-12", ""),
        ("period_start", "2031/1/1", "the period would end on 2030-12-31, before 2031-01-01"),
        ("period_end", "2030/6/30", ""),
    ],
)
def test_rows_that_reverse_what_the_report_says_are_named(
    home: Home, raw: duckdb.DuckDBPyConnection, column: str, value: str, why: str
) -> None:
    raw.execute("create schema intermediate")
    raw.execute(
        """
        create table intermediate.int_statements_decided as
        select document_id, span_start, span_end, ordinal, date '2030-01-01' as period_start, date '2030-12-31' as period_end
        from raw.readings
        """
    )
    kept, refused = check(home, raw, table({**GOOD, "column_name": column, "expected_value": "", "value": value}))
    assert (len(kept), [text.partition(": ")[2] for text in refused]) == (int(not why), [why] if why else [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "names no column document_id"),
        (b"document_id,value\nd,1\n", "names no column span_start, span_end, column_name"),
        (b"\xff\xfed\0", "save it as"),
        (b"\x81\x20\xff\xff", "neither UTF-8 nor GB18030"),
    ],
)
def test_a_file_that_is_no_table_is_named(home: Home, raw: duckdb.DuckDBPyConnection, content: bytes, why: str) -> None:
    home.corrections.write_bytes(content)
    kept, [refused] = corrections.check(home, raw)
    assert (kept.num_rows, why in refused.detail) == (0, True), refused.detail


CELL = st.text(max_size=9) | st.sampled_from(
    [*GOOD.values(), *corrections.COLUMNS, "1e99", "-1", "２", "=1", '"', "\r"]
)
LINES = st.lists(st.lists(CELL, max_size=11).map(",".join), max_size=5).map("\n".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=LINES.map(lambda lines: (table() + lines).encode("utf-8", "replace")) | st.binary(max_size=60))
def test_whatever_the_file_holds_each_row_is_taken_or_named(
    home: Home, raw: duckdb.DuckDBPyConnection, content: bytes
) -> None:
    home.corrections.write_bytes(content)
    kept, refused = corrections.check(home, raw)
    assert kept.num_rows + len(refused) <= content.count(b"\n") + content.count(b"\r") + 1


def test_cells_that_spreadsheets_add_are_no_fault(home: Home, raw: duckdb.DuckDBPyConnection) -> None:
    lines = table(GOOD).splitlines()
    kept, refused = check(home, raw, f"{lines[0]},,\n,,,,,,,,,,\n{lines[1]},,\n\n")
    assert (len(kept), refused) == (1, [])
    assert check(home, raw, f"{lines[0]}\n{lines[1]},more\n")[1] == [
        "row 2 is passed over: it has 10 cells under 9 columns"
    ]


SHOWN = {
    **{"statement_key": "", "document_key": "d", "sentence_key": "s", "report": "a", "span_start": 3, "span_end": 7},
    **{"span_text": "320家", "sentence_text": "全市有320家。", "disposition": "fact", "stance": "actual", "unit": "家"},
    **{"value": 320.0, "value_high": None, "indicator": "tech_sme", "region": "甲市", "reference": None},
    **{"period_start": "2030-01-01", "period_end": "2030-12-31"},
}


@pytest.fixture
def released(home: Home) -> Home:
    """A release of one statement, and of one number that states nothing."""
    path = home.releases / "000001-20300101T000000Z"
    path.mkdir(parents=True)
    key = hashlib.md5(f"{ID}|3|7|1".encode(), usedforsecurity=False).hexdigest()
    kinds = {int: "integer", float: "double"}
    with duckdb.connect(str(path / "warehouse.duckdb")) as connection:
        columns = [f"{name} {kinds.get(type(value), 'varchar')}" for name, value in SHOWN.items()]
        columns[-2:] = ["period_start date", "period_end date"]
        connection.execute("create schema reporting; create schema marts")
        connection.execute(f"create table reporting.rpt_statements ({', '.join(columns)})")
        for row in ({"statement_key": key}, {"statement_key": "f" * 32, "disposition": "date"}):
            connection.execute(
                f"insert into reporting.rpt_statements values ({', '.join('?' * len(SHOWN))})",
                [*{**SHOWN, **row}.values()],
            )
        connection.execute("create table marts.dim_sentence as select 's' as sentence_key, 0 as sentence_start")
        connection.execute(
            f"""
            create table marts.dim_document as select
                'd' as document_key, '{ID}' as document_id, 'a.txt' as file_name, cast(null as text) as source_url
            """
        )
    (path / "manifest.json").write_text('{"published_at": "2030-01-01", "checks": {}, "tables": {}}')
    home.current.symlink_to(path.relative_to(home.path))
    return home


def correct(home: Home, *arguments: str, key: str = "") -> tuple[int, str]:
    with release.reader(release.require_current(home)) as connection:
        [(first,)] = connection.execute(
            "select statement_key from reporting.rpt_statements where disposition = 'fact'"
        ).fetchall()
    asked = ["correct", key or first[:6], *arguments, "--home", str(home.path)]
    done = CliRunner().invoke(cli.app, asked)
    return done.exit_code, done.output


def written(home: Home) -> list[dict[str, str]]:
    text, _ = spreadsheet.decode(home.corrections)
    return list(csv.DictReader(io.StringIO(text)))


def test_the_command_writes_a_row_that_is_taken(released: Home, raw: duckdb.DuckDBPyConnection) -> None:
    code, said = correct(released, "value", "330", "--reason", "misread")
    assert (code, "value: 320 → 330" in said, "【320家】" in said) == (0, True, True), said
    [row] = written(released)
    assert (row["ordinal"], row["expected_value"], row["value"], row["reason"]) == ("1", "320", "330", "misread")
    raw.execute("update raw.readings set ordinal = 1")
    kept, refused = corrections.check(released, raw)
    assert (kept.num_rows, refused) == (1, [])


def test_another_correction_of_the_same_takes_its_place(released: Home) -> None:
    correct(released, "value", "330", "--reason", "misread")
    correct(released, "unit", "个", "--reason", "misread")
    with duckdb.connect(str(release.require_current(released).database)) as connection:
        connection.execute("update reporting.rpt_statements set value = 330")
    assert correct(released, "value", "-3.2", "--reason", "again")[0] == 0
    assert [(row["column_name"], row["expected_value"], row["value"]) for row in written(released)] == [
        ("unit", "家", "个"),
        ("value", "320", "-3.2"),
    ]


@pytest.mark.parametrize(("codec", "end"), SAVED)
def test_the_file_stays_as_it_was_saved(released: Home, codec: str, end: str) -> None:
    before = table({**GOOD, "value": "nonsense"}, end=end).encode(codec)
    released.corrections.write_bytes(before)
    assert correct(released, "unit", "个", "--reason", "误读")[0] == 0
    content = released.corrections.read_bytes()
    assert content.startswith(before.removesuffix(end.encode()))
    assert content.decode(codec).count("误读") == 2
    assert ("\r" in content.decode(codec)) == ("\r" in end)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["colour", "red"], "no column colour can be corrected"),
        (["value", "many"], "many is no number"),
        (["value", "320"], "value is 320 already"),
        (["value_high", "12"], "the range would end at 12, below 320"),
        (["measure", "share"], "a share is not stated in 家"),
        (["period_start", "2031/1/1"], "the period would end on 2030-12-31, before 2031-01-01"),
    ],
)
def test_the_command_takes_nothing_that_would_be_passed_over(released: Home, arguments: list[str], why: str) -> None:
    code, said = correct(released, *arguments, "--reason", "x")
    assert (code, why in said) == (2, True), said
    assert not released.corrections.exists()
    code, said = correct(released, "unit", "个", "--reason", "x", key="ffff")
    assert (code, "states nothing (date)" in said) == (2, True), said
    assert correct(released, "unit", "个", "--reason", "x", key="nothing")[0] == 2
    assert correct(released, "unit", "个")[0] == 2


UNITS = "unit,unit_group,unit_group_name_zh,unit_group_name_en,name_en,is_counted,ten_thousands_from,hundred_millions_from\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (PROJECT / "seeds").glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.mark.parametrize(("codec", "end"), SAVED)
def test_seeds_are_read_however_they_were_saved(folder: Path, codec: str, end: str) -> None:
    path = folder / "units.csv"
    content = (UNITS + "元,money,金额,Money,yuan,false,10000,100000000\n").replace("\n", end)
    path.write_bytes(content.encode(codec))
    seeds.check(folder)
    rewritten = content.replace("\r\n", "\n").encode("utf-8-sig")
    assert path.read_bytes() == (rewritten if codec == "gb18030" else content.encode(codec))
    assert spreadsheet.read(path).rows[0][1][0] == "元"


def test_empty_rows_and_cells_of_a_seed_are_taken_out(folder: Path) -> None:
    row = "元,money,金额,Money,yuan,false,10000,\n"
    (folder / "units.csv").write_text(UNITS.replace("\n", ",,\n") + row.replace("\n", ",,\n") + ",,,,,,,,,\n\n")
    seeds.check(folder)
    assert (folder / "units.csv").read_text(encoding="utf-8-sig") == UNITS + row


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (UNITS + "元,money,金额\n", "units.csv, row 2: 3 cells under 8 columns"),
        (UNITS + "元,money,金额,Money,yuan,false,many,1\n", "units.csv, row 2: ten_thousands_from: many is no number"),
        ("unit,unit_group\n元,money\n", "units.csv: the first row names no column unit_group_name_zh"),
        ("", "units.csv: the first row names no column unit"),
    ],
)
def test_faults_of_a_seed_are_told_with_file_and_row(folder: Path, content: str, why: str) -> None:
    (folder / "units.csv").write_text(content, encoding="gb18030")
    with pytest.raises(BadUse) as caught:
        seeds.check(folder)
    assert why in str(caught.value)
    assert (folder / "units.csv").read_text(encoding="gb18030") == content


@pytest.mark.usefixtures("fake")
def test_a_seed_that_cannot_be_read_stops_a_run_before_anything_is_built(
    request_: Request,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = pipeline.run(request_).release
    (folder / "units.csv").write_text(UNITS + "元\n", encoding="utf-8")
    judge = seeds.check
    monkeypatch.setattr(seeds, "check", lambda _: judge(folder))
    monkeypatch.setattr(pipeline, "_project_files", lambda _: [folder / "units.csv"])  # the project is another now
    put(request_.reports, "b.txt", 7)
    code, said = call("run", "--reports", str(request_.reports), "--home", str(request_.home.path))
    assert (code, "units.csv, row 2: 1 cells under 8 columns" in said) == (2, True), said
    assert release.current(request_.home) == first


def test_a_shipped_correction_is_judged_too(folder: Path) -> None:
    (folder / "corrections.csv").write_text(table({**GOOD, "column_name": "colour"}), encoding="utf-8")
    with pytest.raises(BadUse, match=r"corrections\.csv, row 2: no column colour can be corrected"):
        seeds.check(folder)


def test_the_seeds_of_the_project_are_fit(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path, dirs_exist_ok=True)
    seeds.check(tmp_path)
    shipped = [path for path in (PROJECT / "seeds").rglob("*") if path.is_file()]
    assert all((tmp_path / path.relative_to(PROJECT / "seeds")).read_bytes() == path.read_bytes() for path in shipped)

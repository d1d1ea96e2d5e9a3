"""Numbers that are odd are published exactly as said, marked and counted; none of them stops anything."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.home import PROJECT, Home
from loaders.runs import release
from loaders.warehouse import state, store

# sentence, span, reason; a reason of "too_large" is that of a number without a value
CASES: list[tuple[str, str, str | None]] = [
    ("全市家禽出栏13.5亿只。", "13.5亿只", "magnitude"),
    ("支付系统处理业务4059万亿元。", "4059万亿元", "magnitude"),
    ("企业利润为-3.2亿元。", "-3.2亿元", "negative"),
    ("研发投入强度提高150个百分点。", "150个百分点", "magnitude"),
    ("高技术产业增加值增长8.6666666666666667%。", "8.6666666666666667%", "decimals"),
    ("技术合同成交额增长5%-5%。", "5%-5%", "range_not_rising"),
    ("综合实力位居全球第15000位。", "第15000位", "magnitude"),
    ("平台服务用户20亿户。", "20亿户", "magnitude"),
    ("企业数量翻120番。", "翻120番", "too_large"),
    ("产业产值翻2000番。", "翻2000番", "too_large"),
    ("全市技术合同成交额40.73亿元。", "40.73亿元", None),
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that has published a report of odd numbers."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "reports").mkdir()
    lines = "\n\n".join(sentence for sentence, *_ in CASES)
    text = f"铜陵市2021年科技工作总结\n\n2021年，全市科技工作取得新进展。\n\n{lines}\n"
    (folder / "reports" / "odd.txt").write_text(text, encoding="utf-8")
    home = Home(folder / "home")
    command = [sys.executable, "-m", "loaders.cli", "run", "--json"]
    command += ["--reports", str(folder / "reports"), "--home", str(home.path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["statements_suspect"] == sum(
        reason not in (None, "too_large") for *_, reason in CASES
    )
    return home


def ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with release.reader(release.require_current(home)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(("sentence", "span", "reason"), CASES, ids=[span for _, span, _ in CASES])
def test_odd_numbers_are_marked(odd: Home, sentence: str, span: str, reason: str | None) -> None:
    found = ask(
        odd,
        f"""
        select disposition, is_suspect, suspect_reason, suspect_reason_zh is not null, disposition_rule
        from reporting.rpt_statements
        where span_text = '{span}'
        """,
    )
    expected = ("fact", reason is not None, reason, reason is not None, None)
    if reason == "too_large":
        expected = ("other", False, None, False, "too_large")
    assert found == [expected], sentence


def test_they_are_counted_where_runs_are_recorded(odd: Home) -> None:
    counted = state.runs(odd)[-1]["statements_suspect"]
    assert counted == ask(odd, "select count(*) from marts.fct_statements where is_suspect")[0][0]
    assert ask(odd, "select statements_suspect from meta.runs") == [(counted,)]


def test_the_status_counts_them_too(odd: Home) -> None:
    command = [sys.executable, "-m", "loaders.cli", "status", "--json", "--home", str(odd.path)]
    told = json.loads(subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)
    assert told["current"]["suspect statements"] == state.runs(odd)[-1]["statements_suspect"]


def test_a_release_of_a_time_before_marks_has_no_count(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("create schema marts; create table marts.fct_statements as select true as is_current")
        assert store.count_suspects(connection) is None


EXACT = {"40.73亿元": Decimal(4_073_000_000), "8.6666666666666667%": Decimal("8.6666666666666667")}


def test_values_are_exact_in_duckdb(odd: Home) -> None:
    found = ask(odd, "select span_text, value, typeof(value), typeof(bound_low) from reporting.rpt_statements")
    assert {span: value for span, value, *_ in found if span in EXACT} == EXACT
    assert {types for _, _, *two in found for types in two} == {"DECIMAL(38,18)"}


def test_values_are_exact_in_parquet(odd: Home) -> None:
    table = pq.read_table(odd.current / "parquet" / "rpt_statements.parquet", columns=["span_text", "value"])
    assert table.schema.field("value").type == pa.decimal128(38, 18)
    assert {row["span_text"]: row["value"] for row in table.to_pylist() if row["span_text"] in EXACT} == EXACT


def test_bounds_leave_no_trace_of_doubles(odd: Home) -> None:
    (bounds,) = ask(odd, "select bound_low, bound_high from reporting.rpt_statements where span_text = '40.73亿元'")
    assert bounds == (Decimal(4_072_500_000), Decimal(4_073_500_000))


def test_they_are_shown_without_zeros_at_their_end(odd: Home) -> None:
    query = "select value from reporting.rpt_statements where span_text = '40.73亿元'"
    command = [sys.executable, "-m", "loaders.cli", "query", query, "--home", str(odd.path)]

    def shown(*options: str) -> str:
        return subprocess.run([*command, *options], cwd=PROJECT, capture_output=True, text=True, check=True).stdout

    assert shown("--csv") == "value\n4073000000\n"
    assert json.loads(shown("--json")) == [{"value": 4_073_000_000}]
    assert "4073000000" in shown() and "4073000000." not in shown()

"""The independent count of numerals, and that the checks see what is wrong."""

from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.warehouse import checks, raw
from loaders.warehouse.ledger import count_numerals

CASES = [
    ("2030年1,234.5万元，增长12.5%", ["2030", "1,234.5", "12.5"]),
    ("３２０家、１．５倍", ["３２０", "１", "５"]),  # a full-width point ends a run
    ("3.14.15", ["3.14.15"]),
    ("1.2万亿元", ["1.2"]),  # a scale that touches a digit belongs to it
    ("二十一个、一批、百分之三十", ["二十一", "一", "百", "三十"]),
    ("二〇三〇年", ["二〇三〇"]),
    ("三5四", ["5"]),
    ("第1,2名；3.、4，5", ["1,2", "3", "4", "5"]),
    ("兩岸、三億二千萬元、⼗⼆家", ["兩", "三億二千萬", "⼗⼆"]),
    ("伍拾万元、壹佰零叁万、队伍万人、大陆", ["伍拾万", "壹佰零叁万", "万"]),
    ("廿五家、卅六项、〡〸个、弍拾伍万、拾万、收拾万家", ["廿五", "卅六", "〡〸", "弍拾伍万", "拾万", "万"]),
    ("㉕甲㈢乙❷丙⒉丁⑪", ["㉕", "㈢", "❷", "⒉", "⑪"]),
    ("无数字", []),
]


@pytest.mark.parametrize(("text", "numerals"), CASES)
def test_numerals_of_a_text(text: str, numerals: list[str]) -> None:
    assert [text[start:end] for start, end in count_numerals(text)] == numerals


@given(st.text(alphabet="0129.,，。％零一十万亿年个a \n５"))
def test_every_digit_is_in_exactly_one_numeral(text: str) -> None:
    spans = count_numerals(text)
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {position for start, end in spans for position in range(start, end)}
    assert all(position in inside for position, character in enumerate(text) if character.isdecimal())


TEXT = "企业达到320家，居第三位。"


@pytest.fixture
def stored(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """A build database with one document, in which all is well."""
    connection = duckdb.connect(str(tmp_path / "warehouse.duckdb"))
    connection.execute("create schema raw")
    for name, schema in raw.TABLES.items():
        connection.register("empty_table", schema.empty_table())
        connection.execute(f"create table raw.{name} as select * from empty_table")
    connection.execute("create table raw.checked_documents (document_id varchar)")
    connection.execute("insert into raw.documents (document_id, file_name, text) values ('d', 'a.txt', ?)", [TEXT])
    connection.execute(
        "insert into raw.sentences (document_id, sentence_start, sentence_end, text) values ('d', 0, ?, ?)",
        [len(TEXT), TEXT],
    )
    for start, end in [(4, 7), (11, 12)]:
        connection.execute(
            """
            insert into raw.numerals (document_id, numeral_start, numeral_end, text, script, span_start, span_end)
            values ('d', $start, $end, $text, 'arabic', $start, $end)
            """,
            {"start": start, "end": end, "text": TEXT[start:end]},
        )
        connection.execute(
            "insert into raw.readings (document_id, span_start, span_end, span_text) values ('d', ?, ?, ?)",
            [start, end, TEXT[start:end]],
        )
    return connection


@pytest.mark.parametrize("check", checks.IDENTITIES.values())
def test_nothing_is_found_where_all_is_well(check, stored: duckdb.DuckDBPyConnection) -> None:
    assert check(stored) == []


MUTATIONS = [
    ("ledger_equals_independent_count", "delete from raw.numerals where numeral_start = 4"),
    ("ledger_equals_independent_count", "update raw.numerals set numeral_end = 6 where numeral_start = 4"),
    ("ledger_equals_independent_count", "update raw.documents set text = replace(text, '第三位', '第三位、12')"),
    ("every_numeral_has_a_reading", "delete from raw.readings where span_start = 11"),
    ("text_stands_at_its_span", "update raw.readings set span_start = 5 where span_start = 4"),
    ("text_stands_at_its_span", "update raw.sentences set text = text || '。'"),
    ("text_stands_at_its_span", "update raw.numerals set text = null where numeral_start = 4"),
    ("text_stands_at_its_span", "delete from raw.documents"),
]


@pytest.mark.parametrize(("name", "mutation"), MUTATIONS)
def test_every_check_can_fail(name: str, mutation: str, stored: duckdb.DuckDBPyConnection) -> None:
    stored.execute(mutation)
    assert checks.IDENTITIES[name](stored)

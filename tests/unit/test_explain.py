"""The stories that `keji explain` tells."""

import re
from typing import Any

import duckdb
import pytest

from loaders.errors import BadUse
from loaders.home import PROJECT
from loaders.show.explain import DISPOSITIONS, RULES, decide, explain, find

SENTENCE = "全市高新技术企业超过320家，居第三位。"
FACT: dict[str, Any] = {
    "statement_key": "ab12",
    "sentence_key": "s",
    "document_key": "d",
    "report": "a",
    "document_title": "铜陵市2030年工作总结",
    "section_heading": "一、情况",
    "section_kind": "results",
    "sentence_text": SENTENCE,
    "span_start": 110,
    "span_end": 114,
    "span_text": "320家",
    "disposition": "fact",
    "disposition_rule": "number_unit",
    "number_text": "320",
    "comparator_text": "超过",
    "value": 320.0,
    "value_high": None,
    "interval_text": "(320, ∞)",
    "unit": "家",
    "comparator_en": "More than",
    "indicator": "high_tech_enterprise",
    "indicator_en": "High-tech enterprises",
    "indicator_text": "高新技术企业",
    "stance_en": "Actual",
    "measure_en": "Level",
    "region": "铜陵市",
    "period_start": "2030-01-01",
    "period_end": "2030-12-31",
    "basis": None,
    "basis_en": None,
    "base_period": None,
    "reference": None,
    "is_inferred": False,
    "is_corrected": False,
    "is_suspect": False,
    "suspect_reason_en": None,
    "stance_rule": "section",
    "measure_rule": "indicator",
    "comparator_rule": "before",
    "unit_rule": "written",
    "indicator_rule": "phrase",
    "region_rule": "document",
    "period_rule": "section",
    "basis_rule": None,
    "reference_rule": None,
}
SILENT = dict.fromkeys(FACT) | {
    **{name: FACT[name] for name in ("sentence_key", "document_key", "report", "document_title", "sentence_text")},
    **{"statement_key": "ac34", "span_start": 116, "span_end": 119, "span_text": "第三位"},
    **{"disposition": "ordinal", "disposition_rule": "ordinal_classifier"},
}


@pytest.fixture
def released() -> duckdb.DuckDBPyConnection:
    """The three tables that a story is made of, with a statement and a number that states nothing."""
    connection = duckdb.connect()
    connection.execute("create schema reporting; create schema marts")
    kinds = {int: "integer", float: "double", bool: "boolean"}
    columns = ", ".join(f"{name} {kinds.get(type(value), 'varchar')}" for name, value in FACT.items())
    connection.execute(f"create table reporting.rpt_statements ({columns})")
    connection.execute("create table marts.dim_sentence as select 's' as sentence_key, 100 as sentence_start")
    connection.execute(
        "create table marts.dim_document as select 'd' as document_key, 'a.html' as file_name, 'http://kj.example.cn/1' as source_url"
    )
    for row in (FACT, SILENT):
        names = ", ".join(row)
        connection.execute(
            f"insert into reporting.rpt_statements ({names}) values ({', '.join('?' * len(row))})", list(row.values())
        )
    return connection


def test_a_statement_tells_its_sentence_and_every_decision(released: duckdb.DuckDBPyConnection) -> None:
    assert explain(released, "ab").splitlines() == [
        "ab12",
        "a: 铜陵市2030年工作总结",
        "a.html http://kj.example.cn/1",
        "一、情况 (results)",
        "",
        "全市高新技术企业超过【320家】，居第三位。",
        "",
        "number      320 → 320, that is (320, ∞)",
        "unit        家 – it is written with the number",
        "comparator  More than – a word before the number bounds it: “超过”",
        "indicator   high_tech_enterprise (High-tech enterprises) – the noun phrase names it: “高新技术企业”",
        "stance      Actual – its section speaks so",
        "measure     Level – that is the nature of the indicator",
        "region      铜陵市 – the report is about it",
        "period      2030-01-01 to 2030-12-31 – the section speaks of it",
    ]


def test_a_number_that_states_nothing_says_why(released: duckdb.DuckDBPyConnection) -> None:
    story = explain(released, "ac34")
    assert "居【第三位】。" in story
    assert story.endswith("states  nothing – ordinal: 第 and a classifier make it an ordinal")


def test_growth_and_references_tell_what_they_are_measured_against() -> None:
    row = FACT | {
        **{"basis": "vs_base", "basis_en": "Against a base", "base_period": "2025-12-31", "basis_rule": "base_said"},
        **{"reference": "全国", "reference_rule": "place", "is_corrected": True, "is_inferred": True},
        **{"is_suspect": True, "suspect_reason_en": "Of an unlikely size"},
    }
    told = {name: (value, why) for name, value, why in decide(row)}
    assert told["basis"] == ("Against a base, against 2025-12-31", "the time compared with is named")
    assert told["reference"] == ("全国", "it is a place that the text names")
    assert told["region"] == ("铜陵市", "the report is about it (inferred)")
    assert told["corrected"][0] == "yes"
    assert told["suspect"] == ("Of an unlikely size", "seeds/thresholds.csv says from where on")


def test_confidence_tells_what_speaks_against_a_statement_and_for_it() -> None:
    row = FACT | {"confidence": 0.4321, "is_sure": False, "doubts": "noun:inherited a:b c:d e:f g:h", "supports": None}
    told = {name: (value, why) for name, value, why in decide(row)}
    assert told["confidence"] == ("0.43, unsure", "against it: noun:inherited, a:b, c:d, e:f")
    both = {name: why for name, _, why in decide(row | {"doubts": "a:b", "supports": "c:d", "runner_up": "award"})}
    assert both["confidence"] == "against it: a:b; for it: c:d; or else award"


def test_a_rule_without_words_is_shown_by_its_name() -> None:
    told = {name: why for name, _, why in decide(FACT | {"stance_rule": "new_rule"})}
    assert told["stance"] == "new_rule"


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "which statement"), ("zz", "no statement"), ("a", "several statements"), ("%", "no statement")],
)
def test_it_is_said_where_no_one_statement_is_meant(
    prefix: str, said: str, released: duckdb.DuckDBPyConnection
) -> None:
    with pytest.raises(BadUse, match=said):
        find(released, prefix)


def test_every_rule_of_the_sample_warehouse_has_words(sample_warehouse) -> None:
    for attribute, words in RULES.items():
        found = sample_warehouse.ask(f"select distinct {attribute}_rule from reporting.rpt_statements")
        assert {rule for (rule,) in found if rule} <= set(words), attribute
    found = sample_warehouse.ask(
        "select distinct disposition_rule from reporting.rpt_statements where disposition <> 'fact'"
    )
    assert {rule for (rule,) in found if rule} <= set(DISPOSITIONS)


def test_every_rule_of_a_measure_has_words() -> None:
    model = PROJECT / "models" / "intermediate" / "statements" / "int_statements_measured.sql"
    decisions = model.read_text(encoding="utf-8").partition("as measure_decision")[0]
    assert set(re.findall(r"'\w+\|(\w+)'", decisions)) == set(RULES["measure"])


def test_every_story_of_the_sample_warehouse_can_be_told(sample_warehouse) -> None:
    with duckdb.connect(str(sample_warehouse.database), read_only=True) as connection:
        keys = connection.execute(
            "select statement_key, span_text from reporting.rpt_statements using sample 60"
        ).fetchall()
        assert keys
        for key, span in keys:
            assert f"【{span}】" in explain(connection, key)

"""How weights are fitted: the same each time, and never to what serves one sentence."""

import csv
from pathlib import Path

import pytest

from tests import fit

PATENT = ("phrase", "holds", "专利")
FIRM = ("phrase", "holds", "企业")
ONCE = ("phrase", "ends", "某一处的说法")


def facts(gold_set: str = "a set") -> list[fit.Fact]:
    of_patents = [fit.Fact(gold_set, "patent_grant", "other", False, frozenset([PATENT]))] * 8
    of_firms = [fit.Fact(gold_set, "tech_sme", "tech_sme", False, frozenset([FIRM]))] * 8
    rare = [fit.Fact(gold_set, "other", "other", False, frozenset([ONCE]))] * (fit.FEWEST_FACTS - 1)
    return [*of_patents, *of_firms, *rare]


def weight(rows: list[dict[str, object]], word: str, value: str) -> float:
    return sum(float(str(row["weight"])) for row in rows if (row["word"], row["value"]) == (word, value))


def test_a_word_speaks_for_the_indicator_it_stands_with() -> None:
    rows = fit.Model(facts()).rows()
    assert weight(rows, "专利", "patent_grant") > 0 > weight(rows, "企业", "patent_grant")
    assert {row["facts"] for row in rows if row["word"] == "专利"} == {8}


def test_a_feature_of_few_facts_weighs_nothing() -> None:
    assert not [row for row in fit.Model(facts()).rows() if row["word"] == ONCE[2]]


def test_the_same_facts_give_the_same_weights() -> None:
    assert fit.Model(facts()).rows() == fit.Model(facts()).rows()


@pytest.mark.parametrize(
    ("rule_weight", "expected"), [(0.1, "patent_grant"), (50.0, "other")], ids=["the words win", "the rules win"]
)
def test_the_rules_have_their_own_weight(rule_weight: float, expected: str) -> None:
    assert fit.Model(facts()).choose(facts()[:1], rule_weight) == [expected]


def test_weights_are_not_asked_where_the_rules_are_certain() -> None:
    known = fit.Fact("a set", "patent_grant", "other", True, frozenset([PATENT]))
    assert fit.Model(facts()).choose([known], 0.1) == ["other"]


def test_each_set_is_judged_by_weights_fitted_without_it() -> None:
    lines = list(fit.compare([*facts("one"), *facts("another")], 0.1))
    assert [line.split()[:2] for line in lines[1:]] == [["one", "20"], ["another", "20"]]
    assert all(line.endswith("1.000") for line in lines[1:])


def test_rows_set_by_hand_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = tmp_path / "weights.csv"
    monkeypatch.setattr(fit, "WEIGHTS", seed)
    by_hand = dict.fromkeys(fit.COLUMNS, "") | {"slot": "indicator", "weight": "0.4", "is_pinned": "true"}
    fit.write([by_hand, *fit.Model(facts()).rows()])
    assert fit.read_pinned() == [by_hand]


def test_the_seed_holds_no_weight_of_few_facts() -> None:
    with fit.WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts = [int(row["facts"]) for row in rows if row["facts"]]
    assert counts
    assert min(counts) >= fit.FEWEST_FACTS
    assert [row["scope"] for row in rows if row["is_pinned"] == "true"] == ["rule"]

"""The scorer on made-up rows, and the scores of the project held against the recorded ones."""

from datetime import date
from pathlib import Path

import pytest

from loaders.home import Home
from tests import score


def gold_row(start: int, end: int, disposition: str = "fact", **attributes: str) -> score.Row:
    filled = dict.fromkeys(score.ATTRIBUTES, "")
    return {**filled, "start": start, "end": end, "text": "", "disposition": disposition, **attributes}


def stated_row(start: int, end: int, disposition: str = "fact", **attributes: object) -> score.Row:
    filled = dict.fromkeys(score.ATTRIBUTES)
    return {**filled, "start": start, "end": end, "text": "", "disposition": disposition, **attributes}


def scores_of(golds: list[score.Row], stated: list[score.Row]) -> score.Scores:
    tally = score.Tally()
    score.tally_report(tally, "a report", golds, stated)
    return tally.scores()


AGREEMENTS = [
    ("stance", "actual", "actual", True),
    ("stance", "actual", "target", False),
    ("reference", "", None, True),
    ("reference", "", "全国", False),
    ("reference", "全国", None, False),
    ("value", "303.93", 303.93, True),
    ("value", "30393000000", 30393000000.0, True),
    ("value", "12", 13.0, False),
    ("value", "", None, True),
    ("period_end", "2030-12-31", date(2030, 12, 31), True),
    ("period_end", "2030-12-31", date(2030, 6, 30), False),
]


@pytest.mark.parametrize(("attribute", "wanted", "got", "expected"), AGREEMENTS)
def test_attributes_agree(attribute: str, wanted: str, got: object, expected: bool) -> None:
    gold, stated = gold_row(0, 1, **{attribute: wanted}), stated_row(0, 1, **{attribute: got})
    assert score.agree(attribute, gold, stated) is expected


def test_percentages_are_rounded_counts_are_not() -> None:
    assert score.agree("value", gold_row(0, 1, value="33.33", unit="%"), stated_row(0, 1, value=100 / 3))
    assert not score.agree("value", gold_row(0, 1, value="33.33", unit="家"), stated_row(0, 1, value=100 / 3))


SPANS = [
    ((10, 15), (10, 15), True, True),
    ((10, 15), (7, 18), True, True),
    ((10, 15), (6, 15), False, True),  # four code points off
    ((10, 15), (10, 23), False, True),  # eight longer
    ((10, 15), (10, 24), False, False),  # nine longer
    ((10, 15), (15, 18), False, False),  # beside it
]


@pytest.mark.parametrize(("gold", "stated", "answers", "accounts"), SPANS)
def test_spans_that_belong_together(gold: tuple, stated: tuple, answers: bool, accounts: bool) -> None:
    assert score.answers(gold_row(*gold), stated_row(*stated)) is answers
    assert score.accounts(gold_row(*gold), stated_row(*stated)) is accounts


def test_those_that_agree_most_are_paired_first() -> None:
    golds = [gold_row(0, 3, indicator="a"), gold_row(0, 3, indicator="b")]
    stated = [stated_row(0, 3, indicator="b"), stated_row(0, 3, indicator="a")]
    assert sorted(score.match(golds, stated, score.answers)) == [(0, 1), (1, 0)]


def test_what_is_missed_costs_recall_and_what_is_made_up_costs_precision() -> None:
    golds = [gold_row(0, 3), gold_row(10, 13), gold_row(20, 23)]
    stated = [stated_row(0, 3), stated_row(40, 43), stated_row(50, 53), stated_row(21, 23, stance="actual")]
    found = scores_of(golds, stated)
    assert (found["gold_facts"], found["recall"], found["precision"], found["joint"]) == (3, 0.6667, 0.5, 0.3333)
    assert (found["span_exact"], found["stance"]) == (0.5, 0.0)
    assert found["unaccounted"] == 1


def test_a_number_that_states_nothing_is_asked_for_its_reason() -> None:
    golds = [gold_row(0, 4, "date"), gold_row(10, 12, "name"), gold_row(20, 22, "ordinal")]
    found = scores_of(golds, [stated_row(0, 5, "date"), stated_row(10, 12, "fact")])
    assert (found["dispositions"], found["unaccounted"]) == (0.3333, 1)
    assert found["precision"] == 0.0


def test_the_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.md"
    scores = {
        "sample reports": {"gold_facts": 3, "recall": 1.0, "unaccounted": 0, "stance": 0.6667},
        "real reports": {"gold_facts": 9, "recall": 0.5, "unaccounted": 2, "tasks": 0.25},
    }
    score.write_table(scores, path)
    assert score.read_table(path) == scores
    score.write_table({"real reports": {"gold_facts": 9, "recall": 0.6}}, path)
    kept = {"sample reports": scores["sample reports"], "real reports": {"gold_facts": 9, "recall": 0.6}}
    assert score.read_table(path) == kept


@pytest.mark.parametrize(
    ("name", "before", "now", "falls"),
    [
        ("recall", 0.99, 0.9899, True),
        ("recall", 0.99, 0.99, False),
        ("recall", 0.99, 1.0, False),
        ("unaccounted", 0, 1, True),
        ("unaccounted", 2, 1, False),
        ("gold_facts", 9, 10, True),
    ],
)
def test_what_counts_as_fallen(name: str, before: float, now: float, falls: bool) -> None:
    assert bool(score.fallen({name: before}, {name: now})) is falls


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, score.Tally]:
    sets = [gold for gold in score.SETS if gold.is_at_hand]
    database = score.build(sets, Home(tmp_path_factory.mktemp("scored")))
    return {gold.name: score.score(gold, database) for gold in sets}


PHRASES = [
    ("省级工程技术研究中心", "省级工程技术研究中心", (True, True)),
    ("省级工程技术研究中心", "工程技术研究中心", (False, True)),
    ("高新技术企业", "甲市高新技术企业", (False, True)),
    ("技术合同成交额", "技术合同", (False, False)),
    ("技术合同成交额", None, (False, False)),
]


@pytest.mark.parametrize(("wanted", "got", "expected"), PHRASES)
def test_phrases_agree_to_the_letter_or_in_their_head(
    wanted: str, got: str | None, expected: tuple[bool, bool]
) -> None:
    gold = gold_row(0, 1, indicator_text=wanted)
    assert score.phrases_agree(gold, stated_row(0, 1, indicator_text=got)) == expected


def test_a_set_is_the_files_whose_names_start_as_said(tmp_path: Path) -> None:
    for name in ("WA01.txt", "WA02.txt", "WB01.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    gold = score.GoldSet("a set", tmp_path, tmp_path, ("WA",))
    assert [path.name for path in gold.files(gold.reports, "*.txt")] == ["WA01.txt", "WA02.txt"]


def test_every_first_sight_is_of_a_set() -> None:
    names = {gold.name for gold in score.SETS}
    assert {row["set"] for row in score.first_sights()} <= names


@pytest.mark.parametrize("name", [gold.name for gold in score.SETS])
def test_no_score_is_below_the_recorded_one(name: str, scored: dict[str, score.Tally]) -> None:
    if name not in scored:
        pytest.skip(f"the {name} are not at hand")
    lines = score.fallen(score.read_table()[name], scored[name].scores())
    assert not lines, "\n".join([*lines, "", *scored[name].disagreements])

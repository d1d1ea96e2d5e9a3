"""How confidence is fitted: the same each time, to what several statements have, and judged on held-out batches."""

import random
from pathlib import Path

import pytest

from tests import sureness
from tests.sureness import Judged, Seen, Weights

GOOD, BAD, RARE = "noun:before", "noun:inherited", "noun:of_one_sentence"


def rows(batches: tuple[str, ...] = ("one", "another", "last")) -> list[Seen]:
    """Nine of ten statements with their own noun are right, one of five of the others."""
    found = []
    for batch in batches:
        found += [Seen(batch, frozenset([GOOD]), "" if at % 10 else "indicator") for at in range(100)]
        found += [Seen(batch, frozenset([BAD]), "period_end" if at % 5 else "") for at in range(50)]
    return [*found, *[Seen(batches[-1], frozenset([RARE]), "")] * (sureness.FEWEST_FACTS - 1)]


def seed() -> list[dict[str, str]]:
    return [{name: str(value) for name, value in row.items()} for row in sureness.seed_rows(rows(), [])]


def test_a_statement_is_as_sure_as_those_like_it_are_right() -> None:
    weights = sureness.weights_of(rows(), {})
    assert weights.confidence([GOOD]) == pytest.approx(0.9, abs=0.05)
    assert weights.confidence([BAD]) == pytest.approx(0.2, abs=0.12)


def test_a_feature_of_few_statements_weighs_nothing() -> None:
    assert RARE not in sureness.fit(rows())
    assert {row["feature"] for row in seed()} == {"always", "bound", GOOD, BAD}


def test_the_same_statements_in_any_order_give_the_same_weights() -> None:
    shuffled = rows()
    random.Random(7).shuffle(shuffled)
    assert sureness.fit(shuffled) == pytest.approx(sureness.fit(rows()), abs=1e-6)
    assert seed() == seed()


def test_rows_set_by_hand_are_kept() -> None:
    by_hand = {"slot": "confidence", "feature": BAD, "weight": "-9.000", "is_pinned": "true", "facts": ""}
    fitted = sureness.seed_rows(rows(), [by_hand])
    assert [row for row in fitted if row["feature"] == BAD] == [by_hand]


def test_the_level_is_that_of_the_last_batches() -> None:
    early = [Seen("early", row.features, "") for row in rows(("early",))]
    recent = rows(tuple(f"batch {number}" for number in range(sureness.RECENT)))
    weights = sureness.weigh([*early, *recent], {})
    mean = sum(weights.confidence(row.features) for row in recent) / len(recent)
    assert mean == pytest.approx(sum(row.is_right for row in recent) / len(recent), abs=1e-6)


def test_the_bound_is_where_enough_of_those_above_it_are_right() -> None:
    judged = [Judged("a", 0.93, True)] * 60 + [Judged("a", 0.8, False)] * 60
    assert sureness.sure_bound(judged) == 0.93
    assert sureness.sure_bound([Judged("a", 0.93, False)] * 60) == sureness.RIGHT_WHEN_SURE


def test_calibration_error_is_the_mean_distance_over_the_bins() -> None:
    judged = [Judged("a", 0.9, True)] * 8 + [Judged("a", 0.9, False)] * 2
    assert sureness.calibration_error(judged) == pytest.approx(0.1)


def test_unknown_features_weigh_nothing() -> None:
    assert Weights({GOOD: 1.0}, 0.5).score([GOOD, "noun:never_seen"]) == 1.5


def test_the_page_judges_each_batch_by_weights_fitted_without_it() -> None:
    said = sureness.table(rows(), seed())
    assert [line.split(" | ")[0] for line in said.splitlines()[2:6]] == ["| one", "| another", "| last", "| all"]


def test_the_seed_is_what_the_kept_rows_give() -> None:
    """Whoever changes the rows or how they are fitted says `make fit`; weights may differ in the last digit by machine."""
    written = sureness.read_seed()
    fitted = sureness.seed_rows(sureness.read_rows(), written)
    assert [(row["slot"], row["feature"], row["facts"]) for row in written] == [
        (row["slot"], row["feature"], str(row["facts"])) for row in fitted
    ]
    assert [float(row["weight"]) for row in written] == pytest.approx(
        [float(row["weight"]) for row in fitted], abs=0.02
    )
    assert all(int(row["facts"]) >= sureness.FEWEST_FACTS for row in written if row["facts"])


def test_the_kept_rows_hold_no_words_of_the_reports() -> None:
    assert sureness.ROWS.read_text(encoding="utf-8").isascii()


def test_the_kinds_of_features_are_those_that_the_model_gives() -> None:
    model = Path(sureness.PROJECT / "models/intermediate/confidence/int_statement_features.sql").read_text("utf-8")
    with sureness.ROWS.open(encoding="utf-8") as file:
        kinds = next(file).strip().split(",")[2:-1]
    assert all(f"'{kind}'" in model for kind in kinds)

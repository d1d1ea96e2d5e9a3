"""How sure a statement is: weights fitted to rows at first sight, and how well they hold on texts they were not fitted to.

``tests/gold/first_sight_rows.csv`` keeps, of each batch of reports as it was read before anything was learned from it,
every statement's features (``int_statement_features``) and what of it was wrong, by the gold or by a person who judged
it: no word of the reports. A reader is sure of texts it was tuned on and right about them, so nothing can be learned
from how it reads those.

The weights are those of a logistic regression; features of fewer than five facts get none. Three numbers are set after it:
by what all weights are multiplied, from how they hold on the last batches when fitted to all others; the weight of every
statement, so that these are as sure on average as they are right, for the reader gets better from batch to batch; and the
confidence from which on a statement is sure.
"""

import csv
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from loaders.home import PROJECT

ROWS = PROJECT / "tests" / "gold" / "first_sight_rows.csv"
WEIGHTS = PROJECT / "seeds" / "weights.csv"
COLUMNS = ("slot", "feature", "weight", "is_pinned", "facts")
SLOT, ALWAYS, SURE, BOUND = "confidence", "always", "is_sure", "bound"
FEWEST_FACTS = 5  # that a feature must have
PENALTY = 0.1  # C of the regression: the smaller, the smaller the weights
BINS = 10
RIGHT_WHEN_SURE = 0.95
RECENT = 8  # batches that stretch and level are taken from: how well one is read varies by a tenth
MOST_STRETCHED = 2.0
FEWEST_SURE = 40  # statements that a share of right ones is believed of


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as it was read at first sight."""

    batch: str
    features: frozenset[str]
    wrong: str  # the attributes that were, joined by blanks

    @property
    def is_right(self) -> bool:
        return not self.wrong


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds of being right, what every statement has, and the bound of the sure ones."""

    of: dict[str, float]
    always: float
    bound: float = 1.0

    def score(self, features: Iterable[str]) -> float:
        return self.always + sum(self.of.get(feature, 0.0) for feature in features)

    def confidence(self, features: Iterable[str]) -> float:
        return sigmoid(self.score(features))


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with the confidence that weights give it which were fitted without its batch."""

    batch: str
    confidence: float
    is_right: bool


def sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def read_rows(path: Path = ROWS) -> list[Seen]:
    """The statements at first sight, batch by batch in the order they were read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        kinds = [name for name in rows.fieldnames or [] if name not in ("batch", "reader", "wrong")]
        return [
            Seen(row["batch"], frozenset(f"{kind}:{row[kind]}" for kind in kinds if row[kind]), row["wrong"])
            for row in rows
        ]


# -- fitting -------------------------------------------------------------------------------------------------------


def fit(rows: Sequence[Seen], pinned: Sequence[str] = ()) -> dict[str, float]:
    """The weight of each feature that enough statements have."""
    counts = Counter(feature for row in rows for feature in row.features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST_FACTS and name not in pinned)
    known = np.array([[name in row.features for name in names] for row in rows], dtype=float)
    model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(known, [row.is_right for row in rows])
    return dict(zip(names, (float(weight) for weight in model.coef_[0]), strict=True))


def weigh(rows: Sequence[Seen], pinned: dict[str, float]) -> Weights:
    """Weights fitted to some batches, stretched and levelled for the texts and the reader of the last ones."""
    by = stretch(rows, pinned)
    fitted = {name: by * weight for name, weight in fit(rows, tuple(pinned)).items()} | pinned
    recent = list(dict.fromkeys(row.batch for row in rows))[-RECENT:]
    return Weights(fitted, _level(Weights(fitted, 0.0), [row for row in rows if row.batch in recent]))


def _level(weights: Weights, rows: Sequence[Seen]) -> float:
    """What has to be added to each score for the mean confidence to be the share of right ones, by halving."""
    scores, share = [weights.score(row.features) for row in rows], _share(row.is_right for row in rows)
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        too_sure = sum(sigmoid(middle + score) for score in scores) / len(scores) > share
        low, high = (low, middle) if too_sure else (middle, high)
    return (low + high) / 2


def stretch(rows: Sequence[Seen], pinned: dict[str, float]) -> float:
    """By what weights are multiplied: the slope that fits the last batches by weights of all others, each on its own level."""
    batches = list(dict.fromkeys(row.batch for row in rows))
    recent = batches[-RECENT:] if len(batches) > RECENT else []
    design, right = [], []
    for at, batch in enumerate(recent):
        weights = Weights(fit([row for row in rows if row.batch != batch], tuple(pinned)) | pinned, 0.0)
        for row in rows:
            if row.batch == batch:
                design.append([weights.score(row.features), *(float(at == other) for other in range(len(recent)))])
                right.append(row.is_right)
    if not design:
        return 1.0
    model = LogisticRegression(C=1e6, fit_intercept=False, max_iter=1000).fit(np.array(design), right)
    return round(min(MOST_STRETCHED, max(1 / MOST_STRETCHED, float(model.coef_[0][0]))), 2)


def judge(rows: Sequence[Seen], pinned: dict[str, float], levelled: bool) -> list[Judged]:
    """Every statement by weights fitted without its batch; on the level of its own batch, or of the last others."""
    found = []
    for batch in dict.fromkeys(row.batch for row in rows):
        of_batch = [row for row in rows if row.batch == batch]
        weights = weigh([row for row in rows if row.batch != batch], pinned)
        if levelled:
            weights = Weights(weights.of, _level(Weights(weights.of, 0.0), of_batch))
        found += [Judged(batch, weights.confidence(row.features), row.is_right) for row in of_batch]
    return found


def sure_bound(judged: Sequence[Judged]) -> float:
    """The lowest confidence from which on enough are right in held-out batches, or else as good a confidence itself."""
    ordered = sorted(judged, key=lambda row: -row.confidence)
    right, bound = 0, RIGHT_WHEN_SURE
    for count, (row, following) in enumerate(pairwise([*ordered, Judged("", -1.0, False)]), 1):
        right += row.is_right
        if count >= FEWEST_SURE and right / count >= RIGHT_WHEN_SURE and following.confidence < row.confidence:
            bound = min(RIGHT_WHEN_SURE, row.confidence)
    return math.floor(bound * 1000) / 1000


def weights_of(rows: Sequence[Seen], pinned: dict[str, float]) -> Weights:
    """What ``make fit`` writes."""
    found = weigh(rows, pinned)
    return Weights(found.of, found.always, sure_bound(judge(rows, pinned, levelled=True)))


# -- the seed ------------------------------------------------------------------------------------------------------


def read_seed(path: Path = WEIGHTS) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pinned_of(seed: Iterable[dict[str, str]]) -> dict[str, float]:
    """The features whose weight was set by hand."""
    rows = (row for row in seed if row["slot"] == SLOT and row["is_pinned"] == "true")
    return {row["feature"]: float(row["weight"]) for row in rows}


def seed_rows(rows: Sequence[Seen], seed: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """The rows of the seed: those set by hand as they are, the others fitted."""
    kept = [row for row in seed if row["is_pinned"] == "true"]
    by_hand = {(row["slot"], row["feature"]) for row in kept}
    weights = weights_of(rows, pinned_of(seed))
    counts = Counter(feature for row in rows for feature in row.features)
    fitted = [
        _seed_row(SURE, BOUND, weights.bound, ""),
        _seed_row(SLOT, ALWAYS, weights.always, len(rows)),
        *(_seed_row(SLOT, name, weight, counts[name]) for name, weight in weights.of.items()),
    ]
    fitted = [row for row in fitted if (row["slot"], row["feature"]) not in by_hand]
    return sorted([*kept, *fitted], key=lambda row: (row["slot"], row["feature"]))


def _seed_row(slot: str, feature: str, weight: float, facts: object) -> dict[str, Any]:
    return dict(zip(COLUMNS, (slot, feature, f"{weight:.3f}", "false", facts), strict=True))


def write_seed(rows: Iterable[dict[str, Any]], path: Path = WEIGHTS) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# -- how well it holds ---------------------------------------------------------------------------------------------


def _share(things: Iterable[bool]) -> float:
    counted = list(things)
    return sum(counted) / len(counted) if counted else 0.0


def bins(judged: Sequence[Judged]) -> list[tuple[int, float, float]]:
    """Of each tenth of confidence: how many statements, how sure they are, and how many are right."""
    found = []
    for low in range(BINS):
        of_bin = [row for row in judged if min(int(row.confidence * BINS), BINS - 1) == low]
        sure = sum(row.confidence for row in of_bin) / len(of_bin) if of_bin else 0.0
        found.append((len(of_bin), sure, _share(row.is_right for row in of_bin)))
    return found


def calibration_error(judged: Sequence[Judged]) -> float:
    """How far confidence and share of right ones lie apart, over ten bins weighed by their size."""
    return sum(count * abs(sure - right) for count, sure, right in bins(judged)) / len(judged)


def table(rows: Sequence[Seen], seed: Sequence[dict[str, str]]) -> str:
    """Two tables for docs/accuracy.md: each batch by weights fitted without it, and all of them in ten bins."""
    pinned = pinned_of(seed)
    bound = next(float(row["weight"]) for row in seed if row["slot"] == SURE)
    on_others_level, on_own_level = judge(rows, pinned, levelled=False), judge(rows, pinned, levelled=True)
    lines = [
        "| held-out batch | statements | right | confidence | calibration error | the same, levelled | AUC | sure | right of the sure |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for batch in [*dict.fromkeys(row.batch for row in rows), "all"]:
        here, levelled = (
            [row for row in judged if batch in (row.batch, "all")] for judged in (on_others_level, on_own_level)
        )
        sure = [row for row in levelled if row.confidence >= bound]
        cells = [
            f"{_share(row.is_right for row in here):.2f}",
            f"{sum(row.confidence for row in here) / len(here):.2f}",
            f"{calibration_error(here):.3f}",
            f"{calibration_error(levelled):.3f}",
            f"{roc_auc_score([row.is_right for row in levelled], [row.confidence for row in levelled]):.2f}",
            f"{len(sure) / len(levelled):.2f}",
            f"{_share(row.is_right for row in sure):.2f}" if sure else "–",
        ]
        lines.append(f"| {batch} | {len(here)} | " + " | ".join(cells) + " |")
    lines += ["", "| confidence | statements | mean | right |", "| --- | ---: | ---: | ---: |"]
    for at, (count, sure_mean, right) in enumerate(bins(on_own_level)):
        lines.append(f"| {at / BINS:.1f} to {(at + 1) / BINS:.1f} | {count} | {sure_mean:.2f} | {right:.2f} |")
    return "\n".join(lines)

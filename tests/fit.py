"""Fit the weights by which words tell an indicator to the gold rows, and write ``seeds/weights.csv`` (``make fit``).

What the features of a text are, the models alone say (``int_word_features``): they are asked about words that enough gold
facts hold, and a linear model learns how much each feature speaks for which indicator. It is fitted with an L1 penalty, so
that most features weigh nothing, and features of fewer than five facts are not looked at: what serves one sentence cannot
enter. Rows set by hand (``is_pinned``) are kept. Printed is how the weights do on each set when fitted without it.

Source of the method: Fan et al., LIBLINEAR (JMLR 9, 2008), L1-regularised L2-loss support vector classification.
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from loaders import dbt
from loaders.home import PROJECT, Home
from tests import score

WEIGHTS = PROJECT / "seeds" / "weights.csv"
COLUMNS = ("slot", "scope", "feature", "word", "value", "weight", "is_pinned", "facts")
SCOPES = ("phrase", "wide", "head", "before", "reference", "unit")
FEWEST_FACTS = 5  # that a feature must have
SMALLEST = 0.02  # a weight of less is left out
PENALTY = 0.5  # C of the linear model: the smaller, the fewer features weigh anything
HELD = (1, 2)  # lengths of the words that a phrase may hold, in characters
ENDS = (2, 3, 4, 5)  # of those it may end with
UNNAMED = -1.0  # the score of an indicator that no word speaks for, as in int_statement_indicators

Feature = tuple[str, str, str]  # scope, feature, word


@dataclass(frozen=True, slots=True)
class Fact:
    """A gold fact that was found, with what its words tell."""

    gold_set: str
    wanted: str  # the gold's indicator
    by_rules: str
    is_certain: bool  # whether the rules are, so that no weight is asked
    features: frozenset[Feature]


class Model:
    """Weights of features for indicators."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.counts = Counter(feature for fact in facts for feature in fact.features)
        self.vectorizer = DictVectorizer()
        known = [self._known(fact) for fact in facts]
        self.classifier = LinearSVC(C=PENALTY, penalty="l1", dual=False, random_state=0, tol=1e-3, max_iter=20000)
        self.classifier.fit(_indexed(self.vectorizer.fit_transform(known)), [fact.wanted for fact in facts])
        self.codes: list[str] = [str(code) for code in self.classifier.classes_]

    def _known(self, fact: Fact) -> dict[Feature, int]:
        return {feature: 1 for feature in fact.features if self.counts[feature] >= FEWEST_FACTS}

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the seed, in order."""
        found = []
        names: list[Feature] = [tuple(name) for name in self.vectorizer.feature_names_]  # type: ignore[misc]
        for code, weights, always in zip(self.codes, self.classifier.coef_, self.classifier.intercept_, strict=True):
            found.append(_row("always", "is", "", code, always, None))
            found += [
                _row(*names[at], code, weights[at], self.counts[names[at]])
                for at in weights.nonzero()[0]
                if abs(weights[at]) >= SMALLEST
            ]
        return sorted(found, key=lambda row: [row[column] for column in COLUMNS[:5]])

    def choose(self, facts: Sequence[Fact], rule_weight: float) -> list[str]:
        """What rules and weights together decide for each fact."""
        known = _indexed(self.vectorizer.transform([self._known(fact) for fact in facts]))
        chosen = []
        for fact, scores in zip(facts, self.classifier.decision_function(known), strict=True):
            of = dict(zip(self.codes, scores, strict=True))
            best = max(of, key=lambda code: (of[code], code))
            lead = of[best] - of.get(fact.by_rules, UNNAMED)
            chosen.append(best if lead > rule_weight and not fact.is_certain else fact.by_rules)
        return chosen


def _indexed(matrix: Any) -> Any:
    """A sparse matrix with the indices that LIBLINEAR takes."""
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def _row(scope: str, feature: str, word: str, value: str, weight: float, facts: int | None) -> dict[str, Any]:
    return {
        "slot": "indicator",
        "scope": scope,
        "feature": feature,
        "word": word,
        "value": value,
        "weight": f"{weight:.3f}",
        "is_pinned": "false",
        "facts": "" if facts is None else facts,
    }


def read_pinned() -> list[dict[str, Any]]:
    """The rows of the seed that were set by hand."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["is_pinned"] == "true"]


def write(rows: Iterable[dict[str, Any]]) -> None:
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def asked_about(sets: Sequence[score.GoldSet], database: Path) -> list[dict[str, Any]]:
    """Rows without weight for all words that the phrases of enough gold facts hold or end with."""
    counts: Counter[Feature] = Counter()
    phrases = {row["statement_key"]: row["phrase_text"] for row in _rows(database, "int_reading_words")}
    for _, _, stated in _pairs(sets, database):
        phrase = phrases[stated["statement_key"]]
        held = {phrase[at : at + length] for length in HELD for at in range(len(phrase) - length + 1)}
        ends = {phrase[-length:] for length in ENDS if len(phrase) >= length}
        counts.update([*(("phrase", "holds", word) for word in held), *(("phrase", "ends", word) for word in ends)])
    return [_row(*name, "other", 0, count) for name, count in sorted(counts.items()) if count >= FEWEST_FACTS]


def read_facts(sets: Sequence[score.GoldSet], database: Path) -> list[Fact]:
    """The gold facts of some sets that were found, with their features."""
    of_text: dict[tuple[str, str], list[Feature]] = defaultdict(list)
    for row in _rows(database, "int_word_features"):
        of_text[row["scope"], row["text"]].append((row["scope"], row["feature"], row["word"]))
    words = {row["statement_key"]: row for row in _rows(database, "int_reading_words")}
    named = {row["statement_key"]: row for row in _rows(database, "int_statement_indicators")}
    return [
        Fact(
            gold_set,
            wanted["indicator"],
            named[stated["statement_key"]]["named_code"],
            named[stated["statement_key"]]["is_certain"],
            frozenset(
                feature
                for scope in SCOPES
                for feature in of_text[scope, words[stated["statement_key"]][f"{scope}_text"]]
            ),
        )
        for gold_set, wanted, stated in _pairs(sets, database)
    ]


def _rows(database: Path, model: str) -> list[score.Row]:
    return score.ask(database, f"select * from intermediate.{model}")


def _pairs(sets: Sequence[score.GoldSet], database: Path) -> Iterator[tuple[str, score.Row, score.Row]]:
    """Each gold fact that was found: its set, its row, the stated row."""
    stated = score.stated_rows(database)
    for gold in sets:
        for report, rows in sorted(score.gold_statements(gold).items()):
            facts, claims = score.facts_of(rows), score.facts_of(stated.get(report, []))
            for at, other in score.match(facts, claims, score.answers):
                yield gold.name, facts[at], claims[other]


def compare(facts: Sequence[Fact], rule_weight: float) -> Iterator[str]:
    """A line for each set: indicators right by the rules alone, and with weights that were fitted without the set."""
    yield f"{'indicators right':<20} facts  rules  with weights fitted without the set"
    for name in dict.fromkeys(fact.gold_set for fact in facts):
        of_set = [fact for fact in facts if fact.gold_set == name]
        model = Model([fact for fact in facts if fact.gold_set != name])
        wanted = [fact.wanted for fact in of_set]
        by_rules = _share_equal(wanted, [fact.by_rules for fact in of_set])
        yield f"{name:<20} {len(of_set):5}  {by_rules:.3f}  {_share_equal(wanted, model.choose(of_set, rule_weight)):.3f}"


def _share_equal(wanted: Sequence[str], got: Sequence[str]) -> float:
    return sum(one == other for one, other in zip(wanted, got, strict=True)) / len(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit seeds/weights.csv to the gold rows.")
    parser.add_argument(
        "--compare", action="store_true", help="fit without each set in turn, and leave the seed as it is"
    )
    asked = parser.parse_args()
    sets = [gold for gold in score.SETS if gold.is_at_hand]
    by_hand, before = read_pinned(), WEIGHTS.read_bytes()
    rule_weight = next(float(row["weight"]) for row in by_hand if row["scope"] == "rule")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        database = score.build(sets, home)
        try:
            write([*by_hand, *asked_about(sets, database)])
            with closing(dbt.Session(home)) as session:
                nodes = session.run([*dbt.BUILD, "--select", "weights", "int_word_features"])
        finally:
            WEIGHTS.write_bytes(before)
        if bad := list(dbt.bad_nodes(nodes)):
            raise RuntimeError("the features cannot be built:\n" + "\n".join(bad))
        facts = read_facts(sets, database)
    if asked.compare:
        sys.stdout.writelines(f"{line}\n" for line in compare(facts, rule_weight))
    else:
        write([*by_hand, *Model(facts).rows()])


if __name__ == "__main__":
    main()

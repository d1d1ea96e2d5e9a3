"""Fit seeds/weights.csv to the statements at first sight (``make fit``), or keep the statements of one more batch.

``python -m tests.fit --keep "a set"`` reads a set and puts its statements at the end of tests/gold/first_sight_rows.csv:
their features, and what of each is wrong. It is said once, when the set is scored for the first time and before anything is
learned from it; afterwards the reader knows the set, and its rows tell nothing.

``python -m tests.fit --judged FILE --as BATCH`` does so for reports without gold, whose statements a person held against
their sentences. Of each statement the CSV file has the features (``features`` of ``int_statement_features`` in the build
database) and in ``wrong`` the attributes that are, joined by blanks: nothing for a statement that is right, ``extra`` for
one that is no fact.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders.home import PROJECT, Home
from tests import score, sureness


def first_sight_rows(gold: score.GoldSet, database: Path) -> Iterator[tuple[str, str]]:
    """Of each statement of a set its features, and the attributes that are wrong."""
    features = {
        row["statement_key"]: row["features"]
        for row in score.ask(database, "select statement_key, features from intermediate.int_statement_features")
    }
    stated = score.stated_rows(database)
    for report, golds in sorted(score.gold_statements(gold).items()):
        facts, claims = score.facts_of(golds), score.facts_of(stated.get(report, []))
        answered = {other: at for at, other in score.match(facts, claims, score.answers)}
        for other, claim in enumerate(claims):
            wrong = score.wrong_attributes(facts[answered[other]], claim) if other in answered else ["extra"]
            yield features[claim["statement_key"]], " ".join(wrong)


def judged_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The same from a file of statements that a person judged. Raises KeyError where it lacks a column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["features"], " ".join(row["wrong"].split())


def keep(batch: str, reader: str, found: Iterable[tuple[str, str]], path: Path = sureness.ROWS) -> None:
    """Put the statements of a batch, read at a commit, at the end of the rows at first sight.

    Raises ValueError where it has some already.
    """
    if any(row.batch == batch for row in sureness.read_rows(path)):
        raise ValueError(f"{batch} was seen before: {path.name} has rows of it")
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    rows = []
    for features, wrong in found:
        of_kind = dict(feature.split(":", 1) for feature in features.split())
        of_kind |= {"batch": batch, "reader": reader, "wrong": wrong}
        rows.append([of_kind.get(name, "") for name in header])
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def commit() -> str:
    """The current one, short."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(git, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit seeds/weights.csv to the statements at first sight.")
    parser.add_argument(
        "--keep", metavar="SET", help="first keep the statements of a set that is seen for the first time"
    )
    parser.add_argument("--judged", type=Path, metavar="FILE", help="first keep the statements that a person judged")
    parser.add_argument("--as", dest="batch", metavar="BATCH", help="the name of their batch")
    parser.add_argument("--reader", metavar="COMMIT", help="which one read them; the current one where this is omitted")
    parser.add_argument("--compare", action="store_true", help="show how it would hold, and leave the seed as it is")
    asked = parser.parse_args()
    if bool(asked.judged) != bool(asked.batch):
        parser.error("--judged needs --as, and --as --judged")
    if asked.keep:
        gold = next(gold for gold in score.SETS if gold.name == asked.keep)
        with tempfile.TemporaryDirectory() as folder:
            keep(gold.name, asked.reader or commit(), first_sight_rows(gold, score.build([gold], Home(Path(folder)))))
    if asked.judged:
        keep(asked.batch, asked.reader or commit(), judged_rows(asked.judged))
    rows = sureness.read_rows()
    seed = sureness.seed_rows(rows, sureness.read_seed())
    if not asked.compare:
        sureness.write_seed(seed)
    sys.stdout.write(sureness.table(rows, seed) + "\n")


if __name__ == "__main__":
    main()

"""What wordings name which indicator, measure and stance: sentences (``wordings.csv``), each a report of its own.

In the table each sentence has one line per statement, in order.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from parsing import HEADER

from loaders.home import Home
from tests import score

TABLE = Path(__file__).parent / "wordings.csv"
COLUMNS = ("span_text", "indicator", "measure", "stance", "comparator")

Rows = list[tuple[str, ...]]


def sentences() -> list[tuple[str, Rows]]:
    """Each sentence with the statements expected of it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    grouped = groupby(rows, key=lambda row: row["text"])
    return [(text, [tuple(row[column] for column in COLUMNS) for row in found]) for text, found in grouped]


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """Sentence → its statements in one warehouse built of them all."""
    folder = tmp_path_factory.mktemp("wordings")
    reports = folder / "reports"
    reports.mkdir()
    texts = [text for text, _ in sentences()]
    for number, text in enumerate(texts):
        (reports / f"{number}.txt").write_text(f"{HEADER}{text}\n", encoding="utf-8")
    database = score.build([score.GoldSet("wordings", reports, folder)], Home(folder / "home"))
    found: dict[str, Rows] = {text: [] for text in texts}
    for report, rows in score.stated_rows(database).items():
        for row in rows:
            if row["disposition"] == "fact" and row["start"] >= len(HEADER):
                said = (row["text"], *(row[column] for column in COLUMNS[1:]))
                found[texts[int(report)]].append(said)
    return found


@pytest.mark.parametrize(("text", "expected"), sentences(), ids=lambda value: value if isinstance(value, str) else "")
def test_wordings(stated: dict[str, Rows], text: str, expected: Rows) -> None:
    assert stated[text] == expected

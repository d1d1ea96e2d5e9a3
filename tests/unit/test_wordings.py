"""What wordings name which indicator, measure and stance: sentences (``wordings.csv``), each a report of its own.

In the table each sentence has one line per statement, in order.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from parsing import HEADER
from stating import statements

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
    texts = [text for text, _ in sentences()]
    found = statements([f"{HEADER}{text}" for text in texts], tmp_path_factory.mktemp("wordings"))
    return {
        text: [(row["text"], *(row[column] for column in COLUMNS[1:])) for row in rows if row["start"] >= len(HEADER)]
        for text, rows in zip(texts, found, strict=True)
    }


@pytest.mark.parametrize(("text", "expected"), sentences(), ids=lambda value: value if isinstance(value, str) else "")
def test_wordings(stated: dict[str, Rows], text: str, expected: Rows) -> None:
    assert stated[text] == expected

"""Texts in, readings out: what the tests of the parser share."""

from functools import cache
from pathlib import Path
from typing import Any

from loaders.lexicon import Lexicon, load_lexicon
from loaders.parse import parse
from loaders.read import Document

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
HEADER = "铜陵市科学技术局2030年工作总结\n\n"  # a report of Tongling on 2030

Row = dict[str, Any]


@cache
def lexicon() -> Lexicon:
    return load_lexicon(SEEDS)


def parse_text(text: str) -> dict[str, list[Row]]:
    """Rows of raw.* of a document with this text."""
    return parse(Document("0" * 64, "a.txt", "a", "utf-8", len(text.encode()), text), lexicon())


def readings(text: str) -> list[Row]:
    """The readings of a text in a report, offsets counted from its start."""
    rows = [row for row in parse_text(HEADER + text)["readings"] if row["span_start"] >= len(HEADER)]
    for row in rows:
        row["span_start"] -= len(HEADER)
        row["span_end"] -= len(HEADER)
    return rows

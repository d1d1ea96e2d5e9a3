"""The gate before publishing: no number left behind, every span where it says, every raw table as expected.

The ledger is counted here a second time, character by character and without the parser's patterns, so that a number the
parser overlooks is missed by one of the two only.
"""

import importlib
import logging
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb

from loaders import store
from loaders.dbt import Node
from loaders.home import Home
from loaders.state import Row

logger = logging.getLogger(__name__)

CHINESE = frozenset("〇零一二两三四五六七八九十百千万亿")


def count_numerals(text: str) -> list[tuple[int, int]]:
    """The spans of all numerals of a text.

    Arabic: a run of decimal digits, full-width ones too, that goes on over a single point or comma when digits follow.
    Chinese: a run of ``〇零一二两三四五六七八九十百千万亿`` with no Arabic digit at either end.
    """
    spans = []
    position = 0
    while position < len(text):
        start = position
        if _is_digit(text, position):
            position = _end_of_arabic(text, position)
            spans.append((start, position))
        elif text[position] in CHINESE:
            while position < len(text) and text[position] in CHINESE:
                position += 1
            if not _is_digit(text, start - 1) and not _is_digit(text, position):
                spans.append((start, position))
        else:
            position += 1
    return spans


def _end_of_arabic(text: str, position: int) -> int:
    while _is_digit(text, position):
        position += 1
        if text[position : position + 1] in (".", ",") and _is_digit(text, position + 1):
            position += 1
    return position


def _is_digit(text: str, position: int) -> bool:
    return 0 <= position < len(text) and unicodedata.category(text[position]) == "Nd"


def check_ledger(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """One line for each numeral that only one of the two counts has."""
    documents = connection.execute("select document_id, file_name, text from raw.documents order by all").fetchall()
    stored: dict[str, set[tuple[int, int]]] = {}
    for document_id, start, end in connection.execute(
        "select document_id, numeral_start, numeral_end from raw.numerals where script <> 'word'"
    ).fetchall():
        stored.setdefault(document_id, set()).add((start, end))
    return [
        f"{name}: {text[start:end]} at {start} is {'not in the ledger' if (start, end) in counted else 'no numeral'}"
        for document_id, name, text in documents
        for counted in [set(count_numerals(text))]
        for start, end in sorted(counted ^ stored.get(document_id, set()))
    ]


SPANS = {
    "numerals": ("numeral_start", "numeral_end", "text"),
    "readings": ("span_start", "span_end", "span_text"),
    "sentences": ("sentence_start", "sentence_end", "text"),
}


def check_spans(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """One line for each row whose text is not what its document has at its offsets."""
    lines = []
    for table, (start, end, text) in SPANS.items():
        found = connection.execute(
            f"""
            select documents.file_name, spans.{start}, spans.{text}
            from raw."{table}" as spans
            left join raw.documents using (document_id)
            where substr(documents.text, spans.{start} + 1, spans.{end} - spans.{start}) is distinct from spans.{text}
            order by all
            """
        ).fetchall()
        lines += [f"{name}: {table} at {position} has {said!r}, the document has not" for name, position, said in found]
    return lines


def check_coverage(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """One line for each numeral that no reading covers, for it would have no disposition."""
    found = connection.execute(
        """
        select documents.file_name, numerals.numeral_start, numerals.text
        from raw.numerals
        left join raw.documents using (document_id)
        anti join raw.readings using (document_id, span_start, span_end)
        order by all
        """
    ).fetchall()
    return [f"{name}: {said} at {position} is in no reading" for name, position, said in found]


IDENTITIES: dict[str, Callable[[duckdb.DuckDBPyConnection], list[str]]] = {
    "ledger_equals_independent_count": check_ledger,
    "every_numeral_has_a_reading": check_coverage,
    "text_stands_at_its_span": check_spans,
}

RAW_FRAMES = ("documents", "sections", "sentences", "numerals", "readings", "tasks", "rejects")


def run_identities(home: Home) -> Iterator[Row]:
    with store.connect(home, read_only=True) as connection:
        for name, check in IDENTITIES.items():
            begun = time.monotonic()
            lines = check(connection)
            yield {
                "check_name": name,
                "check_tool": "identity",
                "severity": "error",
                "outcome": "fail" if lines else "pass",
                "rows_failed": len(lines),
                "seconds": round(time.monotonic() - begun, 3),
                "checked_at": now(),
                "message": "\n".join(lines[:20]),
            }


def run_expectations(home: Home) -> Iterator[Row]:
    """The suites of ``tests/expectations``, each over one table of raw as a pandas frame."""
    with store.connect(home, read_only=True) as connection:
        frames = {name: connection.execute(f'select * from raw."{name}"').df() for name in RAW_FRAMES}
    suites: Any = importlib.import_module("tests.expectations.raw")
    yield from suites.validate(frames)


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


BAD = ("fail", "error")  # outcomes that keep a build from being published
OUTCOMES = {"pass": "pass", "fail": "fail", "warn": "warn", "error": "error", "skipped": "skip"}


def describe(node: Node) -> Row:
    """A test of dbt as a row of the check results."""
    return {
        "check_name": node.name,
        "check_tool": "dbt",
        "severity": node.severity,
        "outcome": OUTCOMES.get(node.status, "error"),
        "rows_failed": node.failures,
        "seconds": round(node.seconds, 3),
        "checked_at": now(),
        "message": node.message,
    }

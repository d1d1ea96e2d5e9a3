"""The rows of one document are held against its text and against the rules of ``loaders/warehouse/raw.py`` before they are stored.

What is found here concerns one document, and keeps only that one out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from loaders.warehouse import raw

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# Where the rows of a table are in their document, and the text they show.
SPANS = {
    "sections": ("section_start", "section_end", None),
    "sentences": ("sentence_start", "sentence_end", "text"),
    "numerals": ("numeral_start", "numeral_end", "text"),
    "readings": ("span_start", "span_end", "span_text"),
    "tasks": ("task_start", "task_end", None),
}
# Columns that point at rows of another table of the document.
REFERENCES = (
    ("sections", ("parent_start",), "sections", ("section_start",)),
    ("sentences", ("section_start",), "sections", ("section_start",)),
    ("tasks", ("section_start",), "sections", ("section_start",)),
    ("readings", ("sentence_start",), "sentences", ("sentence_start",)),
    ("readings", ("section_start",), "sections", ("section_start",)),
    ("numerals", ("span_start", "span_end"), "readings", ("span_start", "span_end")),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document, in words, and the offset where; None where that is nowhere in particular."""

    detail: str
    at: int | None = None


def find_faults(rows: Rows, counted: Iterable[tuple[int, int]]) -> Iterator[Fault]:
    """What is wrong with the rows of a document, by table of ``raw``; ``counted`` are its numerals by another count."""
    [document] = rows["documents"]
    yield from _check_ledger(document["text"], set(counted), rows.get("numerals", []))
    for table, (start, end, text) in SPANS.items():
        yield from _check_spans(document["text"], table, rows.get(table, []), (start, end), text)
    for table, columns, other, others in REFERENCES:
        yield from _check_references(
            table, columns, rows.get(table, []), {_of(row, others) for row in rows.get(other, [])}
        )
    for table, found in rows.items():
        yield from _check_keys(table, found)
        yield from _check_rules(table, found)


def sentence_at(rows: Rows, at: int | None) -> str | None:
    """The sentence of a document in which an offset lies."""
    if at is None:
        return None
    found = (row["text"] for row in rows.get("sentences", []) if row["sentence_start"] <= at < row["sentence_end"])
    return next(found, None)


def _of(row: Row, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


def _check_ledger(text: str, counted: set[tuple[int, int]], numerals: list[Row]) -> Iterator[Fault]:
    """Each numeral that only one of the two counts has."""
    stored = {(row["numeral_start"], row["numeral_end"]) for row in numerals if row["script"] != "word"}
    for start, end in sorted(counted ^ stored):
        what = "is not in the ledger" if (start, end) in counted else "is no numeral, yet in the ledger"
        yield Fault(f"{text[start:end]} {what}", start)


def _check_spans(text: str, table: str, rows: list[Row], ends: tuple[str, str], shown: str | None) -> Iterator[Fault]:
    """Each row whose text is not what its document has at its offsets."""
    start, end = ends
    for row in rows:
        first, last = row[start], row[end]
        if not 0 <= first <= last <= len(text):
            yield Fault(f"{table}: {first} to {last} is no span of the text")
        elif shown and text[first:last] != row[shown]:
            yield Fault(f"{table}: {row[shown]!r} is not what the text has there", first)


def _check_references(table: str, columns: tuple[str, ...], rows: list[Row], known: set[Any]) -> Iterator[Fault]:
    for row in rows:
        key = _of(row, columns)
        if key not in known and None not in key:
            yield Fault(f"{table}: {', '.join(columns)} {key} points at nothing", _start(table, row))


def _check_keys(table: str, rows: list[Row]) -> Iterator[Fault]:
    columns = tuple(raw.TABLES[table].metadata[b"key"].decode().split(", "))
    seen: set[Any] = set()
    for row in rows:
        key = _of(row, columns)
        if None in key:
            yield Fault(f"{table}: a key without its {', '.join(columns)}", _start(table, row))
        elif key in seen:
            yield Fault(f"{table}: two rows of one {', '.join(columns[1:])}", _start(table, row))
        seen.add(key)


def _check_rules(table: str, rows: list[Row]) -> Iterator[Fault]:
    for rule in raw.RULES[table]:
        broken = _breaks(rule)
        for row in rows:
            if broken(row):
                yield Fault(f"{table}: {_in_words(rule, row)}", _start(table, row))


def _start(table: str, row: Row) -> int | None:
    return row[SPANS[table][0]] if table in SPANS else None


@singledispatch
def _breaks(rule: raw.Rule) -> Any:
    """A function that tells whether a row breaks a rule."""
    raise TypeError(rule)


@_breaks.register
def _(rule: raw.Filled) -> Any:
    return lambda row: row.get(rule.column) is None


@_breaks.register
def _(rule: raw.OneOf) -> Any:
    known = {None, *rule.words}
    return lambda row: row.get(rule.column) not in known


@_breaks.register
def _(rule: raw.Between) -> Any:
    low, high = rule.low, float("inf") if rule.high is None else rule.high
    return lambda row: row.get(rule.column) is not None and not low <= row[rule.column] <= high


@_breaks.register
def _(rule: raw.Like) -> Any:
    pattern = re.compile(rule.pattern)
    return lambda row: row.get(rule.column) is not None and not pattern.match(row[rule.column])


@_breaks.register
def _(rule: raw.Ordered) -> Any:
    def broken(row: Row) -> bool:
        first, second = row.get(rule.first), row.get(rule.second)
        return first is not None and second is not None and (first > second or (first == second and not rule.or_equal))

    return broken


@singledispatch
def _in_words(rule: raw.Rule, row: Row) -> str:
    return f"{rule.column} is {row.get(rule.column)!r}"  # type: ignore[union-attr]


@_in_words.register
def _(rule: raw.Ordered, row: Row) -> str:
    return f"{rule.first} {row[rule.first]} is not before {rule.second} {row[rule.second]}"

"""A decoded document in, rows of ``raw.*`` out: pure functions that know nothing of files, databases or the clock."""

import gc
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import Horizon
from loaders.parse.numbers.ledger import Numeral, ledger
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.numbers.scan import scan
from loaders.parse.page.layout import lay_out
from loaders.parse.page.lines import lines_of
from loaders.parse.page.metadata import Metadata, read_metadata
from loaders.parse.page.normalise import normalise
from loaders.parse.page.outline import Section, Sentence
from loaders.parse.page.tables import Header, find_tables
from loaders.parse.page.tables import Row as TableRow
from loaders.parse.page.tasks import read_tasks
from loaders.parse.rows import Passage, Row, balance, document_row, reading_row, section_rows, sentence_rows
from loaders.parse.sentence.bind import FACT_FORMS, Binder, Found, Place, Reading
from loaders.parse.sentence.tabulated import read_row
from loaders.read import Document

_EDGES = frozenset("。！？!?”’）) \t\u3000\xa0\r\n")


def parse(document: Document, lexicon: Lexicon) -> dict[str, list[Row]]:
    """Rows of the raw tables ``documents``, ``sections``, ``sentences``, ``numerals``, ``readings`` and ``tasks`` of one document.

    Offsets are code points of ``document.text``; every numeral of the ledger lies in exactly one reading's span.
    """
    with _uncollected():
        return _parsed(document, lexicon)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While a document is read no garbage is looked for: no record refers to itself, and each search would go over all that is kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parsed(document: Document, lexicon: Lexicon) -> dict[str, list[Row]]:
    text, key = document.text, document.document_id
    lines, told = lines_of(text), replace(document.told, called=document.report.rpartition("/")[2])
    metadata = read_metadata(text, lines, lexicon, told, document.decided)
    sections, sentences = lay_out(text, lines, metadata, lexicon, document.headings)
    reader = _Reader(document, metadata, lexicon)
    readings, numerals = reader.read(sections, sentences)
    return {
        "documents": [document_row(document, metadata, lexicon)],
        "sections": section_rows(key, sections),
        "sentences": sentence_rows(key, sentences, reader.texts, sections),
        "numerals": numerals,
        "readings": readings,
        "tasks": read_tasks(text, lines, key, sections),
    }


@dataclass(slots=True)
class _Numbered:
    """A sentence that holds numerals: the copy of it that is read, its numbers, and what it is."""

    passage: Passage
    plain: str
    quantities: list[Quantity]
    table: tuple[Header, list[TableRow]] | None
    found: Found | None = None  # for a sentence of the report


class _Reader:
    """Reads the sentences of one document in order."""

    def __init__(self, document: Document, metadata: Metadata, lexicon: Lexicon) -> None:
        self.document = document
        self.metadata = metadata
        self.lexicon = lexicon
        self.binder = Binder(lexicon, _place(metadata, lexicon))
        self.texts: list[str] = []

    def read(self, sections: list[Section], sentences: list[Sentence]) -> tuple[list[Row], list[Row]]:
        """The readings of every sentence, and the ledger: each numeral with the span that accounts for it.

        Numbers are found in all sentences, then what each says whatever was said before, then they are bound: a step
        that is done over and over, with nothing between, takes two thirds of the time, for what it needs stays in the
        processor's caches.
        """
        numerals = ledger(self.document.text)
        self.texts = [self.document.text[s.start : s.end] for s in sentences]
        horizons = [self.metadata.horizon.of(section.period) for section in sections]
        numbered = self._numbered(sections, sentences, numerals)
        for told in numbered:
            if told is not None and not (told.table or told.passage.sentence.furniture):
                horizon = horizons[told.passage.sentence.section]
                told.found = self.binder.find(told.plain, told.quantities, horizon)
        bound: list[tuple[Passage, list[Reading]]] = []
        for sentence, raw, told in zip(sentences, self.texts, numbered, strict=True):
            horizon = horizons[sentence.section]
            if told is None:
                if not sentence.furniture:
                    self.binder.pass_over(raw, sentence.paragraph, horizon)
                continue
            plain, quantities = told.plain, told.quantities
            if told.found is not None:
                readings = self.binder.read(told.found, sentence.paragraph)
            elif told.table:
                readings = self._cells(told.table, plain, quantities, horizon)
            else:
                readings = [Reading(quantity=_chrome(quantity, plain)) for quantity in quantities]
            bound.append((told.passage, readings))
        rows = [reading_row(reading, passage) for passage, readings in bound for reading in readings]
        return balance(numerals, rows, [passage for passage, _ in bound])

    def _numbered(
        self, sections: list[Section], sentences: list[Sentence], numerals: list[Numeral]
    ) -> list[_Numbered | None]:
        """The numbers of each sentence; None where it holds no numeral."""
        text, key = self.document.text, self.document.document_id
        tables = find_tables(self.texts, self.lexicon)
        found: list[_Numbered | None] = []
        at = 0
        for index, (sentence, raw) in enumerate(zip(sentences, self.texts, strict=True)):
            start, end, first = sentence.start, sentence.end, at
            at = bisect_left(numerals, (end, 0, ""), first)  # behind those of the sentence
            if at == first:
                found.append(None)
                continue
            table = tables.get(index)
            plain, offsets = (raw, None) if table else normalise(raw, self.lexicon)
            passage = Passage(key, text, sentence, sections[sentence.section], offsets)
            of_ledger = not table and offsets is None and _is_whole(text, start, end)  # its numerals are the sentence's
            quantities = scan(plain, self.lexicon, numerals[first:at] if of_ledger else None, start if of_ledger else 0)
            found.append(_Numbered(passage, plain, quantities, table))
        return found

    def _cells(
        self, table: tuple[Header, list[TableRow]], line: str, quantities: list[Quantity], horizon: Horizon
    ) -> list[Reading]:
        """The cells of a table's line, and the numbers of its labels."""
        cells = read_row(*table, self.binder, self.lexicon, horizon)
        spans = [(cell.quantity.start, cell.quantity.end) for cell in cells]
        others = [q for q in quantities if not any(start < q.end and q.start < end for start, end in spans)]
        return cells + [Reading(quantity=_label(quantity)) for quantity in others]


def _place(metadata: Metadata, lexicon: Lexicon) -> Place:
    """Where a document is, as far as its names go."""
    code = metadata.region_code or ""
    known = lexicon.regions.get(code)
    own = known is not None and (known.name == metadata.region_name or known.level == "zone")
    return Place(code if own else "", metadata.region_name, lexicon.ancestors(code))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins and ends at a stop or a line's end, where no numeral goes on; one that was too long may not."""
    return (start == 0 or text[start - 1] in _EDGES) and (text[end - 1] in _EDGES or text[end : end + 1] in ("", "\n"))


def _label(quantity: Quantity) -> Quantity:
    """A number in a table's label or row number counts nothing."""
    if quantity.form in FACT_FORMS or quantity.form == "bare":
        quantity.form, quantity.rule = "ordinal", "row_number"
    return quantity


def _chrome(quantity: Quantity, line: str) -> Quantity:
    """A number on a line of page furniture; the day a page was published on stays a date."""
    dated = (
        quantity.form == "date"
        and ":" not in quantity.number
        and ("-" in quantity.number or "月" in quantity.number or ">" not in line)
    )
    if not dated and quantity.form not in ("document_no", "idiom"):
        quantity.form, quantity.rule = "furniture", "page_furniture"
    return quantity

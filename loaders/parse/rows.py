"""Rows of ``raw.*`` from what was read of a document; offsets are code points of its text."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter, itemgetter

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import stated
from loaders.parse.numbers.ledger import Numeral
from loaders.parse.numbers.quantity import Quantity, exact
from loaders.parse.page.metadata import Metadata
from loaders.parse.page.outline import Section, Sentence
from loaders.parse.reading import FACT_FORMS, STATING_FORMS
from loaders.parse.sentence.bind import Reading
from loaders.parse.slots.moments import at_start_of_change
from loaders.read import Document
from loaders.warehouse.raw import PARSER_VERSION, TABLES

Row = dict[str, object]
Span = tuple[int, int]

_SPAN = itemgetter("span_start", "span_end")
_KEY = itemgetter("span_start", "span_end", "ordinal")
_sentence_start = attrgetter("sentence.start")
_UNREAD: Row = {
    **{field.name: None for field in TABLES["readings"] if field.name != "loaded_at"},
    "ordinal": 0,
    "scale": 1.0,
    "is_of_ratio": False,
    "is_change_base": False,
}


@dataclass(slots=True)
class Passage:
    """A sentence in its document; ``offsets`` leads from its normalised copy back to it, None where that is the sentence itself."""

    document_id: str
    text: str
    sentence: Sentence
    section: Section
    offsets: list[int] | None = None

    def span(self, quantity: Quantity) -> Span:
        """Where a number of the copy is in the document."""
        base, offsets = self.sentence.start, self.offsets
        if offsets is None:
            return base + quantity.start, base + quantity.end
        return base + offsets[quantity.start], base + offsets[quantity.end - 1] + 1


def document_row(document: Document, metadata: Metadata, lexicon: Lexicon) -> Row:
    """The row of ``raw.documents``."""
    reported, planned = stated(metadata.horizon.reported), stated(metadata.horizon.planned)
    said = document.told.under(document.decided)
    return {
        "document_id": document.document_id, "report": document.report, "file_name": document.file_name,
        "media_type": document.media_type, "source_url": said.url, "retrieved_on": said.retrieved_on,
        "sidecar_hash": document.sidecar_hash, "encoding": document.encoding, "reading_note": document.note,
        "byte_count": document.byte_count, "char_count": len(document.text), "text": document.text, "title": metadata.title,
        "issuer": metadata.issuer, "document_number": metadata.document_number, "document_kind": metadata.kind,
        "issued_on": metadata.issued_on, "published_on": metadata.published_on,
        "period_start": reported[0], "period_end": reported[1],
        "plan_period_start": planned[0], "plan_period_end": planned[1],
        "region_code": metadata.region_code, "region_name": metadata.region_name, "region_rule": metadata.region_rule,
        "region_evidence": metadata.region_evidence, "parser_version": PARSER_VERSION, "lexicon_hash": lexicon.hash,
    }  # fmt: skip


def section_rows(document_id: str, sections: list[Section]) -> list[Row]:
    """Rows of ``raw.sections``."""
    return [
        {"document_id": document_id, "section_start": s.start, "section_end": s.end, "parent_start": s.parent, "level": s.level, "heading": s.heading,
         "section_kind": s.kind, "period_start": first, "period_end": last}
        for s in sections
        for first, last in [stated(s.period)]
    ]  # fmt: skip


def sentence_rows(document_id: str, sentences: list[Sentence], texts: list[str], sections: list[Section]) -> list[Row]:
    """Rows of ``raw.sentences``; ``texts`` are the sentences' own."""
    return [
        {"document_id": document_id, "sentence_start": s.start, "sentence_end": s.end, "section_start": sections[s.section].start, "text": text,
         "is_furniture": s.furniture}
        for s, text in zip(sentences, texts, strict=True)
    ]  # fmt: skip


def reading_row(reading: Reading, passage: Passage) -> Row:
    """A row of ``raw.readings``."""
    quantity, section, sentence = reading.quantity, passage.section, passage.sentence
    value = None if quantity.value is None else exact(quantity.value)
    if value is None and quantity.form in FACT_FORMS:
        quantity.form, quantity.rule = "other", "too_large"
    start, end = passage.span(quantity)
    row = _UNREAD.copy()  # set one by one: made of arguments by name it would take half as long again
    row["document_id"], row["section_start"], row["sentence_start"] = passage.document_id, section.start, sentence.start
    row["span_start"], row["span_end"], row["span_text"] = start, end, passage.text[start:end]
    row["ordinal"], row["number_text"], row["unit"] = reading.ordinal, quantity.number or None, quantity.unit or None
    row["form"], row["form_rule"], row["decimals"] = quantity.form, quantity.rule, quantity.decimals
    if quantity.scale != 1:
        row["scale"] = float(quantity.scale)
    if quantity.more:
        row["comparator_before"] = quantity.more
    if quantity.high is not None:
        row["value_high"] = _upper_end(quantity)
    if quantity.form in STATING_FORMS:
        if reading.change_from and reading.time_rule != "explicit":
            reading = at_start_of_change(reading, section.period, planned=section.kind == "plan")
        row["value"] = value
        _take_words(row, reading)
        _tie(row, reading, passage)
    return row


def _upper_end(quantity: Quantity) -> Decimal | None:
    """The end of a range; what lies below its beginning is none."""
    high = exact(quantity.high)
    return high if high is not None and quantity.value is not None and high >= quantity.value else None


def _take_words(row: Row, reading: Reading) -> None:
    """What the words at a reading tell."""
    row["phrase"], row["phrase_position"] = reading.phrase or None, reading.phrase_position or None
    row["phrase_wide"], row["phrase_head"] = reading.phrase_wide or None, reading.phrase_head or None
    if reading.noun_tail or reading.counted_unit:
        row["noun_tail"], row["counted_unit"] = reading.noun_tail or None, reading.counted_unit or None
    row["verb"], row["verb_after"] = reading.verb or None, reading.verb_after or None
    row["cue_level"] = reading.level or None
    if reading.plan or reading.estimate or reading.provision:
        row["cue_plan"], row["cue_estimate"] = reading.plan or None, reading.estimate or None
        row["cue_provision"] = reading.provision or None
    if reading.growth or reading.share or reading.rank or reading.gap or reading.basis:
        row["cue_growth"], row["cue_share"] = reading.growth or None, reading.share or None
        row["cue_rank"], row["cue_gap"] = reading.rank or None, reading.gap or None
        row["cue_basis"] = reading.basis or None
    if reading.reference or reading.base_text:
        row["base_text"], row["reference_text"] = reading.base_text or None, reading.reference or None
    if reading.time_text or reading.time_rule:
        row["time_text"], row["time_rule"] = reading.time_text or None, reading.time_rule or None
    if reading.place_rule or reading.after:
        row["place_rule"], row["comparator_after"] = reading.place_rule or None, reading.after or None
    row["is_of_ratio"], row["is_change_base"] = reading.of_ratio, reading.change_from
    if reading.before:
        row["comparator_before"] = reading.before


_STRAIGHT = str.maketrans("“”", '""')


def _tie(row: Row, reading: Reading, passage: Passage) -> None:
    """What a reading is tied to: the clause before, the place it is compared with, its whole, its time, base and places."""
    if reading.context:
        row["context"] = reading.context[-160:]
    if "“" in reading.reference and "“" not in passage.text[passage.sentence.start : passage.sentence.end]:
        row["reference_text"] = reading.reference.translate(_STRAIGHT)  # in the text's own marks
    if reading.reference_place:
        row["reference_place_code"], row["reference_place_name"] = reading.reference_place
    if reading.whole is not None:
        row["whole_start"], row["whole_end"] = passage.span(reading.whole.quantity)
    if reading.time:
        row["time_kind"], (row["time_start"], row["time_end"]) = reading.time.kind, stated(reading.time.period)
    if reading.base:
        row["base_end"] = stated(reading.base.period)[1]
    if reading.places:
        row["place_names"] = "、".join([name for _, name in reading.places]) or None
        row["place_codes"] = "、".join([code for code, _ in reading.places]) or None


def balance(numerals: list[Numeral], rows: list[Row], passages: list[Passage]) -> tuple[list[Row], list[Row]]:
    """Rows of ``raw.readings`` in order and of ``raw.numerals``: each numeral is held against the span that accounts for it.

    Whatever was read, the two fit: a reading that takes up a part of a numeral, or of another reading, goes, and a numeral
    that is in no reading gets one of its own, as ``other``. ``passages`` are those that hold the numerals, in order.
    """
    if not numerals:
        return [], []
    starts, ends, _ = zip(*numerals, strict=True)
    owners: list[Span | None] = [None] * len(numerals)
    kept: list[Span] = []
    spans = _put_in_order(rows)
    at = last = 0
    for span in spans:
        start, end = span
        first = bisect_right(ends, start, at)  # of the numerals that the span touches
        at = bisect_left(starts, end, first)  # behind them
        if start >= last and (first == at or (starts[first] >= start and ends[at - 1] <= end)):
            owners[first:at] = [span] * (at - first)
            kept.append(span)
            last = end
    if len(kept) < len(spans):
        rows = _without_lost(rows, set(kept))
    if strays := [numeral for numeral, owner in zip(numerals, owners, strict=True) if owner is None]:
        rows += [_stray(numeral, passages) for numeral in strays]
        _put_in_order(rows)
    document_id, text = passages[0].document_id, passages[0].text
    return rows, [
        {"document_id": document_id, "numeral_start": start, "numeral_end": end, "text": text[start:end],
         "script": script, "span_start": span[0], "span_end": span[1]}
        for (start, end, script), owner in zip(numerals, owners, strict=True)
        for span in [owner or (start, end)]
    ]  # fmt: skip


def _without_lost(rows: list[Row], kept: set[Span]) -> list[Row]:
    """The rows whose spans are kept; none is a part of one that is not."""
    rows = [row for row in rows if _SPAN(row) in kept]
    for row in rows:
        if (row["whole_start"], row["whole_end"]) not in kept:
            row["whole_start"] = row["whole_end"] = None
    return rows


def _stray(numeral: Numeral, passages: list[Passage]) -> Row:
    start, end, _ = numeral
    passage = passages[max(0, bisect_right(passages, start, key=_sentence_start) - 1)]
    written = passage.text[start:end]
    return _UNREAD | {
        "document_id": passage.document_id, "span_start": start, "span_end": end, "sentence_start": passage.sentence.start,
        "section_start": passage.section.start, "span_text": written, "form": "other", "form_rule": "unread", "number_text": written,
        "scale": None,
    }  # fmt: skip


def _put_in_order(rows: list[Row]) -> list[Span]:
    """Sort rows by their spans, with ordinals 0, 1, … of those that share one; the spans, each once."""
    rows.sort(key=_KEY)
    spans: list[Span] = []
    previous, ordinal = None, 0
    for row in rows:
        span: Span = _SPAN(row)
        if span == previous:
            ordinal += 1
        else:
            ordinal = 0
            spans.append(span)
        row["ordinal"], previous = ordinal, span
    return spans

"""A decoded document in, rows of ``raw.*`` out: pure functions that know nothing of files, databases or the clock."""

from bisect import bisect_right

from loaders.lexicon import Lexicon
from loaders.parse.bind import FACT_FORMS, Binder, Place, Reading, change_base
from loaders.parse.layout import Section, Sentence, lay_out
from loaders.parse.metadata import Metadata, read_metadata
from loaders.parse.normalise import normalise
from loaders.parse.scan import LEDGER, Quantity, scan
from loaders.parse.tables import find_tables, read_row
from loaders.parse.tasks import read_tasks
from loaders.parse.times import Horizon
from loaders.raw import PARSER_VERSION
from loaders.read import Document

Row = dict[str, object]


def parse(document: Document, lexicon: Lexicon) -> dict[str, list[Row]]:
    """Rows of the raw tables ``documents``, ``sections``, ``sentences``, ``numerals``, ``readings`` and ``tasks`` of one document.

    Offsets are code points of ``document.text``; every numeral of the ledger lies in exactly one reading's span.
    """
    text = document.text
    metadata = read_metadata(text, lexicon)
    sections, sentences = lay_out(text, metadata.horizon, metadata.kind, metadata.title_end)
    key = document.document_id
    readings, numerals = _readings(text, key, metadata, sections, sentences, lexicon)
    return {
        "documents": [_document_row(document, metadata, lexicon)],
        "sections": [
            {"document_id": key, "section_start": s.start, "section_end": s.end, "parent_start": s.parent, "level": s.level, "heading": s.heading,
             "section_kind": s.kind, "period_start": s.period[0], "period_end": s.period[1]}
            for s in sections
        ],
        "sentences": [
            {"document_id": key, "sentence_start": s.start, "sentence_end": s.end, "section_start": sections[s.section].start,
             "text": text[s.start : s.end], "is_furniture": s.furniture}
            for s in sentences
        ],
        "numerals": numerals,
        "readings": readings,
        "tasks": read_tasks(text, key, sections),
    }  # fmt: skip


def _document_row(document: Document, metadata: Metadata, lexicon: Lexicon) -> Row:
    horizon = metadata.horizon
    return {
        "document_id": document.document_id, "report": document.report, "file_name": document.file_name, "encoding": document.encoding,
        "byte_count": document.byte_count, "char_count": len(document.text), "text": document.text, "title": metadata.title,
        "issuer": metadata.issuer, "document_number": metadata.document_number, "document_kind": metadata.kind,
        "issued_on": metadata.issued_on, "published_on": metadata.published_on,
        "period_start": horizon.reported[0], "period_end": horizon.reported[1],
        "plan_period_start": horizon.planned[0], "plan_period_end": horizon.planned[1],
        "region_code": metadata.region_code, "region_name": metadata.region_name, "region_rule": metadata.region_rule,
        "region_evidence": metadata.region_evidence, "parser_version": PARSER_VERSION, "lexicon_hash": lexicon.hash,
    }  # fmt: skip


def _readings(
    text: str, key: str, metadata: Metadata, sections: list[Section], sentences: list[Sentence], lexicon: Lexicon
) -> tuple[list[Row], list[Row]]:
    """The readings of every sentence, and the ledger: each numeral with the span that accounts for it."""
    ledger = list(LEDGER.finditer(text))
    starts = [s.start for s in sentences]
    with_numbers = {bisect_right(starts, m.start()) - 1 for m in ledger}
    code = metadata.region_code or ""
    chain = lexicon.ancestors(code)
    known = lexicon.regions.get(code)
    place = Place(code if known and (known.name == metadata.region_name or known.level == "zone") else "", metadata.region_name, chain)
    binder = Binder(lexicon, place)
    tables = find_tables([text[s.start : s.end] for s in sentences])
    rows: list[Row] = []
    spans: list[tuple[int, int]] = []
    for index, sentence in enumerate(sentences):
        raw = text[sentence.start : sentence.end]
        if index not in with_numbers:
            if not sentence.furniture:
                binder.pass_over(raw, sentence.paragraph)
            continue
        section = sections[sentence.section]
        horizon = Horizon(section.period, metadata.horizon.planned)
        plain, offsets = (raw, None) if index in tables else normalise(raw, lexicon)
        quantities = scan(plain, lexicon)
        if index in tables:
            cells = read_row(*tables[index], binder, lexicon, horizon)
            read = [(r.quantity.start, r.quantity.end) for r in cells]
            found = cells + [Reading(_label(q)) for q in quantities if not any(a < q.end and q.start < b for a, b in read)]
        elif sentence.furniture:
            found = [Reading(_chrome(q, plain)) for q in quantities]
        else:
            found = binder.read(plain, quantities, sentence.paragraph, horizon)
        for reading in found:
            start, end = _span(reading.quantity, offsets, sentence.start)
            rows.append(_reading_row(reading, key, sentence, section, start, end, text, offsets))
            spans.append((start, end))
    numerals: list[Row] = []
    spans = sorted(set(spans))
    partial: set[tuple[int, int]] = set()
    for match in ledger:
        start, end = match.span()
        at = bisect_right(spans, (start, len(text) + 1)) - 1
        near = spans[max(0, at - 1) : at + 2]
        covered = next((s for s in near if s[0] <= start and end <= s[1]), None)
        if covered is None:  # no pass took it up whole: it is accounted for by itself
            partial.update(s for s in near if s[0] < end and start < s[1])
            covered = (start, end)
            rows.append(_stray(key, sentences, sections, starts, match, text))
        numerals.append({"document_id": key, "numeral_start": start, "numeral_end": end, "text": match.group(), "script": match.lastgroup,
                         "span_start": covered[0], "span_end": covered[1]})  # fmt: skip
    if partial:
        rows = [row for row in rows if (row["span_start"], row["span_end"]) not in partial]
    rows.sort(key=lambda row: (row["span_start"], row["span_end"], row["ordinal"]))
    _number(rows)
    return rows, numerals


def _number(rows: list[Row]) -> None:
    """Ordinals 0, 1, … of the readings that share a span."""
    previous, ordinal = None, 0
    for row in rows:
        span = (row["span_start"], row["span_end"])
        ordinal = ordinal + 1 if span == previous else 0
        row["ordinal"], previous = ordinal, span


def _label(quantity: Quantity) -> Quantity:
    """A number in a table's label or row number counts nothing."""
    if quantity.form in FACT_FORMS or quantity.form == "bare":
        quantity.form, quantity.rule = "ordinal", "row_number"
    return quantity


def _chrome(quantity: Quantity, line: str) -> Quantity:
    """A number on a line of page furniture; the day a page was published on stays a date."""
    dated = quantity.form == "date" and ":" not in quantity.number and ("-" in quantity.number or "月" in quantity.number or ">" not in line)
    if not dated and quantity.form not in ("document_no", "idiom"):
        quantity.form, quantity.rule = "furniture", "page_furniture"
    return quantity


def _span(quantity: Quantity, offsets: list[int] | None, base: int) -> tuple[int, int]:
    if offsets is None:
        return base + quantity.start, base + quantity.end
    return base + offsets[quantity.start], base + offsets[quantity.end - 1] + 1


def _stray(key: str, sentences: list[Sentence], sections: list[Section], starts: list[int], match, text: str) -> Row:  # noqa: ANN001
    """A numeral that no pass took up is accounted for as ``other``."""
    sentence = sentences[max(0, bisect_right(starts, match.start()) - 1)]
    row = dict.fromkeys(_READING_COLUMNS)
    row.update(document_id=key, span_start=match.start(), span_end=match.end(), ordinal=0, sentence_start=sentence.start,
               section_start=sections[sentence.section].start, span_text=match.group(), form="other", form_rule="unread", number_text=match.group())  # fmt: skip
    return row


def _reading_row(reading: Reading, key: str, sentence: Sentence, section: Section, start: int, end: int, text: str, offsets: list[int] | None) -> Row:
    quantity = reading.quantity
    fact = quantity.form in FACT_FORMS or quantity.form == "bare"
    if fact and reading.change_from and reading.time_rule != "explicit":
        change_base(reading, Horizon(section.period, section.period))
    whole = reading.whole.quantity if reading.whole is not None else None
    whole_span = _span(whole, offsets, sentence.start) if whole else (None, None)
    time = reading.time
    return {
        "document_id": key, "span_start": start, "span_end": end, "ordinal": reading.ordinal, "sentence_start": sentence.start,
        "section_start": section.start, "span_text": text[start:end], "form": quantity.form, "form_rule": quantity.rule,
        "number_text": quantity.number or None, "value": quantity.value if fact else None, "value_high": quantity.high,
        "decimals": quantity.decimals, "scale": quantity.scale, "unit": quantity.unit or None,
        "comparator_before": reading.before or ("余" if quantity.more else None), "comparator_after": reading.after or None,
        "phrase": reading.phrase or None, "phrase_wide": reading.phrase_wide or None, "phrase_head": reading.phrase_head or None,
        "phrase_position": reading.phrase_position or None,
        "counted_unit": reading.counted_unit or None, "is_of_ratio": reading.of_ratio, "is_change_base": reading.change_from,
        "context": reading.context[-160:] or None, "verb_after": reading.verb_after or None,
        "verb": reading.verb or None, "cue_level": reading.level or None, "cue_plan": reading.plan or None,
        "cue_estimate": reading.estimate or None, "cue_growth": reading.growth or None, "cue_share": reading.share or None,
        "cue_rank": reading.rank or None, "cue_gap": reading.gap or None, "cue_basis": reading.basis or None,
        "cue_provision": reading.provision or None, "reference_text": reading.reference or None,
        "reference_place_code": reading.reference_place[0] if reading.reference_place else None,
        "reference_place_name": reading.reference_place[1] if reading.reference_place else None,
        "whole_start": whole_span[0], "whole_end": whole_span[1],
        "time_text": reading.time_text or None, "time_kind": time.kind if time else None,
        "time_start": time.period[0] if time else None, "time_end": time.period[1] if time else None,
        "time_rule": reading.time_rule or None, "base_text": reading.base_text or None,
        "base_end": reading.base.period[1] if reading.base else None,
        "place_names": "、".join(name for _, name in reading.places) or None,
        "place_codes": "、".join(code for code, _ in reading.places) or None, "place_rule": reading.place_rule or None,
    }  # fmt: skip


_READING_COLUMNS = (
    "document_id span_start span_end ordinal sentence_start section_start span_text form form_rule number_text value value_high decimals scale unit "
    "comparator_before comparator_after phrase phrase_wide phrase_head phrase_position counted_unit is_of_ratio is_change_base context verb_after verb cue_level cue_plan cue_estimate cue_growth cue_share "
    "cue_rank cue_gap cue_basis cue_provision reference_text reference_place_code reference_place_name whole_start whole_end time_text time_kind time_start time_end time_rule base_text "
    "base_end place_names place_codes place_rule"
).split()

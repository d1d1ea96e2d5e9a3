"""The Arrow schemas of ``raw.*``: the one contract between the loaders and the dbt models.

Offsets are half-open and count code points of ``raw.documents.text``. Every table has ``document_id`` (SHA-256 of the
file's bytes) as the first part of its key; the rest of the key is named in the schema's metadata.
"""

import pyarrow as pa

from loaders import native

PARSER_VERSION = native.version()


def _table(key: str, *columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns], metadata={"key": key})


_exact = pa.decimal128(38, 18)
_text, _int, _float, _bool, _day = pa.string(), pa.int32(), pa.float64(), pa.bool_(), pa.date32()

TABLES: dict[str, pa.Schema] = {
    "documents": _table(
        "document_id",
        ("document_id", _text),
        ("report", _text),  # file name without its ending
        ("file_name", _text),  # path below the reports folder
        ("encoding", _text),
        ("byte_count", _int),
        ("char_count", _int),
        ("text", _text),  # as decoded: BOM dropped, line ends kept
        ("title", _text),
        ("issuer", _text),
        ("document_number", _text),
        ("document_kind", _text),  # summary, plan, half_year_report, work_points, policy, other
        ("issued_on", _day),
        ("published_on", _day),
        ("period_start", _day),  # what the report reports on
        ("period_end", _day),
        ("plan_period_start", _day),  # what it plans for
        ("plan_period_end", _day),
        ("region_code", _text),
        ("region_name", _text),
        ("region_rule", _text),  # title, issuer, subtitle, inferred, unknown
        ("region_evidence", _text),
        ("parser_version", _text),
        ("lexicon_hash", _text),
        ("loaded_at", pa.timestamp("us")),
    ),
    "sections": _table(
        "document_id, section_start",
        ("document_id", _text),
        ("section_start", _int),
        ("section_end", _int),
        ("parent_start", _int),  # null at the top
        ("level", _int),
        ("heading", _text),
        ("section_kind", _text),  # preamble, results, plan, problems, provision, furniture
        ("period_start", _day),
        ("period_end", _day),
    ),
    "sentences": _table(
        "document_id, sentence_start",
        ("document_id", _text),
        ("sentence_start", _int),
        ("sentence_end", _int),
        ("section_start", _int),
        ("text", _text),
        ("is_furniture", _bool),
    ),
    "numerals": _table(
        "document_id, numeral_start",
        ("document_id", _text),
        ("numeral_start", _int),
        ("numeral_end", _int),
        ("text", _text),
        ("script", _text),  # arabic, chinese, circled, word (首位, 翻番: numbers without a numeral)
        ("span_start", _int),  # the reading that covers it
        ("span_end", _int),
    ),
    "readings": _table(
        "document_id, span_start, span_end, ordinal",
        ("document_id", _text),
        ("span_start", _int),
        ("span_end", _int),
        ("ordinal", _int),  # 0, 1, … where one number is said of several noun phrases
        ("sentence_start", _int),
        ("section_start", _int),
        ("span_text", _text),
        (
            "form",
            _text,
        ),  # quantity, percent, points, multiple, rank, ratio | date, ordinal, document_no, name, furniture, idiom, other
        ("form_rule", _text),  # which pattern told the form
        ("number_text", _text),
        ("value", _exact),  # scale multiplied out; null where the text is no number or over 10^18
        ("value_high", _exact),
        ("decimals", _int),  # digits stated after the point
        ("scale", _float),
        ("unit", _text),  # as written, without scale and blanks
        ("comparator_before", _text),
        ("comparator_after", _text),
        ("phrase", _text),  # the noun phrase it is said of
        ("phrase_wide", _text),  # with its subject, its verb, and the text after the number
        ("phrase_head", _text),  # what the phrase leaves out: that of its whole, or of the number before
        ("phrase_position", _text),  # before, after, inherited, topic, header
        ("counted_unit", _text),  # the unit its noun is counted in, where the number is a rate, rank or share of it
        ("is_of_ratio", _bool),  # said of a ratio, so that a change is in points
        ("is_change_base", _bool),  # 由…: the number a change starts from
        ("context", _text),  # the clause before
        ("verb_after", _text),  # the verb that follows its noun: 27家企业获批…
        ("verb", _text),  # the verb that governs it
        ("cue_level", _text),  # 累计, 总数, 共有, 达到 …
        ("cue_plan", _text),  # 力争, 确保 …
        ("cue_estimate", _text),  # 预计, 有望 …
        ("cue_growth", _text),  # 增长, 下降, 提高 …
        ("cue_share", _text),  # 占, 占比 …
        ("cue_rank", _text),  # 居, 位列 …
        ("cue_gap", _text),  # 高于, 低于 …
        ("cue_basis", _text),  # 同比, 年均, 较…
        ("cue_provision", _text),  # 给予, 按 …
        ("reference_text", _text),  # what a share, rank or gap is measured against
        ("reference_place_code", _text),
        ("reference_place_name", _text),
        ("whole_start", _int),  # the reading it is a part of: 其中, brackets
        ("whole_end", _int),
        ("time_text", _text),
        ("time_kind", _text),  # period, years, end, start, month, until, this_year, now …
        ("time_start", _day),
        ("time_end", _day),
        ("time_rule", _text),  # explicit, sentence, paragraph, change_base; null: that of the section
        ("base_text", _text),  # the time compared with
        ("base_end", _day),
        ("place_names", _text),  # joined by 、
        ("place_codes", _text),
        ("place_rule", _text),  # explicit, sentence, paragraph; null: that of the document
    ),
    "tasks": _table(
        "document_id, task_start",
        ("document_id", _text),
        ("task_start", _int),
        ("task_end", _int),
        ("section_start", _int),
        ("task_number", _int),
        ("text", _text),  # without the note on offices
        ("lead_organizations", _text),  # joined by 、
        ("responsible_organizations", _text),
    ),
    "rejects": _table(
        "file_name",
        ("file_name", _text),
        ("document_id", _text),  # null where the bytes could not be read
        ("reason", _text),  # empty, binary, encoding, no_report, unreadable, symlink, duplicate
        ("detail", _text),
        ("is_error", _bool),  # false for a duplicate, which is noted and not rejected
        ("rejected_at", pa.timestamp("us")),
    ),
}

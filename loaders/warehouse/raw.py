"""The Arrow schemas of ``raw.*`` and what holds of each row: the one contract between the loaders and the dbt models.

Offsets are half-open and count code points of ``raw.documents.text``. Every table has ``document_id`` (SHA-256 of the
file's bytes) as the first part of its key; the rest of the key is named in the schema's metadata.

``RULES`` are applied to the rows of each document before they are stored (``loaders/warehouse/verify.py``), and to the stored
tables as a whole by the suites of ``tests/expectations``.
"""

from dataclasses import dataclass

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
        ("report", _text),  # what it is called: the file name without its ending, or the path where others have that
        ("file_name", _text),  # path below the reports folder; archive.zip/member
        ("media_type", _text),
        ("source_url", _text),
        ("retrieved_on", _day),
        ("sidecar_hash", _text),  # '' without one
        ("encoding", _text),
        ("byte_count", _int),
        ("char_count", _int),
        ("text", _text),  # as decoded or taken out of the file: BOM dropped, line ends kept
        ("reading_note", _text),  # what of the file could not be read
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
        ("region_rule", _text),  # title, issuer, subtitle, inferred, sidecar, unknown
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
        ("ordinal", _int),  # 0, 1, … where one number describes several noun phrases
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
        ("phrase", _text),  # the noun phrase it describes
        ("phrase_wide", _text),  # with its subject, its verb, and the text after the number
        ("noun_tail", _text),  # what the phrase goes on with before the number: 数量, 占…比重
        ("phrase_head", _text),  # what the phrase omits: that of its whole, or of the number before
        ("phrase_position", _text),  # before, after, inherited, topic, header
        ("counted_unit", _text),  # the unit its noun is counted in, where the number is a rate, rank or share of it
        ("is_of_ratio", _bool),  # describes a ratio, so that a change is in points
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
        "file_name, ordinal",
        ("file_name", _text),
        ("ordinal", _int),  # 0, 1, … where one file has several
        ("document_id", _text),  # null where the bytes could not be read
        ("stage", _text),  # read, parse, verify, build, check, corrections: where it was turned away
        ("reason", _text),  # one of REASONS
        ("detail", _text),
        ("sentence", _text),  # the first that is at fault; null where it is the whole file
        ("is_error", _bool),  # false for what is noted and not rejected: a duplicate, history that today's rules refuse
        ("project_hash", _text),  # of the project that set it aside; another one tries it again
        ("rejected_at", pa.timestamp("us")),
    ),
}

REASONS = (
    *("empty", "binary", "encoding", "no_report", "unreadable", "symlink", "duplicate", "superseded"),  # of files
    *("unsupported", "scanned", "encrypted", "damaged", "bomb", "sheet", "sidecar"),  # of their formats
    *("too_large", "parser_error", "verification", "build_failed", "check_failed"),  # of documents
    "correction",  # of a row of corrections.csv
)
STAGES = ("read", "parse", "verify", "build", "check", "corrections")


@dataclass(frozen=True, slots=True)
class Filled:
    """The column is never null."""

    column: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column holds one of these words, or null."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The column's number is not below ``low`` nor above ``high``."""

    column: str
    low: float
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """The column's text matches a regular expression."""

    column: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """Where both are filled, ``first`` is below ``second``, or equal to it if that is allowed."""

    first: str
    second: str
    or_equal: bool = False


Rule = Filled | OneOf | Between | Like | Ordered


def _filled(*columns: str) -> tuple[Filled, ...]:
    return tuple(Filled(column) for column in columns)


RULES: dict[str, tuple[Rule, ...]] = {
    "documents": (
        *_filled("report", "file_name", "encoding", "text", "document_kind", "parser_version", "lexicon_hash"),
        Like("document_id", r"^[0-9a-f]{64}$"),
        Like("lexicon_hash", r"^[0-9a-f]{64}$"),
        Like("region_code", r"^(\d{6}(-\d{4})?|Z-\d{6}(-[a-z]+)+|M-[a-z0-9]+(-[a-z]+)*)$"),  # as in seeds/regions.csv
        *_filled("media_type", "sidecar_hash"),
        OneOf("encoding", ("utf-8", "utf-8-bom", "utf-16", "gb18030", "big5", "embedded")),
        OneOf("document_kind", ("summary", "plan", "half_year_report", "work_points", "policy", "other")),
        OneOf("region_rule", ("title", "issuer", "subtitle", "file_name", "inferred", "sidecar", "unknown")),
        Between("byte_count", 1),
        Between("char_count", 1),
        Ordered("period_start", "period_end", or_equal=True),
        Ordered("plan_period_start", "plan_period_end", or_equal=True),
    ),
    "sections": (
        *_filled("section_end", "level", "section_kind"),
        Between("section_start", 0),
        Between("level", 0, 9),
        Ordered("section_start", "section_end", or_equal=True),
        Ordered("period_start", "period_end", or_equal=True),
        OneOf("section_kind", ("preamble", "results", "plan", "problems", "provision", "furniture")),
    ),
    "sentences": (
        *_filled("sentence_end", "section_start", "text", "is_furniture"),
        Between("sentence_start", 0),
        Ordered("sentence_start", "sentence_end"),
    ),
    "numerals": (
        *_filled("numeral_end", "text", "script"),
        Between("numeral_start", 0),
        Ordered("numeral_start", "numeral_end"),
        OneOf("script", ("arabic", "chinese", "circled", "word")),
    ),
    "readings": (
        *_filled("sentence_start", "section_start", "span_text", "form", "form_rule"),
        Between("span_start", 0),
        Between("ordinal", 0),
        Ordered("span_start", "span_end"),
        Ordered("time_start", "time_end", or_equal=True),
        OneOf(
            "form",
            (
                *("quantity", "percent", "points", "multiple", "rank", "ratio", "bare"),
                *("date", "ordinal", "document_no", "name", "furniture", "idiom", "other"),
            ),
        ),
        OneOf("phrase_position", ("before", "after", "inherited", "topic", "header")),
        OneOf("time_rule", ("explicit", "sentence", "paragraph", "change_base")),
        OneOf("place_rule", ("explicit", "sentence", "paragraph")),
    ),
    "tasks": (
        *_filled("task_end", "section_start", "text"),
        Ordered("task_start", "task_end"),
    ),
    "rejects": (*_filled("reason", "stage", "is_error"), OneOf("reason", REASONS), OneOf("stage", STAGES)),
}

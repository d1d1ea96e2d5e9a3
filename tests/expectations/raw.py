"""What every table of ``raw`` must be like: one Great Expectations suite per table, through pandas frames.

Keys, accepted words and ranges of single rows stand here. What holds between tables (the ledger, the spans) is in
``loaders/checks.py``, what the models make of it in the tests of dbt.
"""

from typing import Any

import great_expectations.expectations as expect

from loaders import raw

Expectations = list[Any]


def _key(table: str) -> Expectations:
    """The key of the table's schema is unique, and there; a key of one column, and document_id, are dbt's to test."""
    columns = raw.TABLES[table].metadata[b"key"].decode().split(", ")
    if len(columns) == 1:
        return []
    return [expect.ExpectCompoundColumnsToBeUnique(column_list=columns), *_filled(*columns[1:])]


def _columns(table: str) -> Expectations:
    return [expect.ExpectTableColumnsToMatchOrderedList(column_list=raw.TABLES[table].names)]


def _filled(*columns: str) -> Expectations:
    return [expect.ExpectColumnValuesToNotBeNull(column=column) for column in columns]


def _one_of(column: str, *words: str) -> Expectations:
    return [expect.ExpectColumnValuesToBeInSet(column=column, value_set=list(words))]


def _between(column: str, low: float, high: float | None = None) -> Expectations:
    return [expect.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high)]


def _like(column: str, pattern: str) -> Expectations:
    return [expect.ExpectColumnValuesToMatchRegex(column=column, regex=pattern)]


def _ordered(low: str, high: str, or_equal: bool = False) -> Expectations:
    return [
        expect.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=high, column_B=low, or_equal=or_equal, ignore_row_if="either_value_is_missing"
        )
    ]


SUITES: dict[str, Expectations] = {
    "documents": [
        *_filled("report", "file_name", "encoding", "text", "document_kind", "parser_version", "lexicon_hash"),
        *_like("document_id", r"^[0-9a-f]{64}$"),
        *_like("lexicon_hash", r"^[0-9a-f]{64}$"),
        *_like("region_code", r"^(\d{6}(-\d{4})?|Z-\d{6}(-[a-z]+)+)$"),  # as in seeds/regions.csv
        *_one_of("encoding", "utf-8", "utf-8-bom", "gb18030"),
        *_one_of("document_kind", "summary", "plan", "half_year_report", "work_points", "policy", "other"),
        *_one_of("region_rule", "title", "issuer", "subtitle", "inferred", "unknown"),
        *_between("byte_count", 1),
        *_between("char_count", 1),
        *_ordered("char_count", "byte_count", or_equal=True),
    ],
    "sections": [
        *_filled("section_end", "level", "section_kind"),
        *_between("section_start", 0),
        *_between("level", 0, 9),
        *_ordered("section_start", "section_end", or_equal=True),
        *_one_of("section_kind", "preamble", "results", "plan", "problems", "provision", "furniture"),
    ],
    "sentences": [
        *_filled("sentence_end", "section_start", "text", "is_furniture"),
        *_between("sentence_start", 0),
        *_ordered("sentence_start", "sentence_end"),
    ],
    "numerals": [
        *_filled("numeral_end", "text", "script"),
        *_between("numeral_start", 0),
        *_ordered("numeral_start", "numeral_end"),
        *_one_of("script", "arabic", "chinese", "circled", "word"),
    ],
    "readings": [
        *_filled("sentence_start", "section_start", "span_text", "form", "form_rule"),
        *_between("span_start", 0),
        *_between("ordinal", 0, 50),
        *_ordered("span_start", "span_end"),
        *_ordered("value", "value_high"),
        *_between("decimals", 0, 12),
        *_one_of(
            "form",
            *("quantity", "percent", "points", "multiple", "rank", "ratio", "bare"),
            *("date", "ordinal", "document_no", "name", "furniture", "idiom", "other"),
        ),
        *_one_of("phrase_position", "before", "after", "inherited", "topic", "header"),
        *_one_of("time_rule", "explicit", "sentence", "paragraph", "change_base"),
        *_one_of("place_rule", "explicit", "sentence", "paragraph"),
    ],
    "tasks": [
        *_filled("task_end", "section_start", "text"),
        *_ordered("task_start", "task_end"),
        *_between("task_number", 1, 999),
    ],
    "rejects": [
        *_filled("reason", "is_error"),
        *_one_of(
            "reason",
            *("empty", "binary", "encoding", "no_report", "unreadable", "symlink"),
            *("duplicate", "superseded"),
        ),
    ],
}


def suite(table: str) -> Expectations:
    """All that is expected of a table."""
    return [*_columns(table), *_key(table), *SUITES[table]]

"""What every table of ``raw`` must be like: one Great Expectations suite per table, made of the rules in ``loaders/warehouse/raw.py``.

What holds between tables (the ledger, the spans) is in ``loaders/warehouse/checks.py``, what the models make of it in the tests
of dbt.
"""

from functools import singledispatch
from typing import Any

import great_expectations.expectations as expect

from loaders.warehouse import raw


def suite(table: str) -> list[Any]:
    """All that is expected of a table: its columns, its key, its rules."""
    columns = expect.ExpectTableColumnsToMatchOrderedList(column_list=raw.TABLES[table].names)
    return [columns, *_key(table), *map(_expected, raw.RULES[table])]


def _key(table: str) -> list[Any]:
    """The key of the table's schema is unique, and there; a key of one column, and document_id, are dbt's to test."""
    columns = raw.TABLES[table].metadata[b"key"].decode().split(", ")
    if len(columns) == 1:
        return []
    filled = [_expected(raw.Filled(column)) for column in columns[1:]]
    return [expect.ExpectCompoundColumnsToBeUnique(column_list=columns), *filled]


@singledispatch
def _expected(rule: raw.Rule) -> Any:
    raise TypeError(rule)


@_expected.register
def _(rule: raw.Filled) -> Any:
    return expect.ExpectColumnValuesToNotBeNull(column=rule.column)


@_expected.register
def _(rule: raw.OneOf) -> Any:
    return expect.ExpectColumnValuesToBeInSet(column=rule.column, value_set=list(rule.words))


@_expected.register
def _(rule: raw.Between) -> Any:
    return expect.ExpectColumnValuesToBeBetween(column=rule.column, min_value=rule.low, max_value=rule.high)


@_expected.register
def _(rule: raw.Like) -> Any:
    return expect.ExpectColumnValuesToMatchRegex(column=rule.column, regex=rule.pattern)


@_expected.register
def _(rule: raw.Ordered) -> Any:
    return expect.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=rule.second, column_B=rule.first, or_equal=rule.or_equal, ignore_row_if="either_value_is_missing"
    )

"""What the candidate star must be like before it is published: is each number of a kind that its measure can have?

Keys, relations and accepted words of the star are dbt's; what statements say of each other is the identities'. Here
stands what a single number must be like to be believed. Bounds are far out: they are to catch a unit or a scale read
wrong, not an odd year.
"""

from typing import Any

import great_expectations.expectations as expect
from great_expectations.expectations.metadata_types import FailureSeverity


def _warning(expectation: type[Any], **arguments: Any) -> Any:
    """What may be odd and still right: it is a row, and stops nothing."""
    return expectation(severity=FailureSeverity.WARNING, **arguments)


def _units(*units: str) -> Any:
    return expect.ExpectColumnValuesToBeInSet(column="unit", value_set=list(units))


SUITES: dict[str, list[Any]] = {
    "star_statements": [
        expect.ExpectTableRowCountToBeBetween(min_value=1),
        expect.ExpectColumnValuesToNotBeNull(column="value"),
        expect.ExpectColumnValuesToBeBetween(column="value", min_value=-1e15, max_value=1e15),
        expect.ExpectColumnValuesToBeBetween(column="span_length", min_value=1, max_value=40),
        _warning(expect.ExpectColumnValuesToBeBetween, column="period_end_year", min_value=1990, max_value=2060),
        _warning(expect.ExpectColumnValuesToNotBeInSet, column="unit", value_set=["未知", "unknown", ""]),
    ],
    "star_ranks": [
        _units("位", "名"),
        expect.ExpectColumnValuesToBeBetween(column="value", max_value=10000),
    ],
    "star_shares": [
        _units("%", "‰", "成", "倍"),
        _warning(expect.ExpectColumnValuesToBeBetween, column="value", min_value=0, max_value=1000),
    ],
    "star_growth_rates": [
        _units("%", "‰", "成"),
        _warning(expect.ExpectColumnValuesToBeBetween, column="value", min_value=-100, max_value=10000),
    ],
    "star_growth_points": [
        _units("百分点", "个百分点", "%"),
        expect.ExpectColumnValuesToBeBetween(column="value", min_value=-100, max_value=100),
    ],
    "star_growth_multiples": [
        _units("倍"),
        _warning(expect.ExpectColumnValuesToBeBetween, column="value", min_value=0, max_value=1000),
    ],
    "star_money": [expect.ExpectColumnValuesToBeBetween(column="value", min_value=0, max_value=2e14)],
    "star_counts": [expect.ExpectColumnValuesToBeBetween(column="value", min_value=0, max_value=1e9)],
    "star_intensities": [
        _units("%", "‰"),
        _warning(expect.ExpectColumnValuesToBeBetween, column="value", min_value=0, max_value=15),
    ],
    "star_numerals": [expect.ExpectTableRowCountToBeBetween(min_value=1)],
    "star_documents": [
        expect.ExpectTableRowCountToBeBetween(min_value=1),
        expect.ExpectColumnValuesToMatchRegex(column="report", regex=r"\S"),
    ],
}

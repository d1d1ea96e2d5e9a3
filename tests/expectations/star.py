"""What the candidate star must be like as a whole before it is published.

Keys, relations, accepted words and units of the star are dbt's; what statements say of each other is the identities'.
What is odd about a single number is marked on its statement (seeds/thresholds.csv), and no matter of these suites.
"""

from typing import Any

import great_expectations.expectations as expect
from great_expectations.expectations.metadata_types import FailureSeverity


def _warning(expectation: type[Any], **arguments: Any) -> Any:
    """What may be odd and still right: it is a row, and stops nothing."""
    return expectation(severity=FailureSeverity.WARNING, **arguments)


SUITES: dict[str, list[Any]] = {
    "star_statements": [
        expect.ExpectTableRowCountToBeBetween(min_value=1),
        expect.ExpectColumnValuesToNotBeNull(column="value"),
        _warning(expect.ExpectColumnValuesToBeBetween, column="span_length", min_value=1, max_value=40),
        _warning(expect.ExpectColumnValuesToBeBetween, column="period_end_year", min_value=1990, max_value=2060),
        _warning(expect.ExpectColumnValuesToNotBeInSet, column="unit", value_set=["未知", "unknown", ""]),
    ],
    "star_numerals": [expect.ExpectTableRowCountToBeBetween(min_value=1)],
    "star_documents": [
        expect.ExpectTableRowCountToBeBetween(min_value=1),
        expect.ExpectColumnValuesToMatchRegex(column="report", regex=r"\S"),
    ],
}

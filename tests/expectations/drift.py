"""What the candidate looks like beside the last release: volumes, and how statements are distributed.

Warnings, all of them: a new report changes both, and so does a better parser. A first release is held against itself.
"""

from typing import Any

import great_expectations.expectations as expect
from great_expectations.expectations.metadata_types import FailureSeverity

LEAST, MOST = 0.5, 3.0  # half of the last release, and three times as much
POINTS = 20.0  # how far the share of a word may move


def volume_suite() -> list[Any]:
    return [
        expect.ExpectColumnValuesToBeBetween(
            column="ratio", min_value=LEAST, max_value=MOST, severity=FailureSeverity.WARNING
        ),
    ]


def distribution_suite() -> list[Any]:
    return [
        expect.ExpectColumnValuesToBeBetween(
            column="points", min_value=-POINTS, max_value=POINTS, severity=FailureSeverity.WARNING
        ),
    ]

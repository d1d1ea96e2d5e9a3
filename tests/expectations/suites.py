"""All suites of Great Expectations, by name, and what they say of the frames of a build database."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.warehouse.checks import now
from loaders.warehouse.raw import RULES
from tests.expectations import drift, quiet, raw, star
from tests.expectations.frames import PROFILES, Frames


def suites() -> dict[str, list[Any]]:
    """The expectations of each suite, by the name of its frame."""
    return {
        **{f"raw_{table}": raw.suite(table) for table in RULES},
        **star.SUITES,
        "drift_volumes": drift.volume_suite(),
        **{f"drift_{column}": drift.distribution_suite() for column in PROFILES},
    }


def validate(frames: Frames, only: str = "") -> Iterator[dict[str, Any]]:
    """One row of the check results for each expectation, of all suites or of one."""
    quiet.forget()
    for suite, expectations in suites().items():
        if suite in frames and only in ("", suite):
            begun = time.monotonic()
            results = quiet.validate(suite, expectations, frames[suite])
            seconds = round((time.monotonic() - begun) / len(expectations), 4)
            for result in results:
                yield {**quiet.describe(suite, result), "seconds": seconds, "checked_at": now()}


def write_site(folder: Path) -> Path:
    """The Data Docs of what was validated last."""
    return quiet.write_site(folder)

"""``NAME.meta.yml`` beside a report says where it is from, and overrides what would be guessed from the report itself.

url: http://…          where the page or file was fetched
retrieved: 2030-02-01  when
title, issuer, number: as the document's own
published: 2030-01-31
region: 甲市           a name or code of seeds/regions.csv: the place it reports on
period: 2029           a year, a half (2029H1), a quarter (2029Q3), or 2029-01-01/2029-09-30: the time it reports on
kind: summary          summary, plan, half_year_report, work_points, policy or other
"""

import re
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

import yaml  # type: ignore[import-untyped]

from loaders.read.document import Told
from loaders.read.errors import NotAReport

SUFFIX = ".meta.yml"
KINDS = ("summary", "plan", "half_year_report", "work_points", "policy", "other")
_WORDS = {"url": "url", "title": "title", "issuer": "issuer", "number": "document_number", "region": "region"}
_DAYS = {"retrieved": "retrieved_on", "published": "published_on"}
_KEYS = (*_WORDS, *_DAYS, "period", "kind")
_PART = re.compile(r"((?:19|20)\d{2})(?:([HQ])([1-4]))?$")


def is_sidecar(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def names_for(name: str) -> tuple[str, str]:
    """The names that the sidecar of a file may have: report.html.meta.yml, report.meta.yml."""
    path = PurePosixPath(name)
    return name + SUFFIX, path.with_suffix("").as_posix() + SUFFIX if path.suffix else name + SUFFIX


def read_sidecar(text: str) -> Told:
    """What a sidecar says. Raises NotAReport where it is not as described above."""
    try:
        said = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotAReport("sidecar", f"its sidecar is no YAML: {error}".replace("\n", " ")) from None
    if not isinstance(said, dict):
        raise NotAReport("sidecar", "its sidecar holds no `key: value` lines")
    if unknown := sorted(str(key) for key in said if key not in _KEYS):
        raise NotAReport("sidecar", f"its sidecar has unknown keys: {', '.join(unknown)}; known are {', '.join(_KEYS)}")
    said = {key: value for key, value in said.items() if value is not None}
    if said.get("kind", "other") not in KINDS:
        raise NotAReport("sidecar", f"the kind in its sidecar is none of {', '.join(KINDS)}")
    found: dict[str, Any] = {field: str(said[key]) for key, field in _WORDS.items() if key in said}
    found |= {field: _day(key, said[key]) for key, field in _DAYS.items() if key in said}
    if "period" in said:
        found["period"] = _period(str(said["period"]))
    return Told(**found, kind=said.get("kind"))


def _day(key: str, said: object) -> date:
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        raise NotAReport("sidecar", f"{key} in its sidecar is no day: {said}; write 2030-01-31") from None


def _period(said: str) -> tuple[date, date]:
    """A year, half or quarter, or two days."""
    if part := _PART.match(said):
        months = {"H": 6, "Q": 3}.get(part[2] or "", 12)
        last = months * int(part[3] or 1)
        if last <= 12:
            year = int(part[1])
            following = date(year + last // 12, last % 12 + 1, 1)
            return date(year, last - months + 1, 1), following - timedelta(days=1)
    first, _, second = said.partition("/")
    try:
        period = date.fromisoformat(first.strip()), date.fromisoformat(second.strip())
    except ValueError:
        period = date.max, date.min
    if period[0] > period[1]:
        raise NotAReport(
            "sidecar", f"the period in its sidecar is none: {said}; write 2029, 2029H1 or 2029-01-01/2029-09-30"
        )
    return period

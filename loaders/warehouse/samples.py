"""The project's own sample reports: invented, there to show what comes out, and nobody's history.

``reports/.samples`` lists them by the hash of their bytes. A home that was tried out with them forgets them as soon as it is
given a folder with other reports, and one that holds reports of somebody's own does not take the samples in their place.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from loaders.errors import BadUse
from loaders.home import PROJECT

FOLDER = PROJECT / "reports"


@cache
def listed() -> frozenset[str]:
    """The documents that are samples."""
    try:
        lines = (FOLDER / ".samples").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line.split()[0] for line in lines if line.strip())


def outlived(before: Collection[str], present: Collection[str]) -> frozenset[str]:
    """The samples among the documents of a home that are to be forgotten, now that others lie in the folder and no sample does."""
    if not present or not listed().isdisjoint(present):
        return frozenset()
    return listed().intersection(before)


def require_room(folder: Path, before: Collection[str], present: Collection[str]) -> None:
    """Samples never take the place of somebody's own reports."""
    own = set(before) - listed()
    if own and folder.resolve() == FOLDER.resolve() and listed().issuperset(present):
        raise BadUse(
            "the samples in reports/ would take the place of the reports this home holds; "
            "name yours with --reports, or another folder for the samples with --home"
        )

"""``docs/performance.md``: one part a measurement, each rewritten alone."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def write(heading: str, said: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Put a table under a heading; the other parts of the page stay."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n\nRates of one machine, and ratios.\n"
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    before, _, after = page.partition(heading + "\n")
    rest = re.search(r"^## ", after, re.MULTILINE)
    part = f"{heading}\n\n{said}\n\n{table}\n"
    PAGE.write_text(before.rstrip() + "\n\n" + part + ("\n" + after[rest.start() :] if rest else ""), encoding="utf-8")

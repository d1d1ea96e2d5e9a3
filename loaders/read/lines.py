"""Lines put together to a text: a blank line between paragraphs, none between the rows of a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_NO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\xad]+")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u2002-\u200a\u202f]+")
_OUTER = " \t\r\n\f\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"  # blanks that mean nothing at the ends
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_WRAPPED = re.compile(f"(?<=[{_WIDE}])[\r\n]+[ \t]*(?=[{_WIDE}])")


@dataclass(slots=True)
class Line:
    """A paragraph, or a row of a table; ``level`` is that of a heading, 0 for none."""

    text: str
    level: int = 0
    is_row: bool = False
    goes_on: bool = False  # a line break within a paragraph precedes it


def plain(text: str) -> str:
    """A paragraph's text: blanks of every width are one blank, marks of no width and line breaks of the source go."""
    text = text.strip(_OUTER)
    if text.isprintable() and "  " not in text:
        return text  # neither blanks but single ones nor marks of no width
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    return _BLANKS.sub(" ", _NO_WIDTH.sub("", text)).strip(" \u3000")


def raised(text: str) -> str:
    """A power stays one (m²); a footnote's mark in brackets stays as it is."""
    return text.translate(_SUPERSCRIPT) if len(text.strip()) <= 3 and text.strip("0123456789+- ") == "" else text


def compose(lines: Iterable[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of some lines, and offset and level of each heading."""
    kept = [line for line in lines if line.text]
    parts: list[str] = []
    headings: list[tuple[int, int]] = []
    offset = 0
    for before, line in pairwise([Line(""), *kept]):
        gap = "" if not parts else "\n" if line.goes_on or (before.is_row and line.is_row) else "\n\n"
        offset += len(gap)
        if line.level:
            headings.append((offset, line.level))
        parts += gap, line.text
        offset += len(line.text)
    return "".join(parts) + "\n" * bool(parts), tuple(headings)

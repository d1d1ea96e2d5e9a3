"""From characters with their places to paragraphs: segments, rows, columns, then lines joined where a paragraph goes on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from loaders.read.lines import Line, plain

_APART = 1.6  # gap between two characters, in heights, from which on they are cells or columns
_BOLD = 0.15  # how far the second of two equal characters stands from the first that is drawn twice, in heights
_BLANK = 0.2  # gap between Latin letters or digits that is a blank
_NUMBER_OF_PAGE = re.compile(
    r"[-—–－·.\s]*(?:第|共|page)?\s*\d{1,4}\s*(?:页|/\s*\d{1,4}|of\s+\d{1,4})?[-—–－·.,，、\s]*(?:共\s*\d{1,4}\s*页)?$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[●◆■□▪•]"
)
_STOPS = "。；：！？!?;:"
# What a line begins with and cannot be broken within: a sign before a quotation mark, a word of letters or digits, its stops.
_TOKEN = re.compile(
    r"(?:.(?=[“”‘’\"]))?[“”‘’\"（《【〔「(]*(?:[!-~]+|.)(?:[”’\"）》】〕」)、，。；：！？%％]|[“”‘’\"].)*"
)
_ASCII = re.compile(r"[!-~]")
_LARGE = 1.2  # times the usual height of a line: a title
_LONGEST_HEAD = 150  # characters; browsers print addresses there
_IN_TWO = (range(20, 41),)  # sixtieths of a page's width where a gutter may be
_IN_THREE = (range(15, 26), range(35, 46))
_EDGE_ROWS = 2  # rows at the top and bottom of a page that may be its head and foot


class Glyph(NamedTuple):
    """A character and its box; points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Segment:
    """Characters that follow each other at one height, or a table there."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    table: tuple[Line, ...] = ()
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


@dataclass(slots=True)
class Page:
    """What is drawn on a page; ``rules`` are the boxes of all paths, ``tables`` what was made of them."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_picture: bool = False
    tables: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """Segments at one height in one column, which reaches from ``first`` to ``last``; ``part`` counts pages and columns."""

    segments: list[Segment]
    part: tuple[int, int] = (0, 0)
    first: float = 0.0
    last: float = 0.0

    @property
    def text(self) -> str:
        return "  ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def top(self) -> float:
        return max(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return min(segment.bottom for segment in self.segments)

    @property
    def height(self) -> float:
        return max(segment.height for segment in self.segments)

    @property
    def table(self) -> tuple[Line, ...]:
        return self.segments[0].table


def paragraphs(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of a document, wrapped ones joined, heads, feet and numbers of pages omitted."""
    of_pages = [_rows([*segments(page.glyphs), *page.tables]) for page in pages]
    _drop_heads_and_feet(of_pages)
    flow: list[Row] = []
    for number, rows in enumerate(of_pages):
        flow += _in_order([segment for row in rows for segment in row.segments], number)
    _measure(flow)
    yield from _joined(flow)


def segments(glyphs: Iterable[Glyph]) -> Iterator[Segment]:
    """Characters as they were drawn, put together while they follow each other at one height."""
    found: Segment | None = None
    last: Glyph | None = None
    blank = False
    before = 0.0  # the gap before the last character; letters that are all as far apart are spaced, not words
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = found is not None
            if found is not None:
                found.glyphs.append(glyph)
            continue
        if found is not None and last is not None and _follows(found, glyph):
            if glyph.text == last.text and abs(glyph.left - last.left) < _BOLD * found.height:
                continue  # drawn twice to look bold
            gap = glyph.left - last.right
            found.text += " " * (blank or (gap > 1.5 * before and _is_apart(last, glyph))) + glyph.text
            before = gap
            found.right = max(found.right, glyph.right)
            found.glyphs.append(glyph)
        else:
            if found is not None:
                yield found
            found = Segment(glyph.text, glyph.left, glyph.bottom, glyph.right, glyph.top, (), [glyph])
            before = 0.0
        last, blank = glyph, False
    if found is not None:
        yield found


def _follows(segment: Segment, glyph: Glyph) -> bool:
    top, bottom = segment.top, segment.bottom
    height = glyph.top - glyph.bottom
    height = max(height, top - bottom)
    if not -1.2 * height < glyph.left - segment.right < _APART * height:
        return False
    return abs(glyph.top + glyph.bottom - top - bottom) < height


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    """Whether a blank is between two words that are not Chinese."""
    gap = glyph.left - last.right
    return gap > _BLANK * (glyph.top - glyph.bottom) and last.text.isascii() and glyph.text.isascii()


def _rows(found: Iterable[Segment]) -> list[Row]:
    """Segments at the same height, from the top of the page down."""
    rows: list[Row] = []
    for segment in sorted(found, key=lambda each: (-each.middle, each.left)):
        row = rows[-1] if rows else None
        same = row is not None and not (row.table or segment.table)
        if row and same and abs(row.segments[0].middle - segment.middle) < 0.5 * min(row.height, segment.height):
            row.segments.append(segment)
        else:
            rows.append(Row([segment]))
    for row in rows:
        if len(row.segments) > 1:  # signs of another font may be drawn after all others
            glyphs = [glyph for segment in row.segments for glyph in segment.glyphs]
            row.segments = list(segments(sorted(glyphs, key=lambda glyph: glyph.left)))
    return rows


def _drop_heads_and_feet(of_pages: list[list[Row]]) -> None:
    """Take out what is at the edge of half the pages, but for its digits, and the numbers of pages."""
    counts: Counter[str] = Counter()
    for rows in of_pages:
        counts.update({_DIGITS.sub("#", row.text) for row in _edge(rows) if not row.table})
    many = max(2, len(of_pages) / 2)
    for rows in of_pages:
        for row in _edge(rows):
            again = len(of_pages) > 1 and counts[_DIGITS.sub("#", row.text)] >= many and len(row.text) < _LONGEST_HEAD
            if not row.table and (again or _NUMBER_OF_PAGE.match(row.text)):
                rows.remove(row)


def _edge(rows: list[Row]) -> list[Row]:
    return [*rows[:_EDGE_ROWS], *rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :]]


def _in_order(found: list[Segment], number: int) -> list[Row]:
    """The rows of a page as they are read: column after column between what goes across them."""
    gutters = _gutters(found)
    if not gutters:
        return [Row(row.segments, (number, 0)) for row in _rows(found)]
    ordered: list[Row] = []
    columns: list[list[Segment]] = [[] for _ in (0, *gutters)]
    part = 0
    for row in [*_rows(found), None]:
        if row is not None and not (_goes_across(row, gutters) or (not any(columns) and _is_in_middle(row, gutters))):
            for segment in row.segments:
                columns[sum(segment.left > gutter - 2 for gutter in gutters)].append(segment)
            continue
        for column in (*columns, _below(*columns) if len(columns) == 2 else []):
            part += 1
            ordered += [Row(each.segments, (number, part)) for each in _rows(column)]
            column.clear()
        if row is not None:
            part += 1
            ordered.append(Row(row.segments, (number, part)))
    return ordered


def _goes_across(row: Row, gutters: list[float]) -> bool:
    """Whether a row belongs to no column: it reaches over a gutter, or is one of a table."""
    return len(row.segments) > len(gutters) + 1 or any(
        each.left < gutter - 2 and each.right > gutter + 2 for each in row.segments for gutter in gutters
    )


def _is_in_middle(row: Row, gutters: list[float]) -> bool:
    """Whether a row is all in the second of three columns, as a short title above them is."""
    return len(gutters) > 1 and gutters[0] < row.left and row.right < gutters[1]


def _below(left: list[Segment], right: list[Segment]) -> list[Segment]:
    """Take out of the left column the paragraph that begins below the end of the right one: it stands under both."""
    if not left or not right:
        return []
    floor, edge = min(each.bottom for each in right), min(each.left for each in left)
    first = next((each for each in left if each.middle < floor and each.left > edge + each.height), None)
    found = [each for each in left if first and each.top <= first.top]
    reach = max(each.right for each in left)
    if any(each.right > reach - each.height for each in found):
        return []  # it fills the column
    left[:] = [each for each in left if each not in found]
    return found


def _gutters(found: list[Segment]) -> list[float]:
    """Where two or three columns of running text divide a page: hardly anything goes across, and lines fill each of them."""
    texts = [each for each in found if not each.table]
    if len(texts) < 12:
        return []
    first, last = min(each.left for each in texts), max(each.right for each in texts)
    total = sum(len(each.text) for each in texts)
    for wanted in (_IN_TWO, _IN_THREE):
        gutters = []
        for steps in wanted:
            places = [first + (last - first) * step / 60 for step in steps]
            across = {
                x: sum(len(each.text) for each in texts if each.left < x - 2 and each.right > x + 2) for x in places
            }
            best = [x for x in places if across[x] == min(across.values())]
            gutters.append(best[len(best) // 2])
            if min(across.values()) > 0.25 * total:
                break
        else:
            if _are_filled(texts, [first, *gutters, last], total):
                return gutters
    return []


def _are_filled(texts: list[Segment], edges: list[float], total: int) -> bool:
    """Whether lines fill each column between some edges."""
    for left, right in pairwise(edges):
        column = [each for each in texts if each.left >= left - 2 and each.right <= right + 2]
        if len(column) < 5 or sum(len(each.text) for each in column) < 0.3 / (len(edges) - 1) * total:
            return False
        if median(each.right - each.left for each in column) < (0.6 if len(edges) == 3 else 0.75) * (right - left):
            return False
    return True


def _measure(flow: list[Row]) -> None:
    """From where to where the lines of each column reach."""
    by_width: dict[tuple[int, int], list[Row]] = {}
    for row in flow:
        by_width.setdefault(row.part, []).append(row)
    everywhere = _reach(flow)
    for rows in by_width.values():
        reach = _reach(rows) if rows[0].part[1] else everywhere
        for row in rows:
            row.first, row.last = reach


def _reach(rows: list[Row]) -> tuple[float, float]:
    texts = [row for row in rows if not row.table] or rows
    if not texts:
        return 0.0, 0.0
    lefts = Counter(round(row.left) for row in texts)
    often = [left for left, n in lefts.items() if n >= max(2, 0.04 * len(texts))] or list(lefts)
    rights = sorted(row.right for row in texts)
    return float(min(often)), rights[min(len(rights) - 1, int(0.95 * len(rights)))]


def _joined(flow: list[Row]) -> Iterator[Line]:
    """Paragraphs: lines that go on are joined; tables without rules become rows."""
    gaps = [a.bottom - b.top for a, b in pairwise(flow) if a.part == b.part and not a.table and not b.table]
    usual = median(gaps) if gaps else 0.0
    large = _LARGE * median(row.height for row in flow) if flow else 0.0
    for in_cells, group in groupby(_marked(flow), key=lambda each: each[1]):
        rows = [row for row, _ in group]
        if in_cells:
            yield from _aligned(rows)
            continue
        text = ""
        for before, row in pairwise([None, *rows]):
            if row is None:
                continue
            if before is not None and text and not _begins(before, row, usual, large):
                text = _join(text, row.text)
                continue
            if text:
                yield Line(plain(text))
            text = "" if row.table else row.text
            yield from row.table
        if text:
            yield Line(plain(text))


def _begins(before: Row, row: Row, usual: float, large: float) -> bool:
    """Whether a row begins a paragraph."""
    height = min(before.height, row.height)
    apart = before.part == row.part and before.bottom - row.top > usual + 0.7 * height
    if before.table or row.table or apart or max(before.height, row.height) > 1.25 * height:
        return True
    if before.text[-1] in _STOPS and _ITEM.match(row.text):
        return True
    if height > large:  # a title goes over several lines
        return not (_is_even(before) or before.last - before.right < _width(row, height) + height)
    if (_is_centred(before) and _is_centred(row)) or row.left - row.first > 1.2 * height:
        return True
    unfinished = before.text[-1] not in _STOPS and before.right - before.first > 0.75 * (before.last - before.first)
    return before.right + _width(row, height) + (0.8 + 5 * unfinished) * height < before.last


def _width(row: Row, height: float) -> float:
    """How wide the part of a line is that had to stay together, had there been place for it on the line before."""
    token = _TOKEN.match(row.text)
    return sum(0.55 if sign.isascii() else 0.9 for sign in token.group()) * height if token else height


def _is_centred(row: Row) -> bool:
    return min(row.left - row.first, row.last - row.right) > 1.5 * row.height and _is_even(row)


def _is_even(row: Row) -> bool:
    """Whether a row stands as far from the left as from the right."""
    return abs((row.left - row.first) - (row.last - row.right)) < 1.5 * row.height


def _join(text: str, more: str) -> str:
    """A line and the next: words of letters keep a blank, one that was hyphenated none, Chinese none."""
    if not (_ASCII.match(text[-1]) and _ASCII.match(more[0])):
        return text + more
    if text[-1] == "-" and text[-2:-1].isalpha() and more[0].islower():
        return text[:-1] + more
    return text + " " * (text[-1].isalpha() and more[0].isalpha()) + more


def _marked(flow: list[Row]) -> list[tuple[Row, bool]]:
    """Rows, and whether they are a table without rules: two rows or more of three cells or more."""
    wide = [len(row.segments) >= 3 for row in flow]
    return [
        (row, is_wide and ((at > 0 and wide[at - 1]) or (at + 1 < len(wide) and wide[at + 1])))
        for at, (row, is_wide) in enumerate(zip(flow, wide, strict=True))
    ]


def _aligned(rows: list[Row]) -> Iterator[Line]:
    """A table without rules: its cells stand under those of its widest row."""
    columns = [(each.left, each.right) for each in max(rows, key=lambda row: len(row.segments)).segments]
    for row in rows:
        cells = [""] * len(columns)
        for segment in row.segments:
            at = max(range(len(columns)), key=lambda n: _overlap(segment, columns[n]))
            cells[at] += segment.text
        yield Line(f"| {' | '.join(map(plain, cells))} |", is_row=True)


def _overlap(segment: Segment, column: tuple[float, float]) -> float:
    """How far a segment and a column lie over each other; negative for the gap between them."""
    return min(segment.right, column[1]) - max(segment.left, column[0])

"""Tables by their rules: lines drawn across and down make a grid; where a line is missing between two cells they are one."""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.read import tables
from loaders.read.lines import plain
from loaders.read.pages import Glyph, Page, Segment, segments

MOST_RULES = 5_000  # of a page; more is a drawing
_THIN = 3.0  # points
_SHORTEST = 6.0
_NEAR = 3.0  # how far lines may miss each other

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line at a height from one place to another, or at a place from one height to another."""

    at: float
    first: float
    last: float


def take_out_tables(page: Page) -> Page:
    """The page with its ruled tables in ``tables``, their characters taken out of ``glyphs``."""
    across, down = _rules(page.rules)
    if len(across) < 2 or len(down) < 2:
        return page
    glyphs = page.glyphs
    found: list[Segment] = []
    for box in _areas(across, down):
        inside = [glyph for glyph in glyphs if _is_in(glyph, box)]
        table = _table(inside, [r for r in across if _meets(r, box, 1)], [r for r in down if _meets(r, box, 0)])
        if table is not None:
            found.append(table)
            taken = set(map(id, inside))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return Page(page.width, page.height, glyphs, page.rules, page.has_picture, found)


def _rules(boxes: list[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """The lines across and down: thin boxes, and the edges of those that frame a cell."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for left, bottom, right, top in boxes:
        width, height = right - left, top - bottom
        if height <= _THIN and width >= _SHORTEST:
            across.append(_Rule((top + bottom) / 2, left, right))
        elif width <= _THIN and height >= _SHORTEST:
            down.append(_Rule((left + right) / 2, bottom, top))
        elif width >= _SHORTEST and height >= _SHORTEST:
            across += _Rule(bottom, left, right), _Rule(top, left, right)
            down += _Rule(left, bottom, top), _Rule(right, bottom, top)
    return across, down


def _areas(across: list[_Rule], down: list[_Rule]) -> Iterator[Box]:
    """The boxes of lines that touch each other, from the top down."""
    boxes = [(r.first, r.at, r.last, r.at) for r in across] + [(r.at, r.first, r.at, r.last) for r in down]
    merged: list[Box] = []
    for box in boxes:
        touching = [each for each in merged if _touch(each, box)]
        merged = [each for each in merged if not _touch(each, box)]
        merged.append(_around([box, *touching]))
    changed = True
    while changed:
        changed = False
        for at, box in enumerate(merged):
            touching = [each for each in merged[at + 1 :] if _touch(each, box)]
            if touching:
                merged = [each for each in merged if each is not box and each not in touching]
                merged.append(_around([box, *touching]))
                changed = True
                break
    yield from sorted(merged, key=lambda box: -box[3])


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _around(boxes: list[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _meets(rule: _Rule, box: Box, axis: int) -> bool:
    """Whether a line lies in a box; ``axis`` is 1 for one across."""
    low, high = box[axis], box[axis + 2]
    return low - _NEAR <= rule.at <= high + _NEAR and rule.last > box[1 - axis] and rule.first < box[3 - axis]


def _places(rules: list[_Rule]) -> list[float]:
    """Where lines lie, those that nearly meet as one."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _table(glyphs: list[Glyph], across: list[_Rule], down: list[_Rule]) -> Segment | None:
    """What the grid of some lines holds; None where it is no table of two columns and two rows."""
    xs, ys = _places(down), _places(across)[::-1]
    if len(xs) < 3 or len(ys) < 3 or not glyphs:
        return None
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        column = max((n for n in range(len(xs) - 1) if xs[n] <= x), default=0)
        row = max((n for n in range(len(ys) - 1) if ys[n] >= y), default=0)
        cells.setdefault((row, column), []).append(glyph)
    rows = _merged(cells, xs, ys, across, down)
    if not tables.is_table(rows):
        return None
    return Segment("", xs[0], ys[-1], xs[-1], ys[0], tuple(tables.lines_of(rows)))


def _merged(
    cells: dict[tuple[int, int], list[Glyph]], xs: list[float], ys: list[float], across: list[_Rule], down: list[_Rule]
) -> list[list[tables.Cell]]:
    """The cells of a grid; two without a line between them are one."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[tables.Cell]] = []
    for row in range(len(ys) - 1):
        rows.append([])
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right, below = column + 1, row + 1
            middle = (ys[row] + ys[row + 1]) / 2
            while right < len(xs) - 1 and not _is_ruled(down, xs[right], middle):
                right += 1
            while below < len(ys) - 1 and not _is_ruled(across, ys[below], (xs[column] + xs[column + 1]) / 2):
                below += 1
            covered = [(r, c) for r in range(row, below) for c in range(column, right)]
            taken.update(covered)
            inside = [glyph for place in covered for glyph in cells.get(place, ())]
            text = tables.in_cell(plain(segment.text) for segment in segments(inside))
            rows[-1].append(tables.Cell(text, right - column, below - row))
    return rows


def _is_ruled(rules: list[_Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.first - _NEAR <= along <= rule.last + _NEAR for rule in rules)

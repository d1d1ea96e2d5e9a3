"""Tables as lines of cells between bars, as ``loaders/parse/page/tables.py`` reads them: what is merged is said in each cell.

Names of columns that span several rows (2029年 over 目标 and 实际) become one row: 2029年目标.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.read.lines import Line

_MOST_COLUMNS = 200  # what spans more was not meant to
_MOST_ROWS = 100_000  # more than any limit on cells or tags leaves of a table
_LONGEST_CELL = 200  # characters; a longer text is no cell, but a page laid out with a table


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and over how many columns and rows it goes."""

    text: str
    columns: int = 1
    rows: int = 1


Grid = list[list[Cell | None]]


def in_cell(lines: Iterable[str]) -> str:
    """The lines of a cell as one; two numbers or words of letters stay apart."""
    found = ""
    for line in lines:
        apart = found[-1:].isascii() and found[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        found += " " * apart + line
    return found


def is_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows hold cells, and not the columns of a page: two rows of two cells or more, no cell a page's text."""
    wide = sum(len(row) > 1 for row in rows)
    return wide >= 2 and all(len(cell.text) <= _LONGEST_CELL for row in rows for cell in row)


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """A line for each row; one that is a single cell across all columns is a line of text."""
    grid = [row for row in spread(rows) if any(cell and cell.text for cell in row)]
    return written(grid, _head_of(grid))


def written(grid: Grid, head: int) -> list[Line]:
    """A line for each row of a grid whose columns are named in its first ``head`` rows."""
    lines = []
    for row in [joined(grid[:head]), *grid[head:]] if head > 1 else grid:
        cells = [cell.text if cell else "" for cell in row]
        filled = [cell for cell in cells if cell]
        if len({id(cell) for cell in row}) == 1 or (len(filled) == 1 and len(cells) > 1 and not cells[0]):
            lines.append(Line(filled[0]))
        else:
            lines.append(Line(f"| {' | '.join(cells)} |", is_row=True))
    return lines


def spread(rows: Sequence[Sequence[Cell]]) -> Grid:
    """The cells in their columns, those that are merged in each place they cover."""
    grid: Grid = [[] for _ in rows[:_MOST_ROWS]]
    for at, row in enumerate(rows[:_MOST_ROWS]):
        column = 0
        for cell in row:
            while column < len(grid[at]) and grid[at][column] is not None:
                column += 1
            last = max(column, min(column + max(1, cell.columns), _MOST_COLUMNS))
            for below in grid[at : at + max(1, cell.rows)]:
                below.extend([None] * (last - len(below)))
                below[column:last] = [cell] * (last - column)
            column = last
    width = max(map(len, grid), default=0)
    return [row + [None] * (width - len(row)) for row in grid]


def _head_of(grid: Grid) -> int:
    """How many rows the names of the columns take: as many as the tallest cell of a first row that spans columns."""
    if not grid or not any(cell and 1 < cell.columns < len(grid[0]) for cell in grid[0]):
        return 1
    rows = max((cell.rows for cell in grid[0] if cell), default=1)
    return rows if 1 < rows < len(grid) and rows <= 4 else 1


def joined(rows: Grid) -> list[Cell | None]:
    """The names of columns that stand over each other in some rows, each said once."""
    names = []
    for column in zip(*rows, strict=True):
        found = {id(cell): cell.text for cell in column if cell and cell.text}
        names.append(Cell("".join(found.values())))
    return list(names)

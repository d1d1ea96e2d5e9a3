"""Tables flattened into lines: which lines are rows, under which header; what their cells say is read in ``tabulated``.

A row is a line (or a part of one between semicolons) of cells divided by bars, tabs or blanks, whose first cell is a label
and whose other cells hold numbers; it is read as one only where a header or a ``单位：…`` says what the numbers are.
"""

import re
from dataclasses import dataclass, field, replace

from loaders.lexicon import Lexicon
from loaders.parse.page.cells import Cell, read_cell
from loaders.parse.page.columns import KINDS_OF_NUMBERS, Name, is_unit, names_columns, read_name
from loaders.wording import pattern, sole

_TABLE_MARK = sole("table_mark")
_UNIT_WORD = sole("unit_word")

_UNITS = pattern(r"[（(]?\s*(?:{measuring})?{unit_word}\s*[:：]\s*(?P<units>[^）)。；;\s]+)\s*[）)]?\s*[:：]?")
_BARS = re.compile(r"\s*[|｜]\s*")
_TABS = re.compile(r" *\t *")
_GAPS = re.compile(r" *[\u3000 ][ \u3000]+|\u3000")
_BLANKS = re.compile(r"[ \t\u3000]+")
_DIVIDED = re.compile(r"[ \t\u3000|｜]")
_RULE = re.compile(r"[-:|｜+=—\s]+$")  # what divides a table's head from its body: |---|---|
_PART = re.compile("[^；;。\n]+")
_COMMA = re.compile(r"，|,(?!\d{3})")
_RUNNING = re.compile("[。，：:]")
_UNITS_BETWEEN = re.compile("[、,，/]")
_ORDINAL = re.compile(r"(?:\d{1,3}[.、]?|[-—－/*]*)$")
_HELD = re.compile(r"(?P<label>.+?)[（(](?P<held>[^（()）]*\d[^（()）]*)[)）]$")
_YEAR = re.compile(r"(?:19|20)\d{2}年?$")
_LONGEST_CAPTION = 45


@dataclass(slots=True)
class Header:
    """What is known of a table's columns before its rows, and the labels of those rows."""

    caption: str = ""
    units: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    of_places: bool | None = None  # whether the rows are places; not known before they are all found


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its number cells, each with its position among the columns; offsets are those of the line."""

    label: str
    at: int  # the label's position
    cells: tuple[tuple[int, Cell], ...]
    texts: tuple[str, ...]  # of all cells


Piece = tuple[int, int, str]  # start, end and text of a cell


def find_tables(lines: list[str], lexicon: Lexicon) -> dict[int, tuple[Header, list[Row]]]:
    """Which of the lines are table rows, each with its header; a blank or running line ends a table."""
    found: dict[int, tuple[Header, list[Row]]] = {}
    if not any(_UNIT_WORD in line or ("，" not in line and _DIVIDED.search(line)) for line in lines):  # as most texts
        return found
    header: Header | None = None
    kept = [index for index, line in enumerate(lines) if line[:1].isalnum() or not _RULE.match(line)]
    for order, index in enumerate(kept):
        line = lines[index]
        unit = _unit_said(line, lexicon) if _UNIT_WORD in line else None
        if unit is None and ("，" in line or not _DIVIDED.search(line)):  # as nearly all
            header = None
            continue
        above = lines[kept[order - 1]] if order else ""
        following = lines[kept[order + 1]] if order + 1 < len(kept) else ""
        if unit:
            header = Header(_caption_of(line[: unit.start()], above), _UNITS_BETWEEN.split(unit["units"]))
            if rows := _rows(line, unit.end(), header, lexicon):
                found[index] = header, rows
        elif (rows := _rows(line, 0, header, lexicon)) and (
            header or all(read_name(row.label, lexicon).unit for row in rows)
        ):
            found[index] = header or Header(), rows
        elif names := _column_names(line, following, lexicon):
            caption = header.caption if header else _caption_of("", above)
            header = Header(caption, header.units if header else [], names)
        elif not rows:
            header = None
        if index in found:
            found[index][0].labels.extend(row.label for row in found[index][1])
    return found


def _unit_said(line: str, lexicon: Lexicon) -> re.Match[str] | None:
    """单位：家、亿元, where units follow it: not 主办单位：某公司."""
    unit = _UNITS.search(line)
    return unit if unit and any(is_unit(word, lexicon) for word in _UNITS_BETWEEN.split(unit["units"])) else None


def _caption_of(before: str, above: str) -> str:
    """A table's caption: what precedes its units, else the line above it where that is short and no sentence."""
    if before.strip(" \t\u3000（("):
        return before
    return above if len(above) <= _LONGEST_CAPTION and (_TABLE_MARK in above or not _RUNNING.search(above)) else ""


def _column_names(line: str, following: str, lexicon: Lexicon) -> list[str]:
    """The cells of a line that heads a table: three or more, over a line that is a row; two where words tell their kinds."""
    if _RUNNING.search(line):
        return []
    names = [text for _, _, text in _pieces(line, 0, len(line))]
    if not names_columns(names) or len(names) < 2:
        return []
    kinds = [read_name(name, lexicon).kind for name in names] if len(names) == 2 else []
    if kinds and not all(kinds) and kinds[1] != "value":  # 项目 | 金额: the label's column may be called anything
        return []
    return names if _rows(following, 0, Header(cells=names), lexicon) else []


def _pieces(line: str, start: int, end: int) -> list[Piece]:
    """The cells of a line, by the strongest divider it has: bars, tabs, gaps, blanks. Between bars and tabs a cell may be empty."""
    text = line[start:end]
    divider = next((d for d in (_BARS, _TABS, _GAPS) if d.search(text.strip())), _BLANKS)
    pieces = _split(line, start, end, divider)
    if divider is _GAPS and any(re.search(r"\d \S", piece) for _, _, piece in pieces):
        divider, pieces = _BLANKS, _split(line, start, end, _BLANKS)
    if divider is _BARS:
        pieces = pieces[not pieces[0][2] :]
        return pieces[:-1] if pieces and not pieces[-1][2] else pieces
    return pieces if divider is _TABS else [piece for piece in pieces if piece[2]]


def _split(line: str, start: int, end: int, divider: re.Pattern[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for match in divider.finditer(line, start, end):
        pieces.append(_stripped(line, start, match.start()))
        start = match.end()
    return [*pieces, _stripped(line, start, end)]


def _stripped(line: str, start: int, end: int) -> Piece:
    text = line[start:end]
    start += len(text) - len(text.lstrip())
    return start, start + len(text.strip()), text.strip()


def _rows(line: str, start: int, header: Header | None, lexicon: Lexicon) -> list[Row]:
    """The rows of a line: none unless every part between semicolons has a label and a number cell of its own."""
    rows: list[Row] = []
    if _COMMA.search(line, start):
        return []
    for part in _PART.finditer(line, start):
        row = _row(_pieces(line, *part.span()), header, lexicon)
        if row is None:
            return []
        rows.append(row)
    return rows


def _row(pieces: list[Piece], header: Header | None, lexicon: Lexicon) -> Row | None:
    """Label and numbers of a row; a row's number may precede its label."""
    names = [read_name(name, lexicon) for name in header.cells] if header else []
    pieces = _joined(pieces, len(names), lexicon)
    if len(pieces) < 2:
        return None
    at = 1 if len(pieces) > 2 and _ORDINAL.match(pieces[0][2]) and not read_cell(pieces[1][2], lexicon) else 0
    label = pieces[at][2]
    held = _HELD.match(label)
    cell_held = read_cell(held["held"], lexicon) if held else None
    if not label or (read_cell(label, lexicon) and not _YEAR.match(label)) or _UNITS.search(label):
        return None
    cells: list[tuple[int, Cell]] = []
    if (
        held and cell_held and cell_held.written and at < len(names) and names[at].is_plan
    ):  # 众创空间（6家） 5家: its goal
        label = held["label"]
        cells.append((at, _moved(cell_held, pieces[at][0] + held.start("held"))))
    for position, (start, _, text) in enumerate(pieces):
        kind = names[position].kind if position < len(names) else ""
        if kind in KINDS_OF_NUMBERS and (position > at or kind == "rank") and (cell := read_cell(text, lexicon)):
            cells.append((position, _moved(cell, start)))
    values = [cell for position, cell in cells if position > at]
    if not values or not _is_row(pieces, at, values, names):
        return None
    return Row(label, at, tuple(cells), tuple(text for _, _, text in pieces))


def _joined(pieces: list[Piece], columns: int, lexicon: Lexicon) -> list[Piece]:
    """The cells with a label in one piece that blanks divide where the header has fewer columns: 合 计, R&D 经费."""
    surplus = len(pieces) - columns if columns else 0
    at = 1 if len(pieces) > 1 and _ORDINAL.match(pieces[0][2]) else 0
    label = pieces[at : at + surplus + 1]
    if surplus < 1 or any(read_cell(text, lexicon) for _, _, text in label):
        return pieces
    return [
        *pieces[:at],
        (label[0][0], label[-1][1], "".join(text for _, _, text in label)),
        *pieces[at + surplus + 1 :],
    ]


def _is_row(pieces: list[Piece], at: int, cells: list[Cell], names: list[Name]) -> bool:
    """Whether enough cells are numbers: half of them, or any under a header of as many columns; one with a noun's unit is prose else."""
    if len(pieces) == len(names):
        return True
    return all(cell.is_plain for cell in cells) and len(cells) >= (len(pieces) - at - 1) / 2


def _moved(cell: Cell, start: int) -> Cell:
    return replace(cell, start=cell.start + start, end=cell.end + start)

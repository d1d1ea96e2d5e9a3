"""Sheets (XLSX, XLS, CSV): tables of indicators as lines that are read; a sheet of anything else is a reject.

A row heads a table where two of its cells or more are columns' names (the list ``column`` of ``seeds/words/column_names.csv``: 指标, 单位,
年度指标值, 实际完成值). What classifies an indicator (一级指标) goes behind it, so that each row begins with what it is of.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders.home import PROJECT
from loaders.read import archive, tables, text
from loaders.read.document import Extract
from loaders.read.docx import part_of
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import Line, compose, plain

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年|十[一二三四五六]五")
_NUMBER = re.compile(r"[-+≥≤<>＞＜]*\d[\d,.]*")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_PERCENT_FORMATS = frozenset((9, 10))
_LONGEST_NAME = 20
_HIGHEST_HEAD = 4  # rows
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}")
_UNIT = re.compile("[（(]([^（()）]{1,8})[)）]$")
_KINDS = frozenset(("goal", "value", "growth", "change", "share", "done", "rank", "estimate", "unit"))
_NEEDED = "no row of it names columns such as 指标, 单位, 年度指标值, 实际完成值"

Rows = list[list[tables.Cell]]


def read(content: bytes, limits: Limits) -> Extract:
    """A workbook: the tables of all its sheets that are shown. Raises NotAReport."""
    percents = _percents(content, limits) if content.startswith(b"PK") else {}
    lines: list[Line] = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    lines += _lines(
                        _cells(workbook.get_sheet_by_name(sheet.name), percents.get(sheet.name, set()), limits)
                    )
    except PasswordError:
        raise NotAReport("encrypted", "protected by a password; save it without one") from None
    except (CalamineError, ValueError, OSError) as error:
        raise NotAReport("damaged", f"no workbook that can be opened: {error}") from None
    return _extract(lines, _XLSX, "embedded")


def read_csv(content: bytes, limits: Limits) -> Extract:
    """Cells divided by commas, semicolons or tabs. Raises NotAReport."""
    found = text.decode(content)
    head = found.text[:4096]
    divider = max(",;\t，", key=head.count)
    written = found.text.removeprefix(f"sep={divider}").lstrip("\r\n")  # as Excel marks it
    rows: Rows = []
    count = 0
    try:
        for row in csv.reader(StringIO(written), delimiter=divider):
            rows.append([tables.Cell(plain(cell)) for cell in row])
            count += len(row)
            if count > limits.most_cells:
                raise NotAReport("too_large", f"more than {limits.most_cells} cells")
    except csv.Error as error:
        raise NotAReport("damaged", f"not divided into cells: {error}") from None
    return _extract(list(_lines(rows)), "text/csv", found.encoding, found.note)


def _extract(lines: list[Line], media_type: str, encoding: str, note: str | None = None) -> Extract:
    if not any(line.is_row for line in lines):
        raise NotAReport("sheet", _NEEDED)
    written, headings = compose(lines)
    return Extract(written, media_type, encoding, headings=headings, note=note)


def _cells(sheet: Any, percents: set[tuple[int, int]], limits: Limits) -> Rows:
    """The cells of a sheet as text; one that is merged is told by its first place."""
    if sheet.total_height * sheet.total_width > limits.most_cells:
        raise NotAReport(
            "too_large", f"{sheet.total_height} × {sheet.total_width} cells; the limit is {limits.most_cells}"
        )
    found = sheet.to_python(skip_empty_area=False)
    height, width = len(found), max(map(len, found), default=0)  # calamine's total_height and total_width are one less
    merged = dict(sheet.merged_cell_ranges or ())
    covered = {
        (row, column)
        for first, last in merged.items()
        for row in range(first[0], min(last[0] + 1, height))
        for column in range(first[1], min(last[1] + 1, width))
        if (row, column) != first
    }
    rows: Rows = []
    for at, values in enumerate(found):
        rows.append([])
        for column, value in enumerate(values):
            if (at, column) not in covered:
                last = merged.get((at, column), (at, column))
                written = _written(value, (at, column) in percents)
                rows[-1].append(tables.Cell(written, last[1] - column + 1, last[0] - at + 1))
    return rows


def _written(value: Any, is_percent: bool) -> str:
    """A cell's value as it is shown."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        shown = round(value * 100, 10) if is_percent else round(value, 10)
        return f"{shown:.10f}".rstrip("0").rstrip(".") + "%" * is_percent
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return plain(str(value)).replace("|", "/")


def _percents(content: bytes, limits: Limits) -> dict[str, set[tuple[int, int]]]:
    """Which cells of which sheet are shown in percent: 0.125 as 12.5%. Raises NotAReport where the sheet is a bomb."""
    found: dict[str, set[tuple[int, int]]] = {}
    with archive.open_archive(content, limits) as opened:
        styles = part_of(opened, "xl/styles.xml", limits)
        book, links = part_of(opened, "xl/workbook.xml", limits), part_of(opened, "xl/_rels/workbook.xml.rels", limits)
        if book is None:
            raise NotAReport("unsupported", "a binary workbook; save it as XLSX")
        targets = {link.get("Id"): link.get("Target", "") for link in links} if links is not None else {}
        in_percent = _percent_styles(styles)
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(f"{_LINKS}id"), "")
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if name in opened.namelist():
                part = archive.unpack(opened, opened.getinfo(name), limits)
                _refuse_wide(part, limits)
                found[sheet.get("name", "")] = _places(part, in_percent)
    return found


def _refuse_wide(sheet: bytes, limits: Limits) -> None:
    """A cell far out makes calamine allot all that lies between."""
    width = height = 0
    for letters, digits in _PLACE.findall(sheet):
        height, width = max(height, int(digits)), max(width, _column(letters.decode()) + 1)
    if width * height > limits.most_cells:
        raise NotAReport("too_large", f"{height} × {width} cells; the limit is {limits.most_cells}")


def _places(sheet: bytes, styles: frozenset[str]) -> set[tuple[int, int]]:
    if not styles:
        return set()
    styled = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bs="(\d+)"')
    return {
        (int(digits) - 1, _column(letters.decode()))
        for letters, digits, style in styled.findall(sheet)
        if style.decode() in styles
    }


def _percent_styles(styles: Any) -> frozenset[str]:
    """The numbers of the styles that show percents."""
    if styles is None:
        return frozenset()
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter(f"{_MAIN}numFmt")}
    formats = styles.find(f"{_MAIN}cellXfs")
    return frozenset(
        str(at)
        for at, each in enumerate(formats if formats is not None else ())
        if int(each.get("numFmtId", "0")) in _PERCENT_FORMATS or "%" in own.get(each.get("numFmtId"), "")
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """What columns are called, and what of."""
    with (PROJECT / "seeds" / "words" / "column_names.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["value"].startswith("column:")]
    return {row["term"]: row["value"].removeprefix("column:") for row in rows}


def _kind(cell: str) -> str:
    """What a column of this name tells; '' for no name that is known."""
    name = _BRACKET.sub("", cell).replace(" ", "")
    if not name or len(name) > _LONGEST_NAME or _NUMBER.fullmatch(name):
        return ""
    names = _names()
    found = next((names[name[at:]] for at in range(len(name)) if name[at:] in names), "")
    return found or ("value" if _YEAR.search(name) else "")


def _lines(rows: Rows) -> Iterator[Line]:
    """The tables of a sheet under their heads; what stands above and between them as text."""
    grid = tables.spread(rows)
    at = 0
    while at < len(rows):
        height = _height_of_head(rows, grid, at)
        if not height:
            filled = [cell.text for cell in rows[at] if cell.text]
            yield Line(" ".join(filled))
            at += 1
            continue
        end = at + height
        while end < len(rows) and any(cell.text for cell in rows[end]) and not _height_of_head(rows, grid, end):
            end += 1
        yield from _table(grid[at:end], height)
        at = end


def _height_of_head(rows: Rows, grid: tables.Grid, at: int) -> int:
    """How many rows from here on name columns; 0 where none does: two or more that tell something of a number, and no number.

    A row goes on with the one below where a cell of it reaches down there, or where that one names columns too but not the first.
    """
    height = max((cell.rows for cell in rows[at] if cell.text), default=1)
    height = height if height <= _HIGHEST_HEAD and at + height < len(rows) else 1
    names = _names_of(grid[at : at + height])
    if not _are_names(names):
        return 0
    below = _names_of(grid[at + height : at + height + 1])
    if height == 1 and below and not below[0] and _are_names(below):
        for one, column in enumerate(grid[at][1:], 1):
            if below[one] and not (column and column.text):
                grid[at][one] = grid[at][one - 1]  # 2029年 stands over two columns, and is not merged
        return 2
    return height


def _names_of(grid: tables.Grid) -> list[str]:
    """The names that stand over each other in some rows of a grid, as one for each column."""
    return [cell.text if cell else "" for cell in tables.joined(grid)] if grid else []


def _are_names(names: list[str]) -> bool:
    """Whether names are those of columns."""
    if len(set(filter(None, names))) < 2:
        return False  # a title across all columns
    years = [name for name in names if _YEAR_ALONE.fullmatch(name)]
    others = [name for name in names if name and name not in years]
    kinds = [_kind(name) for name in others]
    told = sum(kind in _KINDS or _has_unit(name) for kind, name in zip(kinds, others, strict=True))
    known = told + len(years) >= 2 or ("place" in kinds and told >= 1)
    return known and told >= 1 and not any(_NUMBER.fullmatch(name) for name in others)


def _has_unit(name: str) -> bool:
    """Whether a name ends with a unit in brackets: 研发经费（亿元）."""
    bracket = _UNIT.search(name)
    return bracket is not None and bracket[1].lstrip("千百十万亿") in _units()


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    found: set[str] = set()
    for file_name, column in (("units", "unit"), ("unit_variants", "variant")):
        with (PROJECT / "seeds" / f"{file_name}.csv").open(encoding="utf-8", newline="") as file:
            found.update(row[column] for row in csv.DictReader(file))
    return frozenset(found)


def _table(grid: tables.Grid, height: int) -> Iterator[Line]:
    """A table, its columns in the order that rows are read in: what a row is of, its numbers, what classifies it."""
    names = _names_of(grid[:height])
    kinds = [_kind(name) or ("value" if _has_unit(name) or _YEAR_ALONE.fullmatch(name) else "") for name in names]
    first = next((at for at, kind in enumerate(kinds) if kind in _KINDS), 0)
    classes = [at for at in range(first - 1) if kinds[at] not in ("number", "place")]
    order = [at for at in range(len(kinds)) if at not in classes] + classes
    head: list[tables.Cell | None] = [
        tables.Cell(f"{name}年" if _YEAR_ALONE.fullmatch(name) else name) for name in names
    ]
    yield from tables.written([[row[at] for at in order] for row in [head, *grid[height:]]], 1)

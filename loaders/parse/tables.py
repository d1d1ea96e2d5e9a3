"""Tables flattened into lines: the header gives unit, indicator or year; a cell's span is its bare number.

A row is a line (or a part of one between semicolons) of cells divided by blanks, tabs or bars, whose first cell is a label
and whose other cells hold numbers; it is read as one only where a header or a ``单位：…`` says what the numbers are.
"""

import re
from dataclasses import dataclass, field

from loaders.lexicon import Lexicon
from loaders.parse.bind import Binder, Reading
from loaders.parse.quantity import Quantity, arabic_value, scale_value
from loaders.parse.scan import ARABIC
from loaders.parse.times import Horizon, Said, date_period, year_period

_UNITS = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*(?P<units>[^）)。；;\s]+)\s*[）)]?\s*[:：]?")
_CELL = re.compile(r"[^ \t\u3000|｜]+")
_DIVIDED = re.compile(r"[ \t\u3000|｜]")
_PART = re.compile("[^；;。\n]+")
_COMMA = re.compile(r"，|,(?!\d{3})")
_RUNNING = re.compile("[。，：:]")
_UNIT_COLUMN = ("单位", "计量单位")
_UNITS_BETWEEN = re.compile("[、,，/]")
_GOAL = re.compile("目标|任务|计划")
_SHARE = re.compile("比例|完成率|进度")
_GROWTH = re.compile("增速|增幅|增长|±")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?%?$")
_LABEL_UNIT = re.compile(r"[（(](?P<unit>[^（()）\d]{1,6})[)）]$")
_COUNTED = re.compile(
    r"\d[万亿]?(?:元|家|项|件|个|户|名|人|次|场)[)）]?$"
)  # a cell with a unit of its own is running text
_MONEY = re.compile("额|经费|投入|产值|收入|支出|资金|投资|总值|增加值|税")
_RATIO = re.compile("强度|率|比重|占比|比例|增速|增幅|增长")
_CAPTION = re.compile(
    "^(?:附表|表)?[\\s\\u3000]*\\d*[\\s\\u3000]*(?:各[县市区州旗盟地园]+)*(?P<noun>.*?)(?:情况|统计|一览)?(?:表)?$"
)


@dataclass(slots=True)
class Header:
    """What is known of a table's columns before its rows."""

    caption: str = ""
    units: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    year: str = ""  # that its caption names


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its number cells: (start, end, text) in the line, and the position of each among the columns."""

    label: str
    cells: tuple[tuple[int, int, str, int], ...]
    texts: tuple[str, ...]  # of all cells


def find_tables(lines: list[str]) -> dict[int, tuple[Header, list[Row]]]:
    """Which of the lines are table rows, each with its header; a blank or running line ends a table."""
    found: dict[int, tuple[Header, list[Row]]] = {}
    header: Header | None = None
    for index, line in enumerate(lines):
        unit = _UNITS.search(line) if "单位" in line else None
        if unit:
            caption = line[: unit.start()]
            header = Header(_noun_of(caption), _UNITS_BETWEEN.split(unit["units"]), year=_year_of(caption))
            rows = _rows(line, unit.end())
            if rows:
                found[index] = header, rows
        elif "，" in line or not _DIVIDED.search(line):
            header = None
        elif (rows := _rows(line, 0)) and (header is not None or all(_LABEL_UNIT.search(row.label) for row in rows)):
            found[index] = header or Header(), rows
        elif names := _column_names(line, lines[index + 1] if index + 1 < len(lines) else ""):
            above = lines[index - 1] if index else ""
            year = header.year if header else "" if _RUNNING.search(above) and "表" not in above else _year_of(above)
            header = Header(header.caption if header else "", header.units if header else [], names, year)
        elif not rows:
            header = None
    return found


def _column_names(line: str, following: str) -> list[str]:
    """The cells of a line that heads a table: three or more, over a line that is a row."""
    if _RUNNING.search(line):
        return []
    cells = _CELL.findall(line)
    return cells if len(cells) >= 3 and _rows(following, 0) else []


def _year_of(caption: str) -> str:
    year = _YEAR.search(caption)
    return year.group() if year else ""


def _noun_of(caption: str) -> str:
    match = _CAPTION.match(caption.strip(" \t\u3000:："))
    return match["noun"] if match else ""


def _rows(line: str, start: int) -> list[Row]:
    """The rows of a line: none unless every part between semicolons has a label and a number cell of its own."""
    rows: list[Row] = []
    if _COMMA.search(line, start):
        return []
    for part in _PART.finditer(line, start):
        cells = [(m.start(), m.end(), m.group()) for m in _CELL.finditer(line, *part.span())]
        row = _row(cells) if len(cells) >= 2 else None
        if row is None:
            return []
        rows.append(row)
    return rows


def _row(cells: list[tuple[int, int, str]]) -> Row | None:
    """Label and numbers of a row; a row's number may stand before its label."""
    first = 1
    if _NUMBER.match(cells[0][2]):
        if len(cells) < 3 or _NUMBER.match(cells[1][2]):
            return None
        first = 2
    if any(_COUNTED.search(text) for _, _, text in cells):
        return None
    numbers = tuple(
        (a, b, text, position)
        for position, (a, b, text) in enumerate(cells)
        if position >= first and _NUMBER.match(text)
    )
    if not numbers or len(numbers) < (len(cells) - first) / 2:
        return None
    return Row(cells[first - 1][2], numbers, tuple(text for _, _, text in cells))


def read_row(header: Header, rows: list[Row], binder: Binder, lexicon: Lexicon, horizon: Horizon) -> list[Reading]:
    """One reading per number cell of a line's rows; offsets are those of the line."""
    readings = []
    for row in rows:
        label, label_unit = _parted(row.label)
        place = lexicon.region_names.get(label)
        own_unit = next((text for name, text in zip(header.cells, row.texts, strict=False) if name in _UNIT_COLUMN), "")
        goal = next((cell for cell in header.cells if _GOAL.search(cell)), "")
        for order, (start, end, text, position) in enumerate(row.cells):
            column, column_unit = _parted(header.cells[position] if position < len(header.cells) else "")
            noun = _column_noun(header, position) if place else label
            share = bool(_SHARE.search(column)) and not place
            growth = bool(_GROWTH.search(column)) and not share
            asked = "比例" if share else "增速" if growth else noun
            said = column_unit if column_unit or share or growth else label_unit or own_unit
            written = said or _unit(header.units, order, len(row.cells), asked) or ("%" if share or growth else "")
            quantity = _quantity(start, end, text, written, lexicon)
            reading = Reading.of(quantity)
            reading.phrase = reading.phrase_wide = noun
            reading.context = header.caption
            reading.phrase_position, reading.own_noun = "header", True
            if place:
                code = binder.nearest(place)
                reading.places, reading.place_rule = ((code, lexicon.regions[code].name),), "explicit"
                if quantity.unit == "%" and header.caption == noun and "研发" in noun:
                    reading.phrase = f"{noun}投入强度"
            if share:
                reading.share, reading.reference = column, goal
            elif growth:
                reading.growth, reading.basis = "增长", "年均" if "年均" in column else "同比"
            elif _GOAL.search(column):
                reading.plan = "目标"
            _when(reading, column, header.year, horizon)
            readings.append(reading)
    return readings


def _parted(cell: str) -> tuple[str, str]:
    """A label or a column's name without its unit in brackets, and the unit."""
    unit = _LABEL_UNIT.search(cell)
    return (cell[: unit.start()], unit["unit"]) if unit else (cell, "")


def _column_noun(header: Header, position: int) -> str:
    """What a column of a table of places counts: 增速 is that of the column before it; the caption where no column tells."""
    names = [_parted(cell)[0] for cell in header.cells[: position + 1]]
    while names and _GROWTH.search(names[-1]):
        names.pop()
    return names[-1] if len(names) > 1 else header.caption


def _unit(units: list[str], order: int, count: int, noun: str) -> str:
    """Which of the units of a table (单位：亿元、%) a column is in, told by its noun, else by its order."""
    if len(units) == 1:
        return units[0]
    if _RATIO.search(noun):
        return next((u for u in units if "%" in u or "％" in u), "")
    if _MONEY.search(noun) and len(units) != count:
        return next((u for u in units if "元" in u), "")
    if len(units) == count:
        return units[order]
    if _MONEY.search(noun):
        return next((u for u in units if "元" in u), "")
    return next((u for u in units if "元" not in u and "%" not in u), units[0] if units else "")


def _quantity(start: int, end: int, text: str, written: str, lexicon: Lexicon) -> Quantity:
    number = text.rstrip("%")
    value, decimals = arabic_value(number.lstrip("-"))
    if text.endswith("%"):
        written = "%"
    scaled = ARABIC.match("1" + written)
    scale = scale_value(scaled["scale"]) if scaled else 1.0
    unit = lexicon.match_unit("1" + written, scaled.end() if scaled else 1)
    form = {"%": "percent", "百分点": "points", "倍": "multiple"}.get(unit, "quantity" if unit else "bare")
    sign = -1 if number.startswith("-") else 1
    return Quantity(
        start,
        end,
        form,
        "table_cell",
        number,
        None if value is None else sign * value * scale,
        None,
        decimals,
        scale,
        unit,
    )


def _when(reading: Reading, column: str, year: str, horizon: Horizon) -> None:
    """The year that a column's name tells, else the one reported on for a goal, else that of the caption."""
    said: Said | None = None
    if told := _year_of(column):
        said = date_period(told, horizon)
    elif reading.plan:
        said = Said(year_period(horizon.year), "period")
    elif year:
        said = date_period(year, horizon)
    if said is not None:
        reading.time, reading.time_text, reading.time_rule = said, column, "explicit"

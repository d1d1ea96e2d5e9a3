"""The user's own corrections, ``<home>/corrections.csv``: the columns of ``seeds/corrections.csv``, added to its rows.

Each row is judged before anything is built. One that is wrong, or fits nothing, is named and passed over.
"""

import csv
import io
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import md5
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from loaders import spreadsheet
from loaders.errors import BadUse, KejiError
from loaders.files import write_whole
from loaders.home import PROJECT, Home
from loaders.read import Reject
from loaders.show import explain
from loaders.show.plain import number

SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("span_start", pa.int32()),
        ("span_end", pa.int32()),
        ("ordinal", pa.int32()),
        ("column_name", pa.string()),
        ("expected_value", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("corrected_on", pa.date32()),
    ]
)
PLACE = ("document_id", "span_start", "span_end", "ordinal")  # of a statement
OPTIONAL = {"ordinal", "expected_value", "reason", "corrected_on"}
SEEDS = PROJECT / "seeds"
MOST_ORDINALS = 100
FIRST_YEAR, LAST_YEAR = 1900, 2100  # that a report may speak of
# The groups of units that a measure is stated in; the others go with any.
MEASURED_IN = {
    "rank": {"rank", "person"},
    "share": {"percent", "permille", "multiple"},
    "growth_rate": {"percent", "permille"},
    "growth_points": {"percentage_point", "percent"},
    "growth_multiple": {"multiple"},
}

logger = logging.getLogger(__name__)

Row = dict[str, Any]


def _number(text: str) -> str:
    return number(spreadsheet.decimal(text))


def _day(text: str) -> str:
    day = spreadsheet.day(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day.isoformat()} is no day that a report speaks of")
    return day.isoformat()


def _words(text: str) -> str:
    if not text:
        raise ValueError("it is empty")
    return text


def _code(seed: str, column: str, **where: str) -> Callable[[str], str]:
    """A judge of codes: those in a column of a seed."""

    def judge(text: str) -> str:
        known = _codes(seed, column, tuple(where.items()))
        if text not in known:
            few = f": {', '.join(sorted(known))}" if len(known) < 20 else f" in seeds/{seed}.csv"
            raise ValueError(f"{text or 'nothing'} is none of the codes{few}")
        return text

    return judge


@lru_cache
def _codes(seed: str, column: str, where: tuple[tuple[str, str], ...]) -> frozenset[str]:
    sheet = spreadsheet.read(SEEDS / f"{seed}.csv")
    rows = [dict(zip(sheet.columns, row, strict=False)) for _, row in sheet.rows]
    return frozenset(row.get(column, "") for row in rows if all(row.get(name) == value for name, value in where))


# What can be corrected, and what makes a value of it: text as people write it -> as it is stored, or ValueError.
COLUMNS: dict[str, Callable[[str], str]] = {
    **{name: _code("labels", "code", attribute=name) for name in ("stance", "measure", "comparator", "basis")},
    "value": _number,
    "value_high": _number,
    "unit": _code("units", "unit"),
    "indicator_code": _code("indicators", "code"),
    "region_code": _code("regions", "region_code"),
    "region_name": _words,
    "reference_text": _words,
    "period_start": _day,
    "period_end": _day,
    "base_period": _day,
}
# Their names in reporting.rpt_statements, where those differ.
SHOWN = {"indicator_code": "indicator", "region_name": "region", "reference_text": "reference"}


def judge(row: dict[str, str]) -> Row:
    """A row of text as a row of ``SCHEMA``. Raises ValueError, which says what is wrong."""
    found: Row = {name: row.get(name, "").strip() or None for name in SCHEMA.names}
    name = found["column_name"] or ""
    if name not in COLUMNS:
        raise ValueError(f"no column {name or '(empty)'} can be corrected; {', '.join(COLUMNS)} can")
    if not found["document_id"]:
        raise ValueError("document_id is empty")
    for place, default in (("span_start", ""), ("span_end", ""), ("ordinal", "0")):
        found[place] = _named(place, spreadsheet.whole, found[place] or default)
        if not 0 <= found[place] < 2**31:
            raise ValueError(f"{place}: {found[place]} is no place in a text")
    found["value"] = _named(name, COLUMNS[name], found["value"] or "")
    if found["expected_value"] and COLUMNS[name] in (_number, _day):
        found["expected_value"] = _named("expected_value", COLUMNS[name], found["expected_value"])
    if found["corrected_on"]:
        found["corrected_on"] = _named("corrected_on", spreadsheet.day, found["corrected_on"])
    return found


def _named(name: str, convert: Callable[[str], Any], text: str) -> Any:
    try:
        return convert(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def check(home: Home, connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, list[Reject]]:
    """The corrections that fit ``raw`` as it is loaded, and a reject for each row that is passed over."""
    if not home.corrections.exists():
        return SCHEMA.empty_table(), []
    try:
        sheet = spreadsheet.read(home.corrections)
        missing = [name for name in SCHEMA.names if name not in (*sheet.columns, *OPTIONAL)]
        if missing:
            raise BadUse(f"the first row names no column {', '.join(missing)}")
    except (BadUse, OSError) as error:
        return SCHEMA.empty_table(), [_reject("all of it is passed over", error)]
    judged: dict[int, Row] = {}
    refused: dict[int, str] = {}
    for position, cells in sheet.rows:
        try:
            if len(cells) > len(sheet.columns):
                raise ValueError(f"it has {len(cells)} cells under {len(sheet.columns)} columns")
            judged[position] = judge(dict(zip(sheet.columns, cells, strict=False)))
        except ValueError as error:
            refused[position] = str(error)
    refused |= _find_misfits(judged, connection) | _find_unmeasured(judged, connection)
    refused |= _find_reversed(judged, _said_ends(judged, connection)) | _find_repeated(judged)
    kept = [row for position, row in judged.items() if position not in refused]
    return pa.Table.from_pylist(kept, SCHEMA), [
        _reject(f"row {position} is passed over", refused[position]) for position in sorted(refused)
    ]


def _reject(what: str, why: object) -> Reject:
    logger.warning("corrections.csv: %s: %s", what, why)
    return Reject("corrections.csv", None, "correction", f"{what}: {why}", stage="corrections")


def _find_misfits(rows: dict[int, Row], connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Rows about what is not there."""
    asked = sorted({row["document_id"] for row in rows.values()})
    documents = connection.execute(
        "select document_id from raw.documents where list_contains(?, document_id)", [asked]
    ).fetchall()
    places = connection.execute(
        f"select {', '.join(PLACE)} from raw.readings where list_contains(?, document_id)", [asked]
    ).fetchall()
    known, read = {found for (found,) in documents}, set(places)
    return {
        position: f"no report with document_id {row['document_id']} is loaded"
        if row["document_id"] not in known
        else "no number was read at its span_start, span_end and ordinal"
        for position, row in rows.items()
        if _place(row) not in read
    }


def _find_unmeasured(rows: dict[int, Row], connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Rows that give a measure to what no such measure is stated in: a share of 家."""
    measures = {position: row for position, row in rows.items() if row["column_name"] == "measure"}
    if not measures:
        return {}
    asked = sorted({row["document_id"] for row in measures.values()})
    read = connection.execute(
        f"select {', '.join(PLACE)}, unit from raw.readings where list_contains(?, document_id)", [asked]
    ).fetchall()
    units = {tuple(place): unit for *place, unit in read}
    units |= {_place(row): row["value"] for row in rows.values() if row["column_name"] == "unit"}
    found = {position: _mismatch(row["value"], units.get(_place(row))) for position, row in measures.items()}
    return {position: why for position, why in found.items() if why}


def _mismatch(measure: str, unit: str | None) -> str:
    """Why a measure does not go with a unit, '' where it does."""
    groups = MEASURED_IN.get(measure)
    if groups is None or not unit or any(unit in _codes("units", "unit", (("unit_group", group),)) for group in groups):
        return ""
    return f"a {measure} is not stated in {unit}"


def _find_repeated(rows: dict[int, Row]) -> dict[int, str]:
    """Rows that a later one contradicts or repeats."""
    last = {(*_place(row), row["column_name"]): position for position, row in rows.items()}
    found = {position: last[*_place(row), row["column_name"]] for position, row in rows.items()}
    return {position: f"row {later} corrects the same" for position, later in found.items() if later != position}


# What begins, what ends it, and how it is told that the one lies beyond the other.
ENDS: tuple[tuple[str, str, Callable[[str], Any], str], ...] = (
    ("period_start", "period_end", str, "the period would end on {end}, before {start}"),
    ("value", "value_high", Decimal, "the range would end at {end}, below {start}"),
)
Said = dict[tuple[Any, ...], str]  # the value of a statement and column, by its place and the column's name


def _find_reversed(rows: dict[int, Row], said: Said) -> dict[int, str]:
    """Rows that let a period end before it begins or a range below it, by themselves or beside what the report says."""
    corrected = {(*_place(row), row["column_name"]): (position, row["value"]) for position, row in rows.items()}
    found: dict[int, str] = {}
    for place in {_place(row): None for row in rows.values()}:
        for first, last, order, why in ENDS:
            pair = [corrected.get((*place, name), (None, said.get((*place, name), ""))) for name in (first, last)]
            (_, start), (_, end) = pair
            if start and end and order(end) < order(start):
                positions = [position for position, _ in pair if position is not None]
                found |= dict.fromkeys(positions, why.format(start=start, end=end))
    return found


def _said_ends(rows: dict[int, Row], connection: duckdb.DuckDBPyConnection) -> Said:
    """Where the ranges and periods begin and end that rows correct at one end.

    Periods are those of the last build, for what a report leaves unsaid is told by the models. What falls is read as
    what it falls by, and written with its sign: a number is held against what was read only where both have none.
    """
    asked = {_place(row): row for row in rows.values() if row["column_name"] in ("value", "value_high")}
    dated = {_place(row) for row in rows.values() if row["column_name"] in ("period_start", "period_end")}
    said: Said = {}
    for place, start, end in _ask(asked, "raw.readings", "value", "value_high", connection):
        if not asked[place]["value"].startswith("-"):
            said |= {(*place, "value"): start and number(start), (*place, "value_high"): end and number(end)}
    for place, start, end in _ask(
        dated, "intermediate.int_statements_decided", "period_start", "period_end", connection
    ):
        said |= {(*place, "period_start"): start and str(start), (*place, "period_end"): end and str(end)}
    return said


def _ask(
    places: Collection[tuple[Any, ...]], table: str, first: str, last: str, connection: duckdb.DuckDBPyConnection
) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """Two columns of the rows at some places, as far as the table is there."""
    there = "select 1 from duckdb_tables() where schema_name || '.' || table_name = ?"
    if not places or not connection.execute(there, [table]).fetchall():
        return
    documents = sorted({place[0] for place in places})
    query = f"select {', '.join(PLACE)}, {first}, {last} from {table} where list_contains(?, document_id)"
    for *place, start, end in connection.execute(query, [documents]).fetchall():
        if tuple(place) in places:
            yield tuple(place), start, end


def _place(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in PLACE)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be corrected of a statement, and why."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What `keji correct` has written: which statement, what it said, what it will say."""

    statement: str
    column: str
    before: str
    after: str
    path: Path

    def __str__(self) -> str:
        return (
            f"{self.statement}\n\n{self.column}: {self.before or 'unknown'} → {self.after}\n"
            f"written to {self.path}; the next `keji run` applies it"
        )


def add(home: Home, connection: duckdb.DuckDBPyConnection, key: str, change: Change) -> Written:
    """Add a correction of a statement of the current release to the file. Raises BadUse."""
    shown = explain.find(connection, key)
    if shown["disposition"] != "fact":
        raise BadUse(f"{shown['span_text']} states nothing ({shown['disposition']}), so there is nothing to correct")
    before = _said(shown, change.column)
    row = {
        **_locate(connection, shown),
        **{"column_name": change.column, "expected_value": before, "value": change.value, "reason": change.reason},
        "corrected_on": datetime.now(UTC).date().isoformat(),
    }
    try:
        row["value"] = judge(row)["value"]
    except ValueError as error:
        raise BadUse(str(error)) from error
    if row["value"] == before:
        raise BadUse(f"{change.column} is {before} already")
    _require_order(shown, change.column, row["value"])
    _require_sense(shown, change.column, row["value"])
    _write(home.corrections, row)
    return Written(f"{shown['report']}: {explain.mark(shown)}", change.column, before, row["value"], home.corrections)


def _said(shown: Row, column: str) -> str:
    """What the release says in a column, as written in corrections."""
    found = shown.get(SHOWN.get(column, column))
    if isinstance(found, date):
        return found.isoformat()
    return number(found) if isinstance(found, float | Decimal) else found or ""


def _require_order(shown: Row, column: str, value: str) -> None:
    """A period does not end before it begins. Raises BadUse."""
    ends = {name: _said(shown, name) for name in ("period_start", "period_end")} | {column: value}
    if ends["period_start"] and ends["period_end"] and ends["period_start"] > ends["period_end"]:
        raise BadUse(f"the period would end on {ends['period_end']}, before {ends['period_start']}: correct both ends")


def _require_sense(shown: Row, column: str, value: str) -> None:
    """A range does not end below where it begins, and a measure goes with its unit. Raises BadUse."""
    said = {name: _said(shown, name) for name in ("value", "value_high", "measure", "unit")} | {column: value}
    if column in ("value", "value_high") and said["value"] and said["value_high"]:
        low, high = Decimal(said["value"]), Decimal(said["value_high"])
        if high < low:
            raise BadUse(f"the range would end at {said['value_high']}, below {said['value']}")
    if column in ("measure", "unit") and (why := _mismatch(said["measure"], said["unit"])):
        raise BadUse(why)
    other = {"period_start": "period_end", "period_end": "period_start"}.get(column)
    if other and not _said(shown, other):
        raise BadUse(f"the statement has no {other}, and {column} says nothing without it")


def _locate(connection: duckdb.DuckDBPyConnection, shown: Row) -> dict[str, str]:
    """The natural key of a statement, of which its key is the hash."""
    found = connection.execute(
        "select document_id from marts.dim_document where document_key = ?", [shown["document_key"]]
    ).fetchall()
    for ordinal in range(MOST_ORDINALS if found else 0):
        place = (found[0][0], str(shown["span_start"]), str(shown["span_end"]), str(ordinal))
        if md5("|".join(place).encode(), usedforsecurity=False).hexdigest() == shown["statement_key"]:
            return dict(zip(PLACE, place, strict=True))
    raise KejiError(f"statement {shown['statement_key']} is not found in its document")


def _write(path: Path, row: dict[str, str]) -> None:
    """Add a row to the file, in place of one about the same, and leave the file as it was saved otherwise."""
    text, encoding = spreadsheet.decode(path) if path.exists() else (",".join(SCHEMA.names) + "\n", "utf-8-sig")
    end = next((end for end in ("\r\n", "\r") if end in text), "\n")
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if any(line)] or [list(SCHEMA.names)]
    header = [name.strip() for name in lines[0]]
    missing = [name for name in SCHEMA.names if name not in header]
    if missing:
        raise BadUse(f"the first row of {path} names no column {', '.join(missing)}")
    same = [header.index(name) for name in (*PLACE, "column_name")]
    about = [row[header[index]] for index in same]
    kept: list[list[str]] = []
    replaced: list[list[str]] = []
    for line in lines:
        is_same = [line[index] if index < len(line) else "" for index in same] == about
        (replaced if is_same else kept).append(line)
    if replaced:  # the release may show the correction, and not what was read
        row = {**row, "expected_value": replaced[-1][header.index("expected_value")]}
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end).writerows([*kept, [row.get(name, "") for name in header]])
    content = buffer.getvalue().encode(encoding)
    write_whole(path, lambda draft: draft.write_bytes(content))

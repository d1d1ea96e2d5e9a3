"""Are the seeds fit to be read? Analysts edit them with spreadsheets, which have ways of their own to save a table.

A seed in GB18030, or with empty rows and cells at its end, is rewritten as dbt reads it: in UTF-8, with the mark by which
spreadsheets know that. Any other fault is told with its file and row, before anything is built.
"""

import csv
import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from loaders import spreadsheet
from loaders.errors import BadUse
from loaders.files import write_whole
from loaders.spreadsheet import Sheet
from loaders.warehouse import corrections

logger = logging.getLogger(__name__)

BOOLEANS = ("true", "false")


def _boolean(text: str) -> bool:
    if text.lower() not in BOOLEANS:
        raise ValueError(f"{text} is neither true nor false")
    return text.lower() == "true"


# How a type of a seed's column is read; text of any other type is as good as any.
TYPES: dict[str, Callable[[str], Any]] = {
    "integer": spreadsheet.whole,
    "double": spreadsheet.decimal,
    "boolean": _boolean,
    "date": spreadsheet.day,
}


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, where PyYAML was built with it


def check(folder: Path) -> None:
    """Raises BadUse, which names the file and row of each fault."""
    described = _described(folder)
    faults = [f"{path.name}{fault}" for path in sorted(folder.rglob("*.csv")) for fault in _faults(path, described)]
    if faults:
        raise BadUse("the seeds cannot be read:\n" + "\n".join(faults))


def _faults(path: Path, seeds: dict[str, dict[str, Any]]) -> Iterator[str]:
    try:
        sheet = spreadsheet.read(path)
    except BadUse as error:
        yield f": {error}"
        return
    described = seeds.get(path.stem, {})
    columns = [column["name"] for column in described.get("columns", [])]
    missing = [name for name in columns if name not in sheet.columns]
    if missing:
        yield f": the first row names no column {', '.join(missing)}"
        return
    types = (described.get("config") or {}).get("column_types", {})
    faults = list(_faults_of_rows(path.stem, sheet, types))
    yield from faults
    if not faults and not sheet.is_tidy:
        _rewrite(path, sheet)


def _described(folder: Path) -> dict[str, dict[str, Any]]:
    """What the YAML of a folder of seeds says of each."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yml"))]
    contents = [yaml.load(text, _Loader) for text in texts]  # noqa: S506, a safe loader
    return {seed["name"]: seed for content in contents for seed in content.get("seeds", [])}


def _faults_of_rows(name: str, sheet: Sheet, types: dict[str, str]) -> Iterator[str]:
    readers = [
        (at, column, TYPES[types[column]]) for at, column in enumerate(sheet.columns) if types.get(column) in TYPES
    ]
    width = len(sheet.columns)
    for position, cells in sheet.rows:
        if len(cells) != width:
            yield f", row {position}: {len(cells)} cells under {width} columns"
            continue
        for at, column, read in readers:
            try:
                if cells[at]:
                    read(cells[at])
            except ValueError as error:
                yield f", row {position}: {column}: {error}"
        if name == "corrections":
            try:
                corrections.judge(dict(zip(sheet.columns, cells, strict=True)))
            except ValueError as error:
                yield f", row {position}: {error}"


def _rewrite(path: Path, sheet: Sheet) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([sheet.columns, *(row for _, row in sheet.rows)])
    try:
        write_whole(path, lambda draft: draft.write_text(buffer.getvalue(), encoding="utf-8-sig", newline=""))
    except OSError as error:
        raise BadUse(f"{path} cannot be rewritten in UTF-8, without empty rows and columns: {error}") from error
    logger.warning("%s is rewritten in UTF-8, without empty rows and columns", path)

"""Tables in CSV as people and their programs save them: UTF-8 with or without a mark in front, GB18030, any line ends."""

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from loaders.errors import BadUse

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
GB = "gb18030"
LARGEST, SMALLEST = 18, -18  # powers of ten
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text. ``rows`` have their numbers as a spreadsheet shows them: the header is row 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    is_tidy: bool  # in UTF-8, without empty rows and cells beyond the last column, which are omitted here


def read(path: Path) -> Sheet:
    """The table in a file. Raises BadUse, which names the file, where it is no table; OSError."""
    text, encoding = decode(path)
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise BadUse(f"{path} is no CSV: {error}") from error
    first, *rest = lines or [[]]
    columns = tuple(name.strip() for name in _trimmed(first, 0))
    rows, is_tidy, width = [], encoding != GB and tuple(first) == columns, len(columns)
    for number, row in enumerate(rest, start=2):
        if any(row):
            kept = tuple(row) if len(row) <= width else _trimmed(row, width)
            rows.append((number, kept))
            is_tidy &= len(kept) == len(row)
        else:
            is_tidy &= not row
    return Sheet(columns, tuple(rows), is_tidy)


def _trimmed(row: list[str], width: int) -> tuple[str, ...]:
    """A row without the empty cells that spreadsheets write behind the last column."""
    end = len(row)
    while end > width and not row[end - 1].strip():
        end -= 1
    return tuple(row[:end])


def decode(path: Path) -> tuple[str, str]:
    """The text of a file and the codec it was saved in. Raises BadUse, which names the file."""
    content = path.read_bytes()
    if content.startswith(WIDE) or b"\0" in content:
        raise BadUse(f"{path} is not text in UTF-8 or GB18030; save it as “CSV UTF-8”")
    for codec in ("utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8", GB):
        try:
            return content.decode(codec), codec
        except UnicodeDecodeError:
            continue
    raise BadUse(f"{path} is neither UTF-8 nor GB18030; save it as “CSV UTF-8”")


def day(text: str) -> date:
    """2024-01-08, 2024/1/8, 2024.1.8 or 2024年1月8日. Raises ValueError."""
    found = DAY.fullmatch(_plain(text))
    if found is None:
        raise ValueError(f"{text} is no day")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise ValueError(f"{text} is no day") from None


def decimal(text: str) -> Decimal:
    """A number, with or without commas between thousands. Raises ValueError."""
    plain = _plain(text)
    try:
        found = Decimal(plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain)
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite():
        raise ValueError(f"{text} is no number")
    if found and not SMALLEST <= found.adjusted() < LARGEST:
        raise ValueError(f"{text} is larger or smaller than anything counted here")
    return found


def whole(text: str) -> int:
    """A whole number. Raises ValueError."""
    found = decimal(text)
    if found != found.to_integral_value():
        raise ValueError(f"{text} is no whole number")
    return int(found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()

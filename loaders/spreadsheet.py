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
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text. ``rows`` have their numbers as a spreadsheet shows them: the header is row 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str


def read(path: Path) -> Sheet:
    """The table in a file. Raises BadUse, which names the file, where it is no table; OSError."""
    text, encoding = decode(path)
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise BadUse(f"{path} is no CSV: {error}") from error
    header, *rest = lines or [[]]
    while header and not header[-1].strip():
        header.pop()
    width = len(header)
    rows = [(number, _trimmed(row, width)) for number, row in enumerate(rest, start=2) if any(row)]
    return Sheet(tuple(name.strip() for name in header), tuple(rows), encoding)


def _trimmed(row: list[str], width: int) -> tuple[str, ...]:
    """A row without the empty cells that spreadsheets write behind the last column."""
    while len(row) > width and not row[-1]:
        row.pop()
    return tuple(row)


def decode(path: Path) -> tuple[str, str]:
    """The text of a file and the codec it was saved in. Raises BadUse, which names the file."""
    content = path.read_bytes()
    if content.startswith(WIDE) or b"\0" in content:
        raise BadUse(f"{path} is not text in UTF-8 or GB18030; save it as “CSV UTF-8”")
    for codec in ("utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8", "gb18030"):
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
    return found


def whole(text: str) -> int:
    """A whole number. Raises ValueError."""
    found = decimal(text)
    if found != found.to_integral_value():
        raise ValueError(f"{text} is no whole number")
    return int(found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()

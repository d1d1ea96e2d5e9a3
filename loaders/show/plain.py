"""Values as text that is safe to show: no character of a report moves a cursor, no number has digits that say nothing."""

import math
import re
from decimal import Decimal
from typing import Any

# Controls but for line feed and tab, marks that turn the direction of writing, and the separators of lines.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def safe(text: str) -> str:
    """The text with every character that a terminal would obey spelled out, as ``\\x1b``."""
    return UNSAFE.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def number(value: float | Decimal) -> str:
    """A number in plain digits, without zeros at its end: 4073000000, 0.5."""
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, float):
        value = Decimal(f"{value:.15g}")  # what a double is good for
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def show(value: Any) -> str:
    """Any value of a table, on one or more lines; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float | Decimal):
        return number(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(show, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{show(key)}: {show(each)}' for key, each in value.items())}}}"
    return safe(str(value))

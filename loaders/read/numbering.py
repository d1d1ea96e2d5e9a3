"""What Word counts by itself: the numbers of list paragraphs (一、 （二） 3.), which are in no paragraph's text."""

from collections import defaultdict
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PATTERNS = {"bullet": "", "none": "", "decimalZero": "{:02d}"}
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
        "ideographDigital",
        "chineseLegalSimplified",
    ]
)


def written(number: int, style: str) -> str:
    """A number in a style of Word's (ST_NumberFormat)."""
    if style in _CHINESE:
        return _chinese(number)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("lowerLetter", "upperLetter"):
        found = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif style in ("lowerRoman", "upperRoman"):
        found = _roman(number)
    else:
        found = _PATTERNS.get(style, "{}").format(number)
    return found.lower() if style.startswith("lower") else found.upper()


def _chinese(number: int) -> str:
    """一, 十二, 二十, 一百零三."""
    if number >= 1000:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    found = f"{_DIGITS[hundreds]}百" if hundreds else ""
    found += "零" if hundreds and not tens and ones else ""
    found += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十" if tens else ""
    return found + (_DIGITS[ones] if ones else "") or _DIGITS[0]


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str  # %1、
    restarts: bool
    in_digits: bool = False  # the numbers of the levels above too: 1.1 below 第一章


class Numbering:
    """The lists of a document, counted as its paragraphs are read in order."""

    def __init__(self, part: Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._part = part  # until the first paragraph is counted; in most documents none is

    def _read(self, part: Element) -> None:
        abstracts = {
            each.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in each.iter(f"{W}lvl")
            }
            for each in part.iter(f"{W}abstractNum")
        }
        for number in part.iter(f"{W}num"):
            key = number.get(f"{W}numId", "")
            abstract = value(number, "abstractNumId") or ""
            levels = dict(abstracts.get(abstract, {}))
            for change in number.iter(f"{W}lvlOverride"):
                at = int(change.get(f"{W}ilvl", "0"))
                known, start = change.find(f"{W}lvl"), value(change, "startOverride")
                if known is not None:
                    levels[at] = _level(known)
                if start and at in levels:
                    levels[at] = replace(levels[at], start=int(start))
                    self._abstract[key] = key  # it counts for itself
            self._lists[key] = levels
            self._abstract.setdefault(key, abstract)

    def next(self, key: str, level: int) -> str:
        """The number of the next paragraph of a list, as it is shown; '' for a bullet or no list."""
        if self._part is not None:
            self._read(self._part)
            self._part = None
        levels = self._lists.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts[self._abstract[key]]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level and levels.get(each, levels[level]).restarts]:
            del counts[deeper]
        shown = levels[level].pattern
        for at, each in levels.items():
            if f"%{at + 1}" in shown:
                style = "decimal" if levels[level].in_digits or levels[level].style == "decimal" else each.style
                shown = shown.replace(f"%{at + 1}", written(counts.get(at, each.start), style))
        return shown if levels[level].style != "bullet" else ""


def _level(level: Element) -> _Level:
    return _Level(
        int(value(level, "start") or "1"),
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        value(level, "lvlRestart") != "0",
        level.find(f"{W}isLgl") is not None,
    )


def value(element: Element, name: str) -> str | None:
    """The value of a property: <w:name w:val="…"/>."""
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")

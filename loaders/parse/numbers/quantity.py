"""A number as it was read, and the value its numeral states, exactly: integers and decimals, never floats."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

CHINESE_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS, _AS_ARABIC = frozenset(CHINESE_DIGITS), {ord(char): str(digit) for char, digit in CHINESE_DIGITS.items()}
TENS = {"廿": 20, "卅": 30}
SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_D = "[一二两三四五六七八九]"
_SECTION = f"[〇零]*(?:{_D}千|(?<![万亿])千)?[〇零]*(?:{_D}百|(?<![千万亿])百)?[〇零]*(?:{_D}?十|廿|卅)?[〇零]*{_D}?"
_ONE_NUMBER = re.compile(
    f"(?:(?:{_SECTION}万)?{_SECTION}(?:万亿|亿亿?))?(?:{_SECTION}(?<!亿)万万?)?{_SECTION}"
)  # 一百百 is none, nor is 三万五万
LARGEST = 10**18
_LARGEST_DECIMAL = Decimal(LARGEST)  # with which decimals are compared fast
PLACES = 18  # digits behind the point that raw keeps
_LONGEST = 24  # characters of a numeral that is still read as one number
_MOST_FOLDS = 59  # 翻60番 is beyond the largest
_MARKS = str.maketrans({",": "", "，": "", " ": "", "。": ".", "．": "."})


Number = int | Decimal


@dataclass(slots=True, eq=False)
class Quantity:
    """A number in a sentence; offsets are those of the sentence's normalised copy."""

    start: int
    end: int
    form: str  # quantity percent points multiple rank ratio | date ordinal document_no name furniture idiom other
    rule: str
    number: str = ""
    value: Number | None = None
    high: Number | None = None
    decimals: int = 0
    scale: int = 1
    unit: str = ""
    more: str = ""  # a comparator that is part of it: 余 (also for 多, 几, 数百), 来, 上


def exact(value: Number | None) -> Decimal | None:
    """A value as ``raw`` keeps it: to 18 places, None beyond 10^18."""
    if value is None:
        return None
    if isinstance(value, int):
        return Decimal(value) if -LARGEST <= value <= LARGEST else None
    if not -_LARGEST_DECIMAL <= value <= _LARGEST_DECIMAL:
        return None
    return round(value, PLACES) if -int(value.as_tuple().exponent) > PLACES else value


def chinese_value(text: str) -> int | None:
    """The number a Chinese numeral states: ``二十三`` → 23, ``千`` → 1000; digits alone (``二〇二一``) → 2021, ``三五`` → None.

    None too for what is no one number (``一百百``, ``三万五万``), and beyond 10^18.
    """
    if len(text) > _LONGEST:
        return None
    if _DIGITS.issuperset(text):
        if len(text) == 2 and not ("〇" in text or "零" in text):
            return None  # 三五 is vague
        return _within(int(text.translate(_AS_ARABIC)))
    return _within(_sum(text)) if len(text) == 1 or _ONE_NUMBER.fullmatch(text) else None


def _sum(text: str) -> int:
    """The parts of a Chinese numeral added up, each times its scale."""
    total, section, digit = 0, 0, None
    for char in text:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
            continue
        scale = SCALES.get(char, 0)
        if scale < 10**4:
            section += TENS[char] if not scale else (1 if digit is None else digit) * scale
        elif digit is None and section == 0:
            total = (total or 1) * scale  # 万亿: the second scale multiplies what precedes
        else:
            total = (
                (total + section + (digit or 0)) * scale if scale == 10**8 else total + (section + (digit or 0)) * scale
            )
            section = 0
        digit = None
    step = SCALES.get(text[-2:-1], 10) // 10  # 三万五: five thousand
    return total + section + (digit or 0) * step


def _within(value: int) -> int | None:
    return value if value <= LARGEST else None


def arabic_value(text: str) -> tuple[Number | None, int]:
    """Value and stated decimals of an Arabic numeral, separators and full-width digits included; None for 1.2.3 or over 10^18."""
    if text.isdigit() and text.isascii() and len(text) < len("1000000000000000000"):
        return int(text), 0
    plain = text
    if not text.isascii() or "," in text or " " in text:
        plain = text.translate(_MARKS)
        plain = plain if plain.isascii() else unicodedata.normalize("NFKC", plain)
    if plain.count(".") > 1 or len(plain) > _LONGEST:
        return None, 0
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None, 0
    return (value if value <= _LARGEST_DECIMAL else None), len(plain.partition(".")[2])


def number_value(text: str) -> Number | None:
    """The value of a numeral in either script."""
    return arabic_value(text)[0] if text[0].isdigit() else chinese_value(text)


def fold_value(text: str | None) -> int | None:
    """What a number of doublings comes to: 翻两番 → 4, 翻番 → 2."""
    folds = 1 if text is None else number_value(text)
    return 2 ** int(folds) if folds is not None and folds <= _MOST_FOLDS else None


def scale_value(text: str | None) -> int:
    """The factor that a run of scale characters multiplies by: ``万亿`` → 10^12."""
    factor = 1
    for char in text or "":
        factor *= SCALES[char]
    return factor

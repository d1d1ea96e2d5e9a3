"""Arabic numerals: the characters beside one decide which patterns are tried on it."""

import re
from collections.abc import Callable
from decimal import Decimal

from loaders.lexicon import Lexicon
from loaders.parse.numbers.amounts import AND_MORE, ARABIC, read_amount
from loaders.parse.numbers.dates import (
    ARABIC_DATE,
    LATIN,
    anonymous_year,
    date,
    matched,
    part_of_year,
    quarter,
    short_time,
)
from loaders.parse.numbers.measured import FORMS, GREAT, fraction_of, measure, power_of_ten, sign_of
from loaders.parse.numbers.ordinals import (
    AFTER_STOP,
    CAPTION_ENDS,
    DOCUMENT_NO,
    LEADS,
    OPENING,
    bracketed,
    led,
    list_number,
    place_moved,
    strong,
)
from loaders.parse.numbers.quantity import SCALES, Quantity, arabic_value, chinese_value
from loaders.wording import pattern, sole, starts

_STRONG_MARK = sole("strong_mark")

POWER = pattern(  # 1.2×10^8, 1.2×10⁸, 1.2乘以10的8次方, 1.2E+08
    r"(?P<n>\d+(?:\.\d+)?) ?(?:(?:{times_word}|[×xX*＊·]) ?10(?:\^|(?=[⁻⁰¹²³⁴-⁹])|的(?=\d{1,2}次))|[eE](?=\+))"
    r"(?P<power>[-−+⁻]?(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,2}))(?:次[{power_word}])?(?![\d.])"
)
ARABIC_FRACTION = re.compile(r"(?P<high>\d{1,3})/(?P<low>\d{1,3})(?![\d/A-Za-z]|[.,]\d)")
RATIO = re.compile(r"\d+(?:\.\d+)?(?:[∶：:]\d+(?:\.\d+)?)+(?!\d)")
ARABIC_TENTHS = pattern(r"(?P<n>\d(?:\.\d)?)成(?![{cheng_word_end}为年])")
TELEPHONE = re.compile(r"(?:\d{3,4}[-－—])+\d{4,8}(?:[-－—]\d{1,6})?(?![\d万亿元%])|1\d{10}(?!\d)")
MODEL = re.compile(r"[A-Za-z0-9.+\-]*")
_TURNS_BEFORE = OPENING | AFTER_STOP | LEADS | frozenset(" QH‘’'") | starts("issue_mark")
_TURNS_FIRST = CAPTION_ENDS | frozenset("\u3000\t")  # what may stand before the first number of a sentence, an item's
_PLUS = re.compile(r"\d+(?:\.\d+)? ?(?:[%％‰万亿]|个?百分点|个?pct)")
_GREAT_PART = re.compile("[一二两三四五六七八九十百千]+[万亿]$")
_ENDS_UNTIL = frozenset("至止到")
_COUNTED = ("家", "个", "所", "座", "名", "支", "台")
_OF_AMOUNTS = ("%", "％", "万", "亿", "元", "个百分点")  # what follows an amount and no model: GDP2.85%
_SCALE = re.compile("[万亿]{0,2}")
_MODEL_BEFORE = LATIN | frozenset("+-－")
_AND_MORE = re.compile(AND_MORE)
_LONGEST_YEAR_MONTH = 10  # characters; a longer numeral may be a telephone number


def read_arabic(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity:
    previous = text[start - 1] if start else ""
    before = previous if start > done else ""
    heads = not done and (not start or previous in _TURNS_FIRST)
    if (heads or previous in _TURNS_BEFORE) and (found := _by_lead(text, start, before, done)):
        return found
    number, following = text[start:end], text[end : end + 1]
    turns = (
        following in _TURNS_AFTER
        or before in _MODEL_BEFORE
        or ("." in number and (number[4:5] == "." or before in _ENDS_UNTIL))
        or len(number) > _LONGEST_YEAR_MONTH
    )
    if turns and (found := _by_surroundings(text, start, end, done, lexicon)):
        return found
    if before in GREAT and (headed := _headed_by_chinese(text, start, done, lexicon)):
        return headed
    written = ARABIC.match(text, start)
    if written is None or end > written.end("n"):  # 1.2.3.4, 12,5: no one number
        return Quantity(start, end, "other", "no_number", number)
    measured = measure(text, before, written, lexicon)
    return place_moved(text, measured) if measured.unit == "位" else measured


def _headed_by_chinese(text: str, start: int, done: int, lexicon: Lexicon) -> Quantity | None:
    """三亿2000万元: the first part of an amount is written in characters."""
    head, rest = _GREAT_PART.search(text, done, start), ARABIC.match(text, start)
    if head is None or rest is None or not rest["scale"]:
        return None
    great, (end, value, _, step, *_) = chinese_value(head.group()), read_amount(text, rest, lexicon)
    if great is None or value is None or value >= SCALES[text[start - 1]]:
        return None
    unit, end = lexicon.match_unit_span(text, end)
    number = text[head.start() : rest.end("n")]
    form = FORMS.get(unit, "quantity")
    return Quantity(head.start(), end, form, "number_unit", number, great + value, scale=step, unit=unit)


def _by_lead(text: str, start: int, before: str, done: int) -> Quantity | None:
    return (
        list_number(text, start, before, done)
        or (led(text, start, before, done) if before in LEADS else None)
        or short_time(text, start, before)
        or bracketed(text, start, before, done)
    )


def _by_surroundings(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity | None:
    """What the characters beside an Arabic numeral make of it: part of a document's number, a model's name, a date, a ratio."""
    before = text[start - 1] if start > done else ""
    number, following = text[start:end], text[end : end + 1]
    if following in _BEFORE_POWER and (power := POWER.match(text, start)):
        return power_of_ten(text, power, lexicon)
    for reader in _READERS_FIRST.get(following, ()):
        if found := reader(text, start, before):
            return found
    if end - start > _LONGEST_YEAR_MONTH and (found := _telephone(text, start, before)):
        return found
    if _is_model(text, start, end, before, lexicon):
        return _model(text, start, done)
    dotted = number[4:5] == "." or (before in _ENDS_UNTIL and "." in number)  # 2020.12
    for reader in (date, _ratio) if dotted else _READERS_THEN.get(following, ()):
        if found := reader(text, start, before):
            return found
    return None


def _numbered_document(text: str, start: int, _before: str) -> Quantity | None:
    return matched(DOCUMENT_NO.match(text, start), "document_no", "document_number")


def _telephone(text: str, start: int, _before: str) -> Quantity | None:
    telephone = TELEPHONE.match(text, start)
    return (
        Quantity(start, telephone.end(), "furniture", "telephone", telephone.group())
        if telephone and not ARABIC_DATE.match(text, start)
        else None
    )


def _arabic_tenths(text: str, start: int, _before: str) -> Quantity | None:
    """近3成."""
    tenths = ARABIC_TENTHS.match(text, start)
    value = arabic_value(tenths["n"])[0] if tenths else None
    if tenths is None or value is None:
        return None
    return Quantity(start, tenths.end(), "percent", "tenths", tenths.group(), 10 * value, unit="%")


def _fraction(text: str, start: int, before: str) -> Quantity | None:
    """2/3; 3/2 is none, nor is a third part."""
    fraction = ARABIC_FRACTION.match(text, start)
    if not fraction or before == "/":
        return None
    low, high = int(fraction["low"]), int(fraction["high"])
    return fraction_of(start, fraction, Decimal(high) / low) if high < low else None


def _ratio(text: str, start: int, _before: str) -> Quantity | None:
    ratio = RATIO.match(text, start)
    return Quantity(start, ratio.end(), "ratio", "ratio", ratio.group()) if ratio else None


_Reader = Callable[[str, int, str], Quantity | None]
_READERS_FIRST: dict[str, tuple[_Reader, ...]] = {
    "成": (_arabic_tenths,),
    "号": (_numbered_document,),
    "季": (quarter,),
    **dict.fromkeys("QH", (part_of_year,)),
    **dict.fromkeys("-－—", (_telephone,)),
    **dict.fromkeys("Xx×*＊", (anonymous_year,)),
}
_READERS_THEN: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("年月日时.-－—–~～至到Xx×", (date,)),
    **dict.fromkeys(":：", (date, _ratio)),
    "∶": (_ratio,),
    "/": (date, _fraction),
    " ": (quarter, date, strong),
    _STRONG_MARK: (strong,),
}
_BEFORE_POWER = frozenset("×xX*＊· 乘eE")
_TURNS_AFTER = frozenset((*_READERS_FIRST, *_READERS_THEN, *LATIN, *_BEFORE_POWER, "+", "＋"))


def _is_model(text: str, start: int, end: int, before: str, lexicon: Lexicon) -> bool:
    """A numeral that touches Latin letters or a plus sign belongs to a name: C919, 5G, AGT-110, 1+3."""
    if before in LATIN:
        if text.endswith(lexicon.currencies, 0, start):  # RMB80万元
            return False
        measured = text.startswith(_OF_AMOUNTS, end) or text.endswith(lexicon.abbreviations, 0, start)
        return not (measured and lexicon.match_unit(text, end + len(_SCALE.match(text, end).group())))  # type: ignore[union-attr]
    if before == "+":
        counts = "\u4e00" <= text[max(0, start - 2)] <= "\u9fff" and lexicon.match_unit(text, end) in _COUNTED
        return not counts and not (  # 1家国家实验室+10家省实验室
            _PLUS.match(text, start) and sign_of(text, start, before, "%")
        )
    if before in ("-", "－") and start >= 2 and text[start - 2] in LATIN:
        return True
    following = text[end : end + 1]
    if following in ("+", "＋"):
        return not _AND_MORE.match(text, end)
    return following in LATIN and not lexicon.match_unit(text, end)


def _model(text: str, start: int, done: int) -> Quantity:
    while start > done and (text[start - 1] in LATIN or text[start - 1] in "+-"):
        start -= 1
    end = max(MODEL.match(text, start).end(), start + 1)  # type: ignore[union-attr]
    while end > start + 1 and text[end - 1] in ".-":
        end -= 1
    return Quantity(start, end, "name", "model_number", text[start:end])

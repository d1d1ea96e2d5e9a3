"""Find the numbers of a sentence: each numeral read by its script, then what a list says once for all its members."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from loaders.lexicon import Lexicon
from loaders.parse.numbers.arabic import read_arabic
from loaders.parse.numbers.chinese import read_chinese, read_circled, read_word
from loaders.parse.numbers.ledger import Numeral, ledger
from loaders.parse.numbers.quantity import Quantity
from loaders.wording import words

RATIO_PART = re.compile(r"\d+(?:\.\d+)?")
_OF_MONTHS = re.compile(r"\d{1,2}(?: ?月份?)?")
_OF_YEARS = re.compile("(?:19|20)\\d{2}")
_LONGEST_MONTH = 2
_JOINS = ("、", "和", "及", "与", "或")
_LISTED = frozenset(("quantity", "percent", "multiple"))
_INCOMPLETE = frozenset(("bare", "points"))
_RATIO_LEADS = words("ratio_before")
_HUNDRED = Decimal("99.5"), Decimal("100.5")  # what the rounded parts of a whole add up to
_LIST_STEP = 8  # characters between two numbers of a list, at most


def scan(text: str, lexicon: Lexicon, numerals: list[Numeral] | None = None, base: int = 0) -> list[Quantity]:
    """The numbers of one sentence in text order, each with its span, value and unit; every ledger numeral lies in one.

    ``numerals`` are those of its ledger, where they are known, in a text in which the sentence begins at ``base``.
    """
    found: list[Quantity] = []
    done = 0
    numerals = ledger(text) if numerals is None else numerals
    last = len(numerals) - 1
    for index, (begun, ended, script) in enumerate(numerals):
        start, end = begun - base, ended - base
        if start < done:
            continue
        quantity = _READERS[script](text, start, end, done, lexicon)
        reached = quantity.end
        goes_on = reached > end and index < last and numerals[index + 1][0] - base < reached
        if reached < end or quantity.start < done or (goes_on and _is_in_one(reached + base, numerals, index + 1)):
            quantity = Quantity(start, end, "other", "no_number", text[start:end])
        done = quantity.end
        if quantity.form == "ratio":
            found += _parts_of_ratio(text, quantity)
        else:
            found.append(quantity)
    if len(found) > 1:
        forms = {quantity.form for quantity in found}
        if not _INCOMPLETE.isdisjoint(forms):
            _complete_lists(text, found)
        if "rank" in forms:
            _complete_ranks(text, found)
    return found


def _is_in_one(position: int, numerals: list[Numeral], index: int) -> bool:
    """Whether a position lies inside the numeral at an index, or one behind it: the end of 10/12 in 10/12.6."""
    while index < len(numerals) and numerals[index][0] < position:
        if numerals[index][1] > position:
            return True
        index += 1
    return False


def _complete_lists(text: str, found: list[Quantity]) -> None:
    """低于全国1.07个、全省0.84个百分点, 分别为1.2、1.5、1.9亿元, 50万、20万、10万元: what is said once, with the last, holds for all."""
    for following, quantity in pairwise(found[::-1]):
        if quantity.decimals and quantity.unit == "个" and following.form == "points":
            if following.start - quantity.end <= _LIST_STEP:
                quantity.form, quantity.unit = following.form, following.unit
        elif quantity.form == "bare" and not quantity.unit:
            if following.form == "date":
                _complete_date(text, quantity, following)
            else:
                _complete(text, quantity, following)


def _complete_ranks(text: str, found: list[Quantity]) -> None:
    """分列第二、三位: 第 is said once for all ranks of a list."""
    for quantity, following in pairwise(found):
        alike = (
            quantity.form == "rank" and following.form in ("quantity", "idiom") and text[following.end - 1] in "位名"
        )
        if alike and following.value is not None and text[quantity.end : following.start] in _JOINS:
            following.form, following.rule, following.unit = "rank", "rank_of_list", "位"


def _complete_date(text: str, quantity: Quantity, following: Quantity) -> None:
    """6、7、8月: months of which 月 is said once."""
    listed = text[quantity.end : following.start] in _JOINS and _OF_MONTHS.fullmatch(following.number)
    if listed and len(quantity.number) <= _LONGEST_MONTH:
        quantity.form, quantity.rule, quantity.value = "date", "month_of_list", None
    years = _OF_YEARS.fullmatch(quantity.number) and _OF_YEARS.match(following.number)
    if years and text[quantity.end : following.start] in _JOINS:  # 2029、2030年
        quantity.form, quantity.rule, quantity.value = "date", "year_of_list", None


def _complete(text: str, quantity: Quantity, following: Quantity) -> None:
    """Give a bare number the unit of the one it is listed with, and its scale where it has none."""
    if following.form == "points":
        goes_on = text[quantity.end] not in "，,；;"  # 指数53.5，增长0.4个百分点: another statement
        if quantity.decimals and goes_on and following.start - quantity.end <= _LIST_STEP:
            quantity.form, quantity.unit = following.form, following.unit
        return
    joined = text[quantity.end : following.start] in _JOINS and bool(text[: quantity.start].strip())  # 1、12家: an item
    if not joined or following.form not in _LISTED or quantity.value is None or following.rule == "unit_in_brackets":
        return
    if quantity.scale == 1 and following.scale > 1:
        quantity.scale, quantity.value = following.scale, quantity.value * following.scale
    quantity.form, quantity.unit, quantity.rule = following.form, following.unit, "unit_of_list"


def _parts_of_ratio(text: str, quantity: Quantity) -> list[Quantity]:
    """9.1∶42.3∶48.6 states three shares of one whole; a ratio to one states how many times; any other none."""
    parts = [(m.start() + quantity.start, m.group()) for m in RATIO_PART.finditer(quantity.number)]
    if len(parts) == 2 and parts[1][1] == "1" and parts[0][1] != "1":  # 2.4∶1: so many times the other
        of_one = parts[0][1]
        places = len(of_one.partition(".")[2])
        return [
            Quantity(
                quantity.start,
                quantity.end,
                "quantity",
                "ratio_to_one",
                of_one,
                Decimal(of_one),
                unit="倍",
                decimals=places,
            )
        ]
    two = len(parts) == 2 and text.endswith(_RATIO_LEADS, max(0, quantity.start - 4), quantity.start)
    if (len(parts) < 3 and not two) or not _HUNDRED[0] <= sum(Decimal(part) for _, part in parts) <= _HUNDRED[1]:
        quantity.form, quantity.rule = "other", "ratio"
        return [quantity]
    return [
        Quantity(
            at,
            at + len(part),
            "ratio",
            "ratio_part",
            part,
            Decimal(part),
            unit="%",
            decimals=len(part.partition(".")[2]),
        )
        for at, part in parts
    ]


_READERS: dict[str, Callable[[str, int, int, int, Lexicon], Quantity]] = {
    "arabic": read_arabic,
    "chinese": read_chinese,
    "circled": read_circled,
    "word": read_word,
}

"""Dates, months, quarters and years as numbers write them."""

import re

from loaders.parse.numbers.amounts import ZH
from loaders.parse.numbers.quantity import Quantity
from loaders.wording import pattern, sole, words

_RECENT = sole("recent")

_MONTH = r"\d{1,2} ?月(?:份|初|底|末|中旬|上旬|下旬)?"
TO = r"[ ]?(?:[-—–~～至到]|－|--|——)[ ]?"
_DAY = r"\d{1,2} ?[日号]"
_YEARS = r"(?:19|20)\d{2}"
ARABIC_DATE = pattern(
    rf"(?:{_YEARS} ?年 ?)?\d{{1,2}} ?月{TO}\d{{1,2}} ?月(?:份|底|末)?(?!{_DAY})"
    rf"|{_YEARS}[年.]?{TO}{_YEARS}(?:年度?)?(?!\d)"
    rf"|{_YEARS} ?年 ?\d{{1,2}}{TO}{_MONTH}"
    rf"|{_YEARS} ?年 ?(?:{_MONTH})?(?:\d{{1,2}} ?日|(?<=月)\d{{1,2}}(?={TO}\d{{1,2}} ?日))?(?:{TO}(?:{_MONTH})?\d{{1,2}} ?日)?(?:度|初|底|末)?"
    rf"|{_YEARS}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|{_YEARS}\.\d{{2}}(?!\d| ?[%％‰]| ?(?![月至到以前底末起])[\u4e00-\u9fff])"
    rf"|(?:1[0-2]|0?[1-9]){TO}{_MONTH}(?!{_DAY})"
    rf"|\d{{1,2}} ?月(?:\d{{1,2}} ?[日号]|\d{{1,2}}(?={TO}\d{{1,2}} ?[日号]))?(?:{TO}(?:{_MONTH})?\d{{1,2}} ?[日号])?(?:份|初|底|末|中旬|上旬|下旬)?"
    r"|20(?=[Xx×]{2}年)|202(?=[Xx×]年)"
    r"|(?<![^，,。；;\s])\d{1,2} ?日(?=[{day_part},，])"
    r"|(?<=[\u4e00-\u9fff）)])(?<![至到{term_lead$}{span_lead$}])(?:[12]?\d|3[01]) ?日(?={day_event})"
    r"|(?<={first_month})\d{1,2} ?日"
    r"|\d{1,2} ?时 ?\d{1,2} ?分"
    rf"|\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:{TO}\d{{1,2}}[:：]\d{{2}})"
)
# An item's number and its months, at the head of a line or sentence; anywhere else 2.1 is a decimal.
ITEM_OF_MONTHS = re.compile(rf"\d{{1,2}}\.(?P<months>\d{{1,2}} ?[-—–~～－]{{1,2}} ?{_MONTH})")  # 2.1-5月
_AT_HEAD = re.compile(r"(?:^|[。；;！!？?\n])[ \t\u3000\xa0\r]*\Z")
_INDENT = 8  # characters that may stand before a line's first
QUARTER = re.compile(rf"(?:第 ?|前 ?)?[1-4](?:{TO}[1-4])? ?个?季度末?")
YEAR_AND_QUARTER = re.compile(rf"{_YEARS} ?年? ?(?:Q[1-4]|H[12])(?![0-9A-Za-z-])")
HALF_OR_QUARTER = re.compile("(?:Q[1-4]|H[12])(?![0-9A-Za-z-])")
LAST_MONTHS = pattern(rf"{{recent}} ?(?:\d{{1,2}}|[{ZH}]{{1,2}}) ?个月")
SHORT_YEAR = pattern(r"['’‘]?(?:1[5-9]|2\d|3[0-5]) ?年(?:度|底|末|初)?(?!{years_long}|[来间内期前后]|以[来上下内])")
DOTTED_MONTHS = re.compile(rf"{_YEARS}\.\d{{1,2}}(?:-|—|–|~|～|至|到)\d{{1,2}}(?![\d.%])(?:月(?:份)?)?")
DOTTED_DAY = re.compile(r"\d{1,2}\.\d{1,2}(?![\d.%％]| ?[万亿元家个项人])")
YEARS_OF_TERM = re.compile(rf"第 ?\d{{1,2}}(?:年?{TO}(?:第 ?)?\d{{1,2}})? ?年(?!级)")
FIRST_MONTHS = pattern(rf"(?<![{{qian_word_begin}}之以此日期])前 ?(?:\d{{1,2}}|[{ZH}]{{1,2}}) ?个月(?!内)")
ANONYMOUS_YEAR = re.compile(r"(?:20|202)(?=[Xx×*＊]{1,2}年)")
_UNTIL = words("until")
_BEFORE_SHORT_YEAR = frozenset("，,。；;、：:（( 较比自")
LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def led_time(text: str, start: int, before: str) -> Quantity | None:
    """第3季度, 前10个月, 近三个月."""
    if before in ("第", "前") and (quarter := QUARTER.match(text, start)):
        return matched(quarter, "date", "date")
    if before == "前":
        return matched(FIRST_MONTHS.match(text, start), "date", "date")
    return matched(LAST_MONTHS.match(text, start), "date", "date") if before == _RECENT else None


def years_of_term(text: str, start: int) -> Quantity | None:
    """第2—3年补贴50%."""
    return matched(YEARS_OF_TERM.match(text, start), "date", "years_of_term")


def short_time(text: str, start: int, before: str) -> Quantity | None:
    """Q3 and H1 behind no other letter, '24年."""
    if before in ("Q", "H") and text[max(0, start - 2) : start - 1] not in LATIN:
        return matched(HALF_OR_QUARTER.match(text, start - 1), "date", "date")
    return matched(SHORT_YEAR.match(text, start - 1), "date", "date") if before in ("'", "‘", "’") else None


def matched(match: re.Match[str] | None, form: str, rule: str) -> Quantity | None:
    """What a pattern found as a quantity that states nothing."""
    return Quantity(match.start(), match.end(), form, rule, match.group()) if match else None


def anonymous_year(text: str, start: int, _before: str) -> Quantity | None:
    return matched(ANONYMOUS_YEAR.match(text, start), "date", "anonymous_year")


def date(text: str, start: int, before: str) -> Quantity | None:
    if quarters := QUARTER.match(text, start):  # 1-3季度
        return matched(quarters, "date", "date")
    if months := DOTTED_MONTHS.match(text, start):  # 2023.1-6
        return matched(months, "date", "date")
    if text.endswith(_UNTIL, 0, start) and (day := DOTTED_DAY.match(text, start)):  # 截至6.30
        return matched(day, "date", "date")
    if _says_short_year(text, start, before) and (year := SHORT_YEAR.match(text, start)):  # 22年新增15家
        return matched(year, "date", "date")
    if (item := ITEM_OF_MONTHS.match(text, start)) and _AT_HEAD.search(text, max(0, start - _INDENT), start):
        return matched(item, "date", "date")
    return matched(ARABIC_DATE.match(text, start), "date", "date")


def _says_short_year(text: str, start: int, before: str) -> bool:
    return text[start + 2 : start + 4].lstrip()[:1] == "年" and (not before or before in _BEFORE_SHORT_YEAR)


def quarter(text: str, start: int, _before: str) -> Quantity | None:
    return matched(QUARTER.match(text, start), "date", "date")


def part_of_year(text: str, start: int, _before: str) -> Quantity | None:
    """2023Q3."""
    return matched(YEAR_AND_QUARTER.match(text, start), "date", "date")

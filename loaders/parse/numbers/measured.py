"""A number with its sign, scale and unit."""

import re
from decimal import Decimal

from loaders.lexicon import Lexicon
from loaders.parse.numbers.amounts import ARABIC, Amount, read_amount
from loaders.parse.numbers.dates import ARABIC_DATE, LATIN, TO
from loaders.parse.numbers.ordinals import HALF
from loaders.parse.numbers.quantity import LARGEST, PLACES, Quantity, arabic_value, scale_value
from loaders.parse.numbers.uncounted import names_class, not_a_count
from loaders.wording import pattern, starts, words

_NO_WORD = frozenset("和及与至到其的以不均分为，、") | starts("left_word")

_WORK_NOUN = (*words("work_noun"), "年")

RANGE_TO = re.compile(rf"{TO}")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
TO_STARTS = frozenset(" -—–~～至到－")
_MINUS = frozenset("-−－–—﹣‐‑‒负")
_NO_MINUS = frozenset(words("minus_word_begin"))  # 担负, 正负
SIGNS = _MINUS | {"+"}
_DASHES = frozenset("–—")  # which part words, too
_BEFORE_SIGN = frozenset("(（,，、 为:：")
_AFTER_NOUN = re.compile("[\u4e00-\u9fff][-−－﹣]\\d")
_SUPERSCRIPTS = str.maketrans("⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_SIGNED = pattern("{changed_lead}$")  # 同比—3.2%
GREAT = frozenset("万亿")
LANDMARKS = words("landmark")
_UNIT_BEFORE = pattern(
    "[（(](?P<unit>[^（）()\\d，,、]{1,6})[)）] ?[:：]? ?(?:{reach}|{joint_total}|{reaching_goal}|为|是)?$"
)
CLAUSE_ENDS = ("", *"，,。；;、）)！")
_SHARES = frozenset(("%", "‰", "百分点"))
_IN_PARTS = _SHARES | {"倍", "元"}  # units of which a part is stated
_HALF_MORE = re.compile(HALF)
FORMS = {"": "bare", "%": "percent", "‰": "percent", "百分点": "points", "倍": "multiple"}


def fraction_of(start: int, match: re.Match[str], part: Decimal) -> Quantity:
    """三分之一, 1/3: a share in per cent, to two places."""
    return Quantity(
        start, match.end(), "percent", "fraction", match.group(), round(100 * part, 2), unit="%", decimals=2
    )


def power_of_ten(text: str, match: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    """1.2×10^8个: a number and the power of ten that it is multiplied by."""
    power = int(match["power"].translate(_SUPERSCRIPTS))
    value, decimals = arabic_value(match["n"])
    if value is None or abs(power) > PLACES:
        return None
    value = Decimal(value).scaleb(power)
    unit, end = lexicon.match_unit_span(text, match.end())
    if value > LARGEST:
        return Quantity(match.start(), end, "other", "too_large", match.group())
    form = FORMS.get(unit, "quantity")
    return Quantity(
        match.start(), end, form, "number_unit", match.group(), value, None, decimals, 10 ** max(power, 0), unit
    )


def measure(text: str, before: str, match: re.Match[str], lexicon: Lexicon) -> Quantity:
    """A number with its scale and unit, and a second number where the two make a range."""
    number, start = match["n"], match.start()
    numeral_end, value, of_scale, scale, decimals, more, high = read_amount(text, match, lexicon)
    unit, end = lexicon.match_unit_span(text, numeral_end)
    if unit == "大":  # 首破10亿大关, 5大基地
        reached = of_scale != 1 or text.startswith(LANDMARKS, numeral_end)  # 12万大学生
        unit, end = ("", numeral_end) if reached else ("个" if match.re is ARABIC else unit, end)
    if value is not None and text[end : end + 1] in TO_STARTS and (upper := _upper(text, end, unit, match.re, lexicon)):
        (_, limit, limit_scale, _, _, limit_more, _), unit_of_both, end = upper
        value *= 1 if of_scale != 1 or unit else limit_scale
        unit, more = unit_of_both, more or limit_more
        high = limit if limit is not None and limit >= value else None
    if before == "." and value is not None and _leads_decimals(text, start, number, unit, scale):
        value, decimals, start = Decimal(value).scaleb(-len(number)), len(number), start - 1
        before = text[start - 1 : start]
    elif unit == "倍" and high is None and (half := _HALF_MORE.match(text, end)) and value is not None:
        value, decimals, end = value + Decimal("0.5"), 1, half.end()
    sign = sign_of(text, start, before, unit) if before in SIGNS else 0
    begin = start - 1 if sign else start
    if value is None:
        written = DIGITS.match(text, match.start())
        return Quantity(begin, max(end, written.end() if written else end), "other", _unreadable(match), number)
    rule = "number_unit"
    if not unit:
        unit, factor, rule = _unit_elsewhere(text, match, end, lexicon)
        value, scale = value * factor, scale * factor
    if value > LARGEST:
        return Quantity(begin, end, "other", "too_large", number)
    rule_out = not_a_count(text, begin, end, unit, number) if unit else _bare(text, begin, end, number, before)
    if rule_out is not None:
        return Quantity(begin, end, *rule_out, number)
    form = FORMS.get(unit, "quantity")
    return Quantity(begin, end, form, rule, number, -value if sign < 0 else value, high, decimals, scale, unit, more)


def _leads_decimals(text: str, start: int, number: str, unit: str, scale: int) -> bool:
    """.5%: a point without its zero, where no whole thing is counted; 。 written as . before 5家 is none."""
    lead = text[start - 2 : start - 1]
    return number.isdigit() and not (lead.isdigit() or lead in LATIN) and (unit in _IN_PARTS or scale > 1)


def sign_of(text: str, start: int, before: str, unit: str) -> int:
    """-1 or 1 for the sign before a number, 0 where it is none: 同比-3.2%, but not 甲-3家 nor 3—5%."""
    lead = text[start - 2] if start > 1 else ""
    if before == "负" and lead in _NO_MINUS:
        return 0
    signed = not lead or lead in _BEFORE_SIGN
    if not signed and before not in _DASHES and "\u4e00" <= lead <= "\u9fff":
        signed = unit in _SHARES or before == "负" or (unit == "元" and len(_AFTER_NOUN.findall(text)) == 1)
    if not signed and not _SIGNED.search(text, max(0, start - 4), start - 1):
        return 0
    return 1 if before == "+" else -1


def _unit_elsewhere(text: str, match: re.Match[str], end: int, lexicon: Lexicon) -> tuple[str, int, str]:
    """Unit, factor and rule of a number that no unit follows: 3.2个亿, US$3.2亿, 高新技术企业（家）：128; '' for none."""
    start = match.start()
    if text.find("个", match.end("n"), end) >= 0:
        return "元", 1, "unit_of_money"
    if text.endswith(lexicon.currencies, 0, start):
        symbol = next(symbol for symbol in lexicon.currencies if text.endswith(symbol, 0, start))
        return lexicon.lists["currency"][symbol], 1, "unit_of_currency"
    said = text[end : end + 1] in CLAUSE_ENDS and _UNIT_BEFORE.search(text, max(0, start - 14), start)
    if said and (scaled := ARABIC.match("1" + said["unit"])):
        one = "1" + said["unit"]
        unit, unit_end = lexicon.match_unit_span(one, 1)
        if unit_end == len(one):
            return unit, 1, "unit_in_brackets"
        unit, unit_end = lexicon.match_unit_span(one, scaled.end())
        if unit and unit_end == len(one):
            return unit, scale_value(scaled["scale"]), "unit_in_brackets"
    return "", 1, "bare_number"


def _unreadable(match: re.Match[str]) -> str:
    """Why a numeral has no value: more digits than a number here may have, or no one number at all (1.2.3, 三五)."""
    return "too_large" if match.re is ARABIC and match["n"].count(".") < 2 else "no_number"


def _upper(text: str, at: int, unit: str, pattern: re.Pattern[str], lexicon: Lexicon) -> tuple[Amount, str, int] | None:
    """The upper end of a range that goes on at ``at``, its unit and where it ends; the unit must be the lower end's, if that has one."""
    to = RANGE_TO.match(text, at)
    match = pattern.match(text, to.end()) if to else None
    if match is None or ARABIC_DATE.match(text, match.start()):  # 98.2至6月
        return None
    amount = read_amount(text, match, lexicon)
    found, unit_end = lexicon.match_unit_span(text, amount[0])
    if amount[1] is None or not found or (unit and unit != found):
        return None
    return amount, found, unit_end


_YEARS_LISTED = re.compile("(?:[、和及](?:19|20)\\d{2})+ ?[两三四五]?年")  # 2021|、2022、2023年
_JOINS = ("、", "和", "及")
_SO_MANY_YEARS = re.compile("[两三四五]年")  # 2021、2022|两年


def _bare(text: str, start: int, end: int, number: str, before: str) -> tuple[str, str] | None:
    """What a number without a unit is: a year, a row's number, part of a name, or None where a table's header may yet tell."""
    following = text[end : end + 1]
    year = len(number) == 4 and number[:2] in ("19", "20")
    listed = year and bool(_YEARS_LISTED.match(text, end) or (before in _JOINS and _SO_MANY_YEARS.match(text, end)))
    if listed or (
        year and (text.startswith(_WORK_NOUN, end) or (before in ("(", "（") and following in (")", "）", "年")))
    ):
        return "date", "year"
    if text.startswith(LANDMARKS, end):  # 5万亿台阶
        return None
    if text[end - 1] in GREAT and names_class(text, start, end):  # 超百亿企业3家
        return "other", "class_bound"
    before_word = "\u4e00" <= following <= "\u9fff"
    if start == 0 and len(number) <= 2 and before_word and text[end - 1] not in GREAT:
        return "ordinal", "row_number"
    quoted = before and before in '“‘《「"' and following and following in '”’》」"'
    joined = (len(number) >= 3 or "\u4e00" <= before <= "\u9fff") and text[end - 1] not in GREAT  # 33万农民工
    if quoted or (joined and before_word and following not in _NO_WORD and number.isdigit()):
        return "name", "quoted_number" if quoted else "number_in_name"
    return None

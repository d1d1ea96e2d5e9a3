"""Numerals as they are written with their scales: 3.2亿, 1亿2000万, 3.2个亿, 三十点五, 两三百, 上千万, 三百来."""

import re
from decimal import Decimal

from loaders.lexicon import Lexicon
from loaders.parse.numbers.quantity import CHINESE_DIGITS, SCALES, Number, arabic_value, chinese_value, scale_value
from loaders.wording import pattern

ZH = "〇零一二两三四五六七八九十百千万亿廿卅"
_DIGIT = "〇零一二三四五六七八九"
_HUNDRED_MILLIONS = "个(?=亿(?!{weight_unit}|元|级|以|[\u4e00-\u9fff]{0,4}[{class_mark}项]))"  # 3个亿, but 3个亿元项目
AND_MORE = "[+＋](?=[万亿]?[家个项件名户元场款条种]|(?<=[万亿][+＋])人)"  # 50+家, 10万+人次
ARABIC = pattern(
    r"(?P<n>\d++(?![.．,，。 ])"  # as most are: digits that nothing can go on
    r"|\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?"  # thousands
    r"|\d{1,3}[,，] \d{3}(?= ?[万亿]?[元件项家个人台户名])"
    r"|\d{1,3}(?: \d{3})+(?= ?[万亿]?[元件项家个人台户名])"
    r"|\d+[.．] ?\d+(?![.．]?\d)"
    r"|\d+。\d+(?= ?[%％万亿元个家项件])"  # a converter's full stop for the point
    r"|\d+(?=\.[%％])|\d+)(?:\.(?=[%％]))?"  # 21.%
    rf"[ ]?(?:{_HUNDRED_MILLIONS}|(?<=\.\d)个(?=亿)|(?<=\.\d\d)个(?=亿))?"
    rf"(?P<scale>万亿|千亿|百亿|千万|百万|十万|[百千万亿])?(?P<more>[余多几](?!{{duo_word_end}})|来(?=[万亿]?[家个人项件名户元天次场])|{AND_MORE})?(?P<scale2>万|亿)?"
)
CHINESE = pattern(
    rf"(?P<n>[{ZH}]+(?:点[{_DIGIT}]+(?!十|[百千](?![万亿])|点))?)(?:{_HUNDRED_MILLIONS}|(?P<more>[余多几]|来(?=[万亿]?[家个人项件名户元天次场])))?(?P<scale2>万亿|[千百]?[万亿])?"
)
_PART = re.compile(r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九]) ?(?P<small>[千百十]?)(?P<big>[万亿]?)")
_SCALED_PART = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九]) ?(?:[千百十][万亿]?|[万亿])"
_MIXED = re.compile(  # 3亿5千万, 13万2千, 3万2000
    rf"\d+(?:\.\d+)? ?(?:[千百十][万亿]?|[万亿])(?:零?{_SCALED_PART})*(?:零?{_SCALED_PART}|零?\d{{1,4}}(?![\d.,年月日]))(?P<more>[余多])?"
)
_NEIGHBOURS = re.compile(
    rf"(?P<head>[{ZH}]*?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<tail>[十百千万亿]*)"
)
_PERCENT_BEHIND_POINT = (".%", ".％")
_DIGITS = frozenset("0123456789零一二两三四五六七八九")
_MORE = {"+": "余", "＋": "余", "余": "余", "多": "余", "几": "余", "来": "来"}  # those that mean the same as one


# A numeral with its scale: where it ends; its value (None for no one number); the factor by which the scale right behind the
# numeral multiplies; what one of its last whole digit counts; its decimals; a comparator in it (余, 上万); its upper end (两三百).
Amount = tuple[int, Number | None, int, int, int, str, Number | None]


def read_amount(text: str, match: re.Match[str], lexicon: Lexicon) -> Amount:
    """The amount that a numeral matched by ``ARABIC`` or ``CHINESE`` begins."""
    if match.re is ARABIC:
        if match.lastgroup == "n":  # no scale, and nothing else
            value, decimals = arabic_value(match["n"])
            end = match.end("n")
            if match.end() > end:  # 21.%
                end += text.startswith(_PERCENT_BEHIND_POINT, end)
            return end, value, 1, 1, decimals, "", None
        goes_on = match.lastgroup == "scale" and text[match.end() : match.end() + 1] in _DIGITS
        if goes_on and (mixed := _mixed(text, match, lexicon)):
            return mixed
        value, decimals = arabic_value(match["n"])
        high: Number | None = None
    else:
        value, high, decimals = chinese_amount(match["n"])
    end, factor, more = _scaled(text, match, lexicon)
    if value is not None and factor != 1:
        value *= factor
    return end, value, factor, factor, decimals, more, None if high is None else high * factor


def chinese_amount(text: str) -> tuple[Number | None, Number | None, int]:
    """Value, upper end and decimals of a Chinese numeral: 三十点五 → 30.5, 两三百 → 200 and 300."""
    whole, point, places = text.partition("点")
    if point:
        value = chinese_value(whole)
        if value is None:
            return None, None, 0
        digits = "".join(str(CHINESE_DIGITS[digit]) for digit in places)
        return Decimal(f"{value}.{digits}"), None, len(digits)
    if (value := chinese_value(text)) is not None:
        return value, None, 0
    low, high = neighbours(text)
    return low, high, 0


def neighbours(text: str) -> tuple[int | None, int | None]:
    """两三百 → 200 and 300; None for what is no pair of neighbours."""
    pair = _NEIGHBOURS.fullmatch(text)
    if pair is None or CHINESE_DIGITS[pair["low"]] + 1 != CHINESE_DIGITS[pair["high"]]:
        return None, None
    low, high = (chinese_value(pair["head"] + pair[name] + pair["tail"]) for name in ("low", "high"))
    return (low, high) if low is not None and high is not None else (None, None)


def _mixed(text: str, match: re.Match[str], lexicon: Lexicon) -> Amount | None:
    """3亿5千万: several numerals, each with a smaller scale than the one before."""
    mixed = _MIXED.match(text, match.start())
    if mixed is None or "," in match["n"]:
        return None
    written = mixed[0].removesuffix(mixed["more"] or "")
    parts = [*_PART.finditer(written)]
    last = match.start() + (parts[-1].start("small") if parts[-1]["small"] else parts[-1].start("big"))
    unit = lexicon.match_unit(text, last)
    if len(unit) > 1 and unit[0] == text[last]:  # 2万5千瓦
        return None
    value = _sum_of(parts)
    step = scale_value(parts[-1]["small"]) * scale_value(parts[-1]["big"])
    if value is None or (step == 1 and not lexicon.match_unit(text, mixed.end())):
        return None
    return mixed.end(), value, 1, step, 0, _MORE.get(mixed["more"] or "", ""), None


def _sum_of(parts: list[re.Match[str]]) -> Number | None:
    """The parts of a number added up; None where one is not smaller than the scale before it."""
    total: Number = 0
    section: Number = 0
    small = big = 10**20
    for part in parts:
        digits = part["n"]
        number: Number | None = CHINESE_DIGITS[digits] if digits in CHINESE_DIGITS else arabic_value(digits)[0]
        if number is None:
            return None
        scale = SCALES.get(part["small"], 1)
        if number * scale >= min(small, big):
            return None
        section, small = section + number * scale, scale if scale > 1 else small
        if part["big"]:
            big = SCALES[part["big"]]
            total, section, small = total + section * big, 0, 10**20
    return total + section


def _scaled(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[int, int, str]:
    """Where the number ends with its scale, the factor, and 余/多 where it is in it; 千 of 千瓦 is no scale."""
    end = match.end("n") + text.startswith(_PERCENT_BEHIND_POINT, match.end("n"))
    scale = match["scale"] if match.re is ARABIC else None
    if scale:
        at = match.start("scale")
        unit = lexicon.match_unit(text, at) if text[at : at + 2] in lexicon.longer_units else ""
        if len(unit) > 1 and unit[0] == scale[0]:
            return at, 1, ""
        end = match.end("scale")
    factor = scale_value(scale) if scale else 1
    more = match["more"] or ""
    if match["scale2"]:
        return match.end("scale2"), factor * scale_value(match["scale2"]), _MORE.get(more, "")
    return (match.end("more"), factor, _MORE[more]) if more else (end, factor, "")

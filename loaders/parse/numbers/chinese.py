"""Words that state a number, and Chinese numerals."""

import re
from decimal import Decimal

from loaders.lexicon import Lexicon
from loaders.parse.numbers.amounts import CHINESE, ZH, chinese_amount, neighbours
from loaders.parse.numbers.dates import TO
from loaders.parse.numbers.measured import CLAUSE_ENDS, LANDMARKS, SIGNS, TO_STARTS, fraction_of, measure, sign_of
from loaders.parse.numbers.ordinals import HALF, LEADS, led, strong_in_characters
from loaders.parse.numbers.quantity import CHINESE_DIGITS, Number, Quantity, arabic_value, chinese_value, fold_value
from loaders.parse.numbers.uncounted import idiom, is_reached
from loaders.wording import pattern, sole, starts, words

_CHAMPION = sole("champion")
_WON_BEFORE = frozenset((*words("realm_mark"), *words("winning"), "的"))  # 全省|冠军, 获|冠军
_MAY_BE_HALF = frozenset("的过中，,；;。").union(words("rough_mark"), words("share_mark"))
_ONLY_MARK = sole("only_mark")
_STRONG_MARK = sole("strong_mark")

_FIRST_PLACE = words("first_place")
_DOUBLING = words("doubling")
_HALFWAY_NOUN = words("halfway_noun")
_ROUGH_BOUND = (*words("rough_bound"), *words("reach"))

FOLD_BOUND = pattern("{fold_verb}了?(?:{rough_bound}|{over}|{at_least})$")
HALF_OF = pattern("{holding_share}[^，,。；;、]{0,14}$")
_OF_FRACTION = rf"\d+(?:\.\d+)?|[{ZH}]+(?:点[〇零一二三四五六七八九]+)?"
CHINESE_FRACTION = re.compile(
    rf"(?P<low>[{ZH}]+)分之(?P<minus>负)?(?P<high>{_OF_FRACTION})(?:{TO}(?:(?P=low)分之)?(?P<to>{_OF_FRACTION})(?![\d年月]))?"
)
TENTHS = pattern(
    rf"(?P<n>[一二两三四五六七八九]{{1,2}})成(?P<more>[一二三四五六七八九](?!(?![的由以])[\u4e00-\u9fff个项家])|{HALF})?(?!{{cheng_word_end}}|(?<![{{rough_mark}}有中].成)为)"
)
TENTHS_RANGE = pattern(rf"(?P<low>[一二三四五六七八]){TO}(?P<high>[二三四五六七八九])成(?![{{cheng_word_end}}为])")
_TURNS_BEFORE_CHINESE = LEADS | starts("single_only")
_GOES_ON = TO_STARTS | frozenset(ZH) | frozenset("余多几来点成半分番")
_MULTIPLIES = frozenset("十百千万亿")
_MALFORMED = re.compile(
    "(?=.*[一二两三四五六七八九])[一二两三四五六七八九]?(?:[十百千万亿廿卅][〇零]*[一二两三四五六七八九]?)++"
)  # 一百百, not 三五百
_NOT_SEVERAL = frozenset(words("not_several"))  # 总数百家
_POWERS = {10**places: places for places in range(2, 7)}  # 百分之, 千分之, 万分之


def read_word(text: str, start: int, end: int, _done: int, lexicon: Lexicon) -> Quantity:
    word = text[start:end]
    if text.startswith(lexicon.idioms.get(word[0], ()), start):  # 首位战略, 首位度
        return Quantity(start, end, "idiom", "set_phrase", word)
    if word in _FIRST_PLACE:
        if word == _CHAMPION and text[max(0, start - 1) : start] not in _WON_BEFORE:
            return Quantity(start, end, "idiom", "set_phrase", word)
        return Quantity(start, end, "rank", "top_word", word, 1, unit="位")
    if word == "过半" and text.endswith(_HALFWAY_NOUN, 0, start):  # 时间过半、任务过半, 时间任务双过半
        return Quantity(start, end, "idiom", "set_phrase", word)
    if word in _DOUBLING:
        return Quantity(start, end, "multiple", "fold", word, 2, unit="倍")
    return Quantity(start, end, "percent", "half", word, 50, unit="%")


def read_circled(text: str, start: int, end: int, _done: int, _lexicon: Lexicon) -> Quantity:
    """①: the number of an item."""
    return Quantity(start, end, "ordinal", "list_number", text[start:end])


def read_chinese(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity:
    """Most Chinese numerals are part of a word; one that no unit follows is told by the characters beside it."""
    previous, following, number = text[start - 1] if start else "", text[end : end + 1], text[start:end]
    if number == "零" and following != "点":  # 零部件, 零的突破
        return Quantity(start, end, "idiom", "set_phrase", number)
    if following == _STRONG_MARK and (ranked := strong_in_characters(text, start, end)):
        return ranked
    if following not in lexicon.unit_starts and following not in _GOES_ON and previous not in _TURNS_BEFORE_CHINESE:
        return Quantity(start, end, "idiom", "no_classifier", number)
    before = previous if start > done else ""
    if following == "番" and FOLD_BOUND.search(text, max(done, start - 5), start):  # 翻了近一番
        return Quantity(start, end + 1, "multiple", "fold", number, fold_value(number), unit="倍")
    return (
        (led(text, start, before, done) if before in LEADS else None)
        or _share(text, start, end, before)
        or _counted(text, start, end, before, lexicon)
    )


def _share(text: str, start: int, end: int, before: str) -> Quantity | None:
    """三分之一, 百分之35, 一半, 三成五, 七八成."""
    following = text[end : end + 1]
    if following == "分" and (fraction := CHINESE_FRACTION.match(text, start)):
        return _chinese_fraction(fraction, sign_of(text, start, before, "%") if before in SIGNS else 0)
    if following == "半" and text[start:end] == "一":
        said = (
            not before
            or before in _MAY_BE_HALF
            or text[max(0, start - 2) : start] in _ROUGH_BOUND
            or HALF_OF.search(text, max(0, start - 18), start)
        )
        return Quantity(start, start + 2, "percent", "half", "一半", 50, unit="%") if said else None
    if following in TO_STARTS and (range_of := TENTHS_RANGE.match(text, start)):  # 三到五成
        low, high = (10 * CHINESE_DIGITS[range_of[name]] for name in ("low", "high"))
        return Quantity(start, range_of.end(), "percent", "tenths", range_of.group(), low, high, unit="%")
    if following == "成" and (tenths := TENTHS.match(text, start)):
        return _tenths(tenths)
    return None


def _chinese_fraction(match: re.Match[str], sign: int) -> Quantity | None:
    """三分之一, and the decimal ones to all places they state: 百分之十二点五, 千分之三, 百分之三到五, 百分之负三.

    ``sign`` is the one before it, 0 for none.
    """
    parts = chinese_value(match["low"])
    part, _, decimals = _part_of(match["high"])
    if not parts or part is None:
        return None
    if (places := _POWERS.get(parts)) is None:
        return fraction_of(match.start(), match, Decimal(part) / parts) if part else None
    value = Decimal(part).scaleb(2 - places) * (-1 if match["minus"] else sign or 1)
    high, end = None, match.end("high")
    if match["to"] and (to := _part_of(match["to"])[0]) is not None and part < to <= parts:
        high, end = Decimal(to).scaleb(2 - places), match.end()
    number = match.string[match.start() : end]
    decimals = max(0, decimals + places - 2)
    return Quantity(match.start() - abs(sign), end, "percent", "fraction", number, value, high, decimals, unit="%")


def _part_of(text: str) -> tuple[Number | None, Number | None, int]:
    if text[0].isdigit():
        value, decimals = arabic_value(text)
        return value, None, decimals
    return chinese_amount(text)


def _tenths(match: re.Match[str]) -> Quantity | None:
    number, more, start = match["n"], match["more"], match.start()
    if len(number) > 1:
        low, high = neighbours(number)
        if low is None or high is None:
            return None
        return Quantity(start, match.end("n") + 1, "percent", "tenths", number, 10 * low, 10 * high, unit="%")
    value = 10 * CHINESE_DIGITS[number] + (CHINESE_DIGITS.get(more, 5) if more else 0)
    end = match.end("more") if more else match.end("n") + 1
    return Quantity(start, end, "percent", "tenths", match.group(), value, unit="%")


def _counted(text: str, start: int, end: int, before: str, lexicon: Lexicon) -> Quantity:
    """A Chinese numeral with a unit: a count where nothing makes it an idiom."""
    number = text[start:end]
    only = number == "一一" and before == _ONLY_MARK  # 唯一一家 counts one
    written = CHINESE.match(text, start + only)
    if written is None:  # 兩 in a table's line, which no copy is made of
        return Quantity(start, end, "idiom", "no_classifier", number)
    quantity = measure(text, before if before == "负" else "", written, lexicon)
    if only:
        quantity.start = start
        return quantity
    announces = quantity.rule == "announces" and quantity.number != "一"
    if quantity.form == "other" and (announces or (quantity.value is None and _MALFORMED.fullmatch(number))):
        return quantity  # 五个方面, 一百百家
    if quantity.form == "bare" and _has_unit_elsewhere(text, quantity):
        return quantity
    if quantity.rule == "class_bound" or (number == "十" and before == "数"):  # 超亿元项目, 数十家
        quantity.form = "idiom"
        return quantity
    if number[0] in _MULTIPLIES and before in ("上", "数", "几"):
        before = _take_several(text, start, before, quantity)
    return _as_counted(quantity, idiom(text, quantity, before, lexicon), end)


def _has_unit_elsewhere(text: str, quantity: Quantity) -> bool:
    """强度达二点一, 产值突破万亿大关: a Chinese numeral that counts in what its noun is counted in."""
    if text.startswith(LANDMARKS, quantity.end):
        return is_reached(text, quantity)
    return "点" in quantity.number and text[quantity.end : quantity.end + 1] in CLAUSE_ENDS


def _take_several(text: str, start: int, before: str, quantity: Quantity) -> str:
    """上千万元, 数百家, 几十项: more than the number says; what then precedes it."""
    if text[max(0, start - 2) : start - 1] in (("以",) if before == "上" else _NOT_SEVERAL):  # 以上百家, 总数百家
        return before
    quantity.more = "上" if before == "上" else "余"
    return ""


def _as_counted(quantity: Quantity, rule: str, end: int) -> Quantity:
    """A Chinese numeral as what ``idiom`` takes it for; ``end`` is that of the numeral."""
    start, number = quantity.start, quantity.number
    if rule == "definite":
        quantity.unit = "个" if quantity.unit == "大" else quantity.unit
        return quantity
    if rule == "announces":
        return Quantity(start, quantity.end, "other", rule, quantity.number)
    if rule == "ordinal_word":  # 十四届人大, 四次会议
        return Quantity(start, quantity.end, "ordinal", "ordinal_classifier", quantity.number)
    return Quantity(start, end, "idiom", rule, number)

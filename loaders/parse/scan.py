"""Find the numbers of a sentence: anchored at its numerals, then a look at both sides.

The numerals every report is held against (the ledger) are ``\\d+(?:[.,]\\d+)*`` (Arabic, full-width digits included), the
maximal runs of ``[〇零一二两三四五六七八九十百千万亿]`` that touch no Arabic digit, and the words ``首位 榜首 冠军 过半 半数 翻番``,
which state a number without a numeral.
"""

import re
import unicodedata
from dataclasses import dataclass

from loaders.lexicon import Lexicon

CHINESE_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
LARGEST = 1e18

_ZH = "〇零一二两三四五六七八九十百千万亿"
LEDGER = re.compile(rf"(?P<arabic>\d+(?:[.,]\d+)*)|(?<!\d)(?P<chinese>[{_ZH}]+)(?!\d)|(?P<word>首位|榜首|过半|半数|翻番|(?<!项)冠军(?!企业|产品|培育))")

_MONTH = r"\d{1,2} ?月(?:份|初|底|末|中旬|上旬|下旬)?"
_TO = r"[ ]?(?:[-—–~～至到]|－|--|——)[ ]?"
_YEARS = r"(?:19|20)\d{2}"
ARABIC_DATE = re.compile(
    rf"{_YEARS}[年.]?{_TO}{_YEARS}(?:年度?)?(?!\d)"
    rf"|{_YEARS} ?年 ?\d{{1,2}}{_TO}{_MONTH}"
    rf"|{_YEARS} ?年 ?(?:{_MONTH})?(?:\d{{1,2}} ?日)?(?:{_TO}(?:{_MONTH})?\d{{1,2}} ?日)?(?:度|初|底|末)?"
    rf"|{_YEARS}[-./]\d{{1,2}}[-./]\d{{1,2}}(?:[ T]*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
    rf"|{_YEARS}\.\d{{2}}(?!\d)"
    rf"|\d{{1,2}}{_TO}{_MONTH}(?!\d)"
    rf"|\d{{1,2}} ?月(?:\d{{1,2}} ?[日号])?(?:{_TO}(?:{_MONTH})?\d{{1,2}} ?[日号])?(?:份|初|底|末|中旬|上旬|下旬)?"
    r"|20(?=[Xx×]{2}年)|202(?=[Xx×]年)"
    rf"|\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:{_TO}\d{{1,2}}[:：]\d{{2}})"
)
DOCUMENT_NO = re.compile(r"[〔\[【(（［] ?\d{4} ?[〕\]】)）］] ?(?:第)? ?\d+ ?号|[\u4e00-\u9fff]发\d+号(?:文件)?|\d+号(?:文件|文|令)|第\d+号")
FOOTNOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］|【\d{1,2}】")
ORDINAL_OR_RANK = re.compile(
    rf"第 ?(?P<n>\d+|[{_ZH}]+) ?(?P<rank>[位名](?![一-龥]?单))?"
    rf"(?P<thing>届|次|个|期|号|批|章|条|款|季度|轮|方阵|梯队|年|天|场|站|版|代|产业|师|方|步|生产力|动力|资源|要务)?"
)
TOP = re.compile(rf"前 ?(?P<n>\d+|[{_ZH}]+) ?(?P<unit>[位名强%％‰])")
STRONG = re.compile(r"(?P<n>\d+|[百]) ?强")
FOLD = re.compile(rf"翻(?:了)?(?P<n>[{_ZH}]+|\d+)?番")
CHINESE_FRACTION = re.compile(rf"(?P<low>[{_ZH}]+)分之(?P<high>[{_ZH}]+)")
ARABIC_FRACTION = re.compile(r"(?P<high>\d{1,3})/(?P<low>\d{1,3})(?![\d/])")
RATIO = re.compile(r"\d+(?:\.\d+)?(?:[∶：:]\d+(?:\.\d+)?)+(?!\d)")
TENTHS = re.compile(r"(?P<n>[一二两三四五六七八九\d])成(?P<more>[一二三四五六七八九](?![\u4e00-\u9fff个项家]))?(?![立功果员长为绩都熟本交套人家分品效])")
ARABIC = re.compile(
    r"(?P<n>\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?"  # thousands
    r"|\d{1,3}(?: \d{3})+(?= ?[万亿]?[元件项家个人])"
    r"|\d+[.．] ?\d+(?![.．]?\d)"
    r"|\d+。\d+(?= ?[%％万亿元个家项件])"  # a converter's full stop for the point
    r"|\d+)"
    r"[ ]?(?P<scale>万亿|千亿|百亿|千万|百万|十万|[百千万亿])?(?P<more>[余多几](?!元化))?(?P<scale2>万|亿)?"
)
CHINESE = re.compile(rf"(?P<n>[{_ZH}]+)(?P<more>[余多几])?(?P<scale2>[万亿])?")
BRACKETED_NUMBER = re.compile(r"[（(]\d{1,2}[)）]")
TELEPHONE = re.compile(r"(?:\d{3,4}[-－—])+\d{4,8}(?:[-－—]\d{1,6})?(?!\d)|1\d{10}(?!\d)")
ANONYMOUS_YEAR = re.compile(r"(?:20|202)(?=[Xx×*＊]{1,2}年)")
LIST_NUMBER = re.compile(r"\d{1,3}(?:[.．、)）](?!\d)| (?=[\u4e00-\u9fff]))")
RANGE_TO = re.compile(rf"{_TO}")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
MODEL = re.compile(r"[A-Za-z0-9.+\-]*")
LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
SINGLE = frozenset("二两三四五六七八九")


@dataclass(slots=True)
class Quantity:
    """A number in a sentence; offsets are those of the sentence's normalised copy."""

    start: int
    end: int
    form: str  # quantity percent points multiple rank ratio | date ordinal document_no name furniture idiom other
    rule: str
    number: str = ""
    value: float | None = None
    high: float | None = None
    decimals: int = 0
    scale: float = 1.0
    unit: str = ""
    more: bool = False  # 余, 多 between number and unit


def chinese_value(text: str) -> float | None:
    """The number a Chinese numeral states: ``二十三`` → 23, ``千`` → 1000; digits alone (``二〇二一``) → 2021, ``三五`` → None."""
    if all(char in CHINESE_DIGITS for char in text):
        if len(text) == 2 and not ("〇" in text or "零" in text):
            return None  # 三五 is vague
        return float("".join(str(CHINESE_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, None
    for char in text:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
            continue
        scale = SCALES[char]
        if scale < 10**4:
            section += (1 if digit is None else digit) * scale
        elif digit is None and section == 0:
            total = (total or 1) * scale  # 万亿: the second scale multiplies what stands before
        else:
            total = (total + section + (digit or 0)) * scale if scale == 10**8 else total + (section + (digit or 0)) * scale
            section = 0
        digit = None
    return float(total + section + (digit or 0))


def arabic_value(text: str) -> tuple[float | None, int]:
    """Value and stated decimals of an Arabic numeral, separators and full-width digits included; None for 1.2.3 or over 10^18."""
    plain = text.replace(",", "").replace("，", "").replace(" ", "").replace("。", ".").replace("．", ".")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    if plain.count(".") > 1 or len(plain) > 24:
        return None, 0
    try:
        value = float(plain)
    except ValueError:
        return None, 0
    return (value if value <= LARGEST else None), len(plain.partition(".")[2])


def _number_value(text: str) -> float | None:
    return arabic_value(text)[0] if text[0].isdigit() else chinese_value(text)


def scale_value(text: str | None) -> float:
    """The factor that a run of scale characters multiplies by: ``万亿`` → 10^12."""
    factor = 1.0
    for char in text or "":
        factor *= SCALES[char]
    return factor


def scan(text: str, lexicon: Lexicon) -> list[Quantity]:
    """The numbers of one sentence in text order, each with its span, value and unit; every ledger numeral lies in one."""
    found: list[Quantity] = []
    done = 0
    for match in LEDGER.finditer(text):
        start = match.start()
        if start < done:
            continue
        quantity = _read(text, start, match, lexicon, done)
        found += _parts_of_ratio(quantity) if quantity.form == "ratio" else [quantity]
        done = quantity.end
    return found


def _parts_of_ratio(quantity: Quantity) -> list[Quantity]:
    """9.1∶42.3∶48.6 states three shares of one whole; a ratio that does not add up to it states none."""
    parts = [(m.start() + quantity.start, m.group()) for m in re.finditer(r"\d+(?:\.\d+)?", quantity.number)]
    if len(parts) < 3 or abs(sum(float(text) for _, text in parts) - 100) > 0.5:
        quantity.form, quantity.rule = "other", "ratio"
        return [quantity]
    return [Quantity(at, at + len(text), "ratio", "ratio_part", text, float(text), unit="%", decimals=len(text.partition(".")[2])) for at, text in parts]


def _read(text: str, start: int, match: re.Match, lexicon: Lexicon, done: int) -> Quantity:
    before = text[start - 1] if start > done else ""
    if match.lastgroup == "word":
        return _word(text, start, match)
    if (item := BRACKETED_NUMBER.match(text, start - 1)) and (start - 1 <= done or text[start - 2] in "。；;：: \u3000"):
        return Quantity(start - 1, item.end(), "ordinal", "list_number", item.group())
    if (item := LIST_NUMBER.match(text, start)) and (not text[done:start].strip(" \u3000\t") and done == 0 or before in "。；;：:" and before):
        return Quantity(start, item.end(), "ordinal", "list_number", item.group())
    if before == "第":
        return _ordinal(text, start - 1)
    if before == "前" and (top := TOP.match(text, start - 1)):
        return _top(text, start - 1, top)
    if before == "翻" or (before == "了" and text[max(done, start - 2) : start] == "翻了"):
        at = start - 1 if before == "翻" else start - 2
        if fold := FOLD.match(text, at):
            value = 2.0 ** (_number_value(fold["n"]) or 1)
            return Quantity(at, fold.end(), "multiple", "fold", fold["n"], value, unit="倍")
    if match.lastgroup == "arabic":
        return _arabic(text, start, before, lexicon, done)
    return _chinese(text, start, before, match, lexicon)


def _word(text: str, start: int, match: re.Match) -> Quantity:
    word = match["word"]
    if word == "冠军" and text[max(0, start - 1) : start] not in tuple("市省国区县得获夺的"):
        return Quantity(start, match.end(), "idiom", "set_phrase", word)
    if word in ("首位", "榜首", "冠军"):
        return Quantity(start, match.end(), "rank", "top_word", word, 1.0, unit="位")
    if word == "翻番":
        return Quantity(start, match.end(), "multiple", "fold", word, 2.0, unit="倍")
    if word == "过半":
        return Quantity(start, match.end(), "percent", "half", word, 50.0, unit="%")
    return Quantity(start, match.end(), "percent", "half", word, 50.0, unit="%")


def _ordinal(text: str, start: int) -> Quantity:
    match = ORDINAL_OR_RANK.match(text, start)
    assert match is not None
    number = match["n"]
    if match["rank"]:
        end = match.end("rank")
        if text[max(0, start - 1) : start] in ("比", "较", "与"):
            return Quantity(start, end, "other", "rank_of_another", number)
        return Quantity(start, end, "rank", "rank_classifier", number, _number_value(number), unit="位")
    if match["thing"] == "号" and number.isdigit():
        return Quantity(start, match.end(), "document_no", "numbered_document", number)
    following = text[match.end() : match.end() + 1]
    if number.isdigit() and not match["thing"] and (not following or following in "，,。；;、）)！的 ”和") and re.search("[、和省市国区县球列居名排中位]$", text[:start]):
        return Quantity(start, match.end(), "rank", "bare_ordinal", number, float(number), unit="位")
    if match["thing"] or number.isdigit():
        if not number.isdigit() and match["thing"] in ("一", "批", "季度", "年", "产业", "方", "步", "生产力", "动力", "资源", "要务", "方阵", "梯队"):
            return Quantity(start, match.end(), "idiom", "ordinal_word", number)
        return Quantity(start, match.end(), "ordinal", "ordinal_classifier", number)
    value = chinese_value(number)
    following = text[match.end() : match.end() + 1]
    if value is not None and value <= 40 and (not following or following in "，,。；;、）)！的 ”和" or text.startswith("大", match.end())):
        return Quantity(start, match.end(), "rank", "bare_ordinal", number, value, unit="位")
    return Quantity(start, match.end(), "idiom", "ordinal_word", number)


def _top(text: str, start: int, match: re.Match) -> Quantity:
    value = _number_value(match["n"])
    if match["unit"] in "%％‰":  # 排名前1%: bounds what is counted
        return Quantity(start + 1, match.end(), "other", "class_bound", match["n"])
    return Quantity(start + 1, match.end(), "rank", "top_n", match["n"], value, unit="位")


def _arabic(text: str, start: int, before: str, lexicon: Lexicon, done: int) -> Quantity:
    if before and before in "〔[【(（［":
        if number := DOCUMENT_NO.match(text, start - 1):
            return Quantity(start - 1, number.end(), "document_no", "document_number", number.group())
        if mark := FOOTNOTE.match(text, start - 1):
            return Quantity(start - 1, mark.end(), "ordinal", "footnote", mark.group())
    if start - 2 >= done and (number := DOCUMENT_NO.match(text, start - 2)):
        return Quantity(start - 2, number.end(), "document_no", "document_number", number.group())
    if number := DOCUMENT_NO.match(text, start):
        return Quantity(start, number.end(), "document_no", "document_number", number.group())
    if (telephone := TELEPHONE.match(text, start)) and not ARABIC_DATE.match(text, start):
        return Quantity(start, telephone.end(), "furniture", "telephone", telephone.group())
    if year := ANONYMOUS_YEAR.match(text, start):
        return Quantity(start, year.end(), "date", "anonymous_year", year.group())
    if _is_model(text, start, before, lexicon):
        return _model(text, start, done)
    if (date := ARABIC_DATE.match(text, start)) and date.end() > start:
        return Quantity(start, date.end(), "date", "date", date.group())
    written, number = DIGITS.match(text, start), ARABIC.match(text, start)
    if written and number and written.end() > number.end("n"):  # 1.2.3.4, 12,5: no one number
        return Quantity(start, written.end(), "other", "no_number", written.group())
    if strong := STRONG.match(text, start):
        ranked = int(strong["n"]) < 500 and (text[max(0, start - 2) : start] in ("全国", "全省", "全市", "全球", "世界") or text[max(0, start - 2) : start] in ("进入", "跻身", "稳居", "入围", "国前", "省前"))
        return Quantity(start, strong.end(), "rank" if ranked else "name", "top_n", strong["n"], float(strong["n"]) if ranked else None, unit="位" if ranked else "")
    if fraction := ARABIC_FRACTION.match(text, start):
        low, high = float(fraction["low"]), float(fraction["high"])
        if low and high < low and before != "/":
            return Quantity(start, fraction.end(), "percent", "fraction", fraction.group(), round(100 * high / low, 2), unit="%", decimals=2)
    if ratio := RATIO.match(text, start):
        return Quantity(start, ratio.end(), "ratio", "ratio", ratio.group())
    return _measured(text, start, before, ARABIC, lexicon)


def _is_model(text: str, start: int, before: str, lexicon: Lexicon) -> bool:
    """A numeral that touches Latin letters or a plus sign belongs to a name: C919, 5G, AGT-110, 1+3."""
    if before in LATIN or before == "+":
        return True
    if before in ("-", "－") and start >= 2 and text[start - 2] in LATIN:
        return True
    end = DIGITS.match(text, start).end()  # type: ignore[union-attr]
    following = text[end : end + 1]
    if following == "+" or following in ("＋",):
        return True
    return following in LATIN and not lexicon.match_unit(text, end)


def _model(text: str, start: int, done: int) -> Quantity:
    while start > done and (text[start - 1] in LATIN or text[start - 1] in "+-"):
        start -= 1
    end = max(MODEL.match(text, start).end(), start + 1)  # type: ignore[union-attr]
    while end > start + 1 and text[end - 1] in ".-":
        end -= 1
    return Quantity(start, end, "name", "model_number", text[start:end])


def _measured(text: str, start: int, before: str, pattern: re.Pattern, lexicon: Lexicon) -> Quantity:
    """A number with its scale and unit, and a second number where the two make a range."""
    match = pattern.match(text, start)
    assert match is not None
    number = match["n"]
    value, decimals = arabic_value(number) if number[0].isdigit() else (chinese_value(number), 0)
    end, factor, more = _scaled(text, match, lexicon)
    unit, unit_end = lexicon.match_unit_span(text, end)
    high: float | None = None
    after_low = unit_end if unit else end
    if (to := RANGE_TO.match(text, after_low)) and (upper := pattern.match(text, to.end())) and value is not None:
        high_value = _number_value(upper["n"])
        high_end, high_factor, high_more = _scaled(text, upper, lexicon)
        high_unit, high_unit_end = lexicon.match_unit_span(text, high_end)
        if high_unit and (not unit or unit == high_unit) and high_value is not None:
            factor_low = factor if (factor != 1.0 or unit) else high_factor
            high = high_value * high_factor
            value, factor, unit, unit_end, more = value * factor_low / factor, factor, high_unit, high_unit_end, more or high_more
            if high <= value * factor:
                high = None if high < value * factor else high
    sign = -1.0 if before in ("-", "−", "－") and (start < 2 or text[start - 2] in "(（,，、 为") else 1.0
    begin = start - 1 if sign < 0 else start
    if value is None:
        end = max(end, DIGITS.match(text, start).end() if DIGITS.match(text, start) else end)  # type: ignore[union-attr]
        return Quantity(begin, max(unit_end, end), "other", "no_number", number)
    total = value * factor
    if abs(total) > LARGEST:
        return Quantity(begin, max(unit_end, end), "other", "too_large", number)
    if rule := _not_a_count(text, begin, max(unit_end, end), unit, number):
        return Quantity(begin, max(unit_end, end), rule[0], rule[1], number)
    form = {"%": "percent", "‰": "percent", "百分点": "points", "倍": "multiple"}.get(unit, "quantity" if unit else "bare")
    if not unit:
        form, rule = _bare(text, begin, end, number, before)
        if form != "bare":
            return Quantity(begin, end, form, rule, number)
    return Quantity(begin, max(unit_end, end), form, "number_unit" if unit else "bare_number", number, sign * total, high, decimals, factor, unit, more)


_CLASS = re.compile(r"(?:以上|以下|以内|及以上|级)?的?(?:项目|企业|园区|产业|工程|产品|平台|基金|镇|村|县|区|集群|骨干|制造业|工业|重大|重点|龙头|大项目|产业项目|的有)[^，,。；;]{0,12}?(?=[\d〇一二两三四五六七八九十百有共]|达)")
_SPAN_OF_YEARS = re.compile(r"(?:连续|近|最近|过去|未来|今后|前|这|历时)$")
_SUPPORT = re.compile(r"[^，,。；;]{0,6}(?:给予|支持|资助|补助|奖励|连续|稳定)")
_TERM = re.compile(r"(?:给予|为期|期限|间隔|满|期|期为|不超过|不少于|不低于|至少|提前|滞后|延长|缩短)(?:[^，,。；;]{0,3})$")
_PHYSICAL = frozenset("吨 千克 公斤 兆瓦 千瓦 米 千米 公里 升 立方米 毫米 纳米 厘米".split())


def _not_a_count(text: str, start: int, end: int, unit: str, number: str) -> tuple[str, str] | None:
    """Numbers that only bound a class, span years, or belong to the name of a machine: no statistic."""
    before = text[max(0, start - 8) : start]
    if unit == "元" and (text.startswith("的有", end) or text.startswith(("以上", "以下", "及以上", "级"), end) and _CLASS.match(text, end)):
        return "other", "class_bound"
    if unit in ("季度", "个季度", "个月", "天", "届", "次") and before.endswith("连续"):
        return "date", "span_of_time"
    if unit == "个" and text.startswith(("季度", "月"), end) and before.endswith("连续"):
        return "date", "span_of_time"
    if unit == "周年":
        return "other", "anniversary"
    if unit == "年" and not (number.isdigit() and len(number) == 4):
        if _SUPPORT.match(text, end) and not text.startswith("稳定在", end) or _TERM.search(before) or re.search("(?:期|限|须|应|满)[^，,。；;]{0,6}$", before):
            return None
        return ("date", "span_of_years") if _SPAN_OF_YEARS.search(before) or text.startswith("稳定", end) or text.startswith(("来", "间", "累计"), end) else ("other", "length_of_time")
    if unit == "个" and text.startswith(("层面", "维度", "角度", "环节", "板块"), end):
        return "other", "announces"
    if unit in ("个方面", "方面") or unit == "个" and text.startswith("方面", end):
        noun = text[end + (2 if unit == "个" else 0) : end + 3]
        return None if unit == "方面" and noun and "\u4e00" <= noun[0] <= "\u9fff" and noun[0] != "的" else ("other", "announces")
    if unit in _PHYSICAL and (not before or before[-1] in "，,。；;、：:") and re.match("[\u4e00-\u9fff]{3,}", text[end : end + 6]) and not number.startswith(tuple("百千")):
        return "name", "size_in_name"
    return None


def _bare(text: str, start: int, end: int, number: str, before: str) -> tuple[str, str]:
    """What a number without a unit is: a year, a row's number, part of a name, or yet to be told by a table's header."""
    following = text[end : end + 1]
    year = len(number) == 4 and number[:2] in ("19", "20")
    if year and (text.startswith(("工作", "年"), end) or before in ("(", "（") and following in (")", "）", "年")):
        return "date", "year"
    if start == 0 and len(number) <= 2 and following and "\u4e00" <= following <= "\u9fff":
        return "ordinal", "row_number"
    if before and before in "“‘《「\"" and following and following in "”’》」\"":
        return "name", "quoted_number"
    if number.isdigit() and (following and "\u4e00" <= following <= "\u9fff" and following not in "和及与至到其的以左不均分为，、") and (len(number) >= 3 or before and "\u4e00" <= before <= "\u9fff"):
        return "name", "number_in_name"
    return "bare", "bare_number"


def _scaled(text: str, match: re.Match, lexicon: Lexicon) -> tuple[int, float, bool]:
    """Where the number ends with its scale, the factor, and whether 余/多 stands in it; 千 of 千瓦 is no scale."""
    end = match.end("n")
    groups = match.re.groupindex
    scale = match["scale"] if "scale" in groups else None
    if scale:
        at = match.start("scale")
        unit = lexicon.match_unit(text, at)
        if unit and len(unit) > 1 and unit[0] == scale[0]:
            return at, 1.0, False
        end = match.end("scale")
    factor = scale_value(scale)
    more = bool(match["more"])
    if more:
        end = match.end("more")
    if match["scale2"] and more:
        factor *= scale_value(match["scale2"])
        end = match.end("scale2")
    return end, factor, more


def _chinese(text: str, start: int, before: str, match: re.Match, lexicon: Lexicon) -> Quantity:
    if fraction := CHINESE_FRACTION.match(text, start):
        low, high = chinese_value(fraction["low"]), chinese_value(fraction["high"])
        if low and high:
            return Quantity(start, fraction.end(), "percent", "fraction", fraction.group(), round(100 * high / low, 2), unit="%", decimals=2)
    if text.startswith("一半", start) and match.group() == "一" and (before and before in "的近超过约占，,；;。" or not before or text[max(0, start - 2) : start] in ("不足", "超过", "接近")):
        return Quantity(start, start + 2, "percent", "half", "一半", 50.0, unit="%")
    if tenths := TENTHS.match(text, start):
        if match.end() == start + 1 or tenths["more"]:
            value = 10 * (_number_value(tenths["n"]) or 0) + (_number_value(tenths["more"]) if tenths["more"] else 0)  # type: ignore[operator]
            end = tenths.end("more") if tenths["more"] else start + 2
            return Quantity(start, end, "percent", "tenths", tenths.group(), value, unit="%")
    only = match.group() == "一一" and before == "唯"  # 唯一一家 counts one
    quantity = _measured(text, start + only, "", CHINESE, lexicon)
    if only:
        quantity.start = start
        return quantity
    if quantity.form == "other" and quantity.rule == "announces" and quantity.number != "一":
        return quantity
    rule = _idiom(text, quantity, before, lexicon)
    if rule == "definite":
        if quantity.unit == "大":
            quantity.unit = "个"
        return quantity
    if rule == "announces":
        return Quantity(start, quantity.end, "other", rule, quantity.number)
    return Quantity(start, match.end(), "idiom", rule, match.group())


def _idiom(text: str, quantity: Quantity, before: str, lexicon: Lexicon) -> str:
    """Whether a Chinese numeral counts something definite; if not, which reading rules it out."""
    number, unit, end = quantity.number, quantity.unit, quantity.end
    start = quantity.start
    if quantity.form != "quantity" and quantity.form != "multiple" or quantity.value is None:
        return "no_classifier"
    if any(text.startswith(idiom, start) for idiom in lexicon.idioms.get(number[0], ())):
        return "set_phrase"
    if before in "“‘《\"'「":
        return "quoted"
    previous = text[max(0, start - 4) : start]
    if number == "一" and previous.endswith("唯一"):
        return "definite"
    if before and before in "十第初星期周数几逐每某统同任唯单首":
        return "compound_word"
    if number in ("万", "亿", "万亿", "千万", "百万") and not quantity.more:
        return "scale_word"
    if unit == "届":
        return "ordinal_word"
    if unit == "年" and previous.endswith("连续") and _SUPPORT.match(text, end):
        return "definite"
    if unit == "年":
        return "definite" if previous.endswith(("给予", "为期", "期限", "间隔", "期限为", "不超过", "至少", "满")) else "time"
    if unit in ("批", "天", "月", "周", "个月", "季度", "期", "级", "次", "代", "面", "点", "分", "层", "线", "步", "体") and len(number) == 1:
        return "announces" if unit == "批" and number in SINGLE else "time_or_grade"
    if unit == "大":
        return _big(text, start, end, before, lexicon)
    if unit == "个" and text.startswith("方面", end):
        return "announces"
    if unit == "方面":
        return "announces"
    if unit in ("项", "个", "类", "大") and text.startswith(("增幅", "增速", "指标均", "指标分别", "均"), end):
        return "announces"
    if number == "一" and unit == "倍":
        return "definite"
    if number == "一":
        return "definite" if previous.endswith(("新增", "获批", "唯一", "仅有", "只有", "引进")) and unit in ("家", "所", "座", "名", "支") else "indefinite_one"
    return "definite"


def _big(text: str, start: int, end: int, before: str, lexicon: Lexicon) -> str:
    """三大研究中心 counts where its members or its owner are named just before; 六大工程 alone is a slogan."""
    if not before or not ("\u4e00" <= before <= "\u9fff") or end >= len(text):
        return "slogan"
    clause = text[max(0, start - 40) : start]
    clause = re.split("[，,；;。：:]", clause)[-1]
    return "definite" if "、" in clause or clause.endswith(("属", "级", "内")) else "slogan"

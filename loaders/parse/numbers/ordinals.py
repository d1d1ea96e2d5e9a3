"""Ordinals, ranks and the numbers of items: 第3, 前三位, 翻两番, （2）; what the character before makes of a number."""

import re

from loaders.parse.numbers.amounts import ZH
from loaders.parse.numbers.dates import led_time, years_of_term
from loaders.parse.numbers.quantity import Quantity, chinese_value, fold_value, number_value
from loaders.wording import ends, filled, pattern, seldom, sole, starts, words

_COUNTDOWN = sole("countdown")
_FOLD_VERB = sole("fold_verb")
_ISSUED = (*words("issue_mark"), " ")

HALF = filled("半(?![{ban_word_end}年天月数])")  # 两倍半, not 两倍半导体产能
DOCUMENT_NO = pattern(
    r"[〔\[【(（［] ?\d{4} ?[〕\]】)）］] ?(?:第)? ?\d+ ?号|[\u4e00-\u9fff]{issue_mark}\d+号(?:{file_noun})?|\d+号{document_word}|第\d+号"
)
FOOTNOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］|【\d{1,2}】")
ORDINAL_OR_RANK = pattern(
    rf"第 ?(?P<n>\d+|[{ZH}]+) ?(?P<rank>[位名](?![一-龥]?{{dan_mark}}))?"
    rf"(?P<thing>{{ordinal_kind}}|届|次|个|期|号|批|章|条|款|季度|轮|年|天|场|代)?"
)
TOP = pattern(rf"前 ?(?P<n>\d+|[{ZH}]+) ?(?P<unit>[{{strong_mark}}位名%％‰])")
TOP_BARE = pattern(rf"(?<=[{{rank_scope_end}}])前(?P<n>\d{{1,2}}|[{ZH}]{{1,2}})(?={{rank_behind}}|$|[，,。；;、）)！])")
TOP_CLASS = pattern("的?[\u4e00-\u9fff]{1,6}(?:里|中(?![{zhong_word_end}于在]))")
_GROUP = "的?[\u4e00-\u9fff]{0,4}?{bounded_thing}的?[\u4e00-\u9fff]{2}"
_TOP_GROUP = pattern(_GROUP)  # 前三名企业产值
_FIRST_ONES = pattern(rf"前 ?(?P<n>\d+|[{ZH}]+) ?(?P<unit>[家户个]){_GROUP}")  # 前5家企业的研发费用
_HEADS_GROUP = pattern("(?:^|[，,；;。：:、（(\n 的]|{ranking}|{whole_place}|其中)前$")  # no 目前5家企业
STRONG = pattern(rf"(?P<n>\d+|[{ZH}]+) ?{{strong_mark}}")
STRONG_ALONE = pattern("{strong_mark}(?:{ranks_behind})?(?=$|[，,。；;、）)])")
FOLD = pattern(rf"{{fold_verb}}(?:了)?(?P<n>[{ZH}]+|\d+)?番(?P<half>{HALF})?")
BRACKETED_NUMBER = re.compile(r"[（(]\d{1,2}[)）]")
CAPTION_NUMBER = pattern(r"[ \u3000]*{caption_word} ?(?P<n>\d{1,2}(?:[-—]\d{1,2})?)(?![\d.年月日])")
LIST_NUMBER = re.compile(r"\d{1,3}(?:[.．、)）](?!\d)| (?=[\u4e00-\u9fff]))")
OPENING = frozenset("〔[【(（［")
CAPTION_ENDS = frozenset(" ") | ends("caption_word")
AFTER_STOP = frozenset("。；;：:")
LEADS = frozenset("第前了") | starts("recent") | starts("fold_verb")  # what stands before a number that is led
_RANK_ENDS = frozenset("，,。；;、（(）)！的 ”和")
_RANK_BEFORE = frozenset("、和").union(words("ranked_place_end"))  # 皖北第1, 长三角第3, 中部第2
_QUARTER = "季度"
_ORDINAL_WORDS = frozenset(words("ordinal_thing"))
_OF_RULE = ("章", "条", "款")  # 第五条 at the head of its sentence
_RANK_IN_PLACE = seldom("[{rank_mark}][\u4e00-\u9fff]{2,6}$")  # 排南充第3
THEY_ARE = pattern(
    "{respectively}有|的?(?P<class>[^，,。；;]{0,6}?){respectively}?(?:是|为|[:：])"
)  # 前三名为甲市、乙市、丙市, 前三位的县区为…: who they are, and as what
_CHANGED = pattern("{rank_change}|下|到|至")
_FROM_RANK = pattern("第\\d{1,3}[位名]?{rank_change}[至到]$")  # 由第5升至第3
_LEFT = re.compile("[由从自][^，,；;。\\d]{0,9}$")
_MOVED = pattern("(?P<first>\\d{1,3})位{rank_change}?[至到](?P<second>\\d{1,3})位(?=[，,。；;、）)！”]|$)")
_LEAST_OF_NAMES = 500  # 中国企业500强: the name of a list
_DAY_ENDS = frozenset("月日底末")  # what is due before a day
_LONGEST_MOVE = 12  # characters from one place to the next
_AMONG = (*words("whole_place"), *words("entering_rank"), *words("tier_before"))


def led(text: str, start: int, before: str, done: int) -> Quantity | None:
    """第3, 前三位, 翻两番, behind one of ``LEADS``."""
    if span := led_time(text, start - 1, before):
        return span
    if before == "第" and (ordinal := ORDINAL_OR_RANK.match(text, start - 1)):
        return (
            years_of_term(text, start - 1)
            or _terms_listed(text, start - 1, ordinal)
            or _sector_listed(text, start - 1, ordinal)
            or _ordinal(text, start - 1, ordinal)
        )
    if before == "前" and (first := _first(text, start)) is not None:
        return first
    at = start - 1 if before == _FOLD_VERB else start - 2
    if (before == _FOLD_VERB or (before == "了" and text[max(done, at) : start] == f"{_FOLD_VERB}了")) and (
        fold := FOLD.match(text, at)
    ):
        more = "余" if fold["half"] else ""  # 翻一番半
        return Quantity(
            at, fold.end(), "multiple", "fold", fold["n"] or "", fold_value(fold["n"]), unit="倍", more=more
        )
    return None


_ORDINALS = re.compile(r"(?:[、和至到][一二三四五六七八九十\d]{1,3})+(?:届|批|期|轮|季|次|章|条|代)")


def _terms_listed(text: str, start: int, first: re.Match[str]) -> Quantity | None:
    """第四、五届: the first of a list of terms, with the others."""
    listed = _ORDINALS.match(text, first.end()) if not first["thing"] and not first["rank"] else None
    return Quantity(start, listed.end(), "ordinal", "ordinal_classifier", first["n"]) if listed else None


_SECTORS = pattern(r"(?:[、和及](?:以及)?第?[一二三])+(?:次)?{industry_noun}")


def _sector_listed(text: str, start: int, first: re.Match[str]) -> Quantity | None:
    """第一、第二、第三产业: a sector named by its number in a list of them is a name, and no rank."""
    listed = not first["thing"] and not first["rank"] and _SECTORS.match(text, first.end()) is not None
    return Quantity(start, first.end(), "idiom", "ordinal_word", first["n"]) if listed else None


_THAN_ANOTHER = words("than_another")


def _ordinal(text: str, start: int, match: re.Match[str]) -> Quantity:
    number, thing, end = match["n"], match["thing"], match.end()
    if thing != _QUARTER and text.startswith(("，", ",", "、"), end) and not text[:start].strip():  # 第一，肯定成绩。
        return Quantity(start, end, "ordinal", "list_number", number)
    if match["rank"]:
        return _rank(text, start, match.end("rank"), "rank_classifier", number)
    if not thing and _is_bare_rank(text, start, end, number):
        return _rank(text, start, end, "bare_ordinal", number)
    if number.isdigit() and thing == "号":
        return Quantity(start, end, "document_no", "numbered_document", number)
    if number.isdigit() or (thing and thing not in _ORDINAL_WORDS):
        heads = thing in _OF_RULE and not text[:start].strip()
        return Quantity(start, end, "ordinal", "list_number" if heads else "ordinal_classifier", number)
    return Quantity(start, end, "idiom", "ordinal_word", number)


def _rank(text: str, start: int, end: int, rule: str, number: str) -> Quantity:
    """第三位; 比第三位 is another's, and 倒数第三 is counted from behind."""
    if text.endswith(_COUNTDOWN, 0, start):
        return Quantity(start, end, "other", "rank_from_behind", number)
    if rule == "rank_classifier" and text.endswith(_THAN_ANOTHER, 0, start):
        return Quantity(start, end, "other", "rank_of_another", number)
    return Quantity(start, end, "rank", rule, number, number_value(number), unit="位")


def place_moved(text: str, number: Quantity) -> Quantity:
    """由99位提升至87位: a place that is left for a better one, or that one, as a rank; people, who get more by rising, as they are."""
    if number.form != "quantity":
        return number
    for moved in _MOVED.finditer(text, max(0, number.start - _LONGEST_MOVE)):
        if moved.start() > number.start:
            return number
        if number.start in (moved.start("first"), moved.start("second")):
            if int(moved["first"]) <= int(moved["second"]):
                return number
            return Quantity(number.start, number.end, "rank", "rank_classifier", number.number, number.value, unit="位")
    return number


def _first(text: str, start: int) -> Quantity | None:
    """前三位, 居全省前3; 前5家企业的研发费用: the first ones of something."""
    if text[max(0, start - 2) : start - 1] in _DAY_ENDS:  # 9月底前80%
        return None
    if top := TOP.match(text, start - 1):
        return _top(start, top)
    if (first := _FIRST_ONES.match(text, start - 1)) and _HEADS_GROUP.search(text, max(0, start - 4), start):
        return Quantity(start, first.end("unit"), "other", "class_bound", first["n"])
    if top := TOP_BARE.match(text, start - 1):
        return Quantity(start, top.end(), "rank", "top_n", top["n"], number_value(top["n"]), unit="位")
    return None


def _is_bare_rank(text: str, start: int, end: int, number: str) -> bool:
    """居全国第3, 全省第三大…: a rank that ends its clause, without 位."""
    following = text[end : end + 1]
    ends = not following or following in _RANK_ENDS
    if number.isdigit() and _CHANGED.match(text, end) and _LEFT.search(text, max(0, start - 10), start):
        return True  # 由全国第9跃居第7
    if number.isdigit():
        said = text[max(0, start - 2) : start].removesuffix("\n")[-1:] in _RANK_BEFORE
        said = said or _FROM_RANK.search(text, max(0, start - 10), start) is not None
        return (
            ends and len(number) < 10 and (said or _RANK_IN_PLACE().search(text, max(0, start - 8), start) is not None)
        )
    value = chinese_value(number)
    ends = ends or (_CHANGED.match(text, end) and _LEFT.search(text, max(0, start - 10), start)) is not None
    return value is not None and value <= 40 and (ends or following == "大")


def _top(start: int, match: re.Match[str]) -> Quantity:
    bounds = TOP_CLASS.match(match.string, match.end()) or _TOP_GROUP.match(match.string, match.end())
    if match["unit"] in "%％‰" or bounds:  # 排名前1%, 前10位的城市中: bounds what is counted
        return Quantity(start, match.end(), "other", "class_bound", match["n"])
    if THEY_ARE.match(match.string, match.end()):
        return Quantity(start, match.end(), "other", "top_named", match["n"])
    return Quantity(start, match.end(), "rank", "top_n", match["n"], number_value(match["n"]), unit="位")


def list_number(text: str, start: int, before: str, done: int) -> Quantity | None:
    """(1), 1. and 1、 at the head of a sentence or behind a stop; 表2 and 专栏1 at the head of a caption."""
    previous = text[start - 1] if start else ""
    if (
        previous in OPENING
        and (item := BRACKETED_NUMBER.match(text, start - 1))
        and (start - 1 <= done or text[start - 2] in "。；;：: \u3000")
    ):
        return Quantity(start - 1, item.end(), "ordinal", "list_number", item.group())
    heads = before in AFTER_STOP or (done == 0 and not text[:start].strip(" \u3000\t"))
    if heads and (item := LIST_NUMBER.match(text, start)):
        return Quantity(start, item.end(), "ordinal", "list_number", item.group())
    if not done and previous in CAPTION_ENDS and (item := CAPTION_NUMBER.match(text)) and item.start("n") == start:
        return Quantity(start, item.end(), "ordinal", "list_number", item["n"])
    return None


def bracketed(text: str, start: int, before: str, done: int) -> Quantity | None:
    """〔2020〕3号, 国办发3号 and [1], which begin before their first digit."""
    if before in OPENING:
        if number := DOCUMENT_NO.match(text, start - 1):
            return Quantity(start - 1, number.end(), "document_no", "document_number", number.group())
        if mark := FOOTNOTE.match(text, start - 1):
            return Quantity(start - 1, mark.end(), "ordinal", "footnote", mark.group())
    if start - 2 >= done and text[start - 1] in _ISSUED and (number := DOCUMENT_NO.match(text, start - 2)):
        return Quantity(start - 2, number.end(), "document_no", "document_number", number.group())
    return None


def strong_in_characters(text: str, start: int, end: int) -> Quantity | None:
    """跻身百强, 进入全国十强行列: a rank where no noun follows; 百强县 is what such a place is called."""
    ranked = strong(text, start, "") if STRONG_ALONE.match(text, end) else None
    return ranked if ranked is not None and ranked.form == "rank" else None


def strong(text: str, start: int, _before: str) -> Quantity | None:
    """全国50强, 500强: a rank where a number below 500 belongs to a place, else part of a name."""
    strong = STRONG.match(text, start)
    if not strong:
        return None
    value = number_value(strong["n"])
    if value is not None and value < _LEAST_OF_NAMES and text[max(0, start - 2) : start] in _AMONG:
        return Quantity(start, strong.end(), "rank", "top_n", strong["n"], value, unit="位")
    return Quantity(start, strong.end(), "name", "top_n", strong["n"])

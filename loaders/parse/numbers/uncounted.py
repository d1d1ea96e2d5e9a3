"""Numbers that count nothing, though a unit may follow: bounds of a class, spans of years, idioms, slogans, names of machines."""

import re
from collections.abc import Callable

from loaders.lexicon import Lexicon
from loaders.parse.numbers.quantity import Quantity
from loaders.wording import pattern, sole, words

_ASPECT_NOUN = sole("aspect_noun")
_CONSECUTIVE = sole("consecutive")
_FULL = sole("full")
_NATION_MARK = sole("nation_mark")
_SINGLE_ONLY = sole("single_only")
_SPEED = sole("speed")
_STEADY = sole("steady")

_ASPECT = words("aspect")
_NATION_WORD = words("nation_word_rest")
_ROAD_WORD = words("road_word")
_RUNNING = words("running")
_DIVIDING = words("dividing")
_BELONGING = words("belonging")

Rule = tuple[str, str]  # form, rule

_CLASS = pattern(
    r"(?:及?以[上下])\d+[个项家户件]|(?:以上|以下|以内|及以上|级)?的?(?:{loan_size}?{loan_kind}|{class_thing}|的有|[\u4e00-\u9fff]{0,6}?{bounded_thing})"
)
_SPAN_OF_YEARS = pattern(r"{span_lead}$")
_SUPPORT = pattern(r"[^，,。；;]{0,6}(?:{giving}|{granting}|{supporting}|{consecutive})")
_ENJOYED = pattern(
    "(?:{enjoying}|{giving})[^，,。；;\\d]{1,12}[，,]{consecutive}$|{granting}$"
)  # 享受房租补贴，连续两年
_CLAUSE_STOPS = re.compile("$|[，,。；;]")
_TERM = pattern(r"{term_lead}(?:[^，,。；;]{0,3})$")
_TERM_BEFORE = pattern("{term_word}[^，,。；;]{0,6}$")
_PLACES = re.compile("[\u4e00-\u9fff]、[\u4e00-\u9fff]{2,5}$")
_THOSE_PLACES = pattern(
    "{kind_of_county}{0,2}(?:[{place_mark}]{1,2}|{town_mark})(?:的|{share_mark}|{joint_total}|{respectively}|{said_of_each}|均|都|共|就|有|[，,])"
)  # 甲、乙、丙三个|县占
_OF_SPAN = words("span_behind")  # 5年提升10个百分点
_EXCEEDED = pattern("(?:{bounding}|(?<![{guo_word_begin}])过)$")  # 年营收超10亿元的企业
_THING = "{counted_thing}"
_DONE = "{activity}"
_THING_COUNTED = pattern(  # 超10亿元|工业项目3个
    f"(?!、)(?:(?!{_DONE})[^，,。；;：:（）()\\d]){{0,10}}?{_THING}[^，,。；;、：:\\d%]{{0,6}}?(?:[\\d一二两三四五六七八九十百]+[余多]?[家个项户件座条栋只款]|{{share_mark}})"
)
_AMOUNT = "\\d[\\d.]*[十百千万亿]*[\u4e00-\u9fff]?元(?:及?以上)?"
_OR = re.compile(f"或者?{_AMOUNT}")
_OR_ELSE = re.compile(f"{_AMOUNT}或者?$")
_FIRMS_OF_SIZE = pattern("级?{firm_noun}\\d+[家户个]")  # 新增|40亿元企业1家
_OPENS_CLASS = pattern("(?:{adding}|、)$")
_LONGEST_BOUND = 16  # characters of an amount and 或者
_COUNTED_AT_ONCE = re.compile("的?\\d+[余多]?[家户个](?=$|[，,。；;、（(）)])")  # 超10亿元|12家
_GRANTED_CLASS = pattern(
    "(?:(?:及?以上|以下)的?|的)[^，,。；;、\\d]{2,8}?(?:[，,](?:{grant_mark}|每个|每家|每户|每项|按(?!期|时))|[，,]?(?:{giving}|{one_time}))"
)
_OF_CLASS = pattern("的[\u4e00-\u9fff]{0,6}?{bounded_thing}")  # 超过500万元的企业
_BEHIND_BOUND = frozenset("及以的级")  # 以上, 的: what follows an amount that bounds a class begins so
_CLASS_OF_RATIO = pattern("(?:及?以上|以下|以内)的[\u4e00-\u9fff]{0,6}?{bounded_thing}[\u4e00-\u9fff]{0,4}\\d")
_COUNTED_CLASS = re.compile(
    "的[^，,。；;\\d]{2,12}\\d|的[\u4e00-\u9fff]{1,6}?(?<!所)有[\u4e00-\u9fff]"
)  # 超10亿元的镇街有甲镇
_MOVED_BY = re.compile("(?:及?以[上下])?的[\u4e00-\u9fff]{1,8}?\\d")
_CLASS_OF_SHARE = pattern("(?:及?以[上下]|以内)的(?:{adverb}|{approximate})*(?:{rough_bound}|{reach}|{share_verb}|有)")
_RATIO_BOUND = pattern("(?:{ratio_noun}|{growth_name}|{fall_name}){bounding}$")
_NAME_OF_THING = re.compile("[\u4e00-\u9fff]{3,}")
_CLAUSE_END = re.compile("[，,；;。：:]")
_GRADED_THING = pattern("(?:及?以上|以下)的?[^，,。；;、\\d]{0,8}?{plant}")
_DESIGNATED = pattern("级?[^，,。；;、\\d]{0,10}?{plant}")
_REGISTERED = pattern("{medicine_kind}?{medicine}(?![类个])")
_IN_A_NAME = pattern("{yearly_output}$|[\u4e00-\u9fff](?![{no_name_end}])[\u4e00-\u9fff]$")
_PHYSICAL = words("physical_unit")
_MEETINGS = words("meeting")
_RANKS_OF_CLASS = words("class_of_ranks")
_GRADES = frozenset(words("grade_unit"))
_HAPPENED = pattern("在|{part_of_day}|{convening}|{opening_of_meeting}")
_SINGLE = frozenset("二两三四五六七八九")
_ROUND = frozenset("百千万")  # 百大项目: a programme
_LINES_KEPT = words("line_kept")
_COMPOUND = frozenset(words("compound_begin"))
_NONE_OF = re.compile("(?:没有|并无|未有|无)$")  # 没有1家
_FULL_MARKS = words("full_mark")
_BEHIND_FIGURE = re.compile("[（(][^（）()]*\\d[^（）()]+[）)]$")
_WHOLE_PLACES = words("whole_place")
_SPOKEN_OF = pattern("(?!第|中|前|[{rank_mark}])[\u4e00-\u9fff“]{2}")  # none among which one ranks
_SLOGAN = re.compile("[十百千万][\u4e00-\u9fff]{1,2}[百千万亿](?!分[点之])[\u4e00-\u9fff]")  # 百校千企
_SLOGAN_BEFORE = re.compile("(?<![\u4e00-\u9fff][十百千万])[十百千][\u4e00-\u9fff]{1,2}$")
_THINGS_TO_DO = words("thing_to_do")
_QUOTES = frozenset("“‘《\"'「")
_SCALE_WORDS = frozenset(("万", "亿", "十亿", "百亿", "千亿", "万亿", "千万", "百万"))
_AFTER_LISTED = words("behind_listed")
_SUMS_UP = pattern("[\u4e00-\u9fff]{0,4}(?:{joint_total}|{respectively}|{said_of_each}|均|都)")  # 两项产量均列第二
_ANNOUNCED = pattern("{announced_kind}?{announced_noun}[^，,；;。:：]{0,3}[:：]")  # 实现六个目标：一是…
_MOVED = pattern("{rank_change}了?$")
_BEFORE_ONE = words("before_one")
_REACHING = words("reaching_number")
_COUNTED_BEHIND = re.compile(
    f"(?:及?以上|以下)(?:[（(]含[)）])?(?:或者?{_AMOUNT})?"
    "(?:的[\u4e00-\u9fff]{0,10}?|[\u4e00-\u9fff]{2,10}?)\\d+[项家个件户名所]"
)  # 10万元以上成果转化3项, 收入10亿元以上的24家
_LISTED_IN_QUOTES = re.compile("“[^“”]*、[^“”]*”$")
_BOUND_TERM = ("以上的", "以下的", "及以上的")  # 从业20年以上的人员
_QUOTED_PROGRAMME = pattern('[\u4e00-\u9fff]{0,8}{programme}[”’》"」]')  # “50亿元甲计划”
_ATTITUDES = words("attitude")
_BEFORE_YEARS = words("granted_term")
_PAID_IN = pattern("[^，,。；;\\d]{0,3}{paying}")  # 分三年拨付


def not_a_count(text: str, start: int, end: int, unit: str, number: str) -> Rule | None:
    """What a number with this unit is where it is no statistic; None where nothing speaks against one."""
    if number in ("1", "一") and _NONE_OF.search(text, max(0, start - 2), start):
        return "other", "none_of"
    if start and text[start - 1] in _QUOTES and _QUOTED_PROGRAMME.match(text, end):
        return "name", "number_in_name"
    if unit == "位" and text.startswith("数", end):  # 2位数的增长
        return "other", "digits"
    rule = _RULES.get(unit)
    return rule(text, start, end, unit, number) if rule is not None else None


def _bound_of_class(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """2000万元以上的项目; 500万元以上的企业，每家奖励10万元 says what a grant asks for."""
    is_bound = text[end : end + 1] in _BEHIND_BOUND
    if is_bound and _GRANTED_CLASS.match(text, end):
        return None
    if text.startswith(_RANKS_OF_CLASS, end) or names_class(text, start, end):  # 迈入万亿元行列的省份
        return "other", "class_bound"
    if not is_bound:  # as most
        return None
    if _CLASS_OF_SHARE.match(text, end) or _COUNTED_BEHIND.match(text, end):
        return "other", "class_bound"
    bounds = text.startswith(("的有", "以上", "以下", "及以上", "级"), end)
    if (_COUNTED_CLASS.match(text, end) or _OF_CLASS.match(text, end)) and _EXCEEDED.search(
        text, max(0, start - 2), start
    ):
        return "other", "class_bound"
    return ("other", "class_bound") if bounds and _CLASS.match(text, end) else None


def names_class(text: str, start: int, end: int) -> bool:
    """投资超10亿元项目5个, 投资超10亿元或1亿美元项目5个: the amount tells which projects are counted."""
    if (first := _OR_ELSE.search(text, max(0, start - _LONGEST_BOUND), start)) is not None:
        start = first.start()
    elif (second := _OR.match(text, end)) is not None:
        end = second.end()
    if _FIRMS_OF_SIZE.match(text, end) and _OPENS_CLASS.search(text, 0, start):
        return True
    exceeded = _EXCEEDED.search(text, max(0, start - 3), start)
    return exceeded is not None and bool(_THING_COUNTED.match(text, end) or _COUNTED_AT_ONCE.match(text, end))


def _places_moved(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """提升10位以上的县41个: by how many places those moved that are counted."""
    return ("other", "class_bound") if _MOVED_BY.match(text, end) else None


def _span_of_time(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    return ("date", "span_of_time") if text.endswith(_RUNNING, max(0, start - 8), start) else None


def _anniversary(_text: str, _start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    return "other", "anniversary"


def _age(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """35岁以下: bounds those who are counted."""
    return ("other", "class_bound") if text.startswith(("以下", "以上", "及以"), end) else None


def _years(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """近3年, 给予3年: a span, a term, or the length of something; 2020年 is a date and not met here."""
    before = text[max(0, start - 8) : start]
    if text.startswith(_BOUND_TERM, end) or (before.endswith(_FULL) and text.startswith("的", end)):  # 工作满3年的
        return "other", "shortest_term"
    steady = text.startswith(_STEADY, end)
    if _SUPPORT.match(text, end) or _is_enjoyed(text, start, end):
        return None
    is_span = _SPAN_OF_YEARS.search(before)  # 满意度连续9年
    if _TERM.search(before) or (not is_span and _TERM_BEFORE.search(before)):
        return None
    if steady or is_span or text.startswith(_OF_SPAN, end):
        return "date", "span_of_years"
    return "other", "length_of_time"


def _is_enjoyed(text: str, start: int, end: int) -> bool:
    """享受房租补贴，连续两年: how long a grant goes on."""
    return _CLAUSE_STOPS.match(text, end) is not None and _ENJOYED.search(text, max(0, start - 20), start) is not None


_PLACES_BEYOND = pattern("(?:及?以上)?的(?:{peer_kind}|{division})(?:有|为|是)")


def _bound_of_places(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """新增数超过10家的县区有甲县、乙县: the amount tells which places are named."""
    is_bound = text[end : end + 1] in _BEHIND_BOUND and _PLACES_BEYOND.match(text, end)
    return ("other", "class_bound") if is_bound else None


def _pieces(text: str, start: int, end: int, unit: str, number: str) -> Rule | None:
    """连续3个季度, 3个层面, 3个方面."""
    if text.startswith(("季度", "月"), end):
        return _span_of_time(text, start, end, unit, number)
    if text.startswith(_ASPECT, end):
        return "other", "announces"
    listed = _THOSE_PLACES.match(text, end) and _PLACES.search(text, max(0, start - 8), start)
    if listed and not text.endswith(("等", *_WHOLE_PLACES), 0, start):
        return "other", "places_counted"
    return _attitudes(text, start, end, unit, number)


def _day(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """大会20日在合肥召开: the day on which something happened."""
    return ("date", "day_alone") if _HAPPENED.match(text, end) else None


def _attitudes(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“甲、乙、丙”三种意识: sums up what the quotation lists."""
    listed = text.startswith(_ATTITUDES, end) and _LISTED_IN_QUOTES.search(text, max(0, start - 60), start)
    return ("other", "announces") if listed else None


_OPENING_QUOTES, _PROJECT = ("“", "‘", "「"), words("bare_project")
_ENDS_QUOTED_NAME = re.compile("“[\u4e00-\u9fff]{0,8}$")


def _items(text: str, start: int, end: int, unit: str, number: str) -> Rule | None:
    """“117项目”: a number that names a project; 项 begins 项目."""
    if text.startswith(_OPENING_QUOTES, start - 1) and text.startswith(_PROJECT, start + len(number)):
        return "name", "number_in_name"
    return _bound_of_places(text, start, end, unit, number) or _attitudes(text, start, end, unit, number)


def _articles(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“科创10条”, 稳增长“21条”: a quoted name that ends in how many articles it has."""
    named = text.startswith("”", end) and _ENDS_QUOTED_NAME.search(text, max(0, start - 10), start)
    return ("name", "number_in_name") if named else None


def _aspects(text: str, _start: int, end: int, unit: str, _number: str) -> Rule | None:
    noun = text[end : end + 1]
    return None if unit == _ASPECT_NOUN and "\u4e00" <= noun <= "\u9fff" and noun != "的" else ("other", "announces")


def _size(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """20吨转炉: a size at the head of a name."""
    if text.endswith(_SPEED, max(0, start - 2), start):  # 时速400公里动车组
        return "name", "size_in_name"
    if _GRADED_THING.match(text, end):  # 50万千瓦以上大型基地
        return "other", "class_bound"
    if start and _DESIGNATED.match(text, end) and _IN_A_NAME.search(text, max(0, start - 3), start):
        return "name", "size_in_name"
    if (start and text[start - 1] not in "，,。；;、：:台座套艘条级") or number[0] in "百千":
        return None
    return ("name", "size_in_name") if _NAME_OF_THING.match(text, end, end + 6) else None


def _bound_of_ratio(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """投入强度不足1%的城市."""
    if text[end : end + 1] not in _BEHIND_BOUND:  # as most
        return None
    if _CLASS_OF_RATIO.match(text, end):  # 增长20%以上的企业56家
        return "other", "ratio_bound"
    if text.startswith("的有", end) and _EXCEEDED.search(text, max(0, start - 3), start):  # 增幅超30%的有48种
        return "other", "ratio_bound"
    bounds = text.startswith("的", end) and _RATIO_BOUND.search(text, max(0, start - 8), start)
    return ("other", "ratio_bound") if bounds else None


def _full_mark(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    """满分100分: how many could be had."""
    return ("other", "full_mark") if text.endswith(_FULL_MARKS, max(0, start - 4), start) else None


def _countries(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """煤炭2030国家科技重大专项, 5·18国际博物馆日, 331国道: 国 begins the next word."""
    if text.startswith(_ROAD_WORD, end):
        return "name", "road"
    return ("name", "number_in_name") if text.startswith(_NATION_WORD, end) and len(number) >= 3 else None


def _divisions(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """甲、乙、丙3市: counts the places just named; 两区产值: points back to them."""
    listed = start and "\u4e00" <= text[start - 1] <= "\u9fff" and _PLACES.search(text, max(0, start - 8), start)
    if listed or _BEHIND_FIGURE.search(text, max(0, start - _LONGEST_BOUND), start):  # 甲（9亿元）、乙（8亿元）2市
        return "other", "places_counted"
    if text.endswith(_WHOLE_PLACES, 0, start):  # 全省三县入选
        return None
    return ("other", "announces") if number in _SINGLE and _SPOKEN_OF.match(text, end) else None


def _graded(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """1类新药, 三类医疗器械: the class that a thing is registered in."""
    return ("name", "class_in_name") if _REGISTERED.match(text, end) else None


def _batches(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    """分3批推荐: in how many goes it was done."""
    return ("other", "announces") if text.endswith(_DIVIDING, max(0, start - 2), start) else None


_CIRCLE = re.compile("[^，,。；;“”]{0,12}(?:”[^，,。；;、“”]{0,6})?圈")


def _circles(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“15分钟”就业服务圈, “15分钟生活圈”: how long one needs is the name of the circle."""
    opened = text.rfind("“", 0, start) > text.rfind("”", 0, start)
    return ("name", "number_in_name") if opened and _CIRCLE.match(text, end) else None


_RULES: dict[str, Callable[[str, int, int, str, str], Rule | None]] = {
    **dict.fromkeys(words("money_unit"), _bound_of_class),
    "%": _bound_of_ratio,
    **dict.fromkeys((*words("place_mark"), *words("town_mark")), _divisions),
    **dict.fromkeys(("季度", "个季度", "个月", "天", "届", "次"), _span_of_time),
    _NATION_MARK: _countries,
    "类": _graded,
    "日": _day,
    **dict.fromkeys(words("batch_unit"), _batches),
    "分": _full_mark,
    "位": _places_moved,
    "周年": _anniversary,
    "岁": _age,
    "年": _years,
    "个": _pieces,
    **dict.fromkeys(("种", "大"), _attitudes),
    **dict.fromkeys(("家", "户", "件", "名", "人"), _bound_of_places),
    "项": _items,
    "条": _articles,
    _ASPECT_NOUN: _aspects,
    f"个{_ASPECT_NOUN}": _aspects,
    **dict.fromkeys(_PHYSICAL, _size),
    **dict.fromkeys(("分钟", "小时"), _circles),
}


def idiom(text: str, quantity: Quantity, before: str, lexicon: Lexicon) -> str:
    """Whether a Chinese numeral counts something ``definite``; if not, which reading rules it out."""
    if quantity.form not in ("quantity", "multiple", "percent", "points") or quantity.value is None:
        return "no_classifier"
    return _by_words(text, quantity, before, lexicon) or _by_unit(text, quantity, before) or _by_number(text, quantity)


def _by_words(text: str, quantity: Quantity, before: str, lexicon: Lexicon) -> str:
    start, number = quantity.start, quantity.number
    if text.startswith(lexicon.idioms.get(number[0], ()), start) or _is_slogan(text, start, number):
        return "set_phrase"
    if before and before in _QUOTES:
        return "quoted"
    lengths = (2, 3, 4) if quantity.end == start + 2 else (3, 4)  # 五峰: no camels
    spans = [(start, start + length) for length in lengths] + [(max(0, start - 1), quantity.end)]  # 东三省
    if any(text[first:last] in lexicon.region_names for first, last in spans):  # 三门峡, 九江市
        return "place_name"
    only = number == "一" and text.endswith(_SINGLE_ONLY, max(0, start - 4), start)
    if only or before in _COMPOUND:
        return "definite" if only else "compound_word"
    if number in _SCALE_WORDS and not quantity.more:
        reached = quantity.unit and is_reached(text, quantity)  # 突破万亿元
        return "" if reached and not text.startswith("级", quantity.end) else "scale_word"
    return ""


def is_reached(text: str, quantity: Quantity) -> bool:
    """Whether a word of reaching stands right before a number."""
    return text.endswith(_REACHING, max(0, quantity.start - 3), quantity.start)


def _is_slogan(text: str, start: int, number: str) -> bool:
    """百校千企, at its first word or a later one."""
    return len(number) == 1 and bool(
        _SLOGAN.match(text, start) or _SLOGAN_BEFORE.search(text, max(0, start - 4), start)
    )


_PAIR = re.compile("[\u4e00-\u9fff]{2}[与和][\u4e00-\u9fff]{2,10}$")  # 生物制药与高端医疗器械两大产业
_PROGRAMME_BEFORE = pattern("大[\u4e00-\u9fff]{0,4}?{programme}(?:和|与|、)[\u4e00-\u9fff]{0,8}$")
_PROGRAMME = pattern("[\u4e00-\u9fff]{0,4}?(?:{programme})(?:和|与|、|，|。|；|$)")
_THINGS = pattern("[\u4e00-\u9fff]{0,8}?{listed_thing}(?![\u4e00-\u9fff]*{programme})")


def _by_unit(text: str, quantity: Quantity, before: str) -> str:
    start, end, unit, number = quantity.start, quantity.end, quantity.unit, quantity.number
    of_term = unit == "次" and text.startswith(_MEETINGS, end) and "届" in text[max(0, start - 8) : start]
    if unit == "届" or of_term:  # 十四届人大四次会议
        return "ordinal_word"
    if unit == "年":
        previous = text[max(0, start - 4) : start]
        supported = previous.endswith(_CONSECUTIVE) and _SUPPORT.match(text, end)
        paid = previous.endswith(_DIVIDING) and _PAID_IN.match(text, end)
        granted = supported or paid or previous.endswith(_BEFORE_YEARS) or _is_enjoyed(text, start, end)
        return "definite" if granted else "time"
    if (unit in _GRADES and len(number) == 1) or (unit == "日" and before == "月"):  # 二月十四日
        return "announces" if unit in ("批", "批次") and number in _SINGLE else "time_or_grade"
    if unit == "大" or (unit == "条" and text.startswith(_LINES_KEPT, end)):  # 守好两条底线
        return _big(text, start, end, "" if unit == "条" or number in _ROUND else before)
    to_do = unit == "件" and text.startswith(_THINGS_TO_DO, end)  # 三件事
    if (
        to_do
        or (unit == "个" and text[end : end + 1].isdigit())
        or unit == _ASPECT_NOUN
        or (unit == "个" and text.startswith(_ASPECT_NOUN, end))
    ):
        return "announces"
    return "announces" if unit in ("项", "个", "类") and _points(text, start, end) else ""


def _points(text: str, start: int, end: int) -> bool:
    """两项合计, 四项工作：: the numeral points back, or forward."""
    return (
        text.startswith(_AFTER_LISTED, end)
        or _SUMS_UP.match(text, end) is not None
        or _ANNOUNCED.match(text, end) is not None
    )


def _by_number(text: str, quantity: Quantity) -> str:
    """一家 is no count, unless it is said to be new or the only one; 一倍 is one."""
    if quantity.number != "一" or quantity.unit in ("倍", "百分点") or quantity.high is not None:  # 一至两家
        return "definite"
    if quantity.unit == "位" and _MOVED.search(text, max(0, quantity.start - 4), quantity.start):  # 前移一位
        return "definite"
    known = text.endswith(_BEFORE_ONE, max(0, quantity.start - 4), quantity.start)
    return "definite" if known and quantity.unit in ("家", "所", "座", "名", "支") else "indefinite_one"


def _big(text: str, start: int, end: int, before: str) -> str:
    """三大研究中心 counts where its members or its owner are named just before; 六大工程 alone is a slogan."""
    if _PROGRAMME.match(text, end) and _PROGRAMME_BEFORE.search(text, 0, start):  # 扩消费六大工程、城建六大攻坚行动
        return "slogan"
    if _THINGS.match(text, end):
        return "definite"
    if not "\u4e00" <= before <= "\u9fff" or end >= len(text):
        return "slogan"
    clause = _CLAUSE_END.split(text[max(0, start - 40) : start])[-1]
    named = "、" in clause or _PAIR.search(clause) is not None
    return "definite" if named or clause.endswith(_BELONGING) else "slogan"

"""Numbers that count nothing, though a unit may follow: bounds of a class, spans of years, idioms, slogans, names of machines."""

import re
from collections.abc import Callable

from loaders.lexicon import Lexicon
from loaders.parse.numbers.quantity import Quantity

Rule = tuple[str, str]  # form, rule

_CLASS = re.compile(
    r"(?:及?以[上下])\d+[个项家户件]|(?:以上|以下|以内|及以上|级)?的?(?:[\u4e00-\u9fff]{0,6}?(?:项目|企业|高企|公司)|(?:[大小]额|重大|大型|单笔|普惠性?)?(?:贷款|合同|仪器)|园区|产业|工程|产品|平台|基金|镇|村|县|区|集群|骨干|制造业|工业|重大|重点|龙头|大项目|产业项目|固定资产投资|固投|工业投资|省份|城市|的有)"
)
_SPAN_OF_YEARS = re.compile(r"(?:连续|近|最近|过去|未来|今后|前|这|历时)$")
_SUPPORT = re.compile(r"[^，,。；;]{0,6}(?:给予|支持|资助|补助|奖励|连续|稳定(?!在))")
_ENJOYED = re.compile("(?:享受|给予)[^，,。；;\\d]{1,12}[，,]连续$|(?:补贴|补助|资助)$")  # 享受房租补贴，连续两年
_CLAUSE_STOPS = re.compile("$|[，,。；;]")
_TERM = re.compile(
    r"(?:给予|为期|期限|间隔|满|期|期为|不超过|不少于|不低于|至少|提前|滞后|延长|缩短)(?:[^，,。；;]{0,3})$"
)
_TERM_BEFORE = re.compile("(?:期|限|须|应|满)[^，,。；;]{0,6}$")
_PLACES = re.compile("[\u4e00-\u9fff]、[\u4e00-\u9fff]{2,5}$")
_OF_SPAN = (
    "来",
    "间",
    "累计",
    "内",
    "前",
    "增",
    "提升",
    "提高",
    "翻",
    "下降",
    "减",
    "净增",
    "减少",
)  # 5年提升10个百分点
_EXCEEDED = re.compile("(?:超过?|不足|不到|[低高大小]于|突?破|达到?|(?<![通经])过|逾)$")  # 年营收超10亿元的企业
_THING = "(?:企业|项目|单位|机构|高校|平台|园区|工程|基地|产业链|集群|品牌|产品|大户|楼宇|[乡镇村县区])"
_DONE = "新增|新建|建成|实施|引进|完成|带动|覆盖|支持|惠及|服务|涉及|用于|实现|签约"
_THING_COUNTED = re.compile(  # 超10亿元|工业项目3个
    f"(?!、)(?:(?!{_DONE})[^，,。；;：:（）()\\d]){{0,10}}?{_THING}[^，,。；;、：:\\d%]{{0,6}}?(?:[\\d一二两三四五六七八九十百]+[余多]?[家个项户件座条栋只款]|占)"
)
_GRANTED_CLASS = re.compile(
    "(?:(?:及?以上|以下)的?|的)[^，,。；;、\\d]{2,8}?(?:[，,](?:按(?!期|时)|每[家户个项]|奖|补)|[，,]?(?:给予|予以|一次性))"
)
_OF_CLASS = re.compile(
    "的[\u4e00-\u9fff]{0,6}?(?:企业|单位|项目|机构|高校|平台|园区|合同|贷款|仪器)"
)  # 超过500万元的企业
_CLASS_OF_RATIO = re.compile(
    "(?:及?以上|以下|以内)的[\u4e00-\u9fff]{0,6}?(?:企业|单位|项目|机构|产品|平台)[\u4e00-\u9fff]{0,4}\\d"
)
_COUNTED_CLASS = re.compile("的[^，,。；;\\d]{2,12}\\d")
_CLASS_OF_SHARE = re.compile("(?:及?以[上下]|以内)的(?:只|仅|约|已|还|尚|也|又)*(?:占|有|达|超过|不足|不到|近)")
_RATIO_BOUND = re.compile("(?:强度|率|占比|比重)(?:不足|低于|不到|超过|高于|大于|小于)$")
_NAME_OF_THING = re.compile("[\u4e00-\u9fff]{3,}")
_CLAUSE_END = re.compile("[，,；;。：:]")
_GRADED_THING = re.compile(
    "(?:及?以上|以下)的?[^，,。；;、\\d]{0,8}?(?:基地|项目|工程|电站|机组|装置|企业|煤矸石|煤矿|园区)"
)
_DESIGNATED = re.compile("级?[^，,。；;、\\d]{0,10}?(?:项目|基地|工程|机组|电站|装置|生产线|示范线|储能)")
_REGISTERED = re.compile(
    "(?:创新|化学|生物|原研)?(?:新药|药|药品|医疗器械|器械|化药|中药|疫苗|制剂|生物制品)(?![类个])"
)
_IN_A_NAME = re.compile("年产$|[\u4e00-\u9fff](?![建增成用产设施资划省市县区年约近超过到达为上有])[\u4e00-\u9fff]$")
_PHYSICAL = ("吨", "千克", "公斤", "兆瓦", "千瓦", "米", "千米", "公里", "升", "立方米", "毫米", "纳米", "厘米")
_MEETINGS = ("会议", "全会", "全体会议", "党代会")
_RANKS_OF_CLASS = ("行列的", "俱乐部的", "阵营的", "方阵的")
_GRADES = frozenset(
    ("批", "批次", "天", "月", "周", "个月", "季度", "期", "级", "次", "代", "面", "点", "分", "层", "线", "步", "体")
)
_SINGLE = frozenset("二两三四五六七八九")
_COMPOUND = frozenset("十第初星期周数几逐每某统同任唯单首")
_NONE_OF = re.compile("(?:没有|并无|未有|无)$")  # 没有1家
_FULL_MARKS = ("满分", "满分为", "满分是", "分值", "分值为")
_SLOGAN = re.compile("[十百千万][\u4e00-\u9fff]{1,2}[百千万亿][\u4e00-\u9fff]")  # 百校千企
_SLOGAN_BEFORE = re.compile("(?<![\u4e00-\u9fff][十百千万])[十百千][\u4e00-\u9fff]{1,2}$")
_THINGS_TO_DO = ("事", "大事", "要事", "实事", "好事", "喜事", "难事")
_QUOTES = frozenset("“‘《\"'「")
_SCALE_WORDS = frozenset(("万", "亿", "十亿", "百亿", "千亿", "万亿", "千万", "百万"))
_AFTER_LISTED = ("增幅", "增速", "指标均", "指标分别", "均", "合计", "总计", "相加", "总量均", "总量", "工作")
_SUMS_UP = re.compile("[\u4e00-\u9fff]{0,4}(?:均|都|分别|合计|共计)")  # 两项产量均列第二
_ANNOUNCED = re.compile(
    "(?:主要|重点|具体|方面|突出|明显|大)?(?:目标|任务|工作|措施|举措|特点|特征|问题|要求|意见|建议|成效|亮点|突破|变化|原则|关系|思路)[^，,；;。:：]{0,3}[:：]"
)  # 实现六个目标：一是…
_MOVED = re.compile("(?:前移|后移|前进|上升|提升|跃升|晋升|攀升|升|进|下降|后退|下滑|退|降|位移|移)了?$")
_BEFORE_ONE = ("新增", "获批", "唯一", "仅有", "只有", "引进")
_REACHING = (
    "突破",
    "突破了",
    "超",
    "超过",
    "跨过",
    "跨越",
    "跨上",
    "跨入",
    "迈过",
    "迈上",
    "迈入",
    "站上",
    "达到",
    "达",
    "逾",
    "破",
    "近",
    "约",
    "接近",
    "不足",
    "不到",
    "实现",
    "完成",
    "冲刺",
    "冲击",
    "迈向",
    "迈进",
    "跃上",
    "站稳",
    "增至",
    "增加到",
    "增长到",
)
_COUNTED_BEHIND = re.compile(
    "(?:及?以上|以下)(?:[（(]含[)）])?的?[\u4e00-\u9fff]{2,10}?\\d+[项家个件户名所]"
)  # 10万元以上成果转化3项
_LISTED_IN_QUOTES = re.compile("“[^“”]*、[^“”]*”$")
_ATTITUDES = ("意识", "方法", "机制", "理念", "思维", "精神", "作风", "原则", "观念", "态度", "本领", "法宝")
_BEFORE_YEARS = ("给予", "给予连续", "为期", "期限", "间隔", "期限为", "不超过", "至少", "满")


def not_a_count(text: str, start: int, end: int, unit: str, number: str) -> Rule | None:
    """What a number with this unit is where it is no statistic; None where nothing speaks against one."""
    if number in ("1", "一") and _NONE_OF.search(text, max(0, start - 2), start):
        return "other", "none_of"
    if unit == "位" and text.startswith("数", end):  # 2位数的增长
        return "other", "digits"
    rule = _RULES.get(unit)
    return rule(text, start, end, unit, number) if rule is not None else None


def _bound_of_class(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """2000万元以上的项目; 500万元以上的企业，每家奖励10万元 says what a grant asks for."""
    if _GRANTED_CLASS.match(text, end):
        return None
    if text.startswith(_RANKS_OF_CLASS, end):  # 迈入万亿元行列的省份
        return "other", "class_bound"
    if names_class(text, start, end):
        return "other", "class_bound"
    if _CLASS_OF_SHARE.match(text, end) or _COUNTED_BEHIND.match(text, end):
        return "other", "class_bound"
    bounds = text.startswith(("的有", "以上", "以下", "及以上", "级"), end)
    if (_COUNTED_CLASS.match(text, end) or _OF_CLASS.match(text, end)) and _EXCEEDED.search(
        text, max(0, start - 2), start
    ):
        return "other", "class_bound"
    return ("other", "class_bound") if bounds and _CLASS.match(text, end) else None


def names_class(text: str, start: int, end: int) -> bool:
    """投资超10亿元项目5个: the amount tells which projects are counted."""
    exceeded = _EXCEEDED.search(text, max(0, start - 3), start)
    return exceeded is not None and _THING_COUNTED.match(text, end) is not None


def _span_of_time(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    return ("date", "span_of_time") if text.endswith(("连续", "持续"), max(0, start - 8), start) else None


def _anniversary(_text: str, _start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    return "other", "anniversary"


def _age(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """35岁以下: bounds those who are counted."""
    return ("other", "class_bound") if text.startswith(("以下", "以上", "及以"), end) else None


def _years(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """近3年, 给予3年: a span, a term, or the length of something; 2020年 is a date and not met here."""
    before = text[max(0, start - 8) : start]
    if before.endswith("满") and text.startswith("的", end):  # 工作满3年的
        return "other", "shortest_term"
    steady = text.startswith("稳定", end)
    supported = _SUPPORT.match(text, end)
    if supported or _is_enjoyed(text, start, end) or _TERM.search(before) or _TERM_BEFORE.search(before):
        return None
    if steady or _SPAN_OF_YEARS.search(before) or text.startswith(_OF_SPAN, end):
        return "date", "span_of_years"
    return "other", "length_of_time"


def _is_enjoyed(text: str, start: int, end: int) -> bool:
    """享受房租补贴，连续两年: how long a grant goes on."""
    return _CLAUSE_STOPS.match(text, end) is not None and _ENJOYED.search(text, max(0, start - 20), start) is not None


def _pieces(text: str, start: int, end: int, unit: str, number: str) -> Rule | None:
    """连续3个季度, 3个层面, 3个方面."""
    if text.startswith(("季度", "月"), end):
        return _span_of_time(text, start, end, unit, number)
    if text.startswith(("层面", "维度", "角度", "环节", "板块", "方面", "台阶", "阶段"), end):
        return "other", "announces"
    return _attitudes(text, start, end, unit, number)


def _attitudes(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“甲、乙、丙”三种意识: sums up what the quotation lists."""
    listed = text.startswith(_ATTITUDES, end) and _LISTED_IN_QUOTES.search(text, max(0, start - 60), start)
    return ("other", "announces") if listed else None


_ENDS_QUOTED_NAME = re.compile("“[\u4e00-\u9fff]{2,8}$")


def _articles(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“科创10条”: a quoted name that ends in how many articles it has."""
    named = text.startswith("”", end) and _ENDS_QUOTED_NAME.search(text, max(0, start - 10), start)
    return ("name", "number_in_name") if named else None


def _aspects(text: str, _start: int, end: int, unit: str, _number: str) -> Rule | None:
    noun = text[end : end + 1]
    return None if unit == "方面" and "\u4e00" <= noun <= "\u9fff" and noun != "的" else ("other", "announces")


def _size(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """20吨转炉: a size at the head of a name."""
    if text.endswith("时速", max(0, start - 2), start):  # 时速400公里动车组
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
    if _CLASS_OF_RATIO.match(text, end):  # 增长20%以上的企业56家
        return "other", "ratio_bound"
    bounds = text.startswith("的", end) and _RATIO_BOUND.search(text, max(0, start - 8), start)
    return ("other", "ratio_bound") if bounds else None


def _full_mark(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    """满分100分: how many could be had."""
    return ("other", "full_mark") if text.endswith(_FULL_MARKS, max(0, start - 4), start) else None


def _countries(text: str, start: int, end: int, _unit: str, number: str) -> Rule | None:
    """煤炭2030国家科技重大专项, 331国道: 国 begins the next word."""
    if text.startswith(("道", "省道"), end):
        return "name", "road"
    return ("name", "number_in_name") if text.startswith("家", end) and len(number) >= 3 else None


def _divisions(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    """甲、乙、丙3市: counts the places just named."""
    return (
        ("other", "places_counted")
        if start and "\u4e00" <= text[start - 1] <= "\u9fff" and _PLACES.search(text, max(0, start - 8), start)
        else None
    )


def _graded(text: str, _start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """1类新药, 三类医疗器械: the class that a thing is registered in."""
    return ("name", "class_in_name") if _REGISTERED.match(text, end) else None


def _batches(text: str, start: int, _end: int, _unit: str, _number: str) -> Rule | None:
    """分3批推荐: in how many goes it was done."""
    return ("other", "announces") if text.endswith(("分", "分成", "分为"), max(0, start - 2), start) else None


_CIRCLE = re.compile("[^，,。；;“”]{0,12}”[^，,。；;、“”]{0,6}圈")


def _circles(text: str, start: int, end: int, _unit: str, _number: str) -> Rule | None:
    """“15分钟”就业服务圈: how long one needs is the name of the circle."""
    opened = text.rfind("“", 0, start) > text.rfind("”", 0, start)
    return ("name", "number_in_name") if opened and _CIRCLE.match(text, end) else None


_RULES: dict[str, Callable[[str, int, int, str, str], Rule | None]] = {
    "元": _bound_of_class,
    "%": _bound_of_ratio,
    **dict.fromkeys(("省", "市", "县", "区"), _divisions),
    **dict.fromkeys(("季度", "个季度", "个月", "天", "届", "次"), _span_of_time),
    "国": _countries,
    "类": _graded,
    **dict.fromkeys(("批", "批次", "期", "轮", "轮次", "步"), _batches),
    "分": _full_mark,
    "周年": _anniversary,
    "岁": _age,
    "年": _years,
    "个": _pieces,
    **dict.fromkeys(("种", "项", "大"), _attitudes),
    "条": _articles,
    "方面": _aspects,
    "个方面": _aspects,
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
    if any(text[start : start + length] in lexicon.region_names for length in lengths):  # 三门峡, 九江市
        return "place_name"
    only = number == "一" and text.endswith("唯一", max(0, start - 4), start)
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
_THINGS = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:产业链|集群|基地|园区|开发区|高新区|经开区|片区|实验室|改革任务|港口|机场|通道|走廊|都市圈|城市群)(?![\u4e00-\u9fff]*(?:行动|工程|计划|战略|攻坚))"
)


def _by_unit(text: str, quantity: Quantity, before: str) -> str:
    start, end, unit, number = quantity.start, quantity.end, quantity.unit, quantity.number
    of_term = unit == "次" and text.startswith(_MEETINGS, end) and "届" in text[max(0, start - 8) : start]
    if unit == "届" or of_term:  # 十四届人大四次会议
        return "ordinal_word"
    if unit == "年":
        previous = text[max(0, start - 4) : start]
        supported = previous.endswith("连续") and _SUPPORT.match(text, end)
        granted = supported or _is_enjoyed(text, start, end)
        return "definite" if granted or previous.endswith(_BEFORE_YEARS) else "time"
    if (unit in _GRADES and len(number) == 1) or (unit == "日" and before == "月"):  # 二月十四日
        return "announces" if unit in ("批", "批次") and number in _SINGLE else "time_or_grade"
    if unit == "大":
        return _big(text, start, end, before)
    to_do = unit == "件" and text.startswith(_THINGS_TO_DO, end)  # 三件事
    if (
        to_do
        or (unit == "个" and text[end : end + 1].isdigit())
        or unit == "方面"
        or (unit == "个" and text.startswith("方面", end))
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
    if quantity.number != "一" or quantity.unit in ("倍", "百分点"):
        return "definite"
    if quantity.unit == "位" and _MOVED.search(text, max(0, quantity.start - 4), quantity.start):  # 前移一位
        return "definite"
    known = text.endswith(_BEFORE_ONE, max(0, quantity.start - 4), quantity.start)
    return "definite" if known and quantity.unit in ("家", "所", "座", "名", "支") else "indefinite_one"


def _big(text: str, start: int, end: int, before: str) -> str:
    """三大研究中心 counts where its members or its owner are named just before; 六大工程 alone is a slogan."""
    if not "\u4e00" <= before <= "\u9fff" or end >= len(text):
        return "slogan"
    if _THINGS.match(text, end):
        return "definite"
    clause = _CLAUSE_END.split(text[max(0, start - 40) : start])[-1]
    named = "、" in clause or _PAIR.search(clause) is not None
    return "definite" if named or clause.endswith(("属", "级", "内")) else "slogan"

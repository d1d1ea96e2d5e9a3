"""Find the numbers of a sentence: anchored at its numerals, then a look at both sides.

The numerals every report is held against (the ledger) are ``\\d+(?:[.,]\\d+)*`` (Arabic, full-width digits included), the
maximal runs of ``[〇零一二两三四五六七八九十百千万亿廿卅]`` and their look-alikes that touch no Arabic digit, those of amounts
(壹拾万零叁仟), those of items (``①``, ``㈠``, ``⒈``), and the words ``首位 榜首 之首 之冠 冠军 过半 半数 翻番 翻倍 倍增``,
which state a number without a numeral. What stands next to a numeral decides which patterns are tried on it.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from loaders.lexicon import Lexicon
from loaders.parse.numbers.amounts import AND_MORE, ARABIC, CHINESE, ZH, Amount, chinese_amount, neighbours, read_amount
from loaders.parse.numbers.quantity import (
    CHINESE_DIGITS,
    LARGEST,
    PLACES,
    SCALES,
    Number,
    Quantity,
    arabic_value,
    chinese_value,
    fold_value,
    number_value,
    scale_value,
)
from loaders.parse.numbers.uncounted import idiom, is_reached, names_class, not_a_count

__all__ = [
    "ARABIC",
    "LARGEST",
    "LEDGER",
    "Numeral",
    "Quantity",
    "arabic_value",
    "chinese_value",
    "ledger",
    "scale_value",
    "scan",
]

Numeral = tuple[int, int, str]  # start, end and script

_ZH = ZH
_ANY_ZH = _ZH + "兩萬億⼀⼆⼋⼗〡-〩〸-〺"  # with traditional ones, radicals of the same shape, and those of merchants
_CAPITAL = "壹贰貳叁參叄肆伍陆陸柒捌玖弌弍弎"
_WORDS_OF_CAPITALS = "队大退入行登着内"  # 队伍, 大陆
_TENS = "拾佰仟"
_CIRCLED = "①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿"
_CAPITAL_GOES_ON = f"[{_TENS}万亿萬億][{_ANY_ZH}{_CAPITAL}{_TENS}]*+"
_TENS_GO_ON = f"[万亿萬億{_CAPITAL}][{_ANY_ZH}{_CAPITAL}{_TENS}]*+"
CAPITAL_NUMERAL = re.compile(f"(?<![{_WORDS_OF_CAPITALS}])[{_CAPITAL}]{_CAPITAL_GOES_ON}|(?<!收)[{_TENS}]{_TENS_GO_ON}")
LEDGER = re.compile(
    rf"[\d{_ANY_ZH}{_CAPITAL}{_CIRCLED}{_TENS}首榜之过半翻冠倍]"  # one set of characters in front: the engine looks for it fast
    r"(?:(?<=\d)\d*(?:[.,]\d+)*(?P<arabic>)"
    rf"|(?:(?<=[{_CAPITAL}])(?<![{_WORDS_OF_CAPITALS}].){_CAPITAL_GOES_ON}|(?<=[{_TENS}])(?<!收.){_TENS_GO_ON})(?P<capital>)"
    rf"|(?<=[{_ANY_ZH}])(?<![\d{_ANY_ZH}][{_ANY_ZH}])[{_ANY_ZH}]*+(?!\d)(?P<chinese>)"
    rf"|(?<=[{_CIRCLED}])(?P<circled>)"
    r"|(?:(?<=首)位|(?<=榜)首|(?<=之)[首冠](?=$|[，,。；;、）)（(])|(?<=过)半|(?<=半)(?<!一半)数|(?<=翻)[番倍]|(?<=倍)增(?:(?<=实现倍增)(?!计划|行动|工程)|(?=$|[，,。；;、）)至到]))|(?<=冠)(?<!项冠)军(?!企业|产品|培育))(?P<word>))"
)

_SCRIPTS = {"arabic": "arabic", "chinese": "chinese", "capital": "chinese", "circled": "circled", "word": "word"}

_MONTH = r"\d{1,2} ?月(?:份|初|底|末|中旬|上旬|下旬)?"
_TO = r"[ ]?(?:[-—–~～至到]|－|--|——)[ ]?"
_DAY = r"\d{1,2} ?[日号]"
_YEARS = r"(?:19|20)\d{2}"
_HALF = "半(?![导岛径年天月数])"  # 两倍半, not 两倍半导体产能
ARABIC_DATE = re.compile(
    rf"(?:{_YEARS} ?年 ?)?\d{{1,2}} ?月{_TO}\d{{1,2}} ?月(?:份|底|末)?(?!{_DAY})"
    rf"|{_YEARS}[年.]?{_TO}{_YEARS}(?:年度?)?(?!\d)"
    rf"|{_YEARS} ?年 ?\d{{1,2}}{_TO}{_MONTH}"
    rf"|{_YEARS} ?年 ?(?:{_MONTH})?(?:\d{{1,2}} ?日)?(?:{_TO}(?:{_MONTH})?\d{{1,2}} ?日)?(?:度|初|底|末)?"
    rf"|{_YEARS}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|{_YEARS}\.\d{{2}}(?!\d| ?[%％‰]| ?(?![月至到以前底末起])[\u4e00-\u9fff])"
    rf"|\d{{1,2}}{_TO}{_MONTH}(?!{_DAY})"
    rf"|\d{{1,2}} ?月(?:\d{{1,2}} ?[日号])?(?:{_TO}(?:{_MONTH})?\d{{1,2}} ?[日号])?(?:份|初|底|末|中旬|上旬|下旬)?"
    r"|20(?=[Xx×]{2}年)|202(?=[Xx×]年)"
    r"|(?<![^，,。；;\s])\d{1,2} ?日(?=[,，上下晚早])"
    rf"|\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:{_TO}\d{{1,2}}[:：]\d{{2}})"
)
QUARTER = re.compile(rf"(?:第 ?|前 ?)?[1-4](?:{_TO}[1-4])? ?个?季度末?")
YEAR_AND_QUARTER = re.compile(rf"{_YEARS} ?年? ?(?:Q[1-4]|H[12])(?![0-9A-Za-z-])")
HALF_OR_QUARTER = re.compile("(?:Q[1-4]|H[12])(?![0-9A-Za-z-])")
LAST_MONTHS = re.compile(rf"近 ?(?:\d{{1,2}}|[{_ZH}]{{1,2}}) ?个月")
SHORT_YEAR = re.compile(
    r"['’‘]?(?:1[5-9]|2\d|3[0-5]) ?年(?:度|底|末|初)?(?![来间内期]|以[来上下内]|左右|的?历[史程]|之[久后前]|[前后])"
)
DOTTED_MONTHS = re.compile(rf"{_YEARS}\.\d{{1,2}}(?:-|—|–|~|～|至|到)\d{{1,2}}(?![\d.%])(?:月(?:份)?)?")
DOTTED_DAY = re.compile(r"\d{1,2}\.\d{1,2}(?![\d.%％]| ?[万亿元家个项人])")
DOCUMENT_NO = re.compile(
    r"[〔\[【(（［] ?\d{4} ?[〕\]】)）］] ?(?:第)? ?\d+ ?号|[\u4e00-\u9fff]发\d+号(?:文件)?|\d+号(?:文件|文|令)|第\d+号"
)
FOOTNOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］|【\d{1,2}】")
YEARS_OF_TERM = re.compile(rf"第 ?\d{{1,2}}(?:年?{_TO}(?:第 ?)?\d{{1,2}})? ?年(?!级)")
ORDINAL_OR_RANK = re.compile(
    rf"第 ?(?P<n>\d+|[{_ZH}]+) ?(?P<rank>[位名](?![一-龥]?单))?"
    rf"(?P<thing>届|次|个|期|号|批|章|条|款|季度|轮|方阵|梯队|年|天|场|站|版|代|产业|师|方|步|生产力|动力|资源|要务)?"
)
FIRST_MONTHS = re.compile(rf"(?<![提之以此日满束期工成])前 ?(?:\d{{1,2}}|[{_ZH}]{{1,2}}) ?个月(?!内)")
TOP = re.compile(rf"前 ?(?P<n>\d+|[{_ZH}]+) ?(?P<unit>[位名强%％‰])")
TOP_BARE = re.compile(
    rf"(?<=[省市区县国州盟界球部列居入名在持至到])前(?P<n>\d{{1,2}}|[{_ZH}]{{1,2}})(?=$|[，,。；;、）)！]|水平|行列|位次|名次|以内|目标)"
)
TOP_CLASS = re.compile("的?[\u4e00-\u9fff]{1,6}(?:里|中(?![心度于在小]))")
STRONG = re.compile(r"(?P<n>\d+|[百]) ?强")
FOLD = re.compile(rf"翻(?:了)?(?P<n>[{_ZH}]+|\d+)?番(?P<half>{_HALF})?")
FOLD_BOUND = re.compile("翻了?(?:近|将近|接近|约|超|超过|逾|不止|至少)$")
HALF_OF = re.compile("(?:占|达|贡献|撑起|包揽|集聚|汇聚|拥有|来自)[^，,。；;、]{0,14}$")
_OF_FRACTION = rf"\d+(?:\.\d+)?|[{_ZH}]+(?:点[〇零一二三四五六七八九]+)?"
CHINESE_FRACTION = re.compile(
    rf"(?P<low>[{_ZH}]+)分之(?P<minus>负)?(?P<high>{_OF_FRACTION})(?:{_TO}(?:(?P=low)分之)?(?P<to>{_OF_FRACTION})(?![\d年月]))?"
)
POWER = re.compile(  # 1.2×10^8, 1.2×10⁸, 1.2乘以10的8次方, 1.2E+08
    r"(?P<n>\d+(?:\.\d+)?) ?(?:(?:[×xX*＊·]|乘以?) ?10(?:\^|(?=[⁻⁰¹²³⁴-⁹])|的(?=\d{1,2}次))|[eE](?=\+))"
    r"(?P<power>[-−+⁻]?(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,2}))(?:次[方幂])?(?![\d.])"
)
ARABIC_FRACTION = re.compile(r"(?P<high>\d{1,3})/(?P<low>\d{1,3})(?![\d/A-Za-z]|[.,]\d)")
RATIO = re.compile(r"\d+(?:\.\d+)?(?:[∶：:]\d+(?:\.\d+)?)+(?!\d)")
TENTHS = re.compile(
    rf"(?P<n>[一二两三四五六七八九]{{1,2}})成(?P<more>[一二三四五六七八九](?![\u4e00-\u9fff个项家])|{_HALF})?(?![立功果员长为绩都熟本交套人家分品效])"
)
ARABIC_TENTHS = re.compile(r"(?P<n>\d(?:\.\d)?)成(?![立功果员长为绩都熟本交套人家分品效年])")
TENTHS_RANGE = re.compile(
    rf"(?P<low>[一二三四五六七八]){_TO}(?P<high>[二三四五六七八九])成(?![立功果员长为绩都熟本交套人家分品效])"
)
BRACKETED_NUMBER = re.compile(r"[（(]\d{1,2}[)）]")
TELEPHONE = re.compile(r"(?:\d{3,4}[-－—])+\d{4,8}(?:[-－—]\d{1,6})?(?!\d)|1\d{10}(?!\d)")
ANONYMOUS_YEAR = re.compile(r"(?:20|202)(?=[Xx×*＊]{1,2}年)")
CAPTION_NUMBER = re.compile(r"[ \u3000]*(?:附?[表件图]|专栏) ?(?P<n>\d{1,2}(?:[-—]\d{1,2})?)(?![\d.年月日])")
LIST_NUMBER = re.compile(r"\d{1,3}(?:[.．、)）](?!\d)| (?=[\u4e00-\u9fff]))")
RANGE_TO = re.compile(rf"{_TO}")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
MODEL = re.compile(r"[A-Za-z0-9.+\-]*")
RATIO_PART = re.compile(r"\d+(?:\.\d+)?")

_OPENING = frozenset("〔[【(（［")
_CAPTION_ENDS = frozenset("表件图栏 ")
_AFTER_STOP = frozenset("。；;：:")
_TO_STARTS = frozenset(" -—–~～至到－")
_TURNS_BEFORE = _OPENING | _AFTER_STOP | frozenset("第前近翻了发 QH‘’'")
_TURNS_BEFORE_CHINESE = frozenset("第前近翻了唯")
_GOES_ON = _TO_STARTS | frozenset(_ZH) | frozenset("余多几来点成半分番")
_MINUS = frozenset("-−－–—﹣‐‑‒负")
_NO_MINUS = frozenset("担肩背正抱")  # 担负, 正负
_SIGNS = _MINUS | {"+"}
_DASHES = frozenset("–—")  # which part words, too
_BEFORE_SIGN = frozenset("(（,，、 为:：")
_AFTER_NOUN = re.compile("[\u4e00-\u9fff][-−－﹣]\\d")
_SUPERSCRIPTS = str.maketrans("⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_SIGNED = re.compile(
    "(?:同比|环比|增[长速幅减]|净增|净流入|降幅|同期|[上去]年|变[化动]|率|利润|结余|为|达|至|约)$"
)  # 同比—3.2%
_PLUS = re.compile(r"\d+(?:\.\d+)? ?(?:[%％‰万亿]|个?百分点|个?pct)")
_MULTIPLIES = frozenset("十百千万亿")
_GREAT = frozenset("万亿")
_OF_MONTHS = re.compile(r"\d{1,2}(?: ?月份?)?")
_LONGEST_MONTH = 2
_MALFORMED = re.compile(
    "(?=.*[一二两三四五六七八九])[一二两三四五六七八九]?(?:[十百千万亿廿卅][〇零]*[一二两三四五六七八九]?)++"
)  # 一百百, not 三五百
_GREAT_PART = re.compile("[一二两三四五六七八九十百千]+[万亿]$")
_UNTIL = ("截至", "截止", "截至到", "截止到", "截止至")
_ENDS_UNTIL = frozenset("至止到")
_BEFORE_SHORT_YEAR = frozenset("，,。；;、：:（( 较比自")
_COUNTED = ("家", "个", "所", "座", "名", "支", "台")
_LANDMARKS = ("台阶", "大关", "关口")
_NOT_SEVERAL = frozenset("总人个件户次款台项年分系参指")  # 总数百家
_UNIT_BEFORE = re.compile("[（(](?P<unit>[^（）()\\d，,、]{1,6})[)）] ?[:：]? ?(?:为|达到?|是|共计?|完成)?$")
_JOINS = ("、", "和", "及", "与", "或")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_OF_AMOUNTS = ("%", "％", "万", "亿", "元", "个百分点")  # what follows an amount and no model: GDP2.85%
_SCALE = re.compile("[万亿]{0,2}")
_MODEL_BEFORE = _LATIN | frozenset("+-－")
_CLAUSE_ENDS = ("", *"，,。；;、）)！")
_RANK_ENDS = frozenset("，,。；;、）)！的 ”和")
_RANK_BEFORE = frozenset("、和省市国区县州盟球列居名排中位东南西北角带圈群")  # 皖北第1, 长三角第3
_ORDINAL_WORDS = frozenset(
    ("一", "批", "季度", "年", "产业", "方", "步", "生产力", "动力", "资源", "要务", "方阵", "梯队")
)
_OF_RULE = ("章", "条", "款")  # 第五条 at the head of its sentence
_RANK_IN_PLACE = re.compile("[排居列][\u4e00-\u9fff]{2,6}$")  # 排南充第3
_THEY_ARE = re.compile(
    "的?[^，,。；;]{0,6}?(?:分别|依次)?(?:是|为|[:：])|(?:分别|依次)有"
)  # 前三名为甲市、乙市、丙市: who they are
_CHANGED = re.compile("上?升|跃|提|前移|降|下|退|滑|攀|晋|挤|至|到")
_LEFT = re.compile("[由从自][^，,；;。\\d]{0,9}$")
_AMONG = ("全国", "全省", "全市", "全球", "世界", "进入", "跻身", "稳居", "入围", "国前", "省前")
_POWERS = {10**places: places for places in range(2, 7)}  # 百分之, 千分之, 万分之
_SHARES = frozenset(("%", "‰", "百分点"))
_IN_PARTS = _SHARES | {"倍", "元"}  # units of which a part is stated
_AND_MORE = re.compile(AND_MORE)
_HALF_MORE = re.compile(_HALF)
_LISTED = frozenset(("quantity", "percent", "multiple"))
_INCOMPLETE = frozenset(("bare", "points"))
_FORMS = {"": "bare", "%": "percent", "‰": "percent", "百分点": "points", "倍": "multiple"}
_RATIO_LEADS = ("比例", "比例为", "之比", "之比为", "比为")
_HUNDRED = Decimal("99.5"), Decimal("100.5")  # what the rounded parts of a whole add up to
_LIST_STEP = 8  # characters between two numbers of a list, at most
_LONGEST_YEAR_MONTH = 10  # characters; a longer numeral may be a telephone number


def ledger(text: str) -> list[Numeral]:
    """The numerals of a text, in order."""
    return [(match.start(), match.end(), _SCRIPTS[match.lastgroup or ""]) for match in LEDGER.finditer(text)]


def scan(text: str, lexicon: Lexicon, numerals: list[Numeral] | None = None) -> list[Quantity]:
    """The numbers of one sentence in text order, each with its span, value and unit; every ledger numeral lies in one.

    ``numerals`` are those of its ledger, where they are known.
    """
    found: list[Quantity] = []
    done = 0
    has_bare = has_rank = False
    numerals = ledger(text) if numerals is None else numerals
    last = len(numerals) - 1
    for index, (start, end, script) in enumerate(numerals):
        if start < done:
            continue
        quantity = _READERS[script](text, start, end, done, lexicon)
        reached = quantity.end
        goes_on = index < last and numerals[index + 1][0] < reached
        if reached < end or quantity.start < done or (goes_on and _is_in_one(reached, numerals, index + 1)):
            quantity = Quantity(start, end, "other", "no_number", text[start:end])
        done, form = quantity.end, quantity.form
        if form == "ratio":
            found += _parts_of_ratio(text, quantity)
        else:
            found.append(quantity)
            has_bare = has_bare or form in _INCOMPLETE
            has_rank = has_rank or form == "rank"
    if has_bare and len(found) > 1:
        _complete_lists(text, found)
    if has_rank and len(found) > 1:
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
    """9.1∶42.3∶48.6 states three shares of one whole; a ratio that does not add up to it states none."""
    parts = [(m.start() + quantity.start, m.group()) for m in RATIO_PART.finditer(quantity.number)]
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


# -- words and Chinese numerals ------------------------------------------------------------------------------------


def _word(text: str, start: int, end: int, _done: int, _lexicon: Lexicon) -> Quantity:
    word = text[start:end]
    if word in ("首位", "榜首", "之首", "之冠", "冠军"):
        if word == "冠军" and text[max(0, start - 1) : start] not in tuple("市省国区县得获夺的"):
            return Quantity(start, end, "idiom", "set_phrase", word)
        return Quantity(start, end, "rank", "top_word", word, 1, unit="位")
    if word == "过半" and text[max(0, start - 2) : start] in ("时间", "任务"):  # 时间过半、任务过半
        return Quantity(start, end, "idiom", "set_phrase", word)
    if word in ("翻番", "翻倍", "倍增"):
        return Quantity(start, end, "multiple", "fold", word, 2, unit="倍")
    return Quantity(start, end, "percent", "half", word, 50, unit="%")


def _circled(text: str, start: int, end: int, _done: int, _lexicon: Lexicon) -> Quantity:
    """①: the number of an item."""
    return Quantity(start, end, "ordinal", "list_number", text[start:end])


def _chinese(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity:
    """Most Chinese numerals are part of a word; one that no unit follows is told by the characters beside it."""
    previous, following, number = text[start - 1] if start else "", text[end : end + 1], text[start:end]
    if number == "零" and following != "点":  # 零部件, 零的突破
        return Quantity(start, end, "idiom", "set_phrase", number)
    if following not in lexicon.unit_starts and following not in _GOES_ON and previous not in _TURNS_BEFORE_CHINESE:
        return Quantity(start, end, "idiom", "no_classifier", number)
    before = previous if start > done else ""
    if following == "番" and FOLD_BOUND.search(text, max(done, start - 5), start):  # 翻了近一番
        return Quantity(start, end + 1, "multiple", "fold", number, fold_value(number), unit="倍")
    return (
        _led(text, start, before, done)
        or _share(text, start, end, before)
        or _counted(text, start, end, before, lexicon)
    )


def _fraction_of(start: int, match: re.Match[str], part: Decimal) -> Quantity:
    """三分之一, 1/3: a share in per cent, to two places."""
    return Quantity(
        start, match.end(), "percent", "fraction", match.group(), round(100 * part, 2), unit="%", decimals=2
    )


def _share(text: str, start: int, end: int, before: str) -> Quantity | None:
    """三分之一, 百分之35, 一半, 三成五, 七八成."""
    following = text[end : end + 1]
    if following == "分" and (fraction := CHINESE_FRACTION.match(text, start)):
        return _chinese_fraction(fraction, _sign(text, start, before, "%") if before in _SIGNS else 0)
    if following == "半" and text[start:end] == "一":
        said = (
            not before
            or before in "的近超过约占，,；;。"
            or text[max(0, start - 2) : start] in ("不足", "不到", "超过", "达到", "接近", "将近")
            or HALF_OF.search(text, max(0, start - 18), start)
        )
        return Quantity(start, start + 2, "percent", "half", "一半", 50, unit="%") if said else None
    if following in _TO_STARTS and (range_of := TENTHS_RANGE.match(text, start)):  # 三到五成
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
        return _fraction_of(match.start(), match, Decimal(part) / parts) if part else None
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
    only = number == "一一" and before == "唯"  # 唯一一家 counts one
    written = CHINESE.match(text, start + only)
    if written is None:  # 兩 in a table's line, which no copy is made of
        return Quantity(start, end, "idiom", "no_classifier", number)
    quantity = _measured(text, before if before == "负" else "", written, lexicon)
    if only:
        quantity.start = start
        return quantity
    announces = quantity.rule == "announces" and quantity.number != "一"
    if quantity.form == "other" and (announces or (quantity.value is None and _MALFORMED.fullmatch(number))):
        return quantity  # 五个方面, 一百百家
    if quantity.form == "bare" and _has_unit_elsewhere(text, quantity):
        return quantity
    if quantity.rule == "class_bound":  # 超亿元项目
        quantity.form = "idiom"
        return quantity
    if number[0] in _MULTIPLIES and before in ("上", "数", "几"):
        before = _take_several(text, start, before, quantity)
    return _as_counted(quantity, idiom(text, quantity, before, lexicon), end)


def _has_unit_elsewhere(text: str, quantity: Quantity) -> bool:
    """强度达二点一, 产值突破万亿大关: a Chinese numeral that counts in what its noun is counted in."""
    if text.startswith(_LANDMARKS, quantity.end):
        return is_reached(text, quantity)
    return "点" in quantity.number and text[quantity.end : quantity.end + 1] in _CLAUSE_ENDS


def _take_several(text: str, start: int, before: str, quantity: Quantity) -> str:
    """上千万元, 数百家, 几十项: more than the number says; what then stands before it."""
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


# -- what the character before makes of a number ------------------------------------------------------------------


def _led(text: str, start: int, before: str, done: int) -> Quantity | None:
    """第3, 前三位, 翻两番."""
    if span := _led_time(text, start - 1, before):
        return span
    if before == "第" and (ordinal := ORDINAL_OR_RANK.match(text, start - 1)):
        return (
            _years_of_term(text, start - 1)
            or _terms_listed(text, start - 1, ordinal)
            or _ordinal(text, start - 1, ordinal)
        )
    if before == "前":
        if top := TOP.match(text, start - 1):
            return _top(start, top)
        if top := TOP_BARE.match(text, start - 1):
            return Quantity(start, top.end(), "rank", "top_n", top["n"], number_value(top["n"]), unit="位")
    at = start - 1 if before == "翻" else start - 2
    if (before == "翻" or (before == "了" and text[max(done, at) : start] == "翻了")) and (
        fold := FOLD.match(text, at)
    ):
        more = "余" if fold["half"] else ""  # 翻一番半
        return Quantity(
            at, fold.end(), "multiple", "fold", fold["n"] or "", fold_value(fold["n"]), unit="倍", more=more
        )
    return None


def _led_time(text: str, start: int, before: str) -> Quantity | None:
    """第3季度, 前10个月, 近三个月."""
    if before in ("第", "前") and (quarter := QUARTER.match(text, start)):
        return _matched(quarter, "date", "date")
    if before == "前":
        return _matched(FIRST_MONTHS.match(text, start), "date", "date")
    return _matched(LAST_MONTHS.match(text, start), "date", "date") if before == "近" else None


def _years_of_term(text: str, start: int) -> Quantity | None:
    """第2—3年补贴50%."""
    return _matched(YEARS_OF_TERM.match(text, start), "date", "years_of_term")


_ORDINALS = re.compile(r"(?:[、和至到][一二三四五六七八九十\d]{1,3})+(?:届|批|期|轮|季|次|章|条|代)")


def _terms_listed(text: str, start: int, first: re.Match[str]) -> Quantity | None:
    """第四、五届: the first of a list of terms, with the others."""
    listed = _ORDINALS.match(text, first.end()) if not first["thing"] and not first["rank"] else None
    return Quantity(start, listed.end(), "ordinal", "ordinal_classifier", first["n"]) if listed else None


def _ordinal(text: str, start: int, match: re.Match[str]) -> Quantity:
    number, thing, end = match["n"], match["thing"], match.end()
    if text.startswith(("，", ",", "、"), end) and not text[:start].strip():  # 第一，肯定成绩。
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
    if text.endswith("倒数", 0, start):
        return Quantity(start, end, "other", "rank_from_behind", number)
    if rule == "rank_classifier" and text.endswith(("比", "较", "与"), 0, start):
        return Quantity(start, end, "other", "rank_of_another", number)
    return Quantity(start, end, "rank", rule, number, number_value(number), unit="位")


def _is_bare_rank(text: str, start: int, end: int, number: str) -> bool:
    """居全国第3, 全省第三大…: a rank that ends its clause, without 位."""
    following = text[end : end + 1]
    ends = not following or following in _RANK_ENDS
    if number.isdigit() and _CHANGED.match(text, end) and _LEFT.search(text, max(0, start - 10), start):
        return True  # 由全国第9跃居第7
    if number.isdigit():
        said = text[max(0, start - 2) : start].removesuffix("\n")[-1:] in _RANK_BEFORE
        return ends and len(number) < 10 and (said or _RANK_IN_PLACE.search(text, max(0, start - 8), start) is not None)
    value = chinese_value(number)
    ends = ends or (_CHANGED.match(text, end) and _LEFT.search(text, max(0, start - 10), start)) is not None
    return value is not None and value <= 40 and (ends or following == "大")


def _top(start: int, match: re.Match[str]) -> Quantity:
    if match["unit"] in "%％‰" or TOP_CLASS.match(
        match.string, match.end()
    ):  # 排名前1%, 前10位的城市中: bounds what is counted
        return Quantity(start, match.end(), "other", "class_bound", match["n"])
    if _THEY_ARE.match(match.string, match.end()):
        return Quantity(start, match.end(), "other", "top_named", match["n"])
    return Quantity(start, match.end(), "rank", "top_n", match["n"], number_value(match["n"]), unit="位")


def _list_number(text: str, start: int, before: str, done: int) -> Quantity | None:
    """(1), 1. and 1、 at the head of a sentence or behind a stop; 表2 and 专栏1 at the head of a caption."""
    previous = text[start - 1] if start else ""
    if (
        previous in _OPENING
        and (item := BRACKETED_NUMBER.match(text, start - 1))
        and (start - 1 <= done or text[start - 2] in "。；;：: \u3000")
    ):
        return Quantity(start - 1, item.end(), "ordinal", "list_number", item.group())
    heads = before in _AFTER_STOP or (done == 0 and not text[:start].strip(" \u3000\t"))
    if heads and (item := LIST_NUMBER.match(text, start)):
        return Quantity(start, item.end(), "ordinal", "list_number", item.group())
    if not done and previous in _CAPTION_ENDS and (item := CAPTION_NUMBER.match(text)) and item.start("n") == start:
        return Quantity(start, item.end(), "ordinal", "list_number", item["n"])
    return None


def _bracketed(text: str, start: int, before: str, done: int) -> Quantity | None:
    """〔2020〕3号, 国办发3号 and [1], which begin before their first digit."""
    if before in _OPENING:
        if number := DOCUMENT_NO.match(text, start - 1):
            return Quantity(start - 1, number.end(), "document_no", "document_number", number.group())
        if mark := FOOTNOTE.match(text, start - 1):
            return Quantity(start - 1, mark.end(), "ordinal", "footnote", mark.group())
    if start - 2 >= done and text[start - 1] in "发 " and (number := DOCUMENT_NO.match(text, start - 2)):
        return Quantity(start - 2, number.end(), "document_no", "document_number", number.group())
    return None


# -- Arabic numerals ----------------------------------------------------------------------------------------------


def _arabic(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity:
    previous = text[start - 1] if start else ""
    before = previous if start > done else ""
    if (not done or previous in _TURNS_BEFORE) and (found := _by_lead(text, start, before, done)):
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
    if before in _GREAT and (headed := _headed_by_chinese(text, start, done, lexicon)):
        return headed
    written = ARABIC.match(text, start)
    if written is None or end > written.end("n"):  # 1.2.3.4, 12,5: no one number
        return Quantity(start, end, "other", "no_number", number)
    return _measured(text, before, written, lexicon)


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
    form = _FORMS.get(unit, "quantity")
    return Quantity(head.start(), end, form, "number_unit", number, great + value, scale=step, unit=unit)


def _by_lead(text: str, start: int, before: str, done: int) -> Quantity | None:
    return (
        _list_number(text, start, before, done)
        or _led(text, start, before, done)
        or _short_time(text, start, before)
        or _bracketed(text, start, before, done)
    )


def _short_time(text: str, start: int, before: str) -> Quantity | None:
    """Q3 and H1 behind no other letter, '24年."""
    if before in ("Q", "H") and text[max(0, start - 2) : start - 1] not in _LATIN:
        return _matched(HALF_OR_QUARTER.match(text, start - 1), "date", "date")
    return _matched(SHORT_YEAR.match(text, start - 1), "date", "date") if before in ("'", "‘", "’") else None


def _by_surroundings(text: str, start: int, end: int, done: int, lexicon: Lexicon) -> Quantity | None:
    """What the characters beside an Arabic numeral make of it: part of a document's number, a model's name, a date, a ratio."""
    before = text[start - 1] if start > done else ""
    number, following = text[start:end], text[end : end + 1]
    if following in _BEFORE_POWER and (power := POWER.match(text, start)):
        return _power(text, power, lexicon)
    for reader in _READERS_FIRST.get(following, ()):
        if found := reader(text, start, before):
            return found
    if end - start > _LONGEST_YEAR_MONTH and (found := _telephone(text, start, before)):
        return found
    if _is_model(text, start, end, before, lexicon):
        return _model(text, start, done)
    dotted = number[4:5] == "." or (before in _ENDS_UNTIL and "." in number)  # 2020.12
    for reader in (_date, _ratio) if dotted else _READERS_THEN.get(following, ()):
        if found := reader(text, start, before):
            return found
    return None


def _power(text: str, match: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    """1.2×10^8个: a number and the power of ten that it is multiplied by."""
    power = int(match["power"].translate(_SUPERSCRIPTS))
    value, decimals = arabic_value(match["n"])
    if value is None or abs(power) > PLACES:
        return None
    value = Decimal(value).scaleb(power)
    unit, end = lexicon.match_unit_span(text, match.end())
    if value > LARGEST:
        return Quantity(match.start(), end, "other", "too_large", match.group())
    form = _FORMS.get(unit, "quantity")
    return Quantity(
        match.start(), end, form, "number_unit", match.group(), value, None, decimals, 10 ** max(power, 0), unit
    )


def _numbered_document(text: str, start: int, _before: str) -> Quantity | None:
    return _matched(DOCUMENT_NO.match(text, start), "document_no", "document_number")


def _matched(match: re.Match[str] | None, form: str, rule: str) -> Quantity | None:
    """What a pattern found as a quantity that states nothing."""
    return Quantity(match.start(), match.end(), form, rule, match.group()) if match else None


def _telephone(text: str, start: int, _before: str) -> Quantity | None:
    telephone = TELEPHONE.match(text, start)
    return (
        Quantity(start, telephone.end(), "furniture", "telephone", telephone.group())
        if telephone and not ARABIC_DATE.match(text, start)
        else None
    )


def _anonymous_year(text: str, start: int, _before: str) -> Quantity | None:
    return _matched(ANONYMOUS_YEAR.match(text, start), "date", "anonymous_year")


def _date(text: str, start: int, before: str) -> Quantity | None:
    if quarters := QUARTER.match(text, start):  # 1-3季度
        return _matched(quarters, "date", "date")
    if months := DOTTED_MONTHS.match(text, start):  # 2023.1-6
        return _matched(months, "date", "date")
    if text.endswith(_UNTIL, 0, start) and (day := DOTTED_DAY.match(text, start)):  # 截至6.30
        return _matched(day, "date", "date")
    if _says_short_year(text, start, before) and (year := SHORT_YEAR.match(text, start)):  # 22年新增15家
        return _matched(year, "date", "date")
    return _matched(ARABIC_DATE.match(text, start), "date", "date")


def _says_short_year(text: str, start: int, before: str) -> bool:
    return text[start + 2 : start + 4].lstrip()[:1] == "年" and (not before or before in _BEFORE_SHORT_YEAR)


def _quarter(text: str, start: int, _before: str) -> Quantity | None:
    return _matched(QUARTER.match(text, start), "date", "date")


def _part_of_year(text: str, start: int, _before: str) -> Quantity | None:
    """2023Q3."""
    return _matched(YEAR_AND_QUARTER.match(text, start), "date", "date")


def _arabic_tenths(text: str, start: int, _before: str) -> Quantity | None:
    """近3成."""
    tenths = ARABIC_TENTHS.match(text, start)
    value = arabic_value(tenths["n"])[0] if tenths else None
    if tenths is None or value is None:
        return None
    return Quantity(start, tenths.end(), "percent", "tenths", tenths.group(), 10 * value, unit="%")


def _strong(text: str, start: int, _before: str) -> Quantity | None:
    """全国百强, 500强: a rank where a number below 500 is said of a place, else part of a name."""
    strong = STRONG.match(text, start)
    if not strong:
        return None
    if int(strong["n"]) < 500 and text[max(0, start - 2) : start] in _AMONG:
        return Quantity(start, strong.end(), "rank", "top_n", strong["n"], number_value(strong["n"]), unit="位")
    return Quantity(start, strong.end(), "name", "top_n", strong["n"])


def _fraction(text: str, start: int, before: str) -> Quantity | None:
    """2/3; 3/2 is none, nor is a third part."""
    fraction = ARABIC_FRACTION.match(text, start)
    if not fraction or before == "/":
        return None
    low, high = int(fraction["low"]), int(fraction["high"])
    return _fraction_of(start, fraction, Decimal(high) / low) if high < low else None


def _ratio(text: str, start: int, _before: str) -> Quantity | None:
    ratio = RATIO.match(text, start)
    return Quantity(start, ratio.end(), "ratio", "ratio", ratio.group()) if ratio else None


_Reader = Callable[[str, int, str], Quantity | None]
_READERS_FIRST: dict[str, tuple[_Reader, ...]] = {
    "成": (_arabic_tenths,),
    "号": (_numbered_document,),
    "季": (_quarter,),
    **dict.fromkeys("QH", (_part_of_year,)),
    **dict.fromkeys("-－—", (_telephone,)),
    **dict.fromkeys("Xx×*＊", (_anonymous_year,)),
}
_READERS_THEN: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("年月日.-－—–~～至到Xx×", (_date,)),
    **dict.fromkeys(":：", (_date, _ratio)),
    "∶": (_ratio,),
    "/": (_date, _fraction),
    " ": (_quarter, _date, _strong),
    "强": (_strong,),
}
_BEFORE_POWER = frozenset("×xX*＊· 乘eE")
_TURNS_AFTER = frozenset((*_READERS_FIRST, *_READERS_THEN, *_LATIN, *_BEFORE_POWER, "+", "＋"))
_READERS: dict[str, Callable[[str, int, int, int, Lexicon], Quantity]] = {
    "arabic": _arabic,
    "chinese": _chinese,
    "circled": _circled,
    "word": _word,
}


def _is_model(text: str, start: int, end: int, before: str, lexicon: Lexicon) -> bool:
    """A numeral that touches Latin letters or a plus sign belongs to a name: C919, 5G, AGT-110, 1+3."""
    if before in _LATIN:
        if text.endswith(lexicon.currencies, 0, start):  # RMB80万元
            return False
        measured = text.startswith(_OF_AMOUNTS, end) or text.endswith(lexicon.abbreviations, 0, start)
        return not (measured and lexicon.match_unit(text, end + len(_SCALE.match(text, end).group())))  # type: ignore[union-attr]
    if before == "+":
        counts = "\u4e00" <= text[max(0, start - 2)] <= "\u9fff" and lexicon.match_unit(text, end) in _COUNTED
        return not counts and not (  # 1家国家实验室+10家省实验室
            _PLUS.match(text, start) and _sign(text, start, before, "%")
        )
    if before in ("-", "－") and start >= 2 and text[start - 2] in _LATIN:
        return True
    following = text[end : end + 1]
    if following in ("+", "＋"):
        return not _AND_MORE.match(text, end)
    return following in _LATIN and not lexicon.match_unit(text, end)


def _model(text: str, start: int, done: int) -> Quantity:
    while start > done and (text[start - 1] in _LATIN or text[start - 1] in "+-"):
        start -= 1
    end = max(MODEL.match(text, start).end(), start + 1)  # type: ignore[union-attr]
    while end > start + 1 and text[end - 1] in ".-":
        end -= 1
    return Quantity(start, end, "name", "model_number", text[start:end])


# -- number, scale and unit ---------------------------------------------------------------------------------------


def _measured(text: str, before: str, match: re.Match[str], lexicon: Lexicon) -> Quantity:
    """A number with its scale and unit, and a second number where the two make a range."""
    number, start = match["n"], match.start()
    numeral_end, value, of_scale, scale, decimals, more, high = read_amount(text, match, lexicon)
    unit, end = lexicon.match_unit_span(text, numeral_end)
    if unit == "大" and text.startswith(_LANDMARKS, numeral_end):  # 首破10亿大关
        unit, end = "", numeral_end
    elif unit == "大" and match.re is ARABIC:  # 5大基地
        unit = "个"
    if (
        value is not None
        and text[end : end + 1] in _TO_STARTS
        and (upper := _upper(text, end, unit, match.re, lexicon))
    ):
        (_, limit, limit_scale, _, _, limit_more, _), unit_of_both, end = upper
        value *= 1 if of_scale != 1 or unit else limit_scale
        unit, more = unit_of_both, more or limit_more
        high = limit if limit is not None and limit >= value else None
    if before == "." and value is not None and _leads_decimals(text, start, number, unit, scale):
        value, decimals, start = Decimal(value).scaleb(-len(number)), len(number), start - 1
        before = text[start - 1 : start]
    elif unit == "倍" and high is None and (half := _HALF_MORE.match(text, end)) and value is not None:
        value, decimals, end = value + Decimal("0.5"), 1, half.end()
    sign = _sign(text, start, before, unit) if before in _SIGNS else 0
    begin, end = start - abs(sign), max(end, numeral_end)
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
    form = _FORMS.get(unit, "quantity")
    return Quantity(begin, end, form, rule, number, -value if sign < 0 else value, high, decimals, scale, unit, more)


def _leads_decimals(text: str, start: int, number: str, unit: str, scale: int) -> bool:
    """.5%: a point without its zero, where no whole thing is counted; 。 written as . before 5家 is none."""
    lead = text[start - 2 : start - 1]
    return number.isdigit() and not (lead.isdigit() or lead in _LATIN) and (unit in _IN_PARTS or scale > 1)


def _sign(text: str, start: int, before: str, unit: str) -> int:
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
    if symbol := next((s for s in lexicon.currencies if text.endswith(s, 0, start)), ""):
        return lexicon.lists["currency"][symbol], 1, "unit_of_currency"
    said = text[end : end + 1] in _CLAUSE_ENDS and _UNIT_BEFORE.search(text, max(0, start - 14), start)
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
    if match is None:
        return None
    amount = read_amount(text, match, lexicon)
    found, unit_end = lexicon.match_unit_span(text, amount[0])
    if amount[1] is None or not found or (unit and unit != found):
        return None
    return amount, found, unit_end


def _bare(text: str, start: int, end: int, number: str, before: str) -> tuple[str, str] | None:
    """What a number without a unit is: a year, a row's number, part of a name, or None where a table's header may yet tell."""
    following = text[end : end + 1]
    year = len(number) == 4 and number[:2] in ("19", "20")
    if year and (text.startswith(("工作", "年"), end) or (before in ("(", "（") and following in (")", "）", "年"))):
        return "date", "year"
    if text.startswith(_LANDMARKS, end):  # 5万亿台阶
        return None
    if text[end - 1] in _GREAT and names_class(text, start, end):  # 超百亿企业3家
        return "other", "class_bound"
    before_word = "\u4e00" <= following <= "\u9fff"
    if start == 0 and len(number) <= 2 and before_word:
        return "ordinal", "row_number"
    quoted = before and before in '“‘《「"' and following and following in '”’》」"'
    joined = len(number) >= 3 or "\u4e00" <= before <= "\u9fff"
    if quoted or (joined and before_word and following not in "和及与至到其的以左不均分为，、" and number.isdigit()):
        return "name", "quoted_number" if quoted else "number_in_name"
    return None

"""What a clause says once all its words are walked: its tail is read, and what the words left open is completed."""

import re

from loaders.parse.clause.places import take_circle
from loaders.parse.clause.tail import AT_LEAST, read_tail
from loaders.parse.clause.walk import THOSE, Walk
from loaders.parse.marks.phrase import split, trim
from loaders.parse.reading import Reading
from loaders.parse.slots.references import read_reference
from loaders.parse.slots.stance import put_in_force
from loaders.wording import pattern, seldom, sole, words

_SHORTFALL = frozenset(words("shortfall"))
_EVENT_UNIT = frozenset(words("event_unit"))
_FALLING_SHORT = frozenset(words("falling_short"))
_ABOUT = sole("about")
_ABOUT_SHARE = sole("about_share")
_BREAKS = sole("breaks")
_BROKEN_THROUGH = sole("broken_through")
_COMPLETED = sole("completed")
_FALLING = sole("falling")
_GROWING = sole("growing")
_MEAN_WORD = sole("mean_word")
_RAISED = sole("raised")
_REACH_MARK = sole("reach_mark")
_SCHEDULE_PACE = sole("schedule_pace")
_SHORT_BY = sole("short_by")
_SHORT = sole("short_of")
_STILL_SHORT = sole("still_lacking")
_STILL_LACKING = sole("still_lacking")
_SURPASSED = sole("surpassed")

_PACED_BEFORE = pattern("{growth_name}(?:相对)?(?:{ranking}|{degree_adverb})?{standing_word}[，,]$")
_REACHED = words("reach")
_OVERDONE = words("overdone")
_PAST_SCHEDULE = words("past_schedule")
_RESPECTIVELY = words("respectively")
_SUMMED_UP = words("running_total")

_NUMBERED_GOAL = seldom(
    "(?:距离?|与)(?P<time>{whole_year})?[^，,；;。]{1,12}的{whole_year}?(?P<goal>{goal_behind})(?:{adverb}|相){short_of}$"
)
_BEHIND_PEERS = seldom("(?:距离?|离|与)(?P<peers>{whole_place}{average})(?:{adverb}|相)*{short_of}$")
_GOAL_COMPARED = seldom(
    "(?:{held_against}|与|距离?)(?P<goal>[^，,；;。\\d]{0,8}{goal_held})(?:{compared}|{seen_against})?[，,]"
)
_OF_PLACE = pattern(
    "(?<![一二三四五六七八九十])(?P<lead>{ratio_opening})"  # no 一是成交额占全省的5%
    "(?P<place>{whole_place}|(?:[\u4e00-\u9fff]{2,8}?[、和与])*(?!{ratio_start})[\u4e00-\u9fffA-Z]{2,10}?)"
    "(?P<average>{average})?(?:[（(][^）)]*[)）])?的(?P<before>{rough_bound})?$"
)
_OF_TIME, _TIMES = words("time_end"), ("date", "time", "basis")
_OF_PLACE_ALONE = seldom("[、，和与及]?(?P<place>[\u4e00-\u9fff]{2,12}?){average}?的(?P<before>{rough_bound})?$")
_SHORT_OF_PLACE = "不及"
_OF_PLACE_BOUNDS = (*words("rough_bound"), *words("no_less"), *words("at_most"))
_OF_DOING = words("improving")  # 改造提升农村公路3983公里, 稳增长措施100条
_NOUN = 2  # characters of a noun at least
_POINTING_ON = ("这一", "该", "此项", "这个")  # 这一比例
_GOAL = words("goal")
_LESS = words("lesser")
_WITHIN = pattern("(?<=..){within}(?P<whole>{whole_place})的?$")  # 总产量在全国占比
_AGAINST_NOTHING = words("gap_lead")  # 强度高于3%
_HUNDREDS = frozenset("百千万")
_SEVERAL = ("数", "几")
_GOALS = words("goal")
_BREAKING = words("breaking")
_STARTING = pattern("[由从](?:{from_existing}|每[\u4e00-\u9fff]{1,2})?(?:{approximate}|{bounding})?$")
_CHANGING_TO = re.compile("[\u4e00-\u9fff]{0,2}(?:[（(][^（）()]*[)）])?[\u4e00-\u9fff]{1,4}?[到至为成]")
_LEAVING = re.compile("[由从][^，,；;]{0,6}$")
_FROM = re.compile("[由从]")
_HEADLESS = pattern("的(?:共|只|仅|还|尚|已)?(?:{reach}|为|有)?$")
_BRACKET = re.compile("[（(]")
_OF_PACE = pattern(
    "{comparator_after}?的{pace_word}?(?:{growth_name}(?![{zengzhang_word_end}点])|(?P<falls>{fall_name}))"
)
_ABOUT_TIMES = pattern("(?P<before>{rough_bound})(?:为|是)?[^，,；;。\\d]{2,10}的$")  # 约为去年同期的1.8倍
_SAID_OF_THEM = frozenset("至均都仍还已尚未没无")
_THAT_ARE = re.compile("的[就只仅共还]*有$")
_COUNTED_ENDS = frozenset("等有\n")  # of the text before what is counted, its line's end included
GROWTH_BEHIND = pattern("{comparator_after}?的?{kind_of_growth}?(?!{fall_name}){growth_name}(?=[，,、。；;）)]|$)")


def finish(walk: Walk) -> None:
    left, quantity, text, end = walk.left, walk.quantity, walk.text, walk.end
    form = quantity.form
    tail = trim(text[walk.at : end]) if walk.at < end else ""
    if quantity.rule == "top_n":  # 排名进入前50位
        tail = tail.removesuffix("前")
    if text[end - 1] in _COUNTED_ENDS:
        _leave_what_is_counted(walk)
    if left.growth and _does_thing(walk, tail):
        left.growth = ""
    if walk.comparator_end >= 0 and left.before not in AT_LEAST:
        _drop_loose_comparator(walk, tail)
    if tail or form == "percent":
        read_tail(walk.scene, left, quantity, tail, walk.pending)
    if left.gap or left.share or walk.scene.state.pace:
        _complete_share_and_gap(walk)
    _complete_noun(walk, tail)
    take_circle(left)
    _take_change_from(walk)
    if left.gap:
        _take_gap_as_verb(walk)
    if form in ("percent", "multiple"):
        _take_share_of_place(walk)
        _take_pace_behind(walk)
    put_in_force(walk.scene, left, quantity)


def _leave_what_is_counted(walk: Walk) -> None:
    """…增长等15项指标, 增速超过全省的有6个县: cues of what is counted, and none of the number."""
    left = walk.left
    if walk.text.endswith("等", walk.start, walk.end):
        left.growth = left.share = left.gap = left.rank = left.before = ""
        if left.places and _counts_divisions(walk, walk.scene.behind[walk.quantity.start].noun):
            left.places = []  # 甲县、乙县等15个县市: examples of what is counted
    if walk.quantity.form == "quantity" and _THAT_ARE.search(walk.text, walk.start, walk.end):
        left.growth = left.before = ""


def _counts_divisions(walk: Walk, noun: str) -> bool:
    """甲县、乙县等5个县, 等5个县至今没有平台: divisions, and what may be said of them."""
    kinds = [kind for kind in walk.words.division if noun.startswith(kind)]
    rest = noun[len(max(kinds, key=len)) :] if kinds else "-"
    return not rest or rest[0] in _SAID_OF_THEM


def _does_thing(walk: Walk, tail: str) -> bool:
    """改造提升农村公路3983公里, 新建提升310公里农村公路: what was done, and no change."""
    if walk.left.growth not in _OF_DOING or walk.quantity.form != "quantity":
        return False
    if len(walk.clean(tail)) >= _NOUN:
        return True
    if not walk.left.verb:
        return False
    behind = walk.text[walk.quantity.end : walk.quantity.end + 1]
    return "\u4e00" <= behind <= "\u9fff" and not walk.scene.comparator_at(walk.quantity.end)


def _drop_loose_comparator(walk: Walk, tail: str) -> None:
    """超过 that is not right before the number says nothing of it."""
    left = walk.left
    between = walk.text[walk.comparator_end : walk.end]
    if between and (_BRACKET.search(between) or _is_loose(walk, between, tail)):
        left.before = ""


def _is_loose(walk: Walk, between: str, tail: str) -> bool:
    left = walk.left
    said = tail not in walk.words.filler and tail  # 远超省定6亿元的目标
    return (
        bool(between.strip(f" 为到有了的{_REACH_MARK}"))
        and not said
        and not left.places
        and between.strip() not in (left.verb, left.provision, left.level)
    )


def _take_whole_within(walk: Walk) -> None:
    """总产量在全国占比31%: the whole precedes the word for a share."""
    left = walk.left
    within = _WITHIN.search(left.noun) if left.share and not left.reference else None
    if within is not None:
        left.reference = read_reference(walk.scene, within["whole"])[0]
        left.noun = left.noun[: within.start()]


def _complete_share_and_gap(walk: Walk) -> None:
    _take_whole_within(walk)
    left = walk.left
    if walk.scene.state.pace and (left.pair or _is_pace(walk)):
        _take_pace(walk)
    if left.share == _ABOUT_SHARE:
        left.before = left.before or _ABOUT
    if not left.gap:
        return
    if not left.reference and walk.scene.state.rivals:  # 与全国相比,差距由…
        left.reference = "、".join(walk.scene.state.rivals)
    if not left.reference and not left.peer and walk.text.endswith(_AGAINST_NOTHING, walk.start, walk.end):
        left.before, left.gap = left.before or (_SHORT_BY if left.gap.startswith(_LESS) else _SURPASSED), ""
        return
    if left.base and not left.reference:  # 较五年前高出10个百分点
        left.growth, left.gap = _FALLING if left.gap.startswith(_LESS) else _RAISED, ""
    if left.gap in _SHORTFALL and not left.reference:
        _take_shortfall(walk)
    previous = walk.scene.previous
    if left.gap in _OVERDONE and previous is not None and previous.share == _COMPLETED:  # 完成目标的108%,超额8个百分点
        left.reference = left.reference or previous.reference
    if left.gap.startswith(_PAST_SCHEDULE):
        left.reference = left.reference or _SCHEDULE_PACE


def _take_short_of_goal(walk: Walk) -> None:
    """目标2.4%,实际2.35%,差0.05个百分点: how far from the goal that the sentence set."""
    set_before = (said.plan for said in reversed(walk.scene.readings) if said.plan.endswith(_GOAL))
    goal = next(set_before, "")
    if goal and not walk.left.gap and not walk.left.basis:
        walk.left.gap, walk.left.reference, walk.left.noun = _STILL_LACKING, goal, ""


def _is_pace(walk: Walk) -> bool:
    """电子信息增长最快,达34.6%: what was said right before to be fast, by how much."""
    reached = walk.left.level.startswith(_REACHED) and not walk.left.subject
    return reached and _PACED_BEFORE.search(walk.text, 0, walk.start) is not None


def _take_pace(walk: Walk) -> None:
    """经费18亿元,强度2.3%;甲县、乙县增速较快,依次为21%和19%: rates of growth, and of no ratio."""
    left, words = walk.left, walk.words
    if walk.quantity.form not in ("percent", "multiple") or left.noun or left.growth or left.share:
        return
    left.growth = walk.scene.state.pace
    if walk.scene.state.listed:
        told = (r for r in reversed(walk.scene.facts) if r.own_noun and not r.phrase.endswith(words.ratio_noun))
        left.noun = next((r.phrase for r in told), "")


def _take_pace_behind(walk: Walk) -> None:
    """产值保持20%以上的增速: what the number is one of is said behind it."""
    left, end = walk.left, walk.quantity.end
    if left.growth or left.gap or left.share:
        return
    if GROWTH_BEHIND.match(walk.text, end):  # 保持40%以上增长
        left.growth = _GROWING
    elif walk.quantity.form == "percent" and (pace := _OF_PACE.match(walk.text, end)):
        left.growth = _FALLING if pace["falls"] else _GROWING


def _take_gap_as_verb(walk: Walk) -> None:
    """水平领先的企业3家: no gap, part of the noun."""
    left = walk.left
    counts = walk.quantity.form == "quantity"
    if counts and (left.gap or left.growth) and _HEADLESS.search(walk.text, walk.start, walk.end):  # 快于序时进度的7项
        left.noun = trim(walk.text[walk.start : walk.end].rpartition("的")[0])
        left.gap = left.growth = left.reference = ""
        left.level = left.level or "有"
    as_verb = left.gap in walk.words.gap_verb and not left.reference and walk.quantity.form == "quantity"
    if as_verb and walk.quantity.unit not in ("天", "个月"):
        left.noun, left.gap = f"{left.noun}{left.gap}", ""


def _take_shortfall(walk: Walk) -> None:
    """距全年30家的目标还差5家."""
    if compared := _GOAL_COMPARED().search(walk.text, 0, walk.start):  # 对照年度目标,高企尚差9家
        walk.left.reference = compared["goal"]
    if behind := _BEHIND_PEERS().search(walk.text, walk.start, walk.end):
        walk.left.reference, walk.left.noun = behind["peers"], walk.clean(walk.text[walk.start : behind.start()])
    if numbered := _NUMBERED_GOAL().search(walk.text, 0, walk.end):
        walk.left.reference, walk.left.noun = f"{numbered['time'] or ''}{numbered['goal']}", ""


def _complete_noun(walk: Walk, tail: str) -> None:
    if tail and tail in _FALLING_SHORT:
        _take_short_of_goal(walk)
        return
    if walk.quantity.form == "points" and not walk.left.gap and tail.endswith(_SHORT):
        _take_short_of_compared(walk)
    left, quantity = walk.left, walk.quantity
    if left.places and (those := THOSE.match(left.noun)):  # 甲县、乙县两县的企业
        rest = left.noun[those.end() :]
        left.noun = rest.removeprefix("的") if not rest or rest[0] == "的" else left.noun
    if (
        quantity.number[:1] in _HUNDREDS and not left.before and walk.text.endswith("上", walk.start, walk.end)
    ):  # 上百家
        left.before, left.noun = "上", left.noun.removesuffix("上")
    if quantity.more and (several := walk.text[quantity.start - 1 : quantity.start]) in _SEVERAL:  # 成果数百项
        left.noun = left.noun.removesuffix(several)
    if left.noun:
        if not left.before and left.noun[-1] == _BREAKS and not left.noun.endswith(_BREAKING):  # 成交额破12亿元
            left.before, left.noun = _BROKEN_THROUGH, left.noun.removesuffix(_BREAKS)
        return
    if tail or walk.verb_end != walk.end or quantity.unit not in _EVENT_UNIT:
        return
    event = walk.event or left.verb
    if walk.scene.lexicon.nominal(event):  # 开展培训15场
        left.noun = event


def _take_short_of_compared(walk: Walk) -> None:
    """对照年度目标,…强度差0.13个百分点: how far from the goal that the sentence is held against."""
    compared = _GOAL_COMPARED().search(walk.text, 0, walk.start)
    if compared and not walk.left.basis:
        walk.left.gap, walk.left.reference = _STILL_SHORT, compared["goal"]
        walk.left.noun = walk.left.noun.removesuffix(_SHORT)


def _take_change_from(walk: Walk) -> None:
    """位次由第5位升至…, 比重由30%提高到35%: the rank or number it started from."""
    left = walk.left
    if walk.quantity.form != "rank":
        if _STARTING.search(walk.text, walk.start, walk.end) and _CHANGING_TO.match(walk.text, walk.quantity.end):
            left.change_from = walk.quantity.high is None
        return
    if left.change_from or left.times:
        return
    if _LEAVING.search(walk.text, max(walk.start, walk.end - 7), walk.end):
        left.change_from = True
        left.noun = walk.clean(_FROM.split(left.noun)[0]) if left.noun else left.noun


def _take_share_of_place(walk: Walk) -> None:
    """是全省的85%, 是全国平均水平的2.4倍."""
    left, form = walk.left, walk.quantity.form
    if form == "multiple" and (about := _ABOUT_TIMES.search(walk.text, walk.start, walk.end)):
        left.before = left.before or about["before"]
    if left.share == _COMPLETED:
        return
    may_compare = walk.text.find("的", walk.start, walk.end) >= 0
    compared = _OF_PLACE.search(walk.text, walk.start, walk.end) if may_compare else None
    if compared is None:
        _take_next_place(walk)
        return
    place = compared["place"]
    named = read_reference(walk.scene, place.split("、")[0].split("和")[0])[1]
    if form == "multiple" and named is None and not compared["average"] and _is_past(walk, compared):
        return
    left.share, left.reference = "是", place
    left.pair = left.pair or walk.text.endswith(_RESPECTIVELY, walk.start, compared.start())
    left.before = left.before or compared["before"] or ""
    if compared["lead"] == _SHORT_OF_PLACE:
        left.gap, left.before = "", _SHORT_BY
    elif compared["lead"] in _OF_PLACE_BOUNDS:
        left.before = compared["lead"].removesuffix("为").removesuffix("是")
    reference = read_reference(walk.scene, place)[0]
    others = [reference, *_names(walk, place)]
    left.places = [where for where in left.places if where[1] not in others]
    left.noun = "" if left.noun.startswith(_MEAN_WORD) else left.noun.removesuffix(place)
    members, whole = (compared["lead"], *split(place, walk.words)), f"{place}{compared['average'] or ''}"
    is_average = compared["average"] is not None and whole.endswith(left.noun)  # 是全市规模企业平均水平的2倍
    told = whole.startswith(left.noun)  # 是邻市甲市的2倍
    if is_average or told or left.noun in members or left.noun.endswith((whole, *_POINTING_ON)):
        left.noun = ""


def _is_past(walk: Walk, compared: re.Match[str]) -> bool:
    """是去年的两倍, 是原来的2倍: held against its own past, and no 是输往省外的2.7倍."""
    if compared["place"].endswith(_OF_TIME):
        walk.left.noun = walk.left.noun.removesuffix(compared["place"])
        return True
    said = walk.scene.words.between(compared.start("place"), compared.end("place"))
    return any(token.cue in _TIMES for token in said)


def _take_next_place(walk: Walk) -> None:
    """相当于甲市的六分之一、乙市的七成: a share of another place."""
    previous, left = walk.scene.previous, walk.left
    if previous is None or not (_is_of_place(previous) or (left.is_bare and _is_of_past(previous))):
        return
    alone = _OF_PLACE_ALONE().match(walk.text, walk.start, walk.end)
    reference, where = read_reference(walk.scene, alone["place"]) if alone else ("", None)
    if alone is None or where is None:
        return
    about = previous.before if previous.before in walk.words.approximate else ""
    left.share, left.reference, left.noun = "是", reference, ""
    left.before = left.before or alone["before"] or about
    left.places = [place for place in left.places if place[1] != reference]


def _is_of_place(ratio: Reading) -> bool:
    return ratio.share == "是" and ratio.reference_place is not None


def _is_of_past(ratio: Reading) -> bool:
    """是2025年的3.4倍: what may go on with 、全省的2倍."""
    return ratio.quantity.form == "multiple" and not ratio.growth and (ratio.base is not None or bool(ratio.basis))


def _names(walk: Walk, places: str) -> list[str]:
    """The full names of the places that 甲市、乙市 names."""
    return [read_reference(walk.scene, name)[0] for name in split(places, walk.words)]


def is_paid(walk: Walk) -> bool:
    """全年共给予企业奖补资金1200万元: what all got together was paid, and is granted by no rule."""
    left = walk.left
    summed = left.level in walk.words.joint_total or left.level.startswith((*_SUMMED_UP, "共"))
    return walk.quantity.unit == "元" and summed and not left.before

"""Patterns that end at a number, looked for before its clause is walked: a class bound, a standard, a comparison."""

import re
from typing import NamedTuple

from loaders.parse.clause.walk import Walk
from loaders.wording import ends, pattern, seldom, sole, words

_APART_BY = sole("apart_by")
_AREA_NOUN = sole("area_noun")
_COMPLETED = sole("completed")
_DISTANCE_NOUN = sole("distance_noun")
_EACH_APART = sole("each_apart")
_EXCEEDED = sole("exceeded")
_HIGHER_THAN = sole("higher_than")
_OVER_MARK = sole("over_mark")
_SHARE_OF_ALL = sole("share_of_all")
_SHORT_OF = sole("short_of")
_STILL_LACKING = sole("still_lacking")

REACHED = pattern("(?:{bounding}|(?<![{guo_word_begin}])过)了?$")
_STANDARD = seldom(
    "按(?!{constant_terms}|季|年|时|月|期)(?:照)?其?(?P<bound>{at_most}|{no_less})?(?P<reference>[^，,；;、]{1,24}?)的?$"
)
_EXCEEDING = seldom("{over}(?P<reference>全[{realm_mark}][^，,。；;、]{0,6}?){average}?$")
_PACE_EXCEEDED = seldom("(?<![^，,；;])(?:{adverb})?{over}(?P<reference>[^，,。；;、\\d]{2,12}?{growth_name})$")
_MEASURED = (  # a character that each holds, the pattern, the cue it is, its word
    (
        _SHORT_OF,
        pattern(
            "(?:距离?|离|与|较|比)(?P<reference>[^，,；;、]{0,16}?{demand}[{amount_mark}]?)(?:相比)?(?:{adverb}|相)?{short_of}(?:距)?(?:{approximate}|了)?$"
        ),
        "gap",
        _STILL_LACKING,
    ),
    (
        "有",
        pattern(
            "(?:距离?|离)(?P<reference>[^，,；;、]{0,16}?{demand}[{amount_mark}]?)[还尚仍]有(?:{approximate})?$"
        ),  # 距年度目标还有0.4个百分点
        "gap",
        _STILL_LACKING,
    ),
    (
        _OVER_MARK,
        pattern("{overdone}(?P<reference>[^，,；;、]{0,8}(?:{demand}|{progress_noun})[{amount_mark}]?)$"),
        "gap",
        _EXCEEDED,
    ),
    ("比", pattern("与(?P<reference>[^，,；;、]{2,12}?){ratio_behind}(?:{reach}|为)?$"), "share", _SHARE_OF_ALL),
    (
        _SHORT_OF,
        pattern(
            "[与和同](?P<reference>[^，,；;、与和同]{2,14}?)(?:相比)?(?:仅|只|还|仍|尚)?{apart}(?:{approximate}|仅|了)?$"
        ),
        "gap",
        _APART_BY,
    ),
    (
        _DISTANCE_NOUN,
        pattern(
            "[与同和](?P<reference>[^，,；;、]{2,14}?)(?:相比)?的?{distance_noun}(?:仍|还)?(?:{reach}|{approximate}|由|从|为|有|{gap_moved}[到至为在])?$"
        ),
        "gap",
        _DISTANCE_NOUN,
    ),
)
_GOAL_MET = pattern(
    "{ahead_done}?{completed}了?(?P<goal>[^，,；;、（(\\d]{0,16}?{goal}[{amount_mark}]?)的{share_name}?(?:{reach}|为)?$"
)
_RANKED_IN = pattern(
    "在(?P<reference>(?:(?!全[{realm_mark}]\\d+个?[{division_start}])[^，,；;。在\\d]{2,5}\\d+[家个]?)?[^，,；;。在\\d]{1,12}?)(?<=..)"
    "(?<!{assessment})(?:当中|之中|中|里|内){ranking}{0,2}$"
)  # 在工业大省中排第1位, 在甲北6市中居首位
_PART = pattern(
    "(?:(?<![^、，,])|(?<=[{rank_mark}在]))(?P<reference>{macro_region}{area_noun}?)$"
)  # 居全国第22位、西部第5位
_IN_PART = pattern(
    "(?:(?<![^，,、；;])|在)(?P<reference>{macro_region}(?:{area_noun}|[一二三四五六七八九十\\d]{1,2}个?[{place_mark}]{1,3}))"
    "(?:之中|当中|中|里|内)?{ranking}{1,2}$"
)  # 在中部六省居第2位, 西部地区排名第3
_PARTS_OF_COUNTRY = words("macro_region")
_SHARE_OF_RIVAL = pattern(
    "(?:仅|只|也|还|只有|仅有|已)*(?:{reach}|{equalling}|{share_verb}|为|是|有)?(?P<before>{rough_bound})?(?:为|是)?其的?$"
)
_RESPECTIVELY = words("respectively")
_OVER = pattern("(?:{adverb}|{actually})?{overdone}")
_EACH_PART = pattern(
    "(?:各|每个?)(?:(?!{place_mark}场)[{place_mark}地]{1,4}|{town_mark}{1,2}|{zone_suffix})(?:[（(][^（）()\\d]{1,8}[）)])?"
)
_SAYS_OF_EACH = pattern(
    "(?:{adverb}|{at_least}|{no_less}|{approximate}|{reach}|{lasting_plan}|{again}|{each_ensured}|{rough_bound}|都|均|要|有|为)*"
)
_EACH_STARTS = ("各", "每")
_REST_OF_BOUND = re.compile("[十百千万亿]{0,2}元?(?=的)")  # 过百亿【元】的, where the numeral alone is read
_OUTSIDE_BOUND = frozenset(("verb", "total", "plan", "estimate", "part", "comparator_before", "date", "time", "place"))
_MEASURES = ("quantity", "points", "percent")
_MORE_ENDS = frozenset("了") | ends("approximate")


_OTHER = "的?(?P<reference>[\u4e00-\u9fff]{2,8}?)(?:相比)?"
_LED_BY_CUE = pattern("(?P<cue>{gap_lead}|{lagging}){ranking}$")
_OTHER_ALONE = pattern(_OTHER + "(?P<before>{approximate})?")
_OTHER_APART = pattern(
    _OTHER + "的?(?:{adverb})*(?:{apart}|{distance_noun})(?:为|是|有)?(?:了?(?P<before>{approximate}))?"
)
_OTHER_HAS = pattern(_OTHER + "(?:{adverb})*(?:{standing_gap}|有)了?(?P<before>{approximate})?")
_DISTANCE_BEHIND = pattern("{comparator_after}?的?{distance_noun}")
_APART_FROM = pattern(
    "(?:与|和|同|跟|距离?|离)(?P<reference>[^，,；;、与和同跟距离]{2,14}?)(?:相比)?(?:{adverb})*(?:{standing_gap}|有)了?"
    "(?P<before>{approximate})?$"
)  # 与全省平均尚有2个百分点的差距


class Opened(NamedTuple):
    """What a number is held against and how, told by words that end at it and begin at ``at``."""

    at: int
    reference: str
    gap: str = ""
    share: str = ""
    before: str = ""
    change_from: bool = False
    pair: bool = False
    of_own: bool = False  # of the report's own place


def class_bound(walk: Walk) -> tuple[int, int, str] | None:
    """引进【产值超过10亿元】的企业5家: where an amount that only names a class begins and ends, and the noun that it bounds."""
    found = None
    for bound in walk.scene.class_bounds:
        rest = _REST_OF_BOUND.match(walk.text, bound.end, walk.end) if walk.start <= bound.start else None
        said = REACHED.search(walk.text, walk.start, bound.start)
        if rest is not None and (said or bound.rule != "scale_word"):
            stop = said.start() if said else bound.start
            cues = walk.scene.words.between(walk.start, stop)
            begin = max(
                (token.end for token in cues if token.cue in _OUTSIDE_BOUND and token.end < stop), default=walk.start
            )
            found = begin, rest.end(), walk.clean(walk.text[begin:stop])
    return found


def each_part(walk: Walk) -> int:
    """各县（区、市）均不少于8件: where the parts of the whole place end, of which nothing but how many is told; 0 for none."""
    if walk.text[walk.start : walk.start + 1] not in _EACH_STARTS:  # as most
        return 0
    parts = _EACH_PART.match(walk.text, walk.start, walk.end)
    return parts.end() if parts and _SAYS_OF_EACH.fullmatch(walk.text, parts.end(), walk.end) else 0


def standard(walk: Walk) -> re.Match[str] | None:
    """按实际投入的30%给予补助: what a provision grants a share of."""
    return _STANDARD().search(walk.text, walk.start, walk.end) if "按" in walk.text[walk.start : walk.end] else None


def comparison(walk: Walk) -> Opened | None:
    """比全省平均高2个百分点, 与全国的差距, 与地区生产总值之比: the gap or share, and what it is measured from."""
    form, scene = walk.quantity.form, walk.scene
    return (
        (form == "rank" and _among(walk))
        or (form == "percent" and _goal_met(walk))
        or (scene.measures and _measured(walk))
        or (walk.text[walk.start - 1] == "的" and _held_against_other(walk))
        or (form == "points" and _over(walk))
        or (scene.compares and form in _MEASURES and _may_compare(walk) and _more(walk))
        or (scene.state.rivals and _rival(walk, scene.state.rivals))
        or None
    )


def _among(walk: Walk) -> Opened | None:
    """在工业大省中排第1位, 居全国第22位、西部第5位."""
    patterns = (_RANKED_IN, _PART, _IN_PART)
    among = next((found for said in patterns if (found := said.search(walk.text, walk.start, walk.end))), None)
    if among is None:
        return None
    whole = among["reference"]
    return Opened(among.start(), f"{whole}{_AREA_NOUN}" if whole in _PARTS_OF_COUNTRY else whole)


def _over(walk: Walk) -> Opened | None:
    """超全国平均2个百分点."""
    if _OVER_MARK not in walk.text:
        return None
    over = _EXCEEDING().search(walk.text, walk.start, walk.end) or _PACE_EXCEEDED().search(
        walk.text, walk.start, walk.end
    )
    return Opened(over.start(), over["reference"], gap=_HIGHER_THAN) if over else None


def _more(walk: Walk) -> Opened | None:
    """比全省平均高2个百分点, 与甲市相比少12家."""
    pattern = walk.words.pattern
    more = pattern.more_than.search(walk.text, walk.start, walk.end)
    more = more or pattern.compared_with.search(walk.text, walk.start, walk.end)
    if more is None:
        return None
    gap, before = walk.words.more[more["word"]], more.groupdict().get("before") or ""
    return Opened(more.start(), more["reference"], gap, before=before, pair=_EACH_APART in more.group())


def _rival(walk: Walk, rivals: list[str]) -> Opened | None:
    """与甲市相比,企业少12家, 仅为其四分之一: held against whom the clause before named."""
    text = walk.text
    if share := _SHARE_OF_RIVAL.search(text, walk.start, walk.end):
        each = text.endswith(_RESPECTIVELY, walk.start, share.start())  # 分别只有其八成和一成
        return Opened(share.start(), "、".join(rivals) if each else rivals[0], share="是", before=share["before"] or "")
    compares = walk.quantity.form in _MEASURES and _may_compare(walk)
    more = walk.words.pattern.more_alone.search(text, walk.start, walk.end) if compares else None
    if more is None:
        return None
    gap, before = walk.words.more[more["word"]], more["before"] or ""
    return Opened(more.start(), "、".join(rivals), gap, before=before, pair=bool(more["pair"]))


def _goal_met(walk: Walk) -> Opened | None:
    """完成市上下达指标的116%: how much of a goal was reached."""
    told = walk.text.find(_COMPLETED, walk.start, walk.end) >= 0
    goal = _GOAL_MET.search(walk.text, walk.start, walk.end) if told else None
    return Opened(goal.start(), goal["goal"], share=_COMPLETED) if goal else None


def _measured(walk: Walk) -> Opened | None:
    """超过年度目标18家, 与地区生产总值之比为2.6%, 与全国的差距由0.8个百分点…."""
    text, readings = walk.text, walk.scene.readings
    if readings and readings[-1].of_other and readings[-1].plan and _OVER.fullmatch(text, walk.start, walk.end):
        return Opened(walk.start, walk.scene.state.goal_held, gap=_EXCEEDED)  # 任务20只,超2只
    if _is_distance(walk) and (said := _APART_FROM.search(text, walk.start, walk.end)):
        return Opened(said.start(), said["reference"], _DISTANCE_NOUN, before=said["before"] or "")
    clause = text[walk.start : walk.end]
    for mark, asked, cue, word in _MEASURED:
        if mark in clause and (said := asked.search(text, walk.start, walk.end)):
            gap, share = (word, "") if cue == "gap" else ("", word)
            begins = text.endswith(("由", "从"), walk.start, walk.end)
            return Opened(said.start(), said["reference"], gap, share, change_from=begins)
    return None


def _held_against_other(walk: Walk) -> Opened | None:
    """比排名第三的甲市【多83件】, 低于居首位的【甲市】2个百分点: what follows another's rank names who it is."""
    previous = walk.scene.previous
    if previous is None or previous.quantity.form != "rank":
        return None
    text, start, end = walk.text, walk.start, walk.end
    if other := walk.words.pattern.other_ranked.match(text, start, end):
        gap, before = walk.words.more[other["word"]], other["before"] or ""
        return Opened(start, other["reference"], gap, before=before, of_own=True)
    led, alone = _LED_BY_CUE.search(text, 0, previous.quantity.start), _OTHER_ALONE.fullmatch(text, start, end)
    if led and alone:
        return Opened(start, alone["reference"], led["cue"], before=alone["before"] or "", of_own=True)
    apart = _OTHER_APART.fullmatch(text, start, end) or (_is_distance(walk) and _OTHER_HAS.fullmatch(text, start, end))
    return (
        Opened(start, apart["reference"], _DISTANCE_NOUN, before=apart["before"] or "", of_own=True) if apart else None
    )


def _is_distance(walk: Walk) -> bool:
    """尚有2个百分点的差距: how far apart, as the word behind the number says."""
    return _DISTANCE_BEHIND.match(walk.text, walk.quantity.end) is not None


def _may_compare(walk: Walk) -> bool:
    if walk.end == walk.start:
        return False
    last = walk.text[walk.end - 1]
    return last in _MORE_ENDS or last in walk.words.more_ends

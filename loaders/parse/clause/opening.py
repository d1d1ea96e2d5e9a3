"""Patterns that end at a number, looked for before its clause is walked: a class bound, a standard, a comparison."""

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
    "在(?P<reference>[^，,；;。在\\d]{2,12}?)(?<!{assessment})(?:当中|之中|中|里|内){ranking}{0,2}$"
)  # 在工业大省中排第1位
_PART = pattern(
    "(?:(?<![^、，,])|(?<=[{rank_mark}在]))(?P<reference>{macro_region}{area_noun}?)$"
)  # 居全国第22位、西部第5位
_PARTS_OF_COUNTRY = words("macro_region")
_SHARE_OF_RIVAL = pattern(
    "(?:仅|只|也|还|只有|仅有|已)*(?:{reach}|{equalling}|{share_verb}|为|是|有)?(?P<before>{rough_bound})?(?:为|是)?其的?$"
)
_OVER = pattern("(?:{adverb}|{actually})?{overdone}")
_MORE_ENDS = frozenset("了") | ends("approximate")


def take_class_bound(walk: Walk) -> None:
    """产值超过【10亿元】的企业5家: an amount that only names a class is passed over with its noun."""
    for bound in walk.scene.class_bounds:
        if walk.start <= bound.start and bound.end <= walk.end and walk.text.startswith("的", bound.end):
            walk.left.noun = walk.clean(REACHED.sub("", walk.text[walk.start : bound.start]))
            walk.at = bound.end


def is_of_standard(walk: Walk) -> bool:
    """按实际投入的30%给予补助: what a provision grants a share of."""
    if walk.text.find("按", walk.start, walk.end) < 0:
        return False
    standard = _STANDARD().search(walk.text, walk.start, walk.end)
    if standard:
        walk.left.provision, walk.left.reference = "按", standard["reference"]
        walk.left.before = standard["bound"] or ""
    return standard is not None


def take_comparison(walk: Walk) -> None:
    """比全省平均高2个百分点, 与全国的差距, 与地区生产总值之比: the gap or share, and what it is measured from."""
    text, left, form = walk.text, walk.left, walk.quantity.form
    if form == "rank" and (
        among := _RANKED_IN.search(text, walk.start, walk.end) or _PART.search(text, walk.start, walk.end)
    ):
        left.reference, walk.end = among["reference"], among.start()
        if left.reference in _PARTS_OF_COUNTRY:
            left.reference += _AREA_NOUN
        return
    if (form == "percent" and _take_goal(walk)) or (walk.scene.measures and _take_measured(walk)) or _take_other(walk):
        return
    more = None
    if form == "points" and text.find(_OVER_MARK, walk.start, walk.end) >= 0:
        more = _EXCEEDING().search(text, walk.start, walk.end)
        if more:
            left.gap = _HIGHER_THAN
    if not more and form in ("quantity", "points", "percent") and _may_compare(walk):
        more = walk.words.pattern.more_than.search(text, walk.start, walk.end)
        more = more or walk.words.pattern.compared_with.search(text, walk.start, walk.end)
        if more:
            left.pair = left.pair or _EACH_APART in more.group()
            left.gap = walk.words.more[more["word"]]
    if more:
        left.reference = more["reference"]
        left.before = more.groupdict().get("before") or ""
        walk.end = more.start()
    elif walk.scene.state.rivals:
        _take_rival(walk)


def _take_rival(walk: Walk) -> None:
    """与甲市相比,企业少12家, 仅为其四分之一: held against whom the clause before named."""
    text, left = walk.text, walk.left
    rivals = walk.scene.state.rivals
    if share := _SHARE_OF_RIVAL.search(text, walk.start, walk.end):
        left.share, left.reference, left.before = "是", rivals[0], share["before"] or ""
        walk.end = share.start()
        return
    if not _may_compare(walk) or walk.quantity.form not in ("quantity", "points", "percent"):
        return
    more = walk.words.pattern.more_alone.search(text, walk.start, walk.end)
    if more:
        left.gap, left.reference = walk.words.more[more["word"]], "、".join(rivals)
        left.before = more["before"] or ""
        left.pair = left.pair or bool(more["pair"])
        walk.end = more.start()


def _take_goal(walk: Walk) -> bool:
    """完成市上下达指标的116%: how much of a goal was reached."""
    told = walk.text.find(_COMPLETED, walk.start, walk.end) >= 0
    goal = _GOAL_MET.search(walk.text, walk.start, walk.end) if told else None
    if goal:
        walk.left.share, walk.left.reference = _COMPLETED, goal["goal"]
        walk.end = goal.start()
    return goal is not None


def _take_measured(walk: Walk) -> bool:
    """超过年度目标18家, 与地区生产总值之比为2.6%, 与全国的差距由0.8个百分点…."""
    text, left = walk.text, walk.left
    readings = walk.scene.readings
    if readings and readings[-1].of_other and readings[-1].plan and _OVER.fullmatch(text, walk.start, walk.end):
        left.gap, left.reference, walk.end = _EXCEEDED, walk.scene.state.goal_held, walk.start  # 任务20只,超2只
        return True
    clause = text[walk.start : walk.end]
    for mark, asked, cue, word in _MEASURED:
        if mark in clause and (said := asked.search(text, walk.start, walk.end)):
            setattr(left, cue, word)
            left.reference = said["reference"]
            left.change_from = text.endswith(("由", "从"), walk.start, walk.end)
            walk.end = said.start()
            return True
    return False


def _take_other(walk: Walk) -> bool:
    """比排名第三的甲市【多83件】: what follows another's rank names who it is."""
    if walk.text[walk.start - 1 : walk.start] != "的":
        return False
    previous = walk.scene.previous
    if previous is None or previous.quantity.form != "rank":
        return False
    other = walk.words.pattern.other_ranked.match(walk.text, walk.start, walk.end)
    if other is None:
        return False
    walk.left.places = [walk.scene.places.own.where]
    walk.left.gap, walk.left.reference = walk.words.more[other["word"]], other["reference"]
    walk.left.before = other["before"] or ""
    walk.end = walk.start
    return True


def _may_compare(walk: Walk) -> bool:
    if walk.end == walk.start:
        return False
    last = walk.text[walk.end - 1]
    return last in _MORE_ENDS or last in walk.words.more_ends

"""The text between two numbers' clauses: it may set the time, the place or the plan, and becomes the topic."""

import re
from collections.abc import Callable

from loaders.parse.marks.phrase import AND, BULLETS, is_adverbial, last_clause, view_in
from loaders.parse.marks.places import Where
from loaders.parse.marks.words import Token
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import end_base
from loaders.parse.slots.breakdown import begin_part, begin_view
from loaders.parse.slots.coordination import end_run
from loaders.parse.slots.moments import end_part, take_time_between
from loaders.parse.slots.places import end_place, place_before_bracket, take_place_between, take_region_between
from loaders.parse.slots.rivals import OVER_AVERAGE, end_rivals, take_rivals
from loaders.parse.slots.stance import (
    end_stance,
    take_actual_between,
    take_estimate_between,
    take_plan_between,
    take_provision_between,
)
from loaders.parse.slots.verbs import end_verb
from loaders.wording import ends, pattern, sole, words

_EXCEEDED = sole("exceeded")
_COMPARING = pattern("比|较|{mean_word}|{held_against}")

_MARKS = frozenset("，,、。")  # by themselves they say nothing
_REST_OF_COMPARISON = pattern("[）)](?:的?{average})?{compared}")  # 与甲市（2.5%）相比,
_NOT_YET_OUT = pattern("{figure_data}{adverb}*未?{made_known}$")  # 数据尚未公布,预计135亿元
_PART = ("其中", "在其中")
_OUTDONE = pattern(
    "{count_name}?{adverb}?{better_than}了?[^，,]{0,6}(?:年|季度|期)[^，,]{0,8}$"
)  # 企业数量超过去年全年总数,净增86家
# 研发投入强度|明显偏低: what is found wanting, before the figure that shows it
_JUDGED = pattern("(?<=..)(?:{judging}+{judged_size}|{judging}*{judged}|(?<!{not_judged}){judged_alone})$")
_JUDGED_ENDS = ends("judged") | ends("judged_size")
_PACED = pattern(
    "(?P<growth>{growth_name})(?:相对)?(?:{ranking}|{degree_adverb})?{standing_word}$"
)  # 甲市、乙市增速较快,分别为…
_PACED_ENDS = ends("standing_word") | {"\n"}
_FIRST, _RANKED = "前", pattern("(?<=..){ranking}$")
_NAMED_AS = pattern("的?[^，,。；;、]{0,6}?{respectively}?(?:是|为)[^，,]+[，,]?$")  # behind 前两名
_ARE = (*words("respectively"), "为", "是")  # 前两名为甲市、乙市
_TIMES = ("date", "time")
_AT_TIME = pattern("^(?:{until}|{looking_ahead}|[到至在从])*")
_BULLETS = frozenset(f"{BULLETS}○·▲△※➢✦—–- \u3000")


def skip(scene: Scene, start: int, end: int) -> None:
    """Take from a span without numbers what holds for the numbers behind it."""
    if start >= end:
        return
    piece = scene.text[start:end]
    if piece in _MARKS:
        scene.state.listed = ()
        return
    tokens = scene.words.between(start, end)
    parted = max(scene.text.rfind(mark, start, end) for mark in "；;") if "；" in piece or ";" in piece else -1
    ended = parted < 0
    for token in tokens:
        if not ended and token.start > parted:
            _end_part(scene, start, end)
            ended = True
        if take := _CUES.get(token.cue):
            take(scene, token)
    if not ended:
        _end_part(scene, start, end)
    if _COMPARING.search(piece):
        take_rivals(scene, max(start, parted + 1), end)
    scene.state.listed = _listed(scene, tokens) if len(tokens) > 1 else ()
    if not (scene.state.listed and _NAMED_AS.match(piece)):
        topic = _topic(scene, start, place_before_bracket(scene, tokens, end))
        of_time = _AT_TIME.sub("", topic)
        if not any(token.cue in _TIMES and token.word == of_time for token in tokens):  # 四季度,再完成240亿元
            _take_topic(scene, topic)


_FOOTNOTE = re.compile("[\\[［]\\d+[\\]］]")  # 研发经费[1]中


def _topic(scene: Scene, start: int, end: int) -> str:
    """The last clause of a span, without the words that only tell what the rates to come are."""
    while start < end and scene.text[start] in _BULLETS:
        start += 1
    over = OVER_AVERAGE.search(scene.text, start, end) if scene.text.find("的", start, end) >= 0 else None
    topic = _FOOTNOTE.sub("", last_clause(scene.text[start : over.start() if over else end]))
    if scene.text[end : end + 1] == _FIRST:  # 产值排|前三位的是
        topic = _RANKED.sub("", topic)
    if topic[-1:] in _PACED_ENDS and (paced := _PACED.search(topic)):
        scene.state.pace = paced["growth"]
        return "" if scene.state.listed else topic[: paced.start()]
    if topic[-1:] in _JUDGED_ENDS:
        topic = _JUDGED.sub("", topic)
    return _OUTDONE.sub("", topic) if "过" in topic or "于" in topic or _EXCEEDED in topic else topic


def _take_topic(scene: Scene, topic: str) -> None:
    """A clause becomes what the numbers to come are of, or the view under which they take something apart."""
    state = scene.state
    view = view_in(topic)
    if view and not (scene.knows(view) or view.endswith(scene.vocabulary.ratio_noun)):
        begin_view(scene)
    elif view:  # 从产值看, 从完成率看: what is counted
        state.topic = view
    elif topic in _PART:
        begin_part(scene)
        state.part_follows = bool(scene.facts)
    elif topic and not (is_adverbial(topic) or _REST_OF_COMPARISON.fullmatch(topic) or _NOT_YET_OUT.search(topic)):
        state.topic = topic
        end_verb(scene)
        end_run(scene)


def _end_part(scene: Scene, start: int, end: int) -> None:
    """A semicolon ends what was current, but for the sentence's time."""
    end_verb(scene, of_part=True)
    end_stance(scene, start, end)
    end_place(scene)
    end_base(scene)
    end_rivals(scene)
    end_part(scene, max(scene.text.rfind(mark, start, end) for mark in "；;"))


def leave_topic(scene: Scene) -> None:
    """What was spoken of before a number is told by now."""
    scene.state.topic = ""


def part_is_due(scene: Scene) -> bool:
    """其中,…: whether the next number is a part of what was counted before."""
    due, scene.state.part_follows = scene.state.part_follows, False
    return due


def _listed(scene: Scene, tokens: list[Token]) -> tuple[Where, ...]:
    """The places that a clause begins with or that it says the first are, one after the other; () for fewer than two."""
    found: list[Token] = []
    for token in tokens:
        if token.cue != "region":
            continue
        follows = scene.text[found[-1].end : token.start] in AND if found else _opens_list(scene, token.start)
        if not follows:
            break
        found.append(token)
    return tuple(scene.places.named(token.value) for token in found) if len(found) > 1 else ()


def _opens_list(scene: Scene, position: int) -> bool:
    """Whether a list may begin at a position: where a clause does, or behind 为 and 强度高于平均的有."""
    if scene.opens_clause(position) or scene.text.endswith(_ARE, 0, position):
        return True
    over = OVER_AVERAGE.search(scene.text)
    return over is not None and over.end() == position


_CUES: dict[str, Callable[[Scene, Token], None]] = {
    "date": take_time_between,
    "time": take_time_between,
    "plan": take_plan_between,
    "actual": take_actual_between,
    "estimate": take_estimate_between,
    "provision": take_provision_between,
    "region": take_region_between,
    "place": take_place_between,
}

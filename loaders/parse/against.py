"""A figure inside a comparison: 比全省平均（8.6%）低2个百分点, 距规划3%的目标差1个百分点, 只及全国平均（12家）的一半.

The figure is the other's, said of the same thing; the number behind it tells how far one is from it, or how many times it.
"""

import re

from loaders.parse.moments import time_of
from loaders.parse.phrase import clean
from loaders.parse.reading import PART_RULES, Comparison, Reading, Where
from loaders.parse.references import read_reference
from loaders.parse.scan import Quantity
from loaders.parse.scene import Scene

_CLAUSE_MARKS = "，,；;。：:\n"
_BEFORE = 40  # characters in which what a figure is held against is said
_BEHIND = 24
_NOUN = 2  # characters of a noun at least
_THAN_RATES = ("multiple", "percent")
_SHARES = ("占", "是")
_PLACE_IN_BRACKET = re.compile("[（(](?P<head>[\u4e00-\u9fff]{2,12}?)(?:约为|为|是|约|达到|达|仅为|仅)?$")
_CLOSED = re.compile("[）)]")
_LIST_GOES_ON = re.compile("[）)](?:、|和|与|及|以及)(?P<head>[\u4e00-\u9fff]{2,10})[（(](?:约|为|仅)?$")
_JOINS_PLACES = re.compile(
    "[、和与及 ]*(?:[两二三四五六七八九][省市县区地家者]|等[省市县区地])?(?:合计|共计|共|合共|均|都|只|仅|也|就)*"
)
_TIME_ALONE = re.compile("(?:19|20)\\d{2} ?年?(?:[底末初]|同期)?$")


def read_figure(scene: Scene, index: int, quantity: Quantity) -> Comparison | None:
    """Read a number that is another's figure inside a comparison; None for any other number."""
    if quantity.form not in ("quantity", "percent") or quantity.rule in PART_RULES:
        return None
    found = _comparison(scene, index, quantity)
    if found is None:
        return None
    found.like = None if found.noun else _like(scene, quantity)
    if found.like is None and not found.noun:
        if not found.places:
            return None
        found.noun = scene.state.topic or scene.paragraph.topic
    reading = _said_alike(scene, found, quantity)
    _put_elsewhere(scene, reading, found)
    reading.of_other = True
    scene.add(reading)
    return found


def read_distance(scene: Scene, quantity: Quantity, found: Comparison) -> None:
    """Read the number behind a figure: how far one is from it, or what share of it one has."""
    reading = _said_alike(scene, found, quantity)
    reading.growth = reading.share = reading.rank = reading.gap = reading.basis = ""
    reading.base, reading.base_text = None, ""
    if found.cue in _SHARES:
        reading.share = found.cue
    else:
        reading.gap = found.cue
    if found.places:
        reading.places, reading.place_rule = found.places, "explicit"
    reading.reference, reading.reference_place = found.reference, found.where
    reading.before, reading.after = found.before, scene.comparator_at(quantity.end)
    if quantity.form != "quantity" and found.like is not None and found.like.quantity.form == "quantity":
        reading.counted_unit = found.like.counted_unit or found.like.quantity.unit
    scene.add(reading)


def _said_alike(scene: Scene, found: Comparison, quantity: Quantity) -> Reading:
    """A reading that says of a number what was said of the one it is compared with."""
    if found.like is not None:
        reading = found.like.again(0, quantity)
        reading.phrase_position, reading.own_noun = "inherited", False
        reading.whole = None
    else:
        reading = Reading.of(quantity)
        reading.phrase, reading.phrase_position, reading.own_noun = found.noun, "before", True
        reading.phrase_wide = found.noun
        reading.estimate = scene.state.estimate
        if scene.state.time is not None:
            reading.time_text, reading.time, reading.time_rule = scene.state.time_text, scene.state.time, "sentence"
        if scene.state.place:
            reading.places, reading.place_rule = scene.state.place, "sentence"
    reading.before = reading.after = ""
    reading.change_from = reading.in_bracket = False
    return reading


def _put_elsewhere(scene: Scene, reading: Reading, found: Comparison) -> None:
    """The figure is of the place, the goal or the time that it is said with."""
    if found.where is not None and found.where[0]:
        reading.places, reading.place_rule = (found.where,), "explicit"
    if found.goal:
        reading.plan, reading.estimate = "目标", ""
    tokens = scene.words.between(found.at, reading.quantity.start)
    times = [said for token in tokens if (said := time_of(scene, token)) is not None]
    if times and found.goal:
        reading.time_text, reading.time = times[-1]
        reading.time_rule = "explicit"
    if comparator := scene.comparator_at(reading.quantity.end):
        reading.after = comparator


def _like(scene: Scene, quantity: Quantity) -> Reading | None:
    """What is compared: the last fact of the sentence or the paragraph in the figure's own unit."""
    for said in reversed(scene.facts):
        if _is_alike(said, quantity):
            return said
    last = scene.paragraph.last
    return last if last is not None and not scene.facts and _is_alike(last, quantity) else None


def _is_alike(said: Reading, quantity: Quantity) -> bool:
    """Whether a number may be the figure of another for what was said: neither a gap nor a ratio to a place is."""
    alike = said.quantity.form == quantity.form and said.quantity.unit == quantity.unit
    return alike and not said.gap and not said.change_from and not (said.share == "是" and said.reference_place)


def _comparison(scene: Scene, index: int, quantity: Quantity) -> Comparison | None:
    text, start = scene.text, quantity.start
    clause = max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1
    clause = max(clause, start - _BEFORE)
    patterns = scene.vocabulary.pattern
    if goes_on := _LIST_GOES_ON.search(text, clause, start):
        return _in_list(scene, goes_on["head"], goes_on.start("head"))
    following = _following(scene, index)
    end = following.start if following is not None else len(text)
    if end - quantity.end > _BEHIND:
        following, end = None, quantity.end + 1
    bracketed = _CLOSED.match(text, quantity.end) is not None
    if bracketed and (said := _PLACE_IN_BRACKET.search(text, clause, start)):
        return _in_bracket(scene, said["head"], said.start("head"))
    if following is not None and (said := patterns.held_against.search(text, clause, start)):
        behind = patterns.distance.fullmatch(text, quantity.end, end)
        if behind and bool(said["open"]) == bool(behind["close"]):
            return _made(scene, clause, said, behind, following)
    if bracketed and (said := patterns.held_by_cue.search(text, clause, start)):
        behind = patterns.at_once.fullmatch(text, quantity.end, end) if following is not None else None
        return _made(scene, clause, said, behind, following if behind else None)
    if (
        following is not None
        and following.form in _THAN_RATES
        and (said := patterns.ratio_to.search(text, clause, start))
    ):
        behind = patterns.ratio_of.fullmatch(text, quantity.end, end)
        if behind and bool(said["open"]) == bool(behind["close"]):
            found = _made(scene, clause, said, behind, following)
            return None if found is not None and found.goal else found  # 完成任务20家的85%
    return None


def _places(scene: Scene, start: int, end: int) -> tuple[Where, ...]:
    """甲市、乙市两市占…: the places that alone stand before a comparison; () for none, or more than places."""
    tokens = [token for token in scene.words.between(start, end) if token.cue == "region"]
    rest = scene.text[start:end]
    for token in tokens:
        rest = rest.replace(token.word, "", 1)
    if not tokens or not _JOINS_PLACES.fullmatch(rest):
        return ()
    return tuple(scene.places.written(token.value, token.word) for token in tokens)


def _following(scene: Scene, index: int) -> Quantity | None:
    return scene.quantities[index + 1] if index + 1 < len(scene.quantities) else None


def _in_list(scene: Scene, head: str, at: int) -> Comparison | None:
    """低于甲市（3.2%）、乙市（2.8%）: the second of two figures."""
    before = scene.readings[-1] if scene.readings else None
    reference, where = read_reference(scene, head)
    if where is None or before is None or not before.of_other:
        return None
    return Comparison(reference, where, "", at, goal=False)


def _in_bracket(scene: Scene, head: str, at: int) -> Comparison | None:
    """占21.5%（全省平均为19.8%）: the same of another place."""
    reference, where = read_reference(scene, head)
    return Comparison(reference, where, "", at, goal=False) if where is not None else None


def _made(
    scene: Scene,
    clause: int,
    said: re.Match[str],
    behind: re.Match[str] | None,
    following: Quantity | None,
) -> Comparison | None:
    """The comparison that words before a figure and behind it make; None where they make none."""
    words = scene.vocabulary
    tail = (behind.groupdict().get("tail") or "") if behind else ""
    head = said["head"]
    goal = f"{head}{tail}".endswith(words.demand)
    reference, where = read_reference(scene, f"{head}{tail.removeprefix('的')}")
    if where is None:
        reference, where = read_reference(scene, head) if not goal else (reference, None)
    if (where is None and not goal) or _TIME_ALONE.match(head):
        return None
    lead = said["lead"]
    noun = clean(scene.text[clause : said.start()], words)
    places = _places(scene, clause, said.start())
    noun = "" if places or noun in words.filler or noun.endswith(words.pointing_noun) or len(noun) < _NOUN else noun
    found = Comparison(reference, where, noun, said.start(), goal, places)
    if following is not None and behind is not None:
        found.following = following
        found.cue = (
            words.distance.get(behind.groupdict().get("word") or "", "") or words.ratio_lead.get(lead, "") or lead
        )
        found.before = behind["before"] or words.ratio_bound.get(lead, "")
    return found

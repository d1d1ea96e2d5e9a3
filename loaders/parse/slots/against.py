"""A figure inside a comparison: 比全省平均（8.6%）低2个百分点, 距规划3%的目标差1个百分点, 只及全国平均（12家）的一半.

The figure is the other's, of the same thing; the number behind it tells how far one is from it, or how many times it.
"""

import re
from dataclasses import dataclass, replace

from loaders.parse.marks.phrase import AND, clean, trim
from loaders.parse.marks.places import Where
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import PART_RULES, Comparison, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.meant import time_of
from loaders.parse.slots.references import read_reference
from loaders.parse.slots.rivals import add_rival
from loaders.wording import pattern, sole, words

_DEMAND = words("demand")
_COMPLETED = sole("completed")
_EXCEEDED = sole("exceeded")
_GOAL_WORD = sole("goal_word")

_CLOSING = ("）", ")")
_BEFORE_AVERAGE = frozenset("、和与及的")
_CLAUSE_MARKS = "，,；;。：:\n"
_BEFORE = 40  # characters in which what a figure is held against is said
_BEHIND = 24
_NOUN = 2  # characters of a noun at least
_THAN_RATES = ("multiple", "percent")
_SHARES = words("share_told")
_DONE, _OVER = _COMPLETED, _EXCEEDED
_OF_TASK = sole("completed")  # a share of a task is no ratio
_MET = words("goal_verb")
_BESIDE = pattern("(?P<close>[）)])?(?P<tail>的?[^，,；;。（）()\\d]{0,10}?){compared}[，,]")
_ASKED = pattern(
    "(?P<who>{superior}|[{place_mark}]{office_behind}?){requiring}(?:到?(?:19|20)\\d{2} ?年[底末]?)?[^，,；;。\\d]{0,8}?(?:{no_less}|{reach}|{reaching_goal}|{raised_to}|为|是)?$"
)
_SET_BY = pattern(
    "(?:[{place_mark}]|[{own_mark}][{place_mark}])?(?P<who>[^，,；;。：:的\\d]{0,12}{plan_document}》?){stating}的?"
    "(?:到?(?:19|20)\\d{2} ?年[底末]?)?(?:{no_less}|{reaching_goal}|{raised_to}|要?{reach}|为)?$"
)  # 规划提出的2030年达到3%
_STATING = words("stating")
_GOAL = sole("goal_word")
_NO_NOUN = frozenset("，,。；;）)的相有尚还仍、")  # what follows a figure that counts nothing new
_SHORT_OF = pattern("{not_reaching}(?P<head>[^，,；;。（）()]{2,24}?)[（(]?{approximate}?$")
_BEYOND = pattern(
    "(?P<lead>{gap_lead}|{beyond_lead})(?P<head>[^，,；;。（）()]{1,24}?)(?:{approximate})?$"
)  # 低于法定1%的要求
_OF_PLAN = pattern("(?P<who>(?:“[^”，,。；;]{2,6}”)?{plan_document})的$")
_SHORT_OF_IT = pattern("{not_reaching}{approximate}?$")
_DEMAND_SAID = pattern("的(?P<demand>[^，,；;。（）()\\d]{0,6}?{demand})")  # 未达到15%的年度预期
_PLACE_IN_BRACKET = pattern("[（(](?P<head>[\u4e00-\u9fff]{2,12}?)(?:{reach}|{approximate}|仅为|仅|为|是)?$")
_HELD_AT_ONCE = pattern("(?P<lead>{held_lead})(?P<head>)(?P<open>)$")  # 距200家的年度目标
_LIST_GOES_ON = pattern("[）)](?:、|和|与|及|以及)(?P<head>[\u4e00-\u9fff]{2,10})[（(](?:{approximate}|仅|为)?$")
_PAIR_BEHIND = pattern(
    "[）)](?:、|和|与|及|以及)[\u4e00-\u9fff]{2,10}[（(](?:{approximate}|仅|为)?\\d+(?:\\.\\d+)?[\u4e00-\u9fff%]{1,4}[）)]"
    "(?:的?{average})?(?:{respectively}|各|{compared}[，,])"
)  # 与甲市（2.5%）、乙市（1.4%）相比, （3.1%）和全国（2.6%）分别高
_AVERAGE_BEHIND = pattern("(?:[、和与及][\u4e00-\u9fff]{2,6}\\d+(?:\\.\\d+)?[%家件倍元人]){0,3}的{average}")
_NEXT_PLACE = re.compile("[、和与及](?P<head>[\u4e00-\u9fff]{2,10})")
_JOINS_PLACES = pattern(
    "[、和与及 ]*(?:[两二三四五六七八九][{place_mark}地家者]|等[{place_mark}地])?(?:{adverb}|{joint_total}|共)*"
)
_ADVERBS = pattern("^(?:{adverb}|{concessive})+|(?:但|却|仅|只|也|还|已|略|仍|均|就|又)+$")
_HEADING_MARK = re.compile("^[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．]")
_CHAPTER = re.compile("^[一二三四五六七八九十]{1,2}是(?=..)")
_TIME_ALONE = re.compile("(?:19|20)\\d{2} ?年?(?:[底末初]|同期)?$")


def read_figure(scene: Scene, index: int, quantity: Quantity) -> Comparison | None:
    """Read a number that is another's figure inside a comparison; None for any other number."""
    if quantity.form not in ("quantity", "percent") or quantity.rule in PART_RULES:
        return None
    found = _comparison(scene, index, quantity)
    if found is None:
        return None
    sums_up = found.noun in scene.vocabulary.running_total  # 累计完成五年目标30亿元的24%
    found.like = None if found.noun and not sums_up else _like(scene, quantity, own=found.goal)
    if found.like is not None:
        found.noun = ""
    elif not found.noun:
        topic = scene.state.topic or scene.paragraph.topic
        told = found.where is not None and scene.paragraph.spoken_of_last and scene.knows(topic)
        if not found.places and not told:  # （一）投入强度偏低。与甲市（2.5%）相比,
            return None
        found.noun = trim(_HEADING_MARK.sub("", topic)).rstrip("。") if told else topic
    reading = _put_elsewhere(scene, found, _said_alike(scene, found, quantity))
    scene.state.goal_held = found.reference if found.goal else ""
    if found.following is None and found.where is not None and not found.goal:
        listed = bool(scene.readings) and scene.readings[-1].of_other
        add_rival(scene, found.reference, listed=listed)
    scene.add(reading)
    return found


def read_distance(scene: Scene, quantity: Quantity, found: Comparison) -> None:
    """Read the number behind a figure: how far one is from it, or what share of it one has."""
    alike, like = _said_alike(scene, found, quantity), found.like
    counted_unit, of_ratio = alike.counted_unit, alike.of_ratio
    if quantity.form != "quantity" and like is not None and like.quantity.form == "quantity":
        counted_unit = like.counted_unit or like.quantity.unit
    if quantity.form == "points" and like is not None:  # 占比0.8%,与1.5%的目标还差0.7个百分点
        of_ratio = like.of_ratio or bool(like.share and like.share != _OF_TASK and like.reference_place is None)
    is_share = found.cue in _SHARES
    scene.add(
        replace(
            alike, growth="", rank="", basis="", base=None, base_text="",
            share=found.cue if is_share else "", gap="" if is_share else found.cue,
            places=found.places or alike.places, place_rule="explicit" if found.places else alike.place_rule,
            reference=found.reference, reference_place=found.where,
            before=found.before, after=scene.comparator_at(quantity.end), counted_unit=counted_unit, of_ratio=of_ratio,
        )
    )  # fmt: skip


def _said_alike(scene: Scene, found: Comparison, quantity: Quantity) -> Reading:
    """A reading that says of a number what was said of the one it is compared with."""
    if found.like is not None:
        return replace(
            found.like, quantity=quantity, ordinal=0, phrase_position="inherited", own_noun=False, whole=None,
            before="", after="", change_from=False, in_bracket=False,
        )  # fmt: skip
    state = scene.state
    return Reading(
        quantity=quantity, phrase=found.noun, phrase_position="before", own_noun=True, phrase_wide=found.noun,
        estimate=state.estimate, time=state.time, time_text=state.time_text, time_rule="sentence" if state.time else "",
        places=state.place, place_rule="sentence" if state.place else "",
    )  # fmt: skip


def _put_elsewhere(scene: Scene, found: Comparison, alike: Reading) -> Reading:
    """The figure as that of the place, the goal or the time that it is said with."""
    figure = replace(alike, of_other=True, after=scene.comparator_at(alike.quantity.end))
    if found.where is not None and found.where[0]:
        figure = replace(figure, places=(found.where,), place_rule="explicit")
    if not found.goal:
        return figure
    tokens = scene.words.between(found.at, alike.quantity.start)
    times = [said for token in tokens if (said := time_of(scene, token)) is not None]
    text, time = times[-1] if times else ("", None)
    return replace(
        figure, plan=_GOAL_WORD, estimate="", base=None, base_text="", basis="",
        time=time, time_text=text, time_rule="explicit" if times else "",
    )  # fmt: skip


def _like(scene: Scene, quantity: Quantity, *, own: bool) -> Reading | None:
    """What is compared: the last fact of the sentence or the paragraph in the figure's own unit; for a goal one's ``own``."""
    alike = [said for said in reversed(scene.facts) if _is_alike(said, quantity)]
    if own:  # 我市172家,甲市1086家;距200家的目标差28家
        here = ((), (scene.places.own.where,))
        alike = [said for said in alike if said.places in here] or alike
    if alike:
        spoken_of = scene.facts[-1].phrase
        same = next((said for said in alike if said.phrase == spoken_of), alike[0])
        began = next((said for said in reversed(scene.facts) if _begins(said, quantity, spoken_of)), None)
        return same if same.phrase == spoken_of or began is None else began
    last = scene.paragraph.last
    return last if last is not None and not scene.facts and _is_alike(last, quantity) else None


def _begins(said: Reading, quantity: Quantity, phrase: str) -> bool:
    """比重在2029年1.6%的基础上提高0.2个百分点,向2.2%的目标靠近: the figure that a change began at."""
    return said.change_from and said.phrase == phrase and said.quantity.unit == quantity.unit


def _is_alike(said: Reading, quantity: Quantity) -> bool:
    """Whether a number may be the figure of another for what was said: neither a gap nor a ratio to a place is."""
    alike = said.quantity.form == quantity.form and said.quantity.unit == quantity.unit
    return alike and not said.gap and not said.change_from and not (said.share == "是" and said.reference_place)


def _comparison(scene: Scene, index: int, quantity: Quantity) -> Comparison | None:
    """The comparison that a number is a figure in, by the first of the ways to say one that fits."""
    text, end, quantities = scene.text, quantity.end, scene.quantities
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    if following is not None and following.start - end > _BEHIND:
        following = None
    mark, readings = text[end : end + 1], scene.readings
    closes, in_list = mark in _CLOSING, bool(readings) and readings[-1].of_other
    averaged = mark in _BEFORE_AVERAGE and _AVERAGE_BEHIND.match(text, end) is not None
    beside = _BESIDE.match(text, end) if scene.compares else None
    distance, ratio = None, False
    if following is not None:
        ratio = following.form in _THAN_RATES
        if text[following.start - 1] in scene.vocabulary.distance_ends:
            distance = scene.vocabulary.pattern.distance.fullmatch(text, end, following.start)
    if not (closes or in_list or averaged or beside or distance or ratio or scene.speaks_of_goals):
        return None  # as nearly all
    figure = _Figure(scene, quantity, following)
    return (
        (in_list and _in_list(figure))
        or (closes and _in_bracket(figure))
        or (averaged and _on_average(figure))
        or ((beside or distance) and _held_against(figure, distance, beside))
        or (closes and _held_in_pair(figure))
        or (closes and _held_by_cue(figure))
        or (ratio and _ratio_to(figure))
        or (scene.speaks_of_goals and _asked_for(figure))
        or None
    )


@dataclass(slots=True)
class _Figure:
    """A number that may be another's figure, and the number close behind it."""

    scene: Scene
    quantity: Quantity
    following: Quantity | None

    @property
    def clause(self) -> int:
        """Where the clause of the number begins, at most so many characters before it."""
        text, start = self.scene.text, self.quantity.start
        return max(max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1, start - _BEFORE)

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A pattern in the clause up to the number."""
        text, start = self.scene.text, self.quantity.start
        if pattern.search(text, max(0, start - _BEFORE), start) is None:
            return None
        return pattern.search(text, self.clause, start)

    def behind(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A pattern that is all there is between the number and the one behind it."""
        if self.following is None:
            return None
        return pattern.fullmatch(self.scene.text, self.quantity.end, self.following.start)


def _on_average(figure: _Figure) -> Comparison | None:
    """低于全国2.6%、全省2.3%的平均水平: the figures of places to which 平均 behind the last belongs."""
    scene = figure.scene
    before = scene.readings[-1] if scene.readings else None
    if before is not None and before.of_other:
        listed = _NEXT_PLACE.fullmatch(scene.text, before.quantity.end, figure.quantity.start)
        return _of_place(scene, listed) if listed else None
    said = figure.before(scene.vocabulary.pattern.held_by_cue)
    return _made(figure, said, None) if said else None


def _in_list(figure: _Figure) -> Comparison | None:
    """低于甲市（3.2%）、乙市（2.8%）: the second of two figures; 考核目标分别为50%、45%."""
    scene = figure.scene
    before = scene.readings[-1]
    if before.plan and scene.text[before.quantity.end : figure.quantity.start] in AND:
        return Comparison(scene.state.goal_held, None, "", figure.quantity.start, goal=True)
    said = figure.before(_LIST_GOES_ON)
    return _of_place(scene, said) if said else None


def _in_bracket(figure: _Figure) -> Comparison | None:
    """占21.5%（全省平均为19.8%）: the same of another place."""
    said = figure.before(_PLACE_IN_BRACKET)
    return _of_place(figure.scene, said) if said else None


def _of_place(scene: Scene, said: re.Match[str]) -> Comparison | None:
    reference, where = read_reference(scene, said["head"])
    return Comparison(reference, where, "", said.start("head"), goal=False) if where is not None else None


def _held_against(figure: _Figure, behind: re.Match[str] | None, beside: re.Match[str] | None) -> Comparison | None:
    """比全省平均（8%）低2个百分点, 距规划3%的目标差1个百分点."""
    said = figure.before(figure.scene.vocabulary.pattern.held_against)
    if said is None:
        at_once = behind and behind["tail"].endswith(_DEMAND) and figure.before(_HELD_AT_ONCE)
        return _made(figure, at_once, behind) if at_once else None
    if behind and bool(said["open"]) == bool(behind["close"]):
        return _made(figure, said, behind)
    if beside and bool(said["open"]) == bool(beside["close"]):  # 与全国2.2%的平均水平相比,差距…; 与甲市（2.5%）相比,
        return _made(figure, said, beside)
    return None


def _held_in_pair(figure: _Figure) -> Comparison | None:
    """比全省（7.4%）和全国（6.3%）分别高1.7、2.8个百分点: the first of two figures, how far one is from both stands behind."""
    text, end = figure.scene.text, figure.quantity.end
    said = figure.before(figure.scene.vocabulary.pattern.held_against) if _PAIR_BEHIND.match(text, end) else None
    return _made(figure, said, None) if said else None


def _held_by_cue(figure: _Figure) -> Comparison | None:
    """高于全省平均（8%）2个百分点, 低于甲市（3.2%）."""
    patterns = figure.scene.vocabulary.pattern
    said = figure.before(patterns.held_by_cue)
    return _made(figure, said, figure.behind(patterns.at_once)) if said else None


def _ratio_to(figure: _Figure) -> Comparison | None:
    """占全省（11000家）的52%, 只及全国平均（12%）的一半, 完成省定目标20亿元的86%."""
    patterns = figure.scene.vocabulary.pattern
    said, behind = figure.before(patterns.ratio_to), figure.behind(patterns.ratio_of)
    if said is None or behind is None or bool(said["open"]) != bool(behind["close"]):
        return None
    found = _made(figure, said, behind)
    return found if found is not None and (found.goal or not behind["tail"]) else None


def _asked_for(figure: _Figure) -> Comparison | None:
    """没有达到市里1.8%的要求, 省里要求达到80%, 任务20只: what is set as a goal for what was just told."""
    scene, patterns = figure.scene, figure.scene.vocabulary.pattern
    at_head = figure.before(patterns.goal_alone)
    if at_head and not at_head["noun"].startswith(_MET):
        return Comparison(at_head["noun"], None, "", at_head.start(), goal=True)
    if asked := figure.before(_ASKED):
        return Comparison(asked["who"], None, "", asked.start(), goal=True)
    if (in_plan := _set_in_plan(figure)) is not None:
        return in_plan
    if (behind := _DEMAND_SAID.match(scene.text, figure.quantity.end)) and figure.before(_SHORT_OF_IT):
        return Comparison(behind["demand"], None, "", figure.quantity.start, goal=True)
    demand = patterns.demand_behind.match(scene.text, figure.quantity.end)
    said = (figure.before(_SHORT_OF) or figure.before(_BEYOND)) if demand else None
    if said is None or demand is None:
        return None
    reference, _ = read_reference(scene, said["head"])
    found = Comparison(reference, None, "", said.start(), goal=True)
    lead, following = said.groupdict().get("lead"), figure.following
    if lead and following is not None and following.form == "points" and following.start == demand.end():
        found.cue, found.following = lead, following  # 低于年初8%的目标2个百分点
        found.reference = f"{said['head']}{demand.group().removeprefix('的')}"
    return found


def _set_in_plan(figure: _Figure) -> Comparison | None:
    """规划确定的2%, 完成“十五五”规划的300家目标: what a plan sets."""
    scene, end = figure.scene, figure.quantity.end
    asks = scene.text.startswith(_DEMAND, end)
    if asks and (of_plan := figure.before(_OF_PLAN)):
        return Comparison(f"{of_plan['who']}{_GOAL}", None, "", of_plan.start(), goal=True)
    counts_nothing = asks or scene.text[end : end + 1] in _NO_NOUN
    if counts_nothing and any(word in scene.text for word in _STATING) and (set_by := figure.before(_SET_BY)):
        return Comparison(f"{set_by['who']}{_GOAL}", None, "", set_by.start(), goal=True)
    return None


def _places(scene: Scene, start: int, end: int) -> tuple[Where, ...]:
    """甲市、乙市两市占…: the places that alone precede a comparison; () for none, or more than places."""
    tokens = [token for token in scene.words.between(start, end) if token.cue == "region"]
    rest = scene.text[start:end]
    for token in tokens:
        rest = rest.replace(token.word, "", 1)
    if not tokens or not _JOINS_PLACES.fullmatch(rest):
        return ()
    return tuple(scene.places.written(token.value, token.word) for token in tokens)


def _made(figure: _Figure, said: re.Match[str], behind: re.Match[str] | None) -> Comparison | None:
    """The comparison that words before a figure and behind it make; None where they make none."""
    scene, words, lead = figure.scene, figure.scene.vocabulary, said["lead"]
    tail = (behind.groupdict().get("tail") or "") if behind else ""
    head = said["head"]
    set_by = _SET_BY.search(head)
    goal = set_by is not None or f"{head}{tail}".removesuffix("的").endswith(_DEMAND)
    reference, where = read_reference(scene, f"{head}{tail.removeprefix('的')}")
    if set_by is not None:
        reference, where = f"{set_by['who']}{_GOAL}", None
    if where is None:
        reference, where = read_reference(scene, head) if not goal else (reference, None)
    if (where is None and not goal) or (_TIME_ALONE.match(head) and not goal):
        return None
    if not head:
        reference = reference.removeprefix("的")
    noun = _ADVERBS.sub("", clean(_ADVERBS.sub("", scene.text[figure.clause : said.start()]), words))
    noun = _CHAPTER.sub("", noun)
    places = _places(scene, figure.clause, said.start())
    noun = "" if places or noun in words.filler or noun.endswith(words.pointing_noun) or len(noun) < _NOUN else noun
    found = Comparison(reference, where, noun, said.start(), goal, places)
    if behind is None or behind.re is _BESIDE:
        return found
    found.following = figure.following
    word = words.distance.get(behind.groupdict().get("word") or "", "")
    ratio = words.ratio_lead.get(lead, "") if not goal or lead in words.exceeding else _DONE
    if ratio == _DONE and figure.following is not None and figure.following.form == "points":
        ratio = ""  # 低于年初目标（8%）2个百分点: how far, and no share
    found.cue = word or (_OVER if goal and lead in words.exceeding else ratio) or lead
    found.before = behind["before"] or words.ratio_bound.get(lead, "")
    return found

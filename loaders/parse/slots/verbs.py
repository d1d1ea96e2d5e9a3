"""Verb and level of a number: its clause's, else those that go on from the numbers before."""

import re

from loaders.parse.reading import After, Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.after import verb_after
from loaders.parse.slots.bases import take_basis_over
from loaders.parse.slots.wholes import done_alike
from loaders.wording import sole, words

_CLAUSE_ENDS = re.compile("(?:[（(][^（）()]*[）)])?(?:[，,、。；;]|$)")
_HONOURED = words("honoured")
_ENTERED = sole("entered")
_NET_MARK = sole("net_mark")
_NEWLY = (*words("new_mark"), *words("obtaining"))
_NEW_THIS_YEAR = (*words("new_mark"), "当年")
_CLAUSE_MARKS = frozenset("，,；;。、")
_TWICE = 2
_SUMMED_SO_FAR = sole("summed_so_far")
_SUMMED_UP = words("running_total")
_SUMMED_OVER = frozenset(("years", "end", "plan_name"))  # kinds of time


def carry_verb(scene: Scene, reading: Reading, left: Left) -> bool:
    """Take verb and level over where the clause has none; whether it goes on like the number before."""
    state, outer = scene.state, None
    if left.bracket:
        outer = scene.before_bracket(reading.quantity)
    elif left.part:
        outer = done_alike(scene, reading, scene.whole_before(reading.quantity.unit, reading.quantity.start))
    if outer is not None and not left.level and not left.verb.startswith(_NEWLY):
        reading.verb, reading.level, reading.verb_after = outer.verb, outer.level, outer.verb_after
    elif left.bracket and outer is not None:  # …11家（累计97家）: of that number alone
        pass
    elif not left.noun and scene.previous is not None and scene.previous.growth and left.verb.startswith(_NET_MARK):
        take_basis_over(reading, scene.previous)  # 同比增长42%,净增25亿元
    elif left.verb or left.level:
        if left.verb and not left.level and _is_summed_up(scene, reading):
            reading.level = _SUMMED_SO_FAR
        verb = "" if left.verb == _ENTERED else left.verb  # 入库中小企业3家,高新技术企业2家: of those alone
        state.verb, state.level, state.of_noun = verb, left.level, reading.own_noun or scene.previous is None
    elif sums_up(scene, reading, left):
        pass
    elif left.is_bare and not (left.fresh and _starts_anew(scene, reading, left)):
        _resume_tiers(scene, reading, left)
        reading.verb, reading.level = state.verb, state.level
        return True
    return False


def take_verb_over(reading: Reading, source: Reading) -> None:
    """A number without a verb has that of the one that it goes on from, unless that one is a change since a time."""
    since = source.base is not None or source.basis
    if not (since and source.verb.startswith(_NET_MARK)):  # 全市600家,较上年底净增50家。甲县90家
        reading.verb = reading.verb or source.verb


def take_verb_behind(scene: Scene, reading: Reading, after: After) -> None:
    """27家企业【获批】…."""
    if after.text and not reading.verb_after:
        reading.verb_after = verb_after(scene, after.start, after.end)
    if reading.phrase_position == "after" and reading.verb_after in _HONOURED:  # 预计达到3家,2家企业入选
        reading.estimate = ""


def end_verb(scene: Scene, *, of_part: bool = False) -> None:
    """What is spoken of anew, and a semicolon, end the current verb; behind the latter a tier of the same may resume it."""
    state = scene.state
    if of_part:
        state.ended = (state.verb, state.level) if state.verb or state.level else state.ended
        state.summing = False
    state.verb = state.level = ""


def _resume_tiers(scene: Scene, reading: Reading, left: Left) -> None:
    """建成国家级平台10个;省级平台24个: the verb goes on to the next tier of what was done, behind a semicolon."""
    state, tier = scene.state, scene.vocabulary.pattern.tier
    before = next((said for said in reversed(scene.facts) if said.whole is None), None)
    if before is None or state.verb or state.level or not (left.fresh and left.noun and before.own_noun):
        return
    if before.quantity.unit == reading.quantity.unit and tier.match(left.noun) and tier.match(before.phrase):
        state.verb, state.level = state.ended


def _is_summed_up(scene: Scene, reading: Reading) -> bool:
    """累计为96家企业放款3亿元: 累计 reaches the next verb of its clause."""
    previous = scene.previous
    if previous is None or not previous.level.startswith(_SUMMED_UP):
        return False
    return not any(mark in _CLAUSE_MARKS for mark in scene.text[previous.quantity.end : reading.quantity.start])


def sums_up(scene: Scene, reading: Reading, left: Left) -> bool:
    """净增20家、突破100家: all there are."""
    previous = scene.previous
    alike = previous is not None and previous.quantity.unit == reading.quantity.unit
    exceeds = left.before in scene.vocabulary.exceeding and not left.noun and left.is_bare
    return exceeds and alike and scene.state.verb.startswith(_NEWLY) and not _is_further_goal(reading, previous, left)


def _is_further_goal(reading: Reading, first: Reading | None, left: Left) -> bool:
    """新增300家,力争突破350家: as much again would be all there are."""
    few, more = (first.quantity.value if first is not None else None), reading.quantity.value
    return bool(left.plan) and few is not None and more is not None and few < more < _TWICE * few


def _starts_anew(scene: Scene, reading: Reading, left: Left) -> bool:
    """…,合肥市企业超5家: a statement of its own."""
    if left.noun and not scene.state.of_noun:  # 企业50家、净增5家,平台3家
        return True
    own = left.noun and (left.places or left.before in scene.vocabulary.exceeding)
    return bool(own) or (reading.phrase_position == "after" and not _goes_on_listing(scene, reading))


def _goes_on_listing(scene: Scene, reading: Reading) -> bool:
    """申报9家高企,16家小微企业: no more than the next thing of a list whose numbers stand before what they count."""
    previous, quantity = scene.previous, reading.quantity
    if previous is None or previous.phrase_position != "after" or previous.quantity.unit != quantity.unit:
        return False
    noun_ends = quantity.end + len(reading.phrase)
    listed = scene.text.startswith(reading.phrase, quantity.end) and _CLAUSE_ENDS.match(scene.text, noun_ends)
    return bool(listed) and not scene.state.level


def take_sum(scene: Scene, reading: Reading, left: Left) -> None:
    """累计放款70亿元,惠及企业1300家: what is summed up over years, or from the start, is so for the verbs that go on."""
    state = scene.state
    if reading.time is not None and reading.time.kind not in _SUMMED_OVER:
        state.summing = False
    elif reading.level.startswith(_SUMMED_SO_FAR):
        state.summing = reading.own_noun or left.verb != ""  # 新增18家、累计38家: of that number alone
    elif not state.summing:  # as most
        return
    elif left.subject or left.times or (reading.own_noun and not reading.verb):
        state.summing = False
    elif reading.verb and not reading.level and not reading.verb.startswith(_NEW_THIS_YEAR):
        reading.level = _SUMMED_SO_FAR

"""The words right before a number, behind the last cue: a reference, a comparator of one character, or the noun.

Each rule tells whether it has settled what the tail is; the first that has ends the matter.
"""

import re
from dataclasses import dataclass

from loaders.parse.clause.walk import with_noun_before_time
from loaders.parse.marks.phrase import TRIM_RIGHT, clean
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Left
from loaders.parse.scene import Scene
from loaders.wording import pattern, seldom, sole, words

_COMPLETED = sole("completed")
_ENTERED = sole("entered")
_FEWER = sole("fewer")
_LESS_GROWTH = sole("less_growth")
_MORE_GROWTH = sole("more_growth")
_SHARE_MARK = sole("share_mark")

_MORE_MARK = words("more_mark")
_LESS_MARK = words("less_mark")

_COMPARATORS = "".join(words("above_about"))
_BRACKETED = re.compile("[（(][^）)]*[)）]")
_CLAUSE_END = seldom("[，,；;。](?![^（(]*[)）])")
_PART_OF = pattern("{share_mark}(?P<whole>[^，,；;]{2,16})的$")
_COMPLETING = frozenset(words("reaching_goal"))
_REACHING = frozenset((*words("reaching_goal"), *words("share_mark"), ""))
AT_LEAST = words("at_least")  # 至少选派特派团2个: it belongs to the number, though the verb follows
_PACES = words("pace_of_work")  # how far they are, and no goal
_WHOLE_YEAR = ("去年全年", "上年全年")
_MORE_OR_LESS = words("more_or_less")
_EXCEEDING_VERBS = words("overcoming")
_SHARE_NAMED_BEHIND = pattern("(?P<whole>.{2,}?)的?{share_name}(?P<from>[由从])?")  # 占【研发经费】比重由4.6%


@dataclass(slots=True)
class Tail:
    """The tail of a clause, with all that its rules look at."""

    scene: Scene
    left: Left
    quantity: Quantity
    text: str
    pending: str

    @property
    def cleaned(self) -> str:
        return clean(self.text, self.scene.vocabulary)


def read_tail(scene: Scene, left: Left, quantity: Quantity, text: str, pending: str) -> None:
    """Read the tail of a clause into what the clause says; ``pending`` is the cue whose reference may still come."""
    if text:
        text = _take_comparator(left, text)
    if not text:
        if quantity.form == "percent":
            _read_goal_of_clause(scene, left, quantity)
        return
    tail = Tail(scene, left, quantity, text, pending)
    for rule in _RULES:
        if rule(tail):
            return


def _take_comparator(left: Left, text: str) -> str:
    """约, 近: a comparator of one character."""
    if len(text) > 3 or text[-1] not in _COMPARATORS:
        return text
    for mark in _COMPARATORS:
        if text.endswith(mark) and (mark != "上" or text == mark):  # 线上6场
            left.before = left.before or mark
            text = text[:-1].rstrip(TRIM_RIGHT)
    return text


def _read_goal_of_clause(scene: Scene, left: Left, quantity: Quantity) -> None:
    """完成全年目标的85%; 完成年度目标(20家)的85%: the goal precedes the bracket."""
    if left.plan and scene.text.endswith(f"{left.plan}的", 0, quantity.start):
        left.share, left.reference, left.plan, left.verb = left.share or _COMPLETED, left.plan, "", ""
        return
    if left.plan and left.verb in _COMPLETING and not left.gap and scene.text.endswith(left.plan, 0, quantity.start):
        met = scene.vocabulary.pattern.goal_before.search(scene.text, left.start, quantity.start)  # 完成省定目标135%
        if met:
            left.share, left.reference = left.share or _COMPLETED, met["goal"].removeprefix(_COMPLETED)
            left.noun = left.plan = left.verb = ""
        return
    if not scene.text.endswith(("）的", ")的"), 0, quantity.start):
        return
    clause = _BRACKETED.sub("", _CLAUSE_END().split(scene.text[: quantity.start])[-1])
    goal = scene.vocabulary.pattern.goal_before.search(clause)
    if goal and clause:
        left.share, left.reference, left.verb = left.share or _COMPLETED, goal["goal"].removeprefix(_COMPLETED), ""
    elif part := _PART_OF.search(clause):  # 占专利授权总量(4800件)的25%
        left.share, left.reference = _SHARE_MARK, part["whole"]


def _is_goal(tail: Tail) -> bool:
    """完成全年目标的85%."""
    left, form = tail.left, tail.quantity.form
    if form != "percent" or (left.verb not in _REACHING and tail.pending != "share"):
        return False
    if tail.text.endswith((*tail.scene.vocabulary.completion, *_PACES)):  # 完成进度, 支出进度
        return False
    goal = tail.scene.vocabulary.pattern.goal_before.search(tail.text)
    if not goal:
        return False
    left.share = left.share or _COMPLETED
    left.reference = goal["goal"].removeprefix(_COMPLETED)
    if left.verb == _COMPLETED or tail.text.startswith(_COMPLETED):
        left.verb = ""
    return True


def _is_pending_reference(tail: Tail) -> bool:
    """占【全省】85%."""
    if tail.pending == "rank" and tail.text in ("由", "从"):  # 排名从第12位上升到第8位
        tail.left.change_from = True
        return True
    of_ratio = tail.pending == "rank" and tail.left.share  # 占GDP比重列皖江地区第1
    if tail.pending and (of_ratio or not tail.left.reference):
        named = _SHARE_NAMED_BEHIND.fullmatch(tail.text) if tail.pending == "share" else None
        tail.left.reference = named["whole"] if named else tail.text
        tail.left.change_from = tail.left.change_from or bool(named and named["from"])
    return bool(tail.pending)


def _is_start_of_change(tail: Tail) -> bool:
    """企业数由50家增加到80家."""
    if not tail.text.endswith(("由", "从")):
        return False
    tail.left.change_from = tail.quantity.high is None  # 补助从5万元到20万元不等
    tail.left.noun = clean(tail.text[:-1], tail.scene.vocabulary) or tail.left.noun
    return True


def _is_reference(tail: Tail) -> bool:
    left = tail.left
    if not (left.gap or left.share) or left.reference:
        return False
    left.reference = tail.text.removesuffix("在")  # 比重在73%以上
    return True


def _is_growth(tail: Tail) -> bool:
    """同比多12家, 比2022年多12家, 同比少发放3亿元."""
    text, previous = tail.text, tail.scene.previous
    from_last = previous is not None and previous.change_from  # 比上年的80件多20件
    goes_on = from_last and tail.scene.text[previous.quantity.end : tail.quantity.start] == text if previous else False
    if not (tail.left.basis or tail.left.base or goes_on):
        return False
    more = text in _MORE_MARK or (len(text) == 2 and text[0] == "多")
    if not more and text not in _LESS_MARK and not (len(text) == 2 and text[0] == _FEWER):
        return False
    tail.left.growth = _MORE_GROWTH if more else _LESS_GROWTH
    if goes_on and previous is not None and previous.time_text.endswith(_WHOLE_YEAR):
        tail.left.basis = previous.time_text  # 比去年全年的80件多20件
    return True


def _is_change_too(tail: Tail) -> bool:
    """项目比上年多9项,资金【少】300万元: the next member of what is held against the same."""
    previous, left, text = tail.scene.previous, tail.left, tail.text
    if previous is None or not (previous.growth and previous.basis) or left.level or len(text) < 3:
        return False
    if text[-1] not in _MORE_OR_LESS or tail.quantity.form != "quantity":
        return False
    if any(mark in tail.scene.text[previous.quantity.end : tail.quantity.start] for mark in "；;。"):
        return False
    left.growth, left.basis = (_MORE_GROWTH if text[-1] in _MORE_MARK else _LESS_GROWTH), previous.basis
    left.noun = clean(text[:-1], tail.scene.vocabulary) or left.noun
    return True


def _is_comparison(tail: Tail) -> bool:
    """比年度计划翻了一番."""
    if not tail.text.startswith(("比", "较")) or len(tail.text) <= 2:
        return False
    tail.left.reference = tail.left.reference or tail.text[1:]
    return True


def _is_noun_of_comparator(tail: Tail) -> bool:
    """突破【关键技术】12项: the comparator is the verb."""
    left = tail.left
    cleaned = tail.cleaned if left.before else ""
    if not cleaned:
        return False
    if left.before in _EXCEEDING_VERBS and not left.verb:
        left.verb = left.before
    if left.before not in AT_LEAST:
        left.before = ""
    left.subject, left.noun = left.noun or left.subject, cleaned
    return True


def _is_noun_of_growth(tail: Tail) -> bool:
    """增加【科技企业】12家: the growth word is the verb."""
    left = tail.left
    cleaned = tail.cleaned if left.growth and not left.verb else ""
    if not cleaned:
        return False
    left.verb, left.growth = left.growth, ""
    left.subject, left.noun = left.noun or left.subject, cleaned
    return True


def _is_noun(tail: Tail) -> bool:
    left, cleaned = tail.left, tail.cleaned
    if not cleaned:
        return False
    if not left.level:
        cleaned = with_noun_before_time(left, cleaned)
    if left.level == _ENTERED and not left.noun:  # 入库科技型中小企业56家: what was entered
        left.verb, left.level = left.level, ""
    if left.noun and left.level:
        left.subject = left.noun
    left.noun = cleaned
    return True


_RULES = (
    _is_goal,
    _is_pending_reference,
    _is_start_of_change,
    _is_reference,
    _is_growth,
    _is_change_too,
    _is_comparison,
    _is_noun_of_comparator,
    _is_noun_of_growth,
    _is_noun,
)

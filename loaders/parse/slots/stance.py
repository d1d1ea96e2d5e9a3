"""What is planned, expected or granted by a rule from one number of a sentence to the next."""

import re

from loaders.parse.marks.words import Token
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Left
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import put_base_in_force
from loaders.wording import pattern, sole, words

_LASTING_PLAN = frozenset(words("lasting_plan"))
_LONGEST_VERB = 4  # characters
# 初步预计，…；…, 预计（下同）…, 预计完成情况如下：…: of all that the sentence says
_OF_ALL = pattern("{figure_noun}?[，,]|[（(]{same_below}[）)]|[^，,。；;：:]{0,14}{as_follows}[：:]")
_NOTED = pattern(
    "[（(](?P<estimate>{estimate}){figure_noun}?(?:[，,、]?{same_below})?[)）]"
)  # 4800亿元左右（预计数，下同）
_GOAL, _ARE = words("goal"), frozenset("是为")
_LISTS_GOALS = re.compile("[是为]?[:：]")  # 主要预期目标是：…；…
_SAME_BELOW_MARK = sole("same_below")
_SAME_BELOW = pattern("[（(][^（）()]{0,8}{same_below}[)）]")


def put_in_force(scene: Scene, left: Left, quantity: Quantity) -> None:
    """已 ends what 力争 began; 预计 goes on to the sentence's end."""
    state = scene.state
    if left.actual:
        state.plan = ""
    is_list = left.level in _ARE and left.growth and left.plan.endswith(_GOAL)  # 主要目标是产值增长7%,投资增长9%
    if left.plan and (left.plan in _LASTING_PLAN or is_list):
        state.plan = left.plan
    if _SAME_BELOW_MARK in scene.text and _SAME_BELOW.search(scene.text, left.start, quantity.start):
        state.estimate_of_all = left.estimate or state.estimate_of_all  # 预计（下同）
        put_base_in_force(scene, left)
    last = scene.previous
    started = last is not None and last.change_from and last.estimate and last.time_rule == "explicit"
    if left.estimate:
        state.estimate = left.estimate
    elif state.estimate and started:  # 由今年预计的1.5%提高到1.7%: no more than where it starts
        state.estimate = ""
    elif state.estimate and (left.actual or (left.times and left.verb and not left.base and not state.estimate_of_all)):
        state.estimate = ""  # 2025年1—10月完成: what was done, behind what is expected


def noted_behind(scene: Scene, position: int) -> str:
    """The word of an estimate that stands in brackets behind a number; '' for none."""
    noted = _NOTED.match(scene.text, position)
    return noted["estimate"] if noted else ""


def end_stance(scene: Scene, start: int, end: int) -> None:
    """A semicolon in a span ends a plan, and what is expected unless that was said of all; a plan behind it begins anew."""
    state, text = scene.state, scene.text
    cut = max(text.rfind("；", start, end), text.rfind(";", start, end))
    state.plan = state.plan_of_all
    if not (state.estimate and _says_verb_again(scene, cut + 1)):
        state.estimate = state.estimate_of_all
    for token in scene.words.between(cut + 1, end):
        if token.cue == "plan":
            state.plan = token.word


def plan_all(scene: Scene, token: Token) -> None:
    """今年将力争…；…: what is planned goes on behind a semicolon."""
    scene.state.plan_of_all = token.word


def take_plan_between(scene: Scene, token: Token) -> None:
    if _LISTS_GOALS.match(scene.text, token.end):
        scene.state.plan = token.word
        plan_all(scene, token)
    elif token.word in _LASTING_PLAN:
        scene.state.plan = token.word


def take_actual_between(scene: Scene, _: Token) -> None:
    scene.state.plan = ""


def take_estimate_between(scene: Scene, token: Token) -> None:
    scene.state.estimate = token.word
    if _OF_ALL.match(scene.text, token.end):
        scene.state.estimate_of_all = token.word


def take_provision_between(scene: Scene, token: Token) -> None:
    scene.state.provision = token.word


def _says_verb_again(scene: Scene, start: int) -> bool:
    """预计实现产值8亿元;实现利润1亿元: what is expected goes on with the verb that it began with."""
    last, opening = scene.previous, next(iter(scene.words.between(start, start + _LONGEST_VERB)), None)
    if last is None or opening is None or opening.cue != "verb" or opening.start != start:
        return False
    return opening.word == last.verb or last.phrase.startswith(opening.word)

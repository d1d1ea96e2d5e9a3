"""The unit of a bare number: that of its noun, of the paragraph, or of the number before its bracket."""

import re
from itertools import pairwise

from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import After, Left
from loaders.parse.scene import Scene
from loaders.wording import words

_GREAT = ("万", "百", "千", "十")
_TEN_THOUSAND = 1e4
_PEOPLE = 14  # characters behind a number in which those counted are named
_RATIOS_TO_ONE = words("ratio_to_one")
_PERSON, _PLACE, _RANK_STEPS = "名", "位", words("rank_step")
_NEXT_OF_RUN = re.compile("[）)][、，,和][^，,。；;、\\d]{2,10}[（(]")
_ENDS = ("", *"，,。；;")


def _ends_behind(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause ends behind a number, or behind the 以上 that belongs to it."""
    end = quantity.end + len(scene.comparator_at(quantity.end))
    return scene.text[end : end + 1] in _ENDS


def _unit_of_run(scene: Scene, quantity: Quantity) -> str:
    """甲市（14）、乙县（11）、丙县（9家）: the unit of the next number of such a run that has one; '' for none."""
    run = scene.quantities[scene.quantities.index(quantity) :]
    for number, following in pairwise(run):
        if _NEXT_OF_RUN.fullmatch(scene.text, number.end, following.start) is None:
            return ""
        if following.form == "quantity":
            return following.unit
    return ""


def people_counted(scene: Scene, quantity: Quantity, after: After, chosen: tuple[str, str]) -> tuple[str, str]:
    """6.2万农村人口脱贫: the people right behind a number that has neither unit nor noun; what was chosen for any other."""
    words = scene.vocabulary.person_noun
    is_item = scene.text.endswith("、", 0, quantity.start)  # 青年就业、33万农民工
    if (
        (chosen[1] == "before" and not is_item)
        or quantity.scale < _TEN_THOUSAND
        or not after.wide.startswith(after.noun)
    ):
        return chosen
    ends = [after.wide.find(word) + len(word) for word in words if word in after.wide[:_PEOPLE]]
    people = after.noun if after.noun.endswith(words) else after.wide[: min(ends, default=0)]
    return (people, "after") if people else chosen


def give_unit(scene: Scene, quantity: Quantity, left: Left, noun: str) -> None:
    """A bare number counts in the unit that 单位：亿元 made current, or in that of the number before its bracket."""
    large = quantity.scale >= _TEN_THOUSAND or quantity.number[:1] in _GREAT  # 突破万亿大关
    if large and noun.endswith(scene.vocabulary.money_noun):  # 经费260万
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_money", "元"
        return
    if quantity.scale >= _TEN_THOUSAND and noun.endswith(scene.vocabulary.person_noun):  # 旅居人数超550万
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_persons", "人"
        return
    if quantity.decimals and noun.endswith(_RATIOS_TO_ONE):  # 城乡居民收入比缩小至1.92
        quantity.form, quantity.rule, quantity.unit = "quantity", "ratio_to_one", "倍"
        return
    if noun.endswith(scene.vocabulary.score_noun) and _ends_behind(scene, quantity):  # 得分9.7, 指数达到160以上
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_scores", "分"
        return
    if scene.paragraph.unit:
        unit, scale = scene.paragraph.unit
        quantity.form, quantity.rule, quantity.unit, quantity.scale = "quantity", "unit_in_force", unit, scale
        quantity.value = None if quantity.value is None else quantity.value * scale
    elif (
        (quantity.decimals or quantity.number == "0")
        and noun.endswith(scene.vocabulary.ratio_noun)
        and scene.text[quantity.end : quantity.end + 1] in _ENDS
    ):
        quantity.form, quantity.rule, quantity.unit = "percent", "unit_of_ratio", "%"  # 强度达二点一, 不良率为0
    elif left.bracket and (unit := _unit_of_run(scene, quantity)):
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_run", unit
    elif left.bracket and (outer := scene.before_bracket(quantity)) and outer.quantity.form == "quantity":
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_whole", outer.quantity.unit


def count_places_moved(scene: Scene, quantity: Quantity, left: Left) -> None:
    """由第46名升到第38名,前移8名: so many places in a ranking, and no persons."""
    previous = scene.previous
    ranked = previous is not None and previous.quantity.form == "rank"
    if quantity.unit == _PERSON and (left.growth in _RANK_STEPS or (left.growth and ranked)):
        quantity.unit = _PLACE

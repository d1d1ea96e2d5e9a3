"""Qualifiers without a head (国家级3家): that of the whole, of the next item, or of the one before."""

import re
from collections.abc import Iterable

from loaders.parse.marks.phrase import AND, is_qualifier, without_tier
from loaders.parse.reading import Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.parse.slots.wholes import take_tierless_whole
from loaders.wording import sole, words

_ASPECT_NOUN = sole("aspect_noun")
_STATE_WORD = sole("state_word")
_LIST_MARKS = re.compile("^[\\d☆★●◆■—－\\-（(]+[、.．）)]?|^[☆★●◆■]+")  # 3、专利; ☆技术合同
_CLASS = sole("class_unit")
_KINDS_OF_PATENT = frozenset(words("kind_of_patent"))
_PAIR = 2
_LONGEST_NAME = 10  # characters of a clause that only names a thing


def headed(scene: Scene, index: int) -> Named | None:
    """A qualifier without a head (国家级3家) with that of its whole, of the next item, or of the one before; None for any other."""
    reading, words = scene.facts[index], scene.vocabulary
    whole, phrase = reading.whole, reading.phrase
    qualifies = is_qualifier(phrase, words)
    own = reading.phrase_wide.removesuffix(phrase) if qualifies and phrase[-1] == _CLASS else ""
    if own and scene.knows(own):  # 科技型企业评价A类9家
        return Named(f"{own}{phrase}")
    if qualifies and (kind := _kind_in_turn(scene, index)) is not None:
        return Named(f"{phrase}{without_tier(kind.phrase, words)}", kind.phrase)
    if whole is not None and whole is not reading:
        of = (_kind_before(scene, index, whole) if qualifies else None) or whole
        named = f"{phrase}{without_tier(of.phrase, words)}" if qualifies else phrase
        describes = reading.quantity.form != "quantity" and (qualifies or phrase in _KINDS_OF_PATENT)  # 发明占四成
        return Named(named, reading.phrase_head or of.phrase, counted_unit(of) if describes else None)
    if not qualifies or _stands_alone(reading, words.division):
        return None
    if reading.phrase_position == "inherited":  # 企业类9800万元,占六成: what the number before turned out to be
        before = next((r for r in reversed(scene.facts[:index]) if r.own_noun and r.phrase.startswith(phrase)), None)
        return Named(before.phrase, before.phrase_head) if before is not None else None
    if reading.phrase_position != "after":
        take_tierless_whole(scene, reading, _first_headed(scene, scene.facts[:index][::-1]))
    head = _head(scene, scene.facts, index)
    return Named(f"{phrase}{head}", reading.phrase_head or head)


def _kind_in_turn(scene: Scene, index: int) -> Reading | None:
    """孵化器18家、众创空间11家,其中国家级5家和3家: the kind that one of two numbers is of, in their order."""
    facts, text = scene.facts, scene.text
    first = index if facts[index].own_noun else index - 1
    if first < _PAIR or first + 1 >= len(facts) or facts[first + 1].own_noun:
        return None
    start, unit = facts[first].quantity.start, facts[first].quantity.unit
    one, other = facts[first].quantity, facts[first + 1].quantity
    if text[one.end : other.start] not in AND or other.unit != unit:
        return None
    kinds = [kind for kind in facts[first - _PAIR : first] if kind.own_noun and kind.quantity.unit == unit]
    if len(kinds) < _PAIR or text[kinds[0].quantity.end] not in AND:
        return None
    return kinds[index - first] if "；" not in text[kinds[1].quantity.end : start] else None


def _kind_before(scene: Scene, index: int, whole: Reading) -> Reading | None:
    """面积96万平方米,其中孵化器7家,国家级2家: what a grade is one of, where the whole is counted in another unit."""
    quantity = scene.facts[index].quantity
    unit = quantity.unit
    if quantity.form != "quantity" or whole.quantity.unit == unit:
        return None
    kinds = (r for r in reversed(scene.facts[:index]) if r.whole is whole and r.quantity.unit == unit)
    return next((kind for kind in kinds if kind.own_noun and not is_qualifier(kind.phrase, scene.vocabulary)), None)


def _stands_alone(reading: Reading, divisions: frozenset[str]) -> bool:
    """3个县入选试点, 10个县市区, 国家: no tier of what was counted before, but what is counted."""
    if reading.phrase in divisions:
        return True
    return reading.phrase_position == "after" and (reading.phrase == _STATE_WORD or reading.verb_after != "")


def _head(scene: Scene, facts: list[Reading], index: int) -> str:
    reading, words = facts[index], scene.vocabulary
    following = _first_headed(scene, facts[index + 1 : index + 3])
    if following is not None and following.phrase_position == "after" and _in_one_clause(scene, reading, following):
        return without_tier(following.phrase, words)
    if reading.topic and scene.knows(reading.topic):
        return reading.topic.removesuffix(_ASPECT_NOUN)
    source = _counted_alike(scene, index) or _first_headed(scene, reversed(facts[:index])) or following
    if source is None and len(reading.topic) <= _LONGEST_NAME and not is_qualifier(reading.topic, words):
        return _LIST_MARKS.sub("", reading.topic)  # 平台：新增省级2家
    if source is None:
        return ""
    kind = source.phrase_head if source.phrase.endswith(source.phrase_head) else ""  # 企业类资金: 平台类 is of the same
    return without_tier(kind or source.phrase, words)


def _counted_alike(scene: Scene, index: int) -> Reading | None:
    """争取项目48项、资金2亿元。其中,国家级9项,资金…: what was last counted in the unit of a part, in the sentence before too."""
    facts, unit = scene.facts, scene.facts[index].quantity.unit
    main = scene.main(unit) if scene.state.view else None
    if main is not None and main.quantity.unit == unit:  # 按产业分,医药类48项
        return main
    said = [r for r in facts[:index] if r.quantity.unit == unit and not (r.growth or r.gap or r.share)]
    if found := _first_headed(scene, reversed(said)):
        return found
    told = [r for r in scene.paragraph.told if r.own_noun and r.quantity.unit == unit and not (r.growth or r.gap)]
    following = _first_headed(scene, facts[index + 1 :]) if not scene.state.view else None
    return None if following is not None and following.quantity.unit == unit else _first_headed(scene, told)


def _first_headed(scene: Scene, facts: Iterable[Reading]) -> Reading | None:
    """The first of some facts whose noun phrase is more than a qualifier."""
    words = scene.vocabulary
    return next((fact for fact in facts if fact.phrase and not is_qualifier(fact.phrase, words)), None)


def _in_one_clause(scene: Scene, first: Reading, second: Reading) -> bool:
    start, end = first.quantity.end, second.quantity.start
    return not any(scene.text.find(mark, start, end) >= 0 for mark in "，,；;。")

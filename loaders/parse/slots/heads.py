"""Qualifiers without a head (国家级3家): that of the whole, of the next item, or of the one before."""

import re

from loaders.parse.marks.phrase import is_qualifier, without_tier
from loaders.parse.reading import Reading
from loaders.parse.scene import Scene
from loaders.wording import sole

_ASPECT_NOUN = sole("aspect_noun")
_STATE_WORD = sole("state_word")
_LIST_MARKS = re.compile("^[\\d☆★●◆■—－\\-（(]+[、.．）)]?|^[☆★●◆■]+")  # 3、专利; ☆技术合同
_LONGEST_NAME = 10  # characters of a clause that only names a thing


def give_heads(scene: Scene) -> None:
    """Give a qualifier without a head (国家级3家) the head of its whole, of the next item, or of the one before."""
    facts = scene.facts
    words = scene.vocabulary
    for index, reading in enumerate(facts):
        whole = reading.whole
        if whole is None and reading.phrase[-1:] not in words.qualifier_ends:  # as most
            continue
        if whole is not None and whole is not reading:
            reading.phrase_head = reading.phrase_head or whole.phrase
            if is_qualifier(reading.phrase, words):
                reading.phrase += without_tier(whole.phrase, words)
        elif is_qualifier(reading.phrase, words) and not _stands_alone(reading, words.division):
            if reading.phrase_position != "after":
                reading.whole = _tierless_whole(scene, reading, facts[:index])
            head = _head(scene, facts, index)
            reading.phrase += head
            reading.phrase_head = reading.phrase_head or head


def _stands_alone(reading: Reading, divisions: frozenset[str]) -> bool:
    """3个县入选试点, 10个县市区, 国家: no tier of what was counted before, but what is counted."""
    if reading.phrase in divisions:
        return True
    return reading.phrase_position == "after" and (reading.phrase == _STATE_WORD or reading.verb_after != "")


def _tierless_whole(scene: Scene, reading: Reading, before: list[Reading]) -> Reading | None:
    """奖励598项,国家级、省级分别为52项和546项: tiers of what was counted without one are its parts."""
    whole = _headed(scene, before[::-1])
    if whole is not None and whole.whole is not None:  # 省级 after 国家级
        whole = whole.whole
    if whole is None or reading.verb != whole.verb or reading.quantity.unit != whole.quantity.unit:
        return None
    if scene.vocabulary.pattern.tier.search(whole.phrase):
        return None
    part_value, whole_value = reading.quantity.value, whole.quantity.value
    return whole if part_value is not None and whole_value is not None and part_value < whole_value else None


def _head(scene: Scene, facts: list[Reading], index: int) -> str:
    reading, words = facts[index], scene.vocabulary
    following = _headed(scene, facts[index + 1 : index + 3])
    if following is not None and following.phrase_position == "after" and _in_one_clause(scene, reading, following):
        return without_tier(following.phrase, words)
    if reading.topic and scene.knows(reading.topic):
        return reading.topic.removesuffix(_ASPECT_NOUN)
    source = _headed(scene, facts[:index][::-1]) or following
    if source is None and len(reading.topic) <= _LONGEST_NAME and not is_qualifier(reading.topic, words):
        return _LIST_MARKS.sub("", reading.topic)  # 平台：新增省级2家
    return without_tier(source.phrase, words) if source is not None else ""


def _headed(scene: Scene, facts: list[Reading]) -> Reading | None:
    """The first of some facts whose noun phrase is more than a qualifier."""
    words = scene.vocabulary
    return next((fact for fact in facts if fact.phrase and not is_qualifier(fact.phrase, words)), None)


def _in_one_clause(scene: Scene, first: Reading, second: Reading) -> bool:
    start, end = first.quantity.end, second.quantity.start
    return not any(scene.text.find(mark, start, end) >= 0 for mark in "，,；;。")

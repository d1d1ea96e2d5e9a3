"""The text behind a number: its comparator, the noun it goes on with (``4家【高层次人才团队】``), the verb that follows."""

import re

from loaders.parse.marks.phrase import trim
from loaders.parse.marks.vocabulary import Vocabulary
from loaders.parse.marks.words import Token
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import FACT_FORMS, PART_RULES, After
from loaders.parse.scene import Scene
from loaders.wording import pattern, starts, words

_NOMINAL_VERB = frozenset(words("nominal_verb"))
_ENTERING_VERB = frozenset(words("entering_verb"))
_YET_A_NOUN = words("yet_a_noun")
_NOT_A_NOUN = words("not_a_noun")
_FRACTION_BOUND = frozenset(words("fraction_bound"))
_TERM_BOUND, _TERMS = frozenset(words("term_bound")), frozenset(words("term_unit"))
_STOP = re.compile("[，,；;：:。！？）)〔〕\n.、（(“《”》]")
_ENDS = frozenset(("", *"，,；;：:。！？）)〔〕\n、（("))
_LEVELS_LISTED = words("listed_level")  # 3家国家、省级平台
_BY = pattern("由(?!于)|来自|到(?={grassroots})|{going_to}(?={grassroots})")
_NOUN_CUES = frozenset(("date", "time", "region", "place", "total"))
_VERBAL_CUES = frozenset(("verb", "growth"))
_SHORTEST_NOUN = 2  # characters, and 在
_REST_OF_NOUN = 4  # characters: 当选中国工程|院院士
_MORE_OR_LESS = words("more_or_less")  # 比上年的80件多20件
_CONJUNCTIONS = ("和", "与", "及", "以及")
_AND_ALSO = "并"  # 里程42公里并连通甲市
_AFTERWARDS = pattern("{after_that}[，,]")
_AFTERWARDS_STARTS = starts("after_that")
_PARTICLE = frozenset("的和、")
_PASSIVE = "被"
_AMONG_WHOM = re.compile("当?中[还仍尚已只]?$")
_OF_CLASS = ("name", "other")  # forms of numbers that count nothing and are part of a noun
_WHEN = pattern("(?:以来)?{adverb}*")  # between a time and its verb
_GRADES_LISTED = re.compile("、[一-鿿]{1,6}级[一-鿿]")


def read_after(scene: Scene, index: int, quantity: Quantity) -> After:
    """The text behind a number up to the next mark or number, comparators and 的 passed over, and its noun."""
    text, start = scene.text, quantity.end
    if text[start : start + 1] in _ENDS:  # as most
        return After("", start, start)
    if text[start : start + 1] == " ":
        start += 1
    comparator = scene.comparator_at(start)
    if quantity.rule in PART_RULES and text[start : start + 1] in _FRACTION_BOUND:
        comparator = text[start]  # 三分之一强
    if quantity.unit in _TERMS and text[start : start + 1] in _TERM_BOUND:
        comparator = text[start]  # 15个工作日内
    if comparator != "多" or quantity.rule in PART_RULES:  # 七成多行政村
        start += len(comparator)
    if text[start : start + 1] == "的":
        start += 1
    if text[start : start + 1] in _ENDS or (
        text[start : start + 1] in _AFTERWARDS_STARTS and _AFTERWARDS.match(text, start)
    ):  # 继2029年突破300亿元后，
        return After("", start, start, comparator=comparator)
    following = _next_fact(scene, index)
    stop = _stop(text, start, following.start if following else len(text))
    after = After(text[start:stop], start, stop)
    after.comparator = comparator
    after.number_follows = following is not None and following.start == stop
    _read_noun(scene, after)
    if after.number_follows and after.noun:
        after.noun = "" if after.noun in _MORE_OR_LESS else _without_next(scene, after)
    return after


def _without_next(scene: Scene, after: After) -> str:
    """22家孵化器在孵企业总数908家: what is measured of those counted is the next number's."""
    terms = [end for start, end in scene.words.terms if after.start <= start and end <= after.end]
    at = scene.text.find(after.noun, after.start, after.end)
    whole = at + len(after.noun) == after.end and len(terms) > 1
    return scene.text[at : terms[0]] if whole and at >= 0 and terms[0] > at + 1 else after.noun


def _next_fact(scene: Scene, index: int) -> Quantity | None:
    """The next number that states something."""
    for following in range(index + 1, len(scene.quantities)):
        if scene.quantities[following].form in FACT_FORMS:
            return scene.quantities[following]
    return None


def _stop(text: str, start: int, limit: int) -> int:
    """Where the text behind a number ends: at a mark outside quotations; a short bracket is passed over."""
    position, depth = start, 0
    while mark := _STOP.search(text, position, limit):
        position, character = mark.start(), mark.group()
        if character in "（(":
            closed = _closing(text, position, limit)
            if closed < 0 or position == start:
                return position
            position = closed
        elif character in "“《":
            depth += 1
        elif character in "”》":
            depth -= depth > 0
        elif _ends_here(text, start, position, depth):
            return position
        position += 1
    return max(position, limit)


def _closing(text: str, position: int, limit: int) -> int:
    """Where a bracket of at most twelve characters closes, -1 for none."""
    stop = min(position + 14, limit)
    found = [at for at in (text.find("）", position + 1, stop), text.find(")", position + 1, stop)) if at >= 0]
    return min(found, default=-1)


def _ends_here(text: str, start: int, position: int, depth: int) -> bool:
    character = text[position]
    if character == ".":
        return not text[position - 1].isdigit()
    if depth:
        return False
    if character == "、" and _GRADES_LISTED.match(text, position):  # 国家领航级、卓越级智能工厂
        return text[position - 1] != "级" or position == start
    if character == "、":
        return position == start or not text.endswith(_LEVELS_LISTED, max(start, position - 4), position)
    return True


def _read_noun(scene: Scene, after: After) -> None:
    """The noun that a number's text goes on with, and the whole run; no noun where a verb or cue follows at once."""
    after.wide = after.text.strip(" \u3000")
    if not after.wide or not (_opens_noun(after.wide[0]) or _opens_with_class(scene, after)):
        after.wide = ""
        return
    goes_on = after.wide.startswith((*_CONJUNCTIONS, _AND_ALSO)) and not after.wide.startswith(_YET_A_NOUN)
    length = 0 if goes_on else _noun_length(scene, after)
    if not length:  # 甲企业5家和乙企业2家: of the next number
        after.noun = "" if after.number_follows else _without_attribute(after)
        return
    noun = after.text[:length]
    if (agent := _BY.search(noun)) and agent.start() > 1:
        noun = noun[: agent.start()]
    words = scene.vocabulary
    noun = trim(_without_predicate(noun, words))
    if noun[-1:] in words.negation_ends and noun.endswith(words.negation):  # 3项任务尚未完成
        noun = next(noun.removesuffix(word) for word in words.negation if noun.endswith(word))
    if noun.endswith(_PASSIVE) and after.text.startswith(noun) and len(noun) < len(after.text):  # 4家企业被认定为…
        noun = noun.removesuffix(_PASSIVE)
    among = _AMONG_WHOM.search(noun)  # 8个县市中还有3个
    if among and after.text[len(noun) : len(noun) + 1] in ("有", ""):
        noun = noun[: among.start()]
    noun = noun.removesuffix("以")  # 36家企业以占全市2%的面积
    if not after.wide.startswith(_NOT_A_NOUN) or noun.startswith(_YET_A_NOUN):
        after.noun = noun


_ATTRIBUTE = pattern("{having_verb}[^，,。；;、\\d]{2,16}的(?P<noun>[^，,。；;、\\d的]{2,12})")


def _without_attribute(after: After) -> str:
    """20家拥有自主品牌的企业: those counted, behind what they have; '' for any other text."""
    having = _ATTRIBUTE.fullmatch(after.text)
    return having["noun"] if having else ""


def _without_predicate(noun: str, words: Vocabulary) -> str:
    """40条高速公路相继开通, 3个学科跻身…: the noun without its predicate."""
    for predicate in words.pattern.predicate.finditer(noun, 2):
        if predicate["word"] not in words.predicate_final or predicate.end() == len(noun):
            return noun[: predicate.start()]
    return noun


def _opens_noun(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in '“《"' or (character.isascii() and character.isalpha())


def _opens_with_class(scene: Scene, after: After) -> bool:
    """两个【500千伏变电站】, 32万名【70岁以上老人】: a number that tells of which class the counted things are."""
    return any(quantity.start == after.start and quantity.form in _OF_CLASS for quantity in scene.quantities)


def _noun_length(scene: Scene, after: After) -> int:
    """How much of the text is noun: up to the first cue word and its adverb of time; 0 where it begins with one."""
    timed = None
    for token in scene.words.between(after.start, after.end):
        if token.cue in _NOUN_CUES and token.word not in scene.vocabulary.running_total:
            if (length := _length_before_place(scene, token, after)) > 0:
                return length
            timed = token if token.cue == "time" and token.start > after.start else timed
            continue
        if token.start == after.start and token.end < after.end and token.word.startswith(scene.vocabulary.agent):
            if token.word in scene.vocabulary.agent:
                continue  # 5家组织获得…: those counted, though the word may be a verb
            return next(len(word) for word in scene.vocabulary.agent if token.word.startswith(word))
        if token.start == after.start:
            length = _verbal_noun(scene, token, after.end)
            if length < len(after.text):
                return length
        elif timed is not None and _WHEN.fullmatch(scene.text, timed.end, token.start):
            return timed.start - after.start  # 11个新产品【今年以来】相继投产
        elif token.cue != "plan" and not _is_compounded(scene, token, after):
            return token.start - after.start
    return len(after.text)


def _length_before_place(scene: Scene, token: Token, after: After) -> int:
    """14项经验在全国推广, 80种产品产能【全国】第一: the length of a noun that a place ends; 0 where it goes on over it."""
    length = token.start - after.start
    if length > _SHORTEST_NOUN and scene.text[token.start - 1] == "在":
        return length - 1
    ends = token.cue in ("region", "place") and token.end == after.end
    ranked = ends and any(one.start == token.end and one.form == "rank" for one in scene.quantities)
    return length if ranked else 0


def _is_compounded(scene: Scene, token: Token, after: After) -> bool:
    """产业集聚区, 稳增长方案, 人才培养改革试点项目, 灌区现代化改造: a verb that the noun phrase goes on over."""
    words = scene.vocabulary
    if token.cue not in _VERBAL_CUES or scene.text.endswith(words.agent, after.start, token.start):
        return False
    if token.end == after.end:
        return token.word in words.nominal_behind
    if token.word in _NOMINAL_VERB and words.pattern.compound_nominal.match(scene.text, token.end, after.end):
        return True
    return words.pattern.compound_end.match(scene.text, token.end, after.end) is not None


def _verbal_noun(scene: Scene, verb: Token, end: int) -> int:
    """The length of a noun phrase that a verb opens (培训班, 新投产项目增加产值), 0 where the verb is one."""
    if verb.cue != "verb" or verb.value != "flow":
        return 0
    thing = scene.vocabulary.pattern.verbal_thing.match(scene.text, verb.end, end)
    if not thing or (thing.end() != end and scene.text[thing.end() : thing.end() + 1] in _PARTICLE):
        return 0
    rest = end - thing.end()
    goes_on = 0 < rest <= _REST_OF_NOUN and not scene.words.between(thing.end(), end)
    return (end if goes_on else thing.end()) - verb.start


def verb_after(scene: Scene, start: int, end: int) -> str:
    """The first verb between two positions: 27家企业【获批】…"""
    if start >= end:
        return ""
    for token in scene.words.between(start, end):
        if (token.cue == "verb" and token.value == "flow") or token.word in _ENTERING_VERB:
            return token.word
    return ""

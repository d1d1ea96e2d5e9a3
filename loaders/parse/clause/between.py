"""The text between two numbers' clauses: it may set the time, the place or the plan, and becomes the topic."""

import re
from collections.abc import Callable

from loaders.parse.marks.phrase import AND, HONOUR, SUPERLATIVE, is_adverbial, last_clause, split, view_in
from loaders.parse.marks.places import Where
from loaders.parse.marks.words import Token
from loaders.parse.scene import Scene
from loaders.parse.slots.breakdown import begin_part
from loaders.parse.slots.moments import end_part, take_time_between
from loaders.parse.slots.references import read_reference
from loaders.parse.slots.verbs import end_verb
from loaders.wording import pattern, sole, words

_EXCEEDED = sole("exceeded")
_MEAN_WORD = sole("mean_word")

_MARKS = frozenset("，,、。")  # by themselves they say nothing
_PART = ("其中", "在其中")
_IN_LIST = re.compile("[^，,。；;]{0,16}、")  # 中关村新一轮改革、…
_RIVALS = pattern(
    "(?:(?<=^)|(?<=[，,；;。：:、但而]))[与同和跟](?P<names>[^，,；;。]{2,30}?)"
    "(?:[两二三四五六七八九][{place_mark}地]|等[^，,；;。]{0,8}?)?{compared}{view_word}?[，,：:]"
)  # 与甲市、乙市等同类城市相比,
_OUTDONE = pattern(
    "{count_name}?{adverb}?{better_than}了?[^，,]{0,6}(?:年|季度|期)[^，,]{0,8}$"
)  # 企业数量超过去年全年总数,净增86家
_OVER_AVERAGE = pattern(
    "(?:{better_than}|{worse_than})(?P<who>[^，,；;。：:的]{2,14}?)的(?:{peer_kind}|{place_mark})?(?:有|是|为|仅有|只有)(?=[^，,；;。]{2,40}[，,])"
)  # 强度超过全省平均水平的有甲市和乙市,
_PACED = pattern(
    "(?P<growth>{growth_name})(?:相对)?(?:{ranking}|{degree_adverb})?{standing_word}$"
)  # 甲市、乙市增速较快,分别为…
_NAMED_AS = pattern("的?[^，,。；;、]{0,6}?{respectively}?(?:是|为)[^，,]+[，,]?$")  # behind 前两名
_ARE = (*words("respectively"), "为", "是")  # 前两名为甲市、乙市
_BULLETS = frozenset("●◆■★☆◇○▪•·▲△□※➢✦—–- \u3000")
_FULL_NAME = words("region_suffix")
_NO_THING = frozenset("，,。；;：:、（(“《的在以为把将被与和及有是").union(words("not_a_thing"))
_ACTING = words("predicate_opening")
_BESIDE = ("与", "同", "和", "跟", "比", "较")
_OF_ZONE = words("behind_zone")


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
    if ("比" in piece or "较" in piece or _MEAN_WORD in piece) and (
        rivals := _rivals(scene, max(start, parted + 1), end)
    ):
        scene.state.rivals = rivals
    scene.state.listed = _listed(scene, tokens) if len(tokens) > 1 else ()
    if not (scene.state.listed and _NAMED_AS.match(piece)):
        _take_topic(scene, _topic(scene, start, end))


def _topic(scene: Scene, start: int, end: int) -> str:
    """The last clause of a span, without the words that only tell what the rates to come are."""
    while start < end and scene.text[start] in _BULLETS:
        start += 1
    over = _OVER_AVERAGE.search(scene.text, start, end) if scene.text.find("的", start, end) >= 0 else None
    topic = last_clause(scene.text[start : over.start() if over else end])
    if paced := _PACED.search(topic):
        scene.state.pace = paced["growth"]
        return "" if scene.state.listed else topic[: paced.start()]
    return _OUTDONE.sub("", topic) if "过" in topic or "于" in topic or _EXCEEDED in topic else topic


def _take_topic(scene: Scene, topic: str) -> None:
    """A clause becomes what the numbers to come are of, or the view under which they take something apart."""
    state = scene.state
    view = view_in(topic)
    if view and not scene.knows(view):  # 从产值看 says what is counted
        state.view = True
    elif topic in _PART:
        begin_part(scene)
        state.part_follows = bool(scene.facts)
    elif topic and not is_adverbial(topic):
        state.topic = topic
        end_verb(scene)
        state.run, state.run_places, state.run_times = [], [], []


def _end_part(scene: Scene, start: int, end: int) -> None:
    """A semicolon ends what was current, but for the sentence's time."""
    state, text = scene.state, scene.text
    end_verb(scene, of_part=True)
    cut = max(text.rfind("；", start, end), text.rfind(";", start, end))
    state.plan = state.plan_of_all
    if not (state.estimate and _says_verb_again(scene, cut + 1)):
        state.estimate = state.estimate_of_all
    state.place = state.place if _goes_on_above(scene) else ()
    state.base, state.rivals = state.base_of_all, []
    end_part(scene)
    for token in scene.words.between(cut + 1, end):
        if token.cue == "plan":
            state.plan = token.word


def _says_verb_again(scene: Scene, start: int) -> bool:
    """预计实现产值8亿元;实现利润1亿元: what is expected goes on with the verb that it began with."""
    last, opening = scene.previous, next(iter(scene.words.between(start, start + _LONGEST_VERB)), None)
    if last is None or opening is None or opening.cue != "verb" or opening.start != start:
        return False
    return opening.word == last.verb or last.phrase.startswith(opening.word)


def _goes_on_above(scene: Scene) -> bool:
    """全国投入2亿元;投入强度2.4%, in a report from elsewhere: what lies above its place is spoken of on, where nothing else was."""
    above = scene.places.own.chain[1:]
    return scene.places_said() == scene.state.place and any(code in above for code, _ in scene.state.place)


def _rivals(scene: Scene, start: int, end: int) -> list[str]:
    """与甲市、乙市相比,…: the places that what follows is held against; [] where none is said."""
    said = _RIVALS.search(scene.text, start, end)
    if said is None:
        over = _OVER_AVERAGE.search(scene.text, start, end)
        return [over["who"]] if over and read_reference(scene, over["who"])[1] is not None else []
    names = [name for name in split(said["names"], scene.vocabulary) if read_reference(scene, name)[1] is not None]
    alone = read_reference(scene, said["names"])[1] is not None
    return names if alone or len(names) > 1 else []


def _listed(scene: Scene, tokens: list[Token]) -> tuple[Where, ...]:
    """The places that a clause begins with or that it says the first are, one after the other; () for fewer than two."""
    found: list[Token] = []
    for token in tokens:
        if token.cue != "region":
            continue
        over = _OVER_AVERAGE.search(scene.text)
        opens = scene.opens_clause(token.start) or scene.text.endswith(_ARE, 0, token.start)
        opens = opens or (over is not None and over.end() == token.start)
        follows = scene.text[found[-1].end : token.start] in AND if found else opens
        if not follows:
            break
        found.append(token)
    return tuple(scene.places.named(token.value) for token in found) if len(found) > 1 else ()


def _plan(scene: Scene, token: Token) -> None:
    if token.word in scene.vocabulary.lasting_plan:
        scene.state.plan = token.word


def _actual(scene: Scene, _: Token) -> None:
    scene.state.plan = ""


_LONGEST_VERB = 4  # characters
_OF_ALL = pattern("[，,]|[（(]{same_below}[）)]|[^，,。；;：:]{0,14}{as_follows}[：:]")


def _estimate(scene: Scene, token: Token) -> None:
    scene.state.estimate = token.word
    if _OF_ALL.match(
        scene.text, token.end
    ):  # 初步预计，…；…, 预计（下同）…, 预计完成情况如下：…: of all that the sentence says
        scene.state.estimate_of_all = token.word


def _provision(scene: Scene, token: Token) -> None:
    scene.state.provision = token.word


def _region(scene: Scene, token: Token) -> None:
    """A place spoken of alone; one of a list is no more than an example."""
    text = scene.text
    if text.startswith("、", token.end) or text.startswith("、", max(0, token.start - 1)):
        return
    if scene.is_excluded(token.start) or (
        scene.places.region(token.value).level == "zone" and (not _heads(scene, token) or scene.is_brand(token))
    ):
        return
    if scene.is_subject(token.value, token.start, token.end) and not _is_of_thing(scene, token):
        scene.state.place = (scene.places.named(token.value),)


def _is_of_thing(scene: Scene, place: Token) -> bool:
    """甲市国际机场投运: a short name that the name of a thing begins with, and no place that does something itself."""
    if scene.places.region(place.value).level == "zone":
        return False
    if place.word.endswith(_FULL_NAME) or not scene.text[place.end : place.end + 1].strip():
        return False
    following = scene.text[place.end : place.end + 1]
    acts = any(
        token.start <= place.end + 2 and token.cue != "region"
        for token in scene.words.between(place.end, place.end + 3)
    )
    return following not in _NO_THING and not acts and not scene.text.startswith(_ACTING, place.end)


def _heads(scene: Scene, zone: Token) -> bool:
    """西咸新区作为…: a zone that its clause is about, and not what belongs to it."""
    named_on = scene.text[zone.end : zone.end + 1] in _OF_ZONE or _IN_LIST.match(scene.text, zone.end)
    return scene.opens_clause(zone.start) and not named_on


def _place(scene: Scene, token: Token) -> None:
    if (
        HONOUR.match(scene.text, token.end)
        or scene.text.startswith(SUPERLATIVE, token.end)
        or scene.text.endswith(_BESIDE, 0, token.start)
    ):
        return  # 全国唯一…的省份, 与全国同步
    if token.value in ("province", "nation") and scene.opens_clause(token.start):
        place = scene.places.relative(token.value)
        scene.state.place = (place,) if place else ()


_CUES: dict[str, Callable[[Scene, Token], None]] = {
    "date": take_time_between,
    "time": take_time_between,
    "plan": _plan,
    "actual": _actual,
    "estimate": _estimate,
    "provision": _provision,
    "region": _region,
    "place": _place,
}

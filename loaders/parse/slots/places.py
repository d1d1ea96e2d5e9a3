"""Of which place a number is: said in its clause, handed out, current in the sentence or the paragraph."""

import re
from dataclasses import replace

from loaders.parse.marks.phrase import AND, HONOUR, SUPERLATIVE
from loaders.parse.marks.places import Where
from loaders.parse.marks.words import Token
from loaders.parse.numbers.quantity import CHINESE_DIGITS
from loaders.parse.reading import After, Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.coordination import next_place
from loaders.wording import pattern, sole, starts, words

_COMPLETED = sole("completed")
_SO_MANY = re.compile("[两二三四五六七八九十\\d]+个?$")  # 五个|区合计
_ALL_ABOVE = pattern("(?:{above_word}|以上)[两二三四五六七八九\\d]+个?[{place_mark}地]")
_ALL_THOSE = pattern("[两二三四五六七八九]个?(?:[{place_mark}]{1,2}|地)")  # 三地占59.5%
_ZONE_SUFFIX = (*words("zone_suffix"), *words("own_park"))
_THAT_ZONE = pattern("(?:该|此)(?:{zone_suffix}|{own_park}|{district_word})|{bare_park}(?![{yuan_word_end}的内里外])")
_PLACED = pattern("(?:都|均|全部|全)?(?:{lying_at}(?:在|于|到)?|在)")
_PLACED_STARTS = starts("lying_at") | frozenset("在都均全")
_PLACES_END = pattern("等?(?:[两二三四五六七八九十\\d]{0,2}个?[{place_mark}地]{1,2})?(?:[，,；;。]|\\Z)")
_ABOVE_STARTS = starts("above_word") | {"以"}
_SPREAD, _TOGETHER = words("spread"), words("joint_total")
_IN_LIST = re.compile("[^，,。；;]{0,16}、")  # 中关村新一轮改革、…
_FULL_NAME = words("region_suffix")
_NO_THING = frozenset("，,。；;：:、（(“《的在以为把将被与和及有是").union(words("not_a_thing"))
_ACTING = words("predicate_opening")
_BESIDE = ("与", "同", "和", "跟", "比", "较")
_OF_ZONE = words("behind_zone")
_STILL_HAS = re.compile("[但却而]?(?:仍|还|尚|也|另)有")
_LONGEST_REST = 10  # characters
_PLACE_ENDS = frozenset("地").union(words("place_mark"))
_REST_OF_PLACES = pattern("{rest}的?(?:[两二三四五六七八九十]+|\\d+)个?(?:[{place_mark}]{1,3}|地)$")
_COMES_ABOUT = pattern(
    "(?:{having_verb}[^，,。；;\\d]{1,16}的)?[\u4e00-\u9fff]{0,8}?(?:{founded}|{infrastructure})[\u4e00-\u9fff]{0,2}?{coming_about}"
)


def with_places_before(scene: Scene, left: Left) -> Left:
    """以上5地占全市的77%; 甲市、乙市基数小,增幅均不足5%: the places that were said before, or that the clause before listed."""
    opening = scene.text[left.start : left.start + 1]
    above = opening in _ABOVE_STARTS and _ALL_ABOVE.match(scene.text, left.start)
    those = opening in CHINESE_DIGITS and left.share and _ALL_THOSE.match(scene.text, left.start)
    if above or those:
        said = scene.places_said()
        if those and len(said) > CHINESE_DIGITS[opening]:  # 全市9家,甲县5家、乙县3家,两县占九成
            said = tuple(place for place in said if place != scene.places.own.where)
        if len(said) > 1 and (above or len(said) == CHINESE_DIGITS[opening]):
            return replace(left, places=list(said), noun="", subject="")
    if left.each and not left.places and len(scene.state.listed) > 1:
        return replace(left, places=list(scene.state.listed))
    return left


def places_behind(scene: Scene, after: After) -> list[Where]:
    """院士43人,39人在合肥; 六成集中在甲区、乙区: the places within the own one that a number's clause ends with; [] for none."""
    placed = _PLACED.match(after.text) if after.text[:1] in _PLACED_STARTS else None
    if placed is None:
        return []
    at = after.start + placed.end()
    found: list[Where] = []
    for token in scene.words.between(at, len(scene.text)):
        joined = token.start == at if not found else scene.text[at : token.start] in AND
        if token.cue != "region" or not joined:
            break
        found.append(scene.places.written(token.value, token.word))
        at = token.end
    own, lexicon = scene.places.own.code, scene.lexicon
    inside = all(own != code and own in lexicon.ancestors(code) for code, _ in found if code)
    return found if inside and _PLACES_END.match(scene.text, at) else []


def set_place(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading its places: said in its clause, else current in the sentence, else in the paragraph."""
    state = scene.state
    if left.places:
        reading.places, reading.place_rule = tuple(dict.fromkeys(left.places)), "explicit"
        before = state.place if scene.paragraph.zone is None else scene.paragraph.zone
        if before and not (left.bracket or left.part) and reading.places != before:
            scene.paragraph.zone = ()  # another place is spoken of: no more of the paragraph's
        if not left.bracket and not left.of_other:
            state.place, state.place_of_peer = reading.places, left.peer or state.place_of_peer
            scene.paragraph.zone_said = _zone_alone(scene, reading.places)
    else:
        _take_place_in_force(scene, reading, left)


def _take_place_in_force(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading whose clause says no place the one current in the sentence, else in the paragraph."""
    state = scene.state
    if (pointed := _zone_pointed_at(scene, left)) is not None:
        state.place = (pointed,)
        reading.places, reading.place_rule = state.place, "sentence"
    elif state.place and state.place_of_peer and left.fresh and left.noun:
        state.place, state.place_of_peer = (), False
    elif state.place and left.start == reading.quantity.start and left.fresh and reading.phrase_position == "after":
        state.place = ()  # …园成为新地标,29家实验室聚力赋能: a subject of its own
    elif len(state.place) > 1 and left.fresh and _STILL_HAS.fullmatch(scene.text, left.start, reading.quantity.start):
        state.place = ()  # 甲市、乙市合计占60%,仍有11个县是空白: of all places again
    elif left.rest or _is_of_rest(scene, left) or scene.text.startswith(_SPREAD, reading.quantity.end):
        state.place = ()
        reading.places, reading.place_rule = (scene.places.own.where,), "sentence"
    elif _opens_with_sum(scene, left) and _sums_up_places(scene, reading, left):
        state.place = scene.places_of_part(left.start)
        reading.places, reading.place_rule = state.place, "sentence"
    elif state.place:
        reading.places, reading.place_rule = state.place, "sentence"
    elif scene.paragraph.zone != () and (zone := scene.zone()):
        reading.places, reading.place_rule = zone, "paragraph"


def _opens_with_sum(scene: Scene, left: Left) -> bool:
    """合计占全市总量的六成: the last word of quantity may be that of the whole."""
    return left.level in scene.vocabulary.joint_total or scene.text.startswith(_TOGETHER, left.start)


def _is_of_rest(scene: Scene, left: Left) -> bool:
    """其余五县市合计6亿元: the places counted right before are those that were not named."""
    told = scene.text[max(0, left.start - _LONGEST_REST) : left.start]
    return told[-1:] in _PLACE_ENDS and _REST_OF_PLACES.search(told) is not None


def _zone_alone(scene: Scene, places: tuple[Where, ...]) -> Where | None:
    """The zone that a number is of, where it is of one alone."""
    (code, name), *others = places
    is_zone = scene.places.region(code).level == "zone" if code else name.endswith(_ZONE_SUFFIX)
    return (code, name) if is_zone and not others else None


def _zone_pointed_at(scene: Scene, left: Left) -> Where | None:
    """甲高新区拥有企业6户。该园区研发投入占3%: the zone that a clause begins with, as the one that was spoken of last."""
    known = scene.places.known
    if scene.paragraph.zone_said is None or known is None or known.level == "zone":
        return None
    return scene.paragraph.zone_said if _THAT_ZONE.match(scene.text, left.start) else None


def end_place(scene: Scene) -> None:
    """A semicolon ends what was spoken of, unless that goes on."""
    scene.state.place = scene.state.place if _goes_on_above(scene) else ()


def hand_over_place(scene: Scene, reading: Reading, left: Left) -> None:
    """甲市、乙市分别为5家、6家: the place that 分别 holds for this number."""
    if not left.every and (place := next_place(scene)) is not None:
        put_in(reading, place)


def put_in(reading: Reading, place: Where) -> None:
    """甲市、乙市各5家: one of several places that the same is said of."""
    reading.places, reading.place_rule = (place,), "explicit"


def take_place_over(reading: Reading, source: Reading) -> None:
    """A number is of the place of the one that it goes on from."""
    reading.places, reading.place_rule = source.places, source.place_rule


def _sums_up_places(scene: Scene, reading: Reading, left: Left) -> bool:
    """合肥10家、芜湖5家,合计占全省30%; 两个市合计15家; 合肥10家、芜湖5家,合计15家."""
    if len(scene.places_said()) < 2:
        return False
    if left.share or _SO_MANY.search(scene.text, 0, left.start):
        return True
    amounts = [r.quantity.value for r in scene.facts if r.quantity.unit == reading.quantity.unit and r.places]
    return reading.quantity.form == "quantity" and sum(value or 0 for value in amounts) == reading.quantity.value


def is_of_each(scene: Scene, reading: Reading, left: Left) -> bool:
    """甲县、乙县增长2%, 甲县、乙县在20件上下: a rate of several places, unless it is a share of theirs, and an amount that each is at."""
    if len(reading.places) < 2:  # handed out
        return False
    if scene.text.endswith("在", left.start, reading.quantity.start) and reading.after:
        return True
    previous = scene.previous
    goes_on = previous is not None and len(previous.places) == 1 and previous.share == reading.share and left.is_bare
    shared = (
        (reading.share not in ("", _COMPLETED) and not goes_on) or reading.gap or reading.reference_place is not None
    )
    return reading.quantity.form == "percent" and not shared and not left.level


def _goes_on_above(scene: Scene) -> bool:
    """全国投入2亿元;投入强度2.4%, in a report from elsewhere: what lies above its place is spoken of on, where nothing else was."""
    above = scene.places.own.chain[1:]
    return scene.places_said() == scene.state.place and any(code in above for code, _ in scene.state.place)


def take_region_between(scene: Scene, token: Token) -> None:
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


def place_before_bracket(scene: Scene, tokens: list[Token], end: int) -> int:
    """增速居前的有甲县（: where a clause ends that goes on in the bracket behind a place, of which what is inside is told."""
    place = tokens[-1] if tokens and scene.text[end - 1] in "（(" else None
    if place is None or place.cue != "region" or place.end != end - 1:
        return end
    scene.state.place = (scene.places.written(place.value, place.word),)
    return place.start


def _is_of_thing(scene: Scene, place: Token) -> bool:
    """甲市国际机场投运: a short name that the name of a thing begins with, and no place that does something itself."""
    if scene.places.region(place.value).level == "zone":
        return False
    if _COMES_ABOUT.match(scene.text, place.end):  # 甲市实验室获批, 甲市具有…影响力的中心加快建设
        return True
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


def take_place_between(scene: Scene, token: Token) -> None:
    if (
        HONOUR.match(scene.text, token.end)
        or scene.text.startswith(SUPERLATIVE, token.end)
        or scene.text.endswith(_BESIDE, 0, token.start)
        or _COMES_ABOUT.match(scene.text, token.end)
    ):
        return  # 全国唯一…的省份, 与全国同步
    if token.value in ("province", "nation") and scene.opens_clause(token.start):
        place = scene.places.relative(token.value)
        scene.state.place = (place,) if place else ()

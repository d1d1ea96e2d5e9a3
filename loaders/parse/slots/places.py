"""Of which place a number is: said in its clause, handed out, current in the sentence or the paragraph."""

import re

from loaders.parse.marks.phrase import AND
from loaders.parse.marks.places import Where
from loaders.parse.reading import After, Left, Reading
from loaders.parse.scene import Scene
from loaders.wording import pattern, words

_SO_MANY = re.compile("[两二三四五六七八九十\\d]+个?$")  # 五个|区合计
_ALL_ABOVE = pattern("(?:{above_word}|以上)[两二三四五六七八九\\d]+个?[{place_mark}地]")
_PLACED = re.compile("(?:都|均|全部|全)?(?:集中|分布)?(?:在|位于|落户)")
_PLACED_STARTS = ("在", "位于", "落户", "集中", "分布", "都", "均", "全")
_ABOVE = (*words("above_word"), "以上")
_SPREAD = words("spread")


def take_places_before(scene: Scene, left: Left) -> None:
    """以上5地占全市的77%; 甲市、乙市基数小,增幅均不足5%: the places that were said before, or that the clause before listed."""
    above = scene.text.startswith(_ABOVE, left.start) and _ALL_ABOVE.match(scene.text, left.start)
    if above and len(said := scene.places_said()) > 1:
        left.places, left.noun, left.subject = list(said), "", ""
    if left.each and not left.places and len(scene.state.listed) > 1:
        left.places = list(scene.state.listed)


def take_places_behind(scene: Scene, left: Left, after: After) -> None:
    """院士43人,39人在合肥; 团队8个落户甲区: the places within the own one that a number's clause ends with."""
    placed = _PLACED.match(after.text) if after.text.startswith(_PLACED_STARTS) else None
    if placed is None:
        return
    at = after.start + placed.end()
    found: list[Where] = []
    for token in scene.words.between(at, after.end):
        joined = token.start == at or (found and scene.text[at : token.start] in AND)
        if token.cue != "region" or not joined:
            return
        found.append(scene.places.written(token.value, token.word))
        at = token.end
    own, lexicon = scene.places.own.code, scene.lexicon
    if found and at == after.end and all(own != code and own in lexicon.ancestors(code) for code, _ in found if code):
        left.places, left.of_other = found, True
        after.noun = ""


def set_place(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading its places: said in its clause, else current in the sentence, else in the paragraph."""
    state = scene.state
    if left.places:
        reading.places, reading.place_rule = tuple(dict.fromkeys(left.places)), "explicit"
        if scene.paragraph.zone and not left.bracket and reading.places != scene.paragraph.zone:
            scene.paragraph.zone = ()  # another place is spoken of: no more of the paragraph's
        if not left.bracket and not left.of_other:
            state.place, state.place_of_peer = reading.places, left.peer or state.place_of_peer
    elif state.place and state.place_of_peer and left.fresh and left.noun:
        state.place, state.place_of_peer = (), False
    elif state.place and left.start == reading.quantity.start and left.fresh and reading.phrase_position == "after":
        state.place = ()  # …园成为新地标,29家实验室聚力赋能: a subject of its own
    elif left.rest or scene.text.startswith(_SPREAD, reading.quantity.end):
        state.place = ()
        reading.places, reading.place_rule = (scene.places.own.where,), "sentence"
    elif _sums_up_places(scene, left):
        state.place = scene.places_said()
        reading.places, reading.place_rule = state.place, "sentence"
    elif state.place:
        reading.places, reading.place_rule = state.place, "sentence"
    elif scene.paragraph.zone != () and (zone := scene.zone()):
        reading.places, reading.place_rule = zone, "paragraph"


def hand_over_place(scene: Scene, reading: Reading, left: Left) -> None:
    """甲市、乙市分别为5家、6家: the place that 分别 holds for this number."""
    if scene.state.run_places and not left.every:
        put_in(reading, scene.state.run_places.pop(0))


def put_in(reading: Reading, place: Where) -> None:
    """甲市、乙市各5家: one of several places that the same is said of."""
    reading.places, reading.place_rule = (place,), "explicit"


def take_place_over(reading: Reading, source: Reading) -> None:
    """A number is of the place of the one that it goes on from."""
    reading.places, reading.place_rule = source.places, source.place_rule


def _sums_up_places(scene: Scene, left: Left) -> bool:
    """合肥10家、芜湖5家,合计占全省30%; 两个市合计15家."""
    if left.level not in scene.vocabulary.joint_total or len(scene.places_said()) < 2:
        return False
    return bool(left.share) or _SO_MANY.search(scene.text, 0, left.start) is not None


def is_of_each(scene: Scene, reading: Reading, left: Left) -> bool:
    """甲县、乙县增长2%, 甲县、乙县在20件上下: a rate of several places, unless it is a share of theirs, and an amount that each is at."""
    if len(reading.places) < 2:  # handed out
        return False
    if scene.text.endswith("在", left.start, reading.quantity.start) and reading.after:
        return True
    previous = scene.previous
    goes_on = previous is not None and len(previous.places) == 1 and previous.share == reading.share and left.is_bare
    shared = (reading.share and not goes_on) or reading.gap or reading.reference_place is not None
    return reading.quantity.form == "percent" and not shared and not left.level

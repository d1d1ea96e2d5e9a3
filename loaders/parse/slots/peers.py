"""How many a rank is held among: 在16个地市中排第4位 counts those ranked, and says nothing more of what is ranked."""

from loaders.parse.marks.phrase import trim
from loaders.parse.marks.places import NATION, Where
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.moments import set_time
from loaders.wording import ends, pattern, sole, words

_CITY_WORD = sole("city_word")

_RANK_MARK = (*words("rank_mark"), "在")

_LED_IN = pattern("(?:[{rank_mark}在于]|{whole_place}|{macro_region}|{same_kind}的?|我[{place_mark}])$")
_LED_IN_ENDS = frozenset("在于的\n").union(
    *map(ends, ("rank_mark", "whole_place", "macro_region", "same_kind", "place_mark"))
)
_AMONG = pattern(
    "(?P<noun>(?:[^，,。；;：:、\\d]|[（(][^（）()\\d]{1,6}[）)]){0,14}?)(?:的?{assessed_thing}*{assessment})?(?:{result_noun})?"
    "(?:之中|当中|中|里|内)?的?{rank_adverb}?(?:{ranking}|{by_itself}|第(?=[\\d一二三四五六七八九十]))"
)
COUNTED_PEERS = frozenset(words("peers_counted"))
_BY_ITSELF = ("之首", "首位", "末位", "次于")
_NATIONAL = words("national_peer")
_NEAR = 6  # characters between a named place and the number
_FARTHEST = 6  # characters between the word of ranking and its number


def state_peers(scene: Scene, index: int, quantity: Quantity) -> bool:
    """Add what a number counts that tells among how many a rank is held; False where it tells something else."""
    if quantity.form != "quantity":
        return False
    start = quantity.start
    led_in = scene.text[start - 1] in _LED_IN_ENDS and _LED_IN.search(scene.text, max(0, start - 4), start)
    if not led_in and not _in_named(scene, quantity):
        return False
    among = _AMONG.match(scene.text, quantity.end)
    if among is None or not (among.group().endswith(_BY_ITSELF) or _rank_follows(scene, index, among.end())):
        return False
    noun = trim(among["noun"])
    place = _place_before(scene, quantity, noun)
    if place == scene.places.own.where and not noun and quantity.unit == _CITY_WORD:  # 我市…在16市中
        place = scene.places.relative("province") or place
    if ranked := scene.vocabulary.pattern.ranked.match(noun):
        scene.state.ranked = ranked["reference"]
    if place is None:  # 居6市第2, 在十个县区中居第6位: those spoken of before
        quantity.form, quantity.rule = "other", "places_counted"
    reading = Reading(
        quantity=quantity, phrase=noun or quantity.unit, phrase_position="after", level="有", own_noun=True,
        places=(place,) if place is not None else (), place_rule="explicit" if place is not None else "",
    )  # fmt: skip
    set_time(scene, reading, Left(start=quantity.start))
    scene.asides.append(reading)
    return True


def _in_named(scene: Scene, quantity: Quantity) -> bool:
    """在广西4家高新区中: a named place is between 在 and the number."""
    place = scene.words.ending_at(quantity.start)
    return place is not None and place.cue == "region" and scene.text.endswith(_RANK_MARK, 0, place.start)


def _rank_follows(scene: Scene, index: int, position: int) -> bool:
    """Whether the next number is a rank right behind a position."""
    following = scene.quantities[index + 1] if index + 1 < len(scene.quantities) else None
    if following is None or following.form != "rank":
        return False
    between = scene.text[position : following.start]
    return len(between) <= _FARTHEST and not any(mark in between for mark in "，,。；;、")


def _place_before(scene: Scene, quantity: Quantity, noun: str) -> Where | None:
    """全省16个市; 全省…总量在16市中: the place all of them are in, the last one said that holds others; 国家高新区 are the nation's."""
    tokens = [token for token in scene.words.between(0, quantity.start) if token.cue in ("place", "region")]
    for token in reversed(tokens):
        is_near = quantity.start - token.end <= _NEAR
        if not is_near and noun.startswith(_NATIONAL):
            break
        if token.cue == "place":
            return scene.places.relative(token.value)
        if is_near:
            return scene.places.named(token.value)
    return NATION if noun.startswith(_NATIONAL) else None

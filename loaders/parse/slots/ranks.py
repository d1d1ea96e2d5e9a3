"""Among what a rank is held, where the clause of the number leaves it out."""

import re

from loaders.parse.marks.places import NATION, WORLD, Where
from loaders.parse.reading import Left, Named, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.references import read_reference
from loaders.parse.slots.wholes import wider_place_said
from loaders.wording import pattern, words

_WORLDWIDE = pattern("{worldwide}")
_AMONG_SO_MANY = pattern(
    "在[^，,。；;\\d]{0,4}\\d+[家个所座](?P<whole>[^，,。；;\\d]{2,16}?){assessed_thing}*"
    "{assessment}*(?:{result_noun})?(?:中|里)[^，,。；;\\d]{0,6}$"
)  # 在15个副省级城市中列第13位
_PART = "其中"
_AMONG_PEERS = pattern(
    "在(?P<whole>[^，,；;。在\\d]{1,12}?{peer_kind})(?:当中|之中|中|里|内)[，,]?[^，,；;。]{2,16}$"
)  # 在全国资源型城市中创新能力居第3位
_IN_FRONT = pattern("(?P<place>全[{realm_mark}]){in_front}[，,]")  # 综合实力位居全省前列,总量居首位
_ALL_DIVISIONS = frozenset(words("division_name"))
_SO_MANY_PEERS = pattern(
    "(?P<scope>全[{realm_mark}]|{macro_region})?(?P<count>\\d+个?|[一二三四五六七八九十]+个?)(?P<kind>[{division_start}][{division_end}（）、()]{0,7})(?:里|中|内|之中|当中)?的?{ranking}?$"
)
_ZONES_THERE = pattern("(?P<place>全(?!{nation_mark})[{realm_mark}])(?:\\d+[家个])?{zone_suffix}")  # 居全省高新区第4位
_LONGEST_COUNT = 32  # characters of such words
_ONLY_BEHIND = pattern(
    "在(?P<whole>[^，,；;。在]{2,20}?)(?:里|中|内|之中|当中)?(?:仅|只)?次于[^；;。，,]{1,20}[，,、]{ranking}*$"
)  # 在三省一区中仅次于甲省、列第2位
_OF_YEAR = pattern("^(?:(?:19|20)\\d{2} ?年度?|{latest_round})的?")  # 在2029年度国家高新区评价中
_COUNT = re.compile("\\d+[家个所]")
_SO_MANY = re.compile("\\d+[家个所]的?")
_ITEM, _ZONES = words("item_of_index"), words("zone_suffix")
_STANDING = pattern("{assessed_thing}*{assessment}")
_RATED_TOP = pattern(
    "{entering_rank}(?P<whole>[^，,；;。前]{2,12}?){assessed_thing}*{assessment}(?:{result_noun})?的?前?$"
)  # 跨入市直机关目标考评前10名
_RATING = pattern("{assessment}")
_RATED_IN = pattern(
    "(?:^|[，。在])(?P<whole>[^，,；;。在]{2,16}?){assessed_thing}*{assessment}(?:{result_noun})?(?:中|里)"
)


def rank_among(scene: Scene, reading: Reading, left: Left, noun: str) -> tuple[str, Where | None] | None:
    """Among what a rank is; None where its clause says it, or nothing does."""
    if (peers := _peers_counted(scene, reading)) is not None:
        return peers
    if scene.state.ranked and reading.reference in ("", NATION[1]):
        return scene.state.ranked, None
    if reading.reference and not _SO_MANY.fullmatch(reading.reference):  # 居157家的第29位
        zones = _ZONES_THERE.fullmatch(reading.reference)
        return read_reference(scene, zones["place"]) if zones else None
    return _among_told(scene, reading, left, noun)


def _among_told(scene: Scene, reading: Reading, left: Left, noun: str) -> tuple[str, Where | None] | None:
    """Among what another was that a rank goes on from, else what the text calls those who are ranked, else a wider place."""
    of_part = left.part or noun.endswith(_ITEM) or _is_of_part(scene, reading)
    said = _compared_before(scene) if not noun or of_part else None
    if said is not None:
        return said.reference, said.reference_place
    if among := _among_whom(scene, reading, left, noun):
        return read_reference(scene, _OF_YEAR.sub("", among))
    if (place := wider_place_said(scene, reading)) is not None:
        return place[1], place
    front = _IN_FRONT.search(scene.text, 0, reading.quantity.start)
    return read_reference(scene, front["place"]) if front else None


def _among_whom(scene: Scene, reading: Reading, left: Left, noun: str) -> str:
    """What the text calls those who are ranked: 在15个副省级城市中, 国家高新区综合排名, 全球百强中; '' where it does not."""
    text, end = scene.text, reading.quantity.start
    top = reading.quantity.rule == "top_n"
    if among := _AMONG_SO_MANY.search(text, 0, end) or (_RATED_TOP.search(text, 0, end) if top else None):
        return among["whole"]
    if peers := _AMONG_PEERS.search(text, 0, end):
        return peers["whole"]
    previous = scene.previous
    subject = noun or left.subject or (previous.phrase if previous is not None else "")
    if ranked := scene.vocabulary.pattern.ranked.search(subject):  # 国家高新区综合排名进入前55位
        return ranked["reference"]
    if (top and reading.verb) or _WORLDWIDE.search(noun):  # 进入全国园区前20位
        return noun if top and reading.verb else WORLD[1]
    if rated := _RATED_IN.search(f"{reading.context}，{noun}，{text[left.start : end]}") or _ONLY_BEHIND.search(
        text, 0, end
    ):
        return _COUNT.sub("", rated["whole"])
    return ""


def rated_in(scene: Scene, said: str) -> str | None:
    """跃居国家级高新区综合排名第49位: among whom a rating was made that a rank is said in; None where nothing was rated."""
    among = scene.vocabulary.pattern.ranked.match(said)
    return among["reference"] if among and _RATING.search(said, among.end()) else None


def rated_as(scene: Scene, reading: Reading, noun: str) -> Named | None:
    """甲高新区综合排名第57位, 创新环境单项第21位: the rating that a rank is of, where its noun leaves out what was rated."""
    if noun.endswith(_ITEM) and (whole := _compared_before(scene)) is not None:
        return Named(head=whole.phrase)
    place = reading.places[0][1] if reading.places else ""
    zone = next((kind for kind in _ZONES if place.endswith(kind)), "")
    return Named(f"{zone}{noun}") if zone and _STANDING.fullmatch(noun) else None


def thing_ranked(scene: Scene, said: str) -> tuple[str, str] | None:
    """稳居全国县域创新能力前10位: among whom and in what one is ranked, said in one; None where no indicator is named."""
    end, (word, (cue, _)) = next(scene.lexicon.automaton.iter_long(said), (-1, ("", ("", ""))))
    at_head = cue == "place" and end + 1 == len(word)
    thing = said[end + 1 :]
    return (word, thing) if at_head and not thing.endswith(_ZONES) and scene.ends_in_term(thing) else None


def _peers_counted(scene: Scene, reading: Reading) -> tuple[str, Where | None] | None:
    """全省16个市第3位, 全市四县第一, 6市第2: those counted right before a rank, of all divisions the place they make up."""
    counted = _SO_MANY_PEERS.search(scene.text, max(0, reading.quantity.start - _LONGEST_COUNT), reading.quantity.start)
    if counted is None:
        return None
    scope, kind = counted["scope"] or "", counted["kind"]
    if kind in _ALL_DIVISIONS:
        where = _named_before(scene, counted.start("count")) or (read_reference(scene, scope)[1] if scope else None)
        where = where or (_holding(scene, counted["count"]) if not scope else None)
        if where is not None:
            return where[1], where
    return f"{scope}{counted['count']}{counted['kind']}", None


def _named_before(scene: Scene, position: int) -> Where | None:
    """甲市九个县（市、区）, 乙北12个地市: the city or region by its name that those counted make up; None where none is named."""
    token = scene.words.ending_at(position)
    return scene.places.named(token.value) if token is not None and token.cue == "region" else None


def _holding(scene: Scene, count: str) -> Where | None:
    """16市 in the report of one of them: the province that they make up; of a few, none."""
    many = len(count.rstrip("个")) > 1
    return scene.places.relative("province") if many else None


def _is_of_part(scene: Scene, reading: Reading) -> bool:
    """居全省第6位，其中，企业创新居第4位: what is ranked is a part of what was ranked before."""
    previous = scene.previous
    return previous is not None and _PART in scene.text[previous.quantity.end : reading.quantity.start]


def _compared_before(scene: Scene) -> Reading | None:
    """第31位上升到第27位: the rank before it; 占全省的12%,居第2位: the share of a place right before it."""
    ranks = (other for other in reversed(scene.readings) if other.quantity.form == "rank" and other.reference)
    previous = scene.previous
    of_place = previous if previous is not None and previous.share and previous.reference_place else None
    return next(ranks, of_place)

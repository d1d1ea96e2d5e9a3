"""What a share, rank or gap is measured against, as far as the words at the number tell it."""

import re

from loaders.parse.marks.phrase import TRIM_RIGHT, trim
from loaders.parse.marks.places import NATION, Where
from loaders.parse.scene import Scene
from loaders.wording import pattern, sole, words

_PEER_LEVEL = words("peer_level")
_ABOVE_NORM = words("above_norm")
_CITY_WORD = sole("city_word")
_DOMESTIC = sole("domestic")
_GDP = sole("gdp")

_ZONES = pattern("(?:\\d+[家个])?{zone_suffix}")
_SAME_KIND = words("of_same_kind")
_QUANTITY_OF = pattern(
    "(?<=..)的?(?:{count_name}|{share_name}|(?<!消费)总{quantity_mark}|(?<![同环对之百])比)$"
)  # 占企业总数, 占研发经费比重
_SCHEDULE = words("schedule")
_NEW = words("new_mark")
_WHOLE_PLACE = pattern("^{whole_place}")
_ALL_OF = pattern("^{entire}(?!{investment})(?=.{4})")  # 占全部规上企业; 全部投资 is a name
_OF_THAT_TIME = pattern("^{same_period}(?=..)")  # 占同期全国总量, 高于同期全市
_NOTE = re.compile("(?<=..)(?:[（(][^）)]*[)）]|[\\[［]\\d+[\\]］])$")  # 全市（不含甲高新区）
_TOLD_OF = pattern(
    "{ranking}?(?:{rank_place}|第[一二三四五六七八九十\\d]+[位名]?)的?|(?:{neighbouring}|同为[^，]{2,8}?)的?"
)  # 居首位的甲市, 第四名甲市, 邻近乙县
_WHOLE_OF_IT = pattern("^全[{place_mark}]")  # 甲市全市平均水平
_DIVISIONS = words("subdivision")
_US = words("ourselves")
_PARK = sole("bare_park")
_JOINING = ("、", "和", "与", "及")
_JOINED = re.compile("[、和与及]")
_SUM_OF = pattern("(?:[两二三四五六七八九]个?)?(?:[{place_mark}]{1,2}|地|者)?{sum_word}$")
_SO_MANY = pattern("[两二三四五六七八九十\\d]个?(?:[{place_mark}]{1,2}|地)$")
_ALL_OF_IT = pattern("(?<=..)全(?P<mark>[{realm_mark}])(?=$|{average})")  # 甲全区
_NEW_THERE = pattern(
    "(?:{time_before})?的?(?:{adding}|{newly_done}|{act_on_noun}|{activity})(?:的|数|{count_name})*"
)  # 全市当年新建数: of the new ones there
_EACH_PART = pattern("各[{division_start}][{division_end}（）、()]{0,7}")  # 芜湖各县市区: the parts are of the city


def read_reference(scene: Scene, text: str) -> tuple[str, Where | None]:
    """The reference a piece of text names, and the place where it is one (全省平均水平 → 山东省)."""
    plain = _ALL_OF.sub("", _OF_THAT_TIME.sub("", _without_quantity(scene, trim(_NOTE.sub("", text)))))
    if (told := _TOLD_OF.match(plain)) and (place := _place_in(scene, plain[told.end() :])):
        return place
    if plain == _DOMESTIC:
        return NATION[1], NATION
    if plain in _SCHEDULE:
        return _SCHEDULE[0], None
    if plain in _US or (plain == _PARK and scene.places.is_zone):  # 占园区的63%
        return scene.places.own.where[1], scene.places.own.where
    if plain.upper() == "GDP":
        return _GDP, None
    return _place_in(scene, plain) or (_places_joined(scene, plain) or _without_average(scene, plain), None)


def _places_joined(scene: Scene, plain: str) -> str:
    """比甲市、乙市低2个百分点, 是甲市、乙市之和的2倍: several places by their names; '' for anything else."""
    if not any(mark in plain for mark in _JOINING):
        return ""
    found = [
        _place_in(scene, name)
        for name in _JOINED.split(_SO_MANY.sub("", _SUM_OF.sub("", _without_average(scene, plain))))
    ]
    return "、".join(dict.fromkeys(place[0] for place in found if place)) if all(found) else ""


def _without_quantity(scene: Scene, text: str) -> str:
    """占企业总数, 占研发经费比重: what the number of is said; 占立项总数, 占全省入库总量 say it of nothing but an act."""
    plain = _QUANTITY_OF.sub("", text)
    act = _WHOLE_PLACE.sub("", plain)
    return text if plain != text and scene.is_act(act) and not act.startswith(_NEW) else plain


def _place_in(scene: Scene, plain: str) -> tuple[str, Where | None] | None:
    """The place that a reference is, told from the report's own or by its name; None for none."""
    return _relative_place(scene, plain) or _named_place(scene, plain)


def _relative_place(scene: Scene, plain: str) -> tuple[str, Where | None] | None:
    end, (word, (cue, value)) = next(scene.lexicon.automaton.iter_long(plain), _NOTHING)
    if cue != "place" or end + 1 != len(word):
        return None
    spoken_of = _city_spoken_of(scene, value) or _district_of_zone(scene, value)
    place, rest = spoken_of or scene.places.relative(value), plain[end + 1 :]
    alone = not rest or rest in _SAME_KIND or _is_peer_level(scene, rest) or _NEW_THERE.fullmatch(rest)
    if place and alone:
        return place[1], place
    if place and _ZONES.fullmatch(rest):  # 占全省开发区的四成
        return plain, None
    if place and value != "world" and rest.endswith(_DIVISIONS):  # 全省16个市
        return f"{place[1]}{rest}", None
    return None


def _is_peer_level(scene: Scene, rest: str) -> bool:
    """全省平均水平, 全省规模; 全省规模以上工业 is no place."""
    return rest.startswith(_PEER_LEVEL) and not rest.startswith(_ABOVE_NORM)


def _city_spoken_of(scene: Scene, level: str) -> Where | None:
    """全市 in a province's report: the city of the place that the sentence speaks of."""
    known = scene.places.known
    if level != "city" or known is None or known.level != "province" or known.name.endswith(_CITY_WORD):
        return None
    regions = scene.lexicon.regions
    codes = (code for where in scene.state.place for code in scene.lexicon.ancestors(where[0]))
    return next(((code, regions[code].name) for code in codes if regions[code].level == "prefecture"), None)


def _district_of_zone(scene: Scene, level: str) -> Where | None:
    """占全区的43% in a zone's report: of the district or autonomous region that it lies in, for it is no part of itself."""
    known, regions = scene.places.known, scene.lexicon.regions
    if level != "district" or known is None or known.level != "zone":
        return None
    parent = regions.get(known.parent)
    if parent is not None and parent.level == "county":
        return parent.code, parent.name
    return scene.places.autonomous_region()


def _named_place(scene: Scene, plain: str) -> tuple[str, Where | None] | None:
    if (whole := _ALL_OF_IT.search(plain)) and (found := _named_place(scene, plain[: whole.start()])):
        return found if found[0].endswith(whole["mark"]) else None
    if plain in scene.places.own_zones:  # 不足高新区的一半: the one of the city
        where = scene.places.named(scene.places.own_zones[plain])
        return where[1], where
    if plain in scene.places.inner:  # 不到乙区的十分之一: a bare name of what lies in the city
        where = scene.places.named(scene.places.inner[plain])
        return where[1], where
    end, (name, codes) = next(iter(scene.lexicon.place_automaton.iter_long(plain)), _NOWHERE)
    rest = _WHOLE_OF_IT.sub("", plain[end + 1 :])
    if not codes or end + 1 != len(name) or (rest and not (_is_peer_level(scene, rest) or _EACH_PART.fullmatch(rest))):
        return None
    where = scene.places.named(scene.places.nearest(codes))
    return where[1], where


def _without_average(scene: Scene, plain: str) -> str:
    for average in scene.vocabulary.peer_average:
        if plain.endswith(average) and len(plain) > len(average):
            return plain[: -len(average)].rstrip(TRIM_RIGHT)
    return plain


_NOTHING: tuple[int, tuple[str, tuple[str, str]]] = (-1, ("", ("", "")))
_NOWHERE: tuple[int, tuple[str, tuple[str, ...]]] = (-1, ("", ()))


def named_before(scene: Scene, reference: str) -> str:
    """签约金额8亿元,…占到金额的三成: a figure by the full name that it was told with; any other reference as it is."""
    if reference not in scene.vocabulary.pointing_noun:
        return reference
    return next((said.phrase for said in reversed(scene.facts) if said.phrase.endswith(reference)), reference)

"""Which place a word means, seen from where the document is: 全市 is its city, a shared name the place nearest to it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.lexicon import Lexicon, Region
from loaders.wording import pattern, sole, words

_AUTONOMOUS_REGION = sole("autonomous_region")
_BY_MEANS_OF = sole("by_means_of")
_CITY_WORD = sole("city_word")
_DISTRICT_WORD = sole("district_word")
_WHOLE_COUNTRY = sole("whole_country")
_WHOLE_WORLD = sole("whole_world")

_COUNTY_MARK = words("county_mark")

Where = tuple[str, str]  # code and name of a place
NATION, WORLD = ("100000", _WHOLE_COUNTRY), ("", _WHOLE_WORLD)
_ZONE_SUFFIX = words("zone_suffix")
_SHORTEST_NAME, _DIVISION = 2, words("division_mark")
_CONTRACTED, _BANNER = 4, words("banner_mark")
_OF_COUNTY = (*words("county_mark"), *_BANNER)
_LONG_NAME = 5  # characters of a name that is said by its first two: 江城哈尼族彝族自治县
OWN_PARK = pattern("{own_park}(?![{yuan_word_end}内里外])")  # 铜官【园】
_ZONE_HEAD = pattern("[—–\\-·●◆■□\\s　]*(?P<zone>(?P<name>[一-鿿]{5,16}){zone_head_end})[。：:]?")
_NOMINAL_VERBS = frozenset(words("nominal_verb"))
_ZONE = "zone:"  # what a code begins with that means a zone no seed knows


@dataclass(slots=True)
class Place:
    """Where a document is: its region's code and name, and the codes of what it lies in."""

    code: str
    name: str
    chain: tuple[str, ...]

    @property
    def where(self) -> Where:
        return self.code, self.name


@lru_cache(maxsize=2)
def parts_of(lexicon: Lexicon) -> dict[str, list[Region]]:
    """Region code → the prefectures, districts, counties and county-level cities in it; those in 区 last."""
    found: dict[str, list[Region]] = {}
    for region in sorted(lexicon.regions.values(), key=_is_urban):
        is_city = region.level == "prefecture" and region.name.endswith(_CITY_WORD)
        if is_city or (region.level == "county" and region.name.endswith(_DIVISION)):
            found.setdefault(region.parent, []).append(region)
    return found


def _is_urban(region: Region) -> bool:
    return region.name.endswith(_DISTRICT_WORD)


def _inner_names(lexicon: Lexicon, place: Place) -> dict[str, str]:
    """The parts of a document's own city or province by names that are ones there only in lists of such: without 区, 凤县, 日照."""
    known = lexicon.regions.get(place.code)
    if known is None or known.level not in ("prefecture", "province", "zone", "macro", "county"):
        return {}
    beside = known.level in ("zone", "macro", "county")  # those beside it: 与乙区、丙区相比
    around = lexicon.regions.get(known.parent) if known.level == "zone" else None
    if around is not None and around.level == "county":  # a district's zone: the district, and those beside that
        known = around
    inner = parts_of(lexicon).get(known.parent if beside else place.code, [])
    names = {name: region.code for region in inner if region.code != place.code for name in _short_names(region.name)}
    return {name: code for name, code in names.items() if name not in lexicon.region_names}


def _short_names(name: str) -> list[str]:
    """义安区, 义安; 凤县; 江城哈尼族彝族自治县, 江城."""
    shorter = [name[:-1]] if len(name) > _SHORTEST_NAME else []
    if len(name) >= _LONG_NAME:
        shorter.append(name[:2])
    if len(name) >= _CONTRACTED and name.endswith(_OF_COUNTY):  # 和林格尔县: 和林县; 托克托县: 托县; 土默特左旗: 土左旗
        shorter += [name[:2] + name[-1], name[0] + name[-2 if name[-1] in _BANNER else -1 :]]
    return [*shorter, name]


def _own_zones(lexicon: Lexicon, place: Place) -> dict[str, str]:
    """高新区, 经开区 in a city's or county's report: the zones that bear its name, by their bare kinds."""
    known = lexicon.regions.get(place.code)
    if known is None or known.level not in ("prefecture", "county"):
        return {}
    names = {kind: f"{known.name[:-1]}{kind}" for kind in lexicon.lists["own_zone"]}
    return {kind: lexicon.region_names.get(name, (f"{_ZONE}{name}",))[0] for kind, name in names.items()}


class Places:
    """The regions of the lexicon as one document speaks of them."""

    def __init__(self, lexicon: Lexicon, place: Place) -> None:
        self.lexicon = lexicon
        self.own = place
        self.known = lexicon.regions.get(place.code)
        self._meant: dict[str, Where | None] = {}
        self._province = (self._above("province") or ("",))[0]
        self.inner = _inner_names(lexicon, place)
        self.own_zones = _own_zones(lexicon, place)
        names = "|".join(sorted(map(re.escape, self.inner), key=len, reverse=True))
        self.inner_name = re.compile(names)
        self.inner_park = re.compile(f"(?:{names}){OWN_PARK.pattern}")

    @property
    def is_zone(self) -> bool:
        """Whether the document is of a zone, known to the seeds or not."""
        return self.known.level == "zone" if self.known is not None else self.own.name.endswith(_ZONE_SUFFIX)

    @property
    def nation(self) -> str:
        """The code of the nation."""
        return NATION[0]

    def nearest(self, codes: tuple[str, ...]) -> str:
        """Of places that share a name, the one that lies where the document does."""
        if len(codes) == 1:
            return codes[0]
        for ancestor in self.own.chain:
            for code in codes:
                if ancestor in self.lexicon.ancestors(code):
                    return code
        return codes[0]

    def is_far_county(self, name: str, codes: tuple[str, ...]) -> bool:
        """浦江 in a report from Shanghai: a county of another province is said by its full name, if at all."""
        if not self._province or len(name) > _SHORTEST_NAME:
            return False
        return all(self._is_far(name, self.lexicon.regions[code]) for code in codes)

    def _is_far(self, name: str, region: Region) -> bool:
        is_short = region.level == "county" and len(name) < len(region.name)
        return is_short and self._province not in self.lexicon.ancestors(region.code)

    def region(self, code: str) -> Region:
        """The region of a code; a zone that no seed knows goes by its own name."""
        if code.startswith(_ZONE):
            return Region("", code.removeprefix(_ZONE), "zone", "")
        return self.lexicon.regions[code]

    def named(self, code: str) -> Where:
        """The code and full name of a place."""
        region = self.region(code)
        return region.code, region.name

    def written(self, code: str, word: str) -> Where:
        """The code of a place and its full name; a zone goes by the name it is written with."""
        region = self.region(code)
        if code.startswith(_ZONE):
            return region.code, region.name
        if code == self.own.code:
            return self.own.where
        if region.level == "zone" and word not in self.own_zones and len(word) > len(region.name) - 3:
            return region.code, word.replace("（", "(").replace("）", ")")
        return region.code, region.name

    def relative(self, level: str) -> Where | None:
        """全市, 我省 … (a ``place`` of the cues by its value) as the region meant; None where it cannot be told."""
        if level not in self._meant:
            self._meant[level] = self._relative(level)
        return self._meant[level]

    def _relative(self, level: str) -> Where | None:
        if level == "nation":
            return NATION
        if level == "world":
            return WORLD
        if level == "district":
            return self._district()
        if level == "city":
            return self._city()
        found = self._above(level)
        return found or (self.own.where if level == "county" else None)

    def _above(self, level: str) -> Where | None:
        """The region of a level that the document lies in, itself included."""
        regions = self.lexicon.regions
        return next(((code, regions[code].name) for code in self.own.chain if regions[code].level == level), None)

    def _district(self) -> Where:
        """全区 is a district's own; said elsewhere it means the autonomous region."""
        known = self.known
        if known and (known.level not in ("county", "zone") or known.name.endswith(_COUNTY_MARK)):
            return self.autonomous_region() or self.own.where
        return self.own.where

    def autonomous_region(self) -> Where | None:
        """The autonomous region that the document lies in."""
        province = self._above("province")
        return province if province and _AUTONOMOUS_REGION in province[1] else None

    def _city(self) -> Where | None:
        """全市 is a city's own; said in a district or county it means the city above."""
        known, regions = self.known, self.lexicon.regions
        if known and (
            known.level == "prefecture" or (known.level in ("county", "province") and known.name.endswith(_CITY_WORD))
        ):
            return self.own.where
        for code in self.own.chain:
            region = regions[code]
            if code != self.own.code and (region.level == "prefecture" or region.name.endswith(_CITY_WORD)):
                return code, region.name
        return self.own.where if self.own.name else None

    def zone_in(self, clause: str) -> tuple[Where, ...]:
        """The zone (or trading platform) that a paragraph's first clause speaks of, if any."""
        for _, (term, codes) in self.lexicon.place_automaton.iter_long(clause):
            region = self.lexicon.regions[codes[0]]
            if region.level != "zone" and term not in self.lexicon.markets:
                continue
            by_means = f"以{term}" in clause or f"{_BY_MEANS_OF}{term}" in clause
            if self.is_of_whole_province(region):
                continue
            if region.code != self.own.code and "、" + term not in clause and not by_means:
                return ((region.code, region.name),)
        return ()

    def zone_headed(self, clause: str) -> Where | None:
        """——文昌国际航天城。: a zone that no seed knows, as a heading that begins with the place that it lies in."""
        said = _ZONE_HEAD.fullmatch(clause)
        if said is None or said["zone"] in self.lexicon.region_names or self.inner_place_at(said["zone"]) is None:
            return None
        told = (word for _, (word, (cue, _)) in self.lexicon.automaton.iter_long(said["name"]) if cue == "verb")
        return ("", said["zone"]) if _NOMINAL_VERBS.issuperset(told) else None  # no 甲区建设航天城

    def is_of_whole_province(self, zone: Region) -> bool:
        """A zone or brand of the province that the document's own place is a part of."""
        parent = self.lexicon.regions.get(zone.parent)
        return parent is not None and parent.level == "province" and parent.code in self.own.chain[1:]

    def inner_place_at(self, text: str) -> tuple[Where, int] | None:
        """The place that a text begins with, if it lies within the document's own, and its length in the text."""
        end, (term, codes) = next(iter(self.lexicon.place_automaton.iter_long(text)), (-1, ("", ())))
        if not codes or end + 1 != len(term):
            return None
        code = self.nearest(codes)
        is_inner = code != self.own.code and self.own.code in self.lexicon.ancestors(code)
        return (self.named(code), len(term)) if is_inner else None

"""The place a report is about: named by a title, an office or its file, or the one it calls its own."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from loaders.lexicon import Lexicon
from loaders.parse.marks.places import parts_of
from loaders.parse.numbers.amounts import ZH
from loaders.parse.page.normalise import half_width, simplified
from loaders.read import NotAReport
from loaders.wording import pattern, sole, words

_WHOLE_COUNTRY_WORD = sole("whole_country")
_BEFORE_WHOM = pattern(
    "(?:在|^|\\s)(?P<place>[\u4e00-\u9fff]{2,12}?(?:{autonomous}|{place_mark})(?:[\u4e00-\u9fff]{1,8}?{place_mark}(?=第))?)"
)  # 在甲市乙区第六届…
_HEADING = 40  # characters of a line that may be a heading
_SHORTEST, _LONGEST = 2, 20  # characters of a place's name
_FARTHEST = 8  # characters of a title or name before the place in it
_ZONE = pattern(r"((?:(?!{behind_office})[\u4e00-\u9fff（）()]){2,12}?(?:{full_zone}|{zone_suffix}))")
_TOWN = pattern(
    f"(?!{{no_town}}|{{goal_opening}}|[{ZH}]+{{town_mark}}|[\u4e00-\u9fff]{{0,4}}?{{called_town}}(?!{{town_office}}))"
    "[\u4e00-\u9fff]{1,5}?(?<!{town_kind}){town_mark}(?={town_office}|{behind_office}|\\d)"
)  # 甲镇人民政府, 乙街道2029年
_ZONE_ALONE = pattern(
    "(?!{tier}|{own_mark}|各|全|{new_mark})[一-鿿]{2,6}?{zone_suffix}(?=(?:19|20)\\d{2} ?年|{behind_office})"
)
_ALLIANCE = pattern("(?P<cities>[一-鿿—]{2,8}?)(?:{alliance})")
_CITY_SIGNS = frozenset(sole("city_signs"))
_PARK_OF_ZONE = pattern("[一-鿿]{2,3}{own_park}(?![{yuan_word_end}])")
_DIVIDED = pattern("(?:[{place_mark}]|{zone_suffix}|{full_zone})$")
_OWN_COUNTRY = pattern("{own_country}")
_OFTEN = 3  # times that a text must speak of its country to be about it
_TRAIL, _FEWEST_STEPS = re.compile("[>＞›»]"), 2
_WIDE = ("country", "macro")
_NEIGHBOURS = 3  # counties of one city that a report of a county names at most
_NAMED_AGAIN = 2  # times that a report names its own place at least
_LEAD_IN = pattern(
    r"^{title_lead}+|^(?:(?:19|20)\d{2} ?年)?(?:前 ?\d{1,2} ?个月|[前第]?[一二三四1-4]季度|[上下]半年|(?:1?\d ?[-—–~～至到] ?)?1?\d ?月份?)(?!的)"
    r"|^{not_local_paper}[^\d，,。]{0,8}\d{1,2} ?月 ?\d{1,2} ?日{news_word}[，,]?(?: ?[（(][^（）()]*[）)])?"
)  # 2029年前三季度铜陵市…
_WHOLE_COUNTRY = pattern(r"{whole_tier}")
_NATIONAL = pattern(
    '(?:[“"]?十[一二三四五六]五[”"]?(?:时期|期间|以来)?)? ?(?:(?:19|20)\\d{2} ?年度?)?(?:[上下]半年)?(?:\\d+家)?(?:{own_country}|{national}{national_kind}|{national_office}[:：])'
)
_OWN_PLACE = pattern("{party_committee}|[{own_mark}][{place_mark}](?![{qu_word_end}间])")
_OUR_PLACE = pattern("{our_mark}(?P<level>[{place_mark}])(?![{qu_word_end}间])")
_OWN_OFFICE = pattern(
    "(?:^|[\\n。，,；;、对由])(?P<level>(?!{province_mark})[{place_mark}]){science_name}{office_level}"
)
_OF_SCIENCE = pattern("{science_name}{office_level}")
_OF_YEAR = re.compile("(?:^|[。\\n，,])[ \t\u3000]*(?:19|20)\\d{2} ?年[，,]?")  # 2029年铜陵市研发经费
_GREAT_EVENT = pattern("[\u4e00-\u9fff]{0,4}?{great_event}")  # 2022年北京冬奥会
_BEFORE_YEAR = re.compile(
    "(?:^|[。\\n，,])[ \t\u3000]*(?P<place>[\u4e00-\u9fff]{2,8})(?:19|20)\\d{2} ?年"
)  # 铜陵2029年前三季度
_OF_PROVINCE = pattern("{of_province}")
_CLAUSE = "(?:^|[\\n。，,；;：:])[ \\t\u3000]*"
_ZONE_AT_HEAD = pattern(
    _CLAUSE + "(?P<zone>(?!{tier}|{own_mark}|各)[\u4e00-\u9fff]{2,4}?{zone_suffix})(?!{behind_zone_name})"
)
_OWN_REALM = pattern("{own_realm}")
_REALM_AT_HEAD = pattern(_CLAUSE + r"(?:\d{4} ?年)?{own_realm}")
_WIDER_AT_HEAD = pattern(_CLAUSE + "(?:{own_realm}|{own_province})")
_AREAS = words("macro_area")
_OF_CITY = pattern("{of_city}")
_NOWHERE: tuple[int, tuple[str, tuple[str, ...]]] = (-1, ("", ()))
Where = tuple[str | None, str, str, str | None]  # code, name, what told it, its words


def decided_place(said: str, lexicon: Lexicon) -> Where:
    """The place that a sidecar names, by name or code. Raises NotAReport where none is known."""
    code = said if said in lexicon.regions else next(iter(lexicon.region_names.get(said, ())), None)
    if code is None:
        raise NotAReport("sidecar", f"the region in its sidecar is not in seeds/regions.csv: {said}")
    return code, lexicon.regions[code].name, "sidecar", said


def as_called(place: Where, text: str, lexicon: Lexicon) -> Where:
    """A zone goes by its usual name where the text calls it that, by the long one of the title where it does not."""
    known = lexicon.regions.get(place[0] or "")
    if known is None or known.level != "zone" or known.name[:2] != place[1][:2] or known.name not in text:
        return place
    if place[1] not in lexicon.region_names:  # 中关村丰台园: a part of it
        return place
    return place[0], known.name, *place[2:]


def said_place(sources: Iterable[tuple[str, str]], subtitle: str, text: str, lexicon: Lexicon) -> Where | None:
    """The place a title, an office or the line under the title names, with what told it."""
    before_whom = (("subtitle", match["place"]) for match in _BEFORE_WHOM.finditer(subtitle))
    country: Where | None = None  # 全国两会 | 贵州…: no more than where a title names nothing smaller
    for rule, source in chain(sources, before_whom):
        if country is not None and rule != country[2]:
            break
        if found := place_of_name(source, lexicon, text):
            place = found[0], found[1], rule, subtitle if rule == "subtitle" else source
            if rule != "title" or found[0] is None or lexicon.regions[found[0]].level != "country":
                return place
            country = country or place
    return country


def place_of_name(name: str, lexicon: Lexicon, text: str = "") -> tuple[str | None, str] | None:
    """The place a title or an office's name begins with: ``沈阳市科学技术局`` → 沈阳市; a zone before the city it lies in."""
    name = _LEAD_IN.sub("", simplified(name.strip(), lexicon))
    if town := _town_in(name, lexicon):
        return town
    county = lexicon.short_counties.get(name[:2])
    return (county, lexicon.regions[county].name) if county else _place_within(name, lexicon, text)


def _town_in(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """乙县丙镇人民政府, 丙街道办事处: a town by its own name, with the code of what it lies in where that is said."""
    if not _TOWN.search(name):
        return None
    at = end = 0
    while step := max(
        (n for n in range(_SHORTEST, _LONGEST) if name[end : end + n] in lexicon.region_names), default=0
    ):
        end += step
        at = end if _DIVIDED.search(name, 0, end) else at
    town = _TOWN.match(name, at)
    if town is None or town.group() in lexicon.region_names:
        return None
    where = _place_within(name[:at], lexicon) if at else None
    return where[0] if where else None, town.group()


def _place_within(name: str, lexicon: Lexicon, text: str = "") -> tuple[str | None, str] | None:
    return (
        _alliance_in(name, lexicon)
        or _zone_in(name, lexicon)
        or _region_in(name, lexicon, text)
        or _zone_alone(name, lexicon)
    )


def _alliance_in(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """临沂都市圈, 杭衢协作区: what several cities are together, where no seed knows it; the place in its name is one of them."""
    said = _ALLIANCE.match(name)
    if said is None:
        return None
    begun = (lexicon.region_names.get(name[:n]) for n in range(_SHORTEST, said.end() + 1))
    known = any(lexicon.regions[codes[0]].level == "macro" for codes in begun if codes)
    cities = said["cities"]
    named = (cities in lexicon.region_names and not _DIVIDED.search(cities)) or _CITY_SIGNS.issuperset(cities)
    return None if known or not named else (None, said.group())


def _zone_in(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """苏州科技城, 中新天津生态城: a zone, with the code of what it lies in where no seed knows it."""
    zone = _ZONE.match(name)
    if zone is None or _WHOLE_COUNTRY.match(name):
        return None
    known = lexicon.region_names.get(zone[1])
    if known:
        return known[0], zone[1].replace("（", "(").replace("）", ")") + _park_of(known[0], name, zone.end(), lexicon)
    inside = next((zone[1][:n] for n in range(len(zone[1]), 1, -1) if zone[1][:n] in lexicon.region_names), None)
    if inside is None:
        return None
    around = lexicon.region_names[inside][0]
    parts = lexicon.region_names.get(zone[1].removeprefix(inside), ())
    part = next((code for code in parts if around in lexicon.ancestors(code)), None)  # 沈阳市沈北新区
    return (part, lexicon.regions[part].name) if part else (around, zone[1])


def _zone_alone(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """虹桥商务区2022年工作总结: a zone that a title begins with, and no place known."""
    _, (cue, _) = lexicon.automaton.get(name[:2], ("", ("", "")))
    zone = _ZONE_ALONE.match(name) if cue != "verb" else None  # no 支持开发区2029年…
    return (None, zone.group()) if zone else None


def _region_in(name: str, lexicon: Lexicon, text: str) -> tuple[str | None, str] | None:
    """The place that a name begins with, of several that follow one another the last."""
    best: tuple[int, int, str] | None = None
    macro, area = "", 0  # 胶东经济圈…办公室, 南京都市圈…: of several cities, where it names none of them behind
    for end, (term, codes) in lexicon.place_automaton.iter(name[:40]):
        start = end - len(term) + 1
        # a part follows at once, however long the name is
        if start > (best[0] + best[1] if best else max(area, _FARTHEST)):
            continue
        level = lexicon.regions[codes[0]].level
        if level == "macro":
            if start == 0 and term.endswith(_AREAS):
                macro, area, best = codes[0], end + 1, None
            continue
        if start < area:
            continue
        if level == "country":  # “中国这十年·重庆”: it says nothing where a part of it is named
            macro = macro or codes[0]
            continue
        follows = best is not None and start == best[0] + best[1]
        if best is None or follows or start < best[0] or (start == best[0] and len(term) > best[1]):
            best = start, len(term), _meant(codes, best[2] if best and start >= best[0] else "", lexicon, text)
    if best is None:
        return (macro, lexicon.regions[macro].name) if macro else None
    end = best[0] + best[1]
    if part := next((part for part in parts_of(lexicon).get(best[2], ()) if name.startswith(part.name, end)), None):
        return part.code, part.name  # 保定市易县, whose name is too short to be known by itself
    park = _park_of(best[2], name, end, lexicon)
    return best[2], name[best[0] : best[0] + best[1]] + park if park else lexicon.regions[best[2]].name


def _park_of(zone: str, name: str, end: int, lexicon: Lexicon) -> str:
    """中关村丰台园: the part of a zone that a name goes on with; '' for none."""
    park = _PARK_OF_ZONE.match(name, end) if lexicon.regions[zone].level == "zone" else None
    return park.group() if park else ""


def _meant(codes: tuple[str, ...], around: str, lexicon: Lexicon, text: str) -> str:
    """Of places that share a name the one in the place named before it (福州市鼓楼区), else the one whose city or province the text names most."""
    if len(codes) == 1:
        return codes[0]
    holding_all = (code for code in codes if all(code in lexicon.ancestors(other) for other in codes))
    if (city := next(holding_all, None)) is not None:  # 淮安市, which once was a part of another of that name
        return city
    inside = [code for code in codes if around in lexicon.ancestors(code)]
    votes = {
        code: sum(text.count(lexicon.regions[above].name[:-1]) for above in lexicon.ancestors(code)[1:-1])
        for code in inside or codes
    }
    return max(votes, key=lambda code: votes[code])


def _city_of_headings(text: str, lexicon: Lexicon) -> Where | None:
    """谱写铜陵发展新篇章, over what 全市 has: the only prefecture that the headings of a city's report name; None for none."""
    if not _OF_CITY.search(text):
        return None
    headings = [line.strip() for line in text.splitlines() if "。" not in line and len(line.strip()) <= _HEADING]
    named = {
        (codes[0], heading)
        for heading in headings
        for codes in lexicon.place_automaton.words(heading).values()
        if lexicon.regions[codes[0]].level == "prefecture"
    }
    if len({code for code, _ in named}) != 1:
        return None
    code, heading = min(named)
    return code, lexicon.regions[code].name, "inferred", heading


def _inferred_province(text: str, terms: list[str], lexicon: Lexicon) -> Where | None:
    """The province that a report of a province speaks of most, with the places in it; None for any other report."""
    if not _OF_PROVINCE.search(text) or _OF_CITY.search(text):
        return None
    votes: Counter[str] = Counter()
    for term in terms:
        codes = lexicon.region_names.get(term, ())
        provinces = (
            {code for code in lexicon.ancestors(codes[0]) if lexicon.regions[code].level == "province"} if codes else ()
        )
        votes.update({code: text.count(term) for code in provinces})
    (code, score), *rest = votes.most_common(2) or [("", 0)]
    if score < 3 or (rest and 2 * rest[0][1] > score):
        return None
    return code, lexicon.regions[code].name, "inferred", lexicon.regions[code].name


def whole_country(title: str, text: str, lexicon: Lexicon) -> Where | None:
    """国家高新区综合发展: what the whole country has, in a text that speaks of no smaller place as its own."""
    if not _NATIONAL.match(title) or _OWN_PLACE.search(text):
        return None
    code = next(iter(lexicon.region_names.get(_WHOLE_COUNTRY_WORD, ())), None)
    return (code, lexicon.regions[code].name, "title", title) if code else None


def country_spoken_of(text: str, lexicon: Lexicon) -> Where | None:
    """我国专利…。全国…: the country, where a text that has no smaller place of its own speaks of it again and again."""
    said = _OWN_COUNTRY.findall(simplified(text, lexicon))
    if len(said) < _OFTEN or _OWN_PLACE.search(text):
        return None
    code = next(iter(lexicon.region_names.get(_WHOLE_COUNTRY_WORD, ())), None)
    return (code, lexicon.regions[code].name, "inferred", said[0]) if code else None


def place_of_file(called: str | None, lexicon: Lexicon) -> Where | None:
    """The place that the name of a report's file begins with; None for any other name."""
    found = place_of_name(half_width(called or ""), lexicon)
    return (*found, "file_name", called) if found else None


def place_of_trail(lines: Iterable[str], lexicon: Lexicon) -> Where | None:
    """首页>地方频道>芜湖>要闻: the place that a step on the way to a page is named after, no wider one; None for none."""
    for line in lines:
        steps = [step.strip() for step in _TRAIL.split(line)]
        named = [
            lexicon.region_names[step] for step in steps if len(steps) > _FEWEST_STEPS and step in lexicon.region_names
        ]
        if named and len(named[-1]) == 1 and lexicon.regions[named[-1][0]].level not in _WIDE:
            return named[-1][0], lexicon.regions[named[-1][0]].name, "inferred", line.strip()
    return None


def own_county(text: str, lexicon: Lexicon) -> Where | None:
    """我县, 县科技局 in a report that names one county alone, and more than once or by that office: that county; None for any other report."""
    offices = () if _OWN_REALM.search(text) else _OWN_OFFICE.finditer(text)
    levels = Counter(said["level"] for said in chain(_OUR_PLACE.finditer(text), offices))
    if not levels:
        return None
    level = levels.most_common(1)[0][0]
    places = lexicon.place_automaton.words(text)
    named = {term: codes for term, codes in places.items() if term.endswith(level)}
    own = [term for term, codes in named.items() if term == lexicon.regions[codes[0]].name]
    with_office = [term for term in own if _names_office(text, term)]
    own = with_office or own
    if len(own) != 1 or not (with_office or text.count(own[0]) >= _NAMED_AGAIN or _is_province(own[0], lexicon)):
        return None
    code = _meant(named[own[0]], "", lexicon, text)
    city, known = lexicon.regions[code].parent, (lexicon.regions[codes[0]] for codes in places.values())
    if len({other.code for other in known if other.parent == city and other.level == "county"}) > _NEIGHBOURS:
        return None  # 甲县、乙县、丙市…: what one city has, which is named by its counties alone
    return code, own[0], "inferred", own[0]


def own_zone(text: str, lexicon: Lexicon) -> Where | None:
    """甲高新区深入实施…。甲高新区新增…: the zone that sentences begin with again and again, where they begin with no other place."""
    named = Counter(match["zone"] for match in _ZONE_AT_HEAD.finditer(text))
    if named.total() < _NAMED_AGAIN or _WIDER_AT_HEAD.search(text):
        return None
    zone = max(named, key=lambda name: (named[name], len(name)))
    if not all(zone.endswith(name) or name.endswith(zone) for name in named):
        return None
    return next(iter(lexicon.region_names.get(zone, ())), None), zone, "inferred", zone


def is_of_realm(name: str, text: str, lexicon: Lexicon) -> bool:
    """安徽日报, 甲区科技局, where sentences begin with 全市: whose place is none of a city is not whose page it is."""
    realms = {realm.group()[-1] for realm in _REALM_AT_HEAD.finditer(text)}
    place = place_of_name(name, lexicon, text) if realms else None
    return place is None or place[1][-1] in realms


def _is_province(name: str, lexicon: Lexicon) -> bool:
    return lexicon.regions[lexicon.region_names[name][0]].level == "province"


def _names_office(text: str, place: str) -> bool:
    return _OF_SCIENCE.match(text, text.index(place) + len(place)) is not None


def place_of_year(text: str, lexicon: Lexicon) -> Where | None:
    """2029年铜陵市研发经费…, 铜陵2029年…: the place that the first year at the head of a clause goes with."""
    named = _BEFORE_YEAR.search(text)
    if named and (codes := lexicon.region_names.get(named["place"])):
        code = _meant(codes, "", lexicon, text)
        return code, lexicon.regions[code].name, "inferred", named["place"]
    for year in _OF_YEAR.finditer(text):
        end, (term, codes) = next(
            iter(lexicon.place_automaton.iter_long(text[year.end() : year.end() + _LONGEST])), _NOWHERE
        )
        event = codes and _GREAT_EVENT.match(text, year.end() + end + 1)
        if codes and not event and end + 1 == len(term) and lexicon.regions[codes[0]].level not in _WIDE:
            code = _meant(codes, "", lexicon, text)
            return code, lexicon.regions[code].name, "inferred", term
    return None


def infer_place(text: str, lexicon: Lexicon) -> Where:
    """A report whose own place was blanked out: the prefecture most of the counties it names lie in, else the province."""
    votes: Counter[str] = Counter()
    named: dict[str, set[str]] = {}
    terms = lexicon.place_automaton.words(text)
    for term, codes in terms.items():
        for code in codes:
            region = lexicon.regions[code]
            city = lexicon.regions.get(code if region.level == "prefecture" else region.parent)
            if region.level not in ("county", "zone", "prefecture") or city is None or city.level != "prefecture":
                continue
            if term not in named.setdefault(city.code, set()):
                votes[city.code] += 2 if region.level == "county" else 1
                named[city.code].add(term)
    if province := _inferred_province(text, list(terms), lexicon):
        return province
    (city_code, score), *rest = votes.most_common(2) or [("", 0)]
    if score < 3 or (rest and rest[0][1] >= score):
        return _city_of_headings(text, lexicon) or (None, "unknown", "unknown", None)
    return city_code, lexicon.regions[city_code].name, "inferred", "、".join(sorted(named[city_code]))

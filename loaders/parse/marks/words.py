"""The words of a sentence: cue words, times and places in one merged pass, and the marks that bound its clauses.

None is inside a title or quotation, and none overlaps a number.
"""

import re
import sys
from bisect import bisect_left
from dataclasses import dataclass

from loaders.lexicon import Lexicon
from loaders.parse.marks.places import OWN_PARK, Places
from loaders.parse.marks.towns import towns_in
from loaders.parse.marks.vocabulary import Vocabulary
from loaders.parse.numbers.amounts import ZH
from loaders.parse.numbers.quantity import Quantity
from loaders.wording import pattern, sole, words

_DISTRICT_WORD = sole("district_word")
_PARK_MARK = sole("park_mark")
_PART_AREA = sole("part_area")

OPENING, CLOSING = "（(〔", "）)〕"
_BOUND = re.compile("[，,；;：:（(）)〔〕]")
_MASK = re.compile('《[^》]*》|“[^”]{0,80}”|「[^」]*」|"[^"]{0,40}"')
_QUOTES = re.compile('[《“「"]')
_NO_PLACE = words("place_word_end")
_AT_NUMBER = frozenset(words("at_number"))  # 升3位, 到近3家: no 升压站, 到近郊
_NUMBER_FOLLOWS = pattern(f"(?:了|{{reach}}|{{approximate}}|[{{rough_mark}}]){{0,2}} ?[\\d{ZH}]")
_ZONE_NAME_ENDS = (*words("zone_suffix"), *words("full_zone"))
_BRACKETED_CUES = "".join((" -−", *words("bracketed_cue")))
_OWN_ZONE, _DATE, _CUE, _REGION, _ZONE = range(5)  # of two words in one place the first of these stays

_AREA = pattern("[（(]?[\u4e00-\u9fff]{2,4}{part_area}[）)]?")
_BARE_ZONE = pattern(
    "(?:(?<=[，,；;。：:、（( \u3000和与及])|(?<=其中)|^){own_zone}(?!{behind_zone_name}|[、和与及]各)"
)
_PARK_WORD = sole("bare_park")
_THE_PARK = pattern(
    "(?:(?<=[，,；;。：:、（( \u3000年月日底末来])|^){bare_park}(?=[\u4e00-\u9fff])(?![{yuan_word_end}内里外的各级])"
)
_QUARTERS, _PROVINCES = words("quarter"), frozenset(words("short_province"))
_OF_AREAS = words("special_area")
_FROM, _TELLING = "由", frozenset(("comparator_before", "growth", "gap"))
_PREDICATES = frozenset(("verb", "total"))
_HOLDS = pattern("(?:{bounded_thing}|[\u4e00-\u9fff]{1,2}{invested_firm})\\d")  # 园区企业58家
_POINTING = ("前者", "后者", "其中")
_OPENS_NAME = "，,；;。：:、（(和与及中有为年月日 \u3000"
_ALL = "全"
_CLAUSE_MARKS, _COUNTY_MARKS = frozenset("，,；;。 \u3000"), words("county_mark")
_CLOSES_NAME = "、和与及（("
_JOINS_NAME = "、和与及"

Span = tuple[int, int]
_NO_NUMBER: Span = (sys.maxsize, sys.maxsize)


@dataclass(slots=True)
class Token:
    """A word that tells something: half-open span, what kind of cue it is, what it tells (a region's code), the word."""

    start: int
    end: int
    cue: str
    value: str
    word: str


@dataclass(slots=True)
class Words:
    """The words and marks of a sentence, in text order."""

    text: str
    tokens: list[Token]
    starts: list[int]
    terms: list[Span]  # indicators' names
    masks: list[Span]
    bounds: list[tuple[int, str]]
    has_brackets: bool

    def masked(self, start: int, end: int) -> bool:
        return _is_inside(self.masks, start, end)

    def clause_start(self, position: int, done: int) -> tuple[int, bool]:
        """Where the clause of a number at a position begins, at ``done`` or behind it; whether that is inside a bracket."""
        if not self.has_brackets:
            last = bisect_left(self.bounds, (position, "")) - 1
            return (max(done, self.bounds[last][0] + 1) if last >= 0 else done), False
        start, opened = self._start_among_brackets(position, done)
        if opened < 0:
            return start, False
        if opened < done:
            return start, True
        inside = self.text[opened + 1 : position].strip(
            _BRACKETED_CUES
        )  # 专利(约5件): the clause goes on in the bracket
        return (max(start, opened + 1), True) if inside else (start, False)

    def _start_among_brackets(self, position: int, done: int) -> tuple[int, int]:
        """The start of a clause that may reach over closed brackets, and the bracket it is in (-1 for none)."""
        start = done
        opened: list[Span] = []  # brackets open here, each with the start of the clause around it
        for bound, mark in self.bounds:
            if bound >= position:
                break
            if mark in OPENING:
                opened.append((bound, start))
            elif mark in CLOSING and opened:
                bracket, around = opened.pop()
                start = max(start, bound + 1) if bracket < done <= bound else around
            elif mark not in CLOSING or bound >= done:
                start = max(start, bound + 1)
        return start, opened[-1][0] if opened else -1

    def between(self, start: int, end: int) -> list[Token]:
        """The words that begin in a span."""
        first = bisect_left(self.starts, start)
        return self.tokens[first : bisect_left(self.starts, end, first)]

    def ending_at(self, position: int) -> Token | None:
        """The word that ends at a position."""
        last = bisect_left(self.starts, position) - 1
        return self.tokens[last] if last >= 0 and self.tokens[last].end == position else None

    def first_at(self, position: int) -> int:
        """The index of the first word that begins at a position or behind it."""
        return bisect_left(self.starts, position)

    def term_ends(self, position: int) -> bool:
        """Whether an indicator's name ends at a position."""
        last = bisect_left(self.terms, (position, 0)) - 1
        return last >= 0 and self.terms[last][1] == position

    def term_begins(self, start: int, end: int) -> bool:
        """Whether an indicator's name begins in a span."""
        first = bisect_left(self.terms, (start, 0))
        return first < len(self.terms) and self.terms[first][0] < end


def find_words(
    text: str, quantities: list[Quantity], lexicon: Lexicon, vocabulary: Vocabulary, places: Places
) -> Words:
    """The words of a sentence whose numbers are known."""
    masks = [match.span() for match in _MASK.finditer(text)] if _QUOTES.search(text) else []
    found = _candidates(text, quantities, lexicon, vocabulary, places)
    tokens, terms = _kept(found, quantities, masks, places)
    bounds = _bounds(text, quantities, masks)
    has_brackets = "（" in text or "）" in text or "(" in text or ")" in text or "〔" in text or "〕" in text
    return Words(text, tokens, [token.start for token in tokens], terms, masks, bounds, has_brackets)


Candidate = tuple[int, int, int, str, str | tuple[str, ...], str]  # start, -end, order, cue, value, word


def _candidates(
    text: str, quantities: list[Quantity], lexicon: Lexicon, vocabulary: Vocabulary, places: Places
) -> list[Candidate]:
    """Every word, time, place and date, sorted so that of those that begin together the longest comes first."""
    found: list[Candidate] = [
        (end + 1 - len(term), -end - 1, _CUE, cue, value, term)
        for end, (term, (cue, value)) in lexicon.automaton.iter_long(text)
        if term not in _AT_NUMBER or _NUMBER_FOLLOWS.match(text, end + 1)
    ]
    regions: list[Candidate] = [
        (end + 1 - len(name), -end - 1, _REGION, "region", codes, name)
        for end, (name, codes) in lexicon.place_automaton.iter_long(text)
        if not text.startswith(_NO_PLACE, end + 1)  # 新建县级工作站, 长白山
        and not places.is_far_county(name, codes)
        and not (name in _QUARTERS and text[max(0, end - len(name)) : end + 1 - len(name)] in _PROVINCES)  # 川东北五市
    ]
    if places.own_zones:
        regions += _bare_zones(text, places)
    if places.inner and places.inner_name.search(text):
        regions += _inner_places(text, places, regions)
    if vocabulary.pattern.zone_end.search(text):
        named = [zone.span() for zone in vocabulary.pattern.zone_name.finditer(text)]
        within = ((start, vocabulary.pattern.zone_within.match(text, -end)) for start, end, *_ in regions)
        named += [
            (start, zone.end())
            for start, zone in within
            if zone and not any(_is_predicate(lexicon, zone.group()[:length]) for length in (1, 2))
        ]
        regions += [
            (start, -end, _ZONE, "region", (f"zone:{text[start:end]}",), text[start:end])
            for start, end in named
            if not any(region[0] <= start and end <= -region[1] for region in regions)
        ]
    regions += [
        *_areas(text, regions),
        *_own_name(text, places),
        *_own_park(text, places),
        *_whole_places(text, places, regions),
    ]
    regions += [
        (start, -end, _OWN_ZONE, "region", (f"zone:{name}",), text[start:end])
        for start, end, name in towns_in(text, lexicon)
        if name not in lexicon.region_names
    ]
    found += [*regions, *_parks(text, lexicon, vocabulary, places, regions)]
    found += [(q.start, -q.end, _DATE, "date", "", text[q.start : q.end]) for q in quantities if q.form == "date"]
    found.sort()
    return found


def _own_name(text: str, places: Places) -> list[Candidate]:
    """甲县经济开发区拥有企业8家, in its own report: a zone that no seed knows, by its own name."""
    name = places.own.name
    if places.known is not None or not name.endswith(_ZONE_NAME_ENDS):
        return []
    return [
        (said.start(), -said.end(), _OWN_ZONE, "region", (f"zone:{name}",), name)
        for said in re.finditer(re.escape(name), text)
    ]


def _whole_places(text: str, places: Places, regions: list[Candidate]) -> list[Candidate]:
    """甲全区, 甲县全县: a district, county or city with the word that says it is all of it."""
    if _ALL not in text:
        return []
    named = [(start, -minus_end, codes) for start, minus_end, *_, codes, _ in regions if isinstance(codes, tuple)]
    if places.inner:
        named += [(*inner.span(), (places.inner[inner.group()],)) for inner in places.inner_name.finditer(text)]
    return [
        (start, -(end + 2), _REGION, "region", codes, text[start : end + 2])
        for start, end, codes in named
        if text.startswith(_ALL, end) and places.region(places.nearest(codes)).name.endswith(text[end + 1 : end + 2])
    ]


def _own_park(text: str, places: Places) -> list[Candidate]:
    """1—6月,园区产值…, in a zone's report: the zone itself."""
    if not places.is_zone or _PARK_WORD not in text:
        return []
    own = places.own.code or f"zone:{places.own.name}"
    return [(park.start(), -park.end(), _REGION, "region", (own,), park.group()) for park in _THE_PARK.finditer(text)]


def _bare_zones(text: str, places: Places) -> list[Candidate]:
    """高新区实现产值…, behind a mark: the zone of the document's own city."""
    return [
        (zone.start(), -zone.end(), _OWN_ZONE, "region", (places.own_zones[zone.group()],), zone.group())
        for zone in _BARE_ZONE.finditer(text)
        if zone.group() in places.own_zones
    ]


def _parks(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, places: Places, regions: list[Candidate]
) -> list[Candidate]:
    """甲乙产业转移工业园引入…, 其中甲园12家: a park that acts, and a district's part of a zone, by their own names."""
    if _PARK_MARK not in text and _DISTRICT_WORD not in text:
        return []
    spans = [park.span() for park in places.inner_park.finditer(text)] if places.inner else []
    spans += [(start, park.end()) for start, end, *_ in regions if (park := OWN_PARK.match(text, -end))]
    named = vocabulary.pattern.park.finditer(text) if vocabulary.pattern.park_end.search(text) else ()
    for start, end in (park.span() for park in named):
        acts = any(_is_predicate(lexicon, text[end : end + length]) for length in (1, 2))
        opens = _is_predicate(lexicon, text[start : start + 2]) or _opens_with_time(lexicon, text[start:end])
        if (acts or _HOLDS.match(text, end)) and not opens:
            spans.append((start, end))
    names = ((start, end, text[start:end]) for start, end in spans)
    codes = lexicon.region_names
    return [(start, -end, _OWN_ZONE, "region", codes.get(name, (f"zone:{name}",)), name) for start, end, name in names]


def _opens_with_time(lexicon: Lexicon, name: str) -> bool:
    """一季度前完成园区…: no name of a park."""
    end, (term, (cue, _)) = next(lexicon.automaton.iter_long(name), (-1, ("", ("", ""))))
    return cue == "time" and end + 1 == len(term)


def _is_predicate(lexicon: Lexicon, word: str) -> bool:
    _, (cue, _) = lexicon.automaton.get(word, ("", ("", "")))
    return cue in _PREDICATES


def _areas(text: str, regions: list[Candidate]) -> list[Candidate]:
    """甲乙自创区甲市片区: the part of a zone that lies in one city goes by its own name."""
    if _PART_AREA not in text:
        return []
    found: list[Candidate] = []
    for start, minus_end, *_, name in regions:
        area = _AREA.match(text, -minus_end) if name.endswith(_OF_AREAS) else None
        if area is not None:
            whole = text[start : area.end()]
            found.append((start, -area.end(), _ZONE, "region", (f"zone:{whole}",), whole))
    return found


def _inner_places(text: str, places: Places, regions: list[Candidate]) -> list[Candidate]:
    """甲、乙两区: districts of the document's own city by their bare names, in a list of places, before a bracket or a number."""
    found: list[Candidate] = []
    beside = bool(regions)  # 甲市、乙市超过2亿元，日照不足1亿元
    acting: list[Candidate] = []  # 易县新增5家: a county's full name, too short to be one anywhere else
    for name, code in places.inner.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if name.endswith(_COUNTY_MARKS) and (start == 0 or text[start - 1] in _CLAUSE_MARKS):
                acts = any(_is_predicate(places.lexicon, text[end : end + length]) for length in (2, 1))
                acting += [(start, -end, _REGION, "region", (code,), name)] if acts else []
            opens = start == 0 or text[start - 1] in _OPENS_NAME or text[end : end + 1] in "（("
            opens = opens or text.endswith(_POINTING, 0, start)
            counts = text[end : end + 1].isdigit() or (beside and _tells(text, end, places.lexicon))
            if opens and (text[end : end + 1] in _CLOSES_NAME or text[max(0, start - 1)] in _JOINS_NAME or counts):
                found.append((start, -end, _REGION, "region", (code,), name))
            start = text.find(name, end)
    if not found:
        return acting
    ends = {-region[1] for region in (*regions, *found)}
    starts = {region[0] for region in (*regions, *found)}
    return [*acting, *(one for one in found if _is_of_list(text, one[0], -one[1], starts, ends))]


def _tells(text: str, position: int, lexicon: Lexicon) -> bool:
    """不足1亿元, 由负转正, 增长2%: whether what stands behind a bare name tells how much it has or how that changed."""
    if text.startswith(_FROM, position):
        return True
    cues = {lexicon.automaton.get(text[position : position + length], ("", ("", "")))[1][0] for length in (2, 3, 4)}
    return not _TELLING.isdisjoint(cues)


def _is_of_list(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether a bracket or a number stands behind a bare name, or another name beside it, or a word that tells of it behind a comma."""
    following = text[end : end + 1]
    if following in "（(" or following.isdigit() or end + 1 in starts or start - 1 in ends:
        return True
    return text[max(0, start - 1)] in "，,；;" and following not in _CLOSES_NAME


def _kept(
    found: list[Candidate], quantities: list[Quantity], masks: list[Span], places: Places
) -> tuple[list[Token], list[Span]]:
    """The candidates that overlap no word kept before, no number, and no title or quotation; a noun only hides others.

    Behind them the spans of the nouns that are indicators' names.
    """
    numbers = iter([(q.start, q.end) for q in quantities if q.form != "idiom"])
    from_number, to_number = next(numbers, _NO_NUMBER)
    kept: list[Token] = []
    terms: list[Span] = []
    last, unmasked = 0, masks[-1][1] if masks else 0
    for start, minus_end, _, cue, value, word in found:
        if start < last:
            continue
        end = -minus_end
        while to_number <= start:
            from_number, to_number = next(numbers, _NO_NUMBER)
        if from_number < end and cue != "date":
            continue
        if masks and start < unmasked and cue != "time" and _is_inside(masks, start, end):
            continue
        last = end
        if cue != "noun":
            kept.append(Token(start, end, cue, value if isinstance(value, str) else places.nearest(value), word))
        elif value == "term":
            terms.append((start, end))
    return kept, terms


def _is_inside(masks: list[Span], start: int, end: int) -> bool:
    """Whether a span lies inside a title or quotation."""
    last = bisect_left(masks, (start, 0)) - 1
    return last >= 0 and end <= masks[last][1]


def _bounds(text: str, quantities: list[Quantity], masks: list[Span]) -> list[tuple[int, str]]:
    """The commas, colons and brackets that are neither quoted nor part of a number (1,000) or the mark of an item."""
    found: list[tuple[int, str]] = []
    count, number = len(quantities), 0
    for match in _BOUND.finditer(text):
        position = match.start()
        while number < count and quantities[number].end <= position:
            number += 1
        if number < count and quantities[number].start <= position:  # 1,000, （3）
            continue
        if masks and _is_inside(masks, position, position + 1):
            continue
        found.append((position, text[position]))
    return found

"""A sentence while it is read: its words, the readings made so far, and what is current."""

import re
from dataclasses import dataclass, field

from loaders.lexicon import Lexicon
from loaders.parse.marks.phrase import first_clause
from loaders.parse.marks.places import Places, Where
from loaders.parse.marks.times import Horizon
from loaders.parse.marks.vocabulary import Vocabulary
from loaders.parse.marks.words import CLOSING, OPENING, Token, Words
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import FACT_FORMS, After, Memory, Paragraph, Reading, State
from loaders.wording import pattern, sole, words

_FACTOR = sole("factor")
_INFLUENCE = sole("influence")

_MEASURING = pattern("{short_of}|{over_mark}|{surplus}|距|离")
_DISTRICT = words("district_end")
_NAMED_ON = re.compile("[“\u4e00-\u9fff](?<![的和与及等])")
_DEICTIC_START = "，,；;：:。（(、 \u3000而"
_OPENING = re.compile(
    "[—–\\-·●◆■□\\s\u3000]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?(?:[一二三四五六七八九十]{1,2}是)?"
)
_CHAPTER = re.compile("[一二三四五六七八九十]{1,2}是")
_NO_SUBJECT = ("、", "和", "与", "及", "的", "等", "级", "（", "(")
_LONGEST_PLACE = 12
_TIME_BEFORE = pattern("(?:{time_before}|\\d ?[年月])$")
_MOST = pattern("[，,；;。（(]{degree_adverb}[{degree_word}]的$")  # 最高的甲市达到200%
_EXCLUDED = pattern("(?:^|[（(，,；;。]){excluding}[^（(，,；;。]*\\Z")
_LEFT_OUT = pattern("[（(]{excluding}[^（）()]*[)）]?")  # 全市（不含甲新区）
_AGAINST = pattern(
    "{held_against}|[与同和跟][^，,]*{compared}$"
)  # 对标甲区, 与甲区相比: whom a paragraph holds its own place against


@dataclass(slots=True)
class Scene:
    """What the rooms of this package look at, and write to, while the numbers of one sentence are bound."""

    text: str
    quantities: list[Quantity]
    horizon: Horizon
    lexicon: Lexicon
    vocabulary: Vocabulary
    places: Places
    words: Words
    class_bounds: list[Quantity]  # 产值超过10亿元的企业: amounts that only name a class
    memory: Memory
    behind: dict[int, After] = field(default_factory=dict)  # where a number begins → the text behind it
    paragraph: Paragraph = field(init=False)
    state: State = field(init=False)
    readings: list[Reading] = field(default_factory=list)
    facts: list[Reading] = field(default_factory=list)  # the readings that state something
    asides: list[Reading] = field(default_factory=list)  # those that nothing later goes on from
    previous: Reading | None = None  # the fact read last
    speaks_of_goals: bool = field(init=False)  # whether a word for what is asked for stands anywhere in the sentence
    compares: bool = field(init=False)  # whether 比 or 较 does
    measures: bool = field(init=False)  # whether 差, 超, 多出 or 比 does: a distance or a ratio may be told
    explains: bool = field(init=False)  # whether 影响 or 因素 does: why a number is as it is

    def __post_init__(self) -> None:
        text = self.text
        self.compares = "比" in text or "较" in text
        self.measures = self.compares or _MEASURING.search(text) is not None
        self.explains = _INFLUENCE in text or _FACTOR in text
        self.speaks_of_goals = self.vocabulary.pattern.goal_word.search(text) is not None

    def add(self, reading: Reading) -> None:
        self.readings.append(reading)
        if reading.of_other:  # what goes on goes on from the one that it was held against
            return
        if reading.quantity.form in FACT_FORMS:
            self.facts.append(reading)
            self.previous = self.paragraph.last = reading
            named = reading.own_noun or (reading.phrase_position == "topic" and self.knows(reading.phrase))
            if named and reading.quantity.form == "quantity":
                self._keep_main(reading)

    def _keep_main(self, reading: Reading) -> None:
        """Keep what was first counted in a unit, for sentences that take it apart (分行业看)."""
        if self.state.view or reading.whole is not None or reading.growth or reading.gap:
            return
        unit, paragraph = reading.quantity.unit, self.paragraph
        paragraph.counted_first.setdefault(unit, reading)
        paragraph.counted[unit] = reading

    def main(self, unit: str) -> Reading | None:
        """What a sentence takes apart: what the paragraph counted last, else the section first, in the unit or in money or at all."""
        paragraph = self.paragraph
        for counted in (paragraph.counted, paragraph.counted_first):
            if found := counted.get(unit) or counted.get("元") or next(iter(counted.values()), None):
                return found
        return None

    def whole_before(self, unit: str, position: int) -> Reading | None:
        """The amount that 其中 takes a part in a unit from: the last one in that unit, else the last of any."""
        parted = max(self.text.rfind("；", 0, position), self.text.rfind(";", 0, position))
        in_clause = bool(self.facts) and self.facts[-1].quantity.start > parted
        named = last = None
        for reading in reversed(self.facts if in_clause else self.readings):
            if in_clause and reading.quantity.start <= parted:
                break
            if reading.quantity.form == "quantity" and not reading.growth and not reading.gap:
                if reading.quantity.unit == unit:
                    return reading
                last = last or reading
            if in_clause and reading.own_noun:
                named = named or reading
        return last or named

    def before_bracket(self, quantity: Quantity) -> Reading | None:
        """The fact right before the bracket a number is in."""
        position = self._bracket_around(quantity.start)
        for reading in reversed(self.facts):
            if reading.quantity.end <= position:
                return reading
        return None

    def before_bracket_of(self, inside: Reading) -> Reading | None:
        """The last fact before a bracket, and in none, seen from one inside."""
        outside = (r for r in reversed(self.facts) if not r.in_bracket)
        return next((r for r in outside if r.quantity.end <= inside.quantity.start), None)

    def _bracket_around(self, position: int) -> int:
        depth = 0
        for place, mark in reversed(self.words.bounds):
            if place >= position:
                continue
            if mark in CLOSING:
                depth += 1
            elif mark in OPENING:
                if depth == 0:
                    return place
                depth -= 1
        return position

    def zone(self) -> tuple[Where, ...]:
        """The zone, or the place within the document's own, that the paragraph speaks of, looked for once it is asked for."""
        paragraph = self.paragraph
        if paragraph.zone is None:
            clause = first_clause(paragraph.opening)
            clause = "" if _AGAINST.match(clause) else _LEFT_OUT.sub("", clause)
            lists = "；" in paragraph.opening or ";" in paragraph.opening  # of several places, as a rule
            headed = self.places.zone_headed(clause)
            paragraph.zone = (
                ((headed,) if headed else ())
                or self.places.zone_in(clause)
                or (() if lists else self._place_opening(clause))
            )
        return paragraph.zone

    def _place_opening(self, clause: str) -> tuple[Where, ...]:
        """义安区坚持创新驱动: a place that a clause begins with, and no part of an institution's name."""
        opening = _OPENING.match(clause)
        start = opening.end() if opening else 0
        found = self.places.inner_place_at(clause[start : start + _LONGEST_PLACE])
        if found is None or self.vocabulary.pattern.organization.match(clause, start + found[1]):
            return ()
        return () if clause.startswith(_NO_SUBJECT, start + found[1]) else (found[0],)

    def places_said(self) -> tuple[Where, ...]:
        """The places the sentence has named, each once."""
        return tuple(dict.fromkeys(place for r in self.readings if r.place_rule == "explicit" for place in r.places))

    def places_of_part(self, position: int) -> tuple[Where, ...]:
        """The places named since the last semicolon before a position, where those are several; else all."""
        parted = max(self.text.rfind("；", 0, position), self.text.rfind(";", 0, position))
        said = [r for r in self.readings if r.place_rule == "explicit" and r.quantity.start > parted]
        found = tuple(dict.fromkeys(place for r in said for place in r.places))
        return found if len(found) > 1 else self.places_said()

    def knows(self, phrase: str) -> bool:
        """Whether a phrase holds an indicator's name."""
        return any(value == "term" for _, (_, (_, value)) in self.lexicon.automaton.iter(phrase))

    def ends_in_term(self, phrase: str) -> bool:
        """Whether a phrase ends in an indicator's name."""
        last = len(phrase) - 1
        return any(end == last and value == "term" for end, (_, (_, value)) in self.lexicon.automaton.iter(phrase))

    def is_act(self, phrase: str) -> bool:
        """Whether a phrase is a verb."""
        _, (cue, _) = self.lexicon.automaton.get(phrase, ("", ("", "")))
        return bool(cue == "verb")

    def is_term(self, phrase: str) -> bool:
        """Whether a phrase is an indicator's name."""
        _, (_, value) = self.lexicon.automaton.get(phrase, ("", ("", "")))
        return bool(value == "term")

    def comparator_at(self, position: int) -> str:
        """The comparator behind a number (以上, 左右) at a position, '' for none."""
        text = self.text
        for word in self.vocabulary.comparators.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                more = word == "多" and text[position + 1 : position + 2].isdigit()  # 比上年的80件多20件
                return "" if more else word
        return ""

    def opens_clause(self, position: int) -> bool:
        """Whether a word at a position is at the head of a clause or list item."""
        text = self.text
        if position == 0 or text[position - 1] in _DEICTIC_START or text.endswith("其中", 0, position):
            return True
        if _TIME_BEFORE.search(text, max(0, position - 4), position) or _MOST.search(text, 0, position):
            return True
        if _CHAPTER.fullmatch(text, 0, position):  # 三是甲县、乙县合计
            return True
        return text[:position].isspace()

    def is_subject(self, code: str, start: int, end: int) -> bool:
        """Whether a named place is what is spoken of: at the head of a clause, and no part of an institution's name."""
        own = self.places.own
        if self.places.region(code).level != "zone":
            if not self.opens_clause(start) or (code in own.chain[1:] and code != own.code):
                return False
            if code == own.code:
                return True
        return not self.names_institution(end)

    def is_brand(self, zone: Token) -> bool:
        """秦创原科技型企业: what the zones of a whole province are called, before a noun in the report of a part of it."""
        region, behind = self.places.region(zone.value), self.words.first_at(zone.end)
        if region.level != "zone" or zone.word.endswith(_DISTRICT) or not self.places.is_of_whole_province(region):
            return False
        acts = behind < len(self.words.tokens) and self.words.tokens[behind].start == zone.end
        return not acts and _NAMED_ON.match(self.text, zone.end) is not None

    def names_institution(self, end: int) -> bool:
        """合肥大学: a place's name goes on as that of an institution."""
        return self.vocabulary.pattern.organization.match(self.text, end) is not None

    def is_excluded(self, position: int) -> bool:
        """Inside 不含…, 除…外: the places named are not the ones spoken of."""
        return _EXCLUDED.search(self.text, 0, position) is not None

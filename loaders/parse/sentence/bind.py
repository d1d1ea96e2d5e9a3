"""Bind each number of a sentence to what is said with it: noun phrase, verb, cues, time, place, reference.

One pass from left to right. The text between two numbers is cut into clauses; the clause of a number is walked word
by word (``clause``), the text behind it is read (``after``), both become readings (``statement``), and what a clause leaves
out is taken over from the clause before (``inheritance``).
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.lexicon import Lexicon
from loaders.parse.clause.between import leave_topic, part_is_due, skip
from loaders.parse.clause.cues import Clause
from loaders.parse.marks.phrase import view_in
from loaders.parse.marks.places import Place, Places
from loaders.parse.marks.times import Horizon, Said, year_before
from loaders.parse.marks.vocabulary import vocabulary_of
from loaders.parse.marks.words import find_words
from loaders.parse.numbers.amounts import ARABIC
from loaders.parse.numbers.ordinals import THEY_ARE
from loaders.parse.numbers.quantity import Quantity, scale_value
from loaders.parse.reading import FACT_FORMS, STATING_FORMS, After, Memory, Paragraph, Reading, State
from loaders.parse.scene import Scene
from loaders.parse.sentence.statement import give_heads, settle, state_next_sector, state_number
from loaders.parse.slots.after import read_after
from loaders.parse.slots.against import read_distance, read_figure
from loaders.parse.slots.breakdown import begin_shares, begin_view
from loaders.parse.slots.moments import leave_bracket
from loaders.parse.slots.noun_tail import give_noun_tails
from loaders.parse.slots.peers import COUNTED_PEERS, state_peers
from loaders.parse.slots.wholes import remember
from loaders.parse.slots.years import Head, read_head
from loaders.wording import pattern, sole, words

_UNIT_WORD = sole("unit_word")
_GOALS = words("goal")

__all__ = ["FACT_FORMS", "Binder", "Place", "Reading"]

_UNIT_SAID = pattern(r"{unit_word}\s*[:：]\s*(?P<unit>[^）)、，,。；;\s]{1,6})")
_PASSED_FORMS = frozenset(("date", "idiom", "name", "ordinal", "document_no"))  # the clause goes on over them
_PASSED_RULES = frozenset(("class_bound", "shortest_term", "ratio_bound", "rank_of_another", "places_counted"))
_AVERAGE_OF_PLACES = pattern("[{place_mark}]的?{average}")
_ONE = ("1", "一")
_ASPECTS = sole("aspect_noun")
_BATCHES = "批次轮期"
_PUT = words("putting")
_PART = "其中"  # at a sentence's head: parts of what the sentence before told, at the same time
_AMONG = re.compile("(?:从|在)?(?P<whole>[^，,。；;\\d]{2,10}?)(?:之中|当中|中|里)[，,]")
_OF_LAST_YEAR = pattern("(?:据[^，,。]{1,6}[，,：:]?)?(?P<year>{past_year})(?!以来|底|末|的|同期|年)")
_HEADING_MARK = re.compile("^[ \t\u3000]*[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．]{1,2}")
_ITEM = re.compile("[ \t\u3000]*(?:(?P<first>一)|[二三四五六七八九])是")
_CONJUNCTIONS, _CONJUNCTION_STARTS = ("以及", "和", "及", "并"), "以和及并"


@dataclass(slots=True)
class Found:
    """A sentence that holds numbers, with all that it says whatever was said before it."""

    text: str
    quantities: list[Quantity]
    horizon: Horizon
    head: Head
    scene: Scene | None  # None where no number states anything


class Binder:
    """Reads the sentences of one document in order; keeps the paragraph's topic and zone between them."""

    def __init__(self, lexicon: Lexicon, place: Place) -> None:
        self.lexicon = lexicon
        self.vocabulary = vocabulary_of(lexicon)
        self.places = Places(lexicon, place)
        self.paragraph = Paragraph()
        self.memory = Memory()
        self.goal: tuple[tuple[str, Said], Horizon] | None = None  # the year that a section's goals are set for

    def find(self, text: str, quantities: list[Quantity], horizon: Horizon) -> Found:
        """What a sentence says whatever was said before it."""
        states = not STATING_FORMS.isdisjoint([quantity.form for quantity in quantities])
        scene = self._scene(text, quantities, horizon) if states else None
        return Found(text, quantities, horizon, read_head(text, self.lexicon, horizon), scene)

    def _scene(self, text: str, quantities: list[Quantity], horizon: Horizon) -> Scene:
        words = find_words(text, quantities, self.lexicon, self.vocabulary, self.places)
        class_bounds = [
            q
            for q in quantities
            if (q.rule in ("class_bound", "scale_word") and text[q.end - 1] in "元十百千万亿")
            or q.rule == "ratio_bound"
        ]
        scene = Scene(
            text, quantities, horizon, self.lexicon, self.vocabulary, self.places, words, class_bounds, self.memory
        )
        scene.behind = {
            quantity.start: read_after(scene, index, quantity)
            for index, quantity in enumerate(quantities)
            if quantity.form in STATING_FORMS
        }
        return scene

    def read(self, found: Found, paragraph: int) -> list[Reading]:
        """Readings of a sentence's numbers, in order; a number that describes several noun phrases has one for each."""
        text, horizon, scene = found.text, found.horizon, found.scene
        first = paragraph != self.paragraph.number
        if first:
            self._begin(Paragraph(paragraph, text), horizon, text)
        if item := _ITEM.match(text):
            self._begin_item(item)
        head, opens = found.head, first or self.paragraph.last is None  # what its paragraph tells
        led_in = head.goal or (head.opening if opens else None) or head.spoken_of
        if led_in and not self._points_back(led_in[1]):
            self.paragraph.years = led_in
        if scene is None:
            self.paragraph.topic, self.paragraph.spoken_of_last = text, True
            self.paragraph.years = self.paragraph.years or (head.opening if first else None)
            return [Reading(quantity=quantity) for quantity in found.quantities]
        self._take_unit(text)
        in_force = self._time_in_force(text, led_in, first=first)
        scene.paragraph, scene.state = self.paragraph, State(*in_force, time_begun=in_force)
        if self.paragraph.last is None and _view_of(self.paragraph.topic):
            begin_view(scene)
        begin_shares(scene)
        readings, state = self._bound(scene), scene.state
        years = self.paragraph.years
        goes_on = not first or (years is not None and years[1].kind == "period")
        if goes_on and years and (state.time is None or state.time.period != years[1].period):  # another one was said
            self.paragraph.years = None
        self.paragraph.told = scene.facts
        self.paragraph.time_of_last = None
        if state.time is not None:
            self.paragraph.time = self.paragraph.time_of_last = state.time_text, state.time
        return readings

    def _begin_item(self, item: re.Match[str]) -> None:
        """二是企业少。: the years that the item before it spoke of are not those of this one."""
        paragraph = self.paragraph
        if item["first"]:
            paragraph.years_of_items = [paragraph.years]
        elif paragraph.years_of_items:
            [paragraph.years] = paragraph.years_of_items

    def _time_in_force(self, text: str, led_in: tuple[str, Said] | None, *, first: bool) -> tuple[str, Said | None]:
        """The time that is current where a sentence begins: the years its paragraph speaks of, or that of the sentence before."""
        paragraph = self.paragraph
        named_by_title = led_in is not None and led_in[0].startswith("《")  # no word of time in the sentence says it
        of_goal = first and led_in is None and paragraph.years is not None and paragraph.years[1].kind == "goal"
        if (named_by_title or not first or of_goal) and paragraph.years is not None:
            return paragraph.years
        goes_on = paragraph.time_of_last is not None and (text.startswith(_PART) or self._looks_into(text))
        return paragraph.time_of_last if goes_on and paragraph.time_of_last is not None else ("", None)

    def _looks_into(self, text: str) -> bool:
        """申请量中,甲县80件: parts of what the sentence before counted."""
        whole, last = _AMONG.match(text), self.paragraph.last
        if whole is None or last is None:
            return False
        said = "，".join([f"{last.verb}{last.phrase}", *self.paragraph.said])
        return any(a + b in said for a, b in pairwise(whole["whole"]))

    def _begin(self, paragraph: Paragraph, horizon: Horizon, text: str) -> None:
        """Go on to a paragraph: 到2030年, in one that states nothing, holds for those after it in its section.

        二、分行业看, a section's heading, takes apart what the one before counted first.
        """
        before, said = self.paragraph, self.paragraph.years
        if said is not None and said[1].kind == "goal" and before.last is None and before.horizon is horizon:
            self.goal = said, horizon
        if self.goal and self.goal[1] is horizon:
            paragraph.years = self.goal[0]
        paragraph.horizon = horizon
        goes_on = before.horizon is horizon or _view_of(text)
        paragraph.counted_first = before.counted_first if goes_on else {}
        self.paragraph = paragraph

    def _points_back(self, years: Said) -> bool:
        """“十五五”时期，…。五年新增20家: as many years as the paragraph speaks of already are those."""
        said = self.paragraph.years
        return said is not None and _count_of_years(said[1]) == _count_of_years(years)

    def _bound(self, scene: Scene) -> list[Reading]:
        """The readings of a sentence; once a fact was stated, what was spoken of before it is not what was spoken of last."""
        readings = _read(scene)
        self.paragraph.spoken_of_last = self.paragraph.last is None
        return readings

    def pass_over(self, text: str, paragraph: int, horizon: Horizon) -> None:
        """A sentence without numbers: it may name the zone or the thing that the next one speaks of."""
        if paragraph != self.paragraph.number:
            self._begin(Paragraph(paragraph), horizon, text)
        if not self.paragraph.topic:
            self.paragraph.opening, self.paragraph.zone = text, None
        self.paragraph.topic, self.paragraph.spoken_of_last = text, True
        if "年" in text and (told := _OF_LAST_YEAR.match(text)):  # 据了解,去年全县科技工作取得明显成效。专利申请…
            self.paragraph.years = told["year"], Said(year_before(horizon.reported), "period")

    def _take_unit(self, text: str) -> None:
        """单位：亿元 holds for the bare numbers of the paragraph."""
        said = _UNIT_SAID.search(text) if _UNIT_WORD in text else None
        if said is None:
            return
        one = "1" + said["unit"]
        scaled = ARABIC.match(one)
        unit = self.lexicon.match_unit(one, scaled.end() if scaled else 1)
        self.paragraph.unit = (unit, scale_value(scaled["scale"] if scaled else "")) if unit else None


def _view_of(heading: str) -> str:
    """二、分行业看。 → 行业: by what a section takes apart what was counted before it; '' for any other text."""
    return view_in(_HEADING_MARK.sub("", heading).rstrip("。：:"))


def _count_of_years(said: Said) -> int:
    first, last = said.period
    return last.year - first.year


def _read(scene: Scene) -> list[Reading]:
    done = 0  # where the next clause may begin
    has_masks = bool(scene.words.masks)
    for index, quantity in enumerate(scene.quantities):
        if has_masks:
            _rule_out_quoted(scene, quantity)
        if quantity.form == "rank" and scene.text.endswith(_PUT, 0, quantity.start):  # 把创新摆在首位
            quantity.form, quantity.rule = "idiom", "put_first"
        if quantity.form not in STATING_FORMS:
            scene.add(Reading(quantity=quantity))
            done = done if _in_batches(scene, index) else _pass(scene, quantity, done)
        elif quantity.rule == "ratio_part" and _continues_ratio(scene, quantity):
            state_next_sector(scene, quantity)
            done = quantity.end
        elif quantity.unit in COUNTED_PEERS and state_peers(scene, index, quantity):
            continue  # the clause of the rank goes on over it
        else:
            done = _read_number(scene, index, quantity, done)
    skip(scene, done, len(scene.text))
    give_heads(scene)
    give_noun_tails(scene)
    return sorted([*scene.readings, *scene.asides], key=_start) if scene.asides else scene.readings


def _start(reading: Reading) -> int:
    return reading.quantity.start


def _read_number(scene: Scene, index: int, quantity: Quantity, done: int) -> int:
    start, in_bracket = scene.words.clause_start(quantity.start, done)
    if in_bracket or scene.state.outside is not None:
        leave_bracket(scene, in_bracket=in_bracket)
    if done < start:
        skip(scene, done, start)
    if (found := scene.state.comparison) is not None:
        scene.state.comparison = None
        read_distance(scene, quantity, found)
        remember(scene, scene.readings[-1])
        return quantity.end
    if (found := read_figure(scene, index, quantity)) is not None:
        scene.state.comparison = found if found.following is not None else None
        return quantity.end
    left = Clause(scene, quantity, start).read()
    counted = any(fact.quantity.unit == quantity.unit and not fact.growth for fact in scene.facts)
    if left.negated and quantity.number in _ONE and not counted:  # 未新增1家; no 完成8项,未完成1项
        scene.add(Reading(quantity=Quantity(quantity.start, quantity.end, "other", "none_of", quantity.number)))
        return quantity.end
    left.bracket, left.fresh = in_bracket, _is_fresh(scene.text, start)
    if scene.state.part_follows:
        left.part = part_is_due(scene)
    after = scene.behind[quantity.start]
    left, after = settle(scene, quantity, left, after)
    state_number(scene, index, quantity, left, after)
    remember(scene, scene.readings[-1])
    leave_topic(scene)
    return _end(scene, after)


def _rule_out_quoted(scene: Scene, quantity: Quantity) -> None:
    """A number inside a title is part of the name; a Chinese one inside a quotation counts nothing."""
    masks = scene.words.masks
    if quantity.form not in STATING_FORMS or not scene.words.masked(quantity.start, quantity.end):
        return
    arabic = quantity.number[:1].isdigit()
    if any(scene.text[start] == "《" and start < quantity.start < end for start, end in masks):
        quantity.form, quantity.rule = "name" if arabic else "idiom", "in_title"
    elif not arabic:
        quantity.form, quantity.rule = "idiom", "quoted"


def _pass(scene: Scene, quantity: Quantity, done: int) -> int:
    """Where the next clause may begin behind a number that states nothing; what was spoken of before its clause still is."""
    if quantity.rule == "list_number":
        skip(scene, done, quantity.start)  # 累计26个；（5）成交额40亿元: the semicolon ends what was current
        return quantity.end
    of_places = quantity.form == "other" and _AVERAGE_OF_PLACES.match(scene.text, quantity.end - 1)  # 中部六省平均
    if quantity.form in _PASSED_FORMS or quantity.rule in _PASSED_RULES or of_places:
        return done
    if (
        quantity.rule == "top_named"
    ):  # 高企数前两位的是甲市12家、乙市8家: what the figures to come are of is right before
        skip(scene, done, quantity.start - 1)
        named = THEY_ARE.match(scene.text, quantity.end)
        return quantity.end if named is None else max(quantity.end, named.end("class"))
    skip(scene, done, scene.words.clause_start(quantity.start, done)[0])  # 高新技术企业：前两批申报40家
    end = quantity.end + len(_ASPECTS) * scene.text.startswith(_ASPECTS, quantity.end)  # 从4个方面查摆问题25个
    return max(done, end)


def _in_batches(scene: Scene, index: int) -> bool:
    """申报企业三批60家: in how many batches, said right before how many."""
    quantity = scene.quantities[index]
    following = scene.quantities[index + 1] if index + 1 < len(scene.quantities) else None
    return following is not None and following.start == quantity.end and scene.text[quantity.end - 1] in _BATCHES


def _continues_ratio(scene: Scene, quantity: Quantity) -> bool:
    if not scene.readings:
        return False
    before = scene.readings[-1].quantity
    return before.rule == "ratio_part" and before.end + 1 == quantity.start


def _is_fresh(text: str, start: int) -> bool:
    """Whether a clause begins behind a comma, and does not go on with 和."""
    return (start == 0 or text[start - 1] in "，,；;：:") and not (
        text[start : start + 1] in _CONJUNCTION_STARTS and text.startswith(_CONJUNCTIONS, start)
    )


def _end(scene: Scene, after: After) -> int:
    """Where the next clause may begin: behind the noun that this number's text went on with."""
    reading = scene.readings[-1]
    phrase = reading.phrase
    if reading.phrase_position != "after" or not phrase:
        return after.start
    at = scene.text.find(phrase, after.start, after.end + 1)
    if at >= 0:
        end = at + len(phrase)
        goal = next((word for word in _GOALS if scene.text.startswith(word, end)), "") if reading.plan else ""
        return end + len(goal)  # 80家高企|任务，实际新增103家
    if not reading.own_noun:
        return after.start
    tail = next((length for length in range(len(phrase), 1, -1) if after.text.startswith(phrase[-length:])), 0)
    return after.start + tail

"""What is kept of a sentence while it is read: its readings, the words left of a number, and what is current."""

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from loaders.parse.marks.places import Where
from loaders.parse.marks.times import Horizon, Said
from loaders.parse.numbers.quantity import Quantity

FACT_FORMS = frozenset(("quantity", "percent", "points", "multiple", "rank", "ratio"))
STATING_FORMS = FACT_FORMS | {"bare"}
PART_RULES = ("tenths", "half", "fraction")  # 三成, 过半, 三分之一: shares by themselves


@dataclass(slots=True)
class Cues:
    """What the words at a number tell of it."""

    verb: str = ""
    level: str = ""
    plan: str = ""
    estimate: str = ""
    growth: str = ""
    share: str = ""
    rank: str = ""
    gap: str = ""
    basis: str = ""
    before: str = ""  # the comparator before it
    provision: str = ""
    change_from: bool = False  # 由…(增加到): the number it started from
    reference: str = ""
    base_text: str = ""
    base: Said | None = None


@dataclass(slots=True, eq=False)
class Reading(Cues):
    """A number with the noun phrase it describes; offsets are those of the sentence's normalised copy until the caller maps them back."""

    quantity: Quantity = field(kw_only=True)
    ordinal: int = 0
    phrase: str = ""
    phrase_wide: str = ""  # phrase with its verb and what follows the number
    noun_tail: str = ""  # what the phrase goes on with before the number: 数量, 占…比重
    phrase_head: str = ""  # what the phrase omits: the whole's, or the one before
    phrase_position: str = ""
    after: str = ""
    reference_place: Where | None = None
    whole: "Reading | None" = None
    time_text: str = ""
    time: Said | None = None
    time_rule: str = ""
    places: tuple[Where, ...] = ()
    place_rule: str = ""
    own_noun: bool = False
    in_bracket: bool = False
    topic: str = ""
    counted_unit: str = ""  # the unit its noun is counted in, where the number itself is a rate, rank or share
    of_other: bool = False  # another's figure, that one's own is held against
    of_ratio: bool = False  # describes a ratio: its change is in points
    of_steps: bool = False  # 3个千亿元台阶, 两大产业: counts no thing of its noun
    context: str = ""  # the clause before
    verb_after: str = ""

    def again(self, ordinal: int, quantity: Quantity) -> "Reading":
        """The same said once more: of another noun phrase, or with the next number."""
        copied = Reading(quantity=quantity)
        for name in _OF_READING:
            setattr(copied, name, getattr(self, name))
        copied.ordinal, copied.quantity = ordinal, quantity
        return copied

    @property
    def is_fact(self) -> bool:
        return self.quantity.form in FACT_FORMS


_OF_READING = tuple(field.name for field in fields(Reading))


def counted_unit(reading: Reading) -> str:
    """The unit in which the thing of a reading is counted, '' where nothing tells."""
    if reading.of_steps:
        return ""
    return reading.counted_unit or (reading.quantity.unit if reading.quantity.form == "quantity" else "")


class Named(NamedTuple):
    """What a number is to be called, as far as something was found; None: as it was."""

    phrase: str | None = None
    head: str | None = None
    counted_unit: str | None = None
    position: str | None = None


class Against(NamedTuple):
    """What a number turns out to be held against, and how; None: as it was."""

    share: str | None
    reference: str
    where: Where | None = None
    gap: str | None = None
    named: Named = Named()


@dataclass(slots=True)
class Left(Cues):
    """What the text before a number says."""

    start: int = 0
    bracket: bool = False
    noun: str = ""
    subject: str = ""
    actual: bool = False
    negated: bool = False  # 未新增
    part: bool = False  # 其中
    steps: bool = False  # 个台阶
    pair: bool = False  # 分别
    each: bool = False  # 均
    every: bool = False  # 各
    of_other: bool = False  # another place's, with which one's own is compared
    peer: bool = False
    places: list[Where] = field(default_factory=list)
    times: list[tuple[str, Said]] = field(default_factory=list)
    own_time: bool = False
    rest: bool = False  # 其余
    fresh: bool = False  # begins behind a comma, not inside a list
    bases: list[tuple[Said, str]] = field(default_factory=list)  # 分别比2019年、2020年提高: one for each of a run
    bases_end: int = -1

    @property
    def is_bare(self) -> bool:
        """Whether no word tells what the number is: it goes on like the one before."""
        return not (
            self.verb
            or self.level
            or self.growth
            or self.share
            or self.rank
            or self.gap
            or self.basis
            or self.provision
        )


@dataclass(slots=True)
class After:
    """The text behind a number: up to the next mark or number, and the noun it begins with."""

    text: str
    start: int
    end: int
    noun: str = ""
    wide: str = ""
    comparator: str = ""  # 以上, 左右
    number_follows: bool = False  # it runs straight into the next number


@dataclass(slots=True)
class State:
    """What is current from one number of a sentence to the next."""

    time_text: str = ""
    time: Said | None = None
    time_begun: tuple[str, Said | None] = ("", None)  # the one that was current before the sentence
    time_first: tuple[str, Said | None] | None = None  # the one that the sentence began with
    until_beyond: tuple[str, Said | None] | None = None  # what applies again behind the semicolon: 到2032年3亿元;…
    time_before: tuple[str, Said | None] = ("", None)  # the one current before that
    time_resumed: tuple[str, Said] | None = None  # behind a semicolon: the time before that of an estimate
    time_around: tuple[str, Said | None] | None = None  # 专利数截至10月底达90件: the time current around that clause
    time_of_part: tuple[str, Said | None] | None = None  # 其中2030年12个: the time current around that part
    outside: tuple[str, Said | None] | None = None  # what was current before the bracket that is being read
    place: tuple[Where, ...] = ()
    ended: tuple[str, str] = ("", "")  # 国家级平台建成3个;省级8个: the verb and the cue before the last semicolon
    part_follows: bool = False  # behind 其中 and a comma
    verb: str = ""
    level: str = ""
    of_noun: bool = True  # verb and level stand with a noun of their own, and not with a number that goes on
    plan: str = ""
    plan_of_all: str = ""  # 今年将力争: goes on behind a semicolon
    estimate_of_all: str = ""  # 初步预计，: goes on behind a semicolon
    estimate: str = ""
    provision: str = ""
    topic: str = ""
    last_topic: str = ""
    nouns: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)  # nouns of a 分别 still to be handed out
    said: list[Reading] = field(default_factory=list)  # whose nouns these are, where they were counted before
    run_before: str = ""  # 分别超过: said once for all
    rivals: list[str] = field(default_factory=list)  # 与甲市、乙市相比,…: whom the numbers that follow are held against
    run_bases: list[tuple[Said, str]] = field(default_factory=list)  # 分别比2019年、2020年提高
    compared: list[str] = field(default_factory=list)  # 甲、乙之比为6∶4: those whose part of a ratio is still to come
    run_references: list[str] = field(default_factory=list)  # 分别比全国、全省低…
    run_places: list[Where] = field(default_factory=list)
    listed: tuple[Where, ...] = ()  # 甲市、乙市企业增长较快: places for a 分别 to come
    run_times: list[tuple[str, Said]] = field(default_factory=list)
    times: list[tuple[str, Said]] = field(default_factory=list)  # 2019年、2020年、2021年
    whole: Reading | None = None
    firms: str = ""  # 高新技术企业完成…: whose figures the clauses tell
    goal_held: str = ""  # 任务20家: the goal whose figure is beside what was reached
    pace: str = ""  # 甲市、乙市增速较快: what the rates to come are
    summing: bool = False  # 累计 sums up what the verbs that follow say
    base: tuple[Said, str] | None = None  # 与2016年相比, said once for several numbers
    base_of_all: tuple[Said, str] | None = None  # 比2012年（下同）: goes on behind a semicolon
    place_of_peer: bool = False
    ranked: str = ""  # 在120家国家高新区中: the class whose members are ranked
    view: bool = False  # 分行业看, 其中: the sentence takes apart what was counted before it
    comparison: "Comparison | None" = None  # what the number to come is compared with, where its figure was said


@dataclass(slots=True)
class Comparison:
    """What a figure inside a comparison is said with, and the number, if any, that tells how far one is from it."""

    reference: str
    where: Where | None
    noun: str  # what is compared, where the clause names it
    at: int  # where the words of the comparison begin
    goal: bool
    places: tuple[Where, ...] = ()  # what is compared, where that is places
    cue: str = ""  # what it is to the number behind: a gap, or 占 and 是 for a share
    before: str = ""  # comparator of that number
    following: Quantity | None = None
    like: "Reading | None" = None


@dataclass(slots=True)
class Memory:
    """What a report has counted and of what it has taken shares so far."""

    amounts: list[Reading] = field(default_factory=list)
    first: dict[str, Reading] = field(default_factory=dict)  # unit → what was first counted in it
    shares: dict[str, tuple[str, Where | None]] = field(default_factory=dict)
    goals: list[tuple[str, str]] = field(
        default_factory=list
    )  # of what, and the goal of which a part was met: 全年目标


@dataclass(slots=True)
class Paragraph:
    """What is current from one sentence of a paragraph to the next."""

    number: int = -1
    opening: str = ""  # the sentence that may name its zone
    zone: tuple[Where, ...] | None = None  # None until it is asked for
    zone_said: Where | None = None  # the zone that a number was of last, where no other place was said since
    years: tuple[str, Said] | None = None  # 五年来,…: what a paragraph that begins so goes on to speak of
    # the same where 一是 begins; [] where nothing begins so
    years_of_items: list[tuple[str, Said] | None] = field(default_factory=list)
    time: tuple[str, Said] | None = None  # current where the sentence before ended
    time_of_last: tuple[str, Said] | None = None  # the same, None where that sentence said none
    topic: str = ""
    spoken_of_last: bool = False  # no fact was stated since the topic was
    last: Reading | None = None
    told: list[Reading] = field(default_factory=list)  # the facts of the sentence before
    counted: dict[str, Reading] = field(default_factory=dict)  # unit → what was last counted in it
    counted_first: dict[str, Reading] = field(default_factory=dict)  # unit → what the section counted in it first
    horizon: Horizon | None = None
    unit: tuple[str, int] | None = None  # 单位：亿元, with its scale

    @property
    def said(self) -> list[str]:
        """The nouns that the sentence before counted or measured, each once."""
        return list(dict.fromkeys([r.phrase for r in self.told if r.own_noun]))

"""Which years a heading names, and which ones the words look back on that a paragraph begins with (五年来, 2025年)."""

import re
from dataclasses import dataclass

from loaders.lexicon import Lexicon
from loaders.parse.times import Horizon, Period, date_period, word_period, year_period

_WRITTEN = re.compile(r"(?:19|20)\d{2} ?年?[-—–~～至到－]+(?:19|20)\d{2} ?年|(?:19|20)\d{2} ?年")
_OF_YEARS = frozenset(("years", "plan_name", "this_year"))
_PREFACE = re.compile(
    "[—–\\-·●◆◇■□\\s\u3000]*(?:[^，,。；;！!\\d]{2,8}[！!：:])?(?P<looks_back>回望|回顾|回首|回看|总结|纵观)?"
)
_HEAD = 24  # characters of a line in which it says of which years it speaks


@dataclass(frozen=True, slots=True)
class Named:
    """A time of years that a text names, with its half-open span."""

    start: int
    end: int
    period: Period
    kind: str

    @property
    def is_of_years(self) -> bool:
        return self.period[1].year > self.period[0].year


def named_years(text: str, lexicon: Lexicon, horizon: Horizon) -> list[Named]:
    """The years, spans of years and five-year plans that a text names, in order."""
    found = []
    for match in _WRITTEN.finditer(text):
        if (said := date_period(match.group().replace(" ", ""), horizon)) is not None:
            found.append(Named(*match.span(), said.period, said.kind))
    for last, (term, (cue, value)) in lexicon.automaton.iter_long(text):
        said = word_period(value, horizon) if cue == "time" else None
        if said is not None and said.kind in _OF_YEARS:
            found.append(Named(last + 1 - len(term), last + 1, said.period, said.kind))
    return sorted(found, key=lambda named: named.start)


def looked_back_on(named: list[Named], horizon: Horizon) -> Period | None:
    """The first of some times where it is one of several years, as far as those are over; None where it is a year, or to come."""
    if not named or not named[0].is_of_years or named[0].period[0].year > horizon.year:
        return None
    first, last = named[0].period
    return year_period(first.year, min(last.year, horizon.year))


def led_in(line: str, lexicon: Lexicon, horizon: Horizon) -> Period | None:
    """The year or years that a line begins to look back on: 五年来，, 回望“十四五”，, 2025年，; None where it begins otherwise."""
    head = line[:_HEAD]
    preface = _PREFACE.match(head)
    start = preface.end() if preface else 0
    named = named_years(head, lexicon, horizon)
    if not named or named[0].start != start or named[0].period[0].year > horizon.year:
        return None
    first = named[0]
    says = line[first.end : first.end + 1]
    if first.kind == "plan_name" and not (preface and preface["looks_back"]):
        return None
    if not first.is_of_years or first.end - first.start == 2:  # 五年
        return first.period if says in "，,是" else None
    return looked_back_on(named, horizon)

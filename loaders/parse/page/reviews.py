"""Which years a heading names, and which ones the words look back on that a paragraph begins with (五年来, 2025年)."""

import re
from dataclasses import dataclass

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import Horizon, Period, date_period, word_period, year_period
from loaders.wording import pattern, sole

_RECENT = sole("recent")

_WRITTEN = re.compile(r"(?:19|20)\d{2} ?年?[-—–~～至到－]+(?:19|20)\d{2} ?年|(?:19|20)\d{2} ?年")
_OF_YEARS = frozenset(("years", "plan_name", "this_year"))
_PREFACE = pattern(
    "[—–\\-·●◆◇■□\\s\u3000]*(?:[^，,。；;！!\\d]{2,8}[！!：:]|{vocative}[，,])?(?P<looks_back>{looking_back})?(?:{the_past}|在)?"
)
_SENTENCE = re.compile("[^。！!]+[。！!]?")
_CLAUSE = re.compile("[^，,。；;\\d]{0,60}")
_WAS_YEARS = re.compile("[—–\\-\\s]*(?:五年来[，,])?[这是][^。\\d]{0,60}的(?P<years>[两三四五六七八九十]年)[。！!]")
_PAST_YEAR = pattern("{past_year}[，,]")  # in a report given in the year after
_GOALS = pattern("{aims}")
_SETS = pattern("[^，,。；;]{0,12}{aims}")
_STATES = re.compile("\\d(?!\\d{3} ?年)(?!\\d{0,2} ?年)")
_TITLE_SENTENCE = re.compile("[\u4e00-\u9fff、]{4,16}。")  # 平台加快布局。2029年，…: a title of its own
_PAUSES = ("，", ",", "是")
_OPENING = 240  # characters of a line in which sentences may lead in what it states
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
    found: list[Named] = []
    if "年" not in text and "五" not in text:
        return found
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
    """The year or years that a line begins to look back on: 五年来，, 回望“十四五”，, 2025年是…; None where it begins otherwise.

    Of several sentences that state nothing yet (2025年是收官之年。五年来，我们…) the last one decides.
    """
    found = None
    for sentence in _SENTENCE.findall(line[:_OPENING]):
        period = _led_in_by(sentence, lexicon, horizon)
        found = period or found
        if _STATES.search(sentence, 6) or (found is None and _TITLE_SENTENCE.match(sentence)):
            break
    return found


def _led_in_by(sentence: str, lexicon: Lexicon, horizon: Horizon) -> Period | None:
    if was := _WAS_YEARS.match(sentence):  # 这是开放合作成果丰硕的五年。
        _, value = lexicon.automaton.get(f"{_RECENT}{was['years']}", ("", ("", "")))[1]
        said = word_period(value, horizon)
        return said.period if said else None
    head = sentence[:_HEAD]
    preface = _PREFACE.match(head)
    start = preface.end() if preface else 0
    if horizon.spoken is not None and _PAST_YEAR.match(head, start):
        return year_period(horizon.spoken - 1)
    named = named_years(head, lexicon, horizon)
    if not named or named[0].start != start or named[0].period[0].year > horizon.year:
        return None
    first = named[0]
    if first.kind == "plan_name" and not (preface and preface["looks_back"]):
        return None
    if first.is_of_years and first.end - first.start > len("五年"):
        return looked_back_on(named, horizon)
    by_word = first.kind == "this_year"  # 全年, 一年来
    return first.period if by_word or head.startswith(_PAUSES, first.end) else None


def was_of_years(line: str) -> bool:
    """这是开放合作成果丰硕的五年。: whether a line begins with what some years were."""
    return _WAS_YEARS.match(line) is not None


def goals_of_years(line: str, lexicon: Lexicon, horizon: Horizon) -> Period | None:
    """The years to come whose goals a line begins to set: 《纲要草案》明确了今后五年的发展目标; None where it sets none."""
    first_clause = _CLAUSE.match(line)
    if first_clause is None or not _GOALS.search(first_clause.group()):
        return None
    for named in named_years(first_clause.group(), lexicon, horizon):
        if named.is_of_years and named.period[0].year > horizon.year and _SETS.match(line, named.end):
            return named.period
    return None

"""The years that a sentence's head names, of which its paragraph goes on to speak."""

import re

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import (
    FIVE_YEAR_PLANS,
    Horizon,
    Said,
    word_period,
    year_period,
)
from loaders.wording import pattern, sole

_OUTLINE_NOUN = sole("outline_noun")
_COMPARING = ("较", "比", "与", "同", "和")
_YEARS = re.compile("年来|以来|期间|时期|[两三四五六七八九十几]年|年[间内]")  # what every word for several years holds
_SPAN = re.compile("(?<!\\d)(?P<count>[2-9]|10) ?年")
_GOAL_AT_HEAD = re.compile("(?:[^。\\d]{0,20}[。，：:])?到(?P<year>(?:19|20)\\d{2}年)[，,]")
_OUTLINE = pattern("[^，,。；;《\\d]{0,12}[，,]?(?P<outline>《[^》\\d]*{outline_noun}[^》\\d]*》)[^。；;\\d]*{goal}")
_YEAR_AT_HEAD = pattern(
    "(?:[^，,。；;\\d]{2,16}?{showing}[，,：:])?(?P<year>(?:19|20)\\d{2}年)(?:[，,是]|[末底][，,]|(?:度)?(?=[\u4e00-\u9fff])(?![末底初来以至到前后]))"
)
_HEAD = 14  # characters of a sentence in which it says of which years it speaks
_CHARACTERS = dict(zip("23456789", "两三四五六七八九", strict=True)) | {"10": "十"}


def time_at_head(text: str, lexicon: Lexicon, horizon: Horizon, opens: bool) -> tuple[str, Said] | None:
    """The years that a sentence begins with: 五年来, “十四五”时期; None for none.

    A paragraph may be opened by a single one, over by now, too: 公报显示，2029年，….
    """
    if _OUTLINE_NOUN in text and (outline := _plan_outlined(text, horizon)):
        return outline
    head, reported = text[:_HEAD], horizon.reported
    if reported[1].year > reported[0].year and (goal := _GOAL_AT_HEAD.match(text)):
        return goal["year"], Said(year_period(int(goal["year"][:4])), "goal")
    if opens and (year := _YEAR_AT_HEAD.match(text)) and int(year["year"][:4]) <= reported[1].year:
        return year["year"], Said(year_period(int(year["year"][:4])), "period")
    if "年" not in head and "来" not in head and "期" not in head:  # as most
        return None
    return _years_in(head, lexicon, horizon) if _SPAN.search(head) or _YEARS.search(head) else None


def year_spoken_of(text: str, horizon: Horizon) -> tuple[str, Said] | None:
    """2029年，全省…加快建设高地。: the year, over by now, of which a paragraph whose first sentence states nothing goes on to tell."""
    year = _YEAR_AT_HEAD.match(text)
    if year is None or int(year["year"][:4]) > horizon.reported[1].year:
        return None
    return year["year"], Said(year_period(int(year["year"][:4])), "period")


def _years_in(head: str, lexicon: Lexicon, horizon: Horizon) -> tuple[str, Said] | None:
    """The first time that a sentence's head names, where it is one of years and nothing is held against it."""
    plain = in_characters(head)
    for last, (term, (cue, value)) in lexicon.automaton.iter_long(plain):
        if cue == "time":
            said = word_period(value, horizon)
            of_years = said is not None and said.kind == "years"
            compares = plain.endswith(_COMPARING, 0, last + 1 - len(term))  # 比“十三五”时期增长
            return (term, said) if said is not None and of_years and not compares else None
    return None


def _plan_outlined(text: str, horizon: Horizon) -> tuple[str, Said] | None:
    """《纲要草案》明确了…主要指标: the years of the five-year plan to come, of which an outline was laid before the meeting."""
    outline = _OUTLINE.match(text) if horizon.spoken is not None else None
    if outline is None or horizon.spoken is None:
        return None
    spoken = horizon.spoken  # the section may be of the very years planned
    first = next((year for year in FIVE_YEAR_PLANS.values() if year in (spoken - 1, spoken)), None)
    if first is None:
        return None
    return outline["outline"], Said(year_period(first, first + 4), "years")


def in_characters(text: str) -> str:
    return _SPAN.sub(lambda span: f"{_CHARACTERS[span['count']]}年", text)

"""The years that a sentence's head names, of which its paragraph goes on to speak."""

import re
from dataclasses import dataclass

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import (
    FIVE_YEAR_PLANS,
    Horizon,
    Said,
    word_period,
    year_period,
)
from loaders.wording import pattern, sole, words

_OUTLINE_NOUN = sole("outline_noun")
_COMPARING = ("较", "比", "与", "同", "和")
_SAYS_NO_TIME = (*_COMPARING, *words("time_intro"))
_YEARS = re.compile("年来|以来|期间|时期|[两三四五六七八九十几]年|年[间内]")  # what every word for several years holds
_SPAN = re.compile("(?<![\\d.])(?P<count>[2-9]|10) ?年(?!均)")
_GOAL_AT_HEAD = re.compile("(?:[^。\\d]{0,20}[。，：:])?到(?P<year>(?:19|20)\\d{2}年)[，,]")
_OUTLINE = pattern("[^，,。；;《\\d]{0,12}[，,]?(?P<outline>《[^》\\d]*{outline_noun}[^》\\d]*》)[^。；;\\d]*{goal}")
_YEAR_AT_HEAD = pattern(
    "(?:[^，,。；;\\d]{2,16}?{showing}[，,：:])?(?P<year>(?:19|20)\\d{2}年)(?:[，,是]|[末底][，,]|(?:度)?(?=[\u4e00-\u9fff])(?![末底初来以至到前后]))"
)
_HELD_AGAINST_YEAR = re.compile(f"[^，,。；;]*[{''.join(_COMPARING[:2])}](?:19|20)\\d{{2}}年")
_HEAD = 14  # characters of a sentence in which it says of which years it speaks
Years = tuple[str, Said]  # as the text says them, and which they are
_CHARACTERS = dict(zip("23456789", "两三四五六七八九", strict=True)) | {"10": "十"}


@dataclass(slots=True)
class Head:
    """The years that a sentence begins with."""

    goal: Years | None  # of an outline, or of the goals it goes on to set
    opening: Years | None  # a single year, over by now, which may open a paragraph: 公报显示，2029年，…
    spoken_of: Years | None  # 五年来, “十四五”时期


_NO_YEARS = Head(None, None, None)


def read_head(text: str, lexicon: Lexicon, horizon: Horizon) -> Head:
    """The years that a sentence begins with."""
    head, reported, named = text[:_HEAD], horizon.reported, "年" in text
    may_hold = "年" in head or "来" in head or "期" in head
    if not (named or may_hold or _OUTLINE_NOUN in text):  # as most
        return _NO_YEARS
    goal = _plan_outlined(text, horizon) if _OUTLINE_NOUN in text else None
    of_several = reported[1].year > reported[0].year
    if goal is None and of_several and "到" in text and (set_for := _GOAL_AT_HEAD.match(text)):
        goal = set_for["year"], Said(year_period(int(set_for["year"][:4])), "goal")
    compares = (
        of_several and ("较" in text or "比" in text) and _HELD_AGAINST_YEAR.match(text)
    )  # 2029年人数较2024年增长90%: of that clause alone
    year = _YEAR_AT_HEAD.match(text) if named and not compares else None
    is_over = year is not None and int(year["year"][:4]) <= reported[1].year
    opening = (year["year"], Said(year_period(int(year["year"][:4])), "period")) if year and is_over else None
    of_years = may_hold and (_SPAN.search(head) or _YEARS.search(head))
    return Head(goal, opening, _years_in(head, lexicon, horizon) if of_years else None)


def _years_in(head: str, lexicon: Lexicon, horizon: Horizon) -> Years | None:
    """The first time that a sentence's head names, where it is one of years and nothing is held against it."""
    plain = in_characters(head)
    for last, (term, (cue, value)) in lexicon.automaton.iter_long(plain):
        if cue == "time":
            said = word_period(value, horizon)
            of_years = said is not None and said.kind == "years"
            compares = plain.endswith(_SAYS_NO_TIME, 0, last + 1 - len(term))  # 比“十三五”时期增长, 浓度连续五年达标
            return (term, said) if said is not None and of_years and not compares else None
    return None


def _plan_outlined(text: str, horizon: Horizon) -> Years | None:
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

"""What a time word means in its sentence: 2023年上半年, 近5年, 下半年 behind 再."""

import re

from loaders.parse.marks.times import Horizon, Period, Said, date_period, moved_to_year, word_period, year_period
from loaders.parse.marks.words import Token
from loaders.parse.reading import Left
from loaders.parse.scene import Scene
from loaders.parse.slots.years import in_characters
from loaders.wording import pattern, words

_ONE_MONTH = words("month_alone")
_YEAR_BEFORE = re.compile("((?:19|20)\\d{2}) ?年$")
SINCE = pattern("(?:[\u4e00-\u9fff]{2,6}?)?以来|{until_now}")  # 2021年【试点以来】
_EVER_AFTER = re.compile("(?:[\u4e00-\u9fff“”]{2,24}?)?以来")  # 自2021年【某某园区批复建设以来】
_FROM = ("自", "从", "自从")
_SECOND_HALF, _THIS_MONTH = "second_half", "this_month"
_WITHIN_YEAR, _AGAIN = "年内", words("again")
_ONCE_MORE = words("once_more")
_COMMAS = ("，", ",")
_SUMMED = (*words("running_total"), "年")
_SO_MANY = frozenset("两二三四五六七八九十")
_SINCE = "以来"
_CHANGES = words("changing")
_SPAN = re.compile("(?<![\\d.])(?P<count>[2-9]|10) ?年(?!均)")
_SPAN_LEADS = words("span_lead")
_YEAR_WORDS = frozenset(("present_year", "past_year", "last_year", "next_year"))
PARTS_OF_YEAR = frozenset(("year_end", "first_half", "second_half", "quarter1", "quarter2", "quarter3", "quarter4"))


def in_context(scene: Scene, token: Token, said: Said, left: Left | None) -> Said:
    """A time as the words behind it, and the years that the paragraph speaks of, make it out."""
    text, end, horizon = scene.text, token.end, scene.horizon
    since = _EVER_AFTER if text.endswith(_FROM, 0, token.start) else SINCE
    if said.kind in ("period", "month") and since.match(text, end):
        return Said((said.period[0], max(horizon.reported[1], said.period[1])), "years")
    years = scene.paragraph.years
    if said.kind == "years" and years is not None and years[1].period[0] > horizon.reported[1]:
        return years[1]  # “十五五”时期,…。五年新增20家: the five years spoken of
    reported = horizon.reported[1]
    if said.kind == "years" and token.word.endswith(_SINCE) and said.period[0] < reported < said.period[1]:
        return Said((said.period[0], reported), "years")  # “十四五”以来: as far as is reported
    rest = horizon.rest_of_year
    if token.word == _WITHIN_YEAR and rest is not None and text.startswith(_AGAIN, end):  # 年内再建成5家
        return Said(rest, "period") if rest[1] == said.period[1] else said
    if (other := _years_up_to(scene, token, said) or _year_of_goals(scene, token, said, left)) is not None:
        return other
    is_due = said.kind == "month_end" and text.startswith("前", end)  # 6月底前, and no time that is spoken of
    return Said(said.period, "by") if is_due else said


def _years_up_to(scene: Scene, token: Token, said: Said) -> Said | None:
    """2022年投入505亿元,五年累计1900亿元, in a report on 2023: as many years as end in the one that is spoken of."""
    time = scene.state.time
    summed = token.word[0] in _SO_MANY and token.word.endswith(_SUMMED)
    if said.kind != "years" or not summed or time is None or time.kind != "period":
        return None
    named = time.period == year_period(time.period[0].year) and scene.state.time_text.startswith(
        str(time.period[0].year)
    )
    several = scene.horizon.reported[0].year < scene.horizon.reported[1].year
    if not named or several or time.period[1].year >= scene.horizon.year or said.period[1].year != scene.horizon.year:
        return None
    last = time.period[1].year
    return Said(year_period(last - (said.period[1].year - said.period[0].year), last), "years")


def _year_of_goals(scene: Scene, token: Token, said: Said, left: Left | None) -> Said | None:
    """力争全年新增5家, in a report given in the year after; 下半年,我们将…: the year goals are set for; None where none is."""
    going_on = scene.state.time
    if token.word == _WITHIN_YEAR and going_on is not None and going_on.kind == said.kind:  # 今年,…,年内新建3个
        return going_on
    horizon, plans = scene.horizon, scene.state.plan or (left.plan if left is not None else "")
    if said.kind == "this_year" and plans and horizon.spoken and horizon.spoken > horizon.year:
        return Said(year_period(horizon.spoken), "this_year")
    again = scene.text.startswith(_ONCE_MORE, token.end + scene.text.startswith(_COMMAS, token.end))
    is_half = left is None and token.value == _SECOND_HALF and not again  # 下半年,再培育5家: of that half
    return Said(year_period(horizon.year), "this_year") if is_half else None


def same_part_of(scene: Scene, year: Said) -> Said:
    """1—10月…,去年同期4亿元: of another year the part that is spoken of, or reported on."""
    state, reported = scene.state, scene.horizon.reported
    told = state.time.period if state.time is not None else reported
    if told[1] > reported[1] or told[0].year != told[1].year:
        told = reported if reported[0].year == reported[1].year else year.period
    return Said(moved_to_year(told, year.period[1].year), "period")


def said_by(scene: Scene, token: Token) -> Said | None:
    """The time that a word names: 2023年上半年 and 去年1—9月 are of the year right before it, 三季度末 the year so far."""
    text, horizon = scene.text, scene.horizon
    if token.value == _THIS_MONTH and (named := scene.words.ending_at(token.start)):
        month = said_by(scene, named)
        if month is not None and month.kind == "month":  # 9月当月
            return Said(month.period, "period")
    if year := _YEAR_BEFORE.search(text, max(0, token.start - 6), token.start):
        horizon = Horizon(year_period(int(year[1])), horizon.planned)
    elif (of_year := scene.words.ending_at(token.start)) and of_year.value in _YEAR_WORDS:
        said = word_period(of_year.value, horizon)
        horizon = Horizon(said.period, horizon.planned) if said else horizon
    elif (year_said := _year_in_force(scene, token)) is not None:
        horizon = Horizon(year_said, horizon.planned)
    if token.cue == "date":
        is_span = _SPAN.fullmatch(token.word) or _is_many_years(scene, token)
        return _span_said(scene, token) if is_span else date_period(token.word, horizon)
    said = word_period(token.value, horizon)
    if said is not None and said.kind == "period" and text.startswith(("末", "底"), token.end):
        return Said((said.period[1].replace(month=1, day=1), said.period[1]), "by")
    return said


def _is_many_years(scene: Scene, token: Token) -> bool:
    """历时12年: no short way to write 2012年."""
    counted = token.word[0].isdigit() and token.word.endswith("年") and len(token.word) <= len("12年")
    return counted and scene.text.endswith(_SPAN_LEADS, 0, token.start)


def _year_in_force(scene: Scene, token: Token) -> Period | None:
    """2031年…,6月底前达到…: months and halves are of the year that their sentence spoke of, where that is to come or one of several."""
    time, reported = scene.state.time, scene.horizon.reported
    if time is None or time.kind != "period" or (token.cue == "time" and token.value not in PARTS_OF_YEAR):
        return None
    first, last = time.period
    one_of_several = reported[0].year < reported[1].year
    return (
        year_period(first.year)
        if first.year == last.year and (first.year > reported[1].year or one_of_several)
        else None
    )


def time_of(scene: Scene, token: Token) -> tuple[str, Said] | None:
    """The time that a word names, of a five-year plan its last year; None for a word that names none."""
    said = said_by(scene, token) if token.cue in ("date", "time") else None
    if said is None:
        return None
    if said.kind == "plan_name":
        return token.word, Said(year_period(said.period[1].year), "end")
    return token.word, said


def _span_said(scene: Scene, token: Token) -> Said | None:
    """近5年, 3年来, 3年内: the years that the same words mean when their number is written in characters; 3年增长: a span."""
    around = max(0, token.start - 3)
    before = token.start - around
    plain = in_characters(scene.text[around : token.end + 2])
    following = scene.words.between(token.end, token.end + 1)  # 5年|前进8位
    for last, (term, (cue, value)) in scene.lexicon.automaton.iter_long(plain):
        reaches_over = last > before + 1 and following
        if cue == "time" and last + 1 - len(term) <= before <= last and not reaches_over:
            return word_period(value, scene.horizon)
    if not scene.text.startswith(_CHANGES, token.end):
        return None
    year, count = scene.horizon.year, int(token.word.removesuffix("年"))
    return Said(year_period(year - count + 1, year), "span")


def meant_by(token: Token, said: Said, until: bool, text: str) -> Said | None:
    """The time as numbers may use it; None for a day or month on which something happened."""
    first, last = said.period
    if said.kind in ("day", "month"):
        if until:  # 截至9月
            return Said((last.replace(month=1, day=1), last), "until")
        of_month = said.kind == "month" and ("份" in token.word or text.startswith(_ONE_MONTH, token.end))
        return said if of_month else None
    if until and said.kind == "period" and first.year == last.year:  # 截至三季度
        return Said((first.replace(month=1, day=1), last), "until")
    if said.kind == "start" and token.cue == "date":  # 2021年初 dates an event of 2021
        return Said((first.replace(year=first.year + 1), last.replace(year=last.year + 1)), "event_start")
    return said

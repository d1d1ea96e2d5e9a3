"""The period a report speaks of and the one it plans for, from its title, its date and the years it names."""

import re
from collections import Counter
from datetime import date

from loaders.parse.marks.times import FIVE_YEAR_PLANS, UNKNOWN_YEAR, Horizon, Period, months, year_period
from loaders.parse.page.head import YEAR
from loaders.wording import pattern, sole, words

_LAST_YEAR = sole("last_year_word")
_MIDTERM = sole("midterm")
_BODY_HEAD = 4000
_AT_A_MEETING = pattern(
    "{given_title}(?!{report_answered})|{congress}(?!{standing_committee})[^，,]*{report_noun}|{work_meeting}(?:{meeting_paper}|在[^，,。]{2,8}{convening})?$"
    "|在[^，,。]*(?:{congress}|{congress_in_short})(?!{standing_committee})[^，,。]*{at_meeting}$"
)  # of the year before; the last where a page has no title but the line under it
_LATE = 11  # the month from which on a report to a congress is about the year that ends
_PART_OF_YEAR = re.compile("半年|季度")
_PLAN_IN_FULL = pattern("第(十[一二三四五六]?)个五年({five_year_plan})")  # 第十三个五年规划
_PLANNED = pattern("{plan_title_mark}|{goal_word}\\s*$")
_GIVEN_NEXT_YEAR = pattern("{report_noun}{digest}?[）)]?(?:[（(][^（(]*[）)])?$")
_LOOKS_BACK = pattern("(?:{looking_back}|{the_past}) ?((?:19|20)\\d{2}) ?年")
_OPENS_LINE = "^[ \t\u3000\xa0]*(?:[一二三四五六七八九十]+、)?((?:19|20)\\d{2}) ?年(?:的)?"
_BEGINS_WITH_YEAR = pattern(f"{_OPENS_LINE}(?:[，,]|[^，,。；;：:\n]{{0,8}}{{review_word}})", re.MULTILINE)
_BEGINS_WITH_REVIEW = pattern(f"{_OPENS_LINE}[^，,。；;：:\n]{{0,8}}{{review_word}}", re.MULTILINE)
_SETS_GOALS = pattern(
    f"{_OPENS_LINE}[^，,。；;：:\n]{{0,10}}{{plan_word}}(?!.{{0,6}}{{carried_out}})",
    re.MULTILINE,
)
_SETS_GOALS_OF = re.compile("(?:^|[\n。：:])[ \t\u3000]*到(?P<year>(?:19|20)\\d{2}) ?年[底末]?[，,]")
_BODY_LINE = re.compile(r"\n[ \t\u3000]*\S{40,}")  # the first that is longer than those of a head
_SPAN_OF_YEARS = re.compile(r"((?:19|20)\d{2})年?[-—－–~～至到]+((?:19|20)\d{2})年")
_YEAR_SPOKEN_OF = re.compile(r"(?<!的)((?:19|20)\d{2}) ?年度")
_FIRST_TIME = pattern(
    r"(?:^|[。\n])[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?[ \t\u3000]*(?P<year>(?:19|20)\d{2}) ?年(?:度|末|底)?(?![\d初来以]| ?[-—～至到])"
    r"|{until}|{this_year}|{now_word}|上半年|季度|(?:19|20)\d{2} ?年 ?\d|\d月"
)  # what a body says first of when: a whole year at a sentence's head, or the time it is written in
_THIS_YEAR_SO_FAR = pattern("{until}|{now_word}|{this_year}(?!内|底)|(?<!年)上半年|[1-9]月(?!\\d)")
OPENING = 300  # characters of a text that say what it is about
_IN_TITLE = re.compile("《[^》]*》")
_BODY_YEAR = re.compile(r"(?<![与较比由从是])((?:19|20)\d{2})年")  # none that another is held against
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=[”》])")  # 《发展报告2029》
_PARTS_GONE_BY = tuple(
    (months_gone, re.compile(f"(?<!{_LAST_YEAR})(?<!上年)(?<![；;较比])(?:{written})"))
    for months_gone, written in (
        ((1, 6), "上半年|1 ?[-—–~～至到] ?6 ?月"),
        ((1, 9), "前三季度|1 ?[-—–~～至到] ?9 ?月"),
    )
)
_MONTHS_AT_HEAD = re.compile("^[ \t\u3000\xa0]*1 ?[-—–~～至到] ?([2-9]|10) ?月", re.MULTILINE)
_SPRING = re.compile("(?<![\\d年前])(?:第?[一1]季度|1[-—–~～至到][234]月)")  # a quarter of no other year
_WHOLE_YEAR = pattern("{whole_year}|前三季度|二季度|三季度|四季度|下半年|{last_year}(?!{same_period})")
_NEXT_YEAR = pattern("{next_year}")
_TOLD_AFTER = pattern(
    "(?:^|[。；;：:\n]|(?:{learned}|{according_to})[，,])[ \t\u3000\xa0]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?"
    "(?:{last_year_word}(?:以来)?(?:[，,]|(?!{same_period}|[底末初的同]))"
    "|{this_year}[，,]?[^，,。；;\n\\d]{0,14}(?:{set_ahead}|{plan_word}))"
)  # 去年，…; 今年，我们将…
_OF_LAST_YEAR = pattern("(?<![较比]){last_year_word}(?!{same_period}|[底末初的同])")
_SPRING_DAY = re.compile("(?<![年\\d])[1-4] ?月 ?\\d{1,2} ?日")  # 2月8日,甲市发布…
_LAST_MONTH = 12
_UNTIL = pattern(r"{until}(20\d{2}) ?年 ?([1-9]|1[0-2]) ?月")
_SINCE_YEAR = re.compile(r"((?:19|20)\d{2}) ?年以来")
_UNTIL_YEAR = pattern(r"{until}(20\d{2}) ?年")
_SPRING_ENDS = 4  # the last month in which a page tells of the year before
_QUARTERS = (("半年", 6), ("前三季度", 9), ("一季度", 3), ("二季度", 6), ("三季度", 9))
_MONTH_ALONE = pattern(
    r"(?<![-—–~～至到\d ])(?P<month>[1-9]|1[0-2]) ?月份?(?!份|以来|[^（）()\d]*{hui_mark})(?=[^（）()\d]{0,8}(?:{work_noun}|{review_word}))"
)  # 5月份工作总结; no 5月份以来, 5月全市科技工作会议
_UNTIL_WORDS = words("until")
_MONTH_AHEAD = pattern(r"(?P<month>[1-9]|1[0-2]) ?月份?(?:{work_noun})?{plan_title}")
_UNTIL_MONTH = re.compile(r"1[-—至](\d{1,2})月")


def read_horizon(title: str, kind: str, dated: date | None, text: str) -> Horizon:
    """The period reported on and the one planned for, from the title's years and words; else from the page's date."""
    if found := _horizon_of_years(title, kind, dated, text) or _horizon_of_its_own_year(title, dated, text):
        return found
    at_a_meeting = _AT_A_MEETING.search(title.strip()) and not _PART_OF_YEAR.search(title)
    years = [int(y) for y in YEAR.findall(title + " ")]
    goal = _last_planned(text) if kind == "plan" and not years else 0
    of_its_day = dated is not None and (kind == "policy" or at_a_meeting)  # a rule is of the year it was made in
    years = years or [_year_of_meeting(dated, text) if at_a_meeting or of_its_day else _guessed_year(dated, text)]
    year = years[0]
    if at_a_meeting and dated and (dated.year, dated.month >= _LATE) == (year, True):
        return Horizon(year_period(year), year_period(year + 1), spoken=year + 1)  # ——2029年12月15日在…人民代表大会上
    if at_a_meeting or (len(years) == 1 and _reviews_year_before(title, year, dated, text)):
        return Horizon(year_period(year - 1), year_period(year), spoken=year)
    if kind == "policy" and len(years) > 1:  # 实施办法(2021—2025年)
        return Horizon(year_period(year, years[-1]), year_period(year, years[-1]))
    reported = part_of_year(title, year)
    if kind in ("plan", "work_points"):
        return Horizon(reported, year_period(year, goal) if goal > year else year_period(years[-1]))
    if reported == year_period(year) and len(set(years)) == 1 and dated and dated.year == year:
        reported = _part_gone_by(dated, text)
    is_part = reported[1].month != 12
    planned = year_period(years[-1]) if len(years) > 1 else year_period(year if is_part else year + 1)
    ahead = _MONTH_AHEAD.search(title)
    if ahead and reported[0].month < int(ahead["month"]):  # 5月份工作总结及6月份工作计划
        planned = months(year, int(ahead["month"]), int(ahead["month"]))
    return Horizon(reported, planned)


def horizon_of_year_before(title: str, spoken_on: date | None, text: str) -> Horizon | None:
    """A report that was given in the course of a year, and begins with the figures of the one before; None for any other."""
    if spoken_on is None or YEAR.search(title + " ") or _PART_OF_YEAR.search(title):
        return None
    body = _BODY_LINE.search(text)
    first = _FIRST_TIME.search(text, body.start() if body else 0, _BODY_HEAD)
    if first is None or not first["year"] or int(first["year"]) != spoken_on.year - 1:
        return None
    last_year = re.compile(f"(?<![较比])(?:{spoken_on.year - 1} ?年(?!\\d|底|末)|{_LAST_YEAR})")
    if len(last_year.findall(text[:_BODY_HEAD])) <= len(_THIS_YEAR_SO_FAR.findall(text[:_BODY_HEAD])):
        return None  # mostly of this year: last year's are no more than the latest figures of a few
    return Horizon(year_period(spoken_on.year - 1), year_period(spoken_on.year), spoken=spoken_on.year)


def _horizon_of_its_own_year(title: str, dated: date | None, text: str) -> Horizon | None:
    """Of what was said at a meeting in the course of a year and begins with that year (今年以来, 2029年上半年), not the one before; None for any other."""
    if dated is None or YEAR.search(title + " ") or not _AT_A_MEETING.search(title.strip()):
        return None
    opening = _first_sentences(text)
    of_it = _THIS_YEAR_SO_FAR.search(opening) or re.search(f"{dated.year} ?年(?! ?\\d{{1,2}} ?月 ?\\d)", opening)
    if not of_it or re.search(f"{_LAST_YEAR}|{dated.year - 1} ?年", opening):
        return None
    if dated.month <= _SPRING_ENDS and not _speaks_of_spring(text):
        return None
    return Horizon(_part_gone_by(dated, text), year_period(dated.year + (dated.month >= _LATE)))


def _first_sentences(text: str) -> str:
    """What the body begins with, behind the short lines of a head."""
    body = _BODY_LINE.search(text)
    return text[body.start() : body.start() + OPENING] if body else text[:OPENING]


def _part_gone_by(dated: date, text: str) -> Period:
    """The part of its year that a page speaks of first and that has just ended (上半年, in July); else the whole year."""
    at_head = _MONTHS_AT_HEAD.search(text, 0, OPENING)  # 1—7月，全市…, in a bulletin of August
    if at_head and dated.month - int(at_head[1]) in (0, 1, 2):
        return months(dated.year, 1, int(at_head[1]))
    for (first, last), written in _PARTS_GONE_BY:
        if dated.month in range(last, last + 3) and written.search(text, 0, OPENING):
            return months(dated.year, first, last)
    return year_period(dated.year)


def _horizon_of_years(title: str, kind: str, dated: date | None, text: str) -> Horizon | None:
    """What a title speaks of that names a five-year plan, or that looks back on several years; None for any other."""
    title = _PLAN_IN_FULL.sub("\\1五\\2", title)
    for plan, first in FIVE_YEAR_PLANS.items():
        if plan in title and _PLANNED.search(title) and (kind != "summary" or _MIDTERM in title):
            span = year_period(first, first + 4)
            if _MIDTERM in title:
                return Horizon((span[0], _evaluated_until(text, first)), year_period(first + 4))
            return Horizon(year_period(first - 1) if kind == "plan" else span, span)
    ahead = _SPAN_OF_YEARS.search(title) if kind == "plan" else None
    if ahead and int(ahead[1]) < int(ahead[2]):  # 行动方案（2031—2033年）
        return Horizon(year_period(int(ahead[1])), year_period(int(ahead[1]), int(ahead[2])))
    since = _SINCE_YEAR.search(title)
    if since and dated and int(since[1]) < dated.year:  # 2029年以来…情况, of 2031
        return Horizon(year_period(int(since[1]), dated.year), year_period(dated.year))
    reviewed = _years_reviewed(title) if kind in ("summary", "other") else None
    if reviewed is None:
        return None
    last = _last_reviewed(reviewed, dated, text)
    return Horizon(year_period(reviewed[0].year, last), year_period(last + 1))


def _last_planned(text: str) -> int:
    """到2031年，自主创新能力显著提升。: the first year whose goals a plan sets at a sentence's head; 0 for none."""
    goal = _SETS_GOALS_OF.search(text, 0, _BODY_HEAD)
    return int(goal["year"]) if goal else 0


def _last_reviewed(reviewed: Period, dated: date | None, text: str) -> int:
    """“十四五”以来工作情况, of 2024: the last year that a review tells of, where it was written before its plan ended."""
    first, last = reviewed[0].year, reviewed[1].year
    told = [dated.year - (dated.month <= _SPRING_ENDS)] if dated else []
    told += [int(until[1]) for until in _UNTIL_YEAR.finditer(text, 0, _BODY_HEAD)]
    return next((year for year in told if first <= year < last), last)


def _years_reviewed(title: str) -> Period | None:
    """“十二五”总结及2016年打算, 2026—2030年总结: the years that a title looks back on; None where it names a year (or none) first."""
    if span := _SPAN_OF_YEARS.search(title):
        return year_period(int(span[1]), int(span[2])) if int(span[1]) < int(span[2]) else None
    plans = {title.find(plan): first for plan, first in FIVE_YEAR_PLANS.items() if plan in title}
    year = YEAR.search(title)
    if not plans or (year and year.start() < min(plans)):
        return None
    first = plans[min(plans)]
    return year_period(first, first + 4)


def _reviews_year_before(title: str, year: int, dated: date | None, text: str) -> bool:
    """A report named after the year it was given in: it is from that year's spring, looks back on the year before (回看2029年), or speaks of that one and sets this year's goals."""
    if not _GIVEN_NEXT_YEAR.search(title.strip()) or _PART_OF_YEAR.search(title):
        return False
    if dated and dated.year == year and dated.month <= _SPRING_ENDS and not _speaks_of_spring(text):
        return True
    body, this, last, following = text[: 2 * _BODY_HEAD], str(year), str(year - 1), str(year + 1)
    spoken_of, planned = set(_BEGINS_WITH_YEAR.findall(body)), set(_SETS_GOALS.findall(body))
    if this in spoken_of or following in planned:
        return False
    return last in _LOOKS_BACK.findall(body) or (last in spoken_of and this in planned)


def year_written(horizon: Horizon, kind: str, dated: date | None, text: str) -> int | None:
    """The year that a report was written in, where its date or a word like 明年 tells that it is the one it reports on."""
    if horizon.spoken is not None or kind == "policy":
        return None
    if kind in ("plan", "work_points"):
        return horizon.year if horizon.planned == year_period(horizon.year) else None
    in_that_year = dated.year == horizon.year if dated else _NEXT_YEAR.search(text) is not None
    return horizon.year if in_that_year else None


def year_told_in(horizon: Horizon, kind: str, dated: date | None, title: str, text: str) -> int | None:
    """The year that a report of the year before is from, where it calls that one last year, or tells what this year is to bring."""
    if kind in ("plan", "work_points", "policy") or _NEXT_YEAR.search(text):
        return None
    if dated is None:
        in_running_text = not title or _SPRING_DAY.search(text, 0, OPENING)
        told = _OF_LAST_YEAR.search(title) or (in_running_text and _TOLD_AFTER.search(text, 0, 2 * _BODY_HEAD))
        return horizon.year + 1 if told and not YEAR.search(title + " ") else None
    if dated.year != horizon.year + 1 or horizon.reported[1].month < _LAST_MONTH:
        return None
    return dated.year if _TOLD_AFTER.search(text, 0, 2 * _BODY_HEAD) else None


def _evaluated_until(text: str, first: int) -> date:
    """The day up to which a plan's mid-term evaluation looks: 截至2023年6月底, else the middle of the plan."""
    until = _UNTIL.search(text, 0, _BODY_HEAD)
    return months(int(until[1]), 1, int(until[2]))[1] if until else months(first + 2, 1, 6)[1]


def _year_of_meeting(dated: date | None, text: str) -> int:
    """The year in which a report was given that names none: of its date, else the one after the last that it begins to look back on."""
    if dated:
        return dated.year
    reviewed = [int(year) for year in _BEGINS_WITH_REVIEW.findall(text, 0, _BODY_HEAD)]
    return max(reviewed) + 1 if reviewed else _guessed_year(dated, text)


def _guessed_year(dated: date | None, text: str) -> int:
    """Where the title names no year: that of the page's date (of the year before, if it is from spring), or the one the text names most, if any."""
    if dated:
        opening = _YEAR_SPOKEN_OF.search(text, 0, OPENING)  # 就2019年度主要指标作了对比
        if opening and dated.year - 1 <= int(opening[1]) <= dated.year:
            return int(opening[1])
        if _is_of_year_before(dated, text):
            return dated.year - 1
        return dated.year - (1 if dated.month <= 4 and not _speaks_of_spring(text) else 0)
    said = Counter(
        int(year) for year in _BODY_YEAR.findall(text, 0, _BODY_HEAD) or _YEAR_IN_NAME.findall(text, 0, _BODY_HEAD)
    )
    return said.most_common(1)[0][0] if said else UNKNOWN_YEAR


def _is_of_year_before(dated: date, text: str) -> bool:
    """Whether a page begins with the year before its own, and says nothing of that one: 公报显示，2029年…, in autumn 2030."""
    begins = re.search(f"(?<![较比到])(?:{dated.year - 1} ?年(?! ?\\d)|{_LAST_YEAR})", text[:OPENING])
    of_its_own = re.compile(f"{dated.year} ?年(?! ?\\d)|{_THIS_YEAR_SO_FAR.pattern}")
    return begins is not None and not of_its_own.search(_IN_TITLE.sub("", text[:_BODY_HEAD]))


def _speaks_of_spring(text: str) -> bool:
    """Whether a page from spring is about the months gone by of that year: 一季度推荐申报15家, and no word of the year before."""
    return bool(_SPRING.search(text, 0, _BODY_HEAD)) and not _WHOLE_YEAR.search(text, 0, _BODY_HEAD)


def part_of_year(title: str, year: int) -> Period:
    """上半年, 前三季度, 1-9月: the part of a year that a title speaks of."""
    for written, last in _QUARTERS:
        if written in title:
            return months(year, 1, last)
    if until := _UNTIL_MONTH.search(title):
        return months(year, 1, min(int(until[1]), 12))
    alone = None if any(word in title for word in _UNTIL_WORDS) else _MONTH_ALONE.search(title)
    return months(year, int(alone["month"]), int(alone["month"])) if alone else year_period(year)

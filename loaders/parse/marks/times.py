"""Time expressions → periods. A period is a pair of days, both inside it; ``上半年`` of 2022 is 2022-01-01..2022-06-30."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.parse.numbers.dates import ITEM_OF_MONTHS
from loaders.parse.numbers.quantity import number_value
from loaders.wording import pattern

Period = tuple[date, date]
FIVE_YEAR_PLANS = {
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}  # first years
UNKNOWN_YEAR, LAST_UNKNOWN = 1000, 1500  # a document that tells no year; no report speaks of years this early
_SHORT = pattern(
    r"(?P<from_first>前)?第? ?(?P<quarter>[1-4])(?: ?[-—–~～至到] ?(?P<to_quarter>[1-4]))? ?个?季度|(?:(?P<of_year>(?:19|20)\d{2}) ?年? ?)?(?:Q(?P<fourth>[1-4])|H(?P<half>[12]))$"
    r"|{recent} ?(?P<last>\d{1,2}|[一两二三四五六七八九十]{1,2}) ?个月|['’‘]?(?P<short_year>[0-4]\d) ?年"
    r"|(?P<year>(?:19|20)\d{2})\.(?P<month>\d{1,2})[-—–~～至到](?P<to_month>\d{1,2})(?:月|$)"
)
_NUMBER = re.compile(r"\d+")
_FIRST_MONTHS = re.compile("前 ?([^ ]+?) ?个月")
_YEARS = re.compile(r"((?:19|20)\d{2})年?[-—–~～至到－]+((?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class Said:
    """A time the text names: its period, and how it may be used."""

    period: Period
    kind: str  # period, day (an event's date), end (a point: 年底, 末), start (年初), years (近三年)


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a document or section speaks of: the period reported on, and the one planned for."""

    reported: Period
    planned: Period
    spoken: int | None = None  # the year a report was given in, where it reports on the one before: its 今年
    written: int | None = None  # the year a report was written in, where that is the one it reports on
    told: date | None = None  # in a section, the last day that its document reports on

    def of(self, reported: Period) -> "Horizon":
        """That of a section, which reports on a period of its own."""
        return Horizon(reported, self.planned, self.spoken, self.written, self.reported[1])

    @property
    def rest_of_year(self) -> Period | None:
        """What remains of the year that the document reports on a part of; None where it reports on all of it."""
        last = self.told or self.reported[1]
        if (last.month, last.day) == (12, 31):
            return None
        return last + timedelta(days=1), date(last.year, 12, 31)

    @property
    def year(self) -> int:
        return self.reported[1].year

    @property
    def present(self) -> int:
        """The year that 今年 means."""
        return self.spoken or self.written or self.year


def year_period(year: int, last: int | None = None) -> Period:
    """January to December of a year, or of the years from one to another, whichever of them is said first."""
    last = last or year
    return date(min(year, last), 1, 1), date(max(year, last), 12, 31)


def stated(period: Period) -> tuple[date | None, date | None]:
    """A period as a row has it: both days None where it was reckoned from a year that nothing told."""
    first, last = period
    return (first if first.year > LAST_UNKNOWN else None), (last if last.year > LAST_UNKNOWN else None)


def months(year: int, first: int, last: int) -> Period:
    """The first day of one month to the last of another."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def year_before(period: Period) -> Period:
    """The whole year before a period begins."""
    return year_period(period[0].year - 1)


_MONTHS = {
    "first_half": (1, 6),
    "second_half": (7, 12),
    "quarter1": (1, 3),
    "quarter2": (4, 6),
    "quarter3": (7, 9),
    "quarter4": (10, 12),
    "three_quarters": (1, 9),
}
_YEARS_FROM_SPEAKING = {  # 今年, 去年, 明年: seen from the year that a report was given or written in
    "present_year": 0,
    "past_year": -1,
    "year_before_last": -2,
    "three_years_ago": -3,
    "next_year": 1,
    "year_after_next": 2,
}
_YEARS_AWAY = {  # word → years after the one reported on, kind
    "this_year": (0, "this_year"),
    "that_year": (0, "this_year"),
    "last_year": (-1, "period"),
    "year_start": (-1, "start"),
    "year_end": (0, "end"),
}


_PARTS_REPORTED = {"this_month": (1, 0), "last_month": (1, 1), "this_quarter": (3, 0), "last_quarter": (3, 1)}


def word_period(value: str, horizon: Horizon) -> Said | None:
    """The period of a time word of ``seeds/words/times.csv`` (its ``value``), seen from a document's horizon."""
    kind, _, argument = value.partition(":")
    if kind in _MONTHS or kind in _PARTS_REPORTED:
        part = _part_reported(kind, horizon) if kind in _PARTS_REPORTED else months(horizon.year, *_MONTHS[kind])
        return Said(part, "period")
    if kind in _YEARS_FROM_SPEAKING:
        year = horizon.present + _YEARS_FROM_SPEAKING[kind]
        return Said(year_period(year), "this_year" if kind == "present_year" else "period")
    if kind in _YEARS_AWAY:
        away, said = _YEARS_AWAY[kind]
        return Said(year_period(horizon.year + away), said)
    if kind == "now":
        return Said(horizon.reported, "now")
    return _argued(kind, argument, horizon) if argument else None


def _part_reported(kind: str, horizon: Horizon) -> Period:
    """本月, 上季度: the month or quarter that the time reported on ends in, or one before it."""
    length, back = _PARTS_REPORTED[kind]
    year, month = horizon.reported[1].year, horizon.reported[1].month
    first = 12 * year + length * ((month - 1) // length - back)
    year, month = first // 12, first % 12 + 1
    return months(year, month, month + length - 1)


def _argued(kind: str, argument: str, horizon: Horizon) -> Said | None:
    """A time word whose value names the years: ``year:2020``, ``years:3``, ``ahead:5``, ``plan:2021-2025``."""
    if kind in ("year", "ago"):
        year = int(argument) if kind == "year" else horizon.year - int(argument)
        return Said(year_period(year), "period" if kind == "year" else "end")
    if kind == "months":  # 近半年
        return _last_months(int(argument), horizon)
    if kind in ("years", "ahead"):  # 近五年, 今后五年
        first = horizon.planned[0].year if kind == "ahead" else horizon.year - int(argument) + 1
        return Said(year_period(first, first + int(argument) - 1), "years")
    if kind not in ("plan", "plan_end", "plan_name"):
        return None
    first, last = (int(part) for part in argument.split("-"))
    if kind == "plan_end":
        return Said(year_period(last), "end")
    return Said(year_period(first, last), "years" if kind == "plan" else kind)


def moved_to_year(part: Period, year: int) -> Period:
    """The same days of another year; the 29th of February becomes the 28th."""
    first, last = part
    end = months(year, last.month, last.month)[1]
    ends_month = last.day == monthrange(last.year, last.month)[1]
    return first.replace(year=year), (end if ends_month else end.replace(day=min(end.day, last.day)))


def same_time_last_year(horizon: Horizon) -> Said:
    """上年同期: the period reported on, a year earlier."""
    return Said(moved_to_year(horizon.reported, horizon.year - 1), "period")


def date_period(text: str, horizon: Horizon) -> Said | None:
    """The period of a written date (``2020年``, ``1-9月``, ``前10个月``, ``2022年10月底``, ``5月19日``); None for a clock time."""
    if item := ITEM_OF_MONTHS.fullmatch(text):
        text = item["months"]
    if years := _YEARS.match(text):
        return Said(year_period(int(years[1]), int(years[2])), "years") if years[1] <= years[2] else None
    if first_months := _FIRST_MONTHS.match(text):
        last_month = int(number_value(first_months[1]) or 0)
        return Said(months(horizon.year, 1, last_month), "period") if 1 <= last_month <= 12 else None
    if short := _SHORT.match(text):
        return _short_time(short, horizon)
    numbers = [int(n) for n in _NUMBER.findall(text)]
    year = numbers.pop(0) if len(str(numbers[0])) == 4 else horizon.year
    if ":" in text or "：" in text or not 1900 <= year <= 2100:
        return None
    try:
        return _dated(text, year, numbers)
    except ValueError:
        return None


def _short_time(said: re.Match[str], horizon: Horizon) -> Said | None:
    """第3季度, Q3, H1, 近三个月, '24年底, 2023.1-6."""
    if said["quarter"]:
        first = 1 if said["from_first"] else int(said["quarter"])
        last = int(said["to_quarter"] or said["quarter"])
        if said.string.endswith("末"):
            return Said(months(horizon.year, 1, 3 * last), "until")
        return Said(months(horizon.year, 3 * first - 2, 3 * last), "period") if first <= last else None
    if said["fourth"] or said["half"]:
        length, part = (3, int(said["fourth"])) if said["fourth"] else (6, int(said["half"]))
        year = int(said["of_year"] or horizon.year)
        return Said(months(year, length * (part - 1) + 1, length * part), "period")
    if said["last"]:
        return _last_months(int(number_value(said["last"]) or 0), horizon)
    if said["short_year"]:
        return _dated(said.string[said.end("short_year") :], 2000 + int(said["short_year"]), [])
    first, last = int(said["month"]), int(said["to_month"])
    return Said(months(int(said["year"]), first, last), "period") if 1 <= first < last <= 12 else None


def _last_months(count: int, horizon: Horizon) -> Said | None:
    """The months at the end of what is reported on, as far as they are of one year."""
    last = horizon.reported[1]
    return Said(months(last.year, last.month - count + 1, last.month), "period") if 0 < count <= last.month else None


def _dated(text: str, year: int, numbers: list[int]) -> Said | None:
    if not numbers:
        return Said(
            year_period(year - 1) if text.endswith("初") else year_period(year),
            "start" if text.endswith("初") else "period",
        )
    month = numbers[0]
    if not 1 <= month <= 12:
        return None
    if "日" in text or "号" in text or (len(numbers) > 1 and "月" not in text):
        day = numbers[1] if len(numbers) > 1 else 1
        return Said((date(year, 1, 1), date(year, month, day)), "day")
    if len(numbers) > 1:
        return Said(months(year, month, numbers[1]), "period") if month < numbers[1] <= 12 else None
    if "底" in text or "末" in text:
        return Said(months(year, 1, month), "month_end")
    return Said(months(year, month, month), "month")

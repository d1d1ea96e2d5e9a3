"""What a report says of itself: title, issuer, number, dates, kind, the place it is about and the period it speaks of."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import FIVE_YEAR_PLANS, UNKNOWN_YEAR, Horizon, Period, months, year_period
from loaders.parse.numbers.amounts import ZH
from loaders.parse.page.normalise import half_width, simplified
from loaders.parse.page.publisher import lies_within, place_spoken_of
from loaders.read import NotAReport, Told
from loaders.wording import ends, pattern, sole, words

_AS_FOLLOWS = sole("as_follows")
_LAST_YEAR = sole("last_year_word")
_MIDTERM = sole("midterm")
_ON_ISSUING = sole("on_issuing")
_WHOLE_COUNTRY_WORD = sole("whole_country")
_WORK_REPORT = sole("work_report")

NOTHING = Told()
_TITLE = pattern(r"{title_word}")
_RARER_TITLE = pattern("{rarer_title}")
_NO_TITLE = pattern(
    r"[ \u3000]+{printed}$|首{page_word}|当前位置|>|{source_label}[:：]|发布日期|发布时间|索引号|发布机构|主题分类|文号[:：]|登录|浏览器|^{about_page}|{annex_label}[:：]"
)
_DATE = re.compile(r"(?P<year>(?:19|20)\d{2}) ?[年./-] ?(?P<month>\d{1,2}) ?[月./-] ?(?P<day>\d{1,2}) ?日?")
_PUBLISHED = pattern(r"{date_label}[:：]?\s*" + _DATE.pattern)
_ISSUER = pattern(r"{publisher_label}[:：]\s*([\u4e00-\u9fff（）()]{3,40})")
_SIGNED = pattern(
    r"[ \t\u3000\xa0]*([\u4e00-\u9fff]{2,30}{office_end})(?:[ \t\u3000\xa0]+{printed})?(?:[ \t\u3000\xa0]+[（(]?\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?[)）]?)?[ \t\u3000\xa0\r]*"
)
_SIGNED_ENDS = ends("office_end") | ends("printed") | frozenset("日)）0123456789 \t\u3000\xa0\r")
_SOURCE = "[\u4e00-\u9fff]{2,30}(?:{office_end}|{paper}|{full_zone}|{zone_suffix})"
_DATED = pattern(
    r"[ \t\u3000\xa0\r]*(?:(?P<before>" + _SOURCE + r")[ \t\u3000\xa0]+)?[（(]?" + _DATE.pattern + r"[)）]?"
    r"(?:[ \t\u3000\xa0]+\d\d?:\d\d(?::\d\d)?)?(?:[ \t\u3000\xa0]+(?:{publisher_label}[:：] ?)?(?P<after>"
    + _SOURCE
    + r"))?[ \t\u3000\xa0\r]*"
)  # a day, alone or with whose page or paper it is: 2029-08-31 10:30 铜陵日报
_STOPS = frozenset("。；;！!？?：:，,、”")  # what no line with nothing but a date ends with
_GIVEN = pattern("{congress_word}")
_BEFORE_WHOM = pattern(
    "(?:在|^|\\s)(?P<place>[\u4e00-\u9fff]{2,12}?(?:{autonomous}|{place_mark})(?:[\u4e00-\u9fff]{1,8}?{place_mark}(?=第))?)"
)  # 在甲市乙区第六届…
_MONTH_ALONE = re.compile(r"[ \t\u3000]*[（(]?((?:19|20)\d{2}) ?年 ?(1[0-2]|[1-9]) ?月[)）]?[ \t\u3000\r]*")
_MONTHS_ALONE = re.compile(r"[ \t\u3000]*[（(]?((?:19|20)\d{2} ?年 ?1[-—至]\d{1,2}月)[)）]?[ \t\u3000\r]*")
_YEAR_IN_CHARACTERS = re.compile("(?:二[〇○零OＯo0]|一九)[〇○零OＯo0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零OＯo一二三四五六七八九", "000000123456789")
_NUMBER = re.compile(r"[〔\[【(（]\d{4}[〕\]】)）]\d+号")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,8}\Z")  # the letters of an office before it
_HEAD = 3000  # characters of a page's head, where it says who published it and when
_RUNNING_TEXT = re.compile("[，。；;]|,$|[\u4e00-\u9fff],[\u4e00-\u9fff]|[：:]$")
_BODY_HEAD = 4000
_LONGEST_TITLE = 80
_SHORTEST, _LONGEST = 2, 20  # characters of a place's name
_TITLED = re.compile("《[^《》]+》")
_SPACED_OUT = re.compile("[\u4e00-\u9fff](?:[ \u3000\xa0]+[\u4e00-\u9fff])+")
_BLANKS = re.compile("[ \u3000\xa0]+")
_BROKEN_OFF = re.compile(
    f"[—－―-]*(?:{_DATE.pattern})?[ \u3000]*在[\u4e00-\u9fff]+"
)  # in the middle of a line under the title
_SENTENCE_END = re.compile("[。！？；]")
_YEAR = pattern(r"(?<![与较比])((?:19|20)\d{2})(?=\s*年|\s*{work_noun}|[^\d])")
_ZONE = pattern(r"((?:(?!{behind_office})[\u4e00-\u9fff（）()]){2,12}?(?:{full_zone}|{zone_suffix}))")


_TOWN = pattern(
    f"(?!{{no_town}}|{{goal_opening}}|[{ZH}]+{{town_mark}}|[\u4e00-\u9fff]{{0,4}}?{{called_town}}(?!{{town_office}}))"
    "[\u4e00-\u9fff]{1,5}?(?<!{town_kind}){town_mark}(?={town_office}|{behind_office}|\\d)"
)  # 甲镇人民政府, 乙街道2029年
_IN_TITLE = pattern(
    "(?P<office>[\u4e00-\u9fff]{2,28}?(?:{office_end}|{titled_office}))(?:[（(][\u4e00-\u9fff、]{2,12}[)）])?"
    '(?=[“"\\d：:]|{behind_office})'
)  # 甲县科学技术局2029年工作总结: whose title it is
_SUBJECT_OFFICE = pattern(
    "(?:^|[\n。，,])[ \t\u3000\xa0]*(?P<office>[\u4e00-\u9fff]{2,12}?(?:{office_end}|{titled_office}))"
    "(?:[（(][\u4e00-\u9fff、]{2,12}[)）])?(?={office_acts})"
)  # 2029年，甲区科技局在区委…领导下
_ON_BEHALF = pattern("{on_behalf}(?P<office>[\u4e00-\u9fff]{2,14}?{office_end})")  # 我代表甲市人民政府
_GOAL = pattern("^{goal_opening}|{goal_opening}[\u4e00-\u9fff]{2,}{titled_office}$")  # 打造区域科技创新中心
_LEVEL = pattern("{level_name}|{zone_suffix}|[{place_mark}](?![{qu_word_end}间场])")
_DIVIDED = pattern("(?:[{place_mark}]|{zone_suffix}|{full_zone})$")
_BEHIND_DASH = re.compile("[—－-]{1,2}(?=[\u4e00-\u9fff]{4,}$)|(?<=[\u4e00-\u9fff”])[ \u3000]+(?=[\u4e00-\u9fff])")


_AT_A_MEETING = pattern(
    "{given_title}(?!{report_answered})|{congress}(?!{standing_committee}).*{report_noun}|{work_meeting}(?:{meeting_paper}|在[^，,。]{2,8}{convening})?$"
)  # of the year before
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
_SPAN_OF_YEARS = re.compile(r"((?:19|20)\d{2})年?[-—－–~～至到]+((?:19|20)\d{2})年")
_YEAR_SPOKEN_OF = re.compile(r"(?<!的)((?:19|20)\d{2}) ?年度")
_FIRST_TIME = pattern(
    r"(?:^|[。\n])[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?[ \t\u3000]*(?P<year>(?:19|20)\d{2}) ?年(?:度|末|底)?(?![\d初来以]| ?[-—～至到])"
    r"|{until}|{this_year}|{now_word}|上半年|季度|(?:19|20)\d{2} ?年 ?\d|\d月"
)  # what a body says first of when: a whole year at a sentence's head, or the time it is written in
_THIS_YEAR_SO_FAR = pattern("{until}|{now_word}|{this_year}(?!内|底)|(?<!年)上半年|[1-9]月(?!\\d)")
_NAMED_AGAIN = 2  # times that a report names its own place at least
_OPENING = 300  # characters of a text that say what it is about
_BODY_YEAR = re.compile(r"(?<![与较比由从是])((?:19|20)\d{2})年")  # none that another is held against
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=[”》])")  # 《发展报告2029》
_PARTS_GONE_BY = tuple(
    (months_gone, re.compile(f"(?<!{_LAST_YEAR})(?<!上年)(?<![；;])(?:{written})"))
    for months_gone, written in (
        ((1, 6), "上半年|1 ?[-—–~～至到] ?6 ?月"),
        ((1, 9), "前三季度|1 ?[-—–~～至到] ?9 ?月"),
    )
)
_SPRING = re.compile("(?<![\\d年前])(?:第?[一1]季度|1[-—–~～至到][234]月)")  # a quarter of no other year
_WHOLE_YEAR = pattern("{whole_year}|前三季度|二季度|三季度|四季度|下半年|{last_year}(?!{same_period})")
_NEXT_YEAR = pattern("{next_year}")
_TOLD_AFTER = pattern(
    "(?:^|[。；;：:\n]|(?:{learned}|{according_to})[，,])[ \t\u3000\xa0]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?"
    "(?:{last_year_word}(?:以来)?(?:[，,]|(?!{same_period}|[底末初的同]))"
    "|{this_year}[，,]?[^，,。；;\n\\d]{0,14}(?:{set_ahead}|{plan_word}))"
)  # 去年，…; 今年，我们将…
_OF_LAST_YEAR = pattern("(?<![较比]){last_year_word}(?!{same_period}|[底末初的同])")
_LAST_MONTH = 12
_UNTIL = pattern(r"{until}(20\d{2}) ?年 ?([1-9]|1[0-2]) ?月")
_SINCE_YEAR = re.compile(r"((?:19|20)\d{2}) ?年以来")
_UNTIL_YEAR = pattern(r"{until}(20\d{2}) ?年")
_SPRING_ENDS = 4  # the last month in which a page tells of the year before
_UNTIL_MONTH = re.compile(r"1[-—至](\d{1,2})月")
_ITEM = re.compile(r"[一二三四五六七八九十]+、|[（(]|\d+[.、]")
_LEAD_IN = pattern(
    r"^{title_lead}+|^(?:(?:19|20)\d{2} ?年)?(?:前 ?\d{1,2} ?个月|[前第]?[一二三四1-4]季度|[上下]半年|(?:1?\d ?[-—–~～至到] ?)?1?\d ?月份?)(?!的)"
)  # 2029年前三季度铜陵市…
_YEAR_LEADS = pattern("^(?:{title_lead}|(?:19|20)\\d{2} ?年度?)+")
_DATELINE = pattern(
    r"(?:^|\n)[ \t\u3000\xa0]*{paper_lead}?(?P<paper>[\u4e00-\u9fff]{2,6}?{paper})[ ]?{news_word}(?![\u4e00-\u9fff])"
)  # 铜陵日报讯（记者…
_NOT_LOCAL = words("not_local_paper")
_WHOLE_COUNTRY = pattern(r"{whole_tier}")
_NATIONAL = pattern("(?:(?:19|20)\\d{2} ?年度?)?(?:[上下]半年)?(?:{own_country}|{national}{national_kind})")
_OWN_COUNTRY = pattern("{own_country}")
_OFTEN = 3  # times that a text must speak of its country to be about it
_OWN_PLACE = pattern("{party_committee}|[{own_mark}][{place_mark}](?![{qu_word_end}间])")
_OUR_PLACE = pattern("{our_mark}(?P<level>[{place_mark}])(?![{qu_word_end}间])")
_ALL_OF_IT = pattern("全[{place_mark}](?!{county_word})")  # 全州科技工作会议: no 全州县
_OF_PROVINCE = pattern("{of_province}")
_AREAS = words("macro_area")
_OF_CITY = pattern("{of_city}")
Where = tuple[str | None, str, str, str | None]  # code, name, what told it, its words

# 市科技局, 省科学技术厅: an office named by the level of its place alone
_OFFICE_BY_LEVEL = pattern("[{place_mark}]({science_name}{office_level})(?={title_follow}|\\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str | None
    title_end: int
    issuer: str | None
    document_number: str | None
    kind: str
    issued_on: date | None
    published_on: date | None
    horizon: Horizon
    region_code: str | None
    region_name: str
    region_rule: str
    region_evidence: str | None


def read_metadata(
    text: str, lines: list[tuple[int, int]], lexicon: Lexicon, told: Told = NOTHING, decided: Told = NOTHING
) -> Metadata:
    """Everything the first lines (and the signature) of a report say of it; what is not said is None or ``unknown``.

    ``lines`` are the offsets of the lines that are not blank; ``told`` is what the page's tags say, and is used where
    the text says nothing; ``decided`` overrides both. Raises NotAReport where it names a region that is not known.
    """
    head, first_lines = text[:_HEAD], lines[:40]
    title, title_end = _title(text, first_lines)
    title = decided.title or title
    named = half_width(simplified(title or "", lexicon))
    published = decided.published_on or _day(_PUBLISHED.search(head)) or told.published_on
    issued = _issued(text, lines)
    publisher = _ISSUER.search(head)
    posted_by = publisher[1] if publisher else told.issuer
    signed = _signed(text, lines)
    issuer = decided.issuer or posted_by or (signed[-1] if signed else None)
    kind = decided.kind or _kind(named)
    subtitle = _subtitle(text, first_lines)
    spoken_on = _day(_DATE.search(subtitle))  # ——2029年10月29日在…常务委员会会议上
    given = _month_alone(text, first_lines) or spoken_on
    said = f"{_years_in_digits(named)}{_months_alone(text, first_lines)} {subtitle if _WORK_REPORT in named else ''}"
    horizon = _of_year_before(said, spoken_on, text) or _horizon(said, kind, given or published or issued, text)
    if horizon.year == UNKNOWN_YEAR and told.called:
        horizon = _horizon(half_width(told.called), kind, None, text)
    horizon = replace(
        horizon,
        written=_written(horizon, kind, published or issued, text),
        spoken=horizon.spoken or _told_in_next_year(horizon, kind, given or published or issued, named, text),
    )
    if decided.period:
        following = year_period(decided.period[1].year + (decided.period[1].month == 12))
        horizon = Horizon(decided.period, decided.period if kind in ("plan", "work_points") else following)
    place = _said_place(
        [
            ("title", _ALL_OF_IT.sub("", named)),
            *(("title", half) for half in _BEHIND_DASH.split(named)[1:]),
            ("issuer", issuer or ""),
            *(("issuer", s) for s in reversed(signed)),
            *(("issuer", source) for source in _sources(text, first_lines)),
            *(
                ("issuer", said["paper"])
                for said in _DATELINE.finditer(head)
                if not said["paper"].startswith(_NOT_LOCAL)
            ),
            *(("issuer", said["office"]) for said in _SUBJECT_OFFICE.finditer(text, 0, _OPENING)),
            *(("issuer", said["office"]) for said in _ON_BEHALF.finditer(head)),
        ],
        subtitle,
        text,
        lexicon,
    )
    if decided.region:
        place = _decided_place(decided.region, lexicon)
    elif place and place[2] == "issuer" and (wider := place_spoken_of(text, place[0], lexicon)):
        place = wider[0], lexicon.regions[wider[0]].name, "inferred", wider[1]
    if place and not decided.issuer and issuer == posted_by:
        issuer = _named_by_level(named, place) or _true_issuer(issuer, signed, place, lexicon)
    issuer = decided.issuer or _with_place(issuer or _titled_office(named), place)
    return Metadata(
        title, title_end, issuer, decided.document_number or _number(head) or told.document_number,
        kind, issued or spoken_on, published, horizon,
        *(_as_called(place, text, lexicon) if place else _of_country(named, text, lexicon) or _of_file(told.called, lexicon) or _ours(text, lexicon) or _country_spoken_of(text, lexicon) or _inferred(text, lexicon)),
    )  # fmt: skip


def _decided_place(said: str, lexicon: Lexicon) -> Where:
    """The place that a sidecar names, by name or code. Raises NotAReport where none is known."""
    code = said if said in lexicon.regions else next(iter(lexicon.region_names.get(said, ())), None)
    if code is None:
        raise NotAReport("sidecar", f"the region in its sidecar is not in seeds/regions.csv: {said}")
    return code, lexicon.regions[code].name, "sidecar", said


def _named_by_level(title: str, place: Where) -> str | None:
    """市科技局2029年工作报告, as another body's page has it: the office of the place, which its title leaves unsaid."""
    office = _OFFICE_BY_LEVEL.match(title)
    return place[1] + office[1] if office and place[1].endswith(title[0]) else None


def _titled_office(title: str) -> str | None:
    """甲县科学技术局2029年工作总结: the office whose name a title begins with."""
    office = _IN_TITLE.match(_YEAR_LEADS.sub("", title))
    return office["office"] if office and not _GOAL.search(office["office"]) else None


def _with_place(office: str | None, place: Where | None) -> str | None:
    """地区科技局, 高新区管委会: the office of the report's place, named by no more than the place's level, with all of its name."""
    level = _LEVEL.match(office or "")
    if level is None or place is None or not place[1].endswith(level.group()) or place[1] == level.group():
        return office
    return place[1] + (office or "")[level.end() :]


def _true_issuer(publisher: str | None, signed: list[str], place: Where, lexicon: Lexicon) -> str | None:
    """The publisher, unless it is of a part of the report's place; then an office of that place which signed, if any."""
    posted_at = place_of_name(publisher or "", lexicon)
    if posted_at is None or not lies_within(posted_at[0], place[0], lexicon):
        return publisher
    found = ((name, place_of_name(name, lexicon)) for name in reversed(signed))
    return next((name for name, where in found if where and where[0] == place[0]), None)


def _as_called(place: Where, text: str, lexicon: Lexicon) -> Where:
    """A zone goes by its usual name where the text calls it that, by the long one of the title where it does not."""
    known = lexicon.regions.get(place[0] or "")
    if known is None or known.level != "zone" or known.name[:2] != place[1][:2] or known.name not in text:
        return place
    return place[0], known.name, *place[2:]


def _signed(text: str, lines: list[tuple[int, int]]) -> list[str]:
    """The offices on a line of their own, as under a report."""
    found = (_SIGNED.fullmatch(text, start, end) for start, end in lines if text[end - 1] in _SIGNED_ENDS)
    return [match[1] for match in found if match]


def _sources(text: str, head: list[tuple[int, int]]) -> Iterator[str]:
    """Whose page or paper the lines of a head name beside a day."""
    for start, end in head:
        dated = _DATED.fullmatch(text, start, end)
        source = dated and (dated["before"] or dated["after"])
        if source and not source.startswith(_NOT_LOCAL):
            yield source


def _number(head: str) -> str | None:
    """A document's number with the letters of its office: 国办发〔2020〕3号."""
    for match in _NUMBER.finditer(head) if "号" in head else ():
        if office := _NUMBERED.search(head, max(0, match.start() - 8), match.start()):
            return office.group() + match.group()
    return None


def _title(text: str, head: list[tuple[int, int]]) -> tuple[str | None, int]:
    candidates = _titles(text, head, _TITLE) or _titles(text, head, _RARER_TITLE)
    if not candidates:
        return _first_words(text, *head[0]) if head else (None, 0)
    candidates_named = [c for c in candidates if _YEAR.search(c[2]) or "十" in c[2]] or candidates
    best = next(
        (c for c in reversed(candidates_named) if _ON_ISSUING not in c[2] and c[2][-1] not in _AS_FOLLOWS),
        candidates_named[0],
    )
    following = next((c for c in candidates if c[0] > best[0]), None)
    if following and _TITLED.fullmatch(best[2]) and not text[best[1] : following[0]].strip():
        return best[2] + following[2], max(following[1], candidates[-1][1])  # 《…规划》⏎实施情况评估报告
    return best[2], max(best[1], candidates[-1][1])


def _titles(text: str, head: list[tuple[int, int]], words: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """The lines of a page's head that may be its title, for one of the words is in them."""
    found = []
    for start, end in head:
        line = _closed(text[start:end].strip(" \t\u3000\xa0\r"))
        if (
            6 <= len(line) <= _LONGEST_TITLE
            and words.search(line)
            and not _NO_TITLE.search(line)
            and not _RUNNING_TEXT.search(line)
            and not _ITEM.match(line)
        ):
            found.append((start, end, line))
        elif len(line) > _LONGEST_TITLE or line.endswith("。"):
            break
    return found


def _closed(line: str) -> str:
    """政 府 工 作 报 告 without its blanks; any other line as it is."""
    return _BLANKS.sub("", line) if _SPACED_OUT.fullmatch(line) else line


def _first_words(text: str, start: int, end: int) -> tuple[str, int]:
    """The first line for a title; of one that is longer than titles are the first sentence, which is no less a part of the body."""
    if end - start <= _LONGEST_TITLE:
        return text[start:end].strip(), end
    return _SENTENCE_END.split(text[start : start + _LONGEST_TITLE], maxsplit=1)[0].strip(), start


def _day(match: re.Match[str] | None) -> date | None:
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _issued(text: str, lines: list[tuple[int, int]]) -> date | None:
    """The date under the signature: a line that holds a date and at most whose it is."""
    found = (_DATED.fullmatch(text, start, end) for start, end in reversed(lines) if text[end - 1] not in _STOPS)
    return _day(next(filter(None, found), None))


_KINDS = tuple(
    (pattern(title), kind)
    for title, kind in (
        (r"{several}?{policy_word}(?:[（(].*[)）])?$|{applying}.*{notice}$", "policy"),
        ("半年", "half_year_report"),
        ("{summary_title}", "summary"),
        (
            r"(?:{goal_word}|{scheme}[（(].*(?:19|20)\d{2}年?[-—－~～至].*[)）]|(?:19|20)\d{2}年?[)）].{0,20}{scheme})$",
            "plan",
        ),
        ("要点", "work_points"),
        ("{plan_title}", "plan"),
        ("{policy_word}(?:{about_policy}|(?![\u4e00-\u9fff](?<![的和及与])))", "policy"),  # not 高企申报再创新高
    )
)


def _kind(title: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), "other")


def _horizon(title: str, kind: str, dated: date | None, text: str) -> Horizon:
    """The period reported on and the one planned for, from the title's years and words; else from the page's date."""
    if of_years := _horizon_of_years(title, kind, dated, text):
        return of_years
    at_a_meeting = _AT_A_MEETING.search(title.strip()) and not _PART_OF_YEAR.search(title)
    years = [int(y) for y in _YEAR.findall(title + " ")]
    years = years or [_year_of_meeting(dated, text) if at_a_meeting else _guessed_year(dated, text)]
    year = years[0]
    if at_a_meeting and dated and (dated.year, dated.month >= _LATE) == (year, True):
        return Horizon(year_period(year), year_period(year + 1), spoken=year + 1)  # ——2029年12月15日在…人民代表大会上
    if at_a_meeting or (len(years) == 1 and _reviews_year_before(title, year, text)):
        return Horizon(year_period(year - 1), year_period(year), spoken=year)
    if kind == "policy" and len(years) > 1:  # 实施办法(2021—2025年)
        return Horizon(year_period(year, years[-1]), year_period(year, years[-1]))
    reported = part_of_year(title, year)
    if kind in ("plan", "work_points"):
        return Horizon(reported, year_period(years[-1]))
    if reported == year_period(year) and len(set(years)) == 1 and dated and dated.year == year:
        reported = _part_gone_by(dated, text)
    is_part = reported[1].month != 12
    planned = year_period(years[-1]) if len(years) > 1 else year_period(year if is_part else year + 1)
    return Horizon(reported, planned)


def _of_year_before(title: str, spoken_on: date | None, text: str) -> Horizon | None:
    """A report that was given in the course of a year, and begins with the figures of the one before; None for any other."""
    if spoken_on is None or _YEAR.search(title + " ") or _PART_OF_YEAR.search(title):
        return None
    body = re.search(r"\n[ \t\u3000]*\S{40,}", text)  # the first line that is longer than those of a head
    first = _FIRST_TIME.search(text, body.start() if body else 0, _BODY_HEAD)
    if first is None or not first["year"] or int(first["year"]) != spoken_on.year - 1:
        return None
    last_year = re.compile(f"(?<![较比])(?:{spoken_on.year - 1} ?年(?!\\d|底|末)|{_LAST_YEAR})")
    if len(last_year.findall(text[:_BODY_HEAD])) <= len(_THIS_YEAR_SO_FAR.findall(text[:_BODY_HEAD])):
        return None  # mostly of this year: last year's are no more than the latest figures of a few
    return Horizon(year_period(spoken_on.year - 1), year_period(spoken_on.year), spoken=spoken_on.year)


def _part_gone_by(dated: date, text: str) -> Period:
    """The part of its year that a page speaks of first and that has just ended (上半年, in July); else the whole year."""
    for (first, last), written in _PARTS_GONE_BY:
        if dated.month in range(last, last + 3) and written.search(text, 0, _OPENING):
            return months(dated.year, first, last)
    return year_period(dated.year)


def _horizon_of_years(title: str, kind: str, dated: date | None, text: str) -> Horizon | None:
    """What a title speaks of that names a five-year plan, or that looks back on several years; None for any other."""
    title = _PLAN_IN_FULL.sub("\\1五\\2", title)
    for plan, first in FIVE_YEAR_PLANS.items():
        if plan in title and _PLANNED.search(title):
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
    year = _YEAR.search(title)
    if not plans or (year and year.start() < min(plans)):
        return None
    first = plans[min(plans)]
    return year_period(first, first + 4)


def _reviews_year_before(title: str, year: int, text: str) -> bool:
    """A report named after the year it was given in: it looks back on the year before (回看2029年), or speaks of that one and sets this year's goals."""
    if not _GIVEN_NEXT_YEAR.search(title.strip()) or _PART_OF_YEAR.search(title):
        return False
    body, this, last, following = text[: 2 * _BODY_HEAD], str(year), str(year - 1), str(year + 1)
    spoken_of, planned = set(_BEGINS_WITH_YEAR.findall(body)), set(_SETS_GOALS.findall(body))
    if this in spoken_of or following in planned:
        return False
    return last in _LOOKS_BACK.findall(body) or (last in spoken_of and this in planned)


def _written(horizon: Horizon, kind: str, dated: date | None, text: str) -> int | None:
    """The year that a report was written in, where its date or a word like 明年 tells that it is the one it reports on."""
    if horizon.spoken is not None or kind == "policy":
        return None
    if kind in ("plan", "work_points"):
        return horizon.year if horizon.planned == year_period(horizon.year) else None
    in_that_year = dated.year == horizon.year if dated else _NEXT_YEAR.search(text) is not None
    return horizon.year if in_that_year else None


def _told_in_next_year(horizon: Horizon, kind: str, dated: date | None, title: str, text: str) -> int | None:
    """The year that a report of the year before is from, where it calls that one last year, or tells what this year is to bring."""
    if kind in ("plan", "work_points", "policy") or _NEXT_YEAR.search(text):
        return None
    if dated is None:
        return horizon.year + 1 if _OF_LAST_YEAR.search(title) and not _YEAR.search(title + " ") else None
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
        opening = _YEAR_SPOKEN_OF.search(text, 0, _OPENING)  # 就2019年度主要指标作了对比
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
    begins = re.search(f"(?<![较比到])(?:{dated.year - 1} ?年(?! ?\\d)|{_LAST_YEAR})", text[:_OPENING])
    of_its_own = re.compile(f"{dated.year} ?年(?! ?\\d)|{_THIS_YEAR_SO_FAR.pattern}")
    return begins is not None and not of_its_own.search(text, 0, _BODY_HEAD)


def _speaks_of_spring(text: str) -> bool:
    """Whether a page from spring is about the months gone by of that year: 一季度推荐申报15家, and no word of the year before."""
    return bool(_SPRING.search(text, 0, _BODY_HEAD)) and not _WHOLE_YEAR.search(text, 0, _BODY_HEAD)


def part_of_year(title: str, year: int) -> Period:
    """上半年, 前三季度, 1-9月: the part of a year that a title speaks of."""
    if "半年" in title:
        return months(year, 1, 6)
    if "前三季度" in title:
        return months(year, 1, 9)
    if "一季度" in title:
        return months(year, 1, 3)
    if until := _UNTIL_MONTH.search(title):
        return months(year, 1, min(int(until[1]), 12))
    if "二季度" in title:
        return months(year, 1, 6)
    return months(year, 1, 9) if "三季度" in title else year_period(year)


def _month_alone(text: str, head: list[tuple[int, int]]) -> date | None:
    """（2020年10月）, a line of its own under the title: the first day of that month."""
    for start, end in head[:4]:
        if month := _MONTH_ALONE.fullmatch(text, start, end):
            return date(int(month[1]), int(month[2]), 1)
    return None


def _months_alone(text: str, head: list[tuple[int, int]]) -> str:
    """（2023年1—8月）, a line of its own under the title, as a part of the title; '' for none."""
    found = (_MONTHS_ALONE.fullmatch(text, start, end) for start, end in head[:4])
    return next((line[1] for line in found if line), "")


def _years_in_digits(title: str) -> str:
    """二〇二九年, 二00九年 → 2029年, 2009年."""
    return _YEAR_IN_CHARACTERS.sub(lambda year: year.group().translate(_DIGITS), title)


def _subtitle(text: str, head: list[tuple[int, int]]) -> str:
    """The lines under a title that say before whom and when a report was given: ``——2026年1月26日在…人民代表大会…上``."""
    lines = [text[start:end].strip(" \t\u3000\xa0\r") for start, end in head[:12]]
    pairs = zip(lines, ["", *lines], strict=False)
    return " ".join(
        before + line if _BROKEN_OFF.fullmatch(before) else line
        for line, before in pairs
        if len(line) <= 60 and _GIVEN.search(line)
    )


def _said_place(sources: list[tuple[str, str]], subtitle: str, text: str, lexicon: Lexicon) -> Where | None:
    """The place a title, an office or the line under the title names, with what told it."""
    before_whom = (("subtitle", match["place"]) for match in _BEFORE_WHOM.finditer(subtitle))
    for rule, source in chain(sources, before_whom):
        if found := place_of_name(source, lexicon, text):
            return found[0], found[1], rule, subtitle if rule == "subtitle" else source
    return None


def place_of_name(name: str, lexicon: Lexicon, text: str = "") -> tuple[str | None, str] | None:
    """The place a title or an office's name begins with: ``沈阳市科学技术局`` → 沈阳市; a zone before the city it lies in."""
    name = _LEAD_IN.sub("", simplified(name.strip(), lexicon))
    if town := _town_in(name, lexicon):
        return town
    county = lexicon.short_counties.get(name[:2])
    return (county, lexicon.regions[county].name) if county else _place_within(name, lexicon, text)


def _town_in(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """乙县丙镇人民政府, 丙街道办事处: a town by its own name, with the code of what it lies in where that is said."""
    if not _TOWN.search(name):
        return None
    at = end = 0
    while step := max(
        (n for n in range(_SHORTEST, _LONGEST) if name[end : end + n] in lexicon.region_names), default=0
    ):
        end += step
        at = end if _DIVIDED.search(name, 0, end) else at
    town = _TOWN.match(name, at)
    if town is None or town.group() in lexicon.region_names:
        return None
    where = _place_within(name[:at], lexicon) if at else None
    return where[0] if where else None, town.group()


def _place_within(name: str, lexicon: Lexicon, text: str = "") -> tuple[str | None, str] | None:
    zone = _ZONE.match(name)
    if zone and not _WHOLE_COUNTRY.match(name):
        known = lexicon.region_names.get(zone[1])
        if known:
            return known[0], zone[1].replace("（", "(").replace("）", ")")
        inside = [place for place in (zone[1][:n] for n in range(len(zone[1]), 1, -1)) if place in lexicon.region_names]
        if inside:
            return lexicon.region_names[inside[0]][0] if zone[1] == inside[
                0
            ] else f"{lexicon.region_names[inside[0]][0]}", zone[1]
    best: tuple[int, int, str] | None = None
    macro = ""  # 胶东经济圈…办公室: of several cities, where it names none of them
    for end, (term, codes) in lexicon.place_automaton.iter(name[:40]):
        start = end - len(term) + 1
        if start > 8 or (best and start > best[0] + best[1]):
            continue
        level = lexicon.regions[codes[0]].level
        if level == "macro":
            macro = codes[0] if start == 0 and term.endswith(_AREAS) else macro
            continue
        if level == "country":  # “中国这十年·重庆”: it says nothing where a part of it is named
            macro = macro or codes[0]
            continue
        key = (start, len(term), _meant(codes, best[2] if best else "", lexicon, text))
        if best is None or (start == best[0] and len(term) > best[1]) or start == best[0] + best[1]:
            best = key
    if best is None:
        return (macro, lexicon.regions[macro].name) if macro else None
    return best[2], lexicon.regions[best[2]].name


def _meant(codes: tuple[str, ...], around: str, lexicon: Lexicon, text: str) -> str:
    """Of places that share a name the one in the place named before it (福州市鼓楼区), else the one whose city or province the text names most."""
    if len(codes) == 1:
        return codes[0]
    inside = [code for code in codes if around in lexicon.ancestors(code)]
    votes = {
        code: sum(text.count(lexicon.regions[above].name[:-1]) for above in lexicon.ancestors(code)[1:-1])
        for code in inside or codes
    }
    return max(votes, key=lambda code: votes[code])


def _inferred_province(text: str, terms: list[str], lexicon: Lexicon) -> Where | None:
    """The province that a report of a province speaks of most, with the places in it; None for any other report."""
    if not _OF_PROVINCE.search(text) or _OF_CITY.search(text):
        return None
    votes: Counter[str] = Counter()
    for term in terms:
        codes = lexicon.region_names.get(term, ())
        provinces = (
            {code for code in lexicon.ancestors(codes[0]) if lexicon.regions[code].level == "province"} if codes else ()
        )
        votes.update({code: text.count(term) for code in provinces})
    (code, score), *rest = votes.most_common(2) or [("", 0)]
    if score < 3 or (rest and 2 * rest[0][1] > score):
        return None
    return code, lexicon.regions[code].name, "inferred", lexicon.regions[code].name


def _of_country(title: str, text: str, lexicon: Lexicon) -> Where | None:
    """国家高新区综合发展: what the whole country has, in a text that speaks of no smaller place as its own."""
    if not _NATIONAL.match(title) or _OWN_PLACE.search(text):
        return None
    code = next(iter(lexicon.region_names.get(_WHOLE_COUNTRY_WORD, ())), None)
    return (code, lexicon.regions[code].name, "title", title) if code else None


def _country_spoken_of(text: str, lexicon: Lexicon) -> Where | None:
    """我国专利…。全国…: the country, where a text that has no smaller place of its own speaks of it again and again."""
    said = _OWN_COUNTRY.findall(text)
    if len(said) < _OFTEN or _OWN_PLACE.search(text):
        return None
    code = next(iter(lexicon.region_names.get(_WHOLE_COUNTRY_WORD, ())), None)
    return (code, lexicon.regions[code].name, "inferred", said[0]) if code else None


def _of_file(called: str | None, lexicon: Lexicon) -> Where | None:
    """The place that the name of a report's file begins with; None for any other name."""
    found = place_of_name(half_width(called or ""), lexicon)
    return (*found, "file_name", called) if found else None


def _ours(text: str, lexicon: Lexicon) -> Where | None:
    """我县 in a report that names one county alone, and more than once: that county; None for any other report."""
    levels = Counter(said["level"] for said in _OUR_PLACE.finditer(text))
    if not levels:
        return None
    level = levels.most_common(1)[0][0]
    named = {term: codes for term, codes in lexicon.place_automaton.words(text).items() if term.endswith(level)}
    own = [term for term, codes in named.items() if term == lexicon.regions[codes[0]].name]
    if len(own) != 1 or text.count(own[0]) < _NAMED_AGAIN:
        return None
    return _meant(named[own[0]], "", lexicon, text), own[0], "inferred", own[0]


def _inferred(text: str, lexicon: Lexicon) -> Where:
    """A report whose own place was blanked out: the prefecture most of the counties it names lie in, else the province."""
    votes: Counter[str] = Counter()
    named: dict[str, set[str]] = {}
    terms = lexicon.place_automaton.words(text)
    for term, codes in terms.items():
        for code in codes:
            region = lexicon.regions[code]
            city = lexicon.regions.get(code if region.level == "prefecture" else region.parent)
            if region.level not in ("county", "zone", "prefecture") or city is None or city.level != "prefecture":
                continue
            if term not in named.setdefault(city.code, set()):
                votes[city.code] += 2 if region.level == "county" else 1
                named[city.code].add(term)
    if province := _inferred_province(text, list(terms), lexicon):
        return province
    (city_code, score), *rest = votes.most_common(2) or [("", 0)]
    if score < 3 or (rest and rest[0][1] >= score):
        return None, "unknown", "unknown", None
    return city_code, lexicon.regions[city_code].name, "inferred", "、".join(sorted(named[city_code]))

"""What a report says of itself: title, issuer, number, dates, kind, the place it is about and the period it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import UNKNOWN_YEAR, Horizon, year_period
from loaders.parse.page.head import (
    DATE,
    NOT_LOCAL,
    as_day,
    day_issued,
    day_posted,
    document_number,
    find_subtitle,
    find_title,
    kind_of,
    line_above,
    month_alone,
    months_alone,
    signatures,
    sources_named,
    years_in_digits,
)
from loaders.parse.page.horizon import (
    OPENING,
    horizon_of_year_before,
    read_horizon,
    year_told_in,
    year_written,
)
from loaders.parse.page.normalise import half_width, simplified
from loaders.parse.page.publisher import (
    named_by_level,
    place_spoken_of,
    titled_office,
    true_issuer,
    with_place,
)
from loaders.parse.page.region import (
    Where,
    as_called,
    country_spoken_of,
    decided_place,
    infer_place,
    is_of_realm,
    own_county,
    own_zone,
    place_of_file,
    place_of_trail,
    place_of_year,
    said_place,
    whole_country,
)
from loaders.read import Told
from loaders.wording import pattern, sole, words

_WORK_REPORT = sole("work_report")
NOTHING = Told()
_PUBLISHED = pattern(r"(?:{date_label}[:：]?|{source_label}[:：]\s*[\u4e00-\u9fff]{2,16})\s*" + DATE.pattern)
_ISSUER = pattern(
    r"{publisher_label}[:：]\s*(?P<name>[\u4e00-\u9fff（）()]{3,40})"
    r"|(?<![\u4e00-\u9fff]){author_label}[:：]\s*(?P<office>[\u4e00-\u9fff]{2,30}?(?:{office_end}|{titled_office}))(?![\u4e00-\u9fff])"
)
_HEAD = 3000  # characters of a page's head, where it says who published it and when
_SUBJECT_OFFICE = pattern(
    "(?:^|[\n。，,])[ \t\u3000\xa0]*(?P<office>[\u4e00-\u9fff]{2,12}?(?:{office_end}|{titled_office}))"
    "(?:[（(][\u4e00-\u9fff、]{2,12}[)）])?(?={office_acts})"
)  # 2029年，甲区科技局在区委…领导下
_BEHALF = words("on_behalf")
_ON_BEHALF = pattern("{on_behalf}(?P<office>[\u4e00-\u9fff]{2,14}?{office_end})")  # 现在，我代表甲市人民政府
_BEHIND_DASH = re.compile(
    "[—－-]{1,2}(?=[\u4e00-\u9fff]{4,}$)|[|｜][ \u3000]*(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff”])[ \u3000]+(?=[\u4e00-\u9fff])"
)
_DATELINE = pattern(
    r"\n[ \t\u3000\xa0]*{paper_lead}?(?P<paper>[\u4e00-\u9fff]{2,6}?{paper})(?:[ ]?{news_word}(?![\u4e00-\u9fff])|(?:、[\u4e00-\u9fff]{2,8}?{paper})*{told_by})"
)  # 铜陵日报讯（记者…, 铜陵新闻网、铜陵日报记者从…; a line's end in front, for the engine finds that fast
_ALL_OF_IT = pattern("全[{place_mark}](?!{county_word})")  # 全州科技工作会议: no 全州县


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
    title, title_end = find_title(text, first_lines)
    title = decided.title or title
    named = half_width(simplified(title or "", lexicon))
    published = decided.published_on or as_day(_PUBLISHED.search(head)) or told.published_on
    issued = day_issued(text, lines)
    published = published or (None if issued else day_posted(text, first_lines))
    publisher = _ISSUER.search(head)
    posted_by = publisher["name"] or publisher["office"] if publisher else told.issuer
    signed = signatures(text, lines)
    issuer = decided.issuer or posted_by or (signed[-1] if signed else None)
    kind = decided.kind or kind_of(named)
    subtitle = find_subtitle(text, first_lines)
    spoken_on = as_day(DATE.search(subtitle))  # ——2029年10月29日在…常务委员会会议上
    given = month_alone(text, first_lines) or spoken_on
    said = f"{years_in_digits(named)}{months_alone(text, first_lines)} {subtitle if _WORK_REPORT in named else ''}"
    horizon = horizon_of_year_before(said, spoken_on, text) or read_horizon(
        said, kind, given or published or issued, text
    )
    if horizon.year == UNKNOWN_YEAR and told.called:
        horizon = read_horizon(half_width(told.called), kind, None, text)
    headline = "" if text.startswith(title or "", title_end) else named  # a body without one begins with its words
    horizon = replace(
        horizon,
        written=year_written(horizon, kind, published or issued, text),
        spoken=horizon.spoken or year_told_in(horizon, kind, given or published or issued, headline, text),
    )
    if decided.period:
        following = year_period(decided.period[1].year + (decided.period[1].month == 12))
        horizon = Horizon(decided.period, decided.period if kind in ("plan", "work_points") else following)
    above = half_width(simplified(line_above(text, first_lines, title), lexicon))
    titled = (("title", name) for name in (_without_realms(named, lexicon), *_BEHIND_DASH.split(named)[1:], above))
    issued_by = (
        ("issuer", office) for office in (issuer or "", *reversed(signed), *_offices_named(text, first_lines, lexicon))
    )
    place = said_place(chain(titled, issued_by), subtitle, text, lexicon)
    if decided.region:
        place = decided_place(decided.region, lexicon)
    elif place and place[2] == "issuer" and not named_by_level(named, place):
        wider = place_spoken_of(text, place[0], lexicon)
        place = (wider[0], lexicon.regions[wider[0]].name, "inferred", wider[1]) if wider else place
    if place and not decided.issuer and issuer == posted_by:
        issuer = named_by_level(named, place) or true_issuer(issuer, signed, place, lexicon)
    issuer = decided.issuer or with_place(issuer or titled_office(named), place)
    return Metadata(
        title, title_end, issuer, decided.document_number or document_number(head) or told.document_number,
        kind, issued or spoken_on, published, horizon,
        *(as_called(place, text, lexicon) if place else _unnamed_place(named, text, first_lines, told.called, lexicon)),
    )  # fmt: skip


def _without_realms(title: str, lexicon: Lexicon) -> str:
    """在全市科技工作会议上的讲话: a title without 全市; 天全县 is a name."""
    return _ALL_OF_IT.sub(
        lambda realm: realm.group() if title[max(0, realm.start() - 1) : realm.end()] in lexicon.region_names else "",
        title,
    )


def _offices_named(text: str, first_lines: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[str]:
    """Whose page, paper or report the head of a text says it is, one after the other."""
    yield from sources_named(text, first_lines)
    papers = (said["paper"] for said in _DATELINE.finditer(f"\n{text[:_HEAD]}"))
    offices = (said["office"] for said in _SUBJECT_OFFICE.finditer(text, 0, OPENING))
    told_by = chain((paper for paper in papers if not paper.startswith(NOT_LOCAL)), offices)
    yield from (name for name in told_by if is_of_realm(name, text, lexicon))
    if any(word in text for word in _BEHALF):  # found faster than the pattern fails
        yield from (said["office"] for said in _ON_BEHALF.finditer(text, 0, _HEAD))


def _unnamed_place(
    title: str, text: str, first_lines: list[tuple[int, int]], called: str | None, lexicon: Lexicon
) -> Where:
    """The place of a report that neither title nor office names: the first that one of these ways finds."""
    return (
        whole_country(title, text, lexicon)
        or place_of_file(called, lexicon)
        or place_of_trail((text[start:end] for start, end in first_lines), lexicon)
        or own_county(text, lexicon)
        or country_spoken_of(text, lexicon)
        or own_zone(text, lexicon)
        or place_of_year(text[:OPENING], lexicon)
        or infer_place(text, lexicon)
    )

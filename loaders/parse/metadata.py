"""What a report says of itself: title, issuer, number, dates, kind, the place it is about and the period it speaks of."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from loaders.lexicon import Lexicon
from loaders.parse.layout import lines_of
from loaders.parse.times import FIVE_YEAR_PLANS, Horizon, Period, months, year_period

_TITLE = re.compile(r"总结|报告|要点|计划|规划|打算|安排|政策|措施|公报|意见|办法|方案|情况|思路|述职|指南|细则|条例|规定")
_NO_TITLE = re.compile(r"首页|当前位置|>|来源[:：]|发布日期|发布时间|登录|浏览器|^关于我们|附件[:：]")
_DATE = re.compile(r"((?:19|20)\d{2}) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?")
_PUBLISHED = re.compile(r"(?:发布日期|发布时间|日期|时间|发文日期|成文日期)[:：]?\s*" + _DATE.pattern)
_ISSUER = re.compile(r"(?:来源|发布单位|发布机构|信息来源|发文机关|印发单位|主办)[:：]\s*([\u4e00-\u9fff（）()]{3,40})")
_SIGNED = re.compile(r"^[ \t\u3000\xa0]*([\u4e00-\u9fff]{2,30}(?:局|厅|委员会|政府|办公室|管委会|协会|委))(?:[ \t\u3000\xa0]+\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)?[ \t\u3000\xa0\r]*$", re.M)
_GIVEN = re.compile("人民代表大会|常务委员会|常委会|省长|市长|主席|县长|区长|全体会议|工作会议")
_BEFORE_WHOM = re.compile("(?:在|^|\\s)(?P<place>[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|州|县|区|旗|盟))")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[【(（]\d{4}[〕\]】)）]\d+号")
_YEAR = re.compile(r"((?:19|20)\d{2})(?=\s*年|\s*工作|[^\d])")
_ZONE = re.compile(r"([\u4e00-\u9fff（）()]{2,12}?(?:高新区|高新技术产业开发区|经开区|经济技术开发区|自创区|科学城|新区|工业园区|港区|科技城|开发区|保税区|园区))")
_BODY = re.compile(r"(?:管理委员会|管委会|科学技术|科技|人民政府|政府|工业和信息化|知识产权)")


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


def read_metadata(text: str, lexicon: Lexicon) -> Metadata:
    """Everything the first lines (and the signature) of a report say of it. Raises nothing: what is not said is None or ``unknown``."""
    lines = lines_of(text)
    head = [(s, e) for s, e in lines[:40]]
    title, title_end = _title(text, head)
    published = _day(_PUBLISHED.search(text[:3000]))
    issued = _issued(text)
    issuer_match = _ISSUER.search(text[:3000])
    signed = _SIGNED.findall(text)
    issuer = issuer_match[1] if issuer_match else (signed[-1] if signed else None)
    number = _NUMBER.search(text[:3000])
    kind = _kind(title or "")
    subtitle = _subtitle(text, head)
    code, name, rule, evidence = _region(text, title or "", issuer, signed, subtitle, lexicon)
    return Metadata(
        title, title_end, issuer, number.group() if number else None, kind, issued, published,
        _horizon(f"{title or ''} {subtitle if '政府工作报告' in (title or '') else ''}", kind, published or issued, text), code, name, rule, evidence,
    )  # fmt: skip


def _title(text: str, head: list[tuple[int, int]]) -> tuple[str | None, int]:
    candidates = []
    for start, end in head:
        line = text[start:end].strip(" \t\u3000\xa0\r")
        if 6 <= len(line) <= 80 and _TITLE.search(line) and not _NO_TITLE.search(line) and line[-1] not in "。;；,，" and not re.match(r"[一二三四五六七八九十]+、|[（(]|\d+[.、]", line):
            candidates.append((start, end, line))
        elif len(line) > 80 or line.endswith("。"):
            break
    if not candidates:
        first = head[0] if head else (0, 0)
        return (text[first[0] : first[1]].strip() or None, first[1]) if head else (None, 0)
    candidates_named = [c for c in candidates if _YEAR.search(c[2]) or "十" in c[2]] or candidates
    best = next((c for c in reversed(candidates_named) if "关于印发" not in c[2] and c[2][-1] not in "如下"), candidates_named[0])
    return best[2], max(best[1], candidates[-1][1])


def _day(match: re.Match | None) -> date | None:
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _issued(text: str) -> date | None:
    """The date under the signature: a line that holds a date and nothing else."""
    for start, end in reversed(lines_of(text)):
        line = text[start:end].strip(" \t\u3000\xa0\r")
        match = _DATE.fullmatch(line)
        if match:
            return _day(match)
    return None


def _kind(title: str) -> str:
    if re.search(r"(?:若干)?(?:政策|措施|办法|细则|指南|规定)(?:[（(].*[)）])?$", title):
        return "policy"
    if re.search(r"上半年|半年", title):
        return "half_year_report"
    if re.search(r"总结|情况|报告|公报|述职|回顾", title):
        return "summary"
    if re.search(r"要点", title):
        return "work_points"
    if re.search(r"规划|计划|安排|打算|思路", title):
        return "plan"
    if re.search(r"政策|措施|办法|细则|条例|意见|规定|指南|申报", title):
        return "policy"
    return "other"


def _horizon(title: str, kind: str, dated: date | None, text: str) -> Horizon:
    """The period reported on and the one planned for, from the title's years and words; else from the page's date."""
    years = [int(y) for y in _YEAR.findall(title + " ")]
    for plan, first in FIVE_YEAR_PLANS.items():
        if plan in title and re.search("规划|计划|纲要", title):
            span = year_period(first, first + 4)
            return Horizon(year_period(first - 1) if kind == "plan" else span, span)
    if not years:
        body_years = Counter(int(y) for y in re.findall(r"((?:19|20)\d{2})年", text[:4000]))
        guess = dated.year - (1 if dated and dated.month <= 4 else 0) if dated else (body_years.most_common(1)[0][0] if body_years else 2020)
        years = [guess]
    year = years[0]
    if "政府工作报告" in title or ("人民代表大会" in title and "报告" in title):
        return Horizon(year_period(year - 1), year_period(year))
    reported: Period = year_period(year)
    if re.search(r"上半年|半年", title):
        reported = months(year, 1, 6)
    elif "前三季度" in title:
        reported = months(year, 1, 9)
    elif re.search("第?一季度", title):
        reported = months(year, 1, 3)
    elif re.search("1[-—至]\\d{1,2}月", title):
        last = int(re.search("1[-—至](\\d{1,2})月", title)[1])  # type: ignore[index]
        reported = months(year, 1, min(last, 12))
    elif re.search("(?<!前)三季度", title):
        reported = months(year, 1, 9)
    if kind in ("plan", "work_points"):
        return Horizon(reported, year_period(years[-1]))
    part_of_year = reported[1].month != 12
    planned = year_period(years[-1]) if len(years) > 1 else year_period(year if part_of_year else year + 1)
    return Horizon(reported, planned)


def _subtitle(text: str, head: list[tuple[int, int]]) -> str:
    """The lines under a title that say before whom and when a report was given: ``——2026年1月26日在…人民代表大会…上``."""
    lines = [text[start:end].strip(" \t\u3000\xa0\r") for start, end in head[:12]]
    return " ".join(line for line in lines if len(line) <= 60 and _GIVEN.search(line))


def _region(text: str, title: str, issuer: str | None, signed: list[str], subtitle: str, lexicon: Lexicon) -> tuple[str | None, str, str, str | None]:
    for rule, source in (("title", title), ("issuer", issuer or ""), *(("issuer", s) for s in reversed(signed))):
        found = place_of_name(source, lexicon)
        if found:
            return found[0], found[1], rule, source
    for match in _BEFORE_WHOM.finditer(subtitle):
        found = place_of_name(match["place"], lexicon)
        if found:
            return found[0], found[1], "subtitle", subtitle
    return _inferred(text, lexicon)


def place_of_name(name: str, lexicon: Lexicon) -> tuple[str | None, str] | None:
    """The place a title or an office's name begins with: ``沈阳市科学技术局`` → 沈阳市; a zone before the city it lies in."""
    name = re.sub(r"^(?:关于|印发|中共)+", "", name.strip())
    zone = _ZONE.match(name)
    if zone and not re.match(r"(?:国家|全国|全省|全市|省级)", name):
        known = lexicon.region_names.get(zone[1])
        if known:
            return known[0], zone[1].replace("（", "(").replace("）", ")")
        inside = [place for place in (zone[1][:n] for n in range(len(zone[1]), 1, -1)) if place in lexicon.region_names]
        if inside:
            return lexicon.region_names[inside[0]][0] if zone[1] == inside[0] else f"{lexicon.region_names[inside[0]][0]}", zone[1]
    best: tuple[int, int, str] | None = None
    for end, (term, codes) in lexicon.place_automaton.iter(name[:40]):
        start = end - len(term) + 1
        if start > 8 or (best and start > best[0] + best[1]):
            continue
        level = lexicon.regions[codes[0]].level
        if level == "macro":
            continue
        key = (start, len(term), codes[0])
        if best is None or (start == best[0] and len(term) > best[1]) or (start == best[0] + best[1] and codes[0] in lexicon.regions):
            best = key
    if best is None:
        return None
    return best[2], lexicon.regions[best[2]].name


def _inferred(text: str, lexicon: Lexicon) -> tuple[str | None, str, str, str | None]:
    """A report whose own place was blanked out: the prefecture most of the counties it names lie in, else the province."""
    votes: Counter[str] = Counter()
    named: dict[str, set[str]] = {}
    for _, (term, codes) in lexicon.place_automaton.iter(text):
        for code in codes:
            region = lexicon.regions[code]
            if region.level in ("county", "zone", "prefecture"):
                city = code if region.level == "prefecture" else region.parent
                if lexicon.regions.get(city) and lexicon.regions[city].level == "prefecture":
                    weight = 2 if region.level == "county" else 1
                    if term not in named.setdefault(city, set()):
                        votes[city] += weight
                        named[city].add(term)
    if not votes:
        return None, "unknown", "unknown", None
    (city, score), *rest = votes.most_common(2)
    if score < 3 or (rest and rest[0][1] >= score):
        return None, "unknown", "unknown", None
    return city, lexicon.regions[city].name, "inferred", "、".join(sorted(named[city]))

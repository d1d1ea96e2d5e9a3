"""What the first and the last lines of a report say of it: title, number, kind, who signed it and when."""

import re
from collections.abc import Iterator
from datetime import date

from loaders.wording import ends, pattern, sole, words

_AS_FOLLOWS = sole("as_follows")
_ON_ISSUING = sole("on_issuing")
_TITLE = pattern(r"{title_word}")
_RARER_TITLE = pattern("{rarer_title}")
_ABOUT_PAGE = pattern(
    r"[ \u3000]+{printed}$|首{page_word}|当前位置|>|{source_label}[:：]|发布日期|发布时间|索引号|发布机构|主题分类|文号[:：]|登录|浏览器|^{about_page}"
)
_ANNEX = pattern("{annex_label}[:：]")
DATE = re.compile(r"(?P<year>(?:19|20)\d{2}) ?[年./-] ?(?P<month>\d{1,2}) ?[月./-] ?(?P<day>\d{1,2}) ?日?")
_WRITTEN_YEAR = "(?P<year>(?:二[〇○零OＯo0]|一九)[〇○零OＯo0一二三四五六七八九]{2})"
_YEAR_IN_CHARACTERS = re.compile(_WRITTEN_YEAR + "(?=年)")
_DAY_IN_CHARACTERS = re.compile(
    _WRITTEN_YEAR
    + "年(?P<month>十?[一二]|[三四五六七八九十])月(?P<day>[一二三四五六七八九]|[二三]?十[一二三四五六七八九]?)日"
)  # 二〇二九年八月三十一日
_DIGITS = str.maketrans("〇○零OＯo一二三四五六七八九", "000000123456789")
_SIGNED = pattern(
    r"[ \t\u3000\xa0]*([\u4e00-\u9fff]{2,30}{office_end})(?:[ \t\u3000\xa0]*(?:{printed}|{compiled}))?(?:[ \t\u3000\xa0]+[（(]?\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?[)）]?)?[ \t\u3000\xa0\r]*"
)
_SIGNED_ENDS = ends("office_end") | ends("printed") | ends("compiled") | frozenset("日)）0123456789 \t\u3000\xa0\r")
_SOURCE = "[\u4e00-\u9fff]{2,30}(?:{office_end}|{paper}|{full_zone}|{zone_suffix})"
_DATED = pattern(
    r"[ \t\u3000\xa0\r]*(?:(?P<before>" + _SOURCE + r")[ \t\u3000\xa0]+)?[（(]?" + DATE.pattern + r"[)）]?"
    r"(?:[ \t\u3000\xa0]+\d\d?:\d\d(?::\d\d)?)?(?:[ \t\u3000\xa0]+(?:{publisher_label}[:：] ?)?(?P<after>"
    + _SOURCE
    + r"))?[ \t\u3000\xa0\r]*"
)  # a day, alone or with whose page or paper it is: 2029-08-31 10:30 铜陵日报
_SPEAKER = pattern(
    "[ \t\u3000\xa0]*(?P<office>[\u4e00-\u9fff]{2,30}?){officer}(?:[ \t\u3000\xa0]+[\u4e00-\u9fff]{1,4}(?:[ \u3000][\u4e00-\u9fff]{1,2})?)?[ \t\u3000\xa0\r]*"
)  # under the title of a speech: 甲市人民政府副市长 张三
_POSTED = pattern(
    r"(?=[^。；;，,]{0,90}$)(?=.*(?:\d:\d\d|{source_label}|{posted_label})).*?(?<!\d)" + DATE.pattern
)  # 2029-08-31 10:30:05来源：铜陵日报
_LINE_END = ")） \t\u3000\xa0\r"
_STOPS = frozenset("。；;！!？?：:，,、”")  # what no line with nothing but a date ends with
_GIVEN = pattern("{congress_word}")
_MONTH_ALONE = re.compile(r"[ \t\u3000]*[（(]?((?:19|20)\d{2}) ?年 ?(1[0-2]|[1-9]) ?月[)）]?[ \t\u3000\r]*")
_MONTHS_ALONE = re.compile(r"[ \t\u3000]*[（(]?((?:19|20)\d{2} ?年 ?1[-—至]\d{1,2}月)[)）]?[ \t\u3000\r]*")
_NUMBER = re.compile(r"[〔\[【(（]\d{4}[〕\]】)）]\d+号")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,8}\Z")  # the letters of an office before it
_RUNNING_TEXT = re.compile("[，。；;]|,$|[\u4e00-\u9fff],[\u4e00-\u9fff]|[：:]$")
_LONGEST_TITLE = 80
_FIRST_LINES = 8  # of a head, in which a page says what it is and of when
_PASSED_ON = pattern("《[^《》]+》[^。《》]{0,40}{printed}")  # 现将《…行动方案》印发给你们。
_JOINTS = words("title_joint")  # what joins the two halves of a title
_TITLED = re.compile("《[^《》]+》")
_SPACED_OUT = re.compile("[\u4e00-\u9fff](?:[ \u3000\xa0]+[\u4e00-\u9fff])+")
_BLANKS = re.compile("[ \u3000\xa0]+")
_BROKEN_OFF = re.compile(
    f"[—－―-]*(?:{DATE.pattern})?[ \u3000]*在[\u4e00-\u9fff]+"
)  # in the middle of a line under the title
_SENTENCE_END = re.compile("[。！？；]")
YEAR = pattern(
    r"(?<![与较比])((?:19|20)\d{2})(?=\s*年|\s*{work_noun}|{behind_year}|(?! ?[万亿元家项个件人名户台%％])[^\d])"
)
_PAPER = pattern("[\u4e00-\u9fff]{2,20}(?:{office_end}|{titled_office}){file_noun}")
_NUMBER_ALONE = re.compile("[\u4e00-\u9fff]{1,12} ?[〔\\[（(【]\\d{4}[〕\\]）)】] ?\\d+ ?号")
_ITEM = re.compile(r"[一二三四五六七八九十]+、|[（(]|\d+[.、]")
NOT_LOCAL = words("not_local_paper")


def signatures(text: str, lines: list[tuple[int, int]]) -> list[str]:
    """The offices on a line of their own, as under a report."""
    found = (_SIGNED.fullmatch(text, start, end) for start, end in lines if text[end - 1] in _SIGNED_ENDS)
    return [match[1] for match in found if match]


def sources_named(text: str, head: list[tuple[int, int]]) -> Iterator[str]:
    """Whose page or paper the lines of a head name beside a day, and whose officer speaks."""
    for start, end in head:
        dated, speaker = _DATED.fullmatch(text, start, end), _SPEAKER.fullmatch(text, start, end)
        source = speaker["office"] if speaker else dated and (dated["before"] or dated["after"])
        if source and not source.startswith(NOT_LOCAL):
            yield source


def document_number(head: str) -> str | None:
    """A document's number with the letters of its office: 国办发〔2020〕3号."""
    for match in _NUMBER.finditer(head) if "号" in head else ():
        if office := _NUMBERED.search(head, max(0, match.start() - 8), match.start()):
            return office.group() + match.group()
    return None


def find_title(text: str, head: list[tuple[int, int]]) -> tuple[str | None, int]:
    candidates = _titles(text, head, _TITLE) or _titles(text, head, _RARER_TITLE)
    if not candidates:
        named = (line for line in head[:_FIRST_LINES] if not _about_page(text[line[0] : line[1]]))
        return _first_words(text, *next(named, head[0])) if head else (None, 0)
    candidates_named = [c for c in candidates if YEAR.search(c[2]) or "十" in c[2]] or candidates
    best = next(
        (c for c in reversed(candidates_named) if _ON_ISSUING not in c[2] and c[2][-1] not in _AS_FOLLOWS),
        candidates_named[0],
    )
    before = next((c for c in reversed(candidates) if c[1] < best[0] and not text[c[1] : best[0]].strip()), None)
    if before and (before[2].endswith(_JOINTS) or best[2].startswith(_JOINTS)):
        best = before[0], best[1], before[2] + best[2]  # 2029年工作总结⏎及2030年工作计划
    following = next((c for c in candidates if c[0] > best[0]), None)
    if following and _TITLED.fullmatch(best[2]) and not text[best[1] : following[0]].strip():
        return best[2] + following[2], max(following[1], candidates[-1][1])  # 《…规划》⏎实施情况评估报告
    return best[2], max(best[1], candidates[-1][1])


def line_above(text: str, lines: list[tuple[int, int]], title: str | None) -> str:
    """The line above a title, an office's number between them passed over; '' for none.

    甲都市圈科技创新合作⏎2029年进展情况: a title that begins with its year goes on from it; 某局文件⏎某科发〔2029〕3号⏎关于…的报告: whose paper it is.
    """
    at = text.find(title) if title else -1
    above = (text[slice(*line)].strip() for line in reversed(lines) if line[1] <= at)
    said = next((line for line in above if not _NUMBER_ALONE.fullmatch(line)), "")
    leads = _PAPER.fullmatch(said) or (title and YEAR.match(title))
    return said if leads and len(said) <= _LONGEST_TITLE and not _about_page(said) else ""


def _about_page(line: str) -> bool:
    """Whether a line of a head says where on a site its page is, or when it was posted."""
    return len(line) <= _LONGEST_TITLE and bool(_ABOUT_PAGE.search(line) or _POSTED.match(line.strip()))


def _titles(text: str, head: list[tuple[int, int]], words: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """The lines of a page's head that may be its title, for one of the words is in them."""
    found = []
    for start, end in head:
        line = _closed(text[start:end].strip(" \t\u3000\xa0\r"))
        if (
            6 <= len(line) <= _LONGEST_TITLE
            and words.search(line)
            and not _ABOUT_PAGE.search(line)
            and not _ANNEX.search(line)
            and not _RUNNING_TEXT.search(line)
            and not _ITEM.match(line)
        ):
            found.append((start, end, line))
        elif (len(line) > _LONGEST_TITLE or line.endswith("。")) and not _PASSED_ON.search(line):
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


def as_day(match: re.Match[str] | None) -> date | None:
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def day_issued(text: str, lines: list[tuple[int, int]]) -> date | None:
    """The date under the signature: a line that holds a date and at most whose it is."""
    ends = ((start, end) for start, end in reversed(lines) if text[end - 1] not in _STOPS)
    found = (_DATED.fullmatch(day_in_digits(text[start:end])) for start, end in ends)
    return as_day(next(filter(None, found), None))


def years_in_digits(title: str) -> str:
    """二〇二九年, 二00九年 → 2029年, 2009年."""
    return _YEAR_IN_CHARACTERS.sub(lambda year: year.group().translate(_DIGITS), title)


def day_in_digits(line: str) -> str:
    """二〇二九年八月三十一日 → 2029年8月31日; any other line as it is."""
    return _DAY_IN_CHARACTERS.sub(_in_digits, line) if line.rstrip(_LINE_END).endswith("日") else line


def _in_digits(day: re.Match[str]) -> str:
    year, month, number = (day[part].translate(_DIGITS) for part in ("year", "month", "day"))
    return f"{year}年{_below_hundred(month)}月{_below_hundred(number)}日"


def _below_hundred(written: str) -> int:
    """十 → 10, 3十1 → 31, 8 → 8."""
    tens, ten, ones = written.rpartition("十")
    return int(tens or (1 if ten else 0)) * 10 + int(ones or 0)


def day_posted(text: str, head: list[tuple[int, int]]) -> date | None:
    """The day on a line of the head that also says from where the page is, or the hour."""
    found = (_POSTED.match(text[start:end].strip()) for start, end in head[:_FIRST_LINES])
    return as_day(next(filter(None, found), None))


_KINDS = tuple(
    (pattern(title), kind)
    for title, kind in (
        (r"{several}?{policy_word}(?:[（(].*[)）])?$|{applying}.*{notice}$", "policy"),
        ("半年", "half_year_report"),
        ("{summary_title}|{review_word}{title_joint}", "summary"),
        (
            r"(?:{goal_word}|{scheme}[（(].*(?:19|20)\d{2}年?[-—－~～至].*[)）]|(?:19|20)\d{2}年?[)）].{0,20}{scheme})$",
            "plan",
        ),
        ("要点", "work_points"),
        ("{plan_title}", "plan"),
        ("{policy_word}(?:{about_policy}|(?![\u4e00-\u9fff](?<![的和及与])))", "policy"),  # not 高企申报再创新高
    )
)


def kind_of(title: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), "other")


def month_alone(text: str, head: list[tuple[int, int]]) -> date | None:
    """（2020年10月）, a line of its own under the title: the first day of that month."""
    for start, end in head[:4]:
        if month := _MONTH_ALONE.fullmatch(text, start, end):
            return date(int(month[1]), int(month[2]), 1)
    return None


def months_alone(text: str, head: list[tuple[int, int]]) -> str:
    """（2023年1—8月）, a line of its own under the title, as a part of the title; '' for none."""
    found = (_MONTHS_ALONE.fullmatch(text, start, end) for start, end in head[:4])
    return next((line[1] for line in found if line), "")


def find_subtitle(text: str, head: list[tuple[int, int]]) -> str:
    """The lines under a title that say before whom and when a report was given: ``——2026年1月26日在…人民代表大会…上``."""
    lines = [text[start:end].strip(" \t\u3000\xa0\r") for start, end in head[:12]]
    pairs = zip(lines, ["", *lines], strict=False)
    return " ".join(
        before + line if _BROKEN_OFF.fullmatch(before) else line
        for line, before in pairs
        if len(line) <= 60 and _GIVEN.search(line)
    )

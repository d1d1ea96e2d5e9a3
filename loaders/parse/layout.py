"""Lay out a document: lines, headings with the section each opens, sentences. Page furniture is told apart from the body."""

import re
from dataclasses import dataclass

from loaders.parse.times import FIVE_YEAR_PLANS, Horizon, Period, year_period

LONGEST_SENTENCE = 1000
_BLANK = " \t\u3000\xa0\r"
_HEADING = re.compile(
    r"(?P<l1>[一二三四五六七八九十]{1,3}[、．.])|(?P<l2>[（(][一二三四五六七八九十]{1,3}[)）])|(?P<l3>\d{1,2}[.．、](?!\d))|(?P<l4>[（(]\d{1,2}[)）])|(?P<l5>[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[章节部][分]?)"
)
SENTENCE = re.compile(r"(?:[^。！？!?\n]|(?<=\d)。(?=\d))+[。！？!?]*[”’）)]*|[。！？!?]+")
_FURNITURE = re.compile(
    r"当前位置|首页|您现在|网站地图|关于我们|联系我们|客服|版权所有|ICP备|公网安备|主办单位|承办单位[:：]|技术支持|扫一扫|分享|字号|字体|打印|浏览次数|浏览量|阅读次数|点击|访问量"
    r"|联系电话|电话[:：]|邮编|传真|地址[:：]|浏览器|登录|注册 ?\||办公时间|工作日[:：]|节假日[:：]|来源[:：]|发布日期|发布时间|日期[:：]|责任编辑|编辑[:：]|索引号|信息来源|帮助中心|平台简介|友情链接|上一篇|下一篇|附件[:：]|关闭窗口|网站标识码|发布机构|主题分类|有效性|公开方式"
)
_DATE_ONLY = re.compile(r"[\s\u3000]*(?:\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[\s\u3000]*$")
_NUMERAL = frozenset("0123456789.,０１２３４５６７８９〇零一二两三四五六七八九十百千万亿")
_PLAN = re.compile(r"打算|计划|安排|思路|目标|要点|展望|总体要求|考虑|设想|努力方向")
_AHEAD = re.compile(r"下一步|下半年|下一阶段|今后|主要目标|预期目标|下阶段")
_FIVE_YEARS = re.compile("(十[一二三四五六]五)")
_RESULTS = re.compile(r"情况|总结|回顾|完成|成效|亮点|成绩|进展|主要做法|特点")
_PROBLEMS = re.compile(r"问题|不足|困难|短板|差距|挑战")
_YEAR = re.compile(r"((?:19|20)\d{2}) ?年?")


@dataclass(slots=True)
class Section:
    start: int
    end: int
    parent: int | None
    level: int
    heading: str
    kind: str
    period: Period


@dataclass(slots=True)
class Sentence:
    start: int
    end: int
    section: int  # index into the sections
    paragraph: int  # offset of the line it stands in
    furniture: bool


def lines_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines, without their line ends, blank ones left out."""
    found = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and not text[start:end].isspace():
            found.append((start, end))
        start = end + 1
    return found


def hard_wrapped(text: str, lines: list[tuple[int, int]], first: int) -> bool:
    """Whether a body's lines break inside sentences, as text taken out of a PDF does."""
    body = [(s, e) for s, e in lines if s >= first and not _is_furniture(text[s:e]) and not _DATE_ONLY.match(text[s:e]) and e - s > 1]
    pairs = [(a, b) for a, b in zip(body, body[1:], strict=False) if text[a[1] : b[0]] in ("\n", "\r\n")]
    if len(pairs) < 2:
        return False
    broken = sum(text[a[1] - 1] not in "。；;！!?？：:.）)】” " and not _HEADING.match(text[b[0] : b[1]].lstrip(_BLANK)) for a, b in pairs)
    return broken >= 0.6 * len(pairs) and sum(_table_like(text[a[0] : a[1]]) for a, _ in pairs) < len(pairs) / 2


def _table_like(line: str) -> bool:
    return len(re.findall(r"[ \t\u3000|]\S*\d", line)) >= 2 or len(re.findall(r"\S[ \t\u3000|]+\S", line.strip())) >= 2


def lay_out(text: str, horizon: Horizon, document_kind: str, body_start: int) -> tuple[list[Section], list[Sentence]]:
    """Sections and sentences of a document, in text order; every non-blank character lies in one sentence."""
    lines = lines_of(text)
    wrapped = hard_wrapped(text, lines, body_start)
    kind = {"policy": "provision", "plan": "plan", "work_points": "plan"}.get(document_kind, "results")
    period = horizon.planned if kind == "plan" else horizon.reported
    sections = [Section(0, len(text), None, 0, "", kind, period)]
    sentences: list[Sentence] = []
    open_at: list[int] = [0]
    tail = _tail_start(text, lines, body_start)
    previous: tuple[int, int] | None = None
    for start, end in lines:
        line = text[start:end]
        stripped = line.lstrip(_BLANK)
        offset = start + len(line) - len(stripped)
        furniture = start >= tail or (start < body_start and not _titled(stripped)) or _is_furniture(stripped)
        if not furniture and start >= body_start and (mark := _HEADING.match(stripped)) and int(mark.lastgroup[1]) <= 3:  # type: ignore[index]
            _open(sections, open_at, text, offset, stripped, int(mark.lastgroup[1]), horizon, document_kind)  # type: ignore[index]
        section = open_at[-1]
        if wrapped and previous and sentences and start >= body_start and not furniture and text[previous[1] : start] in ("\n", "\r\n") and text[previous[1] - 1] not in "。！？!?":
            last = sentences[-1]
            pieces = _cut(text, last.start, end)
            sentences[-1:] = [Sentence(a, b, last.section, last.paragraph, last.furniture) for a, b in pieces]
        else:
            sentences += [Sentence(a, b, section, offset, furniture) for a, b in _cut(text, offset, end)]
        previous = (start, end)
    for index, section_ in enumerate(sections):
        following = next((s.start for s in sections[index + 1 :] if s.level <= section_.level), len(text))
        section_.end = following
    return sections, sentences


def _titled(line: str) -> bool:
    return bool(_YEAR.search(line)) and not _is_furniture(line)


def _is_furniture(line: str) -> bool:
    return (bool(_FURNITURE.search(line)) or line.count(">") >= 2) and len(line) < 90 and line.count("，") + line.count(",") < 2


def _tail_start(text: str, lines: list[tuple[int, int]], body_start: int) -> int:
    """Where the page's footer begins: behind the last line that ends a sentence, unless that is the signature."""
    last = body_start
    for start, end in lines:
        stripped = text[start:end].rstrip(_BLANK)
        if stripped and (stripped[-1] in "。；;！？.：:）)" or len(stripped) > 40) and not _is_furniture(stripped):
            last = end
    after = [(s, e) for s, e in lines if s >= last]
    if not after or not any(_is_furniture(text[s:e]) or text[s:e].strip(_BLANK).isdigit() for s, e in after):
        return len(text) + 1
    for start, end in after:
        if start < len(text) / 2:
            continue
        line = text[start:end].strip(_BLANK)
        if _is_furniture(line) or line.isdigit():
            return start
    return len(text) + 1


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in SENTENCE.finditer(text, start, end) if "\n" not in text[start:end] else _joined(text, start, end):
        a, b = match.span() if isinstance(match, re.Match) else match
        while b - a > LONGEST_SENTENCE:
            cut = a + LONGEST_SENTENCE
            while cut > a + LONGEST_SENTENCE // 2 and (text[cut - 1] in _NUMERAL and text[cut] in _NUMERAL or text[cut - 1].isascii() and text[cut].isascii()):
                cut -= 1
            pieces.append((a, cut))
            a = cut
        pieces.append((a, b))
    return pieces


_JOINED = re.compile(r"(?:[^。！？!?]|(?<=\d)。(?=\d))+[。！？!?]*[”’）)]*|[。！？!?]+")


def _joined(text: str, start: int, end: int):  # noqa: ANN202
    return [m.span() for m in _JOINED.finditer(text, start, end)]


def _open(sections: list[Section], open_at: list[int], text: str, offset: int, line: str, level: int, horizon: Horizon, document_kind: str) -> None:
    heading = re.split("[。；;]", line, maxsplit=1)[0][:80]
    while len(open_at) > 1 and sections[open_at[-1]].level >= level:
        open_at.pop()
    parent = sections[open_at[-1]]
    kind, period = parent.kind, parent.period
    if document_kind != "policy" and len(heading) <= 45:
        kind, period = _kind_of(heading, level, parent, horizon)
    sections.append(Section(offset, len(text), sections[open_at[-1]].start, level, heading, kind, period))
    open_at.append(len(sections) - 1)


def _kind_of(heading: str, level: int, parent: Section, horizon: Horizon) -> tuple[str, Period]:
    """What a heading announces: a first-level one, or one that names a time, tells results, problems and plans apart."""
    years = [int(y) for y in _YEAR.findall(heading)]
    ahead = bool(years) and years[-1] > horizon.reported[1].year
    if not (level == 1 or years or _AHEAD.search(heading)):
        return parent.kind, parent.period
    if _PROBLEMS.search(heading) and not _PLAN.search(heading.split("问题")[-1]):
        return "problems", parent.period if parent.kind != "plan" else horizon.reported
    if re.search("完成情况|落实情况|执行情况|进展情况", heading):
        return "results", horizon.reported
    if ahead or _AHEAD.search(heading) or _PLAN.search(heading):
        if "年初" in heading:
            return "plan", year_period(horizon.reported[1].year)
        if span := _FIVE_YEARS.search(heading):
            first = FIVE_YEAR_PLANS[span[1]]
            if first > horizon.reported[1].year - 1 and not years:
                return "plan", year_period(first, first + 4)
            if not ahead and first + 4 <= horizon.reported[1].year:
                return "results", horizon.reported
        return "plan", year_period(years[-1]) if years else horizon.planned
    if _RESULTS.search(heading) or years:
        return "results", year_period(years[0]) if years and horizon.reported[1].month == 12 else horizon.reported
    return parent.kind, parent.period

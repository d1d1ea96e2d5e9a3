"""What the names in a table tell: a column's (同比增速（%）), a row's (占GDP比重), a caption's (附表 2024年各县区高新技术产业产值).

The words that a column is known by are the list ``column`` of ``seeds/words/column_names.csv``; a name's last one decides, for Chinese
heads come last: 目标完成率 is a share, 完成率排名 a rank.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import (
    FIVE_YEAR_PLANS,
    Horizon,
    Said,
    date_period,
    months,
    same_time_last_year,
    word_period,
    year_period,
)
from loaders.parse.page.cells import read_cell
from loaders.wording import pattern, seldom, sole, words

_GROWING = sole("growing")
_SAME_TIME = words("same_time_last_year")

_BRACKET = re.compile(r"[（(](?P<told>[^（()）]{1,8})[)）]$")
_YEARS = re.compile(r"(?:19|20)\d{2}年?[-—–~～至](?:19|20)\d{2}年?")
_DATE = seldom(
    r"(?:19|20)\d{2}(?:年|(?![\d万亿千百元]))(?:初|底|末)?(?:\d{1,2}[-—–~～至到]\d{1,2}月|\d{1,2}月[份底末]?)?"
)
_MONTHS = re.compile(r"\d{1,2}[-—–~～至到]\d{1,2}月|\d{1,2}月[份底末]?")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_ANY_DIGIT = re.compile(r"\d")
_PLAN = re.compile("十[一二三四五六]五")
_EDGES = pattern("^[{until^}（）()、—年末底的及至-]+|[{until^}（）()、—年末底的及至-]+$")
_QUOTES = re.compile('[“”"「」‘’]')
_MARK = seldom(
    r"(?:其中|[#＃]|[-—－]{1,2}|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、](?!\d))[：:]?\s*"
)
_SHARE_OF = pattern("^(?P<part>.*?)(?:{share_mark}|与)(?!比)(?P<whole>.+?)的?(?:{share_name}|比|百分比)?$")
_PLACE_ENDS = "".join(words("place_mark"))
_CAPTION_MARK = seldom(
    r"(?:{annex}|{table_mark}(?=[\s\d一二三四五六七八九十]))\s*(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})?(?:[-—]\d{1,2}(?!\d))?[\s:：、.．]*"
)
_CAPTION_HEAD = seldom(
    r"[“”\"「」]*十[一二三四五六]五[“”\"「」]*(?:时期|期间|末)?|(?:19|20)\d{2}年?(?:[-—~～至]+(?:19|20)\d{2}年?)?(?:度|末|底)?"
    r"|{main_word}|上半年|下半年|的|及|和|\d{1,2}[-—~～至]\d{1,2}月份?|[前一二三四]+季度|(?:{partial}|全|分|各)(?:[{place_name_end}、]|[（(][{place_mark}、]+[)）])+|[\s:：]"
)
_CAPTION_TAIL = pattern(r"(?:{caption_end}|[（(]{continued}?[)）]?|[\s:：])$")
_WHOLE_NAMES = ("number", "unit", "text", "place")
KINDS_OF_NUMBERS = ("", "value", "goal", "estimate", "growth", "change", "share", "done", "rank")


@dataclass(frozen=True, slots=True)
class Name:
    """A column's or row's name taken apart: 高新技术产业产值同比增速（%） counts 高新技术产业产值, in %, and tells its growth."""

    text: str  # without unit
    unit: str = ""
    kind: str = ""  # of the list ``column``: number, unit, text, place; value, goal, estimate, growth, change, share, done, rank
    noun: str = ""  # what is left without the words that tell the kind and the time
    growth: str = ""  # a word of growth, up or down
    basis: str = ""
    whole: str = ""  # 占全市比重: what a share is one of
    is_plan: bool = False
    is_estimate: bool = False


@lru_cache(maxsize=4096)
def read_name(cell: str, lexicon: Lexicon) -> Name:
    """Take a column's or row's name apart."""
    cell = _MARK().sub("", cell, count=1) if _MARK().match(cell) else cell
    text, unit = parted(cell, lexicon)
    words = lexicon.lists["column"]
    found = [
        (a, b) for a, b in _words(text, words) if words[text[a:b]] not in _WHOLE_NAMES or (a, b) == (0, len(text))
    ]  # 单位数, 市级项目
    kinds = [words[text[a:b]] for a, b in found]
    kind = kinds[-1] if kinds else ""
    if kind == "goal" and "growth" in kinds:
        kind = "growth"
    elif kind in ("goal", "share") and "goal" in kinds and (kind == "share" or "%" in unit):  # 占年度目标比重
        kind = "done"
    said = "".join(text[a:b] for a, b in found) if kind in ("growth", "change") else ""
    share = _SHARE_OF.match(text) if kind == "share" else None
    return Name(
        text,
        unit,
        kind,
        share["part"] if share else _noun(text, found, words),
        (_longest("growth", said, lexicon) or _GROWING) if said else "",
        _longest("basis", said, lexicon),
        share["whole"] if share else "",
        "goal" in kinds,
        "estimate" in kinds,
    )


def parted(cell: str, lexicon: Lexicon) -> tuple[str, str]:
    """A name without its unit in brackets, and the unit: 研发经费（亿元）."""
    bracket = _BRACKET.search(cell)
    if bracket and is_unit(bracket["told"], lexicon):
        return cell[: bracket.start()], bracket["told"]
    return cell, ""


def is_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a unit with its scale: 亿元."""
    cell = read_cell("1" + text, lexicon) if text else None
    return cell is not None and bool(cell.written) and not cell.after


def names_columns(cells: list[str]) -> bool:
    """Whether cells may head columns: they hold no number but a year's or month's."""
    return not any(_ANY_DIGIT.search(_MONTHS.sub("", _DATE().sub("", cell))) for cell in cells)


def _words(text: str, words: dict[str, str]) -> list[tuple[int, int]]:
    """Where the words of a list are in a text, the longest first, none over another."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        length = next((n for n in range(min(8, len(text) - at), 0, -1) if text[at : at + n] in words), 0)
        if length:
            found.append((at, at + length))
        at += length or 1
    return found


def _noun(text: str, found: list[tuple[int, int]], words: dict[str, str]) -> str:
    """What a name counts: its text without times and what tells the kind; '' for what is no noun of its own (完成数)."""
    kept = "".join(c if not any(a <= i < b for a, b in found) else " " for i, c in enumerate(text))
    kept = _PLAN.sub(" ", _QUOTES.sub("", _MONTHS.sub(" ", _DATE().sub(" ", _YEARS.sub(" ", kept)))))
    noun = _EDGES.sub("", kept.replace(" ", ""))
    return noun if len(noun) > 1 else ""


def _longest(kind: str, text: str, lexicon: Lexicon) -> str:
    """The longest cue of a kind in a column's name: the basis of 比上年同期±%; no 比增 of 同比增加."""
    return max([term for _, (term, (cue, _)) in lexicon.automaton.iter_long(text) if cue == kind], key=len, default="")


def time_of(text: str, horizon: Horizon, lexicon: Lexicon) -> Said | None:
    """The time that a name or caption tells: 2023年1-6月, 上半年, 上年同期, “十三五”末."""
    if years := _YEARS.search(text):
        return date_period(years.group(), horizon)
    if date := _DATE().search(text):
        year = int(date.group()[:4])
        within = replace(horizon, reported=year_period(year))
        return _worded(text[date.end() :], within, lexicon) or _dated(date.group(), horizon)
    if spoken := _MONTHS.search(text):
        return _dated(spoken.group(), horizon)
    return _worded(text, horizon, lexicon)


def _dated(text: str, horizon: Horizon) -> Said | None:
    said = date_period(text, horizon)
    return Said(said.period, "period") if said is not None and said.kind == "start" else said


def _worded(text: str, horizon: Horizon, lexicon: Lexicon) -> Said | None:
    """A time that words tell."""
    if any(said in text for said in _SAME_TIME):
        return same_time_last_year(horizon)
    if "本月" in text or "当月" in text:
        last = horizon.reported[1]
        return Said(months(last.year, last.month, last.month), "month")
    if plan := _PLAN.search(text):
        first = FIVE_YEAR_PLANS[plan.group()]
        return Said(year_period(first + 4), "end") if "末" in text else Said(year_period(first, first + 4), "years")
    for _, (_, (cue, value)) in lexicon.automaton.iter_long(text):
        if cue == "time" and (said := word_period(value, horizon)) and said.kind not in ("now", "this_year"):
            return said
    return None


def time_of_caption(caption: str, horizon: Horizon, lexicon: Lexicon) -> Said | None:
    """The time a caption tells, if it names a year: 2024年上半年各县区…."""
    return time_of(caption, horizon, lexicon) if _YEAR.search(caption) or _DATE().match(caption) else None


def noun_of_caption(caption: str, lexicon: Lexicon) -> str:
    """What a table counts by its caption: 附表 甲省2024年各市高新技术产业产值情况 → 高新技术产业产值."""
    noun = caption.strip(" \t\u3000:：")
    if mark := _CAPTION_MARK().match(noun) or _MARK().match(noun):
        noun = noun[mark.end() :]
    while True:
        head = _CAPTION_HEAD().match(noun)
        length = head.end() if head else _place_at_head(noun, lexicon)
        tail = _CAPTION_TAIL.search(noun)
        if not length and tail is None:
            return noun
        noun = noun[length : tail.start() if tail else None] if not tail or tail.start() >= length else ""


def _place_at_head(text: str, lexicon: Lexicon) -> int:
    """How long a place's name is that a text begins with: one that ends as such names do, or 全市."""
    for length in range(min(10, len(text)), 1, -1):
        if text[:length] in lexicon.region_names and text[length - 1] in _PLACE_ENDS:
            return length
    return 0

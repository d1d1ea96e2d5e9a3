"""A table's cell: a number with what is written at it (≥12, 年均增长7%以上, [60], 3.2左右, 150家), or none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.lexicon import Lexicon
from loaders.parse.numbers.amounts import ARABIC
from loaders.parse.numbers.quantity import Quantity, arabic_value, scale_value
from loaders.wording import seldom, sole

_SUMMED_SO_FAR = sole("summed_so_far")

_CELL = seldom(
    r"(?P<open>[\[［【〔（(](?:{summed_so_far})?)?(?P<said>[^\d\[\]（）()+＋\-−－↑↓.]{0,8})(?P<sign>[+＋\-−－↑↓])?"
    r"(?P<n>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[%％]?(?:[-—–~～至])(?P<high>\d+(?:\.\d+)?))?"
    r"(?P<rest>\s?[^\d\[\]［］【】〔〕]{0,8}?)(?P<close>[\]］】〕）)])?$"
)
_DATE = re.compile(r"(?:(?:19|20)\d{2}年|\d{1,2}月)")
_CUES = {"comparator_before": "before", "growth": "growth", "basis": "basis", "level": "level", "plan": "plan"}
_DOWN = "-−－↓"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number cell: offsets in its line, and what it says of itself."""

    start: int  # of the number, its sign included
    end: int  # behind its unit
    number: str
    high: str = ""
    is_negative: bool = False
    written: str = ""  # scale and unit in the cell itself
    before: str = ""
    after: str = ""
    growth: str = ""
    basis: str = ""
    level: str = ""
    plan: str = ""
    is_rank: bool = False  # 第3位
    in_brackets: bool = False  # [60]: summed up over the plan's years

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a number is in the cell, as in any line of a table."""
        return self.written in ("", "%", "％") and not self.plan

    def quantity(self, written: str, lexicon: Lexicon) -> Quantity:
        """The number in the unit that it is written in, or else is said to be in (亿元)."""
        written = self.written or written
        value, decimals = arabic_value(self.number)
        high, _ = arabic_value(self.high) if self.high else (None, 0)
        scale, unit, _ = _scaled_unit(written, lexicon)
        form = {"%": "percent", "百分点": "points", "倍": "multiple", "位": "rank"}.get(
            unit, "quantity" if unit else "bare"
        )
        if value is not None and high is not None and self.is_negative:  # -3~-5
            value, high = max(value, high), min(value, high)
        sign = -1 if self.is_negative else 1
        return Quantity(
            self.start,
            self.end,
            form,
            "table_cell",
            self.number,
            None if value is None else sign * value * scale,
            None if high is None else sign * high * scale,
            decimals,
            scale,
            unit,
        )


@lru_cache(maxsize=8192)
def read_cell(text: str, lexicon: Lexicon) -> Cell | None:
    """The number of a cell, with offsets in its text; None where it holds none, or words that tell more than its bounds."""
    match = None if _DATE.match(text) else _CELL().match(text)
    if match is None or bool(match["close"]) != bool(match["open"]):
        return None
    said = {"rank": "第"} if match["said"] == "第" else _said(match["said"].strip(" "), lexicon)
    rest = _rest(match["rest"], lexicon)
    if said is None or rest is None:
        return None
    written, after = rest
    is_negative = bool(match["sign"]) and match["sign"] in _DOWN
    opened = match["open"] or ""
    return Cell(
        match.start("sign" if is_negative else "n"),
        _end(match, written),
        match["n"],
        match["high"] or "",
        is_negative,
        written,
        said.get("before", ""),
        after,
        said.get("growth", ""),
        said.get("basis", ""),
        said.get("level", ""),
        said.get("plan", ""),
        "rank" in said,
        bool(opened) and (opened[0] in "[［【〔" or opened.endswith(_SUMMED_SO_FAR)),
    )


def _end(match: re.Match[str], written: str) -> int:
    """Behind the unit that a cell names, else behind its number."""
    end = max(match.end("n"), match.end("high"))
    if not written:
        return end
    return match.string.index(written, end) + len(written)


def _said(text: str, lexicon: Lexicon) -> dict[str, str] | None:
    """What the words before a cell's number tell (年均增长: basis and growth); None where one of them tells something else."""
    said: dict[str, str] = {}
    at = 0
    for last, (term, (cue, _)) in lexicon.automaton.iter_long(text):
        if last - len(term) + 1 != at or cue not in _CUES:
            return None
        said[_CUES[cue]] = term
        at = last + 1
    return said if at == len(text) else None


def _rest(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Unit and comparator behind a cell's number (家以上); None where something else is there."""
    text = text.strip(" ")
    if not text:
        return "", ""
    _, unit, end = _scaled_unit(text, lexicon)
    written, text = (text[:end], text[end:]) if unit else ("", text)
    if not text or any(text == word for word, _ in lexicon.after):
        return written, text
    return None


def _scaled_unit(text: str, lexicon: Lexicon) -> tuple[int, str, int]:
    """Scale and base unit that a text begins with (亿元), and where they end; 百分点 is no hundred."""
    unit, end = lexicon.match_unit_span(text, 0)
    if unit:
        return 1, unit, end
    scaled = ARABIC.match("1" + text)
    if scaled is None:
        return 1, "", 0
    unit, end = lexicon.match_unit_span("1" + text, scaled.end())
    return scale_value(scaled["scale"]), unit, end - 1

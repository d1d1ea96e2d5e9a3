"""What the cells of a table say: header, label and caption give unit, indicator, place and time; a cell's span is its bare number.

A row is of an indicator (its columns are years, goals, shares, growth), of a place or a time (its columns are indicators), or
of a class of things, whose label precedes its column's noun.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from loaders.lexicon import Lexicon
from loaders.parse.marks.places import Where
from loaders.parse.marks.times import Horizon, Said, year_period
from loaders.parse.page.cells import Cell, read_cell
from loaders.parse.page.columns import Name, noun_of_caption, read_name, time_of, time_of_caption
from loaders.parse.page.tables import Header, Row
from loaders.parse.reading import Reading
from loaders.parse.sentence.bind import Binder
from loaders.wording import pattern, sole, words

_COMPLETED = sole("completed")
_ESTIMATED = sole("estimated")
_GOAL_WORD = sole("goal_word")
_INTENSITY = sole("intensity")
_RESEARCH_WORD = sole("research_word")
_SHARE_OF_ALL = sole("share_of_all")
_SUMMED_SO_FAR = sole("summed_so_far")

_GOAL_HELD = pattern(r"[（(](?P<told>[^（()）]*{goal_behind}[^（()）]*)[)）]$")
_PART = re.compile("[\\s\u3000]*(?:其中|[#＃])")
_MONEY = pattern("{money_column}")
_RATIO = pattern("{ratio_column}")
_COMPARING = ("growth", "change", "share", "done", "rank")
_NO_SUBJECT = (*_COMPARING, "text", "unit")  # kinds of columns that say something of the one before
_PERCENT = ("%", "％", "百分点", "个百分点")
_NO_HEAD = words("column_no_head")
_UNNAMED = Name("")
_NOTHING: tuple[int, tuple[str, tuple[str, str]]] = (-1, ("", ("", "")))


def read_row(header: Header, rows: list[Row], binder: Binder, lexicon: Lexicon, horizon: Horizon) -> list[Reading]:
    """One reading per number cell of a line's rows; offsets are those of the line."""
    table = _Table(header, binder, lexicon, horizon)
    return [table.read(spot) for row in rows for spot in table.spots(row)]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row is of: an indicator, a place, a time, or a class of things (its label before the column's noun)."""

    name: Name
    verb: str = ""
    where: Where | None = None
    of_place: bool = False
    time: Said | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A number cell in its row and column; ``order`` counts the row's number cells."""

    row: Row
    subject: _Subject
    position: int
    order: int
    cell: Cell
    column: Name


class _Told(NamedTuple):
    """What the names of a row and column tell a cell to be, beside the noun."""

    growth: str = ""
    basis: str = ""
    of_ratio: bool = False
    share: str = ""
    rank: str = ""
    level: str = ""
    reference: str = ""
    where: Where | None = None


class _Table:
    """Reads the cells of a table under its header."""

    def __init__(self, header: Header, binder: Binder, lexicon: Lexicon, horizon: Horizon) -> None:
        self.header, self.places, self.lexicon, self.horizon = header, binder.places, lexicon, horizon
        self.owner = binder.vocabulary.owner
        self.names = [read_name(cell, lexicon) for cell in header.cells]
        self.caption = noun_of_caption(header.caption, lexicon)
        self.time = time_of_caption(header.caption, horizon, lexicon)
        if header.of_places is None:
            header.of_places = self._are_places(header.labels)

    def _are_places(self, labels: list[str]) -> bool:
        """Whether half of the rows or more are places, totals and zones (高新区) apart."""
        aside = tuple(self.lexicon.lists["zone_suffix"])
        known = [
            label in self.lexicon.region_names
            for label in labels
            if label in self.lexicon.region_names or not (self._is_place(label) or label.endswith(aside))
        ]
        return any(known) and 2 * sum(known) >= len(known)

    def spots(self, row: Row) -> Iterator[_Spot]:
        """The number cells of a row."""
        subject = self._subject(row)
        for order, (position, cell) in enumerate(row.cells):
            yield _Spot(row, subject, position, order, cell, self._named(position))

    def _subject(self, row: Row) -> _Subject:
        """What a row is of."""
        label, lexicon = row.label, self.lexicon
        name = read_name(label, lexicon)
        if self._is_place(label):
            return _Subject(name, where=self._where(label), of_place=True)
        if self.header.of_places or self._named(row.at).kind == "place":
            return _Subject(name, where=("", label), of_place=True)
        if not name.noun and (time := time_of(label, self.horizon, lexicon)):
            return _Subject(name, time=time)
        return _Subject(name, self._verb(name.text))

    def _verb(self, name: str) -> str:
        """The verb that a column's or row's name begins with: 新认定省级瞪羚企业."""
        _, (verb, (cue, _)) = next(self.lexicon.automaton.iter_long(name), _NOTHING)
        return verb if cue == "verb" and name.startswith(verb) and len(name) > len(verb) + 1 else ""

    def _where(self, name: str) -> Where | None:
        """The place that a row's or column's name is: 全省 the province, 合计 the document's own (None)."""
        if codes := self.lexicon.region_names.get(name):
            return self.places.written(self.places.nearest(codes), name)
        return self._relative(name) if name.startswith("全") and self._is_place(name) else None

    def _relative(self, text: str) -> Where | None:
        """The place that a word of a name tells: 占全市比重, 全省排名."""
        for _, (_, (cue, value)) in self.lexicon.automaton.iter_long(text):
            if cue == "place":
                return self.places.relative(value)
        for _, (name, codes) in self.lexicon.place_automaton.iter_long(text):
            return self.places.written(self.places.nearest(codes), name)
        return None

    def _named(self, position: int) -> Name:
        return self.names[position] if position < len(self.names) else _UNNAMED

    def read(self, spot: _Spot) -> Reading:
        """What a cell says of its row and column."""
        subject, column, cell = spot.subject, spot.column, spot.cell
        noun, named = self._noun(spot)
        counted = self._unit(spot, named, noun)
        kind = _kind(spot, counted)
        if kind in _COMPARING and kind == subject.name.kind and subject.name.noun and not subject.of_place:
            noun = noun.replace(subject.name.text, subject.name.noun, 1)  # a label that tells growth or a share
        quantity = cell.quantity(_said_unit(kind, spot, counted), self.lexicon)
        if kind == "rank":
            quantity.form, quantity.unit = "rank", "位"
        told = self._told(kind, spot)
        goal = cell.plan != "" or (column.is_plan and column.kind not in ("share", "done")) or self._grows_to_goal(spot)
        time = self._dated(spot, goal=goal, grows=told.growth != "")
        where = self._where(column.text) or subject.where
        whole = self._whole_of(spot.row)
        head = read_name(whole, self.lexicon).noun if whole else ""
        verb = subject.verb or self._verb(noun)
        phrase = noun.removeprefix(verb)
        if whole and noun.endswith(self.owner):  # #企业 below R&D人员
            phrase += head
        if quantity.unit == "%" and subject.of_place and self.caption == noun and _RESEARCH_WORD in noun and not kind:
            phrase = f"{noun}{_INTENSITY}"
        others = (other.written for _, other in spot.row.cells if other.written not in ("", "%", "％"))
        counted = (counted or next(others, "")) if kind in _COMPARING else ""
        return Reading(
            quantity=quantity, phrase=phrase, phrase_wide=noun, phrase_head=head, phrase_position="header", own_noun=True,
            context=self.caption, verb=verb, level=told.level, before=cell.before, after=cell.after,
            growth=told.growth, basis=told.basis, of_ratio=told.of_ratio, share=told.share, rank=told.rank,
            reference=told.reference, reference_place=told.where, counted_unit=_unit_of(counted, self.lexicon),
            plan=_GOAL_WORD if goal else "", estimate=_ESTIMATED if column.is_estimate else "",
            places=(where,) if where else (), place_rule="explicit" if where else "",
            time=time, time_text=column.text if time else "", time_rule="explicit" if time else "",
        )  # fmt: skip

    def _whole_of(self, row: Row) -> str:
        """专利申请量 above #发明 and 其中：发明: what a row's label is a part of, '' for one that is no part."""
        labels = self.header.labels
        if not _PART.match(row.label) or row.label not in labels:
            return ""
        above = reversed(labels[: labels.index(row.label)])
        return next((label for label in above if not _PART.match(label)), "")

    def _told(self, kind: str, spot: _Spot) -> _Told:
        """Whether a cell is a growth, a share, a rank, and of what."""
        column, label, cell = spot.column, spot.subject.name, spot.cell
        told = column if column.kind == kind else label
        if kind in ("growth", "change"):
            return _Told(
                growth=cell.growth or told.growth,
                basis=cell.basis or told.basis or ("" if cell.in_brackets else "同比"),
                of_ratio=column.kind == kind and label.kind in ("share", "growth"),
            )
        if kind == "done":
            return _Told(share=_COMPLETED, reference=column.whole or self._goal(spot.row))
        if kind == "share":
            where = self._relative(told.whole) if told.whole else self._own(spot)
            if where and (not told.whole or len(told.whole) <= 2 or told.whole == where[1]):  # 占全市, 占合肥市
                return _Told(share=_SHARE_OF_ALL, reference=where[1], where=where)
            return _Told(share=_SHARE_OF_ALL, reference=told.whole)
        if kind == "rank":
            where = self._relative(told.text) or self._own(spot)
            return _Told(rank="位次", reference=where[1] if where else "", where=where)
        return _Told(level=_SUMMED_SO_FAR if cell.in_brackets else "")

    def _own(self, spot: _Spot) -> Where | None:
        """The document's place, which a row that is a place is compared within where nothing else is said."""
        return self.places.own.where if spot.subject.of_place and self.places.known else None

    def _grows_to_goal(self, spot: _Spot) -> bool:
        """Whether a column of growth follows one of goals: 2020年 2025年目标 年均增速."""
        columns = self.names[spot.row.at + 1 : spot.position]
        before = [name.kind for name in columns if name.kind not in _COMPARING]
        return spot.column.kind == "growth" and before[-1:] == ["goal"]

    def _time(self, column: Name) -> Said | None:
        """The time a column tells; 上年同期 is of the months that another column names."""
        if "同期" not in column.text:
            return time_of(column.text, self.horizon, self.lexicon)
        others = (
            time_of(n.text, self.horizon, self.lexicon) for n in self.names if "同期" not in n.text and not n.is_plan
        )
        said = next((said for said in others if said), None)
        horizon = replace(self.horizon, reported=said.period) if said else self.horizon
        return time_of(column.text, horizon, self.lexicon)

    def _compared_time(self, spot: _Spot) -> Said | None:
        """The last of the times of the columns before one that compares: 同比 behind 1-6月 and 上年同期 is of this year."""
        goals = self._grows_to_goal(spot)
        columns = [
            n
            for n in self.names[spot.row.at + 1 : spot.position]
            if n.kind not in _COMPARING and (goals or not n.is_plan)
        ]
        times = [said for n in columns if (said := self._time(n))]
        return max(times, key=lambda said: said.period[1], default=None)

    def _goal(self, row: Row) -> str:
        """The name of the column that holds the goals."""
        goal = next((name.text for name in self.names[row.at + 1 :] if name.kind == "goal"), "")
        labels = self._named(row.at)
        bracket = _GOAL_HELD.search(labels.text)
        return goal or (bracket["told"] if bracket else labels.text if labels.is_plan else "")

    def _noun(self, spot: _Spot) -> tuple[str, Name]:
        """What a cell counts, and the column that says its unit: 同比 is that of the column before it."""
        subject, at = spot.subject, spot.position
        while at > spot.row.at and not self._named(at).noun and self._named(at).kind in _NO_SUBJECT:
            at -= 1
        named = self._named(at)
        if at <= spot.row.at:  # a rank or growth before all it could be of
            named = next((name for name in self.names[spot.position + 1 :] if name.noun), _UNNAMED)
        if subject.of_place or subject.time:
            return self._restored(named.noun), named
        own = named.noun if named.kind in ("", "growth") and not self._is_place(named.noun) else ""
        return subject.name.text + own, named

    def _is_place(self, name: str) -> bool:
        return name in self.lexicon.region_names or name in self.lexicon.lists["column_total"]

    def _restored(self, noun: str) -> str:
        """A column's noun with the head that only the caption tells: 产值 under 各市高新技术产业产值."""
        caption = self.caption
        if not noun or (caption.endswith(noun) and len(caption) > len(noun)):
            return caption or noun
        heads = self.lexicon.lists["column_head"]
        return caption + noun if noun in heads and not caption.endswith(_NO_HEAD) else noun

    def _unit(self, spot: _Spot, column: Name, noun: str) -> str:
        """The unit that what is counted is in: the column's, the label's, the row's cell for it, else one of the table's."""
        row, subject = spot.row, spot.subject
        written = column.unit if column.kind not in _COMPARING else ""
        if written or subject.name.unit:
            return written or subject.name.unit
        of_column = subject.of_place or subject.time is not None
        texts = zip(self.names, row.texts, strict=False)
        own = next((text for at, (name, text) in enumerate(texts) if name.kind == "unit" and at > row.at), "")
        own = own or (read_name(whole, self.lexicon).unit if (whole := self._whole_of(row)) else "")
        return own or _of_units(self.header.units, spot.order if of_column else -1, len(row.cells), noun)

    def _dated(self, spot: _Spot, *, goal: bool, grows: bool) -> Said | None:
        """The time that a column's or row's name tells, else the year reported on for a goal, else that of the caption."""
        column, subject, cell = spot.column, spot.subject, spot.cell
        said = self._time(column)
        if said is None and column.kind in _COMPARING:
            said = self._compared_time(spot)
        said = said or subject.time
        if said is None and goal:
            said = Said(year_period(self.horizon.year), "period")
        said = said or self.time
        if said is None:
            return None
        last = said.period[1].year
        if cell.in_brackets and said.kind == "period":  # [60]: of the five years up to the goal
            return Said(year_period(last - 4, last), "years")
        if said.kind == "years" and goal and not (grows or _SUMMED_SO_FAR in column.text + subject.name.text):
            return Said(year_period(last), "end")
        return said


def _kind(spot: _Spot, counted: str) -> str:
    """What a cell's number tells of what is counted, by its column, its row's label or its own words."""
    column, label, cell = spot.column, spot.subject.name, spot.cell
    if cell.is_rank or column.kind == "rank":
        return "rank"
    if column.kind in _COMPARING:
        return column.kind
    in_percent = (cell.written or counted) in _PERCENT
    tells = label.kind in ("growth", "done") or (label.kind == "share" and label.whole)
    if not spot.subject.of_place and (label.kind == "rank" or (tells and in_percent)):
        return label.kind
    return "growth" if cell.growth else ""


def _said_unit(kind: str, spot: _Spot, counted: str) -> str:
    """The unit of a cell's number: a share, growth or completion is in % where nothing else is said."""
    if kind == "rank":
        return "位"
    if kind in ("growth", "share", "done"):
        of_row = spot.subject.name.unit if spot.column.kind != kind else ""
        return spot.column.unit or of_row or "%"
    return counted


def _unit_of(written: str, lexicon: Lexicon) -> str:
    """The base unit of a unit with its scale: 亿元 → 元."""
    cell = read_cell("1" + written, lexicon) if written else None
    return cell.quantity("", lexicon).unit if cell else ""


def _of_units(units: list[str], order: int, count: int, noun: str) -> str:
    """Which of the units of a table (单位：亿元、%) a number is in, told by its noun, else by its column's order (-1: none)."""
    if len(units) == 1:
        return units[0]
    if _RATIO.search(noun):
        return next((u for u in units if "%" in u or "％" in u), "")
    if _MONEY.search(noun) and (order < 0 or len(units) != count):
        return next((u for u in units if "元" in u), "")
    if order >= 0 and len(units) == count:
        return units[order]
    if _MONEY.search(noun):
        return next((u for u in units if "元" in u), "")
    return next((u for u in units if "元" not in u and "%" not in u), units[0] if units else "")

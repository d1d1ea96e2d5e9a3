"""The sections of a report: what a heading announces, and of which years what is behind it speaks."""

import re
from dataclasses import dataclass

from loaders.lexicon import Lexicon
from loaders.parse.marks.times import FIVE_YEAR_PLANS, Horizon, Period, year_period
from loaders.parse.page.horizon import part_of_year
from loaders.parse.page.lines import HEADING, LONGEST_HEADING, STATES, YEAR, is_bare_heading
from loaders.parse.page.mood import looks_ahead, looks_back
from loaders.parse.page.normalise import half_width
from loaders.parse.page.reviews import Named, goals_of_years, led_in, looked_back_on, named_years, was_of_years
from loaders.wording import pattern, sole

_PROBLEM_WORD = sole("problem_word")
_HEADING_END = re.compile("[。；;]")
_PLAN = pattern(
    r"打算|(?<!科技)(?<!星火)(?<!火炬)(?<!研发)(?<!攻关)(?<!人才)计划(?!项目|{dan_mark}列|生育)|安排|思路|{goal_word}|要点|{outlook}|总体要求|考虑|设想|努力方向|{plan_end}\s*$"
)
_LEAD_IN = pattern(
    r"(?:{next_step}|(?P<now>{this_year})|(?P<year>20\d{2}) ?年)(?=[^。；;]{0,40}(?:{set_ahead}|{asked_ahead}))"
)
_NEXT = pattern("(?!下半年){next_step}[，,：:]|[◆◇●■□★☆▲【](?:{next_step}|{next_year}){plan_word}?[。：:】]")
_REPORT_SAYS = pattern("(?:《?{work_report}》?|{saying_thing})中?(?:还|{likewise})?{says}[，,：:]")  # in a digest of it
_GOALS = pattern(
    "{goal_kind}{goal_word}[。：:]"
    "|(?P<of_year>{goal_time})的?{goal_word}{task_noun}?[为是]?[：:]"
    "|{goal_time}?(?:全[{realm_mark}])?{goal_of}?的?{goal_expected}{goal_word}(?:{goal_set}|是|为)"
)
_GOALS_SET = pattern(
    "(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．])?[^\u4e00-\u9fff]*(?:[\u4e00-\u9fff]{2,6})?{measured_goal}{goal_word}{setting}?(?:{state_of_affairs})?[：:。]?"
)
_OUTLOOK = pattern('{outlook}[“"「]?(十[一二三四五六]五)')
_GOALS_AHEAD = pattern(
    "[^，,。；;\\d]{0,8}{asked_ahead}[？?]|[，,]?[^，,。；;\\d]{0,20}(?:{goal_word}(?:是|为|：|:)|{plan_word}[：:])"
)
_GOALS_OF_YEAR = pattern(
    "[^，,。；;：:\\d]{2,16}[，,](?P<year>20\\d{2}) ?年[^，,。；;\\d]{0,14}{goal_word}(?:{suggesting}|为|是|：|:)"
)  # 综合各方面因素,2026年预期目标为
_STATES_NOTHING = re.compile("(?:\\d{4} ?年?(?:[-—－–~～至到]+\\d{4} ?年)?)?\\D*[：:。]\\s*")
_DEMANDS = re.compile("(?<![\u4e00-\u9fff])一是?要.*[。；;]二是?要")  # 一要舍得投入。…二要抓住重点。…
_LONGEST_LEAD_IN = 60
_AHEAD = pattern(r"{next_step}|{goal_heading}|{future}|{next_year}")
_FIVE_YEARS = re.compile("(十[一二三四五六]五)")
_RESULTS = pattern(r"{result_heading}")
_TO_BE_DONE = pattern(
    "[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．]\\s*(?:{result_act}|\\D*[\u4e00-\u9fff](?:19|20)\\d{2} ?年)(?!.*{result_heading})"
)  # 完成其他任务, 兑现2029年奖励: items of a plan
_TO_DO = pattern("{task_word}|{tackling}[^，,]*{work_noun}$|{this_year}(?!以来|上半年)[^，,]*{work_noun}$")
_THIS_YEAR = pattern("{this_year}|上半年|季度")
_DONE = pattern(r"{done_state}")
_PROBLEMS = pattern(r"{problem}")
_GOES_OVER = pattern(
    "(?:[一二三四]是)?(?:{next_step}|{next_year}|{future}|{this_year}|{review_lead}|到?(?P<year>20\\d{2}) ?年|到“[^”]{2,4}”时?期?末)"
)  # 存在问题和下一步打算: where its second half begins
_RUNNING = re.compile("[。；;，]")
_FIRST_ITEM = re.compile("[（(]?[一1][)）、.．]")
_LOWEST_MARKED = 3
_LEVELS = {"l1": 1, "l2": 2, "l3": 3}  # (1) and 一是 number items, not sections
_CHAPTERS = {"chapter": 1, "of_chapter": 2}  # 第一章, 第一节: what is numbered behind them lies deeper


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
    paragraph: int  # offset of its line
    furniture: bool


class Outline:
    """The sections of a document as its headings open them."""

    def __init__(self, text: str, horizon: Horizon, document_kind: str, lexicon: Lexicon) -> None:
        kind = {"policy": "provision", "plan": "plan", "work_points": "plan"}.get(document_kind, "results")
        period = horizon.planned if kind == "plan" else horizon.reported
        self.sections = [Section(0, len(text), None, 0, "", kind, period)]
        self.text = text
        self.horizon = horizon
        self.lexicon = lexicon
        self.inherits = document_kind == "policy"
        self._open = [0]
        self._numbered = False  # whether a heading of the first level was
        self._chapters = 0  # how many levels of chapters the text is in
        self._ahead: set[int] = set()  # where the sections begin of which a part tells what is to be done
        self._turns: set[int] = set()  # indices of the sections that a paragraph opened by its mood
        self._turned: tuple[str, Period] | None = None  # kind and period of what stood before them
        self._lead_ins: set[int] = set()  # indices of the sections that a paragraph's lead-in opened
        # Whether the current heading names a year and several years; a work report without one speaks of both.
        self._covers_both = horizon.spoken is not None
        self._year_besides: Period | None = None  # the year that the current heading names behind several years
        # The section of plans whose heading has no mark, as long as none of another kind follows.
        self._unmarked: int | None = None
        self._told = False  # whether running text has stated numbers since the last heading
        # Of a heading that names problems and then plans, the index of its section and the period planned, until those begin.
        self._before_plans: tuple[int, Period] | None = None

    @property
    def current(self) -> int:
        """Index of the section that the text is in."""
        return self._open[-1]

    def read(self, line: str, offset: int, marked: int = 0, *, alone: bool = False) -> None:
        """Open a section where the line begins with a heading's mark of the first three levels, or leads in a plan.

        ``marked`` is its level where the document's format says that it is a heading; ``alone`` says that it has the words
        of one, which counts where none so far is numbered.
        """
        if offset == self.sections[-1].start:  # the text begins with it: that is the whole document's section
            return
        mark = HEADING.match(line)
        level, depth = self._level_of(line, mark, marked or int(alone and not self._numbered))
        if level:
            heading = _heading_of(line)
            parent = self._parent(level, offset)
            kind, period = parent.kind, parent.period
            if not self.inherits and len(heading) <= LONGEST_HEADING:
                named = named_years(heading, self.lexicon, self.horizon)
                around = parent
                if mark is not None and level == 1 and self._unmarked is not None:
                    around, depth = self.sections[self._unmarked], depth + 1
                kind, period = _goals_set(heading, parent, self.horizon) or _kind_of(
                    heading, depth, around, self.horizon, named
                )
                if level == 1 or len(named) > 1:
                    self._covers_both = len({one.is_of_years for one in named}) > 1
                    self._year_besides = _year_besides(named, self.horizon) if self._covers_both else None
                period = self._of_year_besides(line, level, kind, period)
            if kind == "results" and level > 1 and self._turns_ahead(line, parent.start):
                kind, period = "plan", self.horizon.planned
            kind, period = self._of_both(heading, level, kind, period)
            self._append(Section(offset, 0, parent.start, level, heading, kind, period))
            self._told = False
            if level == 1 and (mark is None or kind != "plan"):  # 下半年工作计划：, with items 一、 and 二、
                self._unmarked = self.current if kind == "plan" and not _RESULTS.search(heading) else None
        elif planned := self._planned_by(line):
            self._append(Section(offset, 0, self._parent(1, offset).start, 1, _heading_of(line), "plan", planned))
        elif reviewed := self._reviewed_by(line):
            self._lead_in(line, offset, reviewed)
        else:
            self._told = self._told or ((one := STATES.search(line)) and STATES.search(line, one.end())) is not None
            self._turn(line, offset)

    def _level_of(self, line: str, mark: re.Match[str] | None, marked: int) -> tuple[int, int]:
        """How deep a heading's section lies, and which level of headings it is read as; zeros for a line that is none."""
        kind = (mark.lastgroup or "") if mark else ""
        if kind in _CHAPTERS and len(line) <= LONGEST_HEADING and not (_RUNNING.search(line) or STATES.search(line)):
            self._chapters = _CHAPTERS[kind]
            return self._chapters, 1
        self._numbered = self._numbered or kind == "l1"
        level = _LEVELS.get(kind, 0) if mark else int(is_bare_heading(line))
        level = level or (marked if marked <= _LOWEST_MARKED and len(line) <= LONGEST_HEADING else 0)
        return (min(level + self._chapters, _LOWEST_MARKED), level) if level else (0, 0)

    def _of_both(self, heading: str, level: int, kind: str, period: Period) -> tuple[str, Period]:
        """存在问题和下一步打算: what is amiss comes first, and then what is to be done; any other heading's kind as it is."""
        if level == 1:
            self.end_problems()
        elif self._before_plans is not None and _PLAN.search(heading):
            kind, period = "plan", self._before_plans[1]
        if kind != "plan":
            return kind, period
        problems = _PROBLEMS.search(heading)
        if problems is None or _PLAN.search(heading, problems.end()) is None:
            self._before_plans = None
            return kind, period
        self._before_plans = len(self.sections), period
        return "problems", self.horizon.reported

    def go_over(self, sentences: list[Sentence]) -> None:
        """Open the section of plans at the first sentence of a paragraph that leads them in, under a heading of both."""
        if self._before_plans is None or self.current < self._before_plans[0]:
            return
        for position, sentence in enumerate(sentences):
            lead = _GOES_OVER.match(self.text, sentence.start)
            if lead is None or (lead["year"] and int(lead["year"]) <= self.horizon.reported[1].year):
                continue
            around, planned = self._before_plans
            self._append(Section(sentence.start, 0, self.sections[around].start, 2, "", "plan", planned))
            self._before_plans = None
            for later in sentences[position:]:
                later.section = self.current
            return

    def end_problems(self) -> None:
        """Where nothing under a heading of problems and plans led in the plans, all of it is of plans."""
        if self._before_plans is None:
            return
        first, planned = self._before_plans
        for section in self.sections[first:]:
            if section.kind == "problems":
                section.kind, section.period = "plan", planned
        self._before_plans = None

    def _of_year_besides(self, line: str, level: int, kind: str, period: Period) -> Period:
        """The period of a numbered item: the year that the heading names besides several years, once those were told in running text.

        Items that begin with a later number than the first are not what that text led in.
        """
        if level == 1 or self._year_besides is None or kind != "results":
            return period
        if self._told and not _FIRST_ITEM.match(line) and period[1].year > period[0].year:
            return self._year_besides
        self._year_besides = None  # the first item decides for those after it
        return period

    def _turns_ahead(self, line: str, around: int) -> bool:
        """Whether what a heading of a work report begins, inside the section that begins at an offset, tells what is to be done."""
        if self.inherits or self.horizon.spoken is None:
            return False
        if looks_ahead(line, self.lexicon):
            self._ahead.add(around)
        return around in self._ahead and not looks_back(line, self.lexicon)

    def _turn(self, line: str, offset: int) -> None:
        """Open a section where a paragraph of a work report goes over from results to tasks, or back."""
        section = self.sections[self.current]
        if self.inherits or self.horizon.spoken is None:
            return
        if section.kind == "results" and looks_ahead(line, self.lexicon):
            self._turned = self._turned or (section.kind, section.period)
            around = self._parent(1, offset).start
            self._append(Section(offset, 0, around, 1, _heading_of(line), "plan", self.horizon.planned))
            self._turns.add(self.current)
        elif self.current in self._turns and self._turned and looks_back(line, self.lexicon):
            kind, period = self._turned
            self._append(Section(offset, 0, self._parent(1, offset).start, 1, _heading_of(line), kind, period))

    def _reviewed_by(self, line: str) -> Period | None:
        """The years that a line goes on to look back on (五年来，…), where its section's heading leaves open which."""
        section = self.sections[self.current]
        is_open = self._covers_both or section.period[1].year > section.period[0].year or _is_only_lead_in(line)
        is_open = is_open or was_of_years(line)
        if section.kind != "results" or self.inherits or not is_open:
            return None
        period = led_in(line, self.lexicon, self.horizon)
        return None if period == section.period else period

    def _lead_in(self, line: str, offset: int, period: Period) -> None:
        """Open the section that a lead-in begins, inside the one of the first-level heading before it."""
        while self.current in self._lead_ins or self.sections[self.current].level > 1:
            self.sections[self._open.pop()].end = offset
        around = self.sections[self.current].start
        self._append(Section(offset, 0, around, 1, _heading_of(line), "results", period))
        self._lead_ins.add(self.current)

    def _parent(self, level: int, offset: int) -> Section:
        """The section that one of a level is a part of, those that it ends ended."""
        while len(self._open) > 1 and self.sections[self._open[-1]].level >= level:
            self.sections[self._open.pop()].end = offset
        return self.sections[self._open[-1]]

    def _append(self, section: Section) -> None:
        section.end = self.sections[0].end
        self.sections.append(section)
        self._open.append(len(self.sections) - 1)

    def _planned_by(self, line: str) -> Period | None:
        """The years that a line without a heading's mark begins to plan: 今年，我们将抓好以下工作; None where it leads in nothing."""
        if self.sections[self.current].kind == "plan" or self.inherits:
            return None
        if goals := _GOALS.match(line):
            is_part = self.horizon.reported[1].month < 12
            return self.horizon.planned if is_part or not goals["of_year"] else None
        if planned := goals_of_years(line, self.lexicon, self.horizon):
            return planned
        if outlook := _OUTLOOK.match(line):
            first = FIVE_YEAR_PLANS[outlook[1]]
            return year_period(first, first + 4) if first + 4 > self.horizon.year else None
        if (goals := _GOALS_OF_YEAR.match(line)) and int(goals["year"]) > self.horizon.year:
            return year_period(int(goals["year"]))
        return self._led_in(line)

    def _led_in(self, line: str) -> Period | None:
        """今年，我们将抓好以下工作: the year that a line begins with, as one to come; that of a list of demands."""
        if ("二要" in line or "二是要" in line) and _DEMANDS.search(line):
            return self.horizon.planned
        if _NEXT.match(line):
            return self.horizon.planned
        preface = _REPORT_SAYS.match(line)
        lead = _LEAD_IN.match(line, preface.end() if preface else 0)
        if lead is None:
            return None
        year = int(lead["year"] or 0)
        sets = preface or year > self.horizon.reported[1].year or _GOALS_AHEAD.match(line, lead.end())
        if len(line) > _LONGEST_LEAD_IN and not sets:
            return None
        if (lead["now"] and not self.horizon.spoken) or (year and year <= self.horizon.reported[1].year):
            return None
        return year_period(year) if year else self.horizon.planned


def _year_besides(named: list[Named], horizon: Horizon) -> Period | None:
    """“十四五”时期和2025年工作回顾: the year that is named behind several years and is over."""
    if not named[0].is_of_years:
        return None
    return next((one.period for one in named[1:] if not one.is_of_years and one.period[0].year <= horizon.year), None)


def _heading_of(line: str) -> str:
    return half_width(_HEADING_END.split(line[:80], maxsplit=1)[0])


def _is_only_lead_in(line: str) -> bool:
    """五年来，我们主要做了以下工作：no more than what the lines behind it speak of."""
    return len(line) <= _LONGEST_LEAD_IN and line.count("。") < 2 and _STATES_NOTHING.fullmatch(line) is not None


def _goals_set(heading: str, parent: Section, horizon: Horizon) -> tuple[str, Period] | None:
    """（一）年度总体目标 in a report on itself: goals of the year reported."""
    set_then = parent.kind == "results" and _GOALS_SET.fullmatch(heading) is not None
    return ("plan", year_period(horizon.reported[1].year)) if set_then else None


def _kind_of(heading: str, level: int, parent: Section, horizon: Horizon, named: list[Named]) -> tuple[str, Period]:
    """What a heading announces: a first-level one, or one that names a time, tells results, problems and plans apart.

    That of its parent where its words announce nothing.
    """
    reviewed = looked_back_on(named, horizon)
    years = [int(y) for y in YEAR.findall(heading)]
    ahead = bool(years) and years[-1] > horizon.reported[1].year
    states = level > 1 and STATES.search(heading) is not None and not (ahead or _AHEAD.search(heading))
    if states or not (level == 1 or parent.level == 0 or years or _AHEAD.search(heading)):
        return parent.kind, reviewed if reviewed and parent.kind == "results" else parent.period
    if _PROBLEMS.search(heading) and not _PLAN.search(heading.rpartition(_PROBLEM_WORD)[2]):
        return "problems", parent.period if parent.kind != "plan" else horizon.reported
    if _DONE.search(heading):
        return "results", reviewed or _year_reported(heading, years, horizon)
    tasks = horizon.spoken is not None and _TO_DO.search(heading) and not _RESULTS.search(heading)
    if ahead or tasks or _AHEAD.search(heading) or _PLAN.search(heading):
        return _planned(heading, years, ahead, horizon, named)
    to_be_done = parent.kind == "plan" and _TO_BE_DONE.match(heading)
    if not to_be_done and (reviewed or years or _RESULTS.search(heading)):
        return "results", reviewed or _year_reported(heading, years, horizon)
    return parent.kind, parent.period


def _year_reported(heading: str, years: list[int], horizon: Horizon) -> Period:
    """The year that a heading reports on, or the part of it: 今年1—9月主要工作成效."""
    if horizon.reported[1].month < 12 or horizon.reported[0].year < horizon.year:
        return horizon.reported
    year = years[0] if years else horizon.year
    return part_of_year(heading, year) if years or _THIS_YEAR.search(heading) else horizon.reported


def _planned(heading: str, years: list[int], ahead: bool, horizon: Horizon, named: list[Named]) -> tuple[str, Period]:
    """A heading that speaks of a plan: of which years, and whether those are still to come."""
    if "年初" in heading:
        return "plan", year_period(horizon.reported[1].year)
    if span := _FIVE_YEARS.search(heading):
        first = FIVE_YEAR_PLANS[span[1]]
        if first > horizon.reported[1].year - 1 and not years:
            return "plan", year_period(first, first + 4)
        if not ahead and first + 4 <= horizon.reported[1].year:
            return "results", horizon.reported
    if years:
        return "plan", year_period(years[-1])
    to_come = (one.period for one in named if one.is_of_years and one.period[0].year > horizon.year)
    return "plan", next(to_come, horizon.planned)  # 今后五年的目标

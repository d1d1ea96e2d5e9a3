"""The words before a number, walked from the left: one method per kind of cue tells what the text around the cue is.

A noun phrase precedes 达到, a reference follows 占, a base follows 较; what is left in the end is the tail's matter.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from loaders.parse.clause.closing import GROWTH_BEHIND, finish, is_paid
from loaders.parse.clause.granted import GRANTED_UNITS, granted
from loaders.parse.clause.lists import ListWalk
from loaders.parse.clause.opening import Opened, class_bound, comparison, each_part, standard
from loaders.parse.marks.phrase import AND, trim
from loaders.parse.marks.times import Said, year_before
from loaders.parse.marks.words import Token
from loaders.parse.reading import Left, Reading
from loaders.parse.slots.bases import take_up_base
from loaders.parse.slots.meant import PARTS_OF_YEAR, SINCE
from loaders.parse.slots.moments import SAME_TIME, UNTIL, keep_for_clause, start_at, take_time
from loaders.parse.slots.stance import plan_all
from loaders.wording import pattern, sole, starts, words

_FEWER = sole("fewer")
_GROWING = sole("growing")
_PLAN_NOUN = sole("plan_noun")
_REACHED = sole("reached")

_NOT_COMPARING = words("not_comparing")

_THAN = ("比", "较")
_CHANGES = {_FEWER: sole("decreased"), "多": sole("increased")}
_TIME_LEADS = frozenset((*words("until"), "与", "从", "到", "在", "比", "由", "较"))
_BEHIND_TIME = pattern(
    f"{{on_base}}|{{same_period}}|{{span_noun}}|{SINCE.pattern}|[底末]?前(?![{{qian_word_end}}\\d一二两三四五六七八九十几])|[底末]"
)
_ON_ITS_BASIS = pattern("(?:[（(]?[^，,。；;（()）]{0,8}[）)])?{on_base}")
_WITHIN = pattern(
    "在(?P<reference>[^，,；;。在]{2,24}?){inside}的?(?:{adverb}|{approximate}|所|将)?$"
)  # 在全市总额中占三成
_TIMES_OF_YEARS = ("时期", "期间")
_OF_CONTRIBUTION = words("contribution_rate")
_OF_STANDING = (*words("standing_noun"), "或", "、", "和")
_AVERAGE, _BY_YEAR = sole("mean_word"), sole("by_year")
_CONTRIBUTING = frozenset(words("contributing"))
_OF_RATE = words("of_rate")
_OF_THE_MOST = pattern(
    "{degree_adverb}[{degree_word}]的(?!有|是)"
)  # 占比最大的装备制造业: which one a figure is of, and no share
_REST_STARTS = starts("rest")
_DEGREE_STARTS = starts("degree_adverb")
_IN_PROGRESS = pattern("{put_in_force}(?:以来|后)?|以来")
_OF_LEAD = ("天", "个月", "年", "位", "名", "分")  # in which one is ahead
_THAN_GOAL = pattern("(?:比|较)(?P<reference>[^，,。；;\\d]{0,6}?{demand})$")
_BEHIND_TIME_OF_WORK = frozenset(words("behind_time"))
_AFFECTED = pattern("{affected_by}[^，,；;。]{2,24}?{cause_noun}后?")
_DONE = words("done_in_cue")
_NAMING = frozenset(("verb", "rank"))  # cues of words that may be part of a name


class Clause(ListWalk):
    """A clause that can be read: each word's cue has a method."""

    def read(self) -> Left:
        scene, left, previous = self.scene, self.left, self.scene.previous
        is_percent = self.quantity.form == "percent"
        left.rest = self.text[self.start : self.start + 1] in _REST_STARTS and self.text.startswith(
            self.words.rest, self.start
        )
        bound = class_bound(self) if scene.class_bounds else None
        self._take_parts()
        if is_percent and (said := standard(self)) is not None:
            left.provision, left.reference, left.before = "按", said["reference"], said["bound"] or ""
            return left
        if previous is not None and previous.change_from and previous.time is not None:
            self._take_basis_said(previous, previous.time)
        if is_percent or self.quantity.unit in GRANTED_UNITS:
            left.provision, left.reference = granted(self)
        if (opened := comparison(self)) is not None:
            self._hold_against(opened)
        end = self.end
        bounds = [bound.start for bound in scene.class_bounds] if scene.class_bounds else []
        affected = _AFFECTED.search(self.text, self.start, end) if scene.explains else None
        for token in self.tokens[self.index : bisect_left(scene.words.starts, end, self.index)]:
            self.index += 1
            if self._is_passed(token, affected, bound):
                continue
            read = _CUES.get(token.cue)  # a kind of cue that no method knows says nothing
            if read is None or token.end > end:
                continue
            if not ((token.cue in _NAMING or bounds) and self._is_name(token, bounds)):
                read(self, token, trim(self.text[self.at : token.start]) if self.at < token.start else "")
        if bound is not None and self.at < bound[1]:
            self._pass_bound(*bound)
        self._close()
        return left

    def _take_parts(self) -> None:
        """各县区均不少于8件: what is told of each part is told of the whole."""
        if parts := each_part(self):
            self.left.places = [self.scene.places.own.where]
            self.at = self.list_start = parts

    def _is_passed(self, token: Token, affected: re.Match[str] | None, bound: tuple[int, int, str] | None) -> bool:
        """Whether a word tells why, or which class is counted, and nothing of the number."""
        if affected and affected.start() <= token.start < affected.end():
            self._pass_over(affected.start(), affected.end())
            return True
        if bound is not None and bound[0] <= token.start and self.at < bound[1]:
            self._pass_bound(*bound)
        return token.start < self.at

    def _pass_bound(self, start: int, end: int, noun: str) -> None:
        """新增产值超10亿元的企业5家: a class, of which no cue tells anything; 5家 alone are of what was counted before."""
        previous = self.scene.previous
        counted = (
            self.text[end : self.end] == "的" and previous is not None and previous.quantity.unit == self.quantity.unit
        )
        if self.at < start:
            self.take_noun(trim(self.text[self.at : start]))
        self.left.noun = self.left.noun if counted or self.left.noun else noun
        self.at = end

    def _close(self) -> None:
        """Complete what the words left open."""
        left = self.left
        finish(self)
        if left.provision and is_paid(self):
            left.provision = ""
        if left.negated:  # 年度任务未完成5家: how many did not, and nothing done
            left.noun = f"{'' if left.noun else left.subject}{left.verb}{left.noun}"
            left.verb = left.subject = ""

    def _hold_against(self, opened: Opened) -> None:
        """Note what the words right before the number hold it against; the walk ends where they begin."""
        left, self.end = self.left, opened.at
        left.reference, left.gap, left.share, left.before = opened.reference, opened.gap, opened.share, opened.before
        left.change_from, left.pair = opened.change_from, opened.pair
        if opened.of_own:
            left.places = [self.scene.places.own.where]

    def _take_basis_said(self, previous: Reading, time: Said) -> None:
        """在2019年26亿元（预计数）的基础上增长20%: what is grown from is the amount right before."""
        said = _ON_ITS_BASIS.match(self.text, self.start, self.end)
        if said is not None and previous.time_rule == "explicit":
            take_up_base(self.scene, self.left, time, previous.time_text)
            self.at = self.list_start = said.end()

    def _pass_over(self, start: int, end: int) -> None:
        """受口径调整影响: why, and nothing of what the number is."""
        if self.at < start:
            self.take_noun(trim(self.text[self.at : start]))
        self.at = max(self.at, end)

    def _time(self, token: Token, segment: str) -> None:
        left = self.left
        if self.text.endswith("按", 0, token.start):  # 按当年汇率折算
            return
        if token.value == SAME_TIME and not self.scene.opens_clause(token.start):  # 历史同期
            return
        of_gap = (self.pending == "gap" and not segment) or (
            left.gap and left.reference and self.text[self.at : token.start] in AND
        )
        if of_gap and (token.word.endswith(_TIMES_OF_YEARS) or token.value in PARTS_OF_YEAR):
            # 高于“十三五”时期1.2个百分点, 高于一季度、上半年
            left.reference = f"{left.reference}、{token.word}" if left.reference else token.word
            self.pending, self.at = "", token.end
            return
        if (
            segment
            and not self.pending
            and not left.verb
            and not left.noun
            and segment.lstrip("（(") not in _TIME_LEADS
        ):
            left.noun = self.clean(segment.removesuffix("到"))  # 企业到2030年达到200家
        until = next((word for word in UNTIL if segment.endswith(word)), "")
        noun = segment.removesuffix(until)
        if until and len(noun) > 1:
            left.noun = self.clean(noun)
        if segment.endswith(("由", "从")):
            left.change_from = True
            self.take_noun(segment[:-1])
        elif len(segment) > 2 and segment.endswith(_THAN) and not segment.endswith(_NOT_COMPARING):
            self.take_noun(segment[:-1])
        take_time(self.scene, token, left)
        if until and len(noun) > 1:
            keep_for_clause(self.scene)
        behind = _BEHIND_TIME.match(self.text, token.end)
        self.at = behind.end() if behind else token.end
        lead = segment.lstrip("（(")
        if not left.verb and (not lead or lead in _TIME_LEADS):
            self.head = self.at

    def _said(self, token: Token, segment: str) -> None:
        """A cue that follows its noun: the noun is taken, then the cue noted; 增长的贡献率 is a noun."""
        if self.text.startswith(_OF_CONTRIBUTION, token.end) or self._is_of_number_before(token):
            return
        of_most = self.text[token.end : token.end + 1] in _DEGREE_STARTS
        most = _OF_THE_MOST.match(self.text, token.end, self.end) if of_most else None
        if most and (token.cue == "share" or most.end() == self.quantity.start):  # 增长最快的3个领域
            self.at = most.end()
            return
        if token.cue == "growth" and segment.endswith(_AVERAGE):  # 近三年产值平均增长
            segment = segment.removesuffix(_AVERAGE)
            of_years = self.left.times and self.left.times[-1][1].kind == "years"
            self.left.basis = self.left.basis or (_BY_YEAR if of_years else "")
        if segment:
            self._before_cue(token.cue, segment, token.word if token.cue == "growth" else "")
        setattr(self.left, token.cue, token.word)
        self.at = token.end

    def _is_of_number_before(self, token: Token) -> bool:
        """保持40%以上增长、达357万辆: the growth behind a number is that one's, and not the next one's."""
        previous = self.scene.previous
        if token.cue != "growth" or previous is None or token.start != self.at:
            return False
        behind = GROWTH_BEHIND.match(self.text, previous.quantity.end)
        self.at = token.end if behind and behind.end() == token.end else self.at
        return behind is not None and behind.end() == token.end

    def _pair(self, token: Token, segment: str) -> None:
        """分别, 依次; a share that only the last of those listed names is no share of all."""
        if self.left.share and self.left.reference and self.names_its_share(token.start):
            self.left.share = self.left.reference = ""
        super()._pair(token, segment)

    def _share(self, token: Token, segment: str) -> None:
        if token.word in _CONTRIBUTING and self.text.startswith(_OF_RATE, token.end):  # 对增长贡献分别为
            return
        if within := _WITHIN.search(self.text, self.start, token.start):
            self.left.share, self.left.reference = token.word, within["reference"]
            self.left.noun = self.clean(self.text[self.start : within.start()])
            self.pending, self.at = "", token.end
            return
        self._said(token, segment)
        if self.left.share != token.word:
            return
        self.pending = "" if token.word in self.words.share_noun else "share"
        if not self.pending and self.left.places and not segment and self.list_start == token.start:  # 全国占比
            self.left.reference = self.left.places.pop()[1]

    def _rank(self, token: Token, segment: str) -> None:
        outdone = self.left.before in self.words.exceeding and self.comparator_end == token.start - len(segment)
        if outdone and segment and self.comparator_end >= 0:  # 首次超过甲省跃居全国首位
            self.left.before = segment = ""
        self._said(token, segment)
        self.pending = "rank"

    def _gap(self, token: Token, segment: str) -> None:
        if token.word in self.words.gap_verb and self.text.startswith(_OF_STANDING, token.end):
            return  # 国际领先水平的成果: how good they are
        counts = self.quantity.form == "quantity" and self.quantity.unit not in _OF_LEAD
        if token.word in self.words.gap_verb and counts and self._goes_on_as_noun(token.end):
            return  # 领先成果100项
        if token.word in self.words.gap_verb and token.end != self.end and self._verb_follows(token.end):
            self.take_noun(segment)  # 提前转移群众: how it was done
            self.at = token.end
            return
        if counts and token.word in _BEHIND_TIME_OF_WORK and token.end == self.end and not segment:
            self.left.verb, self.at = token.word, token.end  # 完成21项、滞后2项: in which state the rest is
            return
        if goal := _THAN_GOAL.search(segment):  # 比计划提前20天
            self.left.reference, segment = goal["reference"], segment[: goal.start()]
        self._said(token, segment)
        self.pending = "gap"

    def _goes_on_as_noun(self, position: int) -> bool:
        """Whether nothing but a noun stands between a position and the number."""
        following = self.text[position : self.end]
        known = self.index < len(self.tokens) and self.tokens[self.index].start < self.end
        is_noun = "\u4e00" <= following[:1] <= "\u9fff" and following[0] != "第"  # 领先第二名76家
        return is_noun and len(following) > 1 and not known

    def _peer(self, token: Token, segment: str) -> None:
        if segment:
            self._before_cue(token.cue, segment)
        self.left.peer, self.left.gap = True, ""
        self.at = token.end

    def _basis(self, token: Token, segment: str) -> None:
        of_year = token.value in ("yoy", "last_year_end") and token.word.startswith(_THAN)
        if of_year and self.text[token.end : self.end] == "的":
            if segment:  # 比上年的1.01%提高0.08个百分点
                self._before_cue(token.cue, segment)
            year = year_before(self.scene.horizon.reported)
            start_at(self.left, Said(year, "end"), token.word)
            self.at = token.end
        else:
            self._said(token, segment)

    def _estimate(self, token: Token, segment: str) -> None:
        """稀土产业预计完成销售收入: the verb in the cue has a subject, as any has."""
        self._said(token, segment)
        left, done = self.left, next((word for word in _DONE if token.word.endswith(word)), "")
        if done and token.end != self.end:
            left.subject, left.noun, left.verb = left.noun or left.subject, "", done

    def _plan(self, token: Token, segment: str) -> None:
        if self._is_no_goal(token):
            return
        if self.pending == "gap" and token.end == self.end:  # 低于预期目标1.9个百分点
            return
        if self.left.basis and segment in _CHANGES:  # 比上年多争取2000万元
            self.left.growth, self.left.plan, self.at = _CHANGES[segment], token.word, token.end
        elif token.word == _PLAN_NOUN and segment and not self._verb_follows(token.end):  # 科技计划项目: a noun
            self._before_cue(token.cue, segment)
        elif token.word == _PLAN_NOUN and not segment and self._is_named_by_verb(token):
            self.left.noun = f"{self.left.subject}{self.left.verb}{token.word}"
            self.left.verb = self.verb_before
            self.at = token.end
        elif token.word == _PLAN_NOUN and token.end == self.end and self._names_plan(segment):
            self.take_noun(segment + token.word)
            self.at = token.end
        else:
            if self.text.endswith("将", self.start, token.start):
                plan_all(self.scene, token)
            self._said(token, segment)
            if token.word.endswith(_REACHED):  # 力争达到: what is planned is a level
                self.left.level = _REACHED
            elif token.word.endswith(_GROWING):  # 预期增长
                self.left.growth = _GROWING

    def _is_no_goal(self, plan: Token) -> bool:
        """按计划开展, 年度目标完成率, “…”计划实施以来: a plan that something goes by, and none of the number."""
        if self.text.endswith("按", self.start, plan.start) or self.text.startswith(self.words.completion, plan.end):
            return True
        quoted = plan.word == _PLAN_NOUN and self.text.endswith("”", self.start, plan.start)
        return quoted and _IN_PROGRESS.match(self.text, plan.end) is not None

    def _is_named_by_verb(self, plan: Token) -> bool:
        """国家人才推进计划: the verb before names what the plan is for."""
        return self.left.subject != "" and self.verb_end == plan.start and not self._verb_follows(plan.end)

    def _names_plan(self, segment: str) -> bool:
        """入选人才计划38人, “鲲鹏行动”计划1人."""
        return bool(segment) and (self.left.verb != "" or segment.endswith("”"))

    def _actual(self, token: Token, segment: str) -> None:
        if segment:
            self._before_cue(token.cue, segment)
        self.left.actual = True
        self.at = token.end

    def _part(self, token: Token, _: str) -> None:
        left = self.left
        left.part = True
        left.noun = left.subject = left.verb = ""
        self.at = self.list_start = self.head = token.end

    def _provision(self, token: Token, segment: str) -> None:
        self._said(token, segment)
        left = self.left
        left.verb = left.verb or token.word
        left.subject, left.noun = left.noun or left.subject, ""


_CUES: dict[str, Callable[[Clause, Token, str], None]] = {
    "date": Clause._time,
    "time": Clause._time,
    "place": Clause._place,
    "region": Clause._region,
    "verb": Clause._verb,
    "total": Clause._total,
    "comparator_before": Clause._comparator,
    "growth": Clause._said,
    "estimate": Clause._estimate,
    "share": Clause._share,
    "rank": Clause._rank,
    "gap": Clause._gap,
    "peer": Clause._peer,
    "basis": Clause._basis,
    "plan": Clause._plan,
    "actual": Clause._actual,
    "part": Clause._part,
    "pair": Clause._pair,
    "each": Clause._each,
    "provision": Clause._provision,
}

"""Times: how a time word is meant (the current time, the base of a comparison), and which one a number gets."""

import re
from datetime import timedelta
from itertools import pairwise

from loaders.parse.marks.phrase import AND
from loaders.parse.marks.times import Horizon, Period, Said, date_period, moved_to_year, word_period, year_period
from loaders.parse.marks.words import Token
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import is_multiple_of_past, run_of_amounts, take_change_between, without_past
from loaders.parse.slots.years import in_characters
from loaders.wording import pattern, sole, words

_MORE_GROWTH = sole("more_growth")

_TIME_INTRO = words("time_intro")
_FIVE_YEAR_SPAN = words("five_year_span")
_ON_BASE = words("on_base")
_ONE_MONTH = words("month_alone")

_YEAR_BEFORE = re.compile("((?:19|20)\\d{2}) ?年$")
UNTIL = words("until")
SINCE = re.compile("(?:[\u4e00-\u9fff]{2,6}?)?以来")  # 2021年【试点以来】
_EVER_AFTER = re.compile("(?:[\u4e00-\u9fff“”]{2,24}?)?以来")  # 自2021年【某某园区批复建设以来】
_FROM = ("自", "从", "自从")
_OF_BATCH = re.compile("[第首][一二三四五六七八九十\\d]{0,2}批|度")
_SAME_PART = "同期"
_SECOND_HALF = "second_half"
_WITHIN_YEAR, _AGAIN = "年内", words("again")
_ONE_DAY = timedelta(days=1)
_COMPARING = ("较", "比", "与", "同", "和")
_EXCEEDING = words("over")
_NO_COMPARING = words("not_comparing")
_CHANGES = words("changing")
_SPAN = re.compile("(?<!\\d)(?P<count>[2-9]|10) ?年")
_PRESENT = frozenset(("present_year", "that_year"))  # 今年, 当年: no later than the day said before them
_LOOKING_BACK = (*words("looking_back"), *words("entire"))
_YEAR_WORDS = frozenset(("present_year", "past_year", "last_year", "next_year"))
_PARTS_OF_YEAR = frozenset(("year_end", "first_half", "second_half", "quarter1", "quarter2", "quarter3", "quarter4"))
SAME_TIME = "same_time"
_FIRST_YEARS = re.compile("前([一二两三四1-4])年")
_ON_ITS_BASIS = pattern("\\d[^，,。；;]{0,10}{on_base}")
_OF_THAT_TIME = re.compile("的 ?\\d")
_MONTH_ALONE = re.compile("(?:20\\d{2}年)?\\d{1,2} ?月?")
_LISTS_BASES = pattern("{respectively}(?:较|比|与|同)$|(?:较|比)$")
_IS_OF_FIGURE = pattern("(?:{reach}|{approximate}|仅|为)?\\d")
_EXTREME_OF = words("record_verb")
_EVER_SINCE = pattern("[^，,。；;]{0,8}来的?[^，,。；;\\d]{0,6}?{record_noun}")
_AS_MUCH = words("as_much")


_OUTDOING = words("better_than")


def take_time(scene: Scene, token: Token, left: Left | None) -> None:
    """Take up a time word: as the base of a comparison where 较, 比, 与 precedes it, else as the current time.

    ``left`` is its clause, None between clauses.
    """
    if token.value == SAME_TIME:
        _take_same_time(scene, token)
        return
    said, before = _said(scene, token), scene.text[max(0, token.start - 2) : token.start]
    if said is None or _says_no_time(scene, token, before):
        return
    if left is None and before.endswith(_OUTDOING):  # 数量超过去年全年总数,净增86家
        return
    compares = _compares(scene, token, before, left)
    if said.kind == "plan_name":
        _take_plan_name(scene, token, said, left, compares)
        return
    same_part = said.kind == "period" and scene.text.startswith(_SAME_PART, token.end)
    said = _same_part(scene, said) if same_part else _in_context(scene, token, said, left)
    meant = _meant(token, said, scene.text.endswith(UNTIL, 0, token.start), scene.text)
    if meant is None and said.kind == "month" and (_is_among_months(scene) or _is_of_month(scene, token, said, left)):
        meant = said
    if meant is None or (token.value in _PRESENT and _is_within(scene, token, meant)):
        return
    if left is not None and _is_base_of_list(scene, token, left):
        left.bases.append((meant, token.word))
        left.bases_end = token.end
        return
    starts = compares and _OF_THAT_TIME.match(scene.text, token.end)  # 较2020年的47.5亿元增长
    starts = starts or (before.endswith("在") and _ON_ITS_BASIS.match(scene.text, token.end))  # 在2015年26亿元的基础上
    if starts and left is not None:
        left.change_from = True
        _put_in_force(scene, left, meant, token.word, True)
    elif compares or (before.endswith("在") and scene.text.startswith(_ON_BASE, token.end)):
        _take_base(scene, left, meant, token.word)
    else:
        _put_in_force(scene, left, meant, token.word, before.endswith(("由", "从")))


def _is_among_months(scene: Scene) -> bool:
    """1月登记3项、2月5项: months that amounts are told by."""
    months = [q for q in scene.quantities if q.form == "date" and _MONTH_ALONE.fullmatch(q.number)]
    return len(months) > 1


def _is_of_month(scene: Scene, token: Token, month: Said, left: Left | None) -> bool:
    """6月新增5家: what was done in it; one of another year than the report's is never passed over."""
    following = scene.words.first_at(token.end)
    acts = following < len(scene.words.tokens) and scene.words.tokens[following]
    done = left is not None and acts and acts.start == token.end and acts.cue == "verb"
    return bool(done) or month.period[0].year != scene.horizon.year


def _says_no_time(scene: Scene, token: Token, before: str) -> bool:
    """(2021年), 按照2021年度评估要求, 连续五年: a note, the year of the requirement, a run."""
    if before.endswith(_COMPARING) and scene.text.startswith(_AS_MUCH, token.end):
        return True  # 项目数与上年持平: nothing later is held against it
    if scene.text.endswith(_EXTREME_OF, 0, token.start) and _EVER_SINCE.match(scene.text, token.start):
        return True  # 创2015年以来新高, 延续“十三五”以来的态势: what it is compared with
    in_brackets = before.endswith(("（", "(")) and scene.text.startswith(("）", ")"), token.end)
    if in_brackets and _IS_OF_FIGURE.match(scene.text, token.end + 1):
        return False  # 经费支出（2029年）5亿元
    of_batch = token.word.endswith("年度") or (token.word.endswith("年") and _OF_BATCH.match(scene.text, token.end))
    if of_batch and (acts := scene.words.ending_at(token.start)) and acts.cue == "verb":
        return True  # 兑现2022年度奖补, 申报2022年第一批项目: the year of what is paid or asked for now
    return in_brackets or before in _TIME_INTRO


def _compares(scene: Scene, token: Token, before: str, left: Left | None) -> bool:
    """较2019年增长, 较五年前, 超去年全年17家: the time is what the number is held against."""
    following = scene.text[token.end : token.end + 1]
    if left is not None and before.endswith(_EXCEEDING) and following.isdigit():
        left.growth = left.growth or _MORE_GROWTH
        return True
    compares = (before.endswith(_COMPARING) and before not in _NO_COMPARING) or token.word[0] in _COMPARING
    return compares and following not in ("", "、")


def _is_base_of_list(scene: Scene, token: Token, left: Left) -> bool:
    """分别比2019年、2020年提高: each of several times that a run of changes is held against, one after the other."""
    text = scene.text
    if left.bases and text[left.bases_end : token.start] in AND:
        return True
    before, following = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 1]
    compares = before.endswith(_COMPARING) and before not in _NO_COMPARING
    return compares and following in AND and _LISTS_BASES.search(text, 0, token.start) is not None


def _take_plan_name(scene: Scene, token: Token, plan: Said, left: Left | None, compares: bool) -> None:
    """比“十三五”增长, 回望“十四五”, “十四五”五年: the years of a plan that is no more than named."""
    if compares:
        _take_base(scene, left, plan, token.word)
        return
    if first_years := _FIRST_YEARS.match(scene.text, token.end):  # “十四五”前四年
        first, count = plan.period[0].year, "一二三四1234".index(first_years[1].replace("两", "二")) % 4 + 1
        _put_in_force(scene, left, Said(year_period(first, first + count - 1), "years"), token.word, False)
        return
    looks_back = scene.text.endswith(_LOOKING_BACK, 0, token.start)
    if left is None and (looks_back or scene.text.startswith(_FIVE_YEAR_SPAN, token.end)):
        scene.state.time, scene.state.time_text = Said(plan.period, "years"), token.word


def _in_context(scene: Scene, token: Token, said: Said, left: Left | None) -> Said:
    """A time as the words behind it, and the years that the paragraph speaks of, make it out."""
    text, end, horizon = scene.text, token.end, scene.horizon
    since = _EVER_AFTER if text.endswith(_FROM, 0, token.start) else SINCE
    if said.kind in ("period", "month") and since.match(text, end):
        return Said((said.period[0], max(horizon.reported[1], said.period[1])), "years")
    years = scene.paragraph.years
    if said.kind == "years" and years is not None and years[1].period[0] > horizon.reported[1]:
        return years[1]  # “十五五”时期,…。五年新增20家: the five years spoken of
    if token.word == _WITHIN_YEAR and text.startswith(_AGAIN, end) and horizon.reported[1].month < 12:  # 年内再建成5家
        return Said((horizon.reported[1] + _ONE_DAY, said.period[1]), "period")
    meant = scene.state.plan or (left.plan if left is not None else "")
    if said.kind == "this_year" and meant and horizon.spoken and horizon.spoken > horizon.year:
        return Said(year_period(horizon.spoken), "this_year")  # 力争全年新增5家, in a report given in the year after
    if left is None and token.value == _SECOND_HALF:  # 下半年,我们将…: when it is done, while goals are the year's
        return Said(year_period(horizon.year), "this_year")
    return said


def _same_part(scene: Scene, year: Said) -> Said:
    """1—10月…,去年同期4亿元: of another year the part that is spoken of, or reported on."""
    state, reported = scene.state, scene.horizon.reported
    told = state.time.period if state.time is not None else reported
    if told[1] > reported[1] or told[0].year != told[1].year:
        told = reported if reported[0].year == reported[1].year else year.period
    return Said(moved_to_year(told, year.period[1].year), "period")


def _take_same_time(scene: Scene, token: Token) -> None:
    """1—11月,…。同期,…: the time current when the sentence before ended, which the paragraph then goes on to speak of."""
    state, paragraph = scene.state, scene.paragraph
    if state.time is None and paragraph.time is not None and scene.opens_clause(token.start):
        state.time_text, state.time = paragraph.years = paragraph.time


def _is_within(scene: Scene, token: Token, year: Said) -> bool:
    """截至12月8日,当年已登记…: the part of the year up to a day was said, and no number of it yet."""
    time = scene.state.time
    if time is None or time.kind not in ("until", "month_end") or time.period[1].year != year.period[1].year:
        return False
    said = [quantity for quantity in scene.quantities if quantity.end <= token.start]
    return bool(said) and said[-1].form == "date"


def _said(scene: Scene, token: Token) -> Said | None:
    """The time that a word names: 2023年上半年 and 去年1—9月 are of the year right before it, 三季度末 the year so far."""
    text, horizon = scene.text, scene.horizon
    if year := _YEAR_BEFORE.search(text, max(0, token.start - 6), token.start):
        horizon = Horizon(year_period(int(year[1])), horizon.planned)
    elif (of_year := scene.words.ending_at(token.start)) and of_year.value in _YEAR_WORDS:
        said = word_period(of_year.value, horizon)
        horizon = Horizon(said.period, horizon.planned) if said else horizon
    elif (year_said := _year_in_force(scene, token)) is not None:
        horizon = Horizon(year_said, horizon.planned)
    if token.cue == "date":
        return _span_said(scene, token) if _SPAN.fullmatch(token.word) else date_period(token.word, horizon)
    said = word_period(token.value, horizon)
    if said is not None and said.kind == "period" and text.startswith(("末", "底"), token.end):
        return Said((said.period[1].replace(month=1, day=1), said.period[1]), "until")
    return said


def _year_in_force(scene: Scene, token: Token) -> Period | None:
    """2031年…,6月底前达到…: months and halves are of the year that their sentence spoke of, where that is to come or one of several."""
    time, reported = scene.state.time, scene.horizon.reported
    if time is None or time.kind != "period" or (token.cue == "time" and token.value not in _PARTS_OF_YEAR):
        return None
    first, last = time.period
    one_of_several = reported[0].year < reported[1].year
    return (
        year_period(first.year)
        if first.year == last.year and (first.year > reported[1].year or one_of_several)
        else None
    )


def time_of(scene: Scene, token: Token) -> tuple[str, Said] | None:
    """The time that a word names, of a five-year plan its last year; None for a word that names none."""
    said = _said(scene, token) if token.cue in ("date", "time") else None
    if said is None:
        return None
    if said.kind == "plan_name":
        return token.word, Said(year_period(said.period[1].year), "end")
    return token.word, said


def _span_said(scene: Scene, token: Token) -> Said | None:
    """近5年, 3年来, 3年内: the years that the same words mean when their number is written in characters; 3年增长: a span."""
    around = max(0, token.start - 3)
    before = token.start - around
    plain = in_characters(scene.text[around : token.end + 2])
    for last, (term, (cue, value)) in scene.lexicon.automaton.iter_long(plain):
        if cue == "time" and last + 1 - len(term) <= before <= last:
            return word_period(value, scene.horizon)
    if not scene.text.startswith(_CHANGES, token.end):
        return None
    year, count = scene.horizon.year, int(token.word.removesuffix("年"))
    return Said(year_period(year - count + 1, year), "span")


def _meant(token: Token, said: Said, until: bool, text: str) -> Said | None:
    """The time as numbers may use it; None for a day or month on which something happened."""
    first, last = said.period
    if said.kind in ("day", "month"):
        if until:  # 截至9月
            return Said((last.replace(month=1, day=1), last), "until")
        of_month = said.kind == "month" and ("份" in token.word or text.startswith(_ONE_MONTH, token.end))
        return said if of_month else None
    if until and said.kind == "period" and first.year == last.year:  # 截至三季度
        return Said((first.replace(month=1, day=1), last), "until")
    if said.kind == "start" and token.cue == "date":  # 2021年初 dates an event of 2021
        return Said((first.replace(year=first.year + 1), last.replace(year=last.year + 1)), "event_start")
    return said


def _take_base(scene: Scene, left: Left | None, said: Said, word: str) -> None:
    if left is None:
        scene.state.base = (said, word)
    else:
        left.base, left.base_text = said, word


def _put_in_force(scene: Scene, left: Left | None, said: Said, word: str, is_start: bool) -> None:
    if left is not None:
        left.times.append((word, said))
        if is_start or said.kind in ("span", "start"):  # 由2020年的5家增加到…, 3年增长, 年初: that number's alone
            left.own_time = True
            return
    state = scene.state
    state.time_before = state.time_text, state.time
    if state.time_first[1] is None:
        state.time_first = state.time_before if state.time_before[1] is not None else (word, said)
    if not _is_beyond(scene, said):
        state.until_beyond = None
    elif state.until_beyond is None and any(True for _ in scene.facts):
        state.until_beyond = state.time_before
    state.time, state.time_text = said, word


def _is_beyond(scene: Scene, said: Said) -> bool:
    """Whether a time ends after all that the section speaks of."""
    return said.period[1] > max(scene.horizon.reported[1], scene.horizon.planned[1])


def set_time(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading its time: said in its clause, else the one current in the sentence."""
    state, times = scene.state, left.times
    if reading.quantity.form == "multiple" and is_multiple_of_past(reading):
        times = without_past(scene, reading, times)
    if left.own_time and left.times:
        times = left.times
    _leave_clause_time(scene, left, times)
    if times:
        reading.time_text, reading.time = times[-1]
        reading.time_rule = "explicit"
        return
    if reading.growth or reading.quantity.form == "rank":
        _leave_year_before(scene)
    if left.level in scene.vocabulary.joint_total and (summed := _times_summed(scene)):
        state.time_text, state.time = summed
    if left.estimate and left.noun and _is_part_of_year(scene):
        state.time_text, state.time = "", None  # 1—10月,成交额5亿元;产值预计突破20亿元: by the year's end
    if state.time:
        of_paragraph = scene.paragraph.years is not None and state.time is scene.paragraph.years[1]
        reading.time_text, reading.time = state.time_text, state.time
        reading.time_rule = "paragraph" if of_paragraph else "sentence"
    if reading.base is None and (reading.growth or reading.basis):
        take_change_between(scene, reading)


def _leave_clause_time(scene: Scene, left: Left, times: list[tuple[str, Said]]) -> None:
    """Leave a time that only its own clause was of: what another verb tells, or what goes on behind an estimate."""
    state = scene.state
    if state.time_around is not None and left.fresh and left.verb and left.noun:
        if not times:
            state.time_text, state.time = state.time_around  # 申报数截至10月底达90件,印发资料20份
        state.time_around = None
    if times:
        return
    if state.time_resumed is not None and not left.noun:
        state.time_text, state.time = state.time_resumed  # 截至11月底申请300件,预计全年340件;授权140件
    state.time_resumed = None


def _times_summed(scene: Scene) -> tuple[str, Said] | None:
    """一季度3亿元、二季度4亿元,合计7亿元: from the first of the times that amounts were told by to the last."""
    told = [said for said in run_of_amounts(scene.facts) if said.time is not None and said.time.kind == "period"]
    periods = list(dict.fromkeys(said.time.period for said in told if said.time is not None))
    if len(periods) < 2 or any(later[0] <= earlier[1] for earlier, later in pairwise(periods)):
        return None
    return told[0].time_text, Said((periods[0][0], periods[-1][1]), "period")


def _is_part_of_year(scene: Scene) -> bool:
    """Whether the current time is a part of the time reported on, and a number was told of it already."""
    time, reported = scene.state.time, scene.horizon.reported
    if time is None or not scene.facts or scene.facts[-1].time is not time:
        return False
    return time.period[0].year == reported[1].year and time.period[1] < reported[1]


def _leave_year_before(scene: Scene) -> None:
    """成交277万元,上年为190万元,增长45%: what the year before was is no growth of that year."""
    facts = scene.facts[-2:]
    if len(facts) < 2 or facts[1].time_rule != "explicit" or facts[1].time is not scene.state.time:
        return
    first, second = facts
    later = first.time.period if first.time else scene.horizon.reported
    if second.time and second.time.period[1] < later[0] and first.quantity.unit == second.quantity.unit:
        scene.state.time, scene.state.time_text = first.time, first.time_text


def take_start_before(scene: Scene, reading: Reading) -> None:
    """由2029年的59亿元增至95亿元,占比由21%增至24%: a change that goes on from one whose first year was told began in it too."""
    if reading.base is not None:
        return
    started = next((said for said in reversed(scene.readings) if said.change_from), None)
    if started is None or started.time_rule != "explicit":
        return
    if not any(mark in scene.text[started.quantity.end : reading.quantity.start] for mark in "；;"):
        reading.time, reading.time_text, reading.time_rule = started.time, started.time_text, started.time_rule

"""Times: how a time word is meant (the time in force, the base of a comparison), and which one a number gets."""

import re

from loaders.lexicon import Lexicon
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.times import Horizon, Said, date_period, months, word_period, year_before, year_period
from loaders.parse.words import Token

_YEAR_BEFORE = re.compile("((?:19|20)\\d{2}) ?年$")
_UNTIL = ("截至", "截止")
_SINCE = "以来"
_COMPARING = ("较", "比", "与", "同", "和")
_NO_COMPARING = ("合同", "协同", "共同", "会同", "占比", "对比")
_YEARS = re.compile("年来|以来|期间|时期|[两三四五几]年")  # what every word for several years holds
_HEAD = 14  # characters of a sentence in which it says of which years it speaks


def take_time(scene: Scene, token: Token, left: Left | None) -> None:
    """Take up a time word: as the base of a comparison where 较, 比, 与 stands before it, else as the time in force.

    ``left`` is the clause it stands in, None between clauses.
    """
    text, state = scene.text, scene.state
    said = _said(scene, token)
    if said is None:
        return
    before, end = text[max(0, token.start - 2) : token.start], token.end
    if before == "按照":  # 按照2021年度评估要求: the year of the requirement
        return
    if said.kind == "plan_name":
        if left is None and (before in ("回望", "回顾", "回首", "整个") or text.startswith(("五年", "规划期"), end)):
            state.time, state.time_text = Said(said.period, "years"), token.word
        return
    if before.endswith(("（", "(")) and text.startswith(("）", ")"), end):
        return
    if said.kind == "period" and text.startswith(_SINCE, end):
        said = Said((said.period[0], max(scene.horizon.reported[1], said.period[1])), "years")
        end += len(_SINCE)
    meant = _meant(token, said, before.endswith(_UNTIL), text)
    if meant is None:
        return
    is_base = before.endswith("在") and text.startswith(("基础上", "的基础上"), end)
    compares = before.endswith(_COMPARING) and before not in _NO_COMPARING
    if is_base or (compares and text[end : end + 1] not in ("", "、")):
        _take_base(scene, left, meant, token.word)
    else:
        _put_in_force(scene, left, meant, token.word, before.endswith(("由", "从")))


def _said(scene: Scene, token: Token) -> Said | None:
    """The time that a word names: 2023年上半年 is of the year right before it, 三季度末 the year so far."""
    text, horizon = scene.text, scene.horizon
    if token.cue == "date":
        return date_period(token.word, horizon)
    if year := _YEAR_BEFORE.search(text, max(0, token.start - 6), token.start):
        horizon = Horizon(year_period(int(year[1])), horizon.planned)
    said = word_period(token.value, horizon)
    if said is not None and said.kind == "period" and text.startswith("末", token.end):
        return Said((said.period[1].replace(month=1, day=1), said.period[1]), "until")
    return said


def _meant(token: Token, said: Said, until: bool, text: str) -> Said | None:
    """The time as numbers may use it; None for a day or month on which something happened."""
    first, last = said.period
    if said.kind in ("day", "month"):
        if until:  # 截至9月
            return Said((last.replace(month=1, day=1), last), "until")
        of_month = said.kind == "month" and ("份" in token.word or text.startswith(("单月", "当月"), token.end))
        return said if of_month else None
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
        if is_start:  # 由2020年的5家增加到…: that number's alone
            left.own_time = True
            return
    state = scene.state
    state.time_before = state.time_text, state.time
    state.time, state.time_text = said, word


def years_at_head(text: str, lexicon: Lexicon, horizon: Horizon) -> tuple[str, Said] | None:
    """The years that a sentence begins with: 五年来, “十四五”时期; None for none."""
    if not _YEARS.search(text, 0, _HEAD):
        return None
    for _, (term, (cue, value)) in lexicon.automaton.iter_long(text[:_HEAD]):
        if cue == "time":
            said = word_period(value, horizon)
            return (term, said) if said is not None and said.kind == "years" else None
    return None


def same_time_last_year(horizon: Horizon) -> Said:
    """上年同期: the period reported on, a year earlier; the 29th of February becomes the 28th."""
    first, last = horizon.reported
    end = months(last.year - 1, last.month, last.month)[1]
    return Said((first.replace(year=first.year - 1), end.replace(day=min(end.day, last.day))), "period")


def set_time(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading its time: said in its clause, else the one in force in the sentence."""
    state, times = scene.state, left.times
    if times and _is_multiple_of_past(reading):
        reading.base_text, reading.base = times[-1]
        times = times[:-1]
        if times:
            state.time = times[-1][1]
        elif state.time is reading.base:
            state.time_text, state.time = state.time_before
    if left.own_time and left.times:
        times = left.times
    if times:
        reading.time_text, reading.time = times[-1]
        reading.time_rule = "explicit"
        return
    if reading.growth or reading.quantity.form == "rank":
        _leave_year_before(scene)
    if state.time:
        of_paragraph = scene.paragraph.years is not None and state.time is scene.paragraph.years[1]
        reading.time_text, reading.time = state.time_text, state.time
        reading.time_rule = "paragraph" if of_paragraph else "sentence"


def _leave_year_before(scene: Scene) -> None:
    """成交277万元,上年为190万元,增长45%: what the year before was is no growth of that year."""
    facts = [reading for reading in scene.readings[-2:] if reading.is_fact]
    if len(facts) < 2 or facts[1].time_rule != "explicit" or facts[1].time is not scene.state.time:
        return
    first, second = facts
    later = first.time.period if first.time else scene.horizon.reported
    if second.time and second.time.period[1] < later[0] and first.quantity.unit == second.quantity.unit:
        scene.state.time, scene.state.time_text = first.time, first.time_text


def _is_multiple_of_past(reading: Reading) -> bool:
    """是2015年的2.3倍: the year is what the number is measured against, not the one it is of."""
    quantity = reading.quantity
    return quantity.form == "multiple" and quantity.rule != "fold" and not reading.growth and reading.base is None


def change_base(reading: Reading, horizon: Horizon) -> None:
    """The number a change starts from (由…增加到) is of the year before, where no time is said."""
    if reading.base is not None:
        reading.time, reading.time_text = Said(reading.base.period, "end"), reading.base_text
        reading.base = None
    else:
        period = reading.time.period if reading.time else horizon.reported
        reading.time = Said(year_before(period), "end")
    reading.time_rule = "change_base"

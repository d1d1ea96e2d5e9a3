"""Times: how a time word is meant (the current time, the base of a comparison), and which one a number gets."""

import re
from dataclasses import replace
from itertools import pairwise

from loaders.parse.marks.phrase import AND
from loaders.parse.marks.times import Period, Said, date_period, year_before, year_period
from loaders.parse.marks.words import Token
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import YEARLY, run_of_amounts, take_past, take_up_base
from loaders.parse.slots.coordination import next_time
from loaders.parse.slots.meant import in_context, meant_by, said_by, same_part_of
from loaders.wording import pattern, sole, words

_MORE_GROWTH = sole("more_growth")

_TIME_INTRO = words("time_intro")
_FIVE_YEAR_SPAN = words("five_year_span")
_ON_BASE = words("on_base")

UNTIL = words("until")
_OF_BATCH = re.compile("[第首][一二三四五六七八九十\\d]{0,2}批|度")
_TO, _START = ("到", "至", "为"), ("由", "从")
_CHANGE_GOES_ON = re.compile(
    "[^，,；;。：:由从年\\d]{0,14}[由从][^，,；;。年]{1,16}[到至为成了]\\d"
)  # 经费由2029年3亿元增至2033年5亿元;强度由1.1%提高到1.6%
_OF_PART = ("years", "by")  # kinds of time that end at a semicolon, where the sentence began with another
_NAMED = ("年", "末", "底")
_OF_EVENT = ("month", "day")  # of what happened then: 明年6月建成;引进院所4家
_SAME_PART = "同期"
_COMPARING = ("较", "比", "与", "同", "和", "比于", "较于")
_EXCEEDING = words("over")
_NO_COMPARING = words("not_comparing")
_THAT_YEAR = "that_year"
_OF_STANCE, _RANKS = ("estimate", "plan"), "位"
_PRESENT = frozenset(("present_year", _THAT_YEAR))  # 今年, 当年: no later than the day said before them
_LOOKING_BACK = (*words("looking_back"), *words("entire"))
SAME_TIME = "same_time"
_NAMED_YEARS = re.compile("(?:19|20)\\d{2}")
_FIRST_YEARS = re.compile("前([一二两三四1-4])年")
_ON_ITS_BASIS = pattern("\\d[^，,。；;]{0,10}{on_base}")
_GATHERS_FIGURES = pattern("[^，,。；;\\d]{0,16}{figures_gathered}")
_FIGURE_IN_BRACKET = pattern("[（(](?:{approximate}|为)?\\d[^（）()，,；;]{0,10}[)）]")
_OF_THAT_TIME = re.compile("的 ?\\d")
_MONTH_ALONE = re.compile("(?:20\\d{2}年)?\\d{1,2} ?月?")
_LISTS_BASES = pattern("{respectively}(?:较|比|与|同)$|(?:较|比)$")
_IS_OF_FIGURE = pattern("(?:{reach}|{approximate}|仅|为)?\\d")
_EXTREME_OF = words("record_verb")
_EVER_SINCE = pattern("[^，,。；;]{0,8}来的?[^，,。；;\\d]{0,6}?{record_noun}")
_AS_MUCH = words("as_much")
_FIRST_ITEM, _NEXT_ITEM = "一是", re.compile("[二三四五六七八九]是")
_FORWARD = pattern("{qian_word_end}")
_GIVEN_TO = ("对", "向")
_CHANGE_VERBS = words("changing")
_PAST_YEARS = words("past_year")
_EACH_YEAR = words("each_year")
_EACH_OF_YEARS = (*_EACH_YEAR, *YEARLY)
_GOES_ON_UNTIL = pattern(
    "{comparator_after}?[，,]到? ?(?P<year>20\\d{2}) ?年[底末]?[，,]?[^，,；;。\\d]{0,6}?(?:{reach}|{bounding})"
)
_OF_THOSE = re.compile("[^，,。；;\\d]{2,16}的")
_RATIO_TO = words("ratio_lead")
_SHARE_OF_TIME = pattern("(?:{whole_year}|{same_period})?的(?:{approximate})?(?:[\\d.]+%|[一二三四五六七八九]成|一半)")


_THAN, _STOPS = words("no_less_than"), frozenset("，,；;。、")
_OUTDOING = words("better_than")
_MADE_KNOWN, _MONTH_ENDS = pattern("{publicly}?{made_known}"), ("月", "日", "月份")
_CARRYING_ON = words("carrying_on")
_OF_DOING = re.compile("[^，,。；;、的\\d]{1,6}的")
_THING_OF_YEAR = pattern("{work_noun}?(?:{thing_laid_up})")
_YEAR_BEHIND = re.compile("[（(]((?:19|20)\\d{2} ?年[末底度]?)[)）]")
_COMES_IN = pattern("前?{all_of_it}?{coming_in}")
_BEFORE_TIME = frozenset(("", *words("before_time")))
_ONCE_MORE = pattern("再(?!{growth_noun})[\u4e00-\u9fff]")


def take_time(scene: Scene, token: Token, left: Left | None) -> None:
    """Take up a time word: as the base of a comparison where 较, 比, 与 precedes it, else as the current time.

    ``left`` is its clause, None between clauses.
    """
    if token.value == SAME_TIME:
        _take_same_time(scene, token)
        return
    first = _first_of(scene, token)
    said, before = said_by(scene, token), scene.text[max(0, first - 2) : first]
    outdone = left is None and before.endswith(_OUTDOING)  # 数量超过去年全年总数,净增86家
    if said is None or outdone or _says_no_time(scene, token, before) or _is_laid_up(scene, token, said):
        return
    if left is not None and _is_of_base_year(scene, token):  # 比上年四季度加快
        take_up_base(scene, left, replace(said, period=_year_earlier(said.period)), token.word)
        return
    compares = _compares(scene, token, before, left)
    if said.kind == "plan_name":
        _take_plan_name(scene, token, said, left, compares)
        return
    same_part = said.kind == "period" and scene.text.startswith(_SAME_PART, token.end)
    said = same_part_of(scene, said) if same_part else in_context(scene, token, said, left)
    meant = meant_by(token, said, scene.text.endswith(UNTIL, 0, token.start), scene.text)
    if meant is None and said.kind == "month" and (_is_among_months(scene) or _is_of_month(scene, token, said, left)):
        meant = said
    if meant is None or (token.value in _PRESENT and _is_within(scene, token, meant)):
        return
    if left is not None and _is_base_of_list(scene, token, left):
        left.bases.append((meant, token.word))
        left.bases_end = token.end
        return
    _put(scene, token, meant, left, compares=compares)


def _put(scene: Scene, token: Token, meant: Said, left: Left | None, *, compares: bool) -> None:
    """Put a time in force: where a change starts from, as what the number is held against, or as the current one."""
    first = _first_of(scene, token)
    before = scene.text[max(0, first - 2) : first]
    starts = compares and _OF_THAT_TIME.match(scene.text, token.end)  # 较2020年的47.5亿元增长
    starts = starts or (before.endswith("在") and _ON_ITS_BASIS.match(scene.text, token.end))  # 在2015年26亿元的基础上
    bracketed = left is not None and compares and _FIGURE_IN_BRACKET.match(scene.text, token.end)
    if bracketed:  # 比“十三五”末（77家）翻一番
        take_up_base(scene, None, meant, token.word)
    if (starts or bracketed) and left is not None:
        left.change_from = True
        _put_in_force(scene, left, meant, token.word, True)
    elif compares or (before.endswith("在") and scene.text.startswith(_ON_BASE, token.end)):
        take_up_base(scene, left, meant, token.word)
    else:
        _put_in_force(scene, left, meant, token.word, before.endswith(("由", "从")))
        _end_change(scene, token)


def _is_of_base_year(scene: Scene, token: Token) -> bool:
    """比上年四季度: a part of the year that the number is held against."""
    year = scene.words.ending_at(token.start)
    return year is not None and year.cue == "basis" and year.value == "yoy" and year.word.startswith(_COMPARING)


def _year_earlier(period: Period) -> Period:
    first, last = period
    return first.replace(year=first.year - 1), last.replace(year=last.year - 1)


def _first_of(scene: Scene, token: Token) -> int:
    """较2029年上半年: where the time that a word is a part of begins."""
    year = scene.words.ending_at(token.start)
    return year.start if year is not None and year.cue in ("date", "time") else token.start


def _end_change(scene: Scene, token: Token) -> None:
    """由2030年的77亿元跃升到2035年的161亿元，占…；…: the time that a change ends in applies up to the next semicolon."""
    previous = scene.previous
    if previous is None or not previous.change_from or previous.time is None:
        return
    if scene.text.endswith(_TO, 0, token.start) and _OF_THAT_TIME.match(scene.text, token.end):
        scene.state.until_beyond = scene.state.time_before


def _points_at_year(scene: Scene, token: Token) -> bool:
    """2029年支出8亿元,占当年预算的4%: the year that the sentence speaks of already."""
    current = scene.state.time
    if token.value != _THAT_YEAR or current is None or not _NAMED_YEARS.match(scene.state.time_text):
        return False
    return current.period == year_period(current.period[0].year)


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
    if _is_no_more_than_compared(scene, token, before) or _is_of_event(scene, token) or _points_at_year(scene, token):
        return True
    if _is_of_another(scene, token, before) or (token.word.endswith("前") and _FORWARD.match(scene.text, token.end)):
        return True  # 三年前进27位
    if scene.text.endswith(_EXTREME_OF, 0, token.start) and _EVER_SINCE.match(scene.text, token.start):
        return True  # 创2015年以来新高, 延续“十三五”以来的态势: what it is compared with
    in_brackets = before.endswith(("（", "(")) and scene.text.startswith(("）", ")"), token.end)
    if in_brackets and _IS_OF_FIGURE.match(scene.text, token.end + 1):
        return False  # 经费支出（2029年）5亿元
    of_batch = token.word.endswith("年度") or (token.word.endswith("年") and _OF_BATCH.match(scene.text, token.end))
    acts = scene.words.ending_at(token.start) if of_batch else None
    if acts is not None and acts.cue in ("place", "region"):  # 完成我县2029年度成果鉴定
        acts = scene.words.ending_at(acts.start)
    if acts is not None and acts.cue == "verb":
        # 兑现2022年度奖补, 申报2022年第一批项目: the year of what is paid or asked for now; 完成2022年度研发统计: of the figures
        return _GATHERS_FIGURES.match(scene.text, token.end) is None
    return in_brackets or before in _TIME_INTRO


def _is_no_more_than_compared(scene: Scene, token: Token, before: str) -> bool:
    """项目数与上年持平, 资金不低于今年；…: nothing later is held against that time, or is of it."""
    if before.endswith(_COMPARING) and scene.text.startswith(_AS_MUCH, token.end):
        return True
    return before.endswith(_THAN) and scene.text[token.end : token.end + 1] in _STOPS


def _is_of_event(scene: Scene, token: Token) -> bool:
    """数据要到9月公布, 方案3月印发,…; 续拨2028年立项的4项: nothing counted is of the time when that was done."""
    if token.word.endswith(_MONTH_ENDS) and _MADE_KNOWN.match(scene.text, token.end):
        return True
    return scene.text.endswith(_CARRYING_ON, 0, token.start) and _OF_DOING.match(scene.text, token.end) is not None


def _is_laid_up(scene: Scene, token: Token, said: Said) -> bool:
    """储备2032年项目50个: what is got ready now for a later year."""
    acts = scene.words.ending_at(token.start)
    laid_up = acts is not None and acts.cue == "verb" and said.kind == "period" and _is_beyond(scene, said)
    return laid_up and _THING_OF_YEAR.match(scene.text, token.end) is not None


def _is_of_another(scene: Scene, token: Token, before: str) -> bool:
    """对上年度认定的企业每家奖励5万元, 为去年全年的89%: when those were what they are, or what the number is a share of."""
    if before.endswith(_GIVEN_TO) and _OF_THOSE.match(scene.text, token.end):
        return True
    ratio = scene.text.endswith(_RATIO_TO, 0, _first_of(scene, token))
    return ratio and _SHARE_OF_TIME.match(scene.text, token.end) is not None


def _compares(scene: Scene, token: Token, before: str, left: Left | None) -> bool:
    """较2019年增长, 较五年前, 超去年全年17家: the time is what the number is held against."""
    following = scene.text[token.end : token.end + 1]
    if left is not None and before.endswith(_EXCEEDING) and following.isdigit():
        left.growth = left.growth or _MORE_GROWTH
        return True
    compares = (before.endswith(_COMPARING) and before not in _NO_COMPARING) or token.word[0] in _COMPARING
    joins = before.endswith(AND) and _is_time(scene, token.start - 1)  # 2022年和2023年
    return compares and not joins and following not in ("", "、")


def _is_time(scene: Scene, end: int) -> bool:
    """Whether a word of time ends at a position."""
    token = scene.words.ending_at(end)
    return token is not None and token.cue in ("date", "time")


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
        take_up_base(scene, left, plan, token.word)
        return
    if first_years := _FIRST_YEARS.match(scene.text, token.end):  # “十四五”前四年
        first, count = plan.period[0].year, "一二三四1234".index(first_years[1].replace("两", "二")) % 4 + 1
        _put_in_force(scene, left, Said(year_period(first, first + count - 1), "years"), token.word, False)
        return
    looks_back = scene.text.endswith(_LOOKING_BACK, 0, token.start)
    if left is None and (looks_back or scene.text.startswith(_FIVE_YEAR_SPAN, token.end)):
        scene.state.time, scene.state.time_text = Said(plan.period, "years"), token.word


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


def start_at(left: Left, said: Said, word: str) -> None:
    """比上年的1.01%提高: the number is where a change began, and of that time alone."""
    left.times.append((word, said))
    left.change_from = left.own_time = True


def _put_in_force(scene: Scene, left: Left | None, said: Said, word: str, is_start: bool) -> None:
    if left is not None:
        left.times.append((word, said))
        if is_start or said.kind in ("span", "start"):  # 由2020年的5家增加到…, 3年增长, 年初: that number's alone
            left.own_time = True
            return
    state = scene.state
    state.time_before = state.time_text, state.time
    if left is not None and left.part and state.time_of_part is None:
        state.time_of_part = state.time_before
    if state.time_first is None:
        opens = state.time_before[1] is None and not scene.facts
        state.time_first = (word, said) if opens else state.time_before
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
    if reading.quantity.form == "multiple" and take_past(scene, reading, times):
        times = _without_past(scene, times)
    if left.own_time and left.times:
        times = left.times
    by_day = state.time is not None and state.time.kind == "by"
    if state.time_around or state.time_of_part or state.time_resumed is not None or by_day:
        _leave_clause_time(scene, left, times)
    if times:
        reading.time_text, reading.time = times[-1]
        starts = left.change_from and not left.own_time and scene.text.endswith(_START, 0, reading.quantity.start)
        reading.time_rule = "sentence" if starts else "explicit"  # 三年内覆盖面由70%扩大到100%
        if reading.time.kind != "this_year":
            return
    behind = _time_behind(scene, reading) or _rest_of_year(scene, reading, left) or _years_until(scene, reading, left)
    if behind is not None:
        (reading.time_text, reading.time), reading.time_rule = behind, "explicit"
        return
    if times:
        return
    _take_time_in_force(scene, reading, left)


def _time_behind(scene: Scene, reading: Reading) -> tuple[str, Said] | None:
    """占比1.3%（2028年）; 首期2亿元三季度到位: the time that stands behind a number and is of it alone; None for none."""
    text, at = scene.text, reading.quantity.end
    if text[at : at + 1] in "（(" and (year := _YEAR_BEHIND.match(text, at)):
        said = date_period(year[1], scene.horizon)
        return (year[1], said) if said else None
    at += len(scene.comparator_at(at))
    index = scene.words.first_at(at)
    tokens = scene.words.tokens
    while index < len(tokens) and text[at : tokens[index].start] in _BEFORE_TIME and tokens[index].cue in _OF_STANCE:
        at, index = tokens[index].end, index + 1
    last = None
    while (
        index < len(tokens) and tokens[index].cue in ("date", "time") and text[at : tokens[index].start] in _BEFORE_TIME
    ):
        last, at, index = tokens[index], tokens[index].end, index + 1
    if last is None or _COMES_IN.match(text, at) is None:
        return None
    said = said_by(scene, last)
    return (last.word, said) if said else None


def _rest_of_year(scene: Scene, reading: Reading, left: Left) -> tuple[str, Said] | None:
    """下半年安排。再推荐企业9家: what is to be done once more is of the months that the report does not tell of yet."""
    rest = scene.horizon.rest_of_year
    if rest is None or reading.growth or reading.quantity.form != "quantity" or reading.quantity.unit == _RANKS:
        return None
    if not (scene.horizon.reported[0] <= rest[0] and rest[1] <= scene.horizon.reported[1]):
        return None  # no section of plans
    again = _ONCE_MORE.search(scene.text, left.start, reading.quantity.start)
    if again is None or scene.words.between(again.start(), again.start() + 1):
        return None
    return scene.text[again.start()], Said(rest, "period")


def _years_until(scene: Scene, reading: Reading, left: Left) -> tuple[str, Said] | None:
    """每年提高2个百分点,到2035年达到60%: what is to come about each year up to the one behind it, in a report on an earlier one."""
    text, horizon = scene.text, scene.horizon
    told, said = scene.state.time, text[left.start : reading.quantity.start]
    if told is not None and told.period[1].year > horizon.year:  # “十四五”期间每年提高
        return None
    if not any(word in said for word in _EACH_OF_YEARS):
        return None
    until = _GOES_ON_UNTIL.match(text, reading.quantity.end)
    if until is None or int(until["year"]) <= horizon.year:
        return None
    first = horizon.year + (horizon.reported != horizon.planned)
    return f"{until['year']}{_NAMED[0]}", Said(year_period(first, int(until["year"])), "years")


def _take_time_in_force(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading whose clause says no time the one current in the sentence."""
    state = scene.state
    if reading.growth or reading.quantity.form == "rank" or left.verb.endswith(_CHANGE_VERBS):
        _leave_year_before(scene)
    if left.level in scene.vocabulary.joint_total and (summed := _times_summed(scene)):
        state.time_text, state.time = summed
    if left.estimate and left.noun and _is_part_of_year(scene):
        state.time_text, state.time = "", None  # 1—10月,成交额5亿元;产值预计突破20亿元: by the year's end
    if left.gap and (years := _years_of_average(scene)) is not None:
        reading.time_text, reading.time = years
        reading.time_rule = "sentence"
        return
    if state.time:
        of_paragraph = scene.paragraph.years is not None and state.time is scene.paragraph.years[1]
        reading.time_text, reading.time = state.time_text, state.time
        reading.time_rule = "paragraph" if of_paragraph else "sentence"
    if reading.change_from and not left.times and reading.base is None:
        _take_start_before(scene, reading)


def _years_of_average(scene: Scene) -> tuple[str, Said] | None:
    """由2028年的3560元增至2030年的5310元,年均增长14%,比全省高2个百分点: how far ahead one was in those years."""
    rate = scene.previous
    if rate is None or rate.basis not in YEARLY or rate.base is None or rate.time is None:
        return None
    first, last = rate.base.period[1].year + 1, rate.time.period[1].year
    return (rate.time_text, Said(year_period(first, last), "years")) if first < last else None


def hand_over_time(scene: Scene, reading: Reading) -> None:
    """2019年、2020年分别为5家、6家: the time that 分别 holds for this number."""
    if (time := next_time(scene)) is not None:
        (reading.time_text, reading.time), reading.time_rule = time, "explicit"


def _without_past(scene: Scene, times: list[tuple[str, Said]]) -> list[tuple[str, Said]]:
    """The times said at a multiple but the one that it is measured against, which is no more current."""
    state = scene.state
    if len(times) > 1:
        state.time = times[-2][1]
    elif not times or state.time is times[-1][1]:
        state.time_text, state.time = state.time_before
    return times[:-1]


def _leave_clause_time(scene: Scene, left: Left, times: list[tuple[str, Said]]) -> None:
    """Leave a time that only its own clause was of: what another verb tells, or what goes on behind an estimate."""
    state = scene.state
    if state.time_around is not None and left.fresh and left.verb and left.noun:
        if not times:
            state.time_text, state.time = state.time_around  # 申报数截至10月底达90件,印发资料20份
        state.time_around = None
    if state.time_of_part is not None and left.fresh and left.verb and (left.noun or left.subject) and not left.part:
        if not times:
            state.time_text, state.time = state.time_of_part  # 其中2029年11个、2030年12个,财政投入5640万元
        state.time_of_part = None
    if times:
        return
    if state.time is not None and state.time.kind == "by" and _is_past_deadline(scene, left):
        before = (
            state.time_before if state.time_first is None or state.time_first[1] is state.time else state.time_first
        )
        state.time_text, state.time = before  # 6月底前出台10条,每年安排2亿元; 3月底前挂牌,首批引进12名
        return
    if state.time_resumed is not None and not left.noun:
        state.time_text, state.time = state.time_resumed  # 截至11月底申请300件,预计全年340件;授权140件
    state.time_resumed = None


def _is_past_deadline(scene: Scene, left: Left) -> bool:
    """Whether a clause goes on behind one that was due by a day: each year, or with a subject of its own where that day led in no more than its own clause."""
    if scene.text.startswith(_EACH_YEAR, left.start):
        return True
    due = f"{scene.state.time_text}前"
    ends = due in scene.text and not any(f"{due}{comma}" in scene.text for comma in "，,")  # no 6月底前，新建…
    return ends and left.fresh and bool(left.noun or left.subject or left.verb)


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
    if (
        not first.plan
        and second.time
        and second.time.period[1] < later[0]
        and first.quantity.unit == second.quantity.unit
    ):
        scene.state.time, scene.state.time_text = first.time, first.time_text


def _take_start_before(scene: Scene, reading: Reading) -> None:
    """由2029年的59亿元增至95亿元,占比由21%增至24%: a change that goes on from one whose first year was told began in it too."""
    started = next((said for said in reversed(scene.readings) if said.change_from), None)
    last = scene.previous
    if started is None and last is not None and last.base is not None and last.growth and last.base_text[-1:] in _NAMED:
        if "；" not in scene.text[last.quantity.end : reading.quantity.start]:  # 较2025年增长2倍,强度由0.4%升至0.7%
            reading.time, reading.time_text, reading.time_rule = last.base, last.base_text, "explicit"
        return
    if started is None or started.time_rule != "explicit":
        return
    parted = any(mark in scene.text[started.quantity.end : reading.quantity.start] for mark in "；;")
    if not parted or scene.state.until_beyond is not None:
        reading.time, reading.time_text, reading.time_rule = started.time, started.time_text, started.time_rule


def at_start_of_change(reading: Reading, around: Period, *, planned: bool) -> Reading:
    """The number a change starts from (由…增加到): of the year before, where no time is said; in a plan, of the year before that."""
    if reading.base is not None:
        time, text = Said(reading.base.period, "end"), reading.base_text
    else:
        period = reading.time.period if reading.time else around
        of_first = period[0].year < period[1].year and _NAMED_YEARS.match(reading.time_text)  # 2029—2034年由3%增长到4%
        to_come = planned and around[0].year < period[0].year  # 到2035年由3%提升到4%
        first = year_before(around if to_come else period)
        time, text = Said(year_period(period[0].year) if of_first else first, "end"), reading.time_text
    return replace(reading, time=time, time_text=text, time_rule="change_base", base=None)


def leave_bracket(scene: Scene, *, in_bracket: bool) -> None:
    """提高到2%(2029年为1.8%),平台50家: a time said inside a bracket holds no longer than that."""
    state = scene.state
    if in_bracket and state.outside is None:
        state.outside = state.time_text, state.time
    elif not in_bracket and state.outside is not None:
        (state.time_text, state.time), state.outside = state.outside, None


def _is_of_item(scene: Scene, parted: int) -> bool:
    """一是2029年经费仅4亿元；二是企业少: whether a semicolon ends an item, and no time was said before the first one."""
    if not _NEXT_ITEM.match(scene.text, parted + 1):
        return False
    first = scene.text.find(_FIRST_ITEM, 0, parted)
    said = (token for token in scene.words.tokens if token.start < first and token.cue in ("date", "time"))
    return next(said, None) is None


def _is_within_review(scene: Scene) -> bool:
    """合同累计9040项，2030年当年1780项；设站7处, in a review of several years: a year told behind a number of all of them ends with its part."""
    state, (first, last) = scene.state, scene.horizon.reported
    if state.time is None or state.time_begun[1] is not None or first.year == last.year or len(scene.facts) < 2:
        return False
    of_year = state.time.kind == "period" and state.time.period == year_period(state.time.period[0].year)
    return of_year and scene.facts[0].time is None and first <= state.time.period[0] and state.time.period[1] <= last


def end_part(scene: Scene, parted: int) -> None:
    """A semicolon ends a time that was of the part before it alone."""
    state, last = scene.state, scene.previous
    if _is_of_item(scene, parted):
        (state.time_text, state.time), state.until_beyond = state.time_begun, None
        return
    expected = last is not None and last.estimate and last.time is state.time and last.time_rule == "explicit"
    text_before, time_before = state.time_before
    state.time_resumed = (text_before, time_before) if expected and time_before is not None else None
    if state.time is not None and state.time.kind in _OF_EVENT and all(r.time is not state.time for r in scene.facts):
        state.time_text, state.time = state.time_first or ("", None)
    first = state.time_first
    of_past = state.time_text in _PAST_YEARS and f"{state.time_text}{_SAME_PART}" in scene.text
    if first is not None and first[1] is not state.time and of_past and not expected:
        state.time_text, state.time = first  # 企业260家,去年同期94家;投资3亿元
    if state.time_first is not None and state.time_first[1] is state.time and state.time and state.time.kind == "by":
        state.time_text, state.time = "", None  # 11月底前完成装修;签约30个
    if _is_within_review(scene):
        (state.time_text, state.time), state.until_beyond = state.time_begun, None
        return
    of_section = state.time is not None and state.time.period == scene.horizon.reported  # 五年, of those five
    if state.time_first is not None and state.time is not None and state.time.kind in _OF_PART and not of_section:
        state.time_text, state.time = state.time_first  # 2029年经费5亿元,五年间增长1.5倍;占比1.5%
    lags = state.time is not None and state.time.period[1] < scene.horizon.reported[1]  # the last year with figures
    if state.until_beyond is not None and not (lags and _CHANGE_GOES_ON.match(scene.text, parted + 1)):
        (state.time_text, state.time), state.until_beyond = state.until_beyond, None
    if state.time_of_part is not None:  # 培训136万人次,其中2030年52万人次;建立大院48个
        (state.time_text, state.time), state.time_of_part = state.time_of_part, None


def take_time_between(scene: Scene, token: Token) -> None:
    """Take up a time word that stands between the clauses of numbers, as one of those that 分别 may hand out."""
    state = scene.state
    before = state.time
    take_time(scene, token, None)
    if state.time is not before and state.time is not None:
        listed = scene.text.endswith(AND, 0, token.start)
        of_year = bool(state.times) and scene.text.endswith(state.times[-1][0], 0, token.start)  # 2030年|上半年
        kept = state.times[:-1] if of_year else state.times if listed else []
        state.times = [*kept, (state.time_text, state.time)]


def keep_for_clause(scene: Scene) -> None:
    """专利数截至10月底达90件: the time just taken up is no more than that clause's."""
    scene.state.time_around = scene.state.time_before


def is_of_past(scene: Scene, left: Left, counts: bool) -> bool:
    """预计由上年的31%升至35%, 预计突破400家(去年底303家): what was before is nothing that is expected."""
    if not left.times or left.estimate:
        return False
    return left.change_from or (counts and left.times[-1][1].period[1] < scene.horizon.reported[0])

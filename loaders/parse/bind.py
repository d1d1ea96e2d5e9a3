"""Bind each number of a sentence to what is said with it: noun phrase, verb, cues, time, place, reference.

One pass from left to right. The text between two numbers is cut into clauses; the clause a number stands in (its *left*) is
walked word by word, and what a word of ``seeds/cues.csv`` means decides what the text around it is: a noun phrase before
``达到``, a reference after ``占``, a base after ``较``. What a clause leaves out is taken over from the clause before.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from loaders.lexicon import Lexicon, Region
from loaders.parse.scan import ARABIC, Quantity, scale_value
from loaders.parse.times import Horizon, Said, date_period, word_period, year_before

FACT_FORMS = frozenset(("quantity", "percent", "points", "multiple", "rank", "ratio"))
_BOUND = re.compile("[，,；;：:（(）)〔〕]")
_OPEN, _CLOSE = "（(〔", "）)〕"
_MASK = re.compile("《[^》]*》|“[^”]{0,80}”|「[^」]*」|\"[^\"]{0,40}\"")
_TRIM_LEFT = "〔〕 、和及与以并且也还又的了是而,，.。·:：；;-—\u3000/|）)】]"
_TRIM_RIGHT = "〔〕 、和及与的了是,，.·:：；;\u3000/|（(【["
_AGENT = ("为", "与", "对", "向", "给", "同", "和", "由", "从", "把", "将", "以", "按", "等", "在", "经", "使", "让", "令")
_TIER = "国家级|国家|省级以上|省级|市级以上|市级|县级|区级|省部级以上|省部级|省市级|部级|州级|自治区级|地市级|院级|校级|厅级|世界级|省|市|县|区|国际|国内"
QUALIFIER = re.compile(rf"[\u4e00-\u9fff]{{1,5}}类|(?:{_TIER}|以上|及|和|与|、|其中|新增|各类|含|有|达|另外|另有|全市|全省)+$")
_LIST = re.compile("[、和及与]|以及")
_RUN = re.compile(r"[\s、和及与以至,，]*(?:以及)?[\s、]*$")
_GOAL = re.compile("(?:的)?(?:年度|全年|省定|省厅|市定|既定)?(?:目标任务|目标|任务)(?=$|[，,。；;、)）])")
_MORE_THAN = re.compile("(?<!同)(?<!环)(?:比|较)(?P<reference>(?!上年|去年|上一年|同期|20|年初|上月|“)[^，,。；;、]{1,24}?)(?P<word>多出|高出|低|高|多|少|快|慢|领先|落后)(?:了|约|近)?$")
_MORE_WORDS = {"低": "低于", "高": "高于", "多": "多于", "少": "少于", "快": "快于", "慢": "慢于", "高出": "高出", "多出": "多于", "领先": "领先", "落后": "落后"}
_STANDARD = re.compile("按(?!期|时|季|月|年|可比|同口径|不变)(?:照)?(?P<reference>[^，,；;、]{1,24}?)的?$")
_MILESTONE = frozenset("大关 关口 台阶 门槛 规模 水平 目标任务 目标 任务 任务目标 年度任务 年度目标".split())
_BY = re.compile("由(?!于)|来自|到(?=企业|基层|农村|一线|地方|县|乡|园区|会)|赴(?=企业|基层|农村|一线)")
_RANKED = re.compile("(?P<reference>国家(?:级)?[^，、]{1,6}?(?:高新区|城市|园区|基地|经开区|试验区))")
_POINTING = ("企业数量", "户数", "家数", "件数", "资金", "金额", "笔数", "总量", "增速", "增幅", "进度", "位次", "占比")
_UNIT_SAID = re.compile(r"单位\s*[:：]\s*(?P<unit>[^）)、，,。；;\s]{1,6})")
_BASIS_TAIL = re.compile("(?:同比|较上年|比上年|较去年|比去年|较上年同期|比上年同期|同期|比重|总量|数量)?$")
_SHORT_OF = re.compile("(?:距离?|与|同|比|较)(?P<reference>[^，,与]{2,14}?)(?:相比)?$")
_OF_PLACE = re.compile("(?:相当于|是|为|于|不足|达|约|超过|到|占)(?P<place>全[国省市区县球]|(?!相当|是|为|占)[\u4e00-\u9fff]{2,8}?)(?:平均水平|平均|水平)?的$")
_UNIT_NOTE = re.compile("[（(]单位[:：][^）)]*[)）]")
_STATE_OF = re.compile("(?P<thing>.{2,})的[^的]{0,6}(?:能力|水平|作用|功能|优势|积极性|质量|效能|服务能力)$")
_NAMED = re.compile("(?s:.*[^高中平均同初对优])等(?P<head>[^、等]{2,})$")
_EXCEEDS = frozenset("超过 突破 超 逾 超越 跨上 迈上 迈过 站上 首破".split())
_APPROXIMATE = frozenset("约 大约 近 将近 接近 约为 约是".split())
_ACTED = re.compile("(?:登记|转化落地|转化|授权|申请|认定|备案|推荐|申报|新增)(?=..)")
_ZONE_NAME = re.compile("(?:(?<=[，,；;。、：:（( \\u3000])|^)(?![\\u4e00-\\u9fff]{0,3}(?:全|各|本|我|省|市|国|新|建|推|支|加|高|力|其|至|此|在|以|和|及|与|对|为|是|有|将|区|县|级|类|批|家|个))[\\u4e00-\\u9fff]{2,3}(?:新区|高新区|经开区|自创区|开发区|保税区|港区|科学城|科技城)(?!管委会|建设|创建|高质量|发展|提|升)")
_RUNNING = re.compile("^(?:第[一二三四五六七八九十\\d]+批|连续[一二三四五六七八九十两\\d]+个?(?:年|月|季度|届|次))")
_EXCEEDING = re.compile("超(?:过|出)?(?P<reference>全[国省市区县州][^，,。；;、]{0,6}?)(?:均值|平均水平|平均)?$")
_VERBAL_THING = re.compile("[\u4e00-\u9fff]{0,5}?(?:项目|基地|中心|平台|活动|机构|企业|团队|人才|专项|行动|工程|方案|试点|示范区|资金|成果|产品|人员|班|站)")
_SUPERLATIVE = re.compile("(?:较|最|靠|居|排名)[\u4e00-\u9fff]{0,3}的[\u4e00-\u9fff]{0,4}$")
_PARTITIVE = re.compile("(?P<whole>.{2,}?)中(?:来自|属于|源自).+$")
_REST = ("其余", "余下", "另有")
_SECTORS = ("第一产业", "第二产业", "第三产业")
_PERSISTENT = frozenset("力争 确保 努力 奋力 争取 力保 力争达到 努力实现 力争实现 确保完成 力争完成 力争突破 下一步 明年".split())
_GOAL_LEFT = re.compile("(?:完成|占到|占|达到|达|为|超额完成|实现)?(?P<ref>[^，,；;、]{0,16}?(?:目标任务|任务目标|年度目标|年度任务|全年目标|全年任务|目标|任务|计划|进度))的?(?:比例|比重)?(?:达到|达|为)?$")
_ORGANIZATION = re.compile("[\u4e00-\u9fff]{0,6}(?:大学|学院|公司|集团|研究院|研究所|医院|银行|大厦|中学|大赛|协会)")
_PEERS = ("平均水平", "平均增速", "平均值", "平均数", "平均完成率", "平均进度", "平均", "水平", "增速", "总量", "总数", "总额", "均值", "面上", "规模", "新增总量", "的比重", "比重", "的比例")
_HAN = re.compile("[\u4e00-\u9fff]")
_NO_HEAD = frozenset("总量 增速 增幅 进度 数量 位次 排名 新增数 总数 降幅 得分 占比 数 规模 总额 金额 资金 增长率 新增总量 完成率 综合得分 总得分 人数 家数 件数 笔数 面积 比重 两项增幅 位 同期 比例 增量 指标 额 获奖 户数 强度 经费".split())


def _text_order(token: tuple) -> tuple[int, int, bool]:
    return token[0], token[1], token[2] != "date"


def _trim(text: str) -> str:
    return text.lstrip(_TRIM_LEFT).rstrip(_TRIM_RIGHT)


@dataclass(slots=True)
class Reading:
    """A number said of a noun phrase; offsets are those of the sentence's normalised copy until the caller maps them back."""

    quantity: Quantity
    ordinal: int = 0
    phrase: str = ""
    phrase_wide: str = ""  # phrase with its verb and what follows the number
    phrase_head: str = ""  # what the phrase leaves out: the whole's, or the one before
    phrase_position: str = ""
    verb: str = ""
    level: str = ""
    plan: str = ""
    estimate: str = ""
    growth: str = ""
    share: str = ""
    rank: str = ""
    gap: str = ""
    basis: str = ""
    before: str = ""
    after: str = ""
    provision: str = ""
    change_from: bool = False  # 由…(增加到): the number it started from
    reference: str = ""
    reference_place: tuple[str, str] | None = None
    whole: "Reading | None" = None
    time_text: str = ""
    time: Said | None = None
    time_rule: str = ""
    base_text: str = ""
    base: Said | None = None
    places: tuple[tuple[str, str], ...] = ()  # (code, name)
    place_rule: str = ""
    own_noun: bool = False
    in_bracket: bool = False
    topic: str = ""
    counted_unit: str = ""  # the unit its noun is counted in, where the number itself is a rate, rank or share
    of_ratio: bool = False  # said of a ratio: its change is in points
    context: str = ""  # the clause before
    verb_after: str = ""


@dataclass(slots=True)
class Left:
    """What the text before a number says."""

    noun: str = ""
    noun_start: int = -1
    subject: str = ""
    verb: str = ""
    level: str = ""
    plan: str = ""
    estimate: str = ""
    actual: bool = False
    growth: str = ""
    share: str = ""
    rank: str = ""
    gap: str = ""
    basis: str = ""
    before: str = ""
    provision: str = ""
    reference: str = ""
    part: bool = False
    pair: bool = False
    each: bool = False
    every: bool = False
    change_from: bool = False
    peer: bool = False
    places: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, Said]] = field(default_factory=list)
    base_text: str = ""
    base: Said | None = None
    own_time: bool = False
    start: int = 0
    bracket: bool = False
    rest: bool = False  # 其余
    fresh: bool = False  # begins behind a comma, not inside a list


@dataclass(slots=True)
class State:
    """What is in force from one number of a sentence to the next."""

    time_text: str = ""
    time: Said | None = None
    place: tuple[tuple[str, str], ...] = ()
    verb: str = ""
    level: str = ""
    plan: str = ""
    estimate: str = ""
    provision: str = ""
    topic: str = ""
    nouns: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)  # nouns of a 分别 still to be handed out
    run_before: str = ""  # 分别超过: said once for all
    run_places: list[tuple[str, str]] = field(default_factory=list)
    run_times: list[tuple[str, Said]] = field(default_factory=list)
    times: list[tuple[str, Said]] = field(default_factory=list)  # 2019年、2020年、2021年
    whole: Reading | None = None
    base: tuple[Said, str] | None = None  # 与2016年相比, said once for several numbers
    place_of_peer: bool = False


@dataclass(slots=True)
class Place:
    """Where a document is: its region's code and name, and the codes of what it lies in."""

    code: str
    name: str
    chain: tuple[str, ...]


class Binder:
    """Reads the sentences of one document in order; keeps the paragraph's topic and zone between them."""

    def __init__(self, lexicon: Lexicon, place: Place) -> None:
        self.lexicon = lexicon
        self.place = place
        self.paragraph = -1
        self.zone: tuple[tuple[str, str], ...] = ()
        self.topic = ""
        self.last: Reading | None = None
        self.after_starts = frozenset(word[0] for word, _ in lexicon.after)
        self.unit_in_force: tuple[str, float] | None = None

    def read(self, text: str, quantities: list[Quantity], paragraph: int, horizon: Horizon) -> list[Reading]:
        """Readings of a sentence's numbers, in order; a number said of several noun phrases has one for each."""
        if paragraph != self.paragraph:
            self.paragraph, self.zone, self.topic, self.last, self.unit_in_force = paragraph, (), "", None, None
            self.zone = self.zone_in(re.split("[，,；;]", text, maxsplit=1)[0])
        if not any(q.form in FACT_FORMS or q.form == "bare" for q in quantities):
            self.topic = text
            return [Reading(q) for q in quantities]
        if unit := _UNIT_SAID.search(text):
            scaled = ARABIC.match("1" + unit["unit"])
            base = self.lexicon.match_unit("1" + unit["unit"], scaled.end() if scaled else 1)
            self.unit_in_force = (base, scale_value(scaled["scale"] if scaled else "")) if base else None
        return _Sentence(self, text, quantities, horizon).read()

    def pass_over(self, text: str, paragraph: int) -> None:
        """A sentence without numbers: it may name the zone or the thing that the next one speaks of."""
        if paragraph != self.paragraph:
            self.paragraph, self.zone, self.topic, self.last = paragraph, (), "", None
        if not self.topic:
            self.zone = self.zone_in(re.split("[，,；;]", text, maxsplit=1)[0])
        self.topic = text

    def zone_in(self, text: str) -> tuple[tuple[str, str], ...]:
        found = ()
        for _, (term, codes) in self.lexicon.place_automaton.iter_long(text):
            known = term in self.lexicon.markets or self.lexicon.regions[codes[0]].level == "zone"
            by_means = f"以{term}" in text or f"依托{term}" in text
            if known and codes[0] != self.place.code and "、" + term not in text and not by_means:
                if not found:
                    found = ((codes[0], self.lexicon.regions[codes[0]].name),)
        return found

    def nearest(self, codes: tuple[str, ...]) -> str:
        """Of places that share a name, the one that lies where the document does."""
        for ancestor in self.place.chain:
            for code in codes:
                if ancestor in self.lexicon.ancestors(code):
                    return code
        return codes[0]

    def region(self, code: str) -> Region:
        """The region of a code; a zone that no seed knows goes by its own name."""
        return Region("", code.removeprefix("zone:"), "zone", "") if code.startswith("zone:") else self.lexicon.regions[code]

    def relative(self, level: str) -> tuple[str, str] | None:
        """全市, 我省 … as the region meant, seen from the document's own."""
        regions, chain = self.lexicon.regions, self.place.chain
        if level == "nation":
            return "100000", "全国"
        if level == "world":
            return "", "全球"
        own = regions.get(self.place.code)
        if level == "district":
            if not own or own.level in ("county", "zone") and not own.name.endswith(("县", "旗")):
                return self.place.code, self.place.name
            for code in chain:
                if regions[code].level == "province" and "自治区" in regions[code].name:
                    return code, regions[code].name
            return self.place.code, self.place.name
        if level == "city":
            if own and (own.level == "prefecture" or own.level == "county" and own.name.endswith("市") or own.name in ("北京市", "上海市", "天津市", "重庆市")):
                return self.place.code, self.place.name
            for code in chain:
                region = regions[code]
                if code != self.place.code and (region.level == "prefecture" or region.name.endswith("市")):
                    return code, region.name
            return (self.place.code, self.place.name) if self.place.name else None
        wanted = {"province": "province", "county": "county"}[level]
        for code in chain:
            if regions[code].level == wanted:
                return code, regions[code].name
        return (self.place.code, self.place.name) if level == "county" else None


class _Sentence:
    def __init__(self, binder: Binder, text: str, quantities: list[Quantity], horizon: Horizon) -> None:
        self.binder = binder
        self.lexicon = binder.lexicon
        self.text = text
        self.horizon = horizon
        self.quantities = quantities
        self.masks = [m.span() for m in _MASK.finditer(text)]
        self.facts = [q for q in quantities if q.form in FACT_FORMS or q.form == "bare"]
        self.state = State()
        self.readings: list[Reading] = []
        self.tokens = self._tokens()
        self.starts = [t[0] for t in self.tokens]
        self.bounds = self._bounds()

    # -- words ---------------------------------------------------------------------------------------------------

    def _masked(self, start: int, end: int) -> bool:
        return bool(self.masks) and any(a < start and end < b + 1 for a, b in self.masks)

    def _tokens(self) -> list[tuple[int, int, str, str, str]]:
        """(start, end, cue, value, text) of every cue word, time and place, in order, none inside a title or quotation."""
        text = self.text
        lexicon = self.lexicon
        found = [(end + 1 - len(term), -end - 1, payload[0], payload[1], term) for end, (term, payload) in lexicon.automaton.iter_long(text)]
        found += [(end + 1 - len(term), -end - 1, "region", codes, term) for end, (term, codes) in lexicon.place_automaton.iter_long(text)]
        if "区" in text or "城" in text:
            places = [(start, -end) for start, end, cue, _, _ in found if cue == "region"]
            found += [
                (m.start(), -m.end(), "region", (f"zone:{m.group()}",), m.group())
                for m in _ZONE_NAME.finditer(text)
                if not any(start <= m.start() < end for start, end in places)
            ]
        dates = [(q.start, -q.end, "date", "", text[q.start : q.end]) for q in self.quantities if q.form == "date"]
        found += dates
        found.sort(key=_text_order)
        taken = [(q.start, q.end) for q in self.quantities if q.form != "idiom"]
        kept: list[tuple[int, int, str, str, str]] = []
        last = number = 0
        for start, minus_end, cue, value, term in found:
            end = -minus_end
            if start < last:
                continue
            if cue != "date":
                while number < len(taken) and taken[number][1] <= start:
                    number += 1
                if number < len(taken) and taken[number][0] < end:
                    continue
            if self.masks and cue != "time" and self._masked(start, end):
                continue
            if cue == "region":
                value = value[0] if len(value) == 1 else self.binder.nearest(value)
            kept.append((start, end, cue, value, term))
            last = end
        return kept

    def _bounds(self) -> list[tuple[int, str]]:
        return [(m.start(), m.group()) for m in _BOUND.finditer(self.text) if not self._masked(m.start(), m.end()) and not any(q.start < m.start() < q.end for q in self.quantities)]

    # -- the walk ------------------------------------------------------------------------------------------------

    def read(self) -> list[Reading]:
        self.state.place = ()
        done = 0
        for index, quantity in enumerate(self.quantities):
            self._quoted(quantity)
            if quantity.form not in FACT_FORMS and quantity.form != "bare":
                self.readings.append(Reading(quantity))
                if quantity.form not in ("date", "idiom", "name", "ordinal", "document_no") and quantity.rule not in ("class_bound", "rank_of_another"):
                    done = max(done, quantity.end)
                if quantity.rule == "list_number":
                    done = quantity.end
                continue
            if quantity.rule == "ratio_part" and self.readings and self.readings[-1].quantity.rule == "ratio_part" and self.readings[-1].quantity.end + 1 == quantity.start:
                reading = self._copy(self.readings[-1], 0)
                reading.quantity = quantity
                position = _SECTORS.index(reading.phrase) + 1 if reading.phrase in _SECTORS else 3
                reading.phrase = _SECTORS[position] if position < 3 else reading.phrase
                self._add(reading)
                done = quantity.end
                continue
            left_start, bracket = self._left_start(quantity, done)
            self._skip(done, left_start)
            left = self._walk(left_start, quantity)
            left.start, left.bracket = left_start, bracket
            left.fresh = (left_start == 0 or self.text[left_start - 1] in "，,；;：:") and not self.text.startswith(("以及", "和", "及", "并"), left_start)
            right, right_start = self._right(index, quantity)
            self._emit(index, quantity, left, right, right_start, bracket, left_start)
            done = self._done(quantity, right, right_start)
        self._skip(done, len(self.text))
        self._heads()
        return self.readings

    def _quoted(self, quantity: Quantity) -> None:
        """A number inside a title is part of the name; a Chinese one inside a quotation counts nothing."""
        if quantity.form not in FACT_FORMS or not self._masked(quantity.start, quantity.end):
            return
        title = any(self.text[a] == "《" and a < quantity.start < b for a, b in self.masks)
        if title:
            quantity.form, quantity.rule = ("name" if quantity.number[:1].isdigit() else "idiom"), "in_title"
        elif not quantity.number[:1].isdigit():
            quantity.form, quantity.rule = "idiom", "quoted"

    def _done(self, quantity: Quantity, right: str, right_start: int) -> int:
        """Where the next clause may begin: behind the noun that this number's text went on with."""
        self.state.topic = ""
        reading = self.readings[-1]
        if reading.phrase_position == "after" and reading.phrase and (at := self.text.find(reading.phrase, right_start, right_start + len(right) + 1)) >= 0:
            return at + len(reading.phrase)
        if reading.phrase_position == "after" and reading.phrase and reading.own_noun:
            tail = next((n for n in range(len(reading.phrase), 1, -1) if right.startswith(reading.phrase[-n:])), 0)
            return right_start + tail if tail else right_start
        return right_start

    def _left_start(self, quantity: Quantity, done: int) -> tuple[int, bool]:
        """Where the clause of a number begins, and whether that is inside a bracket."""
        start, bracket = done, False
        opened: list[int] = []
        starts: list[int] = []
        for position, char in self.bounds:
            if position >= quantity.start:
                break
            if char in _OPEN:
                opened.append(position)
                starts.append(start)
            elif char in _CLOSE:
                if opened:
                    if opened.pop() < done <= position:
                        start = max(start, position + 1)
                    else:
                        start = starts[len(opened)]
                    del starts[len(opened) :]
                elif position >= done:
                    start = max(start, position + 1)
            else:
                if not opened or opened[-1] >= done or True:
                    start = max(start, position + 1)
        if opened and opened[-1] >= done:
            inside = opened[-1] + 1
            if self.text[inside : quantity.start].strip(" 约近超占-−"):
                start, bracket = max(start, inside), True
        elif opened:
            bracket = True
        return start, bracket

    def _skip(self, start: int, end: int) -> None:
        """Text between two numbers' clauses: it may set the time, the place, the plan, and becomes the topic."""
        if start >= end:
            return
        state, text = self.state, self.text
        piece = text[start:end]
        clauses = [c for c in re.split("[，,；;：:]", piece) if len(_HAN.findall(c)) >= 2]
        for index in range(bisect_right(self.starts, start - 1), len(self.tokens)):
            token = self.tokens[index]
            if token[0] >= end:
                break
            cue = token[2]
            if cue in ("date", "time"):
                before = state.time
                self._time(token, None)
                if state.time is not before and state.time is not None:
                    listed = text[token[0] - 1 : token[0]] == "、" and state.times
                    state.times = [*(state.times if listed else []), (state.time_text, state.time)]
            elif cue == "plan":
                if token[4] in _PERSISTENT:
                    state.plan = token[4]
            elif cue == "actual":
                state.plan = ""
            elif cue == "estimate":
                state.estimate = token[4]
            elif cue == "region" and text[token[1] : token[1] + 1] != "、" and text[token[0] - 1 : token[0]] != "、" and self.binder.region(token[3]).level != "zone" and self._is_subject(token, start) and not self._excluded(token[0]):
                state.place = ((self.binder.region(token[3]).code, self.binder.region(token[3]).name),)
            elif cue == "place" and token[3] in ("province", "nation") and self._at_start(token[0]):
                place = self.binder.relative(token[3])
                state.place = (place,) if place else ()
            elif cue == "provision":
                state.provision = token[4]
        if clauses:
            state.topic = clauses[-1]
            state.verb = state.level = ""
            state.run, state.run_places, state.run_times = [], [], []
        if "；" in piece or ";" in piece:
            state.verb = state.level = state.estimate = ""
            state.place, state.base = (), None
            state.plan = state.plan if "；" not in piece and ";" not in piece else self._plan_after(start, end)

    def _plan_after(self, start: int, end: int) -> str:
        cut = max(self.text.rfind("；", start, end), self.text.rfind(";", start, end))
        found = ""
        for token in self.tokens:
            if cut < token[0] < end and token[2] == "plan":
                found = token[4]
        return found

    def _excluded(self, position: int) -> bool:
        """Inside 不含…, 除…外: the places named are not the ones spoken of."""
        opened = max(self.text.rfind(mark, 0, position) for mark in "（(，,；;。")
        return self.text[opened + 1 : position].startswith(("不含", "除", "不包括", "扣除"))

    def _at_start(self, position: int) -> bool:
        return position == 0 or self.text[position - 1] in "，,；;：:。（(、 \u3000而" or self.text[:position].isspace()

    def _written(self, code: str, word: str) -> str:
        """A place's full name; a zone goes by the name it is written with."""
        region = self.binder.region(code)
        return word.replace("（", "(").replace("）", ")") if region.level == "zone" and len(word) > len(region.name) - 3 else region.name

    def _is_subject(self, token: tuple[int, int, str, str, str], start: int) -> bool:
        """Whether a named place is what is spoken of: at the head of a clause or list item, and no part of an institution's name."""
        code = token[3]
        region = self.binder.region(code)
        if region.level == "macro" and False:
            return False
        if region.level == "zone":
            return not _ORGANIZATION.match(self.text, token[1])
        if code in self.binder.place.chain[1:] or code == self.binder.place.code:
            return self._at_start(token[0]) and code == self.binder.place.code
        return self._at_start(token[0]) and not _ORGANIZATION.match(self.text, token[1])

    def _joins(self, position: int, left: Left) -> bool:
        """合肥市和芜湖市: a place joined to the one before it."""
        return bool(left.places) and self.text[position - 1 : position] in ("和", "与", "及")

    def _time(self, token: tuple[int, int, str, str, str], left: Left | None) -> None:
        """Take up a time word: as the base of a comparison where 较, 比, 与 stands before it, else as the time in force."""
        start, end, cue, value, word = token
        text = self.text
        said = date_period(word, self.horizon) if cue == "date" else word_period(value, self.horizon)
        if said is None:
            return
        if said.kind == "plan_name":
            if left is None and text[max(0, start - 2) : start] in ("回望", "回顾", "整个") or text.startswith(("五年", "规划期"), end):
                self.state.time, self.state.time_text = Said(said.period, "years"), word
            return
        before = text[max(0, start - 2) : start]
        if before[-1:] in ("（", "(") and text[end : end + 1] in ("）", ")"):
            return
        until = before.endswith(("截至", "截止", "截止到", "截至到"))
        if said.kind == "day" and not until:
            return
        if said.kind == "month" and not until and not ("份" in word or text.startswith(("单月", "当月"), end)):
            return
        if said.kind == "start" and cue == "date":
            said = Said((said.period[0].replace(year=said.period[0].year + 1), said.period[1].replace(year=said.period[1].year + 1)), "event_start")
        if text.startswith("以来", end) and said.kind == "period":
            said = Said((said.period[0], max(self.horizon.reported[1], said.period[1])), "years")
            end += 2
        if until and said.kind in ("month", "day"):
            said = Said((said.period[1].replace(month=1, day=1), said.period[1]), "until")
        if before.endswith(("较", "比", "与", "同", "和")) and text[end : end + 1] not in "、":
            if left is not None:
                left.base, left.base_text = said, word
            else:
                self.state.base = (said, word)
            return
        if left is not None:
            left.times.append((word, said))
            if before.endswith(("由", "从")):
                left.own_time = True
                return
        self.state.time, self.state.time_text = said, word

    def _walk(self, start: int, quantity: Quantity) -> Left:
        """Walk the words of a clause up to its number."""
        text, left, state = self.text, Left(), self.state
        end = quantity.start
        at = start
        left.rest = text.startswith(_REST, start)
        for bound in self.quantities:
            if bound.rule == "class_bound" and start <= bound.start and bound.end <= end and bound.unit == "元":
                left.noun = self._clean(re.sub("(?:超过|超|突破|达到|达)$", "", text[start : bound.start]))
                at = bound.end
        if quantity.form == "percent" and (standard := _STANDARD.search(text, start, end)) and standard.end() == end:
            left.provision, left.reference = "按", standard["reference"]
            return left
        if quantity.form == "points" and (more := _EXCEEDING.search(text, start, end)) and more.end() == end:
            left.gap, left.reference = "高于", more["reference"]
            end = more.start()
        elif quantity.form in ("quantity", "points", "percent") and (more := _MORE_THAN.search(text, start, end)) and more.end() == end:
            left.gap, left.reference = _MORE_WORDS[more["word"]], more["reference"]
            end = more.start()
        pending = ""  # the cue whose reference the following text is
        index = bisect_right(self.starts, start - 1)
        last_verb_end = -1
        nominal = ""
        list_start = head = start
        before_end = -1
        while index < len(self.tokens) and self.tokens[index][0] < end:
            token = self.tokens[index]
            index += 1
            begin, stop, cue, value, word = token
            if begin < at or stop > end:
                continue
            if cue == "noun" or word == "排名" and text.startswith("前", stop) and text[stop + 1 : stop + 2].isdigit():
                continue  # 排名前1%的学科 is a name
            segment = _trim(text[at:begin])
            if cue in ("date", "time"):
                if segment and not pending and not left.verb and not left.noun and segment not in ("较", "比", "与", "截至", "截止", "到", "由", "从", "在"):
                    left.noun = self._clean(segment)
                if segment.endswith(("由", "从")):
                    left.change_from = True
                    kept = self._clean(segment[:-1])
                    left.noun = kept or left.noun
                self._time(token, left)
                at = stop
                if text.startswith(("以来", "期间"), stop):
                    at = stop + 2
                continue
            if cue == "place" and word == "自治区" and text[stop : stop + 1] in ("级", "重", "科", "党", "政", "人"):
                continue
            if cue in ("region", "place"):
                if cue == "place":
                    place = self.binder.relative(value)
                    if self._bare_rank(quantity, stop):
                        if segment:
                            left.noun = self._clean(segment) or left.noun
                        left.reference, pending, at = word, "", stop
                        continue
                    if segment.endswith("在") and quantity.form == "rank" and not pending:
                        left.noun = self._clean(segment[:-1]) or left.noun
                        left.reference, at = word, stop
                        continue
                    if pending or left.share or left.rank or left.gap:
                        continue
                    if not segment and place and not left.verb:
                        if value in ("province", "nation") or place[0] != self.binder.place.code or True:
                            left.places.append(place)
                        at = list_start = head = stop
                        continue
                    if place and value in ("nation", "province") and index <= len(self.tokens) and self._verb_next(index, stop, end) and not left.verb and not segment.endswith("在"):
                        left.places.append(place)
                        left.noun = self._clean(segment) or left.noun
                        at = stop
                    elif not segment and left.verb and stop == end:
                        at = stop
                    continue
                if pending or self._excluded(begin):
                    continue
                direct = (stop == end or text[stop:end].strip("（(的有为达约仅则 各") == "") and not _ORGANIZATION.match(text, stop)
                if self._joins(begin, left) and not segment:
                    left.places.append((self.binder.region(value).code, self._written(value, word)))
                    at = list_start = stop
                elif (self._is_subject(token, start) and not left.verb and not segment) or (direct and not left.verb and (value not in self.binder.place.chain)) or (left.peer and direct):
                    if self.binder.region(value).level == "zone" and self._at_start(begin) and not left.peer:
                        self.binder.zone = ((self.binder.region(value).code, self._written(value, word)),)
                    if not segment or left.peer or direct:
                        if segment and not left.noun:
                            left.noun = self._clean(segment)
                        left.places.append((self.binder.region(value).code, self._written(value, word)))
                        at = list_start = stop
                continue
            if cue == "verb":
                if pending and value == "flow" and pending in ("share", "gap"):
                    continue
                if value == "neutral":
                    if segment:
                        left.noun = self._clean(segment) or left.noun
                    at = stop
                    continue
                if value == "flow":
                    cleaned = self._clean(segment)
                    if begin == at and last_verb_end == begin and left.verb:
                        nominal = word
                        left.verb += word
                    else:
                        left.subject = cleaned or left.noun or left.subject
                        left.verb = word
                    left.level = left.level if "累计" in left.level or left.level in ("现有", "共有", "已有", "拥有", "建有") else ""
                    left.noun = ""
                    left.growth = left.basis = left.rank = ""
                    last_verb_end = list_start = stop
                else:
                    if word == "是" and begin and text[begin - 1] in "一二三四五六七八九十" and not text[:begin].strip("一二三四五六七八九十 \u3000"):
                        at = list_start = stop
                        continue
                    if segment and not pending:
                        left.noun = self._clean(segment) or left.noun
                    elif segment and pending:
                        left.reference = left.reference or segment
                        pending = ""
                    left.level = word
                    if word in ("约是", "约为", "约有", "约相当于"):
                        left.before = "约"
                at = stop
                continue
            if cue == "total":
                if segment:
                    cleaned = self._clean(segment)
                    if pending:
                        left.reference = segment
                        pending = ""
                    else:
                        left.noun = cleaned or left.noun
                left.level = word
                at = stop
                continue
            if cue == "comparator_before":
                if segment:
                    if pending:
                        left.reference = left.reference or segment
                        pending = ""
                    else:
                        left.noun = self._clean(segment) or left.noun
                left.before, before_end = word, stop
                at = stop
                continue
            if cue in ("pair", "each"):
                whole = self._clean(_BASIS_TAIL.sub("", text[list_start:begin]))
                if left.subject and "、" in text[start:begin] and "、" not in whole and not left.places:
                    whole = self._clean(_BASIS_TAIL.sub("", text[head:begin]))
                if whole and _LIST.search(whole) and not pending and not left.places:
                    left.noun = whole
                    segment = ""
            if segment and cue != "part":
                if pending and not left.reference:
                    left.reference = segment
                    pending = ""
                elif segment.startswith(("比", "较", "与")) and cue in ("gap", "growth"):
                    left.reference = segment[1:]
                elif segment.startswith("超") and cue == "gap" and len(segment) > 2:
                    left.reference = segment[1:]
                elif not self._filler(segment):
                    left.noun = self._clean(segment) or left.noun
            if cue == "growth":
                left.growth = word
            elif cue == "share":
                left.share = word
                pending = "share"
                if word in ("占比", "占比达", "占比为", "比重", "比重达", "比重为", "比例", "比例达", "比例为", "占比重", "占比达到", "比重达到", "比例达到"):
                    pending = ""
            elif cue == "rank":
                left.rank = word
                pending = "rank"
            elif cue == "gap":
                left.gap = word
                pending = "gap"
            elif cue == "peer":
                left.peer = True
                left.gap = ""
            elif cue == "basis":
                if word in ("去年同期", "上年同期") and text.startswith(("为", "是", "仅", "的"), stop):
                    before = self.horizon.reported
                    said = Said((before[0].replace(year=before[0].year - 1), before[1].replace(year=before[1].year - 1)), "period")
                    left.times.append((word, said))
                else:
                    left.basis = word
            elif cue == "plan":
                if word == "计划" and segment and not self._verb_next(index, stop, end):
                    continue
                left.plan = word
            elif cue == "actual":
                left.actual = True
            elif cue == "estimate":
                left.estimate = word
            elif cue == "part":
                left.part = True
                left.noun = left.subject = left.verb = ""
            elif cue == "pair":
                left.pair = True
                if word in ("分列", "分居", "分别居", "分别列", "分别位居", "分别位列"):
                    left.rank, pending = word, "rank"
                elif word.startswith("分别达"):
                    left.level = word
            elif cue == "each":
                if value == "every":
                    left.every = True
                else:
                    left.each = True
                    if word in ("均居", "均列", "均位居", "均位列"):
                        left.rank, pending = word, "rank"
                    elif word in ("均为", "均达", "均达到"):
                        left.level = word
            elif cue == "provision":
                left.provision = word
                left.verb = left.verb or word
                left.subject = left.noun or left.subject
                left.noun = ""
            at = stop
        tail = _trim(text[at:end]) if at < end else ""
        if text[end - 1 : end] == "等" and end > start:
            left.growth = left.share = left.gap = left.rank = left.before = ""
        between = text[before_end:end] if before_end >= 0 else ""
        if between and (re.search("[（(]", between) or between.strip(" 为达到有了的") and not tail and not left.places and between.strip() != left.verb):
            left.before = ""
        self._tail(left, tail, pending, quantity)
        if left.share == "约占":
            left.before = left.before or "约"
        if left.gap in ("尚差", "还差", "相差") and not left.reference and (short := _SHORT_OF.search(left.noun or text[start:end])):
            left.reference, left.noun = short["reference"], left.noun[: max(0, left.noun.find(short.group()))] if left.noun else ""
        if left.gap.startswith(("超序时", "超时序")):
            left.reference = left.reference or "序时进度"
        if quantity.number[:1] in ("百", "千", "万") and text[end - 1 : end] == "上" and end > start:
            left.before, left.noun = "上", left.noun.removesuffix("上")
        if not left.noun and not tail and last_verb_end == end and quantity.unit in ("场", "次", "期", "班", "班次", "场次", "项") and self.lexicon.nominal(nominal or left.verb):
            left.noun = nominal or left.verb
        if not left.change_from and quantity.form == "rank" and re.search("(?:由|从)[^，,；;]{0,6}$", text[start:end]) and not left.times:
            left.change_from = True
            left.noun = self._clean(re.split("由|从", left.noun)[0]) if left.noun else left.noun
        if left.gap and not left.reference and quantity.form == "quantity" and left.gap in ("领先", "优于", "好于", "提前") and quantity.unit not in ("天", "个月"):
            left.noun, left.gap = f"{left.noun}{left.gap}", ""
        if quantity.form == "percent" and (compared := _OF_PLACE.search(text, start, end)) and compared.end() == end:
            left.share, left.reference = "是", compared["place"]
            left.places = [p for p in left.places if p[1] != self._reference(compared["place"])[0]]
            left.noun = "" if left.noun in ("平均", "平均水平") else left.noun.removesuffix(compared["place"])
        if left.actual:
            state.plan = ""
        if left.plan in _PERSISTENT:
            state.plan = left.plan
        state.estimate = left.estimate or state.estimate
        return left

    def _bare_rank(self, quantity: Quantity, stop: int) -> bool:
        return quantity.form == "rank" and not self.text[stop : quantity.start].strip(" 均列居排名为的排位同类各市州地区中位")

    def _verb_next(self, index: int, stop: int, end: int) -> bool:
        if stop == end:
            return True
        for token in self.tokens[index : index + 1]:
            return token[0] == stop and token[2] in ("verb", "total", "comparator_before")
        return False

    def _filler(self, segment: str) -> bool:
        return segment in ("较", "比", "与", "约", "可", "已", "近", "是", "率先", "实", "又", "再", "继续", "仍", "共", "成为", "总体", "同比", "实际", "其余", "并", "中", "而", "单月", "当月", "其", "其他", "另", "后", "到", "截至", "截止", "地区", "连续", "多", "全部", "正", "仍然", "年", "余下", "后共", "连续两年", "连续三年", "连续多年", "全年共", "相比", "整个", "则", "但仍", "但", "仍为", "却", "再次", "率先实现", "首次过", "至此", "全部", "中国", "今后", "同时", "并列", "此外", "一举", "成功", "首次", "顺利", "同样", "也", "均", "已有", "另外", "另", "合计", "共同", "尚", "现已", "又新")

    def _tail(self, left: Left, tail: str, pending: str, quantity: Quantity) -> None:
        """The words right before the number: a reference, an agent's preposition, a comparator of one character, or the noun."""
        if not tail and not (quantity.form == "percent" and self.text[quantity.start - 2 : quantity.start] in ("）的", ")的")):
            return
        for word, mark in (("上", "上"), ("约", "约"), ("近", "近"), ("超", "超"), ("逾", "逾"), ("仅", "仅")):
            if tail.endswith(word) and len(tail) <= 3:
                left.before = left.before or mark
                tail = tail[: -len(word)].rstrip(_TRIM_RIGHT)
        if not tail and self.text[quantity.start - 1 : quantity.start] != "的":
            return
        if quantity.form == "percent" and tail in ("的", ""):
            clause = re.sub("[（(][^）)]*[)）]", "", re.split("[，,；;。](?![^（(]*[)）])", self.text[: quantity.start])[-1])
            if (goal := _GOAL_LEFT.search(clause)) and goal["ref"] and clause != tail:
                left.share, left.reference, left.verb = left.share or "完成", goal["ref"].removeprefix("完成"), ""
                return
        if quantity.form in ("percent", "multiple") and (goal := _GOAL_LEFT.search(tail)) and goal["ref"] and (left.verb in ("完成", "超额完成", "实现", "占", "达到", "") or pending == "share"):
            if quantity.form == "percent":
                left.share = left.share or "完成"
                left.reference = goal["ref"].removeprefix("完成")
                if left.verb == "完成" or tail.startswith("完成"):
                    left.verb = ""
                return
        if pending:
            if not left.reference:
                left.reference = tail
            return
        if tail.endswith(("由", "从")):
            left.change_from = True
            tail = tail[:-1]
            left.noun = self._clean(tail) or left.noun
            return
        if left.provision == "" and quantity.form == "percent" and tail.startswith("按"):
            left.provision = "按"
            left.reference = tail[1:].removesuffix("的").rstrip(_TRIM_RIGHT)
            return
        if left.gap or left.share:
            if not left.reference:
                left.reference = tail
                return
        if left.basis and len(tail) == 2 and tail[0] in "多少":
            left.growth = "多增" if tail[0] == "多" else "少增"
            return
        if left.basis and tail in ("多", "少", "高", "低"):
            left.growth = "多增" if tail in ("多", "高") else "少增"
            return
        cleaned = self._clean(tail)
        if tail.startswith(("比", "较")) and len(tail) > 2:
            left.reference = left.reference or tail[1:]
            for sign, word in (("多", "多"), ("高", "高于"), ("低", "低于"), ("少", "少于"), ("快", "快于"), ("慢", "慢于")):
                if tail.endswith(sign):
                    left.gap = word
                    left.reference = tail[1:-1]
            return
        if left.before and cleaned:
            left.verb = left.before if left.before in ("突破", "超过", "攻克") and not left.verb else left.verb
            left.before = ""
            left.subject = left.noun or left.subject
            left.noun = cleaned
            return
        if (left.growth or left.level) and cleaned and not left.verb and left.growth:
            left.verb, left.growth = left.growth, ""
            left.subject = left.noun or left.subject
            left.noun = cleaned
            return
        if cleaned:
            if left.noun and cleaned in ("余额", "存量", "总量", "数量", "总额", "规模") and not left.level:
                cleaned = f"{left.noun}{cleaned}"
            if left.noun and left.level:
                left.subject = left.noun
            left.noun = cleaned

    def _clean(self, segment: str) -> str:
        """A noun phrase without the prepositions, places and fillers at its edges; '' where nothing is left."""
        segment = _trim(_UNIT_NOTE.sub("", segment))
        while segment.endswith(_AGENT) and not segment.endswith(("作为", "行为", "合同", "共同", "不同", "意向", "方向", "定向", "面向", "存在", "认同")):
            segment = segment[:-1].rstrip(_TRIM_RIGHT)
        for lead in ("对", "为", "向", "以", "在", "使", "把", "将", "按", "于", "经", "因"):
            if segment.startswith(lead) and len(segment) > 2 and segment[:2] not in ("对外", "对口", "对接", "为民", "以上", "在孵", "在岗", "在册", "在校", "在研", "在建", "按期", "在渝", "新型", "新产", "新技", "新品", "新能", "新材", "新一", "新疆", "新生", "新兴", "新药", "新工", "新增", "新业", "新区", "新基", "新装", "新城", "新农", "新质", "将军", "以色", "经济", "经营", "经费", "经开", "经纪", "经理", "在沈", "在京", "在内", "对外", "因素", "新冠", "新闻", "新华"):
                segment = segment[1:]
        segment = _RUNNING.sub("", segment)
        if self._filler(segment) or _SUPERLATIVE.match(segment):
            return ""
        if partitive := _PARTITIVE.match(segment):
            segment = partitive["whole"]
        segment = segment.removeprefix("含") if segment.startswith(("含国", "含省", "含市", "含农", "含大")) else segment
        segment = segment.removesuffix("连续").removesuffix("前") if len(segment) > 3 else segment
        if len(segment) == 1:
            return ""
        if segment in ("约", "近", "超", "可", "并", "也", "还", "已", "较", "比", "仍", "再", "达", "中", "上", "下", "我", "个", "是", "有", "率", "又", "先后", "相继", "分别", "第一批", "第二批", "第三批", "首批", "已经", "目前", "现", "每个", "每"):
            return "" if segment not in ("每个",) else segment
        return segment

    def _after(self, position: int) -> str:
        """The comparator word that stands at a position, '' for none."""
        text = self.text
        if text[position : position + 1] not in self.binder.after_starts:
            return ""
        return next((word for word, _ in self.lexicon.after if text.startswith(word, position)), "")

    # -- the text after ------------------------------------------------------------------------------------------

    def _right(self, index: int, quantity: Quantity) -> tuple[str, int]:
        """The text after a number up to the next mark or number; where it starts, comparators and 的 passed over."""
        text, start = self.text, quantity.end
        if start < len(text) and text[start] == " ":
            start += 1
        limit = next((q.start for q in self.quantities[index + 1 :] if q.form in FACT_FORMS), len(text))
        word = self._after(start)
        if word != "多":
            start += len(word)
        if text.startswith("的", start) or text.startswith("国", start) and False:
            start += 1
        stop = start
        depth = 0
        while stop < limit:
            char = text[stop]
            if char in "（(":
                close = next((i for i in range(stop + 1, min(stop + 14, limit)) if text[i] in "）)"), -1)
                if close < 0 or stop == start:
                    break
                stop = close + 1
                continue
            if char in "，,；;：:。！？）)〔〕\n" and depth == 0 or char == "." and not text[stop - 1].isdigit():
                break
            if char == "、" and depth == 0:
                if not text[max(start, stop - 4) : stop].endswith(("国家", "省", "市", "省级", "市级", "国家级", "县")) or stop == start:
                    break
            if char in "“《":
                depth += 1
            elif char in "”》" and depth:
                depth -= 1
            stop += 1
        return text[start:stop], start

    def _post_noun(self, right: str, start: int) -> tuple[str, str]:
        """The noun a number's text goes on with (``4家【高层次人才团队】``) and the whole run; '' where a verb or cue follows at once."""
        piece = right.strip(" \u3000")
        if not piece or not ("\u4e00" <= piece[0] <= "\u9fff" or piece[0] in "“《\"" or piece[0].isascii() and piece[0].isalpha()):
            return "", ""
        cut = len(right)
        for token in self.tokens[bisect_right(self.starts, start - 1) :]:
            if token[0] >= start + len(right):
                break
            if token[2] in ("noun", "date", "time", "region", "place", "total") and token[4] not in ("累计", "共计", "合计", "总计"):
                continue
            if token[0] == start:
                if token[2] == "verb" and token[3] == "flow" and (thing := self._verbal_noun(token, start + len(right))):
                    if thing < len(right):
                        cut = thing
                        break
                    continue
                return "", piece
            if token[2] == "plan" and token[0] > start:
                continue
            cut = min(cut, token[0] - start)
            break
        if (agent := _BY.search(right[:cut])) and agent.start() > 1:
            cut = agent.start()
        noun = _trim(right[:cut])
        if noun.startswith(("于", "成为", "并", "因", "均", "来自", "由", "全", "从", "至", "，", "深入", "成为", "左右", "以", "每", "已", "在", "被", "与", "和", "或", "比", "用于", "及", "将", "都", "排名", "属")) and not noun.startswith(("全国", "全市", "全省", "成果", "全球", "成长", "全区", "在孵", "在建", "在研", "均等", "在渝")):
            return "", piece
        return noun, piece

    def _verbal_noun(self, token: tuple[int, int, str, str, str], limit: int) -> int:
        """How far a noun phrase goes that a verb opens (培训班, 新投产项目增加产值): its length, 0 where the verb is one."""
        thing = _VERBAL_THING.match(self.text, token[1], limit)
        if not thing:
            return 0
        if thing.end() == limit or not re.match("[的和、]", self.text[thing.end() :]):
            return thing.end() - token[0]
        return 0

    # -- a reading -----------------------------------------------------------------------------------------------

    def _emit(self, index: int, quantity: Quantity, left: Left, right: str, right_start: int, bracket: bool, left_start: int) -> None:
        state = self.state
        post, wide_right = self._post_noun(right, right_start)
        if post in _MILESTONE:
            post = ""
            if left.verb in ("下达", "完成", "超额完成") and self._previous_fact() is not None:
                left.subject = ""
        noun, position = self._noun(quantity, left, post, right)
        if quantity.form == "bare" and noun and self.binder.unit_in_force:
            self._give_unit(quantity, noun)
        if quantity.form == "bare" and bracket and noun and (outer := self._before_bracket(quantity)) is not None and outer.quantity.form == "quantity":
            quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_whole", outer.quantity.unit
        base = self._reading(quantity, left, noun, position, wide_right)
        if (named := _NAMED.match(noun)) is not None:
            base.phrase = noun = named["head"]
        base.in_bracket = bracket
        if base.base is None and state.base and (base.growth or base.change_from or quantity.form == "multiple") and not base.basis:
            base.base, base.base_text = state.base
        if quantity.form == "quantity" and (goal := _GOAL.match(self.text, right_start)) and ("目标" in goal.group() or left.verb in ("下达", "完成", "超额完成", "提前完成", "提前超额完成")):
            base.plan = "目标"
        if left.verb in ("下达", "省下达", "交办") and position == "after" and noun.endswith(("任务", "目标")):
            base.plan = "目标"
        group = self._grouped(index, quantity, left, noun)
        base.before = base.before or left.before
        previous = self._previous_fact()
        base.context = state.topic or (f"{previous.context[-40:]}{previous.phrase_wide}" if previous else self.binder.topic)
        base.topic = state.topic or next((r.topic for r in reversed(self.readings) if r.topic), "")
        base.verb_after = base.verb_after or self._verb_after(right_start, right)
        if left.part:
            state.whole = self._whole_before()
        if left.part or bracket:
            base.whole = state.whole if left.part else (self._before_bracket(quantity) or state.whole)
        elif state.whole is not None and not self._still_part(quantity, left):
            state.whole = None
        elif state.whole is not None:
            base.whole = state.whole
        if quantity.rule == "ratio_part" and ("产业结构" in self.text[: quantity.start] or "产业比" in self.text[: quantity.start]):
            base.phrase = noun = _SECTORS[0]
            base.reference, base.own_noun = "地区生产总值", True
        if quantity.form == "rank" and not base.reference and not noun and (ranked := next((r for r in reversed(self.readings) if r.quantity.form == "rank" and r.reference), None)):
            base.reference, base.reference_place = ranked.reference, ranked.reference_place
        elif quantity.form == "rank" and not base.reference and (named := _RANKED.search(noun)):
            base.reference = named["reference"]
        elif quantity.form == "rank" and not base.reference and re.search("全球|世界", noun):
            base.reference = "全球"
        if position == "after" and quantity.form == "percent" and not base.reference and not base.growth:
            base.share, base.reference = base.share or "的", noun
        if base.share and not base.reference and quantity.form == "percent":
            shared = next((r.reference for r in reversed(self.readings) if r.share and r.reference), "")
            base.reference = (base.whole.phrase if base.whole else "") or shared or (noun.rpartition("的")[2] if "的" in noun else "") or (previous.phrase if previous and noun and previous.phrase[-2:] == noun[-2:] else "")
        nouns = group or [noun]
        if not nouns[0]:
            self._inherit(base, left, previous, post)
            nouns = [base.phrase]
        for ordinal, item in enumerate(nouns):
            reading = base if ordinal == 0 else self._copy(base, ordinal)
            if state.run_times:
                reading.time_text, reading.time = state.run_times.pop(0)
                reading.time_rule = "explicit"
            if state.run_places and not left.every:
                reading.places, reading.place_rule = (state.run_places.pop(0),), "explicit"
            if group is not None:
                reading.phrase = item
                reading.own_noun = True
                if quantity.form != "quantity":
                    same = next((r.quantity.unit for r in reversed(self.readings) if r.phrase == item and r.quantity.form == "quantity"), "")
                    reading.counted_unit = reading.counted_unit or same
                last = state.nouns[-1] if state.nouns else group[-1]
                reading.phrase_head = reading.phrase_head or (last if item != last else "")
            if reading.phrase in _NO_HEAD or (reading.phrase and len(reading.phrase) <= 8 and reading.phrase.endswith(_POINTING) and quantity.form != "quantity" and not self._knows(reading.phrase)):
                self._anaphor(reading, quantity)
            if (left.every or left.each) and len(left.places) > 1:
                for n, place in enumerate(left.places):
                    each = reading if n == 0 else self._copy(base, n)
                    each.phrase, each.places, each.place_rule = reading.phrase, (place,), "explicit"
                    self._add(each)
                continue
            self._add(reading)

    def _give_unit(self, quantity: Quantity, noun: str) -> None:
        """A bare number behind 单位：亿元 counts in that unit."""
        unit, scale = self.binder.unit_in_force
        quantity.form, quantity.rule, quantity.unit, quantity.scale = "quantity", "unit_in_force", unit, scale
        quantity.value = None if quantity.value is None else quantity.value * scale

    def _verb_after(self, start: int, right: str) -> str:
        for token in self.tokens[bisect_right(self.starts, start - 1) :]:
            if token[0] >= start + len(right):
                break
            if token[2] == "verb" and token[3] == "flow" or token[4] in ("跻身", "位列", "荣居"):
                return token[4]
        return ""

    def _add(self, reading: Reading) -> None:
        self.readings.append(reading)
        if reading.quantity.form in FACT_FORMS:
            self.binder.last = reading

    def _copy(self, base: Reading, ordinal: int) -> Reading:
        values = {name: getattr(base, name) for name in Reading.__slots__}
        values["ordinal"] = ordinal
        return Reading(**values)

    def _noun(self, quantity: Quantity, left: Left, post: str, right: str) -> tuple[str, str]:
        """The noun phrase of a number: before it, or after it where a verb, a list of names or nothing stands before."""
        pre = left.noun
        agent = self.text[quantity.start - 1 : quantity.start] if quantity.start else ""
        if post and quantity.form == "quantity" and agent and agent in "为向给对由从" and (len(right) > len(post) + 1 or self._verb_after(quantity.end, right)):
            left.level, left.change_from = "", False  # 为632家企业发放贷款: those a service is done to, or by
            return post, "after"
        if post and not pre and agent == "为":
            left.level = ""
        if state_of := _STATE_OF.match(post):
            post = state_of["thing"]
        if pre and quantity.form == "quantity":
            if self._number_follows(right, quantity) and len(post) <= 4 and self.text[quantity.start - 1] != "等":
                return pre, "before"
            names_only = self.text[quantity.start - 1] == "等" or all(p in self.lexicon.region_names for p in _LIST.split(pre) if p)
            if not names_only and not post and left.verb and "、" in pre and not self._knows(pre) and self._knows(left.subject):
                names_only = True
            if names_only and not post:
                return left.subject, "before" if left.subject else ""
            if post and (self.text[quantity.start - 1] == "等" or pre.endswith("等") or "、" in self.text[left.start : quantity.start] and not left.level):
                return post, "after"
            if QUALIFIER.fullmatch(pre) and post:
                return f"{pre}{post}", "after"
            if post and not left.level and not (self._term_ends(quantity.start) and not self._term_in(right, quantity.end)):
                if not left.verb and len(pre) <= 4 and not any(p in self.lexicon.region_names for p in _LIST.split(pre)):
                    left.verb = pre  # 抓好20个…: a word the lexicon lacks, where only a verb can stand
                return post, "after"
            return pre, "before"
        if pre:
            return pre, "before"
        if post and quantity.form == "quantity":
            return post, "after"
        if post and quantity.form == "percent" and self.text.startswith(("的", "以上的", "左右的"), quantity.end):
            return post, "after"
        if left.subject and quantity.form == "quantity":
            return left.subject, "before"
        return "", ""

    def _term_ends(self, position: int) -> bool:
        """Whether an indicator's name stands right before a number."""
        return any(t[2] == "noun" and t[3] == "term" and t[1] == position for t in self.tokens)

    def _term_in(self, right: str, start: int) -> bool:
        return any(t[2] == "noun" and t[3] == "term" and start <= t[0] < start + len(right) + 3 for t in self.tokens)

    def _number_follows(self, right: str, quantity: Quantity) -> bool:
        """Whether the text behind a number runs straight into the next one, whose noun it then is."""
        position = self.text.find(right, quantity.end) + len(right)
        return any(q.start == position and q.form in FACT_FORMS for q in self.quantities)

    def _reading(self, quantity: Quantity, left: Left, noun: str, position: str, wide_right: str) -> Reading:
        state = self.state
        reading = Reading(quantity)
        reading.phrase, reading.phrase_position, reading.own_noun = noun, position, bool(noun)
        reading.verb = left.verb
        reading.level = left.level
        reading.plan, reading.estimate = left.plan or state.plan, state.estimate
        reading.growth, reading.share, reading.rank, reading.gap = left.growth, left.share, left.rank, left.gap
        reading.basis, reading.before, reading.provision = left.basis, left.before, left.provision or state.provision
        reading.reference = left.reference
        reading.change_from = left.change_from
        reading.base, reading.base_text = left.base, left.base_text
        reading.phrase_wide = f"{left.subject}{left.verb}{noun if position == 'before' else ''}{wide_right}"
        self._carry(reading, left, quantity)
        if reading.reference:
            reading.reference, reading.reference_place = self._reference(reading.reference)
        reading.after = self._after(quantity.end) or (self._after(quantity.end + 1) if self.text.startswith(" ", quantity.end) else "")
        self._when(reading, left)
        self._where(reading, left)
        return reading

    def _carry(self, reading: Reading, left: Left, quantity: Quantity) -> None:
        """Take the verb, or the cue, over from the number before where the clause has none of its own."""
        state = self.state
        bare = not (left.verb or left.level or left.growth or left.share or left.rank or left.gap or left.basis or left.provision)
        if left.rest and quantity.form == "percent" and (previous := self._previous_fact()) is not None:
            reading.share, reading.reference = previous.share, previous.reference
            return
        if quantity.form == "quantity":
            outer = self._before_bracket(quantity) if left.bracket else self._whole_before() if left.part else None
            if outer is not None and not left.level and not left.verb.startswith(("新", "净", "获")):
                reading.verb, reading.level, reading.verb_after = outer.verb, outer.level, outer.verb_after
            elif left.verb or left.level:
                state.verb, state.level = left.verb, left.level
            elif bare and not (left.fresh and (left.noun and (left.places or left.before in _EXCEEDS) or reading.phrase_position == "after")):
                reading.verb, reading.level = state.verb, state.level
        elif bare and quantity.rule not in ("tenths", "half", "fraction") and (previous := self._previous_fact()) is not None and previous.quantity.form == quantity.form and not (left.noun and left.fresh):
            reading.growth, reading.share, reading.rank, reading.gap = previous.growth, previous.share, previous.rank, previous.gap
            reading.basis = previous.basis
            reading.before = reading.before or (previous.before if previous.before in _APPROXIMATE else "")
            if left.places and previous.share:
                reading.reference, reading.places, left.places[:] = left.places[-1][1], (), []
            reading.reference = reading.reference or left.noun or previous.reference
            if left.noun and previous.reference:
                left.noun = ""

    def _reference(self, text: str) -> tuple[str, tuple[str, str] | None]:
        """What a share, rank or gap is measured against, and the place where it is one."""
        plain = _trim(text)
        if plain == "国内":
            return "全国", ("100000", "全国")
        for start, stop, cue, value, word in self._words(plain):
            if cue == "place":
                place = self.binder.relative(value)
                rest = plain[stop:]
                if place and start == 0 and (not rest or rest.startswith(_PEERS) or rest in ("同类", "同期", "各市", "的", "第", "平均")):
                    return place[1], place
                if place and start == 0 and value != "world" and rest.endswith(("市", "县", "区", "园区")):
                    return f"{place[1]}{rest}", None
            if cue == "region" and start == 0:
                rest = plain[stop:]
                if not rest or rest.startswith(_PEERS):
                    return self.lexicon.regions[value].name, (value, self.lexicon.regions[value].name)
        for tail in ("平均水平", "平均增速", "平均值", "平均", "水平", "增速"):
            if plain.endswith(tail) and len(plain) > len(tail):
                return plain[: -len(tail)].rstrip(_TRIM_RIGHT), None
        return plain, None

    def _words(self, text: str) -> list[tuple[int, int, str, str, str]]:
        found = [(end - len(term) + 1, end + 1, cue, value, term) for end, (term, (cue, value)) in self.lexicon.automaton.iter_long(text)]
        found += [(end - len(term) + 1, end + 1, "region", self.binder.nearest(codes), term) for end, (term, codes) in self.lexicon.place_automaton.iter_long(text)]
        return found

    def _when(self, reading: Reading, left: Left) -> None:
        state = self.state
        if left.base and not reading.quantity.form == "rank":
            pass
        times = left.times
        if reading.quantity.form == "multiple" and times and not reading.growth and reading.base is None and reading.quantity.rule != "fold":
            reading.base_text, reading.base = times[-1]
            times = times[:-1]
            state.time = times[-1][1] if times else None if not self.readings else state.time
            if state.time is reading.base:
                state.time = None
        if left.own_time and left.times:
            reading.time_text, reading.time = left.times[-1]
            reading.time_rule = "explicit"
            return
        if times:
            reading.time_text, reading.time = times[-1]
            reading.time_rule = "explicit"
        elif state.time:
            reading.time_text, reading.time, reading.time_rule = state.time_text, state.time, "sentence"

    def _where(self, reading: Reading, left: Left) -> None:
        state = self.state
        if left.places:
            reading.places = tuple(dict.fromkeys(left.places))
            reading.place_rule = "explicit"
            if not left.bracket:
                state.place, state.place_of_peer = reading.places, left.peer or state.place_of_peer
        elif state.place and state.place_of_peer and left.fresh and left.noun:
            state.place, state.place_of_peer = (), False
        elif left.rest or self.text.startswith(("分布在", "分布于"), reading.quantity.end):
            state.place = ()
        elif left.level in ("合计", "共", "共计", "合计达") and len(self._all_places()) > 1 and left.share:
            reading.places, reading.place_rule = self._all_places(), "sentence"
        elif state.place:
            reading.places, reading.place_rule = state.place, "sentence"
        elif self.binder.zone:
            reading.places, reading.place_rule = self.binder.zone, "paragraph"

    def _all_places(self) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(p for r in self.readings for p in r.places if r.place_rule == "explicit"))

    def _previous_fact(self) -> Reading | None:
        return next((r for r in reversed(self.readings) if r.quantity.form in FACT_FORMS), None)

    def _whole_before(self) -> Reading | None:
        return next((r for r in reversed(self.readings) if r.quantity.form == "quantity" and r.growth == "" and not r.gap), None)

    def _before_bracket(self, quantity: Quantity) -> Reading | None:
        """The number that stands right before the bracket this one is in."""
        depth, position = 0, quantity.start
        for place, char in reversed(self.bounds):
            if place >= quantity.start:
                continue
            if char in _CLOSE:
                depth += 1
            elif char in _OPEN:
                if depth == 0:
                    position = place
                    break
                depth -= 1
        return next((r for r in reversed(self.readings) if r.quantity.end <= position and r.quantity.form in FACT_FORMS), None)

    def _still_part(self, quantity: Quantity, left: Left) -> bool:
        """The items of 其中 go on as long as no clause says something new."""
        return not left.verb and not left.level and not left.growth and not left.part and self.state.topic == "" or False

    def _grouped(self, index: int, quantity: Quantity, left: Left, noun: str) -> list[str] | None:
        """Nouns for a number that several share (均) or that 分别 hands out in order."""
        state = self.state
        if left.pair:
            count = self._run_length(index)
            nouns = self._split(noun)
            if len(left.times) < 2 and len(state.times) == count > 1:
                left.times = list(state.times)
            if len(nouns) < 2 and len(left.places) < 2 and len(left.times) < 2 and count > 1:
                said = [r.phrase for r in self.readings if r.own_noun and r.quantity.form == "quantity"][-count:]
                nouns = state.nouns[-count:] if len(state.nouns) >= count else said if len(said) == count and not noun else nouns
            state.run_places = list(left.places) if len(left.places) == count > 1 else []
            state.run_times = list(left.times) if len(left.times) == count > 1 else []
            state.run_before = left.before
            if len(nouns) == count and count > 1:
                state.nouns = nouns
                state.run = nouns[1:]
                return [nouns[0]]
            if state.run_places or state.run_times:
                state.run = [noun] * (count - 1)
                return [noun] if noun else None
            return None
        if state.run and not left.noun and not left.verb and not left.growth:
            left.before = left.before or state.run_before
            return [state.run.pop(0)]
        if left.every and not left.places and len(nouns := self._split(noun)) > 1:
            if self._run_length(index) == len(nouns):
                state.nouns, state.run = nouns, nouns[1:]
                return [nouns[0]]
            return nouns
        if left.each and len(left.places) > 1:
            return None
        if left.each:
            nouns = self._split(noun) if noun else []
            if len(nouns) > 1:
                state.nouns = nouns
                return nouns
            found = [r for r in self.readings if r.own_noun and r.quantity.form in FACT_FORMS]
            if noun and (match := re.match("([两二三四五])[项个]", noun)):
                count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}[match[1]]
                found = found[-count:]
            elif noun and noun not in _NO_HEAD:
                return None
            return [r.phrase for r in found] or None
        if quantity.form == "rank" and noun and not left.pair:
            nouns = self._split(noun)
            return nouns if len(nouns) == 2 and not any(w in noun for w in ("《", "“")) else None
        count = self._run_length(index)
        if count > 1 and noun:
            nouns = self._split(noun)
            if len(nouns) == count:
                state.nouns = nouns
                state.run = nouns[1:]
                return [nouns[0]]
        if count > 1 and not noun and len(state.nouns) == count:
            state.run = state.nouns[1:]
            return [state.nouns[0]]
        return None

    def _run_length(self, index: int) -> int:
        """How many numbers follow one another with only 、 or 和 between them, this one first."""
        count, position = 1, index
        while position + 1 < len(self.quantities):
            here, following = self.quantities[position], self.quantities[position + 1]
            between = self.text[here.end : following.start]
            between = between[len(self._after(here.end)) :]
            if following.form != here.form or not _RUN.fullmatch(between) or not between or "，" in between or "," in between:
                break
            count += 1
            position += 1
        return count

    def _split(self, noun: str) -> list[str]:
        """The members of a coordinated noun phrase; a head that only the last one states is given to all."""
        if not noun:
            return []
        parts = [_trim(p) for p in re.split("、|以及|和(?!谐|平)|及(?!其)|与(?!会)", noun)]
        parts = [p for p in parts if p]
        if len(parts) < 2:
            return parts
        last = parts[-1]
        tier = re.match(rf"(?:{_TIER})", last)
        if tier and tier.end() < len(last):
            head = last[tier.end() :]
            parts = [p + head if QUALIFIER.fullmatch(p) else p for p in parts]
        return parts

    def _inherit(self, reading: Reading, left: Left, previous: Reading | None, post: str) -> None:
        """A number without a noun of its own: that of the number before, or what the clause before speaks of."""
        state = self.state
        topic = state.topic or (self.binder.topic if previous is None else "")
        if post and reading.quantity.form in ("quantity",) and not left.level and not left.growth:
            reading.phrase, reading.phrase_position = post, "after"
            return
        if left.subject and reading.quantity.form != "quantity":
            reading.phrase, reading.phrase_position = left.subject, "before"
            return
        source = reading.whole if reading.whole is not None and (left.part or reading.in_bracket) else previous
        if source is None and not topic and self.binder.last is not None:
            source = self.binder.last
        if source is not None and not (state.topic and reading.quantity.form == "quantity" and (left.verb or self._knows(state.topic))):
            reading.phrase, reading.phrase_position = source.phrase, "inherited"
            if left.verb and (acted := _ACTED.match(source.phrase)):  # 登记科技成果87项,转化31项
                reading.phrase = source.phrase[acted.end() :]
            if reading.quantity.form != "quantity":
                reading.counted_unit = source.counted_unit or (source.quantity.unit if source.quantity.form == "quantity" else "")
            if source.change_from and source.share and not reading.share:  # 比重由7.2%提升至7.4%
                reading.share, reading.reference, reading.reference_place = source.share, source.reference, source.reference_place
            reading.of_ratio = bool(source.share) and source.reference_place is None or source.of_ratio
            if reading.basis in ("年均", "平均每年", "年平均") and reading.base is None and reading.time is None:
                reading.base, reading.base_text = source.base, source.base_text
            reading.phrase_head = source.phrase_wide
            reading.verb = reading.verb or source.verb
            if reading.places != source.places and reading.place_rule in ("", "paragraph"):
                reading.places, reading.place_rule = source.places, source.place_rule
        elif topic:
            reading.phrase, reading.phrase_position = topic, "topic"
        elif left.subject:
            reading.phrase, reading.phrase_position = left.subject, "before"

    def _knows(self, phrase: str) -> bool:
        """Whether a phrase holds an indicator's name."""
        return any(value == "term" for _, (_, (_, value)) in self.lexicon.automaton.iter(phrase))

    def _anaphor(self, reading: Reading, quantity: Quantity) -> None:
        """增速, 总量, 资金: a noun that points back to the number before that has its dimension."""
        word = reading.phrase
        money = any(w in word for w in ("资金", "金额", "贷款金额", "总额"))
        counted = any(w in word for w in ("企业数量", "户数", "家数", "笔数", "人数", "件数"))
        for candidate in reversed(self.readings):
            if candidate.quantity.form not in FACT_FORMS or candidate.quantity is quantity:
                continue
            if money and candidate.quantity.unit != "元" or counted and (candidate.quantity.unit == "元" or candidate.quantity.form != "quantity"):
                continue
            reading.phrase_head = f"{candidate.phrase_head}{candidate.phrase_wide}" if money or counted else candidate.phrase
            reading.phrase = f"{candidate.phrase}{word}"
            if quantity.form != "quantity":
                reading.counted_unit = candidate.counted_unit or (candidate.quantity.unit if candidate.quantity.form == "quantity" else "")
            return
        previous = self._previous_fact()
        if previous is not None and word in _NO_HEAD:
            reading.phrase_head = f"{previous.phrase_head}{previous.phrase_wide}"
            return
        topic = self.state.topic or self.binder.topic
        reading.phrase_head = reading.phrase_head or topic

    def _heads(self) -> None:
        """Give a qualifier without a head (国家级3家) the head of its whole, of the next item, or of the one before."""
        facts = [r for r in self.readings if r.quantity.form in FACT_FORMS]
        for index, reading in enumerate(facts):
            if reading.whole is not None and reading.whole is not reading:
                reading.phrase_head = reading.phrase_head or reading.whole.phrase
                if QUALIFIER.fullmatch(reading.phrase):
                    reading.phrase = reading.phrase + _without_tier(reading.whole.phrase)
                continue
            if reading.phrase and QUALIFIER.fullmatch(reading.phrase) and not (reading.phrase == "国家" and reading.phrase_position == "after"):
                following = next((r for r in facts[index + 1 : index + 3] if r.phrase and not QUALIFIER.fullmatch(r.phrase)), None)
                before = next((r for r in reversed(facts[:index]) if r.phrase and not QUALIFIER.fullmatch(r.phrase)), None)
                same_clause = following is not None and following.phrase_position == "after" and not re.search("[，,；;。]", self.text[reading.quantity.end : following.quantity.start])
                if same_clause and following is not None:
                    head = _without_tier(following.phrase)
                elif reading.topic and self._knows(reading.topic):
                    head = reading.topic.removesuffix("方面")
                elif before is not None:
                    head = _without_tier(before.phrase)
                else:
                    head = _without_tier(following.phrase) if following is not None else ""
                reading.phrase += head
                reading.phrase_head = reading.phrase_head or head


def _without_tier(phrase: str) -> str:
    return re.sub(rf"^(?:{_TIER})(?:以上)?", "", phrase) or phrase


def change_base(reading: Reading, horizon: Horizon) -> None:
    """The number a change starts from (由…增加到) is of the year before, where no time is said."""
    if reading.base is not None:
        reading.time, reading.time_text, reading.time_rule = Said(reading.base.period, "end"), reading.base_text, "change_base"
        reading.base = None
        return
    period = reading.time.period if reading.time else horizon.reported
    reading.time = Said(year_before(period), "end")
    reading.time_text, reading.time_rule = reading.time_text, "change_base"

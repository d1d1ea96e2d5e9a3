"""The words before a number, walked from the left: one method per kind of cue tells what the text around the cue is.

A noun phrase precedes 达到, a reference follows 占, a base follows 较; what is left in the end is the tail's matter.
"""

import re
from collections.abc import Callable

from loaders.parse.clause.closing import GROWTH_BEHIND, finish
from loaders.parse.clause.granted import take_provision
from loaders.parse.clause.opening import REACHED, is_of_standard, take_class_bound, take_comparison
from loaders.parse.clause.walk import THOSE, Walk
from loaders.parse.marks.phrase import AND, HONOUR, LIST_MARK, SUPERLATIVE, trim
from loaders.parse.marks.places import Where
from loaders.parse.marks.times import Said, year_before
from loaders.parse.marks.words import CLOSING, OPENING, Token
from loaders.parse.reading import Left, Reading
from loaders.parse.slots.moments import SAME_TIME, SINCE, UNTIL, take_time
from loaders.wording import pattern, sole, words

_ABOUT = sole("about")
_AMOUNT = sole("amount_end")
_ANEW_MARK = sole("anew_mark")
_AREA_NOUN = sole("area_noun")
_AUTONOMOUS_REGION = sole("autonomous_region")
_FEWER = sole("fewer")
_GROWING = sole("growing")
_NET_MARK = sole("net_mark")
_OUTLINE_NOUN = sole("outline_noun")
_PLACE_MARK = words("place_mark")
_PLAN_NOUN = sole("plan_noun")
_RANKED_WORD = sole("ranked_word")
_REACHED = sole("reached")
_REACH_MARK = sole("reach_mark")
_SHARE_MARK = sole("share_mark")
_SUMMED_SO_FAR = sole("summed_so_far")

_NOT_COMPARING = words("not_comparing")

_THAN = ("比", "较")
_CHANGES = {_FEWER: sole("decreased"), "多": sole("increased")}
_NO_NEW = words("xin_word")
_AFTERWARDS = words("afterwards")
_HOLDS = (*words("standing_level"), "有")
_TIME_LEADS = frozenset((*words("until"), "与", "从", "到", "在", "比", "由", "较"))
_REGION_COMPOUND = frozenset(words("region_compound"))  # 自治区级, 自治区以上, 自治区重点…: no place
_RANK_FILLER = "".join((" ", *words("peer_mark")))
_OF_MACRO = (*words("macro_part"), "各", "（", "(", "、", "和", "与", "的", "有", "为", *words("reach_mark"), "共")
_BEHIND_TIME = pattern(f"{{on_base}}|{{same_period}}|{{span_noun}}|{SINCE.pattern}")
_ON_ITS_BASIS = pattern("(?:[（(]?[^，,。；;（()）]{0,8}[）)])?{on_base}")
_PARKS = pattern("[两二三四五六七八九](?P<kind>分?{park_mark})")
_WITH = frozenset("与同")
_WITHIN = pattern(
    "在(?P<reference>[^，,；;。在]{2,24}?){inside}的?(?:{adverb}|{approximate}|所|将)?$"
)  # 在全市总额中占三成
_WORLD = sole("worldly")  # 世界杯, 世界一流: never where numbers are of
_SUMMED = pattern(
    "(?:[、和与及][\u4e00-\u9fff]{2,5}?)+(?:[两二三四五六七八九][{place_mark}地])?(?:{summed}|共有)"
)  # 院士甲市、乙市合计20人
_OF_WORKS = pattern("(?!{place_mark})[\u4e00-\u9fff]{0,6}?(?:{infrastructure}|[^一]{harbour})")
_EXAMPLE = 3  # characters of a name with 等
_INSIDE = words("inside")
_SHARE_OF_HAVING = pattern(
    "[^，,；;。]{1,16}的{share_name}?(?:{adverb}|{approximate})*(?:{share_mark}|{rough_bound}|{reach}|为|$)"
)
_TIMES_OF_YEARS = ("时期", "期间")
_BOUNDS = "".join((*words("so_much"), " 的"))
_OF_SIZE = pattern(
    "{size_end}|数(?![{shu_word_end}十百千万亿家项个据])|{quantity_mark}(?![{liang_word_end}])"
)  # 认定数, 授权量
_OF_FIGURES = frozenset(("growth", "basis", "rank", "share"))
_OF_CONTRIBUTION = words("contribution_rate")
_OF_STANDING = (*words("standing_noun"), "或", "、", "和")
_AVERAGE, _BY_YEAR = sole("mean_word"), sole("by_year")
_EVENT = pattern("[\u4e00-\u9fff]{2,8}?{event_noun}")
_OF_RATE = words("of_rate")
_OF_LEAD = ("天", "个月", "年", "位", "名", "分")  # in which one is ahead
_AFFECTED = pattern("{affected_by}[^，,；;。]{2,24}?{cause_noun}")
_STAFF = "人员"
_NOUNS_IN_YAO = ("纪要", "概要", "摘要", "需要", _OUTLINE_NOUN)
_NAMING = frozenset(("verb", "rank"))  # cues of words that may be part of a name
_CHAPTER = "一二三四五六七八九十"
_RATIO_FOLLOWS = pattern("[^，,；;。]{2,16}?{ratio_name}")


class Clause(Walk):
    """A clause that can be read: each word's cue has a method."""

    def read(self) -> Left:
        self.left.rest = self.text.startswith(self.words.rest, self.start)
        if self.scene.class_bounds:
            take_class_bound(self)
        if self.quantity.form == "percent" and is_of_standard(self):
            return self.left
        previous = self.scene.previous
        if previous is not None and previous.change_from and previous.time is not None:
            self._take_basis_said(previous, previous.time)
        take_provision(self)
        take_comparison(self)
        tokens, end = self.tokens, self.end
        bounds = [bound.start for bound in self.scene.class_bounds] if self.scene.class_bounds else []
        affected = _AFFECTED.search(self.text, self.start, end) if self.scene.explains else None
        while self.index < len(tokens) and tokens[self.index].start < end:
            token = tokens[self.index]
            self.index += 1
            if affected and affected.start() <= token.start < affected.end():
                self._pass_over(affected.start(), affected.end())
                continue
            read = _CUES.get(token.cue)  # a kind of cue that no method knows says nothing
            if read is None or token.start < self.at or token.end > end:
                continue
            if not ((token.cue in _NAMING or bounds) and self._is_name(token, bounds)):
                read(self, token, trim(self.text[self.at : token.start]) if self.at < token.start else "")
        finish(self)
        if self.left.negated:  # 年度任务未完成5家: how many did not, and nothing done
            self.left.noun = f"{'' if self.left.noun else self.left.subject}{self.left.verb}{self.left.noun}"
            self.left.verb = self.left.subject = ""
        return self.left

    def _take_basis_said(self, previous: Reading, time: Said) -> None:
        """在2019年26亿元（预计数）的基础上增长20%: what is grown from is the amount right before."""
        said = _ON_ITS_BASIS.match(self.text, self.start, self.end)
        if said is not None and previous.time_rule == "explicit":
            self.left.base, self.left.base_text = time, previous.time_text
            self.at = self.list_start = said.end()

    def _pass_over(self, start: int, end: int) -> None:
        """受口径调整影响: why, and nothing of what the number is."""
        if self.at < start:
            self.take_noun(trim(self.text[self.at : start]))
        self.at = max(self.at, end)

    # -- names, times and places -----------------------------------------------------------------------------------

    def _is_name(self, token: Token, bounds: list[int]) -> bool:
        """排名前1%的学科, 国家备案众创空间, 入驻率, 投资【超】10亿元项目; ``bounds`` are where amounts that name a class begin."""
        if token.end in bounds and REACHED.fullmatch(token.word):
            return True
        if token.cue == "verb":
            return self._is_alone_in_bracket(token) or self._is_of_noun(token) or self._is_of_part(token)
        return (
            token.word == _RANKED_WORD
            and self.text.startswith("前", token.end)
            and self.text[token.end + 1 : token.end + 2].isdigit()
        )

    def _is_alone_in_bracket(self, verb: Token) -> bool:
        """创新（孵化）平台: a verb that is all a bracket holds is part of the name."""
        opened = self.text.startswith(tuple(OPENING), max(0, verb.start - 1))
        return opened and self.text.startswith(tuple(CLOSING), verb.end)

    def _is_of_part(self, verb: Token) -> bool:
        """企业中有研发机构的只占一成: what those have whose part is told."""
        if self.quantity.form != "percent" or not self.text.endswith(_INSIDE, self.at, verb.start):
            return False
        return _SHARE_OF_HAVING.match(self.text, verb.end, self.end) is not None

    def _is_of_noun(self, verb: Token) -> bool:
        if verb.word in self.words.nominal_behind and self.at < verb.start:
            ends_clause = verb.end == self.end and self.left.verb != ""  # 发放育儿补贴49亿元
            if ends_clause or self._figure_follows(verb.end):
                return True
        if _OF_SIZE.match(self.text, verb.end) is not None:
            return True
        if self.at < verb.start and not self.left.verb and self.text[verb.end : self.end] == _STAFF:
            return verb.value == "flow"  # 农机推广人员7人
        return self.text.endswith(self.words.tier_mark, self.at, verb.start)

    def _figure_follows(self, position: int) -> bool:
        """研发经费投入|年均增长, 平台授信|超过, 大模型备案|数量: a word of size or change, where a verb would have an object."""
        if self.index >= len(self.tokens) or self.tokens[self.index].start != position:
            return False
        following = self.tokens[self.index]
        return following.cue in _OF_FIGURES or following.word in self.words.size_noun

    def _time(self, token: Token, segment: str) -> None:
        left = self.left
        if self.text.endswith("按", 0, token.start):  # 按当年汇率折算
            return
        if token.value == SAME_TIME and not self.scene.opens_clause(token.start):  # 历史同期
            return
        if (
            self.pending == "gap" and not segment and token.word.endswith(_TIMES_OF_YEARS)
        ):  # 高于“十三五”时期1.2个百分点
            left.reference, self.pending, self.at = token.word, "", token.end
            return
        if (
            segment
            and not self.pending
            and not left.verb
            and not left.noun
            and segment.lstrip("（(") not in _TIME_LEADS
        ):
            left.noun = self.clean(segment)
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
            self.scene.state.time_around = self.scene.state.time_before
        behind = _BEHIND_TIME.match(self.text, token.end)
        self.at = behind.end() if behind else token.end
        if not segment and not left.verb:
            self.head = self.at

    def _place(self, token: Token, segment: str) -> None:
        """全省, 我市: what is ranked in, what is spoken of, or the subject of the verb that follows."""
        left, end = self.left, token.end
        if token.word == _AUTONOMOUS_REGION and (
            self.text[end : end + 1] in _REGION_COMPOUND or self.text.startswith("、", max(0, token.start - 1))
        ):
            return  # 自治区级, 、自治区“专精特新”企业10家: a tier
        if self._is_part_of(token):
            return
        if self._is_ranked_in(token, segment) or self.pending or left.share or left.rank or left.gap:
            return
        if self._begins_name(token):
            return
        place = self.scene.places.relative(token.value)
        if not segment and place and not left.verb:
            left.places.append(place)
            self.at = self.list_start = self.head = end
        elif place and self._is_verbs_subject(token, segment):
            left.places.append(place)
            self.take_noun(segment)
            self.at = end
        elif not segment and left.verb and end == self.end:
            self.at = end

    def _begins_name(self, token: Token) -> bool:
        """全国文明村镇84个, 全国最大的电网, 全球“灯塔工厂”3家: what a thing is of, or among what it is the most."""
        end = token.end
        if self.text.startswith(SUPERLATIVE, end):
            self.at = end
            return True
        if token.value in ("nation", "world") and _EVENT.match(self.text, end):  # 全球招商大会签约项目
            return True
        if token.value == "nation":
            return self.quantity.form != "rank" and HONOUR.match(self.text, end) is not None
        if token.value != "world":
            return False
        return token.word == _WORLD or token.start > self.start or self.text.startswith("“", end)

    def _is_part_of(self, token: Token) -> bool:
        """以全省八分之一的人口, 贡献了全省近三成的产值."""
        if self.quantity.form != "percent" or not self.text.endswith(self.words.contributing, self.start, token.start):
            return False
        if self.text[token.end : self.end].strip(_BOUNDS):
            return False
        self.left.share, self.left.reference, self.at = _SHARE_MARK, token.word, token.end
        if THOSE.fullmatch(self.left.noun):  # 甲、乙两地拥有全市六成的企业
            self.left.noun = ""
        return True

    def _is_ranked_in(self, token: Token, segment: str) -> bool:
        """专利授权量全省第3, …在全省排第3."""
        if self.quantity.form != "rank":
            return False
        if not self.text[token.end : self.quantity.start].strip(_RANK_FILLER):
            if segment:
                self.take_noun(segment)
            self.pending = ""
        elif segment.endswith("在") and not self.pending:
            self.take_noun(segment[:-1])
        else:
            return False
        self.left.reference, self.at = token.word, token.end
        return True

    def _is_ranked_in_region(self, region: Token, segment: str) -> bool:
        """增速保持珠三角第一, 均为合肥第一: the region right before a rank that a level's verb leads to, the wider one at any rate."""
        if region.end != self.end or not (self.left.level or segment) or self.left.places:
            return False
        places = self.scene.places
        wider = places.region(region.value).level == "macro" or region.value in places.own.chain[1:]
        return (wider or self.left.level.endswith("为")) and self._is_ranked_in(region, segment)

    def _is_verbs_subject(self, token: Token, segment: str) -> bool:
        """科技工作全省推进…: a place that the verb right behind it describes."""
        if token.value not in ("nation", "province") or self.left.verb or segment.endswith("在"):
            return False
        return self._verb_follows(token.end)

    def _region(self, token: Token, segment: str) -> None:
        """A named place: joined to the one before, spoken of, or right before the number."""
        scene, left = self.scene, self.left
        if self.pending or scene.is_excluded(token.start) or self._is_ranked_in_region(token, segment):
            return
        if self._is_of_name(token) or self._is_of_example(token) or self._is_bracketed(token):
            return
        where = scene.places.written(token.value, token.word)
        joined = (
            bool(left.places) and not segment and self.text[token.start - 1 : token.start] in ("和", "与", "及", "、")
        )
        if joined and self._is_partner(token):
            self.at = self.list_start = self.partners_end = token.end
            return
        if not joined:
            direct = self._is_direct(token) or _SUMMED.match(self.text, token.end, self.end) is not None
            if not self._is_said_of(token, segment, direct):
                return
            if scene.places.region(token.value).level == "zone" and self._opens_paragraph(token):
                scene.paragraph.zone = (where,)
            if segment and not left.noun:
                left.noun = self.clean(segment)
        else:
            self._name_alike(token)
        if not joined and _OF_WORKS.match(self.text, token.end, self.end):
            left.of_other = True  # 甲市国际机场吞吐量500万人次: of that number alone
        left.places += self._listed_before(token) if not joined and not left.places else ()
        left.places.append(where)
        self.at = self.list_start = token.end
        if len(left.places) > 1 and (parks := _PARKS.match(self.text, token.end, self.end)):
            self._name_parks(token, parks)

    def _name_parks(self, last: Token, parks: re.Match[str]) -> None:
        """甲、乙、丙三园: the parks of a zone that go by the names of districts."""
        listed = self.scene.words.between(self.start, last.end)[-len(self.left.places) :]
        names = [f"{token.word}{parks['kind']}" for token in listed if token.cue == "region"]
        if len(names) == len(self.left.places):
            self.left.places[:] = [("", name) for name in names]  # no seed knows them
            self.at = self.list_start = parks.end()

    def _is_partner(self, token: Token) -> bool:
        """全市与北京、上海等地…: those with whom the place of the report does something, up to the last of their list."""
        if self.text[token.start - 1] == "、":
            return self.partners_end == token.start - 1
        before, own = self.scene.words.ending_at(token.start - 1), self.scene.places.own.code
        outside = own not in self.scene.lexicon.ancestors(token.value)
        return self.text[token.start - 1] in _WITH and before is not None and before.cue == "place" and outside

    def _listed_before(self, last: Token) -> list[Where]:
        """做强济南、青岛、淄博4大基地: the places of the list that the one right before a number ends."""
        found: list[Where] = []
        following = last
        for token in reversed(self.tokens[: self.index - 1]):
            if token.cue != "region" or self.text[token.end : following.start] != "、" or token.start < self.start:
                break
            found.insert(0, self.scene.places.written(token.value, token.word))
            following = token
        return found

    def _name_alike(self, zone: Token) -> None:
        """洛阳、新乡高新区: the names before it in the list end as the last one does."""
        places, names = self.scene.places, self.scene.lexicon.region_names
        suffix = max((end for end in self.words.zone_suffix if zone.word.endswith(end)), key=len, default="")
        listed = self.tokens[: self.index - 1][::-1]
        for position, before in enumerate(listed[: len(self.left.places)] if suffix else (), 1):
            codes = names.get(f"{before.word}{suffix}")
            if before.cue != "region" or before.word[-1] in _PLACE_MARK or codes is None:
                return
            self.left.places[-position] = places.named(places.nearest(codes))

    def _opens_paragraph(self, token: Token) -> bool:
        """Whether a place is what a paragraph's first statement begins with: the whole paragraph speaks of it."""
        paragraph = self.scene.paragraph
        if token.start or paragraph.last is not None or self.left.peer:
            return False
        return paragraph.opening == self.text or any(word in paragraph.opening for word in self.words.zone_suffix)

    def _is_of_name(self, token: Token) -> bool:
        """川渝科技平台: several provinces name what is theirs, unless they are called a region."""
        if self.scene.is_brand(token):
            return True
        if self.scene.places.region(token.value).level != "macro" or token.word.endswith(_AREA_NOUN):
            return False
        return token.end < self.end and not self.text.startswith(_OF_MACRO, token.end)

    def _is_of_example(self, token: Token) -> bool:
        """甲市先进材料等3个平台: the place belongs to a name that exemplifies the others."""
        named = self.text[token.end : self.end]
        return (
            self.quantity.form == "quantity" and named.endswith("等") and len(named) > _EXAMPLE and named[0] not in AND
        )

    def _is_bracketed(self, token: Token) -> bool:
        """合肥（上海）科创飞地: where it is, and not whose."""
        before, behind = self.text[token.start - 1 : token.start], self.text[token.end : token.end + 1]
        if not (self.left.places and before in ("（", "(") and behind in ("）", ")")):
            return False
        self.at = self.list_start = token.end + 1
        return True

    def _is_direct(self, token: Token) -> bool:
        """合肥市(15家), 合肥市有15家: nothing but a bracket or a particle between place and number."""
        between = self.text[token.end : self.end]
        return not between.strip(f"（(的有为仅则在 各{_REACH_MARK}{_ABOUT}") and not self.scene.names_institution(
            token.end
        )

    def _is_said_of(self, token: Token, segment: str, direct: bool) -> bool:
        if direct and self.left.peer:
            return True
        if self.left.verb:
            return False
        chain = self.scene.places.own.chain
        if direct and token.value not in chain:
            return True
        if token.value in chain[1:] and self.text.startswith(
            _HOLDS, token.end
        ):  # 浙江共有10家, in the report of one of its cities
            return self.scene.opens_clause(token.start)
        return not segment and self.scene.is_subject(token.value, token.start, token.end)

    # -- verbs and comparators --------------------------------------------------------------------------------------

    def _verb(self, token: Token, segment: str) -> None:
        if token.value == "flow":
            self._flow_verb(token, segment)
        elif token.value == "neutral":
            self.take_noun(segment)
            self.at = token.end
        elif token.word in self.words.ratio_lead and _RATIO_FOLLOWS.match(self.text, token.end, self.end):
            if segment:
                self._before_cue("share", segment)
            self.left.share, self.pending, self.at = token.word, "share", token.end  # 相当于地区生产总值的比例
        else:
            self._level_verb(token, segment)

    def _flow_verb(self, token: Token, segment: str) -> None:
        """新增, 培育: what is counted follows it; two in a row (开展培训) are one."""
        if self.pending in ("share", "gap"):
            return
        if self.text.startswith(_AFTERWARDS, token.end):  # 优化重组后为156家: when, not what was done
            self.take_noun(segment)
            self.at = token.end + 1
            return
        left = self.left
        if left.basis and (change := _CHANGES.get(segment)):  # 较上年少登记12项
            left.growth, self.at = change, token.end
            return
        if token.start == self.at == self.verb_end and left.verb:
            self.event = token.word
            left.verb += token.word
        else:
            negation = self._negation(segment)
            segment = segment.removesuffix(negation)
            newly = segment.endswith(_ANEW_MARK) and not segment.endswith(_NO_NEW)
            left.subject = (
                self.clean(segment.removesuffix(_ANEW_MARK) if newly else segment) or left.noun or left.subject
            )
            self.verb_before, left.verb = left.verb, f"{negation}{_ANEW_MARK if newly else ''}{token.word}"
            left.negated = negation != ""
        if _SUMMED_SO_FAR not in left.level and left.level not in self.words.standing_level:
            left.level = ""
        left.noun = left.growth = left.rank = ""
        if not token.word.startswith(_NET_MARK):  # 同比净增20家
            left.basis = ""
        self.verb_end = self.list_start = self.at = token.end

    def _negation(self, segment: str) -> str:
        """未, 没有: what the text before a verb ends with, '' where it says nothing against the verb."""
        if not segment.endswith(self.words.negation):
            return ""
        return next(word for word in self.words.negation if segment.endswith(word))

    def _level_verb(self, token: Token, segment: str) -> None:
        """达到, 有: the noun before it has the number."""
        if negation := self._negation(segment):  # 尚未建成1家
            self.take_noun(segment.removesuffix(negation))
            self.left.verb, self.left.negated = f"{negation}{token.word}", True
            self.at = self.verb_end = token.end
            return
        if token.word == "是" and self._is_chapter(token.start):
            self.at = self.list_start = token.end
            return
        if token.word == "有" and token.start == self.verb_end and token.end != self.end:  # 净增有实绩企业9家
            return
        summed = self.left.level in self.words.running_total and self.at == token.start
        self._settle(segment)
        self.left.level = f"{self.left.level}{token.word}" if summed else token.word  # 累计建成
        if token.word in self.words.about_level:
            self.left.before = _ABOUT
        self.at = token.end

    def _is_chapter(self, position: int) -> bool:
        """一是, 二是: no verb."""
        return (
            bool(position)
            and not self.text[:position].strip(_CHAPTER + " \u3000")
            and self.text[position - 1] in _CHAPTER
        )

    def _total(self, token: Token, segment: str) -> None:
        if segment and self.pending:
            self.left.reference, self.pending = segment, ""
        else:
            self.take_noun(segment)
        self.left.level = token.word
        self.at = token.end

    def _comparator(self, token: Token, segment: str) -> None:
        if token.end < self.end and self.text[token.end].isdigit():  # 近5年: bounds another number
            return
        if token.word.endswith(_AMOUNT) and segment and self.left.verb:  # 新增专项债务限额20亿元: how much it is
            self.take_noun(segment + token.word)
            self.at = token.end
            return
        self._settle(segment if segment.endswith(_NOUNS_IN_YAO) else segment.removesuffix("要"))  # 总产值要突破9亿元
        self.left.before = token.word
        self.comparator_end = self.at = token.end

    def _settle(self, segment: str) -> None:
        """A segment is the reference that a cue waits for, else the noun."""
        if not segment:
            return
        if self.pending:
            self.left.reference = self.left.reference or segment
            self.pending = ""
        else:
            self.take_noun(segment)

    # -- cues of growth, share, rank, gap, time of the plan … ---------------------------------------------------------

    def _said(self, token: Token, segment: str) -> None:
        """A cue that follows its noun: the noun is taken, then the cue noted; 增长的贡献率 is a noun."""
        if self.text.startswith(_OF_CONTRIBUTION, token.end) or self._is_of_number_before(token):
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

    def _before_cue(self, cue: str, segment: str, rate: str = "") -> None:
        left = self.left
        if self.pending and not left.reference:
            left.reference, self.pending = segment, ""
            if rate in self.words.bare_noun:  # 快于营收增速2个百分点: what it is held against is a growth itself
                left.reference += rate
        elif segment not in self.words.filler:
            self.take_noun(segment)

    def _share(self, token: Token, segment: str) -> None:
        if token.word in self.words.contributing and self.text.startswith(_OF_RATE, token.end):  # 对增长贡献分别为
            return
        if within := _WITHIN.search(self.text, self.start, token.start):
            self.left.share, self.left.reference = token.word, within["reference"]
            self.left.noun = self.clean(self.text[self.start : within.start()])
            self.pending, self.at = "", token.end
            return
        self._said(token, segment)
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
        self._said(token, segment)
        self.pending = "gap"

    def _goes_on_as_noun(self, position: int) -> bool:
        """Whether nothing but a noun stands between a position and the number."""
        following = self.text[position : self.end]
        known = self.index < len(self.tokens) and self.tokens[self.index].start < self.end
        return "\u4e00" <= following[:1] <= "\u9fff" and len(following) > 1 and not known

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
            self.left.times.append((token.word, Said(year, "end")))
            self.left.change_from = self.left.own_time = True
            self.at = token.end
        else:
            self._said(token, segment)

    def _plan(self, token: Token, segment: str) -> None:
        if self.text.startswith(self.words.completion, token.end):  # 年度目标完成率
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
                self.scene.state.plan_of_all = token.word
            self._said(token, segment)
            if token.word.endswith(_REACHED):  # 力争达到: what is planned is a level
                self.left.level = _REACHED
            elif token.word.endswith(_GROWING):  # 预期增长
                self.left.growth = _GROWING

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
        self.at = token.end

    def _provision(self, token: Token, segment: str) -> None:
        self._said(token, segment)
        left = self.left
        left.verb = left.verb or token.word
        left.subject, left.noun = left.noun or left.subject, ""

    # -- cues of coordination ---------------------------------------------------------------------------------------

    def _pair(self, token: Token, segment: str) -> None:
        """分别, 依次."""
        self._coordinate(token, segment)
        self.left.pair = True

    def _each(self, token: Token, segment: str) -> None:
        """均, 各."""
        self._coordinate(token, segment)
        if token.value == "every":
            self.left.every = True
        else:
            self.left.each = True

    def _coordinate(self, token: Token, segment: str) -> None:
        """The list that 分别 or 均 sums up, and what some of them say besides (分列, 均达)."""
        left = self.left
        listed = self._listed(token.start)
        if listed:
            left.noun = listed
        elif segment:
            self._before_cue(token.cue, segment)
        told = self.words.said_of_each.get(token.word)
        if told == "rank":
            left.rank, self.pending = token.word, "rank"
        elif told == "level":
            left.level = token.word
        self.at = token.end

    def _listed(self, end: int) -> str:
        """The whole coordinated noun phrase before 分别, '' where none is there."""
        several = len(self.left.times) > 1 or self.left.bases  # 2029年、2030年分别
        if self.pending or self.left.places or several:
            return ""
        whole = self._whole(max(self.list_start, self.head), end)
        if self.left.share and self.left.reference:  # 甲产业、乙产业产值占工业产值比重分别
            whole = whole.partition(_SHARE_MARK)[0]
        if self.left.subject and "、" not in whole and "、" in self.text[self.start : end]:
            whole = self._whole(self.head, end)
            self._drop_verb_of_list()
        elif self.verb_end == self.list_start and self.text.startswith(
            AND, self.verb_end
        ):  # 吸纳、输出技术合同成交额均
            whole = self._whole(self.verb_end - len(self.left.verb), end)
            self._drop_verb_of_list()
        return whole if LIST_MARK.search(whole) else ""

    def _drop_verb_of_list(self) -> None:
        """专利申请、授权分别: what was taken for a verb is one of those listed."""
        if self.left.verb in self.words.done_to:
            self.left.verb = self.left.subject = ""

    def _whole(self, start: int, end: int) -> str:
        return self.clean(self.words.pattern.basis_tail.sub("", self.text[start:end]))

    def _verb_follows(self, position: int) -> bool:
        """Whether a verb, or the number itself, follows the word being read."""
        if position == self.end:
            return True
        if self.index >= len(self.tokens):
            return False
        following = self.tokens[self.index]
        return following.start == position and following.cue in ("verb", "total", "comparator_before")


_CUES: dict[str, Callable[[Clause, Token, str], None]] = {
    "date": Clause._time,
    "time": Clause._time,
    "place": Clause._place,
    "region": Clause._region,
    "verb": Clause._verb,
    "total": Clause._total,
    "comparator_before": Clause._comparator,
    "growth": Clause._said,
    "estimate": Clause._said,
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

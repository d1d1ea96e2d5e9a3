"""The verbs before a number, and the comparators that stand like one: which of them act, and what the text around them is."""

import re

from loaders.parse.clause.opening import REACHED
from loaders.parse.clause.places import PlaceWalk
from loaders.parse.marks.places import Where
from loaders.parse.marks.words import CLOSING, OPENING, Token
from loaders.wording import pattern, seldom, sole, starts, words

_STANDING_LEVEL = frozenset(words("standing_level"))
_ABOUT = sole("about")
_AMOUNT = sole("amount_end")
_ANEW_MARK = sole("anew_mark")
_FEWER = sole("fewer")
_NET_MARK = sole("net_mark")
_OUTLINE_NOUN = sole("outline_noun")
_RANKED_WORD = sole("ranked_word")
_SUMMED_SO_FAR = sole("summed_so_far")
_CHANGES = {_FEWER: sole("decreased"), "多": sole("increased")}
_NO_NEW = words("xin_word")
_NEW_MARK = words("new_mark")
_THAN = ("比", "较", "同比")
_AFTERWARDS = words("afterwards")
_DONE_SO = words("done_so")
_BRINGING, _MONEY = words("bringing"), "元"
_INSIDE = words("inside")
_SHARE_OF_HAVING = seldom(
    "[^，,；;。]{1,16}的{share_name}?(?:{adverb}|{approximate})*(?:{share_mark}|{rough_bound}|{reach}|为|在|$)"
)
_SIZE_STARTS = starts("size_end") | starts("quantity_mark") | {"数"}
_OF_SIZE = pattern(
    "{size_end}|数(?![{shu_word_end}十百千万亿家项个据])|{quantity_mark}(?![{liang_word_end}])"
)  # 认定数, 授权量
_OF_FIGURES = frozenset(("growth", "basis", "rank", "share"))
_COMES_TO = frozenset(words("reach"))  # 工业销售|达3万亿元
_CHOSEN = pattern("(?P<rated>[^，,。；;：:、\\d]*?){the_most}[{degree_word}]的$")  # 投入最低的【甲县】
_RATES = words("growth_name")
_STAFF = "人员"
_NOUNS_IN_YAO = ("纪要", "概要", "摘要", "需要", _OUTLINE_NOUN)
_CHAPTER = "一二三四五六七八九十"
_ITEM_MARK = re.compile(f"(?:^|[，,；;：:。\\s])[{_CHAPTER}]{{1,2}}$")
_RATIO_FOLLOWS = pattern("[^，,；;。]{2,16}?{ratio_name}")
_COUNT_NAMES = frozenset(words("count_name"))


class VerbWalk(PlaceWalk):
    """A walk that can tell a verb from a part of a name."""

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

    def _take_region(self, token: Token, segment: str, where: Where, *, joined: bool) -> None:
        """投入最低的甲县仅320万元, 最少的乙镇12家: it is told of the one, in what that was chosen by."""
        left, chosen = self.left, _CHOSEN.search(self.text, self.start, token.start)
        if chosen is None:
            super()._take_region(token, segment, where, joined=joined)
            return
        left.verb = left.subject = left.before = ""
        self._name_alone(where, token.end)
        if self.scene.knows(left.noun):
            return
        noun = self.clean(chosen["rated"])
        told = self.scene.previous is not None or self.scene.paragraph.last is not None
        says_little = noun in self.words.bare_noun or not self.scene.knows(noun)
        left.noun = "" if noun in _RATES or (told and says_little) else noun

    def _is_alone_in_bracket(self, verb: Token) -> bool:
        """创新（孵化）平台: a verb that is all a bracket holds is part of the name."""
        may_be = self.scene.words.has_brackets and verb.start > 0
        return may_be and self.text[verb.start - 1] in OPENING and self.text[verb.end] in CLOSING

    def _is_of_part(self, verb: Token) -> bool:
        """企业中有研发机构的只占一成: what those have whose part is told."""
        if self.quantity.form != "percent" or not self.text.endswith(_INSIDE, self.at, verb.start):
            return False
        return _SHARE_OF_HAVING().match(self.text, verb.end, self.end) is not None

    def _is_of_noun(self, verb: Token) -> bool:
        if verb.word in self.words.nominal_behind and self.at < verb.start:
            ends_clause = verb.end == self.end and (self.left.verb or self.left.estimate) != ""  # 发放育儿补贴49亿元
            if ends_clause or self._figure_follows(verb.end):
                return True
        if self.text[verb.end] in _SIZE_STARTS and _OF_SIZE.match(self.text, verb.end) is not None:
            return True
        if self.at < verb.start and not self.left.verb and self.text[verb.end : self.end] == _STAFF:
            return verb.value == "flow"  # 农机推广人员7人
        may_be = self.text[verb.start - 1] in self.words.tier_mark_ends
        return may_be and self.text.endswith(self.words.tier_mark, self.at, verb.start)

    def _figure_follows(self, position: int) -> bool:
        """研发经费投入|年均增长, 平台授信|超过, 大模型备案|数量: a word of size or change, where a verb would have an object."""
        if self.index >= len(self.tokens) or self.tokens[self.index].start != position:
            return False
        following = self.tokens[self.index]
        return following.cue in _OF_FIGURES or following.word in self.words.size_noun or following.word in _COMES_TO

    def _verb(self, token: Token, segment: str) -> None:
        if token.word == "是" and self._is_chapter(token.start):
            self.at = self.list_start = token.end
        elif token.value == "flow":
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
            done = segment.removesuffix(_ANEW_MARK) if newly else segment
            left.subject = (done and self.clean(done)) or left.noun or left.subject
            self.verb_before, left.verb = left.verb, f"{negation}{_ANEW_MARK if newly else ''}{token.word}"
            left.negated = negation != ""
        if _SUMMED_SO_FAR not in left.level and left.level not in _STANDING_LEVEL:
            left.level = ""
        left.noun = left.growth = left.rank = ""
        net = token.word.startswith(_NET_MARK)
        if not net and not (token.word.startswith(_NEW_MARK) and left.basis.startswith(_THAN)):
            # 同比净增20家, 比去年底新增13家
            left.basis = ""
        self.verb_end = self.list_start = self.at = token.end

    def _negation(self, segment: str) -> str:
        """未, 没有: what the text before a verb ends with, '' where it says nothing against the verb."""
        words = self.words
        if segment[-1:] not in words.negation_ends or not segment.endswith(words.negation):
            return ""
        return next(word for word in words.negation if segment.endswith(word))

    def _level_verb(self, token: Token, segment: str) -> None:
        """达到, 有: the noun before it has the number."""
        if negation := self._negation(segment):  # 尚未建成1家
            self.take_noun(segment.removesuffix(negation))
            self.left.verb, self.left.negated = f"{negation}{token.word}", True
            self.at = self.verb_end = token.end
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
        """一是, ；二是: no verb."""
        return self.text[position - 1] in _CHAPTER and _ITEM_MARK.search(self.text, 0, position) is not None

    def _total(self, token: Token, segment: str) -> None:
        if segment and self.pending:
            counted = token.word if token.word in _COUNT_NAMES else ""  # 占全省入库总量
            self.left.reference, self.pending = f"{segment}{counted}", ""
        else:
            self.take_noun(segment)
        if self.left.level in _DONE_SO and token.word in self.words.joint_total:
            self.left.verb = self.left.verb or self.left.level  # 建成中心和基地共七个
        self.left.level = token.word
        self.at = token.end

    def _comparator(self, token: Token, segment: str) -> None:
        if token.end < self.end and self.text[token.end].isdigit():  # 近5年: bounds another number
            return
        if token.word.endswith(_AMOUNT) and segment and self.left.verb:  # 新增专项债务限额20亿元: how much it is
            self.take_noun(segment + token.word)
            self.at = token.end
            return
        counts = self.quantity.form == "quantity" and self.quantity.unit != _MONEY
        if segment and counts and self.left.verb in _BRINGING and token.word in self.words.exceeding:
            self.left.verb = ""  # 推动企业数突破420家: what it comes to, and nothing done
        self._settle(segment if segment.endswith(_NOUNS_IN_YAO) else segment.removesuffix("要"))  # 总产值要突破9亿元
        self.left.before = token.word
        self.comparator_end = self.at = token.end

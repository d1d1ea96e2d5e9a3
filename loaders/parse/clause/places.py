"""The places that the words before a number name: what is ranked in, what is spoken of, whose a thing is."""

import re

from loaders.parse.clause.walk import THOSE, Walk
from loaders.parse.marks.phrase import AND, HONOUR, SUPERLATIVE
from loaders.parse.marks.places import Where
from loaders.parse.marks.words import Token
from loaders.parse.numbers.amounts import ZH
from loaders.parse.reading import PART_RULES, Left
from loaders.wording import pattern, sole, words

_ZONE_SUFFIX = words("zone_suffix")
_CONTRIBUTING = words("contributing")
_ABOUT = sole("about")
_AREA_NOUN = sole("area_noun")
_AUTONOMOUS_REGION = sole("autonomous_region")
_PLACE_MARK = words("place_mark")
_REACH_MARK = sole("reach_mark")
_SHARE_MARK = sole("share_mark")
_HOLDS = (*words("standing_level"), "有")
_REGION_COMPOUND = frozenset(words("region_compound"))  # 自治区级, 自治区以上, 自治区重点…: no place
_AMONG_ALL = pattern(
    "[{peer_mark} ]*(?:各(?:[{place_mark}地]{1,4}|{zone_suffix})[中里]?[{peer_mark} ]*)?"
)  # 居全省各市州第3位
_KIND_WITHIN = pattern(
    "(?P<kind>[^，,。；;在\\d]{0,8}?{peer_kind})(?:当中|之中|中|里|内)"
)  # 在全国【资源型城市】中创新能力居第3位
_AMONG_KIND = pattern("{peer_kind}")
_OF_MACRO = (*words("macro_part"), "各", "（", "(", "、", "和", "与", "的", "有", "为", *words("reach_mark"), "共")
_PARKS = pattern("[两二三四五六七八九](?P<kind>分?{park_mark})")
_WITH = frozenset("与同")
_WORLD = sole("worldly")  # 世界杯, 世界一流: never where numbers are of
_SUMMED = pattern(
    "(?:[、和与及][\u4e00-\u9fff]{2,5}?)+(?:[两二三四五六七八九][{place_mark}地])?(?:{summed}|共有)"
)  # 院士甲市、乙市合计20人
_OF_WORKS = pattern("(?!{place_mark})[\u4e00-\u9fff]{0,6}?(?:{infrastructure}|[^一]{harbour})")
_FROM_THERE = pattern("{from_there}")
_OF_STANDING = (sole("rank_unit"), sole("score_unit"))
_RATED_THERE = pattern("[^，,。；;\\d]{0,16}?{assessment}(?:{result_noun})?[中里]")
_ENCLAVE = pattern("{enclave}")
_OUTWARD = pattern("(?:{outward}|{coming_from}){outside_word}[^。；;]*$")
_ACTS = pattern("[^，,。；;、\\d的]{0,6}(?:(?P<here>我[{place_mark}]|{assisting})|[^，,。；;、\\d的]{2,6})的")
_EXAMPLES = re.compile("[^，,。；;、\\d的]{1,6}、[^，,。；;\\d的]{3,24}等[^，,。；;、\\d的]{2,6}")
_AT, _LOCALITY = "在", 4  # characters of a town's name
_SO_FAR = frozenset(words("so_far"))
_THOSE_ARE = pattern("的(?:{peer_kind}|{division})?{adverb}?(?:有|为|是)$")
_EXAMPLE = 3  # characters of a name with 等
_BOUNDS = "".join((*words("so_much"), " 的"))
_EVENT = pattern("[\u4e00-\u9fff]{2,8}?{event_noun}")


_OF_CIRCLE = pattern("(?P<circle>[\u4e00-\u9fff]{2,10}?{economic_circle})(?P<noun>{gross_figure})")
_CIRCLE_FIGURES = words("gross_figure")


def take_circle(left: Left) -> None:
    """甲都市圈经济总量, 成渝双城经济圈生产总值: a figure of more than one place, of that number alone."""
    if left.noun.endswith(_CIRCLE_FIGURES) and (of := _OF_CIRCLE.fullmatch(left.noun)):
        left.places, left.noun, left.of_other = [("", of["circle"])], of["noun"], True


class PlaceWalk(Walk):
    """A walk that can tell what a place is to the number."""

    def _place(self, token: Token, segment: str) -> None:
        """全省, 我市: what is ranked in, what is spoken of, or the subject of the verb that follows."""
        left, end = self.left, token.end
        if segment in _SO_FAR:  # 至此全市已有3家
            segment, self.at = "", token.start
        if token.word == _AUTONOMOUS_REGION and (
            self.text[end : end + 1] in _REGION_COMPOUND or self.text.startswith("、", max(0, token.start - 1))
        ):
            return  # 自治区级, 、自治区“专精特新”企业10家: a tier
        if self._is_part_of(token, segment):
            return
        if (
            self._is_ranked_in_kind(token, segment)
            or self._is_ranked_in(token, segment)
            or self.pending
            or left.share
            or left.rank
            or left.gap
        ):
            if left.gap and left.reference and token.end == self.end and not segment:  # 与甲市相比,我市低2个百分点
                left.places, self.at = [self.scene.places.own.where], end
            return
        place = self.scene.places.relative(token.value)
        if self._begins_name(token) or (self.quantity.unit in _OF_STANDING and self._is_field(token, place)):
            return
        if not segment and place and not left.verb:
            left.places.append(place)
            self.at = self.list_start = self.head = end
        elif place and self._is_verbs_subject(token, segment):
            left.places.append(place)
            self.take_noun(segment)
            self.at = end
        elif not segment and left.verb and end == self.end:
            self.at = end

    def _is_field(self, token: Token, place: Where | None) -> bool:
        """全国创新型城市排名跃升6位: among whom one moves, and not who."""
        if self.quantity.form == "rank" and token.value not in ("nation", "world"):
            return False
        return place != self.scene.places.own.where

    def _begins_name(self, token: Token) -> bool:
        """全国文明村镇84个, 全国最大的电网, 全球“灯塔工厂”3家: what a thing is of, or among what it is the most."""
        end = token.end
        if self.text.startswith(SUPERLATIVE, end):
            self.at = end
            return True
        if token.value in ("nation", "world") and _EVENT.match(self.text, end):  # 全球招商大会签约项目
            return True
        if token.value == "nation":
            previous = self.scene.previous
            if (
                previous is not None and self.text[previous.quantity.end : token.start] == "、"
            ):  # 高校14所、全国科研院所4家
                return self.quantity.form == "quantity"
            return self.quantity.form != "rank" and HONOUR.match(self.text, end) is not None
        if token.value != "world":
            return False
        of_name = token.word == _WORLD or token.start > self.start or self.text.startswith("“", end)
        return of_name or (self.quantity.form == "quantity" and HONOUR.match(self.text, end) is not None)

    def _is_part_of(self, token: Token, segment: str) -> bool:
        """以全省八分之一的人口, 贡献了全省近三成的产值, 产量稳定在全国的三分之一."""
        contributes = self.text.endswith(_CONTRIBUTING, self.start, token.start)
        comes_to = self.left.level and not segment and self.quantity.rule in PART_RULES
        if self.quantity.form != "percent" or not (contributes or comes_to):
            return False
        if self.text[token.end : self.end].strip(_BOUNDS):
            return False
        self.left.share, self.left.reference, self.at = _SHARE_MARK, token.word, token.end
        has_them = self.text.startswith("的", self.quantity.end) and not self.text.endswith(
            self.words.creating, self.start, token.start
        )
        if has_them or THOSE.fullmatch(self.left.noun):  # 甲、乙两地拥有全市六成的企业
            self.left.noun = ""
        return True

    def _is_ranked_in(self, token: Token, segment: str) -> bool:
        """专利授权量全省第3, …在全省排第3."""
        if self.quantity.form != "rank" or self._is_itself(token):
            return False
        if not self.pending and _AMONG_KIND.fullmatch(self.text, token.end, self.quantity.start):  # 保持全国城市首位
            self.take_noun(segment)
            self.left.reference, self.at = self.text[token.start : self.quantity.start], self.end
            return True
        if _AMONG_ALL.fullmatch(self.text, token.end, self.quantity.start):
            if segment:
                self.take_noun(segment)
            self.pending = ""
            if "各" in self.text[token.end : self.quantity.start]:
                self.left.reference, self.at = token.word, self.end
                return True
        elif segment.endswith("在") and not self.pending:
            self.take_noun(segment[:-1])
        elif not segment and not self.pending and _RATED_THERE.match(self.text, token.end, self.end):
            pass  # 全省创新能力评价中位列第6名
        elif (segment or self.left.noun) and not self.pending and self._leads_to_rank(token):
            if segment:
                self.take_noun(segment)
        else:
            return False
        self.left.reference, self.at = token.word, token.end
        return True

    def _is_ranked_in_kind(self, place: Token, segment: str) -> bool:
        """在全国资源型城市中创新能力居第3位: those of a kind in a wider place."""
        kind = _KIND_WITHIN.match(self.text, place.end, self.end)
        if self.quantity.form != "rank" or kind is None or self.pending or not segment.endswith("在"):
            return False
        self.take_noun(segment[:-1])
        self.left.reference, self.at = f"{place.word}{kind['kind']}", kind.end()
        return True

    def _is_itself(self, place: Token) -> bool:
        """在高新区评价中,我市列第9位: who is ranked, and not among whom."""
        return place.word.startswith("我") and self.scene.places.relative(place.value) == self.scene.places.own.where

    def _leads_to_rank(self, place: Token) -> bool:
        """投入全省排名由第9位升至第7位: a word of ranking is right behind a place, and no other place before the number."""
        following = [token for token in self.tokens[self.index :] if token.start < self.end]
        ranked = following and following[0].cue == "rank" and following[0].start == place.end
        return bool(ranked) and not any(token.cue in ("place", "region") for token in following)

    def _is_ranked_in_region(self, region: Token, segment: str) -> bool:
        """增速保持珠三角第一, 均为合肥第一: the region right before a rank that a level's verb leads to, the wider one at any rate."""
        if region.end != self.end or self.left.places:
            return False
        places, led_to = self.scene.places, bool(self.left.level or segment)
        around = region.value in places.own.chain[1:]  # 规模嘉兴全市第1
        wider = around or (led_to and (places.region(region.value).level == "macro" or self.left.level.endswith("为")))
        return wider and self._is_ranked_in(region, segment)

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
        joined = (
            bool(left.places) and not segment and self.text[token.start - 1 : token.start] in ("和", "与", "及", "、")
        )
        if (not joined and self._is_of_name(token)) or self._is_of_example(token) or self._is_bracketed(token):
            return
        if self._is_elsewhere(token):
            return
        where = scene.places.written(token.value, token.word)
        if segment == _AT and not left.verb and self._is_site(token):
            self._name_alone(where, token.end)
        elif joined and self._is_partner(token):
            self.at = self.list_start = self.partners_end = token.end
        else:
            self._take_region(token, segment, where, joined=joined)

    def _take_region(self, token: Token, segment: str, where: Where, *, joined: bool) -> None:
        """Take up a named place, where the number is said of it."""
        scene, left = self.scene, self.left
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

    def _name_alone(self, place: Where, end: int) -> None:
        """The number is of one place, whatever its clause told before."""
        self.left.places = [place]
        self.at = self.list_start = end

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
        suffix = max((end for end in _ZONE_SUFFIX if zone.word.endswith(end)), key=len, default="")
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
        return paragraph.opening == self.text or any(word in paragraph.opening for word in _ZONE_SUFFIX)

    def _is_of_name(self, token: Token) -> bool:
        """川渝科技平台: several provinces name what is theirs, unless they are called a region."""
        if self.scene.is_brand(token) or self._is_origin(token):
            return True
        if self.scene.places.region(token.value).level != "macro" or token.word.endswith(_AREA_NOUN):
            return False
        if self.text[token.start - 1 : token.start] == "、" and self.left.places:  # 甲北、乙南高新技术产业
            return False
        counted = self.text[token.end : token.end + 1]  # 皖北6市
        return token.end < self.end and not (
            counted in ZH or counted.isdigit() or self.text.startswith(_OF_MACRO, token.end)
        )

    def _is_origin(self, token: Token) -> bool:
        """引进企业31家，其中浙江企业22家: where the part came from; the place that it is of in 全省企业900家，其中甲市企业80家."""
        own, lexicon = self.scene.places.own, self.scene.lexicon
        if not (self.left.part and own.code) or _FROM_THERE.match(self.text, token.end) is None:
            return False
        around = {own.code, *(code for code, _ in self.scene.state.place)}  # what the part may lie in
        return token.value not in own.chain and around.isdisjoint(lexicon.ancestors(token.value))

    def _is_site(self, token: Token) -> bool:
        """在甲县乙镇建成基地2个: where in the own place something came about."""
        own, tokens = self.scene.places.own.code, self.scene.words.between(token.end, token.end + _LOCALITY)
        inside = own != token.value and own in self.scene.lexicon.ancestors(token.value)
        return inside and any(word.cue in ("verb", "total") for word in tokens)

    def _is_elsewhere(self, token: Token) -> bool:
        """流向省外5亿元，其中甲省、乙省合计3亿元; 甲市科创飞地; 甲市援建的平台: a place out of the own one that has to do with what is its."""
        own, lexicon = self.scene.places.own, self.scene.lexicon
        if not own.code or token.value in own.chain or own.code in lexicon.ancestors(token.value):
            return False
        if _ENCLAVE.match(self.text, token.end) or _OUTWARD.search(self.text, 0, token.start):
            return True
        counts = self.quantity.form == "quantity"  # no 甲市是我市的2倍
        acts = _ACTS.match(self.text, token.end, self.end) if counts else None
        return acts is not None and (
            acts["here"] is not None
            or any(word.cue == "verb" for word in self.scene.words.between(token.end, acts.end()))
        )

    def _is_of_example(self, token: Token) -> bool:
        """甲市先进材料等3个平台, 甲县蔬菜、乙县苹果等试验站: the place belongs to a name that exemplifies the others."""
        named = self.text[token.end : self.end]
        if self.quantity.form != "quantity" or len(named) <= _EXAMPLE or named[0] in AND:
            return False
        listed = _EXAMPLES.match(named)
        behind = self.scene.words.between(token.end, token.end + listed.end()) if listed else ()
        if any(word.cue == "region" for word in behind):
            return True
        return named.endswith("等") or self._is_of_listed_name(token, named)

    def _is_of_listed_name(self, token: Token, named: str) -> bool:
        """甲市动力电池、乙市体育用品2个集群: names that a number counts, each with its place."""
        name, listed, last = named.rpartition("、")
        behind = self.scene.behind[self.quantity.start].noun
        alone = all(word.cue == "region" for word in self.tokens[self.index :] if word.end <= self.end)
        return bool(listed and name and behind and alone) and any(
            last.startswith(word.word) for word in self.scene.words.between(self.end - len(last), self.end)
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
        if self.left.verb:  # 净增较多的县区为甲县（14家）
            return direct and _THOSE_ARE.search(self.text, self.start, token.start) is not None
        chain = self.scene.places.own.chain
        if direct and token.value not in chain:
            return True
        if token.value in chain[1:] and self.text.startswith(
            _HOLDS, token.end
        ):  # 浙江共有10家, in the report of one of its cities
            return self.scene.opens_clause(token.start)
        return not segment and self.scene.is_subject(token.value, token.start, token.end)

"""Noun phrases as text: trimmed, freed of prepositions and fillers at their edges, split at their conjunctions.

Pure functions; '' is a phrase of which nothing is left.
"""

import re

from loaders.parse.vocabulary import Vocabulary

_TRIM_LEFT = "〔〕 、和及与以并且也还又的了是而,，.。·:：；;-—\u3000/|）)】]"
TRIM_RIGHT = "〔〕 、和及与的了是,，.·:：；;\u3000/|（(【["
_UNIT_NOTE = re.compile("[（(]单位[:：][^）)]*[)）]")
_RUNNING = re.compile("^(?:第[一二三四五六七八九十\\d]+批|连续[一二三四五六七八九十两\\d]+个?(?:年|月|季度|届|次))")
_ANONYMOUS = re.compile(
    "^.*X+[万亿]?[家个项元件人名户%][、和及与]?"
)  # 研究中心X家、院士工作站: a number was blanked out
_PLACES_COUNTED = re.compile(
    "^\\d+(?:个[^，]{0,6}?(?:[县市区州盟旗]+|城市|省份|单位|园区|开发区|高新区)(?:里|中|内|之中|当中)?|[省市县区])"
)
_TOP_CLASS = re.compile("^.{0,8}前[\\d一二三四五六七八九十百]+[位名强]的?[\u4e00-\u9fff]{1,6}(?:里|中)排?名?$")
_SUPERLATIVE = re.compile("(?:较|最)[大高快多好低小]$|(?:较|最|靠|居|排名)[\u4e00-\u9fff]{0,3}的[\u4e00-\u9fff]{0,4}$")
_SUPERLATIVE_STARTS = ("较", "最", "靠", "居", "排")
_PARTITIVE = re.compile("(?P<whole>.{2,}?)中(?:来自|属于|源自).+$")
_HOLDING = ("含国", "含省", "含市", "含农", "含大")  # 含国家级2家
_CHAPTER = re.compile("^[一二三四五六七八九十]{1,2}是")
_CONJUNCTION = re.compile("、|以及|和(?!谐|平)|及(?!其)|与(?!会)")
HEADED = re.compile(
    "(?P<noun>.{2,}业)(?P<head>增加值|总产值|产值|产量|投资|营业收入|收入|利润|数量|户数|研发投入|出口额)"
)
_AMONG = ("评价中", "排名中", "考核中", "评估中", "评比中")
AND = ("、", "和", "与", "及")
LIST_MARK = re.compile("[、和及与]|以及")
_CLAUSE_MARK = re.compile("[，,；;：:]")
_COMMA = re.compile("[，,；;]")
_TWO_HAN = re.compile("[\u4e00-\u9fff][^\u4e00-\u9fff]*[\u4e00-\u9fff]")


def trim(text: str) -> str:
    """A piece of text without the marks and conjunctions at its edges."""
    return text.lstrip(_TRIM_LEFT).rstrip(TRIM_RIGHT)


def clean(segment: str, words: Vocabulary) -> str:
    """A noun phrase without the prepositions, places and fillers at its edges."""
    if "单位" in segment:
        segment = _UNIT_NOTE.sub("", segment)
    segment = _without_prepositions(trim(segment), words)
    if "X" in segment:
        segment = _ANONYMOUS.sub("", segment)
    if segment[:1].isdigit():
        segment = _PLACES_COUNTED.sub("", segment)
    if segment.startswith(("第", "连续")):
        segment = _RUNNING.sub("", segment)
    if "前" in segment and _TOP_CLASS.match(segment):
        return ""
    if segment in words.filler or (segment.startswith(_SUPERLATIVE_STARTS) and _SUPERLATIVE.match(segment)):
        return ""
    if "中" in segment and (partitive := _PARTITIVE.match(segment)):
        segment = partitive["whole"]
    if segment.startswith(_HOLDING):
        segment = segment[1:]
    if len(segment) > 3:
        segment = _without_adverbs(segment.removesuffix("连续").removesuffix("前"), words)
    return "" if len(segment) == 1 or segment in words.filler else segment


def _without_adverbs(segment: str, words: Vocabulary) -> str:
    """库塘蓄水量首次, 高速公路相继: without what belongs to the verb that follows."""
    if segment.endswith(_AMONG):  # 在国家高新区综合评价中
        segment = segment[:-1].removeprefix("在")
    while segment.endswith(words.noun_behind):
        segment = next(segment.removesuffix(word) for word in words.noun_behind if segment.endswith(word))
    return segment


def _without_prepositions(segment: str, words: Vocabulary) -> str:
    """对科技企业, 科技企业为: without the preposition, unless it belongs to a word (对外贸易, 合作意向)."""
    while segment.endswith(words.preposition_behind) and not segment.endswith(words.word_ends):
        segment = segment[:-1].rstrip(TRIM_RIGHT)
    if segment.startswith(words.preposition_before):
        for preposition in words.preposition_before:
            if segment.startswith(preposition) and len(segment) > 2 and segment[:2] not in words.word_begins:
                segment = segment[1:]
    return segment


def split(noun: str, words: Vocabulary) -> list[str]:
    """The members of a coordinated noun phrase; a head that only the last one states is given to all."""
    if not noun:
        return []
    pieces = _CONJUNCTION.split(noun)
    if len(pieces) == 1:
        return [part] if (part := trim(noun)) else []
    parts = [part for part in map(trim, pieces) if part]
    if len(parts) < 2:
        return parts
    headed = HEADED.fullmatch(parts[-1])
    if headed and all(part.endswith("业") for part in parts[:-1]):  # 高技术制造业、装备制造业增加值
        return [*(part + headed["head"] for part in parts[:-1]), parts[-1]]
    shared = words.pattern.list_head.search(parts[-1])
    if shared and not any(part.endswith(words.figure_noun) for part in parts[:-1]):  # 黄金、白银、镍产量
        return [*(part + shared.group() for part in parts[:-1]), parts[-1]]
    tier = words.pattern.tier.match(parts[-1])
    if tier and tier.end() < len(parts[-1]):  # 国家级、省级科技企业孵化器
        head = parts[-1][tier.end() :]
        parts = [part + head if is_qualifier(part, words) else part for part in parts]
    return parts


def is_qualifier(phrase: str, words: Vocabulary) -> bool:
    """Whether a phrase says of which kind, and not of what: 国家级和省级, 工业类."""
    return phrase[-1:] in words.qualifier_ends and words.pattern.qualifier.fullmatch(phrase) is not None


def without_tier(phrase: str, words: Vocabulary) -> str:
    """省级工程中心 → 工程中心; a phrase that is nothing but a tier stays."""
    tier = words.pattern.tier.match(phrase)
    if not tier:
        return phrase
    return phrase[tier.end() :].removeprefix("以上") or phrase


def last_clause(piece: str) -> str:
    """The last clause of a piece of text that says something: one of two characters at least; '' for none."""
    if len(piece) < 2:
        return ""
    for clause in reversed(_CLAUSE_MARK.split(piece)):
        if _TWO_HAN.search(clause):
            return _CHAPTER.sub("", clause) if "是" in clause else clause
    return ""


def first_clause(text: str) -> str:
    """A sentence up to its first comma or semicolon."""
    mark = _COMMA.search(text)
    return text[: mark.start()] if mark else text

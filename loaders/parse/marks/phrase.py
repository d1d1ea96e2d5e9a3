"""Noun phrases as text: trimmed, freed of prepositions and fillers at their edges, split at their conjunctions.

Pure functions; '' is a phrase of which nothing is left.
"""

import re

from loaders.parse.marks.vocabulary import Vocabulary
from loaders.wording import ends, pattern, sole, starts, words

_NOUN_BEHIND = words("noun_behind")
_WORD_ENDS = words("word_ends")
_WORD_BEGINS = frozenset(words("word_begins"))
_PREPOSITION_BEHIND = frozenset(words("preposition_behind"))
_PREPOSITION_BEFORE = frozenset(words("preposition_before"))
_CONSECUTIVE_WORD = sole("consecutive")
_INDUSTRY_MARK = sole("industry_mark")

_CONSECUTIVE = (*words("consecutive"), "第")

BULLETS = "●•◆■★▪◇□►▶☆"  # what an item of a list begins with
_TRIM_LEFT = BULLETS + "○〔〕 、和及与以并且也还又的了是而,，.。·:：；;-—\u3000/|）)】]"
TRIM_RIGHT = "+〔〕 、和及与的了是,，.·:：；;-–—\u3000/|（(【["
_UNIT_NOTE = pattern("[（(]{unit_word}[:：][^）)]*[)）]")
_NOTE = pattern(
    "{affected_by}[^，,；;。]{2,24}?{cause_noun}后?$|[（(]与[^（()）]{2,12}之比[)）]|[\\[［]\\d+[\\]］]$|[（(]{hereafter}$|[（(]{aside}[)）]"
)  # 强度（与生产总值之比）, 产值受市场影响
_MAY_NOTE = frozenset("）)]］后").union(ends("cause_noun"), ends("hereafter"))  # what a note ends with
_IN_BATCHES = re.compile("[一二三四五六七八九十两\\d]{1,3}[批轮期]次?$")
_BATCH_ENDS = frozenset("批轮期次")
_FOR_YEARS = pattern("{consecutive}(?:[几多数两二三四五六七八九十\\d]+个?[年月季][度份]?)?$")  # 产量【连续三年】稳居
_RUNNING = pattern(
    "^(?:第[一二三四五六七八九十\\d]+批|{consecutive}[一二三四五六七八九十两\\d]+个?(?:年|月|季度|届|次))"
)
_ANONYMOUS = re.compile(
    "^.*X+[万亿]?[家个项元件人名户%][、和及与]?"
)  # 研究中心X家、院士工作站: a number was blanked out
_RATED_OF_SO_MANY = pattern(
    "^\\d+[家个所座](?P<rated>.{2,}{assessment})(?:{result_noun})?中?{ranking}?$"
)  # 120家国家高新区综合评价
_PLACES_COUNTED = pattern(
    "^\\d+(?:{place_mark}|个[^，]{0,6}?(?:{peer_kind}|{institution}|[{local_mark}]+))(?:里|中|内|之中|当中)?{ranking}?"
)
_TOP_CLASS = pattern(
    "^.{0,8}前[\\d一二三四五六七八九十百]+[{strong_mark}位名]的?[\u4e00-\u9fff]{1,6}(?:里|中){rank_mark}?名?$"
)
_SUPERLATIVE = pattern(
    "{degree_adverb}[{degree_word}]$|(?:{degree_adverb}|{ranking})[\u4e00-\u9fff]{0,3}的[\u4e00-\u9fff]{0,4}$"
)
_SUPERLATIVE_STARTS = frozenset(words("superlative_start"))
_PARTITIVE = pattern("(?P<whole>.{2,}?)中{coming_from}.+$")
_HOLDING = words("contains_kind")  # 含国家级2家
_CHAPTER = re.compile("^[一二三四五六七八九十]{1,2}是")
_CONJUNCTION = pattern(
    "、|以及|(?!(?<={study})(?<!{research_kind})[与和]{experiment}?{development}(?!{qu_mark}))"
    "(?:(?<![{he_word_begin}])和(?!{he_word_end})|(?<![{ji_word_begin}])及(?!{ji_word_end})|(?<!{can_mark})与(?!{hui_mark}))"
)  # 普及率, 参与度, 研究与开发经费: no conjunction
_MAY_JOIN = frozenset("、和及与")
HEADED = pattern("(?P<noun>.{2,}{industry_mark})(?P<head>{industry_figure})(?P<ratio>{share_name})?")
_AMONG = tuple(f"{said}中" for said in words("assessment"))
SUPERLATIVE = words("superlative")  # 全国最大
HONOUR = pattern("[\u4e00-\u9fff“”]{0,6}?{honour}")  # 全国文明村镇, 全国科技型中小企业: a name that begins with a place
AND = ("、", "和", "与", "及")
LIST_MARK = _CONJUNCTION
_CLAUSE_MARKS = "，,；;：:"
_CLAUSE_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
_COMMA = re.compile("[，,；;]")
_PAIR = 2
_RESIDENCES = words("residence")
_SHORTEST_CLAUSE = 4
_UNITS_OF_TIME = frozenset(words("shi_word_begin"))
_LETTERED = re.compile("[A-Z]类(?=..)")  # A类人才
_LETTERED_BEHIND = re.compile("(?<=..)[A-Z]类$")
_FIGURES = frozenset(words("amount_mark"))
_SIZES = "".join(words("size_mark"))
_VIEW = pattern("(?:其中|再|若)?(?:按|分|从|就)(?P<by>[^，,。；;：:]{1,12}?)(?:{view_word}|分)")
_VIEWED_ENDS = ends("view_word") | {"分"}
_BY_KIND = pattern("(?:其中)?按(?P<by>[^，,。；;：:]{0,8}?{kind_of_view})")
_KINDS_OF_VIEW = words("kind_of_view")
_ONLY, _INSIDE = frozenset("仅只次"), frozenset("中里内")
_AMONG_PLACES = pattern("{macro_region}?(?:[一二两三四五六七八九十\\d]{1,2}个?[{place_mark}]){1,2}(?:之|当)?[中里内]")
_ADVERBIAL = pattern(
    "{according_to}|{acting_on}.{2,40}|(?:但|且|而)?(?:仅|只)?次于.{2,20}|按.{2,16}{computed}|(?:与|同|和|跟)[^，,]{2,16}{compared}|{until}[^，,]{0,12}?(?:{now_word}|初|底|日|月|末|止)"
)
_ADVERBIAL_STARTS = frozenset("但且而仅只次按与同和跟") | starts("according_to") | starts("acting_on") | starts("until")
_RECKONED = pattern("按.{2,16}{computed}")  # 按当年汇率折算
_SECTOR = pattern("第?(?P<n>[一二三])(?P<rest>次?{industry_noun}.*)")
_SECTORS_IN_ONE = pattern("(?P<all>[一二三]{2,3})(?P<rest>{sector_mark}.*)")
_SECTOR_ALONE = pattern("第?[一二三]{industry_noun}?")
_TWO_HAN = re.compile("[\u4e00-\u9fff][^\u4e00-\u9fff]*[\u4e00-\u9fff]")


def trim(text: str) -> str:
    """A piece of text without the marks and conjunctions at its edges."""
    return text.lstrip(_TRIM_LEFT).rstrip(TRIM_RIGHT)


def clean(segment: str, words: Vocabulary) -> str:
    """A noun phrase without the prepositions, places and fillers at its edges."""
    if not _MAY_NOTE.isdisjoint(segment):
        segment = _NOTE.sub("", _UNIT_NOTE.sub("", segment))
    segment = segment.lstrip(_TRIM_LEFT).rstrip(TRIM_RIGHT)
    if segment[-1:] in _PREPOSITION_BEHIND or segment[:1] in _PREPOSITION_BEFORE:
        reckoned = segment[0] == "按" and _says_how(segment)
        segment = segment if reckoned else _without_prepositions(segment, words)
    if "X" in segment:
        segment = _ANONYMOUS.sub("", segment)
    if segment[:1].isdigit():
        rated = _RATED_OF_SO_MANY.match(segment)
        segment = rated["rated"] if rated else _PLACES_COUNTED.sub("", segment)
    if segment.startswith(_CONSECUTIVE):
        segment = _RUNNING.sub("", segment)
    if not segment or segment in words.filler or _says_how(segment):
        return ""
    if "中" in segment and (partitive := _PARTITIVE.match(segment)):
        segment = partitive["whole"]
    if segment.startswith(_HOLDING):
        segment = segment[1:]
    if len(segment) > 3:
        segment = _without_adverbs(segment, words)
    return "" if len(segment) == 1 or segment in words.filler else segment


def _says_how(segment: str) -> bool:
    """前50强企业中排名, 增速最快, 升级为国家高新区时, 按当年汇率折算: no noun of a number."""
    if segment[-1] in _INSIDE and _AMONG_PLACES.fullmatch(segment):  # 东北三省一区中
        return True
    if segment[0] in _ONLY and _ADVERBIAL.fullmatch(segment):  # 仅次于杭州
        return True
    if segment[0] == "按" and _RECKONED.fullmatch(segment):
        return True
    if segment[-1] == "时" and len(segment) > _SHORTEST_CLAUSE and segment[-2] not in _UNITS_OF_TIME:
        return True  # 升级国家高新区时
    if segment[0] in _SUPERLATIVE_STARTS and _SUPERLATIVE.match(segment):
        return True
    return "前" in segment and _TOP_CLASS.match(segment) is not None


def _without_adverbs(segment: str, words: Vocabulary) -> str:
    """库塘蓄水量首次, 高速公路相继: without what belongs to the verb that follows."""
    if segment[-1] in _BATCH_ENDS:
        segment = _IN_BATCHES.sub("", segment)
    if _CONSECUTIVE_WORD in segment:
        segment = _FOR_YEARS.sub("", segment)
    segment = segment.removesuffix("前")
    if segment[-1:] == "中" and segment.endswith(_AMONG):  # 在国家高新区综合评价中
        segment = segment[:-1].removeprefix("在")
    while segment[-1:] in words.noun_behind_ends and segment.endswith(_NOUN_BEHIND):
        segment = next(segment.removesuffix(word) for word in _NOUN_BEHIND if segment.endswith(word))
    return segment


def _without_prepositions(segment: str, words: Vocabulary) -> str:
    """对科技企业, 科技企业为: without the preposition, unless it belongs to a word (对外贸易, 合作意向)."""
    while segment[-1:] in _PREPOSITION_BEHIND and not segment.endswith(_WORD_ENDS):
        segment = segment[:-1].rstrip(TRIM_RIGHT)
    while segment[:1] in _PREPOSITION_BEFORE and len(segment) > 2 and segment[:2] not in _WORD_BEGINS:
        segment = segment[1:]
    return segment


def is_one(noun: str) -> bool:
    """Whether a noun phrase holds nothing that could join two."""
    return _MAY_JOIN.isdisjoint(noun)


def members(noun: str) -> list[str]:
    """The pieces of a noun phrase between its conjunctions."""
    return [noun] if is_one(noun) else _CONJUNCTION.split(noun)


def split(noun: str, words: Vocabulary, count: int = 0) -> list[str]:
    """The members of a coordinated noun phrase; a head that only the last one states is given to all.

    Of as many members as are listed with a mark none is parted again: 信息传输、租赁和商务服务业 are two.
    """
    if count < _PAIR and is_one(noun):  # as most
        return [part] if (part := trim(noun)) else []
    pieces = members(noun)
    if count != len(pieces) and noun.count("、") + 1 == count:
        pieces = noun.split("、")
    if len(pieces) < _PAIR:
        return _two_in_one(noun, words, count) or ([part] if (part := trim(noun)) else [])
    parts = [part for part in map(trim, pieces) if part]
    if len(parts) < 2:
        return parts
    sector = _SECTOR.match(parts[-1])
    if sector and all(_SECTOR_ALONE.fullmatch(part) for part in parts[:-1]):  # 第一、二、三产业贡献率
        parts = [f"第{part[-1]}{sector['rest']}" for part in parts[:-1]] + [f"第{sector['n']}{sector['rest']}"]
        return parts
    headed = HEADED.fullmatch(parts[-1])
    if headed and all(part.endswith(_INDUSTRY_MARK) for part in parts[:-1]):  # 高技术制造业、装备制造业增加值
        head = headed["head"] + (headed["ratio"] or "")
        return [*(part + head for part in parts[:-1]), parts[-1]]
    return _done_to_one(parts, words) or _with_head_of_last(parts, words)


def _two_in_one(noun: str, words: Vocabulary, count: int) -> list[str]:
    """预算收支, 存贷款余额, of two numbers: the two that one word names; [] where none does."""
    if (sectors := _SECTORS_IN_ONE.fullmatch(noun)) and len(sectors["all"]) == count:  # 一二三产增加值
        return [f"{sector}{sectors['rest']}" for sector in sectors["all"]]
    both = next((word for word in words.pair_in_one if word in noun), "") if count == _PAIR else ""
    return [noun.replace(both, one) for one in words.pair_in_one[both].split("/")] if both else []


def _with_head_of_last(parts: list[str], words: Vocabulary) -> list[str]:
    """黄金、白银产量; 国家级、省级孵化器: the members with the head that only the last one states, as they are where it states none."""
    shared = words.pattern.list_head.search(parts[-1])
    if shared and not any(part.endswith(words.figure_noun) for part in parts[:-1]):  # 黄金、白银、镍产量
        return [*(_headed(part, shared.group()) for part in parts[:-1]), parts[-1]]
    lives = next((word for word in _RESIDENCES if parts[-1].startswith(word)), "")
    if lives and all(part in _RESIDENCES for part in parts[:-1]):  # 城镇、农村居民收入
        return [*(part + parts[-1].removeprefix(lives) for part in parts[:-1]), parts[-1]]
    tier = words.pattern.tier.match(parts[-1])
    if tier and tier.end() < len(parts[-1]):  # 国家级、省级科技企业孵化器
        head = parts[-1][tier.end() :]
        parts = [part + head if is_qualifier(part, words) else part for part in parts]
    return parts


def _headed(part: str, head: str) -> str:
    """城镇居民, 居民收入: a part with the head, what both have only once."""
    shared = next((length for length in range(len(head), 1, -1) if part.endswith(head[:length])), 0)
    return part + head[shared:]


def _done_to_one(parts: list[str], words: Vocabulary) -> list[str]:
    """专利申请、授权; 吸纳、输出技术合同成交额; 电量交易量、交易额: what all of them share with one; [] where all say their own."""
    first, last = parts[0], parts[-1]
    ended = words.pattern.done_behind.match(first)
    if ended and all(part.rstrip(_SIZES) in words.done_to for part in parts[1:]):
        return [first, *(ended["thing"] + part for part in parts[1:])]
    begun = words.pattern.done_before.match(last)
    if begun and all(part in words.done_to for part in parts[:-1]):
        return [*(part + begun["thing"] for part in parts[:-1]), last]
    if len(parts) == _PAIR and last[-1] in _FIGURES and last[-1] != first[-1]:
        at = first.rfind(last[:-1])  # 交易量、交易额
        if at > 1 and at + len(last) == len(first):
            return [first, first[:at] + last]
    return []


def is_qualifier(phrase: str, words: Vocabulary) -> bool:
    """Whether a phrase says of which kind, and not of what: 国家级和省级, 工业类."""
    return phrase[-1:] in words.qualifier_ends and words.pattern.qualifier.fullmatch(phrase) is not None


def without_tier(phrase: str, words: Vocabulary) -> str:
    """省级工程中心 → 工程中心; a phrase that is nothing but a tier stays."""
    tier = _LETTERED.match(phrase) or words.pattern.tier.match(phrase)
    if not tier:
        return _LETTERED_BEHIND.sub("", phrase)
    rest = phrase[tier.end() :].removeprefix("以上")
    return without_tier(rest[1:], words) if rest.startswith(AND) else rest or phrase  # 国家、省级项目


def last_clause(piece: str) -> str:
    """The last clause of a piece of text that says something: one of two characters at least; '' for none."""
    if len(piece) < 2:
        return ""
    for clause in reversed(_CLAUSE_MARK.split(piece.rstrip(_CLAUSE_MARKS))):
        if _TWO_HAN.search(clause):
            return _CHAPTER.sub("", clause) if "是" in clause else clause
    return ""


def is_adverbial(clause: str) -> bool:
    """仅次于杭州, 按常住人口计算: a clause that names nothing that later numbers could describe."""
    clause = clause.strip()
    return clause[:1] in _ADVERBIAL_STARTS and _ADVERBIAL.fullmatch(clause) is not None


def view_in(clause: str) -> str:
    """分行业看, 从结构看 → 行业, 结构: by what the numbers that follow take apart what was spoken of; '' for any other clause."""
    clause = clause.strip()
    view = _VIEW.fullmatch(clause) if clause[-1:] in _VIEWED_ENDS else None
    if view is None and clause.endswith(_KINDS_OF_VIEW):
        view = _BY_KIND.fullmatch(clause)  # 按合同类别
    return view["by"] if view else ""


def first_clause(text: str) -> str:
    """A sentence up to its first comma or semicolon."""
    mark = _COMMA.search(text)
    return text[: mark.start()] if mark else text

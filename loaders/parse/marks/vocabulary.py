"""The lists of ``seeds/words`` in the shape they are asked for: sets, tuples, and the patterns made from them.

Grammar is in the rooms of this package, words are in the seeds: a new word never needs code.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from loaders.lexicon import Lexicon
from loaders.wording import pattern, sole, starts, words

_STATE_WORD = sole("state_word")

Words = frozenset[str]
Endings = tuple[str, ...]
Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each field is the list of its name, or a pattern over lists."""

    filler: Words
    bare_noun: Words
    pointing_noun: Endings
    ratio_noun: Endings
    distance: dict[str, str]  # 低, 差: how far one is from a figure → the gap it is
    distance_ends: frozenset[str]  # the last characters of these, and of what may follow them
    ratio_lead: dict[str, str]  # 占, 相当于: what share one is of a figure → the share it is
    ratio_bound: dict[str, str]  # 不足, 约占: a lead that bounds the share → its comparator
    creating: Endings
    tier_mark: Endings  # of the list ``tier`` what marks no more than a tier
    tier_mark_ends: Words  # their last characters
    points_to_money: Endings
    points_to_count: Endings
    size_noun: Words
    rest: Endings
    sector: Endings
    exceeding: Words
    approximate: Words
    more: dict[str, str]
    more_ends: Words  # last characters of ``more``
    peer_average: Endings
    division: Words  # 县市区, 乡镇: what a place is divided into
    passed: Endings  # 评审, 序时进度: what is passed or kept, and never counted
    passed_ends: Words  # their last characters
    peer_kind: Endings  # 城市, 地区: ends the name of a group of places that are ranked
    share_noun: Words
    owner: Endings  # 企业, 高校, 行业: what can have a part of an amount
    completion: Endings  # 完成率: how much of a goal was met
    said_of_each: dict[str, str]
    about_level: Words
    joint_total: Words
    running_total: Words
    implied_whole: dict[str, str]  # end of a noun → what its share is of where nothing is said
    negation: Endings  # 尚未, 没有: before a verb
    negation_ends: Words  # their last characters
    gap_verb: Words
    money_noun: Endings  # what is said in 元 where no unit is
    person_noun: Endings  # what is counted in 人 where no unit is said
    score_noun: Endings  # 得分: what is counted in 分 where no unit is said
    comparators: dict[
        str, Endings
    ]  # first character → those behind a number (以上), the longest first, but for 强 and 弱
    predicate: Endings  # 相继, 跻身: begins what the clause says of the noun before it
    figure_noun: Endings  # 量, 额, 率: ends a noun that is complete by itself
    pair_in_one: dict[str, str]  # 收支 → 收入/支出: two amounts in one word
    understood: dict[str, str]  # 申请, 授权 → 专利: what was done to where nothing is named
    done_to: Words  # 申请, 授权: what is done to a thing, also as its name
    agent: Endings  # 企业, 高校: who does what the verb behind says
    nominal_behind: Words  # 改造, 攻关: a verb that ends a noun phrase
    predicate_final: Endings  # 落地, 投用: the same, where nothing follows
    noun_behind_ends: Words  # their last characters
    share_of_noun: str  # the name of a share of something: 比重
    growth_noun: str  # the name of a growth: 增速
    tail_starts: Words  # first characters of what ``noun_tail`` finds
    goal_starts: Words  # first characters of what ``goal_behind`` finds
    size_ends: Words  # last characters of what ``done_size`` finds
    qualifier_ends: Words  # last characters of what ``qualifier`` finds
    pattern: "Patterns"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns over the lists, each with the groups its reader asks for."""

    tier: Pattern
    grade: Pattern  # 先进, 高端: how good those are that a share is of
    noun_tail: Pattern
    predicate: Pattern
    compound_end: Pattern
    compound_nominal: Pattern  # the same behind a verb that can be inside a noun
    done_behind: Pattern  # thing
    done_before: Pattern  # thing
    list_head: Pattern  # 产量, 产业增加值: said once for a list
    qualifier: Pattern  # 国家级和省级: says of which kind, not of what
    organization: Pattern
    zone_end: Pattern
    zone_name: Pattern
    zone_within: Pattern  # 甲市【丙山科技城】
    park_end: Pattern
    park: Pattern  # 甲乙产业转移工业园 at the head of a clause
    more_than: Pattern  # reference, word
    compared_with: Pattern  # reference, word
    more_alone: Pattern  # pair, word
    other_ranked: Pattern  # reference, word
    held_against: Pattern  # lead, head, open: 比全省平均（, 距规划
    held_by_cue: Pattern  # lead, head, open: 高于全省平均（
    ratio_to: Pattern  # lead, head, open: 占全省（
    distance: Pattern  # close, tail, word, before: ）低, 的目标差
    at_once: Pattern  # before: ）
    goal_word: Pattern  # what every way to say a goal holds
    goal_alone: Pattern  # noun: 年度任务
    demand_behind: Pattern  # 的要求
    ratio_of: Pattern  # close, tail, before: ）的
    basis_tail: Pattern
    ranked: Pattern  # reference
    goal_behind: Pattern
    goal_before: Pattern  # goal
    state_of: Pattern  # thing
    acted: Pattern
    done_size: Pattern  # verb: 授权量, 认定数
    verbal_thing: Pattern
    granting: Pattern
    grants: Pattern  # word, bound
    grants_rate: Pattern  # word
    grants_behind: Pattern
    granted_share: Pattern  # reference, word
    granted_cost: Pattern  # reference, word
    given_cost: Pattern  # reference, word
    by_rule: Pattern
    paid: Pattern


@lru_cache(maxsize=2)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, made once. Raises KeyError naming a list that the seed lacks."""
    lists = lexicon.lists
    return Vocabulary(
        filler=frozenset(lists["filler"]),
        bare_noun=frozenset(lists["bare_noun"]),
        pointing_noun=tuple(lists["pointing_noun"]),
        ratio_noun=tuple(lists["ratio_noun"]),
        distance=lists["distance"],
        distance_ends=frozenset("了到仅").union(words("distance_end")) | {word[-1] for word in lists["distance"]},
        ratio_lead=lists["ratio_lead"],
        ratio_bound=lists["ratio_bound"],
        creating=_telling(lists["contributing"], "creates"),
        tier_mark=tuple(word for word in lists["tier"] if word == _STATE_WORD or word.endswith("级")),
        tier_mark_ends=_ends(lists["tier"]),
        points_to_money=_telling(lists["points_to"], "money"),
        points_to_count=_telling(lists["points_to"], "count"),
        size_noun=frozenset(lists["size_noun"]),
        rest=tuple(lists["rest"]),
        sector=tuple(lists["sector"]),
        exceeding=frozenset(lists["exceeding"]),
        approximate=frozenset(lists["approximate"]),
        more=lists["more"],
        more_ends=_ends(lists["more"]),
        peer_average=_telling(lists["peer_level"], "average"),
        division=frozenset(lists["division"]),
        passed=tuple(lists["passed"]),
        passed_ends=_ends(lists["passed"]),
        peer_kind=tuple(lists["peer_kind"]),
        share_noun=frozenset(lists["share_noun"]),
        owner=tuple(lists["owner"]),
        completion=tuple(sorted(lists["completion"], key=lambda word: (-len(word), word))),
        said_of_each=lists["said_of_each"],
        about_level=frozenset(lists["about_level"]),
        joint_total=frozenset(lists["joint_total"]),
        running_total=frozenset(lists["running_total"]),
        implied_whole=lists["implied_whole"],
        negation=tuple(sorted(lists["negation"], key=lambda word: (-len(word), word))),
        negation_ends=_ends(lists["negation"]),
        gap_verb=frozenset(lists["gap_verb"]),
        money_noun=tuple(lists["money_noun"]),
        person_noun=tuple(lists["person_noun"]),
        score_noun=tuple(lists["score_noun"]),
        comparators=_by_first(
            [word for word, _ in lexicon.after if word not in lists["fraction_bound"] | lists["term_bound"]]
        ),
        figure_noun=tuple(lists["figure_noun"]),
        pair_in_one=lists["pair_in_one"],
        understood=_told(lists["done_to"]),
        done_to=frozenset(lists["done_to"]),
        agent=tuple(lists["agent"]),
        nominal_behind=frozenset(lists["nominal_behind"]),
        predicate=tuple(lists["predicate"]),
        predicate_final=_telling(lists["predicate"], "final"),
        noun_behind_ends=_ends(lists["noun_behind"]),
        share_of_noun=_telling(lists["noun_tail"], "share_of")[0],
        growth_noun=_telling(lists["noun_tail"], "growth")[0],
        tail_starts=starts("share_mark") | starts("noun_tail"),
        goal_starts=frozenset("的") | starts("goal_owner") | {word[0] for word in lists["goal_behind"]},
        size_ends=frozenset(words("size_mark")),
        qualifier_ends=frozenset("类") | {word[-1] for name in ("tier", "qualifier") for word in lists[name]},
        pattern=_patterns(lists),
    )


_HAN = "[\u4e00-\u9fff]"
_CLAUSE = "[^，,。；;、]"


def _patterns(lists: dict[str, dict[str, str]]) -> Patterns:
    any_of = {
        name: "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
        for name, words in lists.items()
    }
    return Patterns(
        grade=re.compile(any_of["grade"]),
        tier=re.compile(f"(?:{any_of['tier']})"),
        noun_tail=pattern(f"{{share_mark}}{_CLAUSE}{{2,12}}?的?{{share_name}}|(?:{any_of['noun_tail']})"),
        predicate=re.compile(f"(?P<word>{any_of['predicate']})"),
        list_head=re.compile(f"(?<=.)(?:{any_of['list_head']})$"),
        done_behind=re.compile(f"(?P<thing>.{{2,}})(?:{any_of['done_to']})$"),
        done_before=re.compile(f"(?:{any_of['done_to']})(?P<thing>.{{2,}})$"),
        compound_end=pattern(
            f"{_HAN}{{0,6}}?(?:{any_of['compound_end']})(?={{comparator_after}}|{{carrying_out}}|的|$|[，,。；;、：:）)])"
        ),
        compound_nominal=pattern(
            f"{_HAN}{{0,6}}?(?:{any_of['compound_nominal']})(?={{comparator_after}}|{{carrying_out}}|的|$|[，,。；;、：:）)和及与])"
        ),
        qualifier=pattern(
            f"(?:{_HAN}{{1,7}}|[A-Z])类|(?:{_HAN}{{2,4}}(?=[{{place_mark}}]级))?(?:{any_of['tier']}|{any_of['qualifier']})+$"
        ),
        organization=re.compile(
            f"[)）]?(?:[（(]{_HAN}{{1,6}}[)）])?{_HAN}{{0,6}}(?:{any_of['organization']})"
        ),  # 甲城（乙市）创新中心
        zone_end=re.compile(any_of["zone_suffix"]),
        zone_name=pattern(
            f"(?:(?<=[，,；;。、：:（( \u3000])|(?<=其中)|^)(?:(?!{_NO_ZONE}){_HAN}){{2,3}}(?<!家)(?:{any_of['zone_suffix']}){_NOT_OF_ZONE}"
        ),
        zone_within=re.compile(f"(?:(?!{_NO_ZONE}){_HAN}){{0,5}}(?<!家)(?:{any_of['zone_suffix']}){_NOT_OF_ZONE}"),
        park_end=re.compile(any_of["park_suffix"]),
        park=pattern(
            f"(?:(?<=[，,；;。：:（( \u3000])|^)(?!(?:{any_of['park_kind']}|{_NO_ZONE}|{{each_of}}))(?:[\u4e00-\u9fff·]|（[\u4e00-\u9fff]{{2,4}}）){{2,14}}?(?:{any_of['park_suffix']})(?![{{yuan_word_end}}])"
        ),
        more_than=pattern(
            f"(?<![{{comparing_word_begin}}同])(?:比(?![{{bi_word_end}}])|较)(?P<reference>(?!{_BASIS})(?:{_HAN}{{2,6}}、){{0,4}}{_CLAUSE}{{1,24}}?){{respectively}}?(?<![{{change_word_begin}}])(?P<word>{any_of['more']})(?:了?(?P<before>{{approximate}})?)$"
        ),
        compared_with=pattern(
            f"与(?P<reference>(?!{_BASIS})[^，,；;]{{2,20}}?){{compared}}[，,]?(?:{{respectively}}|均)?(?P<word>{any_of['more']})(?:了?(?P<before>{{approximate}})?)$"
        ),  # 与全国、全省相比分别高出
        more_alone=pattern(
            f"(?P<pair>{{respectively}})?(?:{_ADVERB})*(?P<word>{any_of['more']})(?:了?(?P<before>{{approximate}})?)$"
        ),
        other_ranked=pattern(
            f"(?P<reference>{_HAN}{{2,8}}?)(?P<word>{any_of['more']})(?:了?(?P<before>{{approximate}})?)$"
        ),
        held_against=pattern(f"{_NO_LEAD}(?P<lead>{any_of['held_lead']}){_HEAD}{_FIGURE_OPENS}"),
        held_by_cue=pattern(f"(?P<lead>{any_of['gap_lead']}|{{beyond_lead}}){_HEAD}{_FIGURE_OPENS}"),
        ratio_to=pattern(f"(?P<lead>{any_of['ratio_lead']}){_HEAD}{_FIGURE_OPENS}"),
        distance=pattern(
            f"(?P<close>[）)])?(?P<tail>的?[^，,；;。（）()\\d]{{0,12}}?){{compared}}?[，,]?(?:{_ADVERB})*(?P<word>{any_of['distance']})了?(?P<before>{_ROUGHLY})?"
        ),
        at_once=pattern(f"[）)](?P<before>{_ROUGHLY})?"),
        goal_word=pattern(f"{{goal_mark}}|{any_of['demand']}"),
        goal_alone=pattern(
            "(?:(?<=[，,；;：:])|^)(?P<noun>[{goal_qualifier}、]{0,10}{goal})(?:{respectively}|均)?(?:为|是)?$"
        ),
        demand_behind=pattern(
            f"[）)]?的?[^，,；;。（）()\\d]{{0,6}}?(?:{any_of['demand']})|[）)]?{{still_short}}|[）)]?{{still_short}}|[）)]?{{still_short}}"
        ),
        ratio_of=pattern(f"(?P<close>[）)])?(?P<tail>[^，,；;。（）()\\d]{{0,8}}?)的(?P<before>{_ROUGHLY})?"),
        basis_tail=re.compile(f"(?:{any_of['basis_tail']})$"),
        ranked=pattern(f"(?P<reference>{{national}}[^，、]{{0,6}}?(?:{any_of['ranked_kind']}))"),
        goal_behind=pattern(
            f"(?:的[\u4e00-\u9fff]{{0,4}}?|{{goal_owner}})?(?:{any_of['goal_behind']})(?={{lacking}}|$|[，,。；;、)）])"
        ),
        goal_before=pattern(
            f"(?:{{reaching_goal}}|{{share_verb}}|{{reach}}|为)?(?P<goal>[^，,；;、]{{0,16}}?(?:{any_of['goal_before']}))的?{{share_name}}?(?:{{reach}}|为)?$"
        ),
        state_of=re.compile(f"(?P<thing>.{{2,}})的[^的]{{0,6}}(?:{any_of['state_noun']})$"),
        done_size=pattern(f"{{anew}}?(?P<verb>{any_of['done_to']})(?:{{count_name}}|{{amount_mark}})"),
        acted=re.compile(
            f"^(?:{any_of['counted_firm']})?(?:{any_of['act_on_noun']})+(?=..)|(?<=..)(?:{any_of['act_on_noun']})$"
        ),
        verbal_thing=re.compile(f"{_HAN}{{0,5}}?(?:{any_of['verbal_thing']})"),
        granting=re.compile(any_of["granting"]),
        grants=pattern(
            f"(?P<word>{{giving}}|{{supporting}}|{any_of['granting']}){{fund_noun}}?(?P<bound>{_AT_MOST})?$"
        ),
        grants_rate=pattern(
            f"(?P<word>(?:{{supporting}}|{any_of['granting']})(?:{{standard_noun}}|{{quota}}(?={_AT_MOST})))(?:{{adjusting}}|{_AT_MOST}|[{{reach_mark}}由从为是到至:：]|每[^，,；;\\d]{{1,4}}){{0,4}}$"
        ),
        grants_behind=pattern(
            f"的?(?:{{share_name}}|{{standard_noun}})?(?:{{one_time}}|后|(?:{{giving}}|{{conducting}})[^，,。；;\\d]{{0,6}}?)?(?:{any_of['granting']})"
        ),
        granted_share=pattern(
            f"(?P<word>{any_of['granting']})(?:{_AT_MOST})?(?P<reference>[^{{share_mark}}，,；;。：:、的\\d]{{0,10}}?(?:{any_of['cost_noun']}))的(?:{_AT_MOST})?$"
        ),
        granted_cost=pattern(
            f"(?P<reference>[^，,；;。：:、的\\d]{{0,8}}(?:{any_of['cost_noun']}))?(?:{{giving}}|{{conducting}}|按)?(?:{{in_full}})?(?P<word>{any_of['granting']})(?:{{share_name}})?(?:{{reach}}|为|按|{_AT_MOST}){{0,3}}$"
        ),
        given_cost=pattern(
            f"(?P<reference>[^，,；;。：:、的对\\d]{{0,8}}(?:{any_of['cost_noun']}))[^，,；;。\\d]{{0,4}}?{{respectively}}?(?P<word>{{giving}}|按)$"
        ),
        by_rule=pattern(
            f"{{by_rule_lead}}[^，,；;。\\d]{{0,24}}(?:{'|'.join(_telling(lists['rule_text'], ''))})[^，,；;。\\d]{{0,6}}[，,]|(?:{any_of['rule_text']})》?{{stating}}"
        ),
        paid=pattern(
            f"{any_of['paying']}|(?<!{{gong_word_begin}})共(?![{{gong_word_end}}同])|{{obtaining}}[^，,；;的]{{0,8}}$"
        ),  # 获一次性奖励20万元; not 获批的
    )


_BASIS = "{past_year}|{same_period}|上一年|年初|上月|[一二三四]季度|[上下]半年|前三季度|[一二两三四五六七八九十]+年前|20|“(?![^”]*”(?:时期|期间)[{average_mark}年均]*[{degree_word}])|\\d{1,2}[—-]?\\d{0,2}月"  # 比上年多: growth, no gap
_NO_LEAD = "(?<![{comparing_word_begin}之同])"  # 占比, 对比, 合同
_HEAD = "(?P<head>[^，,；;。（）()]{2,24}?)"
_FIGURE_OPENS = "(?P<open>[（(])?(?:{rough_bound}|仅|为)?$"
_ADVERB = "仅|只|仍|尚|还|又|则|要|略|已|均"
_ROUGHLY = "{rough_bound}|仅"
_AT_MOST = "{at_most}|{no_less}"
_NO_ZONE = "[{share_mark}含除赴往全各本我省市国新建推支加高力其至此在以和及与对为是有将区县级类批个申争获]"  # 推进新区…, 各高新区
_NOT_OF_ZONE = "(?!{behind_zone_name})"


def _ends(words: Iterable[str]) -> Words:
    """The last characters of words."""
    return frozenset(word[-1] for word in words)


def _by_first(words: list[str]) -> dict[str, Endings]:
    """First character → the words that begin with it, in their order."""
    return {word[0]: tuple(other for other in words if other[0] == word[0]) for word in words}


def _told(words: dict[str, str]) -> dict[str, str]:
    """The words that tell something, with what they tell."""
    return {word: tells for word, tells in words.items() if tells}


def _telling(words: dict[str, str], told: str) -> Endings:
    return tuple(word for word, tells in words.items() if tells == told)

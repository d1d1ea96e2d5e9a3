"""Of what a share is taken, where the clause of the number leaves it out."""

import re

from loaders.parse.marks.phrase import is_qualifier, members
from loaders.parse.marks.places import Where
from loaders.parse.reading import PART_RULES, After, Against, Left, Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.parse.slots.breakdown import main_of
from loaders.parse.slots.references import read_reference
from loaders.parse.slots.wholes import counted_whole, full_name, whole_as_before, whole_by_sum
from loaders.wording import pattern, sole, words

_ABOUT_SHARE = sole("about_share")
_COMPLETED = sole("completed")
_GDP = sole("gdp")
_OCCUPANCY = sole("occupancy")
_PROPORTION = sole("proportion")
_SHARE_MARK = sole("share_mark")

_AMONG = pattern(
    "(?P<whole>.{2,}?)(?:(?<={whole_end})中(?![{zhong_word_end}期间等])(?=..)|(?<!{li_word_begin})里(?!{cheng_mark})(?=..)|中(?=的|，|,)|中(?:{adverb}|{approximate})?(?:有|$)|(?<![{you_word_begin}所])有(?=.{3}))"
)
_KINDS_LISTED, _THINGS = words("listed_kind"), words("counted_thing")
_GOAL_END = pattern("{goal}$")
_SAID_OF_PART = re.compile("(?<=..)(?:没有|尚未|未能|未|仍|已|均)")  # 六成的企业没有…
_HEADLESS_SHARE = pattern("的[{rough_mark}仅只]?(?:{share_mark}比?)?(?:{reach}|为|共|有)?$")
_NOUN_OF_SHARE = words("share_name")  # 占 alone omits what was said before
_AMOUNTS = words("fund_noun")
_PART = "其中"
_AMOUNT_OF = pattern("(?:{research}|R&D)?{expense_noun}{spending}?|{amount_name}|{loan_balance}$")
_ASKING, _ASKED_FOR = words("asking"), 4  # 申请专利 is counted as 专利申请
_FIRMS = sole("firm_noun")
_LEADING_NOTE = re.compile("^[（(][^）)]*[)）](?=..)")
_QUALIFIER = 3  # characters of a word that only tells which kind
_OF_FIRMS = pattern("(?P<whole>{above_size}[^、的]{0,6}{firm_noun})(?=.)")  # 规上工业企业研发费用
_GOAL = words("goal")
_KINDS_OF_PATENT = frozenset(words("kind_of_patent"))
_KINDS_OF_PERSON, _PERSONS = words("kind_of_person"), ("人", "名", "位")
_MARKET_SHARE = sole("market_share")
_SHARE_OF_ALL = sole("share_of_all")
_MARKET = pattern("{whole_place}")
_INSIDE = ("中", "里")  # 企业中
_LEADING = words("leading_verb")
_COMING_FROM = (*words("coming_from"), "由")
_KIND_OF_WHOLE = 2  # characters that a whole begins with: 研发, 电力
_SPENT = (*_COMING_FROM, *words("spent_on"))
_SHARE_NAMED = pattern(
    "(?P<noun>.+?)(?:在(?P<within>.{2,}?)(?:中|里|内)的?|{share_mark}(?P<of>.{2,}?)的?){share_name}$"
)
_SPOKEN_OF = pattern("(?P<noun>.{2,}?)所?{share_alone}$")  # no 拨付比例, which is a rate of its own
_GOAL_MET = pattern("{completed}(?P<goal>[^，,。；;\\d]{0,8}?{goal})[，,]")
_SHARE_MOVES = pattern("{share_mark}(?P<of>[^，,。；;]{1,12}?)的?{share_name}[^，,。；;\\d]{2,8}$")
_OF_RATE = pattern("(?P<thing>.{2,}?)(?:{on_site}|[{place_mark}]内)?{rated_act}{rate_end}")
_CLAUSE_MARK = re.compile("[，,；;。]")
_PARTS_OF = (_SHARE_MARK, "占到", "占了", "合计占", "共占", _ABOUT_SHARE)


def headless_share(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """项目60项,其中企业牵头的不低于70%; 载体700家、国家级占两成: a share of what was counted, whose noun is omitted."""
    rate = left.change_from and noun.endswith(scene.vocabulary.ratio_noun)  # 贡献率由“十四五”末的42%
    if reading.growth or reading.gap or not (left.noun or left.subject) or _among(noun) or rate:
        return None
    if noun.endswith(scene.vocabulary.completion):  # 完成任务的86%,其中甲区完成率达91%
        return completion(scene, reading, noun)
    if _PROPORTION in reading.share and left.subject and left.verb:
        return _proportion(scene, reading, left, noun)
    said = scene.text[left.start : reading.quantity.start].removesuffix(left.before)
    if not (_HEADLESS_SHARE.search(said) or (reading.share and is_qualifier(noun, scene.vocabulary))):
        return None
    source = noun or left.subject
    if reading.topic.endswith(_INSIDE) and source.startswith(_COMING_FROM):  # 计划项目里,由企业牵头的占80%
        reference = reading.topic[:-1].removesuffix("当")
        return Against(reading.share or "的", reference, named=Named(f"{source}的{reference}"))
    whole = reading.whole or _counted_before(scene, in_tenths=reading.quantity.rule in PART_RULES)
    return _share_like_last(scene, reading, source) if whole is None else _share_of_counted(scene, reading, whole, noun)


def _share_like_last(scene: Scene, reading: Reading, source: str) -> Against | None:
    """企业承担的项目占立项总数的72%,高校承担的不足三成: of the same whole, where the share before was told of the like."""
    last = scene.previous
    if last is None or not (last.share and last.reference and last.phrase) or last.growth or last.gap:
        return None
    before, behind = scene.text[: last.quantity.start], scene.text[last.quantity.end : reading.quantity.start]
    if f"的{last.phrase}" not in before or "的" not in behind:
        return None
    return Against(reading.share or "的", last.reference, last.reference_place, named=Named(f"{source}的{last.phrase}"))


def _proportion(scene: Scene, reading: Reading, left: Left, noun: str) -> Against:
    """企业设立机构的比例: of the enterprises; 企业牵头项目的比例: of the projects."""
    done = left.verb.endswith(_LEADING)
    led = noun or (
        whole.phrase if (whole := _counted_before(scene, in_tenths=False)) else ""
    )  # 项目20项,企业牵头比例超过85%
    owner = f"{left.verb}{noun}的{left.subject}" if noun else left.subject
    named = Named(f"{left.subject}{left.verb}的{led}" if done else owner)
    return Against(reading.share, led if done else left.subject, named=named)


def _share_of_counted(scene: Scene, reading: Reading, whole: Reading, noun: str) -> Against:
    phrase = f"{noun}的{whole.phrase}" if noun.startswith(_COMING_FROM) else None  # 转化142项,其中来自高校的占65%
    unit = counted_unit(whole) if noun in _KINDS_OF_PATENT else None  # 专利授权800件,其中发明占四成
    named = Named(phrase, reading.phrase_head or whole.phrase, unit)
    return Against(reading.share or "的", _as_whole(scene, whole.phrase), named=named)


def share_in_name(scene: Scene, noun: str) -> Against | None:
    """产值占工业总产值的比重: a noun phrase that says of what it is a share; None for any other."""
    said = _SHARE_NAMED.match(noun)
    if said is None:
        return None
    return Against(_SHARE_OF_ALL, *read_reference(scene, said["within"] or said["of"]), named=Named(said["noun"]))


def share_spoken_of(scene: Scene, topic: str) -> Against | None:
    """基础研究投入占比偏低,2029年仅为1.2%: the share that the clause before speaks of; None where it speaks of none."""
    said = _SPOKEN_OF.match(topic)
    if said is None:
        return None
    noun = said["noun"]
    whole = _among(noun) or _whole_implied(scene, noun) or _shared(scene, noun) or _kin(scene, noun)
    return Against(_SHARE_OF_ALL, whole, named=Named(noun))


def completion(scene: Scene, reading: Reading, noun: str) -> Against:
    """促成转化97项,完成率64.7%; 年度目标完成率110%: how much of a goal was met, of what was counted before it."""
    ending = next(word for word in scene.vocabulary.completion if noun.endswith(word))
    said, previous = noun.removesuffix(ending), scene.previous
    goal = said if said.endswith(_GOAL) else ""
    thing = said or (previous.phrase if previous is not None else "")
    named = Named()
    own = _GOAL_END.sub("", said) if goal and scene.knows(said) else said  # 科技特派员选派任务完成率
    if own and (own != goal):
        named = Named(own)
    elif previous is not None:
        named = Named(previous.phrase, previous.phrase_wide, reading.counted_unit or counted_unit(previous))
    elif (
        scene.memory.goals and not scene.paragraph.counted_first
    ):  # 完成进度前三位的是: of what the report held a goal for
        named = Named(head=scene.memory.goals[-1][0])
    return Against(_COMPLETED, goal or _goal_said(scene, thing) or _whole_implied(scene, ending), named=named)


def share_of_goal_set(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """规划目标60家,目前39家,完成65%: how much of the goal that the sentence set was met."""
    said = scene.previous or scene.paragraph.last
    if left.verb != _COMPLETED or noun or reading.share or reading.growth or said is None:
        return None
    goal = next((said.plan for said in reversed(scene.readings) if said.plan.endswith(_GOAL)), "")
    *_, met = None, *_GOAL_MET.finditer(scene.text, 0, left.start)  # 甲区已完成全年任务,乙区仅完成18.5%
    goal = goal or (met["goal"] if met else "")
    return Against(_COMPLETED, goal, named=Named(said.phrase, said.phrase_wide, counted_unit(said))) if goal else None


def share_spent(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """支出12亿元,六成以上用于基础研究; 其中80%来自企业: a share of the amount before, told by where it goes or comes from."""
    said = reading.share or reading.growth or reading.gap or reading.provision or left.verb or left.level
    if said or not after.text.startswith(_SPENT):
        return None
    share, amount = "" if reading.quantity.rule in PART_RULES else "的", scene.previous
    if noun:  # 科技专项资金15%投向基础研究
        is_amount = left.noun == noun and noun.endswith(_AMOUNTS)
        return Against(share, noun) if is_amount and scene.text[reading.quantity.start - 1] != "的" else None
    counted = amount is not None and amount.quantity.form == "quantity" and not amount.growth and not amount.gap
    return Against(share, full_name(scene, amount)) if counted and amount is not None else None


def share_told_above(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """项目3156个,占全省的比重逐年提升,2029年达到17%: of what the clause before tells that it is a share."""
    if noun or reading.share or reading.growth or reading.gap or not left.level or scene.previous is None:
        return None
    told = _SHARE_MOVES.match(scene.state.topic)
    return Against(_SHARE_OF_ALL, *read_reference(scene, told["of"])) if told else None


def share_of_object(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """覆盖93%以上行政村: a share of what the verb acts on."""
    if not left.verb or reading.share or reading.growth or reading.gap or reading.provision:
        return None
    said = scene.text[left.start : reading.quantity.start].removesuffix(left.before)
    if not (after.noun and said.removesuffix("了").endswith(left.verb)):
        return None
    return Against("的", *read_reference(scene, after.noun))


def _counted_before(scene: Scene, *, in_tenths: bool) -> Reading | None:
    """What was counted last, or what that is a part of; of an amount of money no more than some tenths."""
    counts = [r for r in reversed(scene.readings) if r.quantity.form == "quantity"]
    counted = next((r for r in counts if r.quantity.unit != "元"), counts[0] if counts and in_tenths else None)
    return counted.whole if counted is not None and counted.whole is not None else counted


def share_said(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """Of what a share is, unless it goes on from its change: then only what it takes over tells."""
    return (
        None
        if not noun and goes_on_from_points(scene, reading)
        else share(scene, reading, left, noun or reading.phrase)
    )


def goes_on_from_points(scene: Scene, reading: Reading) -> bool:
    """占比提高5个百分点、达到58%: the share whose change was told."""
    previous = scene.previous
    return bool(reading.share) and previous is not None and previous.quantity.form == "points" and bool(previous.share)


def share(scene: Scene, reading: Reading, left: Left, noun: str) -> Against | None:
    """Of what a share is, where its clause does not say: its own noun (30%的企业), its whole, or that of the share before."""
    phrase = _part_named(scene, reading, noun)
    if noun and f"{noun}中" in scene.text[left.start : reading.quantity.start]:  # 规上企业中已有95%
        noun += "中"
    changes = reading.growth or reading.gap
    if noun.endswith(scene.vocabulary.completion) and not changes:
        return completion(scene, reading, noun)
    if noun.endswith(_MARKET_SHARE) and not changes:  # 全国市场占有率
        market = noun.removesuffix(_OCCUPANCY)
        within = _MARKET.search(market)
        whole = read_reference(scene, within.group() if within else market[-2:])
        return Against(_OCCUPANCY, *whole, named=Named(phrase))
    if reading.phrase_position == "after" and not reading.growth:
        owner = _shared(scene) if _creates(scene, reading) or _is_listed_share(scene, reading) else ""
        if reading.quantity.rule in PART_RULES:
            phrase = noun = _SAID_OF_PART.split(noun)[0]
        return Against(reading.share or "的", owner or noun, named=Named(phrase))
    if reading.share:
        return _told_by_cue(scene, reading, left, noun, phrase)
    if (reading.quantity.rule in PART_RULES or noun.endswith(_INSIDE)) and not reading.growth:
        return _part(scene, reading, noun)  # 设有机构的企业不到三成, 企业中尚有三成
    among = _among(noun) if not changes and reading.quantity.form == "percent" else ""
    said = scene.text[left.start : reading.quantity.start].removesuffix(left.before)
    return Against("的", among) if among and _HEADLESS_SHARE.search(said) else None  # 企业中有研发活动的不足15%


def _told_by_cue(scene: Scene, reading: Reading, left: Left, noun: str, phrase: str | None) -> Against:
    """占三成, 占比42%: of what is a share that a word tells to be one."""
    reference, where = _whole_of_share(scene, reading, left, noun, phrase or reading.phrase)
    previous = scene.previous
    if previous is not None and reference == noun == previous.phrase:
        reference = _whole_implied(scene, noun)  # 产值增长9%,产值占比提高到42%: nothing is a part of itself
    if not reference and (counted := _just_counted(scene, reading, noun)) is not None:
        return _share_of_counted(scene, reading, counted, noun)
    return Against(reading.share, reference, where, named=Named(phrase))


def _just_counted(scene: Scene, reading: Reading, noun: str) -> Reading | None:
    """科技项目312项,汽车领域占三成: what was counted right before, where a share of it has a noun of its own; None else."""
    previous = scene.previous
    if (
        previous is None
        or previous.quantity.form != "quantity"
        or previous.growth
        or previous.gap
        or previous.in_bracket
    ):
        return None
    in_tenths = reading.quantity.rule in PART_RULES and previous.quantity.unit != "元"
    is_part = reading.share in _PARTS_OF and noun and (in_tenths or not scene.ends_in_term(noun))
    return previous.whole or previous if is_part else None


def _place_of_whole(scene: Scene, reading: Reading) -> Where | None:
    """企业178家,其中甲区67家、占38%; 企业178家,其中甲区、乙区占九成: what parts of the place have is a share of the whole's."""
    if reading.share not in _PARTS_OF or not reading.places:
        return None
    own, regions = scene.places.own, scene.lexicon
    part = next((r for r in reversed(scene.facts) if r.quantity.form == "quantity" and not r.growth), None)
    if part is None:
        return None
    if not all(code and code != own.code and own.code in regions.ancestors(code) for code, _ in reading.places):
        return None
    of_whole = part.place_rule != "explicit" or part.places == (own.where,)
    if of_whole and reading.place_rule == "explicit":  # the number before is of the whole
        return own.where
    wholes = (r for r in _told(scene) if r.quantity.unit == part.quantity.unit and not r.growth and not r.gap)
    larger = any(
        r.places in ((), (own.where,)) and (r.quantity.value or 0) > (part.quantity.value or 0)
        for r in wholes
        if r.place_rule != "explicit" or r.places == (own.where,)
    )
    return own.where if larger else None


def _told(scene: Scene) -> tuple[Reading, ...]:
    """The facts of the sentence before and of this one so far."""
    return (*scene.paragraph.told, *scene.facts)


def share_of_part(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> Against | None:
    """专利申请600件,其中发明不低于30%: a part in per cent is a share of the whole, where it is no rate of its own."""
    said = reading.share or reading.growth or reading.gap or reading.provision
    if said or not left.part or reading.whole is None or not noun or reading.quantity.rule in PART_RULES:
        return None
    is_count = reading.whole.quantity.form == "quantity" and left.noun == noun
    is_share = is_count and not noun.endswith(scene.vocabulary.ratio_noun) and not left.basis
    return Against("的", reading.whole.phrase) if is_share else None


SHARES = (
    share_of_goal_set,
    share_spent,
    share_told_above,
    share_of_object,
    headless_share,
    share_said,
    share_of_part,
)  # the first that finds what a share is of


def _part_named(scene: Scene, reading: Reading, noun: str) -> str | None:
    """专利申请中发明占比: a part that is told by no more than its kind is one of 发明专利申请."""
    among = _AMONG.match(noun) if reading.share else None
    kind = noun[among.end() :] if among else ""
    return f"{kind}{among['whole']}" if among and 1 < len(kind) <= _QUALIFIER and not scene.knows(kind) else None


def named_by_whole(scene: Scene, reading: Reading, noun: str) -> Named | None:
    """高等学校占研发经费的8%, 装备制造企业贡献成交额的六成: what each has of the amount is told, so it is named by that."""
    if reading.growth or reading.gap or not (reading.share and noun and noun == reading.phrase):
        return None
    amount = _AMOUNT_OF.search(reading.reference)
    within = f"{reading.reference}中" in scene.text[: reading.quantity.start]
    if within and noun.endswith(_KINDS_LISTED) and reading.reference.endswith(_THINGS) and not amount:
        return Named(f"{noun}{reading.reference}")  # 高新技术企业中,新能源领域占35%
    return Named(f"{noun}{amount.group()}") if amount and noun.endswith(scene.vocabulary.owner) else None


def _goal_said(scene: Scene, thing: str) -> str:
    """Of what a 完成率 is: the goal of the share before, the one set in the sentence, the one that the report met last."""
    set_before = (
        other.plan.removesuffix("为")
        for other in reversed(scene.readings)
        if other.plan.removesuffix("为").endswith(_GOAL)
    )
    met = (other.reference for other in reversed(scene.readings) if other.share == _COMPLETED and other.reference)
    return next(met, "") or next(set_before, "") or _goal_of_report(scene, thing)


def _goal_of_report(scene: Scene, thing: str) -> str:
    """技术合同…完成全年目标的70%。…技术合同完成率: the goal of which the report told last how much of it is met, for the same thing."""
    return next((goal for said, goal in reversed(scene.memory.goals) if thing and thing in said), "")


def _as_whole(scene: Scene, phrase: str) -> str:
    """申请专利 → 专利申请, 企业 → 规上企业, （不含甲县）企业 → 企业: a phrase as the name of a whole, as exact as the one before."""
    phrase = _LEADING_NOTE.sub("", phrase)
    if len(phrase) == _ASKED_FOR and phrase.startswith(_ASKING):
        return phrase[2:] + phrase[:2]
    for said in reversed(scene.facts):
        named = _OF_FIRMS.match(said.phrase)
        if named and phrase == _FIRMS and said.phrase != named["whole"]:
            return named["whole"]
    return phrase


def _whole_of_share(scene: Scene, reading: Reading, left: Left, noun: str, phrase: str) -> tuple[str, Where | None]:
    """What a share is of that only the words or numbers before tell."""
    if (place := _place_of_whole(scene, reading)) is not None:
        return place[1], place
    if not _among(noun) and (summed := whole_by_sum(scene, reading)) is not None:
        return _as_whole(scene, summed[0]), summed[1]
    inside = reading.topic.endswith("中") and reading.topic != _PART  # 研发费用中,化工业占三成
    owned = noun.rpartition("的")[2] if "的" in noun else ""
    named = owned if len(owned) > 2 else ""  # 企业牵头的项目: of those just counted
    last = scene.facts[-1].phrase if scene.facts else ""
    related = noun if left.verb and f"的{noun}" in scene.text[left.start : reading.quantity.start] else ""
    said = (
        _kin_whole(scene, reading, noun)
        or (reading.topic.removesuffix("中").rpartition("在")[2] if inside else "")
        or _among(noun or last)  # 企业中有机构的有267家,占比52%
        or named
        or _whole_unsaid(scene, left, noun)
        or _shared_before(scene, reading, noun, last)
        or _kin(scene, noun)
        or related  # 企业承担的省级项目占比
        or owned
    )
    if not said and (before := whole_as_before(scene, phrase)) is not None:
        return before
    main = main_of(scene, reading.quantity) if not said else None
    previous = scene.previous if not noun else None
    implied = _whole_implied(scene, previous.phrase if previous is not None else noun) or _amount_told(scene, noun)
    if not (said or main or implied) and noun.endswith(_KINDS_OF_PERSON) and (staff := _persons_before(scene)):
        return staff, None  # 科研人员260人,高级职称占45%
    gap = previous.reference if previous is not None and previous.gap and previous.reference_place is None else ""
    counted = counted_whole(scene, reading) if main is None else None
    of = main or counted
    told = said or (of.phrase if of is not None else "") or implied or gap
    return _as_whole(scene, told or _without_tier(scene, noun)), None


def _without_tier(scene: Scene, noun: str) -> str:
    """省级以上平台占比: of those of all tiers; '' where the noun names none."""
    tier = scene.vocabulary.pattern.tier.match(noun)
    return noun[tier.end() :] if tier is not None and tier.end() > 1 else ""


def _persons_before(scene: Scene) -> str:
    """What persons were counted last; '' where none were."""
    counts = (said for said in reversed(scene.facts) if said.quantity.form == "quantity" and not said.growth)
    return next((said.phrase for said in counts if said.quantity.unit in _PERSONS), "")


def _amount_told(scene: Scene, noun: str) -> str:
    """成交额86亿元,…转化金额占比51%: an amount of the money that was told of before."""
    if not noun.endswith(_AMOUNTS):
        return ""
    amounts = (said for said in reversed(scene.memory.amounts) if said.quantity.unit == "元" and said.own_noun)
    told = next(amounts, None)
    return full_name(scene, told) if told is not None else ""


def _part(scene: Scene, reading: Reading, noun: str) -> Against:
    """Of what a part is that no word calls a share."""
    if not noun and (place := _place_around(scene, reading)) is not None:
        return Against("", place[1], place)
    if not noun and (thing := _thing_rated(scene)):
        return Against("的", thing)
    whole = reading.whole or (counted_whole(scene, reading) if not noun else None)
    parted = whole.phrase if whole is not None else ""
    amount = scene.previous if scene.previous is not None and scene.previous.quantity.unit == "元" else None
    counted = (amount or _counted_before(scene, in_tenths=True)) if not noun else None  # 创新券20万元,六成由企业使用
    if not noun and counted is None and (thing := _thing_rated(scene)):
        return Against("的", thing, named=Named(thing))
    said_of = (
        noun if noun and reading.verb_after else counted.phrase if counted is not None else ""
    )  # 企业约六成开展了研发
    if not noun and reading.topic.endswith(_INSIDE) and scene.knows(reading.topic):  # 科研项目中,八成由企业承担
        return Against("", reading.topic[:-1], named=Named(reading.topic[:-1]))
    reference = parted or _among(noun) or (noun.rpartition("的")[2] if "的" in noun else said_of)
    named = noun.endswith(_INSIDE) and reading.phrase == noun and reference == noun[:-1]  # 规上企业中尚有四成
    share = "的" if reference and reading.quantity.rule not in PART_RULES else ""
    return Against(share, reference, named=Named(reference if named else None))


def _thing_rated(scene: Scene) -> str:
    """高校成果就地转化率36%,六成流向省外: what a rate was just told of, '' for no rate."""
    previous = scene.previous
    rate = _OF_RATE.fullmatch(previous.phrase) if previous is not None and not previous.growth else None
    return rate["thing"] if rate else ""


def _place_around(scene: Scene, reading: Reading) -> Where | None:
    """平台41个,近七成集中在甲区: of what the whole place has, where the parts of it are said behind the share."""
    own = scene.places.own.where
    inside = reading.places and all(
        code and code != own[0] and own[0] in scene.lexicon.ancestors(code) for code, _ in reading.places
    )
    return own if inside and reading.place_rule == "explicit" else None


def _whole_unsaid(scene: Scene, left: Left, noun: str) -> str:
    """What a 占比 is of whose whole is nowhere said as such: 其中…占比, 企业牵头比例, 先进产能占比; '' where nothing tells."""
    previous = scene.previous
    if previous is not None and previous.growth and (left.part or not left.fresh):  # 投资增长11%、制造业占比70%
        return previous.phrase
    if len(members(noun)) > 1:  # 新经济、绿色经济占比: parts of no whole that one of them names
        return ""
    plain = scene.vocabulary.pattern.grade.sub("", noun)
    graded = plain if plain != noun and len(plain) > 1 else ""
    return _whole_implied(scene, noun) or graded if graded else ""


def _whole_implied(scene: Scene, noun: str) -> str:
    """数字经济占比: of what is known to be its whole, in the words of the sentence where it was counted there."""
    wholes = scene.vocabulary.implied_whole
    if not noun.endswith(tuple(wholes)):  # as most
        return ""
    whole = wholes[max((end for end in wholes if noun.endswith(end)), key=len)]
    told = (said.phrase for said in reversed(scene.facts) if said.quantity.form == "quantity" and not said.growth)
    kind = whole[:_KIND_OF_WHOLE]
    return next((said for said in told if kind in said and said != noun), whole) if whole != _GDP else whole


def _creates(scene: Scene, reading: Reading) -> bool:
    """创造了四成以上的产值: of what the share before was taken of."""
    return scene.text.endswith(scene.vocabulary.creating, 0, reading.quantity.start - len(reading.before))


def _is_listed_share(scene: Scene, reading: Reading) -> bool:
    """贡献了全省四成的税收和三分之二的企业: a share of the same place as the one that it is listed with."""
    previous = scene.previous
    if previous is None or previous.reference_place is None or not previous.share or previous.growth:
        return False
    between = scene.text[previous.quantity.end : reading.quantity.start]
    return between.startswith("的") and between.endswith(("和", "、", "及", "与")) and not _CLAUSE_MARK.search(between)


def _kin_whole(scene: Scene, reading: Reading, noun: str) -> str:
    """The whole of a part; of the amounts before, the one that ends in the part's noun (项目31个、金额7亿元,其中初创期项目占60%)."""
    if reading.whole is None:
        return ""
    if noun[-2:] != reading.whole.phrase[-2:]:
        for other in reversed(scene.readings):
            if other.quantity.form == "quantity" and other.phrase[-2:] == noun[-2:]:
                return other.phrase
    return reading.whole.phrase


def _among(noun: str) -> str:
    """企业中有研发活动的占68%: what a share is taken of, said before 中."""
    among = _AMONG.match(noun)
    return among["whole"] if among else ""


def _shared(scene: Scene, noun: str = "") -> str:
    """The reference of the last share that has one; of a share of the same kind of thing where a noun is given."""
    shares = (other for other in reversed(scene.readings) if other.share and other.reference)
    return next((other.reference for other in shares if not noun or other.phrase[-1:] == noun[-1:]), "")


def _shared_before(scene: Scene, reading: Reading, noun: str, last: str) -> str:
    """The reference of the share before; only of one of the same thing where a noun has a whole that goes without saying."""
    if noun in scene.vocabulary.implied_whole:
        return next((said.reference for said in reversed(scene.readings) if said.share and said.phrase == noun), "")
    return _shared(scene, (noun or last) if reading.share.startswith(_NOUN_OF_SHARE) else "")


def _kin(scene: Scene, noun: str) -> str:
    """企业1000家,高新技术企业占10%: the noun before, where both end alike."""
    previous = scene.previous
    if previous is None or not noun or previous.phrase[-2:] != noun[-2:] or (previous.share and not previous.reference):
        return ""  # 工业投资占比提高5个百分点,民间投资占比40%: both of what is unsaid
    if scene.vocabulary.implied_whole.get(noun) == _GDP:  # 工业增加值增长6%,服务业增加值占比55%
        return ""
    return (previous.whole or previous).phrase

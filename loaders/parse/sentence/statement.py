"""From the words left and right of a number to its readings: one for each noun phrase and place it describes."""

from dataclasses import replace

from loaders.parse.marks.phrase import split
from loaders.parse.marks.words import CLOSING, OPENING
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import PART_RULES, After, Against, Left, Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.parse.sentence.inheritance import carried_bound, carried_cues
from loaders.parse.slots.anaphora import resolved
from loaders.parse.slots.bases import leave_basis, set_base, take_base_over, take_up_base
from loaders.parse.slots.breakdown import begin_part, main_of, named_by_main
from loaders.parse.slots.coordination import (
    bound_of_run,
    counted_as,
    hand_out_references,
    handed_out_base,
    parts_of_ratio,
    share_out,
)
from loaders.parse.slots.goals import take_goal, without_goals_before, without_goals_behind
from loaders.parse.slots.heads import headed
from loaders.parse.slots.inherited import inherited_noun, is_of_all, is_of_ratio
from loaders.parse.slots.moments import hand_over_time, is_of_past, set_time
from loaders.parse.slots.noun import choose_noun, full_noun
from loaders.parse.slots.places import (
    hand_over_place,
    is_of_each,
    places_behind,
    put_in,
    set_place,
    take_place_over,
    with_places_before,
)
from loaders.parse.slots.pointers import figure_of, peers_of_run, pointed_to, rank_of_other, rank_within, without_elided
from loaders.parse.slots.ranks import rank_among, rated_as, rated_in, thing_ranked
from loaders.parse.slots.references import named_before, read_reference
from loaders.parse.slots.shares import SHARES, completion, goes_on_from_points, named_by_whole, share, share_in_name
from loaders.parse.slots.stance import noted_behind
from loaders.parse.slots.units import count_places_moved, give_unit, people_counted
from loaders.parse.slots.verbs import sums_up, take_sum, take_verb_behind, take_verb_over
from loaders.parse.slots.wholes import take_whole
from loaders.wording import pattern, sole, words

_FIGURE_OF_FIRM = frozenset(words("figure_of_firm"))
_AHEAD_BY = sole("ahead_by")
_APART_BY = sole("apart_by")
_COMPLETED = sole("completed")
_GDP = sole("gdp")


_HEADLESS = pattern("的(?:{reach}|为|共|有)?$|{bounding}[\\d.十百千万亿]+元的?$")  # 收入超10亿元12家
_THOSE_ARE = pattern("的(?:只|仅|就|才|也|共|已)*(?:{reach}|为|有)?(?:{approximate}|{bounding})?$")
_HAVING = pattern("(?:{having_verb}|{coming_to_have})(?=..)")  # 建有研发机构, 开展研发活动
_RATIO_OF = pattern("{ratio_of}$")
_FIRMS = words("high_tech_firm")
_BEHIND_OTHERS = words("behind_others")
_BEST_SO_FAR, _RATE = frozenset(words("best_so_far")), sole("rate_end")
_ZONES, _RANKED = words("zone_suffix"), sole("ranked_word")
_RATES = words("growth_name")
_OWNED = words("owned_figure")
_SUMMED_SO_FAR = sole("summed_so_far")
_GRADE = "级"
_GROUP = "大"
_LONGEST_GRADE = 4  # 万亿级, 国家级
_OWN_HEAD = 3  # characters in which members that say what they are end alike
_REACHED = words("met_goal")
_FIRM_UNITS = ("家", "户")
_FIGURE_OF_FIRMS = pattern("(?P<who>[^、和]+?{counted_firm})[^、和]*?{firm_figure}")
_APART, _AHEAD = _APART_BY, _AHEAD_BY


def state_number(scene: Scene, index: int, quantity: Quantity, left: Left, after: After) -> None:
    """Add the readings of a number to those of its sentence."""
    noun, position = choose_noun(scene, quantity, left, after)
    if quantity.form == "bare":
        noun, position = people_counted(scene, quantity, after, (noun, position))
        left.bracket = left.bracket or _is_alone_in_bracket(scene, quantity)
        if noun or (left.bracket and (left.places or left.rest)):  # 工作站22个(甲区9、其余13)
            give_unit(scene, quantity, left, noun)
            noun, position = (noun, position) if noun else choose_noun(scene, quantity, left, after)
    elif left.growth:
        count_places_moved(scene, quantity, left)
    if left.bases or (left.pair and left.reference):
        _hand_out(scene, index, left)
    reading = _reading(scene, quantity, left, after, (noun, position))
    if "等" in noun or (left.part and reading.growth):
        reading.phrase = noun = full_noun(scene, reading, left, noun)
    take_goal(scene, reading, left, after)
    group = share_out(scene, index, quantity, left, noun)
    _take_surroundings(scene, reading, left, after)
    take_whole(scene, reading, left)
    noun = _complete(scene, reading, left, after, noun)
    nouns = group or [noun]
    if not nouns[0]:
        _inherit(scene, reading, left)
        nouns = [reading.phrase]
        if quantity.form == "percent" and not reading.reference and goes_on_from_points(scene, reading):
            _hold_against(reading, share(scene, reading, left, reading.phrase))
    before = scene.previous
    _spread(scene, reading, left, nouns, group is not None)
    if before is not None and before.phrase[-1:] == _GRADE:
        _complete_grade(before, reading)


def _without_figure_of_firms(scene: Scene, quantity: Quantity, after: After) -> After:
    """213家高新技术企业营业收入190亿元: the number counts firms, and what they earn is of the next one."""
    if quantity.unit not in _FIRM_UNITS or not after.noun or not scene.text[after.end : after.end + 1].isdigit():
        return after
    firms = _FIGURE_OF_FIRMS.fullmatch(after.noun)
    return replace(after, noun=firms["who"]) if firms else after


def settle(scene: Scene, quantity: Quantity, left: Left, after: After) -> tuple[Left, After]:
    """What the words at a number are, settled before one of them is chosen as its noun."""
    if after.text:
        left, after = without_goals_behind(scene, quantity, left, after)
        after = _without_figure_of_firms(scene, quantity, after)
    if left.noun and quantity.form == "quantity":
        left = without_goals_before(scene, quantity, left)
    if left.part:
        begin_part(scene)
    if quantity.form == "rank":
        left = peers_of_run(scene, quantity, rank_within(scene, quantity, rank_of_other(scene, quantity, left, after)))
    if left.noun:
        left = pointed_to(scene, quantity, _with_subject(scene, quantity, _those_having(scene, quantity, left)))
    elif left.verb and quantity.form == "quantity" and (left.part or scene.state.whole is not None):
        left = _done_so(scene, quantity, left)
    left = without_elided(scene, quantity, left)
    left = with_places_before(scene, left)
    may_lie = quantity.form == "quantity" or quantity.rule in PART_RULES
    if after.text and may_lie and (places := places_behind(scene, after)):
        left, after = replace(left, places=places, of_other=True), replace(after, noun="", wide="")
    return left, after


def _with_subject(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """工作站达历史最好水平的17个, 项目验收合格率96%: a noun that is nothing without what it is said of."""
    if left.noun in _BEST_SO_FAR and left.subject:
        return replace(left, noun=left.subject, subject="")
    if left.noun[-1] == _RATE and left.verb and scene.text.endswith(f"{left.verb}{left.noun}", 0, quantity.start):
        return replace(left, noun=f"{left.subject}{left.verb}{left.noun}", verb="", subject="")
    return left


def _is_alone_in_bracket(scene: Scene, quantity: Quantity) -> bool:
    """甲区（9）: nothing but a bare number is in the brackets."""
    text = scene.text
    return (
        text[max(0, quantity.start - 1) : quantity.start] in OPENING
        and text[quantity.end : quantity.end + 1] in CLOSING
    )


def _those_having(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """企业418家，设有机构的仅63家: the verb and what it acts on tell which of those that were counted."""
    having = f"{left.verb}{left.noun}"
    if quantity.form != "quantity" or left.bracket or not _HAVING.match(having):
        return left
    said = _THOSE_ARE.search(scene.text, left.start, quantity.start)
    if said is None or not scene.text.endswith(having, left.start, said.start()):
        return left
    counts = (r for r in reversed(scene.facts) if r.quantity.unit == quantity.unit and r.own_noun and not r.growth)
    whole = next((r for r in counts if (r.quantity.value or 0) > (quantity.value or 0)), None)
    return replace(left, noun=f"{having}的{whole.phrase}", verb="") if whole is not None else left


def _done_so(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """平台36个，其中依托企业建设的12个: the verb tells which of what was counted, and nothing done."""
    if not scene.text.endswith(f"{left.verb}的", left.start, quantity.start):
        return left
    whole = scene.whole_before(quantity.unit, quantity.start) if left.part else scene.state.whole
    noun = f"{left.subject}{left.verb}的{whole.phrase}" if whole is not None else ""
    return replace(left, noun=noun, verb="", subject="") if noun else left


def _complete_grade(before: Reading, reading: Reading) -> None:
    """2个千亿级和5个百亿级产业集群: what the first number counts is said behind the second."""
    grade, _, thing = reading.phrase.partition(_GRADE)
    alike = len(grade) < _LONGEST_GRADE and len(before.phrase) <= _LONGEST_GRADE
    if thing and alike and before.quantity.unit == reading.quantity.unit and before.phrase_position == "after":
        before.phrase = f"{before.phrase}{thing}"


def _other_place(scene: Scene, reading: Reading) -> Against | None:
    """甲市强度3.5%,我市2.4%,相差1.1个百分点: the other place of which the same was told."""
    own = reading.places or (scene.places.own.where,)
    first, second = scene.facts[-2:] if len(scene.facts) > 1 else (None, None)
    if first is not None and second is not None and _are_two_places(scene, first, second):
        take_place_over(reading, first)
        ahead = (first.quantity.value or 0) > (second.quantity.value or 0)
        return Against(None, second.places[0][1], second.places[0], _AHEAD if ahead else None)
    others = (said for said in reversed(scene.facts) if len(said.places) == 1 and said.places != own and not said.gap)
    other = next(others, None)
    return Against(None, other.places[0][1], other.places[0]) if other is not None else None


def _are_two_places(scene: Scene, first: Reading, second: Reading) -> bool:
    """甲市(3.5%)与乙市(2.4%)相差…: two figures of places, with no mark between the two."""
    apart = len(first.places) == len(second.places) == 1 and first.places != second.places
    return apart and not any(mark in scene.text[first.quantity.end : second.quantity.start] for mark in "，,；;。、")


def _hand_out(scene: Scene, index: int, left: Left) -> None:
    if left.pair and left.reference:
        hand_out_references(scene, index, left)
    if left.bases:
        take_up_base(scene, left, *handed_out_base(scene, index, left))


def _complete(scene: Scene, reading: Reading, left: Left, after: After, noun: str) -> str:
    """Add what ratios, ranks, shares, differences and figures are taken of; the noun, '' for none of its own."""
    form = reading.quantity.form
    if form == "percent":
        for find in SHARES:
            if not reading.reference and (held := find(scene, reading, left, after, noun)) is not None:
                _hold_against(reading, held)
        _name(reading, named_by_whole(scene, reading, noun))
    elif form == "ratio":
        noun = _take_sector(scene, reading, noun)
    elif form == "rank":
        noun = _take_peers(scene, reading, left, noun)
    noun = noun or reading.phrase
    if reading.gap == _APART and not reading.reference:
        _hold_against(reading, _other_place(scene, reading))
    return _of_firms(scene, reading, left, noun)


def _take_peers(scene: Scene, reading: Reading, left: Left, noun: str) -> str:
    """Note among whom a rank is; its noun, which may be what they were rated in."""
    if reading.reference.endswith(_BEHIND_OTHERS):  # 列甲市、乙市之后居第3位
        reading.reference, reading.reference_place = "", None
    if not noun and (rated := rated_in(scene, reading.reference)) is not None:
        noun, reading.reference = reading.reference, rated
        _name(reading, Named(noun, position="before"))
    elif not noun and (ranked := thing_ranked(scene, reading.reference)) is not None:
        among_whom, noun = ranked
        reading.reference, reading.reference_place = read_reference(scene, among_whom)
        _name(reading, Named(noun, position="before"))
    if (among := rank_among(scene, reading, left, noun)) is not None:
        reading.reference, reading.reference_place = among
    _name(reading, rated_as(scene, reading, noun))
    in_zones = left.places and left.fresh and reading.reference.endswith(_ZONES)
    if not noun and in_zones and not scene.state.topic:  # 甲高新区在国家高新区中列第58位
        noun = f"{reading.reference}{_RANKED}"
        _name(reading, Named(noun, position="before"))
    return noun


def _hold_against(reading: Reading, found: Against | None) -> None:
    """Note what a number is held against, where something was found."""
    if found is None:
        return
    reading.share = reading.share if found.share is None else found.share
    reading.gap = reading.gap if found.gap is None else found.gap
    reading.reference, reading.reference_place = found.reference, found.where
    if found.share == _COMPLETED:
        reading.growth = ""
        leave_basis(reading)
    _name(reading, found.named)


def _name(reading: Reading, found: Named | None) -> None:
    """Note what a number is called, where something was found."""
    if found is None:
        return
    reading.phrase = reading.phrase if found.phrase is None else found.phrase
    reading.phrase_head = reading.phrase_head if found.head is None else found.head
    reading.counted_unit = reading.counted_unit if found.counted_unit is None else found.counted_unit
    reading.phrase_position = reading.phrase_position if found.position is None else found.position


def _inherit(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a number without a noun one, and what else it takes over with it."""
    named, against, source = inherited_noun(scene, reading, left, scene.previous)
    _name(reading, named)
    _hold_against(reading, against)
    if source is None:
        return
    reading.of_ratio = is_of_ratio(scene, left, source)
    take_base_over(reading, source)
    if not (sums_up(scene, reading, left) or is_of_all(left, source)):
        take_verb_over(reading, source)
    if reading.places != source.places and reading.place_rule in ("", "paragraph"):
        take_place_over(reading, source)


def give_heads(scene: Scene) -> None:
    """Give each qualifier of a sentence that has no head one."""
    ends = scene.vocabulary.qualifier_ends
    for index, reading in enumerate(scene.facts):
        may_qualify = reading.whole is not None or reading.phrase[-1:] in ends
        if may_qualify and (named := headed(scene, index)) is not None:
            _name(reading, named)


def state_next_sector(scene: Scene, quantity: Quantity) -> None:
    """9.1∶42.3∶48.6: the second and third part of a ratio of sectors."""
    sectors = scene.vocabulary.sector
    reading = scene.readings[-1].again(0, quantity)
    if scene.state.compared:
        reading.phrase = scene.state.compared.pop(0)
    elif reading.phrase in sectors[:-1]:
        reading.phrase = sectors[sectors.index(reading.phrase) + 1]
    scene.add(reading)


def _words_before(left: Left, noun: str) -> str:
    """The words before a number, each once: 对接 of 开展技术对接12场 is verb and noun, 企业 of 企业认定12家 subject and noun."""
    said = left.subject + left.verb
    if not said:  # as most
        return noun
    return said if noun == left.subject or said.endswith(noun) else f"{said}{noun}"


def _reading(scene: Scene, quantity: Quantity, left: Left, after: After, chosen: tuple[str, str]) -> Reading:
    """A reading with what its own clause says, the current time and place, and the cues it takes over."""
    noun, position = chosen
    state = scene.state
    reading = Reading(quantity=quantity)  # set one by one: so many arguments by name would take twice the time
    reading.phrase, reading.phrase_position, reading.own_noun = noun, position, bool(noun)
    reading.phrase_wide = f"{_words_before(left, noun if position == 'before' else '')}{after.wide}"
    reading.verb, reading.level, reading.before = left.verb, left.level, left.before
    reading.plan = left.plan or state.plan
    if state.estimate and not is_of_past(scene, left, quantity.form == "quantity"):
        reading.estimate = state.estimate
    elif scene.words.has_brackets:
        reading.estimate = noted_behind(scene, after.start)
    reading.provision = left.provision or (_rule_in_force(scene, quantity, left) if state.provision else "")
    reading.growth, reading.share, reading.rank, reading.gap = left.growth, left.share, left.rank, left.gap
    reading.basis, reading.base_text, reading.base = left.basis, left.base_text, left.base
    reading.of_steps = left.steps or scene.text[quantity.end - 1] == _GROUP  # 两大产业产值
    reading.change_from, reading.reference, reading.in_bracket = left.change_from, left.reference, left.bracket
    if (previous := scene.previous) is not None and previous.quantity.unit == quantity.unit:
        reading.before, reading.provision, reading.change_from = carried_bound(scene, reading, previous, left)
    if (carried := carried_cues(scene, reading, left)) is not None:
        reading.growth, reading.share, reading.rank, reading.gap, reading.reference, reading.reference_place = carried[
            :6
        ]
        left.noun = "" if carried.takes_noun else left.noun
        left.places = [] if carried.takes_places else left.places
    if reading.reference:
        reading.reference, reading.reference_place = read_reference(scene, named_before(scene, reading.reference))
    reading.after = after.comparator or bound_of_run(scene, quantity, left)
    set_time(scene, reading, left)
    set_base(scene, reading)
    if quantity.form == "quantity":
        take_sum(scene, reading, left)
    set_place(scene, reading, left)
    return reading


def _rule_in_force(scene: Scene, quantity: Quantity, left: Left) -> str:
    """给予企业支持，全年发放贷款12亿元: what was paid is no rule's."""
    paid = scene.vocabulary.pattern.paid.search(scene.text, left.start, quantity.start)
    return "" if paid else scene.state.provision


_SPEAKS_OF_INDUSTRY = pattern(
    "(?:{part})?(?P<who>{industry}(?:{industry_called})?)(?:$|(?!{industry_figure})[^，]{3,8}$)"
)
_ITS, _SECTOR_SPOKEN_OF = "其", pattern("(?P<who>[\u4e00-\u9fff]{1,8}?(?<![{ye_before}]){industry_mark})")
_SECTOR = words("economy_end")


def _of_firms(scene: Scene, reading: Reading, left: Left, noun: str) -> str:
    """高新技术企业完成总产值86亿元，服务业实现增加值21亿元: whose figures those are, where a clause of the sentence says it."""
    if noun[:1] == _ITS and noun[1:] in _FIGURE_OF_FIRM:  # 制造业贡献突出,其增加值增长
        spoken_of = _SECTOR_SPOKEN_OF.match(scene.state.topic or scene.paragraph.topic)
        reading.phrase = f"{spoken_of['who'] if spoken_of else ''}{noun[1:]}"
        return reading.phrase
    of_sector = noun in _FIGURE_OF_FIRM or (not noun and reading.growth and reading.quantity.form == "percent")
    if of_sector and not left.subject and scene.state.topic and (sector := _sector_spoken_of(scene)):
        reading.phrase, reading.own_noun = f"{sector}{noun}", True  # 制造业保持稳定，增加值增长
        return reading.phrase
    if noun not in _FIGURE_OF_FIRM:
        joins = left.verb in _REACHED or left.level.startswith(_SUMMED_SO_FAR)  # 工业累计投资26亿元
        if noun and left.subject and joins and scene.is_term(f"{left.subject}{noun}"):
            reading.phrase = noun = f"{left.subject}{noun}"  # 技术市场实现交易额5亿元
        return noun
    if left.verb and left.subject.endswith(_SECTOR) and not left.subject.endswith(_FIRMS):
        reading.phrase = f"{left.subject}{noun}"
        return reading.phrase
    if left.subject:
        scene.state.firms = left.subject if left.subject.endswith(_FIRMS) else ""
    if left.verb and scene.state.firms:
        reading.phrase = noun = f"{scene.state.firms}{noun}"
    return noun


def _take_surroundings(scene: Scene, reading: Reading, left: Left, after: After) -> None:
    """The clause before, the topic, the verb behind, and the comparator that 分别 says for all."""
    state, previous = scene.state, scene.previous
    reading.before = reading.before or left.before
    if previous is not None and not after.noun and _is_headless(scene, reading, left):
        reading.phrase_head = reading.phrase_head or (state.whole or previous).phrase  # 企业163家,其中过10亿元的12家
    reading.context = state.topic or _said_so_far(scene, reading.quantity, previous)
    reading.topic = state.last_topic = state.topic or state.last_topic
    if after.text:
        take_verb_behind(scene, reading, after)


def _said_so_far(scene: Scene, quantity: Quantity, previous: Reading | None) -> str:
    """What was said before a number's clause, where no clause is between."""
    if previous is not None:
        return f"{previous.context[-40:]}{previous.phrase_wide}"
    main = main_of(scene, quantity)  # 分行业看: what is taken apart
    return f"{scene.paragraph.topic}{main.phrase if main is not None else ''}"


def _is_headless(scene: Scene, reading: Reading, left: Left) -> bool:
    """位于高新区的12家: a count with no noun behind 的."""
    counts = reading.quantity.form == "quantity" and reading.own_noun
    return counts and _HEADLESS.search(scene.text, left.start, reading.quantity.start) is not None


def _sector_spoken_of(scene: Scene) -> str:
    """采矿业支撑有力，…: the industry that the clause before speaks of; '' for none."""
    spoken_of = _SPEAKS_OF_INDUSTRY.match(scene.state.topic)
    return spoken_of["who"] if spoken_of else ""


_OF_SECTORS = words("sector_structure")


def _take_sector(scene: Scene, reading: Reading, noun: str) -> str:
    """三次产业结构为9.1∶42.3∶48.6: the noun of the first part, and of the others; any other ratio's as it is."""
    said = scene.text[: reading.quantity.start]
    members = split(_RATIO_OF.sub("", noun), scene.vocabulary) if _RATIO_OF.search(noun) else []
    if len(members) == parts_of_ratio(scene, reading.quantity):  # 企业资金、政府资金、其他资金之比为81∶14∶5
        reading.phrase, *scene.state.compared = members
        reading.reference = reading.whole.phrase if reading.whole is not None else reading.reference
        reading.own_noun = True
        return reading.phrase
    if not any(word in said for word in _OF_SECTORS):
        return noun
    reading.phrase = scene.vocabulary.sector[0]
    reading.reference, reading.own_noun = _GDP, True
    return reading.phrase


def _spread(scene: Scene, base: Reading, left: Left, nouns: list[str], grouped: bool) -> None:
    """Add a reading for each noun phrase, and for each place that 各 or 均 speaks of."""
    copies = [base]
    if len(nouns) > 1:
        copies += [base.again(ordinal, base.quantity) for ordinal in range(1, len(nouns))]
    for at, noun in enumerate(nouns):
        reading = copies[at]
        if scene.state.run_times:
            hand_over_time(scene, reading)
        if scene.state.run_places:
            hand_over_place(scene, reading, left)
        if grouped:
            _take_member(scene, reading, left, noun, nouns[-1])
        own = reading.own_noun
        stands = at > 0 and scene.knows(nouns[0]) and noun not in scene.vocabulary.bare_noun  # 进出口总额和出口额均
        may_point = (own or reading.phrase_position != "inherited") and not stands
        if may_point and (named := resolved(scene, reading)) is not None:
            _name(reading, named)
        if own and not reading.in_bracket:
            _name(reading, figure_of(scene, reading) or named_by_main(scene, reading))
        if len(left.places) > 1 and (left.every or left.each or is_of_each(scene, reading, left)):
            for order, place in enumerate(left.places):
                each = reading if order == 0 else base.again(order, base.quantity)
                each.phrase = reading.phrase
                put_in(each, place)
                scene.add(each)
        else:
            scene.add(reading)


def _take_member(scene: Scene, reading: Reading, left: Left, noun: str, last: str) -> None:
    """One member of a coordinated noun phrase; its head may stand with the last one only."""
    reading.phrase, reading.own_noun = noun, True
    if noun.endswith(scene.vocabulary.completion) and reading.quantity.form == "percent":
        _hold_against(reading, completion(scene, reading, noun))
        return
    if reading.quantity.form == "percent":
        named = share_in_name(scene, noun)
        if named is None and not left.share and any(share_in_name(scene, other) for other in scene.state.nouns):
            named = Against("", "")  # 甲产值占工业比重、研发强度分别为10%、2%: the second is no share
        _hold_against(reading, named)
    if noun.endswith(_RATES) and reading.share == _COMPLETED:  # 完成率、增幅分别为110%、30%
        reading.growth, reading.share, reading.reference = noun, "", ""
    counted = counted_as(scene, noun) if reading.quantity.form != "quantity" and not reading.counted_unit else None
    if counted is not None:
        reading.counted_unit = counted_unit(counted)
        take_verb_over(reading, counted)
        handed_out = reading.place_rule == "explicit"  # 甲区、乙区增速较快,分别为9%、8%
        if counted.place_rule == "explicit" and not (left.places or handed_out):  # 甲区、乙区分别为5家、6家,分别增长…
            take_place_over(reading, counted)
        if counted.phrase_position == "after":  # 5家企业享受减免3亿元,分别增长…
            reading.phrase_wide = counted.phrase_wide
    head = scene.state.nouns[-1] if scene.state.nouns else last
    sizes = noun[-1:] == head[-1:] and noun[-1:] in scene.vocabulary.size_ends
    figures = sizes or noun.endswith(_OWNED)  # 总产量、调出量, 旅游人次、旅游收入
    if (
        not figures and not head.endswith(_RATES) and noun[-_OWN_HEAD:] != head[-_OWN_HEAD:]
    ):  # 一产增加值、三产增加值: each says its own
        reading.phrase_head = reading.phrase_head or head

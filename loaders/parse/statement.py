"""From what stands left and right of a number to its readings: one for each noun phrase and place it is said of."""

import re
from dataclasses import replace

from loaders.parse.after import verb_after
from loaders.parse.coordination import share_out
from loaders.parse.inheritance import carry_cues, inherit_noun, resolve_anaphor
from loaders.parse.moments import set_time
from loaders.parse.noun import choose_noun, head_of_names
from loaders.parse.places import WORLD
from loaders.parse.reading import After, Left, Reading
from loaders.parse.references import read_reference
from loaders.parse.scan import Quantity
from loaders.parse.scene import Scene

_ASSIGNED = ("下达", "省下达", "交办")
_MET = ("下达", "完成", "超额完成")
_TASK = ("任务", "目标任务")
_MET_OR_EARLY = (*_MET, "提前完成", "提前超额完成")
_WORLDWIDE = re.compile("全球|世界")
_AMONG = re.compile("(?P<whole>.{2,}?)(?:中(?=的|，|,)|中(?:尚|仍|还|约|已|只|仅)?(?:有|$)|(?<![国拥所占享])有(?=.{3}))")
_PARTS = ("tenths", "half", "fraction")  # 三成, 过半, 三分之一: shares by themselves
_HEADLESS_SHARE = re.compile("的(?:占比?)?(?:达到|达|为|有|共)?$")
_RATED_IN = re.compile("在(?P<whole>[^，,；;]{2,16}?)(?:综合|创新能力|发展水平|高质量发展)*(?:评价|评估|考核|考评|排名|测评)(?:结果)?(?:中|里)")
_HEADLESS = re.compile("的(?:有|达|达到|为|共)?$")
_SPREAD = ("分布在", "分布于")


def state_number(scene: Scene, index: int, quantity: Quantity, left: Left, after: After) -> None:
    """Add the readings of a number to those of its sentence."""
    if after.noun in scene.vocabulary.milestone:
        after.noun = ""
        if left.verb in _MET and scene.previous() is not None:
            left.subject = ""
    if after.noun in _TASK and _repeats(scene, quantity):
        after.noun = left.subject = ""
    noun, position = choose_noun(scene, quantity, left, after)
    _give_unit(scene, quantity, left, noun)
    reading = _reading(scene, quantity, left, after, (noun, position))
    reading.phrase = noun = head_of_names(noun)
    _take_base(scene, reading)
    _take_goal(scene, reading, left, after)
    group = share_out(scene, index, quantity, left, noun)
    _take_surroundings(scene, reading, left, after)
    _take_whole(scene, reading, left)
    noun = _take_sector(scene, reading, noun)
    _complete_rank(scene, reading, left, noun)
    _take_headless_share(scene, reading, left, noun)
    _complete_share(scene, reading, noun)
    nouns = group or [noun]
    if not nouns[0]:
        inherit_noun(scene, reading, left, scene.previous(), after.noun)
        nouns = [reading.phrase]
    _spread(scene, reading, left, nouns, group is not None)


def state_next_sector(scene: Scene, quantity: Quantity) -> None:
    """9.1∶42.3∶48.6: the second and third part of a ratio of sectors."""
    sectors = scene.vocabulary.sector
    reading = replace(scene.readings[-1], ordinal=0, quantity=quantity)
    if reading.phrase in sectors[:-1]:
        reading.phrase = sectors[sectors.index(reading.phrase) + 1]
    scene.add(reading)


def _repeats(scene: Scene, quantity: Quantity) -> bool:
    """转化成果430项,超额完成下达的360项任务: a task of what was just counted."""
    previous = scene.previous()
    return (
        previous is not None
        and scene.text.find("完成", previous.quantity.end, quantity.start) >= 0
        and scene.text.endswith("的", 0, quantity.start)
        and any(r.quantity.form == "quantity" and r.quantity.unit == quantity.unit for r in scene.readings)
    )


# -- the number itself ---------------------------------------------------------------------------------------------


def _give_unit(scene: Scene, quantity: Quantity, left: Left, noun: str) -> None:
    """A bare number counts in the unit that 单位：亿元 put in force, or in that of the number before its bracket."""
    if quantity.form != "bare" or not noun:
        return
    if scene.paragraph.unit:
        unit, scale = scene.paragraph.unit
        quantity.form, quantity.rule, quantity.unit, quantity.scale = "quantity", "unit_in_force", unit, scale
        quantity.value = None if quantity.value is None else quantity.value * scale
    elif left.bracket and (outer := scene.before_bracket(quantity)) and outer.quantity.form == "quantity":
        quantity.form, quantity.rule, quantity.unit = "quantity", "unit_of_whole", outer.quantity.unit


def _reading(scene: Scene, quantity: Quantity, left: Left, after: After, chosen: tuple[str, str]) -> Reading:
    """A reading with what its own clause says, the time and place in force, and the cues it takes over."""
    noun, position = chosen
    reading = Reading(
        quantity,
        phrase=noun,
        phrase_wide=f"{left.subject}{left.verb}{noun if position == 'before' else ''}{after.wide}",
        phrase_position=position,
        verb=left.verb,
        level=left.level,
        plan=left.plan or scene.state.plan,
        estimate=scene.state.estimate,
        growth=left.growth,
        share=left.share,
        rank=left.rank,
        gap=left.gap,
        basis=left.basis,
        before=left.before,
        provision=left.provision or scene.state.provision,
        change_from=left.change_from,
        reference=left.reference,
        base_text=left.base_text,
        base=left.base,
        own_noun=bool(noun),
        in_bracket=left.bracket,
    )
    carry_cues(scene, reading, left)
    if reading.reference:
        reading.reference, reading.reference_place = read_reference(scene, reading.reference)
    reading.after = scene.comparator_at(quantity.end + scene.text.startswith(" ", quantity.end))
    set_time(scene, reading, left)
    _take_sum(scene, reading)
    _set_place(scene, reading, left)
    return reading


def _take_sum(scene: Scene, reading: Reading) -> None:
    """2018年以来累计实施项目50项,安排资金3亿元: what years sum up holds for what goes on after it."""
    if reading.quantity.form != "quantity" or reading.time is None or reading.time.kind != "years":
        return
    if reading.level.startswith("累计"):
        scene.state.summed_up = reading.time
    elif scene.state.summed_up is reading.time and reading.verb and not reading.level:
        reading.level = "累计"


def _set_place(scene: Scene, reading: Reading, left: Left) -> None:
    """Give a reading its places: said in its clause, else in force in the sentence, else in the paragraph."""
    state = scene.state
    if left.places:
        reading.places, reading.place_rule = tuple(dict.fromkeys(left.places)), "explicit"
        if not left.bracket:
            state.place, state.place_of_peer = reading.places, left.peer or state.place_of_peer
    elif state.place and state.place_of_peer and left.fresh and left.noun:
        state.place, state.place_of_peer = (), False
    elif left.rest or scene.text.startswith(_SPREAD, reading.quantity.end):
        state.place = ()
        reading.places, reading.place_rule = (scene.places.own.where,), "sentence"
    elif _sums_up_places(scene, left):
        reading.places, reading.place_rule = scene.places_said(), "sentence"
    elif state.place:
        reading.places, reading.place_rule = state.place, "sentence"
    elif scene.paragraph.zone:
        reading.places, reading.place_rule = scene.paragraph.zone, "paragraph"


def _sums_up_places(scene: Scene, left: Left) -> bool:
    """合肥10家、芜湖5家,合计占全省30%."""
    return bool(left.share) and left.level in scene.vocabulary.joint_total and len(scene.places_said()) > 1


# -- what the sentence adds ----------------------------------------------------------------------------------------


def _take_base(scene: Scene, reading: Reading) -> None:
    """与2016年相比: said once for the changes that follow."""
    changes = reading.growth or reading.change_from or reading.quantity.form == "multiple"
    if scene.state.base and reading.base is None and changes and not reading.basis:
        reading.base, reading.base_text = scene.state.base


def _take_goal(scene: Scene, reading: Reading, left: Left, after: After) -> None:
    """20家的年度目标, 下达…任务20项: the number is a plan."""
    assigned = left.verb in _ASSIGNED and reading.phrase_position == "after"
    if assigned and reading.phrase.endswith(("任务", "目标")):
        reading.plan = "目标"
    goal = scene.vocabulary.pattern.goal_behind.match(scene.text, after.start)
    if goal and reading.quantity.form == "quantity" and ("目标" in goal.group() or left.verb in _MET_OR_EARLY):
        reading.plan = "目标"


def _take_surroundings(scene: Scene, reading: Reading, left: Left, after: After) -> None:
    """The clause before, the topic, the verb behind, and the comparator that 分别 says for all."""
    state, previous = scene.state, scene.previous()
    reading.before = reading.before or left.before
    if previous and not after.noun and _is_headless(scene, reading, left):
        reading.phrase_head = reading.phrase_head or previous.phrase
    so_far = f"{previous.context[-40:]}{previous.phrase_wide}" if previous else scene.paragraph.topic
    reading.context = state.topic or so_far
    reading.topic = state.last_topic = state.topic or state.last_topic
    reading.verb_after = reading.verb_after or verb_after(scene, after.start, after.end)


def _is_headless(scene: Scene, reading: Reading, left: Left) -> bool:
    """位于高新区的12家: a count with no noun behind 的."""
    counts = reading.quantity.form == "quantity" and reading.own_noun
    return counts and _HEADLESS.search(scene.text, left.start, reading.quantity.start) is not None


def _take_whole(scene: Scene, reading: Reading, left: Left) -> None:
    """其中 takes parts of the amount before, a bracket those of the number before it; the items of 其中 go on."""
    state = scene.state
    if left.part:
        reading.whole = scene.whole_before()
        if not left.bracket:
            state.whole = reading.whole
    elif left.bracket:
        reading.whole = scene.before_bracket(reading.quantity) or state.whole
    elif state.whole is not None:
        if left.verb or left.level or left.growth or state.topic:
            state.whole = None
        reading.whole = state.whole


def _take_sector(scene: Scene, reading: Reading, noun: str) -> str:
    """三次产业结构为9.1∶42.3∶48.6: the noun of the first part; any other number's as it is."""
    said = scene.text[: reading.quantity.start]
    if reading.quantity.rule != "ratio_part" or not ("产业结构" in said or "产业比" in said):
        return noun
    reading.phrase = scene.vocabulary.sector[0]
    reading.reference, reading.own_noun = "地区生产总值", True
    return reading.phrase


def _complete_rank(scene: Scene, reading: Reading, left: Left, noun: str) -> None:
    """Among what a rank is, where its clause does not say."""
    if reading.quantity.form != "rank" or reading.reference:
        return
    if not noun:
        for other in reversed(scene.readings):
            if other.quantity.form == "rank" and other.reference:
                reading.reference, reading.reference_place = other.reference, other.reference_place
                return
    subject = noun or left.subject  # 国家高新区综合排名进入前55位
    if ranked := scene.vocabulary.pattern.ranked.search(subject):
        reading.reference = ranked["reference"]
    elif reading.quantity.rule == "top_n" and reading.verb:  # 进入全国园区前20位
        reading.reference, reading.reference_place = read_reference(scene, noun)
    elif _WORLDWIDE.search(noun):
        reading.reference = WORLD[1]
    elif rated := _RATED_IN.search(f"{reading.context}，{noun}"):
        reading.reference, reading.reference_place = read_reference(scene, rated["whole"])


def _take_headless_share(scene: Scene, reading: Reading, left: Left, noun: str) -> None:
    """项目60项,其中企业牵头的不低于70%; 载体700家、国家级占两成: a share of what was counted, whose noun is left out."""
    quantity = reading.quantity
    if quantity.form != "percent" or reading.reference or reading.growth or reading.gap or not (left.noun or left.subject):
        return
    if _among(noun):
        return
    said = scene.text[left.start : quantity.start].removesuffix(left.before)
    if not (_HEADLESS_SHARE.search(said) or (reading.share and scene.vocabulary.pattern.qualifier.fullmatch(noun))):
        return
    whole = reading.whole or _counted_before(scene)
    if whole is not None:
        reading.share, reading.reference = reading.share or "的", whole.phrase
        reading.phrase_head = reading.phrase_head or whole.phrase


def _counted_before(scene: Scene) -> Reading | None:
    """What was counted last, or what that is a part of."""
    counted = next((r for r in reversed(scene.readings) if r.quantity.form == "quantity" and r.quantity.unit != "元"), None)
    return counted.whole if counted is not None and counted.whole is not None else counted


def _complete_share(scene: Scene, reading: Reading, noun: str) -> None:
    """Of what a share is, where its clause does not say: its own noun (30%的企业), its whole, or that of the share before."""
    if reading.quantity.form != "percent" or reading.reference:
        return
    if reading.phrase_position == "after" and not reading.growth:
        reading.share, reading.reference = reading.share or "的", noun
    if reading.reference:
        return
    if reading.share:
        whole = _kin_whole(scene, reading, noun)
        owned = noun.rpartition("的")[2] if "的" in noun else ""
        reading.reference = whole or _among(noun) or _shared(scene) or owned or _kin(scene, noun)
    elif reading.quantity.rule in _PARTS and not reading.growth:  # 设有机构的企业不到三成, 企业中尚有三成
        reading.reference = _among(noun) or (noun.rpartition("的")[2] if "的" in noun else "")


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


def _shared(scene: Scene) -> str:
    """The reference of the last share that has one."""
    return next((other.reference for other in reversed(scene.readings) if other.share and other.reference), "")


def _kin(scene: Scene, noun: str) -> str:
    """企业1000家,高新技术企业占10%: the noun before, where both end alike."""
    previous = scene.previous()
    if previous is None or not noun or previous.phrase[-2:] != noun[-2:]:
        return ""
    return (previous.whole or previous).phrase


# -- one reading for each ------------------------------------------------------------------------------------------


def _spread(scene: Scene, base: Reading, left: Left, nouns: list[str], grouped: bool) -> None:
    """Add a reading for each noun phrase, and for each place that 各 or 均 speaks of."""
    for ordinal, noun in enumerate(nouns):
        reading = base if ordinal == 0 else replace(base, ordinal=ordinal)
        _hand_over(scene, reading, left)
        if grouped:
            _take_member(scene, reading, noun, nouns[-1])
        resolve_anaphor(scene, reading)
        if (left.every or left.each) and len(left.places) > 1:
            for order, place in enumerate(left.places):
                each = reading if order == 0 else replace(base, ordinal=order)
                each.phrase, each.places, each.place_rule = reading.phrase, (place,), "explicit"
                scene.add(each)
        else:
            scene.add(reading)


def _hand_over(scene: Scene, reading: Reading, left: Left) -> None:
    """The time or place that 分别 holds for this number."""
    state = scene.state
    if state.run_times:
        reading.time_text, reading.time = state.run_times.pop(0)
        reading.time_rule = "explicit"
    if state.run_places and not left.every:
        reading.places, reading.place_rule = (state.run_places.pop(0),), "explicit"


def _take_member(scene: Scene, reading: Reading, noun: str, last: str) -> None:
    """One member of a coordinated noun phrase; its head may stand with the last one only."""
    reading.phrase, reading.own_noun = noun, True
    if reading.quantity.form != "quantity" and not reading.counted_unit:
        said = (r for r in reversed(scene.readings) if r.phrase == noun and r.quantity.form == "quantity")
        if counted := next(said, None):
            reading.counted_unit = counted.quantity.unit
            if counted.phrase_position == "after":  # 5家企业享受减免3亿元,分别增长…
                reading.phrase_wide = counted.phrase_wide
    head = scene.state.nouns[-1] if scene.state.nouns else last
    reading.phrase_head = reading.phrase_head or (head if noun != head else "")

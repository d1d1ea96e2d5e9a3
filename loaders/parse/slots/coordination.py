"""Coordination: which noun phrases a number describes, where several share it (均, 各) or 分别 hands them out in order."""

import re
from itertools import pairwise

from loaders.parse.marks.phrase import AND, LIST_MARK, clean, is_one, is_qualifier, members, split, trim, without_tier
from loaders.parse.marks.places import Where
from loaders.parse.marks.times import Said, year_period
from loaders.parse.marks.words import Token
from loaders.parse.numbers.amounts import ZH
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.wording import pattern, sole, words

_COMPLETED = sole("completed")

_RUN = re.compile(r"[\s、和及与以至]*(?:以及)?[\s、]*$")
_COMMAS = ("，", ",")
_COUNTED_LIST = re.compile(
    "(?:^|[，,；;。：:])(?P<names>[^，,；;。：:]+?)(?:[两二三四五六七八九十]|\\d{1,2})(?:个|大|类|家|项)$"
)
_PREDICATES = frozenset(("verb", "growth", "gap", "basis", "date", "time", "plan", "actual", "estimate"))
_ADVERBIAL = pattern("{adverbial_tail}+$")
_RUN_STARTS = frozenset("、和及与以至")
_LEADS_LIST = pattern("^(?:其中|全[{realm_mark}]|{above_size})+")
_MEASURES = (*words("amount_mark"), *words("growth_name"), *words("count_name"))  # 产量、商品量、调出量居第一
_COUNT_NAME = pattern("{count_name}$")
_COUNTED_ANAPHOR = re.compile("([两二三四五])[项个]")
_ALL_OF_THEM = pattern("[两二三四五](?:{aspect_noun}|类|者|项)")
_SO_MANY = pattern("[两二三四五][项个大]{indicator_noun}$")  # 研发经费、成交额、企业数三项指标
_INDICATOR_NOUNS = words("indicator_noun")
_NAMED_INDICATORS = pattern(
    "(?:^|[，,；;。：:])(?P<names>[^，,；;。：:\\d]+)(?P<count>[两二三四五])[项个大]{indicator_noun}"
)
_MONEY = words("money_unit")
_OWNED = words("owned_figure")
_STATED = ("quantity", "percent", "multiple")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def share_out(scene: Scene, index: int, quantity: Quantity, left: Left, noun: str) -> list[str] | None:
    """The nouns that a number describes; None where it describes ``noun`` alone."""
    if left.pair:
        said = _of_those_before(scene, index, left, noun) or _of_unlike(scene, index, noun)
        return said or _hand_out(scene, index, left, noun)
    goes_on = not left.fresh or left.start == quantity.start  # 分别增长5%,8%和9%
    if scene.state.run and not left.noun and not left.verb and goes_on:
        left.before = left.before or scene.state.run_before
        return [scene.state.run.pop(0)]
    of_all = not noun and quantity.form != "quantity" and (left.every or left.each)
    of_one = noun and is_one(noun)  # as most; not 甲企业、乙企业均实现翻番
    members = [noun] if of_one else split(left.subject if of_all else _SO_MANY.sub("", noun), scene.vocabulary)
    if left.every and not left.places and len(members) > 1:
        return _first_of(scene, members) if run_length(scene, index) == len(members) else members
    if left.each:
        return _of_each(scene, left, noun, members)
    if noun and (len(members) < 2 or quantity.form == "rank"):
        alike = len(members) == 2 or (len(members) > 1 and all(member.endswith(_MEASURES) for member in members))
        return members if alike and "《" not in noun and "“" not in noun else None
    changed = quantity.form == "percent" and left.fresh and (left.growth != "" or left.share == _COMPLETED)
    grown = _growing_alike(scene, quantity, left, noun) if run_length(scene, index) == 1 else []
    return grown or _of_run(scene, index, noun, members, changed)


def _growing_alike(scene: Scene, quantity: Quantity, left: Left, noun: str) -> list[str]:
    """研发投入、高技术制造业增加值增长10%, 零售额、增加值首次突破50亿元, 甲企业、乙企业数量翻番: those that a growth is said of, where each is named in full; [] where not."""
    grows = quantity.form == "multiple" or (quantity.form == "percent" and left.growth != "")
    grows = grows or (quantity.form == "quantity" and left.before in scene.vocabulary.exceeding)
    members = split(noun or left.subject, scene.vocabulary) if grows else []
    if len(members) < 2 or "、" not in (noun or left.subject):
        return []
    kind = _COUNT_NAME.sub("", members[-1])[-2:]
    named = [f"{member}{kind}" if scene.is_term(f"{member}{kind}") else member for member in members]
    return named if all(scene.ends_in_term(_COUNT_NAME.sub("", member)) for member in named) else []


def _of_those_before(scene: Scene, index: int, left: Left, noun: str) -> list[str] | None:
    """三者分别占…, 两项指标分列…: those of the sentence before, where this one has not named as many; None for any other noun."""
    if not (_ALL_OF_THEM.fullmatch(noun) or noun in _INDICATOR_NOUNS):
        return None
    count = run_length(scene, index)
    said = scene.paragraph.said if len(scene.facts) < count else [r.phrase for r in scene.facts][-count:]
    left.noun = left.subject = ""
    return _first_of(scene, said) if len(said) == count else None


def _of_unlike(scene: Scene, index: int, noun: str) -> list[str] | None:
    """强度和企业数分别达到2%和400家: as many nouns as rates, amounts and counts; None where all numbers are alike."""
    count = run_length(scene, index, unlike=True) if noun else 1
    kinds = {(q.form, q.unit in _MONEY) for q in scene.quantities[index : index + count]}
    if len(kinds) == 1:
        return None
    named = [part for part in map(trim, members(noun)) if part]  # each with its own head
    return _first_of(scene, named) if len(named) == count else None


def _places_before(scene: Scene, count: int) -> list[Where]:
    """甲镇、乙镇申请量居前两位,分别为86件、74件: as many places as numbers, listed before or what the number before was of."""
    if len(scene.state.listed) == count:
        return list(scene.state.listed)
    previous, places = scene.previous, scene.state.place
    of_places = previous is not None and previous.place_rule == "explicit" and previous.places == places
    return list(places) if of_places and len(places) == count else []


def _as_many(scene: Scene, index: int, listed: str) -> tuple[int, list[str]]:
    """How many numbers the members of a list are handed out to, and those; behind a comma too where they are as many (1家，2家)."""
    count = run_length(scene, index)
    if len(found := split(listed, scene.vocabulary, count)) == count:
        return count, found
    count = run_length(scene, index, _COMMAS)
    return count, split(listed, scene.vocabulary, count)


def _hand_out(scene: Scene, index: int, left: Left, noun: str) -> list[str] | None:
    """A、B、C分别达1家、2家、3家: nouns, places or times, whichever are as many as the numbers."""
    state = scene.state
    count, members = _as_many(scene, index, noun or ("" if left.times else left.subject))
    if len(left.times) < 2 and count > 1:
        left.times = list(state.times) if len(state.times) == count else _years_apart(scene, left, count)
    if len(members) < 2 and len(left.places) < 2 and count > 1:
        left.places = _places_before(scene, count) or left.places
    alone = len(members) < 2 and noun and not left.places
    if alone and (
        listed := _listed_before_count(scene, left, noun, count) or _listed_as_kinds(scene, left, noun, count)
    ):
        return _first_of(scene, listed)
    if len(members) < 2 and len(left.places) < 2 and len(left.times) < 2 and count > 1:
        members = (
            _ranked_first(scene, left, count)
            or _said_before(scene, count, noun)
            or _subjects_of_clause(scene, count, noun)
            or members
        )
    if len(members) < 2 and len(left.places) < 2 and len(left.times) < 2 and len(state.place) == count > 1:
        left.places = list(state.place)
    if max(len(members), len(left.places), len(left.times)) < 2:  # 甲县（增长23%）、乙县（增长19%）…,产值依次为
        left.places = _places_in_row(scene, count) or left.places
    if not noun and max(len(members), len(left.places), len(left.times)) < 2:
        said = [r.phrase for r in scene.readings if r.own_noun and r.is_fact]  # 总产值2亿元,增加值增长8%,分别高于…
        members = said[-count:] or _told_before(scene, index, left)
        count = max(count, len(members))
    state.run_places = list(left.places) if len(left.places) == count > 1 else []
    state.run_times = list(left.times) if len(left.times) == count > 1 else []
    state.run_before = left.before
    if len(members) == count > 1:
        return _first_of(scene, members)
    if state.run_places or state.run_times:
        state.run = [noun] * (count - 1)
        return [noun] if noun else None
    return None


def _years_apart(scene: Scene, left: Left, count: int) -> list[tuple[str, Said]]:
    """近两年高企分别净增5家、8家: each of as many years as numbers; the times of the clause where those are not as many."""
    text, time = left.times[-1] if left.times else (scene.state.time_text, scene.state.time)
    if time is None:
        return left.times
    first, last = time.period
    whole = (first.month, last.month) == (1, 12) and last.year - first.year + 1 == count
    return (
        [(text, Said(year_period(year), "period")) for year in range(first.year, last.year + 1)]
        if whole
        else left.times
    )


def _told_before(scene: Scene, index: int, left: Left) -> list[str]:
    """转化成果62项,选派特派员236名。去年同期分别为55项、210名: what the sentence before counted in the same units; [] for others."""
    told = [r for r in scene.paragraph.told if r.quantity.form == "quantity" and not (r.growth or r.gap)]
    units = [quantity.unit for quantity in scene.quantities[index:]]
    return [r.phrase for r in told] if left.times and units == [r.quantity.unit for r in told] else []


def hand_out_references(scene: Scene, index: int, left: Left) -> None:
    """分别比全国、全省低1.1个、0.8个百分点: as many references as numbers."""
    members = split(left.reference, scene.vocabulary)
    if len(members) == run_length(scene, index) > 1:
        left.reference, *scene.state.run_references = members
        left.pair = False  # what was handed out is what they are held against


def _places_in_row(scene: Scene, count: int) -> list[Where]:
    """甲县（41%）、乙县（46%）进度较慢,分别落后…: the places of as many rates as are right before; [] for fewer."""
    said = scene.facts[-count:]
    of_places = [r.places[0] for r in said if r.place_rule == "explicit" and len(r.places) == 1]
    rates = all(r.quantity.form == "percent" for r in said)
    return of_places if rates and len(set(of_places)) == count else []


def handed_out_base(scene: Scene, index: int, left: Left) -> tuple[Said, str]:
    """分别比2019年、2020年提高1.1个、0.8个百分点: as many times to be held against as numbers; else the last of them."""
    if len(left.bases) != run_length(scene, index) or len(left.bases) == 1:
        return left.bases[-1]
    base, *scene.state.run_bases = left.bases
    left.pair = left.pair and bool(left.noun)
    return base


def _said_before(scene: Scene, count: int, noun: str) -> list[str]:
    """The nouns last handed out, or those of the numbers before: …3项、5项,分别增长10%、20%."""
    counts = [r for r in scene.readings if r.quantity.form == "quantity" and not r.growth and not r.gap]
    said = [r for r in counts if r.own_noun][-count:]
    of_one = len({r.phrase for r in counts[-count:]}) == 1 and not any(r.own_noun for r in counts[1 - count :])
    nouns = scene.state.nouns
    just_said = of_one and scene.previous is counts[-1]
    last = scene.facts[-count:]  # 企业、人才分别达90家、8名；产值12亿元、利润3亿元,分别增长…
    since = last == counts[-count:] and all(r.own_noun and r.phrase not in nouns for r in last)
    if (
        len(nouns) >= count
        and not (just_said or since)
        and not (noun and all(n in scene.vocabulary.pointing_noun for n in nouns))
    ):
        return nouns[-count:]  # 总量和增速均居第5位;收入分别增长4%、6%: of the income, and not of those
    if len(said) < count or of_one:  # 专利申请520件、授权340件; 城乡居民收入4万元、2万元
        said = counts[-count:]
    if (
        noun and len(said) == count and is_qualifier(noun, scene.vocabulary)
    ):  # 孵化器9家、众创空间7家,国家级分别为3家和2家
        return [f"{noun}{without_tier(r.phrase, scene.vocabulary)}" for r in said]
    if noun or len(said) < count:
        return []
    scene.state.said = said
    return [r.phrase for r in said]


def _listed_before_count(scene: Scene, left: Left, noun: str, count: int) -> list[str]:
    """新能源、新材料、生物三个领域分别增长…: those listed before as many of them; [] where no list is as long."""
    said = _COUNTED_LIST.search(scene.text, 0, scene.text.find(noun, left.start) if noun else 0)
    members = split(said["names"], scene.vocabulary, count) if said else []
    return [f"{member}{noun}" for member in members] if len(members) == count > 1 else []


_LIST_OF_KINDS = pattern(
    "(?:^|[，,；;。：:])(?P<names>[^，,；;。：:\\d]+?)等(?P<count>\\d{1,2}|[两二三四五六七八九十])(?:个|大|类)(?P<kind>{listed_kind})"
)
_NAMED_BEFORE_HEAD = re.compile("(?P<names>[^，,；;。：:\\d]+、[^，,；;。：:\\d]+)等(?P<head>[^等、，,]{2,12})$")


def _listed_as_kinds(scene: Scene, left: Left, noun: str, count: int) -> list[str]:
    """家电、汽车等2个行业贡献居前,增加值分别增长…; 汽车、机器人等产品产量分别增长…: those named before as many numbers."""
    if named := _NAMED_BEFORE_HEAD.search(scene.text, left.start, scene.text.find(noun, left.start) + len(noun)):
        names, head = named["names"], named["head"]
    elif named := _LIST_OF_KINDS.search(scene.text, 0, left.start):
        names, head = named["names"], f"{named['kind']}{noun}"
    else:
        return []
    members = split(_LEADS_LIST.sub("", names), scene.vocabulary)
    return [f"{member}{head}" for member in members] if len(members) == count > 1 else []


_RANKED_FIRST = pattern(
    f"(?P<figure>[^，,；;。：:]*?)前(?:\\d{{1,2}}|[{ZH}]{{1,2}})[位名]?的?{{respectively}}?(?:是|为)?(?P<names>[^，,；;。：:\\d]+)[，,]$"
)
_ALSO = re.compile("、|以及|及")
_FIGURES = (*words("industry_figure"), *words("growth_name"), *words("size_noun"))


def _ranked_first(scene: Scene, left: Left, count: int) -> list[str]:
    """产值排前三位的是甲业、乙业及丙业，分别为9亿元、8亿元、7亿元: the figure of each of those named; [] for any other."""
    named = _RANKED_FIRST.search(scene.text, 0, left.start)
    names = _ALSO.split(named["names"]) if named else []
    if named is None or len(names) != count:
        return []
    figure = max((word for word in _FIGURES if word in named["figure"]), key=len, default="")
    return [f"{name}{figure}" for name in names] if figure else []


def _subjects_of_clause(scene: Scene, count: int, noun: str) -> list[str]:
    """甲企业和乙企业较快增长,分别达90家、870家: what the clause before describes, where it lists as many; [] for fewer."""
    topic = "" if noun else scene.state.topic
    said = split(scene.facts[-1].phrase, scene.vocabulary) if scene.facts and not (noun or topic) else []
    if len(said) == count:  # 甲企业和乙企业翻一番,分别达90家、870家
        return said
    start = scene.text.rfind(topic) if topic else -1
    if start < 0 or not LIST_MARK.search(topic):
        return []
    end = start + len(topic)
    until = next((token.start for token in scene.words.between(start, end) if token.cue in _PREDICATES), end)
    members = split(clean(_ADVERBIAL.sub("", scene.text[start:until]), scene.vocabulary), scene.vocabulary)
    return members if len(members) == count else []


def _first_of(scene: Scene, members: list[str]) -> list[str]:
    """Keep the members for the numbers that follow, and give the first to this one."""
    if members[0].endswith(_OWNED):
        members = _with_owner(members)
    scene.state.nouns, scene.state.run = members, members[1:]
    return [members[0]]


def _with_owner(members: list[str]) -> list[str]:
    """旅游人次、收入 → 旅游人次、旅游收入: figures of what the first member names."""
    first, *others = members
    owner = first.removesuffix(next(figure for figure in _OWNED if first.endswith(figure)))
    return [first, *(f"{owner}{member}" if member in _OWNED else member for member in others)]


def _of_each(scene: Scene, left: Left, noun: str, members: list[str]) -> list[str] | None:
    """均: of all members, or (两项均…) of the facts before."""
    if len(left.places) > 1:
        return None
    counted = scene.state.nouns
    if left.part and len(counted) > 1 and is_qualifier(noun, scene.vocabulary):  # 其中国家级均为6家
        return [f"{noun}{without_tier(member, scene.vocabulary)}" for member in counted]
    if len(members) > 1:
        scene.state.nouns = members
        return members
    if listed := _each_of_listed(scene, left, noun) or _each_of_named(scene, noun):
        return listed
    parted = max(scene.text.rfind(mark, 0, left.start) for mark in "；;")
    behind = [
        r for r in scene.facts if r.own_noun and r.quantity.start > parted
    ]  # 居全国第67位；A2件，B3%，均居全省第3
    said = [r.phrase for r in behind] if len(behind) > 1 else [r.phrase for r in scene.facts if r.own_noun]
    said = list(dict.fromkeys(said))  # A、B为3件、5件,分别增长2%、4%,均居第1
    last = scene.readings[-1].phrase if scene.readings else ""
    points_back = noun in scene.vocabulary.pointing_noun or not noun
    if points_back and len(counted) > 1 and last == counted[-1]:  # A、B分别增长3%、5%,增速均居第7位
        said = counted
    if noun:
        counted_so = _COUNTED_ANAPHOR.match(noun) or _COUNTED_ANAPHOR.match(scene.text, max(0, left.start - 2))
        if counted_so:  # 两项指标均, 两项产量均
            said = said[-_COUNTS[counted_so[1]] :]
        elif noun not in scene.vocabulary.bare_noun:
            said = [phrase for phrase in said if phrase != noun and phrase.endswith(noun)]
            said = said if len(said) > 1 else []  # 汽车产量…,新能源汽车产量…,产量均居第2位
    return said or None


def _each_of_named(scene: Scene, noun: str) -> list[str]:
    """研发经费、技术合同成交额两项指标均居首位: those named before so many indicators; [] where no list is as long."""
    counted = _NAMED_INDICATORS.search(scene.text) if noun in _INDICATOR_NOUNS else None
    members = split(counted["names"], scene.vocabulary) if counted else []
    return members if counted and len(members) == _COUNTS.get(counted["count"]) else []


def _each_of_listed(scene: Scene, left: Left, noun: str) -> list[str]:
    """电子信息、食品2个产业规模均超过1万亿元: those listed before so many of them; [] where no list is as long."""
    counted = scene.facts[-1] if scene.facts and noun else None
    if counted is None or counted.quantity.form != "quantity" or counted.quantity.end != left.start:
        return []
    members = split(counted.phrase, scene.vocabulary)
    return [f"{member}{noun}" for member in members] if 1 < len(members) == counted.quantity.value else []


def _of_run(scene: Scene, index: int, noun: str, members: list[str], changed: bool) -> list[str] | None:
    """专利、商标12件、15件: as many nouns as numbers, without a 分别."""
    if noun:
        return _first_of(scene, members) if len(members) == run_length(scene, index) else None
    nouns = scene.state.nouns
    if len(nouns) < 2 and not changed:
        return None
    count = run_length(scene, index)
    if len(nouns) < count and count > 1 and changed:
        nouns = _said_in_row(scene, count)
    return _first_of(scene, nouns) if len(nouns) > 1 and len(nouns) == count else None


def _said_in_row(scene: Scene, count: int) -> list[str]:
    """申请30件、授权20件,增幅10%、5%: the nouns of as many counts as are right before, each told by its own verb; [] for fewer."""
    counts = scene.facts[-count:]
    if len(counts) < count or any(r.quantity.form != "quantity" or r.growth or r.gap or r.whole for r in counts):
        return []
    if len({(r.verb, r.phrase) for r in counts}) < count or len({r.quantity.unit for r in counts}) > 1:
        return []
    scene.state.said = counts
    return [r.phrase for r in counts]


def next_time(scene: Scene) -> tuple[str, Said] | None:
    """The time that 分别 holds for the next number; None for none."""
    return scene.state.run_times.pop(0) if scene.state.run_times else None


def next_place(scene: Scene) -> Where | None:
    """The place that 分别 holds for the next number; None for none."""
    return scene.state.run_places.pop(0) if scene.state.run_places else None


def next_base(scene: Scene) -> tuple[Said, str] | None:
    """The time that the next of a run of changes is measured against; None for none."""
    return scene.state.run_bases.pop(0) if scene.state.run_bases else None


def next_reference(scene: Scene) -> str | None:
    """What the next of a run is held against; None for none."""
    return scene.state.run_references.pop(0) if scene.state.run_references else None


def end_run(scene: Scene) -> None:
    """Nouns, places and times that were not handed out go with what was spoken of."""
    state = scene.state
    state.run, state.run_places, state.run_times = [], [], []


def run_length(scene: Scene, index: int, besides: tuple[str, ...] = (), *, unlike: bool = False) -> int:
    """How many numbers follow one another with only 、 or 和, or one of some other marks, between them, this one first.

    They are alike (counts, or rates) unless unlike ones count too.
    """
    quantities, count = scene.quantities, 1
    for position in range(index + 1, len(quantities)):
        here, following = quantities[position - 1], quantities[position]
        joined = scene.text[here.end : following.start] in besides or _joins(scene, here.end, following.start)
        if not joined or not (following.form == here.form or (unlike and following.form in _STATED)):
            break
        count += 1
    return count


def _joins(scene: Scene, start: int, end: int) -> bool:
    between = scene.text[start + len(scene.comparator_at(start)) : end]
    if between and (between[0] in _RUN_STARTS or between[0].isspace()) and _RUN.fullmatch(between):
        return True
    words = scene.words.between(start, end)  # 提升3位和下降2位
    return len(words) == 1 and words[0].cue == "growth" and words[0].end == end and _joined(scene, start, words[0])


def _joined(scene: Scene, start: int, word: Token) -> bool:
    between = scene.text[start + len(scene.comparator_at(start)) : word.start]
    return between in AND


def bound_of_run(scene: Scene, quantity: Quantity, left: Left) -> str:
    """分别增长5%、8%以上: the comparator behind the last of the numbers that 分别 hands out holds for all."""
    previous = scene.readings[-1] if scene.readings else None
    if not left.pair and (previous is None or not previous.after):  # as nearly all
        return ""
    index = scene.quantities.index(quantity)
    goes_on = previous is not None and index > 0 and previous.quantity is scene.quantities[index - 1]
    if not left.pair and not (previous is not None and goes_on and not scene.comparator_at(previous.quantity.end)):
        return ""
    run = scene.quantities[index : index + run_length(scene, index)]
    bounds = [scene.comparator_at(number.end) for number in run]
    return "" if any(bounds[:-1]) else bounds[-1]


def parts_of_ratio(scene: Scene, first: Quantity) -> int:
    """Of how many parts a ratio is that begins with a number."""
    at = scene.quantities.index(first)
    count = 1
    for before, following in pairwise(scene.quantities[at:]):
        if following.rule != "ratio_part" or following.start != before.end + 1:
            break
        count += 1
    return count


def counted_as(scene: Scene, noun: str) -> Reading | None:
    """Where a noun that is handed out was counted."""
    if scene.state.said:
        return scene.state.said.pop(0)
    counts = (r for r in reversed(scene.readings) if r.quantity.form == "quantity")
    return next((r for r in counts if r.phrase.endswith(noun)), None)

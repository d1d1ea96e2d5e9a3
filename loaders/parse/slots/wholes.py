"""What a share is of where no word says so: the amount that its own amount is such a share of, or what the same share was of before.

成交额1000亿元。…输出到省外400亿元,占40%: no other amount of the report fits, so the share is of the first.
"""

from loaders.parse.marks.places import Where
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.wording import sole, words

_KIND_OF_PATENT = frozenset(words("kind_of_patent"))
_COMPLETED = sole("completed")

Whole = tuple[str, Where | None]  # what a share is of, and the place where it is one
_HUNDRED = 100
_ABOUT_SO_MUCH = 0.2  # how far 不足六分之一 may be from what the numbers make, as a part of it
_GOAL = words("goal")
_MOST_KEPT = 60  # amounts of a report that are looked at
_BARE = 3  # characters of a noun that may omit what it is of: 成交额
_PLACED = ("explicit", "sentence")
_INVENTION = sole("invention")
_PATENT = sole("patent")


def remember(scene: Scene, reading: Reading) -> None:
    """Keep the amounts and shares that later shares may go back to."""
    memory = scene.memory
    if reading.quantity.form == "quantity" and reading.phrase and not (reading.growth or reading.gap or reading.plan):
        memory.amounts.append(reading)
        if reading.own_noun:
            memory.first.setdefault(reading.quantity.unit, reading)
        del memory.amounts[:-_MOST_KEPT]
    elif reading.share == _COMPLETED and reading.reference.endswith(_GOAL):
        memory.goals.append((f"{scene.paragraph.topic}{reading.phrase_head}{reading.phrase}", reading.reference))
    if reading.share and reading.reference and reading.phrase and reading.share != "是":
        memory.shares[reading.phrase] = reading.reference, reading.reference_place


def whole_by_sum(scene: Scene, reading: Reading) -> Whole | None:
    """The amount that the one right before a share is such a share of; of a wider place, that place."""
    part = scene.previous
    if part is None or part.quantity.form != "quantity" or reading.quantity.rule != "number_unit":
        return None
    amounts = (said for said in reversed(scene.memory.amounts) if said is not part)
    wholes = [said for said in amounts if said.quantity.unit == part.quantity.unit and _fits(part, said, reading)]
    told = any(said.share and said.reference for said in scene.readings)
    if not wholes or (told and len({said.phrase for said in wholes}) > 1):  # of which, the share before tells
        return None
    last = next((said for said in reversed(scene.readings) if said.share and said.reference), None)
    if last is not None and last.reference_place == scene.places.own.where:
        return last.reference_place[1], last.reference_place  # 企业20亿元,占全市的92%;高校1亿元,占5%
    place = _wider_place(scene, part, wholes[0])
    return (place[1], place) if place is not None else (full_name(scene, wholes[0]), None)


def full_name(scene: Scene, whole: Reading) -> str:
    """登记技术合同1300项、成交额900亿元 → 技术合同成交额: a figure by the indicator that it is of, where its own noun leaves that out."""
    amounts = scene.memory.amounts
    at = next((index for index, said in enumerate(amounts) if said is whole), 0)
    head = amounts[at - 1].phrase if at else ""
    if not head or len(whole.phrase) > _BARE:
        return whole.phrase
    named = (f"{head[start:]}{whole.phrase}" for start in range(len(head) - 1))
    return next((name for name in named if scene.is_term(name)), whole.phrase)


def counted_whole(scene: Scene, reading: Reading) -> Reading | None:
    """企业418家,建有机构的仅63家,不足六分之一: what was counted before the part, if that is about such a share of it."""
    part, said = scene.previous, reading.quantity.value
    if part is None or part.quantity.form != "quantity" or part.growth or part.gap or not said:
        return None
    few, unit = float(part.quantity.value or 0), part.quantity.unit
    counts = [r for r in scene.facts if r.quantity.unit == unit and r.quantity.form == "quantity" and r.own_noun]
    wholes = (
        r for r in reversed(counts) if r is not part and not (r.growth or r.gap) and (r.quantity.value or 0) > few
    )
    fits = (r for r in wholes if abs(_HUNDRED * few / float(r.quantity.value or 1) / float(said) - 1) < _ABOUT_SO_MUCH)
    return next(fits, None)


def _fits(part: Reading, whole: Reading, reading: Reading) -> bool:
    """Whether one amount is a stated share of another, as far as all three are rounded."""
    few, all_of, said = part.quantity.value, whole.quantity.value, reading.quantity.value
    if few is None or not all_of or said is None or not few < all_of or not reading.quantity.decimals:
        return False
    share, rounded = float(few) / float(all_of) * _HUNDRED, 0.6 * 10.0**-reading.quantity.decimals
    return abs(share - float(said)) <= rounded + share * (_coarseness(part) + _coarseness(whole))


def _coarseness(reading: Reading) -> float:
    """How far a rounded amount may be from the one meant, as a part of it."""
    quantity = reading.quantity
    half = 0.5 * 10.0**-quantity.decimals * quantity.scale
    return half / float(quantity.value) if quantity.value and (quantity.decimals or quantity.scale > 1) else 0.0


def _wider_place(scene: Scene, part: Reading, whole: Reading) -> Where | None:
    """全省1500亿元,我市140亿元,占9.3%: the place of the whole, where the part is of one inside it."""
    if not whole.places or len(whole.places) > 1 or whole.place_rule not in _PLACED:
        return None
    inner = part.places[0] if part.places else scene.places.own.where
    outer = whole.places[0]
    is_inside = outer[0] and outer[0] != inner[0] and outer[0] in _ancestors(scene, inner)
    return outer if is_inside else None


def _ancestors(scene: Scene, place: Where) -> tuple[str, ...]:
    """The codes of what a place lies in, itself and the nation included."""
    own = scene.places.own
    chain = own.chain if place[0] == own.code else tuple(scene.lexicon.ancestors(place[0])) if place[0] else ()
    return (*chain, scene.places.nation)


def whole_as_before(scene: Scene, phrase: str) -> Whole | None:
    """产值占工业总产值的17%。…产值占比达到20%: of what the same share was before."""
    previous = scene.previous
    return scene.memory.shares.get(phrase or (previous.phrase if previous is not None else ""))


def wider_place_said(scene: Scene, reading: Reading) -> Where | None:
    """全省21家,…我市3家、居第三: the place in which another is ranked, where the sentence counted in it before."""
    inner = reading.places[0] if reading.places else scene.places.own.where
    ancestors = _ancestors(scene, inner)
    for said in reversed(scene.readings):
        if len(said.places) == 1 and said.places[0] != inner and said.places[0][0] in ancestors and said.places[0][0]:
            return said.places[0]
    own = scene.places.own.where
    return own if reading.place_rule == "explicit" and inner != own and own[0] and own[0] in ancestors else None


def take_whole(scene: Scene, reading: Reading, left: Left) -> None:
    """其中 takes parts of the amount before, a bracket those of the number before it; the items of 其中 go on."""
    state = scene.state
    if left.part:
        reading.whole = done_alike(scene, reading, scene.whole_before(reading.quantity.unit, reading.quantity.start))
        if not left.bracket:
            state.whole = reading.whole
    elif left.bracket:
        reading.whole = scene.before_bracket(reading.quantity) or state.whole
    elif state.whole is not None:
        # 变更、注销各3件: what is done names the items
        governs = left.verb and not (reading.phrase.endswith(left.verb) or _names_item(scene, reading, left))
        if governs or left.level or left.growth or state.topic:
            state.whole = None
        reading.whole = state.whole
    if reading.whole is None and reading.phrase in _KIND_OF_PATENT:
        reading.whole = _patents_before(scene, reading)


_SPENT_ON = words("spent_on")


def _names_item(scene: Scene, reading: Reading, left: Left) -> bool:
    """其中专项600万元、平台补助300万元; 用于特派员补助65万元: of money, what is spent for names an item and begins no clause."""
    if reading.quantity.unit != "元":
        return False
    listed = scene.previous is not None and scene.text[scene.previous.quantity.end : left.start] in ("、", "")
    return (listed and not left.fresh) or scene.text.startswith(_SPENT_ON, left.start)


def take_tierless_whole(scene: Scene, reading: Reading, before: Reading | None) -> None:
    """奖励598项,国家级、省级分别为52项和546项: tiers of what was counted without one are its parts."""
    whole = before.whole if before is not None and before.whole is not None else before  # 省级 after 国家级
    part, all_of = reading.quantity.value, whole.quantity.value if whole is not None else None
    alike = whole is not None and reading.verb == whole.verb and reading.quantity.unit == whole.quantity.unit
    tierless = alike and whole is not None and not scene.vocabulary.pattern.tier.search(whole.phrase)
    reading.whole = whole if tierless and part is not None and all_of is not None and part < all_of else None


_DONE_TO = words("done_to")


def done_alike(scene: Scene, reading: Reading, whole: Reading | None) -> Reading | None:
    """专利申请800件、授权340件,其中发明专利申请190件: of those that the same was done to."""
    done = next((verb for verb in _DONE_TO if reading.phrase.endswith(verb)), "")
    if whole is None or not done or whole.verb == done or whole.phrase.endswith(done):
        return whole
    counts = (r for r in reversed(scene.facts) if r.quantity.unit == whole.quantity.unit and not (r.growth or r.gap))
    return next((said for said in counts if said.phrase.endswith(done)), whole)


def _patents_before(scene: Scene, reading: Reading) -> Reading | None:
    """申请专利320件,发明80件: those of all kinds that were counted right before."""
    before = scene.previous
    if before is None or before.quantity.unit != reading.quantity.unit or before.growth:
        return None
    if before.phrase in _KIND_OF_PATENT:
        return before.whole
    return before if _PATENT in before.phrase and _INVENTION not in before.phrase else None

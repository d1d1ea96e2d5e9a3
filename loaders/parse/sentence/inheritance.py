"""What a number takes over from the one before, or from its whole, where its own clause leaves it out."""

from typing import NamedTuple

from loaders.parse.marks.phrase import AND, is_qualifier
from loaders.parse.marks.places import Where
from loaders.parse.reading import PART_RULES, Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import carry_base
from loaders.parse.slots.coordination import next_reference
from loaders.parse.slots.verbs import carry_verb
from loaders.wording import sole, words

_COMPLETED = sole("completed")

_KINDS_OF_PERSON = words("kind_of_person")
_RATES = (*words("growth_name"), *words("fall_name"))
_RUN = ("、", "和", "或", "及")  # nothing else is between two numbers of a run


class Carried(NamedTuple):
    """What a number is told to be by the one before, and which words of its own clause tell what it is held against."""

    growth: str
    share: str
    rank: str
    gap: str
    reference: str
    where: Where | None = None
    takes_noun: bool = False
    takes_places: bool = False


def carried_cues(scene: Scene, reading: Reading, left: Left) -> Carried | None:
    """The cue of the number before, where the clause has none of its own; None where it has, or nothing is carried."""
    quantity = reading.quantity
    previous = scene.previous if quantity.form == "percent" else None
    if previous is not None and (left.rest or _completes_too(left, previous)):
        return Carried(left.growth, previous.share, left.rank, left.gap, previous.reference)
    if quantity.form == "quantity":
        return _carried_change(scene, reading, left) if carry_verb(scene, reading, left) else None
    held_so = previous is not None and previous.share == "是" and left.is_bare
    if held_so and previous is not None and (reference := next_reference(scene)) is not None:
        return Carried("", previous.share, "", "", reference, takes_noun=True, takes_places=True)
    if left.level and not left.noun:
        return _carried_share(scene, reading, left)
    in_run = (
        previous is not None
        and previous.quantity.rule == quantity.rule
        and scene.text[previous.quantity.end : quantity.start] in _RUN
    )
    if left.is_bare and (quantity.rule not in PART_RULES or in_run) and not (left.noun and left.fresh):
        return _carried_rate(scene, reading, left)
    return None


def _completes_too(left: Left, previous: Reading) -> bool:
    """甲区完成任务的98%,乙区完成86%: of the same task."""
    return previous.share == _COMPLETED and left.verb == _COMPLETED and not left.noun and not left.reference


def _says_anew(reading: Reading, previous: Reading, left: Left) -> bool:
    """占三成,70%的企业…; 90%的煤矿…,80%企业…: a share of what follows it, unless both are of one place."""
    anew = left.fresh or previous.phrase_position != "after" or previous.reference_place is None
    return reading.phrase_position == "after" and anew and not previous.growth


def _carried_share(scene: Scene, reading: Reading, left: Left) -> Carried | None:
    """占比重突破50%,达51.2%; 占比分别由30%、40%提升到35%和42%: the share goes on at another level."""
    previous = scene.previous
    if reading.quantity.form != "percent" or left.growth or left.share or left.gap or previous is None:
        return None
    if previous.change_from and previous.growth in _RATES:
        return Carried(previous.growth, "", left.rank, "", "")  # 降幅由9.3%收窄至5.8%
    if previous.quantity.form == "points" and scene.ends_in_term(previous.phrase + previous.share):
        return None  # 研发投入占比提高0.1个百分点,达到2.1%: a ratio by its own name
    if previous.share in ("", _COMPLETED) or previous.quantity.form not in ("percent", "points"):
        return None
    return Carried("", previous.share, left.rank, "", previous.reference, previous.reference_place)


def carried_bound(scene: Scene, reading: Reading, previous: Reading, left: Left) -> tuple[str, str, bool]:
    """Comparator, provision, and whether a change begins at it, behind a number in the same unit: 超过2000万元、5000万元; 给予50万元、30万元; 由30家、40家增加到."""
    before, provision, change_from = reading.before, reading.provision, reading.change_from
    between = scene.text[previous.quantity.end : reading.quantity.start]
    in_run = not (left.noun or left.verb or left.level) and between in _RUN
    if in_run or previous.change_from:  # 奖励标准由20万元提高到30万元
        provision = provision or previous.provision
    if in_run and previous.before not in scene.vocabulary.approximate:
        before = before or previous.before
    return before, provision, change_from or (in_run and previous.change_from)


def _carried_change(scene: Scene, reading: Reading, left: Left) -> Carried | None:
    """分别前进2位和1位; 分别比2019年、2020年多5家和3家; 分别比甲市、乙市少9家和4家: the second is a change, or a gap, too."""
    state, previous = scene.state, scene.previous
    if previous is None or left.noun or left.fresh:
        return None
    in_row = previous.growth and scene.text[previous.quantity.end : reading.quantity.start] == "、"  # 多19项、600万元
    if not (state.run or in_row) and previous.quantity.unit != reading.quantity.unit:
        return None
    carry_base(scene, reading, previous, timed=False)
    if previous.gap and (reference := next_reference(scene)) is not None:
        return Carried(previous.growth, "", "", previous.gap, reference)
    if previous.gap and state.run:  # 与甲市相比分别少15家、3家
        return Carried(previous.growth, "", "", previous.gap, previous.reference, previous.reference_place)
    return Carried(previous.growth, "", "", "", reading.reference)


def _carried_rate(scene: Scene, reading: Reading, left: Left) -> Carried | None:
    """分别增长10%、12%: the second is growth too."""
    previous = scene.previous
    if previous is None or not _is_alike(scene, reading, previous) or _says_anew(reading, previous, left):
        return None
    if previous.growth and left.noun.endswith(scene.vocabulary.ratio_noun):  # 增长8%、投入强度2.65%
        return None
    carry_base(scene, reading, previous, timed=bool(left.times))
    reference, held = next_reference(scene), (previous.share and previous.share != _COMPLETED) or previous.gap
    in_place = bool(left.places) and ((held and not left.fresh) or _is_wide(scene, left.places[-1]))
    in_place = in_place and reference is None
    of_kind = left.noun.endswith(_KINDS_OF_PERSON) or is_qualifier(left.noun, scene.vocabulary)  # 企业类60%、平台类25%
    if of_kind and previous.share and previous.reference_place is None:
        return Carried("", previous.share, "", "", previous.reference)  # 高级职称占45%、博士38%
    if in_place:  # 占全省10%、全国2%; 居全国第6位、西部地区第2位
        reference = left.places[-1][1]
    reference = reference or reading.reference or left.noun or previous.reference
    cues = previous.growth, previous.share, previous.rank, previous.gap
    return Carried(*cues, reference, takes_noun=previous.reference != "", takes_places=in_place)


def _is_alike(scene: Scene, reading: Reading, previous: Reading) -> bool:
    """分别增长3倍、20%: two numbers of one form, or a multiple and a rate that are listed."""
    forms = {previous.quantity.form, reading.quantity.form}
    listed = scene.text[previous.quantity.end : reading.quantity.start] in AND
    return len(forms) == 1 or (previous.growth != "" and listed and forms == {"multiple", "percent"})


def _is_wide(scene: Scene, where: Where) -> bool:
    """西部地区, 长三角: several provinces, which only serve to compare."""
    return bool(where[0]) and scene.places.region(where[0]).level == "macro"

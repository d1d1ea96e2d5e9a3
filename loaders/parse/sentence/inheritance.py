"""What a number takes over from the one before, or from its whole, where its own clause leaves it out."""

from loaders.parse.marks.places import Where
from loaders.parse.reading import PART_RULES, Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.bases import carry_base
from loaders.parse.slots.verbs import carry_verb
from loaders.wording import sole

_COMPLETED = sole("completed")

_RUN = ("、", "和", "或", "及")  # nothing else is between two numbers of a run


def carry_cues(scene: Scene, reading: Reading, left: Left) -> None:
    """Take the verb, or the cue, over from the number before where the clause has none of its own."""
    quantity = reading.quantity
    _carry_bound(scene, reading, left)
    previous = scene.previous if quantity.form == "percent" else None
    if previous is not None and (left.rest or _completes_too(left, previous)):
        reading.share, reading.reference = previous.share, previous.reference
    elif quantity.form == "quantity":
        if carry_verb(scene, reading, left):
            _carry_change(scene, reading, left)
    elif previous is not None and previous.share == "是" and scene.state.run_references and left.is_bare:
        reading.share, reading.reference = previous.share, scene.state.run_references.pop(0)
        left.noun = ""
        left.places.clear()
    elif left.level and not left.noun:
        _carry_share(scene, reading, left)
    elif left.is_bare and quantity.rule not in PART_RULES and not (left.noun and left.fresh):
        previous = scene.previous
        if previous is None or previous.quantity.form != quantity.form or _says_anew(reading, previous):
            return
        if not (previous.growth and left.noun.endswith(scene.vocabulary.ratio_noun)):  # 增长8%、投入强度2.65%
            _carry_rate(scene, reading, left, previous)


def _completes_too(left: Left, previous: Reading) -> bool:
    """甲区完成任务的98%,乙区完成86%: of the same task."""
    return previous.share == _COMPLETED and left.verb == _COMPLETED and not left.noun and not left.reference


def _says_anew(reading: Reading, previous: Reading) -> bool:
    """占三成,70%的企业…: a share of what follows it, as the one before was not."""
    return reading.phrase_position == "after" and previous.phrase_position != "after" and not previous.growth


def _carry_share(scene: Scene, reading: Reading, left: Left) -> None:
    """占比重突破50%,达51.2%; 占比分别由30%、40%提升到35%和42%: the share goes on at another level."""
    previous = scene.previous
    if reading.quantity.form != "percent" or left.growth or left.share or left.gap or previous is None:
        return
    if previous.quantity.form == "points" and scene.ends_in_term(previous.phrase + previous.share):
        return  # 研发投入占比提高0.1个百分点,达到2.1%: a ratio by its own name
    if previous.share and previous.share != _COMPLETED and previous.quantity.form in ("percent", "points"):
        reading.share, reading.reference = previous.share, previous.reference
        reading.reference_place = previous.reference_place


def _carry_bound(scene: Scene, reading: Reading, left: Left) -> None:
    """超过2000万元、5000万元、1亿元的: what bounds the first bounds the run; 给予50万元、30万元: what grants it grants all."""
    previous, quantity = scene.previous, reading.quantity
    if previous is None or previous.quantity.unit != quantity.unit:
        return
    if previous.change_from:  # 奖励标准由20万元提高到30万元
        reading.provision = reading.provision or previous.provision
    if left.noun or left.verb or left.level or scene.text[previous.quantity.end : quantity.start] not in _RUN:
        return
    reading.provision = reading.provision or previous.provision
    reading.change_from = reading.change_from or previous.change_from  # 分别由30家、40家增加到…
    if not reading.before and previous.before not in scene.vocabulary.approximate:
        reading.before = previous.before


def _carry_change(scene: Scene, reading: Reading, left: Left) -> None:
    """分别前进2位和1位; 分别比2019年、2020年多5家和3家; 分别比甲市、乙市少9家和4家: the second is a change, or a gap, too."""
    state, previous = scene.state, scene.previous
    if previous is None or left.noun or left.fresh:
        return
    in_row = previous.growth and scene.text[previous.quantity.end : reading.quantity.start] == "、"  # 多19项、600万元
    if not (state.run or in_row) and previous.quantity.unit != reading.quantity.unit:
        return
    reading.growth = previous.growth
    carry_base(scene, reading, previous, timed=False)
    if state.run_references and previous.gap:
        reading.gap, reading.reference = previous.gap, state.run_references.pop(0)


def _carry_rate(scene: Scene, reading: Reading, left: Left, previous: Reading) -> None:
    """分别增长10%、12%: the second is growth too."""
    reading.growth, reading.share, reading.rank, reading.gap = (
        previous.growth,
        previous.share,
        previous.rank,
        previous.gap,
    )
    carry_base(scene, reading, previous, timed=bool(left.times))
    if scene.state.run_references:
        reading.reference = scene.state.run_references.pop(0)
    elif left.places and (
        (((previous.share and previous.share != _COMPLETED) or previous.gap) and not left.fresh)
        or _is_wide(scene, left.places[-1])
    ):  # 占全省10%、全国2%; 居全国第6位、西部地区第2位
        reading.reference = left.places[-1][1]
        left.places.clear()
    reading.reference = reading.reference or left.noun or previous.reference
    if previous.reference:
        left.noun = ""


def _is_wide(scene: Scene, where: Where) -> bool:
    """西部地区, 长三角: several provinces, which only serve to compare."""
    return bool(where[0]) and scene.places.region(where[0]).level == "macro"

"""What a change is measured against, where a time tells it."""

import re
from datetime import date

from loaders.parse.marks.times import Period, Said
from loaders.parse.reading import Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.coordination import next_base
from loaders.wording import words

_NEXT_CLAUSE = re.compile("[，,、][^，,。；;]*")
_YEARLY = "同比"
YEARLY = words("yearly_average")


def take_up_base(scene: Scene, left: Left | None, said: Said, word: str) -> None:
    """与2016年相比: the time is a base, of the clause or, between clauses, of the changes that follow."""
    if left is None:
        scene.state.base = (said, word)
    else:
        left.base, left.base_text = said, word


def put_base_in_force(scene: Scene, left: Left) -> None:
    """比2012年（下同）增长: the base is said once for all that the sentence goes on to tell."""
    if left.base is not None:
        scene.state.base = scene.state.base_of_all = left.base, left.base_text


def end_base(scene: Scene) -> None:
    """A semicolon ends a base that was not said for all."""
    scene.state.base = scene.state.base_of_all


def set_base(scene: Scene, reading: Reading) -> None:
    """What the numbers before tell a change to be measured against, where its own clause does not."""
    changes = reading.growth or reading.change_from or reading.quantity.form == "multiple"
    if not (changes or reading.basis):  # as most
        return
    if reading.time_rule != "explicit" and reading.base is None and (reading.growth or reading.basis):
        _take_change_between(scene, reading)
    if scene.state.base and reading.base is None and changes and not reading.basis:
        reading.base, reading.base_text = scene.state.base  # 与2016年相比: said once for the changes that follow
    if reading.growth and not reading.own_noun:
        if not reading.basis or reading.basis in YEARLY:
            _take_start_of_change(scene, reading)
        if not reading.basis and reading.base is None:
            _take_base_of_amount(scene, reading)


def carry_base(scene: Scene, reading: Reading, previous: Reading, *, timed: bool) -> None:
    """分别增长10%、12%: the second change is measured against what the first is, or against the next of a run of bases."""
    reading.basis = previous.basis
    if (base := next_base(scene)) is not None:
        reading.base, reading.base_text = base
    elif not timed:
        reading.base, reading.base_text = previous.base, previous.base_text


def take_basis_over(reading: Reading, source: Reading) -> None:
    """What is said of the number before is measured against the same."""
    if reading.base is None:  # 年均增长5%,较“十四五”末净增1万亿元
        reading.basis = reading.basis or source.basis


def take_base_over(reading: Reading, source: Reading) -> None:
    """年均增长8%: on average since what the number that it goes on from is measured against."""
    if reading.basis in YEARLY and reading.base is None and reading.time is None:
        reading.base, reading.base_text = source.base, source.base_text


def leave_basis(reading: Reading) -> None:
    """How much of a goal was met is no change, and measured against no time."""
    reading.basis = ""


def take_past(scene: Scene, reading: Reading, times: list[tuple[str, Said]]) -> bool:
    """是2015年的2.3倍: whether a time is what a multiple is measured against, and not the one that it is of."""
    quantity = reading.quantity
    if quantity.rule == "fold" or reading.growth or reading.base is not None:
        return False
    if not times:
        return _take_amount_of_past(scene, reading)
    text, said = times[-1]
    if _is_year_before(scene, text, said):  # 是上年的1.4倍
        reading.basis, reading.base_text = reading.basis or _YEARLY, ""
    else:
        reading.base_text, reading.base = text, said
    return True


def _is_year_before(scene: Scene, word: str, said: Said) -> bool:
    """上年, 去年同期: told by no number, and a year before what is reported on."""
    return not any(character.isdigit() for character in word) and (
        said.kind == "period" and said.period[1].year == scene.horizon.reported[1].year - 1
    )


def _take_amount_of_past(scene: Scene, reading: Reading) -> bool:
    """是“十一五”时期120亿元的2.5倍: the amount is of the past, and what the multiple is measured against."""
    past = scene.previous
    if past is None or past.time is None or past.time_rule != "explicit" or scene.state.time is not past.time:
        return False
    if scene.text[past.quantity.end : reading.quantity.start] != "的":
        return False
    reading.base_text, reading.base = past.time_text, past.time
    return True


def _take_change_between(scene: Scene, reading: Reading) -> None:
    """2025年是1.5件,2031年3.9件,年均增长17%; 每项277万元,上年为190万元,增长46%: a change is of the later of two amounts."""
    facts = scene.facts
    if not facts or not _NEXT_CLAUSE.fullmatch(scene.text[facts[-1].quantity.end : reading.quantity.start]):
        return
    if _goes_on_from(facts[-1], reading):
        reading.basis, reading.base_text, reading.base = facts[-1].basis, facts[-1].base_text, facts[-1].base
        return
    run = run_of_amounts(facts)
    if len(run) < 2 or run[-1].time_rule != "explicit":
        return
    first, last = run[0], run[-1]
    reported = scene.horizon.reported
    apart = _ends(last, reported).year - _ends(first, reported).year
    if apart > 1 and first.time is not None and not _names_its_base(scene, reading):
        reading.base_text, reading.base = first.time_text, first.time


def run_of_amounts(facts: list[Reading]) -> list[Reading]:
    """The amounts of one thing at several times that were said last, in text order."""
    run: list[Reading] = []
    for said in reversed(facts):
        if said.growth or said.gap or (run and said.quantity.unit != facts[-1].quantity.unit):
            break
        run.insert(0, said)
        if said.time_rule != "explicit":
            break
        if said.own_noun and not any(other.phrase == said.phrase and other is not said for other in facts):
            break
    return run


def _ends(said: Reading, reported: Period) -> date:
    return (said.time.period if said.time else reported)[1]


def _goes_on_from(amount: Reading, reading: Reading) -> bool:
    """较年初增加64亿元,增长14%: the rate of a change is measured against what its amount is."""
    changes = amount.growth and amount.quantity.form == "quantity" and reading.quantity.form == "percent"
    return bool(changes) and not reading.basis and not reading.own_noun


def _names_its_base(scene: Scene, reading: Reading) -> bool:
    """同比, 较上年: the change says itself what it is measured against."""
    if not reading.basis:
        return False
    _, (_, value) = scene.lexicon.automaton.get(reading.basis, ("", ("", "")))
    return bool(value != "avg_annual")


def _take_base_of_amount(scene: Scene, reading: Reading) -> None:
    """较2020年增加52个,增长1.2倍: what an amount that was added is held against holds for its growth."""
    added = scene.previous
    if added is not None and added.base and added.basis not in YEARLY and added.quantity.form == "quantity":
        reading.base, reading.base_text = added.base, added.base_text


def _take_start_of_change(scene: Scene, reading: Reading) -> None:
    """由2020年的100家增加到140家,增幅40%: the year that the change started from, if it is not the year before."""
    if reading.base is not None:
        return
    if reading.basis in YEARLY and (times := scene.facts[-1:]) and times[0].quantity.form == "multiple":
        reading.base, reading.base_text = times[0].base, times[0].base_text  # 是2025年的1.4倍,年均增长7%
        return
    for started in scene.facts[-2:]:
        said = started.time if started.change_from and started.time_rule == "explicit" else None
        if said is not None and said.period[1].year < scene.horizon.reported[1].year - 1:
            reading.base, reading.base_text = said, started.time_text
            return

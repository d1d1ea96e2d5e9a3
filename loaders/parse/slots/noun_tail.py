"""What a noun phrase goes on with before its number, naming a figure of it: 高新技术企业【数量】, 增加值【占地区生产总值比重】.

The phrase itself stays without it, for its words tell the indicator; whether it belongs to the name of what was measured
depends on the measure, so that is left to the models.
"""

from loaders.parse.reading import Reading
from loaders.parse.scene import Scene
from loaders.wording import sole, words

_SHARE_MARK = sole("share_mark")

_SHARES = words("share_cue")


def give_noun_tails(scene: Scene) -> None:
    """Note for each reading of a sentence what its noun phrase goes on with, its own or that of the number it goes on from."""
    previous: Reading | None = None
    for reading in scene.facts:
        if reading.phrase:
            reading.noun_tail = _said(scene, reading, previous) or (
                "" if previous is None or reading.own_noun else _taken_over(scene, reading, previous)
            )
            previous = reading


def _said(scene: Scene, reading: Reading, previous: Reading | None) -> str:
    """The tail right behind a phrase, where no other number is between the two."""
    text, phrase, end = scene.text, reading.phrase, reading.quantity.start
    first = previous.quantity.end if previous is not None and previous.quantity.end <= end else 0
    at = text.rfind(phrase, first, end)
    behind = at + len(phrase) if at >= 0 else end
    if behind < end and text[behind] in scene.vocabulary.tail_starts:
        tail = scene.vocabulary.pattern.noun_tail.match(text, behind, end)
        if tail is not None:
            return tail.group()
    return _of_share(scene, reading) if reading.own_noun and reading.share else ""


def _of_share(scene: Scene, reading: Reading) -> str:
    """占GDP的1.85%: what a ratio that is no share of a whole is called, and what a share's change is."""
    if not reading.share.startswith(_SHARES) or not reading.reference or reading.quantity.form != "percent":
        return ""
    return f"{_SHARE_MARK}{reading.reference}{scene.vocabulary.share_of_noun}"


def _taken_over(scene: Scene, reading: Reading, previous: Reading) -> str:
    """占比达到30%、提高2个百分点: the share's change; 增长5%、高于全国1个百分点: a gap of the growth."""
    if previous.phrase != reading.phrase:
        return ""
    if reading.quantity.form == "points" and reading.share.startswith(_SHARES) and reading.reference:
        return f"{_SHARE_MARK}{reading.reference}{scene.vocabulary.share_of_noun}"  # 占GDP比重提高1个百分点
    if reading.quantity.form == "percent" and reading.share and not reading.growth:
        return _of_share(scene, reading)
    if previous.noun_tail or reading.quantity.form not in ("points", "rank"):
        return previous.noun_tail
    if reading.level in scene.vocabulary.size_noun:  # 年均增长7%,总量居全国第26位
        return ""
    return scene.vocabulary.growth_noun if previous.growth and previous.quantity.form == "percent" else ""

"""Numbers that take apart what was spoken of: 分行业看,制造业增长8% is the growth of what the paragraph counted, in manufacturing."""

from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import FACT_FORMS, Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.wording import pattern, words

_SHORTEST_HEAD = 2  # characters
_FEWEST_PARTS, _ALL = 2, 101  # shares of one whole, and per cent with what rounding adds
_MONEY = "元"
_DESCRIBING = ("percent", "points", "rank")
_INDUSTRIES, _OUTPUTS = words("industry"), words("output_value")
_BOUND_FOR = (*words("bound_for"), *words("coming_from"))


def main_of(scene: Scene, quantity: Quantity) -> Reading | None:
    """What a sentence that takes something apart speaks of; None in any other."""
    return scene.main(quantity.unit) if scene.state.view else None


def begin_view(scene: Scene) -> None:
    """分行业看: the sentence takes apart what was counted before it."""
    scene.state.view = True


_IS_SHARE = pattern("{share_mark}(?:{rough_bound}|{bounding}|{reach})?$")


def begin_shares(scene: Scene) -> None:
    """企业占58%,高校占14%: a sentence of nothing but parts takes apart what the one before it counted."""
    if len(scene.quantities) < _FEWEST_PARTS or not scene.paragraph.told:  # as most
        return
    stated = [quantity for quantity in scene.quantities if quantity.form in FACT_FORMS]
    if len(stated) < _FEWEST_PARTS:
        return
    at = 0
    for quantity in stated:
        if quantity.form != "percent" or not _IS_SHARE.search(scene.text, at, quantity.start):
            return
        at = quantity.end
    if sum(quantity.value or 0 for quantity in stated) <= _ALL:
        begin_view(scene)


def begin_part(scene: Scene) -> None:
    """其中, at the head of a sentence: it takes apart what the sentence before counted last."""
    if not scene.facts:
        begin_view(scene)


def named_by_main(scene: Scene, reading: Reading) -> Named | None:
    """企业, 制造业, 企业经费: a part with the noun of what it is a part of, where nothing but its name is said."""
    quantity = reading.quantity
    if not (quantity.unit == _MONEY if quantity.form == "quantity" else quantity.form in _DESCRIBING):
        return None  # no part of an amount of money, nor a figure that describes one
    main = scene.main(quantity.unit) if scene.paragraph.counted_first else None
    named = _as_part(scene, reading, main) if main is not None and main is not reading else None
    return named or _as_part_of_told(scene, reading)


def _as_part(scene: Scene, reading: Reading, main: Reading) -> Named | None:
    describes = reading.quantity.form != "quantity"
    if main.quantity.unit != _MONEY and not (describes and reading.share):
        return None
    known, noun, unit = scene.vocabulary, reading.phrase, counted_unit(main) if describes else None
    shared = _shared_head(noun, main.phrase)
    if shared and shared not in known.pointing_noun:
        owner = noun[: -len(shared)]
        if owner.endswith(known.agent) and (figure := _figure_of(scene, owner, main.phrase)) != noun and figure:
            return Named(figure, main.phrase, unit)  # 全社会研发投入15亿元。企业投入14亿元
        if not owner.endswith(known.agent) or _names_figure(scene, noun, len(owner)):
            return None
        noun = owner
    elif (
        not scene.state.view
        or not (noun.endswith(known.agent) or _is_bare_part(scene, noun))
        or (noun.endswith(_INDUSTRIES) and main.phrase.endswith(_OUTPUTS))
    ):
        return None
    return Named(f"{noun}{main.phrase}", main.phrase, unit)


def _figure_of(scene: Scene, owner: str, main: str) -> str:
    """企业, 全社会研发投入 → 企业研发投入: the indicator's name that an owner makes with the end of a figure's; '' for none."""
    named = (f"{owner}{main[start:]}" for start in range(len(main) - _SHORTEST_HEAD))
    return next((name for name in named if scene.is_term(name)), "")


def has_part(scene: Scene, noun: str) -> bool:
    """电子信息领域, 流向省外: no figure, but what can have a part of one."""
    return (noun.endswith(scene.vocabulary.owner) or noun.startswith(_BOUND_FOR)) and _is_bare_part(scene, noun)


def _as_part_of_told(scene: Scene, reading: Reading) -> Named | None:
    """成交额最高的为先进制造领域247亿元,其次为电子信息领域141亿元: of what the sentence told, that such a one has a part of."""
    unit = reading.quantity.unit
    if reading.quantity.form == "rank":
        return _ranked_part(scene, reading)
    if unit != _MONEY or reading.growth or not has_part(scene, reading.phrase):
        return None
    told = (said for said in reversed(scene.facts) if said.quantity.unit == unit and not said.growth)
    amount = next((said for said in told if said.own_noun or said.phrase_position == "topic"), None)
    if amount is not None:
        head = amount.phrase_head or (amount.whole or amount).phrase
        return None if head.endswith(scene.vocabulary.owner) else Named(head=head)  # 资助企业3万元,高校2万元
    topic = scene.state.topic
    return Named(head=topic) if topic and scene.knows(topic) else None


def _ranked_part(scene: Scene, reading: Reading) -> Named | None:
    """先进制造领域成交额247亿元,居第一;新能源第二: of what the first was ranked by."""
    ranked = any(said.quantity.form == "rank" and said.reference == reading.reference for said in scene.facts)
    if not ranked or reading.rank or not _is_bare_part(scene, reading.phrase):
        return None
    told = (said for said in reversed(scene.facts) if said.quantity.form == "quantity" and said.own_noun)
    amount = next((said for said in told if not (said.growth or said.gap)), None)
    return Named(head=amount.phrase_head or amount.phrase) if amount is not None else None


def _is_bare_part(scene: Scene, noun: str) -> bool:
    """新材料: no figure of its own, and no indicator's name."""
    return not (scene.knows(noun) or noun.endswith(scene.vocabulary.figure_noun) or noun in scene.vocabulary.bare_noun)


def _names_figure(scene: Scene, noun: str, start: int) -> bool:
    """企业研发投入: an indicator's name ends behind a position."""
    return any(value == "term" and end >= start for end, (_, (_, value)) in scene.lexicon.automaton.iter(noun))


def _shared_head(noun: str, main: str) -> str:
    """企业经费, R&D经费 → 经费; '' where the two end in less than a word, or the noun is nothing else."""
    length = 0
    while length < len(noun) - 1 and length < len(main) and noun[-length - 1] == main[-length - 1]:
        length += 1
    shared = noun[len(noun) - length :].removeprefix("级")
    return shared if len(shared) >= _SHORTEST_HEAD else ""

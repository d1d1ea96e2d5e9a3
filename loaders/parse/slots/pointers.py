"""What the words before a number point to, settled before one of them is chosen as its noun: 后者, 这一比例, another's rank."""

import re
from dataclasses import replace

from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import After, Left, Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.wording import pattern, sole, starts, words

_THIS_FIGURE = frozenset(words("this_figure"))
_SPAN_OF_YEARS = re.compile("[一两二三四五六七八九十]年(?:内|间)?")
_THAN_RANKED = pattern("(?:比|较|与|距离?|离|{gap_lead}|{lagging}){ranking}$")
_POINTERS = {"前者": -2, "后者": -1}
_PAIR_TOLD = pattern(
    "(?P<first>[^，,、；;\\d]{2,14})[、和与](?P<second>[^，,、；;和与\\d]{2,14}?)[两二][项者个家类][^，,；;。\\d]{0,12}[，,]$"
)
_ELIDED = pattern(
    "{elided_adverb}+|{elided_adverb}*(?:{elided_verb}(?:{count_name}|数)?|(?P<state>{elided_state}(?:{count_name}|数)?)|(?P<way>{direction}).+)"
)
_ELIDED_STARTS = starts("elided_adverb") | starts("elided_verb") | starts("elided_state") | starts("direction")
_INCUBATED, _UNITS_OF_FIRMS, _FIRMS = words("incubated"), ("家", "户"), sole("firm_noun")
_PERFORMERS = words("performer")
_OWNER = pattern("^[^的]{0,6}?{performer}(?!{performer})")
_UNITS_OF_THINGS = frozenset((*words("money_unit"), *words("thing_unit")))
_LONGEST_AREA = 4  # 皖东, 川南四市


def rank_of_other(scene: Scene, quantity: Quantity, left: Left, after: After) -> Left:
    """比排名第三的甲市多83件, 与居首位的甲县尚有2个百分点的差距: the rank is another place's."""
    if not scene.text.startswith("的", quantity.end) or not _THAN_RANKED.search(scene.text, left.start, quantity.start):
        return left
    found = next(iter(scene.lexicon.place_automaton.iter_long(after.text)), None)
    if found is None:
        return left
    place, own, lexicon = scene.places.named(scene.places.nearest(found[1][1])), scene.places.own, scene.lexicon
    around = next((code for code in own.chain[1:] if code in lexicon.ancestors(place[0])), "") if place[0] else ""
    reference = lexicon.regions[around].name if around else ""
    return replace(left, places=[place], of_other=True, reference=reference, noun="", subject="", level="", gap="")


def rank_within(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """全省综合评价位次由第11位升至第8位, in a city's report: the wider place is no owner, but whom one is ranked among."""
    place = left.places[0] if len(left.places) == 1 and left.noun and not left.reference else None
    if place is None or place[0] not in scene.places.own.chain[1:]:
        return left
    return replace(left, places=[], reference=place[1])


def peers_of_run(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """居全省第5位、沿江城市第2位: behind a rank a group of places is no noun, but whom the next one is held among."""
    previous, noun = scene.previous, left.noun
    if previous is None or previous.quantity.form != "rank" or left.verb or left.level or left.reference:
        return left
    joined = scene.text[previous.quantity.end : quantity.start] in (f"、{noun}", f"和{noun}")
    area = joined and bool(noun) and len(noun) <= _LONGEST_AREA and not scene.knows(noun)
    group = noun.endswith(scene.vocabulary.peer_kind) and scene.text.endswith(noun, 0, quantity.start)
    return replace(left, reference=noun, noun="") if area or group else left


def pointed_to(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """申请5件、授权3件,后者增长10%: one of the two nouns that were said last; 两年翻番: in how many years, and no noun."""
    if (quantity.rule == "fold" or left.growth) and _SPAN_OF_YEARS.fullmatch(left.noun):
        return replace(left, noun="")
    if left.noun in _THIS_FIGURE:
        return _figure_pointed_to(scene, left)
    at = _POINTERS.get(left.noun[:2])
    if at is None:
        return left
    said = scene.state.nouns if len(scene.state.nouns) > 1 else [r.phrase for r in scene.facts if r.own_noun]
    pair = _PAIR_TOLD.search(scene.text, 0, left.start)  # 面积、交易额两项难以完成,后者今年18亿元
    said = [pair["first"], pair["second"]] if pair else list(dict.fromkeys(said))
    return replace(left, noun=f"{said[at] if len(said) > 1 else ''}{left.noun[2:]}")


def without_elided(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """企业19家,到期5家; 成交额60亿元,流向省外45亿元: what became of some of those counted, whose noun is omitted."""
    noun = left.noun or left.subject
    if quantity.form != "quantity" or not noun:
        return left
    if performed(scene, quantity, left.noun) is not None:
        return replace(left, noun="", subject=left.noun)
    if noun[0] not in _ELIDED_STARTS:  # as most
        return left
    told, topic = scene.facts or scene.paragraph.told, scene.state.topic
    counted = any(said.quantity.unit == quantity.unit for said in told)
    counted = counted or (not scene.facts and topic != "" and scene.knows(topic))  # 科技特派员方面,全省在岗7430名
    elided = _ELIDED.fullmatch(noun) if counted else None
    firms = f"{noun}{_FIRMS}" if noun in _INCUBATED and quantity.unit in _UNITS_OF_FIRMS else ""
    if firms or elided is None or scene.ends_in_term(noun):
        return replace(left, noun=firms, subject="") if firms else left  # 面积2万平方米,在孵80家
    if elided["state"]:
        return replace(left, noun="", subject="", level=left.level or elided["state"])
    return replace(left, noun="", subject="", verb=elided["way"] or f"{noun}{left.verb}")


def performed(scene: Scene, quantity: Quantity, noun: str, verb: str = "") -> Reading | None:
    """成交额60亿元。企业输出45亿元、高校9亿元: what a noun that such a unit does not count had its part in; None for any other."""
    if quantity.form != "quantity" or quantity.unit not in _UNITS_OF_THINGS or not noun.endswith(_PERFORMERS):
        return None
    told = (*scene.paragraph.told, *scene.facts)
    alike = [said for said in reversed(told) if said.quantity.unit == quantity.unit and said.own_noun]
    main = scene.main(quantity.unit) if scene.state.view else None
    if main is not None and main.quantity.unit == quantity.unit:  # 按卖方主体,企业8903份: of what the section counts
        alike = [main]
    things = [said for said in alike if not said.phrase.endswith(_PERFORMERS)]
    if verb:  # 专利申请520件、授权340件;企业申请210件: of what was done so
        things = [said for said in things if verb in f"{said.verb}{said.phrase}"] or things
    gone_on = (t for said in reversed(scene.facts) for t in things if _has_part_in(said, t))  # 大专院校217件
    return next(gone_on, None) or next((said for said in things if said.whole is None), next(iter(things), None))


def figure_of(scene: Scene, reading: Reading) -> Named | None:
    """企业研发经费36亿元、高校2亿元。企业、高校分别增长10%、8%: what grew is the amount that each was told to have."""
    if not (reading.growth and reading.quantity.form == "percent" and reading.phrase.endswith(_PERFORMERS)):
        return None
    told = (*scene.paragraph.told, *scene.facts)
    amounts = (r for r in reversed(told) if r.quantity.form == "quantity" and r.quantity.unit in _UNITS_OF_THINGS)
    owned = ((said, owner.group()) for said in amounts if (owner := _OWNER.match(said.phrase)))
    of = next((said for said, owner in owned if said.phrase != owner and owner.endswith(reading.phrase)), None)
    return Named(of.phrase, of.phrase_head, counted_unit(of)) if of is not None else None


def _has_part_in(said: Reading, thing: Reading) -> bool:
    """企业专利申请: what a performer has of what was counted."""
    owner = said.phrase.removesuffix(thing.phrase)
    return said.phrase_position == "inherited" and owner != said.phrase and owner.endswith(_PERFORMERS)


def _figure_pointed_to(scene: Scene, left: Left) -> Left:
    """企业经费占72%,而上年这一比例为70%: the share that was told last, of the same and in the same."""
    last = scene.paragraph.last
    told = [*reversed(scene.facts), *([last] if last is not None and not scene.facts else [])]
    figure = next((said for said in told if said.quantity.form == "percent" and said.phrase), None)
    if figure is None:
        return left
    if not figure.share or figure.growth:
        return replace(left, noun=figure.phrase)
    share, reference = left.share or figure.share, left.reference or figure.reference
    return replace(left, noun=figure.phrase, share=share, reference=reference)

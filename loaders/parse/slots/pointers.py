"""What the words before a number point to, settled before one of them is chosen as its noun: 后者, 这一比例, another's rank."""

import re

from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import After, Left
from loaders.parse.scene import Scene
from loaders.wording import words

_SPAN_OF_YEARS = re.compile("[一两二三四五六七八九十]年(?:内|间)?")
_THAN_RANKED = words("than_ranked")
_POINTERS = {"前者": -2, "后者": -1}
_LONGEST_AREA = 4  # 皖东, 川南四市


def take_rank_of_other(scene: Scene, quantity: Quantity, left: Left, after: After) -> None:
    """比排名第三的甲市多83件: the rank is another place's."""
    compares = scene.text.endswith(_THAN_RANKED, left.start, quantity.start)
    if not compares or not scene.text.startswith("的", quantity.end):
        return
    found = next(iter(scene.lexicon.place_automaton.iter_long(after.text)), None)
    if found is not None:
        left.places = [scene.places.named(scene.places.nearest(found[1][1]))]
        left.noun = left.subject = left.level = ""
        left.of_other = True
        province = scene.places.relative("province")
        left.reference = province[1] if province else ""


def take_peers_of_run(scene: Scene, quantity: Quantity, left: Left) -> None:
    """居全省第5位、沿江城市第2位: behind a rank a group of places is no noun, but whom the next one is held among."""
    previous = scene.previous
    if previous is None or previous.quantity.form != "rank" or left.verb or left.level or left.reference:
        return
    joined = scene.text[previous.quantity.end : quantity.start] in (f"、{left.noun}", f"和{left.noun}")
    area = joined and bool(left.noun) and len(left.noun) <= _LONGEST_AREA and not scene.knows(left.noun)
    if area or (left.noun.endswith(scene.vocabulary.peer_kind) and scene.text.endswith(left.noun, 0, quantity.start)):
        left.reference, left.noun = left.noun, ""


def point_to_one(scene: Scene, quantity: Quantity, left: Left) -> None:
    """申请5件、授权3件,后者增长10%: one of the two nouns that were said last; 两年翻番: in how many years, and no noun."""
    if (quantity.rule == "fold" or left.growth) and _SPAN_OF_YEARS.fullmatch(left.noun):
        left.noun = ""
        return
    if left.noun in scene.vocabulary.this_figure:
        _point_to_figure(scene, left)
        return
    at = _POINTERS.get(left.noun[:2])
    if at is None:
        return
    said = scene.state.nouns if len(scene.state.nouns) > 1 else [r.phrase for r in scene.facts if r.own_noun]
    said = list(dict.fromkeys(said))
    left.noun = f"{said[at] if len(said) > 1 else ''}{left.noun[2:]}"


def _point_to_figure(scene: Scene, left: Left) -> None:
    """企业经费占72%,而上年这一比例为70%: the share that was told last, of the same and in the same."""
    last = scene.paragraph.last
    told = [*reversed(scene.facts), *([last] if last is not None and not scene.facts else [])]
    figure = next((said for said in told if said.quantity.form == "percent" and said.phrase), None)
    if figure is None:
        return
    left.noun = figure.phrase
    if figure.share and not figure.growth:
        left.share, left.reference = left.share or figure.share, left.reference or figure.reference

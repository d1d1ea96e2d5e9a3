"""Whom the numbers of a clause are held against, where it names them first: 与甲市、乙市相比,…, 对标甲市,…."""

from loaders.parse.marks.phrase import split
from loaders.parse.scene import Scene
from loaders.parse.slots.references import read_reference
from loaders.wording import pattern

_RIVALS = pattern(
    "(?:(?<=^)|(?<=[，,；;。：:、但而]))(?:(?P<held>{held_against})|[与同和跟])(?P<names>[^，,；;。]{2,30}?)"
    "(?:[两二三四五六七八九][{place_mark}地]|等[^，,；;。]{0,8}?)?(?(held)(?:{compared})?|(?:{compared})){view_word}?[，,：:]"
)  # 与甲市、乙市等同类城市相比, 对标甲市、乙市,
OVER_AVERAGE = pattern(
    "(?:{better_than}|{worse_than})(?P<who>[^，,；;。：:的]{2,14}?)的(?:{peer_kind}|{place_mark})?(?:有|是|为|仅有|只有)(?=[^，,；;。]{2,40}[，,])"
)  # 强度超过全省平均水平的有甲市和乙市,


def take_rivals(scene: Scene, start: int, end: int) -> None:
    """Keep the places that a span names, if it does."""
    scene.state.rivals = _rivals(scene, start, end) or scene.state.rivals


def add_rival(scene: Scene, reference: str, *, listed: bool) -> None:
    """低于甲市（3.2%）、乙市（2.8%）: whose figure was told, one after the other."""
    scene.state.rivals = [*(scene.state.rivals if listed else ()), reference]


def end_rivals(scene: Scene) -> None:
    """A semicolon ends a comparison."""
    scene.state.rivals = []


def _rivals(scene: Scene, start: int, end: int) -> list[str]:
    """与甲市、乙市相比,…: the places that what follows is held against; [] where none is said."""
    said = _RIVALS.search(scene.text, start, end)
    if said is None:
        over = OVER_AVERAGE.search(scene.text, start, end)
        return [over["who"]] if over and read_reference(scene, over["who"])[1] is not None else []
    names = [name for name in split(said["names"], scene.vocabulary) if read_reference(scene, name)[1] is not None]
    alone = read_reference(scene, said["names"])[1] is not None
    return names if alone or len(names) > 1 else []

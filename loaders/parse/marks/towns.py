"""Towns and streets, which no seed knows: in a list that something is said of, or at the head of a clause that says it."""

import re
from collections.abc import Iterator

from loaders.lexicon import Lexicon
from loaders.wording import ends, pattern

_NAME = "(?!其中|{no_town}|[\u4e00-\u9fff]{0,4}?{called_town})[\u4e00-\u9fff]{1,4}?(?:(?<!{town_kind})|(?={street})){town_mark}(?![{town_mark^}上下里内{village_level}])"
_BEHIND_MARK = "(?:(?<=[，,；;。：:、（( \u3000])|(?<=其中)|(?<={the_most}[{degree_word}]的)|^)"
_LIST = pattern(f"{_BEHIND_MARK}(?:在|于)?(?P<names>{_NAME}(?:[、和与及]{_NAME})*)")
_BARE_LIST = pattern(
    f"{_BEHIND_MARK}(?:在|于)?(?P<names>(?:[\u4e00-\u9fff]{{2,4}}、)*[\u4e00-\u9fff]{{2,4}}[、和][\u4e00-\u9fff]{{2,4}}?)"
    "(?P<count>[两二三四五六七八九\\d]个?(?P<kind>{town_mark}))(?![{town_mark^}{village_level}])"
)  # 甲、乙、丙三个街道
_NAMES = re.compile("[^、和与及]+")
_JOINED = re.compile("[、和]")
_STATED = pattern(
    "(?:[两二三四五六七八九\\d]个?{town_mark})?[\\d（(、]|(?:[两二三四五六七八九]个?{town_mark})?(?:{share_mark}|有|仅|只)"
)
_SAYING = frozenset(("verb", "total", "pair", "each", "share", "comparator_before", "growth"))
_THING = ("noun", "term")  # 甲镇高新技术企业5家
_LAST = ends("town_mark")
_LONGEST = 8  # characters of a word that says something of them

Named = tuple[int, int, str]  # half-open span, name


def towns_in(text: str, lexicon: Lexicon) -> Iterator[Named]:
    """The towns that a sentence names so, in text order."""
    if _LAST.isdisjoint(text):
        return
    for found in _LIST.finditer(text):
        if _begins_with_verb(found["names"], lexicon):  # 支持乡、镇、村建设站点12个
            continue
        if _STATED.match(text, found.end()) or _is_said(text, found.end(), lexicon):
            for name in _NAMES.finditer(found["names"]):
                at = found.start("names") + name.start()
                yield at, at + len(name.group()), name.group()
    for found in _BARE_LIST.finditer(text):
        at = found.start("names")
        for listed in _JOINED.split(found["names"]):
            yield at, at + len(listed), listed.removesuffix(found["kind"]) + found["kind"]
            at += len(listed) + 1


def _begins_with_verb(names: str, lexicon: Lexicon) -> bool:
    _, (cue, _) = lexicon.automaton.get(names[:2], ("", ("", "")))
    return str(cue) == "verb"


def _is_said(text: str, position: int, lexicon: Lexicon) -> bool:
    """Whether a word that says something of the towns begins at a position."""
    words = (text[position : position + length] for length in range(1, _LONGEST + 1))
    told = (lexicon.automaton.get(word, ("", ("", "")))[1] for word in words)
    return any(cue in _SAYING or (cue, value) == _THING for cue, value in told)

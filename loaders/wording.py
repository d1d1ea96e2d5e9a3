"""Patterns and tests over the named lists of ``seeds/words``: grammar is in code, words are in the seeds.

A name in braces is the list of that name, or every word of the cue of that name: ``pattern("{goal}的?{share_name}$")``. In a
set of characters it gives its characters (``[{place_mark}]``), with ``$`` the last ones of its words (``[{cause_noun$}]``),
with ``^`` the first. Patterns are made once, when their module is loaded; those of ``seldom``, when they are first asked for.
"""

import re
from collections.abc import Callable
from functools import cache

from loaders.lexicon import word_lists
from loaders.native import ROOT

_NAME = re.compile(r"\{([a-z][a-z_]*)\}")
_CHARACTERS = re.compile(r"\{([a-z][a-z_]*)([$^]?)\}")
_SET = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])*\]")
_ALTERNATIVE = re.compile(
    r"(^|\||\(\?(?:[:=!]|<[=!]|P<\w+>))\{([a-z][a-z_]*)\}(?=\||\)|$)"
)  # needs no group of its own


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list or a cue, the longest first. Raises KeyError naming a list that no seed has."""
    return tuple(sorted(word_lists(ROOT.parent / "seeds")[name], key=lambda listed: (-len(listed), listed)))


def sole(name: str) -> str:
    """The only word of a list. Raises ValueError where it has others."""
    (only,) = words(name)
    return only


def starts(name: str) -> frozenset[str]:
    """The first characters of a list's words."""
    return frozenset(word[0] for word in words(name))


def ends(name: str) -> frozenset[str]:
    """The last characters of a list's words."""
    return frozenset(word[-1] for word in words(name))


def pattern(template: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a template. Raises KeyError naming a list that no seed has."""
    return re.compile(filled(template), flags)


def seldom(template: str) -> Callable[[], re.Pattern[str]]:
    """The pattern of a template that few texts need, made when it is first asked for."""
    return cache(lambda: pattern(template))


def filled(template: str) -> str:
    """A template as the expression that it stands for."""
    expression = _SET.sub(lambda found: _CHARACTERS.sub(_characters, found.group()), template)
    expression = _ALTERNATIVE.sub(lambda found: found[1] + _any_of(found[2]), expression)
    return _NAME.sub(lambda found: _grouped(found[1]), expression)


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, words(name)))


def _grouped(name: str) -> str:
    listed = words(name)
    return f"[{''.join(listed)}]" if all(len(word) == 1 for word in listed) else f"(?:{_any_of(name)})"


def _characters(found: re.Match[str]) -> str:
    listed, which = words(found[1]), found[2]
    return "".join(sorted({word[-1] if which == "$" else word[0] if which == "^" else word for word in listed}))

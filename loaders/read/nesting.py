"""Pages that would take a parser for ever, or all memory: tags within tags, attributes, formatting that is never closed.

A browser's parser looks at all tags around one to place it, at all attributes of a tag to add one, and repeats in each
paragraph the formatting that an earlier one left open; each of these grows with the square of a page.
"""

import re

from loaders.read.errors import NotAReport
from loaders.read.limits import Limits

_FEWEST_TAGS = 2_000  # with fewer no page can do harm
_LONG = 5  # characters of an attribute, at least where there are too many
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)([^<>]*)", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1", re.IGNORECASE | re.DOTALL)
_NOT_NESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "dt",
        "dd",
        "option",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_KEPT = 3  # of the same tag that are left open, as browsers do
# Tags of formatting, and others that begin with the same letters, but not the frequent <span>.
_OPENED = re.compile(b"<(?![sS][pP])[abcefinstuABCEFINSTU][^<>]*")


def refuse_traps(markup: str, utf8: bytes, tags: int, limits: Limits) -> None:
    """Look at the tags of a page, as text and as bytes, before it is parsed. Raises NotAReport."""
    most = limits.most_attributes
    if len(markup) > _LONG * most:
        for piece in markup.split("<"):
            if len(piece) > _LONG * most and (piece.count("=") > most or _attributes(piece) > most):
                raise NotAReport("bomb", f"a tag of more than {most} attributes")
    may_repeat = tags > _FEWEST_TAGS and _KEPT * _formats(utf8) * tags > limits.most_repeated_tags
    if may_repeat or tags > limits.deepest_tags:
        depth, left_open = _deepest(_SCRIPT.sub("", markup))
        if depth > limits.deepest_tags:
            raise NotAReport("bomb", f"tags within tags deeper than {limits.deepest_tags}")
        if may_repeat and left_open * tags > limits.most_repeated_tags:
            raise NotAReport("bomb", f"{left_open} tags that are never closed, each repeated in what follows")


def _attributes(piece: str) -> int:
    """How many words a tag has; 0 for what follows a tag."""
    return len(piece.partition(">")[0].split()) if piece[:1].isalpha() else 0


def _formats(markup: bytes) -> int:
    """How many different tags of formatting there are at most: no more can be left open, but for ``_KEPT`` of each."""
    return len(set(_OPENED.findall(markup)))


def _deepest(markup: str) -> tuple[int, int]:
    """How deep tags lie in each other, and how many different ones of formatting are left open at most."""
    depth = deepest = most = 0
    open_: dict[str, list[str]] = {}
    count: dict[str, int] = {}
    left = 0
    for closing, spelled, attributes in _TAG.findall(markup):
        name = spelled.lower()
        if name in _NOT_NESTED or attributes.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
        if name not in _FORMATTING:
            continue
        known = open_.setdefault(name, [])
        if not closing:
            known.append(attributes)
            key = name + attributes
            count[key] = count.get(key, 0) + 1
            left += count[key] <= _KEPT
        elif known:
            key = name + known.pop()
            left -= count[key] <= _KEPT
            count[key] -= 1
        most = max(most, left)
    return deepest, most

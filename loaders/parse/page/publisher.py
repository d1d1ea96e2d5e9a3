"""Who publishes a report need not be who issued it: a city posts the report of its province on its own pages."""

from collections import Counter

from loaders.lexicon import Lexicon

_FEWEST = 3  # times that a text must speak of the larger place


def lies_within(inner: str | None, outer: str | None, lexicon: Lexicon) -> bool:
    """Whether a place is a part of another, and not that place itself."""
    return bool(inner and outer and inner != outer) and outer in lexicon.ancestors(inner or "")


def place_spoken_of(text: str, publisher: str | None, lexicon: Lexicon) -> tuple[str, str] | None:
    """The province of a city that publishes a text which speaks of the whole province and never of the city: code and words."""
    province = next((c for c in lexicon.ancestors(publisher or "") if lexicon.regions[c].level == "province"), None)
    if province is None or province == publisher:
        return None
    levels = Counter[str]()
    words = Counter[str]()
    for _, (term, (cue, level)) in lexicon.automaton.iter_long(text):
        if cue == "place":
            levels[level] += 1
            words[term] += level == "province"
    if levels["province"] < _FEWEST or levels["city"] or levels["county"]:
        return None
    return province, words.most_common(1)[0][0]

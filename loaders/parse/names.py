"""Find the names of places in a text.

Ten thousand names begin with a thousand characters, which an automaton tries one by one wherever no name begins. Few pairs
of characters begin a name, so a pattern finds where one may begin, and its first two characters tell which.
"""

import re
from collections import defaultdict
from collections.abc import Iterator


class Names:
    """Names of two characters or more, each with what it stands for."""

    def __init__(self, names: dict[str, tuple[str, ...]]) -> None:
        self.names = names
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in names:
            lengths[name[:2]].add(len(name))
        self.lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}
        first, second = ("".join(map(re.escape, sorted(set(characters)))) for characters in zip(*lengths, strict=True))
        self.start = re.compile(f"[{first}](?=[{second}])")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of the longest names from left to right; none overlaps another."""
        done = 0
        for match in self.start.finditer(text):
            start = match.start()
            if start >= done and (name := self.at(text, start)):
                done = start + len(name)
                yield start, done, name

    def at(self, text: str, start: int) -> str:
        """The longest name that begins at a position, '' for none."""
        for length in self.lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if name in self.names:
                return name
        return ""

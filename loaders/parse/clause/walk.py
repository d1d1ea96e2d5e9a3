"""A walk over the words before a number: how far it has come, and what it has found the clause to say."""

import re
from bisect import bisect_left

from loaders.parse.marks.phrase import clean
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Left
from loaders.parse.scene import Scene
from loaders.wording import pattern, words

THOSE = pattern(
    "(?:[两二三四五六七八九\\d]个?{kind_of_county}{0,2})?(?:[{place_mark}]{1,2}|{park_mark}|{town_mark}{1,2}|地)(?:{adverb}+$)?"
)  # 甲县、乙县【两县】, 【两地就】占…
_SO_MANY_YEARS = re.compile("[一两二三四五六七八九十]年(?:内|间)?")
_SIZES = (*words("amount_mark"), *words("money_flow"))


class Walk:
    """The clause of a number while it is walked; ``left`` gathers what it says."""

    def __init__(self, scene: Scene, quantity: Quantity, start: int) -> None:
        self.scene = scene
        self.text = scene.text
        self.words = scene.vocabulary
        self.tokens = scene.words.tokens
        self.quantity = quantity
        self.start = self.at = start  # behind ``at`` nothing is accounted for yet
        self.end = quantity.start
        self.list_start = self.head = start  # where a coordinated noun phrase may begin
        self.left = Left(start=start)
        self.pending = ""  # the cue whose reference the following text is
        self.verb_end = self.comparator_end = -1
        self.verb_before = ""  # the verb that another one took the place of
        self.partners_end = -1  # where the list of those with whom something is done ends so far
        self.event = ""  # a verb that directly follows another: 开展【培训】15场
        self.index = bisect_left(scene.words.starts, start)  # of the word that follows

    def clean(self, segment: str) -> str:
        """A segment as a noun phrase."""
        return clean(segment, self.words)

    def take_noun(self, segment: str) -> None:
        """A segment is the noun the clause speaks of, if anything of it is one."""
        if segment and not (self.left.noun and _SO_MANY_YEARS.fullmatch(segment)):  # 高企数量三年增加两倍
            self.left.noun = with_noun_before_time(self.left, clean(segment, self.words)) or self.left.noun

    def _verb_follows(self, position: int) -> bool:
        """Whether a verb, or the number itself, follows the word being read."""
        if position == self.end:
            return True
        if self.index >= len(self.tokens):
            return False
        following = self.tokens[self.index]
        return following.start == position and following.cue in ("verb", "total", "comparator_before")

    def _settle(self, segment: str) -> None:
        """A segment is the reference that a cue waits for, else the noun."""
        if not segment:
            return
        if self.pending:
            self.left.reference = self.left.reference or segment
            self.pending = ""
        else:
            self.take_noun(segment)

    def _before_cue(self, cue: str, segment: str, rate: str = "") -> None:
        left = self.left
        if self.pending and not left.reference:
            left.reference, self.pending = segment, ""
            if rate in self.words.bare_noun:  # 快于营收增速2个百分点: what it is held against is a growth itself
                left.reference += rate
        elif segment not in self.words.filler:
            self.take_noun(segment)


def with_noun_before_time(left: Left, noun: str) -> str:
    """技术合同全年成交额: a time is inside the noun phrase, and what follows it is no noun by itself."""
    parted = left.times and left.noun and len(noun) <= 3 and noun.endswith(_SIZES)
    return f"{left.noun}{noun}" if parted and not left.noun.endswith(noun) else noun

"""The list that 分别, 均 or 各 sums up."""

from loaders.parse.clause.verbs import VerbWalk
from loaders.parse.marks.phrase import AND, LIST_MARK, trim
from loaders.parse.marks.words import Token
from loaders.parse.slots.coordination import run_length
from loaders.wording import pattern, sole

_SHARE_MARK = sole("share_mark")
_EACH_ITS_OWN = pattern(
    "[^、和与及]+(?:{share_mark}[^、和与及]+{share_name}|{ratio_noun}|{count_name})(?:[、和与及]|以及)"
)


class ListWalk(VerbWalk):
    """A walk that can tell what is coordinated."""

    def _pair(self, token: Token, segment: str) -> None:
        """分别, 依次."""
        self._coordinate(token, segment)
        self.left.pair = True

    def _each(self, token: Token, segment: str) -> None:
        """均, 各."""
        self._coordinate(token, segment)
        places, at = len(self.left.places), self.scene.quantities.index(self.quantity)
        if token.value == "every" and places > 1 and run_length(self.scene, at) == places:  # 甲县、乙县各12家、8家
            self.left.pair = True
        elif token.value == "every":
            self.left.every = True
        else:
            self.left.each = True

    def _coordinate(self, token: Token, segment: str) -> None:
        """The list that 分别 or 均 sums up, and what some of them say besides (分列, 均达)."""
        left = self.left
        listed = self._listed(token.start)
        if listed:
            left.noun = listed
        elif segment:
            self._before_cue(token.cue, segment)
        told = self.words.said_of_each.get(token.word)
        if told == "rank":
            left.rank, self.pending = token.word, "rank"
        elif told == "level":
            left.level = token.word
        self.at = token.end

    def names_its_share(self, end: int) -> bool:
        """Whether a share is named by the last of those listed only: 甲投入占营收比重、乙产值占工业比重分别."""
        at = self.scene.quantities.index(self.quantity)
        if run_length(self.scene, at) < run_length(self.scene, at, unlike=True):
            return True  # 企业和产值占工业比重分别为64家和32%: only a rate is one
        return _EACH_ITS_OWN.match(self.text, max(self.list_start, self.head), end) is not None

    def _listed(self, end: int) -> str:
        """The whole coordinated noun phrase before 分别, '' where none is there."""
        several = len(self.left.times) > 1 or self.left.bases  # 2029年、2030年分别
        if self.pending or self.left.places or several:
            return ""
        whole = self._whole(max(self.list_start, self.head), end)
        if self.left.share and self.left.reference:  # 甲产业、乙产业产值占工业产值比重分别
            whole = whole.partition(_SHARE_MARK)[0]
        elif _SHARE_MARK in whole:
            whole = trim(self.text[max(self.list_start, self.head) : end])
        if self.left.subject and "、" not in whole and "、" in self.text[self.start : end]:
            whole = self._whole(self.head, end)
            self._drop_verb_of_list()
        elif self.verb_end == self.list_start and self.text.startswith(
            AND, self.verb_end
        ):  # 吸纳、输出技术合同成交额均
            whole = self._whole(self.verb_end - len(self.left.verb), end)
            self._drop_verb_of_list()
        return whole if LIST_MARK.search(whole) else ""

    def _drop_verb_of_list(self) -> None:
        """专利申请、授权分别: what was taken for a verb is one of those listed."""
        if self.left.verb in self.words.done_to:
            self.left.verb = self.left.subject = ""

    def _whole(self, start: int, end: int) -> str:
        return self.clean(self.words.pattern.basis_tail.sub("", self.text[start:end]))

"""A normalised copy of one sentence, made only where it needs one: full-width digits, blanks inside words, traditional characters."""

import re
from functools import lru_cache

from loaders.lexicon import Lexicon

_TRADITIONAL_CHARACTERS = "個億萬達開區術業與國實驗學創認證資費額總數產機構際興導發為長進級經濟競爭東農網專優勢團隊養組織協會計劃獎勵評審訂議設備檢測試類強場報張連續增權關"
_NEEDS = re.compile(
    r"[０-９Ａ-Ｚａ-ｚ％．－＋]|(?<=[\u4e00-\u9fff\d%.，、])[ \u3000\xa0\t\r\n]+(?=[\u4e00-\u9fff\d%％])|[\n\r]"
)
_TRADITIONAL = re.compile(f"[{_TRADITIONAL_CHARACTERS}]")
_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",;:()"}
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _WIDTH))}]")
_WORD_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000\xa0\r\n]+(?=[\u4e00-\u9fff])|[\r\n]+|(?<=[\u4e00-\u9fff])[ \u3000\xa0]+(?=\d)|(?<=\d)[ \u3000\xa0]+(?=[\u4e00-\u9fff%％])|(?<=\d\.)[ ](?=\d)"
)

_CELL = re.compile(r"(?<=\S)[ \t|]+\d[\d.,]*(?=[ \t|]+\d|[ \t|]*$|；|;)")


def half_width(text: str) -> str:
    """A text with ２０１８ as 2018; nothing moves."""
    return text.translate(_WIDTH) if _FULL_WIDTH.search(text) else text


@lru_cache(maxsize=2)
def _alterable(lexicon: Lexicon) -> re.Pattern[str]:
    """A character without which a sentence needs no copy."""
    return re.compile(f"[{''.join(map(chr, (*_WIDTH, *lexicon.variants)))} \u3000\xa0\t\r\n]")


def normalise(sentence: str, lexicon: Lexicon) -> tuple[str, list[int] | None]:
    """The copy to read, and for each of its characters the offset in the sentence (None where the copy is the sentence itself).

    Blanks between Chinese characters go, unless the sentence has columns (a table): there they divide.
    """
    if not _alterable(lexicon).search(sentence):  # as nearly all
        return sentence, None
    needs, traditional = _NEEDS.search(sentence), _TRADITIONAL.search(sentence)
    if not needs and not traditional:
        return sentence, None
    copy = sentence
    if traditional:
        copy = copy.translate(lexicon.variants)
    copy = half_width(copy)
    if not needs or _has_columns(copy):
        return copy, list(range(len(copy)))
    offsets: list[int] = []
    pieces: list[str] = []
    at = 0
    for blank in _WORD_BLANK.finditer(copy):
        pieces.append(copy[at : blank.start()])
        offsets.extend(range(at, blank.start()))
        at = blank.end()
    pieces.append(copy[at:])
    offsets.extend(range(at, len(copy)))
    return "".join(pieces), offsets


def _has_columns(text: str) -> bool:
    return len(_CELL.findall(text)) >= 2

"""Plain text: UTF-8, UTF-16, GB18030 with GBK and GB2312 in it, Big5; byte order marks are dropped, line ends are kept.

Single bytes are no proof: GB18030 takes nearly every sequence of them. So what is not UTF-8 is taken for what makes the most
of its characters common ones, those of the first level of GB 2312 or of Big5.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from loaders.read.document import Extract
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits

# Tab, line feed, vertical tab, form feed, carriage return, and the end mark of old editors.
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a")
# A pasted report may hold a few characters that mean nothing (word processors leave them); more is no text.
MOST_STRAYS = 0.05
_FEWEST_COMMON = 0.6  # of the Chinese characters; reports have over 0.95, text in the wrong encoding under 0.5
_MOST_KANA = 0.05
_WIDE = re.compile("[\u0080-\U0010ffff]+")
_MISREAD_SAMPLE = 1_000
_FEWEST_STOPS = 8  # commas and full stops that no text has by chance which was decoded as GBK
_MOST_BYTES = 4  # of a character, in any encoding that is read
_SAMPLE = 20_000  # characters that are looked at to tell an encoding
_MARKS = {codecs.BOM_UTF8: ("utf-8-sig", "utf-8-bom"), codecs.BOM_UTF16_LE: ("utf-16", "utf-16"), codecs.BOM_UTF16_BE: ("utf-16", "utf-16")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding its bytes were in, and what of them could not be read."""

    text: str
    encoding: str
    note: str | None = None
    utf8: bytes = b""  # the bytes, where they were UTF-8


def read(content: bytes, limits: Limits) -> Extract:
    """A text file. Raises NotAReport."""
    if len(content) > _MOST_BYTES * limits.largest_text:
        raise NotAReport("too_large", f"{len(content)} bytes; the limit is {limits.largest_text} characters")
    found = decode(content)
    return Extract(found.text, "text/plain", found.encoding, note=found.note)


def decode(content: bytes) -> Decoded:
    """Bytes -> text. Raises NotAReport."""
    if not content.strip():
        raise NotAReport("empty", "nothing in it")
    found = _decode(content)
    if "\0" in found.text:
        raise NotAReport("binary", f"a zero byte at character {found.text.index(chr(0))}")
    if _share(found.text, {"Cc"}) > MOST_STRAYS:
        raise NotAReport("binary", "control characters in it")
    if not found.text.strip():
        raise NotAReport("empty", "only blanks in it")
    if is_misread(found.text):
        raise NotAReport("encoding", "UTF-8 that was once opened as GBK and saved so; take the original")
    return found


def _decode(content: bytes) -> Decoded:
    for mark, (codec, encoding) in _MARKS.items():
        if content.startswith(mark):
            return _up_to_the_break(content, codec, encoding)
    if wide := _without_mark(content):
        return _up_to_the_break(content, wide, "utf-16")
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if broken.reason == "unexpected end of data" and broken.start > len(content) - 4 and b"\0" not in content:
        return Decoded(content[: broken.start].decode("utf-8"), "utf-8", _says(broken.start))
    return _told_by_characters(content, broken)


def _up_to_the_break(content: bytes, codec: str, encoding: str) -> Decoded:
    """Text in an encoding that is known; one that breaks off in the middle of a character is read up to there."""
    try:
        return Decoded(content.decode(codec), encoding)
    except UnicodeDecodeError as error:
        if error.end < len(content) - 1:
            detail = f"not {encoding.upper()} at byte {error.start}: {content[error.start : error.start + 4].hex(' ')}"
            raise NotAReport("encoding", detail) from None
        return Decoded(content[: error.start].decode(codec), encoding, _says(error.start))


def _says(position: int) -> str:
    return f"the file breaks off inside a character at byte {position}; read up to there"


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without its mark: the high bytes of Chinese characters are few, those of digits and line ends zero."""
    head = content[: 2 * _SAMPLE]
    if b"\0" not in head or len(head) < 4:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(codec, "replace")
        if _common(text, "gb2312", 0xD8) > _FEWEST_COMMON and sum(map(_is_han, text)) > len(text) / 3:
            return codec
    return None


def _told_by_characters(content: bytes, broken: UnicodeDecodeError) -> Decoded:
    """The encoding that makes the most characters common ones. Raises NotAReport where none makes enough so."""
    if b"\0" in content:
        raise NotAReport("binary", f"a zero byte at {content.index(0)}")
    scores: list[tuple[float, str, str]] = []
    notes: dict[str, str] = {}
    for encoding, level, last in (("gb18030", "gb2312", 0xD8), ("big5", "big5", 0xC7)):
        codec = "big5hkscs" if encoding == "big5" else encoding
        try:
            text = content.decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(content) - _MOST_BYTES + 1:
                continue
            text, notes[encoding] = content[: error.start].decode(codec), _says(error.start)
        if _share(text, {"Co", "Cn"}) <= MOST_STRAYS:
            scores.append((_common(text[:_SAMPLE], level, last), encoding, text))
    best = max(scores, default=(0.0, "", ""))
    if max(_kana(content), _share_of(best[2], "\u3040", "\u30ff")) > _MOST_KANA:
        raise NotAReport("encoding", "Shift_JIS or EUC-JP, which is Japanese")
    if best[0] < _FEWEST_COMMON:
        where = f"not UTF-8 at byte {broken.start} ({content[broken.start : broken.start + 4].hex(' ')})"
        raise NotAReport("encoding", f"{where}, and neither GB18030 nor Big5 makes Chinese of it")
    return Decoded(best[2], best[1], notes.get(best[1]))


def _common(text: str, codec: str, last: int) -> float:
    """The share of a text's characters beyond ASCII, full-width signs apart, that are of the first level of a character set."""
    counts = Counter(
        each for each in text if each > "\u02ff" and not ("\u2000" <= each <= "\u33ff" or each >= "\uff00")
    )
    common = sum(n for each, n in counts.items() if b"\xa3" < each.encode(codec, "ignore")[:1] < bytes([last]))
    return common / max(counts.total(), 1)


def _kana(content: bytes) -> float:
    """The share of kana in what Shift_JIS would make of the bytes."""
    try:
        text = content.decode("shift_jis")
    except UnicodeDecodeError:
        return 0.0
    return _share_of(text, "\u3040", "\u30ff")


def _share_of(text: str, first: str, last: str) -> float:
    """The share of the characters beyond ASCII that lie between two."""
    wide = [each for each in text if each > "\u02ff"]
    return sum(first <= each <= last for each in wide) / max(len(wide), 1)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def is_misread(text: str) -> bool:
    """Whether a text is UTF-8 that was decoded as GBK: most of its characters make others, and fewer, when that is undone."""
    head = text[:_SAMPLE]
    # The first of these stops as soon as there are enough, and on most pages there are.
    if len(head.split("，", _FEWEST_STOPS)) > _FEWEST_STOPS or head.count("，") + head.count("。") >= _FEWEST_STOPS:
        return False
    sample = "".join(_WIDE.findall(head))[:_MISREAD_SAMPLE]
    if len(sample) < 10 or _common(sample, "gb2312", 0xD8) > _FEWEST_COMMON:
        return False
    undone = sample.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(undone) > len(sample) / 3 and _common(undone, "gb2312", 0xD8) > _FEWEST_COMMON


def _share(text: str, categories: set[str]) -> float:
    """What share of the characters is of these Unicode categories."""
    counts = Counter(text)
    strays = (set(counts) - TEXT_CONTROLS) & {each for each in counts if unicodedata.category(each) in categories}
    return sum(counts[each] for each in strays) / max(len(text), 1)

"""Plain text: UTF-8, UTF-8 with a byte order mark (dropped), GB18030 with GBK and GB2312 in it; line ends are kept."""

import codecs
import unicodedata
from collections import Counter

from loaders.read.errors import NotAReport

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Tab, line feed, vertical tab, form feed, carriage return, and the end mark of old editors.
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a")
# A pasted report may hold a few characters that mean nothing (word processors leave them); more is no text.
MOST_STRAYS = 0.05


def decode(content: bytes) -> tuple[str, str]:
    """Bytes -> text and the name of its encoding. Raises NotAReport."""
    if not content.strip():
        raise NotAReport("empty", "nothing in it")
    if content.startswith(WIDE):
        raise NotAReport("encoding", "UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise NotAReport("binary", "zero bytes in it")
    text, encoding = _decode(content)
    if _share(text, {"Cc"}) > MOST_STRAYS:
        raise NotAReport("binary", "control characters in it")
    if not text.strip():
        raise NotAReport("empty", "only blanks in it")
    return text, encoding


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith(codecs.BOM_UTF8):
        candidates = [("utf-8-sig", "utf-8-bom")]
    else:
        candidates = [("utf-8", "utf-8"), ("gb18030", "gb18030")]
    for codec, name in candidates:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if name != "gb18030" or not _is_garbled(text):
            return text, name
    raise NotAReport("encoding", "neither UTF-8 nor GB18030")


def _is_garbled(text: str) -> bool:
    """GB18030 takes nearly every sequence of bytes; text in another encoding lands in places no one writes in."""
    return _share(text, {"Co", "Cn"}) > MOST_STRAYS


def _share(text: str, categories: set[str]) -> float:
    """What share of the characters is of these Unicode categories."""
    counts = Counter(text)
    strays = (set(counts) - TEXT_CONTROLS) & {each for each in counts if unicodedata.category(each) in categories}
    return sum(counts[each] for each in strays) / max(len(text), 1)

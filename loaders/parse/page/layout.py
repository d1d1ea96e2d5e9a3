"""Lay out a document: lines, headings with the section each opens, sentences. Page furniture is told apart from the body."""

import re
from itertools import zip_longest

from loaders.lexicon import Lexicon
from loaders.parse.page.lines import (
    BLANK,
    BULLET,
    STOPS,
    adjacent,
    cut_lines,
    cuts_amount,
    ends_open,
    full_lines,
    hard_wrapped,
    is_cell,
    is_furniture,
    is_heading,
    is_title_alone,
    tail_start,
    titled,
)
from loaders.parse.page.metadata import Metadata
from loaders.parse.page.normalise import PAGE_HEAD
from loaders.parse.page.outline import Outline, Section, Sentence

LONGEST_SENTENCE = 1000
_SENTENCE = re.compile(r"(?:[^。！？!?]++|(?<=\d)。(?=\d))++[。！？!?]*+[”’）)]*+|[。！？!?]++")
_NUMERAL = frozenset("0123456789.,０１２３４５６７８９〇零一二两三四五六七八九十百千万亿")


def lay_out(
    text: str,
    lines: list[tuple[int, int]],
    metadata: Metadata,
    lexicon: Lexicon,
    headings: tuple[tuple[int, int], ...] = (),
) -> tuple[list[Section], list[Sentence]]:
    """Sections and sentences of a document, in text order; every non-blank character lies in one sentence.

    ``lines`` are those of ``lines_of``; what precedes the title's end is the page's head.
    ``headings`` are offsets and levels of the lines that the document's format marks as headings.
    """
    outline = Outline(text, metadata.horizon, metadata.kind, lexicon)
    body_start = metadata.title_end
    marked = dict(headings)
    sentences: list[Sentence] = []
    wrapped = hard_wrapped(text, lines, body_start)
    cuts = set() if wrapped else cut_lines(text, lines, body_start)
    full = full_lines(text, lines, body_start) if wrapped or cuts else set()
    tail = tail_start(text, lines, body_start)
    previous = paged = -1
    for (start, end), following in zip_longest(lines, lines[1:]):
        stripped = text[start:end].lstrip(BLANK)
        offset = end - len(stripped)
        furniture = start >= tail or (start < body_start and not titled(stripped))
        furniture = furniture or (previous not in full and is_furniture(stripped))
        if paged >= 0 and not furniture and text[paged - 1] not in STOPS and not is_heading(stripped):
            _join_over_page(text, offset, end, sentences)
            previous, paged = end, -1
            continue
        if PAGE_HEAD.fullmatch(stripped) and previous >= body_start and sentences and not sentences[-1].furniture:
            paged = previous
        elif not furniture:
            paged = -1
        if not furniture and start >= body_start:
            outline.read(stripped, offset, marked.get(start, 0), alone=is_title_alone(text, stripped, following))
            joins = wrapped and text[previous - 1] not in "。！？!?" and not is_cell(text, previous, stripped)
            joins = joins or previous in cuts
            joins = joins or (ends_open(text, previous) and not is_heading(stripped))
            joins = joins and not BULLET.match(stripped)
            if (
                previous >= 0
                and not sentences[-1].furniture
                and (joins or cuts_amount(text, previous, offset))
                and adjacent(text, previous, start)
            ):
                broken = sentences.pop()
                sentences += _sentences(text, broken.start, end, broken)
                previous = end
                continue
        paragraph = offset
        if previous in full and not (furniture or is_heading(stripped)):
            paragraph = sentences[-1].paragraph
        told = _sentences(text, offset, end, Sentence(offset, end, outline.current, paragraph, furniture))
        outline.go_over(told)
        sentences += told
        previous = end
    outline.end_problems()
    return outline.sections, sentences


def _join_over_page(text: str, start: int, end: int, sentences: list[Sentence]) -> None:
    """Let a line go on with the sentence before the head of its page; the head is then inside that sentence."""
    while sentences[-1].furniture:
        sentences.pop()
    broken = sentences.pop()
    first, *rest = _sentences(text, start, end, broken)
    sentences += [Sentence(broken.start, first.end, broken.section, broken.paragraph, False), *rest]


def _sentences(text: str, start: int, end: int, like: Sentence) -> list[Sentence]:
    """The sentences between two offsets, none longer than ``LONGEST_SENTENCE``; a number is not cut where that can be helped."""
    found = []
    for match in _SENTENCE.finditer(text, start, end):
        begin, stop = match.span()
        while stop - begin > LONGEST_SENTENCE:
            cut = _cut(text, begin)
            found.append(Sentence(begin, cut, like.section, like.paragraph, like.furniture))
            begin = cut
        found.append(Sentence(begin, stop, like.section, like.paragraph, like.furniture))
    return found


def _cut(text: str, start: int) -> int:
    """Where to end a sentence that is too long: not inside a number or a word of Latin letters."""
    cut = start + LONGEST_SENTENCE
    while cut > start + LONGEST_SENTENCE // 2:
        before, behind = text[cut - 1], text[cut]
        if not ((before in _NUMERAL and behind in _NUMERAL) or (before.isascii() and behind.isascii())):
            break
        cut -= 1
    return cut

"""The numerals of a text, counted character by character and without the parser's patterns.

What the parser overlooks is missed by one of the two counts only.
"""

import re
import unicodedata

CHINESE = frozenset("〇零一二两三四五六七八九十百千万亿廿卅兩萬億〡〢〣〤〥〦〧〨〩〸〹〺\u2f00\u2f06\u2f0b\u2f17")
CAPITAL_DIGITS = frozenset("壹贰叁肆伍陆柒捌玖貳參叄陸弌弍弎")
CAPITAL_TENS = frozenset("拾佰仟")
GREAT = frozenset("万亿萬億")
CAPITAL_SCALES = CAPITAL_TENS | GREAT
ITEMS = "①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿"  # ranges of characters that number items
GOING_ON = CHINESE | CAPITAL_DIGITS | CAPITAL_SCALES
# Where a numeral may begin: all other characters are passed over.
BEGINNING = re.compile(rf"[\d{ITEMS}{''.join(sorted(CHINESE | CAPITAL_DIGITS | CAPITAL_TENS))}]")


def count_numerals(text: str) -> list[tuple[int, int]]:
    """The spans of all numerals of a text.

    Arabic: a run of decimal digits, full-width ones too, that goes on over a single point or comma when digits follow.
    Chinese: a run of ``〇零一二两三四五六七八九十百千万亿廿卅``, of their traditional forms and of the radicals that look like
    them, with no Arabic digit at either end. Of amounts: a digit such as ``壹`` and a scale, or ``拾`` before one of them, and
    what goes on as they do. Of items: each that is circled, in brackets or has its full stop (``①``, ``㈠``, ``⒈``).
    """
    spans = []
    position = 0
    while found := BEGINNING.search(text, position):
        start = position = found.start()
        if _is_digit(text, position):
            position = _end_of_arabic(text, position)
            spans.append((start, position))
        elif _begins_capital(text, position):
            position += 2
            while position < len(text) and text[position] in GOING_ON:
                position += 1
            spans.append((start, position))
        elif text[position] in CHINESE:
            while position < len(text) and text[position] in CHINESE:
                position += 1
            if not _is_digit(text, start - 1) and not _is_digit(text, position):
                spans.append((start, position))
        else:
            position += 1
            if unicodedata.category(text[start]) == "No":
                spans.append((start, position))
    return spans


def _end_of_arabic(text: str, position: int) -> int:
    while _is_digit(text, position):
        position += 1
        if text[position : position + 1] in (".", ",") and _is_digit(text, position + 1):
            position += 1
    return position


def _begins_capital(text: str, position: int) -> bool:
    """Whether 伍拾 or 拾万 stands here; 伍 of 队伍, 陆 of 大陆 and 拾 of 收拾 are no digits."""
    first, second = text[position], text[position + 1 : position + 2]
    if first in CAPITAL_TENS:
        return (second in CAPITAL_DIGITS or second in GREAT) and text[position - 1 : position] != "收"
    if first not in CAPITAL_DIGITS or second not in CAPITAL_SCALES:
        return False
    return position == 0 or text[position - 1] not in "队大退入行登着内"


def _is_digit(text: str, position: int) -> bool:
    return 0 <= position < len(text) and unicodedata.category(text[position]) == "Nd"

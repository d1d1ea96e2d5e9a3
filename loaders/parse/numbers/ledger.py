"""The numerals of a text: what every report is held against.

They are ``\\d+(?:[.,]\\d+)*`` (Arabic, full-width digits included), the maximal runs of
``[〇零一二两三四五六七八九十百千万亿廿卅]`` and their look-alikes that touch no Arabic digit, those of amounts
(壹拾万零叁仟), those of items (``①``, ``㈠``, ``⒈``), and the words ``首位 榜首 之首 之冠 冠军 过半 近半 半数 翻番 翻倍 倍增``,
which state a number without a numeral.
"""

import re

from loaders.parse.numbers.amounts import ZH
from loaders.wording import pattern, words

Numeral = tuple[int, int, str]  # start, end and script
_ANY_ZH = ZH + "兩萬億⼀⼆⼋⼗〡-〩〸-〺"  # with traditional ones, radicals of the same shape, and those of merchants
_CAPITAL = "壹贰貳叁參叄肆伍陆陸柒捌玖弌弍弎"
_WORDS_OF_CAPITALS = "".join(words("capital_word_begin"))  # 队伍, 大陆
_TENS = "拾佰仟"
_CIRCLED = "①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿"
_CAPITAL_GOES_ON = f"[{_TENS}万亿萬億][{_ANY_ZH}{_CAPITAL}{_TENS}]*+"
_TENS_GO_ON = f"[万亿萬億{_CAPITAL}][{_ANY_ZH}{_CAPITAL}{_TENS}]*+"
CAPITAL_NUMERAL = re.compile(f"(?<![{_WORDS_OF_CAPITALS}])[{_CAPITAL}]{_CAPITAL_GOES_ON}|(?<!收)[{_TENS}]{_TENS_GO_ON}")
LEDGER = pattern(
    rf"[\d{_ANY_ZH}{_CAPITAL}{_CIRCLED}{_TENS}首榜之过半翻冠倍]"  # one set of characters in front: the engine looks for it fast
    r"(?:(?<=\d)\d*(?:[.,]\d+)*(?P<arabic>)"
    rf"|(?:(?<=[{_CAPITAL}])(?<![{_WORDS_OF_CAPITALS}].){_CAPITAL_GOES_ON}|(?<=[{_TENS}])(?<!收.){_TENS_GO_ON})(?P<capital>)"
    rf"|(?<=[{_ANY_ZH}])(?<![\d{_ANY_ZH}][{_ANY_ZH}])[{_ANY_ZH}]*+(?!\d)(?P<chinese>)"
    rf"|(?<=[{_CIRCLED}])(?P<circled>)"
    r"|(?:(?<=首)位|(?<=榜)首|(?<=之)[首冠](?=$|[，,。；;、）)（(])|(?<=过)半|(?<=[{rough_mark}]半)(?=$|[，,。；;、）)]|的[^，,。；;])|(?<=半)(?<!一半)数|(?<=翻)[番倍]|(?<=倍)增(?:(?<=实现倍增)(?!{programme})|(?=$|[，,。；;、）)至到]))|(?<=冠)(?<!项冠)军(?!{champion_kind}))(?P<word>))"
)
_SCRIPTS = {"arabic": "arabic", "chinese": "chinese", "capital": "chinese", "circled": "circled", "word": "word"}


def ledger(text: str) -> list[Numeral]:
    """The numerals of a text, in order."""
    return [(match.start(), match.end(), _SCRIPTS[match.lastgroup or ""]) for match in LEDGER.finditer(text)]

"""A normalised copy of one sentence, made only where it needs one: characters that replace others, and what is inside words.

Characters are replaced one by one: full width, traditional and look-alike ones, digits of amounts (伍拾), letters for digits (l5).
Then marks of HTML and Markdown, characters without width and blanks inside words and numbers are omitted.
"""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from loaders.lexicon import Lexicon
from loaders.parse.numbers.ledger import CAPITAL_NUMERAL
from loaders.wording import pattern, seldom, sole

_PAGE_WORD = sole("page_word")

_ZH = "\u4e00-\u9fff"
_BLANK = " \u3000\xa0\u2002-\u200a\u202f"
_NO_WIDTH = "\u200b-\u200f\u2060\ufeff\xad"
_NEEDS = re.compile(
    rf"[０-９Ａ-Ｚａ-ｚ％．－＋]|(?<=[{_ZH}\d%.，、])[{_BLANK}\t\r\n]+(?=[{_ZH}\d%％.])|[\n\r{_NO_WIDTH}]"
)
_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",;:()"}
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _WIDTH))}]")
_CAPITALS = str.maketrans("壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟萬億", "一一二二二三三三三四五六六七八九十百千万亿")
_ROUND = re.compile(
    "(?<=[〇零一二三四五六七八九])[○◯OoＯｏ0]{1,2}(?=[〇零一二三四五六七八九年])"
)  # 二○二二年, 二○○九年
_LETTER = re.compile(
    r"(?<![A-Za-z\d.])(?=[\dlIOo.]*[lIOo])(?=[lIOo]*\d|[lIOo]\.\d)[\dlIOo]+(?:\.[\dlIOo]+)?(?=[%％‰万亿家个项件名人元户次位种条篇倍])"
)  # l5家, O.85%
_LETTERS = str.maketrans("lIOo", "1100")
_THOUSANDS = re.compile(r"(?<![\d.,'’])\d{1,3}(?:['’]\d{3})+(?![\d'’])")  # 1'234'567
_POINT = seldom(r"(?<![\d.·•∙・])(?P<whole>\d+)[·•∙・](?P<part>\d+)(?P<scale>[万亿]?)(?![\d.·•∙・])")  # 5·5亿元
_RESEARCH = re.compile(rf"(?<![A-Za-z])[Rr][{_BLANK}]*&[{_BLANK}]*[Dd](?![A-Za-z])")  # r&d, R & D
_ZERO = re.compile("[〇零一二三四五六七八九]0[〇零一二三四五六七八九]")
_MAYBE_OTHERWISE = re.compile(r"[lIOo][\d.]|\d[lIOo·•∙・'’]|[〇零一二三四五六七八九][Oo0][〇零一二三四五六七八九]")
_MARKUP = re.compile(
    rf"\x1b\[[\d;?]*[A-Za-z]|</?[A-Za-z][^<>]{{0,300}}>|<!--.{{0,300}}?-->|&(?:[A-Za-z]{{2,8}}|#\d{{1,6}}|#x[\dA-Fa-f]{{1,5}});|[{_NO_WIDTH}]+"
)
_EMPHASIS = seldom(
    r"(?P<mark>\*{2,3}|__|~~|`)(?![家个项件万亿%％余多名人元次场])[^*_~`，,。；;\n]{1,40}(?P=mark)"
)  # **56**家; the stars of 完成**家，增长**% stand for digits
PAGE_HEAD = pattern(
    r"(?:^|\n)[ \t]*(?:[^\n]{0,60}当前为第 ?\d{1,4} ?{page_word}|第 ?\d{1,4} ?{page_word}(?:[，,/ ]*共 ?\d{1,4} ?{page_word})?|[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2})[。 \t\r]*(?=\n|$)"
)  # between two pages of a sentence
_MAY_HOLD_MARKUP = re.compile(rf"[<&*`~_\x1b{_NO_WIDTH}]")
_BLANKS = re.compile(f"[{_BLANK}]+")
_SPACED_OUT = re.compile(rf"(?<!\S)(?:\S[{_BLANK}]){{5,}}\S(?!\S)")  # 技 术 合 同 8 2 . 5 亿 元
_APART = seldom(rf"(?<=[{_ZH}]) ?\d(?: \d)+(?: ?\. ?\d(?: \d)*)? ?(?=[{_ZH}%％])")  # digits in such a text
_WORD_BLANK = re.compile(
    rf"(?<=[{_ZH}])[{_BLANK}\r\n]+(?=[{_ZH}])|[\r\n]+|(?<=[{_ZH}])[{_BLANK}]+(?=\d)|(?<=\d)[{_BLANK}]+(?=[{_ZH}%％])|(?<=\d\.)[ ](?=\d)"
    rf"|(?<=[%％])[{_BLANK}]+(?=的)|(?<=[{_ZH}])[ ](?=[“《])|(?<=[”》])[ ](?=[{_ZH}])"
)
_PART_OF_LIST = re.compile(
    rf"(?<=[{_ZH}%％])(?P<gap>[{_BLANK}]{{2,}}|\u3000)(?=[{_ZH}A-Z][^，,。；;、\d{_BLANK}]{{2,20}}\d)"
)  # 甲128家　　乙210家
_BROKEN_NUMBER = re.compile(
    rf"(?<=[{_ZH}])\d(?:[ ]\d)*[ ](?:\d+(?:\.\d+)?|\.[ ]?\d+)(?=[%％‰{_ZH}])"
)  # 成交额8 2.5亿元
_CELL = re.compile(r"(?<=\S)[ \t|]+\d[\d.,]*(?=[ \t|]+\d|[ \t|]*$|；|;)")
_NUMBER_BEFORE = seldom(rf"\d[{_ZH}%％]{{1,4}}$")
_PAIR = 3  # pieces that a pair of marks parts a text into
_LEAST_WORDS = 3  # Chinese characters among those that stand apart, for them to be text

Cut = tuple[int, int, str]  # a span, and what takes its place
Copy = tuple[str, list[int]]  # a text, and for each of its characters the offset in the sentence


def half_width(text: str) -> str:
    """A text with ２０１８ as 2018; nothing moves."""
    return text.translate(_WIDTH) if _FULL_WIDTH.search(text) else text


@lru_cache(maxsize=2)
def _alterable(lexicon: Lexicon) -> re.Pattern[str]:
    """A character without which a sentence needs no copy."""
    return re.compile(
        f"[{''.join(map(chr, (*_WIDTH, *lexicon.variants)))}{_BLANK}{_NO_WIDTH}\t\r\n<&*`~_\"○◯壹贰叁肆伍柒捌玖拾佰仟弌弍弎\x1blIOo·•∙・'’]"
    )


@lru_cache(maxsize=2)
def _foreign(lexicon: Lexicon) -> re.Pattern[str]:
    """A variant that no simplified text has: where it stands, the other variants are replaced too."""
    return re.compile(f"[{''.join(chr(variant) for variant in lexicon.variants if not _is_simplified(chr(variant)))}]")


def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def normalise(sentence: str, lexicon: Lexicon) -> tuple[str, list[int] | None]:
    """The copy to read, and for each of its characters the offset in the sentence (None where the copy is the sentence itself).

    Blanks between Chinese characters go, unless the sentence has columns (a table): there they divide.
    """
    if not _alterable(lexicon).search(sentence) and not ("0" in sentence and _ZERO.search(sentence)):  # as nearly all
        return sentence, None
    same = _usual_characters(sentence, lexicon)
    copy = same, list(range(len(same)))
    if _MAY_HOLD_MARKUP.search(same):
        copy = _replaced(copy, [(*mark.span(), _named(mark[0])) for mark in _MARKUP.finditer(same)])
        copy = _replaced(copy, [cut for said in _EMPHASIS().finditer(copy[0]) for cut in _marks_of(said)])
    if "&" in copy[0]:
        copy = _replaced(copy, [cut for said in _RESEARCH.finditer(copy[0]) for cut in _research(said)])
    if _PAGE_WORD in same or "\n" in same:
        copy = _replaced(copy, [(*head.span(), "") for head in PAGE_HEAD.finditer(copy[0])])
    copy = _without_blanks(copy)
    return (sentence, None) if copy[0] == sentence else copy


def simplified(text: str, lexicon: Lexicon) -> str:
    """七臺河市 as 七台河市; a text that has no such character as it is."""
    return text.translate(lexicon.variants) if _foreign(lexicon).search(text) else text


def _usual_characters(text: str, lexicon: Lexicon) -> str:
    """A text of the same length, its characters those that the parser knows."""
    text = simplified(text, lexicon)
    text = _with_curly_quotes(half_width(text))
    text = CAPITAL_NUMERAL.sub(lambda match: match[0].translate(_CAPITALS), text)
    text = _ROUND.sub(lambda rounds: "〇" * len(rounds.group()), text)
    if not _MAYBE_OTHERWISE.search(text):
        return text
    text = _LETTER.sub(lambda match: match[0].translate(_LETTERS), text)
    text = _THOUSANDS.sub(lambda match: match[0].replace("'", ",").replace("’", ","), text)
    return _POINT().sub(lambda match: _pointed(match, lexicon), text)


def _with_curly_quotes(text: str) -> str:
    """专精特新"小巨人" with the marks that words are listed with; a text whose straight marks are no pairs as it is."""
    pieces = text.split('"')
    if len(pieces) < _PAIR or not len(pieces) % 2:
        return text
    return pieces[0] + "".join(f"{'“' if at % 2 else '”'}{piece}" for at, piece in enumerate(pieces[1:], 1))


def _pointed(match: re.Match[str], lexicon: Lexicon) -> str:
    """5·5亿元 with its point, 3·15活动 as it is."""
    measured = match["scale"] or lexicon.match_unit(match.string, match.end())
    return f"{match['whole']}.{match['part']}{match['scale']}" if measured else match[0]


def _named(mark: str) -> str:
    """The character that &amp; and its like name, '' for other marks and for blanks."""
    written = html.unescape(mark) if mark[0] == "&" else ""
    return written if len(written) == 1 and not written.isspace() else ""


def _research(said: re.Match[str]) -> tuple[Cut, ...]:
    """r & d in the letters that words are listed with: R&D."""
    middle = said.string.index("&", said.start())
    start, end = said.span()
    return (start, start + 1, "R"), (start + 1, middle, ""), (middle + 1, end - 1, ""), (end - 1, end, "D")


def _marks_of(said: re.Match[str]) -> tuple[Cut, Cut]:
    """The marks at both ends of an emphasis."""
    start, end, length = *said.span(), len(said["mark"])
    return (start, start + length, ""), (end - length, end, "")


def _replaced(copy: Copy, cuts: Iterable[Cut]) -> Copy:
    """A copy without some spans, a character put in their place where one is given."""
    text, offsets = copy
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for start, end, put in cuts:
        pieces += [text[at:start], put]
        kept += offsets[at : start + len(put)]
        at = end
    pieces.append(text[at:])
    kept += offsets[at:]
    return "".join(pieces), kept


def _without_blanks(copy: Copy) -> Copy:
    text = copy[0]
    for run in [*_SPACED_OUT.finditer(text)][::-1]:
        if sum("\u4e00" <= character <= "\u9fff" for character in run[0]) >= _LEAST_WORDS:
            copy = _replaced(copy, _blanks(copy[0], *run.span()))
            copy = _replaced(
                copy, [cut for digits in _APART().finditer(copy[0]) for cut in _blanks(copy[0], *digits.span())]
            )
    text = copy[0]
    if not _NEEDS.search(text) or _has_columns(text):
        return copy
    text = _divided(text)
    copy = text, copy[1]
    copy = _replaced(copy, [(*blank.span(), "") for blank in _WORD_BLANK.finditer(text)])
    for number in [*_BROKEN_NUMBER.finditer(copy[0])][::-1]:
        copy = _replaced(copy, _blanks(copy[0], *number.span()))
    return copy


def _blanks(text: str, start: int, end: int) -> list[Cut]:
    return [(*blank.span(), "") for blank in _BLANKS.finditer(text, start, end)]


def _divided(text: str) -> str:
    """A text whose wide gaps between a number and the next noun are commas: 高企128家　　科小210家."""
    return _PART_OF_LIST.sub(
        lambda gap: (
            "，" + gap[0][1:] if _NUMBER_BEFORE().search(text, max(0, gap.start() - 6), gap.start()) else gap[0]
        ),
        text,
    )


def _has_columns(text: str) -> bool:
    return len(_CELL.findall(text)) >= 2

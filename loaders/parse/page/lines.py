"""The lines of a text: which go on in the next one, which are headings, which belong to the page around the report."""

import re
from itertools import pairwise

from loaders.parse.marks.phrase import BULLETS
from loaders.parse.numbers.amounts import ZH
from loaders.wording import ends, pattern

LONGEST_HEADING = 45
STOPS = frozenset("。！？!?；;：:")
BULLET = re.compile(f"[{BULLETS}]|○(?![{ZH}○])")  # 二⏎○二九年 goes on
BLANK = " \t\u3000\xa0\r"
HEADING = pattern(
    r"(?P<l1>[一二三四五六七八九十]{1,3}[、．.])|(?P<l2>[（(][一二三四五六七八九十]{1,3}[)）]|[㈠-㈩]|第[一二三四五六七八九十]{1,2}[，,])|(?P<l3>\d{1,2}[.．、](?!\d)|[⒈-⒛])|(?P<l4>[（(]\d{1,2}[)）])|(?P<chapter>第[一二三四五六七八九十]{1,2}(?:[{part_mark}]分?|章))|(?P<of_chapter>第[一二三四五六七八九十]{1,2}节)|(?P<l5>[一二三四五六七八九十]{1,2}是)"
)
_COLUMN = re.compile(r"[ \t\u3000|]\S*\d")
_RUNNING = re.compile("[，。；]")  # of running text, which may set its numbers off with blanks
_GAP = re.compile(r"\S[ \t\u3000|]+\S")
_FURNITURE = pattern(r"{page_furniture}|{licence}|{page_label}[:：]|{registering} ?\|")
_PAGE_ONLY = pattern(r"{page_mark}|{licence}|[:：]|第 ?\d{1,4} ?{page_word}")  # what no sentence of a report holds
_MARKS_OF_PAGE = pattern(r"{page_mark}|[:：>|]|{licence}")
STATES = pattern(
    "[\u4e00-\u9fff）)] ?\\d[\\d,.]*(?:个?百分点|[万亿]|人次|[元家项个件人户名台套场条款种所座]|{mass_or_area}|[%％‰])"
)  # 3D打印企业12家: more than a label with its number
_NUMBER_ALONE = re.compile(r"[\d.,]+ ?[%％]?\s*")
_HALF_NUMBER = re.compile("[\u4e00-\u9fff]{3}(?!(?:19|20)\\d\\d$)\\d{1,4}\\.?$")
_OTHER_HALF = re.compile("\\d{1,4}(?:\\.\\d+)?[万亿]?[家个项件人名元户次%％]")
_OF_READER = pattern(
    r"{reader_page}|[万\d]人{downloading}|{in_limited_time}\d{discount}|{whole_text}\d+{page_word}，{this_page}\d+{page_word}"
)  # of sites that show documents
_PAGE_HEAD = pattern(
    r"(?:第 ?\d{1,4} ?{page_word}(?:[，,/ ]*共 ?\d{1,4} ?{page_word})?|[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2})[。 ]*"
)
_TAG = re.compile("</?[A-Za-z][^<>]*>")
_DATE_ONLY = re.compile(
    r"[\s\u3000]*(?:\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[\s\u3000]*$"
)
_WIDEST = 70  # characters of a line that is broken by width
_NARROWEST = 15
_FEWEST_BROKEN = 8  # lines that tell how wide a text is
_BARE_HEADING = pattern(  # ◆2026年任务: a line of its own
    "[◆◇●■□★☆▲▍【\\s]*(?=[^，。；;：:,、\\d]{0,8}(?:(?:19|20)\\d{2} ?年)?[^，。；;：:,\\d]{0,20}[：:]?\\s*$)"
    "[^，。；;：:,]*(?:{span_heading}|{next_step}|{next_year}|\\d{4} ?年|“?十[一二三四五六]五”?)[^，。；;：:,]*"
    "{heading_end}[】：:]?\\s*$|{next_step}[：:]\\s*$"
)
_TITLE_ALONE = pattern(
    "[◆◇●■□★☆▲▍【\\s]*(?:{heading_lead}|{heading_noun}|{title_joint}|(?:19|20)\\d{2} ?年)*{heading_noun}[】：:]?\\s*"
)
_BARE_HEADING_ENDS = frozenset("】：:") | ends("heading_end")
YEAR = pattern(
    r"(?<![\d.])((?:19|20)\d{2})(?: ?年| ?(?=[-—－–~～至到] ?(?:19|20)\d{2} ?年)|(?= ?(?:{plan_word}|{review_word}))|(?=\s*$))"
)  # 2029年, 2029—2030年, 2029重点任务; not 2000家


def lines_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines, without their line ends, blank ones omitted."""
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            found.append((start, end))
        start = end + 1
    return found


def hard_wrapped(text: str, lines: list[tuple[int, int]], first: int) -> bool:
    """Whether a body's lines break inside sentences, as text taken out of a PDF does."""
    body = [
        (s, e)
        for s, e in lines
        if s >= first and e - s > 1 and not is_furniture(text[s:e]) and not _DATE_ONLY.match(text, s, e)
    ]
    pairs = [(a, b) for a, b in pairwise(body) if adjacent(text, a[1], b[0]) and not is_heading(text[a[0] : a[1]])]
    if len(pairs) < 2:
        return False
    broken = [
        a[1] - a[0]
        for a, b in pairs
        if text[a[1] - 1] not in "。；;！!？?：:.）)】” " and not HEADING.match(text[b[0] : b[1]].lstrip(BLANK))
    ]
    if len(broken) < 0.6 * len(pairs) or not any("。" in text[start:end] for start, end in body):  # items of a list
        return False
    if 4 * sum(broken) < sum(end - start for start, end in body):  # the lines of a head over long paragraphs
        return False
    return sum(_table_like(text[a[0] : a[1]]) for a, _ in pairs) < len(pairs) / 2


def cut_lines(text: str, lines: list[tuple[int, int]], first: int) -> set[int]:
    """Where a body's lines break inside sentences, told by their length: those that go on are as good as equally long."""
    body = [(start, end) for start, end in lines if start >= first]
    if sum(end - start > _WIDEST for start, end in body) > 0.02 * len(body):
        return set()
    broken = [
        (start, end)
        for (start, end), (following, _) in pairwise(body)
        if text[end - 1] not in STOPS and adjacent(text, end, following) and text[following] not in BLANK
    ]
    for measure in (len, _letters):
        lengths = {end: measure(text[start:end].strip(BLANK)) for start, end in broken}
        usual = sorted(lengths.values())[len(lengths) * 9 // 10] if len(lengths) >= _FEWEST_BROKEN else 0
        full = {end for end, length in lengths.items() if length > 0.85 * usual}
        if usual > _NARROWEST and len(full) > 0.85 * len(broken):
            return full
    return set()


def full_lines(text: str, lines: list[tuple[int, int]], first: int) -> set[int]:
    """Where lines end at the width at which a text is broken: the next line is of the same paragraph."""
    body = [
        (start, end)
        for (start, end), (following, _) in pairwise(lines)
        if start >= first and adjacent(text, end, following) and text[following] not in BLANK
    ]
    for measure in (len, _letters):
        lengths = {end: measure(text[start:end]) for start, end in body}
        broken = sorted(length for end, length in lengths.items() if text[end - 1] not in STOPS)
        usual = broken[len(broken) * 9 // 10] if len(broken) >= _FEWEST_BROKEN else 0
        if usual > _NARROWEST and sum(abs(length - usual) <= 2 for length in broken) > 0.85 * len(broken):
            return {end for end, length in lengths.items() if abs(length - usual) <= 2}
    return set()


def _letters(line: str) -> int:
    """How wide a line is; a Chinese character is as wide as two letters."""
    return len(line.encode("gb18030", "replace"))


def is_heading(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and HEADING.match(line.lstrip(BLANK)) is not None


def is_bare_heading(line: str) -> bool:
    return line.rstrip()[-1:] in _BARE_HEADING_ENDS and _BARE_HEADING.match(line) is not None


def is_title_alone(text: str, line: str, following: tuple[int, int] | None) -> bool:
    """存在的主要问题, 今后工作打算: a line of such words alone, over running text: a heading whose number is lost."""
    if following is None or len(line) > LONGEST_HEADING // 2 or not _TITLE_ALONE.fullmatch(line):
        return False
    start, end = following
    return end - start > LONGEST_HEADING // 2 and _RUNNING.search(text, start, end) is not None


def adjacent(text: str, end: int, start: int) -> bool:
    """Whether nothing but one line break is between two lines."""
    return start - end <= 2 and text[end:start] in ("\n", "\r\n")


def cuts_amount(text: str, end: int, start: int) -> bool:
    """Whether a line ends with a number whose scale or unit begins the next one: 10065.7⏎亿元."""
    if _HALF_NUMBER.search(text, max(0, end - 12), end) and _OTHER_HALF.match(text, start):  # 平台3⏎6家
        return True
    return text[end - 1].isdigit() and text.startswith(("亿元", "万元", "亿", "万", "%", "％", "个百分点"), start)


def ends_open(text: str, end: int) -> bool:
    """Whether a line ends with the comma of a sentence: it goes on in the next one."""
    return text[end - 1] == "，" or (text[end - 1] == "\r" and text[end - 2 : end - 1] == "，")


def is_cell(text: str, end: int, line: str) -> bool:
    """Whether a line, and the one before it that ends at an offset, hold a number each: a table, a cell to a line."""
    return (
        _NUMBER_ALONE.fullmatch(line) is not None
        and _NUMBER_ALONE.fullmatch(text, text.rfind("\n", 0, end) + 1, end) is not None
    )


def _table_like(line: str) -> bool:
    if _RUNNING.search(line):
        return False
    return len(_COLUMN.findall(line)) >= 2 or len(_GAP.findall(line.strip())) >= 2


def titled(line: str) -> bool:
    return bool(YEAR.search(line)) and not is_furniture(line)


def is_furniture(line: str) -> bool:
    """A short line of the page around the report: navigation, addresses, dates of publication."""
    if len(line) < 90 and _OF_READER.search(line):
        return True
    if len(line) >= 90 or line.count("，") + line.count(",") >= 2:
        return False
    if line.rstrip(BLANK).endswith(("。", "；")) and not _PAGE_ONLY.search(line):
        return False  # 为企业提供技术支持35次。
    if STATES.search(line) and not _MARKS_OF_PAGE.search(line):
        return False
    return bool(_FURNITURE.search(line)) or bool(_PAGE_HEAD.fullmatch(line)) or _TAG.sub("", line).count(">") >= 2


def tail_start(text: str, lines: list[tuple[int, int]], body_start: int) -> int:
    """Where the page's footer begins: behind the last line that ends a sentence, unless that is the signature."""
    last = next((end for start, end in reversed(lines) if _ends_sentence(text[start:end].rstrip(BLANK))), body_start)
    after = [(start, end) for start, end in lines if start >= last]
    if not any(is_furniture(text[start:end]) or text[start:end].strip(BLANK).isdigit() for start, end in after):
        return len(text) + 1
    for start, end in after:
        if start >= len(text) / 2:
            line = text[start:end].strip(BLANK)
            if is_furniture(line) or line.isdigit():
                return start
    return len(text) + 1


def _ends_sentence(line: str) -> bool:
    return bool(line) and (line[-1] in "。；;！？.：:）)" or len(line) > 40) and not is_furniture(line)

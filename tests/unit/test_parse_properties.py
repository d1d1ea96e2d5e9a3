"""What holds for any text: nothing raises, every numeral is accounted for once, and a number is read the same wherever it
stands and however it is written."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from parsing import parse_text, readings

from loaders.parse.numbers.quantity import LARGEST, arabic_value, chinese_value
from loaders.warehouse.ledger import count_numerals

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Digits, scales, units, comparators, brackets and blanks that meet more often than in any real text.
PIECES = st.sampled_from(
    [
        *"0123456789０５9零一二两三十百千万亿〇",
        *'.,，。、；：:（）()《》“”"〔〕[]-—~～/∶%％‰ 　\t\n\r|+',
        *(
            "年",
            "月",
            "日",
            "家",
            "项",
            "亿元",
            "个百分点",
            "倍",
            "第",
            "前",
            "翻",
            "番",
            "成",
            "分之",
            "余",
            "多",
            "号",
            "强",
            "位",
        ),
        *(
            "首位",
            "半数",
            "超过",
            "以上",
            "左右",
            "占",
            "居",
            "高于",
            "同比",
            "增长",
            "由",
            "至",
            "到",
            "其中",
            "分别",
            "均",
        ),
        *(
            "企业",
            "全省",
            "铜陵市",
            "研发投入",
            "“十四五”",
            "一、",
            "（一）",
            "1.",
            "单位：万元",
            "A",
            "GDP",
            "\u0000",
            "😀",
            "\u0301",
            "٣",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))


@RELAXED
@given(TEXTS)
@example("7" * 1500)
@example("一二三" * 700)
@example("三家（")
@example("5" + " " * 3000 + "家")
def test_whatever_the_text_all_is_accounted_for(text: str) -> None:
    tables = parse_text(text)
    _assert_numerals_are_in_one_reading_each(text, tables)
    _assert_sentences_hold_all_text(text, tables)
    for table, column in (("readings", "span"), ("numerals", "numeral"), ("sentences", "sentence")):
        said = "span_text" if table == "readings" else "text"
        for row in tables[table]:
            assert text[row[f"{column}_start"] : row[f"{column}_end"]] == row[said]


def _assert_numerals_are_in_one_reading_each(text: str, tables: dict) -> None:
    found = [(row["numeral_start"], row["numeral_end"]) for row in tables["numerals"] if row["script"] != "word"]
    assert found == count_numerals(text)
    spans = sorted({(row["span_start"], row["span_end"]) for row in tables["readings"]})
    assert all(first[1] <= second[0] for first, second in pairwise(spans)), "readings overlap"
    for row in tables["numerals"]:
        span = row["span_start"], row["span_end"]
        assert span in spans
        assert span[0] <= row["numeral_start"] < row["numeral_end"] <= span[1], "a numeral sticks out of its reading"
    keys = [(row["span_start"], row["span_end"], row["ordinal"]) for row in tables["readings"]]
    assert len(set(keys)) == len(keys)
    assert all(row["value"] is None or abs(row["value"]) <= LARGEST for row in tables["readings"])


def _assert_sentences_hold_all_text(text: str, tables: dict) -> None:
    spans = [(row["sentence_start"], row["sentence_end"]) for row in tables["sentences"]]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    held = {position for start, end in spans for position in range(start, end)}
    assert all(position in held for position, character in enumerate(text) if not character.isspace())
    starts = {row["sentence_start"] for row in tables["sentences"]}
    assert all(row["sentence_start"] in starts for row in tables["readings"])
    sections = {row["section_start"] for row in tables["sections"]}
    assert all(row["section_start"] in sections for row in tables["sentences"])


# -- a number is read the same wherever it stands -------------------------------------------------------------------

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
UNITS = st.sampled_from(["家", "项", "件", "人", "亿元", "万元", "万件", "个百分点", "倍", "%", "人次", "平方米"])
SCALES = {"亿元": 10**8, "万元": 10**4, "万件": 10**4}
# No quotation marks or titles, for what is in them is a name.
AROUND = st.text(alphabet="创新企业平台建设，。；：发展工作0123456789年月占比增长ABC（）、", max_size=30)


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number with its unit in one of the ways reports write it, and its value in the base unit."""
    whole, unit = draw(st.integers(1, 99_999)), draw(UNITS)
    decimals = draw(st.integers(0, 99)) if unit not in ("家", "项", "件", "人", "人次") else 0
    number = f"{whole}.{decimals:02}" if decimals else str(whole)
    written = f"{whole:,}" + number[len(str(whole)) :] if draw(st.booleans()) else number
    written += unit
    if draw(st.booleans()) and "," not in written:
        written = written.translate(FULL_WIDTH)
    return written, Decimal(number) * SCALES.get(unit, 1)


@RELAXED
@given(AROUND, written_numbers(), AROUND)
def test_value_and_span_survive_any_surroundings(before: str, number: tuple[str, Decimal], after: str) -> None:
    written, value = number
    start = len(before) + len("。规模指标为")
    text = f"{before}。规模指标为{written}。{after}"
    [found] = [row for row in readings(text) if row["span_start"] < start + len(written) and start < row["span_end"]]
    assert (found["span_start"], found["span_end"]) == (start, start + len(written))
    assert found["value"] == value


# -- numerals -------------------------------------------------------------------------------------------------------

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """A number below 10^16 as it is written in Chinese: 20305 → 二万零三百零五."""
    if number >= 10**8:
        return _join(spell(number // 10**8) + "亿", number % 10**8, 10**7)
    if number >= 10**4:
        return _join(spell(number // 10**4) + "万", number % 10**4, 10**3)
    for scale, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            return _join(DIGITS[number // scale] + name, number % scale, scale // 10)
    return DIGITS[number]


def _join(head: str, rest: int, full: int) -> str:
    """The rest behind its head, with a 零 where a place between them is empty."""
    return head + ("零" if 0 < rest < full else "") + (spell(rest) if rest else "")


@given(st.integers(1, 10**12))
@example(10)
@example(2305)
@example(20_305)
@example(100_000_001)
def test_chinese_numerals_are_read_as_they_are_spelt(number: int) -> None:
    assert chinese_value(spell(number)) == number


@given(st.integers(10, 19))
def test_the_one_before_ten_may_be_left_out(number: int) -> None:
    assert chinese_value(spell(number).removeprefix("一")) == number


@given(st.integers(0, 10**15), st.booleans(), st.booleans())
def test_arabic_numerals_are_read_in_every_width(number: int, separated: bool, wide: bool) -> None:
    written = f"{number:,}" if separated else str(number)
    written = written.translate(FULL_WIDTH).replace(",", "，") if wide else written
    assert arabic_value(written) == (number, 0)


@given(st.decimals(0, 10**9, places=3, allow_nan=False))
def test_stated_decimals_are_kept(number) -> None:
    assume(number >= 0)
    value, decimals = arabic_value(str(number))
    assert value == number
    assert decimals == 3


@given(st.integers(25, 5000))
def test_numbers_too_long_to_be_meant_have_no_value(length: int) -> None:
    assert arabic_value("9" * length)[0] is None

"""Texts that no office ever wrote: nothing is lost, nothing raises, and no shape of text takes unlike longer than another."""

import time
from collections.abc import Callable

import pytest
from parsing import SEEDS, parse_text, readings

from loaders.parse.page.layout import LONGEST_SENTENCE
from loaders.warehouse.ledger import count_numerals

BYTES = 300_000
REPORTS = sorted((SEEDS.parent / "reports").glob("*.txt"))
PROSE = "\n".join(path.read_text(encoding="utf-8") for path in REPORTS)


def fill(piece: str, size: int) -> str:
    """A piece over and over, as many bytes as asked for."""
    return piece * (size // len(piece.encode()) + 1)


SHAPES: dict[str, Callable[[int], str]] = {
    "one line": lambda size: fill(PROSE.replace("\n", ""), size),
    "one line without a full stop": lambda size: fill(PROSE.replace("\n", "").replace("。", "，"), size),
    "only digits": lambda size: fill("7", size),
    "nested brackets": lambda size: "（" * (size // 6) + "共5家" + "）" * (size // 6),
    "brackets never closed": lambda size: fill("（其中国家级平台5个", size),
    "quotations never closed": lambda size: fill("“其中国家级平台5个", size),
    "numbers of 400 digits": lambda size: fill("全市共有企业" + "9" * 400 + "家，", size),
    "Chinese numerals of 400 digits": lambda size: fill("全市共有企业" + "九" * 400 + "家，", size),
    "dotted numbers": lambda size: fill("软件版本1.2.3.4已经发布，", size),
    "mixed widths": lambda size: fill("新增科技型企业１２3．4万家，增长5，６７8％。", size),
    "control characters": lambda size: fill("新增企业\x00\x01\x0b\x1f5家\x7f\x85\u2028，", size),
    "another language": lambda size: fill(
        "The city had 2,560 high-tech firms, which is 12.5% more than before. ", size
    ),
    "blank lines": lambda size: fill("\n", size),
    "lines of blanks": lambda size: fill("　　 \n\n", size),
    "blanks in a line": lambda size: "共5" + fill(" ", size) + "家",
    "headings": lambda size: fill("一、总体情况\n（一）平台建设情况\n1.新增国家级平台5个\n", size),
    "tasks": lambda size: fill("1.推进平台建设工作（牵头处室：规划处；责任处室：高新处）\n", size),
    "lines that break inside sentences": lambda size: fill(
        "全市共有各类企业五百家其中\n当年新增了一百二十家占比", size
    ),
    "full stops": lambda size: fill("。", size),
    "dates": lambda size: fill("自2030年1月5日至2031年12月6日，", size),
    "places": lambda size: fill("铜陵市、芜湖市和合肥市", size),
}


def seconds_per_byte(*texts: str, rounds: int = 3) -> list[float]:
    """Processor time of parsing each of some texts, the best of a few rounds: they take turns, as a machine has slow phases."""
    taken: list[list[float]] = [[] for _ in texts]
    for _ in range(rounds):
        for text, times in zip(texts, taken, strict=True):
            begun = time.process_time()
            parse_text(text)
            times.append((time.process_time() - begun) / len(text.encode()))
    return [min(times) for times in taken]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_is_accounted_for(shape: str) -> None:
    text = SHAPES[shape](BYTES // 5)
    tables = parse_text(text)
    found = [(row["numeral_start"], row["numeral_end"]) for row in tables["numerals"] if row["script"] != "word"]
    assert found == count_numerals(text)
    spans = {(row["span_start"], row["span_end"]) for row in tables["readings"]}
    for row in tables["numerals"]:
        assert (row["span_start"], row["span_end"]) in spans
        assert row["span_start"] <= row["numeral_start"] < row["numeral_end"] <= row["span_end"]
    assert all(text[row["span_start"] : row["span_end"]] == row["span_text"] for row in tables["readings"])


@pytest.mark.parametrize("shape", SHAPES)
def test_sentences_are_cut(shape: str) -> None:
    rows = parse_text(SHAPES[shape](BYTES // 5))["sentences"]
    assert all(row["sentence_end"] - row["sentence_start"] <= LONGEST_SENTENCE == 1000 for row in rows)


@pytest.mark.alone
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text_and_no_faster(shape: str) -> None:
    of_prose, little, much = seconds_per_byte(fill(PROSE, BYTES), SHAPES[shape](BYTES // 6), SHAPES[shape](BYTES))
    assert much <= 3 * of_prose, "slower than reports are"
    assert much <= 3 * max(little, of_prose / 6), "slower, the longer it is"


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("企业达到" + "9" * 400 + "家。", "other", "too_large"),
        ("企业达到9999999999999999999家。", "other", "too_large"),
        ("资金达到9999999999999亿元。", "other", "too_large"),
        ("软件版本1.2.3.4已发布。", "other", "no_number"),
        ("软件版本1.2.3发布。", "other", "no_number"),
    ],
)
def test_what_is_no_number_is_kept_as_text(text: str, form: str, rule: str) -> None:
    [row] = readings(text)
    assert (row["form"], row["form_rule"], row["value"]) == (form, rule, None)
    assert row["number_text"]


def test_a_report_that_tells_no_year_is_of_an_unknown_one() -> None:
    raw = parse_text("铜陵市科学技术局工作总结\n\n去年引进人才20名，今年新增企业80家。\n")
    [document] = raw["documents"]
    periods = [document[f"{name}_{end}"] for name in ("period", "plan_period") for end in ("start", "end")]
    said = [row[name] for row in raw["readings"] for name in ("time_start", "time_end", "base_end")]
    sections = [row[name] for row in raw["sections"] for name in ("period_start", "period_end")]
    assert {row["time_kind"] for row in raw["readings"]} >= {"this_year"}
    assert set(periods + said + sections) == {None}

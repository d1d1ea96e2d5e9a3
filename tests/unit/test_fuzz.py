"""A thousand reports that nobody would write: the samples with numerals, scales, signs, brackets and marks spliced in,
clauses shuffled and lines cut. Whatever a document holds, it is parsed; each numeral lies in one reading, and all fits.
"""

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from parsing import lexicon, parse_text

from loaders.parse.numbers.quantity import LARGEST, PLACES
from loaders.parse.reading import FACT_FORMS
from loaders.warehouse.checks import SPANS
from loaders.warehouse.ledger import count_numerals
from loaders.warehouse.raw import TABLES

ROOT = Path(__file__).resolve().parents[2]
SEED, DOCUMENTS, PARTS = 20_261, 1_000, 10
LINES = 12  # of a document, at most

NUMERALS = (
    *("5", "12", "360", "2021", "1.5", "12.6", "1,234", "1，234", "0", "007", "1.2.3", "2/5", "5,9", "３２", "１．５", "9" * 30),
    *("一", "两", "十二", "三四十", "二〇二一", "一百零五", "千", "万亿", "亿" * 39, "半", "一半", "三分之二", "百分之十二点五"),
    *("兩", "三億二千萬", "⼗⼆", "伍拾", "壹拾万零叁仟", "①", "⒉", "l5", "O.85", "1 2 8", "8 2.5", "２O"),
)  # fmt: skip
SCALES = ("万", "亿", "千", "百", "万亿", "个亿", "余", "多", "几", "来", "余万", "千万", "百万", "")
UNITS = (
    *(
        "家",
        "项",
        "件",
        "人",
        "元",
        "%",
        "％",
        "‰",
        "个百分点",
        "倍",
        "位",
        "年",
        "月",
        "日",
        "人次",
        "平方米",
        "个",
        "批",
    ),
    *("欧元", "km", "MW", "m²", "pct", "台阶", "号", "强", "成", "番", "届", "期", "岁", "天", "大", "分", "点", ""),
)
WORDS = (
    *(
        "第",
        "前",
        "翻",
        "增长",
        "下降",
        "同比",
        "较2025年",
        "年均",
        "占",
        "居",
        "不足",
        "超过",
        "近",
        "分别",
        "其中",
        "累计",
    ),
    *(
        "2021年",
        "1—6月",
        "上半年",
        "到2030年",
        "截至6.30",
        "“十四五”期间",
        "首位",
        "半数",
        "倍增",
        "冠军",
        "倒数",
        "每",
        "上",
    ),
)
SIGNS = (*"-−－–—~～至到/∶:：.,，、。；;+＋↑↓*×%（）()〔〕[]【】《》“”\"'<>&#|^=\u3000\u200b\ufeff\xa0\t\n\r ", "——", "<b>", "</b>", "&nbsp;", "**", "\r\n")  # fmt: skip
KINDS = (NUMERALS, SCALES, UNITS, WORDS, SIGNS)
HEADS = (
    "",
    "铜陵市2021年科技工作总结\n\n",
    "一、",
    "2021年上半年科技工作总结及下半年打算\n",
    "科技局关于印发2022年工作要点的通知\n",
)


def samples() -> list[list[str]]:
    """The lines of the sample reports, and of the real ones where they are at hand."""
    folders = (ROOT / "reports", ROOT.parent / "shared" / "reports")
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [path.read_text(encoding="utf-8-sig").splitlines(keepends=True) for path in paths]


def splice(chance: random.Random) -> str:
    """A number, or what may be at one, of a few pieces."""
    kinds = chance.choices(KINDS, k=chance.randint(1, 6))
    return "".join(chance.choice(kind) for kind in kinds)


def shuffled(line: str, chance: random.Random) -> str:
    clauses = line.split("，")
    chance.shuffle(clauses)
    return "，".join(clauses)


def mutated(line: str, chance: random.Random) -> str:
    """A line with some pieces put in, taken out or moved."""
    if chance.random() < 0.2:
        line = shuffled(line, chance)
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(line))
        line = line[:at] + splice(chance) + line[at + chance.choice((0, 0, 1, 5)) :]
    return line


def document(number: int, texts: list[list[str]]) -> str:
    """The document of a number; the same each time."""
    chance = random.Random(SEED * DOCUMENTS + number)
    lines = chance.choice(texts)
    first = chance.randrange(len(lines))
    body = [mutated(line, chance) for line in lines[first : first + chance.randint(1, LINES)]]
    return chance.choice(HEADS) + "".join(body)


def problems(text: str) -> list[str]:
    """What is wrong with the rows of a text."""
    tables = parse_text(text)
    return [
        *_wrong_spans(text, tables),
        *_unbalanced(text, tables),
        *_wrong_keys(tables),
        *_wrong_values(tables),
        *_unknown_places(tables),
    ]


def _wrong_spans(text: str, tables: dict) -> list[str]:
    return [
        f"{table} at {row[start]} has {row[said]!r}"
        for table, (start, end, said) in SPANS.items()
        for row in tables[table]
        if text[row[start] : row[end]] != row[said]
    ]


def _unbalanced(text: str, tables: dict) -> list[str]:
    numerals = [(row["numeral_start"], row["numeral_end"]) for row in tables["numerals"] if row["script"] != "word"]
    spans = sorted({(row["span_start"], row["span_end"]) for row in tables["readings"]})
    lines = [f"two counts differ at {start}" for start, _ in set(numerals) ^ set(count_numerals(text))]
    lines += [f"readings overlap at {second[0]}" for first, second in pairwise(spans) if first[1] > second[0]]
    for row in tables["numerals"]:
        around = [s for s in spans if s[0] <= row["numeral_start"] and row["numeral_end"] <= s[1]]
        if around != [(row["span_start"], row["span_end"])]:
            lines.append(f"{row['text']!r} at {row['numeral_start']} is in {len(around)} readings")
    wholes = {(row["whole_start"], row["whole_end"]) for row in tables["readings"] if row["whole_start"] is not None}
    return [*lines, *(f"a part of nothing: {whole}" for whole in wholes - set(spans))]


def _wrong_keys(tables: dict) -> list[str]:
    lines = []
    for table, rows in tables.items():
        key = str((TABLES[table].metadata or {})[b"key"], "utf-8").split(", ")
        keys = [tuple(row[column] for column in key) for row in rows]
        lines += [f"{table} twice: {found}" for found in {key for key in keys if keys.count(key) > 1}]
    for parent, children in (("sections", ("sentences", "readings")), ("sentences", ("readings",))):
        column = f"{parent[:-1]}_start"
        known = {row[column] for row in tables[parent]}
        lines += [f"{child} without its {parent}" for child in children if {r[column] for r in tables[child]} - known]
    return lines


def _wrong_values(tables: dict) -> list[str]:
    lines = []
    for row in tables["readings"]:
        value, high = row["value"], row["value_high"]
        if row["form"] in FACT_FORMS and value is None:
            lines.append(f"{row['span_text']!r} is a fact without a value")
        for number in (value, high):
            if number is not None and (abs(number) > LARGEST or -number.as_tuple().exponent > PLACES):
                lines.append(f"{row['span_text']!r} does not fit into raw")
        if value is not None and high is not None and high <= value:
            lines.append(f"{row['span_text']!r} ends before it begins")
    periods = [
        (row[column], row[column.replace("start", "end")])
        for rows in tables.values()
        for row in rows
        for column in ("period_start", "plan_period_start", "time_start")
        if isinstance(row.get(column), date)
    ]
    return [*lines, *(f"from {first} to {last}" for first, last in periods if last is None or last < first)]


def _unknown_places(tables: dict) -> list[str]:
    rows = tables["readings"]
    lists = [row[column] or "" for column in ("place_codes", "reference_place_code") for row in rows]
    codes = {code for codes in lists for code in codes.split("、") if code}
    return [f"no region has the code {code}" for code in sorted(codes - lexicon().regions.keys())]


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_a_document_holds_it_is_parsed_and_all_fits(part: int) -> None:
    texts = samples()
    for number in range(part, DOCUMENTS, PARTS):
        text = document(number, texts)
        try:
            found = problems(text)
        except Exception as error:
            error.add_note(f"document {number}: {text!r}")
            raise
        assert not found, f"document {number}: {text!r}"


def test_what_does_not_fit_is_seen() -> None:
    tables = parse_text("铜陵市2021年科技工作总结\n新增企业5家，其中2家上市。")
    reading = next(row for row in tables["readings"] if row["span_text"] == "5家")
    reading |= {
        "value": None,
        "span_end": reading["span_end"] - 1,
        "time_start": date(2022, 1, 1),
        "time_end": date(2021, 1, 1),
        "place_codes": "zone:铜官园",
    }
    tables["readings"].append(reading | {"span_start": reading["span_start"] - 2})
    tables["sections"] *= 2
    text = tables["documents"][0]["text"]
    assert all(
        find
        for find in (
            _wrong_spans(text, tables),
            _unbalanced(text, tables),
            _wrong_keys(tables),
            _wrong_values(tables),
            _unknown_places(tables),
        )
    )

"""Chinese words are in the seeds: how many a module of the parser still says itself may only fall; models and macros say none.

A run of Chinese characters counts unless each of its characters belongs to the grammar below. Comments and docstrings do not
count, nor do names of lists. A module that is not in ``RECORDED`` says none.
"""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PARSE = PROJECT / "loaders" / "parse"
GRAMMAR = frozenset(
    "的地得了着过者来"  # particles
    "和及与或并且而但却虽又则若如因由于在从自向往为以对把被将按据等跟同比较离距照"  # conjunctions, prepositions
    "之其所这那该此本各每某另全我"  # pronouns, quantifiers
    "是有无不未没非也都均皆再还仅只就才已尚曾略要可能使给让当仍共相"  # copulas, negations, adverbs, auxiliaries
    "中上下内外前后间里末初底起至到止"  # places and edges
    "一二三四五六七八九十百千万亿零〇两几数多余半第首点廿卅番倍成度乘负"  # numerals
    "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億兩弌弍弎"
    "年月日号时分秒季周旬天"  # units of time
    "元角个项家件人名位次岁艘户所座台场条款栋支种类批轮期届套级代份章节篇大"  # units
    "鿿龥"  # where the range of all characters ends
)
_RUN = re.compile("[\u4e00-\u9fff]+")
RECORDED: dict[str, int] = {
    "page/outline.py": 16,
    "numbers/ledger.py": 11,
    "page/head.py": 9,
    "slots/noun.py": 9,
    "slots/places.py": 1,
    "clause/verbs.py": 5,
    "numbers/uncounted.py": 4,
    "slots/shares.py": 4,
    "slots/references.py": 3,
    "clause/tail.py": 1,
    "marks/vocabulary.py": 1,
}
_SQL_COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*|/\*.*?\*/", re.DOTALL)
_ASKED = re.compile(r"says\('[\w.]+', '([^']+)'\)")
_LIST = re.compile(r"\{(\w+)\}")
_JOINED = re.compile(r"\bvalue = '(\w+)'")


def said(code: str) -> Iterator[str]:
    """The words in the string constants of a module."""
    tree = ast.parse(code)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield from (word for word in _RUN.findall(node.value) if not GRAMMAR.issuperset(word))


def said_in_sql(code: str) -> list[str]:
    """The words of a model or macro."""
    return [word for word in _RUN.findall(_SQL_COMMENT.sub("", code)) if not GRAMMAR.issuperset(word)]


MODULES = sorted(path.relative_to(PARSE).as_posix() for path in PARSE.rglob("*.py"))
QUERIES = sorted(
    path.relative_to(PROJECT).as_posix()
    for folder in ("models", "macros")
    for path in (PROJECT / folder).rglob("*.sql")
)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_no_more_words_than_recorded(module: str) -> None:
    found = list(said((PARSE / module).read_text(encoding="utf-8")))
    recorded = RECORDED.get(module, 0)
    assert len(found) <= recorded, f"words belong in seeds/words: {sorted(set(found))}"
    assert len(found) == recorded, f"only {len(found)} are left: record that, so that none comes back"


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_says_no_words(query: str) -> None:
    found = said_in_sql((PROJECT / query).read_text(encoding="utf-8"))
    assert not found, f"words belong in seeds/words/meanings.csv: {sorted(set(found))}"


def test_every_recorded_module_is_there() -> None:
    assert set(RECORDED) <= set(MODULES)


def test_the_models_ask_for_the_lists_that_are_there() -> None:
    with (PROJECT / "seeds" / "words" / "meanings.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["value"] for row in csv.DictReader(file)}
    code = [(PROJECT / query).read_text(encoding="utf-8") for query in QUERIES if query.startswith("models/")]
    asked = {name for sql in code for lists in _ASKED.findall(sql) for name in _LIST.findall(lists)}
    joined = {name for sql in code if "ref('meanings')" in sql for name in _JOINED.findall(sql)}
    assert asked | joined == listed


def test_a_word_is_told_from_grammar() -> None:
    code = '"""企业 in a docstring"""\nA = "的项目|第三[年月]"\nB = f"{A}以上"  # 平台\n'
    assert list(said(code)) == ["的项目"]


def test_a_word_of_sql_is_told_from_grammar() -> None:
    code = "{# 企业 #}\nselect 1 -- 平台\nwhere phrase like '%的项目' /* 企业 */ and unit = '个'\n"
    assert said_in_sql(code) == ["的项目"]

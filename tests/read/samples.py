"""The sample reports as what they would have been before they were text: title, lines about their source, paragraphs."""

import difflib
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.home import PROJECT
from loaders.lexicon import load_lexicon
from loaders.parse import parse
from loaders.read import Document, File, read_document

SAMPLES = sorted((PROJECT / "reports").glob("*.txt"))
LEXICON = load_lexicon(PROJECT / "seeds")
FORMATS_OF_FACTS = ("quantity", "percent", "points", "multiple", "rank", "ratio")
_AROUND = re.compile("^首页|^（?扫|^主办单位|^联系电话")
_ABOUT = re.compile("(?:来源|发布机构|发布日期|发布时间|公开日期|信息来源)[:：]")


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample report taken apart."""

    name: str
    title: str
    about: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "".join(self.paragraphs)


def sample(path: Path) -> Sample:
    lines = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    lines = [line.strip("\u3000 ") for line in lines if line and not _AROUND.search(line)]
    about = tuple(line for line in lines[1:4] if _ABOUT.search(line))
    return Sample(path.stem, lines[0], about, tuple(line for line in lines[1:] if line not in about))


def read(path: Path) -> Document:
    """What is read of one file."""
    return read_document(File(path.name, path, hashlib.sha256(path.read_bytes()).hexdigest()), path.parent)


def facts(document: Document) -> Counter[Any]:
    """What is said in a document, without where."""
    rows = parse(document, LEXICON)["readings"]
    columns = (
        *("span_text", "form", "value", "value_high", "unit", "phrase", "phrase_head", "verb", "cue_level", "cue_plan"),
        *("cue_growth", "cue_share", "comparator_before", "comparator_after", "time_start", "time_end", "place_codes"),
    )
    return Counter(tuple(row[column] for column in columns) for row in rows if row["form"] in FORMATS_OF_FACTS)


def same_facts(found: Counter[Any], expected: Counter[Any]) -> float:
    """The share of rows that are the same, of all that either has."""
    return (found & expected).total() / max((found | expected).total(), 1)


def same_text(found: str, expected: str) -> float:
    """The share of characters that are the same, blanks apart, of all that either has."""
    left, right = "".join(found.split()), "".join(expected.split())
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / (len(left) + len(right) - same)

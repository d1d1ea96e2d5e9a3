"""The words the parser knows, read from ``seeds/*.csv``: a new word never needs code.

``load_lexicon`` reads the same files that dbt loads as seeds. ``Lexicon.hash`` is the SHA-256 over them, so that a changed
word list re-reads every report.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import ahocorasick

from loaders import spreadsheet

_NOT_ASCII = "\x80"
_COMMON_MARKS = "，、。0123456789.%”“（）；：—-"
_NOWHERE = "\uffff"  # no text holds it
_HAVING = ("具", "有", "备")  # 具有, 具备: a verb whose first character may also end a noun (家具)
_CHOICE = re.compile(r"\(([^()/]*(?:/[^()/]*)+)\)")  # of a term: one of several parts, perhaps an empty one
WORDS = "words"  # the folder of the cue words, one file for each kind
SEED_FILES = (
    "units.csv",
    "unit_variants.csv",
    "char_variants.csv",
    "indicator_synonyms.csv",
    "regions.csv",
    "region_aliases.csv",
)


@dataclass(frozen=True, slots=True)
class Region:
    """A place: ``code`` is the administrative code, ``parent`` that of the place it lies in ('' for the nation)."""

    code: str
    name: str
    level: str
    parent: str


class WordFinder:
    """The words of a long list that occur in a text, by the method of Aho and Corasick, over the text's UTF-8 bytes.

    ``ahocorasick`` looks through a node's children one by one: a thousand different first characters would make that slow,
    where there are only a few first bytes. Offsets are those of characters all the same.
    """

    def __init__(self, words: Mapping[str, object]) -> None:
        self._automaton = _automaton(
            {_as_characters(word.encode("utf-8", "surrogatepass")): (word, found) for word, found in words.items()}
        )

    def iter(self, text: str) -> list[tuple[int, Any]]:
        """(offset of the last character, (word, what the list says of it)) of every word in a text."""
        return self._found(text, self._automaton.iter)

    def iter_long(self, text: str) -> list[tuple[int, Any]]:
        """The same, of the longest words that do not overlap."""
        return self._found(text, self._automaton.iter_long)

    def words(self, text: str) -> dict[str, Any]:
        """The words that occur in a text, each with what the list says of it."""
        encoded = text.encode("utf-8", "surrogatepass")
        return dict(found for _, (_, found) in self._automaton.iter(_as_characters(encoded)))

    @staticmethod
    def _found(text: str, search: Callable[[str], Iterable[tuple[int, Any]]]) -> list[tuple[int, Any]]:
        encoded, found = text.encode("utf-8", "surrogatepass"), []
        at = characters = 0
        for last, (_, word) in search(_as_characters(encoded)):
            characters += len(encoded[at : last + 1].decode("utf-8", "surrogatepass"))
            at = last + 1
            found.append((characters - 1, word))
        return found


def _as_characters(encoded: bytes) -> str:
    """A string with a character for each byte."""
    return encoded.decode("latin-1")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything looked up while reading; immutable and shared by all documents."""

    automaton: ahocorasick.Automaton  # term → (cue, value)
    units: dict[str, str]  # as written → base unit
    unit_starts: frozenset[str]  # first characters
    longer_units: dict[str, tuple[str, ...]]  # first two characters → as written, longest first
    after: tuple[tuple[str, str], ...]  # comparators behind a number, longest first
    idioms: dict[str, tuple[str, ...]]
    variants: dict[int, str]  # traditional → simplified characters
    variant: re.Pattern[str]  # one of them
    regions: dict[str, Region]
    region_names: dict[str, tuple[str, ...]]  # name or alias → codes
    short_counties: dict[
        str, str
    ]  # 道县: names of two characters, only known at the head of a title or an office's name
    place_automaton: WordFinder  # name or alias → codes
    hash: str
    markets: frozenset[str]  # platforms that mean their city
    currencies: tuple[str, ...]  # signs and words before an amount, longest first
    abbreviations: tuple[str, ...]  # Latin names of what is counted, so that a number may follow at once: PCT30件
    nominals: frozenset[str]  # verbs that name an event: 开展培训15场
    lists: dict[
        str, dict[str, str]
    ]  # list → word → what it tells there; words that are looked up where grammar expects them
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def match_unit_span(self, text: str, start: int) -> tuple[str, int]:
        """The base unit at ``start`` (one blank allowed) and where it ends; ``("", start)`` for none."""
        at, head = start, text[start : start + 2]
        if head[:1] == " ":
            at, head = start + 1, text[start + 1 : start + 3]
        for written in self.longer_units.get(head, ()):
            if text.startswith(written, at) and not (written[-1] < _NOT_ASCII and _goes_on(text, at + len(written))):
                unit = self.units[written]  # '' for a word that only begins like one: 台阶
                if written[-1] == _HAVING[0] and text.startswith(tuple(_HAVING[1:]), at + len(written)):
                    continue  # 1000家|具有核心技术的企业
                return (unit, at + len(written)) if unit else ("", start)
        written = head[:1]
        unit = self.units.get(written, "")
        return (unit, at + 1) if unit and not (written < _NOT_ASCII and _goes_on(text, at + 1)) else ("", start)

    def nominal(self, verb: str) -> bool:
        """Whether a verb can itself be what is counted."""
        return verb in self.nominals

    def match_unit(self, text: str, start: int) -> str:
        """The unit at ``start`` as a base unit, '' for none."""
        return self.match_unit_span(text, start)[0]

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes of a region and of all it lies in, itself first."""
        if code not in self._ancestors:
            region = self.regions.get(code)
            self._ancestors[code] = (code, *self.ancestors(region.parent)) if region else ()
        return self._ancestors[code]


def _goes_on(text: str, end: int) -> bool:
    """Whether what ends here is only the beginning of a Latin word: m of mg, P of PR."""
    before, following = text[end - 1 : end], text[end : end + 1]
    return before.isascii() and before.isalpha() and following.isascii() and following.isalnum()


def _rows(path: Path) -> list[dict[str, str]]:
    sheet = spreadsheet.read(path)
    return [dict(zip(sheet.columns, cells, strict=True)) for _, cells in sheet.rows]


@lru_cache(maxsize=2)
def _cues(seeds: Path) -> list[dict[str, str]]:
    """The rows of ``seeds/words``, read once for the lexicon and for the patterns, one for each word."""
    return [
        {**row, "term": word} for path in _word_files(seeds) for row in _rows(path) for word in spelled_out(row["term"])
    ]


def spelled_out(term: str) -> list[str]:
    """The words that a term with choices stands for: 比(上次/上轮)(/评估) → 比上次, 比上次评估, 比上轮, 比上轮评估.

    ``stg_cues`` does the same.
    """
    chosen = _CHOICE.search(term)
    if chosen is None:
        return [term]
    before, behind = term[: chosen.start()], term[chosen.end() :]
    return [word for choice in chosen[1].split("/") for word in spelled_out(f"{before}{choice}{behind}")]


def _word_files(seeds: Path) -> list[Path]:
    return sorted((seeds / WORDS).glob("*.csv"))


def hash_lexicon(seeds: Path) -> str:
    """``Lexicon.hash`` of a ``seeds`` folder, without its words. Raises FileNotFoundError naming the missing file."""
    digest = hashlib.sha256()
    for path in [*(seeds / name for name in SEED_FILES), *_word_files(seeds)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def load_lexicon(seeds: Path) -> Lexicon:
    """Read the word lists of a ``seeds`` folder. Raises FileNotFoundError naming the missing file."""
    lexicon_hash = hash_lexicon(seeds)
    cues = _cues(seeds)
    units = {row["unit"]: row["unit"] for row in _rows(seeds / "units.csv")}
    units |= {row["variant"]: row["unit"] for row in _rows(seeds / "unit_variants.csv")}
    terms: dict[str, tuple[str, str]] = {
        row["term"]: ("noun", "term") for row in _rows(seeds / "indicator_synonyms.csv") if len(row["term"]) > 2
    }
    idioms: dict[str, list[str]] = defaultdict(list)
    for row in cues:
        if row["cue"] in ("comparator_after", "nominal", "generic_noun", "list"):
            continue
        if row["cue"] == "idiom":
            idioms[row["term"][0]].append(row["term"])
        else:
            known = row["cue"] == "noun" and row["term"] in terms
            terms[row["term"]] = ("noun", "term") if known else (row["cue"], row["value"])
    lists = _lists(cues)
    units |= dict.fromkeys(lists["not_a_unit"], "")
    region_rows = _rows(seeds / "regions.csv")
    regions = {
        row["region_code"]: Region(row["region_code"], row["name_zh"], row["level"], row["parent_code"])
        for row in region_rows
    }
    aliases = _rows(seeds / "region_aliases.csv")
    names = _region_names(region_rows, aliases, next(iter(lists["former_area"])))
    short_counties = {
        row["name_zh"]: row["region_code"]
        for row in region_rows
        if len(row["name_zh"]) == 2 and row["name_zh"].endswith("县") and not row["valid_to_year"]
    }
    variants = {ord(row["variant"]): row["character"] for row in _rows(seeds / "char_variants.csv")}
    return Lexicon(
        automaton=_automaton(terms, passed=_COMMON_MARKS),
        units=units,
        unit_starts=frozenset(unit[0] for unit in units),
        longer_units=_longer(units),
        after=tuple(
            sorted(
                ((row["term"], row["value"]) for row in cues if row["cue"] == "comparator_after"),
                key=lambda pair: -len(pair[0]),
            )
        ),
        idioms={first: tuple(found) for first, found in idioms.items()},
        variants=variants,
        variant=re.compile(f"[{''.join(map(chr, variants))}]"),
        regions=regions,
        region_names=names,
        short_counties=short_counties,
        place_automaton=WordFinder(names),
        markets=frozenset(row["alias"] for row in aliases if row["alias_kind"] == "market"),
        abbreviations=tuple(sorted(lists["abbreviation"])),
        currencies=tuple(sorted(lists["currency"], key=lambda word: (-len(word), word))),
        nominals=frozenset(row["term"] for row in cues if row["cue"] == "nominal"),
        lists=lists,
        hash=lexicon_hash,
    )


@lru_cache(maxsize=2)
def word_lists(seeds: Path) -> dict[str, tuple[str, ...]]:
    """The words of every list and of every cue of ``seeds/words``, by its name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _cues(seeds):
        name = row["value"].partition(":")[0] if row["cue"] == "list" else row["cue"]
        found[name][row["term"]] = None
    return {name: tuple(listed) for name, listed in found.items()}


def _lists(cues: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """The words whose cue is ``list``, by the list's name; ``more:多于`` tells 多于 in the list ``more``."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in cues:
        if row["cue"] == "list":
            name, _, told = row["value"].partition(":")
            found[name][row["term"]] = told
    return dict(found)


def _longer(units: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The units of two characters and more by their first two, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(units, key=len, reverse=True):
        if len(unit) > 1:
            found[unit[:2]].append(unit)
    return {first: tuple(longer) for first, longer in found.items()}


def _automaton(terms: Mapping[str, object], passed: str = "") -> ahocorasick.Automaton:
    """A finder of terms; a node's children are looked through in the order they came, so the commonest first characters come first.

    Before them come marks and digits that no term begins with: else all children would be looked through at each of them.
    """
    automaton = ahocorasick.Automaton()
    begun_by = Counter(term[0] for term in terms)
    for mark in passed:
        automaton.add_word(f"{mark}{_NOWHERE}", ("", ("", "")))
    for term in sorted(terms, key=lambda term: (-begun_by[term[0]], term)):
        automaton.add_word(term, (term, terms[term]))
    automaton.make_automaton()
    return automaton


def _region_names(rows: list[dict[str, str]], aliases: list[dict[str, str]], area: str) -> dict[str, tuple[str, ...]]:
    """Every name a place goes by, with the codes it may mean, standing places first; a single character or a common word is none."""
    names: dict[str, list[str]] = defaultdict(list)
    words = {row["alias"] for row in aliases if row["alias_kind"] == "name" and len(row["alias"]) <= 2}
    known = {row["region_code"] for row in rows}
    short = {row["alias"] for row in aliases if row["alias_kind"] == "short"}
    for row in sorted(rows, key=lambda row: bool(row["valid_to_year"])):
        was_area = row["valid_to_year"] and row["name_zh"].endswith(area) and row["name_zh"].removesuffix(area) in short
        if row["name_zh"] not in words and not was_area:  # 铜陵|地区生产总值
            names[row["name_zh"]].append(row["region_code"])
    for row in aliases:
        if len(row["alias"]) > 1 and row["is_ambiguous"] != "true" and row["region_code"] in known:
            names[row["alias"]].append(row["region_code"])
    return {name: tuple(dict.fromkeys(codes)) for name, codes in names.items()}

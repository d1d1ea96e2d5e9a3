"""What has changed between two releases: which current statements came, went, or say something else now, and why.

A statement is the same one in both releases where its key is (one content of a report, one span). Else the two stand in
files of one name, and there, whichever comes first: the same number in the same sentence, the same place in a sentence
that differs in its numbers only, the same thing of the same place and time. What is left came or went.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from loaders.errors import BadUse, KejiError
from loaders.home import Home
from loaders.runs import release
from loaders.runs.release import Release
from loaders.show.plain import number
from loaders.warehouse.catalog import literal

VALUE = ("value", "value_high", "unit", "comparator")
MEANING = (
    *("stance", "measure", "indicator", "indicator_text", "region", "reference"),
    *("period_start", "period_end", "basis", "base_period"),
)
TOLD = ("statement_key", "document_key", "report", "span_start", "span_text", "sentence_text", *VALUE, *MEANING)
COLUMNS = (*TOLD, "file_name")
SAID = f"""
    select {", ".join(f"statements.{name}" for name in TOLD)}, documents.file_name
    from {{side}}.reporting.rpt_statements as statements
    inner join {{side}}.marts.dim_document as documents on statements.document_key = documents.document_key
    where statements.is_current and statements.disposition = 'fact'
"""
REJECTED = "select file_name from {side}.reporting.rpt_rejects where is_error"
KINDS = ("came", "went", "value", "meaning")

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that differs; ``before`` is none where it came, ``after`` where it went."""

    kind: str  # came, went, value, meaning
    why: str
    before: Statement | None
    after: Statement | None

    @property
    def columns(self) -> list[str]:
        """What differs."""
        if self.before is None or self.after is None:
            return []
        return _differing(self.before, self.after, (*VALUE, *MEANING))

    @property
    def row(self) -> dict[str, Any]:
        """The change as people and programs read it."""
        shown = self.after or self.before or {}
        before, after = self.before or {}, self.after or {}
        columns = self.columns
        return {
            "change": self.kind,
            "why": self.why,
            "report": shown["report"],
            "span_start": shown["span_start"],
            "said": shown["span_text"],
            "of": shown["indicator_text"],
            "columns": ", ".join(columns),
            "before": ", ".join(_plain(before[name]) for name in columns) if columns else "",
            "after": ", ".join(_plain(after[name]) for name in columns) if columns else "",
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Two releases, and all that differs between them."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many changed, by kind and reason."""
        counted = Counter((change.kind, change.why) for change in self.changes)
        return {f"{kind}: {why}": counted[kind, why] for kind, why in sorted(counted, key=_order)}


def _order(counted: tuple[str, str]) -> tuple[int, str]:
    return KINDS.index(counted[0]), counted[1]


def compare(home: Home, before: str = "", after: str = "") -> Difference:
    """The changes from one release to another; by default from the one before the current to it. Raises BadUse."""
    known = {found.release_id: found for found in release.releases(home)}
    newer = _choose(known, after) if after else release.require_current(home)
    earlier = [found for name, found in known.items() if name < newer.release_id]
    if not before and not earlier:
        raise BadUse(f"there is no release before {newer.release_id}")
    older = _choose(known, before) if before else earlier[-1]
    return Difference(older.release_id, newer.release_id, tuple(_compare(older, newer)))


def _choose(known: dict[str, Release], asked: str) -> Release:
    found = [each for name, each in known.items() if name.startswith(asked)]
    if len(found) != 1:
        raise BadUse(f"{len(found)} releases begin with {asked}; `keji releases` lists them")
    return found[0]


@dataclass(frozen=True, slots=True)
class Side:
    """A release's part: the statements that the other has not got just so, and its current contents by file."""

    release: Release
    statements: list[Statement]
    documents: dict[str, str]  # file name → document_key
    rejects: frozenset[str] = frozenset()  # the files that are there and were not taken in


def _compare(older: Release, newer: Release) -> list[Change]:
    before, after = _read(older, newer)
    reason = _reasons(before, after)
    olds, news, pairs = before.statements, after.statements, []
    for key in KEYS:
        paired, olds, news = _pair(olds, news, key)
        pairs += paired
    changes = [
        Change("value" if _differing(old, new, VALUE) else "meaning", reason(old, new), old, new)
        for old, new in pairs
        if _differing(old, new, (*VALUE, *MEANING))
    ]
    changes += [Change("went", reason(old, None), old, None) for old in olds]
    changes += [Change("came", reason(None, new), None, new) for new in news]
    return sorted(
        changes, key=lambda change: (KINDS.index(change.kind), change.row["report"], change.row["span_start"])
    )


def _read(older: Release, newer: Release) -> tuple[Side, Side]:
    """Raises KejiError where the releases cannot be compared."""
    try:
        with duckdb.connect() as connection:
            for name, found in (("older", older), ("newer", newer)):
                connection.execute(f"attach {literal(str(found.database))} as {name} (read_only)")
            return _side(connection, older, "older", "newer"), _side(connection, newer, "newer", "older")
    except duckdb.Error as error:
        releases = f"{older.release_id} and {newer.release_id}"
        raise KejiError(f"the releases {releases} cannot be compared: {error}") from error


def _side(connection: duckdb.DuckDBPyConnection, found: Release, side: str, other: str) -> Side:
    rows = connection.execute(
        f"from ({SAID.format(side=side)}) except all from ({SAID.format(side=other)})"
        " order by file_name, span_start, statement_key"
    ).fetchall()
    documents = connection.execute(
        f"select file_name, document_key from {side}.marts.dim_document where is_current and file_name is not null"
    ).fetchall()
    return Side(
        found,
        [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        dict(documents),
        frozenset(name for (name,) in connection.execute(REJECTED.format(side=side)).fetchall()),
    )


Key = Callable[[Statement], tuple[Any, ...]]


def _by_key(statement: Statement) -> tuple[Any, ...]:
    return (statement["statement_key"],)


def _by_sentence(statement: Statement) -> tuple[Any, ...]:
    names = ("file_name", "sentence_text", "span_text", "indicator_text")
    return tuple(statement[name] for name in names)


NUMBER = re.compile(r"[0-9０-９.．,，%％]+")


def _by_frame(statement: Statement) -> tuple[Any, ...]:
    """The sentence without its numbers, and what the statement is of in it."""
    frame = NUMBER.sub("#", statement["sentence_text"] or "")
    unit = NUMBER.sub("#", statement["span_text"] or "")
    return (statement["file_name"], frame, unit, statement["indicator_text"], statement["measure"])


def _by_thing(statement: Statement) -> tuple[Any, ...]:
    names = ("indicator", "indicator_text", "region", "measure", "stance", "reference", "period_end", "basis")
    return (statement["file_name"], *(statement[name] for name in names))


KEYS: tuple[Key, ...] = (_by_key, _by_sentence, _by_frame, _by_thing)


def _pair(
    before: list[Statement], after: list[Statement], key: Key
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Statements of which both sides have as many under a key, in the order of the text; and the others."""
    olds, news = _group(before, key), _group(after, key)
    sure = {each for each in olds.keys() & news.keys() if len(olds[each]) == len(news[each])}
    pairs = [pair for each in olds if each in sure for pair in zip(olds[each], news[each], strict=True)]
    return pairs, [each for each in before if key(each) not in sure], [each for each in after if key(each) not in sure]


def _group(statements: Iterable[Statement], key: Key) -> dict[tuple[Any, ...], list[Statement]]:
    groups = defaultdict(list)
    for statement in statements:
        groups[key(statement)].append(statement)
    return groups


def _reasons(before: Side, after: Side) -> Callable[[Statement | None, Statement | None], str]:
    """Why a statement differs: its report first, then the parser, the seeds, and what else the project is made of."""
    project = _project_change(before.release, after.release)
    there_before, there_after = set(before.documents.values()), set(after.documents.values())

    def reason(old: Statement | None, new: Statement | None) -> str:
        if old is None and new is not None and new["document_key"] not in there_before:
            return "report changed" if new["file_name"] in before.documents else "report new"
        if new is None and old is not None and old["document_key"] not in there_after:
            if old["file_name"] in after.documents:
                return "report changed"
            return "report set aside" if old["file_name"] in after.rejects else "report removed"
        if old and new and old["document_key"] != new["document_key"]:
            return "report changed"
        return project

    return reason


def _project_change(older: Release, newer: Release) -> str:
    """What of the project changed between two releases, the most telling first."""
    versions = [found.manifest.get("versions") or {} for found in (older, newer)]

    def differs(name: str) -> bool:
        return bool(versions[0].get(name) != versions[1].get(name))

    if differs("parser_version"):
        return "parser version"
    if differs("seeds_hash") or differs("lexicon_hash"):
        return "seed change"
    return "correction" if differs("corrections_hash") else "models or loaders"


def _differing(old: Statement, new: Statement, names: Iterable[str]) -> list[str]:
    """The columns in which two statements differ, to a person: 0.1 is 0.1, as a double or as a decimal."""
    return [name for name in names if _plain(old[name]) != _plain(new[name])]


def _plain(value: Any) -> str:
    if value is None:
        return "-"
    return number(value) if isinstance(value, float | Decimal) else str(value)

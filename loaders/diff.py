"""What has changed between two releases: which statements came, went, or say something else now, and why.

A statement is the same one in both releases where its key is (one content of a report, one span); else where its
report has the same number in the same sentence; else where it is the only one that says that of that thing. What is
left came or went.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from loaders import release
from loaders.catalog import literal
from loaders.errors import BadUse
from loaders.home import Home
from loaders.release import Release

VALUE = ("value", "value_high", "unit", "comparator")
MEANING = (
    *("stance", "measure", "indicator", "indicator_text", "region", "reference"),
    *("period_start", "period_end", "basis", "base_period"),
)
COLUMNS = ("statement_key", "document_key", "report", "span_start", "span_text", "sentence_text", *VALUE, *MEANING)
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
        return [name for name in (*VALUE, *MEANING) if self.before[name] != self.after[name]]

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


def _compare(older: Release, newer: Release) -> list[Change]:
    before, after, documents = _read(older, newer)
    reason = _reasons(older, newer, documents)
    pairs = []
    for key in (_by_key, _by_sentence, _by_thing):
        paired, before, after = _pair(before, after, key)
        pairs += paired
    changes = [
        Change("value" if any(old[name] != new[name] for name in VALUE) else "meaning", reason(old, new), old, new)
        for old, new in pairs
        if any(old[name] != new[name] for name in (*VALUE, *MEANING))
    ]
    changes += [Change("went", reason(old, None), old, None) for old in before]
    changes += [Change("came", reason(None, new), None, new) for new in after]
    return sorted(
        changes, key=lambda change: (KINDS.index(change.kind), change.row["report"], change.row["span_start"])
    )


def _read(older: Release, newer: Release) -> tuple[list[Statement], list[Statement], dict[str, set[str]]]:
    """The statements that are not the same in both, and each side's contents of reports."""
    columns = ", ".join(COLUMNS)
    said = f"select {columns} from {{}}.reporting.rpt_statements where is_current and disposition = 'fact'"
    with duckdb.connect() as connection:
        for name, found in (("older", older), ("newer", newer)):
            connection.execute(f"attach {literal(str(found.database))} as {name} (read_only)")
        rows = {
            side: connection.execute(
                f"from ({said.format(side)}) except all from ({said.format(other)}) order by report, span_start, statement_key"
            ).fetchall()
            for side, other in (("older", "newer"), ("newer", "older"))
        }
        documents = {
            side: {
                str(key)
                for (key,) in connection.execute(f"select document_key from {side}.marts.dim_document").fetchall()
            }
            for side in ("older", "newer")
        }
    before, after = ([dict(zip(COLUMNS, row, strict=True)) for row in rows[side]] for side in ("older", "newer"))
    return before, after, documents


Key = Callable[[Statement], tuple[Any, ...]]


def _by_key(statement: Statement) -> tuple[Any, ...]:
    return (statement["statement_key"],)


def _by_sentence(statement: Statement) -> tuple[Any, ...]:
    return (statement["report"], statement["sentence_text"], statement["span_text"], statement["indicator_text"])


def _by_thing(statement: Statement) -> tuple[Any, ...]:
    names = ("report", "indicator", "indicator_text", "region", "measure", "stance", "reference", "period_end", "basis")
    return tuple(statement[name] for name in names)


def _pair(
    before: list[Statement], after: list[Statement], key: Key
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Statements of which each side has just one under a key, and the others."""
    olds, news = _group(before, key), _group(after, key)
    sure = {each for each in olds.keys() & news.keys() if len(olds[each]) == len(news[each]) == 1}
    pairs = [(olds[each][0], news[each][0]) for each in olds if each in sure]
    return pairs, [each for each in before if key(each) not in sure], [each for each in after if key(each) not in sure]


def _group(statements: Iterable[Statement], key: Key) -> dict[tuple[Any, ...], list[Statement]]:
    groups = defaultdict(list)
    for statement in statements:
        groups[key(statement)].append(statement)
    return groups


def _reasons(
    older: Release, newer: Release, documents: dict[str, set[str]]
) -> Callable[[Statement | None, Statement | None], str]:
    """Why a statement differs: its report first, then the parser, the seeds, and what else the project is made of."""
    versions = [found.manifest.get("versions", {}) for found in (older, newer)]

    def differs(name: str) -> bool:
        return bool(versions[0].get(name) != versions[1].get(name))

    if differs("parser_version"):
        project = "parser version"
    elif differs("seeds_hash") or differs("lexicon_hash"):
        project = "seed change"
    elif differs("corrections_hash"):
        project = "correction"
    else:
        project = "models or loaders"

    def reason(before: Statement | None, after: Statement | None) -> str:
        if before is None and after is not None and after["document_key"] not in documents["older"]:
            return "report changed or new"
        if after is None and before is not None and before["document_key"] not in documents["newer"]:
            return "report changed or removed"
        if before and after and before["document_key"] != after["document_key"]:
            return "report changed"
        return project

    return reason


def _plain(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.15g}" if isinstance(value, float) else str(value)

"""The gate before publishing: no number left behind, every span where it says, every raw table as expected."""

import importlib
import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from typing import Any

import duckdb

from loaders.errors import KejiError
from loaders.files import remove
from loaders.home import Home
from loaders.runs import release
from loaders.warehouse import store
from loaders.warehouse.dbt import Node
from loaders.warehouse.ledger import count_numerals
from loaders.warehouse.state import Row

logger = logging.getLogger(__name__)


Finding = tuple[str, str]  # a document_id, and what is wrong with that document


def check_ledger(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Each numeral that only one of the two counts has."""
    documents = connection.execute(
        f"select document_id, file_name, text from raw.documents where {store.UNCHECKED} order by all"
    ).fetchall()
    stored: dict[str, set[tuple[int, int]]] = {}
    for document_id, start, end in connection.execute(
        f"select document_id, numeral_start, numeral_end from raw.numerals where script <> 'word' and {store.UNCHECKED}"
    ).fetchall():
        stored.setdefault(document_id, set()).add((start, end))
    return [
        (
            document_id,
            f"{name}: {text[start:end]} at {start} is {'not in the ledger' if (start, end) in counted else 'no numeral'}",
        )
        for document_id, name, text in documents
        for counted in [set(count_numerals(text))]
        for start, end in sorted(counted ^ stored.get(document_id, set()))
    ]


SPANS = {
    "numerals": ("numeral_start", "numeral_end", "text"),
    "readings": ("span_start", "span_end", "span_text"),
    "sentences": ("sentence_start", "sentence_end", "text"),
}


def check_spans(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Each row whose text is not what its document has at its offsets."""
    found = []
    for table, (start, end, text) in SPANS.items():
        rows = connection.execute(
            f"""
            with spans as materialized (select * from raw."{table}" where {store.UNCHECKED})

            select document_id, documents.file_name, spans.{start}, spans.{text}
            from spans
            left join raw.documents using (document_id)
            where substr(documents.text, spans.{start} + 1, spans.{end} - spans.{start}) is distinct from spans.{text}
            order by all
            """
        ).fetchall()
        found += [
            (document_id, f"{name}: {table} at {position} has {said!r}, the document has not")
            for document_id, name, position, said in rows
        ]
    return found


def check_coverage(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Each numeral that no reading covers, for it would have no disposition."""
    found = connection.execute(
        f"""
        select document_id, documents.file_name, numerals.numeral_start, numerals.text
        from raw.numerals
        left join raw.documents using (document_id)
        anti join raw.readings using (document_id, span_start, span_end)
        where {store.UNCHECKED}
        order by all
        """
    ).fetchall()
    return [
        (document_id, f"{name}: {said} at {position} is in no reading") for document_id, name, position, said in found
    ]


IDENTITIES: dict[str, Callable[[duckdb.DuckDBPyConnection], list[Finding]]] = {
    "ledger_equals_independent_count": check_ledger,
    "every_numeral_has_a_reading": check_coverage,
    "text_stands_at_its_span": check_spans,
}


def run_identities(home: Home) -> Iterator[tuple[Row, list[Finding]]]:
    """The ledger's checks, and a row for each identity that statements are held against; each with what it found."""
    with store.connect(home, read_only=True) as connection:
        for name, check in IDENTITIES.items():
            begun = time.monotonic()
            found = check(connection)
            yield _judge(name, "error", [line for _, line in found], time.monotonic() - begun), found
        yield from ((row, []) for row in _statement_identities(connection))


def _statement_identities(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """What marts.fct_identity_checks says of each identity; nothing where the models were not built."""
    built = (
        "select 1 from information_schema.tables where (table_schema, table_name) = ('marts', 'fct_identity_checks')"
    )
    if not connection.execute(built).fetchall():
        return
    begun = time.monotonic()
    found = connection.execute(
        """
        select identities.identity_code, identities.severity, checks.explanation_en
        from marts.dim_identity as identities
        left join marts.fct_identity_checks as checks
            on identities.identity_key = checks.identity_key and checks.result = 'violated'
        order by identities.identity_position, checks.identity_check_key
        """
    ).fetchall()
    seconds = time.monotonic() - begun
    for (code, severity), rows in itertools.groupby(found, key=lambda row: row[:2]):
        yield _judge(code, severity, [row[2] for row in rows if row[2] is not None], seconds)


def _judge(name: str, severity: str, lines: list[str], seconds: float) -> Row:
    failed = "fail" if severity == "error" else "warn"
    return {
        "check_name": name,
        "check_tool": "identity",
        "severity": severity,
        "outcome": failed if lines else "pass",
        "rows_failed": len(lines),
        "seconds": round(seconds, 3),
        "checked_at": now(),
        "message": "\n".join(lines[:20]),
    }


def take_frames(home: Home) -> dict[str, Any]:
    """What the expectations judge; read at once, so that nothing keeps the database from others meanwhile."""
    frames: Any = importlib.import_module("tests.expectations.frames")
    newest = release.releases(home)
    with ExitStack() as opened:
        connection = opened.enter_context(store.connect(home, read_only=True))
        last = opened.enter_context(release.reader(newest[-1])) if newest else None
        found: dict[str, Any] = frames.take(connection, last)
    return found


SUITES = "tests.expectations.suites"


def import_expectations() -> None:
    """Import Great Expectations, which takes seconds, in the background: while dbt builds, another processor is idle."""

    def work() -> None:
        with suppress(Exception):  # raised again where the suites are needed
            importlib.import_module(SUITES)

    threading.Thread(target=work, daemon=True).start()


def run_expectations(home: Home) -> Iterable[Row]:
    """The suites of ``tests/expectations``, in the background: ask for the rows when everything else is done.

    Great Expectations takes its time to be imported, and dbt tests in a process of its own. The pages of the suites
    are written to ``<home>/build/expectations``.
    """
    frames, rows, errors = take_frames(home), list[Row](), list[BaseException]()

    def judge() -> None:
        try:
            suites: Any = importlib.import_module(SUITES)
            rows.extend(suites.validate(frames))
            remove(home.expectations)
            suites.write_site(home.expectations)
        except BaseException as error:  # told by whoever waits
            errors.append(error)

    thread = threading.Thread(target=judge, daemon=True)  # an interrupted run does not wait for it
    thread.start()

    def wait() -> Iterator[Row]:
        thread.join()
        if errors:
            raise KejiError(f"the expectations could not be judged: {errors[0]!r}") from errors[0]
        yield from rows

    return wait()


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


BAD = ("fail", "error")  # outcomes that keep a build from being published
OUTCOMES = {"pass": "pass", "fail": "fail", "warn": "warn", "error": "error", "skipped": "skip"}


def describe(node: Node) -> Row:
    """A test of dbt as a row of the check results."""
    return {
        "check_name": node.name,
        "check_tool": "dbt",
        "severity": node.severity,
        "outcome": OUTCOMES.get(node.status, "error"),
        "rows_failed": node.failures,
        "seconds": round(node.seconds, 3),
        "checked_at": now(),
        "message": node.message,
    }

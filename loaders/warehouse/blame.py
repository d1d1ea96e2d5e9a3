"""Which documents are at fault where a check has failed or a model could not be built.

A failed test of dbt is a query that gives the rows at fault; keys are hashes, so a row is traced to its documents by the
keys that are in it, whatever its columns are called. Where a model breaks there are no rows: documents are omitted
by halves until what breaks it is found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from loaders.warehouse.dbt import Node

HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")  # what a key or a document_id looks like
MOST_ROWS = 1000  # of those that failed a test; the rest come up when it is run again

# Tables whose rows belong to one document, by their keys; the keys of the second list lead to several documents each.
OWN_KEYS = (
    ("document_id", "marts.dim_document"),
    ("document_key", "marts.dim_document"),
    ("statement_key", "marts.fct_statements"),
    ("sentence_key", "marts.dim_sentence"),
    ("numeral_key", "marts.fct_numerals"),
    ("task_key", "marts.fct_tasks"),
)
SHARED_KEYS = tuple(
    (f"{name}_key", "marts.fct_statements")
    for name in ("region", "reference_region", "period", "series", "unit", "statement_profile")
)


@dataclass(frozen=True, slots=True)
class Blame:
    """A document, what it is blamed for, and the sentence, where one is at fault."""

    document_id: str
    detail: str
    sentence: str | None = None


def blame_rows(connection: duckdb.DuckDBPyConnection, node: Node) -> list[Blame]:
    """The documents behind the rows that failed a test of dbt; none where no row can be traced to one."""
    values = _values(connection, node)
    for keys in (OWN_KEYS, SHARED_KEYS):
        found = {each[0]: each for key, table in keys for each in _trace(connection, table, key, values)}
        if found and keys is SHARED_KEYS and 2 * len(found) > _count_documents(connection):
            return []  # a member that most reports share is a seed's or a model's, and no fault of theirs
        if found:
            detail = f"{node.name}: {' '.join(node.description.split())}".rstrip(": ")
            return [Blame(document_id, detail, sentence) for document_id, (_, sentence) in sorted(found.items())]
    return []


def _count_documents(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("select count(distinct document_key) from marts.fct_statements").fetchall()
    return int(found[0][0])


def _values(connection: duckdb.DuckDBPyConnection, node: Node) -> list[str]:
    """The texts in the rows that failed, and in the rows of the tested table that have the failing values."""
    if not node.sql:
        return []
    failed = f"({node.sql})"
    columns = [row[0] for row in connection.execute(f"describe select * from {failed}").fetchall()]
    queries = [f"select * from {failed} limit {MOST_ROWS}"]
    if node.table and node.column:
        value = next((name for name in ("unique_field", "value_field", "from_field") if name in columns), None)
        condition = f"in (select {value} from {failed})" if value else "is null"
        queries.append(f"select * from {node.table} where {node.column} {condition} limit {MOST_ROWS}")
    rows = [row for query in queries for row in connection.execute(query).fetchall()]
    return sorted({value for row in rows for value in row if isinstance(value, str) and HASH.fullmatch(value)})


def _trace(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, values: list[str]
) -> list[tuple[str, str | None]]:
    """The documents of a table's rows under these keys, each with its first sentence where the rows have one."""
    described = connection.execute(
        "select column_name from duckdb_columns() where schema_name || '.' || table_name = ?", [table]
    ).fetchall()
    columns = {row[0] for row in described}
    if not {key, "document_key"} <= columns:  # a build database that was not built to its end
        return []
    sentence, join = "null", ""
    if "sentence_key" in columns and table != "marts.dim_document":
        sentence = "arg_min(sentences.sentence_text, sentences.sentence_start)"
        join = "left join marts.dim_sentence as sentences on keyed.sentence_key = sentences.sentence_key"
    found = connection.execute(
        f"""
        select documents.document_id, {sentence}
        from {table} as keyed
        inner join marts.dim_document as documents on keyed.document_key = documents.document_key
        {join}
        where list_contains(?, keyed.{key}) and documents.document_id not in ('unknown', 'not_applicable')
        group by documents.document_id
        order by documents.document_id
        """,
        [values],
    ).fetchall()
    return [(str(document_id), said) for document_id, said in found]


def find_breakers(documents: Sequence[str], breaks: Callable[[Sequence[str]], bool]) -> list[str]:
    """The documents each of which breaks a model by itself; none where the model breaks without any, or only together.

    ``breaks`` tells whether the model breaks with the given documents alone.
    """
    if breaks([]):
        return []
    return list(_halve(documents, breaks))


def _halve(documents: Sequence[str], breaks: Callable[[Sequence[str]], bool]) -> Iterator[str]:
    """Of documents that together break a model."""
    if len(documents) == 1:
        yield from documents
        return
    middle = len(documents) // 2
    for half in (documents[:middle], documents[middle:]):
        if breaks(half):
            yield from _halve(half, breaks)

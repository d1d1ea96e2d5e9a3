"""Rows that failed a check are traced to the documents at fault, and to no others."""

from hashlib import md5

import duckdb
import pytest

from loaders.warehouse.blame import blame_rows
from loaders.warehouse.dbt import Node

DOCUMENTS = "abcd"


def key(word: str) -> str:
    return md5(word.encode(), usedforsecurity=False).hexdigest()


@pytest.fixture
def star() -> duckdb.DuckDBPyConnection:
    """Four documents of one statement each: one period is a single document's, one unit everybody's."""
    connection = duckdb.connect()
    connection.execute("create schema marts")
    connection.execute("create table marts.dim_document (document_key text, document_id text)")
    connection.execute(
        "create table marts.fct_statements (statement_key text, document_key text, sentence_key text, period_key text, unit_key text)"
    )
    connection.execute(
        "create table marts.dim_sentence (sentence_key text, document_key text, sentence_text text, sentence_start integer)"
    )
    for name in DOCUMENTS:
        period = key("odd" if name == "c" else "year")
        connection.execute("insert into marts.dim_document values (?, ?)", [key(name), name])
        connection.execute(
            "insert into marts.fct_statements values (?, ?, ?, ?, ?)",
            [key(f"statement {name}"), key(name), key(f"sentence {name}"), period, key("unit")],
        )
        connection.execute(
            "insert into marts.dim_sentence values (?, ?, ?, 0)",
            [key(f"sentence {name}"), key(name), f"said by {name}"],
        )
    return connection


def failed(*values: str) -> Node:
    rows = " union all ".join(f"select '{value}' as whatever_key, 'words' as note" for value in values)
    return Node("a_check", "test", "fail", "error", len(values), 0.1, "", "What to do.", rows)


@pytest.mark.parametrize(
    ("values", "documents"),
    [
        ((key("statement b"),), ["b"]),
        ((key("sentence a"), key("d")), ["a", "d"]),
        ((key("odd"),), ["c"]),
        ((key("unit"),), []),
        ((key("nobody knows"),), []),
    ],
)
def test_rows_lead_to_their_documents(
    star: duckdb.DuckDBPyConnection, values: tuple[str, ...], documents: list[str]
) -> None:
    assert [each.document_id for each in blame_rows(star, failed(*values))] == documents


def test_the_sentence_at_fault_is_told(star: duckdb.DuckDBPyConnection) -> None:
    [blamed] = blame_rows(star, failed(key("statement b")))
    assert (blamed.sentence, blamed.detail) == ("said by b", "a_check: What to do.")

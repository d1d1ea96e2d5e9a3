"""What the suites judge, as pandas frames. Read first and without Great Expectations, so that no lock is held on.

A frame has no more rows than there are words, years and rules, however many reports there are: of a table of ``raw`` those
by which its rules can be judged, of the statements the least and the greatest number of each unit and year.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb
import pandas as pd

from loaders.warehouse import raw, store
from tests.expectations.witnesses import witnesses

Frames = dict[str, Any]

STATEMENTS = """
    select
        statements.value, units.unit, year(periods.period_end) as period_end_year,
        statements.span_end - statements.span_start as span_length
    from marts.fct_statements as statements
    inner join marts.dim_unit as units using (unit_key)
    inner join marts.dim_period as periods using (period_key)
    where statements.is_current
"""

STAR: dict[str, str] = {
    "star_statements": STATEMENTS,
    "star_numerals": "select numeral_text, script from marts.fct_numerals limit 1",
    "star_documents": "select report, region_key, document_kind from marts.dim_document where is_current",
}

# Of the release as of the candidate; the same schemas stand in both.
VOLUMES = {
    table: f"select count(*) from {table}"
    for table in (
        *("marts.dim_document", "marts.dim_sentence", "marts.fct_statements", "marts.fct_numerals"),
        *("marts.fct_targets", "marts.fct_achievements", "marts.fct_growth_rates", "marts.fct_comparisons"),
    )
}
VOLUMES["statements without an indicator"] = """
    select count(*) from marts.fct_statements inner join marts.dim_indicator using (indicator_key)
    where indicator_code in ('other', 'unknown')
"""
VOLUMES["statements with an inferred time or place"] = "select count(*) from marts.fct_statements where is_inferred"

PROFILES = {
    "stance": "marts.dim_statement_profile using (statement_profile_key)",
    "measure": "marts.dim_statement_profile using (statement_profile_key)",
    "comparator": "marts.dim_statement_profile using (statement_profile_key)",
    "category_en": "marts.dim_indicator using (indicator_key)",
    "unit_group": "marts.dim_unit using (unit_key)",
}

BUILT = "select 1 from information_schema.tables where (table_schema, table_name) = ('marts', 'fct_statements')"


def take(connection: duckdb.DuckDBPyConnection, last: duckdb.DuckDBPyConnection | None, only: str = "") -> Frames:
    """The frames by suite, or one of them; those of the star where it was built. ``last`` is the newest release, if any."""
    if last is None or not last.execute(BUILT).fetchall():
        last = connection
    makers: dict[str, Callable[[], Any]] = {
        f"raw_{table}": partial(_witnesses, connection, table) for table in raw.TABLES
    }
    if connection.execute(BUILT).fetchall():
        makers |= {name: _query(connection, _bounded(query)) for name, query in STAR.items()}
        makers["drift_volumes"] = partial(_volumes, connection, last)
        for column, join in PROFILES.items():
            query = (
                f"select {column} as word, count(*) as rows_of from marts.fct_statements inner join {join} group by all"
            )
            makers[f"drift_{column}"] = partial(_moves, connection, last, query)
    return {name: make() for name, make in makers.items() if only in ("", name)}


def _bounded(query: str) -> str:
    """Of statements, the least and the greatest number of each unit and year, and none where one has no number."""
    if STATEMENTS not in query:
        return query
    return f"""
        with statements as ({query})
        select
            unit, period_end_year, min(span_length) as span_length,
            case when count(value) = count(*) then min(value) end as value
        from statements group by unit, period_end_year
        union all
        select unit, period_end_year, max(span_length) as span_length, max(value) as value
        from statements group by unit, period_end_year
    """


def _witnesses(connection: duckdb.DuckDBPyConnection, table: str) -> Any:
    """The rows that tell whether a table's rules hold; a few of a table that has not its columns, which is wrong already."""
    some = connection.execute(f'select * from raw."{table}" limit 20').df()
    if list(some.columns) != raw.TABLES[table].names:
        return some
    return connection.execute(witnesses(table, _counted(table))).df()


def _counted(table: str) -> str:
    """Which rows of a table of raw count: not those of documents that were set aside."""
    return "true" if table == "rejects" else store.ADMITTED


def _query(connection: duckdb.DuckDBPyConnection, query: str) -> Callable[[], Any]:
    return lambda: connection.execute(query).df()


def _moves(connection: duckdb.DuckDBPyConnection, last: duckdb.DuckDBPyConnection, query: str) -> Any:
    """By how many points the share of each word has moved since the last release."""
    now, before = connection.execute(query).df(), last.execute(query).df()
    frame = now.merge(before, on="word", how="outer", suffixes=("_now", "_before"))
    frame = frame.fillna({"rows_of_now": 0, "rows_of_before": 0})
    shares = {
        side: 100 * frame[f"rows_of_{side}"] / max(frame[f"rows_of_{side}"].sum(), 1) for side in ("now", "before")
    }
    frame["points"] = shares["now"] - shares["before"]
    return frame


def _volumes(connection: duckdb.DuckDBPyConnection, last: duckdb.DuckDBPyConnection) -> Any:
    def count(database: duckdb.DuckDBPyConnection, query: str) -> int:
        found = database.execute(query).fetchone()
        return int(found[0]) if found else 0

    rows = [(name, count(connection, query), count(last, query)) for name, query in VOLUMES.items()]
    frame = pd.DataFrame(rows, columns=["what", "rows_now", "rows_before"])
    frame["ratio"] = (frame["rows_now"] + 10) / (frame["rows_before"] + 10)  # so that 1 beside 4 is no drift
    return frame

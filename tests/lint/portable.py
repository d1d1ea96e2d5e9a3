"""Compiled SQL against what DuckDB 1.5 and Spark 4 both run, with the same result.

sqlglot reads nearly anything as Spark, so translating proves nothing: the syntax tree is walked against a list of what
both are known to run. What differs stands in macros, between two comments (macros/adapters.sql), and is passed over.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import TokenType

from tests.lint.finding import Finding

BY_ENGINE = re.compile(r"/\* by engine \*/\s*(.*?)\s*/\* end by engine \*/", re.DOTALL)

# Functions, as spelt, that take the same arguments and give the same result.
FUNCTIONS = {
    *(
        "abs",
        "any_value",
        "avg",
        "bool_and",
        "bool_or",
        "ceil",
        "coalesce",
        "concat_ws",
        "contains",
        "count",
        "count_if",
    ),
    *("dense_rank", "day", "exp", "first_value", "floor", "greatest", "instr", "lag", "last_day", "last_value", "lead"),
    *(
        "least",
        "left",
        "length",
        "levenshtein",
        "ln",
        "lower",
        "lpad",
        "ltrim",
        "make_date",
        "max",
        "max_by",
        "md5",
        "min",
    ),
    *("min_by", "month", "nullif", "power", "rank", "regexp_replace", "repeat", "replace", "reverse", "right", "round"),
    *("row_number", "rpad", "rtrim", "sign", "split_part", "sqrt", "substr", "substring", "sum", "translate", "trim"),
    *("upper", "year"),
}
# Words that may stand before a bracket and call nothing, with the types that have one.
KEYWORDS = {
    *(
        "all",
        "and",
        "any",
        "as",
        "between",
        "by",
        "case",
        "cast",
        "distinct",
        "else",
        "except",
        "exists",
        "from",
        "group",
    ),
    *(
        "having",
        "in",
        "intersect",
        "is",
        "join",
        "like",
        "not",
        "on",
        "or",
        "order",
        "over",
        "partition",
        "select",
        "then",
    ),
    *("union", "when", "where", "decimal", "end", "with"),
}
# Those that both know and that differ, with what to write instead.
TREACHEROUS = {
    "concat": "a missing text makes it null in Spark and empty in DuckDB: use ||, or concat_ws",
    "array_agg": "the order differs: use the macro joined_text",
    "string_agg": "use the macro joined_text",
    "listagg": "use the macro joined_text",
    "date_diff": "use the macro days_between",
    "datediff": "use the macro days_between",
    "generate_series": "use the macro day_series",
    "unnest": "use the macro split_to_rows",
    "explode": "use the macro split_to_rows",
}
TYPES = {
    "TEXT",
    "DOUBLE",
    "INT",
    "BIGINT",
    "BOOLEAN",
    "DATE",
    "TIMESTAMP",
    "TIMESTAMPNTZ",
    "DECIMAL",
    "VARCHAR",
    "NULL",
    "SMALLINT",
}
CLAUSES: dict[type[exp.Expression], str] = {
    exp.Qualify: "QUALIFY is no Spark: filter in a CTE of its own",
    exp.Pivot: "PIVOT is written differently: use case",
    exp.Lateral: "joins to LATERAL are written differently: use a macro",
    exp.Unnest: "UNNEST is no Spark: use the macro split_to_rows",
    exp.Lambda: "lambdas are written differently",
    exp.Struct: "structs are written differently",
    exp.Array: "lists are written differently",
    exp.Bracket: "lists count from 1 in DuckDB and from 0 in Spark",
    exp.Slice: "lists are written differently",
    exp.IntDiv: "// is no Spark: use floor(a / b)",
    exp.ILike: "write lower(…) like",
    exp.SimilarTo: "SIMILAR TO is no Spark: use regexp_like",
    exp.TableSample: "samples differ",
    exp.AtTimeZone: "use timestamps without a zone",
    exp.CurrentDate: "the clock is no fact: the same input has to give the same output",
    exp.CurrentTimestamp: "the clock is no fact: the same input has to give the same output",
    exp.Rand: "chance is no fact: the same input has to give the same output",
    exp.Interval: "intervals are written differently: use year(), month() and make_date()",
    exp.TryCast: "write cast: a value that is none has to be seen",
    exp.Filter: "write sum(case …)",
    exp.Values: "column names of VALUES are written differently: use select … union all",
    exp.PropertyEQ: "named arguments are written differently",
}


def strip(sql: str) -> str:
    """The SQL with what the macros wrote for one engine put aside."""
    return BY_ENGINE.sub(lambda found: "select 1 as by_engine" if found[1].startswith("select") else "null", sql)


def check_sql(name: str, sql: str) -> list[Finding]:
    """What in one compiled model only one of the engines runs."""
    return sorted(set(_walk(name, strip(sql))))


def _walk(name: str, sql: str) -> Iterator[Finding]:
    try:
        trees = sqlglot.parse(sql, dialect="duckdb")
    except sqlglot.errors.SqlglotError as error:
        yield Finding("unreadable", name, str(error).splitlines()[0])
        return
    for problem in _calls(sql):
        yield Finding("portable", name, problem)
    for tree in trees:
        for node in tree.walk() if tree else ():
            for problem in _problems(node):
                yield Finding("portable", name, problem)


def _calls(sql: str) -> Iterator[str]:
    """Functions as they are spelt: the tree calls regexp_matches and rlike the same."""
    tokens = sqlglot.tokenize(sql, dialect="duckdb")
    for before, token, bracket in zip([None, *tokens], tokens, tokens[1:], strict=False):
        word = token.text.lower()
        is_call = (
            bracket.token_type == TokenType.L_PAREN and word.isidentifier() and token.token_type != TokenType.STRING
        )
        is_name = token.token_type == TokenType.IDENTIFIER or (before is not None and before.text.lower() == "as")
        if not is_call or is_name or word in KEYWORDS | FUNCTIONS:
            continue
        if word in TREACHEROUS:
            yield f"{word}(): {TREACHEROUS[word]}"
        else:
            yield f"{word}() is not on the list of functions that both engines know"


def _problems(node: Any) -> Iterator[str]:
    if type(node) in CLAUSES:
        yield CLAUSES[type(node)]
    elif isinstance(node, exp.DataType) and node.this.name not in TYPES:
        yield f"type {node.this.name.lower()} is not known to both engines"
    elif isinstance(node, exp.Star) and (
        node.args.get("except_") or node.args.get("except") or node.args.get("replace")
    ):
        yield "* with exclude or replace is written differently: name the columns"
    elif isinstance(node, exp.Distinct) and node.args.get("on"):
        yield "DISTINCT ON is no Spark: use row_number"
    elif isinstance(node, exp.Group) and node.args.get("all"):
        yield "GROUP BY ALL hides the grain: name the columns"
    elif isinstance(node, exp.Join):
        yield from _join_problems(node)
    elif isinstance(node, exp.Window):
        yield from _window_problems(node)


def _join_problems(node: exp.Join) -> Iterator[str]:
    method = str(node.args.get("method") or "").upper()
    kind = str(node.args.get("kind") or "").upper()
    if method in ("ASOF", "POSITIONAL", "NATURAL"):
        yield f"{method} JOIN is written differently"
    if kind in ("SEMI", "ANTI"):
        yield f"{kind} JOIN is written differently: use exists"
    if node.args.get("using"):
        yield "JOIN … USING hides the columns: say ON"


STABLE = re.compile(r"_(key|id|code|start|end|position)$|^(code|term|unit|alias|variant|priority)$")


def _window_problems(node: exp.Window) -> Iterator[str]:
    """row_number over equals is chance: the last thing it is ordered by has to tell all rows apart."""
    if isinstance(node.this, exp.RowNumber):
        order = node.args.get("order")
        last = order.expressions[-1].this if order else None
        if not isinstance(last, exp.Column) or not STABLE.search(last.name):
            yield "row_number() without a unique tie-breaker at its end gives other rows in another run"


def check(compiled: Path) -> list[Finding]:
    """All compiled models below a folder."""
    paths = sorted(path for path in compiled.rglob("*.sql") if path.is_file() and ".yml" not in str(path))
    return [finding for path in paths for finding in check_sql(path.stem, path.read_text(encoding="utf-8"))]

"""Of a table, the rows by which its rules can be judged: however long it is, they are few.

A column is within its bounds if its least and its greatest value are, it holds known words only if one row of each word
does, and it is filled if no row can be found where it is not. The rows are those of the table, so that the judge stays
who it was; it only need not read all the others.
"""

from functools import singledispatch

from loaders.warehouse import raw

SHOWN = 20  # rows that break a rule, where there are more


def witnesses(table: str, condition: str = "true") -> str:
    """A query for the rows of a table of ``raw`` that tell whether its rules hold; ``condition`` says which rows count."""
    key = raw.TABLES[table].metadata[b"key"].decode()
    rules = [*raw.RULES[table], *map(raw.Filled, key.split(", "))]
    chosen = " union all ".join(["select min(row_number) from table_rows", _repeated(key), *map(_of, rules)])
    return f"""
        with table_rows as (select rowid as row_number, * from raw."{table}" where {condition})
        select * exclude (row_number) from table_rows where row_number in ({chosen}) order by row_number
    """


def _repeated(key: str) -> str:
    return f"(select unnest([min(row_number), max(row_number)]) from table_rows group by {key} having count(*) > 1 limit {SHOWN})"


@singledispatch
def _of(rule: raw.Rule) -> str:
    """A query for the numbers of the rows that tell whether a rule holds."""
    raise TypeError(rule)


@_of.register
def _(rule: raw.Filled) -> str:
    return f"(select row_number from table_rows where {rule.column} is null limit {SHOWN})"


@_of.register
def _(rule: raw.OneOf) -> str:
    return f"(select min(row_number) from table_rows group by {rule.column} limit {len(rule.words) + 1 + SHOWN})"


@_of.register
def _(rule: raw.Between) -> str:
    return f"(select unnest([arg_min(row_number, {rule.column}), arg_max(row_number, {rule.column})]) from table_rows)"


@_of.register
def _(rule: raw.Like) -> str:
    broken = f"not regexp_matches({rule.column}, '{rule.pattern}')"
    return f"(select row_number from table_rows where {broken} limit {SHOWN})"


@_of.register
def _(rule: raw.Ordered) -> str:
    return f"(select arg_min(row_number, {rule.second} - {rule.first}) from table_rows)"

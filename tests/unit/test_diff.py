"""What `keji diff` tells of two releases, and why it says things have changed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from loaders import cli
from loaders.errors import BadUse, KejiError
from loaders.home import Home
from loaders.runs import diff, release

STATEMENT: dict[str, Any] = {
    **{"statement_key": "k", "document_key": "d1", "report": "a", "span_start": 3, "span_text": "320家"},
    **{"sentence_text": "全市有320家。", "value": 320.0, "value_high": None, "unit": "家", "comparator": "eq"},
    **{"stance": "actual", "measure": "level", "indicator": "high_tech_enterprise", "indicator_text": "企业"},
    **{"region": "甲市", "reference": None, "period_start": "2030-01-01", "period_end": "2030-12-31", "basis": None},
    **{"base_period": None, "is_current": True, "disposition": "fact"},
}
KINDS = {"value": "double", "value_high": "double", "span_start": "integer", "is_current": "boolean"}


def publish(
    home: Home, number: int, rows: list[dict[str, Any]], rejects: tuple[str, ...] = (), **versions: str
) -> None:
    """A release of nothing but rpt_statements and the documents they are from."""
    folder = home.releases / f"{number:06}-20300101T000000Z"
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        for schema in ("marts", "reporting"):
            connection.execute(f"create schema {schema}")
        columns = ", ".join(f"{name} {KINDS.get(name, 'varchar')}" for name in STATEMENT)
        connection.execute(f"create table reporting.rpt_statements ({columns})")
        connection.execute(
            "create table marts.dim_document (document_key varchar primary key, file_name varchar, is_current boolean)"
        )
        connection.execute(
            "create table reporting.rpt_rejects as select unnest(?::varchar[]) as file_name, true as is_error",
            [list(rejects)],
        )
        for row in rows:
            connection.execute(
                f"insert into reporting.rpt_statements values ({', '.join('?' * len(row))})", [*row.values()]
            )
            document = [row["document_key"], f"{row['report']}.txt", row["is_current"]]
            connection.execute("insert or ignore into marts.dim_document values (?, ?, ?)", document)
    manifest = {
        "release_id": folder.name,
        "published_at": "2030-01-01",
        "versions": versions,
        "checks": {},
        "tables": {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    home.current.unlink(missing_ok=True)
    home.current.symlink_to(folder.relative_to(home.path))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def changes(home: Home) -> list[tuple[str, str, str]]:
    return [(change.kind, change.why, change.row["columns"]) for change in diff.compare(home).changes]


def but(**changed: Any) -> dict[str, Any]:
    return {**STATEMENT, **changed}


def test_the_same_twice_differs_in_nothing(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [STATEMENT])
    assert diff.compare(home).changes == ()
    assert diff.compare(home).summary == {}


@pytest.mark.parametrize(
    ("after", "versions", "expected"),
    [
        (but(value=330.0), {"parser_version": "2"}, ("value", "parser version", "value")),
        (but(stance="target"), {"seeds_hash": "new"}, ("meaning", "seed change", "stance")),
        (but(indicator="tech_sme"), {"lexicon_hash": "new"}, ("meaning", "seed change", "indicator")),
        (but(unit="户"), {"corrections_hash": "new"}, ("value", "correction", "unit")),
        (but(region="乙市"), {"git_commit": "new"}, ("meaning", "models or loaders", "region")),
        (
            but(statement_key="n", document_key="d2", span_text="330家", sentence_text="全市有330家。", value=330.0),
            {},
            ("value", "report changed", "value"),
        ),
        (
            but(statement_key="n", document_key="d2", span_start=9, region="乙市"),
            {},
            ("meaning", "report changed", "region"),
        ),
    ],
)
def test_a_change_and_its_reason(
    home: Home, after: dict[str, Any], versions: dict[str, str], expected: tuple[str, str, str]
) -> None:
    publish(home, 1, [STATEMENT], parser_version="1")
    publish(home, 2, [after], **{"parser_version": "1", **versions})
    assert changes(home) == [expected]


def test_a_sentence_that_only_moved_is_no_change(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [but(statement_key="n", document_key="d2", span_start=30)])
    assert changes(home) == []


def test_what_comes_and_goes(home: Home) -> None:
    other = but(
        statement_key="o", document_key="d9", report="b", indicator_text="平台", sentence_text="平台2个。", value=2.0
    )
    publish(home, 1, [STATEMENT])
    publish(home, 2, [other])
    assert changes(home) == [("came", "report new", ""), ("went", "report removed", "")]
    publish(
        home,
        3,
        [other, but(statement_key="p", document_key="d9", report="b", indicator_text="园区")],
        parser_version="2",
    )
    assert changes(home) == [("came", "parser version", "")]


def test_what_was_set_aside_was_not_removed(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [], rejects=("a.txt",))
    assert changes(home) == [("went", "report set aside", "")]


def test_history_that_stays_hides_no_removal(home: Home) -> None:
    other = but(statement_key="o", document_key="d9", report="b")
    publish(home, 1, [STATEMENT, other])
    publish(home, 2, [but(is_current=False), other])
    assert changes(home) == [("went", "report removed", "")]


def test_a_number_that_changed_is_a_change_though_history_stays(home: Home) -> None:
    """The key, the sentence and the number are others; what it says them of is the same."""
    new = {"document_key": "d2", "sentence_text": "全市有330家、40个。"}
    old = {"sentence_text": "全市有320家、40个。"}
    second = {"span_start": 8, "span_text": "40个", "value": 40.0, "unit": "个"}
    publish(home, 1, [but(**old), but(statement_key="l", **old, **second)])
    publish(
        home,
        2,
        [
            *(but(**old, is_current=False), but(statement_key="l", **old, **second, is_current=False)),
            but(statement_key="m", **new, span_text="330家", value=330.0),
            but(statement_key="n", **new, **second),
        ],
    )
    assert changes(home) == [("value", "report changed", "value")]


def test_what_a_changed_report_says_no_more_went_with_the_change(home: Home) -> None:
    publish(home, 1, [STATEMENT, but(statement_key="l", indicator_text="平台", sentence_text="平台两个。")])
    publish(home, 2, [but(statement_key="m", document_key="d2"), but(is_current=False)])
    assert changes(home) == [("went", "report changed", "")]


def test_files_of_one_name_in_two_folders_are_two_reports(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    with duckdb.connect(str(release.releases(home)[0].database)) as connection:
        connection.execute("update marts.dim_document set file_name = 'folder/a.txt'")
    publish(home, 2, [but(statement_key="n", document_key="d2", value=1.0)])
    assert changes(home) == [("came", "report new", ""), ("went", "report removed", "")]


def test_a_decimal_is_the_double_that_stood_for_it(home: Home) -> None:
    publish(home, 1, [but(value=0.1 + 0.2)])
    publish(home, 2, [but(value=0.3)])
    assert changes(home) == []


def test_releases_of_another_time_are_told_of(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [STATEMENT])
    with duckdb.connect(str(release.releases(home)[0].database)) as connection:
        connection.execute("alter table reporting.rpt_statements drop column stance")
    with pytest.raises(KejiError, match="cannot be compared"):
        diff.compare(home)


def test_releases_are_chosen_by_how_their_names_begin(home: Home) -> None:
    for number, value in enumerate((1.0, 2.0, 3.0), start=1):
        publish(home, number, [but(value=value)])
    change = diff.compare(home, "000001", "000003").changes[0]
    assert (change.row["before"], change.row["after"]) == ("1", "3")
    assert diff.compare(home).before.startswith("000002")
    with pytest.raises(BadUse, match="0 releases begin with 9"):
        diff.compare(home, "9")
    with pytest.raises(BadUse, match="no release before"):
        diff.compare(home, after="000001")


def test_the_command_prints_it(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [but(value=330.0)], git_commit="new")
    runner = CliRunner()
    told = runner.invoke(cli.app, ["diff", "--home", str(home.path)])
    assert told.exit_code == 0, told.output
    assert "value: models or loaders" in told.output
    found = json.loads(runner.invoke(cli.app, ["diff", "--json", "--home", str(home.path)]).stdout)
    assert found["changes"][0] | {"before": "320", "after": "330"} == found["changes"][0]
    assert "320,330" in runner.invoke(cli.app, ["diff", "--csv", "--home", str(home.path)]).stdout


def test_a_change_has_no_columns_where_one_side_is_missing() -> None:
    change = diff.Change("came", "report changed", None, STATEMENT)
    assert change.columns == [] and change.row["said"] == "320家"
    assert replace(change, before=but(value=1.0)).columns == ["value"]


def test_releases_are_read_and_not_written(home: Home) -> None:
    publish(home, 1, [STATEMENT])
    publish(home, 2, [STATEMENT])
    found = release.releases(home)[0].database
    before = found.read_bytes()
    diff.compare(home)
    assert found.read_bytes() == before

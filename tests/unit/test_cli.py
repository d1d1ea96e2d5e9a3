"""The command as a person meets it: what it shows, what it omits, and how it takes a mistake."""

import json
import logging
import math
import stat
from pathlib import Path

import pytest
from build_database import make, manifest, run_row
from typer.testing import CliRunner

from loaders import cli
from loaders.home import Home
from loaders.runs import release, status
from loaders.show import display, plain

ESCAPE = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnp.exe\rover"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    make(found)
    release.publish(found, run_row(), manifest())
    return found


def call(home: Home, *arguments: str, said: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, [*arguments, "--home", str(home.path)], input=said)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("", "there is no query"),
        (" -- nothing\n", "there is no query"),
        ("select 1; select 2", "one query at a time, not 2"),
        ("select nonsense", "nonsense"),
        ("insert into marts.dim_unit values (9, '')", "read-only"),
        ("select * from '/etc/passwd.csv'", "disabled"),
    ],
)
def test_a_query_that_is_none_is_bad_use(home: Home, sql: str, told: str) -> None:
    code, output = call(home, "query", sql)
    assert (code, told in output) == (2, True), output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "select 1", "--json", "--csv"], "--csv or --json, not both"),
        (["query", "select 1", "--limit", "99999999999999999999"], "--limit"),
        (["query", "select '\udcff'"], "the query is not UTF-8"),
        (["correct", "a", "unit", "家", "--reason", "\udcff"], "the reason is not UTF-8"),
        (["diff", "--json", "--csv"], "--csv or --json, not both"),
    ],
)
def test_what_cannot_be_meant_is_bad_use(home: Home, arguments: list[str], told: str) -> None:
    code, output = call(home, *arguments)
    assert (code, told in output) == (2, True), output


def test_columns_of_one_name_are_told_apart_in_json(home: Home) -> None:
    _, output = call(home, "query", "select 1 as a, 2 as a, 3 as a_1, 4 as b", "--json")
    assert json.loads(output) == [{"a": 1, "a_2": 2, "a_1": 3, "b": 4}]


def test_an_empty_home_is_bad_use() -> None:
    done = CliRunner().invoke(cli.app, ["query", "select 1", "--home", ""])
    assert (done.exit_code, "it is empty" in done.output) == (2, True)


def test_no_home_is_made_for_reports_that_are_not_there(tmp_path: Path) -> None:
    code, output = call(Home(tmp_path / "home"), "run", "--reports", str(tmp_path / "gone"))
    assert (code, "there is no folder" in output) == (2, True), output
    assert list(tmp_path.iterdir()) == []


def test_an_address_is_not_shown_where_it_does_not_belong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["keji", "publish", "postgresql://user:sesame@host/data"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert (stopped.value.code, "sesame" in capsys.readouterr().err) == (2, False)


@pytest.mark.parametrize(
    "verb",
    [
        *(["query", "select 1"], ["explain", "a"], ["diff"], ["status"], ["releases"], ["rollback"]),
        *(["build"], ["check"], ["publish"]),
    ],
)
def test_no_folder_is_made_where_the_home_is_mistyped(tmp_path: Path, verb: list[str]) -> None:
    code, output = call(Home(tmp_path / "hme"), *verb)
    assert (code, "there is no warehouse in" in output) == (2, True), output
    assert list(tmp_path.iterdir()) == []


def test_reading_leaves_a_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert call(Home(tmp_path / "home"), "query", "select 1")[0] == 2
    assert call(Home(tmp_path / "home"), "status")[0] == 0
    assert list((tmp_path / "home").iterdir()) == []


def test_it_tells_its_version() -> None:
    done = CliRunner().invoke(cli.app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"keji {cli.version('keji')}\n")


def test_a_query_comes_from_a_file_or_standard_input(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "query.sql"
    file.write_text("select 41 + 1 as answer", encoding="utf-8-sig")
    assert call(home, "query", "--csv", "-f", str(file)) == (0, "answer\n42\n")
    assert call(home, "query", "--csv", "-f", "-", said="select 7 as answer") == (0, "answer\n7\n")
    assert call(home, "query", "select 1", "-f", str(file))[0] == 2
    assert call(home, "query", "-f", str(tmp_path / "none.sql"))[0] == 2


def test_rows_are_limited_where_that_is_asked_for(home: Home) -> None:
    numbers = "select range as n from range(300)"
    assert call(home, "query", numbers, "--csv")[1].count("\n") == 301
    assert call(home, "query", numbers, "--csv", "--limit", "5")[1].count("\n") == 6
    assert len(json.loads(call(home, "query", numbers, "--json", "--limit", "5")[1])) == 5
    shown = call(home, "query", numbers)[1]
    assert "only the first 100 rows" in shown
    assert shown.split()[101] == "99"
    assert "299" in call(home, "query", numbers, "--limit", "300")[1].split()


def test_a_table_that_is_too_wide_is_shown_in_lines(home: Home) -> None:
    wide = f"select '{'x' * 100}' as first, '{'y' * 100}' as second"
    narrow = "select 1 as first, 2 as second"
    assert "row 1 ─" in call(home, "query", wide)[1]
    assert "row 1 ─" not in call(home, "query", wide, "--table")[1]
    assert "row 1 ─" not in call(home, "query", narrow)[1]
    assert "row 1 ─" in call(home, "query", narrow, "--vertical")[1]


def test_keys_are_left_out_unless_they_are_asked_for(home: Home) -> None:
    everything = "select * from marts.fct_statements"
    shown = call(home, "query", everything)[1]
    assert "omitted: statement_key, unit_key (--keys shows them)" in shown
    assert shown.count("statement_key") == 1
    assert "omitted" not in call(home, "query", everything, "--keys")[1]
    named = call(home, "query", "select statement_key, * exclude (statement_key) from marts.fct_statements")[1]
    assert "omitted: unit_key " in named
    assert "unit_key" in call(home, "query", "select columns('_key$') from marts.fct_statements")[1]
    assert "unit_key" in call(home, "query", everything, "--csv")[1]
    assert "unit_key" in call(home, "query", everything, "--json")[1]


def test_text_is_shown_as_it_is(home: Home) -> None:
    for layout in ("--table", "--vertical"):
        shown = call(home, "query", "select '1:100:5' as a, '[red]x[/red]' as b, ':smile:' as \":star:\"", layout)[1]
        assert all(text in shown for text in ("1:100:5", "[red]x[/red]", ":smile:", ":star:"))


def test_numbers_have_no_digits_that_say_nothing(home: Home) -> None:
    query = (
        "select 4073000000::decimal(38, 6) as a, 0.50::decimal(9, 4) as b, 1e9::double as c,"
        " [1.50::decimal(9, 4), null] as d, 40.73::decimal(9, 6) as e"
    )
    assert [word for word in call(home, "query", query)[1].split() if word[0] in "[0123456789"] == [
        *("4073000000", "0.5", "1000000000", "[1.5,", "40.73"),
    ]
    assert call(home, "query", query.replace("1.50", "1.5"), "--csv")[1].splitlines()[1].startswith("4073000000,0.5,")
    told = json.loads(call(home, "query", query, "--json")[1])[0]
    assert (told["a"], told["b"], told["d"], told["e"]) == (4073000000, 0.5, [1.5, None], 40.73)


def test_json_has_no_numbers_that_json_does_not_know(home: Home) -> None:
    query = "select 'nan'::double as a, '-inf'::float as b, {'c': ['inf'::double, 1]} as d, map {1: 'nan'::double} as e"
    said = call(home, "query", query, "--json")[1]

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    told = json.loads(said, parse_constant=refuse)
    assert told == [{"a": None, "b": None, "d": {"c": [None, 1.0]}, "e": {"1": None}}]


def test_a_long_list_is_cut_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    display.show_table("a > b" + ESCAPE, ("n",), [(number,) for number in range(300)])
    shown = capsys.readouterr().out
    assert shown.startswith("a > b\\x1b[31m")
    assert "\nand 200 more rows; --csv and --json print all" in shown
    assert "100" not in shown.split()


def test_what_an_argument_stands_for_is_in_the_help() -> None:
    for verb, default in (("query", "100 in a table"), ("diff", "the one before the newer"), ("run", "KEJI_HOME")):
        shown = CliRunner().invoke(cli.app, [verb, "--help"], env={"COLUMNS": "200"}).output
        assert f"(default: {default}" in shown.replace("$", "")


def test_csv_for_excel_has_a_mark_in_front(home: Home) -> None:
    asked = ["query", "select '增长' as a", "--csv", "--excel", "--home", str(home.path)]
    assert CliRunner().invoke(cli.app, asked).stdout_bytes == "\ufeffa\r\n增长\r\n".encode()
    assert call(home, "query", "select 1 as a", "--excel")[0] == 2


@pytest.mark.parametrize("layout", [["--table"], ["--vertical"], ["--json"]])
def test_no_text_commands_a_terminal(home: Home, layout: list[str]) -> None:
    sql = f"select '{ESCAPE}' as \"{ESCAPE}\""
    shown = call(home, "query", sql, *layout)[1]
    assert plain.UNSAFE.findall(shown) == []
    if layout == ["--json"]:
        assert json.loads(shown) == [{ESCAPE: ESCAPE}]


def test_no_error_and_no_log_commands_a_terminal(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = call(home, "query", f"select '{ESCAPE}'::integer")
    assert (code, plain.UNSAFE.findall(shown)) == (2, [])
    display.start_logging(home, quiet=False)
    logging.getLogger("loaders.read").warning("passed over: %s", ESCAPE)
    assert "\\x1b[31mred" in capsys.readouterr().err
    for name in ("keji.log", "keji.jsonl"):
        assert plain.UNSAFE.findall((home.logs / name).read_text(encoding="utf-8")) == []


def test_a_pipe_is_given_every_character(home: Home) -> None:
    asked = ["query", f"select '{ESCAPE}' as a", "--csv", "--home", str(home.path)]
    assert CliRunner().invoke(cli.app, asked).stdout_bytes == f'a\n"{ESCAPE}"\n'.encode()


def test_logs_are_not_for_everybody(home: Home) -> None:
    home.logs.mkdir()
    (home.logs / "keji.log").touch(0o666)
    display.start_logging(home, quiet=True)
    assert stat.S_IMODE(home.logs.stat().st_mode) == 0o750
    assert {stat.S_IMODE((home.logs / name).stat().st_mode) for name in ("keji.log", "keji.jsonl")} == {0o640}


def test_an_error_that_nobody_foresaw_is_a_line_and_its_traceback_is_in_the_log(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Home) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(status, "list_releases", fail)
    home.logs.mkdir()
    code, shown = call(home, "releases")
    assert (code, "Traceback" in shown, "by nothing" in shown) == (1, False, True)
    assert "Traceback" in (home.logs / "keji.log").read_text(encoding="utf-8")


def test_a_release_that_cannot_be_opened_is_told_of(home: Home) -> None:
    found = release.require_current(home).database
    found.chmod(0o644)
    found.write_bytes(b"nonsense" * 999)
    code, shown = call(home, "query", "select 1")
    assert (code, "cannot be opened" in shown) == (1, True)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(4073000000.0, "4073000000"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e-7, "0.0000001"), (math.inf, "inf")],
)
def test_numbers_in_plain_digits(value: float, shown: str) -> None:
    assert plain.number(value) == shown

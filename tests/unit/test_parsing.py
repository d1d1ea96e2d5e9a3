"""Files to rows: what is wrong with a file stays with that file, whatever it does to the process that parses it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from parsing import SEEDS, parse_text

from loaders.home import PROJECT
from loaders.lexicon import load_lexicon
from loaders.parse import parse
from loaders.read import Document, File, take_inventory
from loaders.runs import parsing
from loaders.runs.parsing import Parsed, Parser, parse_file

REPORT = "全市2030年科技工作总结\n\n　　全市高新技术企业达到{number}家，增长12.5%。\n"
Rows = dict[str, list[dict[str, Any]]]


def put(folder: Path, *names: str) -> tuple[File, ...]:
    for number, name in enumerate(names):
        (folder / name).write_text(REPORT.format(number=number + 1), encoding="utf-8")
    return take_inventory(folder).files


def well(document: Document) -> Rows:
    return parse(document, load_lexicon(SEEDS))


def only(folder: Path, parser: Callable[[Document], Rows] = well) -> Parsed:
    [file] = put(folder, "a.txt")
    return parse_file(file, folder, parser)


def test_a_good_file_becomes_tables(tmp_path: Path) -> None:
    parsed = only(tmp_path)
    assert parsed.reject is None
    assert parsed.tables["documents"].num_rows == 1
    assert parsed.tables["readings"].num_rows > 0


def raises(document: Document) -> Rows:
    raise RecursionError("too deep")


def loses_a_numeral(document: Document) -> Rows:
    rows = well(document)
    del rows["numerals"][-1]
    return rows


def overflows(document: Document) -> Rows:
    rows = well(document)
    rows["sections"][0]["level"] = 2**40
    return rows


def shifts_a_span(document: Document) -> Rows:
    rows = well(document)
    rows["readings"][-1]["span_start"] -= 1
    return rows


@pytest.mark.parametrize(
    ("parser", "stage", "reason", "detail", "has_sentence"),
    [
        (raises, "parse", "parser_error", "RecursionError in raises of test_parsing.py: too deep", False),
        (loses_a_numeral, "verify", "verification", "12.5 is not in the ledger", True),
        (overflows, "verify", "verification", "sections: level is 1099511627776", True),
        (shifts_a_span, "verify", "verification", "readings: '12.5%' is not what the text has there", True),
    ],
)
def test_what_is_wrong_is_told_in_words(
    parser: Callable[[Document], Rows], stage: str, reason: str, detail: str, has_sentence: bool, tmp_path: Path
) -> None:
    reject = only(tmp_path, parser).reject
    assert reject is not None
    assert (reject.file_name, reject.stage, reject.reason, reject.is_error) == ("a.txt", stage, reason, True)
    assert detail in reject.detail
    assert bool(reject.sentence) == has_sentence


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_SECONDS", 0.05)

    def loop(document: Document) -> Rows:
        begun = time.process_time()
        while time.process_time() - begun < 20:
            pass
        return {}

    reject = only(tmp_path, loop).reject
    assert reject is not None
    assert reject.reason == "too_large"
    assert "processor time" in reject.detail


def test_a_file_with_too_many_numbers_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_NUMERALS", 2)
    reject = only(tmp_path, raises).reject
    assert reject is not None
    assert (reject.stage, reject.reason) == ("read", "too_large")
    assert reject.detail.startswith("3 numbers; at most 2")


def load_killer(reports: Path) -> Callable[[File], Parsed]:
    """A parser that dies of files whose names tell it to."""

    def parse_or_die(file: File) -> Parsed:
        if file.file_name.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        return Parsed(file, {})

    return parse_or_die


def test_a_process_that_dies_loses_only_the_file_that_killed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "CHUNK", 2)
    monkeypatch.setattr(parsing, "WORTH_PROCESSES", 0)
    files = put(tmp_path, *(f"{number}.txt" for number in range(9)), "kill.txt", "last.txt")
    parsed = list(Parser(tmp_path, processes=2, load=load_killer).parse(files))
    assert [each.file.file_name for each in parsed] == [file.file_name for file in files]
    assert [each.file.file_name for each in parsed if each.reject] == ["kill.txt"]


def test_several_processes_read_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(parsing, "CHUNK", 1)
    inventory = take_inventory(PROJECT / "reports")
    one, two = (list(Parser(PROJECT / "reports", count).parse(inventory.files)) for count in (1, 2))
    assert one == two


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """A parent that is killed leaves no worker behind: it would go on for nobody."""
    script = (
        "import time; from pathlib import Path; from loaders.runs import parsing\n"
        "if __name__ == '__main__':\n"
        f"    with parsing.Parser(Path({str(PROJECT / 'reports')!r}), 1)._start() as pool:\n"
        "        pool.submit(parsing._work, []).result()\n"
        "        print([*pool._processes], flush=True); time.sleep(60)\n"
    )
    path = tmp_path / "script.py"
    path.write_text(script, encoding="utf-8")
    with subprocess.Popen([sys.executable, path], stdout=subprocess.PIPE, text=True, cwd=PROJECT) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline().strip("[]\n"))
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker goes on")


WRAPPED = (
    "全市科技工作围绕高质量发展稳步推进，新认定高新技术企业132家，同比增长15.5%，入库科技型中小企业486家。",
    "全年登记技术合同成交额达到28.6亿元，其中本地转化项目116项，引进高层次人才团队24个，建成中试基地9个。",
    "组织开展科技特派员下乡服务活动，培训农民技术骨干3200人次，推广新品种57个，带动就业860人。",
)


@pytest.mark.parametrize("width", [17, 22, 31])
@pytest.mark.parametrize("indent", ["　　", "    ", ""])
def test_lines_broken_at_a_width_are_read_as_if_they_were_not(width: int, indent: str) -> None:
    def stated(text: str) -> list[tuple[Any, ...]]:
        rows = parse_text(f"铜陵市科学技术局2030年工作总结\n\n{text}")["readings"]
        return [(str(row["value"]), row["unit"], row["verb"]) for row in rows if row["form"] in ("quantity", "percent")]

    broken = "\n".join(
        indent + "\n".join(each[at : at + width] for at in range(0, len(each), width)) for each in WRAPPED * 3
    )
    assert stated(broken) == stated("\n".join(WRAPPED * 3))

"""A document is on its own: what the models or their checks refuse of one report keeps no other report back."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from loaders.errors import KejiError
from loaders.home import Home
from loaders.runs import pipeline, release
from loaders.runs.pipeline import Request
from loaders.warehouse import blame, store

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
FOLDERS = (REAL.parent / "reports", REAL / "reports", REAL / "full", REAL / "written" / "reports")
GOOD = "全市2030年科技工作总结\n\n　　全市高新技术企业达到{number}家，增长12.5%。\n"
BREAKS_A_MODEL = "甲县2030年科技工作总结\n\n　　全县高新技术企业达到{number}家。\n"
FAILS_A_CHECK = "乙县2030年科技工作总结\n\n　　全县高新技术企业达到{number}家，居全市第二位。\n"


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text.format(number=len(name)), encoding="utf-8")


def spoil(home: Home, statement: str, file_name: str) -> None:
    """Let raw hold what no parser should say of a file."""
    with store.connect(home) as connection:
        connection.execute(
            statement + " where document_id = (select document_id from raw.documents where file_name = ?)", [file_name]
        )


def rejects(result: pipeline.Result) -> list[tuple[str, str, str, str | None, bool]]:
    assert result.release is not None
    with release.reader(result.release) as connection:
        return connection.execute(
            "select file_name, stage, reason, sentence, is_error from reporting.rpt_rejects order by all"
        ).fetchall()


def said(result: pipeline.Result, file_name: str) -> list[tuple[object, ...]]:
    """The facts of a report, as far as they are its own."""
    assert result.release is not None
    with release.reader(result.release) as connection:
        return connection.execute(
            """
            select statements.* from reporting.rpt_statements as statements
            inner join marts.dim_document using (document_key)
            where file_name = ? order by all
            """,
            [file_name],
        ).fetchall()


def test_documents_that_the_models_or_checks_refuse_are_set_aside(tmp_path: Path) -> None:
    request = Request(Home(tmp_path / "home"), tmp_path / "reports")
    put(request.reports, "good.txt", GOOD)
    alone = said(pipeline.run(request), "good.txt")
    put(request.reports, "breaks.txt", BREAKS_A_MODEL)
    put(request.reports, "fails.txt", FAILS_A_CHECK)
    pipeline.load(request)
    spoil(
        request.home,
        "update raw.sections set period_start = date '2031-01-01', period_end = date '2030-01-01'",
        "breaks.txt",
    )
    spoil(request.home, "update raw.sentences set text = '别的' || text", "fails.txt")
    pipeline.build(request)
    pipeline.check(request)
    result = pipeline.publish(request)
    assert result.exit_code == pipeline.REJECTED
    assert [(row[0], row[1], row[2], row[4]) for row in rejects(result)] == [
        ("breaks.txt", "build", "build_failed", True),
        ("fails.txt", "check", "check_failed", True),
    ]
    assert said(result, "good.txt") == alone != []
    assert said(result, "breaks.txt") == said(result, "fails.txt") == []

    # The same project does not try again, and has nothing to complain of once the files are gone.
    (request.reports / "breaks.txt").unlink()
    (request.reports / "fails.txt").unlink()
    result = pipeline.run(request)
    assert result.exit_code == 0
    assert result.record["files_removed"] == 2
    assert not any(row[4] for row in rejects(result))


@pytest.mark.parametrize("guilty", [[], ["b"], ["a", "h"], ["a", "b", "c", "d", "e", "f", "g", "h"]])
def test_what_breaks_a_model_is_found_by_halves(guilty: list[str]) -> None:
    tried: list[Sequence[str]] = []

    def breaks(some: Sequence[str]) -> bool:
        tried.append(some)
        return bool(set(some) & set(guilty))

    assert blame.find_breakers("abcdefgh", breaks) == guilty
    assert len(tried) <= 2 * 8


def test_a_model_that_breaks_without_documents_is_nobodys_fault() -> None:
    assert blame.find_breakers("abc", lambda some: True) == []


def test_a_broken_model_stops_the_run_and_says_so(tmp_path: Path) -> None:
    request = Request(Home(tmp_path / "home"), tmp_path / "reports")
    put(request.reports, "good.txt", GOOD)
    pipeline.load(request)
    with store.connect(request.home) as connection:
        connection.execute("alter table raw.tasks drop column task_number")
    with pytest.raises(KejiError, match=r"the build failed:(.|\n)*task_number(.|\n)*no document explains why"):
        pipeline.build(request)


def test_of_real_reports_none_is_set_aside(tmp_path: Path) -> None:
    if not all(folder.is_dir() for folder in FOLDERS):
        pytest.skip("real reports are not at hand (../shared): none is published here")
    request = Request(Home(tmp_path / "home"), tmp_path / "reports")
    for folder in FOLDERS:
        shutil.copytree(folder, request.reports / folder.relative_to(REAL.parent))
    result = pipeline.run(request)
    assert rejects(result) == []
    assert result.exit_code == 0

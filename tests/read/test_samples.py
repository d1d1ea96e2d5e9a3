"""The sample reports in every format: the same text, and the same facts."""

import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from frames import FRAMES, broken_at, page
from samples import SAMPLES, facts, read, same_facts, same_text, sample

from loaders.read import Document, read_document, take_inventory

FIXTURES = Path(__file__).parent / "fixtures"
SAME_TEXT = 0.995  # of the body's characters
SAME_FACTS = 0.99  # of the rows


def assert_same(found: Document, path: Path) -> None:
    """The body and what is read in it are those of the text file."""
    report = sample(path)
    assert found.report == path.stem
    assert report.title in found.text
    body = found.text[found.text.index(report.paragraphs[0][:8]) :]
    assert same_text(body, report.body) >= SAME_TEXT
    assert same_facts(facts(found), facts(read(path))) >= SAME_FACTS


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_has_the_text_of_its_report(path: Path, frame: str, tmp_path: Path) -> None:
    target = tmp_path / f"{path.stem}.html"
    target.write_bytes(page(frame, sample(path)))
    assert_same(read(target), path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_word_document_has_the_text_of_its_report(path: Path) -> None:
    assert_same(read(FIXTURES / f"{path.stem}.docx"), path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [28, 32, 35, 38, 45])
@pytest.mark.parametrize(("between", "indent"), [("<br><br>", ""), ("<br>", "　　")], ids=["apart", "indented"])
def test_lines_broken_at_a_width_say_the_same(
    path: Path, width: int, between: str, indent: str, tmp_path: Path
) -> None:
    target = tmp_path / f"{path.stem}.html"
    target.write_text(broken_at(sample(path), width, between, indent), encoding="utf-8")
    assert same_facts(whole(facts(read(target))), whole(facts(read(path)))) >= SAME_FACTS


def whole(found: Counter[Any]) -> Counter[Any]:
    """Facts whose texts are not broken."""
    unbroken: Counter[Any] = Counter()
    for fact, times in found.items():
        unbroken[tuple("".join(each.split()) if isinstance(each, str) else each for each in fact)] += times
    return unbroken


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("producer", ["chromium", "libreoffice", "weasyprint"])
def test_a_pdf_has_the_text_of_its_report(path: Path, producer: str) -> None:
    assert_same(read(FIXTURES / producer / f"{path.stem}.pdf"), path)


def test_an_archive_holds_reports_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in SAMPLES:
            archive.writestr(f"2030/{path.stem}.html", page("trs", sample(path)))
            archive.write(FIXTURES / f"{path.stem}.docx", f"word/{path.stem}.docx")
    inventory = take_inventory(tmp_path)
    assert inventory.rejects == ()
    assert len(inventory.files) == 2 * len(SAMPLES)
    for file, path in zip(inventory.files, [*SAMPLES, *SAMPLES], strict=True):
        assert file.file_name.startswith("all.zip/")
        assert_same(read_document(file, tmp_path), path)

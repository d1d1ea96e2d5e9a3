"""Files that are broken, traps, or not what they seem: each a reject with a reason, none a crash, the others are read."""

import gzip
import json
import random
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from frames import FRAMES, page
from samples import LEXICON, SAMPLES, sample

from loaders.parse import parse
from loaders.read import Document, File, NotAReport, extract, read_document, take_inventory
from loaders.read.limits import Limits
from loaders.runs.parsing import parse_file
from loaders.warehouse import raw

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = {
    "txt": SAMPLES[0].read_bytes,
    "html": lambda: page("trs", sample(SAMPLES[0])),
    "docx": (FIXTURES / f"{SAMPLES[0].stem}.docx").read_bytes,
    "pdf": (FIXTURES / "libreoffice" / f"{SAMPLES[0].stem}.pdf").read_bytes,
    "xlsx": (FIXTURES / "appraisal.xlsx").read_bytes,
    "zip": lambda: packed({f"{name}.html": page(name, sample(SAMPLES[1])) for name in FRAMES}),
}
SOUND = "sound.txt"


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(content: bytes, changes: dict[str, bytes]) -> bytes:
    """An Office file with other parts."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | changes)


def pdf_of(drawn: bytes, packed: str) -> bytes:
    """A PDF of one page on which this is drawn."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        f"<</Length {len(drawn)}/Filter{packed}>>\nstream\n".encode() + drawn + b"\nendstream",
    )
    written = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    return written + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)


@cache
def traps() -> dict[str, tuple[bytes, str]]:
    """Name -> bytes and the reason that is expected."""
    docx, xlsx = KINDS["docx"](), KINDS["xlsx"]()
    deep = packed({"a.txt": b"x"})
    for _ in range(5):
        deep = packed({"inner.zip": deep})
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'  # fmt: skip
    nested = b"<w:tbl><w:tr><w:tc>" * 3000 + b"</w:tc></w:tr></w:tbl>" * 3000
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return {
        "empty.pdf": (b"", "empty"),
        "blank.html": (b"<html><body> </body></html>", "empty"),
        "zeros.docx": (bytes(100_000), "binary"),
        "noise.pdf": (b"%PDF-1.7\n" + random.Random(1).randbytes(20_000), "damaged"),
        "noise.docx": (b"PK\3\4" + random.Random(2).randbytes(20_000), "damaged"),
        "noise.doc": (random.Random(3).randbytes(20_000), "binary"),
        "page.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "scanned"),
        "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), "scanned"),
        "scan.pdf": ((FIXTURES / "scanned.pdf").read_bytes(), "scanned"),
        "locked.pdf": ((FIXTURES / "password.pdf").read_bytes(), "encrypted"),
        "locked.docx": ((FIXTURES / "password.docx").read_bytes(), "encrypted"),
        "names.xlsx": ((FIXTURES / "staff.xlsx").read_bytes(), "sheet"),
        "old.rar": (b"Rar!\x1a\7\0" + bytes(50), "unsupported"),
        "text.txt.gz": (gzip.compress(b"x" * 1000), "unsupported"),
        "slides.pptx": (packed({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "unsupported"),
        "program.py": ("print('全市高新技术企业三百二十家')".encode(), "no_report"),
        "entities.docx": (rewritten(docx, {"word/document.xml": ENTITIES}), "bomb"),
        "entities.xlsx": (rewritten(xlsx, {"xl/styles.xml": ENTITIES}), "bomb"),
        "far.xlsx": (rewritten(xlsx, {"xl/worksheets/sheet1.xml": far}), "too_large"),
        "no-xml.docx": (rewritten(docx, {"word/document.xml": b"<w:document"}), "damaged"),
        "nested.docx": (rewritten(docx, {"word/document.xml": b"<w:document " + space + b">" + nested + b"</w:document>"}), "bomb"),
        "part.docx": (packed({"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"}), "damaged"),
        "zeros.zip": (packed({"a.txt": bytes(40_000_000)}), "bomb"),
        "many.zip": (packed({f"{n}.txt": b"" for n in range(10_001)}), "bomb"),
        "deep.zip": (deep, "bomb"),
        "nothing.zip": (packed({}), "empty"),
        "long.txt": (("全市高新技术企业持续增加。" * 80_000).encode(), "too_large"),
        "wide.csv": (("指标,目标值,完成值\n" + "甲,1,2\n" * 80_000).encode(), "too_large"),
        "packed.pdf": (pdf_of(zlib.compress(b"q Q " * 25_000_000, 9), "/FlateDecode"), "bomb"),
        "twice.pdf": (pdf_of(zlib.compress(zlib.compress(b"q Q " * 1000)), "[/FlateDecode /FlateDecode]"), "bomb"),
        "tags.html": (b"<p>" * 500_001 + "全市科技工作".encode(), "too_large"),
        "tags.docx": (rewritten(docx, {"word/document.xml": b"<x>" + b"".join(b"<w%d/>" % n for n in range(500_000)) + b"</x>"}), "too_large"),
        "japanese.txt": ("これは市の科学技術報告書です。研究開発費に達しました。".encode("shift_jis"), "encoding"),
    }  # fmt: skip


def broken(folder: Path) -> int:
    """Fill a folder with files that were cut off, overwritten or renamed; how many."""
    chance = random.Random(15)
    count = 0
    for kind, make in KINDS.items():
        whole = make()
        for number in range(46):
            content = bytearray(whole)
            if number % 3 == 0:
                del content[chance.randrange(len(content)) :]
            elif number % 3 == 1:
                for _ in range(chance.choice((1, 20, 400))):
                    content[chance.randrange(len(content))] = chance.randrange(256)
            else:
                at = chance.randrange(len(content))
                content[at : at + chance.randrange(5000)] = chance.randbytes(chance.randrange(5000))
            suffix = kind if number % 4 else chance.choice(tuple(KINDS))
            (folder / f"{kind}-{number}.{suffix}").write_bytes(bytes(content))
            count += 1
    return count


def outcomes(folder: Path) -> dict[str, tuple[str, str]]:
    """Every file and member of a folder -> reason and detail; '' for what is read. Raises what no reader should raise."""
    inventory = take_inventory(folder)
    found = {reject.file_name: (reject.reason, reject.detail) for reject in inventory.rejects}
    for file in inventory.files:
        try:
            read_document(file, folder)
            found[file.file_name] = ("", "")
        except NotAReport as error:
            found[file.file_name] = (error.reason, error.detail)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.fixture(scope="module")
def damaged(folder: Path) -> tuple[int, dict[str, tuple[str, str]]]:
    count = broken(folder)
    for name, (content, _) in traps().items():
        (folder / name).write_bytes(content)
        count += 1
    (folder / SOUND).write_bytes(SAMPLES[2].read_bytes())
    return count, outcomes(folder)


def test_three_hundred_damaged_files_are_rejects_or_read(damaged: tuple[int, dict[str, tuple[str, str]]]) -> None:
    count, found = damaged
    assert count >= 300
    assert found[SOUND] == ("", "")
    reasons = Counter(reason for reason, _ in found.values())
    assert set(reasons) <= {"", "duplicate", *raw.REASONS}
    assert all(detail and "Traceback" not in detail for reason, detail in found.values() if reason)
    assert sum(reasons.values()) - reasons[""] > 120  # what is overwritten in a few places may well be read


def test_a_run_tells_of_what_is_damaged_and_publishes_the_rest(
    folder: Path, damaged: tuple[int, dict[str, tuple[str, str]]], tmp_path: Path
) -> None:
    _, found = damaged
    read = {name.split("/")[0] for name, (reason, _) in found.items() if reason in ("", "duplicate")}
    bad = {path.name for path in folder.iterdir()} - read
    assert len(bad) > 150
    good = [path.name for path in SAMPLES[2:4]]
    for path in [*(folder / name for name in bad), *SAMPLES[2:4]]:
        shutil.copy(path, tmp_path)
    shutil.copy(SAMPLES[2], tmp_path / "the same; again.txt")
    shutil.copy(folder / "blank.html", tmp_path / 'it\'s "blank".html')

    done = keji("run", "--reports", tmp_path, "--home", tmp_path / ".home")
    assert done.returncode == 3, done.stderr
    assert "see reporting.rpt_rejects" in done.stdout
    query = "select file_name, reason, detail, is_error from reporting.rpt_rejects"
    rows = json.loads(keji("query", query, "--json", "--home", tmp_path / ".home").stdout)
    rejects = {row["file_name"]: (row["reason"], row["detail"]) for row in rows if row["is_error"]}
    told = {name: told for name, told in found.items() if name.split("/")[0] in bad}
    assert len(rows) == len(told) + 2
    assert rejects | told == rejects
    notes = [(row["file_name"], row["reason"]) for row in rows if not row["is_error"]]
    assert sorted(notes) == [('it\'s "blank".html', "duplicate"), ("the same; again.txt", "duplicate")]
    query = "select file_name from meta.document_versions order by 1"
    documents = json.loads(keji("query", query, "--json", "--home", tmp_path / ".home").stdout)
    assert [row["file_name"] for row in documents] == good


def keji(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "keji", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


@pytest.mark.parametrize("name", traps())
def test_a_trap_is_a_reject_with_its_reason(name: str, damaged: tuple[int, dict[str, tuple[str, str]]]) -> None:
    _, found = damaged
    reasons = {reason for each, (reason, _) in found.items() if each == name or each.startswith(f"{name}/")}
    assert reasons == {traps()[name][1]}


def test_limits_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEJI_LARGEST_TEXT", "100")
    with pytest.raises(NotAReport, match="the limit is 100") as raised:
        extract(SAMPLES[0].read_bytes(), "a.txt")
    assert raised.value.reason == "too_large"
    monkeypatch.setenv("KEJI_MOST_PAGES", "2")
    assert Limits.set().most_pages == 2


@pytest.mark.parametrize(
    ("setting", "most", "page", "detail"),
    [
        ("KEJI_DEEPEST_TAGS", 20, "<div>" * 30 + "{}" + "</div>" * 30, "deeper than 20"),
        ("KEJI_MOST_ATTRIBUTES", 40, "<p " + " ".join(f'a{n}="{n}"' for n in range(50)) + ">{}", "more than 40 attributes"),
        ("KEJI_MOST_REPEATED_TAGS", 9_000, "".join(f"<p><font size={n % 9}>甲</p>" for n in range(700)) + "{}", "never closed"),
    ],
)  # fmt: skip
def test_what_makes_a_page_a_bomb_is_a_setting(
    setting: str, most: int, page: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = f"<html><body>{page.format(TEXT)}".encode()
    assert "320家" in extract(content, "a.html").text
    monkeypatch.setenv(setting, str(most))
    with pytest.raises(NotAReport, match=detail) as raised:
        extract(content, "a.html")
    assert raised.value.reason == "bomb"


def test_how_deep_a_document_may_be_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEJI_DEEPEST_BLOCKS", "-1")
    with pytest.raises(NotAReport, match="deeper than -1"):
        extract(KINDS["docx"](), "a.docx")


def test_a_library_that_fails_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Document:
        raise IndexError("of a library")

    monkeypatch.setattr("loaders.runs.parsing.read_document", fail)
    parsed = parse_file(File("a.pdf", tmp_path, ""), tmp_path, lambda document: parse(document, LEXICON))
    assert parsed.reject is not None
    assert (parsed.reject.reason, parsed.reject.detail) == ("damaged", "IndexError: of a library")


TEXT = "<p>全市科技工作稳步推进，高新技术企业达到320家。</p>"


@pytest.mark.parametrize(
    ("page", "detail"),
    [
        ("<div>" * 20_000 + TEXT, "deeper than"),
        ("<div>" * 20_000 + TEXT + "</div>" * 20_000, "deeper than"),
        ("<p " + " ".join(f'a{n}="{n}"' for n in range(20_000)) + ">" + TEXT, "attributes"),
        ("<p " + " ".join(f"a{n}" for n in range(20_000)) + ">" + TEXT, "attributes"),
        ("".join(f"<p><font size={n}>甲</p>" for n in range(3_000)) + TEXT, "never closed"),
    ],
)
def test_a_page_that_grows_with_its_square_is_a_bomb(page: str, detail: str) -> None:
    with pytest.raises(NotAReport, match=detail) as raised:
        extract(f"<html><body>{page}".encode(), "a.html")
    assert raised.value.reason == "bomb"


@pytest.mark.parametrize(
    "page",
    [
        "<p><font size=3>甲</p>" * 3_000,
        f"<img src='data:image/png;base64,{'A' * 200_000}=='>",
        "<script>if(a<b){x='<div>'}</script>" * 20_000,
        "<ul>" + "<li>甲乙" * 12_000 + "</ul>",
        f"<pre>{'甲  乙  12 ' * 9_000}</pre>",
    ],
)
def test_a_large_page_is_no_bomb(page: str) -> None:
    assert "320家" in extract(f"<html><body>{TEXT * 3}{page}</body></html>".encode(), "a.html").text


def test_a_page_with_too_much_text_is_told_before_it_is_taken_apart() -> None:
    page = "<html><body>" + "<p>全市科技工作稳步推进，取得成效。</p>" * 300_000
    with pytest.raises(NotAReport) as raised:
        extract(page.encode(), "a.html")
    assert raised.value.reason == "too_large"

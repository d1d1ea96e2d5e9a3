"""Which files are reports, and why the others are none."""

import os
from pathlib import Path

import pytest

from loaders.read import NotAReport, extract, read_document, take_inventory
from loaders.read.text import Decoded, decode

TRADITIONAL = "全市科技工作總結\r\n2030年，高新技術企業達到320家，增長12.5%。\n"
JAPANESE = "これは市の科学技術報告書です。研究開発費は３２０億円に達しました。\n"
REPORT = "全市科技工作总结\r\n\r\n  2030年，高新技术企业达到３２０家，增长12.5%。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + REPORT.encode(), "utf-8-bom"),
        (REPORT.encode("gb18030"), "gb18030"),
        (REPORT.encode("gbk"), "gb18030"),
        (REPORT.encode("utf-16"), "utf-16"),
        (REPORT.encode("utf-16-be"), "utf-16"),
        (TRADITIONAL.encode("big5"), "big5"),
    ],
)
def test_text_is_decoded_unchanged(content: bytes, encoding: str) -> None:
    assert decode(content) == Decoded(TRADITIONAL if encoding == "big5" else REPORT, encoding)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\u3000\u3000\n".encode(), "empty"),
        (REPORT.encode().decode("gbk", "ignore").encode(), "encoding"),
        (REPORT.encode()[:21] + b"\xff\xfe" + REPORT.encode()[21:], "encoding"),
        (JAPANESE.encode("shift_jis"), "encoding"),
        (JAPANESE.encode("euc-jp"), "encoding"),
        (b"\xff" * 30 + b"\x80\x81" * 30, "encoding"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 128)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_rejected_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotAReport) as raised:
        decode(content)
    assert raised.value.reason == reason


def test_a_stray_control_character_does_not_reject_a_report() -> None:
    assert decode((REPORT + "\x07").encode()).text.endswith("\x07")


@pytest.mark.parametrize(
    ("codec", "written"),
    [("gb18030", "全市科技工作稳步推进，企业增多。"), ("big5", "全市科技工作穩步推進，企業增多。")],
)
def test_a_text_in_double_bytes_that_breaks_off_is_read_up_to_the_break(codec: str, written: str) -> None:
    content = (written * 20).encode(codec)[:-1]
    found = extract(content, "a.txt")
    assert (found.encoding, found.text) == (codec, (written * 20)[:-1])
    assert f"at byte {len(content) - 1}" in str(found.note)


def test_a_text_that_breaks_off_is_read_up_to_the_break() -> None:
    found = decode(REPORT.encode()[:20])
    assert (found.text, found.encoding) == (REPORT[:6], "utf-8")
    assert "byte 18" in str(found.note)


def test_where_decoding_fails_is_said() -> None:
    with pytest.raises(NotAReport, match=r"byte 21 \(ff fe"):
        decode(REPORT.encode()[:21] + b"\xff\xfe" + REPORT.encode()[21:])


def put(folder: Path, name: str, text: str = REPORT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def reasons(folder: Path) -> dict[str, str]:
    """File name -> reason of all files that are not read, be it by name, by bytes or by text."""
    inventory = take_inventory(folder)
    found = {reject.file_name: reject.reason for reject in inventory.rejects}
    for file in inventory.files:
        try:
            read_document(file, folder)
        except NotAReport as error:
            found[file.file_name] = error.reason
    return found


def test_names_may_be_anything(tmp_path: Path) -> None:
    names = ["a b.txt", 'it\'s "quoted".txt', "总结/二〇三〇年 总结.txt", "x;drop table.TXT", "-rf.txt", "$(id).txt"]
    for number, name in enumerate(names):
        put(tmp_path, name, REPORT + str(number))
    inventory = take_inventory(tmp_path)
    assert sorted(file.file_name for file in inventory.files) == sorted(names)
    documents = [read_document(file, tmp_path) for file in inventory.files]
    assert {document.report for document in documents} == {Path(name).stem for name in names}
    assert inventory.rejects == ()


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_bytes(REPORT.encode())
    assert [file.file_name for file in take_inventory(tmp_path).files] == ["\\xff.txt"]


def test_every_bad_file_has_its_reason(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", "secret.txt")
    folder = tmp_path / "reports"
    put(folder, "good.txt")
    put(folder, "empty.txt", "")
    put(folder, "binary.txt", "\0\1\2")
    put(folder, "english.txt", "Nothing to report, 12 times.")
    put(folder, "table.csv", "甲,乙\n1,2\n")
    put(folder, ".hidden.txt", "")
    (folder / "out.txt").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (folder / "folder.txt").symlink_to(outside.parent)
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    assert reasons(folder) == {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "english.txt": "no_report",
        "table.csv": "sheet",
        "out.txt": "symlink",
        "folder": "symlink",
        "folder.txt": "symlink",
        "nowhere.txt": "symlink",
        "pipe.txt": "unreadable",
    }


@pytest.mark.parametrize(
    ("text", "detail"),
    [("Nothing, 12 times.", "no Chinese text in it"), ("新增企业12家。", "only 5 Chinese characters in it")],
)
def test_a_text_with_little_chinese_says_how_little(text: str, detail: str) -> None:
    with pytest.raises(NotAReport, match=detail):
        extract(text.encode(), "a.txt")


def test_an_unreadable_file_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "locked.txt")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    [reject] = take_inventory(tmp_path).rejects
    assert (reject.reason, reject.detail, reject.is_error) == ("unreadable", "Permission denied", True)


def test_the_same_content_is_read_once_and_noted(tmp_path: Path) -> None:
    put(tmp_path, "b.txt")
    put(tmp_path, "a.txt")
    (tmp_path / "c.txt").symlink_to("a.txt")
    inventory = take_inventory(tmp_path)
    assert [file.file_name for file in inventory.files] == ["a.txt"]
    assert [(reject.file_name, reject.reason, reject.is_error) for reject in inventory.rejects] == [
        ("b.txt", "duplicate", False),
        ("c.txt", "duplicate", False),
    ]

"""Which format a file has, told by its bytes; its name decides only between what no byte tells apart."""

import codecs
import re
import struct
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from loaders.read.errors import NotAReport

TEXT_SUFFIXES = frozenset(("", ".txt", ".text", ".md"))
SHEET_SUFFIXES = frozenset((".csv", ".tsv"))
# Names under which people save text by mistake; under any other (.py, .json, .log) text is no report.
_OFFICE_SUFFIXES = frozenset(
    [
        ".html",
        ".htm",
        ".shtml",
        ".mht",
        ".mhtml",
        ".pdf",
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".xlsx",
        ".xls",
        ".et",
        ".zip",
    ]
)
READ_SUFFIXES = TEXT_SUFFIXES | SHEET_SUFFIXES | _OFFICE_SUFFIXES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|title|table|div|p)\b", re.IGNORECASE)
_MHTML = re.compile(
    rb"\AFrom:.*?^MIME-Version:|\A(?:[\w-]+:.*\r?\n)*MIME-Version:", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_BEFORE_TAG = re.compile(rb"[^<]{0,64}(<!--|<\?)")  # comments and declarations, which may be long
_HEAD = 4096
# Streams of OLE files, as their directory spells them.
_STREAMS = {"EncryptedPackage": "encrypted", "WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsx", "content.xml": "odf"}
_WORD = re.compile(r"word/document\d+\.xml")  # as Word on the web calls it


def format_of(content: bytes, name: str) -> str:
    """text, csv, html, mhtml, pdf, docx, xlsx, xls, doc, rtf, odt or zip. Raises NotAReport for what is not read."""
    suffix = PurePosixPath(name).suffix.lower()
    if not content.strip():
        raise NotAReport("empty", "nothing in it")
    found = _by_magic(content)
    if found:
        return found
    plain = content.lstrip(codecs.BOM_UTF8 + b" \t\r\n\0\xff\xfe")[:_HEAD].replace(b"\0", b"")
    if _MHTML.match(plain):
        return "mhtml"
    if suffix not in READ_SUFFIXES:
        raise NotAReport("no_report", f"{suffix} files are not read")
    if plain.startswith(b"<") and (_HTML.search(plain) or _HTML.search(content, at := _begins(content), at + _HEAD)):
        return "html"
    return "csv" if suffix in SHEET_SUFFIXES else "text"


def _begins(content: bytes) -> int:
    """Where the first tag is that is no comment or declaration."""
    at = 0
    while blank := _BEFORE_TAG.match(content, at):
        at = blank.end()
        if (end := content.find(b"-->" if blank[1].startswith(b"<!--") else b">", at)) < 0:
            break
        at = end + 1
    return at


def _by_magic(content: bytes) -> str | None:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        return _packed(content)
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_PICTURES) and b"\0" in content[:512]:
        raise NotAReport("scanned", "a picture; its text has to be recognised first (OCR)")
    if archive := next((kind for magic, kind in _ARCHIVES.items() if content.startswith(magic)), None):
        raise NotAReport("unsupported", f"a {archive} archive; pack its files as ZIP")
    return None


def _packed(content: bytes) -> str:
    """What a ZIP file holds: a Word or Excel document, or files."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise NotAReport("damaged", f"the ZIP container cannot be opened: {error}") from None
    found = next((kind for part, kind in _PARTS.items() if part in names), "zip")
    if found == "zip" and any(_WORD.fullmatch(name) for name in names):
        return "docx"
    if any(each.startswith("ppt/") for each in names):
        raise NotAReport("unsupported", "slides; save their text as DOCX or PDF")
    if found == "zip" and "[content_types].xml" in names:
        raise NotAReport("damaged", "an Office file without its main part")
    if found == "odf":
        if b"opendocument.text" not in content[:256]:
            raise NotAReport("unsupported", "an OpenDocument file, but no text; save it as XLSX or PDF")
        return "odt"
    return found


def _compound(content: bytes) -> str:
    """What an OLE file holds: an old Word or Excel document, or one under a password."""
    for stream, kind in _STREAMS.items():
        if stream.encode("utf-16-le") in content:
            if kind == "encrypted":
                raise NotAReport("encrypted", "protected by a password; save it without one")
            return kind
    raise NotAReport("unsupported", "an OLE file, but neither of Word nor of Excel")

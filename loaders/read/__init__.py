"""A file -> Document: the text taken out of it. One module per format; which one is told by the bytes.

A file that cannot be read as a report is told apart here, by ``NotAReport`` with the reason that ``raw.rejects`` keeps.
"""

import hashlib
import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from loaders.read import docx, html, mhtml, office, pdf, sheets, text
from loaders.read.document import Document, Extract, File, Inventory, Reject, Told
from loaders.read.errors import NotAReport
from loaders.read.inventory import content_of, take_inventory
from loaders.read.limits import Limits
from loaders.read.sidecar import read_sidecar
from loaders.read.sniff import format_of

__all__ = [
    "Document",
    "Extract",
    "File",
    "Inventory",
    "Limits",
    "NotAReport",
    "Reject",
    "Told",
    "content_of",
    "extract",
    "read_document",
    "take_inventory",
]

_HAN = re.compile("[\u4e00-\u9fff]")
FEWEST_HAN = 10  # a text with fewer Chinese characters says nothing of anybody's science and technology

Reader = Callable[[bytes, Limits], Extract]
READERS: dict[str, Reader] = {
    "text": text.read,
    "html": html.read,
    "mhtml": mhtml.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "xlsx": sheets.read,
    "xls": sheets.read,
    "csv": sheets.read_csv,
    "doc": office.read,
    "rtf": office.read,
    "odt": office.read,
}


def read_document(file: File, folder: Path) -> Document:
    """The text of one file. Raises NotAReport."""
    content = content_of(file, folder)
    decided = read_sidecar(file.sidecar) if file.sidecar else Told()
    found = extract(content, file.file_name)
    path = Path(file.file_name)
    return Document(
        document_id=hashlib.sha256(content).hexdigest(),
        file_name=file.file_name,
        report=file.report or (path.stem if path.stem.strip() else path.name),
        encoding=found.encoding,
        byte_count=len(content),
        text=found.text,
        media_type=found.media_type,
        told=found.told,
        decided=decided,
        sidecar_hash=file.sidecar_hash,
        headings=found.headings,
        note=found.note,
    )


def extract(content: bytes, name: str) -> Extract:
    """The text in a file's bytes. Raises NotAReport."""
    limits = Limits.set()
    kind = format_of(content, name)
    if kind not in READERS:
        raise NotAReport("unsupported", f"{kind} files are not read")
    found = READERS[kind](content, limits)
    if len(found.text) > limits.largest_text:
        raise NotAReport("too_large", f"{len(found.text)} characters; the limit is {limits.largest_text}")
    chinese = sum(1 for _ in islice(_HAN.finditer(found.text), FEWEST_HAN))
    if chinese < FEWEST_HAN:
        few = f"only {chinese} Chinese character{'s' if chinese > 1 else ''} in it"
        raise NotAReport("no_report", few if chinese else "no Chinese text in it")
    return found

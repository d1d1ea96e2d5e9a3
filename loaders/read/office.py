"""Old Word, WPS, RTF and OpenDocument texts: LibreOffice makes DOCX of them, where it is on the machine."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from loaders.read import docx
from loaders.read.document import Extract
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits

MEDIA_TYPES = {b"{\\rtf": "application/rtf", b"PK\3\4": "application/vnd.oasis.opendocument.text"}
_HOW = "put LibreOffice (soffice) on this machine, or save it as DOCX"


def read(content: bytes, limits: Limits) -> Extract:
    """A text that Word has long had another format for. Raises NotAReport."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NotAReport("unsupported", f"an old Word, RTF or OpenDocument text; {_HOW}")
    with tempfile.TemporaryDirectory(prefix="keji-office-") as folder:
        source = Path(folder) / "report.doc"
        source.write_bytes(content)
        converted = source.with_suffix(".docx")
        _convert(program, source, limits)
        if not converted.is_file():
            raise NotAReport("damaged", "LibreOffice cannot open it; it may be damaged or under a password")
        found = docx.read(converted.read_bytes(), limits)
    kind = next((kind for magic, kind in MEDIA_TYPES.items() if content.startswith(magic)), "application/msword")
    return Extract(found.text, kind, told=found.told, headings=found.headings, note=found.note)


def _convert(program: str, source: Path, limits: Limits) -> None:
    """Let LibreOffice write a DOCX beside the source, in a profile of its own, so that no other run is in its way."""
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=limits.most_office_seconds, check=False)
    except subprocess.TimeoutExpired:
        detail = f"LibreOffice did not convert it within {limits.most_office_seconds} s"
        raise NotAReport("too_large", detail) from None

"""A file -> Document: the text as decoded, not a character changed. One module per format.

A file that cannot be read as a report is told apart here, by ``NotAReport`` with the reason that ``raw.rejects`` keeps.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.read import text
from loaders.read.errors import NotAReport

__all__ = ["Document", "File", "Inventory", "NotAReport", "Reject", "read_document", "take_inventory"]

FORMATS: dict[str, Callable[[bytes], tuple[str, str]]] = {".txt": text.decode}

LARGEST_FILE = 64 * 1024 * 1024  # bytes; the longest reports have a few hundred kilobytes
FEWEST_HAN = 10  # a text with fewer Chinese characters says nothing of anybody's science and technology


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it stands in its file; offsets of everything found later count code points of ``text``."""

    document_id: str  # SHA-256 of the file's bytes, hex
    file_name: str  # path below the reports folder, with /
    report: str  # file name without its ending
    encoding: str
    byte_count: int
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be a report, known by its bytes alone."""

    file_name: str
    path: Path
    document_id: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that is not loaded, and why; ``is_error`` is false where nothing is lost by it."""

    file_name: str
    document_id: str | None
    reason: str  # one of raw.REASONS
    detail: str
    is_error: bool = True
    stage: str = "read"  # one of raw.STAGES
    sentence: str | None = None  # the first that is at fault


@dataclass(frozen=True, slots=True)
class Inventory:
    """What lies in a reports folder: each content once, and the files that were turned away."""

    files: tuple[File, ...]
    rejects: tuple[Reject, ...]


def take_inventory(folder: Path) -> Inventory:
    """Hash every file below ``folder``, in the order of their names; hidden files are passed over."""
    files: dict[str, File] = {}
    rejects: list[Reject] = []
    for path in sorted(_walk(folder), key=lambda path: _name(path, folder)):
        name = _name(path, folder)
        try:
            document_id = hashlib.sha256(_read_bytes(path, folder)).hexdigest()
        except NotAReport as error:
            rejects.append(Reject(name, None, error.reason, error.detail))
            continue
        if document_id in files:
            detail = f"same content as {files[document_id].file_name}"
            rejects.append(Reject(name, document_id, "duplicate", detail, is_error=False))
        else:
            files[document_id] = File(name, path, document_id)
    return Inventory(tuple(files.values()), tuple(rejects))


def read_document(file: File, folder: Path) -> Document:
    """Decode one file. Raises NotAReport."""
    content = _read_bytes(file.path, folder)
    decoded, encoding = FORMATS[file.path.suffix.lower()](content)
    if sum("\u4e00" <= character <= "\u9fff" for character in decoded) < FEWEST_HAN:
        raise NotAReport("no_report", "no Chinese text in it")
    path = Path(file.file_name)
    return Document(
        document_id=hashlib.sha256(content).hexdigest(),
        file_name=file.file_name,
        report=path.stem if path.stem.strip() else path.name,
        encoding=encoding,
        byte_count=len(content),
        text=decoded,
    )


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, and links to folders, which are not followed."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in [*names, *links] if not name.startswith("."))


def _name(path: Path, folder: Path) -> str:
    """The path below the folder; bytes that are no UTF-8 are spelled out, so that every name can be stored."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _read_bytes(path: Path, folder: Path) -> bytes:
    """The bytes of a regular, readable file of a known format, or NotAReport."""
    if path.is_symlink():
        _refuse_foreign_link(path, folder)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotAReport("unreadable", "not a regular file")
        if path.suffix.lower() not in FORMATS:
            raise NotAReport("no_report", f"only {', '.join(FORMATS)} files are read")
        if status.st_size > LARGEST_FILE:
            raise NotAReport("no_report", f"larger than {LARGEST_FILE} bytes")
        return path.read_bytes()
    except OSError as error:
        raise NotAReport("unreadable", error.strerror or type(error).__name__) from error


def _refuse_foreign_link(path: Path, folder: Path) -> None:
    """A link may point to another file of the folder, and nowhere else."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise NotAReport("symlink", "the link leads nowhere") from error
    if target.is_dir():
        raise NotAReport("symlink", "links to folders are not followed")
    if not target.is_relative_to(folder.resolve()):
        raise NotAReport("symlink", "the link leads out of the reports folder")

"""What lies in a reports folder: every file, and every file in its archives, known by the hash of its bytes."""

import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from pathlib import Path
from zipfile import ZipInfo

from loaders.read import archive
from loaders.read.document import File, Inventory, Reject
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.sidecar import is_sidecar, names_for
from loaders.read.sniff import format_of

_LARGEST_SIDECAR = 64 * 1024


def take_inventory(folder: Path) -> Inventory:
    """Hash every file below ``folder``, in the order of their names; hidden files are passed over."""
    stock = _Stock(Limits.set())
    paths = sorted((_name(path, folder), path) for path in _walk(folder))
    sidecars = {name: path for name, path in paths if is_sidecar(name)}
    used: set[str] = set()
    for name, path in paths:
        if name in sidecars:
            continue
        beside = next((each for each in names_for(name) if each in sidecars), None)
        try:
            sidecar = _text_of(_read_bytes(sidecars[beside], folder, stock.limits)) if beside else ""
            used.update([beside] if beside else [])
            stock.add(File(name, path, "", (), sidecar), _read_bytes(path, folder, stock.limits))
        except NotAReport as error:
            stock.rejects.append(Reject(name, None, error.reason, error.detail))
    for name in sorted(sidecars.keys() - used):
        stock.rejects.append(Reject(name, None, "sidecar", "there is no file of that name", is_error=False))
    copies = {document_id: (stock.files[document_id], *more) for document_id, more in stock.copies.items()}
    return Inventory(tuple(stock.files.values()), tuple(stock.rejects), copies)


def content_of(file: File, folder: Path | None = None) -> bytes:
    """The bytes of a file, taken out of its archive where it lies in one; a link must not lead out of ``folder``.

    Raises NotAReport, also where the file is no longer the one that was found: others may write to the folder meanwhile.
    """
    limits = Limits.set()
    content = _read_bytes(file.path, folder, limits)
    for member in file.members:
        with archive.open_archive(content, limits) as opened:
            content = archive.unpack(opened, opened.getinfo(member), limits)
    if hashlib.sha256(content).hexdigest() != file.document_id:
        raise NotAReport("unreadable", "it was changed while it was read")
    return content


@dataclass(slots=True)
class _Stock:
    """Files and rejects as they are found, each content once."""

    limits: Limits
    files: dict[str, File] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    copies: dict[str, list[File]] = field(default_factory=dict)

    def add(self, file: File, content: bytes) -> None:
        """Take a file in, or those that it holds. Raises NotAReport."""
        document_id = hashlib.sha256(content).hexdigest()
        known_by_content = replace(file, document_id=document_id)
        if format_of(content, file.file_name) == "zip":
            self._open(file, content)
        elif known := self.files.get(document_id):
            detail = f"same content as {known.file_name}"
            self.rejects.append(Reject(file.file_name, document_id, "duplicate", detail, is_error=False))
            self.copies.setdefault(document_id, []).append(known_by_content)
        else:
            self.files[document_id] = known_by_content

    def _open(self, file: File, content: bytes) -> None:
        if len(file.members) >= self.limits.deepest_archive:
            raise NotAReport("bomb", f"archives within archives deeper than {self.limits.deepest_archive}")
        with archive.open_archive(content, self.limits) as opened:
            named: dict[str, list[ZipInfo]] = defaultdict(list)
            for name, info in archive.members(opened):
                named[name].append(info)
            if not named:
                raise NotAReport("empty", "an archive without files")
            found = {name: infos[-1] for name, infos in named.items()}
            self._set_aside(file, named)
            for name, info in sorted(found.items()):
                if is_sidecar(name):
                    continue
                inner = f"{file.file_name}/{name}"
                beside = next((found[each] for each in names_for(name) if each in found), None)
                try:
                    sidecar = _text_of(archive.unpack(opened, beside, self.limits)) if beside else ""
                    member = File(inner, file.path, "", (*file.members, info.filename), sidecar)
                    self.add(member, archive.unpack(opened, info, self.limits))
                except NotAReport as error:
                    self.rejects.append(Reject(inner, None, error.reason, error.detail))

    def _set_aside(self, file: File, named: Mapping[str, Sequence[ZipInfo]]) -> None:
        """Of members with one name the last is read, as when an archive is unpacked; the others are told of."""
        for name in filterfalse(is_sidecar, named):
            *others, last = named[name]
            for number, info in enumerate(others, 1):
                where = f"{file.file_name}/{name} ({number} of {len(others) + 1})"
                if (info.CRC, info.file_size) == (last.CRC, last.file_size):
                    detail = "a later file of the archive has the same name and content, and is read"
                    self.rejects.append(Reject(where, None, "duplicate", detail, is_error=False))
                else:
                    detail = "a later file of the archive has the same name, and is read; give each a name of its own"
                    self.rejects.append(Reject(where, None, "unreadable", detail))


def _text_of(sidecar: bytes) -> str:
    try:
        return sidecar[:_LARGEST_SIDECAR].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAReport("sidecar", "its sidecar is not UTF-8") from None


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, and links to folders, which are not followed."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in [*names, *links] if not name.startswith("."))


def _name(path: Path, folder: Path) -> str:
    """The path below the folder; bytes that are no UTF-8 are spelled out, so that every name can be stored."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _read_bytes(path: Path, folder: Path | None, limits: Limits) -> bytes:
    """The bytes of a regular, readable file that is not too large, or NotAReport."""
    if folder and path.is_symlink():
        _refuse_foreign_link(path, folder)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotAReport("unreadable", "not a regular file")
        if status.st_size > limits.largest_file:
            raise NotAReport("too_large", f"{status.st_size} bytes; the limit is {limits.largest_file}")
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

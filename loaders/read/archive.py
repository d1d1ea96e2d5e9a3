"""ZIP: each file in it is one of its own, named ``archive.zip/member``; what would unpack to no end is a bomb."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from loaders.read.errors import NotAReport
from loaders.read.limits import Limits

BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, struct.error)
_UTF8 = 0x800  # the flag of a name that is UTF-8; without it Windows in China writes GBK
_ENCRYPTED = 0x1
_LOOK_INSIDE = 1024 * 1024  # bytes; what unpacks to less is no bomb, however well it was packed


def open_archive(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """An archive whose members together keep within the limits. Raises NotAReport."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except BROKEN as error:
        raise NotAReport("damaged", f"the archive cannot be opened: {error}") from None
    infos = archive.infolist()
    if len(infos) > limits.most_members:
        raise NotAReport("bomb", f"{len(infos)} files in it; the limit is {limits.most_members}")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.largest_unpacked:
        raise NotAReport("bomb", f"it unpacks to {unpacked} bytes; the limit is {limits.largest_unpacked}")
    if unpacked > max(_LOOK_INSIDE, limits.highest_ratio * len(content)):
        raise NotAReport("bomb", f"it unpacks to more than {limits.highest_ratio} times its size")
    return archive


def members(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive with their names as people see them; folders and hidden files are passed over."""
    for info in archive.infolist():
        name = spelled(info)
        parts = name.split("/")
        if not info.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts):
            yield name, info


def spelled(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 or GBK, whatever the archive calls it."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        packed = name.encode("cp437", "replace")
        for codec in ("utf-8", "gb18030"):
            try:
                name = packed.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    name = name.replace("\\", "/").encode("utf-8", "backslashreplace").decode()
    return "/".join(part for part in name.split("/") if part not in ("", ".", ".."))


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The bytes of a member. Raises NotAReport."""
    if info.flag_bits & _ENCRYPTED:
        raise NotAReport("encrypted", "protected by a password; pack it without one")
    if info.file_size > limits.largest_file:
        raise NotAReport("too_large", f"{info.file_size} bytes; the limit is {limits.largest_file}")
    if info.file_size > max(_LOOK_INSIDE, limits.highest_ratio * info.compress_size):
        raise NotAReport("bomb", f"it unpacks to more than {limits.highest_ratio} times its size")
    try:
        return archive.read(info)
    except (*BROKEN, RuntimeError) as error:
        raise NotAReport("damaged", f"it cannot be unpacked: {error}") from None

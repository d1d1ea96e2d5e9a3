"""The parser as machine code: `make native` lets mypyc compile it, and it is taken instead of the sources it was made of.

It reads the same, in three quarters of the time. Sources changed since, or another Python, and the sources are read again.
"""

import hashlib
import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
FOLDER = ROOT.parent / "build" / "native"
_GROUP = "keji"  # names the library that the compiled modules share
_MADE_OF = "made-of"


def sources() -> list[Path]:
    """The modules that are compiled: the parser, and the words it looks things up in."""
    return [ROOT / "lexicon.py", ROOT / "wording.py", *sorted((ROOT / "parse").rglob("*.py"))]


def version() -> str:
    """The parser's version, of twelve hexadecimal digits: a hash of its sources and the readers', so that what reads otherwise is another."""
    digest = hashlib.sha256()
    for path in [*sources(), *sorted((ROOT / "read").glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def fingerprint() -> str:
    """What compiled modules are made of, and for: the parser's version, Python's, and the platform."""
    return f"{version()} {sys.implementation.cache_tag} {sys.platform}"


def is_used() -> bool:
    """Whether the parser that is loaded, or would be, is a compiled one."""
    spec = importlib.util.find_spec("loaders.parse")
    return spec is not None and not str(spec.origin).endswith(".py")


def use(path: list[str], folder: Path = FOLDER) -> None:
    """Let a package's modules be looked for among the compiled ones first, if those are of these very sources.

    ``path`` is the package's ``__path__``.
    """
    made_of = folder / _MADE_OF
    if made_of.is_file() and made_of.read_text(encoding="utf-8") == fingerprint():
        path.insert(0, str(folder / ROOT.name))
        sys.path.append(str(folder))  # where the shared library lies


def build(folder: Path = FOLDER, opt_level: str = "3") -> None:
    """Compile the sources into a folder. Raises what the compiler raises; without it mypyc and setuptools are not needed.

    ``opt_level`` is that of the C compiler, from ``"0"``, a slower parser in half the time.
    """
    from mypyc.build import mypycify  # noqa: PLC0415
    from setuptools import Distribution  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MADE_OF).unlink(missing_ok=True)
    modules = mypycify(
        [str(path) for path in sources()], opt_level=opt_level, group_name=_GROUP, target_dir=str(folder / "c")
    )
    command = Distribution({"name": _GROUP, "ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder), str(folder / "objects")
    command.ensure_finalized()
    command.run()
    (folder / _MADE_OF).write_text(fingerprint(), encoding="utf-8")

"""The rooms of `loaders`: what lies in one may ask only those below it, so that a walk through the code goes down."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The lowest first; a room asks itself and what precedes it.
PARSE = ("numbers", "marks", "page", "reading", "scene", "slots", "clause", "sentence", "rows")


def asked(path: Path) -> Iterator[str]:
    """The modules of the project that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def climbs(parse: Path) -> list[str]:
    """What asks a room above its own."""
    found = []
    for path in sorted(parse.rglob("*.py")):
        room = path.relative_to(parse).parts[0].removesuffix(".py")
        if room not in PARSE:
            continue
        for module in asked(path):
            parts = module.split(".")
            of_parser = parts[:2] == ["loaders", "parse"] and len(parts) > len(("loaders", "parse"))
            if of_parser and parts[2] in PARSE and PARSE.index(parts[2]) > PARSE.index(room):
                found.append(f"{path.relative_to(parse)} asks {module}")
    return found


def test_the_parser_asks_downwards_only() -> None:
    assert climbs(ROOT / "loaders" / "parse") == []


def test_every_room_of_the_parser_has_its_place() -> None:
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "loaders" / "parse").iterdir()}
    assert rooms - {"__init__", "__pycache__"} == set(PARSE)


def test_a_climb_is_told(tmp_path: Path) -> None:
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "times.py").write_text("from loaders.parse.slots.moments import set_time\n", encoding="utf-8")
    assert climbs(tmp_path) == ["marks/times.py asks loaders.parse.slots.moments"]


@pytest.mark.parametrize("module", ["duckdb", "loaders.warehouse", "loaders.runs", "loaders.show", "loaders.home"])
def test_the_parser_knows_no_database_and_no_folder(module: str) -> None:
    allowed = {"loaders.warehouse.raw"}  # the schema of the rows it makes
    for path in (ROOT / "loaders" / "parse").rglob("*.py"):
        wrong = [
            name for name in asked(path) if name not in allowed and (name == module or name.startswith(module + "."))
        ]
        assert not wrong, path

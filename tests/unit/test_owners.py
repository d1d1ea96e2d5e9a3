"""One attribute has one owner: a single module of the parser decides it, and the others return what they found.

Whoever assigns an attribute of a record, or changes the list that it holds, writes it; whoever makes a record whole does not.
How many modules write one that still has several is recorded, and may only fall.
"""

import ast
from collections import defaultdict
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from loaders.parse.reading import Left, Reading, State

PARSE = Path(__file__).resolve().parents[2] / "loaders" / "parse"
RECORDS = {record.__name__: {field.name for field in fields(record)} for record in (Reading, Left, State)}
CALLED = {  # what is called so, where no annotation tells
    "reading": "Reading", "each": "Reading", "copied": "Reading", "left": "Left", "state": "State",
    "quantity": "Quantity", "paragraph": "Paragraph",
}  # fmt: skip
CHANGING = frozenset(("append", "clear", "extend", "insert", "pop", "remove"))
SOME = "*"  # setattr: one of several
RECORDED: dict[str, dict[int, str]] = {  # record → how many modules → the attributes that so many write
    "Left": {
        10: "noun",
        7: "reference",
        6: "level subject",
        5: "before change_from growth places share verb",
        4: "pair",
        3: "basis rank",
        2: "gap plan times",
    },
}


class Writes(ast.NodeVisitor):
    """What a module writes, as record.attribute; ``unknown`` are receivers that nothing tells the class of."""

    def __init__(self, returned: dict[str, str]) -> None:
        self.returned = returned  # function → the class of what it returns
        self.found: set[str] = set()
        self.unknown: set[str] = set()
        self.types: dict[str, str] = {}
        self.made: set[str] = set()  # names of records that the function makes itself

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outside, self.made = self.types, set()
        self.types = {a.arg: _class(a.annotation) for a in node.args.args if a.annotation is not None}
        self.generic_visit(node)
        self.types = outside

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self._assign(node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.types[node.target.id] = _class(node.annotation)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._assign(node.target)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Name) and called.id == "setattr":
            self._write(node.args[0], SOME)
        elif isinstance(called, ast.Attribute) and called.attr in CHANGING and isinstance(called.value, ast.Attribute):
            self._write(called.value.value, called.value.attr)
        self.generic_visit(node)

    def _assign(self, target: ast.expr, value: ast.expr | None = None) -> None:
        if isinstance(target, ast.Tuple):
            for part in target.elts:
                self._assign(part)
        elif isinstance(target, ast.Starred | ast.Subscript):
            self._assign(target.value)
        elif isinstance(target, ast.Attribute):
            self._write(target.value, target.attr)
        elif isinstance(target, ast.Name) and value is not None and (record := self._record(value)):
            self.types[target.id] = record
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == record:
                self.made.add(target.id)

    def _write(self, receiver: ast.expr, attribute: str) -> None:
        record = self._record(receiver)
        if isinstance(receiver, ast.Name) and receiver.id in self.made:
            return
        if attribute == SOME or attribute in RECORDS.get(record, ()):
            self.found.add(f"{record}.{attribute}")
        elif not record and any(attribute in names for names in RECORDS.values()):
            self.unknown.add(f"{ast.unparse(receiver)}.{attribute}")

    def _record(self, value: ast.expr) -> str:
        """The class of what an expression is, as far as annotations and names tell it."""
        if isinstance(value, ast.Name):
            return self.types.get(value.id) or CALLED.get(value.id, "self" if value.id == "self" else "")
        if isinstance(value, ast.Attribute):
            return CALLED.get(value.attr, "")
        if isinstance(value, ast.Call):
            called = value.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            return name if name[:1].isupper() else self.returned.get(name, "")
        return ""


def _class(annotation: ast.expr) -> str:
    return ast.unparse(annotation).strip("'\"").removesuffix(" | None")


@cache
def written(parse: Path) -> dict[str, Writes]:
    """What each module of a folder writes."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(parse.rglob("*.py"))}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = {
        path.relative_to(parse).as_posix(): Writes({f.name: _class(f.returns) for f in functions if f.returns})
        for path in trees
    }
    for writes, tree in zip(found.values(), trees.values(), strict=True):
        writes.visit(tree)
    return found


def shared(modules: dict[str, Writes]) -> dict[str, list[str]]:
    """The modules that write an attribute, where it has more than one."""
    writers = defaultdict(list)
    for module, writes in modules.items():
        for attribute in writes.found:
            writers[attribute].append(module)
    return {attribute: names for attribute, names in sorted(writers.items()) if len(names) > 1}


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_no_attribute_has_more_writers_than_recorded(record: str) -> None:
    recorded = {
        f"{record}.{name}": count for count, names in RECORDED.get(record, {}).items() for name in names.split()
    }
    found = {name: modules for name, modules in shared(written(PARSE)).items() if name.startswith(f"{record}.")}
    more = {name: modules for name, modules in found.items() if len(modules) > recorded.get(name, 1)}
    assert not more, "another module decides these already: return what was found instead"
    assert {name: len(modules) for name, modules in found.items()} == recorded, "fewer write these: record that"


def test_it_is_known_of_what_record_each_attribute_is() -> None:
    assert {module: writes.unknown for module, writes in written(PARSE).items() if writes.unknown} == {}


def test_a_write_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "def f(walk: Walk, said: Reading) -> None:\n"
        "    walk.left.noun, said.phrase = '', ''\n"
        "    made = Left(start=1)\n"
        "    made.noun = ''\n"
        "    left = walk.left\n"
        "    left.places.append(1)\n"
        "    left.times[-1] = 2\n"
        "    x.growth = ''\n",
        encoding="utf-8",
    )
    (tmp_path / "two.py").write_text("def g(left: Left) -> None:\n    left.noun += ''\n", encoding="utf-8")
    modules = written(tmp_path)
    assert modules["one.py"].found == {"Left.noun", "Reading.phrase", "Left.places", "Left.times"}
    assert modules["one.py"].unknown == {"x.growth"}
    assert shared(modules) == {"Left.noun": ["one.py", "two.py"]}

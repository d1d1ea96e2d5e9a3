"""What reports are called: each by a name of its own, which it keeps whatever comes beside it or goes."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from loaders.read import File, Inventory, Reject
from loaders.warehouse.state import Row


def as_before(inventory: Inventory, before: Mapping[str, Row]) -> Inventory:
    """The inventory with each content under the name that it had, where a file of that name still holds it."""
    files = [_as_before(file, inventory.copies.get(file.document_id, ()), before) for file in inventory.files]
    names = {file.document_id: file.file_name for file in files}
    rejects = [reject for reject in inventory.rejects if reject.reason != "duplicate"]
    rejects += [
        Reject(copy.file_name, document_id, "duplicate", f"same content as {names[document_id]}", is_error=False)
        for document_id, copies in inventory.copies.items()
        for copy in copies
        if copy.file_name != names[document_id]
    ]
    return Inventory(tuple(files), tuple(rejects), inventory.copies)


def _as_before(file: File, copies: Iterable[File], before: Mapping[str, Row]) -> File:
    known = before.get(file.document_id, {}).get("file_name")
    return next((copy for copy in copies if copy.file_name == known), file)


def with_names(files: list[File], before: Mapping[str, Row]) -> list[File]:
    """The files of a load, those of history among them, each with the name of its report.

    That is the file's name without ending. Where an older file has that name, or one that came at the same time has it
    too, the path stands for it, and where a file of another ending has that path, the whole name of the file.
    """
    seen = _first_seen(files, before)
    order = sorted(seen, key=lambda name: (seen[name], name))
    together = Counter((seen[name], _stem(name)) for name in order)
    reports: dict[str, str] = {}
    taken: set[str] = set()
    for name in order:
        stems = [_stem(name)] if together[seen[name], _stem(name)] == 1 else []
        path = PurePosixPath(name)
        reports[name] = _first_free([*stems, path.with_name(_stem(name)).as_posix(), name], taken)
        taken.add(reports[name])
    return [replace(file, report=reports[file.file_name]) for file in files]


def _first_seen(files: list[File], before: Mapping[str, Row]) -> dict[str, str]:
    """When a file of each name, or what it holds under another name, was loaded first; what is new comes after all else."""
    seen = {file.file_name: "9" for file in files}
    named = {file.document_id: file.file_name for file in files}
    for document_id, row in before.items():
        name = named.get(document_id, str(row["file_name"]))
        seen[name] = min(seen.get(name, "9"), str(row["first_seen_at"]))
    return seen


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.stem.strip() else path.name


def _first_free(names: list[str], taken: Container[str]) -> str:
    free = (name for name in names if name not in taken)
    return next(free, f"{names[-1]}~")

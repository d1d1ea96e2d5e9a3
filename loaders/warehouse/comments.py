"""The comments on the tables and columns of a release, Chinese before English.

The English one is the description that a model's YAML gives, the Chinese name is its ``name_zh`` there; the Chinese
description is in ``models/comments.csv``, under a column's name where it means the same in every table, and with the table
where it does not. ``meta``, which no model makes, has both languages in that file.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loaders.home import PROJECT
from loaders.warehouse.catalog import Table

FILE = PROJECT / "models" / "comments.csv"
WHOLE = ""  # the column of a comment on a table itself, and the table of one that holds in every table


@dataclass(frozen=True, slots=True)
class Comment:
    """The comment on a table or column in the file."""

    zh: str
    en: str


@cache
def listed(file: Path = FILE) -> Mapping[tuple[str, str], Comment]:
    """The comments of the file, by table and column."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {
            (row["table"], row["column"]): Comment(row["comment_zh"], row["comment_en"])
            for row in csv.DictReader(lines)
        }


def names(manifest: Path) -> dict[tuple[str, str], str]:
    """The Chinese names that the models' YAML gives to tables and columns, out of dbt's manifest."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values() if manifest.exists() else []
    found: dict[tuple[str, str], str] = {}
    for node in nodes:
        if node["resource_type"] == "model":
            found[node["name"], WHOLE] = _name(node)
            found |= {(node["name"], name): _name(column) for name, column in node["columns"].items()}
    return found


def _name(node: dict[str, Any]) -> str:
    meta = (node.get("config") or {}).get("meta") or node.get("meta") or {}
    return str(meta.get("name_zh") or "")


def in_both(table: Table, named: Mapping[tuple[str, str], str]) -> Table:
    """A table whose comments say it in Chinese first, and then in English."""

    def said(column: str, english: str) -> str:
        known = listed()
        told = known.get((table.name, column)) or (known.get((WHOLE, column)) if column else None)
        chinese = [named.get((table.name, column), ""), told.zh if told else ""]
        return "\n".join(filter(None, ["：".join(filter(None, chinese)), english]))

    columns = tuple(replace(column, comment=said(column.name, column.comment)) for column in table.columns)
    return replace(table, comment=said(WHOLE, table.comment), columns=columns)


def of_meta(name: str, columns: list[str]) -> dict[str, str]:
    """The comments on a table of ``meta`` (under no name) and on its columns."""
    known = listed()
    found = {column: known.get((f"meta.{name}", column), Comment("", "")) for column in (WHOLE, *columns)}
    return {column: "\n".join(filter(None, [each.zh, each.en])) for column, each in found.items()}

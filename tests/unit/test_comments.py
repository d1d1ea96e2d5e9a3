"""Every table and column of a release says in Chinese and in English what it is."""

import csv
import re

from loaders.warehouse import comments, state
from loaders.warehouse.catalog import Column, Table
from tests.unit.conftest import Warehouse

CHINESE = re.compile("[一-鿿]{2,}")


def test_a_comment_is_chinese_and_then_english() -> None:
    column = Column("value", "double", True, "The implied value.")
    table = Table("marts", "fct_implied_values", "Implied.", (column,), (), ())
    told = comments.in_both(
        table, {("fct_implied_values", ""): "推算值事实表", ("fct_implied_values", "value"): "数值"}
    )
    assert told.comment.startswith("推算值事实表：") and told.comment.endswith("\nImplied.")
    assert told.columns[0].comment == "数值：推算所得的数值\nThe implied value."
    elsewhere = comments.in_both(Table("marts", "fct_new", "", (column,), (), ()), {})
    assert elsewhere.columns[0].comment == "以基本单位表示的数值，数量级已换算\nThe implied value."


def test_what_the_file_lists_is_there(sample_warehouse: Warehouse) -> None:
    """No comment is left of a table or column that went; and none is said twice."""
    with comments.FILE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["table"], row["column"]) for row in csv.DictReader(lines)]
    assert len(rows) == len(set(rows))
    named = comments.names(sample_warehouse.target / "manifest.json").keys()
    columns = {("", column) for _, column in named}
    meta = {
        (f"meta.{table}", column)
        for table in ("runs", "document_versions")
        for column in ("", *state.TABLES[table].names)
    }
    assert {row for row in rows if not row[0].startswith("meta.releases")} <= named | columns | meta


def test_every_model_has_its_chinese(sample_warehouse: Warehouse) -> None:
    named = comments.names(sample_warehouse.target / "manifest.json")
    known = comments.listed()
    published = [key for key in named if key[0].startswith(("dim_", "fct_", "bridge_", "rpt_"))]
    silent = [
        key
        for key in published
        if not CHINESE.search(
            "".join([named[key], *(known[each].zh for each in (key, ("", key[1])) if each in known and key[1])])
        )
    ]
    assert silent == []


def test_meta_is_told_of_too() -> None:
    for table in ("runs", "document_versions"):
        told = comments.of_meta(table, state.TABLES[table].names)
        assert all(CHINESE.search(text) and "\n" in text for text in told.values()), table

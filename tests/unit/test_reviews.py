"""Which times, bases, wholes and places the statements of a report get (``reviews.json``): reports of a few lines, each with its facts in order."""

import json
from pathlib import Path
from typing import Any

import pytest
from stating import statements

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "reviews.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Case → its facts in one warehouse built of them all."""
    texts = ["\n".join(case["lines"]) for case in CASES]
    found = statements(texts, tmp_path_factory.mktemp("reviews"))
    return {case["case"]: rows for case, rows in zip(CASES, found, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_reviews(stated: dict[str, list[dict[str, Any]]], case: dict[str, Any]) -> None:
    columns = ["text", *case["columns"]]
    found = [" ".join(str(row[column] or "-") for column in columns) for row in stated[case["case"]]]
    assert found == case["facts"]

"""Who owns which check: the one list of all checks, read from the tools that own them.

What is checked is named by table, columns and kind, in words that do not depend on the tool: `stg_documents` is
`documents` of raw, and dbt's `accepted_values` is Great Expectations' `in_set`. Two checks of one name in that sense
would be one check twice.
"""

import json
from collections import Counter
from collections.abc import Iterator
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

DBT = {"not_null": "filled", "unique": "unique", "unique_combination": "unique", "accepted_values": "in_set"}
EXPECTATIONS = {
    "expect_column_values_to_not_be_null": "filled",
    "expect_column_values_to_be_unique": "unique",
    "expect_compound_columns_to_be_unique": "unique",
    "expect_column_values_to_be_in_set": "in_set",
}


@dataclass(frozen=True, slots=True, order=True)
class Check:
    """One check: its name and tool as in ``marts.fct_check_results``, and what it is about."""

    tool: str
    name: str
    severity: str
    table: str
    columns: tuple[str, ...]
    kind: str

    @property
    def about(self) -> tuple[str, tuple[str, ...], str]:
        return self.table, tuple(sorted(self.columns)), self.kind


def checks(manifest: dict[str, Any]) -> list[Check]:
    """All checks of a run; ``manifest`` is dbt's."""
    return sorted([*_of_the_ledger(), *_of_identities(), *_of_expectations(), *_of_dbt(manifest)])


def _of_the_ledger() -> Iterator[Check]:
    from loaders.warehouse.checks import IDENTITIES  # noqa: PLC0415

    for name in IDENTITIES:
        yield Check("identity", name, "error", "ledger", (), name)


def _of_identities() -> Iterator[Check]:
    with (ROOT / "seeds" / "identities.csv").open(encoding="utf-8", newline="") as lines:
        for row in DictReader(lines):
            yield Check("identity", row["code"], row["severity"], "statements", (), row["code"])


def _of_expectations() -> Iterator[Check]:
    from tests.expectations import quiet, suites  # brings Great Expectations  # noqa: PLC0415

    for suite, expectations in suites.suites().items():
        for expectation in expectations:
            config = expectation.configuration
            columns = quiet.columns_of(config.kwargs) or [str(name) for name in config.kwargs.get("column_list", [])]
            yield Check(
                "great_expectations",
                quiet.check_name(suite, config.type, config.kwargs),
                quiet.SEVERITIES[str(getattr(config.severity, "value", config.severity))],
                suite.removeprefix("raw_") if suite.startswith("raw_") else suite,
                tuple(columns),
                EXPECTATIONS.get(config.type, config.type),
            )


def _of_dbt(manifest: dict[str, Any]) -> Iterator[Check]:
    for node in manifest["nodes"].values():
        if node["resource_type"] != "test":
            continue
        known = node.get("test_metadata") or {}
        arguments = known.get("kwargs") or {}
        arguments = {**arguments, **(arguments.get("arguments") or {})}
        attached = str(node.get("attached_node") or "").rsplit(".", 1)[-1]
        columns = [node["column_name"]] if node.get("column_name") else list(arguments.get("columns", []))
        kind = DBT.get(known.get("name", ""), str(known.get("name") or node["name"]))
        if kind == "relationships":
            kind = f"in {arguments.get('to')}.{arguments.get('field')}"
        yield Check(
            "dbt",
            node["name"],
            str(node["config"]["severity"]).lower(),
            attached.removeprefix("stg_") if attached.startswith("stg_") else attached or node["name"],
            tuple(columns),
            kind,
        )


def twice(found: list[Check]) -> list[str]:
    """What is checked more than once, and names that mean more than one check."""
    about, names = Counter(check.about for check in found), Counter(check.name for check in found)
    return [
        f"{check.tool} {check.name}: {check.kind} of {check.table} is checked {max(about[check.about], names[check.name])} times"
        for check in found
        if about[check.about] > 1 or names[check.name] > 1
    ]


def read_manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found

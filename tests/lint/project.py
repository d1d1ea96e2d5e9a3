"""The project as dbt's manifest tells it, in the few shapes that the rules ask for."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Node = dict[str, Any]
LAYERS = ("staging", "intermediate", "marts", "reporting")


@dataclass(frozen=True)
class Project:
    """``manifest`` is dbt's manifest.json; it says the same of a project in a test, with a node changed."""

    manifest: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> "Project":
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def _of_type(self, *kinds: str) -> list[Node]:
        return [node for node in self.manifest["nodes"].values() if node["resource_type"] in kinds]

    @cached_property
    def models(self) -> list[Node]:
        return sorted(self._of_type("model"), key=lambda node: str(node["name"]))

    @cached_property
    def seeds(self) -> list[Node]:
        return sorted(self._of_type("seed"), key=lambda node: str(node["name"]))

    @cached_property
    def tests(self) -> list[Node]:
        return sorted(self._of_type("test"), key=lambda node: str(node["name"]))

    @cached_property
    def sources(self) -> list[Node]:
        return sorted(self.manifest["sources"].values(), key=lambda node: str(node["name"]))

    @cached_property
    def exposures(self) -> list[Node]:
        return sorted(self.manifest["exposures"].values(), key=lambda node: str(node["name"]))

    @cached_property
    def unit_tested(self) -> set[str]:
        return {str(test["model"]) for test in self.manifest["unit_tests"].values()}

    def node(self, unique_id: str) -> Node | None:
        for kind in ("nodes", "sources"):
            if found := self.manifest[kind].get(unique_id):
                return dict(found)
        return None

    def parents(self, node: Node) -> list[Node]:
        found = (self.node(unique_id) for unique_id in node["depends_on"]["nodes"])
        return [parent for parent in found if parent]

    @cached_property
    def children(self) -> dict[str, list[Node]]:
        """Models by the nodes they are built from."""
        found: dict[str, list[Node]] = {}
        for model in self.models:
            for unique_id in model["depends_on"]["nodes"]:
                found.setdefault(unique_id, []).append(model)
        return found

    @cached_property
    def tests_of(self) -> dict[str, list[Node]]:
        """Generic tests by the node they are attached to, singular ones by each node they read."""
        found: dict[str, list[Node]] = {}
        for test in self.tests:
            attached = test.get("attached_node")
            for unique_id in [attached] if attached else test["depends_on"]["nodes"]:
                found.setdefault(unique_id, []).append(test)
        return found

    def column_tests(self, node: Node, kind: str) -> set[str]:
        """The columns of a node that a generic test of some kind is attached to."""
        return {
            str(test["column_name"])
            for test in self.tests_of.get(node["unique_id"], [])
            if (test.get("test_metadata") or {}).get("name") == kind and test.get("column_name")
        }


def layer(node: Node) -> str:
    """The folder below models/ that a model lies in."""
    return str(node["fqn"][1]) if node["resource_type"] == "model" else str(node["resource_type"])

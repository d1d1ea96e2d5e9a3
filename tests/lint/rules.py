"""Rules on the graph, on names, keys, tests and documentation. Each is a function from a project to its findings."""

import re
from collections.abc import Callable, Iterator

from tests.lint.finding import Finding
from tests.lint.project import LAYERS, Node, Project, layer

PREFIXES = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "marts": ("fct_", "dim_", "bridge_"),
    "reporting": ("rpt_",),
}
MOST_JOINS = 7
# What people open is a star laid flat: a join for each dimension that it shows, and none of them can be split off.
MOST_JOINS_SHOWN = 10
MOST_LEAVES = 3
MOST_CHAINED_VIEWS = 4
# The table most people open first resolves every label, and has a join for each.
WIDE = {"rpt_statements"}
# The smallest calendar has 366 rows: tests/dbt/the_calendar_has_no_gaps.sql looks at all of it.
TESTED_WHOLE = {"dim_date"}
HARD_CODED = re.compile(r"\b(?:from|join)\s+(?!\{)[\"`]?[a-z_]+[\"`]?\.[\"`]?[a-z_]+", re.IGNORECASE)
COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}|/\*.*?\*/", re.DOTALL)

Rule = Callable[[Project], Iterator[Finding]]


def named_after_their_layer(project: Project) -> Iterator[Finding]:
    for model in project.models:
        prefixes = PREFIXES.get(layer(model))
        if prefixes is None:
            yield Finding("naming", model["name"], f"lies in models/{layer(model)}, which is no layer")
        elif not model["name"].startswith(prefixes):
            yield Finding("naming", model["name"], f"in {layer(model)} names begin with {' or '.join(prefixes)}")


def nothing_reads_backwards(project: Project) -> Iterator[Finding]:
    """staging < intermediate < marts < reporting; sources only by staging, and reporting by nothing but marts."""
    for model in project.models:
        own = layer(model)
        for parent in project.parents(model):
            kind = layer(parent)
            if kind == "source" and own != "staging":
                yield Finding("direct-source", model["name"], f"reads the source {parent['name']}: staging does that")
            elif kind == "staging" and own == "staging":
                yield Finding("staging-on-staging", model["name"], f"reads {parent['name']}")
            elif own == "reporting" and kind in ("staging", "intermediate", "reporting"):
                yield Finding("backwards", model["name"], f"reads {parent['name']}: reporting reads marts")
            elif kind in LAYERS and own in LAYERS and LAYERS.index(kind) > LAYERS.index(own):
                yield Finding("backwards", model["name"], f"reads {parent['name']} of {kind}")


def one_staging_model_a_source(project: Project) -> Iterator[Finding]:
    for source in project.sources:
        readers = project.children.get(source["unique_id"], [])
        if not readers:
            yield Finding("unused-source", source["name"], "no model reads it")
        if len(readers) > 1:
            names = ", ".join(sorted(reader["name"] for reader in readers))
            yield Finding("source-fanout", source["name"], f"is read by {names}: one staging model does")
    for model in project.models:
        if layer(model) == "staging":
            read = [parent for parent in project.parents(model) if parent["resource_type"] == "source"]
            if len(read) > 1:
                yield Finding("multiple-sources", model["name"], "reads several sources: joins begin in intermediate")


def no_roots(project: Project) -> Iterator[Finding]:
    for model in project.models:
        if not model["depends_on"]["nodes"]:
            yield Finding("root-model", model["name"], "reads nothing: it is no part of the graph")


def little_fan_out(project: Project) -> Iterator[Finding]:
    """A model before the star that many ends hang on; marts are there to be hung on."""
    for model in project.models:
        if layer(model) in ("staging", "intermediate"):
            leaves = [
                child for child in project.children.get(model["unique_id"], []) if not _has_children(project, child)
            ]
            if len(leaves) > MOST_LEAVES:
                yield Finding("fan-out", model["name"], f"{len(leaves)} ends are built from it directly")


def _has_children(project: Project, node: Node) -> bool:
    return bool(project.children.get(node["unique_id"]))


def no_hard_coded_tables(project: Project) -> Iterator[Finding]:
    for model in project.models:
        for found in HARD_CODED.findall(COMMENT.sub("", model["raw_code"])):
            yield Finding("hard-coded-reference", model["name"], f"{found!r}: say ref() or source()")


def few_joins(project: Project) -> Iterator[Finding]:
    for model in project.models:
        joins = len(re.findall(r"\bjoin\b", COMMENT.sub("", model["raw_code"]), re.IGNORECASE))
        most = MOST_JOINS_SHOWN if layer(model) == "reporting" else MOST_JOINS
        if joins > most and model["name"] not in WIDE:
            yield Finding("joins", model["name"], f"has {joins} joins, {most} are the most")


def few_chained_views(project: Project) -> Iterator[Finding]:
    def depth(node: Node) -> int:
        if node["resource_type"] != "model" or node["config"]["materialized"] not in ("view", "ephemeral"):
            return 0
        return 1 + max((depth(parent) for parent in project.parents(node)), default=0)

    for model in project.models:
        if (views := depth(model)) > MOST_CHAINED_VIEWS:
            yield Finding("chained-views", model["name"], f"stands on {views} views: make one of them a table")


def keys_are_tested(project: Project) -> Iterator[Finding]:
    """Every model of the star and every seed has a key that is unique and not null; every other key leads somewhere."""
    for node in [*project.models, *project.seeds]:
        tests = {(test.get("test_metadata") or {}).get("name") for test in project.tests_of.get(node["unique_id"], [])}
        own = project.column_tests(node, "unique") & project.column_tests(node, "not_null")
        if layer(node) in ("marts", "reporting") and not own and "unique_combination" not in tests:
            yield Finding("primary-key", node["name"], "no column is tested to be unique and not null")
        if layer(node) not in ("marts", "reporting"):
            continue
        related = project.column_tests(node, "relationships")
        for name in node["columns"]:
            if name.endswith("_key") and name not in own | related:
                yield Finding("foreign-key", f"{node['name']}.{name}", "no relationships test says where it leads")


def contracts_are_enforced(project: Project) -> Iterator[Finding]:
    for model in project.models:
        if layer(model) in ("marts", "reporting"):
            if not model["config"]["contract"]["enforced"]:
                yield Finding("contract", model["name"], "its contract is not enforced")
            if model["config"]["access"] != "public":
                yield Finding("access", model["name"], "is there for everybody, and not public")
            declared = [constraint["type"] for constraint in model["constraints"]] + [
                constraint["type"] for column in model["columns"].values() for constraint in column["constraints"]
            ]
            if "primary_key" not in declared:
                yield Finding("primary-key", model["name"], "declares no primary key")


def everything_is_described(project: Project) -> Iterator[Finding]:
    for node in [*project.models, *project.seeds, *project.sources]:
        if not node["description"].strip():
            yield Finding("undocumented", node["name"], "has no description")
        elif node["resource_type"] == "model" and not node["description"].startswith("One row per"):
            yield Finding("grain", node["name"], "its description does not begin with its grain (One row per …)")
        for column in node["columns"].values():
            if not column["description"].strip():
                yield Finding("undocumented", f"{node['name']}.{column['name']}", "has no description")
    for test in project.tests:
        if not (test.get("description") or "").strip():
            yield Finding("undocumented", test["name"], "the test does not say what to do when it fails")


def everything_is_tested(project: Project) -> Iterator[Finding]:
    for node in [*project.models, *project.seeds]:
        if not project.tests_of.get(node["unique_id"]) and node["name"] not in project.unit_tested:
            yield Finding("untested", node["name"], "no test reads it")
    for model in project.models:
        is_open = layer(model) in ("marts", "reporting")
        if is_open and model["name"] not in project.unit_tested | TESTED_WHOLE:
            yield Finding("unit-test", model["name"], "no unit test tells what it does with made-up rows")


def exposures_name_the_consumers(project: Project) -> Iterator[Finding]:
    exposed = {unique_id for exposure in project.exposures for unique_id in exposure["depends_on"]["nodes"]}
    for model in project.models:
        if layer(model) == "reporting" and model["unique_id"] not in exposed:
            yield Finding("exposure", model["name"], "no exposure says who reads it")
    for exposure in project.exposures:
        for parent in project.parents(exposure):
            if parent["resource_type"] != "model" or parent["config"]["access"] != "public":
                yield Finding("exposure", exposure["name"], f"stands on {parent['name']}, which is not public")


def columns_are_named_for_what_they_hold(project: Project) -> Iterator[Finding]:
    for model in project.models:
        if layer(model) not in ("marts", "reporting"):
            continue
        for column in model["columns"].values():
            name, kind = column["name"], column["data_type"]
            if (kind == "boolean") != name.startswith(("is_", "has_")):
                yield Finding(
                    "column-name", f"{model['name']}.{name}", f"{kind}: is_ and has_ are for booleans, all of them"
                )
            if (kind == "timestamp") != name.endswith("_at"):
                yield Finding("column-name", f"{model['name']}.{name}", f"{kind}: _at is for timestamps, all of them")
            if name.endswith("_on") and kind != "date":
                yield Finding("column-name", f"{model['name']}.{name}", f"{kind}: _on is for dates")


RULES: tuple[Rule, ...] = (
    named_after_their_layer,
    nothing_reads_backwards,
    one_staging_model_a_source,
    no_roots,
    little_fan_out,
    no_hard_coded_tables,
    few_joins,
    few_chained_views,
    keys_are_tested,
    contracts_are_enforced,
    everything_is_described,
    everything_is_tested,
    exposures_name_the_consumers,
    columns_are_named_for_what_they_hold,
)


def check(project: Project) -> list[Finding]:
    return sorted(finding for rule in RULES for finding in rule(project))

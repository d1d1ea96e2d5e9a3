"""Write docs/erd.md, docs/dictionary.md and docs/cues.md from dbt's manifest and the seeds: `python docs/pages.py`.

Nothing in these pages is written by hand: a test compares them with what the manifest says.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.lexicon import spelled_out

FOLDER = Path(__file__).resolve().parent
SEEDS = FOLDER.parent / "seeds"
MANIFEST = FOLDER.parent / "target" / "manifest.json"
Node = dict[str, Any]
MOST_TOLD, MOST_WORDS = 5, 5  # shown of a kind of cue
KINDS = {
    "fct_": ("Facts", "事实表"),
    "bridge_": ("Bridges", "桥表"),
    "dim_": ("Dimensions", "维度表"),
    "rpt_": ("Reporting", "报表"),
}


def models(manifest: dict[str, Any]) -> list[Node]:
    """The models of the star, facts first, each by name."""
    found = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] in ("marts", "reporting")
    ]
    return sorted(found, key=lambda node: ([*KINDS].index(prefix(node)), node["name"]))


def prefix(node: Node) -> str:
    return str(node["name"]).partition("_")[0] + "_"


def name_zh(thing: Node) -> str:
    return str(thing["config"]["meta"].get("name_zh", ""))


def primary_key(node: Node) -> list[str]:
    for constraint in node["constraints"]:
        if constraint["type"] == "primary_key":
            return list(constraint["columns"])
    return [name for name, column in node["columns"].items() if _constraint(column, "primary_key")]


def _constraint(column: Node, kind: str) -> Node | None:
    return next((found for found in column["constraints"] if found["type"] == kind), None)


def foreign_keys(node: Node) -> Iterator[tuple[str, str]]:
    """Column and the table it leads to."""
    for name, column in node["columns"].items():
        if key := _constraint(column, "foreign_key"):
            # ref('dim_unit') once parsed, "warehouse"."marts"."dim_unit" once compiled
            yield name, re.findall(r"\w+", key["to"])[-1]


def erd(manifest: dict[str, Any]) -> str:
    """Mermaid: a matrix of facts and dimensions, then a diagram for each fact and bridge."""
    star = [node for node in models(manifest) if node["fqn"][1] == "marts"]
    facts = [node for node in star if prefix(node) != "dim_"]
    dimensions = [node["name"] for node in star if prefix(node) == "dim_"]
    lines = [
        "# The star, drawn from its contracts",
        "",
        "`make docs` writes this page from the keys that the models declare; nothing here is drawn by hand.",
        "",
        "## Which fact has which dimension",
        "",
        "| | " + " | ".join(name.removeprefix("dim_") for name in dimensions) + " |",
        "| --- |" + " --- |" * len(dimensions),
    ]
    for node in facts:
        led_to = {table for _, table in foreign_keys(node)}
        marks = " | ".join("✓" if name in led_to else "" for name in dimensions)
        lines.append(f"| [`{node['name']}`](#{node['name']}) | {marks} |")
    for node in [*facts, *(found for found in star if prefix(found) == "dim_" and [*foreign_keys(found)])]:
        if [*foreign_keys(node)]:
            lines += [
                "",
                f"## {node['name']}",
                "",
                f"{name_zh(node)}. {node['description']}",
                "",
                "```mermaid",
                "erDiagram",
            ]
            lines += _diagram(node, {found["name"]: found for found in star})
            lines.append("```")
    return "\n".join(lines) + "\n"


def _diagram(node: Node, star: dict[str, Node]) -> list[str]:
    lines = [f"    {table} ||--o{{ {node['name']} : {column}" for column, table in foreign_keys(node)]
    own = set(primary_key(node))
    led = dict(foreign_keys(node))
    lines.append(f"    {node['name']} {{")
    for name, column in node["columns"].items():
        marks = ", ".join(mark for mark, is_so in (("PK", name in own), ("FK", name in led)) if is_so)
        if marks or not name.endswith(("_text", "_rule")):
            kind = column["data_type"].partition("(")[0]  # Mermaid knows no comma in a type
            lines.append(f"        {kind} {name} {marks}".rstrip())
    lines.append("    }")
    for table in dict.fromkeys(led.values()):
        if table != node["name"] and table in star:
            keys = primary_key(star[table])
            lines += [
                f"    {table} {{",
                *(f"        {star[table]['columns'][key]['data_type']} {key} PK" for key in keys),
                "    }",
            ]
    return lines


def dictionary(manifest: dict[str, Any]) -> str:
    """Every table and column, in Chinese and English."""
    found = models(manifest)
    lines = [
        "# Data dictionary · 数据字典",
        "",
        "`make docs` writes this page from the models' contracts. 本页由模型契约生成，请勿手工修改。",
        "",
        "| table | 表 | one row per |",
        "| --- | --- | --- |",
    ]
    lines += [f"| [`{node['name']}`](#{node['name']}) | {name_zh(node)} | {_grain(node)} |" for node in found]
    for kind, (english, chinese) in KINDS.items():
        lines += ["", f"## {english} · {chinese}"]
        for node in found:
            if prefix(node) == kind:
                lines += ["", f"### {node['name']}", "", f"**{name_zh(node)}** · `{node['schema']}.{node['name']}`", ""]
                lines += [node["description"], "", "| column | 列 | type | meaning |", "| --- | --- | --- | --- |"]
                lines += [_row(node, name, column) for name, column in node["columns"].items()]
    return "\n".join(lines) + "\n"


def _grain(node: Node) -> str:
    return str(node["description"]).removeprefix("One row per ").partition(". ")[0].rstrip(".")


def _row(node: Node, name: str, column: Node) -> str:
    led = dict(foreign_keys(node)).get(name)
    meaning = column["description"].replace("|", "\\|").replace("\n", " ")
    if led:
        meaning += f" → `{led}`"
    key = " (key)" if name in primary_key(node) else ""
    return f"| `{name}`{key} | {name_zh(column)} | {column['data_type']} | {meaning} |"


def cues(manifest: dict[str, Any]) -> str:
    """The kinds of words that the reader knows, by file, each with its first words."""
    lines = [
        "# Cue words",
        "",
        "`make docs` writes this page from `seeds/words/`. A new word is a new row there: `term` is the word, `cue` its kind,",
        "`value` what it tells. Where the cue is `list`, `value` is the list's name and, behind a colon, what the word tells in it.",
        "`比(上次/上轮)(/评估)` stands for four words: each choice of the first group with each of the second, which may be left out.",
    ]
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed" and "words" in node["fqn"]]
    for seed in sorted(seeds, key=lambda node: str(node["name"])):
        lines += ["", f"## {seed['name']}.csv", "", seed["description"], ""]
        lines += ["| cue | tells | such as |", "| --- | --- | --- |", *_kinds(str(seed["name"]))]
    return "\n".join(lines) + "\n"


def _kinds(name: str) -> Iterator[str]:
    """A line for each cue or list of a file of words."""
    with (SEEDS / "words" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    words: dict[str, list[str]] = {}
    told: dict[str, list[str]] = {}
    for row in rows:
        listed, _, tells = row["value"].partition(":")
        kind = f"list `{listed}`" if row["cue"] == "list" else f"`{row['cue']}`"
        words.setdefault(kind, []).extend(spelled_out(row["term"].strip()))
        told.setdefault(kind, []).append(tells if row["cue"] == "list" else row["value"])
    for kind, found in words.items():
        tells = [value for value in dict.fromkeys(told[kind]) if value]
        more = "…" if len(tells) > MOST_TOLD else ""
        yield f"| {kind} | {', '.join(tells[:MOST_TOLD])}{more} | {'、'.join(found[:MOST_WORDS])} |"


PAGES = {"erd.md": erd, "dictionary.md": dictionary, "cues.md": cues}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manifest", type=Path, default=MANIFEST, help="dbt's manifest.json, as `dbt parse` writes it")
    manifest = json.loads(parser.parse_args().manifest.read_text(encoding="utf-8"))
    for name, write in PAGES.items():
        (FOLDER / name).write_text(write(manifest), encoding="utf-8")


if __name__ == "__main__":
    main()

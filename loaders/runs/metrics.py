"""The last run as Prometheus text, for the textfile collector of node_exporter."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from loaders.files import write_whole
from loaders.home import Home
from loaders.warehouse import state

GOOD = ("published", "unchanged", "done")


def write(home: Home, path: Path) -> None:
    """Replace the file by the figures of the last run."""
    text = "".join(line + "\n" for line in _lines(state.runs(home)))
    write_whole(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def _lines(runs: list[state.Row]) -> Iterator[str]:
    runs = [run for run in runs if run["verb"] == "run" and run.get("ended_at")]
    if not runs:
        return
    last = runs[-1]
    yield from _gauge("last_run_timestamp_seconds", "When the last run ended", {"": _seconds(last["ended_at"])})
    yield from _gauge("last_run_success", "1 if the last run ended well", {"": int(last["outcome"] in GOOD)})
    good = [_seconds(run["ended_at"]) for run in runs if run["outcome"] in GOOD]
    yield from _gauge("last_success_timestamp_seconds", "When a run last ended well", {"": good[-1]} if good else {})
    yield from _gauge("step_seconds", "How long each step took", _labelled("step", last.get("step_seconds")))
    files = {kind: last.get(f"files_{kind}") for kind in ("new", "changed", "removed", "unchanged", "rejected")}
    yield from _gauge("files", "Files of the reports folder", _labelled("state", files))
    checks = {kind: last.get(f"checks_{kind}") for kind in ("passed", "failed", "warned")}
    yield from _gauge("checks", "Results of the checks", _labelled("outcome", checks))
    yield from _gauge("table_rows", "Rows of the build database", _labelled("table", last.get("table_rows")))


def _labelled(label: str, figures: dict[str, float | None] | None) -> dict[str, float]:
    found = (figures or {}).items()
    return {f"{{{label}={json.dumps(name, ensure_ascii=False)}}}": value for name, value in found if value is not None}


def _gauge(name: str, help_text: str, figures: dict[str, float]) -> Iterator[str]:
    if figures:
        yield f"# HELP keji_{name} {help_text}."
        yield f"# TYPE keji_{name} gauge"
        yield from (f"keji_{name}{labels} {value}" for labels, value in figures.items())


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()

"""dbt in a child process: its locks end with it, and a crash of it is no crash of ours.

The child runs one dbt command after another (the second starts in no time) and tells on a pipe, a JSON object a line,
which node is done and how. It inherits the lock of the run, so that no other run starts while it lives.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from loaders.errors import KejiError
from loaders.home import PROJECT, Home

logger = logging.getLogger(__name__)

BUILD = ["build", "--exclude-resource-type", "test", "unit_test"]
TEST = ["test", "--exclude-resource-type", "unit_test"]
CHECK_RESULTS = ["run", "--select", "fct_check_results+"]


@dataclass(frozen=True, slots=True)
class Node:
    """A finished node of dbt's graph."""

    name: str
    kind: str  # model, seed, test, …
    status: str  # success, pass, warn, fail, error, skipped
    severity: str  # error, warn
    failures: int
    seconds: float
    message: str

    @property
    def is_bad(self) -> bool:
        return self.status in ("error", "fail", "runtime error")


Advance = Callable[[int, int], None]  # how many nodes are done, of how many


def run(home: Home, commands: list[list[str]], lock: int | None, advance: Advance) -> list[Node]:
    """Run dbt commands in one child process, until one fails. Raises KejiError where dbt itself cannot go on."""
    read_end, write_end = os.pipe()
    home.logs.mkdir(parents=True, exist_ok=True)
    with (home.logs / "dbt.out").open("ab") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", "loaders.dbt", str(write_end), json.dumps(commands)],
            cwd=PROJECT,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=[write_end] if lock is None else [write_end, lock],
        )
    os.close(write_end)
    try:
        nodes = _follow(read_end, advance)
    except BaseException:
        child.kill()
        child.wait()
        raise
    status = child.wait()
    if status not in (0, 1):
        raise KejiError(f"dbt ended with status {status}; see {home.logs / 'dbt.out'}")
    return nodes


def _follow(read_end: int, advance: Advance) -> list[Node]:
    """Read what the child tells until it ends."""
    nodes = []
    with os.fdopen(read_end, encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            if "error" in told:
                raise KejiError(f"dbt: {told['error']}")
            if "done" in told:
                advance(told["done"], told["total"])
            else:
                nodes.append(Node(**told))
    return nodes


def _environment(home: Home) -> dict[str, str]:
    return {
        **os.environ,
        "KEJI_HOME": str(home.path),
        "DBT_PROJECT_DIR": str(PROJECT),
        "DBT_PROFILES_DIR": str(PROJECT),
        "DBT_TARGET_PATH": str(home.build / "target"),
        "DBT_LOG_PATH": str(home.logs),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_QUIET": "true",
        "DBT_USE_COLORS": "false",
    }


class _Child:
    """The other end of the pipe."""

    def __init__(self, write_end: int) -> None:
        self.lines = os.fdopen(write_end, "w", encoding="utf-8", buffering=1)

    def tell(self, told: dict[str, Any]) -> None:
        self.lines.write(json.dumps(told, ensure_ascii=False) + "\n")

    def on_event(self, event: Any) -> None:
        """Called by dbt for each of its events; those of a finished node carry how many are done."""
        if event.info.name in ("LogModelResult", "LogTestResult", "LogSeedResult", "LogSnapshotResult"):
            total = "num_models" if event.info.name == "LogTestResult" else "total"
            self.tell({"done": event.data.index, "total": getattr(event.data, total)})

    def invoke(self, commands: list[list[str]]) -> int:
        from dbt.cli.main import dbtRunner  # takes a second that the parent has not to spend  # noqa: PLC0415

        runner = dbtRunner(callbacks=[self.on_event])
        for command in commands:
            outcome = runner.invoke(command)
            for result in getattr(outcome.result, "results", None) or []:
                self.tell(_describe(result))
            if outcome.exception:
                self.tell({"error": str(outcome.exception)})
            if not outcome.success:
                return 1
        return 0


def _describe(result: Any) -> dict[str, Any]:
    return {
        "name": result.node.name,
        "kind": str(result.node.resource_type),
        "status": str(result.status),
        "severity": str(getattr(result.node.config, "severity", "error")).lower(),
        "failures": result.failures or 0,
        "seconds": result.execution_time,
        "message": (result.message or "").strip(),
    }


def bad_nodes(nodes: list[Node]) -> Iterator[str]:
    """A line for each node that failed."""
    for node in nodes:
        if node.is_bad:
            yield f"{node.name}: {' '.join(node.message.split()) or node.status}"


if __name__ == "__main__":
    sys.exit(_Child(int(sys.argv[1])).invoke(json.loads(sys.argv[2])))

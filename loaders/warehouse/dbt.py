"""dbt in a child process: its locks end with it, and a crash of it is no crash of ours.

One child runs all commands of a run, for the first costs seconds and the others do not. It reads them from its standard
input and tells on a pipe, a JSON object a line, which node is done and how; between two commands it has the database
closed. It inherits the lock of the run, so that no other run starts while it lives.

To parse the project takes dbt a third of a first build. What it has parsed, for a home or when keji was installed, is kept
beside the project and lent to the next home, so a home is told to dbt as ``.``: dbt parses anew where the path of the database
has changed.
"""

import gc
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from loaders.errors import KejiError
from loaders.files import PRIVATE, PRIVATE_FOLDER
from loaders.home import PROJECT, Home

logger = logging.getLogger(__name__)

BUILD = ["build", "--exclude-resource-type", "test", "unit_test"]
BUILD_AGAIN = [*BUILD, "seed"]  # by the project that has built it before: its seeds are loaded
COMPILE_TESTS = ["compile", "--no-write-json", "--no-populate-cache", "--select", "resource_type:test"]
TEST = ["test", "--exclude-resource-type", "unit_test"]
PARSED = "partial_parse.msgpack"
CHECK_RESULTS = ["run", "--no-write-json", "--select", "fct_check_results+"]


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
    description: str = ""
    sql: str = ""  # of a test: the query that gives the rows at fault
    table: str = ""  # of a generic test: what it is about
    column: str = ""

    @property
    def is_bad(self) -> bool:
        return self.status in ("error", "fail", "runtime error")


Advance = Callable[[int, int], None]  # how many nodes are done, of how many


class Session:
    """A child that runs dbt commands, started by the first of them or by ``start``."""

    def __init__(self, home: Home, lock: int | None = None) -> None:
        self.home = home
        self.lock = lock
        self.child: subprocess.Popen[str] | None = None

    def start(self) -> subprocess.Popen[str]:
        """Let the child get ready while there is other work to do."""
        if self.child is None:
            read_end, write_end = os.pipe()
            self.home.logs.mkdir(parents=True, exist_ok=True)
            lend_parsed(self.home.build / "target")
            with self._output.open("ab") as output:
                self._output.chmod(PRIVATE)
                self.child = subprocess.Popen(
                    [sys.executable, "-m", "loaders.warehouse.dbt", str(write_end), str(self.home.path)],
                    cwd=PROJECT,
                    env=_environment(self.home),
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=output,
                    text=True,
                    umask=0o777 & ~PRIVATE_FOLDER,  # dbt writes logs too
                    pass_fds=[write_end] if self.lock is None else [write_end, self.lock],
                )
            os.close(write_end)
            self.told = os.fdopen(read_end, encoding="utf-8")
        return self.child

    def run(self, command: list[str], advance: Advance = lambda done, total: None) -> list[Node]:
        """The nodes that a command ran. Raises KejiError where dbt itself cannot go on."""
        child = self.start()
        # If the child is gone, there is nothing to read either.
        with suppress(BrokenPipeError):
            print(json.dumps(command), file=child.stdin, flush=True)
        nodes = []
        for line in self.told:
            told = json.loads(line)
            if "name" in told:
                nodes.append(Node(**told))
            elif "error" in told:
                raise KejiError(f"dbt: {told['error']}")
            elif "end" in told:
                keep_parsed(self.home.build / "target")
                return nodes
            else:
                advance(told["done"], told["total"])
        raise KejiError(f"dbt ended with status {child.wait()}; see {self._output}")

    def close(self) -> None:
        """End the child, in the midst of a command if need be."""
        if self.child is not None:
            self.child.kill()
            self.child.communicate()
            self.told.close()
            self.child = None

    @property
    def _output(self) -> Path:
        return self.home.logs / "dbt.out"


def _environment(home: Home) -> dict[str, str]:
    return {
        **os.environ,
        "KEJI_HOME": ".",  # where the child is
        "DBT_PROJECT_DIR": str(PROJECT),
        "DBT_PROFILES_DIR": str(PROJECT),
        "DBT_TARGET_PATH": str(home.build / "target"),
        "DBT_LOG_PATH": str(home.logs),
        "DBT_LOG_LEVEL_FILE": "warn",  # what else it writes is every query, and took a tenth of its time
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_QUIET": "true",
        "DBT_USE_COLORS": "false",
    }


def parse_ahead() -> None:
    """Let dbt parse the project for homes to come. Raises KejiError where it cannot."""
    with TemporaryDirectory() as folder, closing(Session(Home(Path(folder)))) as session:
        session.run(["parse"])


def lend_parsed(target: Path) -> None:
    """Put what was parsed for another home where dbt looks for it; it parses again what has changed since."""
    with suppress(OSError):  # it only saves time
        if _lent().is_file() and not (target / PARSED).exists():
            target.mkdir(parents=True, exist_ok=True)
            _copy(_lent(), target / PARSED)


def keep_parsed(target: Path) -> None:
    """Keep what dbt has parsed, for the next home, where the project's folder may be written to."""
    parsed, lent = target / PARSED, _lent()
    with suppress(OSError):
        if not lent.is_file() or lent.stat().st_mtime < parsed.stat().st_mtime:
            lent.parent.mkdir(parents=True, exist_ok=True)
            _copy(parsed, lent, 0o644)  # it says nothing of reports; whoever runs keji here may read it


def _copy(file: Path, to: Path, mode: int = PRIVATE) -> None:
    """Copy a file with its time; nobody meets half of it."""
    draft = to.with_suffix(f".{os.getpid()}")
    shutil.copyfile(file, draft)
    shutil.copystat(file, draft)
    draft.chmod(mode)
    draft.replace(to)


def _lent() -> Path:
    return PROJECT / "target" / "keji" / PARSED


def collect_seldom() -> None:
    """Let Python look less often for circles of objects: dbt and Great Expectations make objects by the hundred thousand and
    keep them, and to look through them again and again took a tenth of their time."""
    gc.set_threshold(100_000, 20, 20)


def _listen_to_news_only() -> None:
    """Let dbt put no event together that is for debugging: none is kept, and they took a tenth of its time."""
    from dbt_common.events.base_types import EventLevel  # noqa: PLC0415
    from dbt_common.events.event_manager import EventManager  # noqa: PLC0415
    from dbt_common.events.event_manager_client import ctx_set_event_manager  # noqa: PLC0415

    class News(EventManager):
        def fire_event(self, e: Any, level: Any = None, *args: Any, **kwargs: Any) -> None:
            if (level or e.level_tag()) is not EventLevel.DEBUG:
                super().fire_event(e, level, *args, **kwargs)

    ctx_set_event_manager(News())


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

    def serve(self, commands: Iterable[str]) -> None:
        """Run commands until there are no more."""
        collect_seldom()
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415
        from dbt.cli.main import dbtRunner  # takes a second that the parent has not to spend  # noqa: PLC0415

        _listen_to_news_only()
        gc.freeze()
        runner = dbtRunner(callbacks=[self.on_event])
        for command in commands:
            outcome = runner.invoke(json.loads(command))
            for result in getattr(outcome.result, "results", None) or []:
                self.tell(_describe(result))
            if outcome.exception:
                self.tell({"error": str(outcome.exception)})
            del outcome
            DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
            gc.collect()  # what is closed keeps the file's lock until it is collected
            self.tell({"end": True})


def _describe(result: Any) -> dict[str, Any]:
    test = _describe_test(result) if str(result.status) in ("fail", "error") else {}
    return {
        **test,
        "name": result.node.name,
        "kind": str(result.node.resource_type),
        "status": str(result.status),
        "severity": str(getattr(result.node.config, "severity", "error")).lower(),
        "failures": result.failures or 0,
        "seconds": result.execution_time,
        "message": (result.message or "").strip(),
    }


def _describe_test(result: Any) -> dict[str, Any]:
    """What is needed to find the rows at fault."""
    about = str(getattr(result.node, "attached_node", None) or "").rpartition(".")[2]
    compiled = getattr(result.node, "compiled_code", None) or ""
    named = [line for line in compiled.split() if line.endswith(f'."{about}"')] if about else []
    return {
        "description": getattr(result.node, "description", "") or "",
        "sql": compiled,
        "table": named[0] if named else "",
        "column": getattr(result.node, "column_name", None) or "",
    }


def bad_nodes(nodes: list[Node]) -> Iterator[str]:
    """A line for each node that failed."""
    for node in nodes:
        if node.is_bad:
            yield f"{node.name}: {' '.join(node.message.split()) or node.status}"


if __name__ == "__main__":
    os.chdir(sys.argv[2])
    _Child(int(sys.argv[1])).serve(sys.stdin)

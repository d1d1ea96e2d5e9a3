"""The record of a run: begun, timed step by step, ended in every case."""

import logging
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from secrets import token_hex
from typing import Any

import duckdb
import pyarrow as pa

from loaders.errors import KejiError, Stopped
from loaders.home import PROJECT, Home
from loaders.runs import release
from loaders.warehouse import raw, state

logger = logging.getLogger(__name__)


class Record:
    """One row of ``meta.runs``, while it is being made."""

    def __init__(self, home: Home, verb: str, trigger: str) -> None:
        started = datetime.now(UTC)
        self.home = home
        self.row: state.Row = {
            "run_id": f"{started:%Y%m%dT%H%M%SZ}-{token_hex(4)}",
            "trigger": trigger,
            "verb": verb,
            "started_at": str(started.replace(tzinfo=None)),
            "outcome": "running",
            "keji_version": version("keji"),
            "parser_version": raw.PARSER_VERSION,
            "dbt_version": version("dbt-core"),
            "duckdb_version": version("duckdb"),
            "git_commit": _git_commit(),
            "step_seconds": {},
        }

    @property
    def run_id(self) -> str:
        return str(self.row["run_id"])

    def note(self, **facts: Any) -> None:
        self.row |= facts

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, which may come more than once; its failure is logged where it happens, not here."""
        begun = time.monotonic()
        logger.info("%s begins", name)
        try:
            yield
        finally:
            seconds = round(time.monotonic() - begun, 3)
            self.row["step_seconds"][name] = round(self.row["step_seconds"].get(name, 0) + seconds, 3)
            logger.info("%s took %.1f s", name, seconds)

    def save(self, outcome: str, message: str = "") -> None:
        ended = None if outcome == "running" else str(datetime.now(UTC).replace(tzinfo=None))
        self.note(outcome=outcome, message=message, ended_at=ended)
        state.record_run(self.home, self.row)


@contextmanager
def recorded(home: Home, verb: str, trigger: str) -> Iterator[Record]:
    """Record a run from its beginning to its end, whatever that is. Raises KejiError for what disks and data do."""
    record = Record(home, verb, trigger)
    try:
        _close_crashed(home)
        record.save("running")
        yield record
    except (KejiError, Stopped) as error:
        _save_failure(record, error.outcome, str(error))
        raise
    except (OSError, duckdb.Error, pa.ArrowException) as error:
        _save_failure(record, KejiError.outcome, str(error))
        raise KejiError(f"{verb} failed: {error}") from error
    except BaseException as error:
        _save_failure(record, KejiError.outcome, f"{type(error).__name__}: {error}")
        raise
    record.save(record.row["outcome"] if record.row["outcome"] != "running" else "done")


def _save_failure(record: Record, outcome: str, message: str) -> None:
    """The record may be what cannot be written: then the first error is the one to show."""
    try:
        record.save(outcome, message)
    except OSError as error:
        logger.error("the run could not be recorded: %s", error)


def _close_crashed(home: Home) -> None:
    """Runs without an end were killed: we hold the lock, so none of them is still at work."""
    published = {whole.manifest.get("run_id"): whole.release_id for whole in release.releases(home)}
    for row in state.runs(home):
        if row["outcome"] == "running":
            release_id = published.get(row["run_id"])
            outcome = "published" if release_id else "crashed"
            state.record_run(home, {**row, "outcome": outcome, "release_id": release_id})


def _git_commit() -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(PROJECT), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None


def default_trigger() -> str:
    """Who started us: what KEJI_TRIGGER says, else systemd by its mark, else a person."""
    return os.environ.get("KEJI_TRIGGER") or ("systemd" if "INVOCATION_ID" in os.environ else "manual")

"""What a person sees: bars on a terminal, plain lines elsewhere, tables of results."""

import csv
import json
import logging
import logging.handlers
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from loaders.home import Home
from loaders.pipeline import Display, NoDisplay

MOST_ROWS = 100  # of a table on the screen
LOG_BYTES, LOG_FILES = 10_000_000, 5


class Bars:
    """A bar per step; without an end in sight until the step says how much there is to do."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def begin(self, step: str) -> None:
        self.tasks[step] = self.progress.add_task(step, total=None)

    def advance(self, step: str, done: int, total: int) -> None:
        self.progress.update(self.tasks[step], completed=done, total=total)

    def end(self, step: str) -> None:
        task = self.tasks[step]
        self.progress.update(
            task, completed=self.progress.tasks[task].total or 1, total=self.progress.tasks[task].total or 1
        )


@contextmanager
def display(quiet: bool) -> Iterator[Display]:
    """Bars on a terminal; elsewhere the log's lines say the same."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield NoDisplay()
        return
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        yield Bars(progress)


class JsonLines(logging.Formatter):
    """One JSON object per event."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def start_logging(home: Home, quiet: bool) -> None:
    """Log to ``logs/keji.log`` and ``logs/keji.jsonl`` of the home, and as plain lines where there is no terminal."""
    human = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.ERROR if quiet else logging.WARNING if sys.stderr.isatty() else logging.INFO)
    screen.setFormatter(logging.Formatter("%(message)s"))
    handlers: list[logging.Handler] = [screen]
    try:
        home.logs.mkdir(parents=True, exist_ok=True)
        for name, formatter in (("keji.log", human), ("keji.jsonl", JsonLines())):
            handler = logging.handlers.RotatingFileHandler(
                home.logs / name, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
            )
            handler.setFormatter(formatter)
            handlers.append(handler)
    except OSError as error:
        print(f"no log can be written: {error}", file=sys.stderr)  # noqa: T201
    ours = logging.getLogger("loaders")
    ours.setLevel(logging.INFO)
    ours.handlers = handlers
    ours.propagate = False


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table on the screen; numbers to the right."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table(title=title or None, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.show_header = any(columns)
    for index, column in enumerate(columns):
        is_number = all(isinstance(row[index], int | float | Decimal | None) for row in rows)
        table.add_column(column, justify="right" if is_number and rows else "left", overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table, markup=False)
    if len(rows) > MOST_ROWS:
        console.print(f"… and {len(rows) - MOST_ROWS} more rows; --csv and --json give them all", markup=False)


def fail(message: str) -> None:
    """An error, for the person and the log."""
    logging.getLogger("loaders").error("%s", message)


def print_json(content: Any) -> None:
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(map(guard, columns))
    writer.writerows([guard(value) for value in row] for row in rows)


def guard(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left alone."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)

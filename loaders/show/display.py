"""What a person sees: bars on a terminal, plain lines elsewhere, tables of results."""

import csv
import io
import json
import logging
import logging.handlers
import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from loaders.files import PRIVATE, PRIVATE_FOLDER
from loaders.home import Home
from loaders.runs.pipeline import Display, NoDisplay
from loaders.show.plain import UNSAFE, number, safe, show

MOST_ROWS = 100  # of a table on the screen, unless more are asked for
WIDTH = 160  # where there is no terminal to measure
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
        return _dump(event)


class Lines(logging.Formatter):
    """Lines that are safe to show on a terminal; with the traceback of an unexpected error where ``traces``."""

    def __init__(self, style: str, traces: bool) -> None:
        super().__init__(style)
        self.traces = traces

    def format(self, record: logging.LogRecord) -> str:
        return safe(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name is that of the standard library
        return super().formatException(ei) if self.traces else ""


class LogFile(logging.handlers.RotatingFileHandler):
    """A log that its owner writes, its group reads and nobody else."""

    def __init__(self, path: Path, formatter: logging.Formatter) -> None:
        super().__init__(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", errors="backslashreplace")
        self.setFormatter(formatter)

    def _open(self) -> Any:
        stream = super()._open()
        Path(self.baseFilename).chmod(PRIVATE)
        return stream


def start_logging(home: Home, quiet: bool, to_files: bool = True) -> None:
    """Log to ``logs/keji.log`` and ``logs/keji.jsonl`` of the home, and as plain lines where there is no terminal.

    A command that only reads makes no folder: it logs to files where there are logs already.
    """
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.ERROR if quiet else logging.WARNING if sys.stderr.isatty() else logging.INFO)
    screen.setFormatter(Lines("%(message)s", traces=False))
    handlers: list[logging.Handler] = [screen]
    try:
        if to_files:
            home.logs.mkdir(parents=True, exist_ok=True)
            home.logs.chmod(PRIVATE_FOLDER)
        if home.logs.is_dir():
            lines = Lines("%(asctime)s %(levelname)s %(message)s", traces=True)
            handlers += [LogFile(home.logs / "keji.log", lines), LogFile(home.logs / "keji.jsonl", JsonLines())]
    except OSError as error:
        if to_files:
            print(safe(f"no log can be written: {error}"), file=sys.stderr)  # noqa: T201
    ours = logging.getLogger("loaders")
    for handler in ours.handlers:
        handler.close()
    ours.setLevel(logging.INFO)
    ours.handlers = handlers
    ours.propagate = False


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table on the screen; numbers to the right."""
    console = _console()
    if title:
        console.print(safe(title), style="bold")
    console.print(_table(columns, rows[:MOST_ROWS]))
    if len(rows) > MOST_ROWS:
        console.print(f"and {len(rows) - MOST_ROWS} more rows; --csv and --json print all")


def show_answer(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], vertical: bool | None = None, hidden: Sequence[str] = ()
) -> None:
    """The answer to a query: as a table where that fits the screen, else a line per column; as asked for otherwise."""
    console = _console()
    kept = [index for index, column in enumerate(columns) if column not in hidden]
    columns, rows = [columns[index] for index in kept], [[row[index] for index in kept] for row in rows]
    table = _table(columns, rows)
    if vertical is None:
        vertical = (
            bool(rows) and console.measure(table, options=console.options.update(width=10_000)).maximum > console.width
        )
    if vertical:
        _show_vertically(console, columns, rows)
    else:
        console.print(table)
    if hidden:
        console.print(f"omitted: {', '.join(map(safe, hidden))} (--keys shows them)")


def _console() -> Console:
    """A console that takes text as it is: ``[a]`` is no style there, ``:100:`` no picture."""
    width = None if sys.stdout.isatty() else WIDTH
    return Console(width=width, markup=False, emoji=False, highlight=False)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.show_header = any(columns)
    for index, column in enumerate(columns):
        is_number = rows and all(isinstance(row[index], int | float | Decimal | None) for row in rows)
        table.add_column(safe(column), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(show, row))
    return table


def _show_vertically(console: Console, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Each row as a block, a column a line; what is longer than the screen goes on below itself."""
    for position, row in enumerate(rows, start=1):
        block = Table.grid("", "", padding=(0, 2))
        block.columns[0].no_wrap = True
        block.columns[1].overflow = "fold"
        for column, value in zip(columns, row, strict=True):
            block.add_row(safe(column), show(value))
        console.rule(f"row {position}", align="left", characters="─")
        console.print(block)


def fail(message: str) -> None:
    """An error, for the person and the log."""
    logging.getLogger("loaders").error("%s", message)


def fail_unexpectedly(error: Exception) -> None:
    """An error that nobody foresaw: a line for the person, the traceback for the log."""
    logging.getLogger("loaders").error("unexpected error: %r; logs/keji.log has more", error, exc_info=error)


def print_json(content: Any) -> None:
    sys.stdout.write(_dump(_finite(content), indent=2) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], excel: bool = False) -> None:
    """CSV; ``excel`` puts the mark in front by which Excel knows UTF-8. A terminal is shown no control characters."""
    if excel:
        sys.stdout.write("\ufeff")
    end = "\r\n" if excel else "\n"
    cell = _shown_cell if sys.stdout.isatty() else _cell
    for line in _csv_lines([columns, *rows], cell):
        sys.stdout.write(line + end)


def _csv_lines(rows: Iterable[Sequence[Any]], cell: Callable[[Any], Any]) -> Iterator[str]:
    """Lines without their ends; the writer's own is CRLF, so that it quotes what has either character in it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(map(cell, row))
        yield buffer.getvalue().removesuffix("\r\n")
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Any) -> Any:
    return number(value) if isinstance(value, Decimal) else guard(value)


def _shown_cell(value: Any) -> Any:
    return safe(_cell(value)) if isinstance(value, str) else _cell(value)


def guard(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left alone."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _dump(content: Any, indent: int | None = None) -> str:
    """JSON in which what a terminal would obey is escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, default=_plain, allow_nan=False)
    return UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _finite(value: Any) -> Any:
    """The value with null for what JSON has no number for."""
    if isinstance(value, dict):
        return {_plain_key(key): _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None
    return value


def _plain_key(key: Any) -> str:
    return key if isinstance(key, str) else str(_plain(key))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)

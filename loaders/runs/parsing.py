"""Files -> rows, one file after another in each of several processes; whatever goes wrong with a file stays with it.

A file's rows are verified before they leave its process. A process that dies (no memory, a crash in a library) takes
its files with it: they are tried again one by one, each in a process of its own, and the one that kills it is rejected.
"""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders.home import PROJECT
from loaders.read import Document, File, NotAReport, Reject, read_document
from loaders.warehouse import raw, verify
from loaders.warehouse.ledger import count_numerals

Rows = dict[str, list[dict[str, Any]]]
Parse = Callable[[Document], Rows]

CHUNK = 16  # files that a process gets at a time
WORTH_PROCESSES = 1_000_000  # bytes; less is parsed sooner than processes have started
# A numeral takes some 3 kB while it is read, and the longest reports have 2,000 of them.
MOST_NUMERALS = int(os.environ.get("KEJI_MOST_NUMERALS", "200000"))
MOST_SECONDS = float(os.environ.get("KEJI_MOST_SECONDS", "120"))  # of processor time for one file
MOST_FAULTS = 3  # told of one document


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a file: its rows as Arrow tables by name, or why there are none."""

    file: File
    tables: dict[str, pa.Table]
    reject: Reject | None = None


def load_parser(reports: Path) -> Callable[[File], Parsed]:
    """What turns a file of a reports folder into its rows."""
    from loaders.lexicon import load_lexicon  # not needed where nothing has changed  # noqa: PLC0415
    from loaders.parse import parse  # noqa: PLC0415

    lexicon = load_lexicon(PROJECT / "seeds")
    return partial(parse_file, reports=reports, parse=lambda document: parse(document, lexicon))


Loader = Callable[[Path], Callable[[File], Parsed]]


class Parser:
    """Parses the files of one reports folder with as many processes as there are cores."""

    def __init__(self, reports: Path, processes: int = 0, load: Loader = load_parser) -> None:
        self.reports = reports
        self.load = load
        self.processes = processes or len(os.sched_getaffinity(0))

    def parse(self, files: Sequence[File]) -> Iterator[Parsed]:
        """What became of each file, in the order of the files."""
        size = sum(file.path.stat().st_size for file in files if file.path.exists())
        if self.processes == 1 or len(files) == 1 or size < WORTH_PROCESSES:
            work = self.load(self.reports)
            yield from map(work, files)
        else:
            chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
            yield from self._parse_in_processes(chunks)

    def _parse_in_processes(self, chunks: list[Sequence[File]]) -> Iterator[Parsed]:
        """Chunks in order, a few of them under way at a time, so that what is parsed does not pile up."""
        todo = iter(chunks)
        with self._start() as pool:
            under_way = [(chunk, _submit(pool, chunk)) for chunk in islice(todo, 2 * self.processes)]
            while under_way:
                try:
                    parsed = under_way[0][1].result()
                except BrokenProcessPool:
                    break
                yield from parsed
                del under_way[0]
                under_way += [(chunk, _submit(pool, chunk)) for chunk in islice(todo, 1)]
        if under_way:  # what was under way is lost with the pool: the culprit is among it
            for suspects, _ in under_way:
                yield from self._parse_alone(suspects)
            yield from self._parse_in_processes(list(todo))

    def _parse_alone(self, files: Sequence[File]) -> Iterator[Parsed]:
        for file in files:
            with self._start(1) as pool:
                try:
                    yield from _submit(pool, [file]).result()
                except BrokenProcessPool:
                    detail = "the process that parsed it died"
                    reject = Reject(file.file_name, file.document_id, "parser_error", detail, stage="parse")
                    yield Parsed(file, {}, reject)

    @contextmanager
    def _start(self, processes: int = 0) -> Iterator[ProcessPoolExecutor]:
        pool = ProcessPoolExecutor(
            processes or self.processes,
            mp_context=multiprocessing.get_context("spawn"),  # a fork would inherit the lock of the run
            initializer=_begin,
            initargs=(self.load, self.reports),
        )
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, files: Sequence[File]) -> "Future[list[Parsed]]":
    """A future of what becomes of some files; where the pool is broken already, one that says so."""
    try:
        return pool.submit(_work, files)
    except BrokenProcessPool as error:
        lost: Future[list[Parsed]] = Future()
        lost.set_exception(error)
        return lost


_parse_file: Callable[[File], Parsed]  # of a worker process


def _begin(load: Loader, reports: Path) -> None:
    """Get a worker ready; it ends with its parent, however that ends, and leaves signals to it."""
    global _parse_file  # noqa: PLW0603  # what a worker has to begin with
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _parse_file = load(reports)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(files: Sequence[File]) -> list[Parsed]:
    return [_parse_file(file) for file in files]


class Refused(Exception):
    """A file is not loaded: at which stage, for which of ``raw.REASONS``, in words, and which sentence is at fault."""

    def __init__(self, stage: str, reason: str, detail: str, sentence: str | None = None) -> None:
        super().__init__(detail)
        self.stage, self.reason, self.detail, self.sentence = stage, reason, detail, sentence


def parse_file(file: File, reports: Path, parse: Parse) -> Parsed:
    """Read, parse and verify one file; whatever fails becomes its reject."""
    try:
        document, numerals = _read(file, reports)
        rows = _parse(document, parse)
        _verify(rows, numerals)
        return Parsed(file, _as_tables(rows))
    except Refused as error:
        reject = Reject(file.file_name, file.document_id, error.reason, error.detail)
        return Parsed(file, {}, replace(reject, stage=error.stage, sentence=error.sentence))


def _read(file: File, reports: Path) -> tuple[Document, list[tuple[int, int]]]:
    """The document, and the numerals that its ledger must hold."""
    try:
        with _limited_time():
            document = read_document(file, reports)
    except NotAReport as error:
        raise Refused("read", error.reason, error.detail) from error
    except TimeoutError as error:
        detail = f"not read within {MOST_SECONDS:.0f} s of processor time (KEJI_MOST_SECONDS)"
        raise Refused("read", "too_large", detail) from error
    except Exception as error:  # whatever a library may do wrong, it does to this file
        raise Refused("read", "damaged", f"{type(error).__name__}: {error}"[:500]) from error
    numerals = count_numerals(document.text)
    if len(numerals) > MOST_NUMERALS:
        detail = f"{len(numerals)} numbers; at most {MOST_NUMERALS} are read of one file (KEJI_MOST_NUMERALS)"
        raise Refused("read", "too_large", detail)
    return document, numerals


def _parse(document: Document, parse: Parse) -> Rows:
    try:
        with _limited_time():
            return parse(document)
    except NotAReport as error:
        raise Refused("read", error.reason, error.detail) from error
    except TimeoutError as error:
        detail = f"not parsed within {MOST_SECONDS:.0f} s of processor time (KEJI_MOST_SECONDS)"
        raise Refused("parse", "too_large", detail) from error
    except Exception as error:  # whatever a parser may do wrong, it does to this file
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__} in {where.name} of {Path(where.filename).name}: {error}"[:500]
        raise Refused("parse", "parser_error", detail) from error


def _verify(rows: Rows, numerals: list[tuple[int, int]]) -> None:
    faults = list(verify.find_faults(rows, numerals))
    if faults:
        told = "; ".join(fault.detail for fault in faults[:MOST_FAULTS])
        more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        sentence = next(filter(None, (verify.sentence_at(rows, fault.at) for fault in faults)), None)
        raise Refused("verify", "verification", told + more, sentence)


def _as_tables(rows: Rows) -> dict[str, pa.Table]:
    try:
        return {name: pa.Table.from_pylist(more, raw.TABLES[name]) for name, more in rows.items()}
    except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
        raise Refused("verify", "verification", f"its rows do not fit their tables: {error}") from error


@contextmanager
def _limited_time() -> Iterator[None]:
    """Raise TimeoutError in what takes more than ``MOST_SECONDS`` of processor time; signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _give_up(*_: Any) -> None:
    raise TimeoutError

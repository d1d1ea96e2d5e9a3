"""What a run over many reports costs: seconds, processor time, memory, disk.

    python bench/scale.py [100 1000 4000] [--more 10] [--write] [--keep FOLDER]

The reports are made from the samples: one of them and the plain sentences of the others, twice, become one with the
place, the years and the figures of another; some 19 KB, some 200 numbers. The same number gives the same report every time. Each size is run in a home of its own, and then once more with a few
reports added. ``--write`` puts the table into ``docs/performance.md``.
"""

import argparse
import csv
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import page  # noqa: E402

HEADING = "## Many reports"
SIZES = [100, 1000, 4000]
PLAIN_ROUNDS = 2  # how often a report goes through the samples whose plain sentences it has
FIRST_YEAR, YEARS = 2016, 8
FIGURE = re.compile(r"(?<![\dA-Za-z.\-])\d+(?:\.\d+)?(?![\d.]*(?:年|月|日|-|〕|[A-Za-z]))")
YEAR = re.compile(r"20[12]\d(?=年|-)")
HEADED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


@dataclass(frozen=True, slots=True)
class Sample:
    """The paragraphs of a sample report, whose they are, and of which year."""

    place: str
    year: int
    paragraphs: tuple[str, ...]


@cache
def samples() -> list[Sample]:
    names = sorted((row["name_zh"] for row in _regions()), key=len, reverse=True)
    found = []
    for path in sorted((ROOT / "reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        place = next((name for name in names if name in text[:80]), "营口市")
        year = int(re.search(r"-(\d{4})", path.stem)[1])  # type: ignore[index]
        kept = (line for line in text.splitlines() if "。" in line or HEADED.match(line))
        found.append(Sample(place, year, tuple(kept)))
    return found


@cache
def places() -> list[str]:
    """Prefectures that there are today."""
    return [row["name_zh"] for row in _regions() if row["level"] == "prefecture" and not row["valid_to_year"]]


def _regions() -> list[dict[str, str]]:
    with (ROOT / "seeds" / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(number: int) -> tuple[str, str]:
    """The name and the text of a report: no other number has its place and year before all have been used."""
    place = places()[number % len(places())]
    year = FIRST_YEAR + number // len(places()) % YEARS
    chance = random.Random(number)  # noqa: S311
    first, *others = _rotated(samples(), number)
    parts = [first, *map(_plain, others * PLAIN_ROUNDS)]
    lines = [f"{place}科学技术局{year}年科技创新工作总结"]
    for part in parts:
        lines += _varied(part, place, year, chance)
    return f"{number:05d}-{place}-{year}.txt", "\n\n".join(lines) + "\n"


def _rotated(samples: list[Sample], steps: int) -> list[Sample]:
    middle = steps % len(samples)
    return samples[middle:] + samples[:middle]


def _plain(sample: Sample) -> Sample:
    """Its sentences that have no figure."""
    kept = (re.sub(r"[^。]*\d[^。]*。?", "", paragraph) for paragraph in sample.paragraphs)
    return replace(sample, paragraphs=tuple(paragraph for paragraph in kept if "。" in paragraph))


def _varied(sample: Sample, place: str, year: int, chance: random.Random) -> Iterator[str]:
    """The paragraphs of a sample, moved to a place and a year; a figure said twice stays one figure."""
    figures: dict[str, str] = {}

    def another(found: re.Match[str]) -> str:
        return figures.setdefault(found[0], re.sub(r"\d", lambda _: str(chance.randint(1, 9)), found[0]))

    for paragraph in sample.paragraphs:
        text = FIGURE.sub(another, paragraph)
        text = YEAR.sub(lambda said: str(int(said[0]) - sample.year + year), text)
        yield text.replace(sample.place, place).replace(sample.place[:-1], place[:-1])


def write_reports(folder: Path, numbers: range) -> int:
    """Reports into a folder; gives their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in map(report, numbers):
        (folder / name).write_text(text, encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run and the processes it starts."""

    seconds: float
    processor_seconds: float
    peak_bytes: int


def run(folder: Path, home: Path) -> Cost:
    """`keji run`; memory is what all its processes hold together, looked at ten times a second."""
    command = [sys.executable, "-m", "loaders.cli", "run", "--quiet", "--reports", str(folder), "--home", str(home)]
    before, begun, peak = os.times(), time.monotonic(), 0
    process = psutil.Popen(command, cwd=ROOT)
    while process.poll() is None:
        peak = max(peak, _resident(process))
        time.sleep(0.1)
    after = os.times()
    if process.returncode not in (0, 3):
        raise SystemExit(f"keji run ended with {process.returncode}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.monotonic() - begun, spent, peak)


def _resident(process: psutil.Process) -> int:
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.Error:
            continue
    return total


def measure(size: int, more: int, folder: Path) -> dict[str, str]:
    """One column of the table, by row."""
    reports, home = folder / f"reports-{size}", folder / f"home-{size}"
    text = write_reports(reports, range(size))
    whole = run(reports, home)
    released = sum(path.stat().st_size for path in (home / "current").resolve().rglob("*") if path.is_file())
    write_reports(reports, range(size, size + more))
    added = run(reports, home)
    return {
        "text, MB": f"{text / 1e6:.1f}",
        "seconds": f"{whole.seconds:.0f}",
        "processor seconds": f"{whole.processor_seconds:.0f}",
        "milliseconds a report": f"{whole.seconds / size * 1000:.0f}",
        "processor milliseconds a report": f"{whole.processor_seconds / size * 1000:.0f}",
        "peak memory, GB": f"{whole.peak_bytes / 1e9:.2f}",
        "release, MB": f"{released / 1e6:.0f}",
        "release : text": f"{released / text:.1f}",
        f"{more} more, seconds": f"{added.seconds:.0f}",
        f"{more} more, processor seconds": f"{added.processor_seconds:.0f}",
        f"{more} more : all, seconds": f"{added.seconds / whole.seconds:.2f}",
        f"{more} more : all, processor seconds": f"{added.processor_seconds / whole.processor_seconds:.2f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--more", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder to work in and leave behind")
    asked = parser.parse_args()
    columns = {}
    with tempfile.TemporaryDirectory() as passing:
        for size in asked.sizes:
            columns[size] = measure(size, asked.more, asked.keep or Path(passing))
            print(size, *(f"{name}: {value}" for name, value in columns[size].items()), sep="\n  ", flush=True)
    if asked.write:
        rows = [(name, *(column[name] for column in columns.values())) for name in columns[asked.sizes[0]]]
        said = f"`python bench/scale.py --write`: reports made from the samples, {os.cpu_count()} cores."
        page.write(HEADING, said, ("reports", *(f"{size:,}" for size in columns)), rows)


if __name__ == "__main__":
    main()

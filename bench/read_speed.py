"""How fast files become text, format by format, and what share of loading that is.

    python bench/read_speed.py [--rounds 5] [--write]

The files are those of ``tests/read``: the sample reports in six page frames, as DOCX and as PDF of three producers. The rates
are of one core: bytes of pages, documents, pages a second of processor time, the best of some rounds. ``--write`` puts them
into ``docs/performance.md``.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "read")]

from frames import FRAMES, page  # noqa: E402
from samples import SAMPLES, sample  # noqa: E402

from bench import page as performance  # noqa: E402
from bench.parse_speed import seconds  # noqa: E402
from loaders.home import Home  # noqa: E402
from loaders.lexicon import load_lexicon  # noqa: E402
from loaders.parse import parse  # noqa: E402
from loaders.read import extract, take_inventory  # noqa: E402
from loaders.runs.parsing import parse_file  # noqa: E402
from loaders.warehouse import store  # noqa: E402

FIXTURES = ROOT / "tests" / "read" / "fixtures"
Files = Sequence[tuple[str, bytes]]


def files() -> dict[str, Files]:
    """Format -> names and bytes."""
    pages = [(f"{path.stem}.html", page(frame, sample(path))) for path in SAMPLES for frame in FRAMES]
    words = [(path.name, path.read_bytes()) for path in sorted(FIXTURES.glob("*-*.docx"))]
    printed = [(path.name, path.read_bytes()) for path in sorted(FIXTURES.glob("*/*.pdf"))]
    return {"text": [(path.name, path.read_bytes()) for path in SAMPLES], "html": pages, "docx": words, "pdf": printed}


def share(found: Files, rounds: int) -> float:
    """How long reading takes, in per cent of loading: reading, parsing, verifying, storing."""
    lexicon = load_lexicon(ROOT / "seeds")
    reading = seconds(lambda: [extract(content, name) for name, content in found], rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        for number, (called, content) in enumerate(found):
            (folder / f"{number}-{called}").write_bytes(content)

        def load() -> None:
            home = Home(Path(tempfile.mkdtemp(dir=name)))
            outcomes = partial(map, lambda file: parse_file(file, folder, lambda document: parse(document, lexicon)))
            store.load(home, take_inventory(folder), outcomes, store.Stamp(lexicon.hash))

        return 100 * reading / seconds(load, 2)


def measure(rounds: int) -> list[tuple[str, str]]:
    """The lines of the table."""
    lines = []
    for kind, found in files().items():
        taken = seconds(lambda found=found: [extract(content, name) for name, content in found], rounds)  # type: ignore[misc]
        size = sum(len(content) for _, content in found)
        rates = [f"{size / taken / 1e6:.1f} MB/s", f"{len(found) / taken:,.0f} files a second"]
        if kind == "pdf":
            pages = sum(len(pypdfium2.PdfDocument(content)) for _, content in found)
            rates = [f"{pages / taken:,.0f} pages a second"]
        rates.append(f"{share(found, rounds):.0f} % of loading")
        lines.append((f"{kind}, {len(found)} files of {size / len(found) / 1000:.0f} kB", ", ".join(rates)))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    lines = measure(asked.rounds)
    for name, value in lines:
        print(f"  {name:32} {value}")
    if asked.write:
        said = f"`python bench/read_speed.py --write`: one process, best of {asked.rounds}."
        performance.write("## From files to text", said, ("", ""), lines)


if __name__ == "__main__":
    main()

"""How fast a report's text becomes readings, beside a bare scan for numbers with units of the same text in the same run.

    python bench/parse_speed.py [--rounds 3] [--megabytes 2] [--write]

The text is that of the real reports where they are at hand, else of the samples, over and over; each report is parsed as a
document of its own, lexicons loaded before. MB are UTF-8 bytes. The bare scan is one regular expression for a number, a
scale and a unit of ``seeds/units.csv``: what any reader of quantities has to do at least. Where jionlp can be imported
(``pip install jionlp`` into a folder on PYTHONPATH; it is no dependency), its extractors of money and time read the
sentences with numbers, once. ``--write`` puts the rates into ``docs/performance.md``, those of the compiled parser (``make
native``) below those of the interpreted one.
"""

import argparse
import csv
import hashlib
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import page  # noqa: E402
from loaders import native  # noqa: E402
from loaders.lexicon import load_lexicon  # noqa: E402
from loaders.parse import parse  # noqa: E402
from loaders.read import Document  # noqa: E402

HEADING = "## From text to readings, compiled" if native.is_used() else "## From text to readings"


def reports() -> tuple[str, list[Document]]:
    """What the texts are, and the texts."""
    real = ROOT.parent / "shared" / "real" / "reports"
    folder = real if real.is_dir() else ROOT / "reports"
    documents = []
    for path in sorted(folder.glob("*.txt")):
        content = path.read_bytes()
        identity, text = hashlib.sha256(content).hexdigest(), content.decode("utf-8-sig")
        documents.append(Document(identity, path.name, path.stem, "utf-8", len(content), text))
    return ("real reports" if real.is_dir() else "sample reports"), documents


def repeat(documents: list[Document], size: int) -> list[Document]:
    """The documents over and over, at least so many bytes."""
    times = -(-size // sum(document.byte_count for document in documents))
    return documents * times


def bare_scan() -> re.Pattern[str]:
    with (ROOT / "seeds" / "units.csv").open(encoding="utf-8", newline="") as file:
        units = sorted({row["unit"] for row in csv.DictReader(file)}, key=lambda unit: (-len(unit), unit))
    return re.compile(r"(\d+(?:[.,]\d+)*)\s*(万亿|[百千]?[万亿])?\s*(" + "|".join(map(re.escape, units)) + ")")


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor time, the best of some rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def with_jionlp(documents: Iterable[Document]) -> Callable[[], object] | None:
    """jionlp's reading of money and time in every sentence with a number; None where it is not installed."""
    try:
        import jionlp  # noqa: PLC0415
    except ImportError:
        return None
    sentences = [s for document in documents for s in re.split(r"[。\n]", document.text) if re.search(r"\d", s)]

    def work() -> None:
        for sentence in sentences:
            jionlp.ner.extract_money(sentence)
            jionlp.ner.extract_time(sentence)

    return work


def measure(rounds: int, megabytes: float) -> tuple[str, list[tuple[str, str]]]:
    """The text that was read, and the lines of the table."""
    name, documents = reports()
    lexicon = load_lexicon(ROOT / "seeds")
    texts = repeat(documents, int(megabytes * 1e6))
    size = sum(document.byte_count for document in texts) / 1e6
    pattern = bare_scan()
    counts = {"readings": 0}

    def read() -> None:
        counts["readings"] = sum(len(parse(document, lexicon)["readings"]) for document in texts)

    def scan() -> None:
        for document in texts:
            for _ in pattern.finditer(document.text):
                pass

    parsing, scanning = seconds(read, rounds), seconds(scan, rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        ("text to readings", f"{size / parsing:.2f} MB/s"),
        ("readings", f"{counts['readings'] / parsing:,.0f} a second"),
        ("bare scan for numbers with units", f"{size / scanning:.1f} MB/s"),
        ("time of reading : time of the bare scan", f"{parsing / scanning:.1f}"),
        ("largest resident set", f"{memory:.0f} MB"),
    ]
    if work := with_jionlp(documents):
        rate = sum(document.byte_count for document in documents) / 1e6 / seconds(work, 1)
        lines += [
            ("jionlp, money and time, sentences with numbers", f"{rate:.3f} MB/s"),
            ("time of jionlp : time of reading", f"{size / parsing / rate:.0f}"),
        ]
    else:
        lines.append(("jionlp, money and time", "not installed, not measured"))
    return f"{name}, {size:.1f} MB in {len(texts)} documents, one process, best of {rounds}", lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    said, lines = measure(asked.rounds, asked.megabytes)
    print(said)
    for name, value in lines:
        print(f"  {name:48} {value}")
    if asked.write:
        page.write(HEADING, f"`python bench/parse_speed.py --write`: {said}.", ("", ""), lines)


if __name__ == "__main__":
    main()

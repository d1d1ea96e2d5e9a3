"""Which of two checkouts reads faster: both parse the same reports in turn, each in a process of its own.

    python bench/side_by_side.py OTHER [--rounds 24]

OTHER is another checkout (``git worktree add OTHER COMMIT``). What slows a machine down for a while slows both, so that the
ratio of their processor times, the median over the rounds, says more than two rates measured apart. The texts are those
of ``parse_speed.py``, each once a round.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHILD = """
import hashlib, sys, time
from pathlib import Path
from loaders.lexicon import load_lexicon
from loaders.parse import parse
from loaders.read import Document
lexicon = load_lexicon(Path(sys.argv[1]) / "seeds")
documents = []
for path in sorted(Path(sys.argv[2]).glob("*.txt")):
    content = path.read_bytes()
    identity, text = hashlib.sha256(content).hexdigest(), content.decode("utf-8-sig")
    documents.append(Document(identity, path.name, path.stem, "utf-8", len(content), text))
for _ in sys.stdin:
    begun = time.process_time()
    for document in documents:
        parse(document, lexicon)
    print(time.process_time() - begun, flush=True)
"""


class Reader:
    """A process that reads the reports with the parser of a checkout, once for each line it gets."""

    def __init__(self, tree: Path, reports: Path) -> None:
        command = [sys.executable, "-c", CHILD, str(tree), str(reports)]
        pipe = subprocess.PIPE
        environment = {"PYTHONPATH": str(tree)}  # and nothing of another checkout
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment, cwd=reports)

    def seconds(self) -> float:
        """Processor time of one reading of all reports."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the process has no pipes")
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=24)
    asked = parser.parse_args()
    real = ROOT.parent / "shared" / "real" / "reports"
    reports = real if real.is_dir() else ROOT / "reports"
    own, other = Reader(ROOT, reports), Reader(asked.other.resolve(), reports)
    for reader in (own, other):
        reader.seconds()  # once to get warm
    ratios = [own.seconds() / other.seconds() for _ in range(asked.rounds)]
    print(f"time of this checkout : time of {asked.other}, median of {asked.rounds}: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()

"""The compiled parser reads what the interpreted one reads."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from loaders import native
from loaders.home import PROJECT

TEXTS = (PROJECT / "reports", *sorted((PROJECT / "tests" / "gold").glob("*/reports")))
CAN_COMPILE = shutil.which("cc") and (Path(sysconfig.get_path("include")) / "Python.h").is_file()

READ = """
import hashlib, json, pathlib, sys
from loaders import native
import loaders
folder, *texts = map(pathlib.Path, sys.argv[1:])
loaders.__path__[:] = [str(native.ROOT)]
native.use(loaders.__path__, folder)
from loaders.lexicon import load_lexicon
from loaders.parse import parse
from loaders.read import Document
lexicon = load_lexicon(native.ROOT.parent / "seeds")
rows = []
for path in texts:
    content = path.read_bytes()
    name = hashlib.sha256(content).hexdigest()
    rows.append(parse(Document(name, path.name, path.stem, "utf-8", len(content), content.decode("utf-8-sig")), lexicon))
json.dump({"native": native.is_used(), "rows": rows}, sys.stdout, default=str)
"""


def read(folder: Path) -> dict[str, object]:
    """Which parser read the texts, and its rows."""
    texts = [str(path) for texts in TEXTS for path in sorted(texts.glob("*.txt"))]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), *texts], env=environment, capture_output=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not CAN_COMPILE, reason="no C compiler, or no headers of Python, on this machine")
def test_the_compiled_parser_reads_the_same(tmp_path: Path) -> None:
    build = 'import sys, pathlib; from loaders import native; native.build(pathlib.Path(sys.argv[1]), "0")'
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=PROJECT, capture_output=True, check=True)
    compiled, interpreted = read(tmp_path), read(tmp_path / "nothing")
    assert (compiled["native"], interpreted["native"]) == (True, False)
    assert compiled["rows"] == interpreted["rows"]


def test_a_parser_compiled_from_other_sources_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "made-of").write_text("of others", encoding="utf-8")
    path = ["loaders"]
    native.use(path, tmp_path)
    assert path == ["loaders"]

"""kill -9 of a whole run, at random moments: nothing to clean up, nothing lost, nothing half-made.

Every round starts from the same warehouse (published, with a report less), kills a run that has work to do, and lets the
next one end. The moments are spread over the length of a run, so that each step is hit.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.home import PROJECT, Home
from loaders.runs import release
from loaders.warehouse import state

ROUNDS, MANY_ROUNDS = 10, 200
NOT_COMPARED = {"fct_check_results"}  # has the seconds of each run


@dataclass(frozen=True)
class Baseline:
    """A published warehouse, the reports that are to be loaded next, and what must come of it."""

    home: Home
    reports: Path
    expected: dict[str, str]
    seconds: float


def start(home: Home, reports: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "loaders.cli", "run", "--quiet", "--home", home.path, "--reports", reports]
    return subprocess.Popen(command, cwd=PROJECT, start_new_session=True, stderr=subprocess.PIPE)


def run(home: Home, reports: Path) -> None:
    done = start(home, reports)
    _, said = done.communicate(timeout=600)
    assert done.returncode == 0, said.decode()


def marts(home: Home) -> dict[str, str]:
    """The hash of each table of the current release."""
    found = release.current(home)
    assert found is not None
    names = {Path(name).stem: hashed for name, hashed in found.manifest["files"].items() if name.startswith("parquet/")}
    return {name: hashed for name, hashed in names.items() if name not in NOT_COMPARED}


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    folder = tmp_path_factory.mktemp("faults")
    home, less, all_of_them = Home(folder / "home"), folder / "less", folder / "all"
    samples = sorted((PROJECT / "reports").glob("*.txt"), key=lambda path: path.stat().st_size)
    for target, paths in ((less, samples[:1]), (all_of_them, samples[:2])):
        target.mkdir()
        for path in paths:
            shutil.copy(path, target)
    run(home, less)
    undisturbed = Home(folder / "undisturbed")
    shutil.copytree(home.path, undisturbed.path, symlinks=True)
    begun = time.monotonic()
    run(undisturbed, all_of_them)
    return Baseline(home, all_of_them, marts(undisturbed), time.monotonic() - begun)


def check_current(home: Home) -> None:
    """``current`` opens, and is byte for byte what passed its checks."""
    found = release.current(home)
    assert found is not None
    for name, hashed in found.manifest["files"].items():
        assert hashlib.sha256((found.path / name).read_bytes()).hexdigest() == hashed
    assert found.manifest["checks"].get("fail", 0) == 0
    with release.reader(release.require_current(home)) as connection:
        this = connection.execute("select release_id from meta.releases where is_this_release").fetchone()
    assert this == (found.release_id,)


def kill_one(baseline: Baseline, home: Home, moment: float) -> None:
    """One round: kill a run after so many seconds, look at what is left, run again."""
    shutil.copytree(baseline.home.path, home.path, symlinks=True)
    killed = start(home, baseline.reports)
    time.sleep(moment)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    check_current(home)
    run(home, baseline.reports)
    check_current(home)
    assert marts(home) == baseline.expected
    outcomes = [row["outcome"] for row in state.runs(home)]
    assert "running" not in outcomes
    assert not list(home.releases.glob(".*"))
    shutil.rmtree(home.path)


def moments(rounds: int, seconds: float, seed: int) -> list[float]:
    """A random moment in each of so many equal parts of a run."""
    chance = random.Random(seed)
    return [seconds * (part + chance.random()) / rounds for part in range(rounds)]


@pytest.mark.parametrize("part", range(ROUNDS))
def test_a_killed_run_leaves_nothing_to_clean_up(part: int, baseline: Baseline, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print("seed", seed)  # noqa: T201
    kill_one(baseline, Home(tmp_path / "home"), moments(ROUNDS, baseline.seconds, seed)[part])


@pytest.mark.torture
def test_two_hundred_killed_runs(baseline: Baseline, tmp_path: Path) -> None:
    for number, moment in enumerate(moments(MANY_ROUNDS, baseline.seconds, seed=1)):
        kill_one(baseline, Home(tmp_path / str(number)), moment)

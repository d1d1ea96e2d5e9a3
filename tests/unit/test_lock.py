"""One run at a time, and no lock left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.errors import Locked
from loaders.home import Home
from loaders.runs import lock

HOLD = """
import sys, time
from pathlib import Path
from loaders.runs import lock
from loaders.home import Home
with lock.hold(Home(Path(sys.argv[1])), "run"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with lock.hold(home, "run"):
        assert f"keji run, process {os.getpid()}, since" in (lock.holder(home) or "")
        with pytest.raises(Locked, match=f"keji run, process {os.getpid()}, since") as raised, lock.hold(home, "load"):
            pass
    assert raised.value.exit_code == 75
    assert lock.holder(home) is None


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    assert lock.holder(home)
    child.kill()
    child.wait()
    child.stdout.close()
    assert lock.holder(home) is None
    with lock.hold(home, "run"):
        pass


def test_a_child_keeps_the_lock_that_it_inherits(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with lock.hold(home, "run") as handle:
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[handle])
    try:
        assert lock.holder(home)
    finally:
        child.communicate(b"\n")
    assert lock.holder(home) is None


def test_nobody_holds_a_lock_that_was_never_made(tmp_path: Path) -> None:
    assert lock.holder(Home(tmp_path / "none")) is None

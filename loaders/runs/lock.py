"""One run at a time in a home: a lock of the operating system, which no crash can leave behind.

Child processes inherit it, so that a new run waits for a dbt that outlived its parent.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from loaders.errors import Locked
from loaders.home import Home


@contextmanager
def hold(home: Home, verb: str) -> Iterator[int]:
    """Hold the lock; gives its file descriptor. Raises Locked, which names the holder."""
    home.path.mkdir(parents=True, exist_ok=True)
    handle = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(f"another run is at work in {home.path}: {_describe(handle)}") from None
        os.ftruncate(handle, 0)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        os.pwrite(handle, json.dumps({"pid": os.getpid(), "verb": verb, "since": since}).encode(), 0)
        yield handle
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def holder(home: Home) -> str | None:
    """Who holds the lock now, if anyone."""
    try:
        handle = os.open(home.lock, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _describe(handle)
    else:
        return None
    finally:
        os.close(handle)


def _describe(handle: int) -> str:
    try:
        found = json.loads(os.pread(handle, 4096, 0))
        return f"keji {found['verb']}, process {found['pid']}, since {found['since']}"
    except (ValueError, KeyError, TypeError):
        return "a run that is just starting"

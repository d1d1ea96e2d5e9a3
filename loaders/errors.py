"""What can go wrong, and the exit code it has."""


class KejiError(Exception):
    """A message for the person who started keji; nothing has been published."""

    exit_code = 1
    outcome = "failed"


class BadUse(KejiError):
    """Asked for something that cannot be done."""

    exit_code = 2


class ChecksFailed(KejiError):
    """The build is not fit to be published."""

    outcome = "checks_failed"


class Locked(KejiError):
    """Another run is at work in this home."""

    exit_code = 75
    outcome = "locked"


class Stopped(BaseException):
    """A signal ended the run: no ``except Exception`` on its way may swallow that."""

    exit_code = 1
    outcome = "interrupted"


class TimedOut(Stopped):
    """The run took longer than it was allowed to."""

    outcome = "timed_out"

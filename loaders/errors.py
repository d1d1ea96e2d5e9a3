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


class TimedOut(KejiError):
    """The run took longer than it was allowed to."""

    outcome = "timed_out"


class Interrupted(KejiError):
    """Somebody stopped the run."""

    outcome = "interrupted"


class Locked(KejiError):
    """Another run is at work in this home."""

    exit_code = 75
    outcome = "locked"

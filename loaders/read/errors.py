"""Why a file is not loaded."""


class NotAReport(Exception):
    """``reason`` is one of empty, binary, encoding, no_report, unreadable, symlink; ``detail`` is for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

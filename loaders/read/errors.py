"""Why a file is not loaded."""


class NotAReport(Exception):
    """``reason`` is one of ``raw.REASONS``; ``detail`` is for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["NotAReport"], tuple[str, str]]:
        return NotAReport, (self.reason, self.detail)

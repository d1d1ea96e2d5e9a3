"""A finding: which rule, what it is about, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    rule: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.message} [{self.rule}]"

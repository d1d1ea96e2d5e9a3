"""Where keji keeps what it writes: one folder per warehouse, by default ``var/`` of the project."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of one warehouse. ``build`` can be thrown away at any time; ``state`` outlives every rebuild."""

    path: Path

    @classmethod
    def find(cls, path: Path | None = None) -> "Home":
        """The given folder, else that of ``KEJI_HOME``, else ``var/`` of the project."""
        return cls(Path(path or os.environ.get("KEJI_HOME") or PROJECT / "var").expanduser().absolute())

    @property
    def build(self) -> Path:
        return self.path / "build"

    @property
    def database(self) -> Path:
        return self.build / "warehouse.duckdb"

    @property
    def verdict(self) -> Path:
        """What the checks said of the build database as it is now; no file, no verdict."""
        return self.build / "verdict.json"

    @property
    def expectations(self) -> Path:
        """The pages of the expectations of the last check."""
        return self.build / "expectations"

    @property
    def releases(self) -> Path:
        return self.path / "releases"

    @property
    def current(self) -> Path:
        return self.path / "current"

    @property
    def state(self) -> Path:
        return self.path / "state"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def corrections(self) -> Path:
        """The user's own corrections, added to those of the project."""
        return self.path / "corrections.csv"

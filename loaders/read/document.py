"""What reading deals in: files, the text taken out of one, and what else is told of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Told:
    """What a page, its tags or a sidecar say of a report besides its text; None where they say nothing."""

    url: str | None = None
    retrieved_on: date | None = None
    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    published_on: date | None = None
    region: str | None = None  # a name or code of seeds/regions.csv
    period: tuple[date, date] | None = None  # what the report reports on
    kind: str | None = None
    called: str | None = None  # its file's name

    def under(self, other: "Told") -> "Told":
        """This one where ``other`` says nothing."""
        both = ((field.name, getattr(other, field.name), getattr(self, field.name)) for field in fields(Told))
        return Told(**{name: own if said is None else said for name, said, own in both})


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, and how it was come by."""

    text: str
    media_type: str
    encoding: str = "embedded"  # of the bytes; "embedded" where the format itself says which characters it holds
    told: Told = Told()
    headings: tuple[tuple[int, int], ...] = ()  # offset and level of lines that the format marks as headings
    note: str | None = None  # what could not be read


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text; offsets of everything found later count code points of ``text``."""

    document_id: str  # SHA-256 of the file's bytes, hex
    file_name: str  # path below the reports folder, with /; of a file in an archive: archive.zip/member
    report: str  # what it is called among all reports
    encoding: str
    byte_count: int
    text: str
    media_type: str = "text/plain"
    told: Told = Told()  # by the file or its page
    decided: Told = Told()  # by the sidecar, which overrides what is read
    sidecar_hash: str = ""
    headings: tuple[tuple[int, int], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be a report, known by its bytes alone."""

    file_name: str
    path: Path
    document_id: str
    members: tuple[str, ...] = ()  # where it lies in an archive: its name there, behind those of archives around it
    sidecar: str = ""  # the text of NAME.meta.yml
    report: str = ""  # what its report is called; '' for the file name without its ending

    @property
    def sidecar_hash(self) -> str:
        """Twelve hexadecimal digits, or '' where there is no sidecar."""
        return hashlib.sha256(self.sidecar.encode()).hexdigest()[:12] if self.sidecar else ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that is not loaded, and why; ``is_error`` is false where nothing is lost by it."""

    file_name: str
    document_id: str | None
    reason: str  # one of raw.REASONS
    detail: str
    is_error: bool = True
    stage: str = "read"  # one of raw.STAGES
    sentence: str | None = None  # the first that is at fault


@dataclass(frozen=True, slots=True)
class Inventory:
    """What lies in a reports folder: each content once, and the files that were turned away."""

    files: tuple[File, ...]
    rejects: tuple[Reject, ...]
    copies: Mapping[str, tuple[File, ...]] = field(default_factory=dict)  # all files of a content that several have

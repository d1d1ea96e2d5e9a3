"""How much of a file is read at most; each limit is a setting: ``KEJI_LARGEST_TEXT=1000000`` in the environment."""

import os
from dataclasses import dataclass, fields

from loaders.errors import BadUse

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond one of these a file is a reject, ``too_large`` or ``bomb``."""

    largest_file: int = 64 * MEGABYTE  # bytes; the longest reports have a few hundred kilobytes
    largest_text: int = 1_000_000  # characters
    largest_unpacked: int = 256 * MEGABYTE  # bytes, of all that is packed into one file
    highest_ratio: int = 200  # unpacked to packed bytes; text comes to 10, XML to 50
    most_members: int = 10_000  # files in an archive
    deepest_archive: int = 2  # archives within archives
    most_tags: int = 500_000  # of a web page or a part of an Office file; each takes some kilobyte of memory
    deepest_tags: int = 10_000  # tags within tags of a web page
    most_attributes: int = 10_000  # of a tag
    most_repeated_tags: int = 2_000_000  # tags of formatting that a web page leaves open, times its tags
    deepest_blocks: int = 60  # paragraphs, tables and text boxes within each other in a Word document
    most_pages: int = 1_000
    most_cells: int = 200_000  # of a sheet
    most_office_seconds: int = 60  # for LibreOffice to convert one file

    @classmethod
    def set(cls) -> "Limits":
        """The defaults, with what the environment says otherwise. Raises BadUse for what is no number."""
        named = {name.removeprefix("KEJI_").lower(): name for name in os.environ if name.startswith("KEJI_")}
        found = {field.name: os.environ[named[field.name]] for field in fields(cls) if field.name in named}
        try:
            return cls(**{name: int(said) for name, said in found.items() if said})
        except ValueError as error:
            raise BadUse(f"a KEJI_ limit is no whole number: {error}") from None

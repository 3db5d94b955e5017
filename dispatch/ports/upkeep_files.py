"""Tables of kept things as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.upkeep import KeptKind, KeptThing


class UpkeepFileUnreadable(DomainError):
    """Nothing of the file can be taken; why says what is wrong with it."""

    code = "upkeep_file_unreadable"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row as it stands in a file; what its values may be is not checked yet.

    Args:
        line: Its line, of a GeoJSON the place of its feature; the first is 1.
        id: Empty where the file tells none.
    """

    line: int
    id: str
    content: Mapping[str, object]


class UpkeepTables(Protocol):
    """Writes and reads them."""

    def write_csv(self, kind: KeptKind, things: Sequence[KeptThing], language: str) -> bytes:
        """Write a table, zh or en."""
        ...

    def write_geojson(self, things: Sequence[KeptThing]) -> bytes:
        """Write a feature of each thing."""
        ...

    def read(self, kind: KeptKind, data: bytes) -> Sequence[FileRow]:
        """Read a file of either form; UpkeepFileUnreadable."""
        ...

"""Where imports of the three-field table are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport


class DirectoryImportRepository(Protocol):
    """Imports, each locked until the transaction ends once it was read."""

    async def get(self, import_id: UUID) -> DirectoryImport:
        """Give an import; ImportNotFound."""
        ...

    async def find_unworked(self, worker: str) -> DirectoryImport | None:
        """Find the oldest running import that nobody else reads or that this worker left.

        One that another transaction looks at is passed over.
        """
        ...

    async def save(self, value: DirectoryImport) -> None:
        """Store what changed, or a new import."""
        ...

"""Where hospitals are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.hospital import Hospital


class HospitalRepository(Protocol):
    """Hospitals; reading one locks nothing."""

    async def get(self, hospital_id: UUID) -> Hospital:
        """Give a hospital; HospitalNotFound."""
        ...

    async def find(self, hospital_id: UUID) -> Hospital | None:
        """Find a hospital."""
        ...

    async def find_named(self, name: str) -> Hospital | None:
        """Find a hospital by its name."""
        ...

    async def save(self, hospital: Hospital) -> None:
        """Store what changed, or a new hospital; NameTaken when another has this name."""
        ...

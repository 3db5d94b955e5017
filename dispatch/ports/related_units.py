"""Where related units are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.related_unit import RelatedUnit


class RelatedUnitRepository(Protocol):
    """Related units; reading one locks nothing. One that was retired is not found."""

    async def find(self, unit_id: UUID) -> RelatedUnit | None:
        """Find a unit."""
        ...

    async def save(self, unit: RelatedUnit) -> None:
        """Store what changed, or a new unit."""
        ...


class RelatedUnitQueries(Protocol):
    """Reads of related units outside of commands. Raises DatabaseAway."""

    async def list_units(self) -> Sequence[RelatedUnit]:
        """Give all that were not retired, by kind, district and name."""
        ...

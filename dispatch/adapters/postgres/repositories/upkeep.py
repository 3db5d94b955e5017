"""The history of kept things, and related units."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.orders import STANDS
from dispatch.adapters.postgres.tables.upkeep import related_unit, upkeep_change
from dispatch.domain.related_unit import RelatedUnit
from dispatch.domain.station import NameTaken
from dispatch.domain.upkeep import KeptKind, UpkeepChange

CHANGES = Rows(UpkeepChange, upkeep_change)
UNITS = Rows(RelatedUnit, related_unit)
# Whoever numbers a change holds it until the end of the transaction; any number does.
NUMBERING = 120_0027
_TABLES: Mapping[KeptKind, str] = {
    KeptKind.STATION: "dispatch.station",
    KeptKind.VEHICLE: "dispatch.vehicle",
    KeptKind.HOSPITAL: "dispatch.hospital",
    KeptKind.UNIT: "dispatch.related_unit",
}
_USES: Mapping[KeptKind, Mapping[str, str]] = {
    KeptKind.STATION: {
        "vehicles": "dispatch.vehicle WHERE station_id = :id AND retired_at IS NULL",
        "devices": "dispatch.device WHERE station_id = :id AND revoked_at IS NULL",
        "orders": "dispatch.vehicle_order WHERE station_id = :id AND ended_at IS NULL",
    },
    KeptKind.VEHICLE: {
        "orders": "dispatch.vehicle_order WHERE vehicle_id = :id AND ended_at IS NULL",
    },
    KeptKind.HOSPITAL: {
        "orders": "dispatch.vehicle_order WHERE hospital_id = :id AND ended_at IS NULL",
    },
}


def last_of_each(kind: KeptKind) -> Any:  # noqa: ANN401 - a statement of SQLAlchemy
    """Select the newest change of every thing of a kind."""
    thing = upkeep_change.c.thing_id
    own = select(upkeep_change).where(upkeep_change.c.kind == kind)
    return own.ext(distinct_on(thing)).order_by(thing, upkeep_change.c.revision.desc())


class PostgresRelatedUnits(Repository[RelatedUnit]):
    """Related units; see `dispatch.ports.related_units`."""

    async def find(self, unit_id: UUID) -> RelatedUnit | None:
        """Find a unit."""
        query = select(related_unit).where(related_unit.c.id == unit_id, STANDS)
        found = await values(self._connection, UNITS, query)
        return found[0] if found else None


class PostgresUpkeep:
    """See `dispatch.ports.upkeep`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_revision(self) -> int:
        """Give the next number of a change; who asks meanwhile waits until this one is stored."""
        locking = text("SELECT pg_advisory_xact_lock(:number)")
        await self._connection.execute(locking, {"number": NUMBERING})
        query = select(func.coalesce(func.max(upkeep_change.c.revision), 0) + 1)
        return int((await self._connection.execute(query)).scalar_one())

    async def add(self, change: UpkeepChange) -> None:
        """Store a change."""
        await self._connection.execute(insert(upkeep_change).values(CHANGES.row(change)))

    async def find_last(self, kind: KeptKind, thing_id: UUID) -> UpkeepChange | None:
        """Find the newest change of a thing."""
        own = (upkeep_change.c.kind == kind, upkeep_change.c.thing_id == thing_id)
        found = await self._list(*own, limit=1)
        return found[0] if found else None

    async def find_version(
        self, kind: KeptKind, thing_id: UUID, version: int
    ) -> UpkeepChange | None:
        """Find the change that made a version of a thing."""
        own = (upkeep_change.c.kind == kind, upkeep_change.c.thing_id == thing_id)
        found = await self._list(*own, upkeep_change.c.version == version, limit=1)
        return found[0] if found else None

    async def list_last(self, kind: KeptKind) -> Sequence[UpkeepChange]:
        """Give the newest change of every thing of a kind."""
        return await values(self._connection, CHANGES, last_of_each(kind))

    async def find(self, revision: int) -> UpkeepChange | None:
        """Find a change."""
        found = await self._list(upkeep_change.c.revision == revision, limit=1)
        return found[0] if found else None

    async def list_batch(self, batch: UUID) -> Sequence[UpkeepChange]:
        """Give the changes of an import, oldest first."""
        found = await self._list(upkeep_change.c.batch == batch, limit=None)
        return found[::-1]

    async def count_uses(self, kind: KeptKind, thing_id: UUID) -> Mapping[str, int]:
        """Count what still needs a thing: vehicles, devices, orders; nothing is left out."""
        counted: dict[str, int] = {}
        for name, rows in _USES.get(kind, {}).items():
            query = text(f"SELECT count(*) FROM {rows}")  # noqa: S608 - words of our own
            found = await self._connection.execute(query, {"id": thing_id})
            if count := int(found.scalar_one()):
                counted[name] = count
        return counted

    async def retire(self, kind: KeptKind, thing_id: UUID, at: datetime) -> None:
        """Let nobody find a station, vehicle, hospital or unit any more; it stays stored."""
        await self._mark(kind, thing_id, at)

    async def revive(self, kind: KeptKind, thing_id: UUID, name: str) -> None:
        """Let it be found again; NameTaken when another has its name now."""
        try:
            await self._mark(kind, thing_id, None)
        except IntegrityError:
            raise NameTaken(name=name) from None

    async def _mark(self, kind: KeptKind, thing_id: UUID, at: datetime | None) -> None:
        if kind in _TABLES:
            marking = f"UPDATE {_TABLES[kind]} SET retired_at = :at WHERE id = :id"  # noqa: S608
            await self._connection.execute(text(marking), {"at": at, "id": thing_id})

    async def _list(
        self, *conditions: ColumnElement[bool], limit: int | None
    ) -> Sequence[UpkeepChange]:
        query = select(upkeep_change).where(*conditions)
        newest_first = query.order_by(upkeep_change.c.revision.desc()).limit(limit)
        return await values(self._connection, CHANGES, newest_first)

"""Reads of kept things, their history and related units, outside of commands."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.order_queries import list_resources
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.map_work import CHANGES as OVERLAY
from dispatch.adapters.postgres.repositories.resources import VEHICLES
from dispatch.adapters.postgres.repositories.upkeep import CHANGES, UNITS, last_of_each
from dispatch.adapters.postgres.tables.map_work import overlay_change
from dispatch.adapters.postgres.tables.orders import STANDS, vehicle
from dispatch.adapters.postgres.tables.upkeep import related_unit, upkeep_change
from dispatch.domain.related_unit import RelatedUnit
from dispatch.domain.upkeep import KeptKind, KeptThing, UpkeepChange, name_of
from dispatch.domain.upkeep_content import (
    Content,
    content_of_hospital,
    content_of_station,
    content_of_unit,
    content_of_vehicle,
)

Contents = Mapping[UUID, Content]


class PostgresUpkeepQueries:
    """See `dispatch.ports.upkeep` and `dispatch.ports.related_units`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_kept(self, kind: KeptKind) -> Sequence[KeptThing]:
        """Give all things of a kind by name, retired ones last."""
        async with one_picture(self._engine) as connection:
            contents = await _contents(connection, kind)
            newest = {one.thing_id: one for one in await _newest_of_each(connection, kind)}
        there = [_kept(kind, key, one, newest.get(key)) for key, one in contents.items()]
        gone = [_retired(last) for key, last in newest.items() if key not in contents]
        return sorted([*there, *filter(None, gone)], key=lambda one: (one.retired, one.name))

    async def list_changes(self, kind: KeptKind, thing_id: UUID) -> Sequence[UpkeepChange]:
        """Give the whole history of a thing, the newest first."""
        own = (upkeep_change.c.kind == kind, upkeep_change.c.thing_id == thing_id)
        query = select(upkeep_change).where(*own).order_by(upkeep_change.c.revision.desc())
        async with reading(self._engine) as connection:
            return await values(connection, CHANGES, query)

    async def list_newest(self, limit: int) -> Sequence[UpkeepChange]:
        """Give the newest changes of all things."""
        query = select(upkeep_change).order_by(upkeep_change.c.revision.desc()).limit(limit)
        async with reading(self._engine) as connection:
            return await values(connection, CHANGES, query)

    async def list_units(self) -> Sequence[RelatedUnit]:
        """Give all units that were not retired, by kind, district and name."""
        async with reading(self._engine) as connection:
            return await _units(connection)


async def _units(connection: AsyncConnection) -> Sequence[RelatedUnit]:
    order = (related_unit.c.kind, related_unit.c.district, related_unit.c.name)
    return await values(connection, UNITS, select(related_unit).where(STANDS).order_by(*order))


async def _contents(connection: AsyncConnection, kind: KeptKind) -> Contents:
    if kind is KeptKind.UNIT:
        return {one.id: content_of_unit(one) for one in await _units(connection)}
    if kind in {KeptKind.LANDMARK, KeptKind.ALIAS}:
        return await _drawn(connection, kind)
    if kind is KeptKind.PLAN:
        plans = await _newest_of_each(connection, kind)
        return {one.thing_id: one.after for one in plans if one.after is not None}
    resources = await list_resources(connection)
    if kind is KeptKind.STATION:
        return {one.id: content_of_station(one) for one in resources.stations}
    if kind is KeptKind.HOSPITAL:
        return {one.id: content_of_hospital(one) for one in resources.hospitals}
    codes = {one.id: one.code for one in resources.stations}
    vehicles = await values(connection, VEHICLES, select(vehicle).where(STANDS))
    return {one.id: content_of_vehicle(one, codes[one.station_id]) for one in vehicles}


async def _drawn(connection: AsyncConnection, kind: KeptKind) -> Contents:
    piece = overlay_change.c.piece_id
    newest = (
        select(overlay_change)
        .where(overlay_change.c.kind == kind)
        .ext(distinct_on(piece))
        .order_by(piece, overlay_change.c.revision.desc())
    )
    found = await values(connection, OVERLAY, newest)
    return {one.piece_id: one.content for one in found if one.content is not None}


async def _newest_of_each(connection: AsyncConnection, kind: KeptKind) -> Sequence[UpkeepChange]:
    return await values(connection, CHANGES, last_of_each(kind))


def _kept(kind: KeptKind, key: UUID, content: Content, last: UpkeepChange | None) -> KeptThing:
    if last is None:
        return KeptThing(kind, key, name_of(content), content)
    told = (last.revision, last.by, last.at)
    return KeptThing(kind, key, name_of(content), content, last.version, False, *told)


def _retired(last: UpkeepChange) -> KeptThing | None:
    if last.before is None:
        return None
    told = (last.version, True, last.revision, last.by, last.at)
    return KeptThing(last.kind, last.thing_id, last.name, last.before, *told)

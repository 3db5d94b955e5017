"""Reads a kept thing as it is written; shared by every verb of upkeep."""

from uuid import UUID

from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import (
    Content,
    content_of_hospital,
    content_of_station,
    content_of_unit,
    content_of_vehicle,
)
from dispatch.ports.transaction import Transaction


async def read_kept(kind: KeptKind, thing_id: UUID, tx: Transaction) -> Content | None:
    """Give what is written of a thing; None where it is not there, or was retired."""
    match kind:
        case KeptKind.STATION:
            station = await tx.stations.find(thing_id)
            return content_of_station(station) if station else None
        case KeptKind.VEHICLE:
            return await _vehicle(thing_id, tx)
        case KeptKind.HOSPITAL:
            hospital = await tx.hospitals.find(thing_id)
            return content_of_hospital(hospital) if hospital else None
        case KeptKind.UNIT:
            unit = await tx.related_units.find(thing_id)
            return content_of_unit(unit) if unit else None
        case KeptKind.LANDMARK | KeptKind.ALIAS:
            changes = await tx.map_work.list_changes_of(thing_id)
            return changes[0].content if changes else None
        case KeptKind.PLAN:
            last = await tx.upkeep.find_last(kind, thing_id)
            return last.after if last else None


async def _vehicle(thing_id: UUID, tx: Transaction) -> Content | None:
    found = await tx.vehicles.find(thing_id)
    if found is None:
        return None
    return content_of_vehicle(found, (await tx.stations.get(found.station_id)).code)

"""How each kind of kept thing is read and stored; shared by every verb of upkeep."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, hospital_event, station_event, vehicle_event
from dispatch.domain.map_work import OverlayKind
from dispatch.domain.station import StationCodeFixed, StationNotFound
from dispatch.domain.upkeep import KeptKind, name_of
from dispatch.domain.upkeep_content import (
    Content,
    content_of_hospital,
    content_of_station,
    content_of_unit,
    content_of_vehicle,
    hospital_of,
    station_of,
    unit_of,
    vehicle_of,
)
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction
from dispatch.services.change_overlay import change_overlay


@dataclass(frozen=True, slots=True)
class Keeper:
    """Reads a thing, None where it is not there; stores it as it was written."""

    read: Callable[[UUID, Transaction], Awaitable[Content | None]]
    write: Callable[[UUID, Content, Transaction], Awaitable[None]]


async def _read_station(thing_id: UUID, tx: Transaction) -> Content | None:
    found = await tx.stations.find(thing_id)
    return content_of_station(found) if found else None


async def _write_station(thing_id: UUID, content: Content, tx: Transaction) -> None:
    last = await tx.upkeep.find_last(KeptKind.STATION, thing_id)
    known = await tx.stations.find(thing_id)
    kept = content_of_station(known) if known else (last.before if last else None)
    if kept is not None and kept["code"] != content["code"]:
        raise StationCodeFixed(code=str(kept["code"]))
    station = station_of(thing_id, content)
    await tx.stations.save(station)
    tx.events.append(station_event(station))


async def _read_vehicle(thing_id: UUID, tx: Transaction) -> Content | None:
    found = await tx.vehicles.find(thing_id)
    if found is None:
        return None
    return content_of_vehicle(found, (await tx.stations.get(found.station_id)).code)


async def _write_vehicle(thing_id: UUID, content: Content, tx: Transaction) -> None:
    station = await tx.stations.find_coded(content["station"])
    if station is None:
        raise StationNotFound(station=content["station"])
    known = await tx.vehicles.find(thing_id)
    vehicle = vehicle_of(thing_id, content, station, known, tx.now)
    await tx.vehicles.save(vehicle)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle.id))
    tx.events.append(vehicle_event(Kind.VEHICLE_CHANGED, now, station.code))


async def _read_hospital(thing_id: UUID, tx: Transaction) -> Content | None:
    found = await tx.hospitals.find(thing_id)
    return content_of_hospital(found) if found else None


async def _write_hospital(thing_id: UUID, content: Content, tx: Transaction) -> None:
    hospital = hospital_of(thing_id, content, await tx.hospitals.find(thing_id))
    await tx.hospitals.save(hospital)
    tx.events.append(hospital_event(hospital))


async def _read_unit(thing_id: UUID, tx: Transaction) -> Content | None:
    found = await tx.related_units.find(thing_id)
    return content_of_unit(found) if found else None


async def _write_unit(thing_id: UUID, content: Content, tx: Transaction) -> None:
    await tx.related_units.save(unit_of(thing_id, content))


async def _read_drawn(thing_id: UUID, tx: Transaction) -> Content | None:
    changes = await tx.map_work.list_changes_of(thing_id)
    return changes[0].content if changes else None


def _draws(kind: OverlayKind) -> Callable[[UUID, Content | None, Transaction], Awaitable[None]]:
    """Enter the thing in every region by way of the overlay; without content take it off."""

    async def draw(thing_id: UUID, content: Content | None, tx: Transaction) -> None:
        changes = await tx.map_work.list_changes_of(thing_id)
        number = changes[0].number if changes else await tx.map_work.next_number()
        by = tx.origin.actor.removeprefix("staff:")
        await change_overlay("draw_overlay", (thing_id, number, kind), content, by, tx)

    return draw


DRAW = {
    KeptKind.LANDMARK: _draws(OverlayKind.LANDMARK),
    KeptKind.ALIAS: _draws(OverlayKind.ALIAS),
}
KEEPERS: Mapping[KeptKind, Keeper] = {
    KeptKind.STATION: Keeper(_read_station, _write_station),
    KeptKind.VEHICLE: Keeper(_read_vehicle, _write_vehicle),
    KeptKind.HOSPITAL: Keeper(_read_hospital, _write_hospital),
    KeptKind.UNIT: Keeper(_read_unit, _write_unit),
    KeptKind.LANDMARK: Keeper(_read_drawn, DRAW[KeptKind.LANDMARK]),
    KeptKind.ALIAS: Keeper(_read_drawn, DRAW[KeptKind.ALIAS]),
}


async def store(kind: KeptKind, thing_id: UUID, content: Content | None, tx: Transaction) -> None:
    """Store a thing as it is written, or retire it where nothing is."""
    if content is not None:
        await tx.upkeep.revive(kind, thing_id, name_of(content))
        await KEEPERS[kind].write(thing_id, content, tx)
    elif kind in DRAW:
        await DRAW[kind](thing_id, None, tx)
    else:
        await tx.upkeep.retire(kind, thing_id, tx.now)

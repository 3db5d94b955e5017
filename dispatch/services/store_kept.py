"""Stores a kept thing as it is written; shared by every verb of upkeep."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from dispatch.domain.complaint import ComplaintUnknown
from dispatch.domain.events import Kind, hospital_event, station_event, vehicle_event
from dispatch.domain.map_work import OverlayKind
from dispatch.domain.station import StationCodeFixed, StationNotFound
from dispatch.domain.upkeep import KeptKind, name_of
from dispatch.domain.upkeep_content import (
    Content,
    content_of_station,
    hospital_of,
    station_of,
    unit_of,
    vehicle_of,
)
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction
from dispatch.services.change_overlay import change_overlay

Writer = Callable[[UUID, Content, Transaction], Awaitable[None]]
DRAWN: Mapping[KeptKind, OverlayKind] = {
    KeptKind.LANDMARK: OverlayKind.LANDMARK,
    KeptKind.ALIAS: OverlayKind.ALIAS,
}


async def store_kept(
    kind: KeptKind, thing_id: UUID, content: Content | None, tx: Transaction
) -> None:
    """Store a thing as it is written, or retire it where nothing is.

    Raises:
        NameTaken: Another has this name, code or terminal.
        StationCodeFixed: A station's code stays.
        StationNotFound: A vehicle's station is not known.
        ComplaintUnknown: A plan's chief complaint is not known.
    """
    if kind in DRAWN:
        await _draw(DRAWN[kind], thing_id, content, tx)
    elif content is None:
        await tx.upkeep.retire(kind, thing_id, tx.now)
    else:
        await tx.upkeep.revive(kind, thing_id, name_of(content))
        await WRITERS[kind](thing_id, content, tx)


async def _write_station(thing_id: UUID, content: Content, tx: Transaction) -> None:
    last = await tx.upkeep.find_last(KeptKind.STATION, thing_id)
    known = await tx.stations.find(thing_id)
    kept = content_of_station(known) if known else (last.before if last else None)
    if kept is not None and kept["code"] != content["code"]:
        raise StationCodeFixed(code=str(kept["code"]))
    station = station_of(thing_id, content)
    await tx.stations.save(station)
    tx.events.append(station_event(station))


async def _write_vehicle(thing_id: UUID, content: Content, tx: Transaction) -> None:
    station = await tx.stations.find_coded(content["station"])
    if station is None:
        raise StationNotFound(station=content["station"])
    known = await tx.vehicles.find(thing_id)
    vehicle = vehicle_of(thing_id, content, station, known, tx.now)
    await tx.vehicles.save(vehicle)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle.id))
    tx.events.append(vehicle_event(Kind.VEHICLE_CHANGED, now, station.code))


async def _write_hospital(thing_id: UUID, content: Content, tx: Transaction) -> None:
    hospital = hospital_of(thing_id, content, await tx.hospitals.find(thing_id))
    await tx.hospitals.save(hospital)
    tx.events.append(hospital_event(hospital))


async def _write_unit(thing_id: UUID, content: Content, tx: Transaction) -> None:
    await tx.related_units.save(unit_of(thing_id, content))


async def _write_plan(_: UUID, content: Content, tx: Transaction) -> None:
    """Only check it: a plan is kept in its history alone, so that no version is lost."""
    known = {one.code for one in await tx.complaints.list_all()}
    for code in content["complaints"]:
        if code not in known:
            raise ComplaintUnknown(complaint=code)


async def _draw(
    kind: OverlayKind, thing_id: UUID, content: Content | None, tx: Transaction
) -> None:
    """Enter the thing in every region by way of the overlay; without content take it off."""
    changes = await tx.map_work.list_changes_of(thing_id)
    number = changes[0].number if changes else await tx.map_work.next_number()
    by = tx.origin.actor.removeprefix("staff:")
    await change_overlay("draw_overlay", (thing_id, number, kind), content, by, tx)


WRITERS: Mapping[KeptKind, Writer] = {
    KeptKind.STATION: _write_station,
    KeptKind.VEHICLE: _write_vehicle,
    KeptKind.HOSPITAL: _write_hospital,
    KeptKind.UNIT: _write_unit,
    KeptKind.PLAN: _write_plan,
}

"""What a vehicle is: its name, plate, kind, station, terminal and crew."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, vehicle_event
from dispatch.domain.station import Station
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import content_of_vehicle
from dispatch.domain.vehicle import Crew, Duty, Skill, Vehicle, VehicleKind, equipment_of
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.transaction import Transaction
from dispatch.services.note_written import note_written


@dataclass(frozen=True, slots=True)
class WriteVehicle:
    """All of it but the duty, which is an act of its own.

    Args:
        equipment: None leaves what is known of it.
    """

    id: UUID
    name: str
    plate: str
    kind: VehicleKind
    station_id: UUID
    tracker: str | None
    crew: Crew
    equipment: frozenset[Skill] | None = None


async def write_vehicle(command: WriteVehicle, tx: Transaction) -> ShownVehicle:
    """Store it, new or changed; a new one is in service.

    Raises:
        StationNotFound: Its station is not known.
        NameTaken: Another vehicle has this name or terminal.
    """
    await tx.upkeep.next_revision()
    station = await tx.stations.get(command.station_id)
    known = await tx.vehicles.find(command.id)
    vehicle = Vehicle(
        id=command.id,
        name=command.name,
        plate=command.plate,
        kind=command.kind,
        station_id=station.id,
        tracker=command.tracker,
        crew=command.crew,
        duty_since=known.duty_since if known else tx.now,
        duty=known.duty if known else Duty.IN_SERVICE,
        duty_reason=known.duty_reason if known else None,
        equipment=equipment_of(command.equipment, known),
    )
    await tx.vehicles.save(vehicle)
    await _note(vehicle, known, station, tx)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle.id))
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_vehicle", f"vehicle:{vehicle.name}", None)
    )
    tx.events.append(vehicle_event(Kind.VEHICLE_CHANGED, now, station.code))
    return now


async def _note(vehicle: Vehicle, known: Vehicle | None, station: Station, tx: Transaction) -> None:
    stood = await tx.stations.get(known.station_id) if known else station
    before = content_of_vehicle(known, stood.code) if known else None
    after = content_of_vehicle(vehicle, station.code)
    await note_written(KeptKind.VEHICLE, vehicle.id, before, after, tx)

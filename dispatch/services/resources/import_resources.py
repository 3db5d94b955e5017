"""Stations, vehicles and hospitals come from a file, known by code and name."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, hospital_event, station_event, vehicle_event
from dispatch.domain.hospital import Hospital, capabilities_of
from dispatch.domain.resource_file import (
    HospitalRow,
    ResourceCounts,
    ResourceRows,
    StationRow,
    VehicleRow,
)
from dispatch.domain.station import Station, StationNotFound
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import (
    content_of_hospital,
    content_of_station,
    content_of_vehicle,
)
from dispatch.domain.vehicle import Duty, Vehicle, equipment_of
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction
from dispatch.services.note_written import note_written


async def import_resources(rows: ResourceRows, tx: Transaction) -> ResourceCounts:
    """Store what is new or different; what the file does not name stays, and so does each duty.

    Raises:
        StationNotFound: A vehicle stands at a station that neither file nor centre knows.
        NameTaken: Two vehicles have one terminal.
    """
    await tx.upkeep.next_revision()
    counts = ResourceCounts(
        stations=sum([await _take_station(row, tx) for row in rows.stations]),
        vehicles=sum([await _take_vehicle(row, tx) for row in rows.vehicles]),
        hospitals=sum([await _take_hospital(row, tx) for row in rows.hospitals]),
    )
    subject = f"{counts.stations}+{counts.vehicles}+{counts.hospitals}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "import_resources", subject, None))
    return counts


async def _take_station(row: StationRow, tx: Transaction) -> bool:
    known = await tx.stations.find_coded(row.code)
    station = Station(
        id=known.id if known else tx.new_id(),
        code=row.code,
        name=row.name,
        point=row.point,
        address=row.address,
        telephone=row.telephone,
    )
    if station == known:
        return False
    await tx.stations.save(station)
    before = content_of_station(known) if known else None
    await note_written(KeptKind.STATION, station.id, before, content_of_station(station), tx)
    tx.events.append(station_event(station))
    return True


async def _take_vehicle(row: VehicleRow, tx: Transaction) -> bool:
    station = await tx.stations.find_coded(row.station)
    if station is None:
        raise StationNotFound(station=row.station)
    known = await tx.vehicles.find_named(row.name)
    vehicle = Vehicle(
        id=known.id if known else tx.new_id(),
        name=row.name,
        plate=row.plate,
        kind=row.kind,
        station_id=station.id,
        tracker=row.tracker,
        crew=row.crew,
        duty_since=known.duty_since if known else tx.now,
        duty=known.duty if known else Duty.IN_SERVICE,
        duty_reason=known.duty_reason if known else None,
        equipment=equipment_of(row.equipment, known),
    )
    if vehicle == known:
        return False
    await tx.vehicles.save(vehicle)
    stood = await tx.stations.get(known.station_id) if known else station
    before = content_of_vehicle(known, stood.code) if known else None
    after = content_of_vehicle(vehicle, station.code)
    await note_written(KeptKind.VEHICLE, vehicle.id, before, after, tx)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle.id))
    tx.events.append(vehicle_event(Kind.VEHICLE_CHANGED, now, station.code))
    return True


async def _take_hospital(row: HospitalRow, tx: Transaction) -> bool:
    known = await tx.hospitals.find_named(row.name)
    hospital = Hospital(
        id=known.id if known else tx.new_id(),
        name=row.name,
        point=row.point,
        address=row.address,
        telephone=row.telephone,
        departments=row.departments,
        capabilities=capabilities_of(row.capabilities, known),
    ).keeping(known)
    if hospital == known:
        return False
    await tx.hospitals.save(hospital)
    before = content_of_hospital(known) if known else None
    await note_written(KeptKind.HOSPITAL, hospital.id, before, content_of_hospital(hospital), tx)
    tx.events.append(hospital_event(hospital))
    return True

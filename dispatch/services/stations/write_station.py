"""What a station is: its name, place and telephone."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import station_event
from dispatch.domain.station import Station, StationCodeFixed
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import content_of_station
from dispatch.ports.transaction import Transaction
from dispatch.services.note_written import note_written


async def write_station(station: Station, tx: Transaction) -> Station:
    """Store it, new or changed.

    Raises:
        StationCodeFixed: It is known under another code.
        NameTaken: Another station has this code.
    """
    await tx.upkeep.next_revision()
    known = await tx.stations.find(station.id)
    if known is not None and known.code != station.code:
        raise StationCodeFixed(code=known.code)
    await tx.stations.save(station)
    before = content_of_station(known) if known else None
    after = content_of_station(station)
    await note_written(KeptKind.STATION, station.id, before, after, tx)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_station", f"station:{station.code}", None)
    )
    tx.events.append(station_event(station))
    return station

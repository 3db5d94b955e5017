"""What a station is: its name, place and telephone."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import station_event
from dispatch.domain.station import Station, StationCodeFixed
from dispatch.ports.transaction import Transaction


async def write_station(station: Station, tx: Transaction) -> Station:
    """Store it, new or changed.

    Raises:
        StationCodeFixed: It is known under another code.
        NameTaken: Another station has this code.
    """
    known = await tx.stations.find(station.id)
    if known is not None and known.code != station.code:
        raise StationCodeFixed(code=known.code)
    await tx.stations.save(station)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_station", f"station:{station.code}", None)
    )
    tx.events.append(station_event(station))
    return station

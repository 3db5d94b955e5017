"""A call is not about that incident after all."""

from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.call_link import (
    CallLink,
    CallMovedMeanwhile,
    CallNotInIncident,
    CallStandsAlone,
)
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.incident_number import day_of
from dispatch.domain.opening import incident_of_call
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SeparateCall:
    """Which call leaves its incident.

    Args:
        by: Staff number.
        zone: The centre's, whose day numbers a new incident.
    """

    call_id: UUID
    by: str
    zone: tzinfo


async def separate_call(command: SeparateCall, tx: Transaction) -> Incident:
    """Undo a join: give the call back to where it came from, else open an incident for it.

    Raises:
        CallNotInIncident: It belongs to none.
        CallStandsAlone: The incident was opened for it and holds no other.
    """
    call = await tx.calls.get(command.call_id)
    incident, link = await _find(call, tx)
    home = await _home(incident, link, tx)
    if home is None and incident.calls == (call.id,):
        raise CallStandsAlone
    freed = incident.lost(frozenset({call.id}), tx.now)
    await tx.incidents.save(freed)
    about = () if home is None else (home.id,)
    tx.events.append(
        incident_event(Kind.CALL_SEPARATED, freed, call.id, *about, changed=("calls",))
    )
    back = link.moved_back(command.by, tx.now)
    if home is None:
        return await _open(command, call, tx)
    return await _give_back(home, back, incident.id, tx)


async def _find(call: Call, tx: Transaction) -> tuple[Incident, CallLink]:
    incident_id = await tx.incidents.find_id_of_call(call.id)
    if incident_id is None:
        raise CallNotInIncident
    incident = await tx.incidents.get(incident_id)
    link = incident.link_of(call.id)
    if link is None:
        raise CallMovedMeanwhile
    return incident, link


async def _home(incident: Incident, link: CallLink, tx: Transaction) -> Incident | None:
    """Find where it goes back to: merged for this call alone, or still in work."""
    if not link.path:
        return None
    home = await tx.incidents.get(link.path[-1])
    brought = [one for one in incident.links if one.came_from(home.id)]
    undone = home.merged_into == incident.id and len(brought) == 1
    return home if home.worked or undone else None


async def _give_back(home: Incident, link: CallLink, left: UUID, tx: Transaction) -> Incident:
    worked = home.worked
    back = home.gained((link,), tx.now) if worked else home.unmerged((link,), tx.now)
    kind = Kind.INCIDENT_CHANGED if worked else Kind.INCIDENT_UNMERGED
    await tx.incidents.save(back)
    tx.events.append(incident_event(kind, back, left, changed=("calls",)))
    return back


async def _open(command: SeparateCall, call: Call, tx: Transaction) -> Incident:
    count = await tx.incidents.next_count(day_of(tx.now, command.zone))
    opened = incident_of_call(tx.new_id(), call, count=count, at=tx.now, zone=command.zone)
    await tx.incidents.save(opened)
    tx.events.append(incident_event(Kind.INCIDENT_OPENED, opened))
    return opened

"""An answered call gets its incident."""

from datetime import tzinfo
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.call_link import first_link
from dispatch.domain.call_note import CallNote
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.incident_number import day_of
from dispatch.domain.opening import find_incident_of_caller, incident_of_call
from dispatch.ports.transaction import Transaction


async def receive_call(call_id: UUID, zone: tzinfo, tx: Transaction) -> None:
    """Put the call to the incident of which the same person spoke within the hour, or open one.

    A call that belongs to an incident stays there: it was answered again, or joined by hand. What a
    seat rang that is no call back belongs to none by itself, nor does what a dedicated line says.

    Args:
        call_id: The call.
        zone: The centre's, whose day numbers the incident.
        tx: The unit of work.
    """
    call = await tx.calls.get(call_id)
    if (call.outgoing and call.follows is None) or CallNote.DIRECT in call.notes:
        return
    if await tx.incidents.find_id_of_call(call.id) is None:
        known = await _find_known(call, tx)
        await (_open(call, zone, tx) if known is None else _link(call, known, tx))


async def _find_known(call: Call, tx: Transaction) -> Incident | None:
    area_code = (await tx.site.current()).area_code
    worked = await tx.incidents.list_worked()
    seen = find_incident_of_caller(call, worked, at=tx.now, area_code=area_code)
    locked = None if seen is None else await tx.incidents.get(seen.id)
    return locked if locked and locked.worked else None


async def _link(call: Call, incident: Incident, tx: Transaction) -> None:
    joined = incident.gained((first_link(call, tx.origin.actor, tx.now),), tx.now)
    await tx.incidents.save(joined)
    tx.events.append(incident_event(Kind.CALL_JOINED, joined, changed=("calls",)))


async def _open(call: Call, zone: tzinfo, tx: Transaction) -> None:
    count = await tx.incidents.next_count(day_of(tx.now, zone))
    opened = incident_of_call(tx.new_id(), call, count=count, at=tx.now, zone=zone)
    await tx.incidents.save(opened)
    tx.events.append(incident_event(Kind.INCIDENT_OPENED, opened))

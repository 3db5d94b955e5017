"""A call is about an incident that is known."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.call_link import CallMovedMeanwhile, first_link
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class JoinCall:
    """Which call belongs to which incident.

    Args:
        by: Staff number.
    """

    call_id: UUID
    incident_id: UUID
    by: str


async def join_call(command: JoinCall, tx: Transaction) -> Incident:
    """Bring the call there; the incident that was opened for it alone is merged.

    Raises:
        CallMovedMeanwhile: Somebody else brought the call away while this waited.
    """
    call = await tx.calls.get(command.call_id)
    own_id = await tx.incidents.find_id_of_call(call.id)
    if own_id == command.incident_id:
        return await tx.incidents.get(own_id)
    if own_id is None:
        return await _join_first(command, call, tx)
    own, target = await tx.incidents.get_both(own_id, command.incident_id)
    return await _move(command, own, target, tx)


async def _join_first(command: JoinCall, call: Call, tx: Transaction) -> Incident:
    target = await tx.incidents.get(command.incident_id)
    joined = target.gained((first_link(call, command.by, tx.now),), tx.now)
    await tx.incidents.save(joined)
    tx.events.append(incident_event(Kind.CALL_JOINED, joined, changed=("calls",)))
    return joined


async def _move(command: JoinCall, own: Incident, target: Incident, tx: Transaction) -> Incident:
    link = own.link_of(command.call_id)
    if link is None:
        raise CallMovedMeanwhile
    joined = target.gained((link.moved(own.id, command.by, tx.now),), tx.now)
    alone = own.calls == (command.call_id,) and own.worked and not own.has_active_order
    left = (
        own.merged(target, command.by, tx.now)
        if alone
        else own.lost(frozenset({command.call_id}), tx.now)
    )
    kind, fields = (Kind.INCIDENT_MERGED, None) if alone else (Kind.INCIDENT_CHANGED, ("calls",))
    await tx.incidents.save(left)
    tx.events.append(incident_event(kind, left, target.id, command.call_id, changed=fields))
    await tx.incidents.save(joined)
    tx.events.append(incident_event(Kind.CALL_JOINED, joined, own.id, changed=("calls",)))
    return joined

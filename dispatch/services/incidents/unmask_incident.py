"""Somebody looks at the personal data of an incident of the past."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.incident import Incident
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UnmaskIncident:
    """Who wants to see which incident in full, and why."""

    incident_id: UUID
    reason: str
    by: Person


async def unmask_incident(command: UnmaskIncident, tx: Transaction) -> Incident:
    """Give it in full and account for the look: the same transaction does both."""
    incident = await tx.incidents.get(command.incident_id)
    subject, reason = str(incident.id), command.reason
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "unmask_incident", subject, reason))
    event = look_event(Kind.INCIDENT_VIEWED, command.by, subject, reason, incident.id)
    tx.events.append(event)
    return incident

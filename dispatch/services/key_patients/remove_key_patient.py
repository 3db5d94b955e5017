"""A key patient leaves the register."""

from dataclasses import replace
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction

GONE = ""


async def remove_key_patient(patient_id: UUID, by: Person, tx: Transaction) -> None:
    """Keep that there was an entry, and when it ended; what it said is wiped."""
    patient = await tx.key_patients.get(patient_id)
    removed = replace(
        patient,
        name=GONE,
        numbers=(),
        condition=GONE,
        access_note=GONE,
        consent_by=GONE,
        changed_by=by.staff_number,
        changed_at=tx.now,
        removed_at=tx.now,
    )
    await tx.key_patients.save(removed)
    subject = str(patient.id)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "remove_key_patient", subject, None))
    tx.events.append(look_event(Kind.KEY_PATIENT_REMOVED, by, subject, None, patient.id))

"""Somebody opens the page of a key patient."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.key_patient import KeyPatient
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


async def view_key_patient(patient_id: UUID, by: Person, tx: Transaction) -> KeyPatient:
    """Give all that the register says, and account for the look: the same transaction does both."""
    patient = await tx.key_patients.get(patient_id)
    subject = str(patient.id)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "view_key_patient", subject, None))
    tx.events.append(look_event(Kind.KEY_PATIENT_VIEWED, by, subject, None, patient.id))
    return patient

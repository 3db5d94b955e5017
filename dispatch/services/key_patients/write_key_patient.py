"""A key patient enters the register, or what it says of him changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.key_patient import ConsentNotYetGiven, KeyPatient
from dispatch.domain.people import Person
from dispatch.domain.phone_number import required_form
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WriteKeyPatient:
    """All that the register shall say; id is None for a patient who is not in it."""

    id: UUID | None
    name: str
    category: str
    numbers: tuple[str, ...]
    condition: str
    access_note: str
    consent_by: str
    consent_on: datetime
    by: Person


async def write_key_patient(command: WriteKeyPatient, tx: Transaction) -> KeyPatient:
    """Store it, with the numbers as calls will bring them.

    Raises:
        NumberUnusable: One of the numbers is no telephone number.
        ConsentNotYetGiven: Without consent nobody is in the register.
        KeyPatientNotFound: There is nobody to change.
    """
    if command.consent_on > tx.now:
        raise ConsentNotYetGiven
    known = None if command.id is None else await tx.key_patients.get(command.id)
    area_code = (await tx.site.current()).area_code
    numbers = dict.fromkeys(required_form(one, area_code=area_code) for one in command.numbers)
    written = KeyPatient(
        id=known.id if known else tx.new_id(),
        name=command.name,
        category=command.category,
        numbers=tuple(numbers),
        condition=command.condition,
        access_note=command.access_note,
        consent_by=command.consent_by,
        consent_on=command.consent_on,
        changed_by=command.by.staff_number,
        changed_at=tx.now,
    )
    await tx.key_patients.save(written)
    subject = str(written.id)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "write_key_patient", subject, None))
    tx.events.append(look_event(Kind.KEY_PATIENT_WRITTEN, command.by, subject, None, written.id))
    return written

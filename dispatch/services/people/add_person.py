"""A member of staff joins."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, person_event
from dispatch.domain.people import Person, PersonExists
from dispatch.domain.skill import must_be_listed
from dispatch.ports.transaction import Transaction


async def add_person(person: Person, tx: Transaction) -> Person:
    """Store a new person; a staff number is never given twice."""
    if await tx.people.find(person.staff_number) is not None:
        raise PersonExists(staff_number=person.staff_number)
    must_be_listed(person.skills, (await tx.site.current()).skills)
    await tx.people.save(person)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "add_person", person.staff_number, None))
    tx.events.append(person_event(Kind.PERSON_ADDED, person))
    return person

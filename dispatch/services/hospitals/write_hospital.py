"""What a hospital is: its name, place and departments."""

from dataclasses import replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import hospital_event
from dispatch.domain.hospital import Hospital, capabilities_of
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import content_of_hospital
from dispatch.ports.transaction import Transaction
from dispatch.services.note_written import note_written


async def write_hospital(
    hospital: Hospital, tx: Transaction, *, keeps_capabilities: bool = False
) -> Hospital:
    """Store it, new or changed, with the beds it told; NameTaken when another has this name.

    Args:
        hospital: As it was written.
        tx: The unit of work.
        keeps_capabilities: Nothing was written of them: the known ones stay.
    """
    await tx.upkeep.next_revision()
    known = await tx.hospitals.find(hospital.id)
    centres = capabilities_of(None if keeps_capabilities else hospital.capabilities, known)
    hospital = replace(hospital, capabilities=centres).keeping(known)
    await tx.hospitals.save(hospital)
    before = content_of_hospital(known) if known else None
    after = content_of_hospital(hospital)
    await note_written(KeptKind.HOSPITAL, hospital.id, before, after, tx)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_hospital", f"hospital:{hospital.id}", None)
    )
    tx.events.append(hospital_event(hospital))
    return hospital

"""What a hospital is: its name, place and departments."""

from dataclasses import replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import hospital_event
from dispatch.domain.hospital import Hospital, capabilities_of
from dispatch.ports.transaction import Transaction


async def write_hospital(
    hospital: Hospital, tx: Transaction, *, keeps_capabilities: bool = False
) -> Hospital:
    """Store it, new or changed, with the beds it told; NameTaken when another has this name.

    Args:
        hospital: As it was written.
        tx: The unit of work.
        keeps_capabilities: Nothing was written of them: the known ones stay.
    """
    known = await tx.hospitals.find(hospital.id)
    centres = capabilities_of(None if keeps_capabilities else hospital.capabilities, known)
    beds = known.beds if known else None
    hospital = replace(hospital, capabilities=centres, beds=beds)
    await tx.hospitals.save(hospital)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_hospital", f"hospital:{hospital.id}", None)
    )
    tx.events.append(hospital_event(hospital))
    return hospital

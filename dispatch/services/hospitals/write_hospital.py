"""What a hospital is: its name, place and departments."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import hospital_event
from dispatch.domain.hospital import Hospital
from dispatch.ports.transaction import Transaction


async def write_hospital(hospital: Hospital, tx: Transaction) -> Hospital:
    """Store it, new or changed; NameTaken when another has this name."""
    await tx.hospitals.save(hospital)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "write_hospital", f"hospital:{hospital.id}", None)
    )
    tx.events.append(hospital_event(hospital))
    return hospital

"""A hospital told how many beds are free."""

from uuid import UUID

from dispatch.domain.events import hospital_event
from dispatch.domain.hospital import Beds, Hospital
from dispatch.ports.transaction import Transaction


async def tell_beds(hospital_id: UUID, free: int, by: str, tx: Transaction) -> Hospital:
    """Note it with the time; HospitalNotFound."""
    hospital = await tx.hospitals.get(hospital_id)
    told = hospital.with_beds(Beds(free, tx.now, by))
    await tx.hospitals.save(told)
    tx.events.append(hospital_event(told))
    return told

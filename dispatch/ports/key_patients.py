"""Where the register of key patients is kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.key_patient import KeyPatient


class KeyPatientRepository(Protocol):
    """Key patients that were not removed, each locked until the transaction ends once read."""

    async def get(self, patient_id: UUID) -> KeyPatient:
        """Give a patient; KeyPatientNotFound."""
        ...

    async def save(self, patient: KeyPatient) -> None:
        """Store what changed, or a new patient."""
        ...

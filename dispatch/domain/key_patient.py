"""The register of key patients 重点病人: who needs more than an address when he calls."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.errors import DomainError


class KeyPatientNotFound(DomainError):
    """No key patient has this id, or he was removed."""

    code = "key_patient_not_found"


class ConsentNotYetGiven(DomainError):
    """The consent bears a date that has not come."""

    code = "consent_not_yet_given"


@dataclass(frozen=True, slots=True)
class KeyPatient:
    """One patient; in the register by consent only.

    Args:
        numbers: In their stored form; a call from one of them is flagged before the answer.
        access_note: How to get in: door code, which gate, who has the key.
        consent_by: The patient, or who may consent for him.
    """

    id: UUID
    name: str
    category: str
    numbers: tuple[str, ...]
    condition: str
    access_note: str
    consent_by: str
    consent_on: datetime
    changed_by: str
    changed_at: datetime
    removed_at: datetime | None = None

"""The register of key patients."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pypinyin import Style, lazy_pinyin
from typing_extensions import override

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.directory import key_patient
from dispatch.domain.key_patient import KeyPatient, KeyPatientNotFound


class KeyPatientRows(Rows[KeyPatient]):
    """Rows with a column more than the value: the initials of the name in pinyin."""

    @override
    def row(self, value: KeyPatient) -> Mapping[str, Any]:
        """Make the row of a value."""
        columns = {name: getattr(value, name) for name in value.__slots__}
        return columns | {"numbers": list(value.numbers), "initials": initials(value.name)}


KEY_PATIENTS = KeyPatientRows(KeyPatient, key_patient)


class PostgresKeyPatients(Repository[KeyPatient]):
    """Key patients; see `dispatch.ports.key_patients`."""

    async def get(self, patient_id: UUID) -> KeyPatient:
        """Give a patient; KeyPatientNotFound."""
        found = await self.find_where(
            key_patient.c.id == patient_id, key_patient.c.removed_at.is_(None)
        )
        if found is None:
            raise KeyPatientNotFound
        return found


def initials(name: str) -> str:
    """Give the initials of a name as they are typed: 张建国 is zjg."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()

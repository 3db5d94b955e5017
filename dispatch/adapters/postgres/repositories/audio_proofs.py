"""Hours whose calls were held against their audio, within one transaction."""

from datetime import datetime

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.audio_proofs import audio_proof
from dispatch.domain.audio_proof import HourProof

AUDIO_PROOFS = Rows(HourProof, audio_proof)


class PostgresAudioProofs(Repository[HourProof]):
    """See `dispatch.ports.audio_proofs`."""

    async def find(self, hour: datetime) -> HourProof | None:
        """Find what was found of an hour."""
        return await self.find_where(audio_proof.c.hour == hour)

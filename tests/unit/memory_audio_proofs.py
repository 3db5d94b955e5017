"""Hours whose calls were held against their audio, in memory, with the promises of their port."""

from datetime import datetime

from dispatch.domain.audio_proof import HourProof


class MemoryAudioProofs:
    """See `dispatch.ports.audio_proofs`."""

    def __init__(self) -> None:
        self._rows: dict[datetime, HourProof] = {}

    async def find(self, hour: datetime) -> HourProof | None:
        return self._rows.get(hour)

    async def save(self, proof: HourProof, /) -> None:
        self._rows[proof.hour] = proof

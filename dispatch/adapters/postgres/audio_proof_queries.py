"""Reads of hours whose calls were held against their audio."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories.audio_proofs import AUDIO_PROOFS
from dispatch.adapters.postgres.tables.audio_proofs import audio_proof
from dispatch.domain.audio_proof import ExpectedAudio, HourProof

MOST_HOURS = 1000
_HOUR = timedelta(hours=1)

# A call that the exchange refused for its codec never had a sound. A call from a seat is recorded
# in any case from the answer on.
_EXPECTED = text("""
SELECT id, recording, CASE direction WHEN 'OUT' THEN answered_at ELSE offered_at END AS since,
  ended_at, false AS is_message
FROM dispatch.call
WHERE ended_at >= :hour AND ended_at < :ends AND NOT 'no_codec' = ANY (notes)
  AND (direction <> 'OUT' OR answered_at IS NOT NULL)
UNION ALL
SELECT id, message, ended_at, ended_at, true
FROM dispatch.call WHERE ended_at >= :hour AND ended_at < :ends AND message IS NOT NULL
ORDER BY 2
""")


class PostgresAudioProofQueries:
    """See `dispatch.ports.audio_proofs`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def next_hour(self, now: datetime) -> datetime:
        """Give the first hour that is not proven."""
        async with reading(self._engine) as connection:
            last = await connection.scalar(select(func.max(audio_proof.c.hour)))
        before = now.replace(minute=0, second=0, microsecond=0) - _HOUR
        return before if last is None else last + _HOUR

    async def expected_audio(self, hour: datetime) -> Sequence[ExpectedAudio]:
        """Give the recordings that calls which ended in an hour must have left."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(_EXPECTED, {"hour": hour, "ends": hour + _HOUR})
            return [ExpectedAudio(*row) for row in rows]

    async def list_hours(self, since: datetime) -> Sequence[HourProof]:
        """Give the hours from an instant on, newest first."""
        query = select(audio_proof).where(audio_proof.c.hour >= since)
        newest = query.order_by(audio_proof.c.hour.desc()).limit(MOST_HOURS)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(newest)).mappings()
            return [AUDIO_PROOFS.value(row) for row in rows]

    async def count_waiting(self) -> int:
        """Count the hours with gaps of which nobody has said anything."""
        waiting = select(func.count()).where(
            audio_proof.c.explained_at.is_(None), audio_proof.c.gaps != text("'[]'::jsonb")
        )
        async with reading(self._engine) as connection:
            return int(await connection.scalar(waiting) or 0)

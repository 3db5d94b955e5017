"""Proves every hour that every call has its audio, and shows what is missing until a person spoke.

Each server does it; what one has found the other keeps. An hour is judged five minutes after its
end; while a recorder does not answer it waits, and for six hours while one of its calls is still
brought in.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from dispatch.domain.audio_proof import ExpectedAudio, HourProof, KeptAudio, find_gaps
from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import PartState
from dispatch.ports.audio_proofs import AudioProofQueries
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.recordings import (
    RecorderAway,
    Recording,
    RecordingFilter,
    RecordingNotFound,
    Recordings,
)
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings.prove_hour import prove_hour
from dispatch.workers.health import Finding

log = structlog.get_logger()

ORIGIN = Origin("timer", Wire.TIMER)
LAMP = "recordings"
GAPS: Finding = (PartState.FAILED, "audio_missing")
UNPROVEN: Finding = (PartState.DEGRADED, "audio_unproven")

LOOK_EVERY_S = 60.0
HOUR = timedelta(hours=1)
SETTLES_AFTER = timedelta(minutes=5)
JUDGED_AFTER = timedelta(hours=6)
LATE_AFTER = timedelta(hours=2)
MOST_GAPS = 200
PAGE = 200
WRITING = "writing"


class AudioProofWorker:
    """Looks for the next hour that can be proven."""

    def __init__(
        self,
        queries: AudioProofQueries,
        recordings: Recordings,
        commands: Commands,
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._recordings = recordings
        self._commands = commands
        self._clock = clock
        self._found: Finding | None = None

    async def run(self) -> None:
        """Prove until cancelled."""
        while True:
            try:
                while await self.prove_next():
                    pass
            except DomainError as error:
                log.info("audio_proof.put_off", code=error.code)
            await asyncio.sleep(LOOK_EVERY_S)

    async def prove_next(self) -> bool:
        """Prove one hour if that can be done now; False when there is nothing to do.

        Raises:
            RecorderAway: A recorder does not answer: nothing is judged without it.
        """
        now = self._clock.now()
        hour = await self._queries.next_hour(now)
        age = now - hour - HOUR
        await self._light(late=age > LATE_AFTER)
        if age < SETTLES_AFTER:
            return False
        expected = await self._queries.expected_audio(hour)
        found = await self._found_in(hour)
        named = found | await self._named({one.recording for one in expected} - found.keys())
        if age < JUDGED_AFTER and any(one.state == WRITING for one in named.values()):
            return False
        await self._keep(_judge(hour, now, expected, found, named))
        await self._light(late=False)
        return True

    def findings(self) -> Mapping[str, Finding]:
        """Give the lamp; none while all is well."""
        return {LAMP: self._found} if self._found else {}

    async def _light(self, *, late: bool) -> None:
        if await self._queries.count_waiting():
            self._found = GAPS
        else:
            self._found = UNPROVEN if late else None

    async def _found_in(self, hour: datetime) -> dict[str, Recording]:
        """Give the recordings that began in an hour."""
        found: dict[str, Recording] = {}
        before = None
        while True:
            page = await self._recordings.search(
                RecordingFilter(
                    number=None, since=hour, until=hour + HOUR, before=before, limit=PAGE
                )
            )
            if page.away:
                raise RecorderAway
            found |= {one.name: one for one in page.recordings}
            if len(page.recordings) < PAGE:
                return found
            before = page.recordings[-1].name

    async def _named(self, names: set[str]) -> dict[str, Recording]:
        """Give those of the names that a recorder knows."""
        found: dict[str, Recording] = {}
        for name in sorted(names):
            with suppress(RecordingNotFound):
                found[name] = await self._recordings.get(name)
        return found

    async def _keep(self, proof: HourProof) -> None:
        async def run(tx: Transaction) -> Json:
            await prove_hour(proof, tx)
            return None

        await self._commands.run(Keyed(None, "prove_hour"), ORIGIN, run)
        if proof.gaps:
            log.error("audio_proof.gaps", hour=proof.hour.isoformat(), gaps=len(proof.gaps))


def _judge(
    hour: datetime,
    now: datetime,
    expected: Sequence[ExpectedAudio],
    found: Mapping[str, Recording],
    named: Mapping[str, Recording],
) -> HourProof:
    gaps = find_gaps(expected, {name: _audio(one) for name, one in named.items()})
    return HourProof(
        hour=hour,
        proven_at=now,
        calls=len(expected),
        recordings=len(found),
        unowned=sum(one.call_id is None for one in found.values()),
        gaps=gaps[:MOST_GAPS],
    )


def _audio(recording: Recording) -> KeptAudio:
    duration_ms = recording.duration_ms
    return KeptAudio(None if duration_ms is None else duration_ms / 1000, recording.fault)

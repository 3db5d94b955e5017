"""What is known of each hour's calls and their audio."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from dispatch.domain.audio_proof import ExpectedAudio, HourProof


class AudioProofRepository(Protocol):
    """Hours within one transaction."""

    async def find(self, hour: datetime) -> HourProof | None:
        """Find what was found of an hour."""
        ...

    async def save(self, proof: HourProof, /) -> None:
        """Store what was found, or what a person said of it."""
        ...


class AudioProofQueries(Protocol):
    """Hours, read without a transaction."""

    async def next_hour(self, now: datetime) -> datetime:
        """Give the first hour that is not proven; it may not be over yet.

        Without any the one before this: what was before the centre proved hours is not judged.
        """
        ...

    async def expected_audio(self, hour: datetime) -> Sequence[ExpectedAudio]:
        """Give the recordings that calls which ended in an hour must have left."""
        ...

    async def list_hours(self, since: datetime) -> Sequence[HourProof]:
        """Give the hours from an instant on, newest first, at most 1000."""
        ...

    async def count_waiting(self) -> int:
        """Count the hours with gaps of which nobody has said anything."""
        ...

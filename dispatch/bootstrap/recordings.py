"""Wires what one server does with recordings beside showing them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.ports.recordings import Recordings
from dispatch.workers.audio_proof import AudioProofWorker


def make_audio_proof_worker(
    engine: AsyncEngine, recordings: Recordings, commands: Commands, clock: Clock
) -> AudioProofWorker:
    """Make what holds the calls of each hour against their audio."""
    return AudioProofWorker(PostgresAudioProofQueries(engine), recordings, commands, clock)

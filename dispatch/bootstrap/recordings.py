"""Wires what one server does with recordings beside showing them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.adapters.recorder import HttpRecordings
from dispatch.adapters.recorder_keeping import HttpRecordingKeeper
from dispatch.config import Settings
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.ports.recordings import Recordings
from dispatch.workers.audio_proof import AudioProofWorker


def make_audio_proof_worker(
    engine: AsyncEngine, recordings: Recordings, commands: Commands, clock: Clock
) -> AudioProofWorker:
    """Make what holds the calls of each hour against their audio."""
    return AudioProofWorker(PostgresAudioProofQueries(engine), recordings, commands, clock)


def make_recorders(settings: Settings) -> tuple[HttpRecordings, HttpRecordingKeeper]:
    """Make the wires to every exchange's recorder: what it has, and how it keeps it."""
    addresses = {exchange.name: exchange.recorder_url for exchange in settings.boot.exchanges}
    token = settings.secret("recorder_api").get_secret_value()
    return HttpRecordings(addresses, token), HttpRecordingKeeper(addresses, token)

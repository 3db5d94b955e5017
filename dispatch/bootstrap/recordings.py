"""Wires what one server does with recordings beside showing them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.adapters.recorder import HttpRecordings
from dispatch.adapters.recorder_keeping import HttpRecordingKeeper
from dispatch.adapters.releases import HttpReleases
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


def make_recorders(settings: Settings) -> tuple[HttpRecordings, HttpRecordingKeeper, HttpReleases]:
    """Make the wires to every recorder: what it has, how it keeps it, what leaves it."""
    addresses = {exchange.name: exchange.recorder_url for exchange in settings.boot.exchanges}
    token = settings.secret("recorder_api").get_secret_value()
    return (
        HttpRecordings(addresses, token),
        HttpRecordingKeeper(addresses, token),
        HttpReleases(addresses, token),
    )

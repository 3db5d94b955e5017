"""Wires what one server does with positions beside showing them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.milestone_queries import PostgresMilestoneQueries
from dispatch.adapters.track_store import PostgresTrackStore
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.ports.fleet import Fleet
from dispatch.workers.milestones import MilestoneWorker
from dispatch.workers.track_store import TrackStoreWorker


def make_milestone_worker(
    commands: Commands, engine: AsyncEngine, fleet: Fleet, clock: Clock
) -> MilestoneWorker:
    """Make what holds positions against runs."""
    return MilestoneWorker(commands, PostgresMilestoneQueries(engine), fleet, clock)


def make_track_store_worker(gis_engine: AsyncEngine) -> TrackStoreWorker:
    """Make what looks after the store of tracks, as the role d120_gis."""
    return TrackStoreWorker(PostgresTrackStore(gis_engine))

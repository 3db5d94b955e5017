"""Wires what one server does with positions beside showing them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.milestone_queries import PostgresMilestoneQueries
from dispatch.adapters.track_retirement import PostgresTrackRetirement
from dispatch.adapters.track_store import PostgresTrackStore
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands
from dispatch.ports.fleet import Fleet
from dispatch.workers.milestones import MilestoneWorker
from dispatch.workers.track_retirement import TrackRetirementWorker
from dispatch.workers.track_store import TrackStoreWorker


def make_milestone_worker(
    commands: Commands, engine: AsyncEngine, fleet: Fleet, clock: Clock
) -> MilestoneWorker:
    """Make what holds positions against runs."""
    return MilestoneWorker(commands, PostgresMilestoneQueries(engine), fleet, clock)


def make_track_workers(
    commands: Commands,
    engine: AsyncEngine,
    gis_engine: AsyncEngine,
    clock: Clock,
    keep_days: int | None,
) -> tuple[TrackStoreWorker, TrackRetirementWorker]:
    """Make what looks after the store of tracks, and takes out days older than is kept."""
    retirement = PostgresTrackRetirement(engine, gis_engine)
    return (
        TrackStoreWorker(PostgresTrackStore(gis_engine)),
        TrackRetirementWorker(retirement, commands, clock, keep_days),
    )

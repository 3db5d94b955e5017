"""Wires what one server does with work on the map."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.map_files import MapFolder
from dispatch.adapters.map_process import MapWorkProcess
from dispatch.adapters.map_versions import PostgresMapVersions
from dispatch.adapters.postgres.map_work_queries import PostgresMapWorkQueries
from dispatch.ports.commands import Commands
from dispatch.ports.map_work import MapDesk
from dispatch.workers.map_work import MapWorker


def make_map_desk(engine: AsyncEngine, gis_engine: AsyncEngine, state: Path) -> MapDesk:
    """Make what the page of maps works with."""
    return MapDesk(
        queries=PostgresMapWorkQueries(engine),
        versions=PostgresMapVersions(gis_engine),
        files=MapFolder(state),
    )


def make_map_worker(name: str, desk: MapDesk, commands: Commands, state: Path) -> MapWorker:
    """Make what has jobs done."""
    return MapWorker(name, commands, desk.queries, desk.versions, MapWorkProcess(state))

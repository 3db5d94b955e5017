"""Wires what the map window asks beside the map itself."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.run_queries import PostgresRunQueries
from dispatch.adapters.surroundings import PostgresSurroundings
from dispatch.adapters.tracks import PostgresTracks
from dispatch.ports.map_window import MapWindow


def make_map_window(engine: AsyncEngine, gis: AsyncEngine, places: PostgresPlaces) -> MapWindow:
    """Wire it.

    Args:
        engine: Of the role that reads orders and incidents.
        gis: Of the role d120_gis.
        places: The reverse search.
    """
    return MapWindow(
        PostgresSurroundings(gis, places), PostgresTracks(gis), PostgresRunQueries(engine)
    )

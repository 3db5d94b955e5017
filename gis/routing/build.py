"""Makes the road graph of a region from an OpenStreetMap file."""

from pathlib import Path

from gis.routing.graph import save
from gis.routing.kept_restrictions import keep_restrictions
from gis.routing.osm import RoadMap, read_roads
from gis.routing.profiles import Profile, file_of, made_of


def build(pbf: Path, out: Path) -> int:
    """Read the roads of an .osm.pbf and write their graphs, each whole or not; gives their number.

    Without any road nothing is written. The turn restrictions are kept beside the graph: a road
    that is drawn later cuts pieces, and the turns are then bound anew.

    Args:
        pbf: Any OpenStreetMap extract; WGS-84.
        out: The .npz file of runs with blue light; its folder exists.
    """
    roads = read_roads(pbf)
    for profile in Profile:
        _write(roads, file_of(out, profile), profile)
    if roads.ways:
        keep_restrictions(roads.restrictions, out.parent)
    return len(roads.ways)


def _write(roads: RoadMap, out: Path, profile: Profile) -> None:
    """Make one graph and let go of it: two of a large region do not fit together."""
    graph = made_of(roads.ways, roads.restrictions, profile)
    if graph is not None:
        save(graph, out)

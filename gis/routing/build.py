"""Makes the road graph of a region from an OpenStreetMap file."""

from pathlib import Path

from gis.routing.graph import assemble, save
from gis.routing.kept_restrictions import keep_restrictions
from gis.routing.osm import read_roads
from gis.routing.pieces import cut


def build(pbf: Path, out: Path) -> int:
    """Read the roads of an .osm.pbf and write their graph, whole or not at all; gives their number.

    Without any road nothing is written. The turn restrictions are kept beside the graph: a road
    that is drawn later cuts pieces, and the turns are then bound anew.

    Args:
        pbf: Any OpenStreetMap extract; WGS-84.
        out: The .npz file; its folder exists.
    """
    roads = read_roads(pbf)
    if roads.ways:
        save(assemble(cut(roads.ways), roads.restrictions), out)
        keep_restrictions(roads.restrictions, out.parent)
    return len(roads.ways)

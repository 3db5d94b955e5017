"""Makes the road graph of a region from an OpenStreetMap file."""

from pathlib import Path

from gis.routing.graph import assemble, save
from gis.routing.osm import read_roads
from gis.routing.pieces import cut


def build(pbf: Path, out: Path) -> None:
    """Read the roads of an .osm.pbf and write their graph, whole or not at all.

    Args:
        pbf: Any OpenStreetMap extract; WGS-84.
        out: The .npz file; its folder exists.
    """
    roads = read_roads(pbf)
    save(assemble(cut(roads.ways), roads.restrictions), out)

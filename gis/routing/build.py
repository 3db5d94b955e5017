"""Makes the road graph of a region from an OpenStreetMap file."""

from pathlib import Path


def build(pbf: Path, out: Path) -> None:
    """Read the roads of an .osm.pbf and write their graph, whole or not at all.

    Args:
        pbf: Any OpenStreetMap extract; WGS-84.
        out: The .npz file; its folder exists.
    """
    raise NotImplementedError(pbf, out)

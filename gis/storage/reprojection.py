"""Turns a file whose points are in GCJ-02 into one in WGS-84, before anything reads it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import osmium
import osmium.io
from osmium.osm.mutable import Node

from gis.gcj02 import to_wgs84

BATCH = 50_000


def write_in_wgs84(source: Path, target: Path) -> None:
    """Copy a file, every node moved; ways and relations stay as they are."""
    file = osmium.io.File(str(source), "pbf")
    with osmium.SimpleWriter(str(target), overwrite=True) as writer:
        nodes = map(_kept, _nodes(file))
        while batch := list(islice(nodes, BATCH)):
            for node in _moved(batch):
                writer.add_node(node)
        for thing in osmium.FileProcessor(file, osmium.osm.WAY | osmium.osm.RELATION):
            writer.add(thing)


def _nodes(file: osmium.io.File) -> Iterator[osmium.osm.Node]:
    for thing in osmium.FileProcessor(file, osmium.osm.NODE):
        if isinstance(thing, osmium.osm.Node):
            yield thing


def _kept(node: osmium.osm.Node) -> Node:
    at = node.location
    return Node(id=node.id, location=(at.lon, at.lat), tags=dict(node.tags))


def _moved(nodes: list[Node]) -> Iterator[Node]:
    lon, lat = np.array([node.location for node in nodes], dtype=np.float64).T
    for node, x, y in zip(nodes, *(axis.tolist() for axis in to_wgs84(lon, lat)), strict=True):
        node.location = (x, y)
        yield node

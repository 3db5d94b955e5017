"""Small towns drawn by hand, written as the files that any OpenStreetMap tool writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from gis.datum import Wgs84
from gis.routing.build import build
from gis.routing.graph import load
from gis.routing.router import Router

ORIGIN = Wgs84(119.03, 33.6)
STEP_DEG = 0.001  # about 93 m to the east and 111 m to the north


@dataclass(slots=True)
class Town:
    """Nodes on a grid, named by one letter each; ways are words of them."""

    nodes: Mapping[str, tuple[float, float]]
    ways: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    turns: list[tuple[dict[str, str], Sequence[tuple[str, str | int]]]] = field(
        default_factory=list
    )

    def way(self, nodes: str, **tags: str) -> int:
        """Draw a residential street unless told otherwise; give its number."""
        self.ways.append((nodes, {"highway": "residential"} | tags))
        return len(self.ways)

    def turn(self, restriction: str, *members: tuple[str, str | int], **tags: str) -> None:
        """Put up a sign: members are roles with a node's letter or a way's number."""
        told = {"type": "restriction", "restriction": restriction} | tags
        self.turns.append((told, members))

    def at(self, letter: str) -> Wgs84:
        """Where a node lies."""
        x, y = self.nodes[letter]
        return Wgs84(ORIGIN.lon + x * STEP_DEG, ORIGIN.lat + y * STEP_DEG)

    def between(self, one: str, other: str, share: float = 0.5) -> Wgs84:
        """Give a place on the straight line between two nodes."""
        a, b = self.at(one), self.at(other)
        return Wgs84(a.lon + share * (b.lon - a.lon), a.lat + share * (b.lat - a.lat))

    def router(self, folder: Path) -> Router:
        """Send the town through the same door as any city."""
        pbf, out = folder / "town.osm.pbf", folder / "graph.npz"
        pbf.unlink(missing_ok=True)
        self._write(pbf)
        build(pbf, out)
        return Router(load(out))

    def _write(self, pbf: Path) -> None:
        number = {letter: index for index, letter in enumerate(self.nodes, start=1)}
        with osmium.SimpleWriter(str(pbf)) as writer:
            for letter, node in number.items():
                point = self.at(letter)
                writer.add_node(osmium.osm.mutable.Node(id=node, location=(point.lon, point.lat)))
            for way, (letters, tags) in enumerate(self.ways, start=1):
                refs = [number[letter] for letter in letters]
                writer.add_way(osmium.osm.mutable.Way(id=way, nodes=refs, tags=tags))
            for relation, (tags, members) in enumerate(self.turns, start=1):
                listed = [
                    ("n", number[member], role) if isinstance(member, str) else ("w", member, role)
                    for role, member in members
                ]
                writer.add_relation(
                    osmium.osm.mutable.Relation(id=relation, members=listed, tags=tags)
                )

"""Reads roads and turn restrictions from an OpenStreetMap file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from gis.routing.passage import Passage, normal_passage_of, passage_of


@dataclass(frozen=True, slots=True)
class Way:
    """A drivable way, or a run of it whose nodes are all known.

    Args:
        passage: With blue light.
        nodes: Their OpenStreetMap numbers, in the way's direction.
        normal: Without; None where only an emergency run may drive.
        points: Longitude and latitude of each node, degrees.
    """

    id: int
    name: str
    passage: Passage
    nodes: tuple[int, ...]
    points: tuple[tuple[float, float], ...]
    normal: Passage | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """A turn that is forbidden, or the only one that is not.

    Args:
        via_ways: In their order; empty when the turn is at one node.
        not_for_us: The sign itself excepts emergencies.
    """

    only: bool
    u_turn: bool
    from_ways: tuple[int, ...]
    via_node: int | None
    via_ways: tuple[int, ...]
    to_ways: tuple[int, ...]
    not_for_us: bool = False


@dataclass(frozen=True, slots=True)
class RoadMap:
    """What a file says of roads."""

    ways: list[Way] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)


def read_roads(pbf: Path) -> RoadMap:
    """Read a whole file; ways without a known node are left out."""
    roads = RoadMap()
    wanted = osmium.filter.KeyFilter("highway", "restriction")
    for entity in osmium.FileProcessor(str(pbf)).with_locations().with_filter(wanted):
        if isinstance(entity, osmium.osm.Way):
            roads.ways.extend(_ways_of(entity))
        elif isinstance(entity, osmium.osm.Relation):
            roads.restrictions.extend(restrictions_of(dict(entity.tags), _members(entity)))
    return roads


def restrictions_of(
    tags: Mapping[str, str], members: list[tuple[str, str, int]]
) -> Iterator[Restriction]:
    """Read a restriction relation; what is broken gives nothing.

    Args:
        tags: Of the relation.
        members: Role, type (n or w) and number of each, in their order.
    """
    kind = tags.get("restriction", "")
    only, forbids = kind.startswith("only_"), kind.startswith("no_")
    exempt = {word.strip() for word in tags.get("except", "").split(";")}
    if tags.get("type") != "restriction" or not (only or forbids):
        return
    ways = {
        role: tuple(number for named, type_, number in members if (named, type_) == (role, "w"))
        for role in ("from", "via", "to")
    }
    nodes = [number for named, type_, number in members if (named, type_) == ("via", "n")]
    if ways["from"] and ways["to"] and (len(nodes) == 1) != bool(ways["via"]):
        yield Restriction(
            only,
            kind == "no_u_turn",
            ways["from"],
            nodes[0] if nodes else None,
            ways["via"],
            ways["to"],
            "emergency" in exempt,
        )


def _members(relation: osmium.osm.Relation) -> list[tuple[str, str, int]]:
    return [(member.role, member.type, member.ref) for member in relation.members]


def _ways_of(way: osmium.osm.Way) -> Iterator[Way]:
    tags = dict(way.tags)
    passage, normal = passage_of(tags), normal_passage_of(tags)
    if passage is None:
        return
    name = " ".join((tags.get("name") or tags.get("ref", "")).split())
    for run in _known_runs(way.nodes):
        nodes, points = zip(*run, strict=True)
        yield Way(way.id, name, passage, nodes, points, normal)


def _known_runs(
    nodes: osmium.osm.WayNodeList,
) -> Iterator[list[tuple[int, tuple[float, float]]]]:
    """Cut a way where an extract's edge took a node away."""
    run: list[tuple[int, tuple[float, float]]] = []
    for node in nodes:
        if node.location.valid():
            run.append((node.ref, (node.location.lon, node.location.lat)))
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run

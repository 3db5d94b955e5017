"""The two ways to drive: each has a road graph of its own, the one beside the other."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from gis.routing.graph import Graph, assemble
from gis.routing.osm import Restriction, Way
from gis.routing.pieces import Pieces, cut


class Profile(StrEnum):
    """How one drives; see `gis.routing.passage`."""

    BLUE_LIGHT = "blue_light"
    NORMAL = "normal"


def file_of(graph: Path, profile: Profile) -> Path:
    """Give where the graph of a profile lies, of the one with blue light."""
    return graph if profile is Profile.BLUE_LIGHT else graph.with_suffix(".normal.npz")


def ways_of(ways: Sequence[Way], profile: Profile) -> list[Way]:
    """Give the ways that are driven."""
    if profile is Profile.BLUE_LIGHT:
        return list(ways)
    return [replace(way, passage=way.normal) for way in ways if way.normal is not None]


def binding(restrictions: Sequence[Restriction], profile: Profile) -> list[Restriction]:
    """Give the signs that bind."""
    with_blue_light = profile is Profile.BLUE_LIGHT
    return [one for one in restrictions if not (with_blue_light and one.not_for_us)]


def assembled(pieces: Pieces, restrictions: Sequence[Restriction], profile: Profile) -> Graph:
    """Make the graph of a profile."""
    return assemble(pieces, binding(restrictions, profile))


def made_of(
    ways: Sequence[Way], restrictions: Sequence[Restriction], profile: Profile
) -> Graph | None:
    """Make the graph of a profile from ways; None where none is driven."""
    driven = ways_of(ways, profile)
    return assembled(cut(driven), restrictions, profile) if driven else None

"""A place that the search found, before it is ranked."""

from dataclasses import dataclass
from enum import IntEnum

from gis.datum import Wgs84


class Match(IntEnum):
    """How a place answers what was typed; the smaller the better."""

    EXACT = 0
    ADDRESS = 1
    PREFIX = 2
    CROSSING = 3
    WITHIN = 4
    CONTAINED = 5
    SIMILAR = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A place with how it was found.

    Attributes:
        weight: The smaller the more important.
        excess: How many characters its key has more than what was typed.
    """

    id: str
    name: str
    detail: str
    kind: str
    initials: str
    point: Wgs84
    match: Match
    weight: int
    excess: int

"""Where the reading use cases of recommendation look."""

from dataclasses import dataclass

from dispatch.ports.basis_queries import BasisQueries
from dispatch.ports.fleet import Fleet
from dispatch.ports.roads import RoadsThrough


@dataclass(frozen=True, slots=True)
class World:
    """Incidents and vehicles as they are stored, their positions, and the roads between."""

    basis: BasisQueries
    fleet: Fleet
    roads: RoadsThrough

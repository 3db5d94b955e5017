"""Where the reading use cases of recommendation look."""

from dataclasses import dataclass

from dispatch.ports.fleet import Fleet
from dispatch.ports.incident_queries import IncidentQueries
from dispatch.ports.order_queries import OrderQueries
from dispatch.ports.roads import Roads


@dataclass(frozen=True, slots=True)
class World:
    """Incidents and vehicles as they are stored, their positions, and the roads between."""

    incidents: IncidentQueries
    orders: OrderQueries
    fleet: Fleet
    roads: Roads

"""What a recommendation is made from, read in one picture, and what was kept of earlier ones."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.calibration import UNCALIBRATED, Calibration
from dispatch.domain.closure import Closure
from dispatch.domain.complaint import Complaint
from dispatch.domain.dispatch_rules import DispatchRules
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.domain.order import Order
from dispatch.domain.station import Station
from dispatch.ports.order_queries import Resources


@dataclass(frozen=True, slots=True)
class Places:
    """An incident and the places that the roads are asked about.

    Args:
        read_at: By the database's clock.
        trackers: Terminals of all vehicles.
        closures: Those in force.
        calibration: What was learned of drives, the one in force.
    """

    incident: Incident
    read_at: datetime
    trackers: frozenset[str]
    stations: Sequence[Station]
    hospitals: Sequence[Hospital]
    closures: Sequence[Closure] = ()
    calibration: Calibration = UNCALIBRATED


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is stored of those who could go.

    Args:
        orders: All that are not over.
        complaints: The table; empty for an incident without a complaint.
        heard: Stations of which a device is heard.
        others: Incidents of the orders, where the policy looks at them.
    """

    resources: Resources
    orders: Sequence[Order]
    complaints: Sequence[Complaint]
    rules: DispatchRules
    heard: frozenset[UUID]
    others: Mapping[UUID, Incident]


class BasisPicture(Protocol):
    """What was stored at one moment, read in two steps: the roads are asked between them."""

    async def read_places(self) -> Places | None:
        """Read the places first; None when there is no such incident."""
        ...

    async def read_known(self, places: Places) -> Known:
        """Read all the rest."""
        ...


class BasisQueries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    def picture(self, incident_id: UUID) -> AbstractAsyncContextManager[BasisPicture]:
        """Hold one moment."""
        ...

    async def read_rules(self) -> DispatchRules:
        """Give the rules in force."""
        ...

    async def find_kept(self, order_id: UUID) -> KeptRecommendation | None:
        """Find what an order's recommendation was made from."""
        ...

"""What a recommendation is made from, read in one picture, and what was kept of earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.complaint import Complaint
from dispatch.domain.dispatch_rules import DispatchRules
from dispatch.domain.incident import Incident
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.domain.order import Order
from dispatch.ports.order_queries import Resources


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is stored of an incident and of those who could go.

    Args:
        incident: None when there is none.
        orders: All that are not over.
        heard: Stations of which a device is heard.
        others: Incidents of the orders, where the policy looks at them.
    """

    incident: Incident | None
    resources: Resources
    orders: Sequence[Order]
    complaints: Sequence[Complaint]
    rules: DispatchRules
    heard: frozenset[UUID]
    others: Mapping[UUID, Incident]


class BasisQueries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def read_known(self, incident_id: UUID) -> Known:
        """Read all of it, as of one moment."""
        ...

    async def read_rules(self) -> DispatchRules:
        """Give the rules in force."""
        ...

    async def find_kept(self, order_id: UUID) -> KeptRecommendation | None:
        """Find what an order's recommendation was made from."""
        ...

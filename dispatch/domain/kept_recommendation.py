"""What a recommendation was made from, kept with the orders of one act to be replayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.recommendation import Basis, to_keep, weigh
from dispatch.domain.recommendation_list import text_of


class RecommendationNotKept(DomainError):
    """The order was sent without a recommendation, or before they were kept."""

    code = "recommendation_not_kept"


@dataclass(frozen=True, slots=True)
class KeptRecommendation:
    """One act of sending.

    Args:
        listed: The list as it was, as `recommendation_list.text_of` writes it.
        basis: What it was made from; None when this version of the program cannot read it.
        left_out: Vehicles of the centre that are not kept.
    """

    id: UUID
    incident_id: UUID
    order_ids: Sequence[UUID]
    made_at: datetime
    map_version: str | None
    listed: str
    basis: Basis | None
    left_out: int

    def again(self) -> str | None:
        """Make the list anew from what was kept."""
        return text_of(weigh(self.basis)) if self.basis else None


def keep_recommendation(
    kept_id: UUID, basis: Basis, order_ids: Sequence[UUID], vehicle_ids: Sequence[UUID]
) -> KeptRecommendation:
    """Keep the best of the list and the vehicles that were sent."""
    kept, left_out = to_keep(basis, vehicle_ids)
    return KeptRecommendation(
        id=kept_id,
        incident_id=basis.incident_id,
        order_ids=tuple(order_ids),
        made_at=basis.made_at,
        map_version=basis.map_version or None,
        listed=text_of(weigh(kept)),
        basis=kept,
        left_out=left_out,
    )

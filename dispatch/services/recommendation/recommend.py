"""Which vehicle goes, and where to: everything is read, nothing is changed."""

from uuid import UUID

from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.recommendation import Recommendation, weigh
from dispatch.ports.world import World
from dispatch.services.gather_basis import gather_basis


async def recommend(incident_id: UUID, world: World) -> Recommendation:
    """Rank every vehicle and every hospital; IncidentNotFound."""
    basis = await gather_basis(incident_id, world)
    if basis is None:
        raise IncidentNotFound
    return weigh(basis)

"""Shared by the verbs that send a vehicle: what the list was made from is kept with the orders."""

from collections.abc import Sequence

from dispatch.domain import kept_recommendation
from dispatch.domain.order import Order
from dispatch.domain.recommendation import Basis
from dispatch.ports.transaction import Transaction


async def keep_recommendation(
    basis: Basis | None, orders: Sequence[Order], tx: Transaction
) -> None:
    """Keep it, once for all orders of one act."""
    if basis is None or not orders:
        return
    order_ids = [one.id for one in orders]
    vehicle_ids = [one.vehicle_id for one in orders]
    kept = kept_recommendation.keep_recommendation(tx.new_id(), basis, order_ids, vehicle_ids)
    await tx.kept_recommendations.add(kept)

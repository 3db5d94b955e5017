"""A closure begins or ends by itself. It did so by the clock; this tells it and keeps it."""

from uuid import UUID

from dispatch.domain.closure import ClosureAct
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure


async def turn_closure(closure_id: UUID, tx: Transaction) -> None:
    """Tell that it began or ended; one that was lifted meanwhile is left alone."""
    closure = await tx.closures.get(closure_id)
    if closure.lifted_at is not None:
        return
    act = ClosureAct.ENDED if closure.over(tx.now) else ClosureAct.BEGAN
    await change_closure("turn_closure", act, closure, tx)

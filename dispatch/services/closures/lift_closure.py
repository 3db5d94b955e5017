"""A closure is lifted before its time."""

from uuid import UUID

from dispatch.domain.closure import Closure, ClosureAct
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure


async def lift_closure(closure_id: UUID, by: str, tx: Transaction) -> Closure:
    """Lift it; ClosureOver when it has ended already."""
    closure = await tx.closures.get(closure_id)
    lifted = closure.lifted(by, tx.now)
    return await change_closure("lift_closure", ClosureAct.LIFTED, lifted, tx)

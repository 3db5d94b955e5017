"""A closure ends at another time than was said."""

from datetime import datetime
from uuid import UUID

from dispatch.domain.closure import Closure, ClosureAct
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure


async def extend_closure(closure_id: UUID, ends_at: datetime, tx: Transaction) -> Closure:
    """Set its end; ClosureOver when it is over, ClosureEndsTooEarly for an end that is past."""
    closure = await tx.closures.get(closure_id)
    extended = closure.extended(ends_at, tx.now)
    return await change_closure("extend_closure", ClosureAct.EXTENDED, extended, tx)

"""The lifting of a closure is taken back: it is in force until its end again."""

from collections.abc import Collection
from uuid import UUID

from dispatch.domain.closure import Closure, ClosureAct
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure
from dispatch.services.only_beside import only_beside


async def restore_closure(
    closure_id: UUID, cuts_off: tuple[str, ...], beside: Collection[UUID], tx: Transaction
) -> Closure:
    """Put it back.

    Args:
        closure_id: Which.
        cuts_off: What it cuts off beside those that there are now; accepted.
        beside: Those that were not over when that was checked.
        tx: The unit of work.

    Raises:
        ClosureNotLifted: It was not lifted.
        ClosureOver: Its time is over.
        ClosuresChangedMeanwhile: There are others now.
    """
    closure = await tx.closures.get(closure_id)
    restored = closure.restored(tx.now, cuts_off)
    await only_beside(beside, tx)
    return await change_closure("restore_closure", ClosureAct.RESTORED, restored, tx)

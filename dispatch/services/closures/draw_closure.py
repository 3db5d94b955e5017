"""A dispatcher, leader or technician closes roads, or makes them slow, until a time."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from dispatch.domain.closure import Closure, ClosureAct, check_times
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure
from dispatch.services.only_beside import only_beside


async def draw_closure(
    checked: Closure, beside: Collection[UUID], tx: Transaction, *, at_once: bool
) -> Closure:
    """Store what was checked; it is in force for the next question that anybody asks.

    Args:
        checked: Without id and number.
        beside: Those that were not over when it was checked.
        tx: The unit of work.
        at_once: It begins now.

    Raises:
        ClosuresChangedMeanwhile: There are others now.
    """
    await only_beside(beside, tx)
    begins_at = tx.now if at_once else checked.begins_at
    check_times(begins_at, checked.ends_at, tx.now)
    drawn = replace(
        checked,
        id=tx.new_id(),
        number=await tx.closures.next_number(),
        begins_at=begins_at,
        drawn_at=tx.now,
    )
    return await change_closure("draw_closure", ClosureAct.DRAWN, drawn, tx)

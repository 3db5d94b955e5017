"""A closure begins or ends by itself. It did so by the clock; this tells it and keeps it."""

from uuid import UUID

from dispatch.domain.closure import ClosureAct
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.ports.transaction import Transaction
from dispatch.services.change_closure import change_closure


async def turn_closure(closure_id: UUID, tx: Transaction) -> None:
    """Tell that it began or ended; one that was lifted meanwhile is left alone.

    A deadline moves with a clock that jumps, the closure's own times do not: where neither has
    come, it is looked at again when it has.
    """
    closure = await tx.closures.get(closure_id)
    if closure.lifted_at is not None:
        return
    was_planned = closure.begins_at > closure.drawn_at
    if closure.over(tx.now):
        await change_closure("turn_closure", ClosureAct.ENDED, closure, tx)
    elif was_planned and closure.in_force(tx.now):
        await change_closure("turn_closure", ClosureAct.BEGAN, closure, tx)
    else:
        turns_at = closure.turns_at(tx.now)
        await tx.deadlines.set(Deadline(DeadlineKind.CLOSURE_TURN, str(closure.id), turns_at))

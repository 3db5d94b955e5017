"""A leader is off a talk, or his phone was never on it."""

from uuid import UUID

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, supervision_event
from dispatch.ports.transaction import Transaction


async def end_supervision(supervision_id: UUID, tx: Transaction, *, answered: bool = True) -> None:
    """End it once; what is over stays as it is.

    Args:
        supervision_id: Which.
        tx: Where.
        answered: False ends only one whose phone has not answered, as when its time is over.
    """
    supervision = await tx.supervisions.find(supervision_id)
    if supervision is None or supervision.over or (supervision.heard_at and not answered):
        return
    gone = supervision.gone(tx.now)
    await tx.supervisions.save(gone)
    await tx.deadlines.clear(DeadlineKind.SUPERVISION_ANSWER, str(gone.id))
    tx.events.append(supervision_event(Kind.SUPERVISION_ENDED, gone, before=supervision))

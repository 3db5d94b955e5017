"""The exchange tells that a leader is on a talk, or takes part in another way."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, supervision_event
from dispatch.domain.signal import SupervisionHeard
from dispatch.domain.supervision import SupervisionNotFound
from dispatch.ports.transaction import Transaction


async def hear_supervision(signal: SupervisionHeard, tx: Transaction) -> None:
    """Show the mode that is true now."""
    supervision = await tx.supervisions.find(signal.supervision_id)
    if supervision is None:
        raise SupervisionNotFound
    heard = supervision.heard(signal.mode, signal.recording, signal.happened_at)
    await tx.supervisions.save(heard)
    await tx.deadlines.clear(DeadlineKind.SUPERVISION_ANSWER, str(heard.id))
    kind = Kind.SUPERVISION_CHANGED if supervision.heard_at else Kind.SUPERVISION_STARTED
    tx.events.append(supervision_event(kind, heard, before=supervision))

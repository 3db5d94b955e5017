"""A seat does not take over, or who asked takes it back."""

from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import handover_event
from dispatch.domain.handover import Handover
from dispatch.ports.transaction import Transaction


async def decline_handover(handover_id: UUID, staff_number: str, tx: Transaction) -> Handover:
    """Leave everything with whom it is."""
    declined = (await tx.handovers.get(handover_id)).declined(staff_number, tx.now)
    await tx.handovers.save(declined)
    tx.events.append(handover_event(Kind.HANDOVER_DECLINED, declined))
    return declined

"""What a seat asked others to take is asked no longer."""

from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import handover_event
from dispatch.ports.transaction import Transaction


async def withdraw_handovers(seat: int, tx: Transaction) -> None:
    """Take back every question of a seat that nobody answered."""
    for asked in await tx.handovers.list_asked_of(seat):
        taken_back = asked.declined(asked.staff_number, tx.now)
        await tx.handovers.save(taken_back)
        tx.events.append(handover_event(Kind.HANDOVER_DECLINED, taken_back))

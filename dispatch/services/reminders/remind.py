"""A call came: whoever watches for such a one is told, once a call."""

from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import reminder_event
from dispatch.ports.transaction import Transaction


async def remind(call_id: UUID, complaint: str | None, tx: Transaction) -> None:
    """Tell the leaders whose running reminders fit; complaint is that of the call's incident."""
    call = await tx.calls.get(call_id)
    for reminder in await tx.reminders.list_running(tx.now):
        if call.id in reminder.calls or not reminder.fits(call, complaint):
            continue
        came = reminder.came(call.id)
        await tx.reminders.save(came)
        tx.events.append(reminder_event(Kind.REMINDER_CAME, came, call.id))

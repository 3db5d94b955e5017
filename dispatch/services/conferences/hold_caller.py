"""The caller waits outside the room, reassured."""

from dispatch.domain.call import CallState
from dispatch.domain.conference_signal import CallerWaits
from dispatch.domain.events import Kind, call_event, conference_event
from dispatch.ports.transaction import Transaction


async def hold_caller(signal: CallerWaits, tx: Transaction) -> None:
    """Show since when the caller hears nobody."""
    conference = await tx.conferences.get(signal.conference_id)
    waits = conference.held(signal.member_id)
    await tx.conferences.save(waits)
    tx.events.append(conference_event(Kind.CONFERENCE_HELD, waits, signal.member_id))
    call = await tx.calls.get(conference.call_id)
    if call.state is CallState.TALKING:
        held = call.held(signal.happened_at)
        await tx.calls.save(held)
        tx.events.append(call_event(Kind.CALL_HELD, held))

"""A caller pressed a key."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallerKeyPressed
from dispatch.domain.silent_call import key_pressed
from dispatch.ports.transaction import Transaction


async def note_silent_key(signal: CallerKeyPressed, tx: Transaction) -> None:
    """Keep the answer of a silent caller; what others press is nobody's business."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    if call.silent is None or call.over:
        return
    pressed = key_pressed(call, signal.digit, signal.happened_at)
    await tx.calls.save(pressed)
    tx.events.append(call_event(Kind.CALL_SILENT_KEY_PRESSED, pressed))

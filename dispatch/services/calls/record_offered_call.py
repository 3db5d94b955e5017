"""A call reached the centre."""

from datetime import timedelta

from dispatch.domain.call import Call, CallState
from dispatch.domain.call_note import CallNote
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event
from dispatch.domain.nuisance_events import lock_event
from dispatch.domain.phone_number import stored_form
from dispatch.domain.signal import CallOffered
from dispatch.ports.transaction import Transaction


async def record_offered_call(signal: CallOffered, tx: Transaction) -> Call:
    """Make the call's row at the first ring, with all that is known of its number."""
    known = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if known is not None:
        return known
    site = await tx.site.current()
    number = stored_form(signal.number, area_code=site.area_code)
    call = Call(
        id=tx.new_id(),
        exchange=signal.exchange,
        unique_id=signal.call_unique_id,
        number=number,
        name=signal.name,
        called_number=signal.called_number,
        trunk=signal.trunk,
        recording=signal.recording,
        caller=await tx.directory.describe_caller(number),
        state=CallState.OFFERED,
        offered_at=signal.happened_at,
        notes=signal.notes,
    )
    await tx.calls.add(call)
    tx.events.append(call_event(Kind.CALL_OFFERED, call))
    if CallNote.LOCKED in call.notes:
        await _count(call, tx)
    if not call.screened:
        due_at = tx.now + timedelta(seconds=site.answer_overdue_after_s)
        await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(call.id), due_at))
    return call


async def _count(call: Call, tx: Transaction) -> None:
    """Count the call of a locked number on its lock, which is one card at the desks."""
    lock = await tx.nuisance.find_lock(call.number or "")
    if lock is not None:
        counted = lock.called(call.offered_at)
        await tx.nuisance.save_lock(counted)
        tx.events.append(lock_event(Kind.NUMBER_LOCK_CALLED, counted))

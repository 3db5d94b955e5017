"""Who wants to leave asks another seat to take over what he holds."""

from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import handover_event
from dispatch.domain.handover import Handover, ask
from dispatch.domain.seat import SeatNotYours
from dispatch.ports.transaction import Transaction
from dispatch.services.hold_open_work import hold_open_work
from dispatch.services.withdraw_handovers import withdraw_handovers


async def ask_handover(number: int, staff_number: str, to_seat: int, tx: Transaction) -> Handover:
    """Ask; what was asked of another seat before is taken back."""
    seat = await tx.seats.get(number)
    if seat.staff_number != staff_number:
        raise SeatNotYours(seat=number)
    receiver = await tx.seats.get(to_seat)
    asked = ask(tx.new_id(), seat, receiver, await hold_open_work(seat, tx), tx.now)
    await withdraw_handovers(number, tx)
    await tx.handovers.save(asked)
    tx.events.append(handover_event(Kind.HANDOVER_ASKED, asked))
    return asked

"""What a seat's call-taker would leave behind."""

from dispatch.domain.handover import OpenWork, open_work, orders_held_by
from dispatch.domain.seat import Seat
from dispatch.ports.transaction import Transaction


async def hold_open_work(seat: Seat, tx: Transaction) -> OpenWork:
    """Read it: his talk, orders that nobody took, his call-backs; not what another took over."""
    staff_number = seat.staff_number or ""
    waiting = await tx.orders.list_unacknowledged()
    accepted = await tx.handovers.list_accepted_of([order.id for order in waiting])
    return open_work(
        seat,
        await tx.calls.get(seat.call_id) if seat.call_id and seat.engaged else None,
        orders_held_by(staff_number, waiting, accepted),
        await tx.tasks.list_claimed_by(staff_number),
    )

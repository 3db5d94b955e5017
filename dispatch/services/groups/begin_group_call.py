"""A seat calls many lines at once, or speaks to them."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.call_out import (
    SEAT_PICKS_UP_WITHIN_S,
    SeatEngaged,
    SeatPhoneAway,
    unique_id_of,
)
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, group_event
from dispatch.domain.group_call import GroupCall, GroupKind, LineUnknown, begin_group
from dispatch.domain.line import LinePlan
from dispatch.domain.people import Person
from dispatch.domain.seat import SeatNotYours
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BeginGroupCall:
    """Whom to call.

    Args:
        lines: Numbers of dedicated lines; none is all of them.
        wanted: How many are to accept; 0 is all.
    """

    group_id: UUID
    by: Person
    exchange: str
    kind: GroupKind
    lines: tuple[int, ...]
    wanted: int


async def begin_group_call(command: BeginGroupCall, tx: Transaction) -> GroupCall:
    """Make the row; the exchange is asked once this is stored.

    Raises:
        SeatNotYours: The person sits nowhere.
        SeatEngaged: Somebody talks there, or is rung.
        SeatPhoneAway: The exchange does not reach the seat's own phone.
        LineUnknown: A line is none of the site's, or the site has none.
    """
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    if seat is None:
        raise SeatNotYours
    if seat.engaged or seat.rings:
        raise SeatEngaged(seat=seat.number)
    if not seat.phone_reachable:
        raise SeatPhoneAway(seat=seat.number)
    group = begin_group(
        command.group_id,
        await _lines(command, tx),
        kind=command.kind,
        exchange=command.exchange,
        unique_id=unique_id_of(command.exchange, command.group_id, tx.now),
        seat=seat.number,
        staff_number=command.by.staff_number,
        wanted=command.wanted,
        at=tx.now,
    )
    await tx.group_calls.save(group)
    due_at = tx.now + timedelta(seconds=SEAT_PICKS_UP_WITHIN_S)
    await tx.deadlines.set(Deadline(DeadlineKind.GROUP_CALL, str(group.id), due_at))
    tx.events.append(group_event(Kind.GROUP_CALL_BEGUN, group))
    return group


async def _lines(command: BeginGroupCall, tx: Transaction) -> tuple[LinePlan, ...]:
    known = {line.number: line for line in (await tx.site.current()).lines}
    unknown = [number for number in command.lines if number not in known]
    if unknown:
        raise LineUnknown(line=unknown[0])
    return tuple(known[number] for number in dict.fromkeys(command.lines or known))

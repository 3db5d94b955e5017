"""A seat's open work given to another before its call-taker leaves. Life cycle: TRANSITIONS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.order import Order
from dispatch.domain.seat import Seat
from dispatch.domain.task import Task
from dispatch.domain.transfer import SeatCannotTake


class HandoverState(StrEnum):
    """Where a hand-over stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class HandoverMove(StrEnum):
    """What happened to it: the other seat answers, or who asked takes it back."""

    ACCEPT = "accept"
    DECLINE = "decline"


TRANSITIONS: Mapping[tuple[HandoverState, HandoverMove], HandoverState] = {
    (HandoverState.ASKED, HandoverMove.ACCEPT): HandoverState.ACCEPTED,
    (HandoverState.ASKED, HandoverMove.DECLINE): HandoverState.DECLINED,
}


class HandoverNeeded(DomainError):
    """The seat holds open work: somebody must take it over first."""

    code = "handover_needed"


class HandoverNotFound(DomainError):
    """No hand-over has this id."""

    code = "handover_not_found"


class HandoverNotYours(DomainError):
    """Another seat was asked."""

    code = "handover_not_yours"


class NothingToHandOver(DomainError):
    """The seat holds no open work: its call-taker may leave."""

    code = "nothing_to_hand_over"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a person would leave behind: his talk, orders that nobody took, his call-backs."""

    calls: tuple[UUID, ...]
    orders: tuple[UUID, ...]
    tasks: tuple[UUID, ...]

    @property
    def is_none(self) -> bool:
        """Whether he may just leave."""
        return not (self.calls or self.orders or self.tasks)


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over.

    Args:
        seat: Whose work is given away.
        to_seat: Whose call-taker is asked.
    """

    id: UUID
    seat: int
    staff_number: str
    to_seat: int
    to_staff_number: str
    calls: tuple[UUID, ...]
    orders: tuple[UUID, ...]
    tasks: tuple[UUID, ...]
    state: HandoverState
    asked_at: datetime
    ended_at: datetime | None = None

    def accepted(self, by: str, at: datetime) -> "Handover":
        """Be taken by whom was asked."""
        if by != self.to_staff_number:
            raise HandoverNotYours
        return replace(self, state=self._after(HandoverMove.ACCEPT), ended_at=at)

    def declined(self, by: str, at: datetime) -> "Handover":
        """Be refused by whom was asked, or taken back by who asked."""
        if by not in {self.to_staff_number, self.staff_number}:
            raise HandoverNotYours
        return replace(self, state=self._after(HandoverMove.DECLINE), ended_at=at)

    def _after(self, move: HandoverMove) -> HandoverState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


def orders_held_by(
    staff_number: str, orders: Sequence[Order], accepted: Sequence[Handover]
) -> Sequence[Order]:
    """Give the orders that a person must see taken: he sent them or took them over last.

    Args:
        staff_number: The person's.
        orders: That nobody took.
        accepted: By which any of them changed hands, oldest first.
    """
    holders = {order.id: order.sent_by for order in orders}
    for handover in accepted:
        holders.update(dict.fromkeys(handover.orders, handover.to_staff_number))
    return [order for order in orders if holders[order.id] == staff_number]


def open_work(
    seat: Seat, call: Call | None, orders: Sequence[Order], tasks: Sequence[Task]
) -> OpenWork:
    """Say what a seat's call-taker holds.

    Args:
        seat: His.
        call: The one at the seat, if there is one.
        orders: That he must see taken.
        tasks: That he works on.
    """
    talks = call is not None and seat.engaged and not call.over
    return OpenWork(
        calls=(call.id,) if call is not None and talks else (),
        orders=tuple(order.id for order in orders),
        tasks=tuple(task.id for task in tasks),
    )


def ask(handover_id: UUID, seat: Seat, receiver: Seat, work: OpenWork, at: datetime) -> Handover:
    """Ask another seat to take the work.

    Raises:
        NothingToHandOver: There is none.
        SeatCannotTake: Nobody sits there, or it is the same seat.
    """
    if work.is_none:
        raise NothingToHandOver
    if receiver.staff_number is None or receiver.number == seat.number:
        raise SeatCannotTake(seat=receiver.number)
    return Handover(
        id=handover_id,
        seat=seat.number,
        staff_number=seat.staff_number or "",
        to_seat=receiver.number,
        to_staff_number=receiver.staff_number,
        calls=work.calls,
        orders=work.orders,
        tasks=work.tasks,
        state=HandoverState.ASKED,
        asked_at=at,
    )

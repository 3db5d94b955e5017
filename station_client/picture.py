"""What the station knows: its orders at one position of its stream. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import ValidationError

from dispatch.contracts.devices import StationBoard
from dispatch.contracts.orders import OrderView
from dispatch.contracts.stream import EventMessage, Watermark


class Gap(Exception):
    """Something is missing between the picture and what was heard."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All orders of the station that are open or ended lately.

    Args:
        n: Number of the last event that is in it.
        unreadable: Order events that this version could not read; never zero in a well-kept site.
    """

    epoch: str
    n: int
    orders: Mapping[UUID, OrderView]
    unreadable: int = 0

    def after(self, message: EventMessage) -> "Picture":
        """Give the picture after an event; a repetition changes nothing.

        Raises:
            Gap: An event before this one was not heard, or the epoch is another one.
        """
        if message.event.epoch != self.epoch:
            raise Gap
        if message.n <= self.n:
            return self
        if message.previous_n != self.n:
            raise Gap
        return replace(self._changed(message.event.payload), n=message.n)

    def is_missing(self, mark: Watermark) -> bool:
        """Tell whether the stream has more than was heard."""
        return mark.epoch != self.epoch or mark.last > self.n

    def _changed(self, payload: Mapping[str, object]) -> "Picture":
        if "order" not in payload:
            return self
        try:
            order = OrderView.model_validate(payload["order"])
        except ValidationError:
            return replace(self, unreadable=self.unreadable + 1)
        return replace(self, orders={**self.orders, order.id: order})


def picture_of(board: StationBoard) -> Picture:
    """Take a snapshot as it is."""
    return Picture(board.epoch, board.last, {order.id: order for order in board.orders})

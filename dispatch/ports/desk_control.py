"""What a server may ask of an exchange for a seat beyond its own talk."""

from typing import Protocol

from dispatch.domain.group_call import GroupOrder


class DeskControl(Protocol):
    """Orders to one exchange; tried once, bounded, never replayed, as those of CallControl.

    Raises:
        ExchangeAway: Not connected, or no answer in time; the order may or may not have arrived.
        ExchangeRefused: The exchange said no, or the caller is not where the order has him.
    """

    async def park(self, call_unique_id: str, seat: int) -> None:
        """Take a caller out of the talk at a seat and keep him; alone the exchange returns him."""

    async def pick_up(self, call_unique_id: str, seat: int) -> None:
        """Bring a caller to whom nobody talks to a seat, whose phone answers by itself."""

    async def send_tones(self, call_unique_id: str, digits: str) -> None:
        """Press keys of the telephone towards the other party of a talk."""

    async def begin_group(self, order: GroupOrder) -> None:
        """Ring the seat's own phone; when it answers, the exchange rings every line at once."""

    async def end_group(self, unique_id: str) -> None:
        """End a group call as its seat's hang-up would."""

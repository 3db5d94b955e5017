"""What a server may ask of an exchange for a leader on a running talk."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.site_timings import USUAL
from dispatch.domain.supervision import Mode


@dataclass(frozen=True, slots=True)
class SupervisionOrder:
    """Bring a leader's phone onto a talk.

    Args:
        call_unique_id: Of the caller's channel.
        phone_seat: The seat whose phone is called and answers by itself.
        seat: Whose leg is listened to: the seat that has the caller, also among several.
        answer_within_s: How long it is rung.
    """

    supervision_id: UUID
    call_unique_id: str
    phone_seat: int
    mode: Mode
    seat: int | None
    answer_within_s: int = USUAL.leader_answers_within_s


class SupervisionControl(Protocol):
    """Orders to one exchange; tried once, bounded, never replayed, as those of CallControl.

    What came of an order is told by signals: SupervisionHeard, SupervisionEnded and, for a take
    over, CallTakenOver. None of them ends a talk, whatever fails.

    Raises:
        ExchangeAway: Not connected, or no answer in time; the order may or may not have arrived.
        ExchangeRefused: The exchange said no, or the talk or the leader's leg is not there.
    """

    async def begin_supervision(self, order: SupervisionOrder) -> None:
        """Call the leader's phone and put it on the talk when it answers."""

    async def change_supervision(self, supervision_id: UUID, mode: Mode) -> None:
        """Change how a leader takes part who is on the talk."""

    async def end_supervision(self, supervision_id: UUID) -> None:
        """Take a leader off; nothing happens when he is not on. Never for one who took over."""

"""All that an exchange holds at one moment, its own notes included."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.call import CallState
from dispatch.domain.call_note import CallNote


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCall:
    """A call as the exchange holds it now, with all that is needed to make its row anew.

    Args:
        state: OFFERED while a locked caller is warned, QUEUED, RINGING, TALKING, HELD or PARKED.
        ringing_legs: Channel and phone of everything that rings, spare phones too.
        phone: The phone that talks, when one does; seat is None when it is a spare phone.
        leg_unique_id: Channel of that phone.
        parked_by: The seat that parked the caller last.
        in_room: Whether it is in a room, or held for one; its members tell who has the caller.
        since: When this state began as far as the exchange can tell, else when the call came.
    """

    unique_id: str
    number: str | None
    name: str | None
    called_number: str
    trunk: str
    recording: str
    state: CallState
    position: int | None
    ringing_seats: tuple[int, ...]
    ringing_legs: tuple[tuple[str, str], ...]
    seat: int | None
    phone: str | None
    leg_unique_id: str | None
    offered_at: datetime
    since: datetime
    notes: tuple[CallNote, ...] = ()
    parked_by: int | None = None
    in_room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedCall:
    """A call of which the exchange's own notes were not taken away: perhaps nobody heard of it.

    Args:
        phone: The phone that answered last, with leg_unique_id and talked_at.
        gone_at: When the caller's channel went; None while it lives or when the exchange died.
        cause: ITU-T Q.850, with gone_at.
    """

    unique_id: str
    number: str | None
    called_number: str
    trunk: str
    recording: str
    offered_at: datetime
    talked_at: datetime | None = None
    phone: str | None = None
    leg_unique_id: str | None = None
    gone_at: datetime | None = None
    cause: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMessage:
    """A message that the exchange keeps until a server has told it, with its call.

    Args:
        message: Name of the message's own recording.
        recording: Name of the whole call's.
    """

    call_unique_id: str
    message: str
    recording: str
    trunk: str
    called_number: str
    number: str | None
    offered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCallOut:
    """A call from a seat as the exchange holds it now.

    Args:
        state: RINGING, TALKING or HELD.
        leg_unique_id: Channel of the far party, when he has answered.
    """

    unique_id: str
    seat: int
    phone: str
    state: CallState
    leg_unique_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePicture:
    """All an exchange holds, taken after each (re)connect: missed events never come again.

    Args:
        noted: Living calls too, and such as a server knows but has not yet taken away.
        started_at: When the exchange itself started (CoreStatus): a call from before was cut off.
        members: Of rooms: the legs that are in one, are held or are rung for it.
        supervisions: Of the leaders whose phones are called or are on a talk.
        groups: Group calls whose seat's phone is called or speaks.
    """

    exchange: str
    started_at: datetime
    taken_at: datetime
    calls: tuple[LiveCall, ...]
    reachable_seats: frozenset[int]
    calls_out: tuple[LiveCallOut, ...] = ()
    supervisions: frozenset[UUID] = frozenset()
    members: frozenset[UUID] = frozenset()
    messages: tuple[KeptMessage, ...] = ()
    noted: tuple[NotedCall, ...] = ()
    groups: frozenset[UUID] = frozenset()

    def is_over(self, noted: NotedCall) -> bool:
        """Tell whether a noted call has ended: it went, or the exchange died under it.

        One that began while the picture was taken has neither gone nor a channel in it.
        """
        living = any(live.unique_id == noted.unique_id for live in self.calls)
        return not living and (noted.gone_at is not None or noted.offered_at < self.started_at)


def dead_exchange(exchange: str, at: datetime) -> ExchangePicture:
    """Give the picture of an exchange that is dead: it holds no call and reaches no phone."""
    return ExchangePicture(
        exchange=exchange, started_at=at, taken_at=at, calls=(), reachable_seats=frozenset()
    )

"""Short messages: their rows, and the way by which they leave the centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.sms import Sms, SmsReason


class SmsRepository(Protocol):
    """Short messages within one transaction."""

    async def get(self, sms_id: UUID) -> Sms:
        """Give one."""
        ...

    async def find_next(self) -> Sms | None:
        """Give the oldest that may be tried now; one that another server works on is skipped."""
        ...

    async def list_overdue(self, queued_before: datetime, claimed_before: datetime) -> list[Sms]:
        """Give those that wait since before an instant, or were claimed before one and not told."""
        ...

    async def find_sent(self, number: str, reference: int) -> Sms | None:
        """Give the youngest to a number that the network calls so, if it is not ended.

        The network may put a country code before the number.
        """
        ...

    async def save(self, sms: Sms, /) -> None:
        """Store a new or changed one."""
        ...


@dataclass(frozen=True, slots=True)
class SmsReport:
    """What the network tells of a part that it took.

    Args:
        reference: As the network called it; there are 256 of them.
        number: To which it was sent, digits, maybe with a country code.
        delivered: Whether the telephone has it; else it never will.
    """

    reference: int
    number: str
    delivered: bool


@dataclass(frozen=True, slots=True)
class SmsWayHealth:
    """How a way stands.

    Args:
        fault: Why nothing can be sent now; None when all is well.
        held_elsewhere: Another process on this machine has it; that one sends.
        signal_dbm: How loud the network is; None where there is no radio or it is not known.
    """

    fault: SmsReason | None
    signal_dbm: int | None = None
    held_elsewhere: bool = False

    @property
    def sends(self) -> bool:
        """Whether a text can be handed over now."""
        return self.fault is None and not self.held_elsewhere


@dataclass(frozen=True, slots=True)
class WayElsewhere:
    """What another server said last of its way out.

    Args:
        code: Its lamp's; None while it is well.
        alive: Whether that server answers.
    """

    code: str | None
    alive: bool


class WaysElsewhere(Protocol):
    """What others say of theirs; DatabaseAway when the database cannot be asked."""

    async def find(self, observer: str) -> WayElsewhere | None:
        """Give the best of what the others say; None while nobody has said anything."""
        ...


class SmsWay(Protocol):
    """A way out. Each text is tried once; it is held by one process at a time."""

    async def run(self) -> None:
        """Hold the way open until cancelled, whatever becomes of it."""
        ...

    async def send(self, number: str, text: str) -> Sequence[int]:
        """Hand a text over; give the references of parts whose delivery will be told; SmsUnsent."""
        ...

    async def next_report(self) -> tuple[str, SmsReport]:
        """Wait for the oldest report of a delivery and give it with its name.

        It is given again, also by another process, until it is dropped.
        """
        ...

    def drop_report(self, name: str) -> None:
        """Let a report go that is noted."""
        ...

    def health(self) -> SmsWayHealth:
        """Tell how the way stood when it was last looked at."""
        ...

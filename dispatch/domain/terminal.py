"""Vehicle terminals: which were seen, which are admitted, and what is sent to them.

A text that a terminal acknowledged was shown by a box. That is no person's acknowledgement: the
order's own states know nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError

ORDER_HOLDS = timedelta(minutes=30)
TEXT_HOLDS = timedelta(minutes=15)
LONGEST_TEXT = 200


class TerminalNotSeen(DomainError):
    """No terminal with this number has registered."""

    code = "terminal_not_seen"


class TerminalNotAdmitted(DomainError):
    """That terminal is not admitted, or no longer."""

    code = "terminal_not_admitted"


class NoTerminal(DomainError):
    """None of these vehicles has an admitted terminal."""

    code = "no_terminal"


class DownlinkState(StrEnum):
    """How far a text has come; it ends by the terminal's answer, or without one."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class SeenTerminal:
    """A terminal as it registered last, whether it was let in or not.

    Args:
        phone: Number of its SIM, which names it.
        version: Year of JT/T 808 that it speaks.
        maker: As the box says; so are model, terminal and plate.
        doubled: How often a second connection spoke as this one.
        counts: What was heard of it and refused, by kind, since the port started.
        faults: Of the box itself, by the names of its alarm bits; nobody at a seat can mend them.
        vehicle_id: Whose tracker has this number.
    """

    phone: str
    feed: str
    version: int | None
    plate: str | None
    maker: str | None
    model: str | None
    terminal: str | None
    address: str
    first_seen_at: datetime
    last_seen_at: datetime
    connected: bool
    doubled: int
    counts: Mapping[str, int]
    faults: tuple[str, ...] = ()
    admitted_by: str | None = None
    admitted_at: datetime | None = None
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    vehicle_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """A terminal that may speak: this box, with this number.

    Args:
        vehicle_id: The vehicle whose terminal it became by this act; None: by upkeep.
    """

    phone: str
    maker: str
    model: str
    terminal: str
    vehicle_id: UUID | None
    admitted_by: str
    admitted_at: datetime
    revoked_by: str | None = None
    revoked_at: datetime | None = None

    def revoked(self, by: str, at: datetime) -> "Admission":
        """Let it speak no longer; a second time changes nothing."""
        if self.revoked_at is not None:
            return self
        return replace(self, revoked_by=by, revoked_at=at)


@dataclass(frozen=True, slots=True)
class TerminalText:
    """Free text to vehicles; phones are those of their terminals."""

    id: UUID
    text: str
    phones: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Downlink:
    """One text to one terminal.

    Args:
        order_id: What it tells of; None: free text.
        message_id: The free text that it is part of.
        vehicle_id: Whose terminal it is now.
        reason: Why it FAILED: no_answer, terminal_failed, terminal_wrong, not_supported or
            superseded.
    """

    id: UUID
    phone: str
    order_id: UUID | None
    revision: int | None
    message_id: UUID | None
    vehicle_id: UUID | None
    state: DownlinkState
    reason: str | None
    at: datetime


def order_text(
    *,
    number: str,
    revision: int,
    priority: int | None,
    place: str,
    pick_up: str | None,
    complaint: str | None,
) -> str:
    """Write an order for a terminal's small screen: where to and why, and nothing of a person.

    A terminal's screen cannot be wiped after the hand-over, so neither caller nor patient is named.
    """
    head = f"【派车】{number}" if revision == 1 else f"【派车单第{revision}版】{number}"
    kind = " ".join(filter(None, (f"{priority}级" if priority else None, complaint)))
    lines = [head, kind, f"地址：{place}", f"等车：{pick_up}" if pick_up else ""]
    return "\n".join(filter(None, lines))


def ending_text(number: str, *, reassigned: bool) -> str:
    """Tell a vehicle that it need not go."""
    return f"【{'改派' if reassigned else '取消派车'}】{number}，本车不用去了"

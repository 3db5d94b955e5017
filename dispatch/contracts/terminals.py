"""Vehicle terminals on JT/T 808: which speak, and what is sent to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, View

DownlinkStateName = Literal["QUEUED", "SENT", "ACKNOWLEDGED", "FAILED", "EXPIRED"]


class SeenTerminalView(View):
    """A terminal as it registered last, whether it was let in or not.

    phone is the number of its SIM, which names it; version the year of JT/T 808. doubled tells how
    often a second connection spoke as this one, counts what was heard and refused, by kind.
    faults are those of the box itself: POWER_CUT, POWER_LOW, GNSS_FAULT, ANTENNA_OPEN,
    ANTENNA_SHORTED, DISPLAY_FAULT.
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
    admitted_by: str | None
    admitted_at: datetime | None
    revoked_by: str | None
    revoked_at: datetime | None
    vehicle_id: UUID | None


class SeenTerminalsView(View):
    """All terminals, the newest heard first."""

    terminals: tuple[SeenTerminalView, ...]


class AdmitTerminal(Command):
    """Let a terminal speak; vehicle_id says whose it is, None leaves that as it is kept."""

    vehicle_id: UUID | None = None


class AdmissionView(View):
    """A terminal that may speak, or no longer: this box with this number."""

    phone: str
    maker: str
    model: str
    terminal: str
    vehicle_id: UUID | None
    admitted_by: str
    admitted_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None


class SendTerminalText(Command):
    """Free text to vehicles; none named: to all that have a terminal."""

    text: str = Field(
        min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"
    )
    vehicle_ids: tuple[UUID, ...] = Field((), max_length=500)


class TerminalTextView(View):
    """Free text that was written to vehicles."""

    id: UUID
    text: str
    phones: tuple[str, ...]
    by: str
    at: datetime


class DownlinkView(View):
    """How far one text to one terminal has come; ACKNOWLEDGED is the box's word, no person's."""

    id: UUID
    phone: str
    order_id: UUID | None
    revision: int | None
    message_id: UUID | None
    vehicle_id: UUID | None
    state: DownlinkStateName
    reason: str | None
    at: datetime


class DownlinksView(View):
    """Texts of the last twelve hours, newest first."""

    downlinks: tuple[DownlinkView, ...]


class TerminalEvent(View):
    """Payload of terminal_changed."""

    admission: AdmissionView


class TerminalTextEvent(View):
    """Payload of terminal_text_sent."""

    text: TerminalTextView


class DownlinkEvent(View):
    """Payload of downlink_changed."""

    downlink: DownlinkView

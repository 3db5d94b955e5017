"""How feeds, ports and terminals are, for the technician."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from dispatch.contracts.base import Command, View

TerminalName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,32}$")]


class FeedView(View):
    """One feed with its port; counts by kind of damage and by gate."""

    name: str
    kind: str
    address: str
    seen_at: datetime
    plugged: bool
    turned_at: datetime | None
    why_closed: str | None
    heard_at: datetime | None
    understood_at: datetime | None
    bytes_per_s: float
    sentences_per_s: float
    counts: Mapping[str, int]
    last_hex: str


class FeedTerminalView(View):
    """One terminal as one feed hears it.

    Args:
        shown: The map shows the vehicle by this feed.
        apart_m: How far this feed puts it from there at about the same time.
    """

    feed: str
    device: str
    vehicle_id: UUID | None
    vehicle_name: str | None
    shown: bool
    apart_m: int | None
    seen_at: datetime
    fixed_at: datetime | None
    lon: float | None
    lat: float | None
    speed_kmh: float | None
    satellites: int | None
    hdop: float | None
    quality: int | None
    skew_s: float | None
    counts: Mapping[str, int]


class StrangerView(View):
    """Who spoke and is nobody's terminal."""

    feed: str
    device: str
    why: str
    address: str
    last_at: datetime
    tries: int


class TerminalTokenView(View):
    """A terminal that has a token."""

    device: str
    issued_at: datetime


class FeedsView(View):
    """All feeds at one moment, by the database's clock."""

    at: datetime
    feeds: tuple[FeedView, ...]
    terminals: tuple[FeedTerminalView, ...]
    strangers: tuple[StrangerView, ...]
    tokens: tuple[TerminalTokenView, ...]
    cut: bool


class DecodeBytes(Command):
    """What a technician pasted, as text or hexadecimal."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=8192)]


class DecodedFieldView(View):
    """One field: code of its name, as sent, what it means."""

    name: str
    raw: str
    meaning: str


class DecodedPartView(View):
    """One sentence or frame; problem: why it is not used."""

    kind: str
    fields: tuple[DecodedFieldView, ...]
    problem: str | None


class DecodedView(View):
    """All that was found in what was pasted."""

    parts: tuple[DecodedPartView, ...]


class IssueTerminalToken(Command):
    """For which terminal."""

    device: TerminalName


class IssuedTokenView(View):
    """A token, shown only here."""

    device: str
    token: str

"""How feeds, their ports and their terminals are, as a technician looks at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedShown:
    """One feed with its port; all instants are the database's.

    Args:
        plugged: Whether its port is open.
        turned_at: Since when it is open or closed.
        why_closed: Kind of fault; None while it is open.
        counts: What was heard and refused, by kind.
        last_hex: The last bytes that came.
    """

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


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One terminal as one feed hears it.

    Args:
        shown: Whether the map shows the vehicle by this feed, of several.
        skew_s: This machine's clock less the terminal's.
    """

    feed: str
    device: str
    shown: bool
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


@dataclass(frozen=True, slots=True)
class StrangerShown:
    """Who spoke and is nobody's terminal.

    Args:
        why: wrong_token or unknown_device.
    """

    feed: str
    device: str
    why: str
    address: str
    last_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """All of it at one moment.

    Args:
        at: By the database's clock.
        tokens: Terminals that have one, and when it was issued.
        cut: More terminals are heard than are shown here.
    """

    at: datetime
    feeds: tuple[FeedShown, ...]
    sources: tuple[SourceShown, ...]
    strangers: tuple[StrangerShown, ...]
    tokens: Mapping[str, datetime]
    cut: bool


@dataclass(frozen=True, slots=True)
class DecodedField:
    """One field of a sentence or frame: code of its name, as sent, what it means."""

    name: str
    raw: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DecodedPart:
    """One sentence or frame of what was pasted; problem: why it is not used."""

    kind: str
    fields: tuple[DecodedField, ...]
    problem: str | None

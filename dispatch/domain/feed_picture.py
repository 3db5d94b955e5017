"""How feeds, their ports and their terminals are, as a technician looks at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.place import short_distance_m
from gis.datum import Wgs84

AT_ONE_TIME = timedelta(seconds=10)  # fixes further apart tell where it was, not who is wrong


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


def apart_m(source: SourceShown, sources: Sequence[SourceShown]) -> float | None:
    """Tell how far a feed puts a terminal from where the map shows it at about the same time.

    None: it is what the map shows, or the two tell of times that cannot be compared.
    """
    shown = next((one for one in sources if one.device == source.device and one.shown), source)
    here, there = _point(source), _point(shown)
    if shown.feed == source.feed or here is None or there is None:
        return None
    if source.fixed_at is None or shown.fixed_at is None:
        return None
    if abs(source.fixed_at - shown.fixed_at) > AT_ONE_TIME:
        return None
    return short_distance_m(here, there)


def _point(source: SourceShown) -> Wgs84 | None:
    return None if source.lon is None or source.lat is None else Wgs84(source.lon, source.lat)


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

"""Which span of a call the exchange's disk had no room for, to a tenth of a second."""

from datetime import datetime
from typing import Final

from recorder.ingest.incoming import Sighting
from recorder.ingest.sides import Sides
from recorder.recording import LostSpan

STEP_MS: Final = 100
UNTOLD_MS: Final = 2500
"""Without a full disk: a block of the exchange is 2048 ms, and its mark may come late."""
_START_KNOWN_TO_MS: Final = 1000


def find_lost(sighting: Sighting, sides: Sides, short_at: datetime | None) -> LostSpan | None:
    """The span between the last sound a disk took and the end of the call.

    The exchange marks the end when it has closed the files: a file that was written for the last
    time long before was cut by a disk that took no more. Where room came back in mid call, sound
    is closed up: then all that lacks of the call's length, whose start is known to the second, is
    named from the moment when the disk was seen full.

    Args:
        sighting: Its files; without the mark of the end nothing can be said.
        sides: What is in them.
        short_at: When the exchange's disk was last seen full during the call.
    """
    if sighting.done is None or not sighting.sides or sides.frames == 0:
        return None
    kept_ms = sides.frames * 1000 // sides.sample_rate_hz
    after_ms = _ms(sighting.done.changed_at, sighting.changed_at)
    if after_ms >= (UNTOLD_MS if short_at is None else STEP_MS):
        return _span(kept_ms, after_ms)
    if short_at is None:
        return None
    lacking_ms = _ms(sighting.done.changed_at, sighting.name.started_at) - kept_ms
    if lacking_ms <= _START_KNOWN_TO_MS:
        return None
    return _span(max(0, _ms(short_at, sighting.name.started_at)), lacking_ms)


def _span(from_ms: int, length_ms: int) -> LostSpan:
    """Rounded to a tenth of a second, never to nothing."""
    first = from_ms // STEP_MS * STEP_MS
    last = -(-(from_ms + length_ms) // STEP_MS) * STEP_MS
    return LostSpan(first, last)


def _ms(later: datetime, earlier: datetime) -> int:
    return round((later - earlier).total_seconds() * 1000)

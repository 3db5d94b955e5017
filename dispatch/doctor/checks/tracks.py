"""The store of tracks: its coming days, and fixes that lie in none."""

from dataclasses import dataclass
from datetime import date, datetime

from dispatch.doctor.finding import Finding, ok, warn


@dataclass(frozen=True, slots=True)
class TracksState:
    """What the store holds; latest is its last day."""

    days: int
    size_bytes: int
    latest: date | None
    astray: int
    earliest_at: datetime | None = None
    latest_at: datetime | None = None


def check_tracks(state: TracksState | None, today: date) -> Finding:
    """Judge it; None where the database does not tell."""
    if state is None:
        return warn("tracks_unknown")
    if state.astray:
        ends = [f"{at:%Y-%m-%d}" if at else "-" for at in (state.earliest_at, state.latest_at)]
        return warn("tracks_astray", count=state.astray, earliest=ends[0], latest=ends[1])
    if state.latest is None or state.latest <= today:
        return warn("tracks_unmade", latest=state.latest or "-")
    return ok("tracks_good", days=state.days, megabytes=state.size_bytes // 1_000_000)

"""Which days of tracks may be taken out of the store, and which somebody still needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dispatch.domain.errors import DomainError

LEAST_KEPT_DAYS = 30
"""No setting takes newer days out."""


class TracksHeldAlready(DomainError):
    """The tracks of that incident are held already."""

    code = "tracks_held_already"


class TracksNotHeld(DomainError):
    """The tracks of that incident are not held."""

    code = "tracks_not_held"


@dataclass(frozen=True, slots=True)
class TrackHold:
    """The tracks of an incident's runs are kept, whatever the setting, until somebody lets go."""

    incident_id: UUID
    reason: str
    held_by: str
    held_at: datetime
    released_by: str | None = None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """When the vehicles of an incident were under way: one that is held, or not over yet."""

    number: str
    since: datetime
    until: datetime


def retirable_days(
    days: Iterable[date], today: date, keep_days: int | None, needed: Sequence[Needed]
) -> tuple[date, ...]:
    """Give the days that are older than is kept and that no incident needs; None keeps all.

    A day is of UTC; the days beside a run's own are kept too, for whoever looks around it.
    """
    if keep_days is None:
        return ()
    first_kept = today - timedelta(days=max(keep_days, LEAST_KEPT_DAYS))
    held = {day for one in needed for day in _days_of(one)}
    return tuple(sorted(day for day in days if day < first_kept and day not in held))


def _days_of(one: Needed) -> Iterable[date]:
    first = one.since.date() - timedelta(days=1)
    last = one.until.date() + timedelta(days=1)
    return (first + timedelta(days=after) for after in range((last - first).days + 1))

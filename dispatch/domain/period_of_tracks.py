"""Which vehicles' driving is asked about, and when: bounded, read a day at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.errors import DomainError
from dispatch.domain.track import LONGEST, Span

MOST_VEHICLE_DAYS = 62


class PeriodTooLong(DomainError):
    """Vehicles times days are too many for one answer."""

    code = "period_too_long"


@dataclass(frozen=True, slots=True)
class TrackPeriod:
    """From an instant up to, not including, another, of some vehicles; PeriodTooLong."""

    since: datetime
    until: datetime
    vehicles: int

    def __post_init__(self) -> None:
        days = (self.until - self.since) / timedelta(days=1)
        if not self.since < self.until or days * self.vehicles > MOST_VEHICLE_DAYS:
            raise PeriodTooLong(most=MOST_VEHICLE_DAYS)

    def spans(self) -> Iterator[Span]:
        """Give the days of it, one after the other."""
        since = self.since
        while since < self.until:
            until = min(since + LONGEST, self.until)
            yield Span(since, until)
            since = until

"""What statistics read of a period of the past."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dispatch.domain.area_report import PlacedIncident
from dispatch.domain.call import Call
from dispatch.domain.period import Period
from dispatch.domain.seat_spans import SeatChange
from dispatch.domain.telephone_counters import CountedCall


@dataclass(frozen=True, slots=True)
class TelephonePeriod:
    """All that the telephone's counters are made of.

    Args:
        seat_changes: In the order of time; the last of each seat before the period included.
        complaints: Incidents opened in the period that turned out to be complaints.
        call_backs: Seconds from opening to end of each call-back task opened in the period; None
            for one that is not done.
        dispositions: How many talks were what; one still wrapped up is in none.
        read_at: By the database's clock.
        overrides: How many orders went otherwise than proposed first, by their reason.
    """

    calls: Sequence[CountedCall]
    seat_changes: Sequence[SeatChange]
    complaints: int
    call_backs: Sequence[float | None]
    read_at: datetime
    dispositions: Mapping[str, int] = field(default_factory=dict)
    overrides: Mapping[str, int] = field(default_factory=dict)


class Statistics(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def read_telephone(self, period: Period) -> TelephonePeriod:
        """Read a period in one picture."""
        ...

    def calls_of(self, period: Period) -> AbstractAsyncContextManager[AsyncIterator[Call]]:
        """Give every call of a period in the order of its first ring, as they are read."""
        ...

    async def read_placed(self, period: Period) -> Sequence[PlacedIncident]:
        """Read the emergencies of a period that have a scene on the map, in order of time."""
        ...

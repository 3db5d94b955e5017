"""A round: a person asks every source again; its answers are rows beside those of before."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.errors import DomainError
from dispatch.domain.place_asking import askable
from dispatch.domain.place_source_plan import PlaceSourcePlan

FIRST_ROUND = timedelta(seconds=2)
"""So long after a call came its sources are still asked by themselves."""
LONGEST = timedelta(seconds=15)
"""A round that nobody ended in this time is over: the server that asked is dead."""
ASKED_UNTIL = timedelta(hours=1)
"""So long after a call's end its sources may still be asked: the caller may be waiting there."""


class SourcesBeingAsked(DomainError):
    """The sources are being asked just now; by says who asked, nobody at a call's beginning."""

    code = "sources_being_asked"


class NobodyToAsk(DomainError):
    """No source is set up that could say where this caller is."""

    code = "nobody_to_ask"


class CallTooLongOver(DomainError):
    """The call ended so long ago that a position now would be about another hour."""

    code = "call_too_long_over"


@dataclass(frozen=True, slots=True)
class SourceRound:
    """One round; ended_at is None while the sources are being asked."""

    id: UUID
    call_id: UUID
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None = None

    def runs(self, now: datetime) -> bool:
        """Whether answers may still come."""
        return self.ended_at is None and now - self.asked_at < LONGEST

    def ended(self, at: datetime) -> "SourceRound":
        """Give the round as it is when every source has answered or let its time pass."""
        return replace(self, ended_at=at)


def must_be_askable(
    call: Call, plan: PlaceSourcePlan, last: SourceRound | None, now: datetime
) -> None:
    """Refuse to ask about a call.

    Raises:
        NobodyToAsk: Its number is withheld, or no source is set up for it.
        CallTooLongOver: It ended more than an hour ago.
        SourcesBeingAsked: They are asked just now.
    """
    if call.number is None or call.outgoing or not askable(call.number, plan):
        raise NobodyToAsk
    if call.ended_at is not None and now - call.ended_at > ASKED_UNTIL:
        raise CallTooLongOver
    if now - call.offered_at < FIRST_ROUND:
        raise SourcesBeingAsked(by=None)
    if last is not None and last.runs(now):
        raise SourcesBeingAsked(by=last.asked_by)

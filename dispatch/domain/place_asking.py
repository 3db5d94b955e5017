"""A question to one source of a caller's place: it is a row, and ends with an answer or told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.errors import IllegalMove
from dispatch.domain.phone_number import is_mobile
from dispatch.domain.place_source_plan import PlaceSourcePlan

ANSWERED_WITHIN = timedelta(seconds=5)
"""A server that has not settled a question by then is taken for gone; a source has one second."""
MOST_TRIES = 5
USELESS_AFTER = timedelta(minutes=5)
"""Of a call that is over for so long, or asked about so long ago, nobody needs the place."""


def askable(number: str, plan: PlaceSourcePlan) -> tuple[SourceKind, ...]:
    """Name who is asked about a number: the carrier about a mobile one alone."""
    yes_no = {
        SourceKind.PEER: bool(plan.peer.url),
        SourceKind.NETWORK: bool(plan.network.url) and is_mobile(number),
    }
    return tuple(kind for kind, yes in yes_no.items() if yes)


class AskingState(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ASKED = "asked"
    ENDED = "ended"


class AskingMove(StrEnum):
    """What happens to a question."""

    CLAIMED = "claimed"
    FREED = "freed"
    ENDED = "ended"


TRANSITIONS: Mapping[tuple[AskingState, AskingMove], AskingState] = {
    (AskingState.OPEN, AskingMove.CLAIMED): AskingState.ASKED,
    (AskingState.ASKED, AskingMove.CLAIMED): AskingState.ASKED,
    (AskingState.ASKED, AskingMove.FREED): AskingState.OPEN,
    (AskingState.OPEN, AskingMove.ENDED): AskingState.ENDED,
    (AskingState.ASKED, AskingMove.ENDED): AskingState.ENDED,
}


@dataclass(frozen=True, slots=True)
class PlaceAsking:
    """One source, asked about one call.

    Args:
        occasion: The call itself as it begins, or the round in which a person asks again.
        made_at: When the call was heard of, or the person asked.
        tries: How often a server took it.
        claimed_by: The server that asks, or asked last.
        claimed_until: From then on another server may take it.
        ended_at: When its answer, or that there is none, was told.
    """

    occasion: UUID
    call_id: UUID
    kind: SourceKind
    made_at: datetime
    state: AskingState = AskingState.OPEN
    tries: int = 0
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    claimed_until: datetime | None = None
    ended_at: datetime | None = None

    @property
    def again(self) -> bool:
        """Whether a person asks, for the second time or later."""
        return self.occasion != self.call_id

    def claimed(self, server: str, at: datetime) -> "PlaceAsking":
        """One server takes it, for a while."""
        return replace(
            self._moved(AskingMove.CLAIMED),
            tries=self.tries + 1,
            claimed_by=server,
            claimed_at=at,
            claimed_until=at + ANSWERED_WITHIN,
        )

    def freed(self) -> "PlaceAsking":
        """Its server has begun anew and knows of nothing that it asked before."""
        return replace(self._moved(AskingMove.FREED), claimed_until=None)

    def ended(self, at: datetime) -> "PlaceAsking":
        """What became of it is told."""
        return replace(self._moved(AskingMove.ENDED), ended_at=at)

    def useful(self, over_at: datetime | None) -> bool:
        """Tell whether it is worth an answer when it is taken.

        Args:
            over_at: When the call ended; None while it lasts.
        """
        at = self.claimed_at or self.made_at
        since = self.made_at if self.again else over_at
        return self.tries <= MOST_TRIES and (since is None or at - since < USELESS_AFTER)

    def _moved(self, move: AskingMove) -> "PlaceAsking":
        state = TRANSITIONS.get((self.state, move))
        if state is None:
            raise IllegalMove(state=self.state, move=move)
        return replace(self, state=state)

"""A short message 短信 as a row with a state: none is lost in silence, none goes out twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import IllegalMove

MOST_TRIES = 3
TRY_AGAIN_AFTER = timedelta(seconds=5)
GIVEN_UP_AFTER = timedelta(minutes=3)
OUTCOME_KNOWN_WITHIN = timedelta(minutes=3)


class SmsState(StrEnum):
    """Where a short message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class SmsMove(StrEnum):
    """What happened to a short message."""

    CLAIMED = "claimed"
    TAKEN = "taken"
    POSTPONED = "postponed"
    REFUSED = "refused"
    LEFT_OPEN = "left_open"
    REACHED_PHONE = "reached_phone"
    REPORTED_LOST = "reported_lost"
    RAN_OUT = "ran_out"


class SmsReason(StrEnum):
    """Why a short message did not go out."""

    NO_SIM = "no_sim"
    SIM_LOCKED = "sim_locked"
    NO_NETWORK = "no_network"
    NUMBER_WRONG = "number_wrong"
    BARRED = "barred"
    NO_SERVICE_CENTRE = "no_service_centre"
    NETWORK_BUSY = "network_busy"
    MEMORY_FULL = "memory_full"
    TEXT_WRONG = "text_wrong"
    MODEM_AWAY = "modem_away"
    MODEM_SILENT = "modem_silent"
    MODEM_REFUSED = "modem_refused"
    GATEWAY_AWAY = "gateway_away"
    GATEWAY_REFUSED = "gateway_refused"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NOT_DELIVERED = "not_delivered"
    NOBODY_SENDS = "nobody_sends"


TRANSITIONS: Mapping[tuple[SmsState, SmsMove], SmsState] = {
    (SmsState.QUEUED, SmsMove.CLAIMED): SmsState.SENDING,
    (SmsState.QUEUED, SmsMove.RAN_OUT): SmsState.GIVEN_UP,
    (SmsState.SENDING, SmsMove.TAKEN): SmsState.SENT,
    (SmsState.SENDING, SmsMove.POSTPONED): SmsState.QUEUED,
    (SmsState.SENDING, SmsMove.REFUSED): SmsState.FAILED,
    (SmsState.SENDING, SmsMove.LEFT_OPEN): SmsState.FAILED,
    (SmsState.SENDING, SmsMove.RAN_OUT): SmsState.GIVEN_UP,
    (SmsState.SENT, SmsMove.REACHED_PHONE): SmsState.DELIVERED,
    (SmsState.SENT, SmsMove.REPORTED_LOST): SmsState.FAILED,
}


class SmsUnsent(Exception):
    """A way did not take a short message.

    Args:
        reason: Why.
        again: Whether another try may help; never when it may be on its way already.
    """

    def __init__(self, reason: SmsReason, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


@dataclass(frozen=True, slots=True)
class Sms:
    """One short message.

    Args:
        text: Wiped at the end: it may hold a token.
        reason: Why the last try did not go out.
        try_at: Not before; a later one after each try.
        claimed_by: The server that has it, or had it.
        references: What the network calls its parts, if it is to tell of their delivery.
        reached: Those of them that the telephone has.
    """

    id: UUID
    number: str
    text: str | None
    state: SmsState
    queued_at: datetime
    try_at: datetime
    tries: int = 0
    reason: SmsReason | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    ended_at: datetime | None = None
    references: tuple[int, ...] = ()
    reached: tuple[int, ...] = ()

    def claimed(self, server: str, at: datetime) -> "Sms":
        """One server takes it, to send it once."""
        moved = self._moved(SmsMove.CLAIMED)
        return replace(moved, claimed_by=server, claimed_at=at, tries=self.tries + 1)

    def taken(self, references: tuple[int, ...], at: datetime) -> "Sms":
        """The network has it."""
        moved = self._moved(SmsMove.TAKEN)
        return replace(moved, references=references, reason=None, text=None, ended_at=at)

    def unsent(self, reason: SmsReason, at: datetime, *, again: bool) -> "Sms":
        """A try failed: it waits for the next, or has ended."""
        if not again:
            return self._ended(SmsMove.REFUSED, reason, at)
        if self.tries >= MOST_TRIES:
            return self._ended(SmsMove.RAN_OUT, reason, at)
        waits = self._moved(SmsMove.POSTPONED)
        return replace(waits, reason=reason, try_at=at + TRY_AGAIN_AFTER * self.tries)

    def left_open(self, at: datetime) -> "Sms":
        """Its server fell silent: whether it went out is not known, so it is never sent again."""
        return self._ended(SmsMove.LEFT_OPEN, SmsReason.OUTCOME_UNKNOWN, at)

    def ran_out(self, at: datetime) -> "Sms":
        """Nobody could send it in time."""
        return self._ended(SmsMove.RAN_OUT, self.reason or SmsReason.NOBODY_SENDS, at)

    def reported(self, reference: int, at: datetime, *, delivered: bool) -> "Sms":
        """The network tells what became of a part; delivered are all or none."""
        if not delivered:
            return self._ended(SmsMove.REPORTED_LOST, SmsReason.NOT_DELIVERED, at)
        reached = tuple(sorted({*self.reached, reference}))
        if set(self.references) - set(reached):
            return replace(self, reached=reached)
        return replace(self._moved(SmsMove.REACHED_PHONE), reached=reached, ended_at=at)

    def _ended(self, move: SmsMove, reason: SmsReason, at: datetime) -> "Sms":
        return replace(self._moved(move), reason=reason, text=None, ended_at=at)

    def _moved(self, move: SmsMove) -> "Sms":
        state = TRANSITIONS.get((self.state, move))
        if state is None:
            raise IllegalMove(state=self.state, move=move)
        return replace(self, state=state)

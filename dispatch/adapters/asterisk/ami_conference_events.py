"""Turns an exchange's events into signals of rooms. Pure, as ami_events is."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from dispatch.adapters.asterisk.ami_fields import (
    Fields,
    Unusable,
    happened_at,
    required,
    usable_number,
)
from dispatch.domain.conference import GoneBy
from dispatch.domain.conference_signal import (
    CallerWaits,
    MemberCame,
    MemberKnocks,
    MemberLeft,
    MemberMuted,
    MemberRings,
)
from dispatch.domain.signal import Signal

Reader = Callable[[Fields], Iterator[Signal]]
# Asterisk's DIALSTATUS.
BY_STATUS = {
    "NOANSWER": GoneBy.NO_ANSWER,
    "BUSY": GoneBy.REFUSED,
    "CANCEL": GoneBy.NO_ANSWER,
    "CHANUNAVAIL": GoneBy.NOT_REACHED,
    "CONGESTION": GoneBy.NOT_REACHED,
}
# ITU-T Q.850: call rejected, which Asterisk's status does not tell apart.
REJECTED = "021"


class ConferenceReader:
    """Reads the events of one exchange's rooms."""

    def __init__(self, exchange: str) -> None:
        self._exchange = exchange
        self._legs: dict[str, dict[str, Any]] = {}
        self._told: dict[str, Reader] = {
            "ConferenceHeld": self._waits,
            "ConferenceRings": self._rings,
            "ConferenceKnocks": self._knocks,
            "ConferenceIn": self._came,
            "ConferenceLeft": self._left,
        }

    def reader_of(self, event: Fields) -> Reader | None:
        """Give what reads an event; None when it is of no room."""
        match event.get("Event"):
            case "UserEvent":
                return self._told.get(event.get("UserEvent", ""))
            case "ConfbridgeMute" | "ConfbridgeUnmute" if event.get("Uniqueid") in self._legs:
                return self._muted
            case _:
                return None

    def _waits(self, event: Fields) -> Iterator[Signal]:
        yield CallerWaits(**self._leg(event))

    def _rings(self, event: Fields) -> Iterator[Signal]:
        yield MemberRings(**self._leg(event))

    def _knocks(self, event: Fields) -> Iterator[Signal]:
        yield MemberKnocks(**self._leg(event), number=usable_number(event.get("Number", "")) or "")

    def _came(self, event: Fields) -> Iterator[Signal]:
        leg = self._leg(event)
        self._legs[required(event, "Uniqueid")] = leg
        yield MemberCame(**leg, recording=event.get("Recording") or None)

    def _left(self, event: Fields) -> Iterator[Signal]:
        self._legs.pop(event.get("Uniqueid", ""), None)
        yield MemberLeft(**self._leg(event), by=_gone_by(event))

    def _muted(self, event: Fields) -> Iterator[Signal]:
        """Read an event of Asterisk's own, which names the channel only."""
        leg = self._legs[required(event, "Uniqueid")] | {"happened_at": happened_at(event)}
        yield MemberMuted(**leg, muted=event.get("Event") == "ConfbridgeMute")

    def _leg(self, event: Fields) -> dict[str, Any]:
        """Give what every signal of a leg says."""
        return {
            "exchange": self._exchange,
            "call_unique_id": required(event, "Call"),
            "happened_at": happened_at(event),
            "conference_id": _id(event, "Conference"),
            "member_id": _id(event, "Member"),
        }


def _gone_by(event: Fields) -> GoneBy:
    status = event.get("Status")
    if status is None:
        return GoneBy.LEFT
    if event.get("Cause") == REJECTED:
        return GoneBy.REFUSED
    return BY_STATUS.get(status, GoneBy.NOT_REACHED)


def _id(event: Fields, key: str) -> UUID:
    try:
        return UUID(required(event, key))
    except ValueError:
        raise Unusable(f"{key} is no id") from None

"""Turns an exchange's events into signals of rooms. Pure, as ami_events is."""

from collections.abc import Callable, Iterator
from uuid import UUID

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required
from dispatch.domain.conference import GoneBy
from dispatch.domain.conference_signal import (
    CallerWaits,
    MemberCame,
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
        self._members: dict[str, tuple[str, UUID]] = {}
        self._told: dict[str, Reader] = {
            "ConferenceHeld": self._held,
            "ConferenceRings": self._rings,
            "ConferenceIn": self._came,
            "ConferenceLeft": self._left,
        }

    def reader_of(self, event: Fields) -> Reader | None:
        """Give what reads an event; None when it is of no room."""
        match event.get("Event"):
            case "UserEvent":
                return self._told.get(event.get("UserEvent", ""))
            case "ConfbridgeMute" | "ConfbridgeUnmute" if event.get("Uniqueid") in self._members:
                return self._muted
            case _:
                return None

    def _held(self, event: Fields) -> Iterator[Signal]:
        yield CallerWaits(
            exchange=self._exchange,
            call_unique_id=required(event, "Call"),
            happened_at=happened_at(event),
            conference_id=_id(event, "Conference"),
            member_id=_id(event, "Member"),
        )

    def _rings(self, event: Fields) -> Iterator[Signal]:
        yield MemberRings(
            exchange=self._exchange,
            call_unique_id=required(event, "Call"),
            happened_at=happened_at(event),
            conference_id=_id(event, "Conference"),
            member_id=_id(event, "Member"),
        )

    def _came(self, event: Fields) -> Iterator[Signal]:
        member_id, call = _id(event, "Member"), required(event, "Call")
        self._members[required(event, "Uniqueid")] = call, member_id
        yield MemberCame(
            exchange=self._exchange,
            call_unique_id=call,
            happened_at=happened_at(event),
            conference_id=_id(event, "Conference"),
            member_id=member_id,
            recording=event.get("Recording") or None,
        )

    def _left(self, event: Fields) -> Iterator[Signal]:
        self._members.pop(event.get("Uniqueid", ""), None)
        yield MemberLeft(
            exchange=self._exchange,
            call_unique_id=required(event, "Call"),
            happened_at=happened_at(event),
            conference_id=_id(event, "Conference"),
            member_id=_id(event, "Member"),
            by=_gone_by(event),
        )

    def _muted(self, event: Fields) -> Iterator[Signal]:
        call, member_id = self._members[required(event, "Uniqueid")]
        yield MemberMuted(
            exchange=self._exchange,
            call_unique_id=call,
            happened_at=happened_at(event),
            conference_id=_id(event, "Conference"),
            member_id=member_id,
            muted=event.get("Event") == "ConfbridgeMute",
        )


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

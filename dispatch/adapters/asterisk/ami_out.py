"""Turns an exchange's events into signals of calls that seats make. Pure, as ami_events is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dispatch.adapters.asterisk.ami_fields import (
    Fields,
    Unusable,
    happened_at,
    required,
    whole,
)
from dispatch.adapters.asterisk.dialplan.plan import find_seat
from dispatch.domain.call import EndedBy
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallHeld,
    CallOutDialled,
    CallRetrieved,
    Signal,
)

NOT_KNOWN = 0
# ITU-T Q.850: normal clearing, answered elsewhere, normal unspecified.
ON_PURPOSE = frozenset({16, 26, 31})
BY_CAUSE = {
    1: DialResult.NUMBER_UNKNOWN,
    17: DialResult.BUSY,
    18: DialResult.NO_ANSWER,
    19: DialResult.NO_ANSWER,
    21: DialResult.REFUSED,
    22: DialResult.NUMBER_UNKNOWN,
    28: DialResult.NUMBER_UNKNOWN,
}
# Asterisk's DIALSTATUS: some need no cause, others have none.
BY_STATUS = {
    "ANSWER": DialResult.ANSWERED,
    "BUSY": DialResult.BUSY,
    "NOANSWER": DialResult.NO_ANSWER,
    "CANCEL": DialResult.GIVEN_UP,
}
ITS_OWN_WORD = frozenset({"ANSWER", "NOANSWER", "CANCEL"})

Reader = Callable[[Fields], Iterator[Signal]]


@dataclass(slots=True)
class _Track:
    """What must be remembered of a call from a seat."""

    phone: str
    seat: int
    far_leg: str | None = None
    far_hung_up: bool = False
    result: DialResult | None = None


class OutReader:
    """Reads the events of one exchange's calls from seats."""

    def __init__(self, exchange: str) -> None:
        self._exchange = exchange
        self._tracks: dict[str, _Track] = {}
        self._told: dict[str, Reader] = {
            "CallOutDialled": self._dialled,
            "CallOutAnswered": self._answered,
            "CallOutOver": self._over,
        }
        self._own: dict[str, Reader] = {
            "Hold": self._held,
            "Unhold": self._retrieved,
            "Hangup": self._ended,
        }

    def reader_of(self, event: Fields) -> Reader | None:
        """Give what reads an event; None when it is of no call from a seat."""
        match event.get("Event"):
            case "UserEvent":
                return self._told.get(event.get("UserEvent", ""))
            case "OriginateResponse":
                return self._never_reached
            case "HangupRequest" if self._call_of_far_leg(event):
                return self._far_hung_up
            case kind if event.get("Uniqueid") in self._tracks:
                return self._own.get(kind or "")
            case _:
                return None

    def adopt(self, picture: ExchangePicture) -> None:
        """Forget everything and go on from what the exchange holds."""
        self._tracks = {
            live.unique_id: _Track(live.phone, live.seat, live.leg_unique_id)
            for live in picture.calls_out
        }

    def _dialled(self, event: Fields) -> Iterator[Signal]:
        track = self._track_of(event)
        yield CallOutDialled(
            exchange=self._exchange,
            call_unique_id=required(event, "Uniqueid"),
            happened_at=happened_at(event),
            seat=track.seat,
            trunk=required(event, "Trunk"),
        )

    def _answered(self, event: Fields) -> Iterator[Signal]:
        unique_id, leg = required(event, "Call"), required(event, "Leg")
        track = self._tracks.get(unique_id)
        if track is not None:
            track.far_leg = leg
            yield CallAnswered(
                exchange=self._exchange,
                call_unique_id=unique_id,
                happened_at=happened_at(event),
                seat=track.seat,
                phone=track.phone,
                leg_unique_id=leg,
            )

    def _over(self, event: Fields) -> Iterator[Signal]:
        track = self._track_of(event)
        track.result = _result(event.get("Status", ""), whole(event, "Cause"))
        yield from ()

    def _far_hung_up(self, event: Fields) -> Iterator[Signal]:
        self._tracks[self._call_of_far_leg(event) or ""].far_hung_up = True
        yield from ()

    def _held(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        yield CallHeld(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=happened_at(event),
            seat=self._tracks[unique_id].seat,
        )

    def _retrieved(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        yield CallRetrieved(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=happened_at(event),
            seat=self._tracks[unique_id].seat,
        )

    def _ended(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        cause, at = whole(event, "Cause"), happened_at(event)
        track = self._tracks.pop(unique_id)
        answered = track.far_leg is not None
        yield CallEnded(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=at,
            cause=cause,
            ended_by=_ended_by(track, cause),
            dial_result=DialResult.ANSWERED if answered else track.result or DialResult.GIVEN_UP,
        )

    def _never_reached(self, event: Fields) -> Iterator[Signal]:
        """Tell of a seat's phone that was not picked up; its channel may never have been."""
        unique_id = event.get("ActionID", "")
        if event.get("Response") == "Failure" and unique_id.startswith(f"{self._exchange}-"):
            yield CallEnded(
                exchange=self._exchange,
                call_unique_id=unique_id,
                happened_at=happened_at(event),
                cause=NOT_KNOWN,
                ended_by=EndedBy.SEAT,
                dial_result=DialResult.SEAT_AWAY,
            )

    def _track_of(self, event: Fields) -> _Track:
        phone = phone_of(required(event, "Channel"))
        seat = find_seat(phone)
        if seat is None:
            raise Unusable("Channel is no seat's")
        return self._tracks.setdefault(required(event, "Uniqueid"), _Track(phone, seat))

    def _call_of_far_leg(self, event: Fields) -> str | None:
        leg = event.get("Uniqueid")
        return next((one for one, track in self._tracks.items() if track.far_leg == leg), None)


def phone_of(channel: str) -> str:
    """Give the phone of a channel: PJSIP/8001-00000a2f."""
    return channel.removeprefix("PJSIP/").rpartition("-")[0]


def as_queue_event(event: Fields) -> Fields:
    """Tell of a transfer's ringing and answer as the queue tells of its own."""
    leg = required(event, "Uniqueid")
    phone = phone_of(required(event, "Channel"))
    named = {"Uniqueid": required(event, "Call"), "DestUniqueid": leg, "Interface": phone}
    return {**event, **named}


def _result(status: str, cause: int) -> DialResult:
    if status in ITS_OWN_WORD:
        return BY_STATUS[status]
    return BY_CAUSE.get(cause) or BY_STATUS.get(status, DialResult.TRUNK_AWAY)


def _ended_by(track: _Track, cause: int) -> EndedBy:
    """Tell who ended it; a seat's phone that fell silent or died did not do so on purpose."""
    if track.far_hung_up or track.far_leg is None:
        return EndedBy.CALLER if track.far_hung_up else EndedBy.SEAT
    return EndedBy.SEAT if cause in ON_PURPOSE else EndedBy.EXCHANGE

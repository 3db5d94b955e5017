"""Turns an exchange's events into signals. Pure: feed it dicts; damage is a value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dispatch.adapters.asterisk.ami_conference_events import ConferenceReader
from dispatch.adapters.asterisk.ami_fields import (
    EventDamage,
    Fields,
    Unusable,
    clean_name,
    happened_at,
    required,
    usable_number,
    whole,
)
from dispatch.adapters.asterisk.ami_out import OutReader, as_queue_event
from dispatch.adapters.asterisk.ami_silent import read_key
from dispatch.adapters.asterisk.ami_supervision_events import channel_phone, read_supervision
from dispatch.adapters.asterisk.ami_told import READERS
from dispatch.adapters.asterisk.dialplan.plan import find_seat
from dispatch.adapters.asterisk.phone_names import phone_of
from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import read_notes
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallerBrokeThrough,
    CallerHungUp,
    CallHeld,
    CallOffered,
    CallQueued,
    CallRetrieved,
    CallTakenOver,
    CallTransferred,
    RingEnd,
    SeatLegLost,
    SeatPhoneChanged,
    SeatRingEnded,
    SeatRinging,
    Signal,
)
from dispatch.domain.supervision import Mode

# ITU-T Q.850.
ANSWERED_ELSEWHERE = 26
LINE_DEAD = 44
UNREACHABLE = frozenset({3, 18, 20, 27, 38, 41})
# Asterisk's device states: unknown, invalid, unavailable.
NOT_REACHABLE = frozenset({0, 4, 5})


@dataclass(slots=True)
class _Leg:
    phone: str
    seat: int | None
    ringing: bool = True


@dataclass(slots=True)
class _Track:
    """What must be remembered of a call to understand its next event."""

    legs: dict[str, _Leg] = field(default_factory=dict)
    caller_hung_up: bool = False
    seat_hung_up: bool = False


class AmiReader:
    """Reads the events of one exchange, in their order.

    Args:
        exchange: Its name.
        queue: The queue in which every seat is a member.
    """

    def __init__(self, exchange: str, queue: str = "120") -> None:
        self._exchange = exchange
        self._queue = queue
        self._tracks: dict[str, _Track] = {}
        self._callers: dict[str, str] = {}
        self._takers: dict[str, tuple[str, str]] = {}
        self._reachable: dict[int, bool] = {}
        self._out = OutReader(exchange)
        self._rooms = ConferenceReader(exchange)
        self._readers: dict[str, Callable[[Fields], Iterator[Signal]]] = {
            "UserEvent": self._user_event,
            "QueueCallerJoin": self._joined,
            "AgentCalled": self._rang,
            "AgentConnect": self._answered,
            "Hold": self._held,
            "Unhold": self._retrieved,
            "HangupRequest": self._hangup_asked,
            "Hangup": self._hung_up,
            "BridgeEnter": self._entered,
            "QueueMemberStatus": self._member_changed,
            "DTMFEnd": self._key_pressed,
        }

    def feed(self, event: Fields) -> list[Signal | EventDamage]:
        """Give what one event tells; mostly nothing."""
        kind = event.get("Event", "")
        of_rooms = self._rooms.reader_of(event)
        reader = of_rooms or self._out.reader_of(event) or self._readers.get(kind)
        if reader is None:
            return []
        try:
            return list(reader(event))
        except Unusable as error:
            return [EventDamage(f"{kind}: {error}")]

    def adopt(self, picture: ExchangePicture) -> None:
        """Forget everything and go on from what the exchange holds."""
        self._tracks.clear()
        self._callers.clear()
        self._takers.clear()
        self._reachable = dict.fromkeys(picture.reachable_seats, True)
        self._out.adopt(picture)
        for call in picture.calls:
            self._tracks[call.unique_id] = _Track()
            if call.leg_unique_id and call.phone:
                leg = _Leg(call.phone, call.seat, ringing=False)
                self._keep_leg(call.unique_id, call.leg_unique_id, leg)
            for leg_unique_id, phone in call.ringing_legs:
                self._keep_leg(call.unique_id, leg_unique_id, _Leg(phone, find_seat(phone)))

    def _user_event(self, event: Fields) -> Iterator[Signal]:
        match event.get("UserEvent"):
            case "CallOffered":
                yield from self._offered(event)
            case "CallerBrokeThrough":
                yield self._broke_through(event)
            case "SeatLegLost":
                yield from self._leg_lost(event)
            case "SeatHungUp":
                self._track(required(event, "Uniqueid")).seat_hung_up = True
            case "CallTransferred":
                yield from self._transferred(event)
            case "TransferRinging":
                yield from self._rang(as_queue_event(event))
            case "TransferAnswered":
                yield from self._answered(as_queue_event(event))
            case _:
                yield from self._beyond_seats(event)

    def _beyond_seats(self, event: Fields) -> Iterator[Signal]:
        """Read what is told of overflow, of silent callers and of leaders on talks."""
        kind = event.get("UserEvent", "")
        if kind == "Supervision":
            yield from self._supervised(event)
        elif read := READERS.get(kind):
            yield read(self._exchange, event)

    def _key_pressed(self, event: Fields) -> Iterator[Signal]:
        """A caller's key; those of seats' telephones tell nothing."""
        key = read_key(self._exchange, event)
        if key is not None and key.call_unique_id in self._tracks:
            yield key

    def _supervised(self, event: Fields) -> Iterator[Signal]:
        signal = read_supervision(self._exchange, event)
        if signal.mode is Mode.TAKE_OVER:
            taker = required(event, "Uniqueid"), channel_phone(event)
            self._takers[signal.call_unique_id] = taker
        yield signal

    def _entered(self, event: Fields) -> Iterator[Signal]:
        """A caller enters the bridge with the leader who took him over last of the two."""
        caller = event.get("Uniqueid", "")
        leg_unique_id, phone = self._takers.pop(caller, ("", ""))
        seat = find_seat(phone)
        if seat is not None:
            self._keep_leg(caller, leg_unique_id, _Leg(phone, seat, ringing=False))
            yield CallTakenOver(
                exchange=self._exchange,
                call_unique_id=caller,
                happened_at=happened_at(event),
                seat=seat,
                phone=phone,
                leg_unique_id=leg_unique_id,
            )

    def _offered(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        signal = CallOffered(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=happened_at(event),
            number=usable_number(event.get("CallerIDNum", "")),
            name=clean_name(event.get("CallerIDName", "")),
            called_number=event.get("Called", ""),
            trunk=event.get("Trunk", ""),
            recording=required(event, "Recording"),
            notes=read_notes(event.get("Notes", "")),
        )
        self._track(unique_id).caller_hung_up = event.get("Gone") == "1"
        yield signal

    def _broke_through(self, event: Fields) -> Signal:
        return CallerBrokeThrough(
            exchange=self._exchange,
            call_unique_id=required(event, "Uniqueid"),
            happened_at=happened_at(event),
        )

    def _joined(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        self._track(unique_id)
        yield CallQueued(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=happened_at(event),
            position=whole(event, "Position"),
        )

    def _rang(self, event: Fields) -> Iterator[Signal]:
        caller, leg = required(event, "Uniqueid"), required(event, "DestUniqueid")
        phone, at = _phone(event), happened_at(event)
        seat = find_seat(phone)
        self._keep_leg(caller, leg, _Leg(phone, seat))
        if seat is None:
            yield CallDiverted(
                exchange=self._exchange, call_unique_id=caller, happened_at=at, target=phone
            )
        else:
            yield SeatRinging(
                exchange=self._exchange,
                call_unique_id=caller,
                happened_at=at,
                seat=seat,
                leg_unique_id=leg,
            )

    def _answered(self, event: Fields) -> Iterator[Signal]:
        caller, leg = required(event, "Uniqueid"), required(event, "DestUniqueid")
        phone, at = _phone(event), happened_at(event)
        seat = find_seat(phone)
        self._keep_leg(caller, leg, _Leg(phone, seat, ringing=False))
        yield CallAnswered(
            exchange=self._exchange,
            call_unique_id=caller,
            happened_at=at,
            seat=seat,
            phone=phone,
            leg_unique_id=leg,
        )

    def _held(self, event: Fields) -> Iterator[Signal]:
        for caller, leg in self._talking(event):
            yield CallHeld(
                exchange=self._exchange,
                call_unique_id=caller,
                happened_at=happened_at(event),
                seat=leg.seat,
            )

    def _retrieved(self, event: Fields) -> Iterator[Signal]:
        for caller, leg in self._talking(event):
            yield CallRetrieved(
                exchange=self._exchange,
                call_unique_id=caller,
                happened_at=happened_at(event),
                seat=leg.seat,
            )

    def _leg_lost(self, event: Fields) -> Iterator[Signal]:
        caller, leg_unique_id = required(event, "Uniqueid"), required(event, "Leg")
        leg = self._track(caller).legs.get(leg_unique_id)
        yield SeatLegLost(
            exchange=self._exchange,
            call_unique_id=caller,
            happened_at=happened_at(event),
            seat=leg.seat if leg else None,
            leg_unique_id=leg_unique_id,
            cause=whole(event, "Cause"),
        )

    def _transferred(self, event: Fields) -> Iterator[Signal]:
        sender, receiver = find_seat(event.get("From", "")), find_seat(event.get("To", ""))
        if sender is None or receiver is None:
            raise Unusable("From or To is no seat's")
        yield CallTransferred(
            exchange=self._exchange,
            call_unique_id=required(event, "Uniqueid"),
            happened_at=happened_at(event),
            sender=sender,
            receiver=receiver,
        )

    def _hangup_asked(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        track = self._tracks.get(unique_id)
        if track is not None and not track.caller_hung_up:
            at = happened_at(event)
            track.caller_hung_up = True
            yield CallerHungUp(exchange=self._exchange, call_unique_id=unique_id, happened_at=at)

    def _hung_up(self, event: Fields) -> Iterator[Signal]:
        unique_id = required(event, "Uniqueid")
        self._takers.pop(unique_id, None)
        if unique_id in self._tracks:
            yield from self._ended(unique_id, event)
        elif unique_id in self._callers:
            yield from self._leg_gone(unique_id, event)

    def _ended(self, unique_id: str, event: Fields) -> Iterator[Signal]:
        track = self._tracks[unique_id]
        for leg_unique_id, leg in list(track.legs.items()):
            if leg.ringing:
                yield from self._leg_gone(leg_unique_id, event)
        cause, at = whole(event, "Cause"), happened_at(event)
        self._forget(unique_id)
        yield CallEnded(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=at,
            cause=cause,
            ended_by=_ended_by(track, cause),
        )

    def _leg_gone(self, leg_unique_id: str, event: Fields) -> Iterator[Signal]:
        caller = self._callers[leg_unique_id]
        track = self._tracks[caller]
        leg = track.legs[leg_unique_id]
        if not leg.ringing:
            return
        del track.legs[leg_unique_id], self._callers[leg_unique_id]
        if leg.seat is not None:
            gone = track.caller_hung_up or event.get("Uniqueid") == caller
            yield SeatRingEnded(
                exchange=self._exchange,
                call_unique_id=caller,
                happened_at=happened_at(event),
                seat=leg.seat,
                leg_unique_id=leg_unique_id,
                reason=RingEnd.CALLER_GONE if gone else _ring_end(whole(event, "Cause")),
            )

    def _member_changed(self, event: Fields) -> Iterator[Signal]:
        seat = find_seat(_phone(event))
        if seat is None or event.get("Queue") != self._queue:
            return
        reachable, at = whole(event, "Status") not in NOT_REACHABLE, happened_at(event)
        if self._reachable.get(seat, False) != reachable:
            self._reachable[seat] = reachable
            yield SeatPhoneChanged(
                exchange=self._exchange, seat=seat, reachable=reachable, happened_at=at
            )

    def _talking(self, event: Fields) -> Iterator[tuple[str, _Leg]]:
        leg_unique_id = required(event, "Uniqueid")
        caller = self._callers.get(leg_unique_id)
        leg = self._tracks[caller].legs[leg_unique_id] if caller else None
        if caller and leg and not leg.ringing:
            yield caller, leg

    def _track(self, unique_id: str) -> _Track:
        return self._tracks.setdefault(unique_id, _Track())

    def _keep_leg(self, caller: str, leg_unique_id: str, leg: _Leg) -> None:
        self._track(caller).legs[leg_unique_id] = leg
        self._callers[leg_unique_id] = caller

    def _forget(self, unique_id: str) -> None:
        for leg_unique_id in self._tracks.pop(unique_id).legs:
            self._callers.pop(leg_unique_id, None)


def _phone(event: Fields) -> str:
    return phone_of(required(event, "Interface"))


def _ring_end(cause: int) -> RingEnd:
    if cause == ANSWERED_ELSEWHERE:
        return RingEnd.ANSWERED_ELSEWHERE
    return RingEnd.UNREACHABLE if cause in UNREACHABLE else RingEnd.NO_ANSWER


def _ended_by(track: _Track, cause: int) -> EndedBy:
    if track.caller_hung_up:
        return EndedBy.CALLER
    if track.seat_hung_up:
        return EndedBy.SEAT
    return EndedBy.CALLER if cause == LINE_DEAD else EndedBy.EXCHANGE

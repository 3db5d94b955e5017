"""Makes the picture of an exchange from its answers to Status and QueueStatus. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dispatch.adapters.asterisk.ami_events import NOT_REACHABLE
from dispatch.adapters.asterisk.ami_fields import (
    Fields,
    Unusable,
    begun_at,
    clean_name,
    usable_number,
    whole,
)
from dispatch.adapters.asterisk.dialplan.conference_conf import HELD_CALLER
from dispatch.adapters.asterisk.dialplan.fetch_conf import FETCH
from dispatch.adapters.asterisk.dialplan.overflow_conf import BACKUP, CALLERS
from dispatch.adapters.asterisk.dialplan.park_conf import PARK, PICK_UP
from dispatch.adapters.asterisk.dialplan.plan import find_seat
from dispatch.adapters.asterisk.dialplan.plan_lines import DIRECT
from dispatch.adapters.asterisk.dialplan.screening import LOCKED
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import CALL_OUT, TRANSFER
from dispatch.adapters.asterisk.dialplan.skill_conf import SEND_ON
from dispatch.adapters.asterisk.kept_messages import read_messages
from dispatch.adapters.asterisk.phone_names import is_far_end, phone_of_channel
from dispatch.domain.call import CallState
from dispatch.domain.call_note import read_notes
from dispatch.domain.exchange_picture import ExchangePicture, LiveCall, LiveCallOut, NotedCall

ON_HOLD, ENDPOINT = "CHANNEL(onhold)", "CHANNEL(endpoint)"
VARIABLES = (
    "CALLED",
    "RECORDING",
    "NOTES",
    ON_HOLD,
    ENDPOINT,
    BACKUP,
    "SUPERVISION",
    "PARKER",
    "GROUP",
    "MEMBER",
)
RINGING, UP = "5", "6"
OF_CALLERS = frozenset(
    {CALLERS, LOCKED, TRANSFER, FETCH, DIRECT, PARK, PICK_UP, HELD_CALLER, SEND_ON}
)


def build_picture(
    exchange: str,
    channels: Iterable[Fields],
    queues: Iterable[Fields],
    *,
    started_at: datetime,
    taken_at: datetime,
    queue: str = "120",
    noted: Iterable[NotedCall] = (),
    kept: Iterable[Fields] = (),
) -> ExchangePicture:
    """Build the picture.

    Args:
        exchange: Its name.
        channels: Status events, asked with VARIABLES.
        queues: Events of QueueStatus.
        started_at: When the exchange booted.
        taken_at: On this server's clock.
        queue: The queue in which every seat is a member.
        noted: The exchange's own notes, read after the channels.
        kept: Events of DBGetTree, of the messages.
    """
    all_channels, all_queues = list(channels), list(queues)
    return ExchangePicture(
        exchange=exchange,
        started_at=started_at,
        taken_at=taken_at,
        calls=tuple(_calls(all_channels, _positions(all_queues))),
        reachable_seats=frozenset(_reachable(all_queues, queue)),
        noted=tuple(noted),
        messages=tuple(read_messages(kept)),
        supervisions=frozenset(_named(all_channels, "SUPERVISION")),
        groups=frozenset(_named(all_channels, "GROUP")),
        members=frozenset(_named(all_channels, "MEMBER")),
        calls_out=tuple(_calls_out(all_channels)),
    )


def _calls(channels: Sequence[Fields], positions: Mapping[str, int | None]) -> Iterator[LiveCall]:
    for channel in channels:
        if channel.get("Context") in OF_CALLERS:
            call = _call(channel, _legs_of(channel, channels), positions)
            if call is not None:
                yield call


def _positions(queues: Iterable[Fields]) -> Mapping[str, int | None]:
    return {
        event.get("Uniqueid", ""): _whole_or_none(event, "Position")
        for event in queues
        if event.get("Event") == "QueueEntry"
    }


def _call(
    channel: Fields, legs: Sequence[Fields], positions: Mapping[str, int | None]
) -> LiveCall | None:
    unique_id, variables = channel.get("Uniqueid", ""), _variables(channel)
    try:
        offered_at = begun_at(unique_id)
    except Unusable:
        return None
    if not variables.get("RECORDING"):  # it has not begun: its CallOffered will come
        return None
    talking = _talking(channel, legs)
    ringing = tuple(
        (leg.get("Uniqueid", ""), _phone(leg)) for leg in legs if leg.get("ChannelState") == RINGING
    )
    phone = _phone(talking) if talking else None
    seats = (find_seat(ringing_phone) for _, ringing_phone in ringing)
    before_context = _state(talking=talking is not None, held=variables, ringing=bool(ringing))
    return LiveCall(
        unique_id=unique_id,
        number=usable_number(channel.get("CallerIDNum", "")),
        name=clean_name(channel.get("CallerIDName", "")),
        called_number=variables.get("CALLED", ""),
        trunk=variables.get(ENDPOINT, ""),
        recording=variables["RECORDING"],
        state=_state_in(channel.get("Context", ""), before_context),
        position=positions.get(unique_id),
        ringing_seats=tuple(sorted(seat for seat in seats if seat is not None)),
        ringing_legs=ringing,
        seat=find_seat(phone) if phone else None,
        phone=phone,
        leg_unique_id=talking.get("Uniqueid") if talking else None,
        offered_at=offered_at,
        since=offered_at,
        notes=read_notes(variables.get("NOTES", "")),
        parked_by=find_seat(variables.get("PARKER", "")),
        in_room=channel.get("Context") == HELD_CALLER,
    )


def _state_in(context: str, state: CallState) -> CallState:
    """Tell a warning from an offer, and a parked caller from one who waits in a queue or a room."""
    if context == LOCKED:
        return CallState.OFFERED
    if context == HELD_CALLER and state is not CallState.TALKING:
        return CallState.HELD
    return CallState.PARKED if context == PARK and state is CallState.QUEUED else state


def _calls_out(channels: Sequence[Fields]) -> Iterator[LiveCallOut]:
    for channel in channels:
        phone = phone_of_channel(channel.get("Channel", ""))
        seat = find_seat(phone)
        if channel.get("Context") == CALL_OUT and seat is not None:
            far = _talking(channel, _legs_of(channel, channels))
            talks = _state(talking=far is not None, held=_variables(channel), ringing=True)
            yield LiveCallOut(
                unique_id=channel.get("Uniqueid", ""),
                seat=seat,
                phone=phone,
                state=talks,
                leg_unique_id=far.get("Uniqueid") if far else None,
            )


def _state(*, talking: bool, held: Mapping[str, str], ringing: bool) -> CallState:
    if talking:
        return CallState.HELD if held.get(ON_HOLD) == "1" else CallState.TALKING
    return CallState.RINGING if ringing else CallState.QUEUED


def _legs_of(caller: Fields, channels: Iterable[Fields]) -> list[Fields]:
    unique_id = caller.get("Uniqueid")
    return [
        channel
        for channel in channels
        if channel.get("Linkedid") == unique_id
        and channel.get("Uniqueid") != unique_id
        and not is_far_end(channel, caller)
    ]


def _talking(caller: Fields, legs: Iterable[Fields]) -> Fields | None:
    bridge = caller.get("BridgeID")
    return next((leg for leg in legs if bridge and leg.get("BridgeID") == bridge), None)


def _phone(leg: Fields) -> str:
    return _variables(leg).get(BACKUP) or phone_of_channel(leg.get("Channel", ""))


def _variables(channel: Fields) -> dict[str, str]:
    pairs = (line.partition("=") for line in channel.get("Variable", "").split("\n"))
    return {name: value for name, _, value in pairs if value != "(null)"}


def _reachable(queues: Iterable[Fields], queue: str) -> Iterator[int]:
    for event in queues:
        if event.get("Event") == "QueueMember" and event.get("Queue") == queue:
            seat, status = find_seat(event.get("Name", "")), _whole_or_none(event, "Status")
            if seat is not None and status is not None and status not in NOT_REACHABLE:
                yield seat


def _named(channels: Iterable[Fields], variable: str) -> Iterator[UUID]:
    for channel in channels:
        try:
            yield UUID(_variables(channel).get(variable, ""))
        except ValueError:
            continue


def _whole_or_none(fields: Fields, key: str) -> int | None:
    try:
        return whole(fields, key)
    except Unusable:
        return None

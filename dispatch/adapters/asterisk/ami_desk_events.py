"""Reads what the dialplan tells of callers parked or sent on, and of group calls. Pure."""

from uuid import UUID

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required, whole
from dispatch.adapters.asterisk.dialplan.plan import find_seat
from dispatch.domain.group_call import MemberState
from dispatch.domain.line import FIRST_LINE_PHONE
from dispatch.domain.signal import CallParked, CallSentOn, GroupCallHeard, GroupLineHeard


def read_parked(exchange: str, event: Fields) -> CallParked:
    """Read that a seat parked its caller."""
    seat = find_seat(event.get("Seat", ""))
    if seat is None:
        raise Unusable("Seat is no seat's")
    return CallParked(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        seat=seat,
    )


def read_sent_on(exchange: str, event: Fields) -> CallSentOn:
    """Read that a seat sent its caller on."""
    sender = find_seat(event.get("From", ""))
    if sender is None:
        raise Unusable("From is no seat's")
    return CallSentOn(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        sender=sender,
        skill=required(event, "Skill"),
    )


def read_group_call(exchange: str, event: Fields) -> GroupCallHeard:
    """Read that the seat of a group call speaks, or that it is over."""
    return GroupCallHeard(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        group_id=_group(event),
        over=event.get("State") == "over",
        recording=required(event, "Recording"),
    )


def read_group_line(exchange: str, event: Fields) -> GroupLineHeard:
    """Read what one line of a group call did."""
    try:
        state = MemberState(event.get("State", ""))
    except ValueError:
        raise Unusable("State is unknown") from None
    return GroupLineHeard(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        group_id=_group(event),
        line=whole(event, "Line") - FIRST_LINE_PHONE,
        state=state,
    )


def _group(event: Fields) -> UUID:
    try:
        return UUID(required(event, "Group"))
    except ValueError:
        raise Unusable("Group is no id") from None

"""Reads what the dialplan tells of parked callers. Pure."""

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required
from dispatch.adapters.asterisk.dialplan.plan import find_seat
from dispatch.domain.signal import CallParked


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

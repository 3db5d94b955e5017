"""Reads what the dialplan tells of a leader's leg. Pure."""

from uuid import UUID

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required
from dispatch.domain.signal import SupervisionEnded, SupervisionHeard
from dispatch.domain.supervision import Mode


def read_supervision(exchange: str, event: Fields) -> SupervisionHeard:
    """Read that a leader is on a talk in a mode."""
    return SupervisionHeard(
        exchange=exchange,
        call_unique_id=required(event, "Call"),
        happened_at=happened_at(event),
        supervision_id=_id(event),
        mode=_mode(event),
        recording=required(event, "Recording"),
    )


def read_supervision_end(exchange: str, event: Fields) -> SupervisionEnded:
    """Read that a leader is off it."""
    return SupervisionEnded(
        exchange=exchange,
        call_unique_id=required(event, "Call"),
        happened_at=happened_at(event),
        supervision_id=_id(event),
    )


def channel_phone(event: Fields) -> str:
    """Give the phone of a channel: PJSIP/8001-00000002 is of 8001."""
    return event.get("Channel", "").removeprefix("PJSIP/").rpartition("-")[0]


def _id(event: Fields) -> UUID:
    try:
        return UUID(required(event, "Supervision"))
    except ValueError:
        raise Unusable("Supervision is no id") from None


def _mode(event: Fields) -> Mode:
    try:
        return Mode(required(event, "Mode"))
    except ValueError:
        raise Unusable("Mode is unknown") from None

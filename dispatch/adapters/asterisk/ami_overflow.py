"""Reads what an exchange tells of a call that no seat answers. Pure."""

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required
from dispatch.domain.overflow import OverflowStep
from dispatch.domain.signal import CallStepped, MessageLeft


def read_step(exchange: str, event: Fields) -> CallStepped:
    """Read that a call went a step beyond the seats."""
    try:
        step = OverflowStep(required(event, "Step"))
    except ValueError:
        raise Unusable("Step is none") from None
    return CallStepped(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        step=step,
        target=event.get("Target") or None,
    )


def read_message_left(exchange: str, event: Fields) -> MessageLeft:
    """Read that a caller left a message."""
    return MessageLeft(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        message=required(event, "Message"),
    )

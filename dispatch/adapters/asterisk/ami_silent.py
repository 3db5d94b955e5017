"""A silent call on the exchange: the question into the caller's ear, and the keys he answers by."""

from collections.abc import Mapping

from dispatch.adapters.asterisk.ami_fields import Fields, Unusable, happened_at, required
from dispatch.adapters.asterisk.dialplan.silent_conf import EAR, SILENT, VOICE
from dispatch.domain.signal import CallerKeyPressed, SilentAsked

KEYS = frozenset("0123456789*#ABCD")
HEARD_WITHIN_S = 10


def ask_silent(call_unique_id: str) -> Mapping[str, str]:
    """Say what Originate needs to ask a caller whom nobody hears."""
    return {
        "Channel": f"Local/{VOICE}@{SILENT}",
        "Context": SILENT,
        "Exten": EAR,
        "Priority": "1",
        "Timeout": str(HEARD_WITHIN_S * 1000),
        "Variable": f"CALL={call_unique_id}",
        "Async": "true",
    }


def read_asked(exchange: str, event: Fields) -> SilentAsked:
    """Read that the caller heard the question to its end."""
    return SilentAsked(
        exchange=exchange, call_unique_id=required(event, "Call"), happened_at=happened_at(event)
    )


def read_key(exchange: str, event: Fields) -> CallerKeyPressed | None:
    """Read a key; None when it was sent to the channel and not pressed there."""
    if event.get("Direction") != "Received":
        return None
    digit = required(event, "Digit")
    if digit not in KEYS:
        raise Unusable("Digit is none")
    return CallerKeyPressed(
        exchange=exchange,
        call_unique_id=required(event, "Uniqueid"),
        happened_at=happened_at(event),
        digit=digit,
    )

"""Finds calls that an exchange refuses before its dialplan begins, in what it hears and says. Pure.

Asterisk tells nothing of them: a carrier that offers no codec known by name, or asks for what is
not there, is refused by the SIP stack itself. Whoever may not call at all is challenged (401) and
never comes so far.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from dispatch.adapters.asterisk.ami_fields import usable_number
from dispatch.adapters.asterisk.hep import Overheard
from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallEnded, CallOffered, Signal

MOST_PENDING = 500
# RFC 3261: what was offered or asked for is not there, or the exchange itself failed.
REFUSALS = frozenset({415, 420, 421, 488, 494, 500, 503, 580, 606})
# ITU-T Q.850: bearer capability not available.
NO_BEARER = 58
# The exchange counts its own channels from 0 up, a server those it makes from 9,000,000,000.
_OURS, _SPACE = 8_000_000_000, 1_000_000_000
_NUMBER = re.compile(rb"(?:sips?:([^@;>]+)@|tel:([^;>]+))")
_STATUS = re.compile(rb"SIP/2\.0 (\d{3}) ")


class RefusedCalls:
    """Reads one exchange's SIP.

    Args:
        exchange: Its name.
        sip_port: Where it is called.
    """

    def __init__(self, exchange: str, sip_port: int) -> None:
        self._exchange = exchange
        self._sip_port = sip_port
        self._pending: OrderedDict[str, tuple[str | None, str]] = OrderedDict()

    def feed(self, heard: Overheard, at: datetime) -> Iterator[Signal]:
        """Give a call that was refused now, with its end."""
        start, headers = _read_head(heard.message)
        call_id = headers.get(b"call-id", b"").decode("ascii", "replace")
        if start.startswith(b"INVITE ") and heard.target_port == self._sip_port:
            if b";tag=" not in headers.get(b"to", b""):
                self._keep(call_id, headers, start)
        elif (status := _STATUS.match(start)) and headers.get(b"cseq", b"").endswith(b"INVITE"):
            answered = int(status[1])
            refused = answered in REFUSALS and heard.about == call_id
            if answered >= 200 and (invite := self._pending.pop(call_id, None)) and refused:
                yield from self._tell(call_id, *invite, at)

    def _keep(self, call_id: str, headers: dict[bytes, bytes], start: bytes) -> None:
        said = headers.get(b"p-asserted-identity") or headers.get(b"from", b"")
        self._pending[call_id] = usable_number(_number_in(said)), _number_in(start)
        if len(self._pending) > MOST_PENDING:
            self._pending.popitem(last=False)

    def _tell(
        self, call_id: str, number: str | None, called: str, at: datetime
    ) -> Iterator[Signal]:
        unique_id = (
            f"{self._exchange}-{int(at.timestamp())}.{_OURS + crc32(call_id.encode()) % _SPACE}"
        )
        yield CallOffered(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=at,
            number=number,
            name=None,
            called_number=called,
            trunk="",
            recording=f"{at:%Y%m%d-%H%M%S}-{unique_id}",
            notes=(CallNote.NO_CODEC,),
        )
        yield CallEnded(
            exchange=self._exchange,
            call_unique_id=unique_id,
            happened_at=at,
            cause=NO_BEARER,
            ended_by=EndedBy.EXCHANGE,
        )


def _read_head(message: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """Split a message into its first line and the first header of each name, in small letters."""
    start, *lines = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
    headers = dict[bytes, bytes]()
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().lower()
            headers.setdefault(_SHORT.get(key, key), value.strip())
    return start, headers


def _number_in(address: bytes) -> str:
    found = _NUMBER.search(address)
    if found is None:
        return ""
    said: bytes = found[1] or found[2]
    return re.sub(r"[^0-9+*#]", "", said.decode("ascii", "replace"))


_SHORT = {b"i": b"call-id", b"f": b"from", b"t": b"to"}

"""What a modem says, split into answers and what it says unasked. Source: 3GPP TS 27.005, 27.007.

Nothing is read from or written to a device here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.domain.sms import SmsReason

MAX_LINE_BYTES = 1024  # a report has some 90, an echoed part 330
_NUMBER = re.compile(r":\s*(\d+)")
_UNASKED = ("+CDS:", "+CDSI:", "+CMTI:", "+CMT:", "+CUSD:", "+CTZV:", "+CRING", "RING", "^", "*")


@dataclass(frozen=True, slots=True)
class Line:
    """One whole line."""

    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """The modem waits for the message (27.005 §4.3)."""


@dataclass(frozen=True, slots=True)
class Overlong:
    """A line without end was thrown away."""


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report, as it was told: +CDS and the line after it (27.005 §3.4.1)."""

    pdu: str


class AtReader:
    """Splits a modem's bytes, whatever the packets; every buffer is bounded."""

    def __init__(self) -> None:
        self._half = b""
        self._dropping = False
        self._report_comes = False

    def feed(self, data: bytes) -> Iterator[Line | Prompt | Report | Overlong]:
        """Take the next bytes; give all that is whole in them."""
        *whole, self._half = (self._half + data).replace(b"\r", b"\n").split(b"\n")
        for raw in whole:
            dropped, self._dropping = self._dropping, False
            if raw.strip() and not dropped:
                yield from self._line(raw.strip().decode("ascii", "replace"))
        if self._half.lstrip() == b"> ":
            self._half = b""
            yield Prompt()
        if len(self._half) > MAX_LINE_BYTES:
            self._half = b""
            if not self._dropping:
                yield Overlong()
            self._dropping = True

    def _line(self, text: str) -> Iterator[Line | Prompt | Report | Overlong]:
        if len(text) > MAX_LINE_BYTES:
            yield Overlong()
        elif self._report_comes:
            self._report_comes = False
            yield Report(text)
        elif text.startswith("+CDS:"):
            self._report_comes = True
        else:
            yield Prompt() if text == ">" else Line(text)


def is_final(text: str) -> bool:
    """Whether a line ends an answer (27.007 §9.2, 27.005 §3.2.5, V.250 §5.7)."""
    return text in {"OK", "ERROR", "NO CARRIER"} or text.startswith(("+CMS ERROR", "+CME ERROR"))


def is_unasked(text: str, *, asked: str) -> bool:
    """Whether a line has come by itself in the middle of an answer.

    Args:
        text: The line.
        asked: The command that is being answered, such as AT+CREG?.
    """
    if text.startswith("+CREG:"):
        return "+CREG" not in asked
    return text.startswith(_UNASKED)


def number_of(text: str) -> int | None:
    """Give the first number after the colon, such as 310 of `+CMS ERROR: 310`."""
    found = _NUMBER.search(text)
    return int(found.group(1)) if found else None


def registered(text: str) -> bool:
    """Whether +CREG names a network that takes messages: home or roaming (27.007 §7.2)."""
    fields = text.partition(":")[2].split(",")
    return len(fields) > 1 and fields[1].strip() in {"1", "5", "6", "7"}


def signal_dbm(text: str) -> int | None:
    """Give how loud the network is by +CSQ (27.007 §8.5); None when that is not known."""
    level = number_of(text)
    return None if level is None or level > 31 else -113 + 2 * level


_SIM = {10: SmsReason.NO_SIM, 310: SmsReason.NO_SIM, 313: SmsReason.NO_SIM, 315: SmsReason.NO_SIM}
_LOCKED = dict.fromkeys((11, 12, 17, 18, 311, 312, 316, 317, 318), SmsReason.SIM_LOCKED)
_BARRED = dict.fromkeys((8, 10, 21, 29, 30, 50, 69), SmsReason.BARRED)
_BUSY = dict.fromkeys((38, 41, 42, 47, 314, 500), SmsReason.NETWORK_BUSY)
_NETWORK = dict.fromkeys((27, 331, 332), SmsReason.NO_NETWORK)
_TEXT = dict.fromkeys((81, 95, 96, 97, 98, 99, 304, 305), SmsReason.TEXT_WRONG)
_NUMBER_WRONG = dict.fromkeys((1, 28), SmsReason.NUMBER_WRONG)
_FULL = {22: SmsReason.MEMORY_FULL, 322: SmsReason.MEMORY_FULL}
CMS_REASONS = (
    _BARRED | _BUSY | _NETWORK | _TEXT | _NUMBER_WRONG | _FULL | {330: SmsReason.NO_SERVICE_CENTRE}
) | {number: reason for number, reason in (_SIM | _LOCKED).items() if number >= 300}
CME_REASONS = {number: reason for number, reason in (_SIM | _LOCKED).items() if number < 300}
TRY_AGAIN = frozenset(
    {
        SmsReason.NO_NETWORK,
        SmsReason.NETWORK_BUSY,
        SmsReason.MEMORY_FULL,
        SmsReason.MODEM_AWAY,
        SmsReason.MODEM_SILENT,
        SmsReason.MODEM_REFUSED,
        SmsReason.GATEWAY_AWAY,
    }
)


def reason_of(final: str) -> SmsReason:
    """Put a refusal into words: 27.005 §3.2.5 (which takes 24.011 Annex E) and 27.007 §9.2."""
    number = number_of(final)
    known = CMS_REASONS if final.startswith("+CMS") else CME_REASONS
    return known.get(-1 if number is None else number, SmsReason.MODEM_REFUSED)

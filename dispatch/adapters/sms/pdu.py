"""Short messages as a modem in PDU mode takes and tells them. Source: 3GPP TS 23.040 §9.

Nothing is read from or written to a device here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dispatch.adapters.sms.gsm7 import packed, septets

SERVICE_CENTRE_OF_SIM = b"\x00"  # no address: the modem takes the one its SIM holds
SUBMIT, STATUS_REPORT, TYPE_BITS = 0b01, 0b10, 0b11  # TP-MTI, §9.2.3.1
RELATIVE_VALIDITY, WANTS_REPORT, HAS_HEADER = 0x10, 0x20, 0x40  # §9.2.3.3, 5, 23
INTERNATIONAL, UNKNOWN_KIND = 0x91, 0x81  # §9.1.2.5
GSM7, UCS2 = 0x00, 0x08  # TP-DCS, TS 23.038 §4
ONE_GSM7, PART_GSM7 = 160, 153  # septets
ONE_UCS2, PART_UCS2 = 140, 134  # octets
HEADER_FILL_BITS = 1  # six octets of header end one bit before a septet does
MOST_PARTS = 4
LONGEST_NUMBER = 20


class TextUnsendable(ValueError):
    """The text or its number fits no short message of ours."""


@dataclass(frozen=True, slots=True)
class Submit:
    """One part as it is written after the prompt.

    Args:
        pdu: Hexadecimal, with the service centre's address before it.
        length: Octets without that address, as +CMGS wants it (TS 27.005 §4.3).
    """

    pdu: str
    length: int


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What the network tells of a message that it took (§9.2.2.3).

    Args:
        reference: The number that +CMGS gave.
        number: To which it was sent (TP-RA), its digits.
        status: TP-ST, §9.2.3.15.
    """

    reference: int
    number: str
    status: int

    @property
    def delivered(self) -> bool:
        """Whether the telephone has it."""
        return self.status <= 0x02

    @property
    def final(self) -> bool:
        """Whether the network has ended its tries."""
        return not 0x20 <= self.status <= 0x3F


def encode_submit(
    number: str, text: str, *, valid_min: int, concatenation: int, report: bool = True
) -> tuple[Submit, ...]:
    """Write one text as one or several parts; TextUnsendable.

    Args:
        number: Digits, with a + before a country code.
        text: In the seven-bit alphabet if that holds it, else in UCS-2.
        valid_min: After this the network drops what it could not deliver, minutes.
        concatenation: Marks the parts of one text, 0 to 255.
        report: Whether the network is to tell of the delivery.
    """
    scheme, parts = _split(text)
    if len(parts) > MOST_PARTS:
        raise TextUnsendable(f"{len(parts)} parts")
    several = len(parts) > 1
    first = SUBMIT | RELATIVE_VALIDITY | (WANTS_REPORT if report else 0)
    head = bytes([first | (HAS_HEADER if several else 0), 0]) + _address(number)
    head += bytes([0, scheme, relative_validity(valid_min)])
    return tuple(
        _submit(head + _user_data(scheme, part, header))
        for part, header in zip(parts, _headers(len(parts), concatenation), strict=True)
    )


def relative_validity(minutes: int) -> int:
    """Give TP-VP of at least so many minutes (§9.2.3.12.1)."""
    steps = ((0, 5, 5, 143), (143, 12 * 60 + 30, 30, 167), (167, 2 * 1440, 1440, 196))
    for before, least, step, last in steps:
        code = before + (1 if before else 0) + max(0, -((least - minutes) // step))
        if code <= last:
            return code
    return 196


def decode_report(pdu: str) -> StatusReport | None:
    """Read what +CDS tells; None for what is no status report."""
    try:
        octets = bytes.fromhex(pdu)
        body = octets[1 + octets[0] :]
        digits = body[2]
        at = 4 + (digits + 1) // 2 + 14
        semi = "".join(f"{octet & 15:x}{octet >> 4:x}" for octet in body[4 : at - 14])
        report = StatusReport(reference=body[1], number=semi[:digits], status=body[at])
    except (ValueError, IndexError):
        return None
    return report if body[0] & TYPE_BITS == STATUS_REPORT else None


def _split(text: str) -> tuple[int, list[bytes]]:
    signs = septets(text)
    if signs is not None:
        return GSM7, _filled(signs, ONE_GSM7, PART_GSM7)
    return UCS2, _filled([sign.encode("utf-16-be") for sign in text], ONE_UCS2, PART_UCS2)


def _filled(signs: list[bytes], one: int, part: int) -> list[bytes]:
    """Fill parts with whole signs: neither an escape nor a surrogate pair is torn."""
    if sum(map(len, signs)) <= one:
        return [b"".join(signs)]
    parts = [b""]
    for sign in signs:
        if len(parts[-1]) + len(sign) > part:
            parts.append(b"")
        parts[-1] += sign
    return parts


def _headers(parts: int, concatenation: int) -> Iterable[bytes]:
    """Give the header of each part: element 0, one octet of reference (§9.2.3.24.1)."""
    if parts == 1:
        return [b""]
    return [bytes([5, 0, 3, concatenation & 0xFF, parts, index + 1]) for index in range(parts)]


def _user_data(scheme: int, part: bytes, header: bytes) -> bytes:
    if scheme == UCS2:
        return bytes([len(header) + len(part)]) + header + part
    fill = HEADER_FILL_BITS if header else 0
    return (
        bytes([len(part) + (len(header) * 8 + fill) // 7]) + header + packed(part, fill_bits=fill)
    )


def _address(number: str) -> bytes:
    digits = number.removeprefix("+")
    if not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST_NUMBER:
        raise TextUnsendable("number")
    kind = INTERNATIONAL if number.startswith("+") else UNKNOWN_KIND
    padded = digits + "F" * (len(digits) % 2)
    swapped = "".join(padded[at + 1] + padded[at] for at in range(0, len(padded), 2))
    return bytes([len(digits), kind]) + bytes.fromhex(swapped)


def _submit(body: bytes) -> Submit:
    return Submit((SERVICE_CENTRE_OF_SIM + body).hex().upper(), len(body))

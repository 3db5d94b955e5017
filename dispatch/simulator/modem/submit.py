"""Reads what a modem is handed, as a network would: by bits, with no code of the sender's.

Source: 3GPP TS 23.040 §9.2.2.2 and §9.2.3, TS 23.038 §6.1.2.1.
"""

from dataclasses import dataclass

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
AFTER_ESCAPE = dict(zip("\n\x14()/<=>¡e", "\f^{}\\[~]|€", strict=True)) | {"Λ": "^"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part that was handed over.

    Args:
        place: Its number and how many there are; 1, 1 where the text is in one piece.
    """

    number: str
    text: str
    reference: int
    place: tuple[int, int]
    wants_report: bool
    validity: int


def read_submit(pdu: str, length: int) -> Part:
    """Read a part; ValueError where the standard is not kept."""
    octets = bytes.fromhex(pdu)
    body = octets[1 + octets[0] :]
    if len(body) != length:
        raise ValueError(f"{len(body)} octets, +CMGS said {length}")
    if body[0] & 0b11011 != 0b10001:
        raise ValueError("not SMS-SUBMIT with a relative validity")
    digits = body[2]
    rest = body[4 + (digits + 1) // 2 :]
    protocol, scheme, validity, said = rest[:4]
    data = rest[4:]
    if protocol != 0 or scheme not in {0, 8}:
        raise ValueError("protocol or coding")
    header = data[: data[0] + 1] if body[0] & 0x40 else b""
    text = _ucs2(data, said, header) if scheme else _gsm7(data, said, header)
    reference, total, index = header[3:6] if header else (0, 1, 1)
    place = (index, total)
    return Part(_number(body), text, reference, place, bool(body[0] & 0x20), validity)


def _number(body: bytes) -> str:
    digits, kind = body[2], body[3]
    swapped = "".join(f"{octet & 15:x}{octet >> 4:x}" for octet in body[4 : 4 + (digits + 1) // 2])
    return ("+" if kind == 0x91 else "") + swapped[:digits]


def _ucs2(data: bytes, said: int, header: bytes) -> str:
    if said != len(data) or said > 140:
        raise ValueError("length of user data")
    return data[len(header) :].decode("utf-16-be")


def _gsm7(data: bytes, said: int, header: bytes) -> str:
    if len(data) != (said * 7 + 7) // 8 or said > 160:
        raise ValueError("length of user data")
    bits = "".join(f"{octet:08b}"[::-1] for octet in data)
    first = -(-len(header) * 8 // 7)
    codes = [int(bits[at * 7 : at * 7 + 7][::-1], 2) for at in range(first, said)]
    signs = "".join(BASIC[code] for code in codes)
    for after, meant in AFTER_ESCAPE.items():
        signs = signs.replace(f"\x1b{after}", meant)
    return signs


def write_report(reference: int, number: str, status: int) -> tuple[int, str]:
    """Write SMS-STATUS-REPORT (§9.2.2.3): its length for +CDS, and itself."""
    digits = number.removeprefix("+")
    padded = digits + "F" * (len(digits) % 2)
    swapped = "".join(padded[at + 1] + padded[at] for at in range(0, len(padded), 2))
    kind = "91" if number.startswith("+") else "81"
    stamp = "62110382430023"
    body = f"06{reference:02X}{len(digits):02X}{kind}{swapped}{stamp}{stamp}{status:02X}"
    return len(body) // 2, "00" + body

"""The seven-bit alphabet of short messages. Source: 3GPP TS 23.038 §6.1.2.1 and §6.2.1."""

ESCAPE = 0x1B
ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
_CODES = {sign: bytes([code]) for code, sign in enumerate(ALPHABET) if code != ESCAPE}
_CODES |= {sign: bytes([ESCAPE, code]) for sign, code in EXTENSION.items()}


def septets(text: str) -> list[bytes] | None:
    """Give each sign's one or two septets; None when the alphabet lacks a sign."""
    found = [_CODES.get(sign) for sign in text]
    return [one for one in found if one is not None] if all(found) else None


def packed(codes: bytes, *, fill_bits: int = 0) -> bytes:
    """Pack septets into octets, the first in the lowest bits.

    Args:
        codes: One septet a byte.
        fill_bits: Zero bits before the first, so that text begins on a septet after a header.
    """
    bits, held = 0, fill_bits
    for code in codes:
        bits |= code << held
        held += 7
    return bits.to_bytes((held + 7) // 8, "little")

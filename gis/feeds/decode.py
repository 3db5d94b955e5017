"""Says field by field what bytes of a terminal mean, for a technician. No I/O.

A new protocol is one more line in DECODERS: a function that gives None for what is not its own.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pynmea2

from gis.feeds.decode_jt808 import decode_jt808
from gis.feeds.decoded import Decoded, Field
from gis.feeds.nmea import KMH_PER_KNOT, is_position, read_sentence
from gis.feeds.tag_block import (
    TagDamaged,
    checksum,
    is_whole,
    lacks_check,
    read_tag_block,
    split_line,
)

__all__ = ["DECODERS", "Decoded", "Decoder", "Field", "decode"]

MOST_BYTES = 4_096
MOST_TOLD = 50
LEAST_HEX = 8
HEX = frozenset(b"0123456789abcdefABCDEF")
TAG_NAMES = {"s": "source", "c": "instant", "g": "group", "n": "line_count", "d": "destination"}


Decoder = Callable[[bytes], Sequence[Decoded] | None]


def decode(text: str) -> list[Decoded]:
    """Decode what was pasted: as text, or as hexadecimal with or without blanks."""
    data = _bytes_of(text.strip())[:MOST_BYTES]
    for decoder in DECODERS:
        told = decoder(data)
        if told is not None:
            return list(told[:MOST_TOLD])
    return [Decoded("", (), "noise")]


def decode_nmea(data: bytes) -> list[Decoded] | None:
    """Decode lines of NMEA 0183 with their TAG blocks."""
    told: list[Decoded] = []
    for line in data.replace(b"\r", b"\n").split(b"\n"):
        found, noisy = split_line(line.strip())
        for tag, sentence in found:
            if tag is not None:
                told.append(_tag(tag))
            told.append(_sentence(sentence.decode("ascii")))
        if noisy:
            problem = "unchecked" if lacks_check(line.strip()) else "noise"
            told.append(Decoded("", (Field("bytes", _shown(line)),), problem))
    return told or None


def _tag(raw: bytes) -> Decoded:
    content, _, check = raw.decode("ascii").rpartition("*")
    try:
        at, problem = read_tag_block(raw).at, None
    except TagDamaged:
        at, problem = None, "tag"
    fields = [_tag_field(part, at) for part in content.split(",")]
    return Decoded("TAG", (*fields, _check(content, check)), problem)


def _tag_field(part: str, at: datetime | None) -> Field:
    code, _, value = part.partition(":")
    if code == "c" and at is not None:
        return Field("instant", value, f"{at:%Y-%m-%d %H:%M:%S} UTC")
    return Field(TAG_NAMES[code], value) if code in TAG_NAMES else Field("field", part)


def _sentence(sentence: str) -> Decoded:
    content, _, check = sentence[1:].rpartition("*")
    address, *values = content.split(",")
    fields = (*_named(sentence, values), _check(content, check))
    if not is_whole(sentence):
        return Decoded(address, fields, "checksum")
    if not is_position(sentence):
        return Decoded(address, fields, "unused")
    try:
        said = read_sentence(sentence)
    except (pynmea2.ParseError, ValueError, TypeError, ArithmeticError, AttributeError):
        return Decoded(address, fields, "fields")
    more = [Field("place", "", f"{said.point.lon:.6f}, {said.point.lat:.6f}")] if said.point else []
    if said.speed_kmh is not None:
        more.append(Field("speed", "", f"{said.speed_kmh:.1f} km/h"))
    return Decoded(address, (*fields, *more), "void" if said.is_void else None)


def _named(sentence: str, values: Sequence[str]) -> Iterator[Field]:
    try:
        unchecked = sentence.partition("*")[0]
        names = [one[1] for one in pynmea2.parse(unchecked).fields]
    except (pynmea2.ParseError, ValueError, AttributeError):
        names = []
    for place, value in enumerate(values):
        name = names[place] if place < len(names) else "field"
        yield Field(name if is_position(sentence) else "field", value, _meaning(name, value))


def _meaning(name: str, value: str) -> str:
    if name.startswith("spd_over_grnd") and name != "spd_over_grnd_kmph":
        try:
            return f"{float(value) * KMH_PER_KNOT:.1f} km/h"
        except ValueError:
            return ""
    return ""


def _check(content: str, check: str) -> Field:
    true = f"{checksum(content):02X}"
    return Field("checksum", check, "" if true == check.upper() else f"≠ {true}")


def _shown(line: bytes) -> str:
    return line.decode("ascii", "replace")[:200]


def _bytes_of(text: str) -> bytes:
    packed = "".join(text.split()).encode("utf-8", "replace")
    if len(packed) >= LEAST_HEX and len(packed) % 2 == 0 and HEX.issuperset(packed):
        return bytes.fromhex(packed.decode("ascii"))
    return text.encode("utf-8", "replace")


DECODERS: tuple[Decoder, ...] = (decode_jt808, decode_nmea)

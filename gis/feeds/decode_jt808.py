"""Says field by field what frames of JT/T 808 mean; the names are those of the codec's values."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import IntFlag

from gis.feeds.decoded import Decoded, Field
from gis.feeds.fix import Fix
from gis.feeds.jt808.frame import FLAG, Frame, FrameError, FrameReader
from gis.feeds.jt808.location import Item, Location
from gis.feeds.jt808.messages import read_message
from gis.feeds.jt808.octets import MessageDamaged

ITEM_MEANINGS = {
    0x01: ("mileage_km", "km"),
    0x02: ("fuel_l", "l"),
    0x03: ("recorder_speed_kmh", "km/h"),
    0x30: ("network_signal", ""),
    0x31: ("satellites", ""),
}


def decode_jt808(data: bytes) -> list[Decoded] | None:
    """Decode frames between flags; None where there is no flag."""
    if not data.startswith(FLAG):
        return None
    return [_told(one) for one in FrameReader().feed(data)] or None


def _told(one: Frame | FrameError) -> Decoded:
    if isinstance(one, FrameError):
        return Decoded("", (), one.kind)
    kind, head = f"{one.message_id:04X}", tuple(_head(one))
    if one.part is not None:
        return Decoded(kind, (*head, Field("body", one.body.hex(" "))))
    try:
        message = read_message(one)
    except MessageDamaged as damaged:
        return Decoded(kind, (*head, Field("body", one.body.hex(" "))), damaged.why)
    return Decoded(kind, (*head, *_fields(message)))


def _head(frame: Frame) -> Iterator[Field]:
    yield Field("phone", frame.phone)
    yield Field("version", str(int(frame.version)))
    yield Field("serial", str(frame.serial))
    if frame.part is not None:
        yield Field("part", f"{frame.part.number}/{frame.part.total}")


def _fields(value: object) -> Iterator[Field]:
    if isinstance(value, Location):
        yield Field("place", "", _place(value))
    for one in fields(value) if is_dataclass(value) else ():
        yield from _field(one.name, getattr(value, one.name), value)


def _field(name: str, said: object, of: object) -> Iterator[Field]:
    if isinstance(said, Item):
        yield Field(f"item_{said.item_id:02x}", said.content.hex(" "), _item(said, of))
    elif is_dataclass(said):
        yield from _fields(said)
    elif isinstance(said, Sequence) and not isinstance(said, str | bytes):
        for one in said:
            yield from _field(name, one, of)
    else:
        yield Field("status_bits" if name == "status" else name, *_shown(said))


def _shown(said: object) -> tuple[str, str]:
    if isinstance(said, IntFlag):
        return f"0x{int(said):08x}", " ".join(one.name or "" for one in said)
    if isinstance(said, bytes):
        return said.hex(" "), ""
    if isinstance(said, datetime):
        return "", f"{said:%Y-%m-%d %H:%M:%S} UTC"
    return "" if said is None else str(said), ""


def _item(said: Item, of: object) -> str:
    name, unit = ITEM_MEANINGS.get(said.item_id, ("", ""))
    value = getattr(of, name, None)
    return "" if value is None else f"{value} {unit}".strip()


def _place(location: Location) -> str:
    try:
        fix = location.fix("")
    except MessageDamaged:
        return ""
    return f"{fix.point.lon:.6f}, {fix.point.lat:.6f}" if isinstance(fix, Fix) else ""

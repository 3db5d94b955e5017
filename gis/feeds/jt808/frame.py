"""Frames: 0x7e, header, body, check code, 0x7e. Source: JT/T 808-2013 clauses 4.4.1 to 4.4.4.

JT/T 808-2019 4.4 adds the version flag (bit 14 of the body's properties), a version byte and a
telephone number of BCD[10]; JT/T 808-2011 has the frame of 2013.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor

from gis.feeds.jt808.octets import MessageDamaged, Reader, Writer

FLAG = b"\x7e"
MAX_BODY_OCTETS = 0x3FF  # what bits 0 to 9 of the properties can say
MAX_RAW_OCTETS = 2 * (21 + MAX_BODY_OCTETS + 1)  # the longest header, a full body, all escaped
HAS_PARTS = 1 << 13
IS_2019 = 1 << 14
ENCRYPTION = 0b111 << 10
PHONE_OCTETS_2013, PHONE_OCTETS_2019 = 6, 10


class Version(IntEnum):
    """Year of the standard that a terminal speaks."""

    V2011 = 2011
    V2013 = 2013
    V2019 = 2019


@dataclass(frozen=True, slots=True)
class Part:
    """Place of a frame in a message of several; both numbers count from 1."""

    total: int
    number: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, its check code proven.

    Args:
        message_id: WORD, 消息ID.
        phone: Number of the terminal's SIM, digits without leading zeros; it names the terminal.
        serial: WORD, 消息流水号, counted up by the sender.
        body: As it came, at most 1023 bytes.
        version: V2013 where the header is the old one; only a registration tells 2011 from it.
        part: None: the message is whole.
    """

    message_id: int
    phone: str
    serial: int
    body: bytes
    version: Version = Version.V2013
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class FrameError:
    """Bytes that were no frame.

    Args:
        kind: noise (no flag within a frame's length), checksum, or `MessageDamaged.why`.
    """

    kind: str


class FrameReader:
    """Gives frames from any split of the stream; holds at most the longest frame."""

    def __init__(self) -> None:
        self._tail = bytearray()
        self._lost = False

    def feed(self, data: bytes) -> Iterator[Frame | FrameError]:
        """Take the next bytes."""
        first, *further = data.split(FLAG)
        yield from self._hold(first)
        for piece in further:
            yield from self._close()
            yield from self._hold(piece)

    def _hold(self, piece: bytes) -> Iterator[FrameError]:
        if self._lost:
            return
        self._tail += piece
        if len(self._tail) > MAX_RAW_OCTETS:
            self._tail.clear()
            self._lost = True
            yield FrameError("noise")

    def _close(self) -> Iterator[Frame | FrameError]:
        raw, lost = bytes(self._tail), self._lost
        self._tail.clear()
        self._lost = False
        if raw and not lost:
            yield read_frame(raw)


def read_frame(raw: bytes) -> Frame | FrameError:
    """Read what stood between two flags."""
    try:
        content = unescape(raw)
        if not content or check_code(content):
            return FrameError("checksum")
        return _read_content(Reader(content[:-1]))
    except MessageDamaged as error:
        return FrameError(error.why)


def write_frame(frame: Frame) -> bytes:
    """Give a frame with flags, escapes and check code."""
    if len(frame.body) > MAX_BODY_OCTETS:
        raise MessageDamaged("long")
    is_2019 = frame.version is Version.V2019
    properties = len(frame.body)
    properties |= (HAS_PARTS if frame.part else 0) | (IS_2019 if is_2019 else 0)
    writer = Writer().number(frame.message_id, 2).number(properties, 2)
    if is_2019:
        writer.number(
            1, 1
        )  # 协议版本号: 1 in the first edition of 2019 (witness: SmallChi/JT808, JT808Header)
    digits = 2 * (PHONE_OCTETS_2019 if is_2019 else PHONE_OCTETS_2013)
    writer.octets(_bcd(frame.phone, digits)).number(frame.serial, 2)
    if frame.part is not None:
        writer.number(frame.part.total, 2).number(frame.part.number, 2)
    content = writer.octets(frame.body).whole()
    return FLAG + escape(content + bytes([check_code(content)])) + FLAG


def check_code(content: bytes) -> int:
    """Give the exclusive or of all bytes; over content with its check code that is zero."""
    return reduce(xor, content, 0)


def escape(content: bytes) -> bytes:
    """Hide 0x7e as 7d 02 and 0x7d as 7d 01."""
    return content.replace(b"\x7d", b"\x7d\x01").replace(b"\x7e", b"\x7d\x02")


def unescape(raw: bytes) -> bytes:
    """Undo `escape`; raises `MessageDamaged` for an escape that is none."""
    first, *pieces = raw.split(b"\x7d")
    hidden = {b"\x01": b"\x7d", b"\x02": b"\x7e"}
    if any(piece[:1] not in hidden for piece in pieces):
        raise MessageDamaged("escape")
    return first + b"".join(hidden[piece[:1]] + piece[1:] for piece in pieces)


def _read_content(reader: Reader) -> Frame:
    message_id, properties = reader.number(2), reader.number(2)
    if properties & ENCRYPTION:
        raise MessageDamaged("encrypted")
    is_2019 = bool(properties & IS_2019) and not _is_old_after_all(properties, reader.left)
    if is_2019:
        reader.number(1)
    digits = reader.octets(PHONE_OCTETS_2019 if is_2019 else PHONE_OCTETS_2013).hex()
    if not digits.isdecimal():
        raise MessageDamaged("phone")
    serial = reader.number(2)
    part = Part(reader.number(2), reader.number(2)) if properties & HAS_PARTS else None
    if part is not None and not 1 <= part.number <= part.total:
        raise MessageDamaged("parts")
    if reader.left != properties & MAX_BODY_OCTETS:
        raise MessageDamaged("header")
    version = Version.V2019 if is_2019 else Version.V2013
    return Frame(message_id, digits.lstrip("0"), serial, reader.rest(), version, part)


def _is_old_after_all(properties: int, left: int) -> bool:
    """Tell a terminal that sets the flag of 2019 before the header of 2013 (seen in captures)."""
    parts_octets = 4 if properties & HAS_PARTS else 0
    return left == PHONE_OCTETS_2013 + 2 + parts_octets + (properties & MAX_BODY_OCTETS)


def _bcd(phone: str, digits: int) -> bytes:
    if len(phone) > digits or (phone and not (phone.isascii() and phone.isdecimal())):
        raise MessageDamaged("phone")
    return bytes.fromhex(phone.rjust(digits, "0"))

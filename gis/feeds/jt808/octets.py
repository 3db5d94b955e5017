"""Fields of JT/T 808 bodies: unsigned big-endian numbers, GBK text, BCD digits and times."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

ENCODING = "gbk"
CHINA = timezone(timedelta(hours=8))
TIME_OCTETS = 6
LATEST_YEAR = 2000  # of the two digits 00


class MessageDamaged(ValueError):
    """A frame or body that is not what the standard allows; the only error of this codec.

    Args:
        why: header, phone, encrypted, escape, parts, short, long, text, number, place.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Reader:
    """Takes fields from the front of a body; raises `MessageDamaged` when it is too short."""

    data: bytes
    at: int = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self.data) - self.at

    def octets(self, count: int) -> bytes:
        """Take some bytes."""
        if count > self.left:
            raise MessageDamaged("short")
        taken = self.data[self.at : self.at + count]
        self.at += count
        return taken

    def rest(self) -> bytes:
        """Take what is left."""
        return self.octets(self.left)

    def number(self, octets: int) -> int:
        """Take a BYTE (1), WORD (2) or DWORD (4)."""
        return int.from_bytes(self.octets(octets), "big")

    def text(self, octets: int | None = None) -> str:
        """Take text, without the zeros or blanks that fill it up on either side."""
        raw = self.rest() if octets is None else self.octets(octets)
        return raw.decode(ENCODING, errors="replace").strip("\0 ")

    def moment(self) -> datetime | None:
        """Take a BCD[6] YYMMDDhhmmss of China's time; None: no time, as without satellites."""
        digits = self.octets(TIME_OCTETS).hex()
        if not digits.isdecimal():
            return None
        year, month, day, hour, minute, second = (int(digits[i : i + 2]) for i in range(0, 12, 2))
        try:
            told = datetime(LATEST_YEAR + year, month, day, hour, minute, second, tzinfo=CHINA)
        except ValueError:
            return None
        return told.astimezone(UTC)

    def end(self) -> None:
        """Refuse what stands behind the last field."""
        if self.left:
            raise MessageDamaged("long")


@dataclass(slots=True)
class Writer:
    """Puts fields one behind the other; raises `MessageDamaged` for what has no room."""

    data: bytearray = field(default_factory=bytearray)

    def number(self, value: int, octets: int) -> "Writer":
        """Put a BYTE, WORD or DWORD."""
        try:
            self.data += value.to_bytes(octets, "big")
        except OverflowError:
            raise MessageDamaged("number") from None
        return self

    def octets(self, raw: bytes) -> "Writer":
        """Put bytes as they are."""
        self.data += raw
        return self

    def text(self, text: str, octets: int | None = None) -> "Writer":
        """Put text, then zeros until it is full; what GBK does not have becomes a question mark."""
        raw = text.encode(ENCODING, errors="replace")
        if octets is not None and len(raw) > octets:
            raise MessageDamaged("text")
        self.data += raw if octets is None else raw.ljust(octets, b"\0")
        return self

    def moment(self, at: datetime | None) -> "Writer":
        """Put a BCD[6] time."""
        told = "0" * 12 if at is None else f"{at.astimezone(CHINA):%y%m%d%H%M%S}"
        self.data += bytes.fromhex(told)
        return self

    def whole(self) -> bytes:
        """Give all of it."""
        return bytes(self.data)

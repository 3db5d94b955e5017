"""What a terminal says, as bytes."""

from datetime import UTC, datetime

from gis.feeds.jt808.frame import Version, write_frame
from gis.feeds.jt808.location import Alarm, Location, Status
from gis.feeds.jt808.messages import Message, write_message
from gis.feeds.jt808.parts import cut
from gis.feeds.jt808.upward import Register

PHONE = "13800000120"
AT = datetime(2026, 3, 1, 0, 15, 30, tzinfo=UTC)
BOX = Register(44, 101, "ACME0", "T808", "A000001", 2, "粤A12345")


def place(alarms: int = 0, at: datetime = AT, latitude_udeg: int = 33_600_000) -> Location:
    return Location(Alarm(alarms), Status.FIXED, latitude_udeg, 119_030_000, 5, 370, 90, at)


def says(
    message: Message, serial: int = 1, phone: str = PHONE, version: Version = Version.V2013
) -> bytes:
    return b"".join(map(write_frame, cut(write_message(message, phone, serial, version))))

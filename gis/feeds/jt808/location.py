"""Where a terminal is and how it is. Source: JT/T 808-2013 clause 8.18, tables 23 to 31.

The basic 28 bytes are the same in 2011, 2013 and 2019; additional items are kept as they came and
read on demand, so that an unknown one is never lost.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntFlag

from gis.datum import PointOutOfRange, Wgs84
from gis.feeds.fix import Fix, Void
from gis.feeds.jt808.octets import MessageDamaged, Reader, Writer

MICRODEGREES = 1_000_000
MILEAGE, FUEL, RECORDER_SPEED, ALARM_TO_CONFIRM = 0x01, 0x02, 0x03, 0x04
OVERSPEED, AREA, ROUTE_TIME = 0x11, 0x12, 0x13
SIGNALS, IO_STATUS, ANALOGUE, NETWORK_SIGNAL, SATELLITES = 0x25, 0x2A, 0x2B, 0x30, 0x31


class Alarm(IntFlag):
    """DWORD 报警标志, table 24; bits of other numbers are kept."""

    EMERGENCY = 1 << 0
    OVERSPEED = 1 << 1
    FATIGUE = 1 << 2
    DANGER = 1 << 3
    GNSS_FAULT = 1 << 4
    ANTENNA_OPEN = 1 << 5
    ANTENNA_SHORTED = 1 << 6
    POWER_LOW = 1 << 7
    POWER_CUT = 1 << 8
    DISPLAY_FAULT = 1 << 9
    SPEECH_FAULT = 1 << 10
    CAMERA_FAULT = 1 << 11
    CARD_READER_FAULT = 1 << 12
    OVERSPEED_SOON = 1 << 13
    FATIGUE_SOON = 1 << 14
    DRIVEN_TOO_LONG = 1 << 18
    PARKED_TOO_LONG = 1 << 19
    AREA_CROSSED = 1 << 20
    ROUTE_CROSSED = 1 << 21
    ROUTE_TIME = 1 << 22
    ROUTE_LEFT = 1 << 23
    SPEED_SENSOR_FAULT = 1 << 24
    FUEL_FAULT = 1 << 25
    STOLEN = 1 << 26
    IGNITION_ILLEGAL = 1 << 27
    MOVED_ILLEGALLY = 1 << 28
    COLLISION = 1 << 29
    ROLL_OVER = 1 << 30
    DOOR_ILLEGAL = 1 << 31


class Status(IntFlag):
    """DWORD 状态, table 25 (satellite systems by bits 18 to 21 since 2013)."""

    IGNITION_ON = 1 << 0
    FIXED = 1 << 1
    SOUTH = 1 << 2
    WEST = 1 << 3
    OUT_OF_SERVICE = 1 << 4
    ENCRYPTED_PLACE = 1 << 5
    FUEL_CUT = 1 << 10
    CIRCUIT_CUT = 1 << 11
    DOORS_LOCKED = 1 << 12
    FRONT_DOOR_OPEN = 1 << 13
    MIDDLE_DOOR_OPEN = 1 << 14
    BACK_DOOR_OPEN = 1 << 15
    DRIVER_DOOR_OPEN = 1 << 16
    OTHER_DOOR_OPEN = 1 << 17
    BY_GPS = 1 << 18
    BY_BEIDOU = 1 << 19
    BY_GLONASS = 1 << 20
    BY_GALILEO = 1 << 21
    MOVING = 1 << 22


class Signals(IntFlag):
    """DWORD 扩展车辆信号状态位, item 0x25, table 31."""

    LOW_BEAM = 1 << 0
    HIGH_BEAM = 1 << 1
    RIGHT_TURN = 1 << 2
    LEFT_TURN = 1 << 3
    BRAKE = 1 << 4
    REVERSE = 1 << 5
    FOG_LAMP = 1 << 6
    WIDTH_LAMP = 1 << 7
    HORN = 1 << 8
    AIR_CONDITIONER = 1 << 9
    NEUTRAL = 1 << 10
    RETARDER = 1 << 11
    ABS = 1 << 12
    HEATER = 1 << 13
    CLUTCH = 1 << 14


@dataclass(frozen=True, slots=True)
class Item:
    """An additional item (位置附加信息项): id BYTE, length BYTE, content as it came."""

    item_id: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Location:
    """Body of 0x0200.

    Args:
        alarms: DWORD.
        status: DWORD; also tells south and west.
        latitude_udeg: DWORD, microdegrees, without sign.
        longitude_udeg: DWORD, microdegrees, without sign.
        altitude_m: WORD.
        speed_dkmh: WORD, tenths of a kilometre an hour.
        course_deg: WORD, 0 to 359, clockwise from north.
        taken_at: BCD[6] of China's time, made UTC; None: none that could be.
        items: All additional items, in order.
        rest: What is no item behind them: some terminals tell wrong lengths (seen in captures),
            and the place is worth more than the item.
    """

    alarms: Alarm
    status: Status
    latitude_udeg: int
    longitude_udeg: int
    altitude_m: int
    speed_dkmh: int
    course_deg: int
    taken_at: datetime | None
    items: tuple[Item, ...] = ()
    rest: bytes = b""

    @property
    def mileage_km(self) -> float | None:
        """Item 0x01, DWORD, tenths of a kilometre on the vehicle's odometer."""
        return _scaled(self.item(MILEAGE, 4), 10)

    @property
    def fuel_l(self) -> float | None:
        """Item 0x02, WORD, tenths of a litre."""
        return _scaled(self.item(FUEL, 2), 10)

    @property
    def recorder_speed_kmh(self) -> float | None:
        """Item 0x03, WORD, tenths, by the tachograph."""
        return _scaled(self.item(RECORDER_SPEED, 2), 10)

    @property
    def alarm_to_confirm(self) -> int | None:
        """Item 0x04, WORD, number of an event that a person is to confirm."""
        return self.item(ALARM_TO_CONFIRM, 2)

    @property
    def signals(self) -> Signals | None:
        """Item 0x25, DWORD."""
        value = self.item(SIGNALS, 4)
        return None if value is None else Signals(value)

    @property
    def io_status(self) -> int | None:
        """Item 0x2A, WORD: bit 0 deep sleep, bit 1 sleep."""
        return self.item(IO_STATUS, 2)

    @property
    def network_signal(self) -> int | None:
        """Item 0x30, BYTE, strength of the mobile network."""
        return self.item(NETWORK_SIGNAL, 1)

    @property
    def satellites(self) -> int | None:
        """Item 0x31, BYTE."""
        return self.item(SATELLITES, 1)

    def item(self, item_id: int, octets: int) -> int | None:
        """Give an item's number; None: absent, or not of that length."""
        found = (one.content for one in self.items if one.item_id == item_id)
        content = next((one for one in found if len(one) == octets), None)
        return None if content is None else int.from_bytes(content, "big")

    def fix(self, device: str) -> Fix | Void:
        """Give the place as every feed does; raises `MessageDamaged` where it is none on earth."""
        if Status.FIXED not in self.status or self.taken_at is None:
            return Void(device)
        if Status.ENCRYPTED_PLACE in self.status:
            raise MessageDamaged("encrypted")
        lat, lon = self.latitude_udeg / MICRODEGREES, self.longitude_udeg / MICRODEGREES
        lat = -lat if Status.SOUTH in self.status else lat
        lon = -lon if Status.WEST in self.status else lon
        try:
            point = Wgs84(lon, lat)
        except PointOutOfRange:
            raise MessageDamaged("place") from None
        # A terminal that reads no odometer likes to tell 0.
        odometer_km = self.mileage_km or None
        motion = (self.speed_dkmh / 10, self.course_deg % 360.0)
        return Fix(device, point, *motion, self.taken_at, odometer_km=odometer_km)


def read_location(reader: Reader) -> Location:
    """Read until the end."""
    alarms, status = Alarm(reader.number(4)), Status(reader.number(4))
    latitude_udeg, longitude_udeg = reader.number(4), reader.number(4)
    altitude_m, speed_dkmh, course_deg = reader.number(2), reader.number(2), reader.number(2)
    taken_at = reader.moment()
    items, rest = split_items(reader.rest())
    place = (alarms, status, latitude_udeg, longitude_udeg, altitude_m, speed_dkmh, course_deg)
    return Location(*place, taken_at, items, rest)


def split_items(raw: bytes) -> tuple[tuple[Item, ...], bytes]:
    """Give the items, and what is left when one is longer than what is left."""
    items, at = [], 0
    while len(raw) - at >= 2 and len(raw) - at - 2 >= raw[at + 1]:
        after = at + 2 + raw[at + 1]
        items.append(Item(raw[at], raw[at + 2 : after]))
        at = after
    return tuple(items), raw[at:]


def write_location(location: Location, writer: Writer) -> Writer:
    """Put a location behind what is there."""
    for number in (
        location.alarms,
        location.status,
        location.latitude_udeg,
        location.longitude_udeg,
    ):
        writer.number(int(number), 4)
    for number in (location.altitude_m, location.speed_dkmh, location.course_deg):
        writer.number(number, 2)
    writer.moment(location.taken_at)
    for item in location.items:
        writer.number(item.item_id, 1).number(len(item.content), 1).octets(item.content)
    return writer.octets(location.rest)


def _scaled(value: int | None, divisor: int) -> float | None:
    return None if value is None else value / divisor

"""What a vehicle's terminal says: RMC and GGA behind a TAG block.

Source: NMEA 0183 version 4.10; the block names the vehicle (s) and its second (c).
"""

from datetime import datetime
from functools import reduce
from operator import xor

from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84

KNOTS_PER_KMH = 1 / 1.852
UNITS_PER_MINUTE = 100_000


def tell_fix(tracker: str, seen: Whereabouts, at: datetime) -> bytes:
    """Write one fix as two lines; the instant is aware and goes down to the hundredth."""
    block = f"s:{tracker},c:{int(at.timestamp())}"
    sentences = (_rmc(seen, at), _gga(seen.point, at))
    lines = (f"\\{block}*{_checksum(block)}\\${body}*{_checksum(body)}\r\n" for body in sentences)
    return "".join(lines).encode("ascii")


def tell_position(tracker: str, seen: Whereabouts, at: datetime) -> bytes:
    """Write one fix as one line: of a terminal that sends RMC and nothing else."""
    block, body = f"s:{tracker},c:{int(at.timestamp())}", _rmc(seen, at)
    line = f"\\{block}*{_checksum(block)}\\${body}*{_checksum(body)}\r\n"
    return line.encode("ascii")


def _rmc(seen: Whereabouts, at: datetime) -> str:
    knots = seen.speed_kmh * KNOTS_PER_KMH
    course = round(seen.course_deg, 1) % 360.0
    where = _position(seen.point)
    return f"GPRMC,{_time(at)},A,{where},{knots:.1f},{course:.1f},{at:%d%m%y},,,A"


def _gga(point: Wgs84, at: datetime) -> str:
    return f"GPGGA,{_time(at)},{_position(point)},1,09,0.9,22.0,M,5.0,M,,"


def _time(at: datetime) -> str:
    return f"{at:%H%M%S}.{at.microsecond // 10_000:02d}"


def _position(point: Wgs84) -> str:
    lat = f"{_degrees(point.lat, 2)},{'S' if point.lat < 0 else 'N'}"
    return f"{lat},{_degrees(point.lon, 3)},{'W' if point.lon < 0 else 'E'}"


def _degrees(value: float, digits: int) -> str:
    """Write degrees and minutes without a break; rounding never gives sixty minutes."""
    units = round(abs(value) * 60 * UNITS_PER_MINUTE)
    whole, rest = divmod(units, 60 * UNITS_PER_MINUTE)
    return f"{whole:0{digits}d}{rest // UNITS_PER_MINUTE:02d}.{rest % UNITS_PER_MINUTE:05d}"


def _checksum(text: str) -> str:
    return f"{reduce(xor, text.encode('ascii'), 0):02X}"

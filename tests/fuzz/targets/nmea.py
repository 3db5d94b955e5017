"""What reads serial lines of NMEA 0183 with TAG blocks."""

import re
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor

from gis.feeds.epoch import MAX_DEVICES
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.lines import MAX_LINE_BYTES
from gis.feeds.nmea import KINDS, MAX_GROUPS, TALKERS, Framing, Heard, NmeaReader
from tests.fuzz.guided import ROOT, Target
from tests.unit.positions.saying import gga, line, rmc, sentence, tag, vtg

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)
CHECKS = re.compile(rb"([$\\])([^$\\*\r\n]*)\*(..)")
BEFORE = line(tag("s:KNOWN1"), rmc("040506.25", place="3301.00000,N,11801.50000,E"))
AFTER = line(tag("s:KNOWN1"), rmc("040507.25", place="3302.00000,N,11802.50000,E"))
KNOWN = ((118.025, 33.01667), (118.04167, 33.03333))
FRAMINGS = tuple(Framing)


def read_lines(data: bytes) -> None:
    """Let a reader have a stream; whatever it is, only values come of it.

    Args:
        data: A byte that says how (framing by two bits, whether checks are put right, how long
            its pieces are), then the stream.
    """
    how, stream = data[0], data[1:]
    stream = CHECKS.sub(_checked, stream) if how & 4 else stream
    framing = FRAMINGS[(how & 3) % len(FRAMINGS)]
    reader = NmeaReader(framing, "LINE" if framing is Framing.PLAIN else None)
    whole, step = BEFORE + stream + b"\n" * (how >> 7) + AFTER, 1 + (how >> 3 & 15) * 17
    heard: list[Heard] = []
    for start in range(0, len(whole), step):
        heard += reader.feed(whole[start : start + step], NOW)
        assert_bounded(reader)
    heard += reader.flush(NOW + timedelta(seconds=5))
    assert all(isinstance(one, Fix | Void | Damage) for one in heard)
    fixes = (one.point for one in heard if isinstance(one, Fix))
    places = [(round(one.lon, 5), round(one.lat, 5)) for one in fixes]
    assert [one for one in places if one in KNOWN] == list(KNOWN)


def assert_bounded(reader: NmeaReader) -> None:
    """Hold a reader to its bounds."""
    epochs = reader._epochs
    assert reader._lines.held_bytes <= MAX_LINE_BYTES
    assert len(reader._groups) <= MAX_GROUPS
    assert len(epochs._waiting) <= len(epochs._terminals) <= MAX_DEVICES
    most = len(TALKERS) * len(KINDS)
    assert all(len(one.said) <= most >= len(one.expected) for one in epochs._terminals.values())


def _checked(match: re.Match[bytes]) -> bytes:
    check = reduce(xor, match[2], 0)
    return match[1] + match[2] + f"*{check:02X}".encode()


def samples() -> list[bytes]:
    """Give lines as terminals write them."""
    grouped = line(tag("g:1-2-7,s:AMB02"), rmc()) + line(tag("g:2-2-7"), gga())
    return [
        line(rmc()),
        line(gga()),
        line(rmc(), gga(), vtg()),
        line(vtg()) + line(sentence("GNGLL,3336.0,N,11901.8,E,061530,A,A")),
        line(tag("s:AMB01,c:1795328130"), rmc()) + line(tag("s:AMB01"), gga()),
        line(tag("s:AMB01,c:1795328130123,n:7"), rmc(status="V")),
        grouped,
        line(sentence("GPGSV,1,1,00")) + line(rmc()),
        line(sentence("GPRMC,,V,,,,,,,,,,N")),
        b"$GPRMC,061530.00,A,3336.0,N,11901.8,E,1,2,221126,,,A\r\n",
        b"\xb5\x62\x01\x07" + bytes(80) + line(rmc()),
        line(rmc())[:40] + line(rmc()),
    ]


WORDS = rb"\ $GPRMC, ! * , s:AMB03, c:99999999999, g:1-2-3, 000000 235959.99 nan inf 1e9 -1 ,A, ,V,"
TARGET = Target(
    name="nmea",
    watched=tuple(str(ROOT / "gis" / "feeds" / one) for one in ("nmea", "epoch", "tag", "lines")),
    read=read_lines,
    written=[bytes([how]) + one for one in samples() for how in (0, 4 | 15 << 3, 5, 134)],
    words=(b"\r\n", b"A" * 300, *WORDS.split()),
)

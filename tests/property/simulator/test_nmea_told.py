"""What a simulated terminal says is read by others as it was meant."""

from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor

import pynmea2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84

POINTS = st.builds(Wgs84, st.floats(-180.0, 180.0), st.floats(-90.0, 90.0))
SEEN = st.builds(Whereabouts, POINTS, st.floats(0.0, 160.0), st.floats(0.0, 359.9999))
INSTANTS = st.integers(1_577_836_800_00, 3_124_223_999_99).map(
    lambda hundredths: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=hundredths * 10)
)


@settings(deadline=None)
@given(SEEN, INSTANTS)
def test_a_fix_survives_its_way_over_the_wire(seen, at):
    rmc, gga = (pynmea2.parse(text, check=True) for text in sentences(tell_fix("AMB07", seen, at)))
    assert rmc.is_valid
    for told in (rmc, gga):
        assert told.latitude == pytest.approx(seen.point.lat, abs=1e-6)
        assert told.longitude == pytest.approx(seen.point.lon, abs=1e-6)
    assert rmc.spd_over_grnd * 1.852 == pytest.approx(seen.speed_kmh, abs=0.1)
    apart = abs(rmc.true_course - seen.course_deg)
    assert min(apart, 360.0 - apart) == pytest.approx(0.0, abs=0.051)
    assert datetime.combine(rmc.datestamp, rmc.timestamp) == at


@settings(deadline=None)
@given(SEEN, INSTANTS)
def test_each_line_says_whose_it_is_and_no_line_is_too_long(seen, at):
    for line in tell_fix("AMB07", seen, at).split(b"\r\n")[:-1]:
        empty, block, _ = line.decode("ascii").split("\\")
        said, checksum = block.split("*")
        assert not empty
        assert said == f"s:AMB07,c:{int(at.timestamp())}"
        assert int(checksum, 16) == reduce(xor, said.encode(), 0)
        assert len(line.split(b"\\")[2]) <= 80


@settings(deadline=None)
@given(st.floats(-180.0, 180.0))
def test_minutes_never_reach_sixty(lon):
    for text in sentences(tell_fix("A", Whereabouts(Wgs84(lon, 0.0), 0.0, 0.0), NOON)):
        longitude = next(field for field in text.split(",") if "." in field and len(field) == 11)
        assert float(longitude[3:]) < 60.0


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def sentences(told):
    return [line.rpartition("\\")[2] for line in told.decode("ascii").split("\r\n")[:-1]]

"""However a stream is cut and whatever stands between its lines, every whole line is heard."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from gis.feeds.fix import Fix
from gis.feeds.lines import MAX_LINE_BYTES
from gis.feeds.nmea import NmeaReader
from gis.geodesy import distance_m
from tests.unit.positions.saying import sentence

NOW = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
LATER = NOW + timedelta(seconds=9)

names = st.from_regex(r"[A-Za-z0-9_.-]{1,32}", fullmatch=True)
points = st.builds(Wgs84, lon=st.floats(-179.9, 179.9), lat=st.floats(-89.9, 89.9))
seen = st.builds(
    Whereabouts, point=points, speed_kmh=st.floats(0, 200), course_deg=st.floats(0, 359.9)
)
noise = st.binary(max_size=40).map(lambda data: data + b"\n")


def _said(vehicles) -> list[bytes]:
    instants = (NOW + timedelta(seconds=second) for second in range(len(vehicles)))
    pairs = zip(vehicles, instants, strict=True)
    return [tell_fix(name, where, at) for (name, where), at in pairs]


@given(st.lists(st.tuples(names, seen), min_size=1, max_size=8), st.integers(1, 60))
def test_any_split_of_the_stream_gives_the_same_fixes(vehicles, step):
    stream, reader = b"".join(_said(vehicles)), NmeaReader()
    pieces = [stream[start : start + step] for start in range(0, len(stream), step)]
    fixes = [one for piece in pieces for one in reader.feed(piece, NOW) if isinstance(one, Fix)]
    assert [fix.device for fix in fixes] == [name for name, _ in vehicles]
    for fix, (_, where), second in zip(fixes, vehicles, range(len(vehicles)), strict=True):
        assert fix.fixed_at == NOW + timedelta(seconds=second)
        assert distance_m(fix.point, where.point) < 0.1


@given(st.lists(st.tuples(names, seen), min_size=1, max_size=5), st.lists(noise, min_size=6))
def test_noise_between_lines_harms_none(vehicles, noises):
    reader = NmeaReader()
    stream = b"".join(a + b for a, b in zip(noises, [*_said(vehicles), b""], strict=False))
    fixes = [one for one in reader.feed(stream, NOW) if isinstance(one, Fix)]
    assert [fix.device for fix in fixes] == [name for name, _ in vehicles]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_nothing_that_may_come_over_a_line_breaks_the_reader(packets):
    reader = NmeaReader()
    for packet in packets:
        list(reader.feed(packet, NOW))


def _held_bytes(reader: NmeaReader) -> int:
    return reader._lines.held_bytes


sayings = st.one_of(
    st.binary(max_size=1500),
    st.lists(st.sampled_from([b"$", b"\\", b"!", b"*", b"\n", b",", b"GPRMC"])).map(b"".join),
    st.builds(
        lambda kind, rest: sentence(f"GP{kind},{rest}").encode() + b"\r\n",
        st.sampled_from(["RMC", "GGA", "VTG", "GLL"]),
        st.text("0123456789.,ANEVM-", max_size=60),
    ),
)


@given(st.lists(sayings, max_size=20), names, seen)
def test_after_anything_at_all_the_next_good_sentence_is_heard(packets, name, where):
    reader = NmeaReader()
    for packet in packets:
        list(reader.feed(packet, NOW))
        assert _held_bytes(reader) <= MAX_LINE_BYTES
    list(reader.feed(b"\n", NOW))
    told = list(reader.feed(tell_fix(name, where, NOW), NOW)) + list(reader.flush(LATER))
    assert name in {one.device for one in told if isinstance(one, Fix)}


@given(st.lists(st.tuples(names, seen), min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_any_order_of_vehicles_gives_each_one_fix_an_instant(vehicles):
    reader = NmeaReader()
    instants = [NOW + timedelta(seconds=second) for second in range(3)]
    stream = b"".join(tell_fix(name, where, at) for at in instants for name, where in vehicles)
    told = [*reader.feed(stream, NOW), *reader.flush(LATER)]
    fixes = [(one.device, one.fixed_at) for one in told if isinstance(one, Fix)]
    assert sorted(fixes) == sorted((name, at) for name, _ in vehicles for at in instants)

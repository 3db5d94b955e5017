"""Whatever the version, the split and the noise: every whole message is heard as it was said."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from gis.feeds.jt808 import downward as down
from gis.feeds.jt808 import upward as up
from gis.feeds.jt808.frame import (
    MAX_RAW_OCTETS,
    Frame,
    FrameReader,
    Version,
    read_frame,
    write_frame,
)
from gis.feeds.jt808.location import Alarm, Item, Location, Status
from gis.feeds.jt808.messages import KINDS, read_message, write_message
from gis.feeds.jt808.octets import MessageDamaged
from gis.feeds.jt808.parts import Assembler, cut

byte, word, dword = st.integers(0, 0xFF), st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)
FIRST_S = int(datetime(2000, 1, 2, tzinfo=UTC).timestamp())
LAST_S = int(datetime(2099, 12, 30, tzinfo=UTC).timestamp())
LETTERS = "粤京渝急救中心ABC012-#·車"


def texts(octets: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, max_size=octets // 2)


instants = st.integers(FIRST_S, LAST_S).map(lambda second: datetime.fromtimestamp(second, UTC))
items = st.builds(Item, byte, st.binary(max_size=40))
locations = st.builds(
    Location,
    dword.map(Alarm),
    dword.map(Status),
    dword,
    dword,
    word,
    word,
    word,
    st.none() | instants,
    st.lists(items, max_size=5).map(tuple),
)
parameters = st.lists(st.builds(up.Parameter, dword, st.binary(max_size=30)), max_size=9).map(tuple)
numbers = st.lists(word, max_size=20).map(tuple)
registers = st.builds(
    up.Register, word, word, texts(5), texts(8), texts(7), st.integers(0, 9), texts(10)
)
any_version = st.one_of(
    st.builds(up.TerminalAnswer, word, word, byte),
    st.builds(up.Heartbeat),
    st.builds(up.LogOut),
    st.builds(up.ResendDown, word, numbers),
    registers,
    st.builds(up.ParametersAnswer, word, parameters),
    st.builds(up.LocationReport, locations),
    st.builds(up.LocationAnswer, word, locations),
    st.builds(up.VehicleControlAnswer, word, locations),
    st.builds(up.LocationBatch, st.booleans(), st.lists(locations, max_size=30).map(tuple)),
    st.builds(down.PlatformAnswer, word, word, byte),
    st.builds(down.RegisterAnswer, word, st.integers(1, 0xFF)),
    st.builds(down.RegisterAnswer, word, st.just(0), texts(20)),
    st.builds(down.ResendUp, word, numbers),
    st.builds(down.SetParameters, parameters),
    st.builds(down.AskParameters),
    st.builds(down.ControlTerminal, byte, texts(40)),
    st.builds(down.AskSomeParameters, st.lists(dword, max_size=20).map(tuple)),
    st.builds(down.AskLocation),
)
text_flags = byte.map(down.TextFlag)
of_version = {
    Version.V2011: st.one_of(
        any_version,
        st.builds(up.Authenticate, texts(20)),
        st.builds(down.Text, text_flags, texts(800)),
    ),
    Version.V2019: st.one_of(
        any_version,
        st.builds(up.Authenticate, texts(20), texts(15), texts(20)),
        st.builds(down.Text, text_flags, texts(800), byte),
    ),
}
of_version[Version.V2013] = of_version[Version.V2011]
phones = st.from_regex(r"[1-9][0-9]{4,10}", fullmatch=True)
versions = st.sampled_from(Version)
said = versions.flatmap(
    lambda version: st.tuples(st.just(version), st.lists(of_version[version], max_size=6))
)
noise = st.binary(max_size=40).map(lambda data: data.replace(b"\x7e", b""))


def _frames(version, messages, phone="13800000120"):
    serial = 0xFFF0
    frames: list[Frame] = []
    for message in messages:
        pieces = cut(write_message(message, phone, serial, version))
        frames += pieces
        serial = (serial + len(pieces)) % 0x10000
    return frames


def _heard(packets, version):
    reader, assembler = FrameReader(), Assembler()
    heard = (one for packet in packets for one in reader.feed(packet))
    frames = (one for one in heard if isinstance(one, Frame))
    for whole in (one for frame in frames for one in assembler.take(frame, 0.0)):
        assert isinstance(whole, Frame)
        yield read_message(whole, version)


@given(said, phones, st.integers(1, 500))
def test_any_split_of_the_stream_gives_the_same_messages(spoken, phone, step):
    version, messages = spoken
    stream = b"".join(map(write_frame, _frames(version, messages, phone)))
    packets = [stream[start : start + step] for start in range(0, len(stream), step)]
    assert list(_heard(packets, version)) == messages


@given(said, st.lists(noise, min_size=1, max_size=20))
def test_noise_between_frames_harms_none(spoken, noises):
    version, messages = spoken
    frames = _frames(version, messages)
    # By chance noise may be a frame: one in 256 has the right check code.
    noises = [one for one in noises if not isinstance(read_frame(one or b"\0"), Frame)] or [b""]
    packets = [
        noises[index % len(noises)] + write_frame(frame) for index, frame in enumerate(frames)
    ]
    assert list(_heard(packets, version)) == messages


@given(st.lists(st.binary(max_size=2000), max_size=20))
def test_nothing_that_may_come_breaks_the_reader_or_fills_it(packets):
    reader = FrameReader()
    for packet in packets:
        list(reader.feed(packet))
        assert len(reader._tail) <= MAX_RAW_OCTETS


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300), versions)
def test_any_body_is_a_message_or_the_named_error(message_id, body, version):
    try:
        message = read_message(Frame(message_id, "1", 1, body, version), version)
    except MessageDamaged:
        return
    assert type(message) is KINDS[message_id]


@given(st.binary(max_size=60), versions)
def test_a_place_is_read_whatever_stands_behind_it(body, version):
    """Items of any length, right or wrong, are kept."""
    frame = Frame(0x0200, "1", 1, bytes(28) + body, version)
    message = read_message(frame, version)
    again = write_message(message, "1", 1, version)
    assert read_message(again, version) == message

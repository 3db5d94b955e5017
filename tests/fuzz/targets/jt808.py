"""What reads vehicle terminals of JT/T 808."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from gis.feeds import jt808
from gis.feeds.jt808.frame import (
    MAX_RAW_OCTETS,
    Frame,
    FrameReader,
    Version,
    check_code,
    escape,
    write_frame,
)
from gis.feeds.jt808.messages import read_message, write_message
from gis.feeds.jt808.octets import MessageDamaged
from gis.feeds.jt808.parts import MAX_OPEN, Assembler, cut
from gis.feeds.jt808.session import Say, Session
from gis.feeds.jt808.upward import Register
from tests.fuzz.guided import ROOT, Target

SEEDS = ROOT / "tests" / "golden" / "jt808"
RAW, CHECKED = 0, 1
BEFORE = Frame(0x0002, "13800138000", 0xA5A5, b"")
AFTER = Frame(0x0002, "13800138000", 0xA5A6, b"")


class OpenGate:
    """Lets everybody in."""

    def register(self, phone: str, version: Version, told: Register) -> tuple[int, str]:
        return 0, f"code of {phone} {version} {told.plate}"

    def authenticate(self, phone: str, code: str) -> bool:
        return "wrong" not in code + phone


def read_everything(data: bytes) -> None:
    """Let every reader have an input; whatever it is, only the named error may come of it.

    Args:
        data: A byte that says how, then a stream: RAW as it is, or CHECKED, contents of frames
            behind lengths, to which right check codes are put here.
    """
    stream = data[1:] if data[:1] != bytes([CHECKED]) else b"".join(_frames(data[1:]))
    session, reader, assembler = Session(OpenGate(), 0.0), FrameReader(), Assembler()
    for second, start in enumerate(range(0, len(stream), 97)):
        piece = stream[start : start + 97]
        heard = [*session.hear(piece, float(second)), *session.look(float(second))]
        answered = b"".join(one.data for one in heard if isinstance(one, Say))
        assert all(isinstance(one, Frame) for one in FrameReader().feed(answered))
        for frame in reader.feed(piece):
            if isinstance(frame, Frame):
                _read_in_every_version(frame)
                list(assembler.take(frame, float(second)))
        assert len(reader._tail) <= MAX_RAW_OCTETS
        assert len(assembler._open) <= MAX_OPEN
    _find_the_good_around(stream)


def _find_the_good_around(noise: bytes) -> None:
    found = list(FrameReader().feed(write_frame(BEFORE) + noise + write_frame(AFTER)))
    assert found[0] == BEFORE
    assert found[-1] == AFTER


def _frames(packed: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(packed):
        content = packed[at + 1 : at + 1 + packed[at]]
        at += 1 + packed[at]
        yield b"\x7e" + escape(content + bytes([check_code(content)])) + b"\x7e"


def _read_in_every_version(frame: Frame) -> None:
    for version in Version:
        try:
            message = read_message(frame, version)
            frames = cut(write_message(message, frame.phone, frame.serial, version))
            written = [write_frame(one) for one in frames]
        except MessageDamaged:
            continue
        for one, data in zip(frames, written, strict=True):
            assert list(FrameReader().feed(data)) == [_told(one)]


def _told(frame: Frame) -> Frame:
    """What a reader can know of a frame: 2011 and 2013 look alike."""
    version = Version.V2019 if frame.version is Version.V2019 else Version.V2013
    return Frame(frame.message_id, frame.phone, frame.serial, frame.body, version, frame.part)


def captures() -> list[bytes]:
    """Give the golden frames as they are, with their flags."""
    return [
        bytes.fromhex(one["frame"])
        for path in sorted(SEEDS.glob("*.toml"))
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["capture"]
    ]


def _written() -> list[bytes]:
    """Give the golden frames, raw and with their check codes to be made."""
    found = []
    for raw in captures():
        content = raw[1:-1].replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")[:-1]
        found += [bytes([RAW]) + raw, bytes([CHECKED, len(content)]) + content]
    return found


TARGET = Target(
    name="jt808",
    watched=(str(Path(jt808.__file__).parent),),
    read=read_everything,
    written=_written(),
    words=(b"\x7e", b"\x7d\x01", b"\x7d\x02", b"\x20\x00", b"\x40\x00", b"\xff\xff", b"\x02\x00"),
)

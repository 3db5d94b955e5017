"""Frames built by hand say what the standard says, and what we say is the same to the byte."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gis.feeds.jt808.frame import Frame, FrameReader, Version, write_frame
from gis.feeds.jt808.messages import KINDS, Message, read_message, write_message
from tests.unit.jt808.told import told

GOLDEN = Path(__file__).parents[2] / "golden" / "jt808"


def _captures() -> list[Any]:
    return [
        pytest.param(one, id=f"{path.stem}-{one['version']}")
        for path in sorted(GOLDEN.glob("*.toml"))
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["capture"]
    ]


def _read(capture: dict[str, Any]) -> tuple[Frame, Message]:
    (frame,) = FrameReader().feed(bytes.fromhex(capture["frame"]))
    assert isinstance(frame, Frame)
    version = Version(capture["version"])
    return frame, read_message(frame, version)


@pytest.mark.parametrize("capture", _captures())
def test_a_captured_frame_says_what_stands_beside_it(capture: dict[str, Any]) -> None:
    frame, message = _read(capture)
    assert (frame.phone, frame.serial) == (capture["phone"], capture["serial"])
    assert told(message) == capture["message"]


@pytest.mark.parametrize("capture", _captures())
def test_what_was_read_is_written_as_it_came(capture: dict[str, Any]) -> None:
    frame, message = _read(capture)
    version = Version(capture["version"])
    written = write_frame(write_message(message, frame.phone, frame.serial, version))
    assert written.hex() == capture["frame"]


NOT_IN = {
    ("8203", Version.V2011),
    ("0301", Version.V2019),
    ("8301", Version.V2019),
}
"""Messages that came with a later version, or went with one."""


def test_every_kind_has_a_frame_in_every_version_that_has_it() -> None:
    seen = {
        (path.stem[:4], one["version"])
        for path in GOLDEN.glob("*.toml")
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["capture"]
    }
    wanted = {(f"{kind:04x}", version) for kind in KINDS for version in Version}
    assert wanted - NOT_IN <= seen

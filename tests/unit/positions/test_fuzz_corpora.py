"""What guided fuzzing found once is read without harm for ever, and the loop itself is no fake."""

from collections.abc import Iterator

import pytest

from gis.feeds import decode, http_fixes
from gis.feeds.fix import Damage
from gis.feeds.jt808 import frame as frames
from gis.feeds.jt808.octets import Reader
from gis.feeds.lines import LineReader
from tests.fuzz.guided import Target, edges_of, fuzz
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_every_kept_input_is_read_without_harm(target: Target) -> None:
    inputs = target.seeds()
    for one in inputs:
        target.read(one)
    assert len(target.kept()) > 5


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_first_inputs_that_a_seed_makes_break_nothing(target: Target) -> None:
    assert fuzz(target, 60, seed=1, most=50)["broken"] == []


def test_an_input_that_runs_other_lines_is_told_from_one_that_does_not() -> None:
    target = TARGETS["jt808"]
    assert edges_of(target, b"\0\x7e\x02\x7e") == edges_of(target, b"\0\x7e\x01\x7e")
    assert edges_of(target, b"\0\x7e\x00\x7e") != edges_of(target, b"\0\x7e\x01\x7e")


def test_a_reader_that_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(reader: Reader) -> frames.Frame:
        return frames.Frame(reader.data[0], str(reader.data[4]), reader.data[40], b"")

    monkeypatch.setattr(frames, "_read_content", careless)
    with pytest.raises(IndexError):
        fuzz(TARGETS["jt808"], 60, seed=1, most=50)


def test_a_line_reader_that_loses_what_stands_behind_noise_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(reader: LineReader, data: bytes) -> Iterator[bytes | Damage]:
        *whole, reader._half = (reader._half + data).split(b"\r\n")
        yield from (one for one in whole if b"\xb5" not in one)

    monkeypatch.setattr(LineReader, "feed", forgetful)
    with pytest.raises(AssertionError):
        TARGETS["nmea"].read(b"\0\xb5\x62")


def test_a_telephone_that_is_refused_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_fixes, "_fix", lambda *_: Damage("fields", "AMB01"))
    with pytest.raises(AssertionError):
        TARGETS["osmand"].read(b"\0id=AMB01&lat=1&lon=1")
    with pytest.raises(AssertionError):
        TARGETS["forwarded"].read(b"\0{}")


def test_a_decoder_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(line: bytes) -> str:
        return line.decode("ascii")

    monkeypatch.setattr(decode, "_shown", careless)
    with pytest.raises(UnicodeDecodeError):
        TARGETS["pasted"].read(b"\0\xc3\xa4")

"""What guided fuzzing found once is read without harm for ever, and the loop itself is no fake."""

import pytest

from gis.feeds.jt808 import frame as frames
from gis.feeds.jt808.octets import Reader
from tests.fuzz.guided_jt808 import edges_of, fuzz, read_everything, seeds


def test_every_kept_input_is_read_without_harm() -> None:
    inputs = seeds()
    for one in inputs:
        read_everything(one)
    assert len(inputs) > 100


def test_an_input_that_runs_other_lines_is_told_from_one_that_does_not() -> None:
    assert edges_of(b"\0\x7e\x02\x7e") == edges_of(b"\0\x7e\x01\x7e")
    assert edges_of(b"\0\x7e\x00\x7e") != edges_of(b"\0\x7e\x01\x7e")


def test_a_reader_that_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(reader: Reader) -> frames.Frame:
        return frames.Frame(reader.data[0], str(reader.data[4]), reader.data[40], b"")

    assert fuzz(60, seed=1, most=50)["broken"] == []
    monkeypatch.setattr(frames, "_read_content", careless)
    with pytest.raises(IndexError):
        fuzz(60, seed=1, most=50)

"""The bell sounds what is wanted, falls silent at once, and is never mute unnoticed."""

import asyncio
import os
import pty
from dataclasses import replace

import pytest

from station_client import bell as module
from station_client.alarm import Sound
from station_client.bell import Bell
from station_client.errors import BellFailed
from station_client.relay import Relay, frame
from station_client.sinks import NoSink, SampleFile
from station_client.tones import PATTERNS, RATE_HZ, round_of


class FakeSink:
    """Takes samples at once, or fails."""

    def __init__(self):
        self.played, self.fault = [], None
        self.stuck = False

    async def play(self, samples):
        if self.fault:
            raise self.fault
        self.played.append(samples)
        if self.stuck:
            await asyncio.Future()


class Ringing:
    """A bell that runs."""

    def __init__(self, sink, relay=None):
        self.told: list[str] = []
        self.bell = Bell(sink, relay, lambda: self.told.append(self.bell.state))

    async def __aenter__(self):
        self.task = asyncio.create_task(self.bell.run())
        return self.bell

    async def __aexit__(self, *_):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def until(holds):
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0)


@pytest.fixture
def sink():
    return FakeSink()


@pytest.fixture
def no_pauses(monkeypatch):
    """Rounds follow each other at once."""
    monkeypatch.setattr(module, "TRY_AGAIN_AFTER_S", 0.0)
    for sound, pattern in tuple(PATTERNS.items()):
        monkeypatch.setitem(PATTERNS, sound, replace(pattern, pause_s=0.0))


def test_no_two_sounds_are_alike_and_all_can_be_heard():
    rounds = {sound: round_of(sound, 5) for sound in Sound}
    assert len(set(rounds.values())) == len(Sound)
    for samples in rounds.values():
        loudest = max(abs(one) for one in memoryview(samples).cast("h"))
        assert 20_000 < loudest < 32_767
        assert 0.5 < len(samples) / 2 / RATE_HZ < 5


def test_an_order_begins_gently_and_grows():
    def loudness(turn):
        return max(memoryview(round_of(Sound.ORDER, turn)).cast("h"))

    assert loudness(0) < loudness(1) < loudness(2) == loudness(9)


async def test_a_wanted_sound_is_repeated_until_it_is_not_wanted(sink, no_pauses):
    async with Ringing(sink) as bell:
        bell.sound(Sound.ORDER)
        await until(lambda: round_of(Sound.ORDER, 3) in sink.played)
        bell.sound(None)
        await until(lambda: sink.played[-1] not in {round_of(Sound.ORDER, n) for n in range(4)})
        assert bell.sounding is None


async def test_another_sound_cuts_the_one_that_plays(sink):
    async with Ringing(sink) as bell:
        await until(lambda: sink.played)
        sink.stuck = True
        bell.sound(Sound.ORDER)
        await until(lambda: sink.played[-1] == round_of(Sound.ORDER, 0))
        bell.sound(Sound.CANCELLED)
        await until(lambda: sink.played[-1] == round_of(Sound.CANCELLED, 0))


@pytest.mark.mission("A36")
async def test_a_mute_bell_is_told_and_tried_again(sink, no_pauses):
    ringing = Ringing(sink)
    async with ringing as bell:
        await until(lambda: sink.played)
        sink.fault = BellFailed("ENXIO")
        bell.sound(Sound.ORDER)
        await until(lambda: bell.state == "failed")
        sink.fault = None
        await until(lambda: bell.state == "ok")
    assert ringing.told == ["failed", "ok"]


async def test_a_bell_that_cannot_sound_is_known_before_it_is_needed(sink):
    sink.fault = BellFailed("ENODEV")
    async with Ringing(sink) as bell:
        await until(lambda: bell.state == "failed")


async def test_a_station_without_a_bell_says_that_it_is_silent():
    async with Ringing(NoSink()) as bell:
        assert bell.state == "silent"


def test_the_relay_frames_are_those_of_the_board():
    assert (frame(on=True).hex(" "), frame(on=False).hex(" ")) == ("a0 01 01 a2", "a0 01 00 a1")


async def test_the_relay_follows_the_bell(sink, no_pauses):
    board, port = pty.openpty()
    os.set_blocking(board, False)
    got = bytearray()

    def heard(expected):
        try:
            got.extend(os.read(board, 64))
        except BlockingIOError:
            return False
        return bytes(got).endswith(expected)

    async with Ringing(sink, Relay(os.ttyname(port))) as bell:
        await until(lambda: heard(frame(on=False)))
        bell.sound(Sound.ORDER)
        await until(lambda: heard(frame(on=True)))
        bell.sound(Sound.AWAY)
        await until(lambda: heard(frame(on=False)))
    os.close(board)
    os.close(port)


async def test_a_relay_that_is_gone_is_a_failed_bell(sink, tmp_path):
    async with Ringing(sink, Relay(str(tmp_path / "gone"))) as bell:
        await until(lambda: bell.state == "failed")


async def test_samples_reach_a_file_and_a_pipe_that_nobody_reads_has_failed(tmp_path):
    await SampleFile(tmp_path / "bell.raw").play(bytes(100))
    assert (tmp_path / "bell.raw").stat().st_size == 100
    os.mkfifo(tmp_path / "bell.fifo")
    with pytest.raises(BellFailed, match="ENXIO"):
        await SampleFile(tmp_path / "bell.fifo").play(bytes(100))

"""A real recorder process with inputs: killed in mid word, tested by tone, asked from outside."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recorder.inputs.g711 import decode, encode
from tests.integration.recorder.gateway import SPAN, Gateway, free_port
from tests.integration.recorder.running import Running, make_state
from tests.integration.recorder.workshop import until, voice

_CLI = "from recorder.cli import app; app()"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway(free_port())
    yield made
    made.close()


@pytest.fixture
def running(tmp_path: Path, gateway: Gateway) -> Iterator[Running]:
    made = make_state(tmp_path)
    with (tmp_path / "boot.toml").open("a") as boot:
        boot.write(
            "[[recorder_channels]]\nnumber = 3\nname = 'radio-1'\nlabel = '电台一'\nkind = 'rtp'\n"
            f"port = {gateway.port}\n"
        )
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end()


def channel(running: Running) -> dict[str, Any]:
    with running.client() as client:
        channels = client.get("/channels").json()["channels"]
        return channels[0] if channels else {}


def growing(running: Running) -> list[Path]:
    return list(running.incoming.glob("*-rx.wav"))


def talk(gateway: Gateway, sound: np.ndarray) -> None:
    """Send at the pace of speech: a packet each 20 ms."""
    began_s = time.monotonic()
    for index, at in enumerate(range(0, len(sound), SPAN)):
        until(partial(_is_due, began_s + index * 0.02))
        gateway.send(sound[at : at + SPAN])


def _is_due(due_s: float) -> bool:
    return time.monotonic() >= due_s


def told(running: Running, *words: str) -> subprocess.CompletedProcess[str]:
    at = ["--state", str(running.state), "--exchange", "node1"]
    return subprocess.run(
        [sys.executable, "-c", _CLI, *words, *at], capture_output=True, text=True, check=False
    )


def test_a_recorder_killed_in_mid_word_keeps_the_word_and_says_so(running, gateway):
    until(lambda: channel(running))
    sound = voice(20, 3.0)
    talk(gateway, sound)
    until(lambda: channel(running)["frames_kept"] == len(sound))
    running.end(signal.SIGKILL)
    (file,) = growing(running)
    name = file.name.removesuffix("-rx.wav")
    running.start()
    until(lambda: running.state_of(name) == "STORED", within_s=40)
    with running.client() as client:
        kept = client.get(f"/recordings/{name}").json()
    assert kept["frames"] == len(sound)
    assert kept["repaired"]
    assert (kept["channel"]["why"], kept["channel_number"]) == ("killed", 3)
    assert "channel.cut_off" in running.log()


def test_a_recorder_told_to_stop_ends_its_pieces_whole(running, gateway):
    until(lambda: channel(running))
    sound = voice(21, 0.5)
    gateway.send(sound)
    until(lambda: channel(running)["frames_kept"] == len(sound))
    assert running.end() == 0
    (file,) = growing(running)
    assert file.with_name(file.name.replace("-rx.wav", ".done")).exists()
    content = np.fromfile(file, dtype="<i2", offset=44)
    assert np.array_equal(content, decode("alaw", encode("alaw", sound)))


@pytest.mark.mission("A91", "F4")
def test_the_test_tone_goes_through_the_channel_to_the_disk(running):
    done = told(running, "test-tone", "--channel", "radio-1")
    assert json.loads(done.stdout) == {"channel": "radio-1", "test": "found"}
    assert done.returncode == 0
    shown = json.loads(told(running, "channels").stdout)
    assert (shown["test"], shown["faults"]) == ("found", [])


def test_no_tone_is_laid_over_a_voice(running, gateway):
    until(lambda: channel(running))
    gateway.send(voice(22, 1.0))
    until(lambda: channel(running)["alive"])
    assert json.loads(told(running, "test-tone", "--channel", "radio-1").stdout)["test"] == "live"


def test_a_channel_nobody_knows_is_said(running):
    done = told(running, "test-tone", "--channel", "radio-9")
    assert done.returncode == 2
    assert "channel_not_found" in done.stderr


def test_what_is_wrong_with_a_channel_is_among_the_faults(running, gateway):
    until(lambda: channel(running))
    gateway.send(voice(23, 0.5))
    stranger = Gateway(gateway.port, ssrc=1)
    until(lambda: channel(running)["alive"])
    stranger.send(voice(24, 0.5))
    stranger.close()
    with running.client() as client:
        until(lambda: client.get("/faults").json()["faults"])
        (fault,) = client.get("/faults").json()["faults"]
    assert (fault["code"], fault["channel"]) == ("channel_stranger", "电台一")

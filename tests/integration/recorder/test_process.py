import signal
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.integration.recorder.running import Running, recorder_beside
from tests.integration.recorder.workshop import NAME, until, voice, write_side

RX, TX = voice(1, 4.0), voice(2, 4.0)


@pytest.fixture
def running(tmp_path: Path):
    with recorder_beside(tmp_path / "state") as made:
        yield made


def side(running: Running, which: str) -> Path:
    return running.incoming / f"{NAME.text}-{which}.wav"


def begin_call(running: Running) -> None:
    for which, samples in (("rx", RX), ("tx", TX)):
        write_side(side(running, which), samples[:8000])


def finish_call(running: Running) -> None:
    for which, samples in (("rx", RX), ("tx", TX)):
        write_side(side(running, which), samples)
    (running.incoming / f"{NAME.text}.done").touch()


@pytest.mark.mission("A41")
def test_a_recorder_killed_in_mid_call_keeps_the_whole_call(running: Running):
    begin_call(running)
    until(lambda: running.state_of(NAME.text) == "WRITING")
    running.end(signal.SIGKILL)
    finish_call(running)
    running.start()
    until(lambda: not list(running.incoming.iterdir()))

    kept = next(running.folder.glob("store/**/*.flac"))
    assert np.array_equal(soundfile.read(kept, dtype="int16")[0], np.stack([RX, TX], axis=1))
    assert running.state_of(NAME.text) == "STORED"


def test_what_it_keeps_is_private_and_told_to_stop_it_stops(running: Running):
    finish_call(running)
    until(lambda: running.state_of(NAME.text) == "STORED")
    kept = [running.folder / "journal.sqlite", next(running.folder.glob("store/**/*.flac"))]

    assert [path.stat().st_mode & 0o077 for path in kept] == [0, 0]
    assert running.end(signal.SIGTERM) == 0
    assert '"event": "recorder.ended_without_a_persons_word"' in running.log()

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recorder.ingest.abandoned import QUIET_S, QUIET_UNSURE_S, QuietWatch, Writer
from recorder.ingest.incoming import Sighting, SourceFile
from recorder.names import RecordingName

NAME = RecordingName.parse("20261122-014501-node1-1795311901.8")


class FakeClock:
    def __init__(self):
        self.s = 1000.0

    def now(self):
        return datetime(2026, 11, 22, tzinfo=UTC)

    def monotonic_s(self):
        return self.s


def sighting(size_bytes=100):
    side = SourceFile(Path("side"), size_bytes, datetime(2026, 11, 22, tzinfo=UTC))
    return Sighting(NAME, side, side, None)


def quiet_for(seconds, writer):
    clock = FakeClock()
    watch = QuietWatch(clock, lambda _: writer)
    watch.is_abandoned(sighting())
    clock.s += seconds
    return watch.is_abandoned(sighting())


@pytest.mark.parametrize(
    ("seconds", "writer", "abandoned"),
    [
        (QUIET_S - 1, Writer.NONE, False),
        (QUIET_S, Writer.NONE, True),
        (QUIET_UNSURE_S * 10, Writer.SOME, False),
        (QUIET_UNSURE_S - 1, Writer.UNKNOWN, False),
        (QUIET_UNSURE_S, Writer.UNKNOWN, True),
    ],
)
def test_only_what_is_quiet_and_written_by_nobody_is_over(seconds, writer, abandoned):
    assert quiet_for(seconds, writer) is abandoned


def test_growing_begins_the_wait_anew():
    clock = FakeClock()
    watch = QuietWatch(clock, lambda _: Writer.NONE)
    watch.is_abandoned(sighting(100))
    clock.s += QUIET_S - 1
    watch.is_abandoned(sighting(200))
    clock.s += QUIET_S - 1

    assert not watch.is_abandoned(sighting(200))

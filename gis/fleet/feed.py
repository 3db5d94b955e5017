"""One feed: a serial line, its reader, its picture and its writer, run together."""

import asyncio
from collections import Counter
from pathlib import Path

from gis.clock import Clock
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.nmea import NmeaReader
from gis.feeds.serial import SerialLine
from gis.fleet.picture import Picture, Received
from gis.fleet.store import FeedState
from gis.fleet.writer import FleetWriter


class Feed:
    """Listens to one line until cancelled.

    Args:
        name: As in boot.toml.
        device: A serial device.
        baud: Of the line.
        dsn: Of the database, as d120_gis; it may be away.
    """

    def __init__(self, name: str, device: Path, baud: int, dsn: str, clock: Clock) -> None:
        self._name, self._clock = name, clock
        self._reader = NmeaReader()
        self.picture = Picture(name)
        self.line = SerialLine(device, baud, self._hear, self._reader.interrupt)
        self.writer = FleetWriter(name, dsn, clock, self.state)
        self._counts: Counter[str] = Counter()
        self._heard_s: float | None = None
        self._understood_s: float | None = None

    async def run(self) -> None:
        """Listen and write until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.line.listen())
            tasks.create_task(self.writer.run())

    def state(self) -> FeedState:
        """Tell how it is."""
        counts = {
            **self._counts,
            **self.picture.refused,
            "dropped": self.writer.dropped,
            "waiting": self.writer.waiting,
        }
        return FeedState(
            self._name,
            self.line.plugged,
            self._ago_s(self._heard_s),
            self._ago_s(self._understood_s),
            counts,
        )

    def _hear(self, data: bytes) -> None:
        now, now_s, sentences = self._clock.now(), self._clock.monotonic_s(), self._reader.sentences
        self._heard_s = now_s
        for heard in self._reader.feed(data, now):
            match heard:
                case Damage(kind):
                    self._counts[kind] += 1
                case Void():
                    self._counts["void"] += 1
                case Fix():
                    self._counts["fixes"] += 1
                    taken = self.picture.take(heard, received_at=now, received_s=now_s)
                    if isinstance(taken, Received):
                        self.writer.keep(taken)
        if self._reader.sentences > sentences:
            self._understood_s = now_s

    def _ago_s(self, at_s: float | None) -> float | None:
        return None if at_s is None else self._clock.monotonic_s() - at_s

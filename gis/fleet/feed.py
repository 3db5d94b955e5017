"""One feed: a serial line, its reader, its picture and its writer, run together."""

import asyncio
from collections import Counter
from collections.abc import Iterable

from gis.clock import Clock
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.health import PortHealth
from gis.feeds.nmea import Framing, Heard, NmeaReader
from gis.feeds.serial import Port, SerialLine
from gis.fleet.picture import Picture, Received
from gis.fleet.store import FeedState
from gis.fleet.writer import FleetWriter

FLUSH_EVERY_S = 0.2


class Feed:
    """Listens to one line until cancelled.

    Args:
        name: As in boot.toml.
        port: Where the line comes in.
        dsn: Of the database, as d120_gis; it may be away.
        terminal: Name of a plain line's one terminal.
    """

    def __init__(
        self,
        name: str,
        port: Port,
        dsn: str,
        clock: Clock,
        *,
        framing: Framing = Framing.ANY,
        terminal: str | None = None,
    ) -> None:
        self._name, self._clock, self._framing = name, clock, framing
        self._reader = NmeaReader(framing, terminal)
        self.picture = Picture(name)
        self.line = SerialLine(port, self._hear, self._reader.interrupt, clock.monotonic_s)
        self.writer = FleetWriter(name, dsn, clock, self.state, self.picture)
        self._health = PortHealth()
        self._counts: Counter[str] = Counter()
        self._heard_s: float | None = None
        self._understood_s: float | None = None

    async def run(self) -> None:
        """Listen and write until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.line.listen())
            tasks.create_task(self._flush())
            tasks.create_task(self.writer.run())

    def state(self) -> FeedState:
        """Tell how it is.

        Its port as a technician reads it: whether and since when it is open, why not, bytes and
        sentences a second, the last bytes in hexadecimal.
        """
        counts = {
            **self._counts,
            **self.picture.refused,
            "dropped": self.writer.dropped,
            "waiting": self.writer.waiting,
        }
        bytes_per_s, sentences_per_s = self._health.rates(self._clock.monotonic_s())
        port = {
            "kind": "serial",
            "address": self.line.port.address,
            "framing": self._framing,
            "turned_ago_s": self._ago_s(self.line.turned_s),
            "why_closed": self.line.why_closed,
            "bytes_per_s": round(bytes_per_s, 1),
            "sentences_per_s": round(sentences_per_s, 1),
            "last": self._health.last.hex(),
        }
        return FeedState(
            self._name,
            self.line.plugged,
            self._ago_s(self._heard_s),
            self._ago_s(self._understood_s),
            counts,
            port=port,
        )

    def _hear(self, data: bytes) -> None:
        now_s, sentences = self._clock.monotonic_s(), self._reader.sentences
        self._heard_s = now_s
        self._take(self._reader.feed(data, self._clock.now()))
        whole = self._reader.sentences - sentences
        self._health.hear(data, whole)
        if whole:
            self._understood_s = now_s

    def _take(self, told: Iterable[Heard]) -> None:
        now, now_s = self._clock.now(), self._clock.monotonic_s()
        for heard in told:
            match heard:
                case Damage(kind):
                    self._counts[kind] += 1
                    self.picture.blame(heard, now_s)
                case Void():
                    self._counts["void"] += 1
                case Fix():
                    self._counts["fixes"] += 1
                    taken = self.picture.take(heard, received_at=now, received_s=now_s)
                    if isinstance(taken, Received):
                        self.writer.keep(taken)

    async def _flush(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            self._take(self._reader.flush(self._clock.now()))

    def _ago_s(self, at_s: float | None) -> float | None:
        return None if at_s is None else self._clock.monotonic_s() - at_s

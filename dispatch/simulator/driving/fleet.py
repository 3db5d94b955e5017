"""The vehicles themselves: each stands somewhere or drives along its track."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dispatch.simulator.driving.track import Track, Whereabouts, plan_track
from dispatch.simulator.pace import Pace
from gis.datum import Wgs84


class Halted(Exception):
    """The drive was given up: the vehicle broke down, or its driver was sent elsewhere."""


@dataclass(slots=True)
class _Drive:
    track: Track
    began_s: float
    halted: asyncio.Event = field(default_factory=asyncio.Event)


class Fleet:
    """All vehicles of the invented world, by the name of their terminal."""

    def __init__(self, pace: Pace, homes: Iterable[tuple[str, Wgs84]]) -> None:
        self._pace = pace
        self._drives = {tracker: _Drive(plan_track((home,), 0.0), 0.0) for tracker, home in homes}

    def __iter__(self) -> Iterator[str]:
        """Name the terminals."""
        return iter(self._drives)

    def where(self, tracker: str) -> Whereabouts:
        """Find a vehicle."""
        drive = self._drives[tracker]
        return drive.track.at(self._pace.now_s() - drive.began_s)

    def put(self, tracker: str, point: Wgs84) -> None:
        """Let a vehicle stand somewhere, as when the simulation begins in the middle of a run."""
        self._begin(tracker, plan_track((point,), 0.0))

    def halt(self, tracker: str) -> None:
        """Stop a vehicle where it is."""
        self.put(tracker, self.where(tracker).point)

    async def drive(self, tracker: str, plan: Callable[[Wgs84], Track]) -> None:
        """Drive from where the vehicle is, until it is there. Raises Halted."""
        track = plan(self.where(tracker).point)
        drive = self._begin(tracker, track)
        left_s = track.seconds / self._pace.factor
        try:
            await asyncio.wait_for(drive.halted.wait(), left_s)
        except TimeoutError:
            return
        raise Halted(tracker)

    def _begin(self, tracker: str, track: Track) -> _Drive:
        before = self._drives.get(tracker)
        if before is not None:
            before.halted.set()
        self._drives[tracker] = drive = _Drive(track, self._pace.now_s())
        return drive

"""The vehicles themselves: each stands somewhere or drives along its track."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dispatch.simulator.driving.track import Track, Whereabouts, plan_track
from dispatch.simulator.pace import Pace
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class _Drive:
    track: Track
    began_s: float


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
        self._drives[tracker] = _Drive(plan_track((point,), 0.0), self._pace.now_s())

    def halt(self, tracker: str) -> None:
        """Stop a vehicle where it is."""
        self.put(tracker, self.where(tracker).point)

    async def drive(self, tracker: str, track: Track) -> None:
        """Drive until the vehicle is there; whoever is called away stops where he is."""
        self._drives[tracker] = _Drive(track, self._pace.now_s())
        try:
            await self._pace.pause(track.seconds)
        except asyncio.CancelledError:
            self.halt(tracker)
            raise

"""Brings every checkpoint to every second place, in order, and tells how far behind a place is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from recorder.clock import Clock
from recorder.faults import FaultCode
from recorder.integrity.places import Place
from recorder.integrity.proof_folder import LineFile
from recorder.integrity.told import Conditions
from recorder.integrity.witness import BATCH, CheckpointRefused

AWAY_AFTER_S: Final = 300.0
"""Five checkpoints: a restart of the other recorder is no fault."""
_FIRST_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 30.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """How one place stands; `kept` is None until it has answered once."""

    name: str
    kept: int | None
    behind: int
    reached_at: datetime | None
    disagrees: bool


class Delivery:
    """One place and what we know of it. Not for the event loop: it waits for the place."""

    def __init__(self, place: Place, logged: str, lines: LineFile, key: bytes) -> None:
        self.place = place
        self.kept: int | None = None
        self.disagrees = False
        self._log = logged
        self._lines = lines
        self._key = key

    @property
    def behind(self) -> int:
        """How many checkpoints it has not got."""
        return max(0, self._lines.count - (self.kept or 0))

    def deliver(self) -> None:
        """Send what it lacks. Raises OSError where it is away."""
        try:
            if self.kept is None:
                self.kept = self._compare()
            while lines := self._lines.read(self.kept, BATCH):
                self.kept = self.place.keep(self._log, key=self._key, first=self.kept, lines=lines)
        except CheckpointRefused:
            self.disagrees, self.kept = True, None
        else:
            self.disagrees = False

    def _compare(self) -> int:
        """What it has must be the beginning of what is here: else one of both was written anew."""
        count, last = self.place.ask(self._log)
        if count and self._lines.read(count - 1, 1) != [last]:
            raise CheckpointRefused(self.place.name)
        return count


class Courier:
    """All second places; a place that is away holds up no other."""

    def __init__(self, deliveries: list[Delivery], clock: Clock, conditions: Conditions) -> None:
        self._deliveries = deliveries
        self._clock = clock
        self._conditions = conditions
        now_s = clock.monotonic_s()
        self._pause_s = dict.fromkeys(range(len(deliveries)), _FIRST_PAUSE_S)
        self._due_at_s = dict.fromkeys(range(len(deliveries)), now_s)
        self._current_at_s = dict.fromkeys(range(len(deliveries)), now_s)
        self._reached_at: dict[int, datetime] = {}

    def status(self) -> list[PlaceStatus]:
        """How each place stands."""
        return [
            PlaceStatus(
                one.place.name, one.kept, one.behind, self._reached_at.get(number), one.disagrees
            )
            for number, one in enumerate(self._deliveries)
        ]

    def work(self, *, at_once: bool = False) -> None:
        """Deliver what is due, each place once; `at_once` asks also those that wait."""
        for number, one in enumerate(self._deliveries):
            now_s = self._clock.monotonic_s()
            if at_once or now_s >= self._due_at_s[number]:
                self._attempt(number, one)
            if not one.behind and one.kept is not None:
                self._current_at_s[number] = self._clock.monotonic_s()
        self._tell()

    def _attempt(self, number: int, one: Delivery) -> None:
        if one.kept is not None and not one.behind:
            return
        try:
            one.deliver()
        except OSError as error:
            log.info("proof.second_place_away", place=one.place.name, why=type(error).__name__)
        else:
            self._reached_at[number] = self._clock.now()
        failed = one.disagrees or one.kept is None or one.behind > 0
        pause_s = min(2 * self._pause_s[number], _LONGEST_PAUSE_S) if failed else _FIRST_PAUSE_S
        self._pause_s[number] = pause_s
        self._due_at_s[number] = self._clock.monotonic_s() + (pause_s if failed else 0.0)

    def _tell(self) -> None:
        now_s = self._clock.monotonic_s()
        away = any(now_s - since_s >= AWAY_AFTER_S for since_s in self._current_at_s.values())
        apart = any(one.disagrees for one in self._deliveries)
        for code, holds in (
            (FaultCode.SECOND_PLACE_AWAY, away),
            (FaultCode.SECOND_PLACE_DISAGREES, apart),
        ):
            if holds and self._conditions.begin(code):
                log.error("recorder.fault", code=code)
            elif not holds and self._conditions.end(code):
                log.info("recorder.fault_ended", code=code)

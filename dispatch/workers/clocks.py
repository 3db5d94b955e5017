"""Holds every clock by which events are told against this server's own that never steps."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic

import structlog

from dispatch.domain.clock_step import ClockReading, ClockStep, are_apart, step_between
from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import PartState
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.clocks.note_clock_step import note_clock_step
from dispatch.workers.health import Finding

LOOK_EVERY_S = 1.0
ASKED_FOR_S = 2.0
# Long enough for everybody who works a shift to have looked up once.
SHOWN_FOR_S = 600.0
STEPPED: Finding = (PartState.DEGRADED, "clock_stepped")
APART: Finding = (PartState.DEGRADED, "clock_apart")

log = structlog.get_logger(__name__)

AskClock = Callable[[], Awaitable[ClockReading]]


class ClockWorker:
    """Finds clocks that jumped or go apart from the database's, by which everything is recorded.

    The database's own step is told by whoever works its deadlines, which move with it.

    Args:
        observer: This server's name.
        database: How to read the database's clock.
        others: How to read every other clock, by the name of its server or exchange.
        commands: Where steps are told.
        clock_s: Seconds that never step.
    """

    def __init__(
        self,
        observer: str,
        database: tuple[str, AskClock],
        others: Mapping[str, AskClock],
        commands: Commands,
        clock_s: Callable[[], float] = monotonic,
    ) -> None:
        self._observer = observer
        self._reference = database[0]
        self._asks = {database[0]: database[1], **others}
        self._commands = commands
        self._clock_s = clock_s
        self._readings: dict[str, ClockReading] = {}
        self._stepped_s: dict[str, float] = {}
        self._untold: list[ClockStep] = []

    def findings(self) -> dict[str, Finding]:
        """Give what is wrong with which clock, by the name of its lamp; nothing while well."""
        apart = {f"clock:{name}": APART for name in self._asks if self._is_apart(name)}
        until_s = self._clock_s() - SHOWN_FOR_S
        fresh = (name for name, at_s in self._stepped_s.items() if at_s > until_s)
        return {f"clock:{name}": STEPPED for name in fresh} | apart

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Read every clock once; one that cannot be read now is compared when it can."""
        await asyncio.gather(*(self._read(name) for name in self._asks))
        while self._untold:
            try:
                await self._tell(self._untold[0])
            except DomainError as error:
                log.info("clock.untold", code=error.code)
                return
            del self._untold[0]

    async def _read(self, name: str) -> None:
        try:
            async with asyncio.timeout(ASKED_FOR_S):
                reading = await self._asks[name]()
        except (DomainError, TimeoutError, OSError):
            return
        earlier, self._readings[name] = self._readings.get(name), reading
        by_s = step_between(earlier, reading) if earlier else 0.0
        if by_s:
            log.warning("clock.stepped", clock=name, by_s=round(by_s, 1))
            self._stepped_s[name] = self._clock_s()
            if name != self._reference:
                self._untold.append(ClockStep(name, self._observer, by_s))

    def _is_apart(self, name: str) -> bool:
        own, reference = self._readings.get(name), self._readings.get(self._reference)
        return own is not None and reference is not None and are_apart(own, reference)

    async def _tell(self, step: ClockStep) -> None:
        async def run(tx: Transaction) -> Json:
            await note_clock_step(step, await tx.clocks.count_steps(step.clock), tx)
            return None

        origin = Origin(f"server:{self._observer}", Wire.TIMER)
        await self._commands.run(Keyed(None, "note_clock_step"), origin, run)


def ask_own_clock(clock: Clock, clock_s: Callable[[], float] = monotonic) -> AskClock:
    """Read this machine's wall clock."""

    async def ask() -> ClockReading:
        before_s = clock_s()
        return ClockReading(clock.now(), before_s, clock_s())

    return ask

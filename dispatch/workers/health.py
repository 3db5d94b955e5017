"""Watches every part and lights the lamps; each server tells the changes that it sees."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog

from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import Part, PartState
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.parts.note_part import note_part

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
PROBE_WITHIN_S = 2.0

Finding = tuple[PartState, str | None]
Probe = Callable[[], Awaitable[Finding]]
WELL: Finding = (PartState.WELL, None)
# Parts that come and go with the settings, such as trunks: what is not named any more is put out.
Several = Callable[[], Mapping[str, Finding]]


class HealthWorker:
    """The lamps of one server; see `dispatch.ports.lamps`.

    Args:
        observer: This server's name.
        probes: How to ask each part, by its name. A probe that raises or hangs means: failed.
        several: Gives parts whose names are not known beforehand, without waiting.
    """

    def __init__(
        self,
        observer: str,
        probes: Mapping[str, Probe],
        commands: Commands,
        clock: Clock,
        several: Several = dict,
    ) -> None:
        self._observer = observer
        self._probes = probes
        self._commands = commands
        self._clock = clock
        self._several = several
        self._parts: dict[str, Part] = {}
        self._untold: dict[str, Part] = {}

    def parts(self) -> Sequence[Part]:
        """Give every part, by name."""
        return [self._parts[name] for name in sorted(self._parts)]

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            findings = await asyncio.gather(*(self._ask(name) for name in self._probes))
            for name, finding in zip(self._probes, findings, strict=True):
                self._light(name, finding)
            self._light_several()
            await self._tell()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _ask(self, name: str) -> Finding:
        try:
            async with asyncio.timeout(PROBE_WITHIN_S):
                return await self._probes[name]()
        except TimeoutError:
            return PartState.FAILED, "no_answer"
        except DomainError as error:
            return PartState.FAILED, error.code
        except OSError:
            return PartState.FAILED, "unreachable"

    def _light_several(self) -> None:
        found = self._several()
        for name, finding in found.items():
            self._light(name, finding)
        for name in self._parts.keys() - self._probes.keys() - found.keys():
            self._light(name, WELL)
            del self._parts[name]

    def _light(self, name: str, finding: Finding) -> None:
        state, code = finding
        lit = self._parts.get(name)
        if lit is not None and (lit.state, lit.code) == finding:
            return
        part = Part(name, self._observer, state, self._clock.now(), code)
        self._parts[name] = self._untold[name] = part
        log.info("part.changed", part=name, state=state, code=code)

    async def _tell(self) -> None:
        """Store what changed; what could not be told now is told at the next look."""
        for name in sorted(self._untold):
            try:
                await self._note(self._untold[name])
            except DomainError as error:
                log.info("part.untold", part=name, code=error.code)
                return
            del self._untold[name]

    async def _note(self, part: Part) -> None:
        async def run(tx: Transaction) -> Json:
            await note_part(part, tx)
            return None

        origin = Origin(f"server:{self._observer}", Wire.TIMER)
        await self._commands.run(Keyed(None, "note_part"), origin, run)

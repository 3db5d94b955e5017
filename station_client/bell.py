"""The bell: sounds one thing at a time until another, or none, is wanted; tells how it is."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog

from dispatch.contracts.devices import BellState
from station_client.alarm import Sound
from station_client.errors import BellFailed, RelayFailed
from station_client.relay import Relay
from station_client.sinks import NoSink, Sink, prove
from station_client.tones import PATTERNS, round_of

log = structlog.get_logger()

PROVE_EVERY_S = 30.0
TRY_AGAIN_AFTER_S = 1.0
LIGHTS = frozenset({Sound.ORDER, Sound.CHANGED})


class Bell:
    """Plays rounds into a sink and switches the relay beside it.

    Args:
        told: Called when it became well, silent or failed.
    """

    def __init__(self, sink: Sink, relay: Relay | None, told: Callable[[], None]) -> None:
        self._sink = sink
        self._relay = relay
        self._told = told
        self._wanted: Sound | None = None
        self._changed = asyncio.Event()
        self._faults: dict[str, str] = {}

    @property
    def state(self) -> BellState:
        """How it is; a relay that does not switch is a bell that nobody may trust."""
        if self._faults:
            return "failed"
        return "silent" if isinstance(self._sink, NoSink) else "ok"

    @property
    def sounding(self) -> Sound | None:
        """What it sounds."""
        return self._wanted

    def sound(self, wanted: Sound | None) -> None:
        """Sound this from now on."""
        if wanted is not self._wanted:
            self._wanted = wanted
            self._changed.set()

    async def run(self) -> None:
        """Sound what is wanted until cancelled."""
        try:
            while True:
                self._changed.clear()
                await self._turn(self._wanted)
        finally:
            if self._relay:
                self._relay.close()

    async def _turn(self, wanted: Sound | None) -> None:
        if wanted is None:
            await asyncio.gather(self._switch(on=False), self._play(prove(self._sink)))
            await self._until_changed(PROVE_EVERY_S)
            return
        turn = 0
        while not self._changed.is_set():
            await self._one_of(self._round(wanted, turn), self._changed.wait())
            turn += 1

    async def _round(self, wanted: Sound, turn: int) -> None:
        switch = self._switch(on=wanted in LIGHTS)
        played, _ = await asyncio.gather(
            self._play(self._sink.play(round_of(wanted, turn))), switch
        )
        await asyncio.sleep(PATTERNS[wanted].pause_s if played else TRY_AGAIN_AFTER_S)

    async def _switch(self, *, on: bool) -> None:
        if self._relay is None:
            return
        try:
            await self._relay.switch(on=on)
            self._note("relay", None)
        except RelayFailed as failed:
            self._note("relay", str(failed))

    async def _play(self, playing: Coroutine[Any, Any, None]) -> bool:
        try:
            await playing
        except BellFailed as failed:
            self._note("sound", str(failed))
            return False
        self._note("sound", None)
        return True

    def _note(self, part: str, fault: str | None) -> None:
        if self._faults.get(part) == fault:
            return
        log.warning("station.bell", part=part, fault=fault)
        self._faults.pop(part, None)
        if fault:
            self._faults[part] = fault
        self._told()

    async def _until_changed(self, within_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._changed.wait()

    async def _one_of(self, *waits: Coroutine[Any, Any, Any]) -> None:
        """Wait for the first, and stop the others."""
        tasks = [asyncio.ensure_future(wait) for wait in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

"""A caller at his telephone: dials 120, says his line again and again, waits or gives up."""

import asyncio
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

import structlog

from dispatch.simulator.carrier import Carrier, NobodyThere, Timers
from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.patients.script import Script
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.rtp import QUIET
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.voices import load_complaint

log = structlog.get_logger()

BREATH_PACKETS = 100
PATIENCE_S = 180.0
TALK_AT_MOST_S = 240.0
DIAL_AGAIN_S = 3.0
HANGS_UP_WITHIN_S = 3.0
DEAD_AFTER_S = 12.0


@dataclass(frozen=True, slots=True)
class Outside:
    """The world outside, whose calls come through a trunk.

    Args:
        trunk: Address the exchange knows as a trunk's.
        exchanges: Where the SIP of each is; the carrier tries them in this order.
    """

    trunk: str
    exchanges: Sequence[Address]
    hearsay: Hearsay

    async def call(self, script: Script) -> str:
        """Call 120, again and again while the line is dead; tell what ended the call."""
        self.hearsay.tell(script)
        while True:
            with suppress(NobodyThere):
                ended_by = await self._call_once(script)
                log.info("caller.done", script=script.name, ended_by=ended_by)
                return ended_by
            await asyncio.sleep(DIAL_AGAIN_S)

    async def _call_once(self, script: Script) -> str:
        line = load_complaint(script.voice) if script.voice is not None else b""
        says = line + QUIET * BREATH_PACKETS if line else b""
        with closing(Carrier(self.trunk, self.exchanges, Timers())) as carrier:
            leg = await carrier.call(script.number, says=says)
            await _wait(leg, script.gives_up_after_s or PATIENCE_S + TALK_AT_MOST_S)
        return leg.ended_by or ""


async def _wait(leg: Leg, patience_s: float) -> None:
    """Stay on the line until it ends, patience ends, or nothing is heard any more."""
    try:
        async with asyncio.timeout(patience_s):
            await _until_dead(leg)
    except TimeoutError:
        await _leave(leg)
    except asyncio.CancelledError:
        await _leave(leg)
        raise


async def _until_dead(leg: Leg) -> None:
    heard_s = -1.0
    while leg.state is not LegState.ENDED:
        if leg.state is LegState.TALKING and leg.media.heard_s == heard_s:
            leg.vanish()
            return
        heard_s = leg.media.heard_s
        with suppress(TimeoutError):
            await leg.wait_for(LegState.ENDED, timeout_s=DEAD_AFTER_S)


async def _leave(leg: Leg) -> None:
    """Hang up; an exchange that does not hear it is left alone."""
    try:
        async with asyncio.timeout(HANGS_UP_WITHIN_S):
            await (leg.hang_up() if leg.state is LegState.TALKING else leg.give_up())
    except (TimeoutError, NoAnswer):
        leg.vanish()

"""Runs sealing and sending beside the recording; whatever fails here, the recording goes on."""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from recorder.integrity.courier import Courier
from recorder.integrity.sealer import Sealer
from recorder.waiting import pause

INTERVAL_S: Final = 0.5
_AFTER_FAILURE_S: Final = 5.0

log = structlog.get_logger()


async def seal(
    sealer: Sealer, stop: asyncio.Event, sealed: asyncio.Event, bury: Callable[[], object]
) -> None:
    """Seal until told to stop; then seal what is left, sign, and say that it is done.

    `bury` deletes what is to go: in the same turn, for the log has one writer.
    """
    while not stop.is_set():
        done, more = await _attempt(sealer.tick)
        await _attempt(bury)
        if not more:
            await pause(stop, INTERVAL_S if done else _AFTER_FAILURE_S)
    await _attempt(sealer.tick)
    await _attempt(sealer.sign)
    sealed.set()


async def carry(courier: Courier, sealed: asyncio.Event) -> None:
    """Send until the last checkpoint is signed; that one is tried once."""
    while not sealed.is_set():
        done, _ = await _attempt(courier.work)
        await pause(sealed, INTERVAL_S if done else _AFTER_FAILURE_S)
    await _attempt(lambda: courier.work(at_once=True))


async def _attempt(work: Callable[[], object]) -> tuple[bool, bool]:
    """Whether it was done, and whether there may be more to do now."""
    try:
        return True, await asyncio.to_thread(work) is True
    except Exception:  # a fault of the proof is no fault of the recording
        log.exception("proof.failed")
        return False, False

"""Vehicles of the invented city that speak JT/T 808: each has a connection of its own."""

import asyncio

import structlog

from dispatch.ports.clock import Clock
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.jt808_terminal import (
    Gone,
    Jt808Terminal,
    NotAdmitted,
    TerminalBox,
    connected,
)
from gis.demo_city import box_of
from gis.feeds.jt808.upward import Register

log = structlog.get_logger()

TELL_EVERY_S = 2.0
CONNECT_AGAIN_AFTER_S = 3.0
PROVINCE, CITY, BLUE = 32, 1300, 1  # 宿迁; a stranger's plates are never invented here


async def tell_by_terminals(fleet: Fleet, host: str, port: int, clock: Clock) -> None:
    """Tell until cancelled."""
    async with asyncio.TaskGroup() as group:
        for tracker in fleet:
            box = box_of(tracker)
            if box is not None:
                told = Register(PROVINCE, CITY, box.maker, box.model, box.terminal, BLUE, "")
                one = TerminalBox(tracker, told)
                group.create_task(_keep_telling(one, fleet, (host, port), clock))


async def _keep_telling(box: TerminalBox, fleet: Fleet, at: tuple[str, int], clock: Clock) -> None:
    """Connect again whenever the centre is away or says no, as a terminal does."""
    code: str | None = None
    while True:
        try:
            async with connected(box, *at) as terminal:
                code = await terminal.join(code)
                await _tell(terminal, fleet, clock)
        except NotAdmitted as refused:
            code = None
            log.info("terminal.refused", result=refused.result)
        except (Gone, OSError) as fault:
            log.info("terminal.away", why=type(fault).__name__)
        await asyncio.sleep(CONNECT_AGAIN_AFTER_S)


async def _tell(terminal: Jt808Terminal, fleet: Fleet, clock: Clock) -> None:
    while True:
        await terminal.tell(fleet.where(terminal.box.phone), clock.now())
        await asyncio.sleep(TELL_EVERY_S)

"""The terminals on the serial line: once a second each tells where its vehicle is."""

import asyncio
from pathlib import Path

from dispatch.ports.clock import Clock
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.serial_line import SerialLine, open_line
from gis.demo_city import box_of

EVERY_S = 1.0


async def tell_positions(fleet: Fleet, line_name: Path, clock: Clock) -> None:
    """Tell until cancelled, on a serial line of its own."""
    loop = asyncio.get_running_loop()
    with open_line(line_name) as line:
        due_s = loop.time()
        while True:
            _tell_all(fleet, line, clock)
            due_s = max(due_s + EVERY_S, loop.time())
            await asyncio.sleep(due_s - loop.time())


def _tell_all(fleet: Fleet, line: SerialLine, clock: Clock) -> None:
    now = clock.now()
    for tracker in (one for one in fleet if box_of(one) is None):
        line.write(tell_fix(tracker, fleet.where(tracker), now))

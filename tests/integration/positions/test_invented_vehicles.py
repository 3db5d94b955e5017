"""What invented vehicles say on a serial line is read as if real ones had said it."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import pytest

from dispatch.adapters.clock import SystemClock
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.terminals import tell_positions
from dispatch.simulator.pace import Pace
from gis.datum import Wgs84
from gis.feeds.fix import Fix
from gis.feeds.nmea import Heard, NmeaReader
from gis.geodesy import distance_m

HOMES = [(f"AMB{number:02}", Wgs84(118.29 + number / 1000, 33.95)) for number in range(1, 21)]


@pytest.mark.mission("A34")
async def test_every_terminal_is_heard_and_nothing_is_damaged(tmp_path: Path):
    line = tmp_path / "serial" / "vehicles"
    telling = asyncio.ensure_future(tell_positions(Fleet(Pace(), HOMES), line, SystemClock()))
    try:
        heard = await _heard(line)
    finally:
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
    assert {type(one) for one in heard} == {Fix}
    assert {one.device for one in heard} == {tracker for tracker, _ in HOMES}
    for fix in heard:
        assert distance_m(fix.point, dict(HOMES)[fix.device]) < 0.1
    assert not line.is_symlink()


async def test_a_line_that_nobody_reads_keeps_nobody_waiting(tmp_path: Path):
    many = [(f"AMB{number:03}", Wgs84(118.29, 33.95)) for number in range(200)]
    line = tmp_path / "vehicles"
    telling = asyncio.ensure_future(tell_positions(Fleet(Pace(), many), line, SystemClock()))
    await asyncio.sleep(0)
    telling.cancel()
    with suppress(asyncio.CancelledError):
        await telling
    assert not line.is_symlink()


async def _heard(line: Path):
    loop, reader = asyncio.get_running_loop(), NmeaReader()
    heard: list[Heard] = []
    whole = asyncio.Event()
    await asyncio.sleep(0)
    device = os.open(line, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)

    def read():
        heard.extend(reader.feed(os.read(device, 65_536), SystemClock().now()))
        if len({one.device for one in heard if isinstance(one, Fix)}) == len(HOMES):
            whole.set()

    loop.add_reader(device, read)
    try:
        async with asyncio.timeout(20):
            await whole.wait()
    finally:
        loop.remove_reader(device)
        os.close(device)
    return heard

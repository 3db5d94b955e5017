"""A serial server on which thousands of vehicles speak at once; a process of its own."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection

from dispatch.adapters.clock import SystemClock
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.simulator.driving.nmea import tell_position
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84

TICK_S = 0.05
TICKS_A_SECOND = 20
STEP_DEG = 0.00005


@dataclass(frozen=True, slots=True)
class Load:
    """So many vehicles, each once a second, for so long."""

    vehicles: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, and how late the generator was at its worst."""

    fixes: int
    late_ms: float


def serve_vehicles(loads: Connection, port: int) -> None:
    """Listen on loopback; tell each load that comes, answer with what was told; None ends it."""
    asyncio.run(_serve(loads, port))


async def _serve(loads: Connection, port: int) -> None:
    lines: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()

    async def plugged(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await lines.put(writer)

    async with await asyncio.start_server(plugged, "127.0.0.1", port):
        line = await lines.get()
        loads.send(None)
        while (load := await asyncio.to_thread(loads.recv)) is not None:
            loads.send(await _tell(line, load))


async def _tell(line: asyncio.StreamWriter, load: Load) -> Told:
    lateness, loop, clock = Lateness(), asyncio.get_running_loop(), SystemClock()
    fixes, late_s = 0, 0.0
    async with watched_loop(lateness):
        begun_s = loop.time()
        for tick in range(load.seconds * TICKS_A_SECOND):
            due_s = begun_s + tick * TICK_S
            await asyncio.sleep(max(0.0, due_s - loop.time()))
            turn = range(tick % TICKS_A_SECOND, load.vehicles, TICKS_A_SECOND)
            now = clock.now()
            line.write(b"".join(_said(number, tick, now) for number in turn))
            fixes += len(turn)
            await line.drain()
            late_s = max(late_s, loop.time() - due_s)
    return Told(fixes, max(lateness.worst_ms, late_s * 1000))


def _said(number: int, tick: int, now: datetime) -> bytes:
    """Write where a vehicle is: it creeps on, so that no gate takes it for frozen."""
    lon = 118.2 + number % 100 / 500 + tick // TICKS_A_SECOND * STEP_DEG
    point = Wgs84(lon, 33.9 + number // 100 / 1000)
    return tell_position(f"V{number}", Whereabouts(point, 20.0, 90.0), now)

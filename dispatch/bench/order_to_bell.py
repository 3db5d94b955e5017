"""An order is sent: how long until the station's bell sounds and its relay closes."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from dispatch.bench.centre import Centre, NotSeen, running_centre
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, spread
from dispatch.bench.station import (
    RELAY_OFF,
    RELAY_ON,
    Ground,
    Station,
    heard,
    make_ground,
    switched,
)

NAME = "order-to-bell"
ORDERS, ORDERS_IF_LONG = 100, 500
WARM_UP_ORDERS = 3
WITHIN_S, WITHIN_IF_LONG_S = 90.0, 600.0
HEARD_WITHIN_S, STARTS_WITHIN_S = 10.0, 60.0
LOOK_EVERY_S = 0.001
TELL_EVERY = 20


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own, with one station's real client."""
    tell("order-to-bell: starting a centre and a station's client")
    with running_centre() as centre, _station(centre) as (ground, station):
        return asyncio.run(OrderToBell(ground, station, tell, long=long).run())


@contextmanager
def _station(centre: Centre) -> Iterator[tuple[Ground, Station]]:
    ground = make_ground(centre, f"B{uuid4().hex[:6].upper()}")
    with TemporaryDirectory(prefix="d120-", dir="/var/tmp") as folder:
        station = Station(Path(folder))
        try:
            station.enrol(centre, ground.enrolment_code(), "bench")
            with station.running():
                yield ground, station
        finally:
            station.close()


@dataclass(slots=True)
class OrderToBell:
    """One order after the other, each to a station that is silent."""

    ground: Ground
    station: Station
    tell: Tell
    long: bool
    samples_ms: list[float] = field(default_factory=list)
    bell_ms: list[float] = field(default_factory=list)
    relay_ms: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def run(self) -> Measurement:
        """Send until there are enough figures or the time is over."""
        lateness = Lateness()
        async with watched_loop(lateness):
            try:
                async with asyncio.timeout(WITHIN_IF_LONG_S if self.long else WITHIN_S):
                    await self._send_all(lateness)
            except TimeoutError:
                self.tell(f"order-to-bell: the time is over after {len(self.samples_ms)} orders")
        detail = {
            "warm_up_orders": WARM_UP_ORDERS,
            "bell": spread(self.bell_ms),
            "relay": spread(self.relay_ms),
        }
        return Measurement(NAME, self.samples_ms, lateness.worst_ms, self.faults, detail)

    async def _send_all(self, lateness: Lateness) -> None:
        await self._until_silent(STARTS_WITHIN_S)
        for count in range(1, WARM_UP_ORDERS + 1):
            await self._send(f"{self.ground.code}路 {count} 号")
        for figures in (self.samples_ms, self.bell_ms, self.relay_ms):
            figures.clear()
        lateness.worst_ms = 0.0
        for count in range(1, (ORDERS_IF_LONG if self.long else ORDERS) + 1):
            await self._send(f"{self.ground.code}路 {count} 号")
            if count % TELL_EVERY == 0:
                self.tell(f"order-to-bell: {count} orders, the last {self.samples_ms[-1]:.0f} ms")

    async def _send(self, place: str) -> None:
        incident = await asyncio.to_thread(self.ground.open_incident, place)
        now = asyncio.get_running_loop().time
        _ = heard(self.station.bell), switched(self.station.relay)
        sent_at = now()
        sending = asyncio.create_task(asyncio.to_thread(self.ground.send, incident))
        try:
            bell_s, relay_s = await self._until_heard(sent_at)
        except TimeoutError:
            await sending
            self.faults.append(f"an order was not heard within {HEARD_WITHIN_S:.0f} s")
            return
        order = await sending
        self.bell_ms.append(bell_s * 1000)
        self.relay_ms.append(relay_s * 1000)
        self.samples_ms.append(max(bell_s, relay_s) * 1000)
        await asyncio.to_thread(self.ground.complete, order["id"])
        await asyncio.to_thread(self.ground.close, incident)
        await self._until_silent(HEARD_WITHIN_S)

    async def _until_heard(self, sent_at: float) -> tuple[float, float]:
        now = asyncio.get_running_loop().time
        bell_s: float | None = None
        relay_s: float | None = None
        async with asyncio.timeout(HEARD_WITHIN_S):
            while bell_s is None or relay_s is None:
                if bell_s is None and heard(self.station.bell):
                    bell_s = now() - sent_at
                if relay_s is None and RELAY_ON in switched(self.station.relay):
                    relay_s = now() - sent_at
                await asyncio.sleep(LOOK_EVERY_S)
        return bell_s, relay_s

    async def _until_silent(self, within_s: float) -> None:
        give_up_at = asyncio.get_running_loop().time() + within_s
        while RELAY_OFF not in switched(self.station.relay):
            if asyncio.get_running_loop().time() > give_up_at:
                raise NotSeen(f"the station was not silent within {within_s:.0f} s")
            _ = heard(self.station.bell)
            await asyncio.sleep(LOOK_EVERY_S)

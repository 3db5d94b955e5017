"""One of two servers is killed: how long until every client is current again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4

import httpx2

from dispatch.adapters.host.forked import SHORT_LIFE_S
from dispatch.bench.centre import Centre, running_centre, until
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, spread
from dispatch.bench.stream_client import StreamClient

NAME = "resume"
CLIENTS = 25
KILLS, KILLS_IF_LONG = 4, 24
WATCHER, WRITER, SEAT = "2003", "1027", 1
REASONS = ("break", "meal", "meeting", "training")
ACT_EVERY_S = 0.1
READY_WITHIN_S = 40.0
LOOK_AGAIN_AFTER_S = 0.02
SEED = 120


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own."""
    tell("resume: starting a centre with two servers")
    with running_centre() as centre:
        bench = Resume(centre, tell, KILLS_IF_LONG if long else KILLS)
        return asyncio.run(bench.run())


@dataclass(slots=True)
class Resume:
    """Clients on one server, an act each tenth of a second, and kills in turn."""

    centre: Centre
    tell: Tell
    kills: int
    lateness: Lateness = field(default_factory=Lateness)

    async def run(self) -> Measurement:
        """Kill one server after the other, then a lone one."""
        clients, token = self._clients(), self._seat_writer()
        samples_ms: list[float] = []
        async with _at_work([*(client.run() for client in clients), self._write(token)]):
            for turn in range(self.kills):
                samples_ms += await self._kill(clients, turn)
            late_ms = self.lateness.worst_ms
            await self._stop_the_spare(clients)
            lone_ms = await self._kill_the_only_one(clients, self._child_of)
            loaded_anew_ms = await self._kill_the_only_one(clients, self.centre.processes)
        faults = [fault for client in clients for fault in client.faults]
        detail = {
            "clients": len(clients),
            "kills": self.kills,
            "events_heard": sum(client.heard for client in clients),
            "lone_restart": spread(lone_ms),
            "lone_restart_with_its_parent": spread(loaded_anew_ms),
        }
        return Measurement(NAME, samples_ms, late_ms, faults[:5], detail)

    def _clients(self) -> list[StreamClient]:
        random = Random(SEED)  # noqa: S311 - jitter
        person = self.centre.sign_in(WATCHER)
        board = person.get("/board")
        return [
            StreamClient(
                self.centre.urls, person.session["token"], board["epoch"], board["last"], random
            )
            for _ in range(CLIENTS)
        ]

    async def _kill(self, clients: list[StreamClient], turn: int) -> list[float]:
        """Kill the server that all are on; the runner starts it again meanwhile."""
        await self._until_ready()
        url = self.centre.urls[turn % 2]
        await self._until_current(clients, since=0.0)
        on_it = all(client.server == url for client in clients)
        samples_ms = await self._time_kill(clients, self._name(url), self.centre.processes)
        self.tell(f"resume: kill {turn + 1}/{self.kills}, the slowest {max(samples_ms):.0f} ms")
        if not on_it:
            clients[0].faults.append("not all clients were on the server that was killed")
        return samples_ms

    def _child_of(self, server: str) -> Sequence[int]:
        return (self.centre.serving_pid(server),)

    async def _stop_the_spare(self, clients: list[StreamClient]) -> None:
        """Stop the server that nobody is on: the other is the only one."""
        await self._until_ready()
        (spare,) = (url for url in self.centre.urls if url != clients[0].server)
        await asyncio.to_thread(self.centre.stop, self._name(spare))

    async def _kill_the_only_one(
        self, clients: list[StreamClient], find: Callable[[str], Sequence[int]]
    ) -> list[float]:
        """Kill the lone server's process; its own restart is waited for."""
        await asyncio.sleep(SHORT_LIFE_S)
        samples_ms = await self._time_kill(clients, self._name(clients[0].server), find)
        self.tell(f"resume: a lone server's restart, the slowest {max(samples_ms):.0f} ms")
        return samples_ms

    async def _time_kill(
        self, clients: list[StreamClient], server: str, find: Callable[[str], Sequence[int]]
    ) -> list[float]:
        pids = await asyncio.to_thread(find, server)
        async with watched_loop(self.lateness):
            killed_at = asyncio.get_running_loop().time()
            self.centre.kill_pids(pids)
            await self._until_current(clients, since=killed_at)
        instants = [client.current_at for client in clients if client.current_at is not None]
        return [(instant - killed_at) * 1000 for instant in instants]

    async def _until_current(self, clients: list[StreamClient], *, since: float) -> None:
        """Wait until each was welcomed after a moment and told that it misses nothing."""
        await _until(lambda: all(client.is_current(since) for client in clients))

    async def _until_ready(self) -> None:
        await asyncio.to_thread(until, self._is_ready, READY_WITHIN_S)

    def _is_ready(self) -> bool:
        try:
            return self.centre.is_ready()
        except httpx2.HTTPError:
            return False

    def _seat_writer(self) -> str:
        writer = self.centre.sign_in(WRITER)
        writer.post(f"/seats/{SEAT}/sign-on")
        return writer.http.headers["Authorization"]

    async def _write(self, token: str) -> None:
        """Act again and again, each act once by its key, over whichever server answers."""
        async with httpx2.AsyncClient(timeout=2.0, headers={"Authorization": token}) as http:
            turn = 0
            while True:
                turn += 1
                await self._act(http, REASONS[turn % len(REASONS)])
                await asyncio.sleep(ACT_EVERY_S)

    async def _act(self, http: httpx2.AsyncClient, reason: str) -> None:
        key = str(uuid4())
        while True:
            for url in self.centre.urls:
                with suppress(httpx2.HTTPError):
                    path = f"{url}/api/v1/seats/{SEAT}/busy"
                    body, headers = {"reason": reason}, {"Idempotency-Key": key}
                    if (await http.post(path, json=body, headers=headers)).is_success:
                        return
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)

    def _name(self, url: str) -> str:
        return next(one.name for one in self.centre.settings.boot.servers if one.url == url)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(READY_WITHIN_S):
        while not holds():  # noqa: ASYNC110 - many clients are looked at, none of them tells
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)


@asynccontextmanager
async def _at_work(loops: Iterable[Coroutine[None, None, None]]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

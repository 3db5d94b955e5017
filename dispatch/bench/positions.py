"""From what vehicles say on a line to the screen: ten thousand fixes a second, stored and shown."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
from websockets.sync.client import ClientConnection, connect

from dispatch.adapters.clock import SystemClock
from dispatch.bench.centre import PROGRAM, Centre, running_centre
from dispatch.bench.position_load import Load, Told, serve_vehicles
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, percentile, spread

NAME, FEED = "positions", "bench"
VEHICLES, COST_VEHICLES = 10_000, 500
GROWTH = (1_000, 5_000, 10_000, 20_000)
SECONDS, SECONDS_IF_LONG = 6, 60
SAMPLED = 50  # one of so many positions is counted
BATCH = 2_500  # what the feed writes four times a second at ten thousand
WATCHER = "2003"
STORED_WITHIN_S = 20.0
TICKS = os.sysconf("SC_CLK_TCK")
BARE = "CREATE UNLOGGED TABLE gis.bare_fix (LIKE gis.fix)"
COPY = """
    COPY gis.bare_fix (device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed)
    FROM STDIN
"""


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own."""
    tell("positions: starting a centre")
    seconds = SECONDS_IF_LONG if long else SECONDS
    with running_centre() as centre, _vehicles(centre) as (loads, feed):
        bench = _Positions(centre, loads, feed, tell)
        with bench.watching() as screen:
            cost = bench.run(screen, Load(COST_VEHICLES, seconds))
            growth = {count: bench.run(screen, Load(count, seconds)) for count in GROWTH}
        peer = _bare_copy(centre)
        main = growth[VEHICLES]
        faults = [f"{main.lost} fixes were not stored"] if main.lost else []
        detail = {
            "vehicles": VEHICLES,
            "cpu_s_per_s_at_500": cost.cpu,
            "growth": {count: run.figures() for count, run in growth.items()},
        }
        return Measurement(NAME, main.samples_ms, main.late_ms, faults, detail, peer)


@dataclass(slots=True)
class _Run:
    """One load: how long fixes took to the screen, what of them was not stored, what it cost."""

    samples_ms: list[float] = field(default_factory=list)
    lost: int = 0
    late_ms: float = 0.0
    stored_after_s: float = 0.0
    cpu: Mapping[str, float] = field(default_factory=dict)

    def figures(self) -> Mapping[str, object]:
        return {
            "to_screen_ms": spread(self.samples_ms),
            "lost": self.lost,
            "generator_late_ms": round(self.late_ms),
            "stored_after_s": round(self.stored_after_s, 2),
            "cpu_s_per_s": self.cpu,
        }


@dataclass(frozen=True, slots=True)
class _Positions:
    """The centre, the generator in its own process, and the feed between them."""

    centre: Centre
    loads: Connection
    feed: int
    tell: Tell

    @contextmanager
    def watching(self) -> Iterator[ClientConnection]:
        """Watch all positions at the first server, as a page does that sees the whole city."""
        person = self.centre.sign_in(WATCHER)
        board = person.get("/board")
        after = {"epoch": board["epoch"], "n": board["last"]}
        hello = {"type": "hello", "token": person.session["token"], "protocol_version": 1}
        url = self.centre.urls[0].replace("http", "ws", 1) + "/api/v1/stream"
        with connect(url, max_size=None) as screen:
            screen.send(json.dumps(hello | {"after": after}))
            screen.send(json.dumps({"type": "watch_positions", "watch": True}))
            yield screen

    def run(self, screen: ClientConnection, load: Load) -> _Run:
        """Tell a load and look at the screen meanwhile."""
        self.tell(f"positions: {load.vehicles} vehicles, {load.seconds} s")
        run, before, stored = _Run(), self._cpu(), self._stored()
        begun_at, begun_s = SystemClock().now(), time.monotonic()
        self.loads.send(load)
        while not self.loads.poll():
            run.samples_ms += _seen(screen, begun_at)
        told: Told = self.loads.recv()
        passed_s = time.monotonic() - begun_s
        run.cpu = {
            part: round((now - before[part]) / passed_s, 3) for part, now in self._cpu().items()
        }
        run.late_ms = told.late_ms
        ended_s = time.monotonic()
        while self._stored() - stored < told.fixes and time.monotonic() - ended_s < STORED_WITHIN_S:
            run.samples_ms += _seen(screen, begun_at)
        run.stored_after_s = time.monotonic() - ended_s
        run.lost = told.fixes - (self._stored() - stored)
        return run

    def _stored(self) -> int:
        query = "SELECT count(*) FROM gis.fix WHERE feed = %s"
        with psycopg.connect(self.centre.settings.dsn("gis")) as connection:
            row = connection.execute(query, (FEED,)).fetchone()
        return int(row[0]) if row else 0

    def _cpu(self) -> dict[str, float]:
        server, postgres = self.centre.serving_pid("server-1"), self.centre.pid("postgres")
        parts = {"feed": [self.feed], "server": [server], "postgres": _family(postgres)}
        return {part: sum(map(_cpu_s, pids)) for part, pids in parts.items()}


@contextmanager
def _vehicles(centre: Centre) -> Iterator[tuple[Connection, int]]:
    """Run the generator and a feed that hears it, each in a process of its own."""
    port, state = _free_port(), centre.settings.state
    with (state / "boot.toml").open("a", encoding="utf-8") as boot:
        boot.write(f'\n[[feeds]]\nname = "{FEED}"\ndevice = "socket://127.0.0.1:{port}"\n')
    ours, theirs = get_context("spawn").Pipe()
    generator = get_context("spawn").Process(target=serve_vehicles, args=(theirs, port))
    generator.start()
    command = [str(PROGRAM), "feed", "--name", FEED, "--state", str(state)]
    feed = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        ours.recv()
        yield ours, feed.pid
        ours.send(None)
    finally:
        feed.terminate()
        feed.wait()
        generator.join(5)
        generator.kill()


def _seen(screen: ClientConnection, since: datetime) -> list[float]:
    """Wait for the next message; give how old some of its positions are, by their own time."""
    try:
        message = json.loads(screen.recv(timeout=0.2))
    except TimeoutError:
        return []
    now = SystemClock().now()
    told = [one for one in message.get("positions", [])[::SAMPLED] if one["feed"] == FEED]
    at = [datetime.fromisoformat(one["fixed_at"]) for one in told]
    return [(now - one).total_seconds() * 1000 for one in at if one >= since]


def _bare_copy(centre: Centre) -> Peer:
    """Copy ten thousand rows as the feed does, and do nothing else."""
    now = SystemClock().now()
    rows = [(f"V{number}", 118.2, 33.9, 0.0, 0.0, now, now, FEED) for number in range(BATCH)]
    taken_ms = []
    with psycopg.connect(centre.settings.dsn("owner"), autocommit=True) as connection:
        connection.execute(BARE)
        for _ in range(20):
            begun_s = time.perf_counter()
            for _ in range(VEHICLES // BATCH):
                with connection.cursor() as cursor, cursor.copy(COPY) as copy:
                    for row in rows:
                        copy.write_row(row)
            taken_ms.append((time.perf_counter() - begun_s) * 1000)
        connection.execute("DROP TABLE gis.bare_fix")
    p50, p99 = percentile(taken_ms, 50), percentile(taken_ms, 99)
    return Peer("bare COPY of 10,000 rows", p50 or 0.0, p99 or 0.0)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _family(pid: int) -> list[int]:
    """Give a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *map(int, children)]


def _cpu_s(pid: int) -> float:
    """Give the processor time of a process and of its children that have ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    fields = text.rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / TICKS

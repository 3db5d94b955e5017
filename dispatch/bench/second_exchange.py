"""An exchange is killed in mid call: how long until the next calls ring seats through the other."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from dispatch.adapters.asterisk.dialplan.plan import (
    ExchangePlan,
    Listening,
    SeatLine,
    TrunkPeer,
)
from dispatch.adapters.asterisk.node import ExchangeNode
from dispatch.adapters.asterisk.program import find_asterisk
from dispatch.adapters.asterisk.readiness import wait_ready
from dispatch.adapters.host.boot_file import Ports, choose_free_ports
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, spread
from dispatch.simulator.carrier import Carrier, Timers
from dispatch.simulator.demo_centre import TRUNK_HOST, TRUNK_PORT
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Phone

NAME = "second-exchange"
KILLS, KILLS_IF_LONG = 10, 100
CALLS_AFTER_A_KILL = 10
HOST, SECRET, CALLER = "127.0.0.1", "bench-only-secret", "13805276621"
RINGS_WITHIN_S = 20.0


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on two exchanges of its own."""
    tell("second-exchange: starting two exchanges")
    with TemporaryDirectory(prefix="d120-") as folder, _started(Path(folder)) as nodes:
        bench = SecondExchange(nodes, tell, KILLS_IF_LONG if long else KILLS)
        return asyncio.run(bench.run())


class Running:
    """One exchange of this bench."""

    def __init__(self, node: ExchangeNode) -> None:
        self.node = node
        self.sip = (HOST, node.plan.listening.sip_port)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; `wait_ready` tells when it takes calls."""
        self.node.write_files()
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            self.node.command(), stdin=nothing, stdout=nothing, stderr=nothing
        )

    def kill(self) -> None:
        """Kill it without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@dataclass(slots=True)
class SecondExchange:
    """A talk on A, A killed, the next call, A back; again and again."""

    nodes: tuple[Running, Running]
    tell: Tell
    kills: int
    samples_ms: list[float] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)

    async def run(self) -> Measurement:
        """Kill A so often."""
        lateness, timers = Lateness(), Timers()
        for running in self.nodes:
            await wait_ready(running.node)
        async with watched_loop(lateness):
            for turn in range(1, self.kills + 1):
                await self._kill_once(timers)
                self.tell(f"second-exchange: kill {turn}/{self.kills}, {self.first_ms[-1]:.0f} ms")
        detail = {
            "kills": self.kills,
            "first_call_after_a_kill": spread(self.first_ms),
            "carrier_options_every_s": timers.options_every_s,
            "carrier_options_within_s": timers.options_within_s,
            "carrier_invite_within_s": timers.invite_within_s,
        }
        return Measurement(NAME, self.samples_ms, lateness.worst_ms, detail=detail)

    async def _kill_once(self, timers: Timers) -> None:
        a, b = self.nodes
        async with (
            _line(a) as line_a,
            _line(b) as line_b,
            Carrier(TRUNK_HOST, [a.sip, b.sip], timers) as carrier,
        ):
            await carrier.call(CALLER)
            (await line_a.next_call(timeout_s=RINGS_WITHIN_S)).answer()
            a.kill()
            for place in range(CALLS_AFTER_A_KILL):
                took_ms = await self._call_once(carrier, line_b)
                self.samples_ms.append(took_ms)
                if place == 0:
                    self.first_ms.append(took_ms)
        a.start()
        await wait_ready(a.node)

    async def _call_once(self, carrier: Carrier, line: Phone) -> float:
        """Let somebody call, and take him at the seat; give how long his ring took to come."""
        now = asyncio.get_running_loop().time
        sent_at = now()
        calling = asyncio.create_task(carrier.call(CALLER))
        leg = await line.next_call(timeout_s=RINGS_WITHIN_S)
        took_ms = (now() - sent_at) * 1000
        leg.answer()
        caller = await calling
        await leg.wait_for(LegState.TALKING)
        await caller.hang_up()
        await leg.wait_for(LegState.ENDED)
        return took_ms


@asynccontextmanager
async def _line(running: Running) -> AsyncIterator[Phone]:
    """Register the seat's line to one exchange."""
    who = Credentials(running.node.plan.seats[0].phone, SECRET)
    async with Phone((HOST, 0), running.sip, who) as phone:
        await phone.register()
        yield phone


@contextmanager
def _started(folder: Path) -> Iterator[tuple[Running, Running]]:
    ports = choose_free_ports()
    first, second = (
        Running(_node(folder / name, name, ports.of_exchange(place)))
        for place, name in enumerate(("a", "b"))
    )
    try:
        first.start()
        second.start()
        yield first, second
    finally:
        first.kill()
        second.kill()


def _node(folder: Path, name: str, ports: Ports) -> ExchangeNode:
    recordings = folder / "rec"
    recordings.mkdir(parents=True)
    plan = ExchangePlan(
        name=name,
        listening=Listening(
            HOST, ports.sip, ports.ami, ports.http, ports.rtp_first, ports.rtp_first + 999
        ),
        ami_secret=SECRET,
        seats=(SeatLine(1, "desk", SECRET),),
        trunks=(TrunkPeer("carrier", TRUNK_HOST, TRUNK_PORT),),
    )
    return ExchangeNode(plan, folder / "home", folder / "run", recordings, find_asterisk())

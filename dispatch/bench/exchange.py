"""An exchange of its own for a bench, with telephones that answer, and its bare peer."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from dispatch.adapters.asterisk.dialplan.pjsip_conf import FROM_TRUNK
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Listening, SeatLine, TrunkPeer
from dispatch.adapters.asterisk.node import ExchangeNode
from dispatch.adapters.asterisk.program import find_asterisk
from dispatch.adapters.asterisk.readiness import wait_ready
from dispatch.bench.centre import until
from dispatch.bench.generator import first_in_line
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.phone import Phone

HOST, TRUNK_HOST = "127.0.0.1", "127.0.0.10"
FIRST_RTP, LAST_RTP = 33000, 35999
READY_WITHIN_S = 30.0
# The least that takes a call, records it and rings one telephone.
BARE_DIALPLAN = """[{context}]
exten => _80XX,1,Answer()
 same => n,Set(TO={folder}/${{UNIQUEID}})
 same => n,MixMonitor(,r(${{TO}}-rx.wav)t(${{TO}}-tx.wav),touch ${{TO}}.done)
 same => n,Dial(PJSIP/${{EXTEN}},30)
[from-phone]
"""


@dataclass(frozen=True, slots=True)
class LoadedExchange:
    """One that runs.

    Args:
        seats: Its telephones, registered.
        carrier: The far end of its trunk, from which callers call.
    """

    node: ExchangeNode
    seats: tuple[Phone, ...]
    carrier: Phone


@asynccontextmanager
async def running_exchange(*, seats: int, bare: bool) -> AsyncIterator[LoadedExchange]:
    """Run an exchange until the block ends.

    Args:
        seats: How many telephones there are.
        bare: With a dialplan of four lines instead of ours.
    """
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="d120-")))
        node = _node(folder, seats)
        node.write_files()
        if bare:
            text = BARE_DIALPLAN.format(context=FROM_TRUNK, folder=node.recordings)
            (node.places.etc / "extensions.conf").write_text(text, encoding="utf-8")
        process = await asyncio.to_thread(_start, node)
        stack.callback(_stop, process)
        await wait_ready(node)
        server = HOST, node.plan.listening.sip_port
        phones = [Phone((HOST, 0), server, Credentials(*one)) for one in node.plan.phones]
        carrier = Phone((TRUNK_HOST, 0), server, Credentials("carrier", ""))
        for phone in (*phones, carrier):
            stack.callback(phone.close)
        for phone in phones:
            await phone.register()
        await _until_reached(node, seats)
        yield LoadedExchange(node, tuple(phones), carrier)


def _node(folder: Path, seats: int) -> ExchangeNode:
    sip, ami, http = _free_ports(3)
    recordings = folder / "rec"
    recordings.mkdir()
    plan = ExchangePlan(
        name="node1",
        listening=Listening(HOST, sip, ami, http, FIRST_RTP, LAST_RTP),
        ami_secret=token_urlsafe(),
        seats=tuple(SeatLine(n, "desk", token_urlsafe()) for n in range(1, seats + 1)),
        trunks=(TrunkPeer("carrier", TRUNK_HOST),),
    )
    return ExchangeNode(plan, folder / "home", folder / "run", recordings, find_asterisk())


def _free_ports(count: int) -> list[int]:
    held = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    for one in held:
        one.bind((HOST, 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _start(node: ExchangeNode) -> subprocess.Popen[bytes]:
    """Start it before all else on this machine, as the systemd unit of a site does."""
    nothing = subprocess.DEVNULL
    with first_in_line():
        return subprocess.Popen(  # noqa: S603 - the exchange itself
            node.command(), stdin=nothing, stdout=nothing, stderr=nothing
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(10)


async def _until_reached(node: ExchangeNode, seats: int) -> None:
    await asyncio.to_thread(until, lambda: _reached(node) >= seats, READY_WITHIN_S)


def _reached(node: ExchangeNode) -> int:
    shown = node.ask(f"queue show {node.plan.emergency_number}")
    return sum("Not in use" in line for line in shown.splitlines())

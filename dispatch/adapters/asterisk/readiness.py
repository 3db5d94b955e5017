"""Whether an exchange truly works: Asterisk stays up, content, with every port taken."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

from dispatch.adapters.asterisk.dialplan.codecs import modules_for
from dispatch.adapters.asterisk.dialplan.core_files import MODULES
from dispatch.adapters.asterisk.dialplan.net_files import ACTIONS_ACCOUNT
from dispatch.adapters.asterisk.node import ConsoleAway, ExchangeNode
from dispatch.domain.errors import DomainError

ASK_AGAIN_AFTER_S = 0.05
ONE_STEP_S = 2.0
_STARTED = re.compile(r"^\[[^]]*\] Asterisk \S+ built by", re.MULTILINE)
_NOT_BOUND = re.compile(
    r"^.*(?:[Uu]nable to bind|Address already in use|Cannot assign).*$", re.MULTILINE
)


class ExchangeNotReady(DomainError):
    """An exchange that was started does not work.

    The parameter `step` names what failed: boot, port, module, manager or sip; `detail` says which.
    """

    code = "exchange_not_ready"


async def wait_ready(node: ExchangeNode, *, timeout_s: float = 15.0) -> None:
    """Wait until an exchange that was just started takes calls.

    Raises:
        ExchangeNotReady: It cannot, or not in time.
    """
    passed: list[str] = []
    try:
        async with asyncio.timeout(timeout_s):
            await _pass_all(node, passed)
    except TimeoutError:
        detail = find_unbound_port(node)
        step = "port" if detail else list(CHECKS)[len(passed)]
        raise ExchangeNotReady(step=step, detail=detail) from None


def find_unbound_port(node: ExchangeNode) -> str | None:
    """Find Asterisk's own words about a port it could not take since it was started last."""
    try:
        text = node.log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = _NOT_BOUND.findall(_STARTED.split(text)[-1])
    return found[0].split(": ", 1)[-1] if found else None


async def _pass_all(node: ExchangeNode, passed: list[str]) -> None:
    for step, check in CHECKS.items():
        await _pass(check, node)
        passed.append(step)


async def _pass(check: Callable[[ExchangeNode], Awaitable[bool]], node: ExchangeNode) -> None:
    while True:
        with suppress(OSError, TimeoutError, ConsoleAway):
            async with asyncio.timeout(ONE_STEP_S):
                if await check(node):
                    return
        await asyncio.sleep(ASK_AGAIN_AFTER_S)


async def _booted(node: ExchangeNode) -> bool:
    return "fully booted" in await asyncio.to_thread(node.ask, "core waitfullybooted")


async def _ports_taken(node: ExchangeNode) -> bool:
    detail = find_unbound_port(node)
    if detail:
        raise ExchangeNotReady(step="port", detail=detail)
    return True


async def _modules_run(node: ExchangeNode) -> bool:
    shown = await asyncio.to_thread(node.ask, "module show")
    lines = (line for line in shown.splitlines() if "Running" in line and "Not Running" not in line)
    running = {line.split(".so ")[0] for line in lines}
    wanted = (*MODULES, *modules_for(node.places.codecs))
    missing = [module for module in wanted if module not in running]
    if missing:
        raise ExchangeNotReady(step="module", detail=" ".join(missing))
    return True


async def _manager_lets_in(node: ExchangeNode) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", node.plan.listening.ami_port)
    try:
        fields = {"Action": "Login", "Username": ACTIONS_ACCOUNT, "Secret": node.plan.ami_secret}
        lines = "".join(f"{key}: {value}\r\n" for key, value in fields.items())
        writer.write(f"{lines}\r\n".encode())
        return b"Success" in await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return False
    finally:
        writer.close()


async def _sip_answers(node: ExchangeNode) -> bool:
    loop, listening = asyncio.get_running_loop(), node.plan.listening
    with _udp_socket(listening.address) as own:
        host, port = own.getsockname()[:2]
        await loop.sock_sendto(own, _options(host, port), (listening.address, listening.sip_port))
        return (await loop.sock_recv(own, 4096)).startswith(b"SIP/2.0 ")


def _udp_socket(address: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    own = socket.socket(family, socket.SOCK_DGRAM)
    own.setblocking(False)
    own.bind((address, 0))
    return own


def _options(host: str, port: int) -> bytes:
    here = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return (
        f"OPTIONS sip:ready@{here} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP {here};branch=z9hG4bKready{port};rport\r\n"
        f"From: <sip:ready@{here}>;tag={port}\r\nTo: <sip:ready@{here}>\r\n"
        f"Call-ID: ready-{port}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    ).encode()


CHECKS: dict[str, Callable[[ExchangeNode], Awaitable[bool]]] = {
    "boot": _booted,
    "port": _ports_taken,
    "module": _modules_run,
    "manager": _manager_lets_in,
    "sip": _sip_answers,
}

"""Noise on its SIP and its manager port does not keep the exchange from the next call."""

import asyncio
import socket
from collections.abc import Iterator
from random import Random

import pytest

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.host.probes import ask_sip_options
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import CallOffered
from dispatch.simulator.phone.message import request
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import TRUNK, Ear, RunningExchange, listening

DATAGRAMS = 3000
AT_ONCE = 50
ANSWERS_WITHIN_S = 60
METHODS = ("INVITE", "REGISTER", "OPTIONS", "BYE", "CANCEL", "SUBSCRIBE", "NOTIFY", "ACK", "REFER")
PIECES = (b"\r\n", b"\x00", b"%s%n", b"\xff\xfe", b"A" * 5000, b";", b"<sip:", b'"', b":" * 90)
NEXT = Identity("13900139000", "李四")


def seed() -> int:
    """Another one for each run; it is in the name of the test that fails."""
    return int(SystemClock().now().timestamp())


def messages(chance: Random, sip: tuple[str, int]) -> Iterator[bytes]:
    """Requests that were well formed before somebody cut, doubled and filled them with noise."""
    for number in range(DATAGRAMS):
        method = chance.choice(METHODS)
        uri = f"sip:120@{sip[0]}:{sip[1]}"
        headers = (
            ("Via", f"SIP/2.0/UDP {TRUNK}:5060;branch=z9hG4bK{number}"),
            ("From", f'"{number}" <sip:138{number}@{TRUNK}>;tag={number}'),
            ("To", f"<{uri}>"),
            ("Call-ID", f"fuzz-{number}"),
            ("CSeq", f"{chance.randrange(1 << 33)} {method}"),
            ("Contact", f"<sip:a@{TRUNK}>"),
            ("Max-Forwards", str(chance.choice((70, 0, -1, 1 << 40)))),
            ("Content-Type", "application/sdp"),
        )
        body = b"v=0\r\no=- 1 1 IN IP4 127.0.0.10\r\nc=IN IP4 999\r\nm=audio 99999 RTP/AVP 8 0\r\n"
        yield damaged(chance, request(method, uri, headers, body).to_bytes())


def damaged(chance: Random, data: bytes) -> bytes:
    """Spoil a message in up to four places."""
    for _ in range(chance.randrange(5)):
        at, until = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        piece = chance.choice((*PIECES, chance.randbytes(20), data[at:until]))
        kept = data[at:] if chance.random() < 0.5 else data[until:]
        data = (data[:at] + piece + kept)[:60_000] or b"\r\n"
    return data


async def send_all(data: Iterator[bytes], sip: tuple[str, int], source: str) -> None:
    """Send everything from one address, no faster than the exchange reads it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind((source, 0))
        for number, datagram in enumerate(data):
            wire.sendto(datagram, sip)
            if number % AT_ONCE == 0:
                await until_it_has_read(sip)


async def until_it_has_read(sip: tuple[str, int]) -> None:
    """Wait for the answer to a question that was sent after everything else."""
    async with asyncio.timeout(ANSWERS_WITHIN_S):
        while not await asyncio.to_thread(answers, sip):
            pass


def answers(sip: tuple[str, int]) -> bool:
    """Whether it answers a question in time."""
    try:
        return bool(ask_sip_options(*sip))
    except OSError:
        return False


@pytest.mark.parametrize("source", [TRUNK, "127.0.0.99"], ids=["trunk", "stranger"])
@pytest.mark.parametrize("seed", [seed()])
async def test_after_noise_on_the_sip_port_the_next_call_rings(
    exchange: RunningExchange, seed: int, source: str
):
    seat = await exchange.seat("8001")
    await send_all(messages(Random(seed), exchange.sip), exchange.sip, source)
    async with listening(exchange) as ear:
        exchange.caller().call("120", NEXT)
        await ear.wait_for(CallOffered, number=NEXT.number)
    assert exchange.process is not None
    assert exchange.process.poll() is None
    assert seat.wire.damaged == 0


@pytest.mark.parametrize("seed", [seed()])
async def test_after_noise_on_the_manager_port_a_server_is_let_in(
    exchange: RunningExchange, seed: int
):
    chance = Random(seed)
    address = ("127.0.0.1", exchange.node.plan.listening.ami_port)
    for _ in range(100):
        _, writer = await asyncio.open_connection(*address)
        words = b"Action: Login\r\nUsername: dispatch-events\r\nSecret: x\r\n\r\n"
        writer.write(damaged(chance, words * chance.randrange(1, 40)))
        writer.transport.abort()
    async with exchange.link() as link:
        await Ear(link).wait_for(ExchangePicture)

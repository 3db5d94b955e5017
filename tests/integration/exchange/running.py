"""An exchange under test, with phones that know their passwords."""

import asyncio
import os
import socket
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

import numpy as np
import pytest
import soundfile
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.plan import (
    DistrictPlan,
    ExchangePlan,
    Listening,
    SeatLine,
    SparePhone,
    Timings,
    TrunkPeer,
)
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.adapters.asterisk.node import ExchangeNode
from dispatch.adapters.asterisk.program import find_asterisk
from dispatch.adapters.asterisk.readiness import wait_ready
from dispatch.adapters.clock import SystemClock
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.line import LineWay
from dispatch.domain.signal import Signal
from dispatch.simulator.phone.correlation import Match, find_source
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.g711 import RATE_HZ, Samples, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.voices import load_voice

S = TypeVar("S")
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Test processes side by side have gateways at addresses of their own."""
TRUNK, SECOND_TRUNK, GATEWAY_PORT = f"127.0.{WORKER}.10", f"127.0.{WORKER}.11", 5060
SECRET = "throw-away-secret"
SEATS = (1, 2, 3)
SECOND_NUMBER = "052784388819"
DIAL_IN_NUMBER = "052784388199"
PIECE, FAINT = RATE_HZ // 4, 1000
CALLER_SAYS = load_voice("crash")[: 2 * RATE_HZ]
SEAT_SAYS = load_voice("seat")[: 2 * RATE_HZ]


def timings(**values: object) -> pytest.MarkDecorator:
    """Give the exchange of a test other timings than those of `make_node`, or backup lines."""
    ids = ["-".join(values)]
    return pytest.mark.parametrize("exchange", [values], indirect=True, ids=ids)


def free_ports(count: int) -> list[int]:
    """Ports free for TCP and UDP, all different."""
    held: list[socket.socket] = []
    while len(held) < 2 * count:
        stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        stream.bind(("127.0.0.1", 0))
        try:
            datagram.bind(stream.getsockname())
        except OSError:
            continue
        held += [stream, datagram]
    ports = [one.getsockname()[1] for one in held[::2]]
    for one in held:
        one.close()
    return ports


def password(user: str) -> str:
    """The password of a phone."""
    return f"password-of-{user}"


def make_node(
    folder: Path,
    *,
    spares: int = 1,
    backups: tuple[str, ...] = (),
    seats: int = len(SEATS),
    penalties: Mapping[int, int] = MappingProxyType({}),
    distribution: Literal["ring_all", "longest_idle"] = "ring_all",
    districts: tuple[DistrictPlan, ...] = (),
    skills: tuple[str, ...] = ("cantonese", "english"),
    **timings: int,
) -> ExchangeNode:
    """An exchange of its own under a short folder; with backup lines it has a second trunk."""
    sip, ami, http = free_ports(3)
    spare_names = [f"spare{number}" for number in range(1, spares + 1)]
    plan = ExchangePlan(
        name="node1",
        listening=Listening("127.0.0.1", sip, ami, http, 31000, 32999),
        ami_secret=SECRET,
        seats=tuple(
            SeatLine(n, "desk", password(f"{8000 + n}"), penalties.get(n, 0))
            for n in range(1, seats + 1)
        ),
        spare_phones=tuple(SparePhone(name, password(name)) for name in spare_names),
        trunks=(
            TrunkPeer("gateway", TRUNK, GATEWAY_PORT),
            *(TrunkPeer("mobile", SECOND_TRUNK, GATEWAY_PORT, 2) for _ in backups[:1]),
        ),
        distribution=distribution,
        area_code="0527",
        districts=districts,
        backup_numbers=backups,
        lines=tuple(make_lines()),
        skills=skills,
        dial_in_number=DIAL_IN_NUMBER,
        timings=Timings(**{"seat_lost_after_s": 1, "phone_checked_every_s": 1, **timings}),
    )
    recordings = folder / "rec"
    recordings.mkdir()
    return ExchangeNode(plan, folder / "home", folder / "run", recordings, find_asterisk())


def make_lines() -> Iterator[StationLine]:
    """Two stations that only hear, an office that rings the seats, two that call each other."""
    for number, label, second in ((1, "城东分站", SECOND_NUMBER), (5, "城西分站", "")):
        secret = password(f"{7000 + number}")
        yield StationLine(number, label, LineWay.DOWN, secret, second_number=second)
    yield StationLine(2, "市政府", LineWay.DIRECT, password("7002"))
    for number, label in ((3, "供电"), (4, "供水")):
        yield StationLine(number, label, LineWay.BYPASS, password(f"{7000 + number}"), "utility")


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exchange")])
    now = SystemClock().now()
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "server.crt", folder / "server.key"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    plain = PrivateFormat.PKCS8, NoEncryption()
    files[1].write_bytes(key.private_bytes(Encoding.PEM, *plain))
    return files


class RunningExchange:
    """An exchange that runs; every phone made here is closed with it."""

    def __init__(self, node: ExchangeNode) -> None:
        self.node = node
        self.process: subprocess.Popen[bytes] | None = None
        self._phones: list[Phone] = []

    @property
    def sip(self) -> tuple[str, int]:
        return "127.0.0.1", self.node.plan.listening.sip_port

    async def start(self) -> None:
        self.node.write_files()
        await self.start_as_written()
        await wait_ready(self.node)

    async def start_as_written(self) -> None:
        """Start it with the files that lie there, and do not wait."""
        self.process = await asyncio.to_thread(self._run)

    def _run(self) -> subprocess.Popen[bytes]:
        command, nothing = self.node.command(), subprocess.DEVNULL
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)

    async def stop(self) -> None:
        for phone in self._phones:
            phone.close()
        await self.kill()

    async def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            await asyncio.to_thread(self.process.wait, 10)

    async def seat(self, user: str) -> Phone:
        """A registered phone that the exchange finds reachable."""
        phone = self.phone(user)
        await phone.register()
        await until(lambda: self._reachable(user))
        return phone

    async def line(self, user: str) -> Phone:
        """A dedicated line's telephone that the exchange finds reachable."""
        phone = self.phone(user)
        await phone.register()
        await until(lambda: "Avail" in self.node.ask(f"pjsip show aor {user}"))
        return phone

    def phone(self, user: str, *, secret: str | None = None) -> Phone:
        """A phone on this machine that has not registered."""
        credentials = Credentials(user, secret or password(user))
        phone = Phone(("127.0.0.1", 0), self.sip, credentials)
        self._phones.append(phone)
        return phone

    def caller(self) -> Phone:
        """A caller behind the trunk."""
        phone = Phone((TRUNK, 0), self.sip, Credentials("caller", ""))
        self._phones.append(phone)
        return phone

    def gateway(self, address: str = TRUNK) -> Phone:
        """The far end of a trunk: answers OPTIONS, is rung by calls that are dialled out."""
        phone = Phone((address, GATEWAY_PORT), self.sip, Credentials("gateway", ""))
        self._phones.append(phone)
        return phone

    def link(self, *, secret: str = SECRET) -> AsteriskLink:
        """A server's link."""
        port = self.node.plan.listening.ami_port
        return AsteriskLink("node1", ami_port=port, secret=secret, now=SystemClock().now)

    def _reachable(self, user: str) -> bool:
        shown = self.node.ask("queue show")
        lines = [line for line in shown.splitlines() if f"PJSIP/{user})" in line]
        return bool(lines) and all("Not in use" in line for line in lines)


async def until(condition: Callable[[], bool], *, timeout_s: float = 40.0) -> None:
    """Wait for a condition; TimeoutError when it does not come."""
    async with asyncio.timeout(timeout_s):
        while not condition():
            await asyncio.sleep(0.02)


class Ear:
    """Keeps the signals of a link, to be asked for in order."""

    def __init__(self, link: AsteriskLink) -> None:
        self.link = link
        self.heard: list[Signal] = []
        self._listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for signal in self.link.listen():
            self.heard.append(signal)

    async def wait_for(self, kind: type[S], **fields: object) -> S:
        """The first signal of a kind with these fields; waits for it."""
        await until(lambda: bool(self._all(kind, fields)))
        return self._all(kind, fields)[0]

    def first(self, kind: type[S]) -> S:
        """The first signal of a kind; it was heard already."""
        return self._all(kind, {})[0]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something else."""
        await until(condition)

    def close(self) -> None:
        self._listening.cancel()

    def _all(self, kind: type[S], fields: Mapping[str, object]) -> list[S]:
        return [
            signal
            for signal in self.heard
            if isinstance(signal, kind)
            and all(getattr(signal, name) == value for name, value in fields.items())
        ]


@asynccontextmanager
async def listening(exchange: RunningExchange) -> AsyncIterator[Ear]:
    """A server that hears an exchange, from its first picture on."""
    async with exchange.link() as link:
        ear = Ear(link)
        await ear.wait_for(ExchangePicture)
        await until(lambda: link.acts)
        yield ear
        ear.close()


def is_on_disk(exchange: RunningExchange, key: str) -> bool:
    """Whether a note, its key as LIKE has it, outlives the exchange: it commits once a second."""
    store = exchange.node.home / "lib" / "astdb.sqlite3"
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM astdb WHERE key LIKE ?"
        return bool(connection.execute(query, [key]).fetchone()[0])


async def answer(leg: Leg) -> None:
    """Answer and wait until the caller is heard, as a person does."""
    leg.answer()
    await leg.wait_for(LegState.TALKING)
    await until(lambda: len(leg.media.heard) > RATE_HZ // 10)


async def pick_up(phone: Phone) -> Leg:
    """Answer what rings until somebody is heard; what fell silent meanwhile is passed over."""
    async with asyncio.timeout(60):
        while True:
            leg = await phone.next_call(timeout_s=60)
            leg.answer()
            await until(lambda leg=leg: _decided(leg))  # type: ignore[misc]
            if leg.state is LegState.TALKING:
                return leg


def _decided(leg: Leg) -> bool:
    return leg.state is LegState.ENDED or len(leg.media.heard) > RATE_HZ // 10


def heard(said: bytes, sound: Samples) -> float:
    """How well something that was said is found in a sound; 1.0 is exactly.

    Measured on quarter seconds: a machine that is too busy lets a recording jump in time now and
    then, which spoils a long window and says nothing of what is tested here.
    """
    return float(np.median([match.score for _, match in _matches(said, sound)]))


def begin_s(said: bytes, sound: Samples) -> float:
    """Where in a sound something begins that was said, by most of its quarter seconds."""
    begins = [match.at_s - start / RATE_HZ for start, match in _matches(said, sound)]
    return float(np.median(begins))


def _matches(said: bytes, sound: Samples) -> Iterator[tuple[int, Match]]:
    source = decode_alaw(said)
    for start in range(0, len(source) - PIECE + 1, PIECE):
        piece = source[start : start + PIECE]
        if np.abs(piece).max() > FAINT:
            yield start, find_source(sound, piece, least_part=0.95)


async def until_heard(said: bytes, leg: Leg) -> None:
    """Wait until a phone hears something; measured off the loop, which must send on time."""
    async with asyncio.timeout(20):
        while await asyncio.to_thread(heard, said, decode_alaw(leg.media.heard)) < 0.95:
            await asyncio.sleep(0.2)


class TapedCall:
    """The recording of the only call of an exchange, or the one of a name."""

    def __init__(self, exchange: RunningExchange, name: str = "*") -> None:
        self._folder = exchange.node.recordings
        self._name = name

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self._folder.iterdir())

    @property
    def finished(self) -> bool:
        return any(name.endswith(".done") for name in self.names)

    def side(self, side: str) -> Samples:
        """What one side said: rx is the caller, tx what he heard."""
        (path,) = self._folder.glob(f"{self._name}-{side}.wav")
        data, rate_hz = soundfile.read(path, dtype="int16")
        assert rate_hz == RATE_HZ
        samples: Samples = data
        return samples

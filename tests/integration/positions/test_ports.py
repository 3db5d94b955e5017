"""Ports of every kind, and what real receivers have said, every sentence of it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import reduce
from operator import xor
from pathlib import Path

import pytest

from gis.clock import SystemClock
from gis.feeds.fix import Damage
from gis.feeds.nmea import Framing, NmeaReader, is_position, read_sentence
from gis.feeds.serial import Port
from gis.fleet.feed import Feed
from tests.integration.positions.conftest import LOGS, Line, until
from tests.integration.positions.test_serial_line import NOBODY, tell

WHOLE = re.compile(rb"[$!]([^$!*\r\n\\]{3,400})\*([0-9A-Fa-f]{2})")
NAMES = sorted(path.name for path in LOGS.glob("*.log")) or ["absent"]


@asynccontextmanager
async def running(*feeds: Feed) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(feed.run()) for feed in feeds]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)


def _sentences(content: bytes) -> tuple[list[str], int]:
    """Find, apart from the product's own reading, the true and the false sentences of a log."""
    true, false = [], 0
    for body, check in WHOLE.findall(content):
        if reduce(xor, body, 0) == int(check, 16) and body.isascii():
            true.append(f"${body.decode('ascii')}*{check.decode('ascii')}")
        else:
            false += 1
    return true, false


@pytest.mark.parametrize("name", NAMES)
def test_of_what_receivers_said_every_true_sentence_is_used_and_every_false_one_counted(
    name: str,
) -> None:
    if not (LOGS / name).exists():
        pytest.skip(f"{LOGS / name} is not here")
    content = (LOGS / name).read_bytes()
    true, false = _sentences(content)
    reader = NmeaReader()
    heard = list(reader.feed(content + b"\r\n", SystemClock().now()))
    kinds = [one.kind for one in heard if isinstance(one, Damage)]
    assert reader.sentences == len(true)
    assert kinds.count("checksum") == false
    assert kinds.count("fields") == sum(map(_is_unreadable, filter(is_position, true)))


def _is_unreadable(sentence: str) -> bool:
    try:
        read_sentence(sentence)
    except (ValueError, AttributeError, TypeError):
        return True
    return False


async def test_a_serial_server_is_heard_by_its_socket_and_again_after_it_went_away() -> None:
    said: list[bytes] = []

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said.append(b"")
        writer.write(tell(f"AMB0{len(said)}") + tell("CUT")[:30])
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"socket://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    feed = Feed("net-1", Port(address), NOBODY, SystemClock())
    async with server, running(feed):
        await until(lambda: len(feed.picture.latest) == 2)
    assert [fix.device for fix in feed.picture.latest] == ["AMB01", "AMB02"]


async def test_several_ports_are_heard_each_with_its_own_framing(tmp_path: Path) -> None:
    plain, tagged = Line(tmp_path / "plain"), Line(tmp_path / "tagged")
    one = Feed(
        "plain-1",
        Port(str(plain.device), 9600),
        NOBODY,
        SystemClock(),
        framing=Framing.PLAIN,
        terminal="AMB31",
    )
    many = Feed(
        "many-1", Port(str(tagged.device), 115200), NOBODY, SystemClock(), framing=Framing.TAGGED
    )
    async with running(one, many):
        await until(lambda: one.line.plugged and many.line.plugged)
        for line in (plain, tagged):
            line.say(tell("AMB32") + b"$" + tell("x").partition(b"$")[2])
        await until(lambda: one.state().counts.get("fixes") == 2)
        await until(lambda: many.state().counts.get("untagged") == 1)
    assert {fix.device for fix in one.picture.latest} == {"AMB31"}
    assert [fix.device for fix in many.picture.latest] == ["AMB32"]
    for line in (plain, tagged):
        line.unplug()


async def test_a_technician_reads_how_a_port_is(line: Line) -> None:
    feed = Feed("serial-1", Port(str(line.device)), NOBODY, SystemClock())
    async with running(feed):
        await until(lambda: feed.line.plugged)
        line.say(b"garbage\r\n" + tell("AMB01"))
        await until(lambda: feed.picture.latest)
        port = feed.state().port
        line.unplug()
        await until(lambda: not feed.line.plugged)
        await until(lambda: feed.state().port["why_closed"])
    assert bytes.fromhex(str(port["last"])).startswith(b"garbage")
    assert port["why_closed"] is None
    assert feed.state().counts["noise"] == 1


@pytest.mark.mission("A71")
async def test_noise_at_full_speed_takes_no_memory_and_the_next_vehicle_is_heard(
    line: Line,
) -> None:
    feed = Feed("serial-1", Port(str(line.device), 115200), NOBODY, SystemClock())
    noise = bytes(range(256)).replace(b"\n", b"x").replace(b"\r", b"y") * 8
    async with running(feed):
        await until(lambda: feed.line.plugged)
        for _ in range(23):  # two seconds of 115200 baud
            await asyncio.to_thread(line.say, noise)
        await asyncio.to_thread(line.say, b"\n" + tell("AMB01"))
        await until(lambda: feed.picture.latest)
    assert feed.state().counts["too_long"] == 1
    assert len(str(feed.state().port["last"])) <= 512

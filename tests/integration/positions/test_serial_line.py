"""Real serial lines: pulled out, noisy, half-spoken, and what real receivers have said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest

from gis.clock import SystemClock
from gis.feeds.serial import Port
from gis.fleet.feed import Feed
from tests.integration.positions.conftest import LOGS, Line, until
from tests.unit.positions.saying import line as said
from tests.unit.positions.saying import rmc, tag

NOBODY = "host=/nowhere dbname=none"


@asynccontextmanager
async def listening(line: Line, dsn: str = NOBODY) -> AsyncIterator[Feed]:
    feed = Feed("serial-1", Port(str(line.device)), dsn, SystemClock())
    task = asyncio.create_task(feed.run())
    try:
        await until(lambda: feed.line.plugged)
        yield feed
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def tell(device: str, ago_s: float = 0.0, place: str = "3336.00000,N,11901.80000,E") -> bytes:
    at = SystemClock().now() - timedelta(seconds=ago_s)
    return said(tag(f"s:{device}"), rmc(f"{at:%H%M%S.%f}"[:9], f"{at:%d%m%y}", place))


async def test_what_a_vehicle_says_is_in_the_picture(line: Line) -> None:
    async with listening(line) as feed:
        line.say(tell("AMB01"))
        await until(lambda: feed.picture.latest)
    assert feed.picture.latest[0].device == "AMB01"


async def test_a_line_pulled_out_and_put_in_again_goes_on(line: Line) -> None:
    async with listening(line) as feed:
        line.say(tell("AMB01")[:40])
        await until(lambda: feed.state().heard_ago_s is not None)
        line.unplug()
        await until(lambda: not feed.line.plugged)
        line.plug()
        await until(lambda: feed.line.plugged)
        line.say(tell("AMB02"))
        await until(lambda: feed.picture.latest)
    assert [fix.device for fix in feed.picture.latest] == ["AMB02"]


async def test_a_line_that_is_not_there_yet_is_waited_for(line: Line) -> None:
    line.unplug()
    feed = Feed("serial-1", Port(str(line.device)), NOBODY, SystemClock())
    task = asyncio.create_task(feed.run())
    await asyncio.sleep(0)
    line.plug()
    await until(lambda: feed.line.plugged)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_noise_and_half_lines_cost_only_themselves_and_are_counted(line: Line) -> None:
    async with listening(line) as feed:
        line.say(b"\x00\xffnoise\r\n" + tell("AMB01")[:50] + tell("AMB02"))
        line.say(tell("AMB03").replace(b"AMB03", b"AMB04") + tell("AMB05"))
        await until(lambda: len(feed.picture.latest) == 2)
    assert [fix.device for fix in feed.picture.latest] == ["AMB02", "AMB05"]
    assert (feed.state().counts["noise"], feed.state().counts["tag"]) == (2, 1)


async def test_a_terminal_with_a_wrong_clock_is_refused_or_shown_with_its_age(line: Line) -> None:
    async with listening(line) as feed:
        line.say(tell("FAST", ago_s=-600) + tell("SLOW", ago_s=600) + tell("RIGHT"))
        await until(lambda: len(feed.picture.latest) == 2)
    assert [fix.device for fix in feed.picture.latest] == ["SLOW", "RIGHT"]
    assert feed.state().counts["future"] == 1


async def test_without_a_database_the_latest_is_known_and_what_waits_is_bounded(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gis.fleet.writer.MAX_SPOOL", 5)
    async with listening(line) as feed:
        for second in range(9, -1, -1):
            line.say(tell("AMB01", second, f"3336.0{second}000,N,11901.80000,E"))
        await until(lambda: feed.state().counts.get("fixes") == 10)
    assert len(feed.picture.latest) == 1
    assert (feed.writer.waiting, feed.writer.dropped) == (5, 5)


@pytest.mark.parametrize(
    ("log", "fixes"),
    [
        ("pygpsdata-nmea2.log", 2),
        ("pygpsdata-mixed.log", 2),
        ("pygpsdata-nmeabadck.log", 1),
        ("pygpsdata-um981.log", 2),
        ("pygpsdata-nmeastartup.log", 0),
        ("unicore_nmea.log", 0),
    ],
)
async def test_what_real_receivers_said_is_understood(line: Line, log: str, fixes: int) -> None:
    if not (LOGS / log).exists():
        pytest.skip(f"{LOGS / log} is not here")
    async with listening(line) as feed:
        content = (LOGS / log).read_bytes()
        for start in range(0, len(content), 1000):
            line.say(content[start : start + 1000])
            await asyncio.sleep(0)
        line.say(b"\r\n" + tell("LAST"))
        await until(lambda: any(fix.device == "LAST" for fix in feed.picture.latest))
        await until(lambda: feed.state().counts["fixes"] == fixes + 1)

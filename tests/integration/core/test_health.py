"""Lamps: a change is told once, red or well again; what cannot be told now is told later."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.domain.part import PartState
from dispatch.domain.signal import SeatPhoneChanged
from dispatch.ports.call_control import ExchangeAway
from dispatch.workers.health import WELL, Finding, HealthWorker
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    EXCHANGE,
    Script,
    WatchedCommands,
    at_work,
    events,
    found,
    has,
    locked_out,
    telephony,
    until,
)


class Lamp:
    """A part that a test breaks and mends."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.finding: Finding = WELL
        self.asked = 0

    async def ask(self) -> Finding:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.finding

    async def asked_again(self) -> bool:
        """Two more looks have been taken."""
        self.asked, seen = 0, False
        async with asyncio.timeout(10):
            while not seen:
                await asyncio.sleep(0.02)
                seen = self.asked >= 2
        return True


def watching(engine: AsyncEngine, lamp: Lamp) -> tuple[HealthWorker, WatchedCommands]:
    commands = WatchedCommands(engine)
    return HealthWorker("server-1", {"exchange:node1": lamp.ask}, commands, SystemClock()), commands


async def lit(engine: AsyncEngine) -> list[tuple[str, str | None]]:
    told = await events(engine, "part_failed", "part_recovered")
    return [(one.payload["part"]["state"], one.payload["part"]["code"]) for one in told]


async def test_a_lamp_goes_red_and_well_again_and_each_is_told_once(engine: AsyncEngine):
    await found(engine)
    lamp = Lamp()
    worker, _ = watching(engine, lamp)
    async with at_work(worker.run):
        await until(lamp.asked_again)
        lamp.error = ExchangeAway()
        await until(lambda: has(engine, "part_failed"))
        assert worker.parts()[0].state is PartState.FAILED
        await until(lamp.asked_again)
        lamp.error = None
        await until(lambda: has(engine, "part_recovered"))
        await until(lamp.asked_again)
    assert await lit(engine) == [("failed", "exchange_away"), ("well", None)]


async def test_a_probe_that_breaks_in_any_way_lights_its_lamp(engine: AsyncEngine):
    await found(engine)
    lamp = Lamp()
    lamp.error = ConnectionRefusedError()
    worker, _ = watching(engine, lamp)
    async with at_work(worker.run):
        await until(lambda: has(engine, "part_failed"))
    assert await lit(engine) == [("failed", "unreachable")]


async def test_what_happened_while_the_database_was_away_is_told_when_it_is_back(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    lamp = Lamp()
    worker, commands = watching(engine, lamp)
    async with at_work(worker.run):
        await until(lamp.asked_again)
        with locked_out(database):
            lamp.finding = (PartState.DEGRADED, "disk_low")
            await until(lambda: _untold(commands))
        await until(lambda: has(engine, "part_failed"))
    assert await lit(engine) == [("degraded", "disk_low")]


async def _untold(commands: WatchedCommands) -> bool:
    return commands.times_away > 0


async def test_a_seat_whose_phone_is_gone_is_shown_so_once(engine: AsyncEngine):
    await found(engine)
    script = Script()
    told = [
        SeatPhoneChanged(exchange=EXCHANGE, seat=2, reachable=reachable, happened_at=NOON)
        for reachable in (True, True, False, False)
    ]
    async with at_work(telephony(engine, script).run):
        script.tell(*told)
        await until(lambda: has(engine, "seat_phone_changed", 2))
    seen = [one.payload["seat"] for one in await events(engine, "seat_phone_changed")]
    assert [seat["phone_reachable"] for seat in seen] == [True, False]


async def test_a_part_that_is_named_no_more_is_put_out(engine: AsyncEngine):
    await found(engine)
    named: dict[str, Finding] = {"trunk:old": (PartState.FAILED, "trunk_away")}
    worker = HealthWorker(
        "server-1", {}, WatchedCommands(engine), SystemClock(), lambda: dict(named)
    )
    async with at_work(worker.run):
        await until(lambda: has(engine, "part_failed"))
        named.clear()
        await until(lambda: has(engine, "part_recovered"))
    assert worker.parts() == []

"""An emergency key is durable before its terminal is answered, whatever dies in between."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from dispatch.simulator.driving.jt808_terminal import Gone, location_of
from gis.clock import SystemClock
from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.location import Alarm
from gis.feeds.jt808.upward import LocationBatch, LocationReport
from gis.fleet.emergencies import Emergencies, Pressed
from tests.integration.conftest import Database
from tests.integration.positions.conftest import until
from tests.integration.positions.test_terminal_kill import free_port, joined, process
from tests.integration.positions.test_terminal_port import (
    HERE,
    PHONE,
    admit,
    ask,
    box,
    listening,
    terminals,
)
from tests.integration.positions.test_terminal_port import joined as joined_here

__all__ = ["terminals"]

NOW = SystemClock().now
KEPT = "SELECT raised_at, gone_at, raised_told FROM gis.terminal_emergency ORDER BY raised_at"
WAITS = "SELECT 1 FROM pg_locks WHERE relation = 'gis.terminal_emergency'::regclass AND NOT granted"


@contextmanager
def taken(database: Database) -> Iterator[None]:
    """Let nobody write emergencies meanwhile, nor read them."""
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute("LOCK TABLE gis.terminal_emergency IN ACCESS EXCLUSIVE MODE")
        yield


async def test_a_process_killed_after_its_answer_has_lost_nothing(terminals) -> None:
    admit(terminals)
    port, code, dsn = free_port(), list[str](), terminals.dsn("gis")
    async with process(port, dsn) as killed, joined(port, None, code) as terminal:
        assert await terminal.press(HERE, NOW()) == 0
        killed.kill()
        await killed.wait()
    ((_, gone_at, told),) = ask(terminals, KEPT)
    assert (gone_at, told) == (None, False)


async def test_a_key_that_is_not_stored_is_not_answered_and_comes_again(terminals) -> None:
    admit(terminals)
    port, code, dsn, at = free_port(), list[str](), terminals.dsn("gis"), NOW()
    async with process(port, dsn) as killed, joined(port, None, code) as terminal:
        known = "SELECT 1 FROM gis.terminal_seen WHERE code_hash IS NOT NULL"
        await until(lambda: ask(terminals, known))
        with taken(terminals):
            asking = asyncio.create_task(terminal.press(HERE, at))
            await until(lambda: ask(terminals, WAITS))
            killed.kill()
            await killed.wait()
            with pytest.raises(Gone):
                await asking
    async with process(port, dsn), joined(port, None, code) as terminal:
        assert await terminal.press(HERE, at) == 0
    assert len(ask(terminals, KEPT)) == 1


async def test_a_key_that_stays_pressed_and_a_frame_sent_again_raise_nothing_more(
    terminals,
) -> None:
    admit(terminals)
    at = NOW()
    async with listening(terminals.dsn("gis")) as port, joined_here(port) as terminal:
        pressed = LocationReport(replace(location_of(HERE, at), alarms=Alarm.EMERGENCY))
        serial = terminal.send(pressed)
        await terminal.press(HERE, at + timedelta(seconds=1))
        await terminal.tell(HERE, at + timedelta(seconds=2))
        assert [row[1] is None for row in ask(terminals, KEPT)] == [False]
        terminal._serial = serial
        await terminal.ask(pressed)
        assert len(ask(terminals, KEPT)) == 1
        await terminal.press(HERE, at + timedelta(seconds=3))
        assert [row[1] is None for row in ask(terminals, KEPT)] == [False, True]


async def test_what_was_kept_without_network_neither_ends_nor_doubles_a_key(terminals) -> None:
    admit(terminals)
    at = NOW()
    async with listening(terminals.dsn("gis")) as port, joined_here(port) as terminal:
        await terminal.press(HERE, at)
        before = location_of(HERE, at - timedelta(minutes=30))
        await terminal.ask(LocationBatch(True, (before,)))
        assert [row[1] for row in ask(terminals, KEPT)] == [None]
        await terminal.tell(HERE, at + timedelta(seconds=9))
        within = replace(location_of(HERE, at + timedelta(seconds=5)), alarms=Alarm.EMERGENCY)
        await terminal.ask(LocationBatch(True, (within,)))
        assert len(ask(terminals, KEPT)) == 1


@pytest.mark.parametrize(
    "told_at",
    [datetime(2000, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC), None],
    ids=["stands-still", "in-the-future", "none"],
)
async def test_a_terminal_without_a_true_clock_is_heard_each_time_it_presses(
    terminals: Database, told_at: datetime | None
) -> None:
    keys = Emergencies("jt808-1", terminals.dsn("gis"), SystemClock())
    running = asyncio.create_task(keys.run())
    try:
        for serial, pressed in enumerate((True, False, True, False)):
            await keys.hear(Pressed(PHONE, pressed, told_at, serial=serial))
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert [row[1] is None for row in ask(terminals, KEPT)] == [False, False]


async def test_a_port_started_anew_knows_that_a_key_is_pressed_and_that_it_no_longer_is(
    terminals: Database,
) -> None:
    admit(terminals)
    at = NOW()
    async with listening(terminals.dsn("gis")) as port, joined_here(port) as terminal:
        await terminal.press(HERE, at)
    async with listening(terminals.dsn("gis")) as port, joined_here(port) as terminal:
        await until(lambda: port.emergencies.knows)
        await terminal.press(HERE, at + timedelta(seconds=1))
        assert len(ask(terminals, KEPT)) == 1
        await terminal.tell(HERE, at + timedelta(seconds=2))
        assert [row[1] is None for row in ask(terminals, KEPT)] == [False]


@pytest.mark.parametrize(
    ("version", "result", "confirmed"),
    [
        (Version.V2013, "done", [Alarm.EMERGENCY]),
        (Version.V2019, "done", [Alarm.EMERGENCY]),
        (Version.V2011, "not_supported", []),
    ],
)
async def test_a_terminal_is_told_that_a_person_has_acknowledged(
    terminals: Database, version: Version, result: str, confirmed: list[Alarm]
) -> None:
    admit(terminals)
    one = box(version=version)
    async with listening(terminals.dsn("gis")) as port, joined_here(port, one) as terminal:
        ask(
            terminals,
            "INSERT INTO gis.emergency_confirmation (emergency_id, raisings, device)"
            " VALUES (%s, 1, %s)",
            uuid4(),
            PHONE,
        )
        told = "SELECT result FROM gis.emergency_confirmation WHERE result IS NOT NULL"
        await until(lambda: ask(terminals, told))
    assert ask(terminals, told) == [(result,)]
    assert terminal.confirmed == confirmed


async def test_faults_of_the_box_stand_on_its_row_and_are_no_alarm(terminals) -> None:
    admit(terminals)
    faults = "SELECT faults FROM gis.terminal_seen"
    async with listening(terminals.dsn("gis")) as port, joined_here(port) as terminal:
        cut = replace(location_of(HERE, NOW()), alarms=Alarm.POWER_CUT | Alarm.ANTENNA_OPEN)
        await terminal.ask(LocationReport(cut))
        await until(lambda: ask(terminals, faults) == [(["POWER_CUT", "ANTENNA_OPEN"],)])
        await terminal.tell(HERE, NOW())
        await until(lambda: ask(terminals, faults) == [([],)])
    assert ask(terminals, KEPT) == []


@pytest.mark.mission("A89")
@pytest.mark.parametrize("version", [Version.V2011, Version.V2013])
async def test_a_driver_reports_by_a_key_that_the_centre_has_set_and_once(
    terminals: Database, version: Version
) -> None:
    admit(terminals)
    one = box(version=version)
    async with listening(terminals.dsn("gis")) as port, joined_here(port, one) as terminal:
        await until(lambda: terminal.menu == {1: "接到病人"})
        serial = terminal._serial
        assert await terminal.report(1) == 0
        terminal._serial = serial
        assert await terminal.report(1) == 0
    kept = "SELECT device, event_id, told FROM gis.terminal_report"
    assert ask(terminals, kept) == [(PHONE, 1, False)]


async def test_a_terminal_of_2019_gets_no_menu_that_its_standard_does_not_know(terminals) -> None:
    admit(terminals)
    one = box(version=Version.V2019)
    async with listening(terminals.dsn("gis")) as port, joined_here(port, one) as terminal:
        assert await terminal.tell(HERE, NOW()) == 0
    assert terminal.menu == {}

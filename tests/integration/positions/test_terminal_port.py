"""Terminals on a real port with a real database: admitted, heard, told, revoked, crowded."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from dispatch.adapters.fleet import FEEDS, FeedState, judge_feed
from dispatch.simulator.driving.jt808_terminal import (
    Gone,
    Jt808Terminal,
    NotAdmitted,
    TerminalBox,
    connected,
)
from dispatch.simulator.driving.track import Whereabouts
from gis.clock import SystemClock
from gis.datum import Wgs84
from gis.feeds.jt808.downward import RegisterResult, Result
from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.upward import LogOut, Register
from gis.fleet.terminals.port import TerminalPort
from tests.integration.conftest import Database
from tests.integration.positions.conftest import until

HERE = Whereabouts(Wgs84(119.03, 33.6), 36.0, 90.0)
PHONE = "13800000120"
NOBODY = "host=/nowhere dbname=none"


def box(phone: str = PHONE, terminal: str = "A000001", version: Version = Version.V2013):
    return TerminalBox(phone, Register(44, 101, "ACME0", "T808", terminal, 2, "粤A12345"), version)


@asynccontextmanager
async def listening(dsn: str) -> AsyncIterator[TerminalPort]:
    port = TerminalPort("jt808-1", "127.0.0.1", 0, dsn, SystemClock())
    task = asyncio.create_task(port.run())
    try:
        await until(lambda: port.listens_on)
        yield port
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def terminals(fresh: Database) -> Database:
    with psycopg.connect(fresh.owner_dsn, autocommit=True) as connection:
        connection.execute(
            "TRUNCATE gis.terminal_seen, dispatch.terminal_admission, gis.device_downlink,"
            " gis.terminal_emergency, gis.emergency_confirmation,"
            " gis.terminal_report"
        )
    return fresh


def ask(database: Database, query: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.owner_dsn, autocommit=True) as connection:
        cursor = connection.execute(query.encode(), values)
        return cursor.fetchall() if cursor.description else []


def admit(database: Database, phone: str = PHONE, terminal: str = "A000001") -> None:
    ask(
        database,
        "INSERT INTO dispatch.terminal_admission VALUES"
        " (%s, 'ACME0', 'T808', %s, NULL, '9001', now(), NULL, NULL)",
        phone,
        terminal,
    )


def queue(database: Database, text: str, phone: str = PHONE, expires: str = "10 min") -> UUID:
    downlink_id = uuid4()
    ask(
        database,
        "INSERT INTO gis.device_downlink (id, phone, text, queued_at, expires_at, state)"
        " VALUES (%s, %s, %s, clock_timestamp(), now() + %s::interval, 'QUEUED')",
        downlink_id,
        phone,
        text,
        expires,
    )
    return downlink_id


def state_of(database: Database, downlink_id: UUID) -> tuple[object, ...]:
    (row,) = ask(
        database,
        "SELECT state, reason, tries FROM gis.device_downlink WHERE id = %s",
        downlink_id,
    )
    return row


@asynccontextmanager
async def joined(
    port: TerminalPort, one: TerminalBox | None = None, code: str | None = None
) -> AsyncIterator[Jt808Terminal]:
    one = one or box()
    await until(lambda: port.roll.is_admitted(one.phone))
    async with connected(one, "127.0.0.1", port.listens_on or 0) as terminal:
        await terminal.join(code)
        yield terminal


async def test_an_unknown_terminal_is_refused_and_listed_with_what_it_says(terminals) -> None:
    async with listening(terminals.dsn("gis")) as port:
        async with connected(box(), "127.0.0.1", port.listens_on or 0) as terminal:
            with pytest.raises(NotAdmitted) as refused:
                await terminal.join()
        listed = "SELECT phone, plate, maker_told, model_told, address FROM gis.terminal_seen"
        await until(lambda: ask(terminals, listed))
    assert refused.value.result == RegisterResult.TERMINAL_UNKNOWN
    assert ask(terminals, listed) == [(PHONE, "粤A12345", "ACME0", "T808", "127.0.0.1")]


def further(ago_s: int) -> Whereabouts:
    """Give where a vehicle was that drove on since: one that says the same for ever is frozen."""
    return replace(HERE, point=Wgs84(HERE.point.lon + ago_s / 10_000, HERE.point.lat))


@pytest.mark.parametrize("version", Version)
async def test_an_admitted_terminal_is_heard_and_stored(terminals, version: Version) -> None:
    admit(terminals)
    now = SystemClock().now()
    late = [(further(ago), now - timedelta(seconds=ago)) for ago in range(200, 0, -1)]
    async with listening(terminals.dsn("gis")) as port:
        async with joined(port, box(version=version)) as terminal:
            assert await terminal.tell(HERE, now - timedelta(seconds=300)) == Result.DONE
            assert await terminal.tell_stored(late) == Result.DONE
            await until(lambda: ask(terminals, "SELECT 1 FROM gis.fix HAVING count(*) = 201"))
        seen = "SELECT version, counts ->> 'fixes' FROM gis.terminal_seen WHERE NOT connected"
        await until(lambda: ask(terminals, seen))
    assert ask(terminals, seen) == [(version, "201")]
    assert ask(terminals, "SELECT device FROM gis.fleet_latest") == [(PHONE,)]


async def test_a_code_holds_over_a_restart_and_is_stored_only_as_a_hash(terminals) -> None:
    admit(terminals)
    async with listening(terminals.dsn("gis")) as port:
        await until(lambda: port.roll.is_admitted(PHONE))
        async with connected(box(), "127.0.0.1", port.listens_on or 0) as terminal:
            code = await terminal.join()
            kept = "SELECT code_hash FROM gis.terminal_seen WHERE code_hash IS NOT NULL"
            await until(lambda: ask(terminals, kept))
    assert code.encode() not in bytes(ask(terminals, kept)[0][0])
    async with listening(terminals.dsn("gis")) as port, joined(port, code=code) as terminal:
        assert await terminal.tell(HERE, SystemClock().now()) == Result.DONE


async def test_a_revoked_terminal_is_cut_off(terminals) -> None:
    admit(terminals)
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        ask(terminals, "UPDATE dispatch.terminal_admission SET revoked_at = now()")
        await until(lambda: not port.lines.joined)
        with pytest.raises((Gone, OSError)):
            await terminal.tell(HERE, SystemClock().now())


async def test_of_two_with_one_number_the_newer_is_heard_and_it_is_told(terminals) -> None:
    admit(terminals)
    async with (
        listening(terminals.dsn("gis")) as port,
        joined(port) as older,
        joined(port) as newer,
    ):
        await until(lambda: len(port.lines.all) == 1)
        assert await newer.tell(HERE, SystemClock().now()) == Result.DONE
        with pytest.raises((Gone, OSError)):
            await older.tell(HERE, SystemClock().now())
        doubled = "SELECT 1 FROM gis.terminal_seen WHERE doubled = 1 AND connected"
        await until(lambda: ask(terminals, doubled))


async def test_without_a_database_known_terminals_go_on_being_heard(terminals) -> None:
    admit(terminals)
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        with psycopg.connect(terminals.owner_dsn, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'd120_gis'"
            )
        assert await terminal.tell(HERE, SystemClock().now()) == Result.DONE
        await until(lambda: ask(terminals, "SELECT 1 FROM gis.fix"))


async def test_strangers_in_crowds_are_refused_and_told_and_harm_nobody(
    terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gis.fleet.terminals.lines.MAX_OF_ADDRESS", 20)
    admit(terminals)
    async with (
        listening(terminals.dsn("gis")) as port,
        joined(port) as terminal,
        AsyncExitStack() as crowd,
    ):
        for _ in range(30):
            await crowd.enter_async_context(connected(box("1"), "127.0.0.1", port.listens_on or 0))
        await until(lambda: port.counts["address_crowded"] == 11)
        assert await terminal.tell(HERE, SystemClock().now()) == Result.DONE
        await until(lambda: judged(terminals) == "feed_address_crowded")


def judged(database: Database) -> str | None:
    rows = ask(database, f"{FEEDS} WHERE name = 'jt808-1'")
    return judge_feed(FeedState(*rows[0][1:]) if rows else None)[1]


async def test_a_port_on_which_nobody_is_expected_is_well(terminals) -> None:
    async with listening(terminals.dsn("gis")):
        await until(lambda: judged(terminals) is None)


async def test_a_flood_is_slowed_told_and_harms_nobody_else(
    terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gis.fleet.terminals.lines.OCTETS_AT_ONCE", 10_000)
    admit(terminals)
    admit(terminals, "2", "A000002")
    async with (
        listening(terminals.dsn("gis")) as port,
        joined(port) as loud,
        joined(port, box("2", "A000002")) as quiet,
    ):
        loud.writer.write(b"\x7e" + b"\x00" * 60_000)
        await until(lambda: port.counts["flood"])
        assert await quiet.tell(HERE, SystemClock().now()) == Result.DONE


async def test_who_logs_out_is_gone(terminals) -> None:
    admit(terminals)
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        await terminal.ask(LogOut())
        await until(lambda: not port.lines.all)


async def test_a_text_is_sent_and_acknowledged_and_texts_keep_their_order(terminals) -> None:
    admit(terminals)
    queued = [queue(terminals, f"派车 {number}") for number in range(3)]
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        await until(lambda: state_of(terminals, queued[-1])[0] == "ACKNOWLEDGED")
    assert terminal.texts == ["派车 0", "派车 1", "派车 2"]
    assert {state_of(terminals, one) for one in queued} == {("ACKNOWLEDGED", None, 1)}


async def test_what_a_terminal_refuses_has_failed_and_the_next_is_sent(terminals) -> None:
    admit(terminals)
    refused, fine = queue(terminals, "不行"), queue(terminals, "行")
    async with listening(terminals.dsn("gis")) as port:
        await until(lambda: port.roll.is_admitted(PHONE))
        answer = lambda text: Result.NOT_SUPPORTED if text.text == "不行" else Result.DONE  # noqa: E731
        async with connected(box(), "127.0.0.1", port.listens_on or 0, answer) as terminal:
            await terminal.join()
            await until(lambda: state_of(terminals, fine)[0] == "ACKNOWLEDGED")
    assert state_of(terminals, refused) == ("FAILED", "not_supported", 1)


async def test_a_text_that_is_not_answered_is_sent_again_and_then_given_up(
    terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DUE", "GIVE_UP"):
        statement = getattr(__import__("gis.fleet.terminals.downlinks", fromlist=[name]), name)
        monkeypatch.setattr(
            f"gis.fleet.terminals.downlinks.{name}", statement.replace("10 seconds", "0.1 seconds")
        )
    admit(terminals)
    queued = queue(terminals, "听到吗")
    async with listening(terminals.dsn("gis")) as port:
        await until(lambda: port.roll.is_admitted(PHONE))
        async with connected(box(), "127.0.0.1", port.listens_on or 0, lambda _: None) as terminal:
            await terminal.join()
            await until(lambda: state_of(terminals, queued)[0] == "FAILED")
    assert state_of(terminals, queued) == ("FAILED", "no_answer", 3)
    assert terminal.texts == ["听到吗"] * 3


async def test_a_text_that_was_sent_when_the_feed_died_is_sent_by_the_next(
    terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = __import__("gis.fleet.terminals.downlinks", fromlist=["DUE"]).DUE
    monkeypatch.setattr(
        "gis.fleet.terminals.downlinks.DUE", statement.replace("10 seconds", "0.1 seconds")
    )
    admit(terminals)
    queued = queue(terminals, "派车")
    async with listening(terminals.dsn("gis")) as port:
        await until(lambda: port.roll.is_admitted(PHONE))
        async with connected(box(), "127.0.0.1", port.listens_on or 0, lambda _: None) as terminal:
            await terminal.join()
            await until(lambda: state_of(terminals, queued)[0] == "SENT")
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        await until(lambda: state_of(terminals, queued)[0] == "ACKNOWLEDGED")


async def test_a_text_that_is_too_old_is_not_sent(terminals) -> None:
    admit(terminals)
    old, new = queue(terminals, "旧", expires="-1 s"), queue(terminals, "新")
    async with listening(terminals.dsn("gis")) as port, joined(port) as terminal:
        await until(lambda: state_of(terminals, new)[0] == "ACKNOWLEDGED")
    assert (terminal.texts, state_of(terminals, old)[0]) == (["新"], "QUEUED")


async def test_a_port_that_is_taken_is_waited_for() -> None:
    async with listening(NOBODY) as first:
        second = TerminalPort("b", "127.0.0.1", first.listens_on or 0, NOBODY, SystemClock())
        task = asyncio.create_task(second.run())
        await asyncio.sleep(0)
        assert second.state().plugged is False
    await until(lambda: second.listens_on)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

"""What a server tells an exchange's own memory, and what the exchange then does with it alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_memory import AsteriskMemory
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call_note import CallNote
from dispatch.domain.exchange_lists import ExchangeFacts, MannedSeat, Served
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.nuisance import NumberLock, Protection
from dispatch.domain.signal import CallerBrokeThrough, CallOffered
from dispatch.ports.commands import DatabaseAway
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity
from dispatch.workers.exchange_lists import ExchangeListsWorker
from tests.integration.exchange.running import RunningExchange, listening, until, until_heard
from tests.integration.exchange.test_screening import NUMBER, SOUND

CALLER = Identity(f"+86{NUMBER}")
NOW = SystemClock().now()
LOCK = NumberLock(UUID(int=1), NUMBER, ("1027",), NOW, NOW + timedelta(hours=1))
FACTS = ExchangeFacts("0527", {Protection.HOSPITAL: ("84351234",)}, (), (LOCK,), (), ())


@dataclass
class Known:
    """What the centre knows; None is a database that is away."""

    facts: ExchangeFacts | None = FACTS

    async def read_exchange_facts(self) -> ExchangeFacts:
        if self.facts is None:
            raise DatabaseAway
        return self.facts

    async def list_locks(self, ended_shown: int) -> list[NumberLock]:
        return []


class Silent:
    """No news."""

    last = 0

    async def wait_for_news(self, after: int, kinds: frozenset[str]) -> None:
        raise TimeoutError


@asynccontextmanager
async def server(exchange: RunningExchange, known: Known) -> AsyncIterator[ExchangeListsWorker]:
    async with exchange.link() as link:
        await until(lambda: link.acts)
        memories = {"node1": AsteriskMemory(link)}
        yield ExchangeListsWorker(memories, known, Silent(), SystemClock())  # type: ignore[arg-type]


def held(exchange: RunningExchange, family: str) -> str:
    return exchange.node.ask(f"database show {family}")


@pytest.mark.mission("A17", "A13")
async def test_what_the_centre_knows_is_told_and_what_is_gone_is_taken_away(
    exchange: RunningExchange,
):
    exchange.node.ask("database put lock 13999999999 9999999999")
    exchange.node.ask("database put other 1 untouched")
    manned = (MannedSeat(2, "1031", frozenset({"english"}), trainee=True),)
    served = (Served(NUMBER, 2, NOW),)
    known = Known(replace(FACTS, served=served, leader_seats=(3,), manned=manned))
    async with server(exchange, known) as worker:
        await worker.look()
        assert f"/lock/86{NUMBER}" in held(exchange, "lock")
        assert "13999999999" not in held(exchange, "lock")
        assert all(f"/priority/{one} " in held(exchange, "priority") for one in ("110", "84351234"))
        assert "8002-" in held(exchange, "repeat")
        assert "8003-" in held(exchange, "leader")
        assert "/skill/english-8002 " in held(exchange, "skill")
        assert "/trainee/8002 " in held(exchange, "trainee")
        known.facts = replace(FACTS, locks=())
        await worker.look()
        assert "0 results" in held(exchange, "lock")
        assert "0 results" in held(exchange, "skill")
        assert "0 results" in held(exchange, "trainee")
        assert "untouched" in held(exchange, "other")


async def test_news_changes_what_was_told_last_and_asks_the_exchange_nothing(
    exchange: RunningExchange,
):
    known = Known()
    async with server(exchange, known) as worker:
        await worker.look()
        exchange.node.ask("database put lock 13999999999 9999999999")
        known.facts = replace(FACTS, locks=(), leader_seats=(3,))
        await worker.tell_what_changed()
        assert "8003-" in held(exchange, "leader")
        assert f"/lock/86{NUMBER}" not in held(exchange, "lock")
        assert "13999999999" in held(exchange, "lock")
        await worker.look()
        assert "13999999999" not in held(exchange, "lock")


async def test_without_the_database_the_exchange_keeps_what_it_was_told(
    exchange: RunningExchange,
):
    known = Known()
    async with server(exchange, known) as worker:
        await worker.look()
        known.facts = None
        await worker.look()
    assert f"/lock/{NUMBER}" in held(exchange, "lock")


async def test_an_exchange_that_is_away_is_told_when_it_is_back(exchange: RunningExchange):
    async with exchange.link() as link:
        memories = {"node1": AsteriskMemory(link)}
        worker = ExchangeListsWorker(memories, Known(), Silent(), SystemClock())  # type: ignore[arg-type]
        await until(lambda: link.acts)
        await exchange.kill()
        await until(lambda: not link.acts)
        await worker.look()
        await exchange.start()
        await until(lambda: link.acts)
        await worker.look()
    assert f"/lock/{NUMBER}" in held(exchange, "lock")


@pytest.mark.mission("A16", "A17")
async def test_a_server_hears_what_the_exchange_found_about_a_call(exchange: RunningExchange):
    async with server(exchange, Known()) as worker:
        await worker.look()
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("1201", CALLER)
        offered = await ear.wait_for(CallOffered)
        assert offered.notes == (CallNote.MISDIAL, CallNote.LOCKED)
        async with listening(exchange) as late:
            (live,) = late.first(ExchangePicture).calls
            assert (live.state, live.notes) == ("offered", offered.notes)
        await until_heard(SOUND["speak_now"], caller)
        caller.media.press("#")
        await ear.wait_for(CallerBrokeThrough, call_unique_id=offered.call_unique_id)
        assert NUMBER in (await seat.next_call()).peer
        async with listening(exchange) as late:
            (live,) = late.first(ExchangePicture).calls
            assert CallNote.BROKE_THROUGH in live.notes
    assert caller.state is LegState.TALKING

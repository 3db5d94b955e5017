"""Short messages over a real database and a real pseudo-terminal: one server sends, each once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.tables.location_links import sms
from dispatch.domain.sms import SmsReason, SmsState
from dispatch.simulator.modem.port import SimulatedModem, plugged_modem
from tests.integration.conftest import Database
from tests.integration.core.hearing import NUMBER, events, until
from tests.integration.location_links.linking import (
    URL,
    answered_call,
    link_of,
    send_link,
    sender,
    stands,
)


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedModem]:
    with plugged_modem(tmp_path / "modem") as modem:
        yield modem


async def test_a_link_goes_out_once_over_two_servers_and_its_delivery_is_told(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    device = tmp_path / "modem"
    async with sender("server-1", engine, device), sender("server-2", engine, device):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.DELIVERED))
    ((number, text),) = simulated.texts()
    assert number == NUMBER
    assert URL in text
    told = await events(engine, "location_link_changed")
    states = list(dict.fromkeys(one.payload["link"]["sms_state"] for one in told))
    assert states == ["queued", "sending", "sent", "delivered"]
    assert {tuple(one.audiences) for one in told} == {("desks",)}
    assert URL not in str([one.payload for one in told])


async def test_a_text_waits_for_a_modem_that_has_no_network_and_then_goes(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    simulated.temper.registration = 2
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        simulated.temper.registration = 1
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.DELIVERED))


async def test_a_refusal_is_tried_again_and_shown(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    simulated.temper.refusals = ["+CMS ERROR: 38"]
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, lambda one: one.sms_tries == 1))
        await until(
            lambda: stands(engine, call, lambda one: one.sms_reason is SmsReason.NETWORK_BUSY)
        )
        await make_due(engine)
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.DELIVERED))
    assert (await link_of(engine, call)).sms_tries == 2


async def test_a_number_that_the_network_refuses_fails_with_the_word(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    simulated.temper.refusals = ["+CMS ERROR: 1"]
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.FAILED))
    assert (await link_of(engine, call)).sms_reason is SmsReason.NUMBER_WRONG


async def test_what_nobody_can_send_is_given_up_and_says_so(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    await age(engine)
    async with sender("server-1", engine, None):
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.GIVEN_UP))
    assert (await link_of(engine, call)).sms_reason is SmsReason.NOBODY_SENDS


async def test_what_a_dead_server_had_in_hand_is_not_sent_by_the_other(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with engine.begin() as connection:
        dead = {"state": SmsState.SENDING, "claimed_by": "server-1", "claimed_at": sms.c.queued_at}
        await connection.execute(update(sms).values(dead))
    await age(engine)
    async with sender("server-2", engine, tmp_path / "modem"):
        await until(lambda: stands(engine, call, lambda one: one.sms_state is SmsState.FAILED))
    assert (await link_of(engine, call)).sms_reason is SmsReason.OUTCOME_UNKNOWN
    assert simulated.texts() == []


async def make_due(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(update(sms).values(try_at=sms.c.queued_at))


async def age(engine: AsyncEngine) -> None:
    past = timedelta(minutes=10)
    async with engine.begin() as connection:
        await connection.execute(
            update(sms).values(queued_at=sms.c.queued_at - past, claimed_at=sms.c.claimed_at - past)
        )

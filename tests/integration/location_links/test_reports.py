"""Reports of deliveries: none is lost with the database or the server, none counts twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.domain.location_link import ShownLink
from dispatch.domain.sms import SmsReason, SmsState
from dispatch.simulator.modem.port import SimulatedModem, plugged_modem
from dispatch.workers.sms import SmsWorker
from tests.integration.conftest import Database
from tests.integration.core.hearing import NUMBER, events, locked_out, until
from tests.integration.location_links.linking import (
    answered_call,
    link_of,
    send_link,
    sender,
    stands,
)

DELIVERED, LOST = 0x00, 0x41
OUTCOMES = {
    DELIVERED: (SmsState.DELIVERED, None),
    LOST: (SmsState.FAILED, SmsReason.NOT_DELIVERED),
}
ANOTHER = "bcdefghijkmnpqrstuvwxyz234"


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedModem]:
    with plugged_modem(tmp_path / "modem") as modem:
        modem.temper.tells_reports = False
        yield modem


def held(path: Path) -> list[Path]:
    return list((path / "sms-reports").glob("*.report"))


async def holds(path: Path, count: int) -> bool:
    return len(held(path)) == count


def is_in(state: SmsState) -> Callable[[ShownLink], bool]:
    return lambda link: link.sms_state is state


async def are(engine: AsyncEngine, *states: str) -> bool:
    """Whether the short messages stand so, the oldest first."""
    async with engine.connect() as connection:
        found = await connection.execute(select(sms.c.state).order_by(sms.c.queued_at))
    return tuple(found.scalars()) == states


async def tell_all(simulated: SimulatedModem, status: int, number: str = NUMBER) -> None:
    for at in range(len(simulated.parts)):
        simulated.tell_report(at + 1, number, status)


@pytest.mark.parametrize("status", [DELIVERED, LOST])
async def test_a_report_that_finds_the_database_away_is_noted_when_it_is_back(
    engine: AsyncEngine,
    database: Database,
    simulated: SimulatedModem,
    tmp_path: Path,
    status: int,
):
    call, _ = await answered_call(engine, database)
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, is_in(SmsState.SENT)))
        with locked_out(database):
            await tell_all(simulated, status)
            await until(lambda: holds(tmp_path, len(simulated.parts)))
        await until(lambda: holds(tmp_path, 0))
    link = await link_of(engine, call)
    assert (link.sms_state, link.sms_reason) == OUTCOMES[status]


async def test_what_a_dead_server_had_heard_the_next_holder_of_the_modem_notes(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, is_in(SmsState.SENT)))
    with locked_out(database):
        async with sender("server-1", engine, tmp_path / "modem") as worker:
            await until(lambda: _is_well(worker))
            await tell_all(simulated, DELIVERED, f"+86{NUMBER}")
            await until(lambda: holds(tmp_path, len(simulated.parts)))
    async with sender("server-2", engine, tmp_path / "modem"):
        await until(lambda: stands(engine, call, is_in(SmsState.DELIVERED)))
        await until(lambda: holds(tmp_path, 0))


async def test_unknown_doubled_and_late_reports_change_nothing_that_is_true(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: are(engine, "sent"))
        await let_link_end(engine)
        simulated.tell_report(200, NUMBER, LOST)
        simulated.tell_report(1, "13900000000", LOST)
        await tell_all(simulated, DELIVERED)
        await until(lambda: are(engine, "delivered"))
        told = len(await events(engine, "location_link_changed"))
        await tell_all(simulated, DELIVERED)
        await tell_all(simulated, LOST)
        await send_link(engine, call, token=ANOTHER)
        await until(lambda: are(engine, "delivered", "sent"))
        await tell_all(simulated, DELIVERED)
        await until(lambda: are(engine, "delivered", "delivered"))
    ended = (await events(engine, "location_link_changed"))[told:]
    first = ended[0].payload["link"]["id"]
    assert {one.payload["link"]["id"] for one in ended} == {first}
    assert [one.payload["link"]["sms_state"] for one in ended][:3] == ["queued", "sending", "sent"]


async def test_a_report_that_cannot_be_read_is_put_aside_and_holds_up_no_other(
    engine: AsyncEngine, database: Database, simulated: SimulatedModem, tmp_path: Path
):
    call, _ = await answered_call(engine, database)
    folder = tmp_path / "sms-reports"
    folder.mkdir()
    (folder / "0-0.report").write_text("{", encoding="utf-8")
    simulated.temper.tells_reports = True
    async with sender("server-1", engine, tmp_path / "modem"):
        await send_link(engine, call)
        await until(lambda: stands(engine, call, is_in(SmsState.DELIVERED)))
    assert [one.name for one in folder.iterdir()] == ["0-0.unreadable"]


async def let_link_end(engine: AsyncEngine) -> None:
    past = location_link.c.made_at - timedelta(hours=1)
    async with engine.begin() as connection:
        await connection.execute(update(location_link).values(made_at=past, expires_at=past))


async def _is_well(worker: SmsWorker) -> bool:
    return (await worker.ask())[1] is None

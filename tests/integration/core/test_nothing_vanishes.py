"""Over the real database: who is not there holds nothing, who watches is told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.contact_queries import PostgresContactQueries
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.tables.centre import deadline, session
from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.disposition import TalkDisposition
from dispatch.domain.reminder import ReminderKind
from dispatch.domain.signal import CallerKeyPressed, SilentAsked
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.start_silent_call import start_silent_call
from dispatch.services.calls.write_contact_note import WriteContactNote, write_contact_note
from dispatch.services.people.note_presence import note_presence
from dispatch.services.reminders.set_reminder import SetReminder, set_reminder
from dispatch.services.seats.accept_handover import accept_handover
from dispatch.services.seats.ask_handover import ask_handover
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from dispatch.services.tasks.claim_task import claim_task
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.reactions import leaving_reaction
from dispatch.workers.remind import remind_reaction
from tests.contract.core.acts import LEADER, open_task, start_session
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    act,
    answered,
    ended,
    events,
    found,
    has,
    offered,
    until,
)
from tests.integration.core.servers import Server

CHANNEL, AGAIN = "node1-1795310763.1", "node1-1795310763.2"
NUMBER = "13805276621"
TAKER = replace(LEADER, staff_number="1027")
OTHER = replace(LEADER, staff_number="1031", name="王强")


async def hold_a_task(engine: AsyncEngine) -> UUID:
    """Let the call-taker sit at seat 1 with a call-back in his hands."""
    commands = PostgresCommands(engine)
    await start_session(commands, TAKER)
    task = UUID(str(await open_task(commands)))
    await act(engine, lambda tx: sign_on_seat(SignOnSeat(1, TAKER), tx))
    await act(engine, lambda tx: claim_task(task, "1027", tx))
    return task


async def make_due(engine: AsyncEngine, kind: DeadlineKind) -> None:
    async with engine.begin() as connection:
        past = deadline.c.due_at - timedelta(days=1)
        await connection.execute(
            update(deadline).where(deadline.c.kind == kind).values(due_at=past)
        )


async def test_a_session_that_runs_out_leaves_no_task_claimed(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    await hold_a_task(engine)
    async with engine.begin() as connection:
        over = session.c.expires_at - timedelta(days=1)
        await connection.execute(update(session).values(expires_at=over))
    await make_due(engine, DeadlineKind.SESSION_END)
    async with Server(database, leaving_reaction, timer=True).at_work():
        await until(lambda: has(engine, "task_released"))
    (over_event,) = await events(engine, "session_ended")
    assert (over_event.actor, over_event.payload["staff_number"]) == ("timer", "1027")


async def test_a_page_that_is_gone_leaves_no_task_claimed(engine: AsyncEngine):
    await found(engine)
    await hold_a_task(engine)
    await act(engine, lambda tx: note_presence("1027", tx))
    worker = DeadlineWorker(PostgresCommands(engine))
    assert not await worker.work_one()
    await make_due(engine, DeadlineKind.PERSON_SILENT)
    await worker.work_one()
    (released,) = await events(engine, "task_released")
    assert (released.payload["task"]["state"], released.actor) == ("open", "timer")


async def test_a_hand_over_is_kept_and_shown_until_it_is_answered(engine: AsyncEngine):
    await found(engine)
    task = await hold_a_task(engine)

    async def hand_over(tx: Transaction) -> None:
        await tx.people.save(OTHER)
        await sign_on_seat(SignOnSeat(2, OTHER), tx)
        await ask_handover(1, "1027", 2, tx)

    await act(engine, hand_over)
    queries, desks = PostgresQueries(engine), frozenset({DESKS})
    (asked,) = (await queries.read_board(desks, "1031")).handovers
    assert (asked.to_seat, asked.tasks) == (2, (task,))
    await act(engine, lambda tx: accept_handover(asked.id, "1031", tx))
    board = await queries.read_board(desks, "1031")
    assert not board.handovers
    assert [one.claimed_by for one in board.tasks] == ["1031"]


async def test_a_leader_is_told_of_the_number_that_he_watches_and_sees_it_on_his_board(
    engine: AsyncEngine, database: Database
):
    await found(engine)

    async def watch(tx: Transaction) -> None:
        await tx.people.save(LEADER)
        soon = tx.now + timedelta(hours=1)
        await set_reminder(SetReminder(ReminderKind.NUMBER, NUMBER, soon, LEADER), tx)

    await act(engine, watch)
    async with Server(database, remind_reaction).at_work() as server:
        server.script.tell(offered(CHANNEL, "13905270000"), offered(AGAIN, NUMBER))
        await until(lambda: has(engine, "reminder_came"))
    (came,) = await events(engine, "reminder_came")
    assert came.audiences == [LEADERS]
    queries = PostgresQueries(engine)
    board = await queries.read_board(frozenset({DESKS, LEADERS}), LEADER.staff_number)
    assert [str(one.calls[0]) for one in board.reminders] == [came.payload["call_id"]]
    assert not (await queries.read_board(frozenset({DESKS}), "1027")).reminders


async def test_what_came_before_is_found_by_number_with_its_notes(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    async with Server(database).at_work() as server:
        server.script.tell(offered(CHANNEL, NUMBER), answered(CHANNEL), ended(CHANNEL))
        server.script.tell(offered(AGAIN, NUMBER))
        await until(lambda: has(engine, "call_offered", 2))
    first, second = (
        UUID(one.payload["call"]["id"]) for one in await events(engine, "call_offered")
    )
    await act(engine, lambda tx: write_contact_note(WriteContactNote(first, "门禁", "1027"), tx))
    contacts = await PostgresContactQueries(engine).read_contacts(second, 8)
    assert contacts is not None
    assert [call.id for call in contacts.calls] == [first]
    assert [note.text for note in contacts.notes] == ["门禁"]
    assert await PostgresContactQueries(engine).read_contacts(UUID(int=1), 8) is None


async def test_a_silent_call_is_stored_whole_and_its_time_without_a_word_is_flagged(
    engine: AsyncEngine, database: Database
):
    await found(engine, wrap_up_s=1)

    async def sit(tx: Transaction) -> None:
        await tx.people.save(TAKER)
        await sign_on_seat(SignOnSeat(1, TAKER), tx)

    await act(engine, sit)
    async with Server(database, timer=True).at_work() as server:
        talk = answered(CHANNEL)
        server.script.tell(offered(CHANNEL), talk)
        await until(lambda: has(engine, "call_answered"))
        (told,) = await events(engine, "call_answered")
        call_id = UUID(told.payload["call"]["id"])
        await act(engine, lambda tx: start_silent_call(call_id, "1027", tx))
        about: dict[str, Any] = {
            "exchange": talk.exchange,
            "call_unique_id": CHANNEL,
            "happened_at": talk.happened_at,
        }
        server.script.tell(SilentAsked(**about), CallerKeyPressed(**about, digit="5"))
        await until(lambda: has(engine, "call_silent_key_pressed"))
        server.script.tell(ended(CHANNEL))
        await until(lambda: has(engine, "call_disposed"))
    call = await PostgresQueries(engine).find_call(call_id)
    assert call is not None
    assert call.silent is not None
    assert (call.silent.keys, call.silent.asks) == ("5", 1)
    assert call.disposition is TalkDisposition.NONE_GIVEN

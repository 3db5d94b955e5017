"""What the centre must be told is told once, in order, through every outage and every death."""

import asyncio

import pytest

from station_client.errors import CentreAway, Refused
from station_client.journal import Journal
from station_client.outbox import Outbox


class FakeCentre:
    """Takes acts, unless it is away or refuses."""

    def __init__(self):
        self.taken, self.fault = [], None

    async def deliver(self, act):
        if self.fault:
            raise self.fault
        self.taken.append((act.subject, act.key))


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / "station.sqlite")
    yield opened
    opened.close()


def reopened(journal, tmp_path):
    """The same file after the program was killed: nothing was closed."""
    return Journal(tmp_path / "station.sqlite")


def subjects(journal):
    return [act.subject for act in journal.list_untold()]


async def test_acts_are_delivered_in_order_and_once(journal):
    centre = FakeCentre()
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    journal.tell_once("receipt:2", "/station/orders/2/receipt")
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    assert await Outbox(journal, centre.deliver).empty()
    assert await Outbox(journal, centre.deliver).empty()
    assert [subject for subject, _ in centre.taken] == ["receipt:1", "receipt:2"]


async def test_a_repetition_carries_the_same_key_also_after_a_kill(journal, tmp_path):
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    key = journal.list_untold()[0].key
    other = reopened(journal, tmp_path)
    other.tell_once("receipt:1", "/station/orders/1/receipt")
    assert [act.key for act in other.list_untold()] == [key]
    other.close()


async def test_what_was_delivered_before_a_kill_is_not_told_again(journal, tmp_path):
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    await Outbox(journal, FakeCentre().deliver).empty()
    other = reopened(journal, tmp_path)
    other.tell_once("receipt:1", "/station/orders/1/receipt")
    assert subjects(other) == []
    other.close()


async def test_nothing_is_lost_while_the_centre_is_away(journal):
    centre = FakeCentre()
    centre.fault = CentreAway("away")
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    assert not await Outbox(journal, centre.deliver).empty()
    centre.fault = None
    assert await Outbox(journal, centre.deliver).empty()
    assert len(centre.taken) == 1


async def test_a_refusal_is_final_and_does_not_hold_up_the_rest(journal):
    centre = FakeCentre()
    centre.fault = Refused(409, "illegal_move")
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    assert await Outbox(journal, centre.deliver).empty()
    assert subjects(journal) == []


async def test_a_device_that_is_shut_out_keeps_what_it_has_to_tell(journal):
    centre = FakeCentre()
    centre.fault = Refused(401, "session_ended")
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    assert not await Outbox(journal, centre.deliver).empty()
    assert subjects(journal) == ["receipt:1"]


async def test_of_how_the_device_is_only_the_newest_is_told(journal):
    centre = FakeCentre()
    journal.tell_newest("state", "/station/state", '{"bell": "failed"}')
    journal.tell_newest("state", "/station/state", '{"bell": "ok"}')
    assert [act.body for act in journal.list_untold()] == ['{"bell": "ok"}']
    await Outbox(journal, centre.deliver).empty()
    journal.tell_newest("state", "/station/state", '{"bell": "ok"}')
    await Outbox(journal, centre.deliver).empty()
    assert len({key for _, key in centre.taken}) == 2


async def test_a_newer_state_said_during_a_delivery_is_not_taken_for_delivered(journal):
    async def deliver(act):
        if "failed" in act.body:
            journal.tell_newest("state", "/station/state", '{"bell": "ok"}')

    journal.tell_newest("state", "/station/state", '{"bell": "failed"}')
    await Outbox(journal, deliver).empty()
    assert [act.body for act in journal.list_untold()] == ['{"bell": "ok"}']


async def test_a_running_outbox_delivers_when_it_is_woken(journal):
    centre = FakeCentre()
    outbox = Outbox(journal, centre.deliver)
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0)
    journal.tell_once("receipt:1", "/station/orders/1/receipt")
    outbox.wake()
    async with asyncio.timeout(5):
        while not centre.taken:
            await asyncio.sleep(0)
    running.cancel()


def test_the_journal_is_for_its_own_user_only(journal, tmp_path):
    assert (tmp_path / "station.sqlite").stat().st_mode & 0o077 == 0

"""The acceptance test of two exchanges: server A and Asterisk A die together in mid call."""

from collections.abc import Iterator
from typing import Any

import pytest

from dispatch.simulator.carrier import Outcome, Timers, Try
from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND, SEAT_SAYS
from tests.e2e.telephones import Party
from tests.integration.survival.desks import (
    CarrierInFront,
    DeskOfTwo,
    carrier_before,
    seat_of,
    sit_down,
    telephones_of_both,
)
from tests.pair import kill_host_a, start_host_a

A, B = 0, 1
ZHANG, SOMEBODY, THIRD = "052784382216", "13805276621", "13905241188"
BACK_WITHIN_S = 120.0
PROMISED_S = 10.0

Json = dict[str, Any]


@pytest.fixture
def desks(pair: Centre) -> Iterator[tuple[DeskOfTwo, DeskOfTwo, CarrierInFront]]:
    """李敏 at seat 1, 王强 at seat 2, and the carrier with the timers of the site checklist."""
    with telephones_of_both(pair) as telephones:
        gateway = telephones[B].gateway_phone()
        first = sit_down(pair, telephones, 1, "1027")
        second = sit_down(pair, telephones, 2, "1031")
        with carrier_before(pair, telephones[A], gateway) as carrier:
            yield first, second, carrier


@pytest.mark.mission("A12", "A20", "A91", "F8")
def test_the_next_call_is_taken_by_b_and_who_was_cut_off_is_one_task_also_when_a_is_back(
    pair: Centre, desks: tuple[DeskOfTwo, DeskOfTwo, CarrierInFront]
):
    first, second, carrier = desks
    leader = Leader(pair.sign_in("2003", server=1))
    cut_off = talk(carrier, first, A, ZHANG)
    cut_off.listens_on(3.0)
    before = leader.latest(ZHANG)

    kill_host_a(pair)
    taken = next_call_comes_to_b(carrier, second, leader)
    assert [task["reason"] for task in until(lambda: tasks_of(leader, ZHANG))] == ["cut_off"]
    assert leader.ended(before["id"])["ended_by"] == "exchange_lost"
    assert lamp(leader, "exchange:node1") == "failed"
    assert lamp(leader, "exchange:node2") == "well"
    until(lambda: seat_of(first.person, 1)["state"] == "ready")
    dialled = leader.ended(call_out(carrier, first, THIRD))
    assert (dialled["exchange"], dialled["dial_result"]) == ("node2", "answered")

    over = a_takes_its_part_again(pair, carrier, first, leader)
    repaired = leader.recording(before)
    assert repaired["repaired"]
    assert leader.sides(before).caller_says(CALLER_SAYS) >= SAME_SOUND
    assert len(tasks_of(leader, ZHANG)) == 1
    assert leader.kinds_of(before["id"]).count("call_ended") == 1
    names = [row["name"] for row in leader.person.get("/recordings?limit=200")["recordings"]]
    assert sorted(names) == sorted(one["recording"] for one in (before, taken, dialled, over))
    numbers = [event["n"] for event in leader.events()]
    assert numbers == list(range(1, len(numbers) + 1))


def next_call_comes_to_b(carrier: CarrierInFront, desk: DeskOfTwo, leader: Leader) -> Json:
    """The carrier gives A up by its own time-out; a seat takes the call on its line to B."""
    caller = talk(carrier, desk, B, SOMEBODY)
    assert carrier.carrier.tries[-2:] == [
        Try(carrier.routes[A], Outcome.SILENT),
        Try(carrier.routes[B], Outcome.TAKEN),
    ]
    assert Timers().latest_s(routes=2) + Timers().options_within_s < PROMISED_S
    caller.listens_on(3.0)
    caller.hang_up()
    taken = leader.ended(leader.latest(SOMEBODY)["id"])
    assert (taken["exchange"], taken["seat"]) == ("node2", desk.number)
    assert leader.sides(taken).caller_says(CALLER_SAYS) >= SAME_SOUND
    return taken


def a_takes_its_part_again(
    pair: Centre, carrier: CarrierInFront, desk: DeskOfTwo, leader: Leader
) -> Json:
    """Host A returns; the carrier finds out and brings the next call to A."""
    start_host_a(pair)
    until(pair.is_ready, BACK_WITHIN_S)
    until(lambda: lamp(leader, "exchange:node1") == "well", BACK_WITHIN_S)
    until(lambda: carrier.carrier.dead == frozenset())
    talk(carrier, desk, A, THIRD).hang_up()
    over = leader.ended(leader.latest(THIRD)["id"])
    assert (over["exchange"], over["ended_by"]) == ("node1", "caller")
    return over


def talk(carrier: CarrierInFront, desk: DeskOfTwo, exchange: int, number: str) -> Party:
    """Bring a caller in; one seat takes him on the line to one exchange, and both are heard."""
    caller = carrier.call(number, CALLER_SAYS)
    ringing = desk.rings_at(exchange)
    ringing.say(SEAT_SAYS, again=True)
    ringing.answer()
    caller.wait_for(LegState.TALKING)
    until(lambda: caller.hears(SEAT_SAYS) >= SAME_SOUND)
    until(lambda: ringing.hears(CALLER_SAYS) >= SAME_SOUND)
    return caller


def call_out(carrier: CarrierInFront, desk: DeskOfTwo, number: str) -> str:
    """Let a seat call somebody over B's trunk; both are heard."""
    asked = desk.person.post("/calls/out", {"number": number})
    assert asked.is_success, asked.text
    own = desk.rings_at(B)
    own.say(SEAT_SAYS, again=True)
    own.answer()
    far = carrier.gateway.next_call()
    far.answer()
    until(lambda: far.hears(SEAT_SAYS) >= SAME_SOUND)
    own.hang_up()
    return str(asked.json()["id"])


def tasks_of(leader: Leader, number: str) -> list[Json]:
    board = leader.person.get("/board")
    return [task for task in board["tasks"] if task["number"] == number]


def lamp(leader: Leader, name: str) -> str:
    parts: list[Json] = leader.person.get("/board")["parts"]
    return next((part["state"] for part in parts if part["name"] == name), "unknown")

"""What the telephone did in a period, as the director reads it and takes it away."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import BusyReason
from dispatch.services.seats.make_seat_busy import make_seat_busy
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from tests.contract.core.acts import LEADER
from tests.integration.directory.conftest import Centre

NUMBER = "13805276621"
TAKER = Person("1027", "李敏", frozenset({Role.CALL_TAKER}), "-", active=True)


async def a_call(centre: Centre, minutes_ago: float, **fields: Any) -> None:
    offered_at = centre.clock.now() - timedelta(minutes=minutes_ago)
    call = await centre.offer_call(NUMBER, offered_at)
    instants = {
        name: offered_at + timedelta(seconds=value) if name.endswith("_at") else value
        for name, value in fields.items()
    }
    await centre.change_call(call, **instants)


async def an_hour(centre: Centre) -> dict[str, str]:
    """One call of each outcome, and one before the hour."""
    ended, gone = CallState.ENDED, CallState.ABANDONED
    by_seat, by_caller = EndedBy.SEAT, EndedBy.CALLER
    await a_call(
        centre, 50, state=ended, answered_at=5, ended_at=65, phone="8001", seat=1, ended_by=by_seat
    )
    await a_call(centre, 40, state=ended, answered_at=30, ended_at=90, phone="spare1")
    await a_call(centre, 30, state=gone, ended_at=20, ended_by=by_caller)
    await a_call(centre, 20, state=gone, ended_at=9, ended_by=EndedBy.EXCHANGE_LOST)
    await a_call(centre, 1)
    await a_call(centre, 300, state=gone, ended_at=20, ended_by=by_caller)
    return _period(centre.clock.now() - timedelta(hours=1), centre.clock.now())


def _period(since: datetime, until: datetime) -> dict[str, str]:
    return {"from": since.isoformat(), "to": until.isoformat()}


async def test_every_call_of_the_period_is_counted_once(centre: Centre):
    answer = await centre.by(Role.DIRECTOR).get("/statistics/telephone", **await an_hour(centre))
    counted = answer.json()
    assert counted["counts"] == {
        "answered": 1,
        "overflowed": 1,
        "abandoned": 1,
        "cut_off": 1,
        "waiting": 1,
        "screened": 0,
    }
    assert counted["offered"] == 5
    assert counted["service_level"] == 1 / 3
    assert counted["handling_s"] == 60
    assert sum(sum(one["counts"].values()) for one in counted["quarters"]) == 5
    assert counted["call_backs"] == {"opened": 0, "done": 0, "median_s": None}


async def test_a_seats_time_is_told_by_state_and_reason(centre: Centre):
    async def run(tx: Any) -> None:
        await sign_on_seat(SignOnSeat(1, LEADER), tx)
        await make_seat_busy(1, LEADER.staff_number, BusyReason.MEAL, tx)

    await centre.run(run)
    begins_at = centre.clock.now() - timedelta(hours=1)
    period = _period(begins_at, begins_at + timedelta(hours=2))
    answer = await centre.by(Role.SHIFT_LEADER).get("/statistics/telephone", **period)
    (seat,) = answer.json()["seats"]
    assert seat["seat"] == 1
    assert set(seat["away_s"]) == {"", "meal"}
    assert seat["occupancy"] is None


async def test_messages_between_seats_are_no_seats_time(centre: Centre):
    async def run(tx: Any) -> None:
        await sign_on_seat(SignOnSeat(1, TAKER), tx)
        await sign_on_seat(SignOnSeat(3, LEADER), tx)

    await centre.run(run)
    sent = await centre.by(Role.SHIFT_LEADER).act(
        "POST", "/seat-messages", {"to_seat": 1, "text": "换班", "urgent": False}
    )
    assert sent.status_code == 200, sent.text
    now = centre.clock.now()
    period = _period(now - timedelta(hours=1), now + timedelta(hours=1))
    answer = await centre.by(Role.DIRECTOR).get("/statistics/telephone", **period)
    assert [seat["seat"] for seat in answer.json()["seats"]] == [1, 3]


async def test_the_list_of_calls_has_a_line_each_with_masked_numbers_and_stands_in_the_trail(
    centre: Centre,
):
    period = await an_hour(centre)
    answer = await centre.by(Role.DIRECTOR).get("/statistics/calls.csv", **period)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert [line["state"] for line in lines] == [
        "ended",
        "ended",
        "abandoned",
        "abandoned",
        "offered",
    ]
    assert {line["number"] for line in lines} == {"138******21"}
    assert (lines[0]["wait_s"], lines[0]["talk_s"]) == ("5.0", "60.0")
    assert ("staff:3001", "export_calls") in {(who, verb) for who, verb, _ in await centre.trail()}


async def test_a_period_that_is_none_is_refused(centre: Centre):
    now = centre.clock.now()
    for since, until in (
        (now, now),
        (now, now - timedelta(hours=1)),
        (now - timedelta(days=32), now),
    ):
        answer = await centre.by(Role.DIRECTOR).get(
            "/statistics/telephone", **_period(since, until)
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "period_invalid")

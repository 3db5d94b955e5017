"""Time limits that go with orders to an exchange are the administrator's too."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_desk import originate_group
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_supervision import AsteriskSupervision
from dispatch.adapters.asterisk.ami_verbs import originate
from dispatch.domain.call import CallState, CallTaken
from dispatch.domain.call_out import outgoing_of
from dispatch.domain.group_call import GroupKind, GroupOrder
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.site_timings import SiteTimings
from dispatch.domain.supervision import Mode
from dispatch.ports.supervision_control import SupervisionOrder
from dispatch.services.calls.answer_call import AnswerCall, answer_call
from dispatch.services.supervision.begin_supervision import BeginSupervisionOf, begin_supervision
from tests.unit.incidents.some_incidents import call
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

OURS = SiteTimings(own_phone_rings_s=12, leader_answers_within_s=7, claim_holds_s=9)
WAITS = replace(call(1), state=CallState.QUEUED, seat=None, staff_number=None, answered_at=None)
LI = Person("1027", "李敏", frozenset({Role.SHIFT_LEADER}), "-", active=True)
WANG = Person("1031", "王强", frozenset(), "-", active=True)


def seat(number: int, staff: str, state: SeatState = SeatState.READY, **fields: Any) -> Seat:
    given = {"staff_number": staff, "phone_reachable": True, **fields}
    return Seat(number, SeatKind.SOFT, state, NOON, **given)


class Link:
    """An exchange where the caller of a talk and a seat's leg are bridged."""

    exchange = "node1"

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []

    def acting(self) -> "Link":
        return self

    async def ask_list(self, action: str, **fields: str) -> list[dict[str, str]]:
        return [
            {"Channel": name, "Uniqueid": name, "BridgeID": "b"}
            for name in ("caller", "PJSIP/8001")
        ]

    async def ask(self, action: str, **fields: str) -> dict[str, str]:
        self.asked.append(fields)
        return {"Response": "Success"}


def test_a_seats_own_phone_is_rung_for_the_sites_time():
    assert originate(outgoing_of(call(1), OURS.own_phone_rings_s))["Timeout"] == "12000"
    order = GroupOrder(UUID(int=1), "u", GroupKind.CALL, 1, ("7001",), 0, NOON, 12)
    assert originate_group(order)["Timeout"] == "12000"


async def test_a_leaders_phone_is_rung_for_the_sites_time():
    link = Link()
    order = SupervisionOrder(UUID(int=1), "caller", 2, Mode.LISTEN, 1, OURS.leader_answers_within_s)
    await AsteriskSupervision(cast("AsteriskLink", link)).begin_supervision(order)
    assert link.asked[0]["Timeout"] == "7000"


async def test_and_is_given_up_a_moment_after_it():
    talk = replace(call(2), exchange="node1")
    seats = [seat(1, "1031", SeatState.TALKING, call_id=talk.id), seat(2, "1027", SeatState.BUSY)]
    tx = MemoryTransaction(calls=[talk], seats=seats, site=replace(SITE, timings=OURS))
    await begin_supervision(BeginSupervisionOf(UUID(int=1), talk.id, Mode.LISTEN, LI), tx)
    (deadline,) = tx.deadlines
    assert deadline.due_at == tx.now + timedelta(seconds=7 + 5)


@pytest.mark.mission("A13")
async def test_who_pressed_first_keeps_the_call_for_the_sites_time():
    pressed = replace(WAITS, claimed_by=1, claimed_at=NOON - timedelta(seconds=8))
    seats = [seat(1, "1027"), seat(2, "1031")]
    tx = MemoryTransaction(calls=[pressed], seats=seats, site=replace(SITE, timings=OURS))
    with pytest.raises(CallTaken):
        await answer_call(AnswerCall(WAITS.id, WANG), tx)
    usual = MemoryTransaction(calls=[pressed], seats=seats)
    assert (await answer_call(AnswerCall(WAITS.id, WANG), usual)).claimed_by == 2

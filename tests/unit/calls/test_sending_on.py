"""A caller is sent on to one who speaks what he speaks: who may, and what is stored."""

from dataclasses import replace
from typing import Any

import pytest

from dispatch.adapters.asterisk.ami_desk_events import read_sent_on
from dispatch.adapters.asterisk.ami_fields import Unusable
from dispatch.domain.call import Call, CallState
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import Direction
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import CallSentOn, SeatRinging
from dispatch.domain.site_rules import SiteInvalid, must_fit
from dispatch.domain.skill import COMMON_SKILLS, Skill, SkillUnknown, must_be_sendable, skills_fit
from dispatch.services.calls.ring_seat import ring_seat
from dispatch.services.calls.send_call_on import send_call_on
from tests.unit.incidents.some_incidents import call, incident, link
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

TALK = call(1)


def seat(number: int, staff: str, state: SeatState, **fields: Any) -> Seat:
    return Seat(
        number, SeatKind.SOFT, state, NOON, staff_number=staff, phone_reachable=True, **fields
    )


SENDER = seat(1, "1027", SeatState.TALKING, call_id=TALK.id)
SPEAKER = seat(2, "1031", SeatState.READY)


def sent(skill: str = "cantonese") -> CallSentOn:
    return CallSentOn(
        exchange="node1",
        call_unique_id=TALK.unique_id,
        happened_at=NOON,
        sender=1,
        skill=skill,
    )


@pytest.mark.mission("D9", "D21")
async def test_the_card_says_what_is_asked_at_the_ring_and_the_incident_goes_with_him():
    own = incident(links=(link(1),))
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER, SPEAKER], incidents=[own])
    await send_call_on(sent(), tx)
    rings = SeatRinging(
        exchange="node1",
        call_unique_id=TALK.unique_id,
        happened_at=NOON,
        seat=2,
        leg_unique_id="leg",
    )
    await ring_seat(rings, tx)
    given = tx.calls[TALK.id]
    assert (given.state, given.ringing_seats, given.asked_skill) == (
        CallState.RINGING,
        (2,),
        "粤语",
    )
    assert (given.seat, given.transferred_by) == (None, 1)
    assert (tx.seats[1].state, tx.seats[2].state) == (SeatState.WRAP_UP, SeatState.RINGING)
    assert (DeadlineKind.CALL_ANSWER, str(TALK.id)) in tx.deadlines
    assert await tx.incidents.find_id_of_call(TALK.id) == own.id
    assert tx.told == ["call_transferred", "seat_wrapping_up", "call_ringing", "seat_ringing"]


async def test_a_skill_that_left_the_list_meanwhile_is_shown_by_its_code():
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER])
    await send_call_on(sent("klingon"), tx)
    assert tx.calls[TALK.id].asked_skill == "klingon"


def test_a_later_transfer_keeps_what_he_speaks():
    given = TALK.transferred(1, NOON, "粤语")
    talks = given.answered(NOON, seat=2, staff_number="1031", phone="8002")
    assert talks.transferred(2, NOON).asked_skill == "粤语"


def test_a_caller_in_talk_may_be_sent_on():
    assert must_be_sendable(TALK, "1027", "english", COMMON_SKILLS) == 1
    held = replace(TALK, state=CallState.HELD)
    assert must_be_sendable(held, "1027", "english", COMMON_SKILLS) == 1


@pytest.mark.parametrize(
    ("given", "by", "skill", "refusal"),
    [
        (TALK, "1031", "english", SeatNotYours),
        (replace(TALK, state=CallState.ENDED), "1027", "english", IllegalMove),
        (replace(TALK, direction=Direction.OUT), "1027", "english", IllegalMove),
        (TALK, "1027", "klingon", SkillUnknown),
    ],
)
def test_what_cannot_be_sent_on_is_refused(
    given: Call, by: str, skill: str, refusal: type[DomainError]
):
    with pytest.raises(refusal):
        must_be_sendable(given, by, skill, COMMON_SKILLS)


@pytest.mark.parametrize(
    "skills",
    [
        (Skill("english", "英语"), Skill("english", "美语")),
        (Skill("english", "英语"), Skill("british", "英语")),
        (Skill("English", "英语"),),
        (Skill("a-b", "英语"),),
        (Skill("english", " "),),
        (Skill("english", "英" * 21),),
        tuple(Skill(f"s{n}", f"s{n}") for n in range(10)),
    ],
)
def test_a_list_that_no_exchange_or_key_can_tell_apart_is_refused(skills: tuple[Skill, ...]):
    assert not skills_fit(skills)
    with pytest.raises(SiteInvalid):
        must_fit(replace(SITE, skills=skills))


def test_a_list_may_be_empty():
    must_fit(replace(SITE, skills=()))


def test_what_the_dialplan_tells_is_read_and_damage_is_a_value():
    event = {"Uniqueid": "1.1", "Timestamp": "1.5", "From": "8001", "Skill": "english"}
    assert (read_sent_on("node1", event).sender, read_sent_on("node1", event).skill) == (
        1,
        "english",
    )
    with pytest.raises(Unusable):
        read_sent_on("node1", event | {"From": "13800138000"})

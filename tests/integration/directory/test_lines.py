"""Lines, parking, group calls and messages through the routes and the database."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from dispatch.domain.group_call import GroupKind, MemberState
from dispatch.domain.people import Role
from dispatch.domain.signal import CallAnswered, CallParked, GroupCallHeard, GroupLineHeard
from dispatch.ports.commands import Json
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.park_call import park_call
from dispatch.services.groups.begin_group_call import BeginGroupCall, begin_group_call
from dispatch.services.groups.hear_group_call import hear_group_call
from dispatch.services.groups.hear_group_line import hear_group_line
from dispatch.services.seats.note_phone import note_phone
from tests.integration.directory.conftest import Centre

GROUP = UUID(int=77)
AT = datetime(2025, 11, 22, 4, 0, tzinfo=UTC)


async def sit(centre: Centre) -> None:
    """Let the call-taker sit at seat 1 and the leader at seat 3, their phones reachable."""
    for role, seat in ((Role.CALL_TAKER, 1), (Role.SHIFT_LEADER, 3)):
        signed = await centre.by(role).act("POST", f"/seats/{seat}/sign-on")
        assert signed.status_code == 200, signed.text

    async def reach(tx: Transaction) -> Json:
        for seat in (1, 3):
            await note_phone(seat, exchange="node1", reachable=True, tx=tx)
        return None

    await centre.run(reach)


@pytest.mark.mission("A9")
async def test_the_lines_of_the_site_and_what_they_lack_are_told(centre: Centre):
    told = (await centre.by(Role.CALL_TAKER).get("/site/lines")).json()
    assert (told["lines"][0]["label"], told["lines"][-1]["way"]) == ("城中分站", "direct")
    assert told["warnings"] == [{"place": "市政府", "lack": "no_second"}]


@pytest.mark.mission("A9")
async def test_a_line_with_a_name_that_a_file_must_not_hold_is_refused(centre: Centre):
    administrator = centre.by(Role.ADMINISTRATOR)
    site = (await administrator.get("/site")).json()
    site["base_version"] = site.pop("version")
    for name in ("changed_by", "changed_at"):
        del site[name]
    changed = await administrator.act("PUT", "/site", site)
    assert changed.status_code == 200, changed.text
    site["base_version"] += 1
    site["lines"][0]["label"] = 'x" <8001>'
    refused = await administrator.act("PUT", "/site", site)
    assert (refused.status_code, refused.json()["parameters"]) == (422, {"field": "lines"})


@pytest.mark.mission("B15")
async def test_a_parked_caller_is_on_the_board_and_a_talk_elsewhere_is_not_ones_own(
    centre: Centre,
):
    await sit(centre)
    call = await centre.offer_call("13805276621")
    about: Any = {"exchange": "node1", "call_unique_id": call.unique_id, "happened_at": AT}

    async def talk(tx: Transaction) -> Json:
        answered = CallAnswered(**about, seat=1, phone="8001", leg_unique_id="leg")
        await connect_call(answered, tx)
        return None

    async def park(tx: Transaction) -> Json:
        await park_call(CallParked(**about, seat=1), tx)
        return None

    await centre.run(talk)
    leader = centre.by(Role.SHIFT_LEADER)
    refused = await leader.act("POST", f"/calls/{call.id}/park")
    assert (refused.status_code, refused.json()["code"]) == (409, "seat_not_yours")
    taken = await leader.act("POST", f"/calls/{call.id}/pick-up")
    assert (taken.status_code, taken.json()["code"]) == (409, "illegal_move")
    keys = await leader.act("POST", f"/calls/{call.id}/tones", {"digits": "1"})
    assert keys.status_code == 409
    await centre.run(park)
    (shown,) = (await leader.get("/board")).json()["calls"]
    assert (shown["state"], shown["parked_by"], shown["seat"]) == ("parked", 1, None)


@pytest.mark.mission("A18")
async def test_a_group_call_is_kept_line_by_line_and_gone_from_the_board_when_it_ends(
    centre: Centre,
):
    await sit(centre)
    about: Any = {"exchange": "node1", "call_unique_id": "node1-1.1", "happened_at": AT}
    session = await centre.queries.list_people()
    taker = next(one for one in session if one.staff_number == "1027")
    leader = centre.by(Role.SHIFT_LEADER)

    async def live(tx: Transaction) -> Json:
        begin = BeginGroupCall(GROUP, taker, "node1", GroupKind.CALL, (1, 2), 1)
        await begin_group_call(begin, tx)
        await hear_group_call(
            GroupCallHeard(**about, group_id=GROUP, over=False, recording="r"), tx
        )
        said = GroupLineHeard(**about, group_id=GROUP, line=2, state=MemberState.ACCEPTED)
        await hear_group_line(said, tx)
        return None

    async def over(tx: Transaction) -> Json:
        await hear_group_call(GroupCallHeard(**about, group_id=GROUP, over=True, recording="r"), tx)
        return None

    await centre.run(live)
    (group,) = (await leader.get("/board")).json()["group_calls"]
    assert [one["state"] for one in group["members"]] == ["ringing", "accepted"]
    refused = await leader.act("POST", f"/group-calls/{GROUP}/end")
    assert (refused.status_code, refused.json()["code"]) == (403, "group_call_not_yours")
    await centre.run(over)
    assert (await leader.get("/board")).json()["group_calls"] == []


async def test_a_group_call_that_no_exchange_can_be_asked_for_is_refused(centre: Centre):
    await sit(centre)
    asked = {"kind": "call", "lines": [1]}
    refused = await centre.by(Role.CALL_TAKER).act("POST", "/group-calls", asked)
    assert (refused.status_code, refused.json()["code"]) == (503, "exchange_away")


@pytest.mark.mission("B13")
async def test_a_message_waits_on_the_readers_board_until_he_acknowledges_it(centre: Centre):
    await sit(centre)
    taker, leader = centre.by(Role.CALL_TAKER), centre.by(Role.SHIFT_LEADER)
    asked = {"to_seat": 3, "text": "请看幸福里", "urgent": True}
    sent = await taker.act("POST", "/seat-messages", asked)
    assert sent.status_code == 200, sent.text
    (waiting,) = (await leader.get("/board")).json()["messages"]
    assert (waiting["text"], waiting["recipients"]) == ("请看幸福里", ["2003"])
    path = f"/seat-messages/{waiting['id']}/acknowledge"
    foreign = await taker.act("POST", path)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "seat_message_not_yours")
    read = await leader.act("POST", path)
    assert [one["staff_number"] for one in read.json()["receipts"]] == ["2003"]
    assert (await leader.get("/board")).json()["messages"] == []
    assert (await centre.kinds())[-2:] == ["seat_message_sent", "seat_message_acknowledged"]

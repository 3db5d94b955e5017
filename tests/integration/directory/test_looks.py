"""What is personal is masked by age and role; looking behind the mask stands in the trail."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

NUMBER = "13805276621"
LOOK = {"number": "+86 138-0527-6621", "reason": "市民来信核实"}


async def yesterdays_call(centre: Centre) -> str:
    call = await centre.offer_call(NUMBER, centre.clock.now() - timedelta(days=2))
    await centre.change_call(
        call,
        state=CallState.ENDED,
        ended_at=centre.clock.now() - timedelta(days=2),
        ended_by=EndedBy.CALLER,
    )
    return str(call.id)


@pytest.mark.mission("B40", "A60")
async def test_a_look_up_gives_owner_address_and_every_contact(centre: Centre):
    first, second = await yesterdays_call(centre), await centre.offer_call(NUMBER)
    await centre.offer_call("13905241188")
    looked = await centre.by(Role.CALL_TAKER).act("POST", "/subscribers/look-up", LOOK)
    assert looked.status_code == 200
    known = looked.json()
    assert (known["subscriber"]["owner"], known["subscriber"]["source"]) == ("刘洋", "演示数据")
    assert [call["id"] for call in known["calls"]] == [str(second.id), first]
    assert known["calls"][0]["recording"] == second.recording
    assert [call["number"] for call in known["calls"]] == [NUMBER, "138******21"]


@pytest.mark.mission("B43")
async def test_a_look_up_stands_in_the_trail_with_its_reason(centre: Centre):
    await centre.by(Role.CALL_TAKER).act("POST", "/subscribers/look-up", LOOK)
    page = await centre.by(Role.AUDITOR).get("/audit", limit=2)
    look = page.json()["entries"][1]
    assert (look["actor"], look["verb"], look["subject"], look["reason"]) == (
        "staff:1027",
        "look_up_subscriber",
        "138******21",
        "市民来信核实",
    )
    assert "subscriber_looked_up" in await centre.kinds()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"number": NUMBER}, "not_understood"),
        ({"number": NUMBER, "reason": "   "}, "not_understood"),
        ({"number": "abc", "reason": "核实"}, "not_understood"),
        ({"number": "- - -", "reason": "核实"}, "number_unusable"),
    ],
)
async def test_without_a_reason_or_a_number_nothing_is_shown(
    centre: Centre, body: dict[str, str], code: str
):
    refused = await centre.by(Role.CALL_TAKER).act("POST", "/subscribers/look-up", body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert "subscriber_looked_up" not in await centre.kinds()


async def test_an_unknown_number_is_no_fault(centre: Centre):
    body = {"number": "10086", "reason": "核实"}
    looked = await centre.by(Role.CALL_TAKER).act("POST", "/subscribers/look-up", body)
    assert looked.json() == {"subscriber": None, "calls": []}


@pytest.mark.mission("B41", "B43")
async def test_behind_the_mask_of_an_old_call_sees_who_has_right_and_reason(centre: Centre):
    call_id = await yesterdays_call(centre)
    director = centre.by(Role.DIRECTOR)
    assert (await director.get(f"/calls/{call_id}")).json()["number"] == "138******21"
    seen = await director.act("POST", f"/calls/{call_id}/unmask", {"reason": "投诉核查"})
    assert seen.json()["number"] == NUMBER
    assert seen.json()["caller"]["subscriber"]["owner"] == "刘洋"
    assert ("staff:3001", "unmask_number", call_id) in await centre.trail()
    assert "number_unmasked" in await centre.kinds()


async def test_unmasking_needs_a_reason_and_a_call(centre: Centre):
    call_id = await yesterdays_call(centre)
    director = centre.by(Role.DIRECTOR)
    assert (await director.act("POST", f"/calls/{call_id}/unmask", {})).status_code == 422
    missing = f"/calls/{call_id[:-4]}0000/unmask"
    refused = await director.act("POST", missing, {"reason": "投诉核查"})
    assert (refused.status_code, refused.json()["code"]) == (404, "call_not_found")
    assert not [line for line in await centre.trail() if line[1] == "unmask_number"]


async def test_what_was_seen_is_not_kept_with_the_command(centre: Centre, engine: AsyncEngine):
    await centre.by(Role.CALL_TAKER).act("POST", "/subscribers/look-up", LOOK)
    async with engine.connect() as connection:
        rows = (await connection.execute(text("SELECT answer FROM dispatch.command"))).all()
    assert [row.answer for row in rows] == [{}]


@pytest.mark.mission("B43")
async def test_the_trail_is_read_in_pages_and_reading_it_stands_in_it(centre: Centre):
    auditor = centre.by(Role.AUDITOR)
    first = (await auditor.get("/audit", limit=3)).json()
    assert first["entries"][0]["verb"] == "view_audit"
    second = (await auditor.get("/audit", limit=3, before=first["next_before"])).json()
    ids = [entry["id"] for entry in first["entries"] + second["entries"]]
    assert ids == sorted(set(ids), reverse=True)

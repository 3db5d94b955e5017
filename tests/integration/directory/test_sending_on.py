"""People's languages are kept by the administrator, and a caller is sent on by his call-taker."""

from dataclasses import dataclass, field
from typing import cast

import pytest

from dispatch.api.context import Context
from dispatch.domain.call import Call, CallState
from dispatch.domain.exchange_lists import MannedSeat
from dispatch.domain.people import Role
from tests.integration.directory.conftest import STAFF, Centre


@dataclass
class Exchange:
    """Takes every order."""

    orders: list[tuple[str, int, str]] = field(default_factory=list)

    async def send_on(self, call_unique_id: str, sender: int, skill: str) -> None:
        self.orders.append((call_unique_id, sender, skill))


async def talk(centre: Centre) -> tuple[Exchange, Call]:
    """Let the call-taker talk at seat 1."""
    exchange = Exchange()
    context: Context = centre.app.state.context
    cast("dict[str, object]", context.skills)["node1"] = exchange
    call = await centre.offer_call("13800138000")
    taker = STAFF[Role.CALL_TAKER]
    await centre.change_call(call, state=CallState.TALKING, seat=1, staff_number=taker)
    return exchange, call


@pytest.mark.mission("D9", "D21")
async def test_a_call_taker_sends_the_own_caller_on(centre: Centre):
    exchange, call = await talk(centre)
    path = f"/calls/{call.id}/send-on"
    sent = await centre.by(Role.CALL_TAKER).act("POST", path, {"skill": "cantonese"})
    assert sent.status_code == 200
    assert exchange.orders == [(call.unique_id, 1, "cantonese")]


async def test_another_s_caller_and_an_unlisted_language_are_refused(centre: Centre):
    exchange, call = await talk(centre)
    path = f"/calls/{call.id}/send-on"
    other = await centre.by(Role.SHIFT_LEADER).act("POST", path, {"skill": "cantonese"})
    assert (other.status_code, other.json()["code"]) == (409, "seat_not_yours")
    unknown = await centre.by(Role.CALL_TAKER).act("POST", path, {"skill": "klingon"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "skill_unknown")
    nobody = await centre.by(Role.ADMINISTRATOR).act("POST", path, {"skill": "cantonese"})
    assert nobody.status_code == 403
    assert exchange.orders == []


@pytest.mark.mission("D21", "A13")
async def test_the_exchanges_are_told_of_who_sits_where(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    speaks = {"skills": ["english", "cantonese"], "trainee": True}
    changed = await page.act("PATCH", "/people/1027", speaks)
    assert (changed.json()["skills"], changed.json()["trainee"]) == (["cantonese", "english"], True)
    nuisance = cast("Context", centre.app.state.context).nuisance
    before = (await nuisance.read_exchange_facts()).manned
    assert 2 not in [one.seat for one in before]
    signed_on = await centre.by(Role.CALL_TAKER).act("POST", "/seats/2/sign-on")
    assert signed_on.status_code == 200
    speaker = MannedSeat(2, "1027", frozenset({"english", "cantonese"}), trainee=True)
    assert speaker in (await nuisance.read_exchange_facts()).manned


async def test_the_centres_list_is_the_administrators_and_an_older_page_leaves_it(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    site = (await page.get("/site")).json()
    for name in ("changed_by", "changed_at"):
        del site[name]
    site["base_version"] = site.pop("version")
    wanted = [{"code": "hakka", "name": "客家话"}]
    changed = await page.act("PUT", "/site", site | {"skills": wanted})
    assert changed.json()["skills"] == wanted
    board = (await centre.by(Role.CALL_TAKER).get("/board")).json()
    assert board["skills"] == wanted
    del site["skills"]
    again = await page.act("PUT", "/site", site | {"base_version": changed.json()["version"]})
    assert again.json()["skills"] == wanted

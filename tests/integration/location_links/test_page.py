"""The public page over a real database: what a telephone says becomes a source, or is told."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.api.link_page.limits import Limit
from dispatch.domain.incident import CloseReason, IncidentOver
from dispatch.domain.location_link import NumberNotMobile, TooManyLinks
from dispatch.services.incidents.close_incident import CloseIncident, close_incident
from tests.integration.conftest import Database
from tests.integration.core.hearing import act, events, has, until
from tests.integration.location_links.linking import (
    INSIDE,
    TOKEN,
    answered_call,
    link_of,
    make_server,
    send_link,
    telephone,
)

PATH = f"/l/{TOKEN}"


async def sources(engine: AsyncEngine) -> list[dict[str, object]]:
    return [one.payload["place"] for one in await events(engine, "place_source_given")]


async def test_a_place_becomes_one_more_source_with_its_radius_and_nobodys_scene(
    engine: AsyncEngine, database: Database
):
    call, incident = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        assert (await phone.post(PATH, json={"kind": "opened"})).status_code == 204
        assert (await phone.post(PATH, json=INSIDE)).status_code == 204
    (source,) = await sources(engine)
    assert source["point"] == {"lon": 118.3, "lat": 33.95}
    assert (source["kind"], source["radius_m"], source["doubts"]) == ("link", 12.5, [])
    assert (source["call_id"], source["incident_id"]) == (str(call), str(incident))
    link = await link_of(engine, call)
    assert (link.places, link.radius_m, link.doubtful) == (1, 12.5, False)
    assert link.opened_at is not None
    assert await events(engine, "incident_scene_confirmed") == []


@pytest.mark.parametrize(
    ("said", "point", "doubt"),
    [
        ({"lon": 33.95, "lat": 118.3}, {"lon": 118.3, "lat": 33.95}, "swapped"),
        ({"lon": 0.0, "lat": 0.0}, {"lon": 0.0, "lat": 0.0}, "outside_area"),
        ({"lon": 999.0, "lat": 999.0}, None, "bad_answer"),
        ({"accuracy_m": -5.0}, {"lon": 118.3, "lat": 33.95}, "bad_answer"),
        ({"age_s": 900.0}, {"lon": 118.3, "lat": 33.95}, "old"),
    ],
)
async def test_what_cannot_be_right_is_shown_as_doubtful(
    engine: AsyncEngine,
    database: Database,
    said: dict[str, float],
    point: dict[str, float] | None,
    doubt: str,
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        assert (await phone.post(PATH, json=INSIDE | said)).status_code == 204
    (source,) = await sources(engine)
    assert (source["point"], source["doubts"]) == (point, [doubt])
    assert (await link_of(engine, call)).doubtful


async def test_a_refusal_is_told_to_the_seat_once_and_a_later_place_lifts_it(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        for _ in range(2):
            await phone.post(PATH, json={"kind": "denied", "denial": "refused"})
        denied = await link_of(engine, call)
        told = len(await events(engine, "location_link_changed"))
        await phone.post(PATH, json=INSIDE)
    assert (denied.denial, denied.opened_at is not None) == ("refused", True)
    assert told == 2
    assert (await link_of(engine, call)).denial is None


async def test_a_closed_incident_ends_its_links_with_a_friendly_page(
    engine: AsyncEngine, database: Database
):
    call, incident = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        assert (await phone.get(PATH)).status_code == 200
        closing = CloseIncident(incident, CloseReason.ADVICE, "1027")
        async with make_server(database).at_work():
            await act(engine, lambda tx: close_incident(closing, tx))
            await until(lambda: has(engine, "location_link_changed", 2))
        page, said = await phone.get(PATH), await phone.post(PATH, json=INSIDE)
    assert (page.status_code, said.status_code) == (410, 410)
    assert "再拨 120" in page.text
    with pytest.raises(IncidentOver):
        await send_link(engine, call, token=TOKEN[::-1])
    assert await sources(engine) == []


async def test_after_half_an_hour_it_is_over(engine: AsyncEngine, database: Database):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with engine.begin() as connection:
        past = location_link.c.expires_at - timedelta(minutes=30)
        await connection.execute(update(location_link).values(expires_at=past))
    async with telephone(engine) as phone:
        assert (await phone.get(PATH)).status_code == 410
        assert (await phone.post(PATH, json=INSIDE)).status_code == 410


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/l/"),
        ("GET", "/l/" + "a" * 26),
        ("GET", "/l/" + "A" * 4000),
        ("GET", "/l/%00%0d%0a"),
        ("GET", "/api/v1/board"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        ("GET", "/l/../api/v1/calls"),
        ("PUT", PATH),
        ("DELETE", PATH),
    ],
)
async def test_nothing_else_is_reachable(
    engine: AsyncEngine, database: Database, method: str, path: str
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        answer = await phone.request(method, path)
    assert answer.status_code in {404, 410}
    assert "120" in answer.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/json"),
        (b"x" * 5000, "application/json"),
        (b'{"kind":"place","lon":NaN,"lat":1,"accuracy_m":1,"age_s":1}', "application/json"),
        (b'{"kind":"place","lon":1e400,"lat":1,"accuracy_m":1,"age_s":1}', "application/json"),
        (b'{"kind":"opened","call_id":"x"}', "application/json"),
        (b'{"kind":"opened"}', "text/plain"),
        (b"[" * 900, "application/json"),
    ],
)
async def test_what_is_no_message_changes_nothing(
    engine: AsyncEngine, database: Database, content: bytes, kind: str
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        answer = await phone.post(PATH, content=content, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert len(await events(engine, "location_link_changed")) == 1


async def test_a_link_and_the_whole_listener_are_limited(engine: AsyncEngine, database: Database):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine, of_link=Limit(3, 0), of_all=Limit(5, 0)) as phone:
        own = [(await phone.get(PATH)).status_code for _ in range(4)]
        others = [(await phone.get("/l/" + "b" * 26)).status_code for _ in range(2)]
    assert own == [200, 200, 200, 429]
    assert others == [410, 429]


async def test_places_faster_than_every_three_seconds_are_not_taken(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        both = [(await phone.post(PATH, json=INSIDE)).status_code for _ in range(2)]
    assert both == [204, 429]
    assert len(await sources(engine)) == 1


async def test_the_page_brings_all_it_needs_and_lets_nothing_else_in(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with telephone(engine) as phone:
        page: httpx2.Response = await phone.get(PATH)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == (
        "no-store",
        "no-referrer",
    )
    assert "://" not in page.text
    assert TOKEN not in page.text
    assert len(page.content) < 8192


async def test_only_mobile_numbers_are_sent_to_and_only_so_many(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    for number in ("84361234", "120", "+85261234567"):
        with pytest.raises(NumberNotMobile):
            await send_link(engine, call, number)
    for count in range(5):
        await send_link(engine, call, "+86 138-0527-6629", TOKEN[:-1] + TOKEN[count])
    with pytest.raises(TooManyLinks):
        await send_link(engine, call, None, TOKEN[::-1])
    assert {one.payload["link"]["number"] for one in await link_events(engine)} == {"13805276629"}


async def test_neither_token_nor_text_is_kept_longer_than_needed(
    engine: AsyncEngine, database: Database
):
    call, _ = await answered_call(engine, database)
    await send_link(engine, call)
    async with engine.begin() as connection:
        (link,) = (await connection.execute(select(location_link))).all()
        (message,) = (await connection.execute(select(sms))).all()
        with pytest.raises(Exception, match="check"):
            await connection.execute(update(sms).values(state="sent"))
    assert TOKEN not in str(link)
    assert TOKEN in message.text


async def link_events(engine: AsyncEngine) -> list[Any]:
    return list(await events(engine, "location_link_changed"))

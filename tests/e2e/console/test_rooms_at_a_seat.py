"""A seat in a room: who dials in, its tools; numbers behind a mask, the station's telephone."""

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.console.boards import CALL_TAKER_RIGHTS, board, call, seat, subscriber, uuid
from tests.e2e.console.cities import incident, spot
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ago
from tests.e2e.console.stations import STATION, order
from tests.e2e.test_calling_out import picture

Json = dict[str, Any]
ROOM, KNOCKING = uuid(900), uuid(913)
SEAT = seat(
    3, kind="desk", state="talking", staff_number="1027", staff_name="李敏", call_id=uuid(1)
)
TALK = call(1, state="talking", seat=3, answered_at=ago(9), staff_number="1027")
UNMASKS = {**board()["you"], "rights": [*CALL_TAKER_RIGHTS, "unmask"]}
DIAL_IN = {"number": "052784388199", "code": "472913", "until": ago(-1500)}


def member(which: int, role: str, **given: Any) -> Json:
    """A leg that talks."""
    empty = dict.fromkeys(("seat", "came_at", "gone_at", "gone_by", "recording"))
    own = {"id": uuid(910 + which), "role": role, "state": "in", "number": "", "name": ""}
    return {**empty, **own, "muted": False, **given}


def room(*more: Json, **given: Any) -> Json:
    """A room of seat 3, its caller and the police."""
    members = [
        member(0, "opener", seat=3, came_at=ago(60)),
        member(1, "caller", came_at=ago(60)),
        member(2, "outside", number="110", name="110 公安", came_at=ago(30)),
        *more,
    ]
    return {
        "id": ROOM,
        "call_id": uuid(1),
        "exchange": "node1",
        "opened_by": "1027",
        "opened_at": ago(60),
        "state": "talking",
        "mix": "20261122-014501-node1-1795310763.8000000001",
        "members": members,
        "over_at": None,
        "dial_in": None,
        **given,
    }


def told(kind: str, shown: Json) -> tuple[str, Json]:
    return kind, {"conference": shown, "member_id": None}


@pytest.mark.mission("B21", "B48")
def test_the_card_of_a_room_shows_how_to_dial_in_and_who_waits_and_a_key_lets_him_in(
    opened: Opened,
):
    page, centre = opened(calls=[TALK], seats=[SEAT], conferences=[room()])
    page.set_viewport_size({"width": 1920, "height": 1080})
    card = page.get_by_test_id("room")
    for act in ("dial-in", f"members/{KNOCKING}/admit", f"members/{KNOCKING}/drop"):
        centre.answer("POST", f"/conferences/{ROOM}/{act}", 200, room())
    page.keyboard.press("Alt+Shift+W")
    expect(page.get_by_test_id("message-bar")).to_contain_text("没有人拨入等待")
    with page.expect_request("**/dial-in"):
        page.keyboard.press("Alt+Shift+C")
    centre.tell(*told("conference_dial_in", room(dial_in=DIAL_IN)))
    shown = card.get_by_test_id("dial-in")
    expect(shown).to_contain_text("0527-8438 8199")
    expect(shown).to_contain_text("472913")
    guest = member(3, "outside", number="13901112222", state="held")
    centre.tell(*told("conference_knocked", room(guest, dial_in=DIAL_IN)))
    waiting = card.get_by_test_id("knocking")
    expect(waiting).to_contain_text("139 0111 2222")
    expect(card.get_by_role("heading")).to_contain_text("3 方")
    picture(page, "room-dial-in")
    with page.expect_request("**/admit"):
        page.keyboard.press("Alt+Shift+W")
    centre.tell(*told("conference_joined", room({**guest, "state": "in"}, dial_in=DIAL_IN)))
    expect(waiting).to_have_count(0)
    expect(card.locator("[data-member-state=in]")).to_have_count(4)
    asked = [
        path.rpartition(f"/conferences/{ROOM}/")[2] for _, path, _ in centre.asked if ROOM in path
    ]
    assert asked == ["dial-in", f"members/{KNOCKING}/admit"]


def test_who_waits_may_be_turned_away(opened: Opened):
    guest = member(3, "outside", state="held")
    shown = room(guest, dial_in=DIAL_IN)
    page, centre = opened(calls=[TALK], seats=[SEAT], conferences=[shown])
    centre.answer("POST", f"/conferences/{ROOM}/members/{KNOCKING}/drop", 200, shown)
    waiting = page.get_by_test_id("knocking")
    expect(waiting).to_contain_text("未知号码")
    with page.expect_request("**/drop"):
        waiting.get_by_role("button", name="拒绝").click()
    centre.tell(*told("conference_left", room(dial_in=DIAL_IN)))
    expect(waiting).to_have_count(0)
    assert ("POST", f"/conferences/{ROOM}/members/{KNOCKING}/drop", None) in centre.asked


def test_a_code_that_is_void_is_said_so(opened: Opened):
    void = room(dial_in={**DIAL_IN, "until": ago(1)})
    page, _ = opened(calls=[TALK], seats=[SEAT], conferences=[void])
    expect(page.get_by_test_id("room")).to_contain_text("拨入密码已过期")
    expect(page.get_by_test_id("room")).not_to_contain_text("472913")


def test_the_card_of_a_room_is_readable_for_everybody(opened: Opened):
    guest = member(3, "outside", number="13901112222", state="held")
    shown = room(guest, dial_in=DIAL_IN)
    page, _ = opened(calls=[TALK], seats=[SEAT], conferences=[shown])
    expect(page.get_by_test_id("knocking")).to_be_visible()
    assert Axe().run(page, context="[data-testid=room]").response["violations"] == []


def tops(tools: Locator) -> set[int]:
    """The heights at which the tools of a talk stand."""
    boxes = [one.bounding_box() for one in tools.locator("button, p").all()]
    return {round(box["y"] + box["height"] / 2) for box in boxes if box is not None}


@pytest.mark.mission("A14")
@pytest.mark.parametrize("width", [1920, 1366])
@pytest.mark.parametrize("held", [False, True])
def test_the_tools_of_a_talk_stand_in_one_row(opened: Opened, width: int, *, held: bool):
    shown = {**TALK, "state": "held", "held_at": ago(65)} if held else TALK
    page, _ = opened(calls=[shown], seats=[SEAT])
    page.set_viewport_size({"width": width, "height": 1080 if width == 1920 else 768})
    tools = page.get_by_role("group", name="通话操作")
    expect(tools.get_by_role("button")).to_have_count(8)
    picture(page, f"tools-{width}{'-held' if held else ''}")
    assert len(tops(tools)) == 1


def test_many_lamps_cover_neither_the_seat_nor_the_queue(opened: Opened):
    lamps = [{**board()["parts"][0], "name": f"trunk:carrier{at}"} for at in range(9)]
    waits = call(7, position=1)
    page, _ = opened(calls=[TALK, waits], seats=[SEAT], parts=[*board()["parts"], *lamps])
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.keyboard.press("Alt+Z")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    boxes = [page.locator(f"header .{name}").bounding_box() for name in ("who", "state", "queue")]
    spans = [(box["x"], box["x"] + box["width"]) for box in boxes if box is not None]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans)), spans
    scrolls = "one => one.scrollWidth > one.clientWidth"
    for name in ("who", "state", "queue"):
        assert not page.locator(f"header .{name}").evaluate(scrolls), name


@pytest.mark.mission("B40")
def test_contacts_of_the_address_are_shown_and_a_mask_is_lifted_for_a_reason(opened: Opened):
    known = subscriber("13805276621", "刘洋", "康乐花园 12 号楼")
    page, centre = opened(
        calls=[{**TALK, "caller": call(1, subscriber=known)["caller"]}], seats=[SEAT], you=UNMASKS
    )
    old = {
        "state": "ended",
        "offered_at": ago(200_000),
        "answered_at": ago(199_990),
        "ended_at": ago(199_900),
    }
    masked = call(21, number="139****1188", **old)
    path = f"/calls/{masked['id']}/unmask"
    centre.answer("POST", path, 200, {**masked, "number": "13905241188"})
    found = {"calls": [], "of_address": [masked], "notes": []}
    centre.answer("GET", f"/calls/{uuid(1)}/contacts", 200, found)
    page.reload()
    history = page.get_by_role("region", name="该号码历史来电")
    expect(history).to_contain_text("同地址其他号码")
    row = history.locator(f"[data-call='{masked['id']}']")
    expect(row).to_contain_text("139****1188")
    row.get_by_role("button", name="查看完整号码").click()
    row.get_by_label("原因（记入审计）").fill("同一住址多次来电")
    row.get_by_role("button", name="查看完整号码").click()
    expect(row).to_contain_text("139 0524 1188")
    assert ("POST", path, {"reason": "同一住址多次来电"}) in centre.asked


def test_who_has_not_the_right_sees_the_mask_and_no_button(opened: Opened):
    page, centre = opened(calls=[TALK], seats=[SEAT])
    found = {"calls": [], "of_address": [call(21, number="139****1188")], "notes": []}
    centre.answer("GET", f"/calls/{uuid(1)}/contacts", 200, found)
    page.reload()
    history = page.get_by_role("region", name="该号码历史来电")
    expect(history).to_contain_text("139****1188")
    expect(history.get_by_role("button", name="查看完整号码")).to_have_count(0)


LINE = {
    "number": 1,
    "label": "城南分站",
    "owner": "station",
    "code": "S01",
    "way": "down",
    "group": "",
    "carrier": "",
    "second_number": "",
    "second_carrier": "",
}


@pytest.mark.mission("A9", "A49")
@pytest.mark.parametrize(("lines", "dialled"), [([LINE], "7001"), ([], STATION["telephone"])])
def test_a_key_telephones_the_station_whose_order_nobody_took(
    opened: Opened, lines: list[Json], dialled: str
):
    works = incident(47, "幸福里小区 3 号楼", spot(0, 0), 1)
    free = {**SEAT, "state": "ready", "call_id": None}
    sent = order(1, incident_id=works["id"], state="delivered", overdue_at=ago(3))
    page, centre = opened(incidents=[works], orders=[sent], stations=[STATION], seats=[free])
    centre.answer("GET", "/site/lines", 200, {"lines": lines, "warnings": []})
    centre.answer("POST", "/calls/out", 200, call(30, direction="out"))
    page.reload()
    expect(page.locator("[data-stream=live]")).to_be_visible()
    with page.expect_request("**/calls/out"):
        page.keyboard.press("Alt+Shift+T")
    asked = [body for _, path, body in centre.asked if path == "/calls/out"]
    assert [(one["number"], one["incident_id"]) for one in asked] == [(dialled, works["id"])]


def test_without_an_order_the_station_key_says_so_and_the_help_names_it(opened: Opened):
    page, _ = opened(seats=[{**SEAT, "state": "ready", "call_id": None}])
    page.keyboard.press("Alt+Shift+T")
    expect(page.get_by_test_id("message-bar")).to_contain_text("没有待接的派车单")
    page.keyboard.press("F1")
    for words in ("电话呼叫接单分站", "开放拨入", "接入最先拨入者"):
        expect(page.get_by_role("region", name="键盘操作")).to_contain_text(words)

"""Looking back at a run: tracks with their silences, stamps, and the list as it was at sending."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dispatch.adapters.clock import SystemClock
from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import INCIDENT, city_board, furnish_city, incident, spot
from tests.e2e.console.scripted_centre import ScriptedCentre
from tests.e2e.console.test_map_page import NO_WEBGL, PICTURE, SVG, TILE
from tests.e2e.evidence import SCREENS, is_wanted

OpenedReplay = Callable[..., tuple[Page, ScriptedCentre]]
BEGAN = SystemClock().now().replace(hour=1, minute=0, second=0, microsecond=0)
VEHICLE, ORDER = uuid(6003), uuid(8001)
DIRECTOR = {
    "staff_number": "3001",
    "name": "赵主任",
    "roles": ["director"],
    "seat": None,
    "rights": ["view_board", "view_incidents", "view_events", "view_tracks"],
}


def at(second: float) -> str:
    return (BEGAN + timedelta(seconds=second)).isoformat()


def heard(second: float, east: float, *, opens: bool = False) -> dict[str, Any]:
    course = {"speed_kmh": 43.0, "course_deg": 90.0, "opens": opens}
    return {"at": at(second), **spot(east, -200), **course}


def replayed() -> dict[str, Any]:
    """Driven for five minutes, silent for five, driven on."""
    early = [heard(s, -900 + s * 2, opens=s == 0) for s in range(0, 301, 10)]
    late = [heard(s, -600 + s, opens=s == 600) for s in range(600, 901, 10)]
    fixes = [*early, *late]
    track = {
        "vehicle_id": VEHICLE,
        "vehicle_name": "120A2",
        "device": "T3",
        "heard": len(fixes),
        "bucket_s": 1,
        "cut": False,
        "fixes": fixes,
    }
    stamps = {
        "departed": {"at": at(60), "by": "驾驶员", "wire": "station"},
        "arrived": {"at": at(650), "by": "驾驶员", "wire": "station"},
    }
    run = {
        "id": ORDER,
        "number": "20261122-0047-1",
        "incident_id": INCIDENT,
        "vehicle_id": VEHICLE,
        "vehicle_name": "120A2",
        "state": "arrived",
        "stamps": stamps,
        "sent_at": at(10),
        "delivered_at": at(11),
        "acknowledged_at": at(19),
        "ended_at": None,
        "end_reason": None,
        "override_reason": "knows_better",
    }
    whole = {"since": at(0), "until": at(900), "gap_s": 60}
    return {**whole, "tracks": [track], "runs": [run], "duties": []}


def listed(*names: tuple[int, str]) -> dict[str, Any]:
    empty = ("eta_low_s", "eta_high_s", "fix_age_s", "distance_m")
    ranked: list[dict[str, Any]] = [
        {
            "rank": place,
            "vehicle_id": uuid(6000 + which),
            "name": name,
            "kind": "basic",
            "status": "standby",
            "station_name": "城南站",
            "travel_s": 60 * place,
            "position_source": "fix",
            "crew": [],
            "lacks": [],
            "reasons": [],
            **dict.fromkeys(empty),
        }
        for place, (which, name) in enumerate(names, 1)
    ]
    whole = {"incident_id": INCIDENT, "mode": "road", "positions": "live", "made_at": at(10)}
    lists: dict[str, Any] = {"excluded": [], "hospitals": [], "split": [], "divertible": []}
    return {**whole, "ranked": ranked, **lists}


def kept(replay: str, again: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "order_id": ORDER,
        "made_at": at(10),
        "map_version": "suhe-3",
        "left_out": 4,
        "replay": replay,
        "shown": listed((1, "120C2"), (3, "120A2")),
        "again": again,
    }


@pytest.fixture
def opened_replay(page: Page, addresses: tuple[str, str]) -> OpenedReplay:
    """Open the page as a director."""

    def open_page(
        path: str = f"/replay?incident={INCIDENT}", *, webgl: bool = True, **answers: Any
    ) -> tuple[Page, ScriptedCentre]:
        state = city_board(you=DIRECTOR)
        state["servers"] = [
            {"name": f"server-{number}", "url": url} for number, url in enumerate(addresses, 1)
        ]
        centre = ScriptedCentre(page, *addresses, state)
        furnish_city(centre)
        one = incident(47, "幸福里小区 3 号楼", spot(300, -150), 1)
        centre.answer("GET", f"/incidents/{INCIDENT}", 200, one)
        centre.answer("GET", "/incidents", 200, {"incidents": [one], "next_before": None})
        told_replay = answers.get("replay", replayed())
        centre.answer("GET", f"/incidents/{INCIDENT}/tracks", 200, told_replay)
        centre.answer("GET", "/tracks", 200, replayed())
        told = answers.get("kept", kept("equal"))
        centre.answer("GET", f"/orders/{ORDER}/recommendation", 200, told)
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.route(TILE, lambda route: route.fulfill(status=200, body=b""))
        svg = "image/svg+xml"
        page.route(PICTURE, lambda route: route.fulfill(status=200, body=SVG, content_type=svg))
        page.add_init_script("sessionStorage['dispatch120.token'] = 'scripted'")
        if not webgl:
            page.add_init_script(NO_WEBGL)
        page.goto(addresses[0] + path)
        expect(page.locator("[data-ready]")).to_be_visible()
        return page, centre

    return open_page


@pytest.mark.parametrize("webgl", [True, False], ids=["webgl", "no-webgl"])
@pytest.mark.mission("A47")
def test_an_incidents_run_is_seen_again_with_its_silence(opened_replay: OpenedReplay, webgl: bool):
    page, _ = opened_replay(webgl=webgl)
    expect(page.get_by_role("heading", level=1)).to_contain_text("20261122-0047")
    marker = page.locator("[data-replayed='120A2']")
    expect(marker).to_have_attribute("data-gap", "false")
    expect(marker).to_contain_text("43 km/h")
    expect(page.get_by_text("中断 1 处（超过 60 秒无定位，不连线）")).to_be_visible()
    expect(page.get_by_test_id("silence")).to_have_count(1)
    stamps = page.get_by_test_id("stamps").get_by_role("button")
    expect(stamps).to_have_count(5)
    stamps.nth(3).click()
    expect(marker).to_contain_text("出车")
    page.get_by_role("heading", level=1).click()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    expect(marker).to_have_attribute("data-gap", "true")
    expect(marker).to_contain_text("无定位 1 分（中断）")
    stopped = marker.bounding_box()
    page.keyboard.press("Shift+ArrowRight")
    expect(marker).to_contain_text("无定位 2 分（中断）")
    assert marker.bounding_box()["x"] == stopped["x"]  # type: ignore[index]
    page.keyboard.press("End")
    expect(marker).to_contain_text("到达现场")
    # Two stretches, and no line between them.
    whole = page.locator("[data-line=whole]").get_attribute("d") or ""
    assert whole.count("M") == 2
    if is_wanted():
        page.screenshot(path=SCREENS / f"replay-{'gl' if webgl else 'picture'}.png")


def test_space_plays_and_brackets_change_the_speed(opened_replay: OpenedReplay):
    page, _ = opened_replay()
    shown = page.get_by_test_id("replay-at")
    before = shown.inner_text()
    page.keyboard.press("BracketRight")
    page.keyboard.press("BracketRight")
    expect(page.get_by_test_id("speed")).to_have_text("60 倍")
    page.keyboard.press("Space")
    expect(shown).not_to_have_text(before)
    expect(page.get_by_test_id("play")).to_have_text("暂停")
    page.keyboard.press("Space")
    expect(page.get_by_test_id("play")).to_have_text("播放")


@pytest.mark.parametrize("webgl", [True, False], ids=["webgl", "no-webgl"])
@pytest.mark.mission("A51", "A71")
def test_keys_go_from_event_to_event_and_from_fix_to_fix(opened_replay: OpenedReplay, webgl: bool):
    call = {"call_id": uuid(1), "incident_number": "20261122-0047", "offered_at": at(2)}
    calls = [call | {"answered_at": at(5), "ended_at": at(120)}]
    page, _ = opened_replay(webgl=webgl, replay=replayed() | {"calls": calls})
    shown, marker = page.get_by_test_id("replay-at"), page.locator("[data-replayed='120A2']")
    current = page.locator("[aria-current=step]")
    expect(marker).to_be_visible()
    seen = []
    for _ in range(8):
        page.keyboard.press("n")
        expect(current).to_have_count(1)
        seen.append(current.inner_text().split(" ", 1)[1])
    run = "120A2 0047-1"
    stamped = [f"{run} {word}" for word in ("派车", "送达", "接单", "出车")]
    heads = ["0047 来电", "0047 接听", *stamped, "0047 挂机", f"{run} 到达现场"]
    assert seen == heads
    page.keyboard.press("p")
    expect(current).to_contain_text("挂机")
    expect(marker).to_have_attribute("data-gap", "false")
    before = shown.inner_text()
    page.keyboard.press(".")
    expect(shown).not_to_have_text(before)
    page.keyboard.press(",")
    expect(shown).to_have_text(before)


@pytest.mark.mission("A48")
def test_the_list_of_then_stands_beside_with_the_choice_and_its_reason(
    opened_replay: OpenedReplay,
):
    page, _ = opened_replay()
    panel = page.locator("[data-panel=kept]")
    expect(panel).to_have_attribute("data-replay", "equal")
    for words in ("逐字相同", "实派 120A2：推荐第 2", "另有了解", "1. 120C2", "suhe-3", "4 项"):
        expect(panel).to_contain_text(words)
    expect(page.get_by_test_id("again")).to_have_count(0)


@pytest.mark.parametrize(
    ("replay", "words"), [("different", "与当时不同"), ("unreadable", "本版不能重算")]
)
def test_a_list_that_comes_out_otherwise_says_so(
    opened_replay: OpenedReplay, replay: str, words: str
):
    again = listed((3, "120A2"), (1, "120C2")) if replay == "different" else None
    page, _ = opened_replay(kept=kept(replay, again))
    expect(page.locator("[data-panel=kept]")).to_contain_text(words)
    expect(page.get_by_test_id("again")).to_have_count(1 if again else 0)


def test_vehicles_and_a_span_are_chosen_by_hand(opened_replay: OpenedReplay):
    page, _ = opened_replay(f"/replay?vehicle={VEHICLE}")
    expect(page.get_by_role("checkbox", name="120A2")).to_be_checked()
    page.get_by_role("checkbox", name="120B3").check()
    page.get_by_label("从", exact=True).fill("2026-11-22T16:00")
    page.get_by_label("到", exact=True).fill("2026-11-22T17:00")
    asked = re.compile(
        rf"/tracks\?vehicle={VEHICLE}&vehicle={uuid(6004)}&from=2026-11-22T08%3A00%3A00.000Z"
    )
    with page.expect_request(asked):
        page.get_by_role("button", name="调取", exact=True).click()
    expect(page.get_by_test_id("told")).to_contain_text("120A2")


def test_an_incident_is_found_by_its_number(opened_replay: OpenedReplay):
    page, centre = opened_replay("/replay")
    page.get_by_label("事件编号").fill("20261122-0047")
    page.get_by_role("button", name="按事件调取").click()
    expect(page.locator("[data-panel=kept]")).to_be_visible()
    centre.answer("GET", "/incidents", 200, {"incidents": [], "next_before": None})
    page.get_by_role("button", name="按事件调取").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_replay_is_taken_away_as_a_file(opened_replay: OpenedReplay):
    page, centre = opened_replay()
    centre.answer("GET", "/tracks/export.geojson", 200, {"type": "FeatureCollection"})
    with page.expect_download() as saved:
        page.get_by_role("button", name="GeoJSON").click()
    assert saved.value.suggested_filename.endswith(".geojson")


def test_why_there_is_nothing_to_see_is_said(opened_replay: OpenedReplay):
    page, centre = opened_replay("/replay")
    centre.refuse("GET", f"/incidents/{INCIDENT}/tracks", 404, "nothing_sent")
    page.get_by_label("事件编号").fill("20261122-0047")
    page.get_by_role("button", name="按事件调取").click()
    expect(page.get_by_text("这个事件没有派过车")).to_be_visible()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_looking_back_has_no_serious_barrier(opened_replay: OpenedReplay, theme: str):
    page, _ = opened_replay()
    expect(page.locator("[data-panel=kept]")).to_be_visible()
    if theme == "light":
        page.keyboard.press("Alt+l")
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in grave] == []

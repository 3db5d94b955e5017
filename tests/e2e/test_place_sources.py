"""Where the caller is, by every source, at the call page and on the map; a key chooses one."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dispatch.simulator.place_providers import PlaceProviders
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.telephones import Telephones
from tests.e2e.test_map_window import ask, in_work, map_beside
from tests.planned_site import change_site

LIU = "13805276621"
REGISTERED = (118.3377832, 33.9403919)
"""康乐花园; the peer agrees, the carrier sees the telephone elsewhere."""
FAR = (118.29, 33.952)


@contextmanager
def answering(providers: PlaceProviders) -> Iterator[str]:
    """Let them answer on a thread of their own: the browser holds the test's."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    listening = providers.listening()
    try:
        yield asyncio.run_coroutine_threadsafe(listening.__aenter__(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(listening.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def providers(centre: Centre) -> Iterator[PlaceProviders]:
    """A peer and a carrier that the centre asks, until the test ends."""
    made = PlaceProviders()
    with ExitStack() as stack:
        url = stack.enter_context(answering(made))
        sources = {"peer": {"url": f"{url}/peer"}, "network": {"url": f"{url}/network"}}
        change_site(centre, place_sources=sources)
        stack.callback(change_site, centre, place_sources={})
        yield made


def says(at: tuple[float, float], **more: Any) -> dict[str, Any]:
    return {"number": LIU, "lon": at[0], "lat": at[1]} | more


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page where evidence is wanted."""
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


@pytest.mark.mission("A7", "A33", "A34", "A95", "A96")
def test_sources_stand_side_by_side_and_a_contradicted_one_is_taken_with_a_reason(
    desk: Desk, telephones: Telephones, providers: PlaceProviders
):
    peer = says(REGISTERED, owner="刘洋", address="宿豫区康乐花园12号楼", radius_m=30)
    providers.answers = {
        ("/peer", LIU): peer,
        ("/network", LIU): says(FAR, radius_m=800),
    }
    beside = map_beside(desk)
    telephones.call(LIU)
    desk.answer()
    incident = in_work(desk)
    panel = desk.page.get_by_test_id("place-sources")
    for kind in ("subscriber", "peer", "network"):
        expect(panel.locator(f"[data-source={kind}]")).to_be_visible(timeout=PATIENCE_MS)
    network = panel.locator("[data-source=network]")
    expect(network).to_contain_text("±800 米")
    expect(network).to_contain_text("≠ 装机地址 4.6 公里")
    expect(panel).to_contain_text("来源互相矛盾")
    beside.get_by_role("button", name="全城").click()
    for kind in ("subscriber", "peer", "network"):
        label = beside.locator(f"[data-source-mark={kind}] .label")
        expect(label).to_be_visible(timeout=PATIENCE_MS)
    expect(beside.locator("[data-circle=network]")).to_have_count(1)
    keep(desk.page, "call-place-sources")
    keep(beside, "map-place-sources")
    assert _scene(desk, incident) is None
    desk.press("Alt+Shift+KeyP")
    expect(panel.get_by_role("button").first).to_be_focused()
    third = panel.get_by_role("button", name="网络定位")
    digit = (third.locator("b").text_content() or "").strip()
    desk.press(f"Digit{digit}")
    expect(panel).to_contain_text("为何选它", timeout=PATIENCE_MS)
    keep(desk.page, "call-place-reason")
    assert _scene(desk, incident) is None
    desk.press("Digit1")
    scene = until(lambda: _scene(desk, incident))
    assert (scene["source"], scene["point"]["lon"]) == ("network", FAR[0])


def _scene(desk: Desk, incident: Any) -> Any:
    return ask(desk.page, "GET", f"/incidents/{incident['id']}")["scene"]


@pytest.mark.mission("A34", "A40")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_scrolls_while_a_caller_with_three_sources_is_worked_on(
    desk: Desk, telephones: Telephones, providers: PlaceProviders, language: str
):
    providers.answers = {
        ("/peer", LIU): says(REGISTERED, owner="刘洋", address="宿豫区康乐花园12号楼", radius_m=30),
        ("/network", LIU): says(FAR, radius_m=800),
    }
    page = desk.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    telephones.call(LIU)
    desk.answer()
    incident = in_work(desk)
    panel = page.get_by_test_id("place-sources")
    for kind in ("subscriber", "peer", "network"):
        expect(panel.locator(f"[data-source={kind}]")).to_be_visible(timeout=PATIENCE_MS)
    ask(page, "PATCH", f"/incidents/{incident['id']}/form", {"complaint": "chest_pain"})
    expect(page.get_by_test_id("fitting-plan")).to_be_visible(timeout=PATIENCE_MS)
    if language == "en":
        desk.press("Alt+KeyZ")
        expect(page.locator("html")).to_have_attribute("lang", "en")
    keep(page, f"call-whole-{language}")
    assert page.evaluate(OVERFLOWS, SCROLLED) == []
    last = page.locator("#form-notes").bounding_box()
    bar = page.locator(".window > .bottom").bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]
    cut = panel.locator("button").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth)"
    )
    assert cut == []
    desk.press("Control+F10")


SCROLLED = ("html", "main.centre", "nav.left", "aside.right", "[data-testid=place-sources] ol")
OVERFLOWS = """all => all.filter(one => {
  const found = document.querySelector(one)
  return found.scrollHeight > found.clientHeight + 1 || found.scrollWidth > found.clientWidth + 1
})"""


@pytest.mark.mission("A95")
def test_a_key_asks_every_source_again_and_the_old_answers_stay(
    desk: Desk, telephones: Telephones, providers: PlaceProviders
):
    providers.answers = {("/network", LIU): says(FAR, radius_m=800)}
    telephones.call(LIU)
    desk.answer()
    incident = in_work(desk)
    network = desk.page.get_by_test_id("place-sources").locator("[data-source=network]")
    expect(network).to_contain_text("±800 米", timeout=PATIENCE_MS)
    providers.answers = {("/network", LIU): says(REGISTERED, radius_m=150)}
    expect(desk.page.locator("dd.talk")).to_have_text(re.compile("00:0[3-9]"), timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyZ")
    expect(network).to_contain_text("±150 米", timeout=PATIENCE_MS)
    path = f"/incidents/{incident['id']}/place-sources"
    rows = ask(desk.page, "GET", path)["places"]
    seen = [one["radius_m"] for one in rows if one["kind"] == "network"]
    assert (seen[0], seen[-1]) == (800, 150)
    desk.press("Control+F10")

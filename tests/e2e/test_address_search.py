"""The address box of the call form: typed, proposed with its district, taken by a key."""

import pytest
from playwright.sync_api import Page, expect

from tests.centre import until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Json, Leader

DISTRICTS = ("宿豫区", "宿城区", "湖滨新区")


@pytest.fixture
def form(desk: Desk) -> Form:
    """The form of 李敏."""
    return Form(desk)


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page where evidence is wanted."""
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


@pytest.mark.mission("A32", "A34")
def test_roads_of_one_name_show_their_district_and_a_key_takes_one(form: Form, leader: Leader):
    number = form.open_by_hand()
    form.press("Alt+KeyA")
    form.page.keyboard.type("zhongshanlu", delay=20)
    rows = form.page.get_by_test_id("proposals").locator("button")
    expect(rows.first).to_contain_text("中山路", timeout=PATIENCE_MS)
    expect(rows).to_have_count(3, timeout=PATIENCE_MS)
    told = " ".join(rows.all_text_contents())
    assert [one for one in DISTRICTS if one not in told] == []
    keep(form.page, "call-address-districts")
    form.press("ArrowDown")
    second = rows.nth(1)
    expect(form.page.locator("#place-proposals .marked")).to_contain_text("中山路")
    district = next(one for one in DISTRICTS if one in (second.text_content() or ""))
    form.press("Enter")
    expect(form.stop("complaint")).to_be_focused(timeout=PATIENCE_MS)
    until(lambda: _scene(leader, number) is not None)
    scene = _scene(leader, number)
    assert scene is not None
    assert (scene["text"], scene["typed"], scene["source"]) == (
        "中山路",
        "zhongshanlu",
        "suggestion",
    )
    beside = leader.person.get(
        f"/places/reverse?lon={scene['point']['lon']}&lat={scene['point']['lat']}"
    )
    assert beside["district"] == district


def test_what_was_typed_stays_beside_what_was_chosen(form: Form, leader: Leader):
    number = form.open_by_hand()
    form.press("Alt+KeyA")
    form.type("hzhl 88 对面")
    rows = form.page.get_by_test_id("proposals").locator("button")
    expect(rows.first).to_contain_text("洪泽湖路88号 对面", timeout=PATIENCE_MS)
    form.press("Enter")
    expect(form.stop("complaint")).to_be_focused(timeout=PATIENCE_MS)
    expect(form.page.get_by_test_id("typed-text")).to_contain_text(
        "hzhl 88 对面", timeout=PATIENCE_MS
    )
    keep(form.page, "call-address-typed")
    scene = _scene(leader, number)
    assert scene is not None
    assert (scene["text"], scene["typed"]) == ("洪泽湖路88号 对面", "hzhl 88 对面")


def test_a_house_that_no_map_has_says_what_was_taken_instead(form: Form):
    form.open_by_hand()
    form.press("Alt+KeyA")
    form.type("幸福里小区99号楼")
    rows = form.page.get_by_test_id("proposals").locator("button")
    doubt = rows.first.locator(".doubt")
    expect(doubt).to_contain_text("无此楼栋 99号楼", timeout=PATIENCE_MS)
    cut_px = "one => one.scrollWidth - one.clientWidth + one.closest('button').scrollWidth"
    assert doubt.evaluate(f"{cut_px} - one.closest('button').clientWidth") == 0
    keep(form.page, "call-address-doubt")


def _scene(leader: Leader, number: str) -> Json | None:
    incidents: list[Json] = leader.person.get("/board")["incidents"]
    scene: Json | None = next(one for one in incidents if one["number"].endswith(f"-{number}"))[
        "scene"
    ]
    return scene

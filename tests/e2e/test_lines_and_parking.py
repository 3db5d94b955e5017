"""Parking, fetching, calling lines at once and writing to a seat, worked at two pages."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from dispatch.bootstrap.exchange import exchange_node
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import DeskTelephone, Telephones
from tests.e2e.test_calling_out import picture

ZHANG = "052784382216"
LINES = {1: "城中分站", 2: "城北分站"}


@pytest.fixture
def stations(furnished: Centre, telephones: Telephones) -> dict[int, DeskTelephone]:
    """The telephones of two stations' lines, plugged in."""
    settings = furnished.settings
    with ThreadPoolExecutor(1) as aside:
        read = aside.submit(exchange_node, settings, settings.boot.exchanges[0])
        secrets = dict(read.result(30).plan.phones)
    phones = {line: str(7000 + line) for line in LINES}
    return {line: telephones.desk_phone(name, secrets[name]) for line, name in phones.items()}


@pytest.mark.mission("B14", "B15")
def test_a_parked_caller_is_seen_at_every_seat_and_fetched_by_one_key(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first, second = desks().sit("1027", 1), desks().sit("1031", 2)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.answer()
    call = leader.latest(ZHANG)
    first.press("F4")
    for desk in (first, second):
        expect(desk.page.get_by_test_id("parked")).to_contain_text("1 号席驻留")
    expect(first.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    picture(second.page, "parked")
    second.press("F6")
    second.talks()
    heard_before = len(caller.heard())
    until(lambda: caller.hears_since(heard_before, SEAT_SAYS) > THROUGH_A_BROWSER)
    expect(second.page.get_by_test_id("parked")).to_have_count(0)
    second.press("Control+F10")
    ended = leader.ended(call["id"])
    assert (ended["ended_by"], ended["parked_by"], ended["seat"]) == ("seat", 1, 2)


@pytest.mark.mission("A18", "A9")
def test_a_group_call_shows_what_each_station_does(
    desk: Desk, stations: dict[int, DeskTelephone], leader: Leader
):
    desk.press("F8")
    panel = desk.page.get_by_test_id("lines")
    expect(panel.get_by_role("button", name="组呼")).to_be_focused()
    picture(desk.page, "lines")
    for digit in ("Digit1", "Digit2", "Digit3"):
        desk.press(digit)
    banner = desk.page.get_by_test_id("group-call")
    expect(banner).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)
    one, two = stations[1].next_call(), stations[2].next_call()
    one.answer()
    two.answer()
    for line in LINES:
        expect(banner.locator(f"[data-line='{line}']")).to_have_attribute("data-state", "answered")
    # Its line is away, and behind the trunk nobody takes its second telephone.
    expect(banner.locator("[data-line='3']")).to_have_attribute("data-state", "no_answer")
    one.press("1")
    two.press("2")
    expect(banner.locator("[data-line='1']")).to_have_attribute("data-state", "accepted")
    expect(banner.locator("[data-line='2']")).to_have_attribute("data-state", "refused")
    picture(desk.page, "group-call")
    until(lambda: one.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    banner.get_by_role("button", name="结束").click()
    expect(banner).to_have_attribute("data-state", "ended", timeout=PATIENCE_MS)
    expect(banner.locator("[data-line='1']")).to_have_attribute("data-state", "left")


@pytest.mark.mission("A9")
def test_a_station_is_called_by_its_key_and_the_page_says_over_which_way(
    desk: Desk, stations: dict[int, DeskTelephone]
):
    desk.press("F8")
    panel = desk.page.get_by_test_id("lines")
    expect(panel.get_by_role("button", name="组呼")).to_be_focused()
    desk.press("Digit3")
    far = stations[1].next_call()
    far.answer()
    desk.talks()
    expect(desk.page.get_by_test_id("caller-way")).to_contain_text("经专线")
    expect(desk.call).to_contain_text("城中分站")
    desk.press("Shift+F8")
    desk.press("Digit5")
    until(lambda: far.keys() == "5")
    picture(desk.page, "line-called")
    desk.press("Escape")
    desk.press("Control+F10")


@pytest.mark.mission("B13")
def test_an_urgent_message_stays_until_it_is_read_and_takes_no_focus(
    desks: Callable[[], Desk],
):
    first, second = desks().sit("1027", 1), desks().sit("1031", 2)
    focused = second.page.evaluate("document.activeElement?.id ?? ''")
    first.press("Alt+Shift+KeyM")
    first.press("Digit2")
    expect(first.page.locator("#seat-message")).to_be_focused()
    first.page.keyboard.type("幸福里重复报警，请合并")
    first.page.get_by_label("紧急：保留到对方已阅").check()
    first.page.get_by_role("button", name="发送").click()
    told = second.page.get_by_test_id("seat-messages")
    expect(told.get_by_role("alert")).to_contain_text("幸福里重复报警")
    assert second.page.evaluate("document.activeElement?.id ?? ''") == focused
    expect(first.page.get_by_test_id("seat-messages")).to_contain_text("已阅 0/1")
    picture(second.page, "seat-message")
    second.press("Shift+F12")
    expect(told).to_have_count(0)
    expect(first.page.get_by_test_id("seat-messages")).to_contain_text("已阅 1/1")

"""From a call to an order and what becomes of it: the call form, worked by keys alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.centre import Centre, until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Json, Leader
from tests.e2e.telephones import Telephones

ZHANG = "052784382216"
KEYS_ALLOWED = 12
GRAVE = {"serious", "critical"}


@pytest.fixture
def hospital(leader: Leader) -> str:
    """A place that the map knows."""
    name: str = leader.person.get("/hospitals")[0]["name"]
    return name


@pytest.fixture
def form(desk: Desk) -> Form:
    """The form of 李敏."""
    return Form(desk)


@pytest.mark.mission("A36", "A40", "A47")
def test_a_call_becomes_an_order_by_few_keys(
    form: Form, telephones: Telephones, leader: Leader, hospital: str
):
    telephones.call(ZHANG)
    form.desk.rings()
    form.press("F2")
    form.desk.talks()
    expect(form.stop("place")).to_be_focused(timeout=PATIENCE_MS)
    expect(form.proposal).to_contain_text("登记地址")
    form.find(hospital)
    form.press("Enter")
    expect(form.stop("complaint")).to_be_focused(timeout=PATIENCE_MS)
    form.press("1", "1", "3", "1")
    form.is_ready()
    expect(form.order_key).to_contain_text(hospital)
    form.press("F9")
    expect(form.orders).to_have_count(1, timeout=PATIENCE_MS)
    assert form.pressed <= KEYS_ALLOWED
    incident = _incident_of(leader, leader.latest(ZHANG)["id"])
    assert incident["scene"]["text"] == hospital
    assert (incident["form"]["conscious"], incident["form"]["breathing"]) == ("yes", "unknown")
    form.press("F9")
    expect(form.desk.message).to_contain_text("已派车")
    assert form.orders.count() == 1


@pytest.mark.mission("A34")
def test_a_typed_place_is_sent_to_nobody_before_a_digit_takes_it(form: Form, leader: Leader):
    form.open_by_hand()
    form.press("Alt+KeyA")
    form.type("老磨坊后面第三家")
    form.press("F9")
    asked = form.page.locator("[data-order-key=place_unconfirmed]")
    expect(asked).to_contain_text("尚未派车")
    expect(asked.get_by_role("button").first).to_be_focused()
    assert _running(leader) == []
    form.press(_digit_of(asked, "按文字"))
    form.is_ready()
    expect(form.order_key).to_contain_text("老磨坊后面第三家")
    expect(form.order_key).to_contain_text("未上图")
    assert _running(leader) == []


def test_a_crash_of_the_page_loses_nothing_that_was_typed(
    form: Form, centre: Centre, leader: Leader
):
    number = form.open_by_hand()
    form.page.route("**/api/v1/incidents/*/form", lambda route: route.abort())
    form.press("Alt+KeyB")
    form.type("东门有犬，请从西门进")
    form.press("Alt+KeyA")
    form.type("幸福里")
    context = form.page.context
    form.page.close()
    again = Desk(context.new_page(), centre)
    again.sit("1027", 1)
    again.press("Alt+ArrowDown")
    page = again.page
    expect(page.get_by_test_id("incident-number")).to_have_text(number)
    expect(page.locator("#form-place")).to_have_value("幸福里")
    expect(page.locator("#form-notes")).to_have_value("东门有犬，请从西门进")
    until(lambda: _by_number(leader, number)["form"]["notes"] == "东门有犬，请从西门进")
    assert _by_number(leader, number)["scene"] is None


@pytest.mark.mission("F2")
def test_an_incident_beside_another_asks_one_digit_and_joins_by_one_key(
    form: Form, leader: Leader, hospital: str
):
    first = form.open_by_hand()
    form.take_place(hospital)
    second = form.open_by_hand()
    form.take_place(hospital)
    expect(form.duplicates).to_contain_text(first, timeout=PATIENCE_MS)
    form.is_ready()
    form.press("F9")
    asked = form.page.locator("[data-order-key=ready]")
    expect(asked).to_contain_text(f"并入 {first}", timeout=PATIENCE_MS)
    assert _running(leader) == []
    form.press(_digit_of(asked, "并入"))
    expect(form.number).to_have_text(first, timeout=PATIENCE_MS)
    until(lambda: _by_number(leader, second)["state"] == "merged")
    form.press("Alt+KeyU")
    until(lambda: _by_number(leader, second)["state"] == "open")


@pytest.mark.mission("A54")
def test_an_order_nobody_takes_turns_red_is_told_by_voice_and_taken_back(
    form: Form, leader: Leader, hospital: str
):
    number = form.open_by_hand()
    form.take_place(hospital)
    form.is_ready()
    form.press("F9")
    expect(form.page.locator(".order.overdue")).to_be_visible(timeout=PATIENCE_MS)
    expect(form.desk.message).to_contain_text("未接单", timeout=PATIENCE_MS)
    form.press("Alt+KeyO", "1")
    expect(form.page.locator("[data-order-state=acknowledged]")).to_contain_text("已口头通知")
    form.press("Alt+KeyO")
    acts = form.page.get_by_role("group", name="派车单操作")
    form.press(_digit_of(acts, "取消派车"))
    expect(form.page.get_by_role("group", name="取消派车")).to_be_visible()
    form.press("6")
    expect(form.page.locator("[data-order-state=cancelled]")).to_be_visible(timeout=PATIENCE_MS)
    form.press("Alt+KeyE", "9")
    until(lambda: _by_number(leader, number)["state"] == "closed")
    form.press("Alt+KeyU")
    until(lambda: _by_number(leader, number)["state"] == "open")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_form_has_no_serious_barrier(form: Form, hospital: str, theme: str):
    if theme == "light":
        form.press("Alt+KeyL")
    form.open_by_hand()
    form.take_place(hospital)
    form.is_ready()
    form.press("F9", "Alt+KeyE")
    expect(form.orders).to_have_count(1, timeout=PATIENCE_MS)
    assert _barriers(form.page) == []
    form.press("Escape", "F1")
    assert _barriers(form.page) == []


def _barriers(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE]


def _digit_of(choice: Locator, words: str) -> str:
    """The digit with which an answer is given."""
    button = choice.get_by_role("button").filter(has_text=words).first
    return (button.locator("b").first.text_content() or "").strip()


def _by_number(leader: Leader, number: str) -> Json:
    incidents: list[Json] = leader.person.get("/board")["incidents"]
    return next(one for one in incidents if one["number"].endswith(f"-{number}"))


def _running(leader: Leader) -> list[Json]:
    orders: list[Json] = leader.person.get("/board")["orders"]
    return [order for order in orders if order["ended_at"] is None]


def _incident_of(leader: Leader, call_id: str) -> Json:
    incidents: list[Json] = leader.person.get("/board")["incidents"]
    return next(one for one in incidents if call_id in one["calls"])

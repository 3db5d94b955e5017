"""Each part killed in mid call: what a person saw, heard and found afterwards."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import KillMatrix, Observation
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Party, Telephones

ZHANG, SOMEBODY = "052784382216", "13805276621"


@pytest.fixture(scope="session")
def matrix() -> Iterator[KillMatrix]:
    made = KillMatrix("tests/e2e/test_kill_matrix.py", "kill-matrix")
    yield made
    made.write()


@pytest.fixture
def caller(desk: Desk, telephones: Telephones) -> Party:
    """张建国, in a talk with seat 1."""
    calling = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.answer()
    until(lambda: calling.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    return calling


@pytest.fixture
def leader_b(centre: Centre) -> Leader:
    """The shift leader at server B."""
    return Leader(centre.sign_in("2003", server=1))


@pytest.mark.mission("A12")
def test_server_a(desk: Desk, caller: Party, leader_b: Leader, centre: Centre, matrix: KillMatrix):
    seen = matrix.victim("server A")
    seen.killed()
    centre.kill("server-1")
    sees(desk, seen, "已切换到 server-2，通话不受影响")
    hold_and_retrieve(desk)
    seen.until("held and retrieved on the other server")
    hears_on(caller, seen)
    ends_well(caller, leader_b, seen)


@pytest.mark.mission("A12")
def test_a_page_reloaded_while_its_server_is_dead(
    desk: Desk, centre: Centre, telephones: Telephones, matrix: KillMatrix
):
    keeps_pages(desk.page)
    seen = matrix.victim("server A, and the page reloaded before it is back")
    seen.killed()
    centre.kill_for_good("server-1")
    desk.page.reload()
    expect(desk.window).to_have_attribute("data-stream", "live", timeout=PATIENCE_MS)
    seen.until("the page is there again, from what this desk keeps, at the other server")
    calling = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.answer()
    expect(desk.number).to_contain_text("0527")
    until(lambda: calling.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    seen.heard.append("the next call rings, is answered and heard at the reloaded page")
    calling.hang_up()


@pytest.mark.mission("A12")
def test_both_servers(
    *,
    desk: Desk,
    caller: Party,
    desks: Callable[[], Desk],
    telephones: Telephones,
    leader: Leader,
    centre: Centre,
    matrix: KillMatrix,
):
    colleague, seen = desks().sit("1031", 2), matrix.victim("both servers")
    before = {row["name"] for row in recordings(leader)}
    seen.killed()
    for server in ("server-1", "server-2"):
        centre.kill_for_good(server)
    sees(desk, seen, "服务器不可达——电话仍可接听")
    hold_and_retrieve(desk)
    hears_on(caller, seen)
    caller.hang_up()

    second = telephones.call(SOMEBODY, says=CALLER_SAYS)
    expect(colleague.queue).to_contain_text("本席话机振铃", timeout=PATIENCE_MS)
    seen.until("a second call rings")
    seen.saw.append("第二路来电：本席话机振铃，138 0527 6621")
    colleague.answer()
    until(lambda: second.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    seen.heard.append("the second caller and the second seat hear each other")
    second.hang_up()
    second.wait_for(LegState.ENDED)

    for server in ("server-1", "server-2"):
        centre.start(server)
    until(centre.is_ready, 60)
    expect(desk.window).to_have_attribute("data-stream", "live", timeout=PATIENCE_MS)
    call = found(leader, leader.latest(ZHANG)["id"], seen)
    names = {row["name"] for row in recordings(leader)} - before - {call["recording"]}
    (name,) = names
    sides = leader.sides_of(name)
    assert sides.caller_says(CALLER_SAYS) >= SAME_SOUND
    seen.found.append("the second call's recording, complete, though no server ever knew of it")


@pytest.mark.mission("A12")
def test_postgresql(desk: Desk, caller: Party, leader: Leader, centre: Centre, matrix: KillMatrix):
    seen = matrix.victim("PostgreSQL")
    seen.killed()
    centre.kill_for_good("postgres")
    sees(desk, seen, "数据库不可用——电话仍可接听")
    hears_on(caller, seen)
    centre.start("postgres")
    expect(desk.window).to_have_attribute("data-stream", "live", timeout=PATIENCE_MS)
    seen.until("the page is current again, the database having been left dead meanwhile")
    until(centre.is_ready)
    ends_well(caller, leader, seen)


@pytest.mark.mission("A12")
def test_recorder(desk: Desk, caller: Party, leader: Leader, centre: Centre, matrix: KillMatrix):
    seen = matrix.victim("recorder")
    seen.killed()
    centre.kill_for_good("recorder-node1")
    lamp = desk.page.get_by_test_id("recording-lamp")
    expect(lamp).to_contain_text("录音机异常", timeout=PATIENCE_MS)
    seen.until("the page says so")
    seen.saw += [lamp.inner_text(), desk.lamp("recorder:node1").inner_text()]
    hears_on(caller, seen)
    caller.hang_up()
    leader.ended(leader.latest(ZHANG)["id"])
    centre.start("recorder-node1")
    lamp = desk.lamp("recorder:node1")
    answers = re.compile("well|degraded")  # degraded by an empty recording of another test
    expect(lamp).to_have_attribute("data-state", answers, timeout=PATIENCE_MS)
    found(leader, leader.latest(ZHANG)["id"], seen)


@pytest.mark.mission("A12", "A13")
def test_the_renderer_of_the_page(
    desk: Desk, caller: Party, desks: Callable[[], Desk], leader: Leader, matrix: KillMatrix
):
    colleague, seen = desks().sit("1031", 2), matrix.victim("the page's renderer")
    call = leader.latest(ZHANG)
    seen.killed()
    crash(desk.page)
    colleague.rings()
    seen.until("the caller rings at the next seat")
    expect(colleague.queue).to_contain_text("掉线重排")
    seen.saw.append("2 号席：掉线重排 0527-8438 2216，按 F2 接听")
    start = len(caller.heard())
    colleague.answer()
    seen.until("the caller talks again")
    until(lambda: caller.hears_since(start, SEAT_SAYS) > THROUGH_A_BROWSER)
    seen.heard.append("the caller heard the announcement, then the second seat; never a hang-up")
    assert leader.call(call["id"])["seat"] == 2
    ends_well(caller, leader, seen)
    desks().sit("1027", 1)
    seen.saw.append("1 号席：重新登录后就绪")


@pytest.mark.mission("A12")
def test_asterisk(
    *,
    desk: Desk,
    caller: Party,
    telephones: Telephones,
    leader: Leader,
    centre: Centre,
    matrix: KillMatrix,
):
    seen = matrix.victim("Asterisk")
    call = leader.latest(ZHANG)
    caller.listens_on(5.0)
    seen.killed()
    centre.kill("asterisk-node1")
    expect(desk.tasks).to_contain_text("通话中断", timeout=PATIENCE_MS)
    seen.until("a call-back task on the page")
    seen.saw.append(f"待回拨：{desk.tasks.locator('.card').inner_text()}")
    expect(desk.lamp("phone")).to_have_attribute("data-state", "well", timeout=PATIENCE_MS)
    seen.until("the seat's phone is registered again")
    caller.vanish()
    again = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.answer()
    seen.until("the same caller, calling again, is answered")
    until(lambda: again.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    seen.heard.append("the line went dead; the caller called again and was heard")
    expect(desk.tasks).to_contain_text("没有待回拨任务")
    again.hang_up()
    assert leader.ended(call["id"])["ended_by"] == "exchange_lost"
    row = leader.recording(call)
    assert row["repaired"]
    assert leader.sides(call).caller_says(CALLER_SAYS) >= SAME_SOUND
    seen.found.append("the cut-off recording, repaired, playable up to the kill")
    no_gap(leader, seen)


def keeps_pages(page: Page) -> None:
    """Wait until the page's files are kept at this desk."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def sees(desk: Desk, seen: Observation, words: str) -> None:
    """Wait for words in the bar; the call's controls stay."""
    expect(desk.message).to_contain_text(words, timeout=PATIENCE_MS)
    seen.until("the page says so")
    seen.saw.append(words)
    desk.talks()
    expect(desk.page.get_by_role("button", name="挂断").first).to_be_enabled()
    seen.saw.append("通话中，保持、静音、挂断可用")


def hold_and_retrieve(desk: Desk) -> None:
    """The controls act."""
    desk.press("F3")
    expect(desk.call).to_have_attribute("data-call-state", "held", timeout=PATIENCE_MS)
    desk.press("F3")
    desk.talks()


def hears_on(caller: Party, seen: Observation) -> None:
    """What is said from now on is heard."""
    start = len(caller.heard())
    until(lambda: caller.hears_since(start, SEAT_SAYS) > THROUGH_A_BROWSER)
    caller.listens_on(7.0)  # until the turmoil of the kill is out of the last seconds
    seen.heard.append("the talk went on: after the kill the caller hears the seat's voice")


def ends_well(caller: Party, leader: Leader, seen: Observation) -> None:
    """The caller hangs up and everything is there."""
    caller.hang_up()
    found(leader, leader.latest(ZHANG)["id"], seen)


def found(leader: Leader, call_id: str, seen: Observation) -> dict[str, Any]:
    """The call row ended, the recording whole, the events without a gap."""
    call = leader.ended(call_id)
    assert call["answered_at"]
    sides = leader.sides(call)
    assert sides.caller_says_at_end(CALLER_SAYS, 6.0) >= SAME_SOUND
    assert sides.seat_says(SEAT_SAYS) >= THROUGH_A_BROWSER
    seen.found.append(
        f"the call ended ({call['ended_by']}), its recording whole to the last second"
    )
    no_gap(leader, seen)
    return call


def no_gap(leader: Leader, seen: Observation) -> None:
    numbers = [event["n"] for event in leader.events()]
    assert numbers == list(range(1, len(numbers) + 1))
    seen.found.append("the events, numbered without a gap")


def recordings(leader: Leader) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = leader.person.get("/recordings?limit=200")["recordings"]
    return found


def crash(page: Page) -> None:
    """Kill the process that draws the page: the one that works while the page is kept busy."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    before = _processor_time(session)
    page.evaluate(
        "() => { const from = performance.now(); while (performance.now() - from < 1000); }"
    )
    after = _processor_time(session)
    pid = max(after, key=lambda one: after[one] - before.get(one, after[one]))
    with page.expect_event("crash"):
        os.kill(pid, signal.SIGKILL)
    session.detach()


def _processor_time(session: CDPSession) -> dict[int, float]:
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return {one["id"]: one["cpuTime"] for one in processes if one["type"] == "renderer"}

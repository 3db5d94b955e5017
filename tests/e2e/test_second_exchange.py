"""Two exchanges at the seats: host A dies, every seat hears the alarm, B brings the next call."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import expect

from dispatch.simulator.carrier import Carrier, Timers
from tests.centre import Centre, running_centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Party, Telephones
from tests.pair import kill_host_a, plan_seats, start_host_a
from tests.planned_site import GATEWAY_HOST

ZHANG, SOMEBODY = "052784382216", "13805276621"
FAULT_HZ = [523, 349]
BACK_WITHIN_S = 120.0
PARTS_OF_A = ("exchange:node1", "server:server-1", "recorder:node1")
# Every tone that the page plays, by its pitch.
EAR = """
window.played = []
const start = OscillatorNode.prototype.start
OscillatorNode.prototype.start = function (at) {
  window.played.push(this.frequency.value)
  return start.call(this, at)
}
"""


@pytest.fixture(scope="module")
def furnished() -> Iterator[Centre]:
    """A centre of two exchanges instead of the one of the other tests."""
    with running_centre(exchanges=2) as running:
        plan_seats(running, "soft", "soft")
        yield running


@pytest.fixture
def two_desks(desks: Callable[[], Desk]) -> tuple[Desk, Desk]:
    """李敏 at seat 1 and 王强 at seat 2; what their pages play is kept."""
    made = desks(), desks()
    for desk in made:
        desk.page.add_init_script(EAR)
    return made[0].sit("1027", 1), made[1].sit("1031", 2)


@pytest.mark.mission("A12", "A20", "A91", "B27")
def test_host_a_dies_every_seat_hears_the_alarm_and_the_next_call_rings_through_b(
    *,
    centre: Centre,
    telephones: Telephones,
    two_desks: tuple[Desk, Desk],
):
    first, second = two_desks
    telephones.gateway_phone()
    carrier = a_carrier(centre, telephones)
    caller = call(carrier, telephones, ZHANG)
    first.answer()
    until(lambda: caller.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    for desk in two_desks:
        is_all_well(desk)
        desk.page.evaluate("window.played = []")

    kill_host_a(centre)
    for desk in two_desks:
        is_alarmed(desk)
    expect(second.tasks).to_contain_text("通话中断", timeout=PATIENCE_MS)
    caller.vanish()

    again = call(carrier, telephones, SOMEBODY)
    second.answer()
    until(lambda: again.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    again.listens_on(3.0)
    again.hang_up()
    leader = Leader(centre.sign_in("2003", server=1))
    taken = leader.ended(leader.latest(SOMEBODY)["id"])
    assert (taken["exchange"], taken["seat"]) == ("node2", 2)
    assert leader.sides(taken).caller_says(CALLER_SAYS) > THROUGH_A_BROWSER
    telephones.do(carrier.__aexit__)
    start_host_a(centre)
    until(centre.is_ready, BACK_WITHIN_S)
    for desk in two_desks:
        is_lit(desk, "exchange:node1", "well")


def is_all_well(desk: Desk) -> None:
    """Both exchanges live, the trunk is reached, the page's telephone has both its lines."""
    for name in ("exchange:node1", "exchange:node2", "trunk:carrier", "phone"):
        is_lit(desk, name, "well")


def is_alarmed(desk: Desk) -> None:
    """The lamps of host A are red, that of B is not, and the alarm of a fault is played."""
    for part in PARTS_OF_A:
        is_lit(desk, part, "failed")
    expect(desk.lamp("exchange:node1")).to_contain_text("交换机 1 连接中断")
    is_lit(desk, "exchange:node2", "well")
    expect(desk.message).to_have_class(re.compile("fault"), timeout=PATIENCE_MS)
    until(partial(plays_fault, desk))


def is_lit(desk: Desk, lamp: str, state: str) -> None:
    """Wait until a lamp shows a state."""
    expect(desk.lamp(lamp)).to_have_attribute("data-state", state, timeout=PATIENCE_MS)


def plays_fault(desk: Desk) -> bool:
    """Whether the page has played the alarm of a part that is ill."""
    played = desk.page.evaluate("window.played.map(Math.round)")
    return any(played[at : at + 2] == FAULT_HZ for at in range(len(played)))


def a_carrier(centre: Centre, telephones: Telephones) -> Carrier:
    """The carrier before both exchanges, with the timers of the site checklist."""
    routes = [(one.host, one.sip_port) for one in centre.settings.boot.exchanges]

    async def begin() -> Carrier:
        return await Carrier(GATEWAY_HOST, routes, Timers()).__aenter__()

    return telephones.do(begin)


def call(carrier: Carrier, telephones: Telephones, number: str) -> Party:
    """Bring a caller in, over whichever exchange takes him."""
    return telephones.party(telephones.do(lambda: carrier.call(number, says=CALLER_SAYS)))

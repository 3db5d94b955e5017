"""A real call: from the trunk to a person in a browser, to the recording that he finds."""

import pytest
from playwright.sync_api import expect

from dispatch.simulator.voices import SEAT, load_voice
from tests.centre import until
from tests.e2e.desk import Desk
from tests.e2e.telephones import Telephones

ZHANG = "052784382216"


@pytest.mark.mission("A7", "A14", "A46", "B18", "F8")
def test_a_call(desk: Desk, telephones: Telephones):
    caller = telephones.call(ZHANG, says=load_voice("crash"))
    desk.rings()
    expect(desk.number).to_have_text("0527-8438 2216")
    expect(desk.owner).to_have_text("张建国")
    expect(desk.address).to_contain_text("宿城区幸福里小区3号楼502室")
    desk.answer()
    until(lambda: caller.hears(load_voice(SEAT)) > 0.6)
    caller.hang_up()

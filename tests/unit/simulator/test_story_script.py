"""The scripted hour holds everything it promises, in an order that can be played."""

from datetime import UTC, datetime
from itertools import pairwise

from dispatch.contracts.incidents import ChangeForm
from dispatch.simulator.crews.habits import Mishap
from dispatch.simulator.demo_centre import subscribers
from dispatch.simulator.story.play import planned_run
from dispatch.simulator.story.script import AT_HOME, CRASH_AT, hour
from dispatch.simulator.story.whole import drives_for, is_over
from tests.unit.simulator.station_board import order

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


class Board:
    """A board that shows what it is given."""

    def __init__(self, **shown):
        self._shown = shown

    def list_(self, name):
        return self._shown.get(name, [])


def scripts(nature):
    return [beat.script for beat in hour() if beat.script and beat.script.nature == nature]


def test_the_hour_has_six_callers_of_one_crash_and_everything_else_it_promises():
    crash = [beat.script for beat in hour() if beat.script and beat.script.where == CRASH_AT]
    assert len({script.number for script in crash}) == 6
    assert [script.vehicles for script in crash] == [2, 1, 1, 1, 1, 1]
    once = ("nuisance", "transfer", "repeat", "chase")
    assert [len(scripts(nature)) for nature in once] == [1, 1, 1, 1]
    assert [beat.script for beat in hour()].count(None) == 1
    assert any(script.gives_up_after_s for script in scripts("emergency"))


def test_it_goes_on_in_time_and_all_of_it_begins_within_the_hour():
    assert all(one.at_s < other.at_s for one, other in pairwise(hour()))
    assert hour()[-1].at_s < 3600.0


def test_who_calls_from_home_is_in_the_directory_and_every_answer_fits_the_form():
    known = {one.number for one in subscribers(NOW)}
    assert set(AT_HOME) <= known
    for beat in hour():
        ChangeForm.model_validate(dict(beat.script.answers) if beat.script else {})


def test_only_the_first_order_for_a_complaint_goes_wrong():
    def run(number, complaint):
        return planned_run(order(number=number, sheet={"complaint": complaint}))

    assert run("20261122-0001-1", "chest_pain").mishap is Mishap.BREAKS_DOWN
    assert run("20261122-0001-2", "chest_pain").mishap is None
    assert run("20261122-0001-1", None).mishap is None


def test_a_story_is_over_only_when_nothing_is_left_open():
    ended = {
        "call": [{"state": "ended"}],
        "incident": [{"state": "merged"}],
        "order": [{"state": "completed"}],
        "vehicle": [{"duty": "in_service"}],
        "task": [{"state": "done"}],
    }
    assert is_over(Board(**ended))
    for name, still in (
        ("call", {"state": "queued"}),
        ("incident", {"state": "open"}),
        ("order", {"state": "returning"}),
        ("vehicle", {"duty": "out_of_service"}),
        ("task", {"state": "claimed"}),
    ):
        assert is_over(Board(**{**ended, name: [still]})) is None


def test_a_correction_waits_until_the_vehicle_drives():
    under_way = order(state="departed", sheet={"complaint": "fall"})
    assert drives_for(Board(order=[under_way]), "fall")
    assert drives_for(Board(order=[under_way]), "fever") is None
    assert drives_for(Board(order=[{**under_way, "state": "acknowledged"}]), "fall") is None

"""What a simulated crew does next."""

import pytest

from dispatch.simulator.crews.habits import Habits, Mishap, Run, suffering
from dispatch.simulator.crews.steps import Act, Goal, Step, current_order, next_step

RUN = Run(
    take_s=5.0,
    depart_s=30.0,
    contact_s=60.0,
    scene_s=200.0,
    leave_s=40.0,
    hand_over_s=300.0,
    clean_s=90.0,
)


def order(state, *, revision=1, taken=1, hospital=True, sent_at="1"):
    return {
        "state": state,
        "revision": revision,
        "acknowledged_revision": taken,
        "sent_at": sent_at,
        "sheet": {"hospital": {"name": "H01"} if hospital else None},
    }


def step(seen, *, others=0, run=RUN, broken=False, home=False):
    return next_step(seen, others, run, broken=broken, home=home)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("acknowledged", Step(Act.STAMP, None, 30.0, "departed")),
        ("departed", Step(Act.STAMP, Goal.SCENE, 0.0, "arrived")),
        ("arrived", Step(Act.STAMP, None, 60.0, "patient_contact")),
        ("patient_contact", Step(Act.STAMP, None, 200.0, "patient_aboard")),
        ("patient_aboard", Step(Act.STAMP, None, 40.0, "left_scene")),
        ("left_scene", Step(Act.STAMP, Goal.HOSPITAL, 0.0, "at_hospital")),
        ("at_hospital", Step(Act.STAMP, None, 300.0, "handed_over")),
        ("handed_over", Step(Act.STAMP, None, 90.0, "returning")),
        ("returning", Step(Act.STAMP, Goal.HOME, 0.0, "completed")),
    ],
)
def test_a_run_goes_from_milestone_to_milestone_and_drives_where_it_must(state, wanted):
    assert step(order(state)) == wanted


@pytest.mark.parametrize("state", ["sent", "delivered"])
def test_a_new_order_is_taken_after_a_moment_or_refused(state):
    assert step(order(state, taken=None)) == Step(Act.TAKE, None, 5.0)
    refusing = suffering(RUN, Mishap.REFUSES)
    assert step(order(state, taken=None), run=refusing).act is Act.REFUSE


@pytest.mark.parametrize("state", ["acknowledged", "departed", "arrived", "left_scene"])
def test_a_newer_revision_is_taken_before_anything_else(state):
    assert step(order(state, revision=2)).act is Act.TAKE


def test_who_is_late_takes_the_order_half_a_minute_later():
    assert suffering(RUN, Mishap.LATE).take_s == RUN.take_s + 25.0


def test_a_breakdown_comes_halfway_to_the_scene_and_then_the_crew_stands():
    broken = suffering(RUN, Mishap.BREAKS_DOWN)
    assert step(order("departed"), run=broken) == Step(Act.BREAK_DOWN, Goal.HALFWAY)
    assert step(order("departed"), broken=True).act is Act.STAND


def test_a_crew_whose_order_went_to_another_vehicle_reports_when_it_is_mended():
    assert step(None, broken=True).act is Act.REPORT_MENDED


def test_a_free_crew_goes_home_and_stands_there():
    assert step(None) == Step(Act.GO_HOME, Goal.HOME)
    assert step(None, home=True).act is Act.STAND


def test_a_crew_that_finds_nobody_tells_the_desk():
    alone = suffering(RUN, Mishap.NOBODY_THERE)
    assert step(order("patient_contact"), run=alone).act is Act.REPORT_NOBODY


def test_without_a_hospital_the_patient_is_handed_over_at_the_scene():
    seen = order("patient_contact", hospital=False)
    assert step(seen).milestone == "handed_over"


def test_a_returning_crew_that_is_sent_again_ends_the_old_run_first():
    returning, new = order("returning"), order("sent", taken=None, sent_at="2")
    assert current_order([new, returning]) is returning
    assert step(returning, others=1) == Step(Act.STAMP, None, 0.0, "completed")
    assert current_order([order("completed"), new, order("sent", sent_at="3")]) is new
    assert current_order([order("cancelled")]) is None


def test_equal_orders_are_worked_equally_and_others_differently():
    habits = Habits()
    assert habits.plan_run("20261122-0001-1") == habits.plan_run("20261122-0001-1")
    assert habits.plan_run("20261122-0001-1") != habits.plan_run("20261122-0002-1")


def test_things_go_wrong_about_as_often_as_the_habits_say():
    runs = [Habits().plan_run(str(number)) for number in range(4000)]
    shares = {mishap: sum(run.mishap is mishap for run in runs) / 4000 for mishap in Mishap}
    assert shares == pytest.approx(
        {
            Mishap.LATE: 0.10,
            Mishap.REFUSES: 0.02,
            Mishap.BREAKS_DOWN: 0.01,
            Mishap.NOBODY_THERE: 0.04,
        },
        abs=0.02,
    )

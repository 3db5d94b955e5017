"""What was predicted of drives held against what they took."""

from datetime import timedelta

import pytest

from dispatch.domain.calibration import (
    LARGEST,
    LEAST_RUNS,
    LEAST_RUNS_OF_AN_HOUR,
    Drive,
    LeftOut,
    TooFewRuns,
    calibrate,
    must_suffice,
)
from dispatch.domain.travel import TravelMode
from tests.unit.calibration.drives import ZONE, drive
from tests.unit.memory_transaction import NOON


def test_the_median_of_an_hour_with_enough_drives_is_its_factor_and_every_other_hour_keeps_one():
    late = [drive(360.0, hour=8)] * LEAST_RUNS_OF_AN_HOUR
    few = [drive(600.0, hour=17)] * (LEAST_RUNS_OF_AN_HOUR - 1)
    hours = calibrate([*late, *few], ZONE).hours
    assert {one.hour: one.factor for one in hours if one.factor != 1.0} == {8: 1.2}
    assert (hours[8].runs, hours[17].runs) == (LEAST_RUNS_OF_AN_HOUR, LEAST_RUNS_OF_AN_HOUR - 1)


def test_errors_are_told_as_mean_size_and_what_nine_of_ten_stay_within():
    report = calibrate([*[drive(330.0)] * 8, drive(270.0), drive(500.0)], ZONE)
    assert (report.runs, report.bias_s, report.mae_s, report.p90_s) == (10, 41.0, 47.0, 30.0)


def test_how_many_came_within_the_span_is_told_of_those_whose_span_was_kept():
    told = [drive(one, low_s=240.0, high_s=360.0) for one in (300.0, 361.0)]
    report = calibrate([*told, drive(900.0)], ZONE)
    assert (report.runs, report.spans, report.within_percent) == (3, 2, 50.0)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (drive(300.0, arrived_at=None), LeftOut.NOT_REACHED),
        (drive(300.0, departed_at=None), LeftOut.NO_DEPARTURE),
        (drive(300.0, mode=None, predicted_s=None), LeftOut.UNPREDICTED),
        (drive(300.0, mode=TravelMode.STRAIGHT_LINE), LeftOut.STRAIGHT_LINE),
        (drive(19.0), LeftOut.ABSURD_TIME),
        (drive(-60.0), LeftOut.ABSURD_TIME),
        (drive(3 * 3600 + 1, distance_m=90_000.0), LeftOut.ABSURD_TIME),
        (drive(2400.0), LeftOut.STOOD),
    ],
)
def test_nothing_is_learned_from_a_bad_drive_and_it_says_why(bad: Drive, why: LeftOut):
    report = calibrate([drive(300.0), bad], ZONE)
    assert (report.runs, report.left_out) == (1, {why: 1})


def test_without_drives_there_are_no_figures_and_every_factor_is_one():
    report = calibrate([], ZONE)
    assert (report.bias_s, report.mae_s, report.p90_s, report.within_percent) == (None,) * 4
    assert {one.factor for one in report.hours} == {1.0}


def test_a_factor_that_no_traffic_makes_is_bounded():
    slow = [drive(1500.0, predicted_s=60.0)] * LEAST_RUNS_OF_AN_HOUR
    assert calibrate(slow, ZONE).hours[8].factor == LARGEST


def test_few_drives_teach_nothing_and_say_how_many_are_needed():
    few = calibrate([drive(300.0)] * (LEAST_RUNS - 1), ZONE)
    with pytest.raises(TooFewRuns) as refused:
        must_suffice(few)
    assert refused.value.parameters == {"runs": LEAST_RUNS - 1, "least": LEAST_RUNS}
    assert not few.suffices
    must_suffice(calibrate([drive(300.0)] * LEAST_RUNS, ZONE))


def test_the_error_share_is_what_five_of_six_stay_within_beside_the_new_factors():
    far = [drive(450.0)] * 5
    report = calibrate([*[drive(330.0)] * 20, *[drive(363.0)] * 5, *far], ZONE)
    assert report.hours[8].factor == pytest.approx(1.1)
    assert report.error_share_percent == pytest.approx(10, abs=1)


def test_an_hour_is_the_centres_not_greenwichs():
    at = NOON.replace(hour=23, minute=30)
    night = [drive(360.0, departed_at=at, arrived_at=at + timedelta(seconds=360))] * 12
    assert [one.hour for one in calibrate(night, ZONE).hours if one.runs] == [7]

"""Invented callers are repeatable, plausible, and say only what the call form can hold."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from dispatch.contracts.incidents import ChangeForm
from dispatch.domain.first_complaints import FIRST_COMPLAINTS
from dispatch.simulator.patients.city_people import keep_numbers, people_with, read_numbers_kept
from dispatch.simulator.patients.day import mean_pause_s
from dispatch.simulator.patients.drawing import draw_chase, draw_script
from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.patients.script import Script
from dispatch.simulator.patients.sickness import find_sickness, sicknesses
from dispatch.simulator.voices import list_callers, load_complaint, load_voice

PEOPLE = people_with(("052784382216", "13805276621"))


def drawn(count, seed=120):
    chance = Random(seed)
    return [draw_script(PEOPLE, chance) for _ in range(count)]


def test_equal_seeds_give_equal_callers():
    assert drawn(50) == drawn(50)
    assert drawn(50) != drawn(50, seed=121)


def test_most_callers_have_a_patient_and_some_have_not():
    natures = Counter(script.nature for script in drawn(1000))
    assert 750 < natures["emergency"] < 950
    assert set(natures) == {"emergency", "nuisance", "silent", "misdial"}


def test_every_answer_fits_the_call_form():
    known = {complaint.code for complaint in FIRST_COMPLAINTS}
    for script in drawn(300):
        ChangeForm.model_validate({"nature": script.nature, **script.answers})
        assert script.answers.get("complaint", "other") in known


def test_who_hides_his_number_says_a_place_and_who_is_at_home_need_not():
    patients = [script for script in drawn(1000) if script.nature == "emergency"]
    assert all(script.where for script in patients)
    assert all(script.where.text for script in patients if script.number is None)
    assert any(not script.where.text for script in patients)


def test_every_sickness_has_a_voice_and_the_voice_a_part_without_a_place():
    for sickness in sicknesses():
        assert sickness.voice in list_callers()
        assert 0 < len(load_complaint(sickness.voice)) < len(load_voice(sickness.voice))
    with pytest.raises(StopIteration):
        find_sickness("homesickness")


def test_more_people_call_in_the_morning_than_before_dawn():
    pauses_s = {
        hour: mean_pause_s(datetime(2026, 11, 22, hour, tzinfo=UTC), 60.0) for hour in range(24)
    }
    assert pauses_s[9] < pauses_s[3]
    assert sum(1 / pause_s for pause_s in pauses_s.values()) / 24 == pytest.approx(1 / 60, rel=0.03)


def test_only_a_patient_s_caller_asks_where_the_vehicle_is():
    chance = Random(1)
    patient = Script("fall", "13805276621", "fall")
    chases = [draw_chase(patient, chance) for _ in range(200)]
    asked = [chase for chase in chases if chase]
    assert 5 < len(asked) < 60
    assert {(chase.nature, chase.number) for chase in asked} == {("chase", "13805276621")}
    assert draw_chase(Script("silent", "1", None, "silent"), Random(1)) is None


def test_what_a_number_said_last_is_heard_and_a_stranger_is_silent():
    hearsay, first, second = Hearsay(), Script("a", "1", None), Script("b", "1", None)
    hearsay.tell(first)
    hearsay.tell(second)
    assert hearsay.hear("1") is second
    assert hearsay.hear("2").nature == "silent"


def test_numbers_of_a_city_are_kept_for_the_next_start(tmp_path):
    file = tmp_path / "demo" / "numbers.txt"
    assert read_numbers_kept(file) == ()
    keep_numbers(["13800000000", "052784382216"], file)
    assert read_numbers_kept(file) == ("13800000000", "052784382216")

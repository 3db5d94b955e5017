"""What incidents ask of vehicles: skills, equipment, crew, a station by telephone."""

from dataclasses import replace

import pytest

from dispatch.domain.dispatch_rules import (
    DispatchRules,
    NeedRepeated,
    Policy,
    RulesChangedMeanwhile,
)
from dispatch.domain.eta import UNSEEN_S, expected
from dispatch.domain.incident_form import Answered, IncidentForm, Priority
from dispatch.domain.recommend import Candidate, VehicleRanking, Wanted, rank_vehicles
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import Crew, Skill, Vehicle, VehicleKind
from dispatch.domain.vehicle_needs import FIRST_NEEDS, Need, NeedWhen, lacking, needed_skills
from dispatch.domain.vehicle_status import shown
from dispatch.services.rules.change_dispatch_rules import (
    ChangeDispatchRules,
    change_dispatch_rules,
)
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.orders.some_orders import STATION, vehicle
from tests.unit.orders.test_recommend import fix

ALS = Wanted(infectious=False, skills=(Skill.MONITORED_ALS, Skill.DOCTOR))
WITH_DOCTOR = Crew(doctor="王", driver="李")
NO_DOCTOR = Crew(nurse="王", driver="李")


def rank(*vehicles: Vehicle, seconds: list[float], wanted: Wanted = ALS) -> VehicleRanking:
    candidates = [Candidate(shown(one, ()), STATION, fix(5)) for one in vehicles]
    legs = [Leg(one, one * 10) for one in seconds]
    return rank_vehicles(candidates, Travel(TravelMode.ROAD, legs), wanted, NOON)


def reasons(ranking: VehicleRanking, name: str) -> dict[str, object]:
    (one,) = [one for one in ranking.ranked if one.vehicle.name == name]
    return {reason.code: dict(reason.parameters) for reason in one.reasons}


@pytest.mark.mission("A48")
def test_who_lacks_what_is_needed_goes_after_who_has_it_says_so_and_is_never_hidden():
    basic = vehicle(1, VehicleKind.BASIC, crew=WITH_DOCTOR)
    ranking = rank(basic, vehicle(2, crew=WITH_DOCTOR), seconds=[60.0, 600.0])
    assert [one.vehicle.name for one in ranking.ranked] == ["120A2", "120A1"]
    told = reasons(ranking, "120A1")
    assert told["lacks_skills"] == {"skills": "monitored_als"}
    assert told["nearest_of_all"] == {"earlier_s": 540}
    assert reasons(ranking, "120A2")["has_skills"] == {"skills": "monitored_als,doctor"}


def test_a_crew_without_a_doctor_lacks_one_and_of_an_unwritten_crew_nothing_is_known():
    assert lacking(vehicle(crew=NO_DOCTOR), ALS.skills) == (Skill.DOCTOR,)
    assert lacking(vehicle(crew=Crew()), ALS.skills) == ()
    ranking = rank(vehicle(1, crew=Crew()), seconds=[60.0])
    assert "crew_unknown" in reasons(ranking, "120A1")


def test_a_station_that_only_a_telephone_reaches_is_said_with_its_number():
    one = Candidate(shown(vehicle(), ()), STATION, fix(5), by_telephone=True)
    ranking = rank_vehicles([one], None, Wanted(infectious=False), NOON)
    assert reasons(ranking, "120A1")["by_telephone"] == {"telephone": STATION.telephone}


def test_what_is_needed_follows_from_the_form_by_the_administrators_table():
    form = IncidentForm(priority=Priority.CRITICAL, stretcher=True, elevator=Answered.NO)
    asked = (Skill.MONITORED_ALS, Skill.DOCTOR, Skill.STAIR_STRETCHER)
    assert needed_skills(form, FIRST_NEEDS) == asked
    newborn = Need(NeedWhen.COMPLAINT, "child", (Skill.NEONATAL_INCUBATOR,))
    assert needed_skills(IncidentForm(complaint="child"), [newborn]) == newborn.skills
    assert needed_skills(IncidentForm(), FIRST_NEEDS) == ()


def test_equipment_on_a_vehicles_list_counts_and_a_doctor_there_does_not():
    listed = frozenset({Skill.MONITORED_ALS, Skill.DOCTOR})
    one = replace(vehicle(kind=VehicleKind.BASIC, crew=NO_DOCTOR), equipment=listed)
    assert lacking(one, ALS.skills) == (Skill.DOCTOR,)


def test_an_arrival_has_an_error_of_the_measured_share_the_age_of_the_fix_and_rough_roads():
    leg = Leg(480.0, 5000.0)
    road = expected(leg, TravelMode.ROAD, fix_age_s=12, error_share_percent=10)
    assert (road.low_s, road.high_s) == (480 - 60, 480 + 60)
    rough = expected(leg, TravelMode.STRAIGHT_LINE, fix_age_s=12, error_share_percent=10)
    assert rough.high_s == 480 + 108
    unseen = expected(leg, TravelMode.ROAD, fix_age_s=None, error_share_percent=10)
    assert unseen.high_s - leg.seconds == UNSEEN_S + 48
    assert expected(leg, TravelMode.ROAD, fix_age_s=600, error_share_percent=10).low_s == 0


async def test_rules_are_versioned_and_a_stale_editor_is_refused():
    tx, need = MemoryTransaction(), Need(NeedWhen.PREGNANT, "", (Skill.OBSTETRIC_KIT,))
    command = ChangeDispatchRules(0, [need], Policy(divert=True), "9001")
    rules = await change_dispatch_rules(command, tx)
    assert (rules.version, rules.needs, rules.policy.divert) == (1, (need,), True)
    assert await tx.dispatch_rules.current() == rules
    with pytest.raises(RulesChangedMeanwhile):
        await change_dispatch_rules(command, tx)
    with pytest.raises(NeedRepeated):
        await change_dispatch_rules(replace(command, base_version=1, needs=[need, need]), tx)
    assert await tx.dispatch_rules.current() == rules


def test_before_anybody_wrote_rules_nothing_is_diverted():
    assert not DispatchRules().policy.divert

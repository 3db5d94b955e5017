"""Hospitals by nearness and need: departments, centres, beds, patients on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.complaint import Department
from dispatch.domain.dispatch_rules import USUAL_POLICY
from dispatch.domain.hospital import Beds, Capability, Hospital
from dispatch.domain.recommend_hospitals import (
    UNTOLD_TAKES,
    Needed,
    RankedHospital,
    rank_hospitals,
    split_patients,
)
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.services.hospitals.tell_beds import tell_beds
from dispatch.services.hospitals.write_hospital import write_hospital
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.orders.test_recommend import hospital

HEART = Needed((Department.CARDIAC,))


def with_beds(one: Hospital, free: int, age_min: int = 5) -> Hospital:
    return one.with_beds(Beds(free, NOON - timedelta(minutes=age_min), "1027"))


def rank(
    *hospitals: Hospital,
    seconds: Sequence[float] = (60.0, 120.0, 180.0),
    needed: Needed = HEART,
    inbound: Mapping[UUID, int] | None = None,
) -> Sequence[RankedHospital]:
    legs = [Leg(one, one * 10) for one in seconds[: len(hospitals)]]
    return rank_hospitals(hospitals, Travel(TravelMode.ROAD, legs), needed, NOON, inbound=inbound)


def numbers(ranked: Sequence[RankedHospital]) -> list[int]:
    return [one.hospital.id.int for one in ranked]


def reasons(one: RankedHospital) -> dict[str, object]:
    return {reason.code: dict(reason.parameters) for reason in one.reasons}


@pytest.mark.mission("A35")
def test_a_chest_pain_centre_goes_before_a_nearer_hospital_that_only_has_the_department():
    near = hospital(1, Department.CARDIAC)
    centre = replace(near, id=UUID(int=2), capabilities=frozenset({Capability.CHEST_PAIN_CENTRE}))
    first, second = rank(near, centre)
    assert numbers([first, second]) == [2, 1]
    assert reasons(first)["has_centres"] == {"centres": "chest_pain_centre"}


@pytest.mark.mission("A35")
def test_a_full_hospital_goes_after_one_with_a_bed_and_says_how_old_that_is():
    full, roomy = (hospital(n, Department.CARDIAC) for n in (1, 2))
    ranked = rank(with_beds(full, 2), with_beds(roomy, 9), inbound={full.id: 2})
    assert numbers(ranked) == [2, 1]
    assert reasons(ranked[1])["no_bed"] == {"free": 2, "age_min": 5}
    assert reasons(ranked[1])["inbound"] == {"count": 2}
    assert reasons(ranked[0])["beds_free"] == {"free": 9, "age_min": 5}


def test_beds_that_were_told_too_long_ago_are_said_and_not_counted_on():
    old = USUAL_POLICY.beds_stale_after_min + 1
    ranked = rank(with_beds(hospital(1), 0, old), hospital(2), needed=Needed())
    assert numbers(ranked) == [1, 2]
    assert (ranked[0].beds_free, reasons(ranked[0])["beds_stale"]) == (
        None,
        {"free": 0, "age_min": old},
    )


def test_each_patient_on_the_way_puts_a_hospital_farther_off():
    near, far = hospital(1), hospital(2)
    assert numbers(rank(near, far, needed=Needed(), inbound={near.id: 2})) == [2, 1]


@pytest.mark.mission("A48")
def test_many_patients_are_split_by_beds_and_nearness():
    ranked = rank(
        with_beds(hospital(1), 2),
        with_beds(hospital(2), 9),
        with_beds(hospital(3), 0),
        needed=Needed(),
    )
    assert [one.int for one in split_patients(ranked, 5)] == [1, 1, 2, 2, 2]


def test_where_nobody_knows_the_beds_a_hospital_is_given_a_few_and_all_share_the_rest():
    ranked = rank(hospital(1), hospital(2), needed=Needed())
    given = [one.int for one in split_patients(ranked, 2 * UNTOLD_TAKES + 2)]
    assert (given.count(1), given.count(2)) == (UNTOLD_TAKES + 1, UNTOLD_TAKES + 1)
    assert split_patients([], 3) == []


async def test_beds_stay_when_the_hospital_is_written_anew():
    tx = MemoryTransaction()
    await write_hospital(hospital(1), tx)
    told = await tell_beds(UUID(int=1), 4, "1027", tx)
    assert told.beds == Beds(4, NOON, "1027")
    await write_hospital(replace(hospital(1), address="新址"), tx)
    assert tx.hospitals[UUID(int=1)].beds == told.beds
    assert tx.told == ["hospital_changed"] * 3

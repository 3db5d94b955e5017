"""What is kept of a recommendation: the best, who was sent, and no names."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.adapters.postgres.repositories.recommendation import BASIS
from dispatch.domain.kept_recommendation import keep_recommendation
from dispatch.domain.recommend import Candidate, Wanted
from dispatch.domain.recommend_hospitals import Needed
from dispatch.domain.recommendation import MOST_VEHICLES_KEPT, Basis
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import Crew
from dispatch.domain.vehicle_status import shown
from dispatch.services.orders.send_orders import send_orders
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import STATION, centre, scene, vehicle
from tests.unit.orders.test_recommend import hospital
from tests.unit.orders.test_use_cases import sending

CREW = Crew(doctor="王志强", nurse="李婷婷", driver="张大勇", phone="15805271201")


def basis(count: int = 2) -> Basis:
    """Make one of that many vehicles, the first of them nearest."""
    of = [vehicle(number, crew=CREW) for number in range(1, count + 1)]
    legs = tuple(Leg(100.0 * number, 1000.0) for number in range(1, count + 1))
    return Basis(
        incident_id=scene().id,
        made_at=NOON,
        candidates=tuple(Candidate(shown(one, ()), STATION, None) for one in of),
        there=Travel(TravelMode.ROAD, legs, "demo/3"),
        wanted=Wanted(infectious=False),
        hospitals=(),
        onward=None,
        needed=Needed(),
    )


def test_of_a_big_fleet_the_best_and_the_sent_stay_and_the_rest_is_counted():
    last = vehicle(200).id
    kept = keep_recommendation(UUID(int=9), basis(200), [UUID(int=7)], [last])
    assert kept.left_out == 200 - MOST_VEHICLES_KEPT
    assert kept.basis is not None
    names = [one.vehicle.name for one in kept.basis.candidates]
    assert names == [*(f"120A{n}" for n in range(1, MOST_VEHICLES_KEPT)), "120A200"]
    assert kept.again() == kept.listed
    assert len(BASIS.dump_json(kept.basis)) < 131_072


def test_no_name_and_no_telephone_of_a_crew_is_kept():
    kept = keep_recommendation(UUID(int=9), basis(), [UUID(int=7)], [])
    text = BASIS.dump_json(kept.basis).decode() + kept.listed if kept.basis else ""
    assert text
    assert not any(secret and secret in text for secret in (CREW.doctor, CREW.driver, CREW.phone))
    assert '"crew":["doctor","nurse","driver"]' in kept.listed


def test_a_list_that_other_rules_would_order_otherwise_is_not_the_same():
    kept = keep_recommendation(UUID(int=9), basis(), [UUID(int=7)], [])
    assert kept.basis is not None
    assert kept.basis.there is not None
    swapped = replace(kept.basis.there, legs=tuple(reversed(kept.basis.there.legs)))
    assert replace(kept, basis=replace(kept.basis, there=swapped)).again() != kept.listed
    assert replace(kept, basis=None).again() is None


@pytest.mark.mission("A48")
async def test_sending_keeps_what_the_list_was_made_from_once_for_all_its_orders():
    tx = await centre()
    orders = await send_orders(sending(vehicle(1).id, vehicle(2).id, basis=basis()), tx)
    (kept,) = tx.kept_recommendations
    assert list(kept.order_ids) == [one.id for one in orders]
    assert (orders[0].travel_s, kept.map_version) == (100, "demo/3")


@pytest.mark.mission("A48")
async def test_each_vehicle_of_one_act_may_have_a_hospital_of_its_own():
    tx = await centre()
    for number in (1, 2):
        await tx.hospitals.save(hospital(number))
    ids = (UUID(int=2), UUID(int=1))
    command = sending(vehicle(1).id, vehicle(2).id, hospital_ids=ids)
    assert [one.hospital_id for one in await send_orders(command, tx)] == list(ids)

"""What the acts on orders and devices store and tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.device import (
    BellState,
    DeviceKind,
    DeviceReport,
    EnrolmentRefused,
    PrinterState,
)
from dispatch.domain.incident import IncidentOver, IncidentState
from dispatch.domain.incident_form import Nature
from dispatch.domain.order import Order, OrderMove, OrderNotFound, OrderState
from dispatch.domain.order_making import NearDuplicate, SceneUnconfirmed
from dispatch.domain.order_reasons import CancelReason, RefuseReason
from dispatch.domain.origin import Wire
from dispatch.domain.station import StationCodeFixed
from dispatch.domain.vehicle import VehicleNotAvailable
from dispatch.services.devices.claim_enrolment import ClaimEnrolment, claim_enrolment
from dispatch.services.devices.enrol_device import EnrolDevice, enrol_device
from dispatch.services.devices.find_device_silent import find_device_silent
from dispatch.services.devices.tell_device_state import TellDeviceState, tell_device_state
from dispatch.services.incidents.change_form import ChangeForm, change_form
from dispatch.services.orders.acknowledge_order import AcknowledgeOrder, acknowledge_order
from dispatch.services.orders.cancel_order import CancelOrder, cancel_order
from dispatch.services.orders.end_returning import end_returning
from dispatch.services.orders.find_order_overdue import find_order_overdue
from dispatch.services.orders.refuse_order import RefuseOrder, refuse_order
from dispatch.services.orders.send_orders import SendOrders, send_orders
from dispatch.services.orders.stamp_order import StampOrder, stamp_order
from dispatch.services.stations.write_station import write_station
from tests.unit.incidents.some_incidents import incident
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.orders.some_orders import (
    OTHER_STATION,
    STATION,
    centre,
    device,
    order_in,
    scene,
    vehicle,
)

WELL = DeviceReport(BellState.OK, PrinterState.OK, sounding=False, note="")


def sending(*vehicles: UUID, **fields: Any) -> SendOrders:
    given: Mapping[str, Any] = {
        "hospital_id": None,
        "despite_duplicates": frozenset(),
        "override_reason": None,
        "basis": None,
        "by": "1027",
        **fields,
    }
    return SendOrders(incident_id=scene().id, vehicle_ids=vehicles or (vehicle(1).id,), **given)


def stamping(order: Order, milestone: OrderMove, **fields: Any) -> StampOrder:
    given = {"at": None, "by": "device:值班室", "wire": Wire.STATION, **fields}
    return StampOrder(order.id, milestone, **given)


async def taken(tx: MemoryTransaction) -> Order:
    (order,) = await send_orders(sending(), tx)
    return await acknowledge_order(AcknowledgeOrder(order.id, 1, "赵六", Wire.STATION), tx)


async def test_sending_tells_order_vehicle_and_that_the_incident_waits_no_longer():
    tx = await centre()
    (order,) = await send_orders(sending(), tx)
    assert tx.told == ["order_sent", "vehicle_changed", "incident_changed"]
    assert order.number == f"{scene().number}-1"
    due = tx.deadlines[DeadlineKind.ORDER_ACKNOWLEDGE, str(order.id)]
    assert due.due_at == NOON + timedelta(seconds=10)
    assert tx.incidents[scene().id].has_active_order


async def test_a_vehicle_named_twice_gets_one_order():
    tx = await centre()
    assert len(await send_orders(sending(vehicle(1).id, vehicle(1).id), tx)) == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (incident(1), SceneUnconfirmed),
        (replace(scene(), scene_confirmed_at=None), SceneUnconfirmed),
        (replace(scene(), state=IncidentState.CLOSED), IncidentOver),
    ],
)
async def test_nothing_goes_to_a_place_that_nobody_confirmed_or_that_is_over(
    wrong: Any, refusal: type[Exception]
):
    tx = await centre(incidents=(wrong,))
    with pytest.raises(refusal):
        await send_orders(sending(), tx)
    assert tx.told == []


async def test_a_near_incident_must_be_named_and_one_far_away_need_not():
    near = replace(scene(), id=UUID(int=2), number="20251122-0002")
    tx = await centre(incidents=(scene(), near))
    with pytest.raises(NearDuplicate) as refusal:
        await send_orders(sending(), tx)
    assert refusal.value.parameters["numbers"] == near.number
    assert await send_orders(sending(despite_duplicates=frozenset({near.id})), tx)


async def test_a_vehicle_on_a_run_cannot_be_sent_again():
    tx = await centre()
    await send_orders(sending(), tx)
    with pytest.raises(VehicleNotAvailable) as refusal:
        await send_orders(sending(), tx)
    assert refusal.value.parameters["status"] == "ordered"


async def test_a_cancelled_order_lets_its_incident_wait_and_a_completed_one_does_not():
    tx = await centre()
    order = await taken(tx)
    await cancel_order(CancelOrder(order.id, CancelReason.OTHER), tx)
    assert tx.incidents[scene().id].waiting_since == NOON
    order = await taken(tx)
    assert order.number.endswith("-2")
    await stamp_order(stamping(order, OrderMove.COMPLETED), tx)
    assert tx.incidents[scene().id].waiting_since is None
    assert tx.told[-3:] == ["order_completed", "vehicle_changed", "incident_changed"]


async def test_a_changed_contact_is_a_new_revision_and_a_changed_name_is_none():
    tx = await centre()
    order = await taken(tx)
    await change_form(ChangeForm(scene().id, {"patient_name": "某人"}), tx)
    assert tx.orders[order.id].revision == 1
    await change_form(ChangeForm(scene().id, {"contact_number": "13900000000"}), tx)
    changed = tx.orders[order.id]
    assert (changed.revision, changed.unacknowledged) == (2, True)
    assert (changed.sheet.contact_number, changed.sheet.revision) == ("13900000000", 2)
    assert (DeadlineKind.ORDER_ACKNOWLEDGE, str(order.id)) in tx.deadlines


async def test_only_its_own_station_refuses_an_order():
    tx = await centre()
    (order,) = await send_orders(sending(), tx)
    foreign = RefuseOrder(order.id, RefuseReason.CREW_SHORT, OTHER_STATION.id)
    with pytest.raises(OrderNotFound):
        await refuse_order(foreign, tx)
    refused = await refuse_order(replace(foreign, station_id=STATION.id), tx)
    assert (refused.state, refused.end_reason) == (OrderState.REFUSED, "crew_short")


async def test_a_passed_milestone_with_a_time_is_a_correction_told_as_such():
    tx = await centre()
    order = await taken(tx)
    await stamp_order(stamping(order, OrderMove.LEFT_SCENE), tx)
    told = len(tx.events)
    late = stamping(order, OrderMove.ARRIVED, at=NOON - timedelta(hours=3))
    corrected = await stamp_order(late, tx)
    assert (corrected.state, corrected.stamps[OrderState.ARRIVED].at) == (
        OrderState.LEFT_SCENE,
        order.sent_at,
    )
    assert tx.told[told:] == ["order_stamped"]


async def test_an_order_that_was_taken_is_not_told_as_overdue():
    tx = await centre()
    order = await taken(tx)
    told = list(tx.told)
    await find_order_overdue(order.id, tx)
    assert tx.told == told


async def test_who_departs_for_another_scene_has_come_back_from_the_last():
    tx = await centre()
    back = order_in(OrderState.RETURNING)
    await tx.orders.save(back)
    (order,) = await send_orders(sending(), tx)
    await end_returning(order.vehicle_id, order.id, tx)
    assert tx.orders[back.id].state is OrderState.COMPLETED
    assert tx.orders[order.id].state is OrderState.SENT


async def test_a_code_is_used_once_and_in_time():
    tx = await centre()
    await enrol_device(EnrolDevice(STATION.id, DeviceKind.CLIENT, b"code", "9001"), tx)
    claim = ClaimEnrolment(b"code", "值班室", b"token")
    assert (await claim_enrolment(claim, tx)).station_code == "S01"
    with pytest.raises(EnrolmentRefused):
        await claim_enrolment(claim, tx)
    await enrol_device(EnrolDevice(STATION.id, DeviceKind.CLIENT, b"late", "9001"), tx)
    tx.now = NOON + timedelta(minutes=15)
    with pytest.raises(EnrolmentRefused):
        await claim_enrolment(ClaimEnrolment(b"late", "迟到", b"other"), tx)


async def test_a_lamp_is_told_only_when_it_changes():
    tx = await centre()
    await tx.devices.save(device())
    for _ in range(2):
        await tell_device_state(TellDeviceState(device().id, WELL), tx)
    await find_device_silent(device().id, tx)
    await find_device_silent(device().id, tx)
    assert tx.told == ["device_state_changed"] * 2


async def test_a_station_keeps_its_code():
    tx = await centre()
    with pytest.raises(StationCodeFixed):
        await write_station(replace(STATION, code="S09"), tx)


async def test_a_call_for_advice_does_not_wait_for_a_vehicle():
    tx = await centre(incidents=(scene(nature=Nature.ADVICE),))
    (order,) = await send_orders(sending(), tx)
    await cancel_order(CancelOrder(order.id, CancelReason.NO_VEHICLE_NEEDED), tx)
    assert tx.incidents[scene().id].waiting_since is None

"""An emergency key: raised, acknowledged, raised again, ended; and never ended in silence."""

from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.emergency import Emergency, EmergencyState, EndReason, Raising
from dispatch.domain.errors import IllegalMove
from dispatch.ports.emergencies import Gone
from dispatch.services.emergencies.acknowledge_emergency import (
    AcknowledgeEmergency,
    acknowledge_emergency,
)
from dispatch.services.emergencies.end_emergency import EndEmergency, end_emergency
from dispatch.services.emergencies.find_emergency_overdue import find_emergency_overdue
from dispatch.services.emergencies.note_emergency_gone import note_emergency_gone
from dispatch.services.emergencies.raise_emergency import raise_emergency
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.orders.some_orders import STATION, vehicle

PHONE = "13800000120"
VEHICLE = vehicle(tracker=PHONE)


def press(number: int = 1, after_s: float = 0.0, device: str = PHONE) -> Raising:
    at = NOON + timedelta(seconds=after_s)
    return Raising(UUID(int=number), device, "jt808-1", at, at, Wgs84(119.03, 33.6))


def gone(after_s: float) -> Gone:
    return Gone(UUID(int=1), PHONE, NOON + timedelta(seconds=after_s))


async def raised(tx: MemoryTransaction) -> Emergency:
    return await raise_emergency(press(), tx)


async def taken(tx: MemoryTransaction) -> Emergency:
    one = await raised(tx)
    return await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "1027", "王"), tx)


async def test_it_names_vehicle_and_station_and_every_seat_hears_it() -> None:
    tx = MemoryTransaction()
    await tx.stations.save(STATION)
    await tx.vehicles.save(VEHICLE)
    one = await raise_emergency(press(), tx)
    assert (one.vehicle_id, one.station_code) == (VEHICLE.id, STATION.code)
    (event,) = tx.events
    assert event.audiences == ("desks", "leaders", f"station:{STATION.code}")


async def test_one_of_a_terminal_that_is_no_vehicles_is_shown_too() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    assert one.vehicle_id is None
    assert tx.events[0].audiences == ("desks", "leaders")


async def test_the_first_who_acknowledges_stays_and_the_deadline_goes() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    key = (DeadlineKind.EMERGENCY_ACKNOWLEDGE, str(one.id))
    assert tx.deadlines[key].due_at == NOON + timedelta(seconds=10)
    await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "1027", "王"), tx)
    again = await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "2003", "李"), tx)
    assert (again.acknowledged_by, again.acknowledged_name) == ("1027", "王")
    assert key not in tx.deadlines
    assert tx.told == ["emergency_raised", "emergency_acknowledged"]


async def test_pressed_again_it_wants_a_person_again() -> None:
    tx = MemoryTransaction()
    one = await taken(tx)
    again = await raise_emergency(press(2, 60), tx)
    assert (again.id, again.state, again.raisings) == (one.id, EmergencyState.RAISED, 2)
    assert again.acknowledged_by is None
    assert (DeadlineKind.EMERGENCY_ACKNOWLEDGE, str(one.id)) in tx.deadlines


async def test_a_key_for_the_first_press_does_not_acknowledge_the_second() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    await raise_emergency(press(2, 60), tx)
    still = await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "1027", "王"), tx)
    assert still.state is EmergencyState.RAISED


async def test_pressed_again_while_it_rings_it_does_not_win_time() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    tx.now = NOON + timedelta(seconds=8)
    await raise_emergency(press(2, 8), tx)
    due = tx.deadlines[DeadlineKind.EMERGENCY_ACKNOWLEDGE, str(one.id)]
    assert due.due_at == NOON + timedelta(seconds=10)


async def test_a_terminal_that_takes_its_bit_back_ends_nothing_that_nobody_has_seen() -> None:
    tx = MemoryTransaction()
    await raised(tx)
    await note_emergency_gone(gone(1), tx)
    (one,) = tx.emergencies.kept.values()
    assert one.state is EmergencyState.RAISED
    assert one.gone_at == NOON + timedelta(seconds=1)
    assert tx.told[-1] == "emergency_gone"


async def test_after_the_acknowledgement_it_ends_by_the_terminal() -> None:
    tx = MemoryTransaction()
    await taken(tx)
    await note_emergency_gone(gone(30), tx)
    (one,) = tx.emergencies.kept.values()
    assert (one.state, one.ended_by) == (EmergencyState.ENDED, "terminal")
    assert tx.told[-1] == "emergency_ended"


async def test_a_bit_that_went_before_the_last_press_says_nothing_of_it() -> None:
    tx = MemoryTransaction()
    one = await taken(tx)
    await raise_emergency(press(2, 60), tx)
    await acknowledge_emergency(AcknowledgeEmergency(one.id, 2, "1027", "王"), tx)
    await note_emergency_gone(gone(30), tx)
    assert tx.emergencies.kept[one.id].state is EmergencyState.ACKNOWLEDGED


async def test_a_person_ends_it_with_a_reason_but_not_before_somebody_had_it() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    end = EndEmergency(one.id, EndReason.PRESSED_BY_MISTAKE, "1027")
    with pytest.raises(IllegalMove):
        await end_emergency(end, tx)
    await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "1027", "王"), tx)
    over = await end_emergency(end, tx)
    assert (over.state, over.ended_by) == (EmergencyState.ENDED, "1027")
    assert over.end_reason is EndReason.PRESSED_BY_MISTAKE
    assert [entry.verb for entry in tx.audit] == ["acknowledge_emergency", "end_emergency"]


async def test_pressed_after_its_end_it_is_another() -> None:
    tx = MemoryTransaction()
    one = await taken(tx)
    await end_emergency(EndEmergency(one.id, EndReason.CREW_SAFE, "1027"), tx)
    other = await raise_emergency(press(2, 60), tx)
    assert other.id != one.id
    assert other.raisings == 1


async def test_nobody_in_time_makes_it_overdue_and_somebody_does_not() -> None:
    tx = MemoryTransaction()
    one = await raised(tx)
    await find_emergency_overdue(one.id, tx)
    assert tx.emergencies.kept[one.id].overdue_at == tx.now
    await acknowledge_emergency(AcknowledgeEmergency(one.id, 1, "1027", "王"), tx)
    before = list(tx.told)
    await find_emergency_overdue(one.id, tx)
    assert tx.told == before

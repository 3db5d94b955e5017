"""What may be drawn as a closure, when it is in force, and what is told of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from dispatch.domain.closure import (
    Closure,
    ClosureCrossesItself,
    ClosureCutsOff,
    ClosureEndsTooEarly,
    ClosureNotLifted,
    ClosureOver,
    ClosuresChangedMeanwhile,
    ClosureShape,
    ClosureSwapped,
    ClosureTooLarge,
    ClosureTooLong,
    ClosureTooSmall,
    ClosureTouchesNoRoad,
    StreetHit,
    read_points,
)
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.detours import detour_reasons
from dispatch.domain.errors import DomainError
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.ports.closures import CheckedClosure
from dispatch.services.check_closure import DraftClosure, Place, Surroundings, check_closure
from dispatch.services.closures.draw_closure import draw_closure
from dispatch.services.closures.extend_closure import extend_closure
from dispatch.services.closures.lift_closure import lift_closure
from dispatch.services.closures.restore_closure import restore_closure
from dispatch.services.closures.turn_closure import turn_closure
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction

WEST, SOUTH = 118.30, 33.96
LINE, AREA = ClosureShape.LINE, ClosureShape.AREA
SQUARE = ((WEST, SOUTH), (WEST + 0.01, SOUTH), (WEST + 0.01, SOUTH + 0.01), (WEST, SOUTH + 0.01))
HOUR = timedelta(hours=1)
HOSPITAL = Place("宿河市第一人民医院", Wgs84(WEST, SOUTH))


def draft(
    *,
    shape: ClosureShape = AREA,
    spots: tuple[tuple[float, float], ...] = SQUARE,
    begins_at: datetime | None = None,
    ends_at: datetime = NOON + HOUR,
    speed_percent: int = 0,
) -> DraftClosure:
    return DraftClosure(shape, speed_percent, spots, "路面塌陷", begins_at, ends_at, "1027")


class Roads:
    """Says what it is told to say, and keeps what it was asked."""

    def __init__(self, *cut_off: int, streets: int = 1, swapped: bool = False) -> None:
        hits = tuple(StreetHit("人民路", 420.0) for _ in range(streets))
        self.answer = CheckedClosure(hits, cut_off, swapped)
        self.before: list[int] = []

    async def check_closure(self, before: object, new: Closure, places: object) -> CheckedClosure:
        self.before = [one.number for one in before]  # type: ignore[attr-defined]
        return self.answer


async def drawn(tx: MemoryTransaction, **how: datetime) -> Closure:
    checked = draft(**how).closure(tx.now)  # type: ignore[arg-type]
    beside = list(tx.closures.kept)
    return await draw_closure(checked, beside, tx, at_once="begins_at" not in how)


def due(tx: MemoryTransaction) -> list[datetime]:
    return [one.due_at for one in tx.deadlines if one.kind is DeadlineKind.CLOSURE_TURN]


BOW = (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])
FAR = tuple((WEST + lon, SOUTH + lat) for lon, lat in ((0, 0), (0.2, 0), (0.2, 0.2), (0, 0.2)))


@pytest.mark.parametrize(
    ("shape", "spots", "refusal"),
    [
        (AREA, BOW, ClosureCrossesItself),
        (AREA, (*SQUARE[:3], (WEST + 0.005, SOUTH)), ClosureCrossesItself),
        (AREA, FAR, ClosureTooLarge),
        (AREA, SQUARE[:2], ClosureTooSmall),
        (AREA, ((WEST, SOUTH), (WEST + 1e-5, SOUTH), (WEST, SOUTH + 1e-5)), ClosureTooSmall),
        (LINE, (SQUARE[0], SQUARE[0]), ClosureTooSmall),
        (LINE, (SQUARE[0], (WEST + 0.5, SOUTH)), ClosureTooLarge),
        (LINE, tuple((lat, lon) for lon, lat in SQUARE), ClosureSwapped),
    ],
)
def test_what_nobody_can_mean_is_refused_by_name(
    shape: ClosureShape, spots: tuple[tuple[float, float], ...], refusal: type[DomainError]
):
    with pytest.raises(refusal):
        read_points(shape, spots)


def test_what_a_person_means_is_taken():
    assert read_points(AREA, SQUARE)[0] == Wgs84(WEST, SOUTH)
    assert len(read_points(LINE, (*BOW, BOW[0]))) == 5


@pytest.mark.parametrize(
    ("begins_at", "ends_at", "refusal"),
    [
        (None, NOON, ClosureEndsTooEarly),
        (NOON + 2 * HOUR, NOON + HOUR, ClosureEndsTooEarly),
        (NOON - 2 * HOUR, NOON - HOUR, ClosureEndsTooEarly),
        (None, NOON + timedelta(days=500), ClosureTooLong),
    ],
)
def test_an_end_before_the_beginning_or_in_the_past_is_refused(
    begins_at: datetime | None, ends_at: datetime, refusal: type[DomainError]
):
    with pytest.raises(refusal):
        draft(begins_at=begins_at, ends_at=ends_at).closure(NOON)


async def test_a_place_that_is_cut_off_is_named_and_never_accepted_in_silence():
    around = Surroundings((), [HOSPITAL, Place("S03", HOSPITAL.point)], Roads(0))
    closure = draft().closure(NOON)
    with pytest.raises(ClosureCutsOff) as refused:
        await check_closure(closure, around, ())
    assert refused.value.parameters == {"places": HOSPITAL.name}
    with pytest.raises(ClosureCutsOff):
        await check_closure(closure, around, ["S03"])
    checked = await check_closure(closure, around, [HOSPITAL.name])
    assert (checked.cuts_off, checked.streets[0].name) == ((HOSPITAL.name,), "人民路")


@pytest.mark.parametrize(
    ("swapped", "refusal"), [(True, ClosureSwapped), (False, ClosureTouchesNoRoad)]
)
async def test_what_touches_no_road_is_refused(swapped: bool, refusal: type[DomainError]):
    around = Surroundings((), (), Roads(streets=0, swapped=swapped))
    with pytest.raises(refusal):
        await check_closure(draft().closure(NOON), around, ())


async def test_only_closures_of_the_same_time_count_for_what_is_cut_off():
    tx, roads = MemoryTransaction(), Roads()
    await drawn(tx)
    await drawn(tx, begins_at=NOON + 5 * HOUR, ends_at=NOON + 6 * HOUR)
    around = Surroundings(list(tx.closures.kept.values()), (), roads)
    await check_closure(draft().closure(NOON), around, ())
    assert roads.before == [1]


async def test_a_closure_is_in_force_at_once_told_audited_and_ends_by_itself():
    tx = MemoryTransaction()
    closure = await drawn(tx)
    assert (closure.number, closure.in_force(tx.now), due(tx)) == (1, True, [NOON + HOUR])
    assert [entry.verb for entry in tx.audit] == ["draw_closure"]
    tx.now = NOON + HOUR
    assert not closure.in_force(tx.now)
    await turn_closure(closure.id, tx)
    assert [event.fact.act for event in tx.events] == ["drawn", "ended"]  # type: ignore[union-attr]
    assert due(tx) == []


async def test_one_that_begins_later_is_told_twice():
    tx = MemoryTransaction()
    closure = await drawn(tx, begins_at=NOON + HOUR, ends_at=NOON + 2 * HOUR)
    assert (closure.in_force(NOON), due(tx)) == (False, [NOON + HOUR])
    tx.now = NOON + HOUR
    await turn_closure(closure.id, tx)
    assert (closure.in_force(tx.now), due(tx)) == (True, [NOON + 2 * HOUR])
    tx.now = NOON + 2 * HOUR
    await turn_closure(closure.id, tx)
    assert [event.fact.act for event in tx.events] == ["drawn", "began", "ended"]  # type: ignore[union-attr]


async def test_lifting_is_taken_back_until_its_time_is_over_and_who_lifted_is_kept():
    tx = MemoryTransaction()
    closure = await drawn(tx)
    lifted = await lift_closure(closure.id, "1031", tx)
    assert (lifted.lifted_by, lifted.in_force(NOON), due(tx)) == ("1031", False, [])
    with pytest.raises(ClosureOver):
        await lift_closure(closure.id, "1031", tx)
    back = await restore_closure(closure.id, (HOSPITAL.name,), [], tx)
    assert (back.in_force(NOON), back.cuts_off, due(tx)) == (True, (HOSPITAL.name,), [NOON + HOUR])
    with pytest.raises(ClosureNotLifted):
        await restore_closure(closure.id, (), [], tx)
    await lift_closure(closure.id, "1031", tx)
    tx.now = NOON + HOUR
    with pytest.raises(ClosureOver):
        await restore_closure(closure.id, (), [], tx)


async def test_a_lifted_one_whose_time_comes_is_left_alone():
    tx = MemoryTransaction()
    closure = await drawn(tx)
    await lift_closure(closure.id, "1031", tx)
    told = len(tx.events)
    await turn_closure(closure.id, tx)
    assert len(tx.events) == told


async def test_what_was_checked_without_another_closure_is_not_stored_beside_it():
    tx = MemoryTransaction()
    first = await drawn(tx)
    with pytest.raises(ClosuresChangedMeanwhile):
        await draw_closure(draft().closure(NOON), [], tx, at_once=True)
    await lift_closure(first.id, "1031", tx)
    await drawn(tx)
    with pytest.raises(ClosuresChangedMeanwhile):
        await restore_closure(first.id, (), [], tx)


async def test_its_end_is_moved_and_not_into_the_past():
    tx = MemoryTransaction()
    closure = await drawn(tx)
    await extend_closure(closure.id, NOON + 3 * HOUR, tx)
    assert due(tx) == [NOON + 3 * HOUR]
    with pytest.raises(ClosureEndsTooEarly):
        await extend_closure(closure.id, NOON - HOUR, tx)


LEGS = (Leg(300.0, 3000.0), None, Leg(105.0, 900.0), None)
TRAVEL = Travel(TravelMode.ROAD, LEGS, "demo/1", (2, 3), (120.0, 60.0, 100.0, None), None)


def codes(travel: Travel | None, place: int) -> dict[str, object]:
    return {one.code: dict(one.parameters) for one in detour_reasons(travel, place)}


def test_a_detour_is_told_with_its_cost_and_a_way_that_is_closed_off_as_such():
    assert codes(TRAVEL, 0) == {"closure_detour": {"longer_s": 180, "closures": "2,3"}}
    assert codes(TRAVEL, 1) == {"closed_off": {"closures": "2,3"}}
    assert codes(TRAVEL, 2) == {}
    assert codes(TRAVEL, 3) == {}


def test_straight_lines_say_that_they_know_no_closure_and_a_closed_scene_is_told():
    straight = replace(TRAVEL, mode=TravelMode.STRAIGHT_LINE, open_s=())
    assert codes(straight, 0) == {"closures_not_counted": {"closures": "2,3"}}
    assert codes(replace(TRAVEL, closed_goal_m=167.4), 2) == {"scene_closed": {"metres": 167}}
    assert codes(None, 0) == codes(Travel(TravelMode.ROAD, LEGS), 1) == {}
    assert UUID(int=0) == draft().closure(NOON).id


async def test_a_deadline_that_moved_with_a_clock_tells_nothing_and_is_set_again():
    tx = MemoryTransaction()
    closure = await drawn(tx)
    await tx.deadlines.clear(DeadlineKind.CLOSURE_TURN, str(closure.id))
    tx.now = NOON + HOUR / 2
    await turn_closure(closure.id, tx)
    assert (tx.told, due(tx)) == (["closure_changed"], [NOON + HOUR])

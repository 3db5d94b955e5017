"""A client that watches hears all positions once, and then only those that changed."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from typing_extensions import override

from dispatch.api import positions as telling
from dispatch.api.positions import PositionTeller, Trackers, views
from dispatch.contracts.map import BoundsView
from dispatch.contracts.positions import Positions
from dispatch.domain.fix import Fix
from dispatch.domain.vehicle import Crew, VehicleKind
from dispatch.domain.vehicle_status import ShownVehicle
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.order_queries import Resources
from gis.datum import Wgs84

NOW = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
VEHICLE = UUID("00000000-0000-7000-8000-000000000001")
STATION = UUID("00000000-0000-7000-8000-000000000002")


def fix(device: str = "AMB01", revision: int = 1, ago_s: float = 0.0) -> Fix:
    at = NOW - timedelta(seconds=ago_s)
    return Fix(device, Wgs84(119.03, 33.6), 30.0, 90.0, at, NOW, "serial-1", revision)


class Still:
    def now(self) -> datetime:
        return NOW


class Fleet:
    def __init__(self, *fixes: Fix) -> None:
        self.fixes = {one.device: one for one in fixes}

    def latest(self) -> dict[str, Fix]:
        return dict(self.fixes)


class Known(Trackers):
    """Trackers without a database behind them."""

    def __init__(self) -> None:
        super().__init__(Orders())

    @override
    async def vehicles(self) -> dict[str, UUID]:
        return {"AMB01": VEHICLE}


class Heard(list[list[tuple[str, int]]]):
    """What one client was sent, by device and vehicle."""

    def __init__(self) -> None:
        self.came = asyncio.Event()

    async def take(self, told: Positions) -> None:
        self.append([(one.device, one.vehicle_id == VEHICLE) for one in told.positions])
        self.came.set()

    async def next(self) -> list[tuple[str, int]]:
        async with asyncio.timeout(5):
            await self.came.wait()
        self.came.clear()
        return self[-1]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "TELL_EVERY_S", 0.001)


async def test_all_at_first_and_then_what_changed() -> None:
    fleet, heard = Fleet(fix("AMB01"), fix("AMB02")), Heard()
    teller = PositionTeller(fleet, Known(), Still(), heard.take)
    await teller.watch(wanted=True)
    assert await heard.next() == [("AMB01", True), ("AMB02", False)]
    fleet.fixes["AMB02"] = fix("AMB02", revision=2)
    assert await heard.next() == [("AMB02", False)]
    await teller.watch(wanted=False)
    assert len(heard) == 2


ELSEWHERE = BoundsView(west=10.0, south=40.0, east=11.0, north=41.0)
AROUND = BoundsView(west=119.0, south=33.0, east=120.0, north=34.0)


async def test_what_nobody_looks_at_is_told_at_first_and_then_only_now_and_then() -> None:
    fleet, heard = Fleet(fix("AMB01")), Heard()
    teller = PositionTeller(fleet, Known(), Still(), heard.take)
    await teller.watch(wanted=True, view=ELSEWHERE)
    assert await heard.next() == [("AMB01", True)]
    fleet.fixes["AMB01"] = fix("AMB01", revision=2)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await heard.came.wait()
    await teller.watch(wanted=True, view=AROUND)
    assert await heard.next() == [("AMB01", True)]
    await teller.watch(wanted=False)


async def test_another_view_does_not_tell_all_again() -> None:
    fleet, heard = Fleet(fix("AMB01"), fix("AMB02")), Heard()
    teller = PositionTeller(fleet, Known(), Still(), heard.take)
    await teller.watch(wanted=True, view=AROUND)
    await heard.next()
    await teller.watch(wanted=True, view=AROUND)
    fleet.fixes["AMB02"] = fix("AMB02", revision=2)
    assert await heard.next() == [("AMB02", False)]
    await teller.watch(wanted=False)


async def test_an_empty_fleet_is_told_once() -> None:
    heard = Heard()
    teller = PositionTeller(fleet := Fleet(), Known(), Still(), heard.take)
    await teller.watch(wanted=True)
    assert await heard.next() == []
    fleet.fixes["AMB01"] = fix()
    assert await heard.next() == [("AMB01", True)]
    await teller.watch(wanted=False)
    assert len(heard) == 2


async def test_who_watches_again_is_told_all_again() -> None:
    heard = Heard()
    teller = PositionTeller(Fleet(fix()), Known(), Still(), heard.take)
    for _ in range(2):
        await teller.watch(wanted=True)
        assert await heard.next() == [("AMB01", True)]
    await teller.watch(wanted=False)


async def test_a_client_that_left_stops_being_told() -> None:
    async def gone(_: Positions) -> None:
        raise RuntimeError("left")

    teller = PositionTeller(Fleet(fix()), Known(), Still(), gone)
    await teller.watch(wanted=True)
    await asyncio.sleep(0)
    await teller.watch(wanted=False)


def test_an_age_is_never_younger_than_the_fix_or_its_receipt() -> None:
    (old, fresh) = views([fix(ago_s=40.0), fix(ago_s=-30.0)], {}, NOW + timedelta(seconds=2))
    assert (old.age_s, fresh.age_s) == (42.0, 2.0)


class Orders:
    """Resources that can be taken away."""

    def __init__(self) -> None:
        self.away = False

    async def read_resources(self) -> Resources:
        if self.away:
            raise DatabaseAway
        return Resources(NOW, [_vehicle("AMB01")], [], [])


def _vehicle(tracker: str) -> ShownVehicle:
    kind = VehicleKind.BASIC
    return ShownVehicle(VEHICLE, "120C2", "某A00001", kind, STATION, tracker, Crew(), NOW)


async def test_while_nobody_knows_the_vehicles_those_known_before_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "TRACKERS_HOLD_S", 0.0)
    orders = Orders()
    trackers = Trackers(orders)
    assert await trackers.vehicles() == {"AMB01": VEHICLE}
    orders.away = True
    assert await trackers.vehicles() == {"AMB01": VEHICLE}

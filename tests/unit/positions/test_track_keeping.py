"""Days of tracks are held, let go and taken out; the store's lamp."""

from datetime import date
from uuid import UUID

import pytest

from dispatch.adapters.clock import SystemClock
from dispatch.domain.origin import Origin
from dispatch.domain.part import PartState
from dispatch.domain.track_keeping import TracksHeldAlready, TracksNotHeld
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.map_window import TracksAway
from dispatch.services.tracks.hold_tracks import HoldTracks, hold_tracks
from dispatch.services.tracks.release_tracks import ReleaseTracks, release_tracks
from dispatch.services.tracks.retire_tracks import RetireTracks, retire_tracks
from dispatch.workers.track_retirement import TrackRetirementWorker
from dispatch.workers.track_store import TrackStoreWorker
from tests.unit.memory_transaction import MemoryTransaction
from tests.unit.orders.some_orders import centre, scene


async def test_tracks_are_held_once_and_let_go_each_act_with_its_reason():
    tx = await centre()
    incident = scene()
    with pytest.raises(TracksNotHeld):
        await release_tracks(ReleaseTracks(incident.id, "投诉已结"), tx)
    await hold_tracks(HoldTracks(incident.id, "投诉调查"), tx)
    with pytest.raises(TracksHeldAlready):
        await hold_tracks(HoldTracks(incident.id, "再次"), tx)
    assert [one.incident_id for one in await tx.track_holds.list_in_force()] == [incident.id]
    await release_tracks(ReleaseTracks(incident.id, "投诉已结"), tx)
    assert await tx.track_holds.list_in_force() == []
    told = [(one.verb, one.subject, one.reason) for one in tx.audit]
    number = incident.number
    assert told == [("hold_tracks", number, "投诉调查"), ("release_tracks", number, "投诉已结")]


async def test_each_day_that_goes_is_accounted_for():
    tx = await centre()
    days = [date(2024, 1, 1), date(2024, 1, 2)]
    await retire_tracks(RetireTracks(days), tx)
    await retire_tracks(RetireTracks(days[:1], dropped=True), tx)
    verbs = ["retire_tracks", "retire_tracks", "drop_tracks"]
    assert [one.verb for one in tx.audit] == verbs


class Store:
    """A store that somebody breaks."""

    def __init__(self) -> None:
        self.astray, self.away, self.made = 0, False, 0

    async def make_days(self) -> None:
        if self.away:
            raise TracksAway
        self.made += 1

    async def count_astray(self) -> int:
        return self.astray


async def test_fixes_that_lie_in_no_day_light_a_lamp_until_they_are_moved():
    store = Store()
    worker = TrackStoreWorker(store)
    await worker.look()
    assert worker.findings() == {}
    store.astray = 3
    await worker.look()
    assert worker.findings() == {"tracks": (PartState.DEGRADED, "fixes_astray")}
    store.astray = 0
    await worker.look()
    assert worker.findings() == {}
    store.away = True
    await worker.look()
    assert worker.findings() == {"tracks": (PartState.DEGRADED, "days_unmade")}
    assert store.made == 3


class Retirement:
    """Days that go, unless a hold comes between or the store is away."""

    def __init__(self, *plans: list[date]) -> None:
        self.plans, self.out, self.away = list(plans), list[date](), False

    async def plan(self, keep_days: int | None) -> list[date]:
        return self.plans.pop(0) if keep_days and self.plans else []

    async def take_out(self, day: date) -> bool:
        if self.away:
            raise TracksAway
        self.out.append(day)
        return True


class Accounts:
    """Commands that keep each key once."""

    def __init__(self) -> None:
        self.tx, self.keys = MemoryTransaction(), set[UUID | None]()

    async def run(self, keyed: Keyed, _origin: Origin, use_case: UseCase) -> Json:
        if keyed.key not in self.keys:
            self.keys.add(keyed.key)
            return await use_case(self.tx)
        return None


FIRST, SECOND = date(2024, 1, 1), date(2024, 1, 2)


async def test_a_day_that_is_held_between_the_plan_and_the_deed_stays():
    store = Retirement([FIRST, SECOND], [], [SECOND])
    await TrackRetirementWorker(store, Accounts(), SystemClock(), 90).look()
    assert store.out == [SECOND]


async def test_without_a_setting_no_day_goes():
    store = Retirement([FIRST])
    await TrackRetirementWorker(store, Accounts(), SystemClock(), None).look()
    assert store.out == []


async def test_a_failure_is_told_until_it_is_mended_and_accounted_for_once_a_day():
    store, accounts = Retirement(*[[FIRST]] * 4), Accounts()
    worker = TrackRetirementWorker(store, accounts, SystemClock(), 90)
    store.away = True
    await worker.look()
    assert worker.findings() == {"track_retirement": (PartState.DEGRADED, "days_unretired")}
    store.away = False
    await worker.look()
    assert (worker.findings(), store.out) == ({}, [FIRST])
    assert [one.subject for one in accounts.tx.audit] == [FIRST.isoformat()]

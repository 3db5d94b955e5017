"""Contradictions are shown, and only the call-taker's key makes a source the scene."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import UUID

import numpy as np
import pytest

from dispatch.domain.call_link import CallLink
from dispatch.domain.caller_place import CallerPlace, SourceDoubt, SourceKind
from dispatch.domain.incident import Incident, IncidentOver, IncidentState
from dispatch.domain.place import PlaceSource
from dispatch.domain.place_conflict import (
    ChoiceNeedsReason,
    ChoiceReason,
    ConflictKind,
    NoPlaceInSource,
    PlaceOfAnother,
    is_old,
)
from dispatch.services.compare_places import compare_places
from dispatch.services.incidents.choose_place_source import (
    ChoosePlaceSource,
    choose_place_source,
)
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction

CALL, INCIDENT = UUID(int=7), UUID(int=8)
HERE, NEAR, FAR = Wgs84(118.3, 33.95), Wgs84(118.301, 33.95), Wgs84(118.35, 33.95)
_ids = count(1)


def source(kind: SourceKind, point: Wgs84 | None = None, **fields: object) -> CallerPlace:
    made = CallerPlace(UUID(int=next(_ids)), CALL, None, kind, NOON, str(kind), point=point)
    return replace(made, **fields)  # type: ignore[arg-type]


def incident() -> Incident:
    link = CallLink(CALL, "13805276621", NOON, "1027")
    return Incident(INCIDENT, "20261130-0001", IncidentState.RECEIVED, NOON, "1027", links=(link,))


def transaction(*places: CallerPlace) -> MemoryTransaction:
    tx = MemoryTransaction(incidents=[incident()])
    tx.caller_places.extend(places)
    return tx


async def choose(
    tx: MemoryTransaction, place: CallerPlace, reason: ChoiceReason | None = None
) -> Incident:
    return await choose_place_source(ChoosePlaceSource(INCIDENT, place.id, reason), tx)


def kinds(*places: CallerPlace) -> list[ConflictKind]:
    return [one.kind for one in compare_places(places)]


REGISTERED = source(SourceKind.SUBSCRIBER, HERE, text="中山路123号")
WITHIN = source(SourceKind.NETWORK, NEAR, radius_m=400.0)
BEYOND = source(SourceKind.NETWORK, FAR, radius_m=400.0)


def test_circles_that_meet_agree_and_others_contradict():
    assert kinds(REGISTERED, WITHIN) == []
    (conflict,) = compare_places([REGISTERED, BEYOND])
    assert (conflict.one, conflict.other) == (REGISTERED.id, BEYOND.id)
    assert conflict.kind is ConflictKind.APART
    assert conflict.distance_m == pytest.approx(4612, abs=20)


def test_where_a_point_is_missing_districts_decide():
    said = source(SourceKind.SAID, text="人民路", district="宿豫区")
    there = replace(WITHIN, district="宿城区")
    assert kinds(said, there) == [ConflictKind.DISTRICT]
    assert kinds(said, replace(there, district="宿豫区")) == []
    assert kinds(replace(said, point=HERE), there) == [], "circles that meet across a border agree"


def test_a_point_that_would_agree_in_the_other_datum_says_so():
    lon, lat = from_wgs84(np.array([HERE.lon]), np.array([HERE.lat]))
    shifted = source(SourceKind.LINK, Wgs84(float(lon[0]), float(lat[0])), radius_m=10.0)
    assert kinds(REGISTERED, shifted) == [ConflictKind.DATUM]
    assert kinds(shifted, REGISTERED) == [ConflictKind.DATUM]


def test_only_what_a_source_said_last_is_compared_and_the_older_row_stays():
    assert kinds(REGISTERED, BEYOND, replace(WITHIN, id=UUID(int=99))) == []
    assert kinds(REGISTERED, source(SourceKind.PEER, doubts=(SourceDoubt.NO_ANSWER,))) == []


def test_a_position_is_old_after_ten_minutes():
    assert is_old(NOON - timedelta(minutes=11), NOON)
    assert not is_old(NOON - timedelta(minutes=9), NOON)
    assert not is_old(None, NOON)


@pytest.mark.mission("A34")
async def test_a_source_that_nothing_contradicts_is_taken_by_one_key():
    tx = transaction(REGISTERED, WITHIN)
    confirmed = await choose(tx, REGISTERED)
    assert confirmed.scene is not None
    assert (confirmed.scene.text, confirmed.scene.point) == ("中山路123号", HERE)
    assert confirmed.scene.source is PlaceSource.SUBSCRIBER
    assert tx.told == ["place_source_chosen", "incident_scene_confirmed"]


async def test_a_contradicted_source_is_taken_only_with_a_reason_which_is_told():
    tx = transaction(REGISTERED, BEYOND)
    with pytest.raises(ChoiceNeedsReason) as refused:
        await choose(tx, BEYOND)
    assert refused.value.parameters == {"contradicting": 1}
    assert (tx.told, tx.incidents[INCIDENT].scene) == ([], None)
    await choose(tx, BEYOND, ChoiceReason.CALLER_SAYS_SO)
    fact = tx.events[0].fact
    assert (fact.place_id, fact.reason, fact.against) == (  # type: ignore[union-attr]
        BEYOND.id,
        ChoiceReason.CALLER_SAYS_SO,
        (REGISTERED.id,),
    )


async def test_what_is_in_doubt_wants_a_reason_too():
    tx = transaction(doubted := replace(REGISTERED, doubts=(SourceDoubt.LINE,)))
    with pytest.raises(ChoiceNeedsReason):
        await choose(tx, doubted)


async def test_a_point_alone_becomes_a_scene_with_its_figures():
    tx = transaction(point := replace(WITHIN, district="宿城区"))
    confirmed = await choose(tx, point)
    assert confirmed.scene is not None
    assert confirmed.scene.text == "宿城区 118.30100, 33.95000"


async def test_what_has_no_place_belongs_elsewhere_or_is_over_is_refused():
    nothing = source(SourceKind.PEER, doubts=(SourceDoubt.UNKNOWN,))
    others = replace(REGISTERED, id=UUID(int=98), call_id=UUID(int=97))
    tx = transaction(nothing, others)
    with pytest.raises(NoPlaceInSource):
        await choose(tx, nothing)
    with pytest.raises(PlaceOfAnother):
        await choose(tx, others)
    over = replace(incident(), state=IncidentState.CLOSED)
    closed = MemoryTransaction(incidents=[over])
    closed.caller_places.append(REGISTERED)
    with pytest.raises(IncidentOver):
        await choose(closed, REGISTERED)

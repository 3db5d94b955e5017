"""In whatever order sources come, none overwrites another and none becomes the scene by itself."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.call_link import CallLink
from dispatch.domain.caller_place import SourceDoubt, SourceKind
from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.place_conflict import ChoiceReason, NoPlaceInSource
from dispatch.services.compare_places import compare_places
from dispatch.services.incidents.choose_place_source import (
    ChoosePlaceSource,
    choose_place_source,
)
from dispatch.services.places.give_place_source import GivePlaceSource, give_place_source
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction

CALL, INCIDENT = UUID(int=7), UUID(int=8)
POINTS = st.builds(
    Wgs84, st.floats(118.2, 118.4, allow_nan=False), st.floats(33.9, 34.0, allow_nan=False)
)
SOURCES = st.builds(
    GivePlaceSource,
    st.just(CALL),
    st.none() | st.just(INCIDENT),
    st.sampled_from(SourceKind),
    st.sampled_from(["table", "peer", "carrier", "staff:1027"]),
    text=st.sampled_from(["", "中山路123号", "人民路"]),
    point=st.none() | POINTS,
    radius_m=st.none() | st.floats(0, 5000, allow_nan=False),
    district=st.none() | st.sampled_from(["宿城区", "宿豫区"]),
    doubts=st.lists(st.sampled_from(SourceDoubt), max_size=2, unique=True).map(tuple),
)
ARRIVALS = st.lists(SOURCES, min_size=1, max_size=8)


def incident() -> Incident:
    link = CallLink(CALL, "13805276621", NOON, "1027")
    return Incident(INCIDENT, "20261130-0001", IncidentState.RECEIVED, NOON, "1027", links=(link,))


def said(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in GivePlaceSource.__slots__)


@given(ARRIVALS)
async def test_every_source_is_still_there_as_it_came_and_none_is_the_scene(arrivals):
    tx = MemoryTransaction(incidents=[incident()])
    for one in arrivals:
        await give_place_source(one, tx)
    kept = await tx.caller_places.list_of([CALL], INCIDENT)
    assert [said(one) for one in kept] == [said(one) for one in arrivals]
    assert tx.incidents[INCIDENT] == incident()
    assert set(tx.told) == {"place_source_given"}


@given(ARRIVALS, st.data())
async def test_what_comes_after_the_choice_changes_neither_the_scene_nor_what_was_known(
    arrivals, data
):
    tx = MemoryTransaction(incidents=[incident()])
    given_ = [await give_place_source(one, tx) for one in arrivals]
    chosen = data.draw(st.sampled_from(given_))
    try:
        await choose_place_source(
            ChoosePlaceSource(INCIDENT, chosen.id, ChoiceReason.CALLER_SAYS_SO), tx
        )
    except NoPlaceInSource:
        assert not chosen.placed
    scene = tx.incidents[INCIDENT].scene
    for late in data.draw(ARRIVALS):
        await give_place_source(late, tx)
    assert tx.incidents[INCIDENT].scene == scene
    assert list(tx.caller_places)[: len(given_)] == given_


@given(st.permutations([1, 2, 3]), st.lists(POINTS, min_size=3, max_size=3))
async def test_the_order_of_arrival_changes_nothing_of_what_contradicts(order, points):
    tx = MemoryTransaction()
    kinds = list(SourceKind)
    rows = [
        await give_place_source(
            GivePlaceSource(CALL, None, kinds[n], "one", point=points[n - 1]), tx
        )
        for n in (1, 2, 3)
    ]

    def pairs(of: list[int]) -> set[tuple[frozenset[UUID], str]]:
        found = compare_places([rows[n - 1] for n in of])
        return {(frozenset((one.one, one.other)), one.kind) for one in found}

    assert pairs(list(order)) == pairs([1, 2, 3])

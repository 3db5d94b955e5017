"""Duplicates: the same from both sides; near means near; no text that was typed breaks it."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.duplicates import NEAR_M, Why, find_duplicates, roads_of
from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.place import Place, PlaceSource, short_distance_m
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON

POINTS = st.builds(
    Wgs84, st.floats(119.0, 119.02, allow_nan=False), st.floats(25.43, 25.45, allow_nan=False)
)
TEXTS = st.sampled_from(["文献路1号", "文献路与胜利路口", "胜利路", "幸福里"]) | st.text(
    max_size=30
)
SCENES = st.none() | st.builds(Place, TEXTS, st.none() | POINTS, st.just(PlaceSource.TYPED))
MINUTES = st.integers(0, 40)


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """A few incidents in work."""
    drawn = draw(st.lists(st.tuples(SCENES, MINUTES), min_size=1, max_size=6))
    return [
        Incident(
            id=UUID(int=number),
            number=f"20251122-{number:04d}",
            state=IncidentState.OPEN if scene else IncidentState.RECEIVED,
            opened_at=NOON + timedelta(minutes=minutes),
            opened_by="1027",
            scene=scene,
        )
        for number, (scene, minutes) in enumerate(drawn, 1)
    ]


def found(one: Incident, others: list[Incident]) -> dict[UUID, Why]:
    duplicates = find_duplicates(one, others, at=NOON + timedelta(hours=1), area_code="0527")
    return {each.incident.id: each.why for each in duplicates}


@given(incidents())
def test_of_two_incidents_each_is_the_others_duplicate_or_neither(those):
    seen = {one.id: found(one, those) for one in those}
    for one in those:
        assert one.id not in seen[one.id]
        for other, why in seen[one.id].items():
            assert seen[other][one.id] is why


@given(incidents())
def test_near_is_near_and_whatever_is_near_is_found(those):
    one, *others = those
    seen = found(one, others)
    for other in others:
        points = [each.scene.point for each in (one, other) if each.scene and each.scene.point]
        near = len(points) == 2 and round(short_distance_m(*points)) <= NEAR_M
        soon = abs(one.opened_at - other.opened_at) <= timedelta(minutes=15)
        assert (seen.get(other.id) is Why.NEAR) is (near and soon)


@given(st.text(max_size=60))
def test_any_text_names_something_and_always_the_same(text):
    assert roads_of(text) == roads_of(text)
    assert roads_of(text)


@given(st.text(alphabet="文献胜利幸福和平中山", min_size=2, max_size=4), st.integers(1, 999))
def test_a_road_is_found_behind_any_district_and_before_any_door(name, door):
    road = f"{name}路"
    assert roads_of(f"城厢区{road}{door}号") == roads_of(f"{road} {door}号")

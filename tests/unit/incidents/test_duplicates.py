"""Which incidents may be the same: by place and time, by road, by number."""

from datetime import timedelta

import pytest

from dispatch.domain.duplicates import Why, find_duplicates, roads_of
from dispatch.domain.incident import CloseReason, Incident
from dispatch.domain.incident_form import IncidentForm
from gis.datum import Wgs84
from tests.unit.incidents.some_incidents import GATE, incident, link, place
from tests.unit.memory_transaction import NOON

M_PER_DEGREE = 111_195.0


def north(metres: float) -> Wgs84:
    return Wgs84(GATE.lon, GATE.lat + metres / M_PER_DEGREE)


def why(one: Incident, other: Incident) -> Why | None:
    found = find_duplicates(one, [one, other], at=NOON, area_code="0527")
    return found[0].why if found else None


@pytest.mark.parametrize(
    ("metres", "minutes", "same"),
    [(0, 0, True), (499, 15, True), (501, 0, False), (100, 16, False), (100, -15, True)],
)
def test_near_is_within_500_m_and_15_minutes(metres: float, minutes: int, same: bool):
    there, then = place("乙处", north(metres)), NOON + timedelta(minutes=minutes)
    other = incident(2, scene=there, opened_at=then)
    assert (why(incident(1, scene=place("甲处")), other) is Why.NEAR) is same


def test_the_same_road_is_the_same_whatever_the_door_and_without_a_map():
    one = incident(1, scene=place("城厢区文献东路88号", None))
    other = incident(
        2, scene=place("文献东路与胜利路口", None), opened_at=NOON - timedelta(hours=1)
    )
    assert why(one, other) is Why.SAME_ROAD
    assert why(one, incident(3, scene=place("文献西路88号", None))) is None


@pytest.mark.parametrize(
    ("text", "roads"),
    [
        ("城厢区文献东路88号", {"文献东路"}),
        ("文献东路与胜利路交叉口", {"文献东路", "胜利路"}),
        ("解放路和建国路口", {"解放路", "建国路"}),
        ("和平路3号", {"和平路"}),
        ("太和路口", {"太和路"}),
        ("城南街道人民大街12号", {"人民大街"}),
        ("308省道旁", {"308省道"}),
        ("幸福里 小区", {"幸福里小区"}),
    ],
)
def test_the_roads_of_a_text(text: str, roads: set[str]):
    assert roads_of(text) == roads


def test_the_same_number_counts_whoever_wrote_it_and_however():
    contact = incident(1, form=IncidentForm(contact_number="8438 2216"))
    caller = incident(2, links=(link(1, "052784382216"),))
    assert why(contact, caller) is Why.SAME_NUMBER
    assert why(incident(3, links=(link(2, None),)), incident(4, links=(link(3, None),))) is None


def test_what_is_over_is_no_duplicate():
    over = incident(2, scene=place()).closed(CloseReason.SERVED, "1027", NOON)
    assert why(incident(1, scene=place()), over) is None


def test_the_likeliest_goes_first_and_of_equals_the_nearest():
    one = incident(1, scene=place("文献东路1号"), links=(link(1, "13805276621"),))
    others = [
        incident(2, scene=place("文献东路2号", None)),
        incident(3, links=(link(2, "13805276621"),)),
        incident(4, scene=place("丙处", north(400))),
        incident(5, scene=place("丁处", north(40))),
    ]
    found = find_duplicates(one, others, at=NOON + timedelta(minutes=7), area_code="0527")
    assert [each.incident.id.int for each in found] == [5, 4, 3, 2]
    assert [each.distance_m for each in found] == [40, 400, None, None]
    assert {each.minutes for each in found} == {7}

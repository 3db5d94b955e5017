"""Which of the places found goes first."""

from dataclasses import replace

from gis.datum import Wgs84
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.rank import rank

HERE = Wgs84(118.29, 33.95)
AWAY = Wgs84(118.39, 33.95)
BEGUN = (Reason(Part.NAME, How.BEGINNING),)
ROAD = Found(
    id="1",
    name="幸福路",
    detail="宿城区",
    district="宿城区",
    kind="road",
    initials="xfl",
    point=HERE,
    key="幸福路",
    confidence=0.87,
    reasons=BEGUN,
    weight=3,
)


def test_a_whole_name_goes_before_a_beginning():
    whole = replace(ROAD, id="2", name="幸福", confidence=1.0, weight=6, point=AWAY)
    assert [one.name for one in rank([ROAD, whole], limit=2, origin=HERE)] == ["幸福", "幸福路"]


def test_of_two_equally_good_the_nearer_goes_first():
    far = replace(ROAD, id="2", name="幸福街", point=AWAY)
    assert [one.name for one in rank([far, ROAD], limit=2, origin=HERE)] == ["幸福路", "幸福街"]
    assert [one.name for one in rank([far, ROAD], limit=2, origin=AWAY)] == ["幸福街", "幸福路"]


def test_two_roads_of_one_name_in_two_districts_are_both_shown():
    other = replace(ROAD, id="2", district="宿豫区", detail="宿豫区", point=AWAY)
    shown = rank([ROAD, other], limit=3, origin=HERE)
    assert [one.district for one in shown] == ["宿城区", "宿豫区"]


def test_a_place_is_proposed_once():
    weaker = replace(ROAD, id="2", confidence=0.5)
    assert [one.id for one in rank([weaker, ROAD], limit=3, origin=None)] == ["1"]


def test_how_far_it_is_is_told():
    assert 9_000 < rank([replace(ROAD, point=AWAY)], limit=1, origin=HERE)[0].away_m < 9_500


def test_no_more_than_asked():
    many = [replace(ROAD, id=str(number), name=f"幸福{number}路") for number in range(9)]
    assert len(rank(many, limit=3, origin=None)) == 3

"""Which of the places found goes first."""

from dataclasses import replace

from gis.datum import Wgs84
from gis.geocode.found import Found, Match
from gis.geocode.rank import rank

HERE = Wgs84(118.29, 33.95)
AWAY = Wgs84(118.39, 33.95)
ROAD = Found("1", "幸福路", "宿城区", "road", "xfl", HERE, Match.PREFIX, weight=3, excess=1)


def test_a_whole_name_goes_before_a_beginning():
    whole = replace(ROAD, id="2", name="幸福", match=Match.EXACT, weight=6, point=AWAY)
    assert rank([ROAD, whole], limit=2, near=HERE)[0] is whole


def test_of_two_equally_good_the_nearer_goes_first():
    far = replace(ROAD, id="2", name="幸福街", point=AWAY)
    assert rank([far, ROAD], limit=2, near=HERE) == [ROAD, far]
    assert rank([far, ROAD], limit=2, near=AWAY) == [far, ROAD]


def test_a_place_is_proposed_once():
    weaker = replace(ROAD, match=Match.WITHIN)
    assert rank([weaker, ROAD], limit=3, near=None) == [ROAD]


def test_no_more_than_asked():
    many = [replace(ROAD, id=str(number), name=f"幸福{number}路") for number in range(9)]
    assert len(rank(many, limit=3, near=None)) == 3

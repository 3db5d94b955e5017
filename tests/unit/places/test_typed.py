"""What was typed, taken apart: who speaks, the place, and the words that say where beside it."""

import pytest

from gis.geocode.districts import RegionNames
from gis.geocode.motorway import Stake, read_stake
from gis.geocode.typed import take_apart, toward

NAMES = RegionNames(
    [
        ("宿河市", False),
        ("宿城区", True),
        ("宿豫区", True),
        ("Heidelberg", False),
        ("Altstadt", True),
    ]
)


@pytest.mark.parametrize(
    ("typed", "core", "hint"),
    [
        ("幸福里小区对面", "幸福里小区", "对面"),
        ("病人在幸福里小区旁边", "幸福里小区", "旁边"),
        ("我在第一中学南门", "第一中学", "南门"),
        ("洪泽湖路88号对面的小店门口", "洪泽湖路88号", "对面的小店门口"),
        ("near Hauptstraße 12", "Hauptstraße 12", "near"),
        ("opposite the town hall", "the town hall", "opposite"),
        ("幸福里小区", "幸福里小区", ""),
        ("对面", "对面", ""),
    ],
)
def test_a_hint_is_kept_beside_the_place(typed: str, core: str, hint: str):
    taken = take_apart(typed)
    assert (taken.text, taken.core, taken.hint) == (typed, core, hint)


@pytest.mark.parametrize(
    ("typed", "text", "districts"),
    [
        ("宿河市宿城区洪泽湖路88号", "洪泽湖路88号", ("宿城区",)),
        ("江苏省宿河市洪泽湖路", "洪泽湖路", ()),
        ("宿城洪泽湖路", "洪泽湖路", ("宿城区",)),
        ("洪泽湖路88号 宿城区", "洪泽湖路88号", ("宿城区",)),
        ("洪泽湖路（宿城区）", "洪泽湖路", ("宿城区",)),
        ("Hauptstraße 12, 69117 Heidelberg", "hauptstrasse 12", ()),
        ("Heidelberg, Hauptstraße 12", "hauptstrasse 12", ()),
        ("宿河站", "宿河站", ()),
        ("宿城区", "宿城区", ()),
    ],
)
def test_districts_and_cities_come_off_both_ends(typed: str, text: str, districts: tuple[str, ...]):
    stripped = NAMES.strip(typed)
    assert (stripped.text, stripped.districts) == (text, districts)


@pytest.mark.parametrize(
    ("typed", "stake"),
    [
        ("G4 K1180+300", Stake("G4", "", 1180, 300, "")),
        ("G4京港澳高速K1180+300往北京方向", Stake("G4", "京港澳高速", 1180, 300, "北京")),
        ("宿淮高速120公里", Stake("", "宿淮高速", 120, 0, "")),
        ("宿淮高速120公里300米 往来龙镇方向", Stake("", "宿淮高速", 120, 300, "来龙镇")),
        ("S49高速公路k118", Stake("S49", "", 118, 0, "")),
        ("幸福路88号", None),
        ("120公里", None),
    ],
)
def test_a_kilometre_is_read(typed: str, stake: Stake | None):
    assert read_stake(typed) == stake


def test_a_direction_is_where_the_traffic_goes():
    assert [toward(one) for one in ("往北京方向", "（去上海方向）", "towards Rome", "")] == [
        "北京",
        "上海",
        "Rome",
        "",
    ]

"""How a name is looked up: many spellings, one key; nothing of it is ever shown."""

import pytest

from gis.geocode.normalise import (
    bigrams,
    is_latin,
    normalise,
    number_key,
    parts_of_crossing,
    splits,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("三十八号", "38号"),
        ("一百零五号", "105号"),
        ("二〇六室", "206室"),
        ("洪泽湖路８８号", "洪泽湖路88号"),
        ("幸福里小区 3号楼", "幸福里小区3号楼"),
        ("幸福里三号楼", "幸福里3号楼"),
        ("文昌一路", "文昌一路"),
        ("市第一中学", "市第一中学"),
        ("三楼路", "三楼路"),
        ("Ａ座", "a座"),
        ("Hauptstraße 12", "hauptstrasse12"),
        ("São Paulo", "saopaulo"),
        ("!!! …", ""),
    ],
)
def test_one_key_for_many_spellings(typed: str, key: str):
    assert normalise(typed) == key


@pytest.mark.parametrize(
    ("typed", "roads"),
    [
        ("幸福路与洪泽湖路路口", ("幸福路", "洪泽湖路")),
        ("幸福路与洪泽湖路口", ("幸福路", "洪泽湖路")),
        ("洪泽湖路和幸福路交叉口", ("洪泽湖路", "幸福路")),
        ("和平路与友谊街", ("和平路", "友谊街")),
        ("A / B", ("a", "b")),
        ("仁和路", None),
        ("与", None),
    ],
)
def test_a_crossing_is_told_by_its_two_roads(typed: str, roads: tuple[str, str] | None):
    assert parts_of_crossing(typed) == roads


def test_a_number_may_belong_to_the_longer_or_the_shorter_name():
    assert splits("人民大道6号院2号楼") == [("人民大道6号院", "2"), ("人民大道", "6")]


def test_a_house_number_is_its_digits():
    written = ("38号", "3号楼", "12a", "三十八号")
    assert [number_key(text) for text in written] == ["38", "3", "12a", "38"]


def test_bigrams_are_every_two_neighbours():
    assert bigrams("幸福里") == ["幸福", "福里"]


def test_letters_without_chinese_are_latin():
    assert [is_latin(key) for key in ("xfl", "xfl3", "幸f", "88")] == [True, True, False, False]

"""House numbers: read, written in one way, put between their neighbours."""

import pytest

from gis.geocode.numbers import Between, between, number_key, readings, values


@pytest.mark.mission("A34")
@pytest.mark.parametrize(
    ("typed", "name", "number", "unit"),
    [
        ("洪泽湖路38号", "洪泽湖路", "38", "号"),
        ("洪泽湖路三十八号", "洪泽湖路", "38", "号"),
        ("洪泽湖路３８", "洪泽湖路", "38", ""),
        ("洪泽湖路 38#", "洪泽湖路", "38", "号"),
        ("hzhl 38", "hzhl", "38", ""),
        ("zhongshan3", "zhongshan", "3", ""),
        ("洪泽湖路甲38号", "洪泽湖路", "38甲", "号"),
        ("洪泽湖路38号甲", "洪泽湖路", "38甲", "号"),
        ("洪泽湖路38号附2号", "洪泽湖路", "38附2", "号"),
        ("洪泽湖路38-2", "洪泽湖路", "38-2", ""),
        ("幸福里三栋2单元502室", "幸福里", "3", "栋"),
        ("幸福里3号楼", "幸福里", "3", "号楼"),
        ("幸福里B座", "幸福里", "b", "座"),
        ("Hauptstraße 12a", "hauptstrasse", "12a", ""),
        ("12 Hauptstraße", "hauptstrasse", "12", ""),
        ("38号洪泽湖路", "洪泽湖路", "38", "号"),
    ],
)
def test_a_name_and_its_number_are_told_apart(typed: str, name: str, number: str, unit: str):
    first = readings(typed)[0]
    assert (first.name, first.number, first.unit) == (name, number, unit)


def test_a_number_may_belong_to_the_longer_or_the_shorter_name():
    read = [(one.name, one.number) for one in readings("人民大道6号院2号楼")]
    assert read == [("人民大道6号院", "2"), ("人民大道", "6")]


def test_of_dashed_numbers_the_first_may_be_the_house():
    read = [(one.name, one.number) for one in readings("幸福里3-2-502")]
    assert read == [("幸福里", "3-2-502"), ("幸福里", "3")]


def test_a_house_number_is_its_digits():
    written = ("38号", "3号楼", "12a", "三十八号", "38-2号", "甲38号", "038")
    assert [number_key(text) for text in written] == ["38", "3", "12a", "38", "38-2", "38甲", "38"]


def test_a_range_counts_both_ends():
    assert [values(one) for one in ("12", "12a", "12-16", "b")] == [(12,), (12,), (12, 16), ()]


def test_a_number_lies_between_those_of_its_own_side():
    assert between("45", [1, 2, 41, 44, 46, 49]) == Between(41, 49, 0.5)


def test_without_its_own_side_any_neighbour_serves():
    assert between("45", [44, 46]) == Between(44, 46, 0.5)


def test_beyond_the_last_number_nothing_is_between():
    assert between("99", [1, 3, 5]) is None

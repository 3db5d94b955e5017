"""Initials and spelling of names, with the readings that a name may have."""

import pytest

from gis.geocode.pinyin import MOST_READINGS, initials, spelled


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("幸福里", "xfl"),
        ("人民医院", "rmyy"),
        ("重庆路", "cql"),
        ("长江路", "cjl"),
        ("农业银行", "nyyh"),
        ("人民大道6号院", "rmdd6hy"),
        ("Heidelberg Hauptbahnhof", "hh"),
    ],
)
def test_the_likeliest_initials_go_first(name: str, first: str):
    assert initials(name)[0] == first


def test_a_character_with_two_readings_is_found_by_both():
    assert {"xzl", "hzl"} <= set(initials("行知路"))


def test_readings_are_bounded():
    assert len(initials("长乐重行曾参单朝藏")) <= MOST_READINGS


def test_spelling_has_no_blanks_or_tones():
    assert spelled("洪泽湖路")[0] == "hongzehulu"

"""How a name is looked up: many spellings, one key; nothing of it is ever shown."""

import pytest

from gis.geocode.normalise import bigrams, fold, is_latin, normalise


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
        ("洪泽湖路38#", "洪泽湖路38号"),
        ("洪泽湖路３８＃", "洪泽湖路38号"),
        ("洪泽湖路38号之2", "洪泽湖路38号之2"),
        ("洪泽湖路38－2", "洪泽湖路38-2"),
        ("三十八-2号", "38-2号"),
        ("幸福里３號樓", "幸福里3号楼"),
        ("Rua do Campo, nº 12", "ruadocampo12"),
        ("a-b", "ab"),
    ],
)
def test_one_key_for_many_spellings(typed: str, key: str):
    assert normalise(typed) == key


def test_bigrams_are_every_two_neighbours():
    assert bigrams("幸福里") == ["幸福", "福里"]


def test_letters_without_chinese_are_latin():
    assert [is_latin(key) for key in ("xfl", "xfl3", "幸f", "88")] == [True, True, False, False]


def test_folding_keeps_the_blanks():
    assert fold("  Hauptstraße   12 ") == "hauptstrasse 12"

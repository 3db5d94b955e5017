"""How like what was typed is to a name, and in which way."""

import pytest

from gis.geocode.found import How
from gis.geocode.likeness import Wanted, likeness


@pytest.mark.mission("A32")
@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("中山路", "中山路", How.WHOLE),
        ("zhongshanlu", "中山路", How.READS),
        ("中shan路", "中山路", How.READS),
        ("zsl", "中山路", How.INITIALS),
        ("zhongsl", "中山路", How.INITIALS),
        ("中山", "中山路", How.BEGINNING),
        ("zhongsh", "中山路", How.INITIALS),
        ("人民医院", "第一人民医院", How.WITHIN),
        ("rmyy", "第一人民医院", How.INITIALS),
        ("中心路", "中新路", How.SOUND),
        ("中石路", "中山路", How.SIMILAR),
        ("洪湖路", "洪泽湖路", How.SIMILAR),
        ("hongzehlu", "洪泽湖路", How.INITIALS),
        ("hauptstrase", "Hauptstraße", How.SIMILAR),
        ("Avenida Amizade", "Avenida da Amizade", How.WORDS),
        ("Amizade, Avenida da", "Avenida da Amizade", How.WORDS),
        ("Av. da Amizade", "Avenida da Amizade", How.WORDS),
        ("幸福里小区里面的老楼", "幸福里小区", How.CONTAINED),
    ],
)
def test_each_way_is_told(typed: str, name: str, how: How):
    alike = likeness(Wanted.of(typed), [name])
    assert alike is not None
    assert alike.how is how


def test_the_better_way_is_the_greater_share():
    typed = ("中山路", "zhongshanlu", "zsl", "中杉路", "中石路")
    shares = [alike.share for one in typed if (alike := likeness(Wanted.of(one), ["中山路"]))]
    assert len(shares) == len(typed)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("建设路", "中山路"), ("xyz", "中山路"), ("", "中山路"), ("hauptstr", "Bergweg")],
)
def test_what_is_not_alike_is_none(typed: str, name: str):
    assert likeness(Wanted.of(typed), [name]) is None

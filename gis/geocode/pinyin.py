"""Pinyin of names: initials and full spelling, with the readings that a name may have."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pypinyin import Style, pinyin

from gis.geocode.normalise import normalise

MOST_READINGS = 8
_WORDS = re.compile(r"[\W_]+")
_CHINESE = re.compile("[\u3400-\u9fff]")


@lru_cache(maxsize=50_000)
def initials(name: str) -> tuple[str, ...]:
    """Give the initials, the likeliest first: 人民医院 → rmyy, 重庆路 → cql, zql.

    A Latin name gives the first letters of its words.
    """
    if not _CHINESE.search(name):
        return (normalise("".join(word[0] for word in _WORDS.split(name) if word)),)
    return _readings(name, Style.FIRST_LETTER)


@lru_cache(maxsize=50_000)
def spelled(name: str) -> tuple[str, ...]:
    """Give the whole spelling without blanks and tones, the likeliest first."""
    if not _CHINESE.search(name):
        return (normalise(name),)
    return _readings(name, Style.NORMAL)


def _readings(name: str, style: Style) -> tuple[str, ...]:
    usual = [readings[0] for readings in _read(name, style, every=False)]
    others = _read(name, style, every=True)
    found = {"".join(usual): None}
    if len(others) == len(usual):
        found |= dict.fromkeys(_exchanged(usual, others))
    clean = dict.fromkeys(_WORDS.sub("", reading.casefold()) for reading in found)
    return tuple(clean)[:MOST_READINGS]


def _exchanged(usual: Sequence[str], others: Sequence[Sequence[str]]) -> list[str]:
    """Give the readings in which one character is read otherwise."""
    return [
        "".join((*usual[:at], other, *usual[at + 1 :]))
        for at, choices in enumerate(others)
        for other in choices
        if other != usual[at]
    ]


def _read(name: str, style: Style, *, every: bool) -> list[list[str]]:
    """Give the readings of each character; what is not Chinese stays, one character a reading."""
    return pinyin(name, style=style, heteronym=every, errors=list)  # type: ignore[arg-type]

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


@lru_cache(maxsize=50_000)
def syllables(key: str) -> tuple[tuple[str, ...], ...]:
    """Give the readings of each character of a key, the likeliest first; a letter reads itself."""
    usual = _read(key, Style.NORMAL, every=False)
    others = _read(key, Style.NORMAL, every=True)
    if len(usual) != len(others):
        return tuple((one[0],) for one in usual)
    return tuple(
        tuple(dict.fromkeys((first[0], *every)))[:MOST_READINGS]
        for first, every in zip(usual, others, strict=True)
    )


_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo"
    r"|ue|ve|er|a|o|e|i|u|v)|(?:ang|ai|an|ao|ei|en|er|ou|a|e|o)|zh|ch|sh|[a-z]"
)


@lru_cache(maxsize=20_000)
def likely_initials(typed: str) -> tuple[str, ...]:
    """Give the initials that letters and characters typed together may mean: 中shan路 → zsl.

    Letters are read as syllables, and as initials themselves.
    """
    pieces = [
        piece
        for run in re.findall(r"[a-z]+|[^a-z]", typed)
        for piece in (_SYLLABLE.findall(run) if run[0].isascii() and run[0].isalpha() else [run])
    ]
    read = "".join(_first_letter(piece) for piece in pieces)
    plain = "".join(_first_letter(one) for one in typed)
    return tuple(dict.fromkeys((read, plain)))


def _first_letter(piece: str) -> str:
    return initials(piece)[0] if _CHINESE.match(piece) else piece[0]

"""How like what was typed is to a name: letter by letter, by sound, by initials, by spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gis.geocode.found import How
from gis.geocode.normalise import fold, has_latin, normalise
from gis.geocode.pinyin import syllables

_CHINESE = re.compile("[\u3400-\u9fff]")
_ABBREVIATED = {
    "av": "avenida",
    "ave": "avenue",
    "trav": "travessa",
    "str": "strasse",
    "pl": "platz",
    "st": "sankt",
    "est": "estrada",
    "r": "rua",
}
LEAST = 0.4
# Of how many letters or characters one may be wrong.
PER_FAULT_LATIN, PER_FAULT_CHINESE = 5, 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like, 0 to 1, in which way, and what of the name is beyond what was typed."""

    share: float
    how: How
    excess: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that is looked for, written in all the ways in which it is compared."""

    key: str
    words: tuple[str, ...]
    latin: bool

    @classmethod
    def of(cls, text: str) -> "Wanted":
        """Prepare a text."""
        key = normalise(text)
        return cls(key, words_of(text), has_latin(key))


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text, abbreviations written out."""
    return tuple(_ABBREVIATED.get(one, one) for one in re.split(r"[\W_]+", fold(text)) if one)


def likeness(wanted: Wanted, names: Iterable[str]) -> Likeness | None:
    """Give the best likeness to any of the names of one place; None for none at all."""
    found = [one for name in names for one in _likenesses(wanted, name)]
    best = max(found, key=lambda one: (one.share, -one.excess), default=None)
    return best if best and best.share >= LEAST else None


@lru_cache(maxsize=50_000)
def _spoken(name: str) -> tuple[tuple[str, ...], ...]:
    return syllables(name)


def _likenesses(wanted: Wanted, name: str) -> Iterable[Likeness]:
    key = normalise(name)
    if not key or not wanted.key:
        return
    plain = _plain(wanted.key, key)
    if plain is not None:
        yield plain
        return
    ways = _by_sound(wanted, key) if _CHINESE.search(key) else _by_words(wanted, name)
    found = list(ways)
    yield from found or _nearly(wanted, key)


def _plain(typed: str, key: str) -> Likeness | None:
    """Compare character by character."""
    excess = len(key) - len(typed)
    if typed == key:
        return Likeness(1.0, How.WHOLE)
    if key.startswith(typed):
        return Likeness(0.9 - 0.06 * excess / len(key), How.BEGINNING, excess)
    if typed in key and len(typed) > 1:
        return Likeness(0.82 - 0.1 * excess / len(key), How.WITHIN, excess)
    if key in typed and len(key) > 1:
        return Likeness(0.45 + 0.35 * len(key) / len(typed), How.CONTAINED)
    return None


def _by_sound(wanted: Wanted, key: str) -> Iterable[Likeness]:
    """Read what was typed as pinyin, initials, characters of the same sound, or all of them."""
    sounds = _spoken(key)
    typed = _spoken(wanted.key) if not wanted.latin else ()
    if typed:
        yield from _same_sound(typed, sounds)
        return
    for start in range(min(len(sounds), 12)):
        read = _read(wanted.key, sounds[start:], key[start:] if len(key) == len(sounds) else "")
        if read is None:
            continue
        taken, short = read
        excess = len(sounds) - taken
        whole = 0.97 if not short else 0.93
        share = whole if not excess else whole - 0.1 - 0.06 * excess / len(sounds)
        yield Likeness(
            share - (0.12 if start else 0.0), How.INITIALS if short else How.READS, excess
        )


def _same_sound(
    typed: Sequence[tuple[str, ...]], sounds: Sequence[tuple[str, ...]]
) -> Iterable[Likeness]:
    if len(typed) > len(sounds) or len(typed) < 2:
        return
    excess = len(sounds) - len(typed)
    if all(set(one) & set(other) for one, other in zip(typed, sounds, strict=False)):
        share = 0.86 if not excess else 0.76 - 0.06 * excess / len(sounds)
        yield Likeness(share, How.SOUND, excess)


def _read(
    typed: str, sounds: Sequence[tuple[str, ...]], characters: str
) -> tuple[int, bool] | None:
    """Read a text along the syllables of a name, each in full, by its initial or by its character.

    Returns:
        How many syllables it takes, and whether any was shortened; None when it does not read so.
    """
    seen: set[tuple[int, int, bool]] = set()
    best: list[tuple[int, bool]] = []
    todo = [(0, 0, False)]
    while todo:
        at, index, short = state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        if at == len(typed):
            best.append((index, short))
        elif index < len(sounds):
            own = characters[index : index + 1]
            todo += [
                (at + length, index + 1, short or shortened)
                for length, shortened in _steps(typed, at, sounds[index], own)
            ]
    return min(best, key=lambda one: (one[1], -one[0]), default=None)


def _steps(
    typed: str, at: int, readings: tuple[str, ...], character: str
) -> Iterable[tuple[int, bool]]:
    """Give how many letters of the text a syllable may take, and whether that shortens it."""
    if character and typed[at] == character:
        yield 1, False
    for reading in readings:
        if typed.startswith(reading, at):
            yield len(reading), False
        if typed[at] == reading[0]:
            yield 1, len(reading) > 1
        if typed[at : at + 2] == reading[:2] and reading[:2] in {"zh", "ch", "sh"}:
            yield 2, True
        left = typed[at:]
        if len(left) > 1 and reading.startswith(left) and left != reading:
            yield len(left), True


def _by_words(wanted: Wanted, name: str) -> Iterable[Likeness]:
    """Compare words whose order was changed, that are abbreviated or left out."""
    own = words_of(name)
    if len(own) < 2 or len(wanted.words) < 2:
        return
    if wanted.words == own:
        yield Likeness(0.97, How.WORDS)
    elif sorted(wanted.words) == sorted(own):
        yield Likeness(0.92, How.WORDS)
    elif set(wanted.words) < set(own):
        missing = len(own) - len(wanted.words)
        yield Likeness(0.85 - 0.1 * missing / len(own), How.WORDS, missing)


def _nearly(wanted: Wanted, key: str) -> Iterable[Likeness]:
    """Allow for characters that are wrong, missing, too many or in the wrong order."""
    chinese = _CHINESE.search(key) is not None
    if wanted.latin and chinese:
        names = ["".join(one[0] for one in _spoken(key))]
        per_fault = PER_FAULT_LATIN
    else:
        names, per_fault = [key], PER_FAULT_CHINESE if chinese else PER_FAULT_LATIN
    for name in names:
        most = max(1, max(len(name), len(wanted.key)) // per_fault)
        if abs(len(name) - len(wanted.key)) > most or min(len(name), len(wanted.key)) < 2:
            continue
        faults = _faults(wanted.key, name, most + 1)
        if faults <= most:
            share = 1 - faults / max(len(name), len(wanted.key))
            yield Likeness(0.45 + 0.4 * share, How.SIMILAR, abs(len(name) - len(wanted.key)))


def _faults(one: str, other: str, most: int) -> float:
    """Count faults; a character of the same sound is a quarter of one, two exchanged are one."""
    before: list[float] = []
    last = [float(at) for at in range(len(other) + 1)]
    for at, own in enumerate(one, 1):
        row = [float(at)]
        for to, their in enumerate(other, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + _differ(own, their))
            if at > 1 and to > 1 and own == other[to - 2] and one[at - 2] == their:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return float(most + 1)
        before, last = last, row
    return last[-1]


def _differ(own: str, their: str) -> float:
    if own == their:
        return 0.0
    if not (_CHINESE.match(own) and _CHINESE.match(their)):
        return 1.0
    return 0.25 if set(_spoken(own)[0]) & set(_spoken(their)[0]) else 1.0

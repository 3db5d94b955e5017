"""What people do to an address before it is typed; every rule draws from one seeded chance."""

from collections.abc import Mapping, Sequence
from random import Random

from pypinyin import lazy_pinyin

DIGITS = "零一二三四五六七八九"
WRONG = "天王木石田禾竹衣鱼鸟"
KEYBOARD = "asdfghjklqwertyuiop"


def numerals(number: int) -> str:
    """Write 38 as 三十八, 105 as 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        said += "零"
    if tens:
        said += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    return said + (DIGITS[ones] if ones or not number else "")


def wide(text: str) -> str:
    """Write digits in full width."""
    return "".join(
        chr(ord(one) + 0xFEE0) if one.isdigit() and one.isascii() else one for one in text
    )


def pinyin_of(name: str) -> str:
    """Spell a name out."""
    return "".join(lazy_pinyin(name))


def initials_of(name: str) -> str:
    """Give the first letters."""
    return "".join(one[0] for one in lazy_pinyin(name))


def mixed(name: str, chance: Random) -> str:
    """Type one character, not the first, as pinyin."""
    at = chance.randrange(1, len(name))
    return name[:at] + pinyin_of(name[at]) + name[at + 1 :]


def one_wrong(name: str, chance: Random) -> str:
    """Exchange a character for one that means nothing here; the last tells road from street."""
    at = chance.randrange(0, len(name) - 1)
    signs = KEYBOARD if name.isascii() else WRONG
    return name[:at] + chance.choice([one for one in signs if one != name[at]]) + name[at + 1 :]


def one_missing(name: str, chance: Random) -> str:
    """Leave a character out."""
    at = chance.randrange(0, len(name) - 1)
    return name[:at] + name[at + 1 :]


def two_exchanged(name: str, chance: Random) -> str:
    """Exchange two neighbours that differ."""
    places = [at for at in range(len(name) - 1) if name[at] != name[at + 1]]
    at = chance.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def homophones(names: Sequence[str]) -> Mapping[str, str]:
    """Give for every sound the characters that these names have for it."""
    found: dict[str, dict[str, None]] = {}
    for one in sorted({one for name in names for one in name if "\u4e00" <= one <= "\u9fff"}):
        found.setdefault(lazy_pinyin(one)[0], {})[one] = None
    return {sound: "".join(signs) for sound, signs in found.items()}


def same_sound(name: str, known: Mapping[str, str], chance: Random) -> str | None:
    """Exchange a character for another of the same sound, None where no name has one."""
    choices = [
        name[:at] + other + name[at + 1 :]
        for at, one in enumerate(name)
        for other in known.get(lazy_pinyin(one)[0], "")
        if other != one
    ]
    return chance.choice(choices) if choices else None

"""How a name is looked up: one spelling for what people write in many ways. Never shown."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 60
_NUMERAL = "零〇一二两三四五六七八九十百"
_UNITS = "号栋幢座单元室层院组弄"
_NUMERALS = re.compile(
    rf"[{_NUMERAL}]+(?=[{_UNITS}]|楼(?!路|街|巷)|\s?-\s?[\d{_NUMERAL}]|之[\d{_NUMERAL}])"
)
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SILENT = re.compile(r"[^\w-]|_|(?<!\d)-|-(?!\d)")
_BLANKS = re.compile(r"\s+")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s?[-/~之至]\s?(?=\d)")
_NUMBER_SIGN = re.compile(r"(?<=\d)\s?#")
_SPOKEN_NUMBER = re.compile(r"(?<![a-z])(?:no|nr|n)[.:]?\s?(?=\d)")
# The units of addresses in traditional writing; of names nothing is rewritten.
_PLAIN_UNITS = str.maketrans("號樓棟單層–—−", "号楼栋单层---")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Write width, case, marks and numbers in one way; blanks stay, one at a time.

    三十八号 becomes 38号, ３８＃ becomes 38号, Ａ座 becomes a座, Hauptstraße becomes hauptstrasse;
    第一中学 and 文昌一路 stay as they are.
    """
    folded = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold()
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if not _is_mark(one))
    spaced = _BLANKS.sub(" ", plain.translate(_PLAIN_UNITS)).strip()
    numbered = _NUMERALS.sub(lambda found: str(_number(found.group())), spaced)
    signed = _NUMBER_SIGN.sub("号", _SPOKEN_NUMBER.sub("", numbered))
    return _BETWEEN_NUMBERS.sub("-", signed)


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Give the key of a name or of what was typed: folded, without blanks and signs.

    A hyphen stays where it parts two numbers: 38-2号 is not 382号.
    """
    key = _SILENT.sub("", fold(text))
    numbered = _NUMERALS.sub(lambda found: str(_number(found.group())), key)
    return _SILENT.sub("", numbered[:LONGEST])


def bigrams(key: str) -> list[str]:
    """Give every two characters that stand together; for words too short for trigrams."""
    return sorted({key[at : at + 2] for at in range(len(key) - 1)})


def is_latin(key: str) -> bool:
    """Tell whether a key has letters and none of them is Chinese."""
    return key.isascii() and any(one.isalpha() for one in key)


def has_latin(key: str) -> bool:
    """Tell whether a key has letters beside whatever else it has."""
    return any("a" <= one <= "z" for one in key)


def _is_mark(one: str) -> bool:
    return unicodedata.combining(one) != 0


def _number(numerals: str) -> int:
    """Read 三十八, 一百零五 or 二〇六."""
    if not set(numerals) & set("十百"):
        return int("".join(str(_DIGITS[one]) for one in numerals))
    total = digit = 0
    for one in numerals:
        if one in "十百":
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[one]
    return total + digit

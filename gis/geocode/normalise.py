"""How a name is looked up: one spelling for what people write in many ways. Never shown."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 60
_UNITS = "号栋幢座单元室层院组弄"
_NUMERALS = re.compile(rf"[零〇一二两三四五六七八九十百]+(?=[{_UNITS}]|楼(?!路|街|巷))")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SILENT = re.compile(r"[^\w]|_")
_ROAD_BETWEEN = re.compile(r"[与和跟及/&＆+、]")
_CROSSING_ENDINGS = ("十字路口", "丁字路口", "交叉路口", "交叉口", "交汇处", "交界处", "路口", "口")
_ROAD_ENDINGS = ("路", "街", "道", "巷", "线", "里", "弄")


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Give the key of a name or of what was typed: full-width digits, numerals, case, blanks.

    三十八号 becomes 38号, Ａ座 becomes a座, Hauptstraße becomes hauptstrasse; 第一中学 and
    文昌一路 stay as they are.
    """
    folded = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold()
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if not _is_mark(one))
    spoken = _SILENT.sub("", plain)
    return _NUMERALS.sub(lambda found: str(_number(found.group())), spoken)[:LONGEST]


def parts_of_crossing(text: str) -> tuple[str, str] | None:
    """Give the keys of two roads when a text names their crossing: 幸福路与洪泽湖路口."""
    whole = _without_ending(text.strip())
    for between in _ROAD_BETWEEN.finditer(whole):
        first, second = whole[: between.start()].strip(), whole[between.end() :].strip()
        certain = between.group() in "/&＆+" or first.endswith(_ROAD_ENDINGS)
        if first and second and certain:
            return normalise(first), normalise(second)
    return None


def splits(key: str) -> list[tuple[str, str]]:
    """Give every way to read a key as a name and a number behind it, the longest name first.

    人民大道6号院2号楼 may be house 2 of 人民大道6号院, or house 6 of 人民大道.
    """
    numbers = [match for match in re.finditer(r"\d+", key) if match.start() > 0]
    return [(key[: match.start()], match.group()) for match in reversed(numbers)]


@lru_cache(maxsize=20_000)
def number_key(number: str) -> str:
    """Give the key of a house number: its digits and letters, 38号 becomes 38."""
    key = normalise(number)
    leading = re.match(r"\d+[a-z]?(?:-\d+)?", key)
    return leading.group() if leading else key


def bigrams(key: str) -> list[str]:
    """Give every two characters that stand together; for words too short for trigrams."""
    return sorted({key[at : at + 2] for at in range(len(key) - 1)})


def is_latin(key: str) -> bool:
    """Tell whether a key has letters and none of them is Chinese."""
    return key.isascii() and any(one.isalpha() for one in key)


def _without_ending(text: str) -> str:
    """Take 路口, 交叉口 and the like off: 洪泽湖路口 and 洪泽湖路路口 are both at 洪泽湖路."""
    for ending in _CROSSING_ENDINGS:
        left = text.removesuffix(ending)
        if left != text and left.endswith(_ROAD_ENDINGS):
            return left
    return text


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

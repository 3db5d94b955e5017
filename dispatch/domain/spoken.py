"""Says numbers, plates, times, counts and parts of an address as a row of prompts.

Chinese and English; what cannot be said is refused, never said wrongly. The place in the queue is
said by the exchange itself in the same row (`place_in_queue`); a test holds them together.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from dispatch.domain.errors import DomainError
from dispatch.domain.prompt_catalogue import LETTER, NUMERAL, PROVINCE, PROVINCES, WORD

Row = tuple[str, ...]
LARGEST = 9999
HUNDRED, THOUSAND = f"{NUMERAL}hundred", f"{NUMERAL}thousand"
# Five signs, or six on an electric vehicle's; I and O are not used.
_PLATE = re.compile(rf"([{''.join(PROVINCES)}])([A-HJ-NP-Z])·?([0-9A-HJ-NP-Z]{{5,6}})")
_PARTS: Mapping[str, str] = {
    "号": "number",
    "栋": "building",
    "单元": "entrance",
    "层": "floor",
    "室": "room",
}
_ADDRESS_PART = re.compile(rf"([0-9]{{1,4}})({'|'.join(_PARTS)})")


class Thing(StrEnum):
    """What is counted."""

    AMBULANCE = "ambulance"
    CASUALTY = "casualty"


class NotSpeakable(DomainError):
    """That cannot be put into prompts."""

    code = "not_speakable"


def say_number(number: int, language: str) -> Row:
    """Say a whole number from 0 to 9999."""
    if not 0 <= number <= LARGEST:
        raise NotSpeakable
    if number == 0:
        return (f"{NUMERAL}0",)
    return tuple(_chinese(number) if is_chinese(language) else _english(number))


def say_digits(digits: str, language: str) -> Row:
    """Say digits one by one; in Chinese 1 is said as 幺, as on the telephone."""
    if not (digits.isascii() and digits.isdigit()):
        raise NotSpeakable
    return tuple(_digit(one, language) for one in digits)


def place_in_queue(place: int, language: str) -> Row:
    """Tell a waiting caller his place, 1 being the next."""
    if place < 1:
        raise NotSpeakable
    return ("next",) if place == 1 else ("place", *say_number(place, language), "place_end")


def say_count(count: int, thing: Thing, language: str) -> Row:
    """Say how many there are, such as 两辆救护车, 3 ambulances."""
    if is_chinese(language):
        number = (f"{WORD}two",) if count == 2 else say_number(count, language)
        return (*number, f"{WORD}{thing}")
    word = f"{WORD}{thing}" if count == 1 else f"{WORD}{thing}-many"
    return (*say_number(count, language), word)


def say_plate(plate: str, language: str) -> Row:
    """Say a number plate sign by sign, such as 京A·12345."""
    match = _PLATE.fullmatch(plate)
    if match is None:
        raise NotSpeakable
    province, city, signs = match.groups()
    said = (_sign(one, language) for one in (city, *signs))
    return (f"{PROVINCE}{PROVINCES[province]}", *said)


def say_time(hour: int, minute: int, language: str) -> Row:
    """Say a time of the day on the 24-hour clock."""
    if not (0 <= hour < 24 and 0 <= minute < 60):
        raise NotSpeakable
    said = say_number(hour, language)
    low = (f"{NUMERAL}0",) if is_chinese(language) else (f"{WORD}oh",)
    minutes = (*(low if minute < 10 else ()), *say_number(minute, language))
    if not is_chinese(language):
        return (*said, *minutes) if minute else (*said, f"{WORD}hundred-hours")
    ending = (*minutes, f"{WORD}minute") if minute else (f"{WORD}sharp",)
    return (*said, f"{WORD}hour", *ending)


def say_address_part(text: str, language: str) -> Row:
    """Say the numbered part of an address, such as 12号3单元501室; rooms digit by digit."""
    found = list(_ADDRESS_PART.finditer(text))
    if not found or "".join(match[0] for match in found) != text:
        raise NotSpeakable
    return tuple(key for match in found for key in _address_part(match[1], match[2], language))


def say(kind: str, value: str, language: str) -> Row:
    """Say a value that somebody typed; `kind` is one of SAYERS."""
    return SAYERS[kind](value.strip(), language)


def is_chinese(language: str) -> bool:
    """Tell whether numbers go together in the Chinese way, which all its dialects share."""
    return language.partition("-")[0] == "zh"


def _address_part(digits: str, unit: str, language: str) -> Row:
    by_digit = unit == "室"
    said = say_digits(digits, language) if by_digit else say_number(int(digits), language)
    word = f"{WORD}{_PARTS[unit]}"
    return (*said, word) if is_chinese(language) else (word, *said)


def _chinese(number: int) -> Iterator[str]:
    """Give 12 as 十 二, 20 as one prompt 二十, 105 as 一 百 零 五, 110 as 一 百 一 十."""
    higher = number >= 100
    for value, word in ((1000, THOUSAND), (100, HUNDRED)):
        if number >= value:
            yield f"{NUMERAL}{number // value}"
            yield word
            number %= value
            if 0 < number < value // 10:
                yield f"{NUMERAL}0"
    yield from _below_hundred(number, higher=higher)


def _below_hundred(number: int, *, higher: bool) -> Iterator[str]:
    tens, ones = divmod(number, 10)
    if tens == 1 and higher:
        yield f"{NUMERAL}1"
    if tens:
        yield f"{NUMERAL}{tens * 10}"
    if ones:
        yield f"{NUMERAL}{ones}"


def _english(number: int) -> Iterator[str]:
    for value, word in ((1000, THOUSAND), (100, HUNDRED)):
        if number >= value:
            yield f"{NUMERAL}{number // value}"
            yield word
            number %= value
    if number < 20:
        yield from (f"{NUMERAL}{one}" for one in (number,) if one)
        return
    yield from _below_hundred(number, higher=False)


def _sign(sign: str, language: str) -> str:
    return _digit(sign, language) if sign.isdigit() else f"{LETTER}{sign.lower()}"


def _digit(digit: str, language: str) -> str:
    return f"{WORD}yao" if digit == "1" and is_chinese(language) else f"{NUMERAL}{digit}"


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise NotSpeakable
    return int(value)


def _typed_time(value: str, language: str) -> Row:
    hour, _, minute = value.partition(":")
    return say_time(_whole(hour), _whole(minute), language)


SAYERS: Mapping[str, Callable[[str, str], Row]] = {
    "place": lambda value, language: place_in_queue(_whole(value), language),
    "number": lambda value, language: say_number(_whole(value), language),
    "ambulances": lambda value, language: say_count(_whole(value), Thing.AMBULANCE, language),
    "casualties": lambda value, language: say_count(_whole(value), Thing.CASUALTY, language),
    "plate": lambda value, language: say_plate(value.upper(), language),
    "time": _typed_time,
    "address": say_address_part,
}

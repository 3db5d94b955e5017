"""Which way a call goes, which numbers a seat may dial, and what came of it."""

from enum import StrEnum

from dispatch.domain.errors import DomainError
from dispatch.domain.phone_number import NumberUnusable, required_form

SHORTEST = 3


class Direction(StrEnum):
    """Who called whom: IN to the centre, OUT from a seat."""

    IN = "in"
    OUT = "out"


class DialResult(StrEnum):
    """What came of a call to somebody.

    SEAT_AWAY: the seat's own phone was not picked up, and nobody was rung. GIVEN_UP: the seat hung
    up before an answer. TRUNK_AWAY: no line to the outside.
    """

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    NUMBER_UNKNOWN = "number_unknown"
    TRUNK_AWAY = "trunk_away"
    GIVEN_UP = "given_up"
    SEAT_AWAY = "seat_away"


class NumberIsOurs(DomainError):
    """That number is the centre's own: it would ring its seats."""

    code = "number_is_ours"


def dialled_form(raw: str, *, area_code: str, own: str) -> str:
    """Give a number in the form in which it is dialled and stored.

    Args:
        raw: As a person types it.
        area_code: The centre's own.
        own: The centre's emergency number.

    Raises:
        NumberUnusable: It is none, or too short.
        NumberIsOurs: With area code or country code too.
    """
    number = required_form(raw, area_code=area_code)
    if number in {own, area_code + own}:
        raise NumberIsOurs
    if len(number) < SHORTEST:
        raise NumberUnusable
    return number

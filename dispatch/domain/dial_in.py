"""Dialling in to a conference: a number of the centre and a code that its chair gives out.

The code only leads to the door: whoever knows it waits there until a seat in the room lets him in.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dispatch.domain.errors import DomainError

CODE_DIGITS = 6
LASTS = timedelta(minutes=30)
_CODES = 10**CODE_DIGITS


@dataclass(frozen=True, slots=True)
class DialIn:
    """How people dial in to a room, and until when."""

    number: str
    code: str
    until: datetime


class NoDialInNumber(DomainError):
    """The site settings name no number under which conferences are dialled in to."""

    code = "no_dial_in_number"


def draw_code(random_ids: Iterator[UUID], taken: Collection[str]) -> str:
    """Make a code of the random end of an id, such that no other room has it."""
    codes = (f"{one.int % _CODES:0{CODE_DIGITS}}" for one in random_ids)
    return next(code for code in codes if code not in taken)

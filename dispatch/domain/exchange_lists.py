"""The lists that every exchange keeps for itself, made of what the centre knows.

The exchange works with an old or an empty list; `dialplan/screening.py` says what each means.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.nuisance import (
    EMERGENCY_SERVICES,
    NumberLock,
    Protection,
    find_protection,
)
from dispatch.domain.phone_number import stored_form
from dispatch.domain.site_rules import seat_phone
from dispatch.domain.surge import Surge

PRIORITY, LOCK, REPEAT, LEADER, THROUGH = "priority", "lock", "repeat", "leader", "through"
SURGE, SURGE_NOW = "surge", "now"
SKILL, TRAINEE, WORKER = "skill", "trainee", "worker"
LEADER_PHONE = "phone"
REPEAT_WITHIN = timedelta(minutes=10)
DAY_S = 86_400
LONGEST_SHORT_CODE = 6

Lists = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Served:
    """A number that a seat served."""

    number: str
    seat: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class MannedSeat:
    """A seat and who sits there."""

    seat: int
    staff_number: str
    skills: frozenset[str] = frozenset()
    trainee: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeFacts:
    """All that the lists are made of.

    Args:
        telephones: Of hospitals, stations and key patients, as somebody typed them.
        open_numbers: Numbers whose incident is in work with place and kind known.
        served: Calls answered within REPEAT_WITHIN, oldest first.
        leader_seats: Seats at which a shift leader is signed on, ascending.
        surge: The one that was not stopped, if any.
        manned: Seats with somebody, ascending.
        says_staff_number: Callers hear who answered.
    """

    area_code: str
    telephones: Mapping[Protection, Collection[str]]
    open_numbers: Collection[str]
    locks: Sequence[NumberLock]
    served: Sequence[Served]
    leader_seats: Sequence[int]
    surge: Surge | None = None
    manned: Sequence[MannedSeat] = ()
    says_staff_number: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What an exchange must be told, as (list, key, value) and (list, key)."""

    put: tuple[tuple[str, str, str], ...]
    remove: tuple[tuple[str, str], ...]


def make_lists(facts: ExchangeFacts, now: datetime) -> Lists:
    """Make every list; a number stands in each form in which a trunk may send it."""
    typed = {number for numbers in facts.telephones.values() for number in numbers}
    known = {stored_form(one, area_code=facts.area_code) for one in typed}
    ahead = {number for number in known if number} | EMERGENCY_SERVICES
    locks = {
        lock.number: str(int(lock.until.timestamp()))
        for lock in facts.locks
        if not find_protection(lock.number, facts.telephones, facts.open_numbers, facts.area_code)
    }
    return {
        PRIORITY: _spread(dict.fromkeys(ahead, "1"), facts.area_code),
        LOCK: _spread(locks, facts.area_code),
        REPEAT: _spread({one.number: _hint(one) for one in facts.served}, facts.area_code),
        LEADER: _leader(facts.leader_seats, now),
        SURGE: {SURGE_NOW: facts.surge.entry} if facts.surge and facts.surge.runs(now) else {},
        SKILL: {
            f"{code}-{seat_phone(one.seat)}": "1" for one in facts.manned for code in one.skills
        },
        TRAINEE: {seat_phone(one.seat): "1" for one in facts.manned if one.trainee},
        WORKER: dict(_workers(facts)),
    }


def find_difference(wanted: Lists, held: Lists) -> Difference:
    """Say what leads from the lists that an exchange holds to those it shall hold.

    What the exchange remembers of locked callers who broke through goes with their lock.
    """
    put = (
        (family, key, value)
        for family, entries in wanted.items()
        for key, value in sorted(entries.items())
        if held.get(family, {}).get(key) != value
    )
    remove = (
        (family, key)
        for family, entries in held.items()
        for key in sorted(entries)
        if key not in wanted.get(LOCK if family == THROUGH else family, {})
    )
    return Difference(tuple(put), tuple(remove))


def wire_forms(number: str, area_code: str) -> Iterator[str]:
    """Give the digits that a trunk may send for a number in its stored form.

    The exchange keeps digits alone: long ones that begin with 86 stand for +86, short ones do not.
    """
    local = number.removeprefix(area_code) if area_code else number
    forms = (number, f"0{number}", f"86{number}", f"0086{number}", local, f"86{number[1:]}")
    for form in dict.fromkeys((*forms, f"0086{number[1:]}")):
        sent = f"+{form}" if form.startswith("86") and len(form) > LONGEST_SHORT_CODE else form
        if form.isascii() and form.isdigit() and _stored(sent, area_code) == number:
            yield form


def _stored(sent: str, area_code: str) -> str | None:
    return stored_form(sent, area_code=area_code)


def _spread(entries: Mapping[str, str], area_code: str) -> Mapping[str, str]:
    return {
        form: value for number, value in entries.items() for form in wire_forms(number, area_code)
    }


def _hint(one: Served) -> str:
    return f"{seat_phone(one.seat)}-{int((one.answered_at + REPEAT_WITHIN).timestamp())}"


def _workers(facts: ExchangeFacts) -> Iterator[tuple[str, str]]:
    """Give the digits of who sits where; a number with letters cannot be spoken."""
    for one in facts.manned if facts.says_staff_number else ():
        if one.staff_number.isascii() and one.staff_number.isdigit():
            yield seat_phone(one.seat), one.staff_number


def _leader(seats: Sequence[int], now: datetime) -> Mapping[str, str]:
    """Name a leader's phone up to the end of the next day, so that the value rests for a day."""
    if not seats:
        return {}
    until_s = (int(now.timestamp()) // DAY_S + 2) * DAY_S
    return {LEADER_PHONE: f"{seat_phone(seats[0])}-{until_s}"}

"""Nuisance numbers on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, PersonalNumber, View


class NumberLockView(View):
    """A number locked for a time; ended_at is null while it runs."""

    id: UUID
    number: PersonalNumber
    locked_by: tuple[str, ...]
    locked_at: datetime
    until: datetime
    calls: int
    last_call_at: datetime | None
    ended_at: datetime | None
    lifted_by: str | None


class NuisanceMarkView(View):
    """A call that somebody found to be a nuisance."""

    id: UUID
    number: PersonalNumber
    call_id: UUID
    seat: int | None
    by: str
    by_leader: bool
    at: datetime


class MarkNuisance(Command):
    """How long the number shall be locked when this mark suffices, hours."""

    hours: Literal[1, 4, 24] = 4


class MarkedView(View):
    """What came of a mark; lock is null while it takes a mark of another seat."""

    number: PersonalNumber
    lock: NumberLockView | None


class LockEvent(View):
    """Payload of every event of a lock."""

    lock: NumberLockView


class MarkEvent(View):
    """Payload of number_marked."""

    mark: NuisanceMarkView

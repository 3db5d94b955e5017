"""A silent call 空话: nobody speaks. What is done about it, step by step; no step ends the call."""

from dataclasses import replace
from datetime import datetime

from dispatch.domain.call import Call, CallState
from dispatch.domain.errors import DomainError
from dispatch.domain.silent_check import SilentCheck

MOST_KEYS = 32
IN_TALK = frozenset({CallState.TALKING, CallState.HELD})


class NotSilent(DomainError):
    """Nobody began the procedure of a silent call for this one."""

    code = "not_silent"


class NobodyListens(DomainError):
    """The call talks at no seat, or at another's."""

    code = "nobody_listens"


def begun(call: Call, by: str, at: datetime) -> Call:
    """Begin to listen, or ask once more: the steps done so far stay.

    Raises:
        NobodyListens: The call does not talk at the seat of who asks, or a seat made it.
    """
    if call.state not in IN_TALK or call.staff_number != by or call.outgoing:
        raise NobodyListens(seat=call.seat)
    return replace(call, silent=call.silent or SilentCheck(started_at=at, started_by=by))


def asked(call: Call, at: datetime) -> Call:
    """Note that the caller heard the question."""
    check = _check(call)
    return replace(call, silent=replace(check, asked_at=check.asked_at or at, asks=check.asks + 1))


def key_pressed(call: Call, digit: str, at: datetime) -> Call:
    """Note a key of the caller, the newest last; only so many are kept."""
    check = _check(call)
    keys = (check.keys + digit)[-MOST_KEYS:]
    return replace(call, silent=replace(check, keys=keys, key_at=at))


def called_back(call: Call, at: datetime) -> Call:
    """Note that the number was rung back."""
    return replace(call, silent=replace(_check(call), called_back_at=at))


def located(call: Call, by: str, at: datetime) -> Call:
    """Note that the known address was put forward."""
    if call.staff_number != by:
        raise NobodyListens(seat=call.seat)
    return replace(call, silent=replace(_check(call), located_at=at))


def _check(call: Call) -> SilentCheck:
    if call.silent is None:
        raise NotSilent
    return call.silent

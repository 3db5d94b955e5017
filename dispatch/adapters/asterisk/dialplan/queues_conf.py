"""queues.conf and musiconhold.conf: who rings, and what a waiting caller hears."""

from collections.abc import Iterable

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.sections import Setting, section, sections

WAITING, AGAIN, HOLD, BETWEEN = "waiting", "again", "default", "between"
PLAYLISTS = {
    WAITING: ("welcome", "ringback", "ringback", "ringback"),
    AGAIN: ("reconnecting", "ringback", "ringback", "ringback"),
    BETWEEN: ("holding",),
    HOLD: ("holding", "tick", "tick", "tick"),
}
NOBODY_THERE = "paused,unavailable,invalid,unknown"


def overflow_queue(plan: ExchangePlan) -> str:
    """Name the queue in which spare phones ring beside the seats."""
    return f"{plan.emergency_number}-overflow"


def queues_conf(plan: ExchangePlan) -> str:
    """Write queues.conf.

    The first queue lets nobody wait where no seat is reached or every one rests; the second lets
    everybody wait, and goes first when both want the same seat.
    """
    seats = [seat.phone for seat in plan.seats]
    spares = [spare.name for spare in plan.spare_phones]
    return sections(
        (
            section("general", ("persistentmembers", "no"), ("autofill", "yes")),
            section(
                plan.emergency_number,
                *_common(plan),
                ("joinempty", NOBODY_THERE),
                ("leavewhenempty", NOBODY_THERE),
                *_members(seats),
            ),
            section(
                overflow_queue(plan),
                *_common(plan),
                ("weight", 10),
                ("joinempty", "yes"),
                ("leavewhenempty", "no"),
                *_members([*seats, *spares]),
            ),
        )
    )


def musiconhold_conf(places: Places) -> str:
    """Write musiconhold.conf: a waiting caller never hears silence."""
    return sections(
        section(
            name, ("mode", "playlist"), *(("entry", places.sounds / entry) for entry in entries)
        )
        for name, entries in PLAYLISTS.items()
    )


def _common(plan: ExchangePlan) -> Iterable[Setting]:
    return (
        ("strategy", "ringall"),
        ("timeout", plan.timings.ring_cycle_s),
        ("retry", 1),
        ("ringinuse", "no"),
        ("musicclass", WAITING),
        ("membergosub", "seat-leg"),
        ("announce-frequency", 0),
        ("autopause", "no"),
        ("reportholdtime", "no"),
    )


def _members(phones: Iterable[str]) -> Iterable[Setting]:
    return (("member", f"PJSIP/{phone},0,{phone},PJSIP/{phone}") for phone in phones)

"""queues.conf and musiconhold.conf: who rings, and what a waiting caller hears."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.plan_lines import DIRECT_QUEUE
from dispatch.adapters.asterisk.dialplan.sections import Setting, section, sections
from dispatch.domain.line import LineWay

WAITING, AGAIN, HOLD, BETWEEN = "waiting", "again", "default", "between"
SPARE, ELSEWHERE, KEPT, PARKED = "spare", "elsewhere", "kept", "parked"
# The context of lines dialled out; a queue rings them through a Local channel.
OUTWARD = "outward"
# What a seat hears while somebody is rung for its room.
RINGS = "rings"
PLAYLISTS = {
    WAITING: ("welcome", "ringback", "ringback", "ringback"),
    AGAIN: ("reconnecting", "ringback", "ringback", "ringback"),
    SPARE: ("spare", "ringback", "ringback", "ringback"),
    ELSEWHERE: ("outward", "ringback", "ringback", "ringback"),
    KEPT: ("kept", "ringback", "ringback", "ringback"),
    BETWEEN: ("holding",),
    PARKED: ("parked", "tick", "tick", "tick"),
    HOLD: ("holding", "tick", "tick", "tick"),
    RINGS: ("ringback",),
}
NOBODY_THERE = "paused,unavailable,invalid,unknown"
# Who waits for a seat in a heavier queue gets it first.
ONE_SEAT, DIRECT_LINES, EVERY_SEAT, OVERFLOW = 0, 3, 5, 10
# Of a skill's queue; the dialplan sets them, see `skill_conf`.
SKILLED_PENALTY, UNSKILLED_PENALTY = 1, 9
NOBODY_HAS_IT = f"penalty,{NOBODY_THERE}"


def overflow_queue(plan: ExchangePlan) -> str:
    """Name the queue in which spare phones ring beside the seats."""
    return f"{plan.emergency_number}-overflow"


def backup_queue(plan: ExchangePlan, place: int) -> str:
    """Name the queue in which one backup line rings beside seats and spare phones; first is 0."""
    return f"{plan.emergency_number}-backup{place + 1}"


def district_queue(plan: ExchangePlan, place: int) -> str:
    """Name the queue in which a district's station rings beside the seats; first is 0."""
    return f"{plan.emergency_number}-district{place}"


def skill_queue(code: str) -> str:
    """Name the queue in which those ring who have a skill."""
    return f"skill-{code}"


def seat_queue(phone: str) -> str:
    """Name the queue in which one seat alone rings."""
    return f"seat-{phone}"


def queues_conf(plan: ExchangePlan, places: Places) -> str:
    """Write queues.conf.

    The first queue lets nobody wait where no seat is reached or every one rests; the others let
    everybody wait, and go first when both want the same seat.
    """
    seats = [seat.phone for seat in plan.seats]
    spares = [spare.name for spare in plan.spare_phones]
    return sections(
        (
            section("general", ("persistentmembers", "no"), ("autofill", "yes")),
            section(
                plan.emergency_number,
                *_strategy(plan, _common(plan, places)),
                ("weight", EVERY_SEAT),
                ("joinempty", NOBODY_THERE),
                ("leavewhenempty", NOBODY_THERE),
                *_members(seats, {seat.phone: seat.penalty for seat in plan.seats}),
            ),
            *_district_queues(plan, places, seats),
            section(
                overflow_queue(plan),
                *_common(plan, places),
                ("weight", OVERFLOW),
                ("joinempty", "yes"),
                ("leavewhenempty", "no"),
                *_members([*seats, *spares]),
            ),
            *_backup_queues(plan, places, [*seats, *spares]),
            *(_one_seat(plan, places, seat) for seat in seats),
            *_direct_queue(plan, places, seats),
            *_skill_queues(plan, places, seats),
        )
    )


def _strategy(plan: ExchangePlan, common: Iterable[Setting]) -> Iterator[Setting]:
    """Let a call ring every free seat, or the one at which no call ended for the longest time."""
    rings = {"ring_all": "ringall", "longest_idle": "leastrecent"}[plan.distribution]
    yield from (("strategy", rings) if key == "strategy" else (key, value) for key, value in common)


def _district_queues(plan: ExchangePlan, places: Places, seats: Sequence[str]) -> Iterator[str]:
    """Write a queue for each district whose station rings at the same time as the seats."""
    for place, district in enumerate(plan.districts):
        line = f"Local/{district.station_number}@{OUTWARD}"
        if district.together:
            yield section(
                district_queue(plan, place),
                *_common(plan, places),
                ("weight", EVERY_SEAT),
                ("joinempty", "yes"),
                ("leavewhenempty", "no"),
                *_members(seats),
                ("member", f"{line},0,{district.station_number},{line},yes"),
            )


def _backup_queues(plan: ExchangePlan, places: Places, phones: Sequence[str]) -> Iterator[str]:
    """Write a queue for each backup line, which several callers may ring at once.

    Seats and spare phones ring beside it: whoever is free at its first ring, or at the next line's.
    """
    for place, number in enumerate(plan.backup_numbers):
        common = (pair for pair in _common(plan, places) if pair[0] != "timeout")
        line = f"Local/{number}@{OUTWARD}"
        yield section(
            backup_queue(plan, place),
            *common,
            ("timeout", plan.timings.backup_rings_s),
            ("weight", OVERFLOW),
            ("joinempty", "yes"),
            ("leavewhenempty", "no"),
            *_members(phones),
            ("member", f"{line},0,{number},{line},yes"),
        )


def musiconhold_conf(places: Places, more: Mapping[str, tuple[str, ...]]) -> str:
    """Write musiconhold.conf: a waiting caller never hears silence."""
    return sections(
        section(
            name, ("mode", "playlist"), *(("entry", places.sounds / entry) for entry in entries)
        )
        for name, entries in {**PLAYLISTS, **more}.items()
    )


def _one_seat(plan: ExchangePlan, places: Places, phone: str) -> str:
    """Write the queue of one seat; the dialplan sends a caller there only while it is free."""
    return section(
        seat_queue(phone),
        *_common(plan, places),
        ("weight", ONE_SEAT),
        ("joinempty", NOBODY_THERE),
        ("leavewhenempty", NOBODY_THERE),
        *_members([phone]),
    )


def _direct_queue(plan: ExchangePlan, places: Places, phones: Sequence[str]) -> Iterator[str]:
    """Write the queue of direct lines: every seat, after a public caller who waits."""
    if any(line.way is LineWay.DIRECT for line in plan.lines):
        yield section(
            DIRECT_QUEUE,
            *_common(plan, places),
            ("weight", DIRECT_LINES),
            ("joinempty", NOBODY_THERE),
            ("leavewhenempty", NOBODY_THERE),
            *_members(phones),
        )


def _skill_queues(plan: ExchangePlan, places: Places, phones: Sequence[str]) -> Iterator[str]:
    """Write a queue for each skill: a caller who was answered already, and not understood."""
    for code in plan.skills:
        yield section(
            skill_queue(code),
            *_common(plan, places),
            ("weight", OVERFLOW),
            ("joinempty", NOBODY_HAS_IT),
            ("leavewhenempty", NOBODY_HAS_IT),
            *_members(phones, dict.fromkeys(phones, UNSKILLED_PENALTY)),
        )


def _common(plan: ExchangePlan, places: Places) -> Iterable[Setting]:
    return (
        ("strategy", "ringall"),
        ("timeout", plan.timings.ring_cycle_s),
        ("retry", 1),
        ("ringinuse", "no"),
        ("musicclass", WAITING),
        ("membergosub", "seat-leg"),
        ("announce-frequency", plan.timings.place_said_every_s),
        ("min-announce-frequency", 1),
        ("announce-position", "yes"),
        ("announce-holdtime", "no"),
        ("queue-youarenext", places.sounds / "next"),
        ("queue-thereare", places.sounds / "place"),
        ("queue-callswaiting", places.sounds / "place_end"),
        ("autopause", "no"),
        ("reportholdtime", "no"),
    )


def _members(
    phones: Iterable[str], penalties: Mapping[str, int] = MappingProxyType({})
) -> Iterable[Setting]:
    return (
        ("member", f"PJSIP/{phone},{penalties.get(phone, 0)},{phone},PJSIP/{phone}")
        for phone in phones
    )

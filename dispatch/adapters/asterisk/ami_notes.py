"""Reads an exchange's own notes of calls from its answer to DBGetTree. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dispatch.adapters.asterisk.ami_fields import (
    EventDamage,
    Fields,
    Unusable,
    instant,
    usable_number,
)
from dispatch.adapters.asterisk.dialplan.call_notes import BEGUN, BETWEEN, FAMILY, GONE, TALKED
from dispatch.domain.exchange_picture import NotedCall

Notes = Mapping[str, str]


def read_notes(entries: Iterable[Fields]) -> Iterator[NotedCall | EventDamage]:
    """Give every call that is noted; notes that make no sense are told and stay where they are."""
    by_call: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        family, _, rest = entry.get("Key", "").removeprefix("/").partition("/")
        unique_id, _, what = rest.partition("/")
        if family == FAMILY and what:
            by_call[unique_id][what] = entry.get("Val", "")
    for unique_id, notes in by_call.items():
        try:
            yield _noted(unique_id, notes)
        except (Unusable, ValueError) as error:
            yield EventDamage(f"notes of {unique_id[:80]}: {error}")


def _noted(unique_id: str, notes: Notes) -> NotedCall:
    offered, number, called, trunk, recording = _values(notes, BEGUN, 5)
    talked, phone, leg = _values(notes, TALKED, 3) if TALKED in notes else ("", "", "")
    gone, cause = _values(notes, GONE, 2) if GONE in notes else ("", "")
    if not recording:
        raise Unusable("no recording")
    return NotedCall(
        unique_id=unique_id,
        number=usable_number(number),
        called_number=called,
        trunk=trunk,
        recording=recording,
        offered_at=instant(offered),
        talked_at=instant(talked) if talked else None,
        phone=phone or None,
        leg_unique_id=leg or None,
        gone_at=instant(gone) if gone else None,
        cause=int(cause or 0),
    )


def _values(notes: Notes, what: str, count: int) -> list[str]:
    values = notes.get(what, "").split(BETWEEN)
    if len(values) != count:
        raise Unusable(f"{what} has {len(values)} values")
    return values

"""State diagrams, drawn from the transition tables."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from dispatch.domain import call, conference, emergency, incident, order, seat, task
from recorder import state as recording

Table = Mapping[Any, StrEnum]
"""Keys are pairs of a state and a move."""

TABLES: Mapping[str, Table] = {
    "call": call.TRANSITIONS,
    "seat": seat.TRANSITIONS,
    "task": task.TRANSITIONS,
    "incident": incident.TRANSITIONS,
    "order": order.TRANSITIONS,
    "room": conference.ROOM_MOVES,
    "member": conference.MEMBER_MOVES,
    "emergency": emergency.TRANSITIONS,
    "recording": recording.TRANSITIONS,
}


def draw(table: Table) -> str:
    """Draw a table in Mermaid: a life begins in the table's first state, ends where none leaves."""
    begin = next(iter(table))[0]
    ends = [state for state in dict.fromkeys(table.values()) if not _leaves(table, state)]
    moves: dict[tuple[StrEnum, StrEnum], list[str]] = {}
    for (before, move), after in table.items():
        moves.setdefault((before, after), []).append(move.name)
    return "\n".join(
        [
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {begin.name}",
            *(_arrow(before, after, names) for (before, after), names in moves.items()),
            *(f"    {end.name} --> [*]" for end in ends),
            "```",
        ]
    )


def redrawn(text: str, tables: Mapping[str, Table] = TABLES) -> str:
    """Put the drawings of today between a document's marks; KeyError names a missing mark."""
    for name, table in tables.items():
        begin, end = f"<!-- drawn from the table: {name} -->\n", f"<!-- end: {name} -->"
        before, begin_mark, rest = text.partition(begin)
        _, end_mark, after = rest.partition(end)
        if not (begin_mark and end_mark):
            raise KeyError(name)
        text = before + begin + draw(table) + "\n" + end + after
    return text


def _arrow(before: StrEnum, after: StrEnum, moves: Iterable[str]) -> str:
    return f"    {before.name} --> {after.name}: {', '.join(m.lower() for m in moves)}"


def _leaves(table: Table, state: StrEnum) -> bool:
    return any(before is state for before, _ in table)

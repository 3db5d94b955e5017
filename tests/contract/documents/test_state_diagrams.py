"""The diagrams that a stranger reads are those that the code obeys."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from tests.documents.__main__ import PAGE
from tests.documents.state_diagrams import TABLES, Table, draw, redrawn


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Touch(StrEnum):
    PRESSED = "pressed"
    HIT = "hit"
    DROPPED = "dropped"


LAMP: Table = {
    (Lamp.OFF, Touch.PRESSED): Lamp.ON,
    (Lamp.ON, Touch.PRESSED): Lamp.OFF,
    (Lamp.ON, Touch.HIT): Lamp.BROKEN,
    (Lamp.ON, Touch.DROPPED): Lamp.BROKEN,
}


def states_of(table: Table) -> type[StrEnum]:
    states: type[StrEnum] = type(next(iter(table.values())))
    return states


def test_the_page_is_drawn_from_the_tables_of_today():
    text = PAGE.read_text(encoding="utf-8")
    assert redrawn(text) == text, "draw anew: .venv/bin/python -m tests.documents"


def test_a_changed_table_is_seen(tmp_path: Path):
    text = "<!-- drawn from the table: lamp -->\n<!-- end: lamp -->\n"
    page = redrawn(text, {"lamp": LAMP})
    changed: Mapping[str, Table] = {"lamp": {**LAMP, (Lamp.OFF, Touch.HIT): Lamp.BROKEN}}
    assert redrawn(page, {"lamp": LAMP}) == page
    assert redrawn(page, changed) != page


def test_a_diagram_begins_ends_and_joins_moves_between_the_same_states():
    assert draw(LAMP).splitlines() == [
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> OFF",
        "    OFF --> ON: pressed",
        "    ON --> OFF: pressed",
        "    ON --> BROKEN: hit, dropped",
        "    BROKEN --> [*]",
        "```",
    ]


def test_a_page_without_its_marks_is_refused():
    with pytest.raises(KeyError):
        redrawn("no marks here", {"lamp": LAMP})


@pytest.mark.parametrize("name", TABLES)
def test_every_state_of_a_life_can_be_reached_from_its_beginning(name: str):
    """A state that nothing leads to is a word without a meaning, or a missing move."""
    table = TABLES[name]
    begin = next(iter(table))[0]
    reached = {begin}
    while more := {after for (before, _), after in table.items() if before in reached} - reached:
        reached |= more
    assert reached == set(states_of(table))


def test_a_seat_finds_back_to_ready_from_every_state():
    """A seat that cannot become ready again is lost until the next start."""
    table = TABLES["seat"]
    states = states_of(table)
    ready = {state for state in states if state.name == "READY"}
    while more := {before for (before, _), after in table.items() if after in ready} - ready:
        ready |= more
    assert ready == set(states)

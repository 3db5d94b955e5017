"""Filters by label and by length choose the right rows; run on SQLite itself."""

import sqlite3

import pytest

from recorder.api.wire import SearchIn
from recorder.search.find_recordings import JOURNAL
from recorder.search.label_filters import LabelFilters
from recorder.search.query import SearchQuery, select
from recorder.storage.schema import STEPS

CALLS = (
    ("a", "13800138000", "120", 1, "1001", 8_000),
    ("b", "13800139000", "01012345678", 2, "1002", 80_000),
    ("c", None, "120", None, None, None),
    ("d", "02087654321", "13900001111", 1, "1002", 16_000),
)


@pytest.fixture
def store() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for step in STEPS:
        connection.executescript(step)
    for name, number, called, seat, staff, frames in CALLS:
        connection.execute(
            "INSERT INTO recording (name, exchange, state, started_at, first_seen_at, frames,"
            " sample_rate_hz) VALUES (?, 'x1', 'stored', 1, 1, ?, 8000)",
            (name, frames),
        )
        connection.execute(
            "INSERT INTO label (name, call_id, number, called_number, seat, staff_number,"
            " call_started_at, event_n, put_at, awaited) VALUES (?, '', ?, ?, ?, ?, 1, 1, 1, 0)",
            (name, number, called, seat, staff),
        )
    return connection


def _find(store: sqlite3.Connection, wanted: LabelFilters) -> str:
    statement, values = select(SearchQuery(labels=wanted), "x1", JOURNAL)
    return "".join(sorted(row[0] for row in store.execute(statement, values)))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (LabelFilters(), "abcd"),
        (LabelFilters(digits="8765"), "d"),
        (LabelFilters(digits="2345"), "b"),
        (LabelFilters(digits="999"), ""),
        (LabelFilters(digits="13800138000"), "ab"),
        (LabelFilters(digits="13900138001"), ""),
        (LabelFilters(digits="1381"), ""),
        (LabelFilters(called="120"), "ac"),
        (LabelFilters(called="*5678"), "b"),
        (LabelFilters(called="*0120"), ""),
        (LabelFilters(seat=1), "ad"),
        (LabelFilters(staff_number="1002"), "bd"),
        (LabelFilters(seat=1, staff_number="1002"), "d"),
        (LabelFilters(min_duration_ms=2000), "bd"),
        (LabelFilters(max_duration_ms=2000), "ad"),
        (LabelFilters(min_duration_ms=2000, max_duration_ms=2000), "d"),
        (LabelFilters(called="120", max_duration_ms=1000), "a"),
    ],
)
def test_a_filter_finds_what_it_says_and_nothing_else(
    store: sqlite3.Connection, wanted: LabelFilters, names: str
) -> None:
    assert _find(store, wanted) == names


def test_the_door_hands_every_filter_on() -> None:
    asked = {
        "digits": "8765",
        "called": "*120",
        "seat": 3,
        "staff_number": "1001",
        "min_duration_ms": 1,
        "max_duration_ms": 2,
    }
    handed_on = SearchIn.model_validate(asked).to_query().labels
    assert handed_on == LabelFilters("8765", "*120", 3, "1001", 1, 2)


@pytest.mark.parametrize("digits", ["12", "12%", "1_2", "12a", ""])
def test_the_door_refuses_digits_too_few_or_not_digits(digits: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        SearchIn.model_validate({"digits": digits})

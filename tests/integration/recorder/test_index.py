import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from recorder.errors import SettingsUnusable
from recorder.names import RecordingName
from recorder.search.find_recordings import INDEX, JOURNAL, Finder, Found
from recorder.search.label_filters import LabelFilters
from recorder.search.query import SearchQuery, select
from recorder.state import RecordingState
from recorder.storage.copier import Copier
from recorder.storage.index import Index, IndexAway
from tests.integration.conftest import Database
from tests.integration.recorder.workshop import NAME, Workshop, labels, name_of, voice

SOUND = voice(1, 0.5)
NUMBERS = ["13800138000", "13900138000", "02012345678"]
CALLS = [name_of(serial, minute=40 + serial) for serial in range(6)]


def parameters(database: Database) -> dict[str, Any]:
    return dict(conninfo_to_dict(database.dsn("recorder")))


@asynccontextmanager
async def copying(workshop: Workshop, where: Callable[[], dict[str, Any]]) -> AsyncIterator[Copier]:
    """A copier at work."""
    index, stop = Index(where), asyncio.Event()
    copier = Copier(workshop.journal, index)
    task = asyncio.create_task(copier.run(stop))
    try:
        yield copier
    finally:
        stop.set()
        await task
        await index.close()


async def comes_true(condition: Callable[[], object], *, within_s: float = 15.0) -> None:
    for _ in range(int(within_s / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("did not come true in time")


def rows(database: Database) -> list[tuple[str, str, str | None]]:
    with psycopg.connect(database.owner_dsn) as connection:
        return connection.execute(
            "SELECT name, state, number FROM recorder.recording ORDER BY name"
        ).fetchall()


def keep(workshop: Workshop, name: RecordingName = NAME) -> None:
    workshop.write_call(name, rx=SOUND, tx=SOUND)
    workshop.work()


def is_copied(workshop: Workshop) -> bool:
    return not workshop.journal.list_uncopied(1)


@pytest.mark.mission("A41", "A79")
async def test_what_the_journal_knows_comes_to_the_index(workshop, database):
    workshop.index_is_away[0] = False
    keep(workshop)
    async with copying(workshop, lambda: parameters(database)) as copier:
        await comes_true(lambda: is_copied(workshop))
        workshop.journal.put_labels(NAME, labels())
        await comes_true(lambda: is_copied(workshop))

        assert copier.is_reachable
    assert rows(database) == [(NAME.text, "COPIED", "13800138000")]
    assert workshop.moves() == ["STORED", "COPIED"]
    workshop.work()
    assert workshop.lying_in("incoming") == []


async def test_a_damaged_recording_is_in_the_index_as_damaged(workshop, database):
    workshop.mark_done()
    workshop.work()
    async with copying(workshop, lambda: parameters(database)):
        await comes_true(lambda: is_copied(workshop))

    assert rows(database) == [(NAME.text, "DAMAGED", None)]


async def test_without_the_index_recording_goes_on_and_the_copy_is_made_up_for(workshop, database):
    where = parameters(database) | {"port": "1"}
    async with copying(workshop, lambda: where) as copier:
        await comes_true(lambda: copier.is_away)
        keep(workshop)
        while_away = workshop.recording().state
        where |= parameters(database)
        await comes_true(lambda: is_copied(workshop))

    assert while_away is RecordingState.STORED
    assert workshop.recording().state is RecordingState.COPIED
    assert len(rows(database)) == 1


async def test_without_the_password_of_the_index_the_index_is_away(workshop):
    def no_password() -> dict[str, Any]:
        raise SettingsUnusable("secret database_recorder cannot be read")

    async with copying(workshop, no_password) as copier:
        await comes_true(lambda: copier.is_away)

    assert not copier.is_reachable


async def test_an_index_that_came_back_without_rows_gets_them_again(workshop, database):
    for name in CALLS:
        keep(workshop, name)
    async with copying(workshop, lambda: parameters(database)):
        await comes_true(lambda: is_copied(workshop))
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute("DELETE FROM recorder.recording WHERE name > %s", (CALLS[2].text,))
    async with copying(workshop, lambda: parameters(database)) as copier:
        await comes_true(lambda: copier.is_reachable and is_copied(workshop))

    assert [name for name, _, _ in rows(database)] == [name.text for name in CALLS]
    assert workshop.moves(CALLS[5]) == ["STORED", "COPIED"]


async def test_an_older_revision_never_replaces_a_newer_one(workshop, database):
    keep(workshop)
    async with copying(workshop, lambda: parameters(database)):
        await comes_true(lambda: is_copied(workshop))
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute("UPDATE recorder.recording SET revision = 99, number = 'newer'")
    async with copying(workshop, lambda: parameters(database)) as copier:
        await comes_true(lambda: copier.is_reachable and is_copied(workshop))

    assert rows(database) == [(NAME.text, "COPIED", "newer")]


async def test_the_recorder_may_not_delete_from_the_index(database):
    index = Index(lambda: parameters(database))

    with pytest.raises(IndexAway, match="InsufficientPrivilege"):
        await index.run(_delete)
    await index.close()


async def _delete(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.execute("DELETE FROM recorder.recording")


@pytest.fixture
async def ask(
    workshop: Workshop, database: Database
) -> AsyncIterator[Callable[[SearchQuery], Awaitable[list[str]]]]:
    """Six calls of three numbers, asked in both places, which must agree."""
    for place, name in enumerate(CALLS):
        keep(workshop, name)
        workshop.journal.put_labels(name, labels(NUMBERS[place % 3]))
    async with copying(workshop, lambda: parameters(database)):
        await comes_true(lambda: is_copied(workshop))
    index = Index(lambda: parameters(database))

    async def both(query: SearchQuery) -> list[str]:
        from_index = await Finder(workshop.journal, index, lambda: True).find(query)
        from_journal = await Finder(workshop.journal, index, lambda: False).find(query)
        assert (from_index.source, from_journal.source) == ("index", "journal")
        assert names(from_index) == names(from_journal)
        assert [_same(row) for row in from_index.recordings] == [
            _same(row) for row in from_journal.recordings
        ]
        return names(from_index)

    yield both
    await index.close()


def _same(recording: Any) -> Any:
    return replace(recording, revision=0)


def names(found: Found) -> list[str]:
    return [recording.name.text for recording in found.recordings]


def texts(*places: int) -> list[str]:
    return [CALLS[place].text for place in places]


SEARCHES = [
    (SearchQuery(), (5, 4, 3, 2, 1, 0)),
    (SearchQuery(number="13800138000"), (3, 0)),
    (SearchQuery(number="*138000"), (4, 3, 1, 0)),
    (SearchQuery(number="*0138"), ()),
    (SearchQuery(number="138"), ()),
    (SearchQuery(recording=CALLS[2]), (2,)),
    (SearchQuery(state=RecordingState.COPIED), (5, 4, 3, 2, 1, 0)),
    (SearchQuery(state=RecordingState.DAMAGED), ()),
    (SearchQuery(started_from=CALLS[4].started_at), (5, 4)),
    (SearchQuery(started_before=CALLS[1].started_at), (0,)),
    (
        SearchQuery(
            number="*138000",
            started_from=CALLS[1].started_at,
            started_before=CALLS[4].started_at,
            state=RecordingState.COPIED,
        ),
        (3, 1),
    ),
    (SearchQuery(labels=LabelFilters(digits="138001")), (3, 0)),
    (SearchQuery(labels=LabelFilters(called="*99999")), ()),
    (SearchQuery(labels=LabelFilters(seat=9999, staff_number="nobody")), ()),
    (SearchQuery(labels=LabelFilters(min_duration_ms=2_000_000_000)), ()),
    (SearchQuery(labels=LabelFilters(max_duration_ms=2_000_000_000)), (5, 4, 3, 2, 1, 0)),
    (SearchQuery(limit=2), (5, 4)),
    (SearchQuery(limit=2, before=CALLS[4]), (3, 2)),
    (SearchQuery(limit=2, before=CALLS[0]), ()),
]


@pytest.mark.mission("A82")
async def test_each_filter_gives_the_same_in_the_index_and_in_the_journal(ask):
    found = [await ask(query) for query, _ in SEARCHES]

    assert found == [texts(*places) for _, places in SEARCHES]


async def test_a_search_goes_on_in_the_journal_when_the_index_goes_away(workshop):
    keep(workshop)
    index = Index(lambda: {"host": "/nowhere", "dbname": "none", "user": "d120_recorder"})
    found = await Finder(workshop.journal, index, lambda: True).find(SearchQuery())

    assert (found.source, names(found)) == ("journal", [NAME.text])


FILTERS = {
    "recording_newest": SearchQuery(),
    "recording_newest ": SearchQuery(before=NAME),
    "recording_by_number": SearchQuery(number="13800000042"),
    "recording_by_suffix": SearchQuery(number="*00042"),
    "recording_by_state": SearchQuery(state=RecordingState.DAMAGED),
    "recording_pkey": SearchQuery(recording=NAME),
}
MANY_ROWS = """
INSERT INTO recorder.recording
  (name, exchange, state, started_at, first_seen_at, repaired, number, revision)
SELECT to_char(at, 'YYYYMMDD-HH24MISS') || '-node1-' || extract(epoch FROM at)::bigint || '.' || n,
  'node1', CASE WHEN n % 500 = 0 THEN 'DAMAGED' ELSE 'COPIED' END, at, at, false,
  (13800000000 + n % 5000)::text, 1
FROM generate_series(1, 20000) AS n, LATERAL (SELECT now() - n * interval '3 minutes' AS at) AS t
"""


def plan(connection: psycopg.Connection[Any], query: SearchQuery) -> str:
    statement, values = select(query, "node1", INDEX)
    found = connection.execute(f"EXPLAIN {statement}".encode(), values).fetchall()
    return " ".join(line for (line,) in found)


@pytest.mark.mission("A82")
def test_each_filter_has_an_index_in_the_database(database):
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(MANY_ROWS)
        connection.execute("ANALYZE recorder.recording")
        plans = {name: plan(connection, query) for name, query in FILTERS.items()}

    assert {name: name.strip() in found for name, found in plans.items()} == dict.fromkeys(
        FILTERS, True
    ), plans


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (SearchQuery(), "recording_newest"),
        (SearchQuery(number="13800138000"), "label_by_number"),
        (SearchQuery(number="*8000"), "label_by_suffix"),
        (SearchQuery(state=RecordingState.DAMAGED), "recording_by_state"),
        (SearchQuery(recording=NAME), "sqlite_autoindex_recording_1"),
        (SearchQuery(before=NAME), "recording_newest"),
    ],
)
def test_each_filter_has_an_index_in_the_journal(workshop, query, index):
    statement, values = select(query, "node1", JOURNAL)
    with workshop.journal.file.read() as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()

    assert index in " ".join(row["detail"] for row in steps)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT * FROM recording_labelled WHERE copied_revision < revision", "uncopied"),
        (
            """SELECT * FROM recording_labelled
            WHERE flac_sha256 IS NOT NULL AND review_sha256 IS NULL""",
            "unreviewed",
        ),
        ("SELECT name FROM label WHERE awaited = 1 AND put_at < 5", "label_awaited"),
        ("SELECT * FROM fault WHERE resolved_at IS NULL ORDER BY n DESC", "fault_newest"),
    ],
)
def test_what_the_recorder_asks_itself_each_second_has_an_index(workshop, statement, index):
    with workshop.journal.file.read() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()

    assert index in " ".join(row["detail"] for row in plan)

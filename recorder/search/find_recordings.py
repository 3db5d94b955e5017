"""The use case: find recordings in the index, or in the journal while the index is away."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import structlog

from recorder.recording import Recording
from recorder.search.query import Dialect, SearchQuery, select
from recorder.storage.index import Index, IndexAway, IndexConnection
from recorder.storage.journal import Journal
from recorder.storage.rows import to_recording
from recorder.storage.sqlite import to_stored

log = structlog.get_logger()


def _same(instant: datetime) -> datetime:
    return instant


def _same_id(identity: UUID) -> UUID:
    return identity


JOURNAL: Final = Dialect("recording_labelled", "?", to_stored, str)
INDEX: Final = Dialect("recorder.recording", "%s", _same, _same_id)


@dataclass(frozen=True, slots=True)
class Found:
    """A page and where it was found."""

    source: Literal["index", "journal"]
    recordings: list[Recording]


class Finder:
    """Asks the index first; the journal knows the same about this exchange."""

    def __init__(self, journal: Journal, index: Index, index_reachable: Callable[[], bool]) -> None:
        self._journal = journal
        self._index = index
        self._index_reachable = index_reachable

    async def find(self, query: SearchQuery) -> Found:
        """One page, newest first."""
        if self._index_reachable():
            try:
                return Found("index", await self._ask_index(query))
            except IndexAway:
                log.info("search.index_away")
        return Found("journal", await asyncio.to_thread(self._ask_journal, query))

    def _ask_journal(self, query: SearchQuery) -> list[Recording]:
        statement, parameters = select(query, self._journal.exchange, JOURNAL)
        with self._journal.file.read() as connection:
            return [to_recording(row) for row in connection.execute(statement, parameters)]

    async def _ask_index(self, query: SearchQuery) -> list[Recording]:
        statement, parameters = select(query, self._journal.exchange, INDEX)

        async def ask(connection: IndexConnection) -> list[Recording]:
            cursor = await connection.execute(statement.encode(), parameters)
            return [to_recording(row, _same) async for row in cursor]

        return await self._index.run(ask)

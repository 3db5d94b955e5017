"""Keeps the index in the centre's database like the journal, whenever that database is there."""

import asyncio
from functools import partial
from typing import Final

import structlog

from recorder.storage.index import Index, IndexAway
from recorder.storage.index_rows import sum_rows, upsert
from recorder.storage.journal import Journal
from recorder.waiting import pause

BATCH: Final = 200
INTERVAL_S: Final = 0.5
LONGEST_PAUSE_S: Final = 8.0

log = structlog.get_logger()


class Copier:
    """Copies revisions that are not in the index yet; repeating changes nothing."""

    def __init__(self, journal: Journal, index: Index) -> None:
        self._journal = journal
        self._index = index
        self._reachable: bool | None = None

    @property
    def is_away(self) -> bool:
        """Whether the index is known to be away; not so before the first attempt."""
        return self._reachable is False

    @property
    def is_reachable(self) -> bool:
        """Whether the last attempt reached the index."""
        return self._reachable is True

    async def run(self, stop: asyncio.Event) -> None:
        """Copy until told to stop; wait longer after each failure."""
        pause_s = INTERVAL_S
        while not stop.is_set():
            copied = await self._attempt()
            pause_s = INTERVAL_S if self.is_reachable else min(2 * pause_s, LONGEST_PAUSE_S)
            if copied < BATCH:
                await pause(stop, pause_s)

    async def _attempt(self) -> int:
        """Copy one batch and say how many; whatever fails, the recording goes on."""
        try:
            if not self.is_reachable:
                await self._compare()
            copied = await self._copy_batch()
        except IndexAway as error:
            self._note(reachable=False, why=str(error))
        except Exception as error:  # a fault of the copy is no fault of the recording
            log.exception("index.copy_failed")
            self._note(reachable=False, why=type(error).__name__)
        else:
            self._note(reachable=True)
            return copied
        return 0

    async def _compare(self) -> None:
        """After each absence: a database that came back from a backup has lost rows."""
        there = await self._index.run(partial(sum_rows, exchange=self._journal.exchange))
        here = await asyncio.to_thread(self._journal.sum_copied)
        if there != here:
            log.warning("index.differs", rows_there=there[0], rows_copied=here[0])
            await asyncio.to_thread(self._journal.forget_copied)

    async def _copy_batch(self) -> int:
        recordings = await asyncio.to_thread(self._journal.list_uncopied, BATCH)
        await self._index.run(partial(upsert, recordings=recordings))
        for recording in recordings:
            await asyncio.to_thread(self._journal.mark_copied, recording.name, recording.revision)
        return len(recordings)

    def _note(self, *, reachable: bool, why: str = "") -> None:
        if self._reachable is not reachable:
            log.info("index.reachable" if reachable else "index.away", why=why)
        self._reachable = reachable

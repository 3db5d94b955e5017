"""Keeps the lists of every exchange what the centre knows.

Each look holds the whole lists against what the exchange has, so a lost message, an exchange that
was away or a database from yesterday are all mended by the next look.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog

from dispatch.domain.errors import DomainError
from dispatch.domain.exchange_lists import find_difference, make_lists
from dispatch.ports.clock import Clock
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.exchange_memory import ExchangeMemory
from dispatch.ports.nuisance import NuisanceQueries
from dispatch.ports.reaction_log import ReactionLog

log = structlog.get_logger()

LOOK_EVERY_S = 5.0
KINDS = frozenset(
    {
        "number_locked",
        "number_lock_ended",
        "call_answered",
        "incident_scene_confirmed",
        "incident_changed",
        "incident_closed",
        "incident_reopened",
        "key_patient_written",
        "key_patient_removed",
        "station_changed",
        "hospital_changed",
        "seat_signed_on",
        "seat_signed_off",
        "site_changed",
        "person_changed",
        "surge_started",
        "surge_stopped",
    }
)


class ExchangeListsWorker:
    """Tells the exchanges for one server; a second server tells them the same."""

    def __init__(
        self,
        memories: Mapping[str, ExchangeMemory],
        queries: NuisanceQueries,
        log_of_events: ReactionLog,
        clock: Clock,
    ) -> None:
        self._memories = memories
        self._queries = queries
        self._log = log_of_events
        self._clock = clock
        self._away: set[str] = set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            heard = self._log.last
            await self.look()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._log.wait_for_news(heard, KINDS)

    async def look(self) -> None:
        """Tell every exchange that is there what its lists lack."""
        try:
            facts = await self._queries.read_exchange_facts()
        except DatabaseAway:
            return
        wanted = make_lists(facts, self._clock.now())
        for name, memory in self._memories.items():
            try:
                await memory.change(find_difference(wanted, await memory.read()))
            except DomainError as refused:
                self._tell_away(name, refused)
            else:
                self._away.discard(name)

    def _tell_away(self, exchange: str, refused: DomainError) -> None:
        if exchange not in self._away:
            self._away.add(exchange)
            log.warning("exchange_lists.refused", exchange=exchange, code=refused.code)

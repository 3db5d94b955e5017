"""Keeps the lists of every exchange what the centre knows.

News changes what differs from what was told last. Every few seconds a look holds the whole lists
against what the exchange has, so a lost message, an exchange that was away or a database from
yesterday are all mended by then.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog

from dispatch.domain.errors import DomainError
from dispatch.domain.exchange_lists import Lists, find_difference, make_lists
from dispatch.ports.clock import Clock
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.exchange_memory import ExchangeMemory
from dispatch.ports.nuisance import NuisanceQueries
from dispatch.ports.reaction_log import ReactionLog

log = structlog.get_logger()

LOOK_EVERY_S = 5.0
GATHER_S = 0.2
"""So long news is gathered: a desk that saves field after field costs one reading of the facts."""
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
        "upkeep_changed",
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
        self._told: dict[str, Lists] = {}

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            heard = self._log.last
            await self.look()
            look_again_at = asyncio.get_running_loop().time() + LOOK_EVERY_S
            while await self._hears_news(heard, look_again_at):
                await asyncio.sleep(GATHER_S)
                heard = self._log.last
                await self.tell_what_changed()

    async def look(self) -> None:
        """Hold the lists of every exchange that is there against what it shall have."""
        wanted = await self._wanted()
        if wanted is None:
            return
        for name, memory in self._memories.items():
            await self._change(name, memory, wanted)

    async def tell_what_changed(self) -> None:
        """Tell every exchange that was told before what has changed since then."""
        wanted = await self._wanted()
        if wanted is None:
            return
        for name, memory in self._memories.items():
            if name in self._told and self._told[name] != wanted:
                await self._change(name, memory, wanted, self._told[name])

    async def _hears_news(self, heard: int, until: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until):
                await self._log.wait_for_news(heard, KINDS)
            return True
        return False

    async def _wanted(self) -> Lists | None:
        try:
            facts = await self._queries.read_exchange_facts()
        except DatabaseAway:
            return None
        return make_lists(facts, self._clock.now())

    async def _change(
        self, name: str, memory: ExchangeMemory, wanted: Lists, held: Lists | None = None
    ) -> None:
        """Change the lists of one exchange; what it holds is asked where it is not given."""
        self._told.pop(name, None)
        try:
            await memory.change(find_difference(wanted, held or await memory.read()))
        except DomainError as refused:
            self._tell_away(name, refused)
        else:
            self._told[name] = wanted
            self._away.discard(name)

    def _tell_away(self, exchange: str, refused: DomainError) -> None:
        if exchange not in self._away:
            self._away.add(exchange)
            log.warning("exchange_lists.refused", exchange=exchange, code=refused.code)

"""Keeps the prompts of every exchange on this machine what the centre chose, and fetches takes.

Each look holds all files against what is wanted: a file that is damaged or gone, a server that was
away and an exchange put back from yesterday are all mended by the next look.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog

from dispatch.domain.errors import DomainError
from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.prompt import (
    PromptNotFound,
    PromptSilent,
    PromptTooLong,
    PromptTooShort,
    PromptUnreadable,
)
from dispatch.domain.prompt_files import BuiltIn
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.prompts import PromptAudio, PromptQueries, PromptShelf, SpokenTake
from dispatch.ports.reaction_log import ReactionLog
from dispatch.ports.transaction import Transaction
from dispatch.services.prompts.keep_prompt_take import keep_prompt_take
from dispatch.services.prompts.read_heard import read_heard

log = structlog.get_logger()

LOOK_EVERY_S = 3.0
KINDS = frozenset({"prompt_changed"})
RAW = "take.alaw"
# Nothing will ever come of such a take.
USELESS = (PromptNotFound, PromptSilent, PromptTooLong, PromptTooShort, PromptUnreadable)


class PromptsWorker:
    """Does it for one server; a second server on the machine finds nothing left to do."""

    def __init__(
        self,
        shelves: Mapping[str, PromptShelf],
        *,
        queries: PromptQueries,
        commands: Commands,
        audio: PromptAudio,
        built_in: Mapping[str, BuiltIn],
        log_of_events: ReactionLog,
    ) -> None:
        self._shelves = shelves
        self._queries = queries
        self._commands = commands
        self._audio = audio
        self._built_in = built_in
        self._log = log_of_events
        self._faulty: set[str] = set()
        self._known: dict[str, bytes] = {}

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            heard = self._log.last
            await self.look()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._log.wait_for_news(heard, KINDS)

    async def look(self) -> None:
        """Write what differs at every exchange, and fetch what was spoken there."""
        for name, shelf in self._shelves.items():
            try:
                await self._fetch(name, shelf)
                changed = await shelf.put(await self._read())
            except (DomainError, OSError) as fault:
                self._tell_once(name, fault)
            else:
                self._faulty.discard(name)
                if changed:
                    log.info("prompts.written", exchange=name, keys=list(changed))

    async def _read(self) -> Mapping[str, bytes]:
        return await read_heard(self._queries, self._built_in, self._known)

    async def _fetch(self, exchange: str, shelf: PromptShelf) -> None:
        try:
            kept = await shelf.list_kept()
        except DomainError as away:
            self._tell_once(exchange, away)
            return
        for take in kept:
            await self._keep(exchange, take)
            await shelf.forget(take.take_id)

    async def _keep(self, exchange: str, take: SpokenTake) -> None:
        async def run(tx: Transaction) -> Json:
            await keep_prompt_take(take.take_id, sound, tx)
            return {}

        keyed = Keyed(key_of("prompt_take", str(take.take_id)), "keep_prompt_take")
        origin = Origin(f"exchange:{exchange}", Wire.EXCHANGE)
        try:
            sound = await asyncio.to_thread(self._audio.convert, take.data, RAW)
            await self._commands.run(keyed, origin, run)
        except USELESS as refused:
            log.warning("prompts.take_useless", exchange=exchange, code=refused.code)

    def _tell_once(self, exchange: str, fault: Exception) -> None:
        if exchange not in self._faulty and not isinstance(fault, DatabaseAway):
            self._faulty.add(exchange)
            code = fault.code if isinstance(fault, DomainError) else type(fault).__name__
            log.warning("prompts.not_written", exchange=exchange, code=code)

"""Takes pressed keys of terminals from the feeds' tables to the seats. Both servers do, once."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

import structlog

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.emergencies import EmergencyDesk
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.emergencies.note_emergency_gone import note_emergency_gone
from dispatch.services.emergencies.raise_emergency import raise_emergency
from dispatch.services.orders.suggest_pick_up import PICKED_UP, SuggestPickUp, suggest_pick_up
from dispatch.workers.reactions import Reaction

log = structlog.get_logger()

LOOK_EVERY_S = 0.25


class EmergencyWorker:
    """Looks for one server; a press is a command whose key is the press, so it is told once.

    One that cannot be told is left and tried at every look: the others do not wait for it.
    """

    def __init__(self, commands: Commands, desk: EmergencyDesk) -> None:
        self._commands, self._desk = commands, desk

    async def run(self) -> None:
        """Look until cancelled; a lost database is tried again at the next look."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.debug("emergencies.database_away")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Tell what is new, presses before bits that were taken back."""
        for raising in await self._desk.list_raised():
            act = partial(raise_emergency, raising)
            if await self._do("raise_emergency", raising.id, raising.device, act):
                await self._desk.note_raised(raising)
        for gone in await self._desk.list_gone():
            note = partial(note_emergency_gone, gone)
            if await self._do("note_emergency_gone", gone.raising_id, gone.device, note):
                await self._desk.note_gone(gone)
        for key in await self._desk.list_menu_keys():
            command = SuggestPickUp(key.device, key.feed, key.heard_at)
            suggest = partial(suggest_pick_up, command)
            if key.event_id != PICKED_UP or await self._do(
                "suggest_pick_up", key.id, key.device, suggest
            ):
                await self._desk.note_menu_key(key)

    async def _do(
        self,
        verb: str,
        raising_id: UUID,
        device: str,
        act: Callable[[Transaction], Awaitable[object]],
    ) -> bool:
        async def run(tx: Transaction) -> Json:
            await act(tx)
            return {}

        key, origin = key_of(verb, str(raising_id)), Origin(f"terminal:{device}", Wire.TERMINAL)
        try:
            await self._commands.run(Keyed(key, verb), origin, run)
        except DatabaseAway:
            raise
        except Exception:
            log.exception("emergencies.not_told", verb=verb)
            return False
        return True


def confirmation_reaction(desk: EmergencyDesk) -> Reaction:
    """A terminal is told that a person has acknowledged its key."""

    async def act(event: CommittedEvent) -> None:
        told = event.payload["emergency"]
        await desk.confirm(UUID(told["id"]), told["raisings"], told["device"])

    return Reaction("emergency_confirmation", frozenset({"emergency_acknowledged"}), act)

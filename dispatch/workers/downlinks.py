"""Texts to vehicle terminals: an order's revision queues its text; how it stands is told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.terminal import ORDER_HOLDS, TEXT_HOLDS, Downlink, ending_text, order_text
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.terminals import NewDownlink, TerminalDesk
from dispatch.ports.transaction import Transaction
from dispatch.services.terminals.note_downlink import note_downlink
from dispatch.workers.reactions import Reaction

log = structlog.get_logger()

LOOK_EVERY_S = 0.5
REVISIONS = frozenset({"order_sent", "order_changed"})
ENDINGS = frozenset({"order_cancelled", "order_reassigned"})
KINDS = REVISIONS | ENDINGS | {"terminal_text_sent"}
LAST = 1_000_000
"""Revision of an ending: what still waits to be sent of the order is overtaken by it."""


def downlink_reaction(desk: TerminalDesk) -> Reaction:
    """What a vehicle's terminal must show is queued for it, once."""

    async def act(event: CommittedEvent) -> None:
        await desk.queue(await _told(event, desk))

    return Reaction("downlink", KINDS, act)


class DownlinkWorker:
    """Tells the desks how texts stand, for one server; both look, and a state is told once."""

    def __init__(self, commands: Commands, desk: TerminalDesk) -> None:
        self._commands, self._desk = commands, desk
        self._origin = Origin("reaction:downlink", Wire.REACTION)

    async def run(self) -> None:
        """Look until cancelled; a lost database is tried again at the next look."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.debug("downlinks.database_away")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """End what is too old and tell what has changed."""
        await self._desk.expire()
        for downlink in await self._desk.list_untold():
            await self._tell(downlink)
            await self._desk.note_told(downlink)

    async def _tell(self, downlink: Downlink) -> None:
        async def run(tx: Transaction) -> Json:
            await note_downlink(downlink, tx)
            return {}

        key = key_of("downlink", str(downlink.id), downlink.state)
        await self._commands.run(Keyed(key, "note_downlink"), self._origin, run)


async def _told(event: CommittedEvent, desk: TerminalDesk) -> Sequence[NewDownlink]:
    if event.kind == "terminal_text_sent":
        return _texts(event.payload["text"])
    order = event.payload["order"]
    phone = await desk.find_phone_of(UUID(order["vehicle_id"]))
    if phone is None:
        return ()
    if event.kind in ENDINGS:
        text = ending_text(order["number"], reassigned=event.kind == "order_reassigned")
        return (_of_order(order, phone, text, LAST, order["ended_at"]),)
    sheet = order["sheet"]
    text = order_text(
        number=order["number"],
        revision=order["revision"],
        priority=sheet["priority"],
        place=sheet["place"],
        pick_up=sheet["pick_up"],
        complaint=sheet["complaint_name"] or sheet["complaint_text"],
    )
    return (_of_order(order, phone, text, order["revision"], sheet["made_at"]),)


def _of_order(
    order: dict[str, Any], phone: str, text: str, revision: int, since: str
) -> NewDownlink:
    return NewDownlink(
        id=key_of("downlink", order["id"], str(revision), phone),
        phone=phone,
        text=text,
        expires_at=datetime.fromisoformat(since) + ORDER_HOLDS,
        order_id=UUID(order["id"]),
        revision=revision,
    )


def _texts(told: dict[str, Any]) -> Sequence[NewDownlink]:
    expires_at = datetime.fromisoformat(told["at"]) + TEXT_HOLDS
    return [
        NewDownlink(
            id=key_of("downlink", told["id"], phone),
            phone=phone,
            text=told["text"],
            expires_at=expires_at,
            message_id=UUID(told["id"]),
        )
        for phone in told["phones"]
    ]

"""Tells, while a person's page holds its stream, that he is there."""

import asyncio

import structlog

from dispatch.api.context import Context
from dispatch.api.device_identity import Listener
from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.people import Session, Verb
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.people.note_presence import SILENT_AFTER_S, note_presence

log = structlog.get_logger()

# Twice may fail, such as while a server is moved from, before his tasks go back to the others.
TOLD_EVERY_S = SILENT_AFTER_S / 3


async def stay_present(context: Context, listener: Listener) -> None:
    """Tell it again and again until cancelled; only of who can hold tasks."""
    if not isinstance(listener, Session) or Verb.WORK_TASKS not in listener.person.rights:
        return
    staff_number = listener.person.staff_number

    async def run(tx: Transaction) -> Json:
        await note_presence(staff_number, tx)
        return {}

    origin = Origin(f"stream:{staff_number}", Wire.TIMER)
    while True:
        try:
            await context.commands.run(Keyed(None, "note_presence"), origin, run)
        except DomainError as refused:
            log.info("presence.untold", code=refused.code)
        await asyncio.sleep(TOLD_EVERY_S)

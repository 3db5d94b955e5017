"""Reads of contacts with a number and an address, outside of commands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import one_picture, values
from dispatch.adapters.postgres.repositories.calls import CALLS
from dispatch.adapters.postgres.repositories.hand_on import CONTACT_NOTES
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.hand_on import contact_note
from dispatch.domain.call import Call
from dispatch.domain.contact_note import ContactNote
from dispatch.ports.contact_notes import ContactsFound

ADDRESS = call.c.caller["subscriber"]["address"].astext


class PostgresContactQueries:
    """See `dispatch.ports.contact_notes`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_contacts(self, call_id: UUID, limit: int) -> ContactsFound | None:
        """Read what came before a call; None when there is no such call."""
        async with one_picture(self._engine) as connection:
            found = await values(connection, CALLS, select(call).where(call.c.id == call_id))
            return await _contacts(connection, found[0], limit) if found else None


async def _contacts(connection: AsyncConnection, own: Call, limit: int) -> ContactsFound:
    subscriber = own.caller.subscriber
    address = subscriber.address if subscriber and subscriber.proposes_address else None
    same_number = call.c.number == own.number
    same_address = (address == ADDRESS) & (call.c.number != own.number)
    return ContactsFound(
        calls=await _calls(connection, own, same_number, limit) if own.number else (),
        of_address=await _calls(connection, own, same_address, limit) if address else (),
        notes=await _notes(connection, own.number, address, limit),
    )


async def _calls(
    connection: AsyncConnection, own: Call, condition: ColumnElement[bool], limit: int
) -> Sequence[Call]:
    query = select(call).where(condition, call.c.id != own.id)
    newest = query.order_by(call.c.offered_at.desc()).limit(limit)
    return await values(connection, CALLS, newest)


async def _notes(
    connection: AsyncConnection, number: str | None, address: str | None, limit: int
) -> Sequence[ContactNote]:
    about = [contact_note.c.number == number, contact_note.c.address == address]
    known = [one for one, value in zip(about, (number, address), strict=True) if value]
    if not known:
        return ()
    query = select(contact_note).where(or_(*known))
    newest = query.order_by(contact_note.c.written_at.desc()).limit(limit)
    return await values(connection, CONTACT_NOTES, newest)

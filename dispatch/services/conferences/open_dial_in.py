"""A seat lets people dial in to its conference."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from dispatch.domain.conference import Conference
from dispatch.domain.dial_in import LASTS, DialIn, NoDialInNumber, draw_code
from dispatch.domain.events import Kind, conference_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenDialIn:
    """Which room, by whom."""

    conference_id: UUID
    by: Person


async def open_dial_in(command: OpenDialIn, tx: Transaction) -> Conference:
    """Give the room a code that nobody else has; one that it had is worth nothing any more."""
    conference = await tx.conferences.get(command.conference_id)
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    conference.must_have(seat.number if seat else None)
    number = (await tx.site.current()).dial_in_number
    if not number:
        raise NoDialInNumber
    others = await tx.conferences.list_open(conference.exchange)
    code = draw_code(_ids(tx), {one.dial_in.code for one in others if one.dial_in})
    opened = replace(conference, dial_in=DialIn(number, code, tx.now + LASTS))
    await tx.conferences.save(opened)
    tx.events.append(conference_event(Kind.CONFERENCE_DIAL_IN, opened, None))
    return opened


def _ids(tx: Transaction) -> Iterator[UUID]:
    while True:
        yield tx.new_id()

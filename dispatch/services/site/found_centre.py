"""A centre begins: its first settings, its seats and its first administrator."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.caller import Subscriber
from dispatch.domain.events import Kind, person_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatState
from dispatch.domain.site import SiteSettings
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class FoundCentre:
    """The first settings (version 1), and the people and subscribers who come with them.

    Args:
        phone_secrets: Name and SIP secret of every phone of the settings.
    """

    settings: SiteSettings
    people: tuple[Person, ...]
    subscribers: tuple[Subscriber, ...]
    phone_secrets: tuple[tuple[str, str], ...]


async def found_centre(command: FoundCentre, tx: Transaction) -> None:
    """Store the beginning; a second founding is SiteChangedMeanwhile."""
    await tx.site.add(command.settings)
    for plan in command.settings.seats:
        await tx.seats.save(Seat(plan.number, plan.kind, SeatState.SIGNED_OFF, tx.now))
    for name, secret in command.phone_secrets:
        await tx.phone_accounts.add(name, secret)
    await tx.directory.upsert(command.subscribers)
    for person in command.people:
        await tx.people.save(person)
        tx.events.append(person_event(Kind.PERSON_ADDED, person))
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "found_centre", command.settings.centre_name, None)
    )

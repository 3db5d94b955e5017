"""Somebody looks at a number outside a call."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.domain.phone_number import required_form
from dispatch.domain.privacy import masked_number
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LookUpSubscriber:
    """Who looks at which number, and why."""

    number: str
    reason: str
    by: Person


async def look_up_subscriber(command: LookUpSubscriber, tx: Transaction) -> str:
    """Account for the look and give the number's stored form; what is known is read after this.

    The trail names the number masked: it proves the look and does not repeat what was seen.
    """
    site = await tx.site.current()
    number = required_form(command.number, area_code=site.area_code)
    subject = masked_number(number)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "look_up_subscriber", subject, command.reason)
    )
    tx.events.append(look_event(Kind.SUBSCRIBER_LOOKED_UP, command.by, subject, command.reason))
    return number

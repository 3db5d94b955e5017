"""A seat sends a caller's telephone a link that asks where it is."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.link_events import link_event
from dispatch.domain.location_link import (
    LASTS,
    LocationLink,
    ShownLink,
    must_be_few,
    must_be_mobile,
    shown,
    text_of,
)
from dispatch.domain.nuisance import NumberWithheld
from dispatch.domain.phone_number import required_form
from dispatch.domain.sms import Sms, SmsState
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SendLocationLink:
    """To whom, and what opens it.

    Args:
        number: As it was typed; None takes the contact number of the form, or the caller's.
        token_hash: SHA-256 of the token.
        url: The page's address with the token; it stands in the short message alone.
    """

    call_id: UUID
    number: str | None
    staff_number: str
    token_hash: bytes
    url: str


async def send_location_link(command: SendLocationLink, tx: Transaction) -> ShownLink:
    """Queue the short message; NumberNotMobile, NumberWithheld, IncidentOver, TooManyLinks."""
    call = await tx.calls.get(command.call_id)
    incident_id = await tx.incidents.find_id_of_call(call.id)
    incident = await tx.incidents.get(incident_id) if incident_id else None
    if incident is not None:
        incident.must_be_worked()
    contact = incident.form.contact_number if incident else None
    number = await _number(command.number or contact, call, tx)
    must_be_few(await tx.location_links.list_of_calls(incident.calls if incident else (call.id,)))
    site = await tx.site.current()
    sms = Sms(
        id=tx.new_id(),
        number=number,
        text=text_of(site.centre_name, command.url),
        state=SmsState.QUEUED,
        queued_at=tx.now,
        try_at=tx.now,
    )
    link = LocationLink(
        id=tx.new_id(),
        call_id=call.id,
        sms_id=sms.id,
        number=number,
        token_hash=command.token_hash,
        sent_by=command.staff_number,
        made_at=tx.now,
        expires_at=tx.now + LASTS,
    )
    await tx.short_messages.save(sms)
    await tx.location_links.save(link)
    tx.events.append(link_event(link, sms))
    return shown(link, sms)


async def _number(wanted: str | None, call: Call, tx: Transaction) -> str:
    raw = wanted or call.number
    if raw is None:
        raise NumberWithheld
    return must_be_mobile(required_form(raw, area_code=(await tx.site.current()).area_code))

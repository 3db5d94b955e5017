"""Location links on the wire of the desk, and what a telephone that opened one says."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, PersonalNumber, PhoneNumber, View

SmsState = Literal["queued", "sending", "sent", "delivered", "failed", "given_up"]
Denial = Literal["refused", "no_fix", "timed_out", "unsupported"]
LinksHiddenReason = Literal["no_public_address", "no_sms_way"]
SmsReason = Literal[
    "no_sim",
    "sim_locked",
    "no_network",
    "number_wrong",
    "barred",
    "no_service_centre",
    "network_busy",
    "memory_full",
    "text_wrong",
    "modem_away",
    "modem_silent",
    "modem_refused",
    "gateway_away",
    "gateway_refused",
    "outcome_unknown",
    "not_delivered",
    "nobody_sends",
]
Degrees = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]


class SendLocationLink(Command):
    """Send one; without a number to the contact number of the form, or the caller's."""

    number: PhoneNumber | None = None


class LocationLinkView(View):
    """A link and its short message; neither its token nor its text is ever shown."""

    id: UUID
    call_id: UUID
    number: PersonalNumber
    sent_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    sms_state: SmsState
    sms_reason: SmsReason | None
    sms_tries: int
    opened_at: datetime | None
    denied_at: datetime | None
    denial: Denial | None
    places: int
    placed_at: datetime | None
    radius_m: float | None
    doubtful: bool


class LocationLinksView(View):
    """The links of a call, oldest first; hidden is why this centre can send none."""

    hidden: LinksHiddenReason | None
    links: tuple[LocationLinkView, ...]


class LocationLinkEvent(View):
    """Payload of location_link_changed."""

    link: LocationLinkView


class TelephoneOpened(Command):
    """The page is shown."""

    kind: Literal["opened"]


class TelephoneDenied(Command):
    """It gives no place."""

    kind: Literal["denied"]
    denial: Denial


class TelephonePlaced(Command):
    """It says where it is; age_s is since it found out, by its own clock alone."""

    kind: Literal["place"]
    lon: Degrees
    lat: Degrees
    accuracy_m: Metres
    age_s: Seconds


TelephoneSaid = Annotated[
    TelephoneOpened | TelephoneDenied | TelephonePlaced, Field(discriminator="kind")
]

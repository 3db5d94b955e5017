"""Devices of stations: a one-time code makes one, a word takes it away."""

from datetime import datetime
from hashlib import sha256
from secrets import choice, token_urlsafe
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.tries import Tries
from dispatch.contracts import devices as wire
from dispatch.contracts.base import View
from dispatch.contracts.devices import DeviceSessionView, DeviceView, EnrolmentView
from dispatch.contracts.people import ServerAddress
from dispatch.contracts.stations import StationView
from dispatch.domain.device import Device, DeviceKind, EnrolmentRefused, EnrolmentShownOnce
from dispatch.domain.origin import device_origin
from dispatch.domain.people import Session, Verb
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.devices.claim_enrolment import ClaimEnrolment, claim_enrolment
from dispatch.services.devices.enrol_device import EnrolDevice, enrol_device
from dispatch.services.devices.revoke_device import RevokeDevice, revoke_device

router = APIRouter(prefix="/devices", tags=["devices"])

# Read over the telephone and typed by hand: nothing that looks or sounds like something else.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


class Expiry(View):
    """The kept answer of an enrolment: the code itself is kept nowhere."""

    expires_at: datetime


@router.get("")
async def list_devices(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> list[DeviceView]:
    """Give all devices, by station and name."""
    found = await context_of(request).orders.list_devices()
    return [DeviceView.model_validate(one) for one in found]


@router.post("/enrolments")
async def enrol(
    asked: wire.EnrolDevice, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]
) -> EnrolmentView:
    """Make a one-time code; it is shown only here."""
    code = "".join(choice(LETTERS) for _ in range(CODE_LENGTH))
    command = EnrolDevice(asked.station_id, DeviceKind(asked.kind), _hash(code), by.staff_number)
    made: list[str] = []

    async def run(tx: Transaction) -> object:
        enrolment = await enrol_device(command, tx)
        made.append(code)
        return enrolment

    kept = await by.do("enrol_device", run, Expiry, asked)
    if not made:
        raise EnrolmentShownOnce
    return EnrolmentView.model_validate({"code": code, "expires_at": kept.expires_at})


@router.post("")
async def claim(asked: wire.ClaimEnrolment, request: Request) -> DeviceSessionView:
    """Turn a one-time code into a device; its token is shown only here."""
    context = context_of(request)
    tries: Tries = request.app.state.tries
    address = f"enrolment:{request.client.host if request.client else 'unknown'}"
    tries.allow(address)
    token = token_urlsafe(32)
    code = asked.code.get_secret_value().upper().replace("-", "").replace(" ", "")
    try:
        await _claim(context, ClaimEnrolment(_hash(code), asked.name, _hash(token)))
    except EnrolmentRefused:
        tries.failed(address)
        raise
    device = await context.orders.find_device(_hash(token))
    if device is None:
        raise EnrolmentRefused
    return await _session(context, device, token)


@router.delete("/{device_id}", status_code=204)
async def revoke(
    device_id: UUID, by: Annotated[Actor, actor(Verb.MANAGE_SITE, again=True)]
) -> Response:
    """Take a device's token away; its stream ends at once, on both servers."""
    command = RevokeDevice(device_id, by.staff_number)
    await by.do("revoke_device", lambda tx: revoke_device(command, tx), DeviceView, device_id)
    return Response(status_code=204)


async def _claim(context: Context, command: ClaimEnrolment) -> None:
    async def run(tx: Transaction) -> Json:
        await claim_enrolment(command, tx)
        return None

    await context.commands.run(Keyed(None, "claim_enrolment"), device_origin(command.name), run)


async def _session(context: Context, device: Device, token: str) -> DeviceSessionView:
    state = await context.orders.read_station(device)
    boot = context.settings.boot
    return DeviceSessionView(
        device_id=device.id,
        token=token,
        station=StationView.model_validate(state.station),
        servers=tuple(ServerAddress(name=one.name, url=one.url) for one in boot.servers),
        centre_name=state.site.centre_name,
        mode=boot.centre.mode,
        zone=boot.centre.zone,
    )


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()

"""Which station's device asks: its token from the Authorization header. It is no person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Answer, bearer, canonical, find_session, run_once
from dispatch.domain.device import Device, DeviceRevoked, DeviceVerb
from dispatch.domain.origin import device_origin
from dispatch.domain.people import Session, SessionEnded
from dispatch.ports.commands import Commands, Keyed
from dispatch.ports.transaction import Transaction

Listener = Session | Device
"""Who may hear a stream."""


@dataclass(frozen=True, slots=True)
class DeviceActor:
    """A device that asks for a change, with the key of this request."""

    device: Device
    key: UUID
    commands: Commands

    @property
    def name(self) -> str:
        """Who acts, as it stands in events and stamps."""
        return device_origin(self.device.name).actor

    async def do(
        self,
        name: str,
        use_case: Callable[[Transaction], Awaitable[object]],
        answer: type[Answer],
        *asked: object,
    ) -> Answer:
        """Run a use case once for this key; see `dispatch.api.identity.Actor.do`."""
        keyed = Keyed(self.key, name, canonical(asked))
        origin = device_origin(self.device.name)
        return await run_once(self.commands, keyed, origin, use_case, answer)


async def find_device(context: Context, token: str) -> Device:
    """Find the device of a token; SessionEnded, or DeviceRevoked where it had one."""
    found = await context.orders.find_device(sha256(token.encode()).digest())
    if found is None:
        raise SessionEnded
    if found.revoked_at is not None:
        raise DeviceRevoked
    return found


async def find_listener(context: Context, token: str) -> Listener:
    """Find whose token it is, a person's or a device's; SessionEnded, DeviceRevoked."""
    try:
        return await find_session(context, token)
    except SessionEnded:
        return await find_device(context, token)


async def _device(request: Request, authorization: Annotated[str, Header()] = "") -> Device:
    return await find_device(context_of(request), bearer(authorization))


Enrolled = Annotated[Device, Depends(_device)]


def device_reader(verb: DeviceVerb) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """A device that reads, with the right to."""

    def allowed(device: Enrolled) -> Device:
        device.must(verb)
        return device

    return Depends(allowed)


def device_actor(verb: DeviceVerb) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """A device that changes something, with the right to."""

    def allowed(
        request: Request, device: Enrolled, idempotency_key: Annotated[UUID, Header()]
    ) -> DeviceActor:
        device.must(verb)
        return DeviceActor(device, idempotency_key, context_of(request).commands)

    return Depends(allowed)

"""Line and radio inputs of the recorders: how each is, and its test tone."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import recorder_channels as wire
from dispatch.domain.people import Session, Verb

router = APIRouter(prefix="/recorder-channels", tags=["recordings"])

Technician = Annotated[Session, reader(Verb.MANAGE_SITE)]
Exchange = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]
Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]


@router.get("")
async def list_channels(_: Technician, request: Request) -> wire.RecorderChannelsView:
    """Give every line and radio input with its level and its faults."""
    found = await context_of(request).recorder_channels.list_channels()
    return wire.RecorderChannelsView(
        channels=tuple(wire.RecorderChannelView.model_validate(one) for one in found.channels),
        away=tuple(found.away),
    )


@router.post("/{exchange}/{name}/test", status_code=202)
async def feed_tone(
    exchange: Exchange,
    name: Name,
    _: Annotated[Actor, actor(Verb.MANAGE_SITE)],
    request: Request,
) -> None:
    """Feed an input the test tone; what it says is in its row a few seconds later."""
    await context_of(request).recorder_channels.test_channel(exchange, name)

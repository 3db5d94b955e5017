"""Location links: sent by a seat, their state shown there."""

import secrets
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import location_links as wire
from dispatch.contracts.location_links import LocationLinksView, LocationLinkView
from dispatch.domain.call import CallNotFound
from dispatch.domain.location_link import SIGNS, TOKEN_SIGNS, LinksHidden
from dispatch.domain.people import Session, Verb
from dispatch.services.location_links.send_location_link import (
    SendLocationLink,
    send_location_link,
)

router = APIRouter(prefix="/calls", tags=["location links"])


@router.get("/{call_id}/location-links")
async def get_location_links(
    call_id: UUID, _viewer: Annotated[Session, reader(Verb.TAKE_CALLS)], request: Request
) -> LocationLinksView:
    """Give those of a call, and why there can be none."""
    context = context_of(request)
    if await context.queries.find_call(call_id) is None:
        raise CallNotFound
    links = await context.location_links.list_of_call(call_id)
    return LocationLinksView(
        hidden=context.settings.boot.links_hidden,
        links=tuple(map(LocationLinkView.model_validate, links)),
    )


@router.post("/{call_id}/location-links")
async def send_link(
    call_id: UUID,
    asked: wire.SendLocationLink,
    by: Annotated[Actor, actor(Verb.TAKE_CALLS)],
    request: Request,
) -> LocationLinkView:
    """Send the caller's telephone a link that asks where it is."""
    boot = context_of(request).settings.boot
    if boot.location_links is None or boot.links_hidden is not None:
        raise LinksHidden(reason=boot.links_hidden)
    token = "".join(secrets.choice(SIGNS) for _ in range(TOKEN_SIGNS))
    command = SendLocationLink(
        call_id=call_id,
        number=asked.number,
        staff_number=by.staff_number,
        token_hash=sha256(token.encode()).digest(),
        url=f"{boot.location_links.public_url}/l/{token}",
    )
    return await by.do(
        "send_location_link",
        lambda tx: send_location_link(command, tx),
        LocationLinkView,
        call_id,
        asked,
    )

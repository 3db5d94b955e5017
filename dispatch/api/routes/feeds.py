"""Feeds of positions for the technician: ports, terminals, strangers, tokens, pasted bytes."""

from dataclasses import asdict
from hashlib import sha256
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import feeds as wire
from dispatch.domain.device import EnrolmentShownOnce
from dispatch.domain.feed_picture import SourceShown, apart_m
from dispatch.domain.people import Session, Verb
from dispatch.domain.vehicle import Vehicle
from dispatch.ports.transaction import Transaction
from dispatch.services.feeds.issue_terminal_token import IssueTerminalToken, issue_terminal_token
from dispatch.services.feeds.revoke_terminal_token import revoke_terminal_token

router = APIRouter(prefix="/feeds", tags=["feeds"])

Technician = Annotated[Session, reader(Verb.MANAGE_SITE)]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,32}$")]


@router.get("")
async def get_feeds(_: Technician, request: Request) -> wire.FeedsView:
    """Give how every port and every terminal is."""
    context = context_of(request)
    picture = await context.feeds.read()
    vehicles = (await context.orders.read_resources()).vehicles
    carriers = {one.tracker: one for one in vehicles if one.tracker}
    return wire.FeedsView(
        at=picture.at,
        feeds=tuple(wire.FeedView.model_validate(one) for one in picture.feeds),
        terminals=tuple(
            _terminal(one, carriers.get(one.device), apart_m(one, picture.sources))
            for one in picture.sources
        ),
        strangers=tuple(wire.StrangerView.model_validate(one) for one in picture.strangers),
        tokens=tuple(
            wire.TerminalTokenView(device=device, issued_at=at)
            for device, at in picture.tokens.items()
        ),
        cut=picture.cut,
    )


@router.post("/decode")
async def decode(_: Technician, asked: wire.DecodeBytes, request: Request) -> wire.DecodedView:
    """Say field by field what pasted bytes mean; nothing is kept."""
    parts = context_of(request).feeds.decode(asked.text)
    return wire.DecodedView(parts=tuple(wire.DecodedPartView.model_validate(one) for one in parts))


@router.post("/tokens")
async def issue(
    asked: wire.IssueTerminalToken, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]
) -> wire.IssuedTokenView:
    """Make a terminal's token; it is shown only here."""
    token = token_urlsafe(24)
    command = IssueTerminalToken(asked.device, sha256(token.encode()).digest(), by.staff_number)
    made: list[str] = []

    async def run(tx: Transaction) -> object:
        kept = await issue_terminal_token(command, tx)
        made.append(token)
        return kept

    kept = await by.do("issue_terminal_token", run, wire.TerminalTokenView, asked)
    if not made:
        raise EnrolmentShownOnce
    return wire.IssuedTokenView(device=kept.device, token=token)


@router.delete("/tokens/{device}", status_code=204)
async def revoke(device: Name, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]) -> Response:
    """Take a terminal's token away."""
    await by.do(
        "revoke_terminal_token",
        lambda tx: revoke_terminal_token(device, tx),
        wire.TerminalTokenView,
        device,
    )
    return Response(status_code=204)


def _terminal(
    source: SourceShown, carrier: Vehicle | None, apart: float | None
) -> wire.FeedTerminalView:
    return wire.FeedTerminalView.model_validate(
        asdict(source)
        | {
            "apart_m": None if apart is None else round(apart),
            "vehicle_id": carrier.id if carrier else None,
            "vehicle_name": carrier.name if carrier else None,
        }
    )

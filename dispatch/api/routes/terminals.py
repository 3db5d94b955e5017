"""Vehicle terminals: who speaks on the ports, who may, and what is sent to them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import terminals as wire
from dispatch.domain.people import Session, Verb
from dispatch.domain.terminal import TerminalNotSeen
from dispatch.ports.transaction import Transaction
from dispatch.services.terminals.admit_terminal import AdmitTerminal, admit_terminal
from dispatch.services.terminals.revoke_terminal import RevokeTerminal, revoke_terminal
from dispatch.services.terminals.send_terminal_text import SendTerminalText, send_terminal_text

router = APIRouter(prefix="/terminals", tags=["terminals"])

Technician = Annotated[Actor, actor(Verb.MANAGE_TERMINALS)]
Phone = Annotated[str, Path(pattern=r"^[0-9]{1,20}$")]


@router.get("")
async def get_terminals(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> wire.SeenTerminalsView:
    """Give every terminal that was seen, let in or not."""
    seen = await context_of(request).terminals.list_seen()
    return wire.SeenTerminalsView.model_validate({"terminals": [asdict(one) for one in seen]})


@router.post("/{phone}/admit")
async def post_admit(
    phone: Phone, asked: wire.AdmitTerminal, by: Technician, request: Request
) -> wire.AdmissionView:
    """Let a terminal speak that was seen."""
    seen = await context_of(request).terminals.list_seen()
    own = next((one for one in seen if one.phone == phone), None)

    async def run(tx: Transaction) -> dict[str, object]:
        if own is None:
            raise TerminalNotSeen
        command = AdmitTerminal(own, asked.vehicle_id, by.staff_number)
        return asdict(await admit_terminal(command, tx))

    return await by.do("admit_terminal", run, wire.AdmissionView, asked, phone)


@router.post("/{phone}/revoke")
async def post_revoke(phone: Phone, by: Technician) -> wire.AdmissionView:
    """Let a terminal speak no longer."""
    command = RevokeTerminal(phone, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await revoke_terminal(command, tx))

    return await by.do("revoke_terminal", run, wire.AdmissionView, phone)


@router.post("/texts")
async def post_text(
    asked: wire.SendTerminalText, by: Annotated[Actor, actor(Verb.SEND_TERMINAL_TEXT)]
) -> wire.TerminalTextView:
    """Write to vehicles."""
    vehicle_ids = frozenset(asked.vehicle_ids)
    command = SendTerminalText(by.key, vehicle_ids, asked.text, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await send_terminal_text(command, tx))

    return await by.do("send_terminal_text", run, wire.TerminalTextView, asked)


@router.get("/downlinks")
async def get_downlinks(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> wire.DownlinksView:
    """Give how far the texts of the last twelve hours have come."""
    recent = await context_of(request).terminals.list_recent()
    return wire.DownlinksView.model_validate({"downlinks": [asdict(one) for one in recent]})

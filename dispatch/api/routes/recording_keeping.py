"""How recordings are kept: stores, copies, holds, and deletion by two persons."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import recording_keeping as wire
from dispatch.domain.people import Session, Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import ask_deletion as asking
from dispatch.services.recordings import confirm_deletion as confirming
from dispatch.services.recordings import hold_recording as holding
from dispatch.services.recordings import release_recording as releasing
from dispatch.services.recordings import withdraw_deletion as withdrawing

router = APIRouter(tags=["recordings"])

Name = Annotated[str, Path(pattern=r"^[0-9A-Za-z_.-]{1,80}$")]
Holder = Annotated[Actor, actor(Verb.HOLD_RECORDINGS)]
Asker = Annotated[Actor, actor(Verb.ASK_DELETION)]
Confirmer = Annotated[Actor, actor(Verb.CONFIRM_DELETION, again=True)]


@router.get("/recording-stores")
async def get_keeping(
    _: Annotated[Session, reader(Verb.VIEW_STORES)], request: Request
) -> wire.KeepingView:
    """Give room, copies, media, holds and asked deletions of every recorder."""
    told = await context_of(request).recording_keeper.list_keeping()
    return wire.KeepingView.model_validate({"exchanges": [asdict(one) for one in told]})


@router.post("/recordings/{name}/hold")
async def post_hold(
    name: Name, asked: wire.HoldRecording, by: Holder, request: Request
) -> wire.KeepingDone:
    """Hold a recording against any deletion."""
    keeper = context_of(request).recording_keeper
    command = holding.HoldRecording(name, asked.reason, by.staff_number)
    return await _do(
        "hold_recording", by, name, lambda tx: holding.hold_recording(command, tx, keeper), asked
    )


@router.post("/recordings/{name}/release")
async def post_release(
    name: Name, asked: wire.ReleaseRecording, by: Holder, request: Request
) -> wire.KeepingDone:
    """Let a held recording go."""
    keeper = context_of(request).recording_keeper
    command = releasing.ReleaseRecording(name, asked.reason, by.staff_number)
    return await _do(
        "release_recording",
        by,
        name,
        lambda tx: releasing.release_recording(command, tx, keeper),
        asked,
    )


@router.post("/recordings/{name}/ask-deletion")
async def post_ask_deletion(
    name: Name, asked: wire.AskDeletion, by: Asker, request: Request
) -> wire.KeepingDone:
    """Ask that a second person deletes a recording's sound."""
    keeper = context_of(request).recording_keeper
    command = asking.AskDeletion(name, asked.reason, by.staff_number)
    return await _do(
        "ask_deletion", by, name, lambda tx: asking.ask_deletion(command, tx, keeper), asked
    )


@router.post("/recordings/{name}/withdraw-deletion")
async def post_withdraw_deletion(name: Name, by: Asker, request: Request) -> wire.KeepingDone:
    """Take back a deletion that is not confirmed."""
    keeper = context_of(request).recording_keeper
    command = withdrawing.WithdrawDeletion(name, by.staff_number)
    return await _do(
        "withdraw_deletion",
        by,
        name,
        lambda tx: withdrawing.withdraw_deletion(command, tx, keeper),
    )


@router.post("/recordings/{name}/confirm-deletion")
async def post_confirm_deletion(name: Name, by: Confirmer, request: Request) -> wire.KeepingDone:
    """Confirm, as the second person, that a recording's sound is deleted."""
    keeper = context_of(request).recording_keeper
    command = confirming.ConfirmDeletion(name, by.staff_number)
    return await _do(
        "confirm_deletion", by, name, lambda tx: confirming.confirm_deletion(command, tx, keeper)
    )


async def _do(
    verb: str,
    by: Actor,
    name: str,
    act: Callable[[Transaction], Awaitable[None]],
    *asked: object,
) -> wire.KeepingDone:
    async def run(tx: Transaction) -> dict[str, str]:
        await act(tx)
        return {"recording": name}

    return await by.do(verb, run, wire.KeepingDone, name, *asked)

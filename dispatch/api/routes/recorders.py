"""A recorder is stopped by right, with the password again and a reason; a seat's lamp tells all."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.api.releasing import on_record
from dispatch.contracts.releases import RecorderSwitched, SwitchRecorder
from dispatch.domain.people import Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import switch_recorder as switch_case

router = APIRouter(prefix="/recorders", tags=["recordings"])

Exchange = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]


@router.post("/{exchange}/stop")
async def stop(
    exchange: Exchange,
    asked: SwitchRecorder,
    by: Annotated[Actor, actor(Verb.SWITCH_RECORDER, again=True)],
    request: Request,
) -> RecorderSwitched:
    """Hold a recorder: what its exchange writes waits, and every seat is told."""
    return await _switch(exchange, asked, by, request, stopped=True)


@router.post("/{exchange}/start")
async def start(
    exchange: Exchange,
    asked: SwitchRecorder,
    by: Annotated[Actor, actor(Verb.SWITCH_RECORDER)],
    request: Request,
) -> RecorderSwitched:
    """Let a recorder go on; what waited is fetched."""
    return await _switch(exchange, asked, by, request, stopped=False)


async def _switch(
    exchange: str, asked: SwitchRecorder, by: Actor, request: Request, *, stopped: bool
) -> RecorderSwitched:
    context, act = context_of(request), "stop_recorder" if stopped else "start_recorder"
    command = switch_case.SwitchRecorder(exchange, stopped, asked.reason, by.person)

    async def account(tx: Transaction) -> RecorderSwitched:
        await switch_case.switch_recorder(command, tx)
        return RecorderSwitched(exchange=exchange, stopped=stopped)

    async def run() -> RecorderSwitched:
        await context.releases.switch(
            exchange, stop=stopped, actor=by.staff_number, reason=asked.reason
        )
        return await by.do(act, account, RecorderSwitched, exchange, asked)

    return await on_record(context, by.person, act, exchange, run)

"""Whether every call has its audio, hour by hour."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.audio_proofs import AudioProofsView, ExplainGaps, HourProofView
from dispatch.domain.people import Session, Verb
from dispatch.services.recordings import explain_gaps as explain_case

router = APIRouter(prefix="/audio-proofs", tags=["recordings"])


@router.get("")
async def list_hours(
    *,
    viewer: Annotated[Session, reader(Verb.SEARCH_RECORDINGS)],
    request: Request,
    days: Annotated[int, Query(ge=1, le=31)] = 7,
) -> AudioProofsView:
    """Give the hours of the last days, and which one is judged next."""
    context = context_of(request)
    now = context.clock.now()
    hours = await context.audio_proofs.list_hours(now - timedelta(days=days))
    return AudioProofsView(
        hours=tuple(HourProofView.model_validate(one) for one in hours),
        next_hour=await context.audio_proofs.next_hour(now),
    )


@router.post("/explain")
async def explain(
    asked: ExplainGaps, by: Annotated[Actor, actor(Verb.EXPLAIN_AUDIO)]
) -> HourProofView:
    """Say why the calls of an hour lack audio; the gaps stay."""
    command = explain_case.ExplainGaps(asked.hour, asked.reason)
    return await by.do(
        "explain_gaps", lambda tx: explain_case.explain_gaps(command, tx), HourProofView, asked
    )

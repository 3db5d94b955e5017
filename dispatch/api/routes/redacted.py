"""Redacted copies, for those who may hear nothing else: training, the library of good calls."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import masked
from dispatch.api.routes.recordings import NAME, playback_of
from dispatch.contracts.recordings import Playback, PlayRecording, RecordingPage, RecordingView
from dispatch.domain.people import Session, Verb
from dispatch.domain.redaction import is_copy
from dispatch.ports.recordings import RecordingFilter, RecordingNotFound
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import play_recording as play_case

router = APIRouter(prefix="/recordings/redacted", tags=["recordings"])


@router.get("")
async def list_redacted(
    viewer: Annotated[Session, reader(Verb.PLAY_REDACTED)],
    request: Request,
    before: Annotated[str | None, Query(pattern=NAME)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RecordingPage:
    """List redacted copies, newest first, always masked."""
    wanted = RecordingFilter(None, None, None, before, limit, redacted=True)
    found = await context_of(request).recordings.search(wanted)
    copies = [one for one in found.recordings if is_copy(one.name)]
    shown = tuple(masked(RecordingView.model_validate(one)) for one in copies)
    return RecordingPage.model_validate(
        {
            "recordings": shown,
            "next_before": shown[-1].name if len(shown) == limit else None,
            "index": found.index,
            "away": tuple(found.away),
        }
    )


@router.post("/{name}/playback")
async def play(
    name: Annotated[str, Path(pattern=NAME)],
    asked: PlayRecording,
    by: Annotated[Actor, actor(Verb.PLAY_REDACTED)],
    request: Request,
) -> Playback:
    """As with any recording, but an original is not there."""
    if not is_copy(name):
        raise RecordingNotFound
    context = context_of(request)
    recording = await context.recordings.get(name)
    command = play_case.PlayRecording(name, recording.call_id, asked.reason, by.person)

    async def run(tx: Transaction) -> Playback:
        await play_case.play_recording(command, tx)
        return playback_of(name, context)

    return await by.do("play_redacted", run, Playback, name, asked)

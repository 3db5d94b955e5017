"""Recordings: search, and the right to listen to one."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.looks import look
from dispatch.api.masking import masked
from dispatch.api.media_signature import LASTS
from dispatch.api.recording_access import RECORDING_NAME, accounts_for_denial
from dispatch.contracts.base import Instant
from dispatch.contracts.recordings import Playback, PlayRecording, RecordingPage, RecordingView
from dispatch.domain.people import Person, Session, Verb
from dispatch.domain.privacy import sees_in_full
from dispatch.ports.recordings import LabelFilter, Recording, RecordingFilter
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import play_recording as play_case
from dispatch.services.recordings.search_recordings import search_recordings

router = APIRouter(prefix="/recordings", tags=["recordings"])

NAME = RECORDING_NAME
WRITING = "writing"


MAX_DURATION_MS = 2**31 - 1


def label_filter(
    *,
    digits: Annotated[str | None, Query(pattern=r"^[0-9]{3,20}$")] = None,
    called: Annotated[str | None, Query(pattern=r"^[0-9+*#]{3,20}$")] = None,
    seat: Annotated[int | None, Query(ge=0, le=9999)] = None,
    staff_number: Annotated[str | None, Query(pattern=r"^[0-9A-Za-z_-]{1,32}$")] = None,
    min_duration_ms: Annotated[int | None, Query(ge=0, le=MAX_DURATION_MS)] = None,
    max_duration_ms: Annotated[int | None, Query(ge=0, le=MAX_DURATION_MS)] = None,
) -> LabelFilter:
    """Read the filters by label and by length."""
    return LabelFilter(digits, called, seat, staff_number, min_duration_ms, max_duration_ms)


@router.get("", dependencies=[accounts_for_denial(Verb.SEARCH_RECORDINGS)])
async def search(
    *,
    viewer: Annotated[Session, reader(Verb.SEARCH_RECORDINGS)],
    request: Request,
    labels: Annotated[LabelFilter, Depends(label_filter)],
    number: Annotated[str | None, Query(pattern=r"^[0-9+*#]{3,20}$")] = None,
    since: Annotated[Instant | None, Query(alias="from")] = None,
    until: Annotated[Instant | None, Query(alias="to")] = None,
    before: Annotated[str | None, Query(pattern=NAME)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    with_empty: bool = False,
) -> RecordingPage:
    """Find recordings, newest first; number is a suffix. Pieces without sound are left out.

    Each search is accounted for.
    """
    context = context_of(request)
    wanted = RecordingFilter(
        number, since, until, before, limit, with_empty=with_empty, labels=labels
    )
    await look(context, viewer, "search_recordings", lambda tx: search_recordings(wanted, tx))
    found = await context.recordings.search(wanted)
    shown = tuple(recording_seen_by(viewer.person, one, context) for one in found.recordings)
    return RecordingPage.model_validate(
        {
            "recordings": shown,
            "next_before": shown[-1].name if len(shown) == limit else None,
            "index": found.index,
            "away": tuple(found.away),
        }
    )


@router.post("/{name}/playback", dependencies=[accounts_for_denial(Verb.PLAY_RECORDINGS)])
async def play(
    name: Annotated[str, Path(pattern=NAME)],
    asked: PlayRecording,
    by: Annotated[Actor, actor(Verb.PLAY_RECORDINGS)],
    request: Request,
) -> Playback:
    """Give addresses from which a player may read for a few minutes."""
    context = context_of(request)
    recording = await context.recordings.get(name)
    command = play_case.PlayRecording(name, recording.call_id, asked.reason, by.person)

    async def run(tx: Transaction) -> Playback:
        await play_case.play_recording(command, tx)
        return playback_of(name, context)

    return await by.do("play_recording", run, Playback, name, asked)


def playback_of(name: str, context: Context, lasts: timedelta = LASTS) -> Playback:
    """Sign the addresses from which one recording is read."""
    expires_at = context.clock.now().replace(microsecond=0) + lasts
    audio, review, peaks = (
        context.media.sign(f"{name}.{form}", expires_at) for form in ("flac", "opus", "peaks")
    )
    return Playback(audio_url=audio, review_url=review, peaks_url=peaks, expires_at=expires_at)


def recording_seen_by(person: Person, recording: Recording, context: Context) -> RecordingView:
    """Give a recording as a person may see it now; one that never ended counts from its start."""
    view = RecordingView.model_validate(recording)
    going_on = recording.state == WRITING and recording.ended_at is None
    ended_at = None if going_on else recording.ended_at or recording.started_at
    full = sees_in_full(person, ended_at=ended_at, now=context.clock.now())
    return view if full else masked(view)

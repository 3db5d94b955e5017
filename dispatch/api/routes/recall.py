"""Sound that is still being written: of one's own seat 回放, and for a leader who begins to hear.

It plays on the page's own output; nothing of it goes to the exchange, so the caller never hears it.
"""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.api.looks import Accounted, accounted
from dispatch.api.media_signature import LASTS
from dispatch.contracts.call_stories import LiveSound, RecallPiece, RecallView
from dispatch.contracts.events import StoredEvent
from dispatch.domain.call import Call, CallNotFound
from dispatch.domain.call_story import Heard, LaneKind, Moment, OpenedRecording, begin_of, spans_of
from dispatch.domain.people import Verb
from dispatch.domain.seat import SeatNotYours
from dispatch.ports.queries import CallFilter
from dispatch.ports.recordings import AudioNotReady, RecorderAway, RecordingNotFound
from dispatch.services.recordings import hear_live as live_case
from dispatch.services.recordings import recall_seat as recall_case

router = APIRouter(tags=["recordings"])

BACK = timedelta(minutes=10)
CALLS_LOOKED_AT, EVENTS_READ = 50, 2000


@router.post("/recall")
async def recall(by: Annotated[Actor, actor(Verb.TAKE_CALLS)], request: Request) -> RecallView:
    """Give the last ten minutes of one's own seat, oldest first, each piece by its address."""
    context = context_of(request)
    seats = await context.queries.list_seats()
    own = next((one.number for one in seats if one.staff_number == by.staff_number), None)
    if own is None:
        raise SeatNotYours
    now = context.clock.now()
    pieces = [
        piece
        for call in await _recent_calls(context, now - BACK)
        async for piece in _pieces(call, own, now, context)
    ]
    pieces.sort(key=lambda piece: piece.from_at)
    opened = [OpenedRecording(piece.recording, piece.call_id) for piece in pieces]
    command = recall_case.RecallSeat(own, opened, by.person)
    await by.do(
        "recall_seat", accounted(lambda tx: recall_case.recall_seat(command, tx)), Accounted
    )
    return RecallView(seat=own, at=now, pieces=tuple(pieces))


@router.post("/calls/{call_id}/live-sound")
async def live_sound(
    call_id: UUID, by: Annotated[Actor, actor(Verb.LISTEN_IN)], request: Request
) -> LiveSound:
    """Give the address of a running call's sound: the last minute at once, then all that comes."""
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    if call.over:
        raise AudioNotReady
    command = live_case.HearLive(call.recording, call_id, by.person)
    await by.do(
        "hear_live", accounted(lambda tx: live_case.hear_live(command, tx)), Accounted, call_id
    )
    expires_at = context.clock.now().replace(microsecond=0) + LASTS
    url = context.media.sign(f"{call.recording}.live", expires_at)
    return LiveSound(url=url, expires_at=expires_at)


async def _recent_calls(context: Context, since: datetime) -> Sequence[Call]:
    newest = list(await context.queries.list_calls(CallFilter(None, None, CALLS_LOOKED_AT)))
    for exchange in context.exchanges:
        newest += await context.queries.list_open_calls(exchange)
    return list({one.id: one for one in newest if (one.ended_at or since) >= since}.values())


async def _pieces(
    call: Call, own: int, now: datetime, context: Context
) -> AsyncIterator[RecallPiece]:
    texts = await context.incidents.read_events([call.id], EVENTS_READ)
    moments = [
        Moment(event.happened_at, told["state"], told["seat"], told["staff_number"])
        for event in (StoredEvent.model_validate(json.loads(text)) for text in texts)
        if (told := event.payload.get("call")) is not None and told["id"] == str(call.id)
    ]
    spans = [span for span in spans_of(moments, call.ended_at or now) if span.seat == own]
    spans = [span for span in spans if span.to_at > now - BACK]
    begun_at = await _begun_at(call, context) if spans else None
    if begun_at is None:
        return
    for span in spans:
        from_at = max(span.from_at, now - BACK, begun_at)
        from_ms, to_ms = (
            int((at - begun_at).total_seconds() * 1000) for at in (from_at, span.to_at)
        )
        if to_ms <= from_ms:
            continue
        url = context.media.sign(f"{call.recording}.{from_ms}-{to_ms}.recent", now + LASTS)
        yield RecallPiece(
            recording=call.recording, call_id=call.id, from_at=from_at, to_at=span.to_at, url=url
        )


async def _begun_at(call: Call, context: Context) -> datetime | None:
    """When its recording began, on the exchange's clock; None where no recorder has it now."""
    try:
        one = await context.recordings.get(call.recording)
    except (RecorderAway, RecordingNotFound):
        return None
    whole = not one.repaired and one.duration_ms is not None
    heard = Heard(one.started_at, one.ended_at, one.duration_ms, whole)
    return begin_of(heard, None if call.outgoing else call.offered_at, LaneKind.CALL)[0]

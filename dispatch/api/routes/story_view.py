"""Puts the story of some calls together: what the rows tell, and what the recorders hold."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dispatch.api.context import Context
from dispatch.api.masking import masked, seen_by
from dispatch.api.routes.recordings import WRITING, playback_of, recording_seen_by
from dispatch.contracts.call_stories import CallSpanView, LaneView, StoryMark, StoryView
from dispatch.contracts.calls import CallView
from dispatch.contracts.events import StoredEvent
from dispatch.domain.call_story import (
    Heard,
    LaneKind,
    Moment,
    Piece,
    ToldCalls,
    begin_of,
    offset_of,
    pieces_of,
    spans_of,
)
from dispatch.domain.incident import Incident
from dispatch.domain.people import Person
from dispatch.domain.privacy import sees_in_full
from dispatch.ports.recordings import (
    RecorderAway,
    Recording,
    RecordingFilter,
    RecordingNotFound,
)

EVENTS_READ = 4000
LANES_OF_A_CALL = 200
BEYOND, MOST_LISTENED = timedelta(minutes=30), timedelta(hours=6)
NOT_MARKED = frozenset({"recording_played", "incident_unmasked", "number_unmasked"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a story is made of.

    Args:
        events: In order, about the calls and the incident.
        recordings: What the recorders hold, with the piece that each is.
        away: Exchanges, or recordings, that could not be asked.
    """

    incident: Incident | None
    told: ToldCalls
    events: Sequence[StoredEvent]
    recordings: Sequence[tuple[Piece, Recording]]
    away: Sequence[str]

    @property
    def offsets_ms(self) -> Mapping[str, int | None]:
        """What each exchange's clock was ahead of the database's while it told of the calls."""
        found = defaultdict[str, list[int | None]](list)
        for event in self.events:
            if event.wire == "exchange" and "call" in event.payload:
                found[event.payload["call"]["exchange"]].append(event.clock_offset_ms)
        return {exchange: offset_of(offsets) for exchange, offsets in found.items()}


async def gather(incident: Incident | None, calls: Sequence[UUID], context: Context) -> Gathered:
    """Read everything that belongs to some calls, of both recorders."""
    told = await context.incidents.read_told_calls(calls)
    subjects = [one.id for one in told.calls] + ([incident.id] if incident else [])
    texts = await context.incidents.read_events(subjects, EVENTS_READ)
    events = [StoredEvent.model_validate(json.loads(text)) for text in texts]
    found = await asyncio.gather(*(_labelled(one.id, context) for one in told.calls))
    by_name = {one.name: one for recordings, _ in found for one in recordings}
    away = [name for _, exchanges in found for name in exchanges]
    pieces = {piece.name: piece for piece in pieces_of(told)}
    for name in [name for name in pieces if name not in by_name]:
        try:
            by_name[name] = await context.recordings.get(name)
        except RecordingNotFound:
            continue
        except RecorderAway:
            away.append(name)
    recordings = [(pieces.get(name) or _unnamed(one), one) for name, one in by_name.items()]
    return Gathered(incident, told, events, recordings, list(dict.fromkeys(away)))


def story_seen_by(person: Person, gathered: Gathered, context: Context) -> StoryView:
    """Give the story as a person may see it now, with addresses of its sound."""
    now = context.clock.now()
    calls = tuple(
        seen_by(person, CallView.model_validate(one), context) for one in gathered.told.calls
    )
    lanes = sorted(
        (_lane(person, piece, one, gathered, context) for piece, one in gathered.recordings),
        key=lambda lane: (lane.begins_at, lane.recording.name),
    )
    marks = tuple(_marks(gathered.events))
    begins = [lane.begins_at for lane in lanes] + [mark.at for mark in marks]
    ends = [lane.ends_at or now for lane in lanes] + [mark.at for mark in marks]
    incident = gathered.incident
    return StoryView(
        incident_id=incident and incident.id,
        incident_number=incident and incident.number,
        from_at=min(begins, default=now),
        to_at=max(ends, default=now),
        calls=calls,
        lanes=tuple(lanes),
        marks=marks,
        away=tuple(gathered.away),
    )


async def _labelled(call_id: UUID, context: Context) -> tuple[Sequence[Recording], Sequence[str]]:
    wanted = RecordingFilter(None, None, None, None, LANES_OF_A_CALL, call_id=call_id)
    try:
        found = await context.recordings.search(wanted)
    except RecorderAway:
        return (), ()
    return [one for one in found.recordings if one.call_id == call_id], found.away


def _unnamed(one: Recording) -> Piece:
    call_id = one.call_id or UUID(int=0)
    return Piece(one.name, LaneKind.OTHER, call_id, None, one.seat, one.staff_number)


def _lane(
    person: Person, piece: Piece, one: Recording, gathered: Gathered, context: Context
) -> LaneView:
    offset_ms = gathered.offsets_ms.get(one.exchange)
    whole = not one.repaired and one.fault is None and one.state != WRITING
    heard = Heard(one.started_at, one.ended_at, one.duration_ms, whole)
    begun, known = begin_of(heard, piece.told_at, piece.kind)
    begins_at = begun - timedelta(milliseconds=offset_ms or 0)
    writing = one.state == WRITING
    length = timedelta(milliseconds=one.duration_ms or 0)
    ends_at = None if writing else begins_at + length
    member = piece.member
    view = LaneView(
        recording=recording_seen_by(person, one, context),
        kind=piece.kind.value,
        call_id=one.call_id or piece.call_id,
        seat=piece.seat,
        staff_number=piece.staff_number,
        name=(member.name or None) if member else None,
        number=(member.number or None) if member else None,
        begins_at=begins_at,
        ends_at=ends_at,
        begin_known=known.value,
        clock_offset_ms=offset_ms,
        empty=not writing and not one.duration_ms,
        spans=_spans(piece, gathered, ends_at or context.clock.now()),
        playback=playback_of(one.name, context, _lasts(gathered)) if one.duration_ms else None,
    )
    full = sees_in_full(person, ended_at=one.ended_at, now=context.clock.now())
    return view if full else masked(view)


def _lasts(gathered: Gathered) -> timedelta:
    """How long its addresses hold: as long as somebody may listen and seek."""
    length_ms = sum(one.duration_ms or 0 for _, one in gathered.recordings)
    return min(MOST_LISTENED, timedelta(milliseconds=length_ms) + BEYOND)


def _spans(piece: Piece, gathered: Gathered, until: datetime) -> tuple[CallSpanView, ...]:
    if piece.kind not in {LaneKind.CALL, LaneKind.CALL_BACK}:
        return ()
    moments = [
        Moment(_at(event), told["state"], told["seat"], told["staff_number"])
        for event in gathered.events
        if (told := event.payload.get("call")) is not None and told["id"] == str(piece.call_id)
    ]
    spans = spans_of(moments, until)
    return tuple(CallSpanView.model_validate(span) for span in spans)


def _marks(events: Sequence[StoredEvent]) -> Sequence[StoryMark]:
    marks = [
        StoryMark(
            at=_at(event),
            kind=event.kind,
            detail=order.get("state") if order else None,
            actor=event.actor,
            seat=event.payload.get("call", {}).get("seat"),
            vehicle=order.get("vehicle_name") if order else None,
        )
        for event in events
        if event.kind not in NOT_MARKED
        for order in [event.payload.get("order") or {}]
    ]
    return sorted(marks, key=lambda mark: mark.at)


def _at(event: StoredEvent) -> datetime:
    """When it happened, on the database's clock."""
    return event.happened_at - timedelta(milliseconds=event.clock_offset_ms or 0)

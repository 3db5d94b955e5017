"""What happened around an incident, and a look behind its mask."""

import json
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.looks import Accounted, accounted
from dispatch.api.masking import masked_event
from dispatch.api.routes.incidents import find
from dispatch.api.routes.recordings import recording_seen_by
from dispatch.contracts.events import StoredEvent
from dispatch.contracts.incidents import IncidentView, UnmaskIncident
from dispatch.contracts.recordings import RecordingView
from dispatch.contracts.stories import IncidentStory
from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.people import Person, Session, Verb
from dispatch.domain.privacy import sees_in_full
from dispatch.ports.incident_queries import Story
from dispatch.ports.recordings import RecorderAway, RecordingNotFound
from dispatch.services.incidents import unmask_incident as unmask_case

router = APIRouter(prefix="/incidents", tags=["incidents"])

EVENTS_SHOWN = 2000


@router.get("/{incident_id}/story")
async def get_story(
    incident_id: UUID,
    viewer: Annotated[Session, reader(Verb.VIEW_INCIDENTS)],
    request: Request,
) -> IncidentStory:
    """Give its events in order, and the recordings of its calls to whoever may search them."""
    context = context_of(request)
    story = await context.incidents.read_story(incident_id, EVENTS_SHOWN)
    if story is None:
        raise IncidentNotFound
    recordings, away = await _recordings(viewer.person, story, context)
    return IncidentStory(
        events=_events(viewer.person, story, context), recordings=recordings, away=away
    )


@router.post("/{incident_id}/unmask")
async def unmask(
    incident_id: UUID,
    asked: UnmaskIncident,
    by: Annotated[Actor, actor(Verb.UNMASK)],
    request: Request,
) -> IncidentView:
    """Give an incident in full; the look is audited."""
    command = unmask_case.UnmaskIncident(incident_id, asked.reason, by.person)
    await by.do(
        "unmask_incident",
        accounted(lambda tx: unmask_case.unmask_incident(command, tx)),
        Accounted,
        incident_id,
        asked,
    )
    return IncidentView.model_validate(await find(context_of(request), incident_id))


def _events(person: Person, story: Story, context: Context) -> tuple[StoredEvent, ...]:
    full = sees_in_full(person, ended_at=story.incident.closed_at, now=context.clock.now())
    events = (StoredEvent.model_validate(json.loads(text)) for text in story.events)
    return tuple(event if full else masked_event(event) for event in events)


async def _recordings(
    person: Person, story: Story, context: Context
) -> tuple[tuple[RecordingView, ...], tuple[str, ...]]:
    names: Sequence[str] = story.recordings if Verb.SEARCH_RECORDINGS in person.rights else ()
    found, away = list[RecordingView](), list[str]()
    for name in names:
        try:
            recording = await context.recordings.get(name)
        except RecordingNotFound:
            continue
        except RecorderAway:
            away.append(name)
            continue
        found.append(recording_seen_by(person, recording, context))
    return tuple(found), tuple(away)

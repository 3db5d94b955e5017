"""One story per call or incident: all its recordings on one time line, opened as one look."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.api.looks import Accounted, accounted
from dispatch.api.routes.story_view import gather, story_seen_by
from dispatch.contracts.call_stories import OpenStory, StoryView
from dispatch.domain.call_story import OpenedRecording, StoryNotAsked
from dispatch.domain.incident import Incident, IncidentNotFound
from dispatch.domain.people import Verb
from dispatch.ports.recordings import RecordingNotFound
from dispatch.services.recordings import open_story as open_case

router = APIRouter(prefix="/stories", tags=["recordings"])


@router.post("")
async def open_story(
    asked: OpenStory, by: Annotated[Actor, actor(Verb.PLAY_RECORDINGS)], request: Request
) -> StoryView:
    """Give a story and the addresses of its sound; every recording in it is accounted for."""
    context = context_of(request)
    incident, calls = await _asked(asked, context)
    gathered = await gather(incident, calls, context)
    opened = [
        OpenedRecording(one.name, one.call_id or piece.call_id)
        for piece, one in gathered.recordings
    ]
    subject = str(asked.incident_id or asked.call_id or asked.recording)
    command = open_case.OpenStory(subject, opened, asked.reason, by.person)
    await by.do(
        "open_story", accounted(lambda tx: open_case.open_story(command, tx)), Accounted, asked
    )
    return story_seen_by(by.person, gathered, context)


async def _asked(asked: OpenStory, context: Context) -> tuple[Incident | None, Sequence[UUID]]:
    """Give the incident, where there is one, and all calls of what was asked for."""
    if sum(one is not None for one in (asked.call_id, asked.incident_id, asked.recording)) != 1:
        raise StoryNotAsked
    if asked.incident_id is not None:
        incident = await context.incidents.find_incident(asked.incident_id)
        if incident is None:
            raise IncidentNotFound
        return incident, incident.calls
    call_id = asked.call_id or (await context.recordings.get(asked.recording or "")).call_id
    if call_id is None:
        raise RecordingNotFound
    found = await context.incidents.find_incident_of(call_id)
    incident = await context.incidents.find_incident(found) if found else None
    return incident, [call_id]

"""Recordings of a room, of each leg and of all, are labelled with the call."""

from typing import Any
from uuid import UUID

from dispatch.domain.call import CallNotFound
from dispatch.ports.queries import Queries
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.recordings import Label, Recordings
from dispatch.workers.reactions import Reaction


def conference_label_reaction(recordings: Recordings, queries: Queries) -> Reaction:
    """The recorder learns whose call a room was for, and which seat or number a leg was."""

    async def act(event: CommittedEvent) -> None:
        conference = event.payload["conference"]
        call = await queries.find_call(UUID(conference["call_id"]))
        if call is None:
            raise CallNotFound
        name, seat, number, begun_at = _recording(event)
        if name is None:
            return
        label = Label(
            call_id=call.id,
            number=number or call.number,
            called_number=call.called_number,
            seat=seat,
            staff_number=conference["opened_by"],
            started_at=begun_at,
            event_n=event.n,
        )
        await recordings.label(conference["exchange"], name, label)

    return Reaction("conference_label", frozenset({"conference_joined", "conference_over"}), act)


def _recording(event: CommittedEvent) -> tuple[str | None, int | None, str | None, Any]:
    """Give name, seat, number and begin of the leg that came, or of all once it is over."""
    conference, member_id = event.payload["conference"], event.payload["member_id"]
    for member in conference["members"]:
        if member["id"] == member_id:
            return member["recording"], member["seat"], member["number"], member["came_at"]
    return conference["mix"], None, None, conference["opened_at"]

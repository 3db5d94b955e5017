"""The recording of a group call is labelled with its seat, so that it is found by it."""

from uuid import UUID

from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.recordings import Label, Recordings
from dispatch.workers.reactions import Reaction


def group_label_reaction(recordings: Recordings) -> Reaction:
    """The recorder learns whose group call it was."""

    async def act(event: CommittedEvent) -> None:
        group = event.payload["group_call"]
        if group["recording"] is None:
            return
        label = Label(
            call_id=UUID(group["id"]),
            number=None,
            called_number=group["kind"],
            seat=group["seat"],
            staff_number=group["staff_number"],
            started_at=group["begun_at"],
            event_n=event.n,
        )
        await recordings.label(group["exchange"], group["recording"], label)

    return Reaction("group_label", frozenset({"group_call_ended"}), act)

"""A leader's own recording is labelled with the call, so that it is found where the call's is."""

from uuid import UUID

from dispatch.domain.call import CallNotFound
from dispatch.ports.queries import Queries
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.recordings import Label, Recordings
from dispatch.workers.reactions import Reaction


def supervision_label_reaction(recordings: Recordings, queries: Queries) -> Reaction:
    """The recorder learns on whose call which leader was."""

    async def act(event: CommittedEvent) -> None:
        supervision = event.payload["supervision"]
        if supervision["recording"] is None:
            return
        call = await queries.find_call(UUID(supervision["call_id"]))
        if call is None:
            raise CallNotFound
        label = Label(
            call_id=call.id,
            number=call.number,
            called_number=call.called_number,
            seat=supervision["phone_seat"],
            staff_number=supervision["staff_number"],
            started_at=supervision["heard_at"],
            event_n=event.n,
        )
        await recordings.label(supervision["exchange"], supervision["recording"], label)

    kinds = frozenset({"supervision_started", "supervision_ended"})
    return Reaction("supervision_label", kinds, act)

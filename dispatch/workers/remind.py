"""Leaders are told when a call that they watch for comes."""

from uuid import UUID

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.reminders.remind import remind
from dispatch.workers.reactions import Reaction

KINDS = frozenset({"call_offered", "incident_changed"})


def remind_reaction(commands: Commands) -> Reaction:
    """A call is told by its number and address when it comes, by its complaint once it has one."""

    async def act(event: CommittedEvent) -> None:
        calls, complaint = _calls(event)

        async def run(tx: Transaction) -> Json:
            for call_id in calls:
                await remind(call_id, complaint, tx)
            return {}

        if calls:
            key = key_of("reaction", "remind", str(event.n))
            await commands.run(Keyed(key, "remind"), Origin("reaction:remind", Wire.REACTION), run)

    return Reaction("remind", KINDS, act)


def _calls(event: CommittedEvent) -> tuple[tuple[UUID, ...], str | None]:
    if event.kind == "call_offered":
        return (UUID(event.payload["call"]["id"]),), None
    incident = event.payload["incident"]
    if "complaint" not in (event.payload["changed"] or ()):
        return (), None
    last = incident["calls"][-1:]
    return tuple(map(UUID, last)), incident["form"]["complaint"]

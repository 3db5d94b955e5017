"""An incident that is closed ends the links of its calls."""

from uuid import UUID

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.location_links.revoke_location_links import revoke_location_links
from dispatch.workers.reactions import Reaction


def link_end_reaction(commands: Commands) -> Reaction:
    """Whoever still holds one is told to call 120 again."""

    async def act(event: CommittedEvent) -> None:
        calls = [UUID(one) for one in event.payload["incident"]["calls"]]

        async def run(tx: Transaction) -> Json:
            await revoke_location_links(calls, tx)
            return {}

        key = key_of("reaction", "link_end", str(event.n))
        await commands.run(Keyed(key, "link_end"), Origin("reaction:link_end", Wire.REACTION), run)

    return Reaction("link_end", frozenset({"incident_closed"}), act)

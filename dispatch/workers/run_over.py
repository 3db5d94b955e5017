"""A reaction: who departs for another scene has come back from the last one."""

from uuid import UUID

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.orders.end_returning import end_returning
from dispatch.workers.reactions import Reaction


def run_over_reaction(commands: Commands) -> Reaction:
    """A vehicle that departs ends the run from which it was returning."""

    async def act(event: CommittedEvent) -> None:
        order = event.payload["order"]
        if order["state"] != "departed":
            return

        async def run(tx: Transaction) -> Json:
            await end_returning(UUID(order["vehicle_id"]), UUID(order["id"]), tx)
            return {}

        key = key_of("reaction", "run_over", str(event.n))
        await commands.run(Keyed(key, "run_over"), Origin("reaction:run_over", Wire.REACTION), run)

    return Reaction("run_over", frozenset({"order_stamped"}), act)

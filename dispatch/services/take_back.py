"""Takes back one change of a kept thing; shared by the verbs that undo."""

from uuid import UUID

from dispatch.domain.upkeep import KeptChangedSince, UpkeepChange
from dispatch.ports.transaction import Transaction
from dispatch.services.keep_thing import Act, keep_thing


async def take_back(
    verb: str, undone: UpkeepChange, tx: Transaction, *, batch: UUID | None = None
) -> UpkeepChange:
    """Make the thing what it was before.

    Raises:
        KeptChangedSince: The thing was changed after it.
        KeptInUse: It was new, and something needs it now.
    """
    last = await tx.upkeep.find_last(undone.kind, undone.thing_id)
    if last is None or last.revision != undone.revision:
        raise KeptChangedSince(name=undone.name, by=last.by if last else None)
    back = Act(
        undone.kind,
        undone.thing_id,
        undone.before,
        expected=undone.version,
        undoes=undone.revision,
        batch=batch,
    )
    return await keep_thing(verb, back, tx)

"""A kept thing is retired: it stays stored, and nobody finds it any more."""

from uuid import UUID

from dispatch.domain.upkeep import KeptKind, KeptNotFound, ReasonMissing, UpkeepChange
from dispatch.ports.transaction import Transaction
from dispatch.services.keep_thing import Act, keep_thing
from dispatch.services.read_kept import read_kept


async def retire_thing(
    kind: KeptKind, thing_id: UUID, expected: int, reason: str, tx: Transaction
) -> UpkeepChange:
    """Retire it.

    Raises:
        ReasonMissing: Nobody says why.
        KeptNotFound: It is not there.
        KeptChangedMeanwhile: Somebody changed it after it was read.
        KeptInUse: Vehicles or devices stand there, or an order needs it.
    """
    if not reason:
        raise ReasonMissing
    if await read_kept(kind, thing_id, tx) is None:
        raise KeptNotFound
    return await keep_thing("retire_thing", Act(kind, thing_id, None, expected, reason), tx)

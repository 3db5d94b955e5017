"""Adds to the history what other verbs than those of upkeep wrote: the API's, or a file's."""

from uuid import UUID

from dispatch.domain.upkeep import KeptKind, UpkeepChange, act_between, name_of
from dispatch.domain.upkeep_content import Content
from dispatch.ports.transaction import Transaction


async def note_written(
    kind: KeptKind, thing_id: UUID, before: Content | None, after: Content, tx: Transaction
) -> None:
    """Note it, unless nothing is otherwise.

    Whoever calls this has called `next_revision` before it read the thing: acts of upkeep lock in
    that order.
    """
    if before == after:
        return
    revision = await tx.upkeep.next_revision()
    last = await tx.upkeep.find_last(kind, thing_id)
    if before is None:
        await tx.upkeep.revive(kind, thing_id, name_of(after))
    change = UpkeepChange(
        revision=revision,
        kind=kind,
        thing_id=thing_id,
        name=name_of(after),
        version=last.version + 1 if last else 1,
        act=act_between(before, after, last),
        before=before,
        after=after,
        reason="",
        doubts=(),
        undoes=None,
        batch=None,
        by=tx.origin.actor.removeprefix("staff:"),
        at=tx.now,
    )
    await tx.upkeep.add(change)

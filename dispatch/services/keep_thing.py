"""Stores one act of upkeep with its history, its audit line and its event; shared by its verbs."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.upkeep import (
    Doubt,
    KeptChangedMeanwhile,
    KeptInUse,
    KeptKind,
    UpkeepAct,
    UpkeepChange,
    act_between,
    name_of,
)
from dispatch.domain.upkeep_content import Content
from dispatch.domain.upkeep_event import upkeep_event
from dispatch.ports.transaction import Transaction
from dispatch.services.read_kept import read_kept
from dispatch.services.store_kept import store_kept


@dataclass(frozen=True, slots=True)
class Act:
    """What is done to which thing.

    Args:
        content: As it shall be; None retires it.
        expected: Version of the thing that the person saw; None does not ask.
        undoes: The revision that this takes back.
        batch: The import that it is part of.
    """

    kind: KeptKind
    thing_id: UUID
    content: Content | None
    expected: int | None = None
    reason: str = ""
    doubts: tuple[Doubt, ...] = ()
    undoes: int | None = None
    batch: UUID | None = None


async def keep_thing(verb: str, act: Act, tx: Transaction) -> UpkeepChange:
    """Store it.

    Raises:
        KeptChangedMeanwhile: The thing has another version than the expected one.
        KeptInUse: It shall be retired and is needed.
    """
    revision = await tx.upkeep.next_revision()
    last = await tx.upkeep.find_last(act.kind, act.thing_id)
    version = last.version if last else 0
    if act.expected is not None and act.expected != version:
        raise KeptChangedMeanwhile(by=last.by if last else None, version=version)
    before = await read_kept(act.kind, act.thing_id, tx)
    if act.content is None:
        await _must_be_free(act, tx)
    await store_kept(act.kind, act.thing_id, act.content, tx)
    change = UpkeepChange(
        revision=revision,
        kind=act.kind,
        thing_id=act.thing_id,
        name=name_of(act.content or before or {"name": "—"}),
        version=version + 1,
        act=UpkeepAct.UNDONE if act.undoes else act_between(before, act.content, last),
        before=before,
        after=act.content,
        reason=act.reason,
        doubts=act.doubts,
        undoes=act.undoes,
        batch=act.batch,
        by=tx.origin.actor.removeprefix("staff:"),
        at=tx.now,
    )
    await _note(verb, change, tx)
    return change


async def _note(verb: str, change: UpkeepChange, tx: Transaction) -> None:
    """Add a change to the history, the audit trail and the events."""
    await tx.upkeep.add(change)
    subject = f"{change.kind}:{change.thing_id}:{change.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, subject, change.reason or None))
    tx.events.append(upkeep_event(change))


async def _must_be_free(act: Act, tx: Transaction) -> None:
    uses = await tx.upkeep.count_uses(act.kind, act.thing_id)
    if uses:
        by_what, count = next(iter(uses.items()))
        raise KeptInUse(by_what=by_what, count=count)

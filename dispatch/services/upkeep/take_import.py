"""The rows of a file are taken as a person saw their difference: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.upkeep import Doubt, KeptKind, UpkeepChange, must_be_confirmed
from dispatch.domain.upkeep_content import Content
from dispatch.ports.transaction import Transaction
from dispatch.services.keep_thing import Act, keep_thing


@dataclass(frozen=True, slots=True)
class ImportedThing:
    """One row; without content the thing is retired, because the file no longer names it.

    Args:
        expected: Version of the thing that the difference was shown for.
        found: What speaks against it.
    """

    thing_id: UUID
    content: Content | None
    expected: int
    found: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeImport:
    """What is taken, and what a person confirms of it; batch is what undoes all of it."""

    kind: KeptKind
    rows: Sequence[ImportedThing]
    batch: UUID
    reason: str = ""
    confirmed: tuple[Doubt, ...] = ()


async def take_import(command: TakeImport, tx: Transaction) -> Sequence[UpkeepChange]:
    """Store every row.

    Raises:
        KeptDoubted: A doubt was not confirmed; ReasonMissing where it was without a reason.
        KeptChangedMeanwhile: Somebody changed one of them after the difference was shown.
        KeptInUse: One that shall be retired is needed.
    """
    for row in command.rows:
        must_be_confirmed(row.found, command.confirmed, command.reason)
    acts = [
        Act(
            command.kind,
            row.thing_id,
            row.content,
            row.expected,
            command.reason,
            row.found,
            batch=command.batch,
        )
        for row in command.rows
    ]
    return [await keep_thing("take_import", act, tx) for act in acts]

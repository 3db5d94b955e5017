"""A technician writes a kept thing, new or otherwise."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.upkeep import Doubt, KeptKind, UpkeepChange, must_be_confirmed
from dispatch.domain.upkeep_content import Content
from dispatch.ports.transaction import Transaction
from dispatch.services.keep_thing import Act, keep_thing


@dataclass(frozen=True, slots=True)
class ChangeThing:
    """What is written.

    Args:
        expected: Version that the person saw; 0 for what has no history.
        found: What speaks against it.
        confirmed: What of that the person saw and confirms with the reason.
    """

    kind: KeptKind
    thing_id: UUID
    content: Content
    expected: int
    reason: str = ""
    found: tuple[Doubt, ...] = ()
    confirmed: tuple[Doubt, ...] = ()


async def change_thing(command: ChangeThing, tx: Transaction) -> UpkeepChange:
    """Store it; the same thing written again is a change too.

    Raises:
        KeptDoubted: A doubt was not confirmed; ReasonMissing where it was without a reason.
        KeptChangedMeanwhile: Somebody was first.
        NameTaken: Another has this name, code or terminal.
        StationCodeFixed: A station's code stays.
        StationNotFound: A vehicle's station is not known.
    """
    must_be_confirmed(command.found, command.confirmed, command.reason)
    act = Act(
        command.kind,
        command.thing_id,
        command.content,
        command.expected,
        command.reason,
        command.found,
    )
    return await keep_thing("change_thing", act, tx)

"""An administrator changes what incidents need of vehicles, and the policy."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.dispatch_rules import (
    DispatchRules,
    Policy,
    RulesChangedMeanwhile,
    must_be_clear,
)
from dispatch.domain.vehicle_needs import Need
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeDispatchRules:
    """A whole new version, on top of the one that the editor saw.

    Args:
        by: Staff number.
    """

    base_version: int
    needs: Sequence[Need]
    policy: Policy
    by: str


async def change_dispatch_rules(command: ChangeDispatchRules, tx: Transaction) -> DispatchRules:
    """Put them in force; RulesChangedMeanwhile, NeedRepeated."""
    must_be_clear(command.needs)
    current = await tx.dispatch_rules.current()
    if current.version != command.base_version:
        raise RulesChangedMeanwhile(version=current.version)
    rules = DispatchRules(
        version=current.version + 1,
        needs=tuple(command.needs),
        policy=command.policy,
        changed_by=command.by,
        changed_at=tx.now,
    )
    await tx.dispatch_rules.add(rules)
    subject = f"dispatch_rules:{rules.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "change_dispatch_rules", subject, None))
    return rules

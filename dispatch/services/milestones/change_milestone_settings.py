"""An administrator changes how positions suggest milestones, and which confirm themselves."""

from dataclasses import dataclass, replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.milestone_settings import (
    MilestoneSettings,
    MilestoneSettingsChangedMeanwhile,
)
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeMilestoneSettings:
    """A whole new version, on top of the one that the editor saw; by is a staff number."""

    base_version: int
    wanted: MilestoneSettings
    by: str


async def change_milestone_settings(
    command: ChangeMilestoneSettings, tx: Transaction
) -> MilestoneSettings:
    """Put them in force; MilestoneSettingsChangedMeanwhile."""
    current = await tx.milestone_settings.current()
    if current.version != command.base_version:
        raise MilestoneSettingsChangedMeanwhile(version=current.version)
    version = current.version + 1
    changed = replace(command.wanted, version=version, changed_by=command.by, changed_at=tx.now)
    await tx.milestone_settings.add(changed)
    subject = f"milestone_settings:{version}"
    entry = AuditEntry(tx.now, tx.origin.actor, "change_milestone_settings", subject, None)
    await tx.audit.add(entry)
    return changed

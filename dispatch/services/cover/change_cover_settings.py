"""An administrator switches cover on or off, or changes its figures."""

from dataclasses import dataclass, replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.cover_settings import CoverSettings, CoverSettingsChangedMeanwhile
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeCoverSettings:
    """A whole new version, on top of the one that the editor saw; by is a staff number."""

    base_version: int
    wanted: CoverSettings
    by: str


async def change_cover_settings(command: ChangeCoverSettings, tx: Transaction) -> CoverSettings:
    """Put them in force; CoverSettingsChangedMeanwhile."""
    current = await tx.cover_settings.current()
    if current.version != command.base_version:
        raise CoverSettingsChangedMeanwhile(version=current.version)
    version = current.version + 1
    changed = replace(command.wanted, version=version, changed_by=command.by, changed_at=tx.now)
    await tx.cover_settings.add(changed)
    subject = f"cover_settings:{version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "change_cover_settings", subject, None))
    return changed

"""A call-taker fills in the call form, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dispatch.domain.complaint import ComplaintUnknown
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.incident_form import differences
from dispatch.ports.transaction import Transaction
from dispatch.services.revise_orders import revise_orders


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """Fields of the form with their new values; None clears one."""

    incident_id: UUID
    changes: Mapping[str, Any]


async def change_form(command: ChangeForm, tx: Transaction) -> Incident:
    """Save what was answered; what says nothing new is no event."""
    incident = await tx.incidents.get(command.incident_id)
    await _must_know(command.changes.get("complaint"), tx)
    changed = incident.form_changed(command.changes, tx.now)
    fields = differences(incident.form, changed.form)
    if fields:
        await tx.incidents.save(changed)
        tx.events.append(incident_event(Kind.INCIDENT_CHANGED, changed, changed=fields))
        await revise_orders(changed, fields, tx)
    return changed


async def _must_know(code: str | None, tx: Transaction) -> None:
    if code is not None and code not in {one.code for one in await tx.complaints.list_all()}:
        raise ComplaintUnknown(code=code)

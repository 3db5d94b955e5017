"""Shared by the verbs that change an incident: crews on their way are told in the same act."""

from collections.abc import Iterable
from datetime import timedelta

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, order_event
from dispatch.domain.incident import Incident
from dispatch.domain.incident_form import concerns_crew
from dispatch.domain.sheet_writing import rewrite_sheet
from dispatch.ports.transaction import Transaction
from dispatch.services.find_plan import find_plan


async def revise_orders(incident: Incident, changed: Iterable[str], tx: Transaction) -> None:
    """Make the next revision of every active order whose crew must hear what changed.

    Args:
        incident: As it is now, locked and stored.
        changed: Names of the fields that became another.
        tx: The act that changed it.
    """
    if not (incident.has_active_order and concerns_crew(changed)):
        return
    table = {one.code: one for one in await tx.complaints.list_all()}
    complaint = table.get(incident.form.complaint or "")
    plan = await find_plan(incident, tx)
    due_at = tx.now + timedelta(seconds=(await tx.site.current()).order_acknowledge_s)
    for order in await tx.orders.list_active_of_incident(incident.id):
        sheet = rewrite_sheet(order.sheet, incident, complaint, plan, tx.now)
        revised = order.revised(sheet)
        await tx.orders.save(revised)
        await tx.deadlines.set(Deadline(DeadlineKind.ORDER_ACKNOWLEDGE, str(order.id), due_at))
        tx.events.append(order_event(Kind.ORDER_CHANGED, revised))

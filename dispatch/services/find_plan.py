"""Finds the first-aid plan for an incident; shared by the verbs that write orders."""

from dispatch.domain.first_aid_plan import PlanVersion, fitting_plans
from dispatch.domain.incident import Incident
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import plan_of
from dispatch.ports.transaction import Transaction


async def find_plan(incident: Incident, tx: Transaction) -> PlanVersion | None:
    """Find the one that fits best, in the version that is in force; None where none fits."""
    kept = [
        PlanVersion(plan_of(last.thing_id, last.after), last.version)
        for last in await tx.upkeep.list_last(KeptKind.PLAN)
        if last.after is not None
    ]
    return next(iter(fitting_plans(kept, incident.form)), None)

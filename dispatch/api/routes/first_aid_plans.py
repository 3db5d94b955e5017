"""First-aid plans as call-takers read them, and what of them was read to a caller."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.routes.incidents import find
from dispatch.contracts import first_aid_plans as wire
from dispatch.contracts.first_aid_plans import IncidentPlansView, PlanTickView, PlanView
from dispatch.domain.first_aid_plan import PlanPart, fitting_plans
from dispatch.domain.people import Session, Verb
from dispatch.ports.first_aid_plans import PlanFound
from dispatch.services.incidents import tick_plan_line as tick_case

router = APIRouter(tags=["first-aid plans"])


@router.get("/first-aid-plans")
async def list_plans(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> list[PlanView]:
    """Give all plans in force, by name."""
    return [_shown(one) for one in await context_of(request).upkeep.plans.list_plans()]


@router.get("/incidents/{incident_id}/plans")
async def list_of_incident(
    incident_id: UUID, _: Annotated[Session, reader(Verb.VIEW_INCIDENTS)], request: Request
) -> IncidentPlansView:
    """Give the plans that fit an incident, the best first, and what was read of any."""
    context = context_of(request)
    incident = await find(context, incident_id)
    found = {one.known.plan.id: one for one in await context.upkeep.plans.list_plans()}
    fitting = fitting_plans([one.known for one in found.values()], incident.form)
    ticks = await context.upkeep.plans.list_ticks(incident_id)
    return IncidentPlansView(
        plans=tuple(_shown(found[one.plan.id]) for one in fitting),
        ticks=tuple(map(PlanTickView.model_validate, ticks)),
    )


@router.post("/incidents/{incident_id}/plans/{plan_id}/ticks")
async def tick(
    incident_id: UUID,
    plan_id: UUID,
    asked: wire.TickPlanLine,
    by: Annotated[Actor, actor(Verb.WORK_INCIDENTS)],
) -> PlanTickView:
    """Note that a line was read to the caller, or was ticked by mistake."""
    command = tick_case.TickPlanLine(
        incident_id=incident_id,
        plan_id=plan_id,
        version=asked.version,
        part=PlanPart(asked.part),
        number=asked.number,
        english=asked.english,
        read=asked.read,
        by=by.staff_number,
    )
    return await by.do(
        "tick_plan_line",
        lambda tx: tick_case.tick_plan_line(command, tx),
        PlanTickView,
        incident_id,
        plan_id,
        asked,
    )


def _shown(found: PlanFound) -> PlanView:
    known = found.known
    plan = {name: getattr(known.plan, name) for name in known.plan.__dataclass_fields__}
    told = {"version": known.version, "initials": found.initials, "spelled": found.spelled}
    return PlanView.model_validate(plan | told)

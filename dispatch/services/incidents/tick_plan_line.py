"""A call-taker read a line of a first-aid plan to the caller, or ticked it by mistake."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.first_aid_plan import PlanLineNotFound, PlanPart, PlanTick
from dispatch.domain.plan_events import plan_tick_event
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import plan_of
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TickPlanLine:
    """Which line of which version.

    Args:
        version: The one that stood on the screen, whatever is in force meanwhile.
        english: Whether it was read in English; a line without English was read in Chinese.
        read: False takes an earlier tick of this line back.
        by: Staff number.
    """

    incident_id: UUID
    plan_id: UUID
    version: int
    part: PlanPart
    number: int
    english: bool
    read: bool
    by: str


async def tick_plan_line(command: TickPlanLine, tx: Transaction) -> PlanTick:
    """Keep it with the words as they were read, and tell.

    Raises:
        IncidentNotFound: There is no such incident.
        PlanLineNotFound: That version of the plan has no such line.
    """
    incident = await tx.incidents.get(command.incident_id)
    written = await tx.upkeep.find_version(KeptKind.PLAN, command.plan_id, command.version)
    if written is None or written.after is None:
        raise PlanLineNotFound(part=command.part, number=command.number)
    plan = plan_of(command.plan_id, written.after)
    line = plan.line(command.part, command.number)
    tick = PlanTick(
        id=tx.new_id(),
        incident_id=incident.id,
        plan_id=plan.id,
        plan_version=command.version,
        plan_name=plan.name,
        part=command.part,
        number=command.number,
        text=(line.en if command.english else "") or line.zh,
        read=command.read,
        by=command.by,
        at=tx.now,
    )
    await tx.plan_ticks.add(tick)
    tx.events.append(plan_tick_event(tick, incident))
    return tick

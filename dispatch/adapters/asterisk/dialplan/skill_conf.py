"""A caller is sent on to one who has a skill; who has it, and who learns, the exchange remembers.

A server leads the caller to [send-on] and keeps two lists in the exchange's own memory (astdb);
these files do the rest alone:

| key | value |
|---|---|
| skill/CODE-PHONE | 1: who sits there has it |
| trainee/PHONE | 1: who sits there learns, and is rung while nobody else is free |

Both are app_queue's penalties, set by the dialplan at each wait. A skill's own queue has every
seat; those without the skill are beyond its limit. With nobody who has it, or none of them after
the site's time, every seat rings, and he is ahead of all others.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.conference_conf import out_of_room
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS, OPTIONS, wait_in
from dispatch.adapters.asterisk.dialplan.park_conf import part_from_seat
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan
from dispatch.adapters.asterisk.dialplan.queues_conf import (
    AGAIN,
    HOLD,
    SKILLED_PENALTY,
    UNSKILLED_PENALTY,
    skill_queue,
)
from dispatch.adapters.asterisk.dialplan.screening import PRIO_AGAIN
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

# The context that only a server's order reaches, and the variable that names what is asked.
SEND_ON, SKILL = "send-on", "SKILL"
# Extensions of every caller's context.
SKILLED, NOT_SKILLED, TRAINEES = "skilled", "not-skilled", "trainees"
WEIGH_TRAINEES = f"Gosub({CALLERS},{TRAINEES},1)"
# More than any seat's own penalty.
TRAINEE_PENALTY = 10
# No queue's member has more: all may ring.
NO_LIMIT = 99


def send_on_context(plan: ExchangePlan) -> Iterator[str]:
    """Write the context to which a server leads a caller, where there is a skill to ask for."""
    if plan.skills and plan.seats:
        yield "\n".join((f"[{SEND_ON}]", *extension("s", *_send_on()), ""))


def skill_steps(plan: ExchangePlan) -> Iterator[str]:
    """Write the extensions of the callers' context."""
    yield from extension(TRAINEES, *_weigh_trainees(plan))
    if plan.skills and plan.seats:
        yield from extension(SKILLED, *_ring_skilled(plan))
        yield from extension(NOT_SKILLED, *_ring_everybody())


def _send_on() -> Iterator[Step]:
    """Run on a caller's channel that was taken out of a talk; as in a transfer, see there."""
    yield from out_of_room()
    yield from part_from_seat()
    yield f"Set({SKILL}=${{FILTER(a-z0-9,${{{SKILL}}})}})"
    yield f"UserEvent(CallSentOn,From: ${{FILTER(0-9,${{SENDER}})}},Skill: ${{{SKILL}}})"
    yield f"Goto({CALLERS},{SKILLED},1)"


def _ring_skilled(plan: ExchangePlan) -> Iterator[Step]:
    """Ring whoever has the skill; the first to answer has him, as in every queue."""
    queue = skill_queue(f"${{{SKILL}}}")
    for seat in plan.seats:
        has = f'"${{DB(skill/${{{SKILL}}}-{seat.phone})}}" != ""'
        penalty = f"${{IF($[{has}]?{SKILLED_PENALTY}:{UNSKILLED_PENALTY})}}"
        yield f"Set(QUEUE_MEMBER({queue},penalty,PJSIP/{seat.phone})={penalty})"
    yield f"Set(QUEUE_MAX_PENALTY={SKILLED_PENALTY})"
    yield f"Set(HEARS={HOLD})"
    yield f"Set(QUEUE_PRIO={PRIO_AGAIN})"
    yield from wait_in(queue, plan.timings.skilled_rings_s, NOT_SKILLED, OPTIONS)


def _ring_everybody() -> Iterator[Step]:
    yield f"Set(HEARS={AGAIN})"
    yield "Goto(seats,1)"


def _weigh_trainees(plan: ExchangePlan) -> Iterator[Step]:
    """Give the first queue's members the weight of who sits there now; no event for what stays.

    A caller who was sent on, and then led here, is limited to the skilled no longer.
    """
    yield f"Set(QUEUE_MAX_PENALTY={NO_LIMIT})"
    for seat in plan.seats:
        member = f"QUEUE_MEMBER({plan.emergency_number},penalty,PJSIP/{seat.phone})"
        learns = f'"${{DB(trainee/{seat.phone})}}" != ""'
        later = seat.penalty + TRAINEE_PENALTY
        yield f"Set(WEIGHT=${{IF($[{learns}]?{later}:{seat.penalty})}})"
        yield f'ExecIf($["${{{member}}}" != "${{WEIGHT}}"]?Set({member}=${{WEIGHT}}))'
    yield "Return()"

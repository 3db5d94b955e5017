"""The second telephone of a line that a group call does not reach: rung over the trunks.

Which one it is stands in a global variable for each line, empty where it has none.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

SECOND, PREFIX = "group-second", "SECOND"
# Of the line that the variable LINE names, and a channel that rings it.
SECOND_NUMBER, SECOND_PHONE = f"${{{PREFIX}${{LINE}}}}", f"Local/${{LINE}}@{SECOND}/n"
RINGS_FOR_S = 30


def second_numbers(plan: ExchangePlan) -> Iterator[tuple[str, str]]:
    """Give the global variables; a reload does not forget one, so each is always written."""
    return ((f"{PREFIX}{line.phone}", line.second_number) for line in plan.lines)


def second_rings_for_s(plan: ExchangePlan) -> int:
    """Say how long all trunks together may ring."""
    return RINGS_FOR_S * max(1, len(plan.trunks))


def second_context(plan: ExchangePlan) -> Iterator[str]:
    """Write the context; an extension is the phone of a line."""
    yield from extension("_7XXX", *_dial(plan))


def _dial(plan: ExchangePlan) -> Iterator[Step]:
    yield f"Set(NUMBER=${{FILTER(0-9,${{{PREFIX}${{EXTEN}}}})}})"
    yield f"Set(CALLERID(all)={plan.emergency_number} <{plan.emergency_number}>)"
    for trunk in sorted(plan.trunks, key=lambda one: one.priority):
        yield f"Dial(PJSIP/${{NUMBER}}@{trunk.name},{RINGS_FOR_S})"
        yield 'GotoIf($["${DIALSTATUS}" = "ANSWER"]?over)'
    yield "over", "Hangup(16)"

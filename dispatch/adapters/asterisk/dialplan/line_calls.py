"""How a seat calls a dedicated line: the line itself, then the second telephone of its place."""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

LINE = "to"
LINE_RINGS_FOR_S, SECOND_RINGS_FOR_S = 20, 30
NUMBER_UNKNOWN = 1  # ITU-T Q.850: unallocated number


def to_line(plan: ExchangePlan) -> Iterator[Step]:
    """Turn to a line where the number is one of theirs."""
    if plan.lines:
        is_line = '"${NUMBER:0:1}" = "7" & ${LEN(${NUMBER})} = 4'
        yield f"GotoIf($[{is_line}]?{LINE}${{NUMBER}},1)"


def line_calls(plan: ExchangePlan, leg: str) -> Iterator[str]:
    """Write an extension for each line, of the context in which seats call out.

    Args:
        plan: The exchange.
        leg: Context that tells when somebody answered.
    """
    for line in plan.lines:
        yield from extension(f"{LINE}{line.phone}", *_call(plan, line, leg))
    if plan.lines:
        yield from extension(f"_{LINE}XXXX", f"Set(WHY={NUMBER_UNKNOWN})", "Hangup(16)")


def _call(plan: ExchangePlan, line: StationLine, leg: str) -> Iterator[Step]:
    """Only a person's own answer or hang-up ends the search; a second telephone is told as such."""
    yield f"UserEvent(CallOutDialled,Trunk: {line.phone})"
    yield f"Dial(PJSIP/{line.phone},{LINE_RINGS_FOR_S},U({leg}))"
    yield "Set(WHY=${HANGUPCAUSE})"
    yield 'GotoIf($["${DIALSTATUS}" = "ANSWER"]?over)'
    trunks = sorted(plan.trunks, key=lambda trunk: trunk.priority) if line.second_number else ()
    for trunk in trunks:
        yield f"UserEvent(CallOutDialled,Trunk: {trunk.name})"
        yield f"Dial(PJSIP/{line.second_number}@{trunk.name},{SECOND_RINGS_FOR_S},U({leg}))"
        yield "Set(WHY=${HANGUPCAUSE})"
        yield 'GotoIf($["${DIALSTATUS}" = "ANSWER"]?over)'
    yield "over", "Hangup(16)"

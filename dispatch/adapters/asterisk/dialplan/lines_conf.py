"""The ways of dedicated lines: what lifting one does, and how a seat calls one.

A line can never take an inward line away: from it nobody comes to the public queue and nobody over
a trunk. What it may do is said by its context alone.
"""

from collections.abc import Iterator, Sequence

from dispatch.adapters.asterisk.dialplan.call_end import end_call
from dispatch.adapters.asterisk.dialplan.extensions_conf import begin_call
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS, OPTIONS
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.plan_lines import DIRECT, DIRECT_QUEUE, DOWN, StationLine
from dispatch.adapters.asterisk.dialplan.queues_conf import overflow_queue
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.domain.line import LineWay

# Whatever a telephone dials, or nothing; one letter alone is Asterisk's own.
ANYTHING = ("_X!", "_[*#+]!", "_[a-z].")
REFUSED = 21  # ITU-T Q.850: call rejected
LINE_RINGS_FOR_S = 30


def line_contexts(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Write a context for every way that lines have."""
    if not plan.lines:
        return
    yield "\n".join((f"[{DOWN}]", *_anything(), *extension("s", *_refuse(places)), ""))
    if any(line.way is LineWay.DIRECT for line in plan.lines):
        yield "\n".join((f"[{DIRECT}]", *_direct(plan, places), ""))
    for context in sorted({line.context for line in plan.lines if line.way is LineWay.BYPASS}):
        own = [line for line in plan.lines if line.context == context]
        yield "\n".join((f"[{context}]", *_bypass(own, places), ""))


def _anything() -> Iterator[str]:
    for pattern in ANYTHING:
        yield from extension(pattern, "Goto(s,1)")


def _refuse(places: Places) -> Iterator[Step]:
    yield "Answer()"
    yield f"Playback({places.sounds}/line_down)"
    yield f"Hangup({REFUSED})"


def _direct(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Ring every seat with the line's name, behind no public caller and before none."""
    yield from _anything()
    begun = ("Set(CALLED=direct)", "Set(NOTES=direct)", "Set(DIRECT=1)", *begin_call(places))
    yield from extension("s", *begun, "Goto(wait,1)")
    timings = plan.timings
    talked = f'GotoIf($["${{QUEUESTATUS}}" = "CONTINUE"]?{CALLERS},ended,1)'
    yield from extension(
        "wait",
        f"Queue({DIRECT_QUEUE},{OPTIONS},,,{timings.overflow_after_s})",
        talked,
        f"Queue({overflow_queue(plan)},{OPTIONS},,,{timings.overflow_rings_s})",
        talked,
        "Goto(wait,1)",
    )
    yield from extension("h", *end_call())


def _bypass(lines: Sequence[StationLine], places: Places) -> Iterator[str]:
    """Let lines of one group call each other; with two of them lifting is enough."""
    for line in lines:
        yield from extension(line.phone, *_between(line, places))
    yield from _anything()
    if len(lines) == 2:
        one, other = (line.phone for line in lines)
        own = f'$["${{CHANNEL(endpoint)}}" = "{one}"]'
        yield from extension("s", f"GotoIf({own}?{other},1:{one},1)")
    else:
        yield from extension("s", *_refuse(places))


def _between(line: StationLine, places: Places) -> Iterator[Step]:
    yield "Set(RECORDING=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-rx.wav)t({files}-tx.wav),touch {files}.done)"
    yield f"Dial(PJSIP/{line.phone},{LINE_RINGS_FOR_S})"
    yield "Hangup(16)"

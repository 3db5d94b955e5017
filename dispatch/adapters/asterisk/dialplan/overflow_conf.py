"""The ways a call takes while no seat answers: spare phones, backup lines, a message, and again.

Each step is announced, bounded in time and told. None hangs up: whoever left a message and stays
on the line goes ahead of the others to the seats again.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places, TrunkPeer
from dispatch.adapters.asterisk.dialplan.queues_conf import (
    ELSEWHERE,
    KEPT,
    SPARE,
    WAITING,
    backup_queue,
    overflow_queue,
)
from dispatch.adapters.asterisk.dialplan.screening import PRIO_LOCKED, PRIO_OVERDUE
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

# c: come back here when the phone hangs up. i: a phone cannot forward. m: what the caller hears.
# No letter that gives a key to anybody (t T h H k K x X).
OPTIONS = "cim(${HEARS})b(seat-leg^ring^1)"
# n: leave when all that could ring has said no, and do not ring again.
OPTIONS_ONCE = f"n{OPTIONS}"
# The context in which every caller is, from the answer to the end.
CALLERS = "emergency"
# Asks whether there is a surge, and lets the caller hear of it.
SURGING = "surging"
ASK_SURGE = f"Gosub({CALLERS},{SURGING},1)"
# Names, on the leg that is dialled out, the number of the backup line.
BACKUP = "BACKUP"
# Set while a caller leaves a message.
LEAVING = "LEAVING"
# Where messages stand until a server has told them: the exchange's own small store.
MESSAGES = "message"


def overflow_steps(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Write the extensions after ``seats``, in their order."""
    yield from extension("overflow", *_spare_phones(plan))
    for place in range(len(plan.backup_numbers)):
        yield from extension(f"backup{place + 1}", *_backup_line(plan, place))
    yield from extension("message", *_message(plan, places))
    yield from extension("message-left", *_message_left())


def wait_in(queue: str, timeout_s: int, then: str, options: str = OPTIONS) -> Iterator[str]:
    """Write a wait in a queue: after a talk to ``ended``, else on."""
    yield f"Queue({queue},{options},,,{timeout_s})"
    yield 'GotoIf($["${QUEUESTATUS}" = "CONTINUE"]?ended,1)'
    yield f"Goto({then},1)"


def outward_context(plan: ExchangePlan) -> Iterator[str]:
    """Write the ways out, one extension a number: over the first trunk that has a line."""
    trunks = sorted(plan.trunks, key=lambda trunk: trunk.priority)
    for number in plan.dialled_numbers:
        yield from extension(number, *_dial(plan, number, trunks))


def _spare_phones(plan: ExchangePlan) -> Iterator[str]:
    if plan.spare_phones:
        yield "UserEvent(CallStepped,Step: spare)"
        yield f"Set(HEARS={SPARE})"
    yield ASK_SURGE
    then = "backup1" if plan.backup_numbers else "message"
    yield from wait_in(overflow_queue(plan), plan.timings.overflow_rings_s, then)


def _backup_line(plan: ExchangePlan, place: int) -> Iterator[str]:
    yield f"UserEvent(CallStepped,Step: backup,Target: {plan.backup_numbers[place]})"
    yield f"Set(HEARS={ELSEWHERE})"
    then = f"backup{place + 2}" if place + 1 < len(plan.backup_numbers) else "message"
    queue, rings_s = backup_queue(plan, place), plan.timings.backup_rings_s
    yield from wait_in(queue, rings_s, then, OPTIONS_ONCE)


def _message(plan: ExchangePlan, places: Places) -> Iterator[Step]:
    """Take one message from a caller who has waited long enough."""
    early = f"${{EPOCH}} - ${{BEGUN}} < {plan.timings.message_after_s}"
    yield f'GotoIf($["${{MESSAGE}}" != "" | {early}]?again)'
    yield "UserEvent(CallStepped,Step: message)"
    yield f"Playback({places.sounds}/message&{places.sounds}/beep)"
    yield "Set(MESSAGE=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    files = f"{places.recordings}/${{MESSAGE}}"
    sides = f"r({files}-rx.wav)t({files}-tx.wav)i(MESSAGE_MONITOR)"
    yield f"MixMonitor(,{sides},touch {files}.done)"
    yield f"Set(CHANNEL(hangup_handler_push)={CALLERS},message-left,1)"
    yield f"Set({LEAVING}=1)"
    silence_ms = plan.timings.message_silence_s * 1000
    yield f"WaitForSilence({silence_ms},1,{plan.timings.message_longest_s})"
    yield "Set(CHANNEL(hangup_handler_pop)=)"
    yield f"Gosub({CALLERS},message-left,1)"
    yield f"Set(HEARS={KEPT})"
    yield "Goto(back)"
    yield "again", f"Set(HEARS={WAITING})"
    ahead = f"Set(QUEUE_PRIO={PRIO_OVERDUE})"
    yield "back", f"ExecIf($[${{QUEUE_PRIO}} > {PRIO_LOCKED}]?{ahead})"
    yield "Goto(seats,1)"


def _message_left() -> Iterator[str]:
    """Write what is done when a message ends, be it that the caller hung up."""
    number = "${FILTER(0-9+*#,${CALLERID(num)})}"
    kept = f"${{RECORDING}},${{CHANNEL(endpoint)}},${{CALLED}},{number}"
    yield f"Set({LEAVING}=)"
    yield "StopMixMonitor(${MESSAGE_MONITOR})"
    yield f"Set(DB({MESSAGES}/${{MESSAGE}})={kept})"
    yield "UserEvent(MessageLeft,Message: ${MESSAGE})"
    yield "Return()"


def _dial(plan: ExchangePlan, number: str, trunks: list[TrunkPeer]) -> Iterator[Step]:
    """Try each trunk in turn; only a trunk without a line passes the call to the next."""
    options = "b(seat-leg^ring^1)U(seat-leg^talk^1)"
    yield f"Set(_{BACKUP}=${{EXTEN}})"
    for place, trunk in enumerate(trunks):
        dial = f"Dial(PJSIP/{number}@{trunk.name},{plan.timings.backup_rings_s},{options})"
        yield (f"trunk{place + 1}", dial)
        if place + 1 < len(trunks):
            no_line = '"${DIALSTATUS}" = "CHANUNAVAIL" | "${DIALSTATUS}" = "CONGESTION"'
            yield f"GotoIf($[{no_line}]?trunk{place + 2}:over)"
    yield "over", "Hangup()"

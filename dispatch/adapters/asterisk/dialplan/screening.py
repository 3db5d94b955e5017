"""What the exchange does with a number it knows something of, by its own memory (astdb) alone.

A server puts four lists there and takes away what is gone; with an empty memory every caller goes
the common way. An instant in a value bounds it, so that a dead server leaves no lock for ever:

| key | value |
|---|---|
| priority/NUMBER | 1: goes ahead in the queue, is never locked nor told of a misdial |
| lock/NUMBER | epoch second until which the number is locked |
| repeat/NUMBER | PHONE-UNTIL: who served it last, asked first until that epoch second |
| leader/phone | PHONE-UNTIL: where a shift leader sits |
| through/NUMBER | epoch second at which a locked caller last broke through; the dialplan's own |
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.queues_conf import seat_queue
from dispatch.adapters.asterisk.dialplan.steps import Step

LOCKED = "locked"
LONGEST_LOCK_S = 24 * 3600
# QUEUE_PRIO: a caller who broke through goes behind everybody.
PRIO_LOCKED, PRIO_COMMON, PRIO_AHEAD, PRIO_OVERDUE, PRIO_AGAIN = 0, 1, 3, 5, 10
LONGEST_NUMBER = 20
STILL_NOISY_S = 3


def look_up() -> Iterator[Step]:
    """Find out what is known of the number; digits of it are all that is ever expanded."""
    yield f"Set(NUMBER=${{FILTER(0-9,${{CALLERID(num)}}):0:{LONGEST_NUMBER}}})"
    yield f"Set(QUEUE_PRIO={PRIO_COMMON})"
    yield "Set(LOCKED=0)"
    yield 'GotoIf($["${NUMBER}" = ""]?known)'
    yield 'GotoIf($["${DB(priority/${NUMBER})}" != ""]?ahead)'
    yield "Set(UNTIL=0${DB(lock/${NUMBER})})"
    yield f"Set(LOCKED=$[${{UNTIL}} > ${{EPOCH}} & ${{UNTIL}} <= ${{EPOCH}} + {LONGEST_LOCK_S}])"
    yield 'ExecIf($["${LOCKED}" = "1"]?Set(NOTES=${NOTES} locked))'
    yield "Set(FIRST=${DB(repeat/${NUMBER})})"
    yield "Goto(known)"
    yield "ahead", f"Set(QUEUE_PRIO={PRIO_AHEAD})"
    yield "Set(NOTES=${NOTES} priority)"
    yield "Set(FIRST=${DB(repeat/${NUMBER})})"


def ring_first(plan: ExchangePlan, options: str) -> Iterator[Step]:
    """Ring one seat alone for a ring cycle, if it is idle and ready; then everybody."""
    if not plan.seats:
        yield "Goto(seats,1)"
        return
    yield "Set(PHONE=${FILTER(0-9,${CUT(FIRST,-,1)})})"
    yield "Set(UNTIL=0${CUT(FIRST,-,2)})"
    yield "Set(FIRST=)"
    yield "GotoIf($[${UNTIL} > ${EPOCH}]?:all)"
    yield f"GotoIf($[0${{QUEUE_MEMBER({seat_queue('${PHONE}')},free)}} > 0]?:all)"
    yield f"Queue({seat_queue('${PHONE}')},{options},,,{plan.timings.ring_cycle_s})"
    yield 'GotoIf($["${QUEUESTATUS}" = "CONTINUE"]?ended,1)'
    yield "all", "Goto(seats,1)"


def warn_locked(plan: ExchangePlan, places: Places) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Warn a locked caller, hear him out, and let him through by his own act, once a while.

    The mutex lets one of many calls of a number through; it falls when its channel dies. Who broke
    through in the future did so before the clock was set back, and is not kept out until then.
    """
    again = f"${{PASSED}} + {plan.timings.break_through_every_s} > ${{EPOCH}}"
    passed = (
        "Set(PASSED=0${DB(through/${NUMBER})})",
        f"Set(EARLY=$[${{PASSED}} <= ${{EPOCH}} & {again}])",
    )
    yield (
        "s",
        (
            f"Playback({places.sounds}/locked)",
            *passed,
            'GotoIf($["${EARLY}" = "1"]?end,1)',
            *_hear_out(plan, places),
            'GotoIf($["${WAITSTATUS}" = "TIMEOUT"]?talk,1)',
            "Goto(end,1)",
        ),
    )
    yield "_[0-9*#]", ("Goto(talk,1)",)
    yield (
        "talk",
        (
            "Set(MUTEX=${LOCK(through)})",
            *passed,
            'ExecIf($["${EARLY}" != "1"]?Set(DB(through/${NUMBER})=${EPOCH}))',
            "Set(MUTEX=${UNLOCK(through)})",
            'GotoIf($["${EARLY}" = "1"]?end,1)',
            "Set(NOTES=${NOTES} broke_through)",
            "UserEvent(CallerBrokeThrough)",
            f"Set(QUEUE_PRIO={PRIO_LOCKED})",
            "Set(FIRST=${DB(leader/phone)})",
            "Goto(emergency,first,1)",
        ),
    )
    yield "end", ("Hangup(16)",)


def _hear_out(plan: ExchangePlan, places: Places) -> tuple[str, ...]:
    """Wait for speech of the site's length and the pause after it, which app_talkdetect wants."""
    pause_ms = int(plan.timings.speech_pause_s * 1000)
    speech_ms = plan.timings.speech_lets_through_s * 1000
    return (
        f"BackgroundDetect({places.sounds}/speak_now,{pause_ms},{speech_ms})",
        f"WaitForSilence({pause_ms},1,{STILL_NOISY_S})",
    )

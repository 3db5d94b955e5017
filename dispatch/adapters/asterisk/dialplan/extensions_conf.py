"""extensions.conf: the way of a call, which needs no server, no AMI and no database.

A caller is never hung up on: every way out of a queue leads back into one, save when the phone
that talked to him hung up on purpose. Nothing a caller sends is ever expanded here: his number
stays in the channel, what was dialled is filtered to digits.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.pjsip_conf import FROM_PHONE, FROM_TRUNK
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, WAITING, overflow_queue
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import FILE as SEAT_VERBS
from dispatch.adapters.asterisk.dialplan.sections import sections
from dispatch.adapters.asterisk.dialplan.steps import Step
from dispatch.adapters.asterisk.dialplan.steps import extension as _extension

# ITU-T Q.850: normal clearing, answered elsewhere (some phones' Reason on BYE), normal unspecified.
ON_PURPOSE = (16, 26, 31)
CAUSE_LOOKS = 20
# c: come back here when the phone hangs up. i: a phone cannot forward. m: what the caller hears.
# No letter that gives a key to anybody (t T h H k K x X).
OPTIONS = "cim(${HEARS})b(seat-leg^ring^1)"
CAUSE_LOOK_EVERY_S = 0.05


def extensions_conf(plan: ExchangePlan, places: Places) -> str:
    """Write extensions.conf."""
    return sections(
        (
            "\n".join(("[general]", "static=yes", "writeprotect=yes", "")),
            f"#tryinclude {SEAT_VERBS}\n",
            "\n".join((f"[{FROM_TRUNK}]", *_from_trunk(), "")),
            "\n".join(("[emergency]", *_emergency(plan, places), "")),
            "\n".join(("[seat-leg]", *_seat_leg(), "")),
            f"[{FROM_PHONE}]\n",
        )
    )


def _from_trunk() -> Iterator[str]:
    """Take whatever number the carrier sends: a wrong one must not lose an emergency."""
    for pattern in ("_X!", "_+X!", "s"):
        yield f"exten => {pattern},1,Set(CALLED=${{FILTER(0-9+*#,${{EXTEN}})}})"
        yield " same => n,Goto(emergency,s,1)"


def _emergency(plan: ExchangePlan, places: Places) -> Iterator[str]:
    yield from _extension("s", *_begin(places), "Goto(seats,1)")
    yield from _extension("seats", *_wait_in(plan.emergency_number, plan.timings.overflow_after_s))
    yield from _extension("overflow", *_overflow(plan))
    yield from _extension("ended", *_after_a_talk())


def _begin(places: Places) -> Iterator[str]:
    yield "Answer()"
    yield "Set(RECORDING=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-rx.wav)t({files}-tx.wav),touch {files}.done)"
    told = "Called: ${CALLED},Trunk: ${CHANNEL(endpoint)},Recording: ${RECORDING}"
    yield f"UserEvent(CallOffered,{told})"
    yield "Set(__CALLER=${CHANNEL})"
    yield "Set(__CALLER_SPEAKS=${CHANNEL(audionativeformat)})"
    yield f"Set(HEARS={WAITING})"


def _wait_in(queue: str, timeout_s: int) -> Iterator[str]:
    yield f"Queue({queue},{OPTIONS},,,{timeout_s})"
    yield 'GotoIf($["${QUEUESTATUS}" = "CONTINUE"]?ended,1)'
    yield "Goto(overflow,1)"


def _overflow(plan: ExchangePlan) -> Iterator[str]:
    yield f"Queue({overflow_queue(plan)},{OPTIONS},,,{plan.timings.overflow_rings_s})"
    yield 'GotoIf($["${QUEUESTATUS}" = "CONTINUE"]?ended,1)'
    yield "Set(QUEUE_PRIO=5)"
    yield "Goto(seats,1)"


def _after_a_talk() -> Iterator[Step]:
    """Tell a hang-up from a death; the leg's own hang-up handler may be a moment later."""
    on_purpose = " | ".join(f'"${{CAUSE}}" = "{cause}"' for cause in ON_PURPOSE)
    yield "Set(LOOKS=0)"
    yield "look", "Set(CAUSE=${SHARED(LEG_CAUSE)})"
    yield f'GotoIf($["${{CAUSE}}" != "" | ${{LOOKS}} > {CAUSE_LOOKS}]?known)'
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"Wait({CAUSE_LOOK_EVERY_S})"
    yield "Goto(look)"
    yield "known", "Set(SHARED(LEG_CAUSE)=)"
    yield f"GotoIf($[{on_purpose}]?hang-up)"
    yield "UserEvent(SeatLegLost,Leg: ${SHARED(LEG)},Cause: 0${CAUSE})"
    yield f"Set(HEARS={AGAIN})"
    yield "Set(QUEUE_PRIO=10)"
    yield "Goto(seats,1)"
    yield "hang-up", "UserEvent(SeatHungUp,Leg: ${SHARED(LEG)})"
    yield "Hangup(16)"


def _seat_leg() -> Iterator[str]:
    """Run on the phone's channel: before it rings, when it answered, and when it is gone.

    A phone always gets the other G.711 law than the caller. Debian's Asterisk (its patch
    2016_opus_plc) reuses one decoder for all that a caller hears and drops what it takes for late
    packets: after music, or from the next phone, half of all talks were missing in the recording.
    Through linear samples there is no such decoder.
    """
    other = '${IF($["${CALLER_SPEAKS}" = "(ulaw)"]?alaw:ulaw)}'
    yield from _extension("ring", f"Set(PJSIP_MEDIA_OFFER(audio)=!all,{other})", "Return()")
    yield from _extension(
        "s",
        "Set(SHARED(LEG,${CALLER})=${UNIQUEID})",
        "Set(CHANNEL(hangup_handler_push)=seat-leg,gone,1)",
        "Return()",
    )
    yield from _extension(
        "gone",
        "ExecIf(${CHANNEL_EXISTS(${CALLER})}?Set(SHARED(LEG_CAUSE,${CALLER})=${HANGUPCAUSE}))",
        "Return()",
    )

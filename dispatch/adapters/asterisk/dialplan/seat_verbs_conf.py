"""seat_verbs.conf: what a seat has the exchange do for it, in contexts that no telephone reaches.

extensions.conf takes it in where it is there. Only a server leads a channel here (AMI Originate and
Redirect); the way of an emergency call needs none of it. No option gives a key to anybody.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.conference_conf import out_of_room
from dispatch.adapters.asterisk.dialplan.line_calls import line_calls, to_line
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.prompt_take_conf import prompt_take_context
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, HOLD
from dispatch.adapters.asterisk.dialplan.sections import sections
from dispatch.adapters.asterisk.dialplan.silent_conf import silent_context
from dispatch.adapters.asterisk.dialplan.staff_voice_conf import staff_voice_context
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

FILE = "seat_verbs.conf"
CALL_OUT, TRANSFER = "call-out", "transfer"
# ITU-T Q.850: the trunk failed, not the number. 0: it gave no cause.
TRUNK_FAILED = (0, 3, 20, 27, 34, 38, 41, 42, 44, 58)

NUMBER_UNUSABLE = 28
LEG_LOOKS, LEG_LOOK_EVERY_S = 40, 0.025
MUSIC_S = 0.1


def seat_verbs_conf(plan: ExchangePlan, places: Places) -> str:
    """Write seat_verbs.conf."""
    return sections(
        (
            "\n".join((f"[{CALL_OUT}]", *_calls_out(plan, places), "")),
            "\n".join(("[call-out-leg]", *_call_out_leg(), "")),
            "\n".join((f"[{TRANSFER}]", *extension("s", *_transfer(plan)), "")),
            "\n".join(("[transfer-leg]", *_transfer_leg(), "")),
            prompt_take_context(places),
            silent_context(places),
            staff_voice_context(places),
        )
    )


def _calls_out(plan: ExchangePlan, places: Places) -> Iterator[str]:
    yield from extension("s", *_call_out(plan, places))
    yield from line_calls(plan, "call-out-leg")


def _call_out(plan: ExchangePlan, places: Places) -> Iterator[Step]:
    """Run on the seat's own phone, which has answered: record, then dial over the first good trunk.

    Of this recording rx is the far party too, tx what he hears: the sides are told the other way
    round because the recorded channel is the seat's.
    """
    yield "Set(NUMBER=${FILTER(0-9+*#,${NUMBER})})"
    begun = "${STRFTIME(${FILTER(0-9,${ASKED_AT})},UTC,%Y%m%d-%H%M%S)}"
    yield f"Set(RECORDING={begun}-${{UNIQUEID}})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-tx.wav)t({files}-rx.wav),touch {files}.done)"
    yield "Set(CHANNEL(hangup_handler_push)=call-out-leg,over,1)"
    yield "Set(__OUT_CALL=${UNIQUEID})"
    yield f"Set(CALLERID(all)={plan.emergency_number} <{plan.emergency_number}>)"
    yield f'GotoIf($["${{NUMBER}}" = "" | "${{NUMBER}}" = "{plan.emergency_number}"]?no-number)'
    yield from to_line(plan)
    failed = " | ".join(f"0${{WHY}} = {cause}" for cause in TRUNK_FAILED)
    for trunk in plan.trunks:
        yield f"UserEvent(CallOutDialled,Trunk: {trunk.name})"
        rings_s = plan.timings.call_out_rings_s
        yield f"Dial(PJSIP/${{NUMBER}}@{trunk.name},{rings_s},U(call-out-leg))"
        yield "Set(WHY=${HANGUPCAUSE})"
        yield 'GotoIf($["${DIALSTATUS}" = "NOANSWER"]?over)'
        yield f"GotoIf($[{failed}]?:over)"
    yield "over", "Hangup(16)"
    yield "no-number", f"Set(WHY={NUMBER_UNUSABLE})"
    yield "Hangup(16)"


def _call_out_leg() -> Iterator[str]:
    """Tell on the far party's channel that he answered, and on the seat's how it ended."""
    yield from extension(
        "s", "UserEvent(CallOutAnswered,Call: ${OUT_CALL},Leg: ${UNIQUEID})", "Return()"
    )
    yield from extension(
        "over", "UserEvent(CallOutOver,Status: ${DIALSTATUS},Cause: 0${WHY})", "Return()"
    )


def _transfer(plan: ExchangePlan) -> Iterator[Step]:
    """Run on a caller's channel that was taken out of a talk: ring the receiver, then the sender.

    Whoever answers talks to him as if he came from the queue; with nobody he goes to its head. The
    sender's phone is waited for, lest the end of its leg be taken for that of the next. A moment of
    music, however soon somebody answers, gives the caller a fresh encoder: the old one would drop
    all that the next phone says where its packets count from a lower number (see [seat-leg]).
    """
    yield "Set(__CALL_ID=${UNIQUEID})"
    yield from out_of_room()
    yield f"StartMusicOnHold({HOLD})"
    yield f"Wait({MUSIC_S})"
    yield "Set(LOOKS=0)"
    yield "look", f'GotoIf($["${{SHARED(LEG_CAUSE)}}" != "" | ${{LOOKS}} > {LEG_LOOKS}]?parted)'
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"Wait({LEG_LOOK_EVERY_S})"
    yield "Goto(look)"
    yield "parted", "Set(SHARED(LEG_CAUSE)=)"
    yield "Set(SHARED(LEG)=)"
    yield "StopMusicOnHold()"
    yield "UserEvent(CallTransferred,From: ${FILTER(0-9,${SENDER})},To: ${FILTER(0-9,${RECEIVER})})"
    timings = plan.timings
    rings = (("RECEIVER", timings.transfer_rings_s), ("SENDER", timings.transfer_back_rings_s))
    for phone, rings_s in rings:
        options = f"gm({HOLD})b(transfer-leg^ring^1)U(transfer-leg)"
        yield f"Dial(PJSIP/${{FILTER(0-9,${{{phone}}})}},{rings_s},{options})"
        yield 'GotoIf($["${DIALSTATUS}" = "ANSWER"]?emergency,ended,1)'
    yield f"Set(HEARS={AGAIN})"
    yield "Set(QUEUE_PRIO=10)"
    yield "Goto(emergency,seats,1)"


def _transfer_leg() -> Iterator[str]:
    """Run on the phone's channel before it rings, and when it answered: as [seat-leg] and told."""
    told = "Call: ${CALL_ID},Leg: ${UNIQUEID}"
    yield from extension(
        "ring",
        "Gosub(seat-leg,ring,1)",
        f"UserEvent(TransferRinging,{told})",
        "Return()",
    )
    yield from extension(
        "s",
        "Gosub(seat-leg,s,1)",
        f"UserEvent(TransferAnswered,{told})",
        "Return()",
    )

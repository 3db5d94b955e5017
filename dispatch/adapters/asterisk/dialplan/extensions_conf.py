"""extensions.conf: the way of a call, which needs no server, no AMI and no database.

A caller is never hung up on: every way out of a queue leads back into one, save when the phone
that talked to him hung up on purpose. Nothing a caller sends is ever expanded here: his number
stays in the channel, what was dialled is filtered to digits.
"""

from collections.abc import Iterable, Iterator

from dispatch.adapters.asterisk.dialplan.call_end import end_call
from dispatch.adapters.asterisk.dialplan.call_notes import BEGUN, TALKED, note
from dispatch.adapters.asterisk.dialplan.conference_conf import DIAL_IN, told_out_of_room
from dispatch.adapters.asterisk.dialplan.conference_conf import FILE as CONFERENCE
from dispatch.adapters.asterisk.dialplan.dial_in_conf import dialled_by_a_phone
from dispatch.adapters.asterisk.dialplan.district_conf import (
    district_steps,
    find_district,
    to_district,
)
from dispatch.adapters.asterisk.dialplan.fetch_conf import fetch_contexts
from dispatch.adapters.asterisk.dialplan.group_second_conf import second_numbers
from dispatch.adapters.asterisk.dialplan.no_codec_conf import (
    NO_CODEC,
    no_codec_context,
    refuse_unheard,
)
from dispatch.adapters.asterisk.dialplan.overflow_conf import (
    ASK_SURGE,
    CALLERS,
    OPTIONS,
    outward_context,
    overflow_steps,
    wait_in,
)
from dispatch.adapters.asterisk.dialplan.pjsip_conf import FROM_PHONE, FROM_TRUNK
from dispatch.adapters.asterisk.dialplan.plan import RECORDINGS, ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.plan_lines import FILE as LINES
from dispatch.adapters.asterisk.dialplan.plan_lines import to_direct
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, BETWEEN, OUTWARD, WAITING
from dispatch.adapters.asterisk.dialplan.screening import (
    LOCKED,
    PRIO_AGAIN,
    PRIO_AHEAD,
    look_up,
    ring_first,
    warn_locked,
)
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import FILE as SEAT_VERBS
from dispatch.adapters.asterisk.dialplan.sections import section, sections
from dispatch.adapters.asterisk.dialplan.skill_conf import WEIGH_TRAINEES, skill_steps
from dispatch.adapters.asterisk.dialplan.staff_voice_conf import SAY_WHO
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.adapters.asterisk.dialplan.supervision_conf import supervision_context
from dispatch.adapters.asterisk.dialplan.surge_conf import surge_steps

# ITU-T Q.850: normal clearing, answered elsewhere (some phones' Reason on BYE), normal unspecified.
ON_PURPOSE = (16, 26, 31)
CAUSE_LOOKS = 20
CAUSE_LOOK_EVERY_S = 0.05
BETWEEN_TALKS_S = 0.1


def extensions_conf(plan: ExchangePlan, places: Places) -> str:
    """Write extensions.conf."""
    return sections(
        (
            "\n".join(("[general]", "static=yes", "writeprotect=yes", "")),
            section("globals", (RECORDINGS, places.recordings), *second_numbers(plan)),
            f"#tryinclude {SEAT_VERBS}\n",
            f"#tryinclude {LINES}\n",
            f"#tryinclude {CONFERENCE}\n",
            "\n".join((f"[{FROM_TRUNK}]", *_from_trunk(plan, places), "")),
            "\n".join((f"[{CALLERS}]", *_emergency(plan, places), "")),
            "\n".join((f"[{LOCKED}]", *_locked(plan, places), "")),
            "\n".join((f"[{NO_CODEC}]", *no_codec_context(), "")),
            "\n".join(("[seat-leg]", *_seat_leg(), "")),
            "\n".join((f"[{OUTWARD}]", *outward_context(plan), "")),
            *fetch_contexts(),
            supervision_context(places),
            "\n".join((f"[{FROM_PHONE}]", *dialled_by_a_phone(plan), "")),
        )
    )


def _from_trunk(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Take whatever number the carrier sends: a wrong one must not lose an emergency.

    The emergency number with more digits after it is likely a misdial, such as of a hot line.
    """
    misdial = f"_{plan.emergency_number}X!"
    for pattern in (misdial, "_X!", "_+X!", "s"):
        yield f"exten => {pattern},1,Set(CALLED=${{FILTER(0-9+*#,${{EXTEN}})}})"
        yield f" same => n,Set(NOTES={'misdial' if pattern == misdial else ''})"
        yield f" same => n,Goto({CALLERS},s,1)"
    if plan.dial_in_number:
        named = (f"Set(CALLED={plan.dial_in_number})", "Set(NOTES=)")
        to_room = (*_clean(), refuse_unheard(places.codecs), f"Goto({DIAL_IN},s,1)")
        yield from extension(plan.dial_in_number, *named, *to_room)


def _emergency(plan: ExchangePlan, places: Places) -> Iterator[str]:
    told = f'"${{NOTES:0:7}}" = "misdial" & "${{QUEUE_PRIO}}" != "{PRIO_AHEAD}"'
    misdialled = f"GotoIf($[{told}]?misdial,1)"
    to_locked = f'GotoIf($["${{LOCKED}}" = "1"]?{LOCKED},s,1)'
    begun = begin_call(places, find_district(plan))
    yield from extension("s", *begun, to_locked, misdialled, "Goto(first,1)")
    yield from extension("misdial", f"Playback({places.sounds}/misdial)", "Goto(first,1)")
    yield from extension("first", *ring_first(plan, OPTIONS))
    seats_s = plan.timings.overflow_after_s
    wait = wait_in(plan.emergency_number, seats_s, "overflow")
    at_once = 'GotoIf($["${SURGING}" = "1"]?overflow,1)'
    led = (*to_direct(plan.lines), ASK_SURGE, *to_district(plan))
    yield from extension("seats", *led, at_once, WEIGH_TRAINEES, *wait)
    yield from district_steps(plan)
    yield from surge_steps()
    yield from skill_steps(plan)
    yield from overflow_steps(plan, places)
    yield from extension("ended", *_after_a_talk())
    yield from extension("taken", *_taken())
    yield from extension("h", *end_call())


def _locked(plan: ExchangePlan, places: Places) -> Iterator[str]:
    for name, steps in warn_locked(plan, places):
        yield from extension(name, *steps)
    yield from extension("h", *end_call())


def begin_call(places: Places, district: Iterable[Step] = ()) -> Iterator[Step]:
    """Answer, record from the first second, and tell that a call is here."""
    yield from _clean()
    yield refuse_unheard(places.codecs)
    yield "Answer()"
    yield "Set(CHANNEL(language)=zh)"
    yield "Set(RECORDING=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-rx.wav)t({files}-tx.wav),touch {files}.done)"
    yield "Set(TAPED=1)"
    yield from look_up()
    told = "Called: ${CALLED},Trunk: ${CHANNEL(endpoint)},Recording: ${RECORDING}"
    yield "known", "Set(DISTRICT=)"
    yield from district
    yield f"UserEvent(CallOffered,{told},Notes: ${{NOTES}})"
    yield "Set(BEGUN=${EPOCH})"
    yield "Set(__CALLER=${CHANNEL})"
    yield "Set(__CALLER_ID=${UNIQUEID})"
    number = "${FILTER(0-9+*#,${CALLERID(num)})}"
    came = ("${EPOCH}", number, "${CALLED}", "${CHANNEL(endpoint)}", "${RECORDING}")
    yield note("${UNIQUEID}", BEGUN, *came)
    yield "Set(__CALLER_SPEAKS=${CHANNEL(audionativeformat)})"
    yield f"Set(HEARS={WAITING})"


def _clean() -> Iterator[Step]:
    """Take line ends out of a caller's number and name: Asterisk writes them into events as lines.

    A carrier may send them escaped (%0d%0a); whatever stood behind would be read as told by us.
    """
    yield "Set(CALLERID(num)=${FILTER(0-9+*#,${CALLERID(num)})})"
    yield r"Set(CALLERID(name)=${FILTER(\x20-\x7e\x80-\xff,${CALLERID(name)})})"


def _after_a_talk() -> Iterator[Step]:
    """Tell a hang-up from a death; the leg's own hang-up handler may be a moment later."""
    on_purpose = " | ".join(f'"${{CAUSE}}" = "{cause}"' for cause in ON_PURPOSE)
    yield 'GotoIf($["${SHARED(TAKER)}" != ""]?taken,1)'
    yield "Set(LOOKS=0)"
    yield "look", "Set(CAUSE=${SHARED(LEG_CAUSE)})"
    yield f'GotoIf($["${{CAUSE}}" != "" | ${{LOOKS}} > {CAUSE_LOOKS}]?known)'
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"Wait({CAUSE_LOOK_EVERY_S})"
    yield "Goto(look)"
    yield "known", "Set(SHARED(LEG_CAUSE)=)"
    yield f"GotoIf($[{on_purpose}]?hang-up)"
    yield "UserEvent(SeatLegLost,Leg: ${SHARED(LEG)},Cause: 0${CAUSE})"
    yield "Set(SHARED(LEG)=)"
    yield f"Set(HEARS={AGAIN})"
    yield f"Set(QUEUE_PRIO={PRIO_AGAIN})"
    yield "Goto(seats,1)"
    yield "hang-up", "UserEvent(SeatHungUp,Leg: ${SHARED(LEG)})"
    yield "Hangup(16)"


def _taken() -> Iterator[Step]:
    """Talk to the leader who waits in a bridge of his own; if he does not, to the next seat.

    A moment of another sound goes first: between two talks Debian's Asterisk keeps the encoder of
    what a caller hears, which drops what it takes for late packets; half of all leaders were mute.
    """
    yield told_out_of_room()
    yield "Set(SHARED(IN_ROOM)=)"
    yield "Set(TAKER=${SHARED(TAKER)})"
    yield "Set(SHARED(TAKER)=)"
    yield f"StartMusicOnHold({BETWEEN})"
    yield f"Wait({BETWEEN_TALKS_S})"
    yield "StopMusicOnHold()"
    yield "Bridge(${TAKER})"
    yield 'GotoIf($["${BRIDGERESULT}" = "SUCCESS"]?ended,1)'
    yield "Set(SHARED(LEG_CAUSE)=0)"
    yield "Goto(ended,1)"


def _seat_leg() -> Iterator[str]:
    """Run on the phone's channel: before it rings, when it answered, and when it is gone.

    A phone always gets the other G.711 law than the caller. Debian's Asterisk (its patch
    2016_opus_plc) reuses one decoder for all that a caller hears and drops what it takes for late
    packets: after music, or from the next phone, half of all talks were missing in the recording.
    Through linear samples there is no such decoder. For the same reason a backup line's Local
    channel must be taken out by Asterisk when it talks (no /n): only its far end is such a phone.
    Only the leg that talks tells its end: one from which a leader took the call over is no longer
    it.
    """
    own = '$["${SHARED(LEG,${CALLER})}" = "${UNIQUEID}"]'
    other = '${IF($["${CALLER_SPEAKS}" = "(ulaw)"]?alaw:ulaw)}'
    offer = f"Set(PJSIP_MEDIA_OFFER(audio)=!all,{other})"
    is_phone = '$["${CHANNEL(channeltype)}" = "PJSIP"]'
    yield from extension("ring", f"ExecIf({is_phone}?{offer})", "Return()")
    yield from extension("s", f"GotoIf({is_phone}?talk,1)", "Return()")
    yield from extension(
        "talk",
        "Set(SHARED(LEG,${CALLER})=${UNIQUEID})",
        note("${CALLER_ID}", TALKED, "${EPOCH}", "${CHANNEL(endpoint)}", "${UNIQUEID}"),
        "Set(CHANNEL(hangup_handler_push)=seat-leg,gone,1)",
        *SAY_WHO,
        "Return()",
    )
    yield from extension(
        "gone",
        "GotoIf($[${CHANNEL_EXISTS(${CALLER})} = 0]?over)",
        f"ExecIf({own}?Set(SHARED(LEG_CAUSE,${{CALLER}})=${{HANGUPCAUSE}}))",
        ("over", "Return()"),
    )

"""A seat calls many lines at once: they are asked, or hear an announcement, in one conference.

A server makes the seat's phone ring; from its answer on these files alone ring the lines, count who
accepts, let go of the others and end all of it with the seat. The seat's channel carries what is
shared: SHARED(LEGphone) is the channel of a line that rings, SHARED(ACCEPTED) how many accepted,
SHARED(ENOUGH) that no more are wanted.

Variables of the seat's channel, set by the order: GROUP (its id), KIND, PHONES (with x between),
WANTED (0: all), ASKED_AT. Of a line's: GROUP, KIND, LINE, WANTED, SEATCHAN,
IS_SECOND (1: of its place's second telephone); HAS is what it did.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.group_second_conf import (
    SECOND,
    SECOND_NUMBER,
    SECOND_PHONE,
    second_context,
    second_rings_for_s,
)
from dispatch.adapters.asterisk.dialplan.park_conf import ANSWER_AT_ONCE
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

GROUP, MEMBER, LEG = "group", "group-member", "group-leg"
BETWEEN = "x"
LINES_RING_FOR_S = 25
ASKED_TIMES, KEY_WITHIN_S = 3, 5
ACCEPT, REFUSE = "1", "2"
ALONE = "GotoIf($[${CHANNEL_EXISTS(${SEATCHAN})} = 0]?over,1)"
GIVEN = ("GROUP", "KIND", "LINE", "WANTED", "SEATCHAN", "IS_SECOND")


def group_contexts(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Write the contexts of group calls; without a line there is nobody to call."""
    if plan.lines:
        second_s = second_rings_for_s(plan)
        yield "\n".join((f"[{GROUP}]", *_group(places, second_s), ""))
        yield "\n".join((f"[{MEMBER}]", *_member(places), ""))
        yield "\n".join((f"[{LEG}]", *_leg(second_s), ""))
        yield "\n".join((f"[{SECOND}]", *second_context(plan), ""))


def _group(places: Places, second_s: int) -> Iterator[str]:
    yield from extension("s", *_seat(places, second_s))
    yield from extension("let-go", *_let_go())
    let_go = f"Gosub({GROUP},let-go,1(${{CHANNEL}}))"
    yield from extension("over", let_go, _tell_group("over"), "Return()")


def _seat(places: Places, second_s: int) -> Iterator[Step]:
    """Run on the seat's own phone: record, ring every line at once, speak until the seat ends it.

    Of this recording rx is what the lines say, tx what the seat says: as of a call from a seat.
    """
    begun = "${STRFTIME(${FILTER(0-9,${ASKED_AT})},UTC,%Y%m%d-%H%M%S)}"
    yield f"Set(RECORDING={begun}-${{UNIQUEID}})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-tx.wav)t({files}-rx.wav),touch {files}.done)"
    yield f"Set(CHANNEL(hangup_handler_push)={GROUP},over,1)"
    yield _tell_group("joined")
    yield f"Set(SHARED(PHONES)=${{FILTER(0-9{BETWEEN},${{PHONES}})}})"
    yield "Set(LEFT=${SHARED(PHONES)})"
    yield from _each("speak")
    yield 'GotoIf($["${PJSIP_DIAL_CONTACTS(${LINE})}" != ""]?ring)'
    yield f'GotoIf($["{SECOND_NUMBER}" != ""]?second)'
    yield _tell_line("away")
    yield "Goto(next)"
    yield "ring", _ring("PJSIP/${LINE}", LINES_RING_FOR_S, "${CHANNEL}")
    yield "Goto(next)"
    yield "second", _tell_line("second")
    yield _ring(SECOND_PHONE, second_s, "${CHANNEL}", is_second=True)
    yield "Goto(next)"
    yield "speak", "Set(CONFBRIDGE(user,marked)=yes)"
    yield "Set(CONFBRIDGE(user,quiet)=yes)"
    yield "ConfBridge(${GROUP})"
    yield "Hangup(16)"


def _let_go() -> Iterator[Step]:
    """Hang up on every line that still rings or is asked, of the seat's channel ARG1."""
    yield "Set(LEFT=${SHARED(PHONES,${ARG1})})"
    yield from _each("done")
    yield "Set(LEG=${SHARED(LEG${LINE},${ARG1})})"
    yield 'ExecIf($["${LEG}" != ""]?SoftHangup(${LEG}))'
    yield "Goto(next)"
    yield "done", "Return()"


def _each(then: str) -> Iterator[Step]:
    """Take the next phone of LEFT to LINE; when there is none, go to a label."""
    yield "next", f"Set(LINE=${{CUT(LEFT,{BETWEEN},1)}})"
    yield f"Set(LEFT=${{CUT(LEFT,{BETWEEN},2-)}})"
    yield f'GotoIf($["${{LINE}}" = ""]?{then})'


def _ring(phone: str, for_s: int, seat: str, *, is_second: bool = False) -> str:
    passed = f"${{GROUP}}^${{KIND}}^${{LINE}}^${{WANTED}}^{seat}^{'1' * is_second}"
    return f"Originate({phone},exten,{MEMBER},s,1,{for_s},ab({LEG}^ring^1({passed})))"


def _leg(second_s: int) -> Iterator[str]:
    """Run on a line's channel before it rings, and when it is gone.

    A line that nobody picked up is followed by its place's second telephone, while it is wanted.
    """
    yield from extension(
        "ring",
        *(f"Set({name}=${{ARG{place}}})" for place, name in enumerate(GIVEN, 1)),
        "Set(SHARED(LEG${LINE},${SEATCHAN})=${CHANNEL})",
        f"Set(CHANNEL(hangup_handler_push)={LEG},gone,1)",
        'GotoIf($["${KIND}" != "page" | "${IS_SECOND}" = "1"]?ready)',
        *ANSWER_AT_ONCE,
        ("ready", "Return()"),
    )
    enough = '${IF($["${SHARED(ENOUGH,${SEATCHAN})}" = "1"]?not_needed:no_answer)}'
    done = f'"${{HAS}}${{IS_SECOND}}" != "" | "{SECOND_NUMBER}" = ""'
    yield from extension(
        "gone",
        "Set(AT_END=no_answer)",
        "GotoIf($[${CHANNEL_EXISTS(${SEATCHAN})} = 0]?end)",
        f"Set(AT_END={enough})",
        f'GotoIf($["${{AT_END}}" = "not_needed" | {done}]?end)',
        _tell_line("second"),
        _ring(SECOND_PHONE, second_s, "${SEATCHAN}", is_second=True),
        "Return()",
        ("end", 'ExecIf($["${HAS}" = "accepted"]?Set(AT_END=left))'),
        'ExecIf($["${HAS}" = "refused"]?Set(AT_END=refused))',
        'ExecIf($["${HAS}" = "late"]?Set(AT_END=not_needed))',
        _tell_line("${AT_END}"),
        "Return()",
    )


def _member(places: Places) -> Iterator[str]:
    """Run on a line's channel, which was answered; one whose seat is gone is let go."""
    yield from extension(
        "s",
        ALONE,
        "Set(HAS=answered)",
        'GotoIf($["${KIND}" = "page"]?hear,1)',
        _tell_line("answered"),
        "Set(ASKED=0)",
        ("ask", f"GotoIf($[${{ASKED}} >= {ASKED_TIMES}]?over,1)"),
        "Set(ASKED=$[${ASKED} + 1])",
        f"Read(KEY,{places.sounds}/group_ask,1,,1,{KEY_WITHIN_S})",
        f'GotoIf($["${{KEY}}" = "{ACCEPT}"]?accept,1)',
        f'GotoIf($["${{KEY}}" = "{REFUSE}"]?refuse,1)',
        "Goto(ask)",
    )
    yield from extension("accept", ALONE, *_accept())
    yield from extension("late", "Set(HAS=late)", f"Playback({places.sounds}/group_full)", _END)
    yield from extension("refuse", "Set(HAS=refused)", _tell_line("refused"), _END)
    heard = ("Set(HAS=accepted)", _tell_line("accepted"), "Set(CONFBRIDGE(user,startmuted)=yes)")
    yield from extension("hear", *heard, "Goto(join,1)")
    with_the_seat = ("end_marked", "wait_marked", "quiet")
    options = (f"Set(CONFBRIDGE(user,{one})=yes)" for one in with_the_seat)
    yield from extension("join", *options, "ConfBridge(${GROUP})", _END)
    yield from extension("over", _END)


_END = "Hangup(16)"


def _accept() -> Iterator[Step]:
    """Count who accepts, one at a time; the last that is wanted lets the others go."""
    yield f"Set(MUTEX=${{LOCK({GROUP}${{GROUP}})}})"
    yield "Set(SO_FAR=0${SHARED(ACCEPTED,${SEATCHAN})})"
    yield "GotoIf($[${WANTED} > 0 & ${SO_FAR} >= ${WANTED}]?late)"
    yield "Set(SO_FAR=$[${SO_FAR} + 1])"
    yield "Set(SHARED(ACCEPTED,${SEATCHAN})=${SO_FAR})"
    yield "Set(SHARED(LEG${LINE},${SEATCHAN})=)"
    yield f"Set(MUTEX=${{UNLOCK({GROUP}${{GROUP}})}})"
    yield "Set(HAS=accepted)"
    yield _tell_line("accepted")
    yield "GotoIf($[${WANTED} = 0 | ${SO_FAR} < ${WANTED}]?join,1)"
    yield "Set(SHARED(ENOUGH,${SEATCHAN})=1)"
    yield "Set(OWN=${LINE})"
    yield f"Gosub({GROUP},let-go,1(${{SEATCHAN}}))"
    yield "Set(LINE=${OWN})"
    yield "Goto(join,1)"
    yield "late", f"Set(MUTEX=${{UNLOCK({GROUP}${{GROUP}})}})"
    yield "Goto(late,1)"


def _tell_group(state: str) -> str:
    return f"UserEvent(GroupCall,Group: ${{GROUP}},State: {state},Recording: ${{RECORDING}})"


def _tell_line(state: str) -> str:
    return f"UserEvent(GroupLine,Group: ${{GROUP}},Line: ${{LINE}},State: {state})"

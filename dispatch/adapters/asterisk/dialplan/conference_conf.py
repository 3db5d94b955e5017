"""Consultation, three-way talk and conference: contexts that only an order of a server reaches.

All three are one room (ConfBridge). A seat's leg is marked there; a caller is not, so that Asterisk
itself sends him on when the last marked leg is gone. He runs in a context of his own from the
moment in which he is taken out of his talk, and every way in it comes to a seat again: held, he
looks for himself whether anybody is there to talk to; in the room, the end of the last seat is to
him what the end of the seat's leg is in an ordinary talk (`ended` in extensions.conf). So no server
is needed to keep him. Nobody has a key here.

Variables set by the order: CONFERENCE (the room), MEMBER (of each leg), CALLER and CALLER_ID (his
channel and its unique id; empty where there is no caller), ROLE (opener, seat, carrier, outside),
MIX (name of the recording of all), TARGET (a phone or number to dial), NUMBER (shown there).
Shared on the caller's channel: OPENER_GONE and REFUSED end a consultation, RINGS says that somebody
is being rung, IN_ROOM names the room that he is in or about to come into, LEG and LEG_CAUSE are
those of extensions.conf.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.call_notes import GONE, note
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.plan import RECORDINGS, ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, BETWEEN, HOLD, RINGS
from dispatch.adapters.asterisk.dialplan.screening import PRIO_AGAIN
from dispatch.adapters.asterisk.dialplan.sections import section, sections
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

FILE = "conference.conf"
ROOMS = "confbridge.conf"
HELD_CALLER, MEMBER, DIAL = "conference-caller", "conference-member", "conference-dial"
OPENER, SEAT, CARRIER, OUTSIDE = "opener", "seat", "carrier", "outside"
HOLD_CALLER, JOIN, COME = "hold", "join", "in"
# Who dials in is asked here; as a group it counts who is asked, who waits and who is in.
DIAL_IN = "dial-in"
# A leader who barges in: in this group his leg counts for nobody's company.
LEADER, LEADERS = "leader", "leaders"
MOST_LEGS = 40
RINGS_FOR_S = 30
LOOK_EVERY_S, SEAT_COMES_WITHIN_S, NOBODY_CAME_AFTER_S = 0.2, 5, 45
# The moment of another sound that gives a channel a fresh encoder; see [seat-leg].
BETWEEN_S = 0.1
TRUNK_FAILED = (0, 3, 20, 27, 34, 38, 41, 42, 44, 58)
ABOUT = "Conference: ${CONFERENCE},Member: ${MEMBER},Call: ${CALLER_ID}"
SEATS = "0${CONFBRIDGE_INFO(marked,${CONFERENCE})}"
_CALLER_LIVES = "${CHANNEL_EXISTS(${CALLER})} = 1"


def conference_conf(plan: ExchangePlan, places: Places) -> str:
    """Write conference.conf."""
    return sections(
        (
            "\n".join((f"[{HELD_CALLER}]", *_callers_way(), "")),
            "\n".join((f"[{MEMBER}]", *_members_way(places), "")),
            "\n".join((f"[{DIAL}]", *_dialling(plan), "")),
        )
    )


def confbridge_conf() -> str:
    """Write confbridge.conf: no menu, no announcement, everybody mixed at telephone quality.

    Whoever is alone in the room hears that somebody is being rung, or that he is to wait.
    """
    quiet = (("type", "user"), ("quiet", "yes"), ("announce_user_count", "no"))
    alone = ("music_on_hold_when_empty", "yes")
    common = (*quiet, alone, ("dsp_drop_silence", "no"), ("dtmf_passthrough", "no"))
    unmarked = (*common, ("end_marked", "yes"), ("music_on_hold_class", HOLD))
    return sections(
        (
            section("general"),
            section(
                "conference",
                ("type", "bridge"),
                ("max_members", MOST_LEGS),
                ("internal_sample_rate", 8000),
                ("mixing_interval", 20),
                ("video_mode", "none"),
            ),
            section(SEAT, *common, ("marked", "yes"), ("music_on_hold_class", RINGS)),
            section("caller", *unmarked),
            section(OUTSIDE, *unmarked),
            section(LEADER, *unmarked),
        )
    )


def told_out_of_room() -> str:
    """Write how a caller's channel tells that it was taken out of a room, if it was in one."""
    told = f"UserEvent(ConferenceLeft,{ABOUT},Cause: 016)"
    return f'ExecIf($["${{SHARED(IN_ROOM)}}" != ""]?{told})'


def out_of_room() -> Iterator[str]:
    """Write what a caller's channel does that an order took out of a room to somewhere else."""
    yield told_out_of_room()
    yield 'ExecIf($["${SHARED(IN_ROOM)}" != ""]?Set(SHARED(LEG)=${UNIQUEID}))'
    yield "Set(SHARED(IN_ROOM)=)"


def _callers_way() -> Iterator[str]:
    yield from extension(HOLD_CALLER, *_hold())
    yield from extension(JOIN, *_join())
    yield from extension("left", *_left())
    yield from extension("lost", *_lost())
    gone = note("${UNIQUEID}", GONE, "${EPOCH}", "${HANGUPCAUSE}")
    yield from extension("h", gone, f"UserEvent(ConferenceLeft,{ABOUT},Cause: 0${{HANGUPCAUSE}})")


def _hold() -> Iterator[Step]:
    """Wait, reassured, while the seat talks to somebody else, and see that somebody comes back."""
    longest, soon = _looks(NOBODY_CAME_AFTER_S), _looks(SEAT_COMES_WITHIN_S)
    yield "Set(LOOKS=0)"
    for name in ("LEG_CAUSE", "OPENER_GONE", "REFUSED", "RINGS", "IN_ROOM"):
        yield f"Set(SHARED({name})=)"
    yield "Set(MET=0)"
    yield f"StartMusicOnHold({HOLD})"
    yield f"UserEvent(ConferenceHeld,{ABOUT})"
    yield "look", f"Wait({LOOK_EVERY_S})"
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield 'GotoIf($["${ENDING}" = "1"]?left,1)'
    yield f"Set(SEATS={SEATS})"
    leaders = f"${{GROUP_COUNT(${{CONFERENCE}}@{LEADERS})}}"
    yield f"Set(HERE=$[0${{CONFBRIDGE_INFO(parties,${{CONFERENCE}})}} - {leaders}])"
    yield "ExecIf($[${HERE} > 1]?Set(MET=1))"
    yield "GotoIf($[${SEATS} = 0]?nobody)"
    yield 'GotoIf($["${SHARED(OPENER_GONE)}${SHARED(REFUSED)}" != ""]?join,1)'
    yield "GotoIf($[${MET} = 1 & ${HERE} = 1]?join,1)"
    yield f"GotoIf($[${{MET}} = 0 & ${{LOOKS}} > {longest}]?join,1)"
    yield "Goto(look)"
    yield "nobody", 'GotoIf($[${MET} = 1 | "${SHARED(REFUSED)}" != ""]?lost,1)'
    yield f"GotoIf($[${{LOOKS}} < {soon}]?look)"
    rings = '"${SHARED(OPENER_GONE)}" != "" & "${SHARED(RINGS)}" != ""'
    yield f"GotoIf($[{rings} & ${{LOOKS}} < {longest}]?look:lost,1)"


def _join() -> Iterator[Step]:
    """Come into the room once a seat is there; IN_ROOM first, so that its end is not missed."""
    yield "Set(LOOKS=0)"
    yield "Set(SHARED(LEG_CAUSE)=)"
    yield "Set(SHARED(IN_ROOM)=${CONFERENCE})"
    yield f"StartMusicOnHold({BETWEEN})"
    yield "look", f"Wait({BETWEEN_S})"
    yield f"GotoIf($[{SEATS} > 0]?enter)"
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"GotoIf($[${{LOOKS}} > {int(SEAT_COMES_WITHIN_S / BETWEEN_S)}]?lost,1:look)"
    yield "enter", "StopMusicOnHold()"
    yield f"UserEvent(ConferenceIn,{ABOUT})"
    yield "ConfBridge(${CONFERENCE},,caller)"
    yield "Goto(left,1)"


def _left() -> Iterator[Step]:
    """Go on where the last seat is gone: somebody outside stayed behind, or it was a talk of two.

    A seat that hangs up on purpose ends a talk of two, as ever; with somebody else still there it
    only leaves, and the caller goes to the next seat.
    """
    yield "Set(SHARED(IN_ROOM)=)"
    yield "StopMusicOnHold()"
    yield 'GotoIf($["${ENDING}" = "1"]?end)'
    yield f"GotoIf($[${{GROUP_COUNT(${{CONFERENCE}}@{OUTSIDE})}} > 0]?lost,1)"
    yield f"UserEvent(ConferenceLeft,{ABOUT},Cause: 00)"
    yield f"Goto({CALLERS},ended,1)"
    yield "end", f"UserEvent(ConferenceLeft,{ABOUT},Cause: 016)"
    yield "UserEvent(SeatHungUp,Leg: ${CONFERENCE})"
    yield "Hangup(16)"


def _lost() -> Iterator[Step]:
    """Go to the head of the queue, as when a seat's leg died."""
    yield "Set(SHARED(IN_ROOM)=)"
    yield "StopMusicOnHold()"
    yield f"UserEvent(ConferenceLeft,{ABOUT},Cause: 00)"
    yield "UserEvent(SeatLegLost,Leg: ${CONFERENCE},Cause: 00)"
    yield "Set(SHARED(LEG_CAUSE)=)"
    yield f"Set(HEARS={AGAIN})"
    yield f"Set(QUEUE_PRIO={PRIO_AGAIN})"
    yield f"Goto({CALLERS},seats,1)"


def _members_way(places: Places) -> Iterator[str]:
    yield from extension(COME, *_come(places))
    yield from extension("gone", *_gone())


def _come(places: Places) -> Iterator[Step]:
    """Come into the room: recorded by itself, and with all others by whoever was first.

    ConfBridge cuts options and command of a recording at 127 characters and says nothing, so their
    length must not depend on where recordings lie: a name without a folder is one below Asterisk's
    own MONITOR, which is a link to them; `^{}` is filled in when the command runs.
    """
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"Set(CHANNEL(hangup_handler_push)={MEMBER},gone,1)"
    yield 'GotoIf($["${RECORDING}" != ""]?recorded)'
    yield "Set(RECORDING=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    yield f"MixMonitor(,r({files}-rx.wav)t({files}-tx.wav),touch {files}.done)"
    yield "recorded", f"StartMusicOnHold({BETWEEN})"
    yield f'ExecIf($["${{ROLE}}" = "{OUTSIDE}"]?Set(GROUP({OUTSIDE})=${{CONFERENCE}}))'
    yield f"Set(GROUP({DIAL_IN})=in)"
    yield f"ExecIf($[{_CALLER_LIVES}]?Set(SHARED(LEG,${{CALLER}})=${{CONFERENCE}}))"
    yield f"Wait({BETWEEN_S})"
    yield "StopMusicOnHold()"
    yield "Set(CONFBRIDGE(bridge,template)=conference)"
    yield 'GotoIf($["${MIX}" = ""]?come)'
    yield "Set(CONFBRIDGE(bridge,record_conference)=yes)"
    yield "Set(CONFBRIDGE(bridge,record_file_timestamp)=no)"
    yield "Set(CONFBRIDGE(bridge,record_file)=${MIX}-tx.wav)"
    yield "Set(CONFBRIDGE(bridge,record_options)=r(${MIX}-rx.wav))"
    yield f"Set(CONFBRIDGE(bridge,record_command)=touch ^{{{RECORDINGS}}}/${{MIX}}.done)"
    yield "come", f"UserEvent(ConferenceIn,{ABOUT},Recording: ${{RECORDING}})"
    yield f'ConfBridge(${{CONFERENCE}},,${{IF($["${{ROLE}}" = "{OUTSIDE}"]?{OUTSIDE}:{SEAT})}})'
    yield "Wait(1)"
    yield "Hangup(16)"


def _gone() -> Iterator[Step]:
    """Tell that a leg is gone; the last seat sends the caller on, lest he be there alone.

    LEG names the room for as long as he belongs to it: who leaves it later is nothing to him.
    """
    yield f"UserEvent(ConferenceLeft,{ABOUT},Cause: 0${{HANGUPCAUSE}})"
    yield f"GotoIf($[{_CALLER_LIVES}]?:over)"
    yield f'ExecIf($["${{ROLE}}" = "{OPENER}"]?Set(SHARED(OPENER_GONE,${{CALLER}})=1))'
    yield f'GotoIf($["${{ROLE}}" = "{OUTSIDE}" | {SEATS} > 0]?over)'
    elsewhere = '"${SHARED(LEG,${CALLER})}" != "${CONFERENCE}"'
    yield f"GotoIf($[{elsewhere}]?over)"
    yield "Set(SHARED(LEG,${CALLER})=${UNIQUEID})"
    yield "Set(SHARED(LEG_CAUSE,${CALLER})=${HANGUPCAUSE})"
    still = '"${SHARED(IN_ROOM,${CALLER})}" = "${CONFERENCE}"'
    yield f"ExecIf($[{still}]?ChannelRedirect(${{CALLER}},{HELD_CALLER},left,1))"
    yield "over", "Return()"


def _dialling(plan: ExchangePlan) -> Iterator[str]:
    """Ring a phone for the room on a channel of its own, which is gone once somebody answered.

    G: whoever answered goes his own way at the second step of `up`, the dialling channel at the
    first.
    """
    rings = f"{RINGS_FOR_S},b({DIAL}^ring^1)G({DIAL}^up^1)"
    begin = f"Set(CHANNEL(hangup_handler_push)={DIAL},over,1)"
    target = "Set(TARGET=${FILTER(0-9+*#,${TARGET})})"
    shown = "Set(CALLERID(num)=${FILTER(0-9+*#,${NUMBER})})"
    dial = f"Dial(PJSIP/${{TARGET}},{rings})"
    yield from extension(SEAT, begin, target, shown, dial, "Hangup(16)")
    yield from extension(OUTSIDE, begin, target, *_over_trunks(plan, rings))
    yield from extension(
        "ring", "Gosub(seat-leg,ring,1)", f"UserEvent(ConferenceRings,{ABOUT})", "Return()"
    )
    yield from extension("up", "Goto(answered,1)", f"Goto({MEMBER},{COME},1)")
    yield from extension("answered", "Set(ANSWERED=1)", "Hangup(16)")
    yield from extension("over", *_never_came())


def _over_trunks(plan: ExchangePlan, rings: str) -> Iterator[Step]:
    number = plan.emergency_number
    failed = " | ".join(f"0${{HANGUPCAUSE}} = {cause}" for cause in TRUNK_FAILED)
    yield f"Set(CALLERID(all)={number} <{number}>)"
    for trunk in sorted(plan.trunks, key=lambda one: one.priority):
        yield f"Dial(PJSIP/${{TARGET}}@{trunk.name},{rings})"
        yield 'GotoIf($["${DIALSTATUS}" = "NOANSWER"]?over)'
        yield f"GotoIf($[{failed}]?:over)"
    yield "over", "Hangup(16)"


def _never_came() -> Iterator[Step]:
    """Tell why nobody came; the caller who waits for it then goes back to the seat."""
    told = f"{ABOUT},Status: ${{DIALSTATUS}},Cause: 0${{HANGUPCAUSE}}"
    yield 'GotoIf($["${ANSWERED}" = "1"]?over)'
    yield f"UserEvent(ConferenceLeft,{told})"
    yield f"ExecIf($[{_CALLER_LIVES}]?Set(SHARED(REFUSED,${{CALLER}})=1))"
    yield "over", "Return()"


def _looks(seconds: float) -> int:
    return int(seconds / LOOK_EVERY_S)

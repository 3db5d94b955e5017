"""Dialling in to a conference: a number is asked for the code of a room and waits outside it.

The code leads to the door only; a seat in the room lets him in, by an order of a server. A server
writes the doors to the exchange's own memory, DOORS/code = room|until|caller's id|his channel, and
the files look there themselves. Few are asked at once, each a few times. Whoever says nothing or
has no code may have an emergency: he comes to the callers. Who has one has none: he may be let go.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.conference_conf import (
    ABOUT,
    DIAL_IN,
    MEMBER,
    OUTSIDE,
    SEATS,
)
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.queues_conf import HOLD
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.domain.dial_in import CODE_DIGITS

WAITS, DOORS = "dial-in-waits", "dial-in"
BETWEEN = "|"
MOST_ASKED, MOST_WAITING = 4, 10
TRIES, KEY_WITHIN_S = 3, 7
LET_IN_WITHIN_S = 300
REFUSED = 21  # ITU-T Q.850: call rejected


def dial_in_contexts(plan: ExchangePlan, places: Places) -> Iterator[str]:
    """Write the contexts; without a number nobody dials in."""
    if plan.dial_in_number:
        asked = extension("s", *_ask(places))
        yield "\n".join((f"[{DIAL_IN}]", *asked, *extension("door", *_door()), ""))
        yield "\n".join((f"[{WAITS}]", *extension("s", *_wait()), ""))


def dialled_by_a_phone(plan: ExchangePlan) -> Iterator[str]:
    """Let a telephone of the centre's own dial a code, and nothing else."""
    if plan.dial_in_number:
        yield from extension(
            f"_{'X' * CODE_DIGITS}",
            "Set(CODE=${EXTEN})",
            f"Gosub({DIAL_IN},door,1)",
            f'GotoIf($["${{CONFERENCE}}" != ""]?{WAITS},s,1)',
            f"Hangup({REFUSED})",
        )


def _ask(places: Places) -> Iterator[Step]:
    yield f"Set(GROUP({DIAL_IN})=asked)"
    yield f"GotoIf($[${{GROUP_COUNT(asked@{DIAL_IN})}} > {MOST_ASKED}]?call)"
    yield "Answer()"
    yield "Set(TRIES=0)"
    yield "ask", f"GotoIf($[${{TRIES}} >= {TRIES}]?call)"
    yield "Set(TRIES=$[${TRIES} + 1])"
    yield f"Read(CODE,{places.sounds}/dial_in,{CODE_DIGITS},,1,{KEY_WITHIN_S})"
    yield 'GotoIf($["${CODE}" = ""]?call)'
    yield f"Gosub({DIAL_IN},door,1)"
    yield 'GotoIf($["${CONFERENCE}" = ""]?ask)'
    yield f"Goto({WAITS},s,1)"
    yield "call", f"Set(GROUP({DIAL_IN})=call)"
    yield f"Goto({CALLERS},s,1)"


def _door() -> Iterator[Step]:
    """Find the room of CODE; CONFERENCE is empty where there is none, or nobody in it."""
    yield "Set(CONFERENCE=)"
    yield f"Set(DOOR=${{DB({DOORS}/${{FILTER(0-9,${{CODE}})}})}})"
    yield 'GotoIf($["${DOOR}" = ""]?over)'
    room, until, caller_id, caller = (f"${{CUT(DOOR,{BETWEEN},{at})}}" for at in range(1, 5))
    yield f"GotoIf($[0{until} < ${{EPOCH}}]?over)"
    yield f"Set(CONFERENCE={room})"
    yield f"ExecIf($[{SEATS} = 0]?Set(CONFERENCE=))"
    yield f"Set(CALLER_ID={caller_id})"
    yield f"Set(CALLER={caller})"
    yield "over", "Return()"


def _wait() -> Iterator[Step]:
    """Wait, reassured, until a server leads him in, as long as there is somebody to do it."""
    yield "Answer()"
    yield f"Set(GROUP({DIAL_IN})=waits)"
    yield f"GotoIf($[${{GROUP_COUNT(waits@{DIAL_IN})}} > {MOST_WAITING}]?over)"
    yield f"Set(ROLE={OUTSIDE})"
    yield "Set(MEMBER=${UUID()})"
    yield f"Set(CHANNEL(hangup_handler_push)={MEMBER},gone,1)"
    yield f"UserEvent(ConferenceKnocks,{ABOUT},Number: ${{FILTER(0-9+*#,${{CALLERID(num)}})}})"
    yield f"StartMusicOnHold({HOLD})"
    yield "Set(LOOKS=0)"
    yield "look", "Wait(1)"
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"GotoIf($[{SEATS} = 0 | ${{LOOKS}} > {LET_IN_WITHIN_S}]?over:look)"
    yield "over", "Hangup(16)"

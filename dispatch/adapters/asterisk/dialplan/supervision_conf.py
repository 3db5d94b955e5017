"""The leader's way into a running talk: a context that only an order of a server reaches.

The leader's own phone is called, then it listens to the seat's channel (ChanSpy), and changes how
it is heard by being sent to another extension here. A phone that does not answer, a leader who
leaves and an order that fails leave the talk as it was. Only a take over ends the seat's leg; the
caller's own dialplan then fetches the leader, or goes back to the queue, see `taken` there.

The leader's leg is recorded by itself from its first second (rx: what he says, tx: what he hears),
because the recording of the call does not hold what he whispers. A change of mode costs him, and
nobody else, about 0.15 s of the talk (measured); unlike with ChanSpy's keys no telephone can do it
by itself, unasked and unaudited. In a room of several ChanSpy would let the seat alone hear who
barges in: there he is one more in the room, unmarked, and in a group of his own, so that he never
counts as somebody who came to talk to the caller.

Variables of his leg, set by the order: SUPERVISION (its id), CALL (the caller's unique id), CALLER
(his channel), SPIED and SEAT_LEG (the seat's channel by its unique id and by name), BEGIN (the
first extension); and the handler `gone`, so that a phone which never answers tells it too.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.conference_conf import LEADER, LEADERS
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.plan import Places
from dispatch.adapters.asterisk.dialplan.queues_conf import BETWEEN
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

SUPERVISION = "supervision"
# q: no beep. u: the one channel of this unique id. E: end with it. S: end when it is not there.
_SPY = "quES"
# Nobody but the leader hears more; the seat hears him (w); both hear him (B).
BARGE = "barge"
SPIES = {"listen": _SPY, "whisper": f"{_SPY}w", BARGE: f"{_SPY}B"}
OUT_OF_ROOM = f"Set(GROUP({LEADERS})=)"
FETCHED_WITHIN_S = 5
TAKE_OVER, BEGIN, GONE = "take_over", "begin", "gone"


def supervision_context(places: Places) -> str:
    """Write the context."""
    return "\n".join((f"[{SUPERVISION}]", *_steps(places), ""))


def _steps(places: Places) -> Iterator[str]:
    yield from extension(BEGIN, *_begin(places))
    for mode in ("listen", "whisper"):
        yield from extension(mode, _tell(mode), OUT_OF_ROOM, _spy(mode), "Hangup(16)")
    yield from extension(BARGE, *_barge())
    yield from extension(TAKE_OVER, *_take_over(), ("over", "Hangup(16)"))
    yield from extension(GONE, *_gone())


def _begin(places: Places) -> Iterator[str]:
    yield "Set(RECORDING=${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID})"
    files = f"{places.recordings}/${{RECORDING}}"
    yield f"MixMonitor(,r({files}-rx.wav)t({files}-tx.wav),touch {files}.done)"
    yield "Goto(${BEGIN},1)"


def _barge() -> Iterator[Step]:
    """Be heard by all of the talk: LEG names the room where it is one."""
    yield _tell(BARGE)
    yield "Set(ROOM=${SHARED(LEG,${CALLER})})"
    yield "GotoIf($[0${CONFBRIDGE_INFO(parties,${ROOM})} > 0]?room)"
    yield _spy(BARGE)
    yield "Hangup(16)"
    yield "room", f"Set(GROUP({LEADERS})=${{ROOM}})"
    yield f"ConfBridge(${{ROOM}},,{LEADER})"
    yield "Hangup(16)"


def _take_over() -> Iterator[str]:
    """Wait to be fetched by the caller's own dialplan, and end the seat's leg: see `taken` there.

    From here on the leader's leg is the one whose end is the end of the talk (LEG), and the seat's
    end no longer is. Out of a room of several he is led; the others' talk ends with its last seat.
    Nobody who waits here longer than a few seconds will be fetched any more.
    """
    yield "GotoIf($[${CHANNEL_EXISTS(${SEAT_LEG})} = 0]?over)"
    yield "Set(CHANNEL(hangup_handler_push)=seat-leg,gone,1)"
    yield _tell(TAKE_OVER)
    yield OUT_OF_ROOM
    yield "Set(SHARED(LEG,${CALLER})=${UNIQUEID})"
    yield "Set(SHARED(TAKER,${CALLER})=${CHANNEL})"
    in_room = '"${SHARED(IN_ROOM,${CALLER})}" != ""'
    yield f"ExecIf($[{in_room}]?ChannelRedirect(${{CALLER}},{CALLERS},taken,1))"
    yield "SoftHangup(${SEAT_LEG})"
    yield f"BridgeWait(${{SUPERVISION}},participant,e(m)m({BETWEEN})S({FETCHED_WITHIN_S}))"


def _gone() -> Iterator[str]:
    yield f"UserEvent(SupervisionEnded,{_about()},Cause: 0${{HANGUPCAUSE}})"
    yield "Return()"


def _spy(mode: str) -> str:
    return f"ChanSpy(${{SPIED}},{SPIES[mode]})"


def _tell(mode: str) -> str:
    return f"UserEvent(Supervision,{_about()},Mode: {mode},Recording: ${{RECORDING}})"


def _about() -> str:
    return "Supervision: ${SUPERVISION},Call: ${CALL}"

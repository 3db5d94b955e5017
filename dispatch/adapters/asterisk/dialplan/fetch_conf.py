"""A seat fetches one waiting caller out of the queue: only an order of a server leads here.

The seat's phone answers by itself. Whoever cannot be fetched goes to the head of the queue; one
whom a seat answered in that very instant is told as lost by that seat, and then comes here.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS, LEAVING
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, HOLD
from dispatch.adapters.asterisk.dialplan.screening import PRIO_AGAIN
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

FETCH = "fetch"
# The variable that names the phone.
FETCHER = "FETCHER"
RINGS_FOR_S = 10
MUSIC_S = 0.1
# Call-Info as in RFC 3261 with answer-after as most telephones know it, Alert-Info for the others.
_BY_ITSELF = (
    "Set(PJSIP_HEADER(add,Call-Info)=<sip:dispatch>\\;answer-after=0)",
    "Set(PJSIP_HEADER(add,Alert-Info)=<http://localhost>\\;info=alert-autoanswer)",
)


def fetch_contexts() -> Iterator[str]:
    """Write the context of the caller and that of the phone's leg."""
    yield "\n".join((f"[{FETCH}]", *extension("s", *_fetch()), ""))
    yield "\n".join(("[fetch-leg]", *extension("ring", *_ring()), ""))


def _fetch() -> Iterator[Step]:
    """Run on the caller's channel. A message that he was leaving ends here and is kept."""
    yield "Set(__CALL_ID=${UNIQUEID})"
    yield f'GotoIf($["${{{LEAVING}}}" = ""]?said)'
    yield "Set(CHANNEL(hangup_handler_pop)=)"
    yield f"Gosub({CALLERS},message-left,1)"
    yield "said", 'GotoIf($["${SHARED(LEG)}" = ""]?waits)'
    yield from lose_leg()
    yield "waits", f"Set(PHONE=${{FILTER(0-9,${{{FETCHER}}})}})"
    yield from _fresh_encoder()
    options = f"gm({AGAIN})b(fetch-leg^ring^1)U(transfer-leg)"
    yield f"Dial(PJSIP/${{PHONE}},{RINGS_FOR_S},{options})"
    yield f'GotoIf($["${{DIALSTATUS}}" = "ANSWER"]?{CALLERS},ended,1)'
    yield f"Set(HEARS={AGAIN})"
    yield f"Set(QUEUE_PRIO={PRIO_AGAIN})"
    yield f"Goto({CALLERS},seats,1)"


def lose_leg() -> Iterator[str]:
    """Tell that the leg which just began to talk lost its caller; its end means nothing now."""
    yield "UserEvent(SeatLegLost,Leg: ${SHARED(LEG)},Cause: 00)"
    yield "Set(SHARED(LEG)=)"
    yield "Set(SHARED(LEG_CAUSE)=)"
    yield from _fresh_encoder()


def _fresh_encoder() -> Iterator[str]:
    """Let the caller hear a moment of music, however soon the phone answers; see [transfer].

    Without it every second caller who was fetched while he left a message heard nobody.
    """
    yield f"StartMusicOnHold({HOLD})"
    yield f"Wait({MUSIC_S})"
    yield "StopMusicOnHold()"


def _ring() -> Iterator[str]:
    """Run on the phone's channel before it rings."""
    yield from _BY_ITSELF
    yield "Gosub(transfer-leg,ring,1)"
    yield "Return()"

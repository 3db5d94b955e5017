"""Where a caller waits whom a seat parked, and how a seat fetches him or one that rings elsewhere.

A server leads him here; from then on these files alone bring him back: to the seat that parked him,
then to the head of the queue. He is never hung up on, and hears that he is not forgotten.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan
from dispatch.adapters.asterisk.dialplan.queues_conf import AGAIN, HOLD, PARKED
from dispatch.adapters.asterisk.dialplan.screening import PRIO_AGAIN
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import (
    LEG_LOOK_EVERY_S,
    LEG_LOOKS,
    MUSIC_S,
)
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

PARK, PICK_UP, PICK_UP_LEG = "park", "pick-up", "pick-up-leg"
# A phone that answers by itself does so at once; one on a desk is lifted.
PICKER_RINGS_FOR_S = 10
ANSWER_AT_ONCE = (
    "Set(PJSIP_HEADER(add,Call-Info)=<sip:dispatch>\\;answer-after=0)",
    "Set(PJSIP_HEADER(add,Alert-Info)=<http://localhost>\\;info=alert-autoanswer)",
)


def park_contexts(plan: ExchangePlan) -> Iterator[str]:
    """Write the contexts of parking and picking up."""
    yield "\n".join((f"[{PARK}]", *extension("s", *_park(plan)), ""))
    yield "\n".join((f"[{PICK_UP}]", *extension("s", *_pick_up()), ""))
    yield "\n".join((f"[{PICK_UP_LEG}]", *_pick_up_leg(), ""))


def _park(plan: ExchangePlan) -> Iterator[Step]:
    """Keep the caller for the site's time, then ring the seat that parked him.

    That seat's phone is waited for, as in a transfer, and so is a moment of music: see there.
    """
    yield "Set(__CALL_ID=${UNIQUEID})"
    yield "UserEvent(CallParked,Seat: ${FILTER(0-9,${PARKER})})"
    yield from part_from_seat()
    yield f"MusicOnHold({PARKED},{plan.timings.park_returns_after_s})"
    yield from _ring("PARKER", plan.timings.transfer_back_rings_s, "transfer-leg")


def _pick_up() -> Iterator[Step]:
    """Ring the seat that asked for the caller; its phone answers by itself."""
    yield "Set(__CALL_ID=${UNIQUEID})"
    yield from part_from_seat()
    yield from _ring("PICKER", PICKER_RINGS_FOR_S, PICK_UP_LEG)


def part_from_seat() -> Iterator[Step]:
    """Wait a moment for the end of a leg that talked; where none did, LEG holds nothing."""
    yield f"StartMusicOnHold({HOLD})"
    yield f"Wait({MUSIC_S})"
    yield "Set(LOOKS=0)"
    talked = '"${SHARED(LEG)}" = "" | "${SHARED(LEG_CAUSE)}" != ""'
    yield "look", f"GotoIf($[{talked} | ${{LOOKS}} > {LEG_LOOKS}]?parted)"
    yield "Set(LOOKS=$[${LOOKS} + 1])"
    yield f"Wait({LEG_LOOK_EVERY_S})"
    yield "Goto(look)"
    yield "parted", "Set(SHARED(LEG_CAUSE)=)"
    yield "Set(SHARED(LEG)=)"
    yield "StopMusicOnHold()"


def _ring(phone: str, rings_s: int, leg: str) -> Iterator[Step]:
    options = f"gm({HOLD})b({leg}^ring^1)U(transfer-leg)"
    yield f"Dial(PJSIP/${{FILTER(0-9,${{{phone}}})}},{rings_s},{options})"
    yield 'GotoIf($["${DIALSTATUS}" = "ANSWER"]?emergency,ended,1)'
    yield f"Set(HEARS={AGAIN})"
    yield f"Set(QUEUE_PRIO={PRIO_AGAIN})"
    yield "Goto(emergency,seats,1)"


def _pick_up_leg() -> Iterator[str]:
    yield from extension("ring", *ANSWER_AT_ONCE, "Gosub(transfer-leg,ring,1)", "Return()")

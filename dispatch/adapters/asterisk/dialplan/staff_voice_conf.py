"""The staff number 工号 of who answered, spoken into the caller's ear while the talk goes on.

Only where a server keeps it in the exchange's memory (astdb): worker/PHONE, the digits of who sits
there; a site must want it. A channel of its own speaks, as in `silent_conf`, see there: nothing
waits for it, and when it fails nothing is said.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import Places
from dispatch.adapters.asterisk.dialplan.silent_conf import EAR, INTO_THE_EAR, PAUSE_S, VOICE
from dispatch.adapters.asterisk.dialplan.steps import extension

STAFF_VOICE = "staff-voice"
SET_UP_WITHIN_S = 10
# Run on the phone's channel, which has answered: begun, and not waited for.
_GIVEN = "v(EAR=${CALLER_ID}^STAFF=${WORKER})"
_SPEAKER, _LISTENER = f"Local/{VOICE}@{STAFF_VOICE}", f"exten,{STAFF_VOICE},{EAR},1"
_BEGIN = f"Originate({_SPEAKER},{_LISTENER},{SET_UP_WITHIN_S},a{_GIVEN})"
SAY_WHO = (
    "Set(WORKER=${FILTER(0-9,${DB(worker/${CHANNEL(endpoint)})})})",
    f'ExecIf($["${{WORKER}}" != ""]?{_BEGIN})',
)


def staff_voice_context(places: Places) -> str:
    """Write the context."""
    return "\n".join((f"[{STAFF_VOICE}]", *_steps(places), ""))


def _steps(places: Places) -> Iterator[str]:
    yield from extension(EAR, "Answer()", f"ChanSpy(${{EAR}},{INTO_THE_EAR})", "Hangup(16)")
    yield from extension(
        VOICE,
        "Answer()",
        "Set(CHANNEL(language)=zh)",
        f"Wait({PAUSE_S})",
        "SayDigits(${STAFF})",
        f"Playback({places.sounds}/word-number)",
        "Hangup(16)",
    )

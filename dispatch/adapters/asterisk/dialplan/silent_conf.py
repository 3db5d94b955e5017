"""The question that a silent caller hears, in a context that only an order of a server reaches.

A channel of its own speaks into the caller's ear (ChanSpy, whisper to the one channel of that
unique id). Nothing is done to the talk itself: when this channel fails or ends, it goes on as it
was. The seat does not hear it, nor does the recording of the call; that it was heard is told.
"""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.plan import Places
from dispatch.adapters.asterisk.dialplan.steps import extension

SILENT = "silent"
EAR, VOICE = "ear", "voice"
# q: no beep. u: the one channel of this unique id. E: end with it. S: end when it is not there.
# w: what is said here is heard there.
INTO_THE_EAR = "quESw"
# The ear must be there before the first word.
PAUSE_S = 0.5


def silent_context(places: Places) -> str:
    """Write the context."""
    return "\n".join((f"[{SILENT}]", *_steps(places), ""))


def _steps(places: Places) -> Iterator[str]:
    yield from extension(EAR, "Answer()", f"ChanSpy(${{CALL}},{INTO_THE_EAR})", "Hangup(16)")
    yield from extension(
        VOICE,
        "Answer()",
        f"Wait({PAUSE_S})",
        f"Playback({places.sounds}/silent)",
        'ExecIf($["${PLAYBACKSTATUS}" = "SUCCESS"]?UserEvent(SilentAsked,Call: ${CALL}))',
        "Hangup(16)",
    )

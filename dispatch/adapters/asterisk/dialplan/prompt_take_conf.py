"""The context in which somebody speaks a prompt into a seat's phone; only a server leads there.

After the beep he speaks, # ends it, he hears it: 1 keeps it, 2 speaks again, 3 hears it again. Who
hangs up, or says nothing for a while, keeps nothing. What is kept stands in the exchange's own
store until a server has fetched it.
"""

from collections.abc import Iterator
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.plan import Places
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.domain.prompt import LONGEST_S

PROMPT_TAKE = "prompt-take"
FAMILY = "take"
FOLDER = Path("spool/takes")
DECIDES_WITHIN_S = 15
MOST_TRIES = 5


def prompt_take_context(places: Places) -> str:
    """Write the context."""
    return "\n".join((f"[{PROMPT_TAKE}]", *_extensions(places), ""))


def _extensions(places: Places) -> Iterator[str]:
    file = f"{places.home / FOLDER}/${{TAKE}}"
    yield from extension("s", *_speak(places, file))
    kept = f"Set(DB({FAMILY}/${{TAKE}})=${{EPOCH}})"
    yield from extension("1", kept, f"Playback({places.sounds}/beep)", "Hangup()")
    yield from extension("2", "Goto(s,speak)")
    yield from extension("3", "Goto(s,hear)")
    yield from extension("i", "Goto(s,hear)")
    yield from extension("t", "Hangup()")


def _speak(places: Places, file: str) -> Iterator[Step]:
    yield "Set(TAKE=${FILTER(0-9a-f,${TAKE})})"
    yield "Set(TRIES=0)"
    yield "speak", "Set(TRIES=$[${TRIES} + 1])"
    yield f"GotoIf($[${{TRIES}} > {MOST_TRIES}]?over)"
    yield "Wait(0.5)"
    yield f"Playback({places.sounds}/beep)"
    yield f"Record({file}.alaw,0,{LONGEST_S},q)"
    yield "hear", f"Background({file})"
    yield f"WaitExten({DECIDES_WITHIN_S})"
    yield "over", "Hangup()"

"""A surge: many call about one accident. Who waits hears of it, and spare phones ring at once.

A server puts one entry into the exchange's own memory (astdb), the dialplan does the rest alone:

| key | value |
|---|---|
| surge/now | VOICE-UNTIL: the place that is spoken, `any` without one, up to that epoch second |

It ends by itself; an instant too far away counts as none, so that no damaged value lasts for ever.
"""

from collections.abc import Iterator, Mapping

from dispatch.adapters.asterisk.dialplan.fetch_conf import lose_leg
from dispatch.adapters.asterisk.dialplan.overflow_conf import SURGING
from dispatch.adapters.asterisk.dialplan.queues_conf import WAITING
from dispatch.adapters.asterisk.dialplan.steps import Step, extension
from dispatch.adapters.asterisk.prompts.spoken_places import PREFIX, spoken_places
from dispatch.domain.surge import ANY_PLACE, LONGEST_SURGE_S

# A waiting caller is sent here when a surge begins.
BEGINS = "surge"
CLASS = "surge-"
ANNOUNCED = "surge"
_RINGBACK = ("ringback",) * 3


def surge_playlists() -> Mapping[str, tuple[str, ...]]:
    """Give what is heard for each place that can be spoken, and for any other."""
    places = {
        f"{CLASS}{voice}": ("surge-for", f"{PREFIX}{voice}", "surge-help", *_RINGBACK)
        for voice in spoken_places().values()
    }
    return {f"{CLASS}{ANY_PLACE}": (ANNOUNCED, *_RINGBACK), **places}


def surge_steps() -> Iterator[str]:
    """Write the extensions: whether there is a surge now, and where a waiting caller is sent."""
    yield from extension(SURGING, *_is_surging())
    yield from extension(BEGINS, *_begins())


def _is_surging() -> Iterator[Step]:
    """Set what a caller hears; after a surge it is as it was."""
    yield "Set(SURGE=${DB(surge/now)})"
    yield "Set(UNTIL=0${FILTER(0-9,${CUT(SURGE,-,2)})})"
    yield f"Set(SURGING=$[${{UNTIL}} > ${{EPOCH}} & ${{UNTIL}} <= ${{EPOCH}} + {LONGEST_SURGE_S}])"
    yield 'GotoIf($["${SURGING}" = "1"]?now)'
    yield f'ExecIf($["${{HEARS:0:{len(CLASS)}}}" = "{CLASS}"]?Set(HEARS={WAITING}))'
    yield "Return()"
    yield "now", f"Set(HEARS={CLASS}${{FILTER(a-z,${{CUT(SURGE,-,1)}})}})"
    yield "Return()"


def _begins() -> Iterator[Step]:
    """Wait anew, in the same order; one whom a seat answered in that instant is not lost."""
    yield 'GotoIf($["${SHARED(LEG)}" = ""]?seats,1)'
    yield from lose_leg()
    yield "Goto(seats,1)"

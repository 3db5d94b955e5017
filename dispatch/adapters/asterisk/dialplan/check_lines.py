"""Walks what a dedicated line can do and finds what would block an inward line.

A line that carries only what the centre says must never come to a queue or out over a trunk, from
whatever its telephone dials, and is told so before it is hung up on.
"""

from collections.abc import Iterator, Mapping, Sequence

from dispatch.adapters.asterisk.dialplan.check_paths import (
    DeadEnd,
    Fault,
    PathEndsAtNobody,
    Place,
    Walk,
)
from dispatch.adapters.asterisk.dialplan.plan_lines import DIRECT
from dispatch.adapters.asterisk.dialplan.read_conf import find_extension

# Where a server leads phones; of call-out only the extensions that bear a line's name.
LED = ("group", "group-member", "group-leg", "pick-up-leg", "call-out")
EXPANDED = ("call-out", "s")
DIALLED = ("120", "7001", "7199", "8001", "13800138000", "0", "*1", "abc", "s")


def lines_must_be_free(files: Mapping[str, str]) -> None:
    """Refuse files with which a line could call in.

    Raises:
        PathEndsAtNobody: With the first such way.
    """
    first = next(iter(find_line_faults(files)), None)
    if first is not None:
        raise PathEndsAtNobody(where=first.where, fault=first.fault, what=first.what)


def find_line_faults(files: Mapping[str, str]) -> list[DeadEnd]:
    """Find every way of a line that calls in, or ends without a word."""
    walk = _LineWalk(files)
    return list(dict.fromkeys((*walk.line_faults(), *walk.led_faults())))


class _LineWalk(Walk):
    def line_faults(self) -> Iterator[DeadEnd]:
        for context in self._line_contexts():
            extensions = self._contexts.get(context, {})
            for dialled in DIALLED:
                if find_extension(extensions, dialled) is None:
                    yield DeadEnd(context, Fault.NOT_TAKEN_IN, dialled)
            if context != DIRECT:
                yield from self._calls_in([Place(context, name, 0) for name in extensions])

    def led_faults(self) -> Iterator[DeadEnd]:
        """Find jumps into nothing where lines are called, asked or spoken to."""
        named = ((one, name) for one in LED for name in self._contexts.get(one, {}))
        begins = [Place(*one, 0) for one in named if one != EXPANDED]
        for begin in (*begins, *sorted(self._routines(self._reach(begins)))):
            yield from self._leg_faults(begin)

    def _line_contexts(self) -> list[str]:
        settings = (dict(one) for parts in self._pjsip.values() for one in parts)
        contexts = (one.get("context", "") for one in settings if "callerid" in one)
        return sorted({context for context in contexts if context.startswith("line-")})

    def _calls_in(self, entries: Sequence[Place]) -> Iterator[DeadEnd]:
        for place in sorted(self._reach(entries)):
            step = self._step(place)
            said = f"{step.app}({step.arguments})" if step else ""
            dials_out = said.startswith("Dial(") and "@" in said
            if said.startswith("Queue(") or dials_out or place.context == "emergency":
                yield DeadEnd(str(place), Fault.LINE_CALLS_IN, said)
            for following in self._nexts(place, step) if step else ():
                if self._step(following) is None:
                    yield DeadEnd(str(place), Fault.NO_SUCH_STEP, said)
            if self._dials_nobody(place):
                yield DeadEnd(str(place), Fault.NO_SUCH_PHONE, said)
            if said.startswith("Hangup(21") and not self._is_told(place):
                yield DeadEnd(str(place), Fault.NOT_SAID, said)

    def _is_told(self, place: Place) -> bool:
        before = self._step(Place(place.context, place.extension, max(place.at - 1, 0)))
        return before is not None and before.app == "Playback"

"""Walks every way that a call can go through generated files and finds those that end at nobody.

It reads the texts, not the plan: what is checked is what Asterisk will do. Both arms of every
condition are walked, so that no state of phones, trunks and settings leads out of the plan.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from typing_extensions import override

from dispatch.adapters.asterisk.dialplan.dial_in_conf import WAITS
from dispatch.adapters.asterisk.dialplan.fetch_conf import FETCH
from dispatch.adapters.asterisk.dialplan.no_codec_conf import NO_CODEC
from dispatch.adapters.asterisk.dialplan.overflow_conf import CALLERS
from dispatch.adapters.asterisk.dialplan.read_conf import (
    Step,
    find_extension,
    read_dialplan,
    read_sections,
    split_arguments,
)
from dispatch.adapters.asterisk.dialplan.screening import LOCKED
from dispatch.adapters.asterisk.dialplan.surge_conf import BEGINS
from dispatch.domain.errors import DomainError

# What a carrier may send as the dialled number, and the trunk that sends none.
DIALLED = ("120", "01088886666", "+8613800138000", "0", "s")
# The step before a hang-up of ours must tell whose will it was.
ON_PURPOSE = "UserEvent(SeatHungUp"
TALKED = ('"${QUEUESTATUS}" = "CONTINUE"', '"${DIALSTATUS}" = "ANSWER"')
# Where callers come whom a server leads, and those of direct lines; ways there are a caller's own.
LED = (FETCH, "transfer", "park", "pick-up", "send-on", "line-direct")
LED_TO = ((CALLERS, BEGINS),)
# Where a server leads a caller out of his talk: the way from there comes to somebody too.
TALKED_BEFORE = ("conference-caller",)
# Where it leads or rings other legs, which may end.
LEGS = ("conference-member", "conference-dial", "staff-voice")
EXPANDED, AFTER_THE_CALL = "${", "h"
DIALPLAN = ("extensions.conf", "seat_verbs.conf", "lines.conf", "conference.conf")
ROUTINE = re.compile(r"[bBU]\(([\w-]+)\^(\w[\w-]*)\^1\)")
# Whoever answered goes on at the step after the one named.
ANSWERED = re.compile(r"G\(([\w-]+)\^(\w[\w-]*)\^1\)")
GOSUB = re.compile(r"^Gosub\(([\w-]+),(\w[\w-]*),1\)")
HANDLER = re.compile(r"CHANNEL\(hangup_handler_push\)=([\w-]+),(\w[\w-]*),1")
HEARS = re.compile(r"(?:Set\(HEARS=|MusicOnHold\()([\w-]+)[,)]")
WANTED = frozenset({LOCKED, NO_CODEC, WAITS})
TERMINAL = frozenset({"Hangup", "Return"})


class Fault(StrEnum):
    """Why a way ends at nobody."""

    NO_SUCH_STEP = "no_such_step"
    NO_NEXT_STEP = "no_next_step"
    HANGS_UP = "hangs_up"
    WAITS_FOR_EVER = "waits_for_ever"
    NO_SUCH_QUEUE = "no_such_queue"
    NO_SUCH_PHONE = "no_such_phone"
    NO_SUCH_SOUND = "no_such_sound"
    NOBODY_ANSWERS = "nobody_answers"
    NOT_TAKEN_IN = "not_taken_in"
    LINE_CALLS_IN = "line_calls_in"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """One way that ends at nobody.

    Attributes:
        where: Context, extension and priority, or the section of another file.
        fault: Why.
        what: The step or name itself.
    """

    where: str
    fault: Fault
    what: str


class PathEndsAtNobody(DomainError):
    """With these files a caller could come to nobody; they are not written."""

    code = "path_ends_at_nobody"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One step; the first is 0."""

    context: str
    extension: str
    at: int

    @override
    def __str__(self) -> str:
        return f"{self.context},{self.extension},{self.at + 1}"


def must_lead_on(files: Mapping[str, str]) -> None:
    """Refuse files with a way that ends at nobody.

    Raises:
        PathEndsAtNobody: With the first such way.
    """
    first = next(iter(find_dead_ends(files)), None)
    if first is not None:
        raise PathEndsAtNobody(where=first.where, fault=first.fault, what=first.what)


def find_dead_ends(files: Mapping[str, str]) -> list[DeadEnd]:
    """Find every way of a caller, of a phone's leg and of a line dialled out that ends at nobody.

    Args:
        files: Those of the dialplan, queues.conf, pjsip.conf and musiconhold.conf by name.
    """
    return list(dict.fromkeys(Walk(files).dead_ends()))


class Walk:
    """The steps of all contexts, and who follows whom."""

    def __init__(self, files: Mapping[str, str]) -> None:
        written = "\n".join(files.get(name, "") for name in DIALPLAN)
        self._contexts = read_dialplan(written)
        self._queues = read_sections(files["queues.conf"])
        self._pjsip = read_sections(files["pjsip.conf"])
        self._sounds = read_sections(files["musiconhold.conf"])

    def dead_ends(self) -> Iterator[DeadEnd]:
        """Give them in the order of the call."""
        entries = self._entries()
        yield from self._refused_numbers()
        led = self._begins_of(TALKED_BEFORE)
        reached = self._reach([*entries, *led])
        for place in sorted(reached):
            yield from self._faults(place)
        yield from self._hang_ups(entries, led)
        yield from self._without_answer(reached)
        legs = self._begins_of(LEGS)
        for routine in sorted({*self._routines([*reached, *self._reach(legs)]), *legs}):
            yield from self._leg_faults(routine)

    def _entries(self) -> list[Place]:
        contexts = (*self._trunk_contexts(), *LED)
        led = [Place(*one, 0) for one in LED_TO]
        named = ((one, name) for one in contexts for name in self._contexts.get(one, {}))
        taken = (Place(context, name, 0) for context, name in named if name != AFTER_THE_CALL)
        return [*taken, *(one for one in led if self._step(one))]

    def _begins_of(self, contexts: Iterable[str]) -> list[Place]:
        """Give where these contexts begin; what Asterisk runs after a hang-up is no way on."""
        named = ((one, name) for one in contexts for name in self._contexts.get(one, {}))
        return [Place(one, name, 0) for one, name in named if name != AFTER_THE_CALL]

    def _trunk_contexts(self) -> list[str]:
        trunks = {
            dict(one).get("endpoint", "")
            for parts in self._pjsip.values()
            for one in parts
            if ("type", "identify") in one
        }
        settings = (dict(one) for name in trunks for one in self._pjsip.get(name, ()))
        return sorted({one["context"] for one in settings if one.get("type") == "endpoint"})

    def _refused_numbers(self) -> Iterator[DeadEnd]:
        for context in self._trunk_contexts():
            for dialled in DIALLED:
                if find_extension(self._contexts.get(context, {}), dialled) is None:
                    yield DeadEnd(context, Fault.NOT_TAKEN_IN, dialled)

    def _step(self, place: Place) -> Step | None:
        steps = self._contexts.get(place.context, {}).get(place.extension, ())
        return steps[place.at] if place.at < len(steps) else None

    def _reach(self, entries: Iterable[Place], *, but_talks: bool = False) -> set[Place]:
        """Give every step that a call can come to; without those after a talk, if so asked."""
        waiting, reached = list(entries), set[Place]()
        while waiting:
            place = waiting.pop()
            step = self._step(place)
            if place in reached or step is None:
                continue
            reached.add(place)
            waiting += self._untalked(place, step) if but_talks else self._nexts(place, step)
        return reached

    def _untalked(self, place: Place, step: Step) -> list[Place]:
        """Give the steps that may follow while nobody has spoken to the caller."""
        talked = step.app == "GotoIf" and any(one in step.arguments for one in TALKED)
        return self._nexts(place, step)[1:] if talked else self._nexts(place, step)

    def _nexts(self, place: Place, step: Step) -> list[Place]:
        """Give the steps that may follow; of a condition the arm for true comes first."""
        after = Place(place.context, place.extension, place.at + 1)
        if step.app in TERMINAL:
            return []
        if step.app == "Goto":
            return [self._target(place, step.arguments)]
        if step.app == "GotoIf":
            arms = step.arguments.rpartition("?")[2].split(":")
            return [self._target(place, arm) if arm else after for arm in (*arms, "")[:2]]
        return [after]

    def _target(self, place: Place, text: str) -> Place:
        *before, label = text.split(",")
        extension = before[-1] if before else place.extension
        context = before[-2] if len(before) > 1 else place.context
        steps = self._contexts.get(context, {}).get(extension, ())
        labels = (at for at, step in enumerate(steps) if step.label == label)
        at = int(label) - 1 if label.isdigit() else next(labels, len(steps))
        return Place(context, extension, at)

    def _faults(self, place: Place) -> Iterator[DeadEnd]:
        step = self._step(place)
        if step is None:
            return
        said = f"{step.app}({step.arguments})"
        after = Place(place.context, place.extension, place.at + 1)
        for following in self._nexts(place, step):
            if self._step(following) is None:
                falls = following == after and step.app != "Goto"
                yield DeadEnd(str(place), Fault.NO_NEXT_STEP if falls else Fault.NO_SUCH_STEP, said)
        if step.app == "Return":
            yield DeadEnd(str(place), Fault.NO_NEXT_STEP, said)
        if step.app == "Queue":
            yield from self._queue_faults(place, step)
        for sound in HEARS.findall(said):
            if sound not in self._sounds:
                yield DeadEnd(str(place), Fault.NO_SUCH_SOUND, sound)

    def _queue_faults(self, place: Place, step: Step) -> Iterator[DeadEnd]:
        name, *rest = split_arguments(step.arguments)
        if not self._queues_of(name):
            yield DeadEnd(str(place), Fault.NO_SUCH_QUEUE, name)
        wait_s = rest[3] if len(rest) > 3 else ""
        if not (wait_s.isdigit() and int(wait_s)):
            yield DeadEnd(str(place), Fault.WAITS_FOR_EVER, name)
        for member in self._members(name):
            if not self._rings(member):
                yield DeadEnd(f"queues.conf {name}", Fault.NO_SUCH_PHONE, member)

    def _hang_ups(self, entries: Sequence[Place], led: Sequence[Place]) -> Iterator[DeadEnd]:
        """Find hang-ups of ours without a talk before them, or that nobody wanted.

        A caller whom a server led out of his talk has talked. The end of a locked caller's warning
        is one that a person wanted, who locked the number; who cannot be heard is told of and
        called back; who knew the code of a conference is no caller.
        """
        untalked = self._reach(entries, but_talks=True)
        for place in sorted(self._reach([*entries, *led])):
            step = self._step(place)
            if step is None or step.app != "Hangup" or place.context in WANTED:
                continue
            before = self._step(Place(place.context, place.extension, max(place.at - 1, 0)))
            told = before is not None and f"{before.app}({before.arguments}".startswith(ON_PURPOSE)
            if place in untalked or not told:
                yield DeadEnd(str(place), Fault.HANGS_UP, f"Hangup({step.arguments})")

    def _without_answer(self, reached: set[Place]) -> Iterator[DeadEnd]:
        """Find steps from which no queue with a phone in it can be reached any more."""
        before: dict[Place, set[Place]] = {}
        for place in reached:
            step = self._step(place)
            for following in self._untalked(place, step) if step else ():
                before.setdefault(following, set()).add(place)
        waiting = [place for place in reached if self._is_answered(place) or self._ends(place)]
        good = set[Place]()
        while waiting:
            place = waiting.pop()
            if place not in good:
                good.add(place)
                waiting += before.get(place, ())
        for place in sorted(reached - good)[:1]:
            yield DeadEnd(str(place), Fault.NOBODY_ANSWERS, str(place))

    def _ends(self, place: Place) -> bool:
        step = self._step(place)
        return step is not None and step.app == "Hangup"

    def _is_answered(self, place: Place) -> bool:
        step = self._step(place)
        if step is None or step.app != "Queue":
            return False
        return any(map(self._rings, self._members(split_arguments(step.arguments)[0])))

    def _members(self, queue: str) -> list[str]:
        return [v.split(",")[0] for key, v in self._settings(queue) if key == "member"]

    def _settings(self, queue: str) -> Iterator[tuple[str, str]]:
        names = self._queues_of(queue)
        return (pair for name in names for one in self._queues[name] for pair in one)

    def _queues_of(self, name: str) -> list[str]:
        """Give the queues that a name may mean: all that begin like one whose end is expanded."""
        begin, expanded, _ = name.partition("${")
        if not expanded:
            return [name] if name in self._queues else []
        return [queue for queue in self._queues if queue.startswith(begin)]

    def _rings(self, member: str) -> bool:
        """Tell whether a queue's member is a phone, or a way out that dials over a trunk."""
        kind, _, name = member.partition("/")
        if kind == "PJSIP":
            endpoint = name.rpartition("@")[2]
            return EXPANDED in endpoint or self._is_endpoint(endpoint)
        return any(self._dials(place) for place in self._reach([_way_out(member)]))

    def _dials(self, place: Place) -> bool:
        step = self._step(place)
        if step is None or step.app != "Dial":
            return False
        return self._rings(split_arguments(step.arguments)[0])

    def _is_endpoint(self, name: str) -> bool:
        return any(("type", "endpoint") in one for one in self._pjsip.get(name, ()))

    def _routines(self, reached: Iterable[Place]) -> set[Place]:
        """Give where legs are sent: a phone's own steps, and the ways that dial out."""
        found, places = set[Place](), set(reached)
        while places:
            fresh = {one for place in places for one in self._called(place)} - found
            found |= fresh
            places = self._reach(fresh)
        return found

    def _called(self, place: Place) -> Iterator[Place]:
        step = self._step(place)
        if step is None:
            return
        if step.app == "Queue":
            yield from self._of_queue(split_arguments(step.arguments)[0])
        said = f"{step.app}({step.arguments})"
        named = (found for one in (ROUTINE, HANDLER, GOSUB) for found in one.findall(said))
        for context, extension in named:
            yield Place(context, extension, 0)
        for context, extension in ANSWERED.findall(said):
            yield Place(context, extension, 0)
            yield Place(context, extension, 1)

    def _of_queue(self, queue: str) -> Iterator[Place]:
        for key, value in self._settings(queue):
            if key == "membergosub":
                yield Place(value, "s", 0)
        for member in self._members(queue):
            if member.startswith("Local/"):
                yield _way_out(member)

    def _leg_faults(self, begin: Place) -> Iterator[DeadEnd]:
        """Find jumps of a leg into nothing, and a leg's steps that do not come to an end."""
        if self._step(begin) is None:
            yield DeadEnd(str(begin), Fault.NO_SUCH_STEP, str(begin))
        for place in sorted(self._reach([begin])):
            step = self._step(place)
            for following in self._nexts(place, step) if step else ():
                if self._step(following) is None:
                    yield DeadEnd(str(place), Fault.NO_NEXT_STEP, str(following))
            if self._dials_nobody(place):
                yield DeadEnd(str(place), Fault.NO_SUCH_PHONE, str(place))

    def _dials_nobody(self, place: Place) -> bool:
        step = self._step(place)
        return step is not None and step.app == "Dial" and not self._dials(place)


def _way_out(member: str) -> Place:
    extension, _, context = member.removeprefix("Local/").removesuffix("/n").partition("@")
    return Place(context, extension, 0)

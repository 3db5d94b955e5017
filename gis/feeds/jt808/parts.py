"""Messages longer than a frame: put together from parts, cut into parts. No clock of its own.

Source: JT/T 808-2013 clause 4.4.3 (分包); 0x8003 and, since 2019, 0x0005 ask for lost parts.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gis.feeds.jt808.frame import MAX_BODY_OCTETS, Frame, Part

MAX_PARTS = 64  # 64 kB; the longest honest message of these is a batch of positions
MAX_OPEN = 4  # messages being put together of one terminal
ASK_AFTER_S = 5.0
ASK_TIMES = 3
SERIALS = 1 << 16


@dataclass(frozen=True, slots=True)
class PartsMissing:
    """Parts that did not come: ask for them.

    Args:
        first_serial: Of the message's first part.
    """

    first_serial: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartsLost:
    """A message given up.

    Args:
        kind: parts_many, parts_crowded, parts_mixed, parts_late.
    """

    kind: str


@dataclass(slots=True)
class _Open:
    total: int
    first_serial: int
    due_s: float
    asked: int = 0
    bodies: dict[int, bytes] = field(default_factory=dict)


class Assembler:
    """Puts one terminal's messages together; bounded, whatever comes.

    A part belongs to the message of its kind that has as many parts: the serials of one message's
    parts should follow each other, but do not with every terminal (seen in captures).
    """

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[int, int], _Open] = OrderedDict()

    def take(self, frame: Frame, now_s: float) -> Iterator[Frame | PartsLost]:
        """Give the whole message once its last part is here, at once where it has one."""
        part = frame.part
        if part is None:
            yield frame
        elif part.total > MAX_PARTS:
            yield PartsLost("parts_many")
        else:
            yield from self._collect(frame, part, now_s)

    def due(self, now_s: float) -> Iterator[PartsMissing | PartsLost]:
        """Tell what is missing for long, and what is given up."""
        late = [(key, one) for key, one in self._open.items() if one.due_s <= now_s]
        for key, one in late:
            if one.asked >= ASK_TIMES:
                del self._open[key]
                yield PartsLost("parts_late")
            else:
                one.asked += 1
                one.due_s = now_s + ASK_AFTER_S
                missing = set(range(1, one.total + 1)) - one.bodies.keys()
                yield PartsMissing(one.first_serial, tuple(sorted(missing)))

    def _collect(self, frame: Frame, part: Part, now_s: float) -> Iterator[Frame | PartsLost]:
        key = frame.message_id, part.total
        if key in self._open and self._open[key].bodies.get(part.number, frame.body) != frame.body:
            del self._open[key]
            yield PartsLost("parts_mixed")
        if key not in self._open and len(self._open) == MAX_OPEN:
            self._open.popitem(last=False)
            yield PartsLost("parts_crowded")
        first_serial = (frame.serial - part.number + 1) % SERIALS
        one = self._open.setdefault(key, _Open(part.total, first_serial, 0.0))
        one.bodies[part.number] = frame.body
        one.due_s = now_s + ASK_AFTER_S
        if len(one.bodies) == one.total:
            del self._open[key]
            body = b"".join(one.bodies[number] for number in sorted(one.bodies))
            yield replace(frame, serial=one.first_serial, body=body, part=None)


def cut(frame: Frame) -> tuple[Frame, ...]:
    """Cut a message into frames, numbered on from its serial; one that fits stays whole."""
    if len(frame.body) <= MAX_BODY_OCTETS:
        return (frame,)
    starts = range(0, len(frame.body), MAX_BODY_OCTETS)
    return tuple(
        replace(
            frame,
            serial=(frame.serial + index) % SERIALS,
            body=frame.body[start : start + MAX_BODY_OCTETS],
            part=Part(len(starts), index + 1),
        )
        for index, start in enumerate(starts)
    )

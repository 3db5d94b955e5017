"""How closures are told to the roads process: sets by key, so that a question only names one."""

from collections.abc import Sequence
from hashlib import sha256
from json import dumps

from dispatch.domain.closure import Closure, ClosureShape


def told_closure(closure: Closure) -> dict[str, object]:
    """Write what the roads need to know of one."""
    return {
        "speed_share": closure.speed_percent / 100,
        "area": closure.shape is ClosureShape.AREA,
        "points": [(point.lon, point.lat) for point in closure.points],
    }


def told_set(closures: Sequence[Closure]) -> tuple[str, list[dict[str, object]]]:
    """Give the key and the closures of a set; the key is empty without any.

    Equal sets have equal keys, whoever asks and in whatever order they were read.
    """
    told = sorted(map(told_closure, closures), key=dumps)
    return (sha256(dumps(told).encode()).hexdigest() if told else ""), told

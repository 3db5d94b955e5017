"""Three hundred vehicles in a centre that runs: written as resources, heard over a serial line."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from uuid import uuid4

from dispatch.adapters.clock import SystemClock
from dispatch.bench.centre import Centre, NotSeen, Person, until
from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.serial_line import SerialLine, open_line
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from gis.routing.graph import Graph

ADMINISTRATOR = "9001"
STATIONS, HOSPITALS = 12, 8
LINE = "serial/vehicles"
KINDS = ("monitoring", "basic", "negative_pressure")
HEARD_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Somewhere:
    """Places on the roads of a graph."""

    graph: Graph
    random: Random

    def point(self) -> Wgs84:
        """Give the next place."""
        pieces = self.graph.pieces
        place = self.random.randrange(len(pieces.lon))
        return Wgs84(round(float(pieces.lon[place]), 6), round(float(pieces.lat[place]), 6))


def write_resources(centre: Centre, somewhere: Somewhere, vehicles: int) -> list[str]:
    """Write stations, hospitals and vehicles; give the vehicles' trackers."""
    keeper = centre.sign_in(ADMINISTRATOR)
    stations = [str(uuid4()) for _ in range(STATIONS)]
    for number, station in enumerate(stations):
        told = {"code": f"B{number}", "name": f"B{number}", **_placed(somewhere)}
        _put(keeper, f"/stations/{station}", told)
    for number in range(HOSPITALS):
        told = {"name": f"H{number}", "departments": ["emergency"], **_placed(somewhere)}
        _put(keeper, f"/hospitals/{uuid4()}", told)
    trackers = [f"BENCH{number}" for number in range(vehicles)]
    for number, tracker in enumerate(trackers):
        told = {
            "name": tracker,
            "plate": tracker,
            "kind": KINDS[number % len(KINDS)],
            "station_id": stations[number % STATIONS],
            "tracker": tracker,
        }
        _put(keeper, f"/vehicles/{uuid4()}", told)
    return trackers


@contextmanager
def line_of(centre: Centre) -> Iterator[SerialLine]:
    """Plug the vehicles' line in."""
    with open_line(centre.settings.state / LINE) as line:
        yield line


def tell_all(line: SerialLine, where: Sequence[tuple[str, Wgs84]]) -> None:
    """Let every vehicle tell once where it stands, as fast as the feed takes it."""
    now = SystemClock().now()
    for tracker, point in where:
        line.write_whole(tell_fix(tracker, Whereabouts(point, 0.0, 0.0), now))


def wait_until_heard(
    line: SerialLine, where: Sequence[tuple[str, Wgs84]], heard: Callable[[], bool]
) -> None:
    """Tell again and again until the centre has heard all."""

    def told() -> bool:
        tell_all(line, where)
        return heard()

    until(told, HEARD_WITHIN_S)


def _placed(somewhere: Somewhere) -> dict[str, object]:
    point = somewhere.point()
    return {"point": {"lon": point.lon, "lat": point.lat}, "telephone": "051712345678"}


def _put(keeper: Person, path: str, body: dict[str, object]) -> None:
    answer = keeper.put(path, body)
    if not answer.is_success:
        raise NotSeen(f"{path}: {answer.text}")

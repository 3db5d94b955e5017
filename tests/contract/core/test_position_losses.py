"""A feed or the database dies under load: at most the second not yet written is missing."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from signal import SIGKILL, SIGTERM

import psycopg
import pytest

from dispatch.adapters.clock import SystemClock
from dispatch.bench.fleet_at_work import line_of
from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.serial_line import SerialLine
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from tests.centre import Centre, until

FEED = "feed-serial-1"
UNWRITTEN_S = 1.0
STORED = "SELECT fixed_at FROM gis.fix WHERE device = %s ORDER BY fixed_at"


class Vehicle:
    """A vehicle that creeps on and speaks twenty times a second while somebody looks."""

    def __init__(self, centre: Centre, name: str, line: SerialLine) -> None:
        self._centre, self.name, self._line = centre, name, line
        self.told: list[datetime] = []

    def until(self, look: Callable[[], object], within_s: float = 60.0) -> None:
        """Speak on until something is seen."""

        def speak() -> object:
            now = SystemClock().now()
            point = Wgs84(118.29 + len(self.told) / 200_000, 33.95)
            self._line.write(tell_fix(self.name, Whereabouts(point, 20.0, 90.0), now))
            self.told.append(now)
            return look()

        until(speak, within_s)

    def stored(self) -> list[datetime]:
        """When the fixes were made that are stored; none while the database is away."""
        try:
            with psycopg.connect(self._centre.settings.dsn("gis")) as connection:
                rows = connection.execute(STORED, (self.name,)).fetchall()
        except psycopg.OperationalError:
            return []
        return [row[0] for row in rows]

    def has_stored(self, since: datetime) -> bool:
        """Whether something told after a moment is stored."""
        stored = self.stored()
        return bool(stored) and stored[-1] > since


@pytest.mark.mission("A71")
def test_a_feed_that_is_killed_loses_at_most_a_second_and_the_gap_is_seen(centre: Centre) -> None:
    with line_of(centre) as line:
        vehicle = Vehicle(centre, "LOST1", line)
        vehicle.until(lambda: len(vehicle.stored()) > 20)
        killed_at, dead = SystemClock().now(), centre.kill(FEED, SIGKILL)
        vehicle.until(lambda: centre.pid(FEED) != dead)
        again_at = SystemClock().now()
        vehicle.until(lambda: vehicle.has_stored(again_at))
    stored = vehicle.stored()
    before = max(at for at in stored if at <= killed_at)
    assert (killed_at - before).total_seconds() <= UNWRITTEN_S
    gap = max(pairwise(stored), key=lambda pair: pair[1] - pair[0])
    assert gap[0] <= killed_at <= gap[1]


@pytest.mark.mission("A71")
def test_a_database_that_is_killed_loses_at_most_a_second(centre: Centre) -> None:
    with line_of(centre) as line:
        vehicle = Vehicle(centre, "LOST2", line)
        vehicle.until(lambda: len(vehicle.stored()) > 20)
        killed_at, dead = SystemClock().now(), centre.kill("postgres", SIGKILL)
        vehicle.until(lambda: centre.pid("postgres") != dead)
        again_at = SystemClock().now()
        vehicle.until(lambda: vehicle.has_stored(again_at), 90.0)
    stored = vehicle.stored()
    told = [at for at in vehicle.told if stored[0] <= at <= stored[-1]]
    missing = [at for at in told if min(abs((at - one).total_seconds()) for one in stored) > 0.02]
    assert all(abs((at - killed_at).total_seconds()) <= UNWRITTEN_S for at in missing)


def test_a_feed_that_is_stopped_in_order_loses_nothing(centre: Centre) -> None:
    with line_of(centre) as line:
        vehicle = Vehicle(centre, "KEPT1", line)
        vehicle.until(lambda: len(vehicle.stored()) > 20)
        last = vehicle.told[-1]
        seen = f"SELECT 1 FROM gis.fleet_source WHERE device = '{vehicle.name}'"
        with psycopg.connect(centre.settings.dsn("gis"), autocommit=True) as connection:
            until(lambda: connection.execute(seen).fetchone())
        dead = centre.kill(FEED, SIGTERM)
        until(lambda: centre.pid(FEED) != dead)
        until(lambda: (vehicle.stored()[-1] - last).total_seconds() > -0.02)
    stored = vehicle.stored()
    told = [at.replace(microsecond=at.microsecond // 10_000 * 10_000) for at in vehicle.told]
    assert {at for at in told if at >= stored[0]} == set(stored)
